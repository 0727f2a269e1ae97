"""`…/bang-chung`: who signed which text, when and how, and who confirmed it; with the paper as .docx."""

from dataclasses import replace

from flask import Response, render_template

from thidua.giaouoc.compose import bang_chung
from thidua.giaouoc.queries import ky
from thidua.giaouoc.views.chung import PAGE, WHO, Sheet, bp, paper_of, sheet_of
from thidua.vanban.kinds.phieu_bang_chung import PhieuBangChung
from thidua.web import clock
from thidua.web.access import needs
from thidua.web.database import session
from thidua.web.paper import docx_answer
from thidua.web.sessions import current_actor


@bp.get(PAGE + "/bang-chung")
@needs(*WHO)
def evidence_page(nam_thi_dua: int, cum_khoi: str) -> str:
    """The evidence as a table."""
    sheet = sheet_of(nam_thi_dua, cum_khoi)
    return render_template(
        "giaouoc/ky_bang_chung.html",
        nam=nam_thi_dua,
        page=sheet.address,
        view=sheet.view,
        phieu=evidence_of(sheet),
        may_print=sheet.view.doc_duoc is not None,
    )


@bp.get(PAGE + "/bang-chung.docx")
@needs(*WHO)
def evidence_docx(nam_thi_dua: int, cum_khoi: str) -> Response:
    """The paper with the sheet of evidence behind it."""
    sheet = sheet_of(nam_thi_dua, cum_khoi)
    paper = paper_of(sheet, phieu=evidence_of(sheet))
    return docx_answer(paper, f"giao-uoc-{nam_thi_dua}-{cum_khoi}-bang-chung")


def evidence_of(sheet: Sheet) -> PhieuBangChung:
    """The sheet of evidence of the version that is read, else of the one at hand."""
    reading = session()
    ban = sheet.view.doc_duoc or sheet.ban
    found = ky.signing(reading, current_actor(), replace(sheet.view, ban=ban), clock.now())
    return bang_chung.sheet(sheet.view.group.ten, sheet.nam, ban, found.ben, found.tep, found.trang)
