"""`/<nam>/cai-dat/`: the year's first page, its wizard, its closing, its cụm and khối."""

from flask import Blueprint, Response, make_response, redirect, render_template

from thidua.caidat import actions
from thidua.caidat.forms import BuocNamForm
from thidua.caidat.queries.tong_quan import all_years, overview
from thidua.core.actor import SECRETARIAT, Role
from thidua.core.calendar import TrangThaiNam
from thidua.core.errors import NotNow, Refusal
from thidua.hoso.actions import use_key
from thidua.namthidua import queries as years
from thidua.namthidua.actions.mo_nam import begin_summing_up
from thidua.namthidua.queries.mo_nam import year_exists
from thidua.web import clock, errors
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import posted
from thidua.web.sessions import current_actor

bp = Blueprint("caidat", __name__)


def page_of(nam: int, part: str = "") -> str:
    """The address of a page of the year's settings."""
    return f"/{nam}/cai-dat/{part}"


def seen(address: str) -> Response:
    """On to the page after a post."""
    return make_response(redirect(address, code=303))


@bp.get("/<nam:nam_thi_dua>/cai-dat/")
@needs(*SECRETARIAT)
def year_page(nam_thi_dua: int) -> Response:
    """The year: its state, what is ready, and the way to each part."""
    if years.newest_year(session()) is None:
        return make_response(redirect(page_of(nam_thi_dua, "mo-nam"), code=302))
    return _year_page(nam_thi_dua)


def _year_page(nam: int, refused: Refusal | None = None) -> Response:
    year = years.year(session(), nam)
    body = render_template(
        "caidat/page.html",
        nam=nam,
        year=year,
        facts=overview(session(), year, clock.now()),
        years=all_years(session()),
        has_next=year_exists(session(), nam + 1),
        may_close=current_actor().has(Role.LANH_DAO_PHONG),
        refused=errors.sentence(refused) if refused else "",
        doi_nam=year.trang_thai is TrangThaiNam.CHUAN_BI,
    )
    return make_response(body, errors.status_of(refused) if refused else 200)


@bp.post("/<nam:nam_thi_dua>/cai-dat/mo")
@needs(*SECRETARIAT)
def open_year(nam_thi_dua: int) -> Response:
    """The named act that opens the year."""
    form = BuocNamForm(posted(), nam=nam_thi_dua)
    try:
        with writing() as unit:
            year = years.year(unit, nam_thi_dua)
            if use_key(unit, current_actor(), form.khoa_gui.data or "", at=clock.now()):
                _require_version(year.row_version, form.row_version.data, year.nam)
                actions.open_for_units(unit, current_actor(), year.id, at=clock.now())
    except NotNow as refusal:
        return _year_page(nam_thi_dua, refusal)
    return seen(page_of(nam_thi_dua))


@bp.post("/<nam:nam_thi_dua>/cai-dat/tong-ket")
@needs(*SECRETARIAT)
def sum_up(nam_thi_dua: int) -> Response:
    """The named act that begins the summing up."""
    form = BuocNamForm(posted(), nam=nam_thi_dua)
    try:
        with writing() as unit:
            year = years.year(unit, nam_thi_dua)
            if use_key(unit, current_actor(), form.khoa_gui.data or "", at=clock.now()):
                _require_version(year.row_version, form.row_version.data, year.nam)
                begin_summing_up(unit, current_actor(), year.id, at=clock.now())
    except NotNow as refusal:
        return _year_page(nam_thi_dua, refusal)
    return seen(page_of(nam_thi_dua))


def _require_version(now: int, sent: int | None, nam: int) -> None:
    if sent is not None and sent != now:
        raise NotNow("nam_da_sua", nam=nam)


from thidua.caidat.views import cum_khoi, cum_khoi_sua, dong_nam, dot, mo_nam  # noqa: E402, F401  (they hang their pages on bp)
