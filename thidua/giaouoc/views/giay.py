"""The paper of a version: .docx and .html, with `?kem=bang-chung` the sheet of evidence behind it."""

from flask import Response, render_template, request

from thidua.giaouoc.views.bang_chung import evidence_of
from thidua.giaouoc.views.chung import PAGE, WHO, Sheet, bp, paper_of, sheet_of
from thidua.vanban.blocks import VanBan
from thidua.web.access import needs
from thidua.web.paper import docx_answer, preview

EVIDENCE = "bang-chung"


@bp.get(PAGE + ".docx")
@needs(*WHO)
def paper_docx(nam_thi_dua: int, cum_khoi: str) -> Response:
    """The paper as a file."""
    name = f"giao-uoc-{nam_thi_dua}-{cum_khoi}"
    paper = _paper(sheet_of(nam_thi_dua, cum_khoi))
    return docx_answer(paper, f"{name}-{EVIDENCE}" if _with_evidence() else name)


@bp.get(PAGE + ".html")
@needs(*WHO)
def paper_html(nam_thi_dua: int, cum_khoi: str) -> str:
    """The paper alone, for printing from the browser."""
    sheet = sheet_of(nam_thi_dua, cum_khoi)
    title = f"Bản giao ước thi đua năm {nam_thi_dua}"
    return render_template("to_giay.html", title=title, sheet=preview(_paper(sheet)))


def _with_evidence() -> bool:
    return request.args.get("kem") == EVIDENCE


def _paper(sheet: Sheet) -> VanBan:
    """The sealed text alone, or with its evidence: the text itself is the same either way."""
    return paper_of(sheet, phieu=evidence_of(sheet) if _with_evidence() else None)
