"""`/<nam>/van-ban/`: the year's papers."""

from datetime import date

from flask import Blueprint, Response, render_template

from thidua.core.actor import SECRETARIAT, Role
from thidua.namthidua import compose, queries
from thidua.namthidua.models import NamThiDua
from thidua.sheets.xlsx import Value
from thidua.vanban.blocks import VanBan
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session
from thidua.web.frame import frame_now
from thidua.web.paper import docx_answer, preview
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

bp = Blueprint("phathanh", __name__)


@bp.get("/<nam:nam_thi_dua>/van-ban/")
@needs(LOGGED_IN)
def papers(nam_thi_dua: int) -> str:
    """The papers of the year that the reader may open."""
    year = queries.year(session(), nam_thi_dua)
    return render_template("phathanh/page.html", year=year, nam=nam_thi_dua, compiles=_compiles())


def _compiles() -> bool:
    return current_actor().has(*SECRETARIAT, Role.LANH_DAO)


@bp.get("/<nam:nam_thi_dua>/van-ban.xlsx")
@needs(LOGGED_IN)
def papers_xlsx(nam_thi_dua: int) -> Response:
    """The same papers as a table."""
    year = queries.year(session(), nam_thi_dua)
    rows = [_plan_cells(year)]
    if _compiles():
        name = f"Báo cáo sơ kết 6 tháng đầu năm {nam_thi_dua}"
        rows.append([f"{name} ({frame_now().phong})", "/BC-NV", None, "Dự thảo"])
        rows.append([f"{name} (UBND)", "/BC-UBND", None, "Dự thảo"])
    heads = ["Văn bản", "Số, ký hiệu", "Ngày", "Tình trạng"]
    return table_answer(
        f"van-ban-{nam_thi_dua}", "Văn bản", heads, rows, f"Văn bản thi đua năm {nam_thi_dua}"
    )


def _plan_cells(year: NamThiDua) -> list[Value]:
    number = f"{year.ke_hoach_so:02d}" if year.ke_hoach_so else ""
    known = year.ke_hoach_ngay and year.ke_hoach_thang
    day = date(year.nam, year.ke_hoach_thang or 1, year.ke_hoach_ngay or 1) if known else None
    name = f"Kế hoạch phát động thi đua năm {year.nam}"
    return [name, f"{number}/{year.ke_hoach_ky_hieu}", day, "" if known else "Chưa có ngày"]


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
