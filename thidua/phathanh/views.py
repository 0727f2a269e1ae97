"""`/<nam>/van-ban/`: the year's papers."""

from flask import Blueprint, Response, render_template

from thidua.core.actor import SECRETARIAT, Role
from thidua.namthidua import compose, queries
from thidua.vanban.blocks import VanBan
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session
from thidua.web.paper import docx_answer, preview
from thidua.web.sessions import current_actor

bp = Blueprint("phathanh", __name__)


@bp.get("/<nam:nam_thi_dua>/van-ban/")
@needs(LOGGED_IN)
def papers(nam_thi_dua: int) -> str:
    """The papers of the year that the reader may open."""
    year = queries.year(session(), nam_thi_dua)
    compiles = current_actor().has(*SECRETARIAT, Role.LANH_DAO)
    return render_template("phathanh/page.html", year=year, nam=nam_thi_dua, compiles=compiles)


def _plan(nam: int) -> VanBan:
    reading = session()
    year = queries.year(reading, nam)
    lines = queries.plan_lines(reading, year.id)
    return compose.plan(year, lines, queries.recipients(reading, year.id))


@bp.get("/<nam:nam_thi_dua>/van-ban/ke-hoach")
@needs(LOGGED_IN)
def plan(nam_thi_dua: int) -> str:
    """The year's kế hoạch as a page."""
    reading = session()
    year = queries.year(reading, nam_thi_dua)
    return render_template(
        "phathanh/ke_hoach.html",
        nam=nam_thi_dua,
        year=year,
        grounds=queries.grounds(reading, year.id),
        periods=queries.periods(reading, year.id),
        sheet=preview(_plan(nam_thi_dua)),
    )


@bp.get("/<nam:nam_thi_dua>/van-ban/ke-hoach.docx")
@needs(LOGGED_IN)
def plan_docx(nam_thi_dua: int) -> Response:
    """The year's kế hoạch as a file."""
    return docx_answer(_plan(nam_thi_dua), f"ke-hoach-thi-dua-{nam_thi_dua}")


@bp.get("/<nam:nam_thi_dua>/van-ban/ke-hoach.html")
@needs(LOGGED_IN)
def plan_html(nam_thi_dua: int) -> str:
    """The year's kế hoạch alone, for printing from the browser."""
    title = f"Kế hoạch thi đua năm {nam_thi_dua}"
    return render_template("to_giay.html", title=title, sheet=preview(_plan(nam_thi_dua)))
