"""The bản đăng ký as a file and as a sheet to look at."""

from flask import Response, render_template

from thidua.core.errors import NotThere
from thidua.dangky import compose, queries
from thidua.dangky.views.sheet import PAGE, Sheet, bp, sheet_of
from thidua.donvi import queries as units
from thidua.donvi.queries.co_quan import office_on
from thidua.hoso import queries as hoso
from thidua.vanban.blocks import VanBan
from thidua.web import clock
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session
from thidua.web.paper import docx_answer, preview


@bp.get(PAGE + ".docx")
@needs(LOGGED_IN)
def paper_docx(nam_thi_dua: int, don_vi: str) -> Response:
    """The bản đăng ký as a file."""
    return docx_answer(_paper(sheet_of(nam_thi_dua, don_vi)), f"dang-ky-thi-dua-{nam_thi_dua}-{don_vi}")


@bp.get(PAGE + ".html")
@needs(LOGGED_IN)
def paper_html(nam_thi_dua: int, don_vi: str) -> str:
    """The same tree as a sheet to look at or print."""
    sheet = sheet_of(nam_thi_dua, don_vi)
    title = f"Bản đăng ký thi đua năm {nam_thi_dua} – {sheet.unit.ten}"
    return render_template("to_giay.html", title=title, sheet=preview(_paper(sheet)))


def _paper(sheet: Sheet) -> VanBan:
    version = sheet.version
    if version is None:
        raise NotThere("khong_co_ho_so")
    sealed, now = version.niem_phong_luc, clock.now()
    unit = units.unit_of_paper(session(), sheet.unit.id, sheet.nam, sealed, now)
    return compose.paper(
        sheet.year,
        office_on(session(), units.day_of_paper(sheet.nam, sealed, now)),
        hoso.unit_as_signed(session(), unit, version),
        sheet.view.nghia_vu,
        version,
        sheet.stored,
        sheet.targets,
        sheet.movements,
        sheet.share,
        queries.signer(session(), sheet.view.ho_so, version, clock.today()),
        minutes=bool(hoso.files(session(), version.id)),
    )
