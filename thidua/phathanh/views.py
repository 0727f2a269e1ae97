"""`/<nam>/van-ban/`: the year's papers."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template

from thidua.core.actor import SECRETARIAT, Role
from thidua.donvi import queries as units
from thidua.donvi.queries.co_quan import office_on
from thidua.namthidua import compose, queries
from thidua.sheets.xlsx import Value
from thidua.vanban.blocks import VanBan
from thidua.web import clock
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session
from thidua.web.paper import docx_answer, preview
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

bp = Blueprint("phathanh", __name__)


@dataclass(frozen=True, slots=True)
class VanBanRow:
    """A paper of the year in the list; `tinh_trang` in words while it has no day."""

    ten: str
    so_ky_hieu: str
    ngay: date | None
    tinh_trang: str
    address: str
    docx: str


@bp.get("/<nam:nam_thi_dua>/van-ban/")
@needs(LOGGED_IN)
def papers(nam_thi_dua: int) -> str:
    """The papers of the year that the reader may open."""
    return render_template("phathanh/page.html", rows=_rows(nam_thi_dua), nam=nam_thi_dua)


@bp.get("/<nam:nam_thi_dua>/van-ban.xlsx")
@needs(LOGGED_IN)
def papers_xlsx(nam_thi_dua: int) -> Response:
    """The same papers as a table."""
    rows: list[list[Value]] = [
        [row.ten, row.so_ky_hieu, row.ngay, row.tinh_trang] for row in _rows(nam_thi_dua)
    ]
    heads = ["Văn bản", "Số, ký hiệu", "Ngày", "Tình trạng"]
    return table_answer(
        f"van-ban-{nam_thi_dua}", "Văn bản", heads, rows, f"Văn bản thi đua năm {nam_thi_dua}"
    )


def _rows(nam: int) -> list[VanBanRow]:
    """The plan for everybody, the calendar too; what the office compiles for who may read it."""
    year = queries.year(session(), nam)
    page = f"/{nam}/van-ban/ke-hoach"
    known = year.ke_hoach_ngay and year.ke_hoach_thang
    day = date(nam, year.ke_hoach_thang or 1, year.ke_hoach_ngay or 1) if known else None
    number = f"{year.ke_hoach_so:02d}" if year.ke_hoach_so else "…"
    name = f"Kế hoạch phát động thi đua năm {nam}"
    plan = VanBanRow(
        name, f"{number}/{year.ke_hoach_ky_hieu}", day, "" if day else "Chưa có ngày", page, f"{page}.docx"
    )
    return [plan, *(_compiled(nam) if current_actor().has(*SECRETARIAT, Role.LANH_DAO) else ())]


def _compiled(nam: int) -> list[VanBanRow]:
    """The drafts of the office, with the symbol of its standing body on the year's day."""
    office = office_on(session(), units.day_in_year(nam, clock.now()))
    root, half = f"/{nam}/tong-hop", f"Báo cáo sơ kết 6 tháng đầu năm {nam}"
    own = f"…/BC-{office.ky_hieu_phong}"
    return [
        _draft(f"Báo cáo tổng hợp đăng ký thi đua năm {nam}", own, f"{root}/dang-ky"),
        _draft(f"{half} ({office.thuong_truc})", own, f"{root}/so-ket"),
        _draft(f"{half} (UBND)", f"…/BC-{office.ky_hieu_ubnd}", f"{root}/so-ket", "?ban=ubnd"),
    ]


def _draft(ten: str, so_ky_hieu: str, page: str, asked: str = "") -> VanBanRow:
    return VanBanRow(ten, so_ky_hieu, None, "Dự thảo", page + asked, f"{page}.docx{asked}")


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
