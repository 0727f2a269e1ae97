"""The .xlsx of the list pages: the page's rows in the columns in which they may come back."""

from collections.abc import Callable, Mapping

from flask import Response, request

from thidua.core.actor import SECRETARIAT, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotThere
from thidua.core.viet import format_date, format_number
from thidua.donvi.queries import LOAI
from thidua.donvi.queries.cay import found_units
from thidua.namthidua import queries as years
from thidua.nhapxuat import compose, queries
from thidua.nhapxuat.compose.danh_sach import BANG
from thidua.nhapxuat.queries import Scope
from thidua.nhapxuat.views import bp
from thidua.sheets.plan import Value
from thidua.taikhoan.queries.danh_sach import LocTaiKhoan, account_list
from thidua.web import clock
from thidua.web.access import needs
from thidua.web.database import session
from thidua.web.sessions import current_actor
from thidua.web.tables import book_answer

DESK = (*SECRETARIAT, Role.QUAN_TRI)
"""Who reads the lists of units and of accounts."""

Keep = Callable[[Mapping[str, Value]], bool]


def _out(code: str, name: str, *, nam: int | None = None, keep: Keep | None = None) -> Response:
    """The list as a file; `keep` is the page's filter."""
    bang, scope = BANG[code], Scope(local_day(clock.now()), nam)
    whole = queries.town(session(), code, scope)
    town = whole if keep is None else compose.narrowed(whole, keep)
    title = f"{bang.ten}{f' năm {nam}' if nam else ''}, đến {format_date(scope.day)}"
    shown, there = len(town.existing), len(whole.existing)
    if shown < there:
        title += f" (đang lọc: {format_number(shown)} trong {format_number(there)} dòng)"
    return book_answer(compose.book_out([(bang, town)], title), f"{name}.xlsx")


@bp.get("/don-vi.xlsx")
@needs(*DESK)
def units() -> Response:
    """The units that the page's search and kind leave."""
    words, loai = request.args.get("q", "").strip()[:100], request.args.get("loai", "")
    rows = found_units(session(), clock.today(), words, loai if loai in LOAI else "")
    codes = {row.don_vi.code for row in rows}
    return _out("don-vi", "don-vi", keep=lambda row: row["code"] in codes)


@bp.get("/tai-khoan.xlsx")
@needs(*DESK)
def accounts() -> Response:
    """The accounts that the reader manages and the page's filter leaves, one line a role."""
    asked = request.args
    wanted = LocTaiKhoan(
        tu_khoa=asked.get("q", "")[:255],
        vai_tro=asked.get("vai-tro", "")[:64],
        don_vi=asked.get("don-vi", "")[:64],
        tinh_trang=asked.get("tinh-trang", "")[:64],
    )
    rows = account_list(session(), current_actor(), clock.now(), wanted)
    names = {row.ten_dang_nhap for row in rows}
    return _out("tai-khoan", "tai-khoan", keep=lambda row: row["ten_dang_nhap"] in names)


OF_YEAR = {
    "can-cu": "can-cu",
    "phong-trao": "phong-trao",
    "chi-tieu": "danh-muc",
    "nghia-vu": "nghia-vu",
    "cum-khoi": "cum-khoi",
    "lich": "lich",
    "quy-dinh": "quy-dinh",
}
"""The page's word in its address → the list."""


@bp.get(f"/<nam:nam_thi_dua>/cai-dat/<any({', '.join(map(repr, OF_YEAR))}):muc>.xlsx")
@needs(*SECRETARIAT)
def of_year(nam_thi_dua: int, muc: str) -> Response:
    """A list of the year's setting."""
    return _out(OF_YEAR[muc], f"{muc}-{nam_thi_dua}", nam=nam_thi_dua)


@bp.get("/<nam:nam_thi_dua>/cai-dat/chi-tieu/giao/<cumkhoi:cum_khoi>.xlsx")
@needs(*SECRETARIAT)
def assigned(nam_thi_dua: int, cum_khoi: str) -> Response:
    """What is assigned to the members of a cụm or khối."""
    year = years.year(session(), nam_thi_dua)
    group = next((one for one in years.groups(session(), year.id) if one.code == cum_khoi), None)
    if group is None:
        raise NotThere("khong_co_cum_khoi")
    codes = queries.codes_of(session(), group.thanh_vien, local_day(clock.now()))
    name = f"chi-tieu-giao-{nam_thi_dua}-{cum_khoi}"
    return _out("chi-tieu", name, nam=nam_thi_dua, keep=lambda row: row["don_vi"] in codes)
