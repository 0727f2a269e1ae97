"""`/nhap/<bang>` and `/<nam>/nhap/<bang>`: a list as .xlsx, and a file back into it after a preview."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, render_template

from thidua.core.actor import Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotThere, NotYourFunction, WrongInput
from thidua.gate import Kind
from thidua.nhapxuat import actions, compose, queries
from thidua.nhapxuat.compose import Bang
from thidua.nhapxuat.compose.danh_sach import BANG, in_reach
from thidua.nhapxuat.forms import NhapForm
from thidua.nhapxuat.queries import Scope, Town
from thidua.sheets.headings import HeadFault
from thidua.sheets.read import read_workbook
from thidua.web import clock, errors, uploads
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import posted
from thidua.web.sessions import current_actor
from thidua.web.tables import book_answer

bp = Blueprint("nhapxuat", __name__)

WHO = (Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.QUAN_TRI, Role.CAN_BO)
XLSX: frozenset[Kind] = frozenset({"xlsx"})


@dataclass(frozen=True, slots=True)
class Place:
    """A list at its address, for this reader."""

    bang: Bang
    scope: Scope
    address: str

    @property
    def file_name(self) -> str:
        """The name under which the list goes out."""
        parts = [self.bang.code, self.scope.don_vi, str(self.scope.nam or "")]
        return "-".join(part for part in parts if part) + ".xlsx"


def place_at(code: str, nam: int | None = None, don_vi: str = "") -> Place:
    """The list at this address. NotThere when there is none, NotYourFunction for another role."""
    bang = BANG.get(code)
    if bang is None or bang.of_year != (nam is not None) or bang.of_unit != bool(don_vi):
        raise NotThere("khong_co_bang")
    actor = current_actor()
    if not actor.has(*bang.roles):
        raise NotYourFunction("khong_dung_vai_tro")
    scope = Scope(local_day(clock.now()), nam, don_vi)
    queries.require_scope(session(), actor, code, scope)
    address = f"/{nam}/nhap/{code}" if nam else f"/nhap/{code}"
    return Place(bang, scope, f"{address}/{don_vi}" if don_vi else address)


def towns_of(place: Place) -> dict[str, Town]:
    """What each part of the list needs."""
    return queries.towns(session(), [part.code for part in place.bang.sheets], place.scope)


def go_to(address: str) -> Response:
    """303 to `address`."""
    return make_response(redirect(address, 303))


@bp.get("/nhap/")
@needs(*WHO)
def lists() -> str:
    """The lists that this reader may bring files for."""
    found = _reachable(current_actor(), of_year=False)
    return render_template("nhapxuat/danh_sach.html", lists=found, nam=None)


@bp.get("/<nam:nam_thi_dua>/nhap/")
@needs(*WHO)
def lists_of_year(nam_thi_dua: int) -> str:
    """The lists of a year."""
    found = _reachable(current_actor(), of_year=True)
    return render_template("nhapxuat/danh_sach.html", lists=found, nam=nam_thi_dua)


def _reachable(actor: Actor, *, of_year: bool) -> list[Bang]:
    return [b for b in in_reach(actor.roles) if b.of_year == of_year and not b.of_unit]


@bp.get("/nhap/<donvi:bang>")
@needs(*WHO)
def page(bang: str) -> Response:
    """The list's page: take the file out, bring one in."""
    return _page(place_at(bang), NhapForm())


@bp.get("/<nam:nam_thi_dua>/nhap/<donvi:bang>")
@needs(*WHO)
def page_of_year(nam_thi_dua: int, bang: str) -> Response:
    """The page of a list of the year."""
    return _page(place_at(bang, nam_thi_dua), NhapForm())


@bp.get("/<nam:nam_thi_dua>/nhap/<donvi:bang>/<donvi:don_vi>")
@needs(*WHO)
def page_of_unit(nam_thi_dua: int, bang: str, don_vi: str) -> Response:
    """The page of a unit's list."""
    return _page(place_at(bang, nam_thi_dua, don_vi), NhapForm())


def _page(place: Place, form: NhapForm, status: int = 200) -> Response:
    towns = towns_of(place)
    page = render_template(
        "nhapxuat/page.html",
        place=place,
        form=form,
        parts=[(part, part.fields(towns[part.code])) for part in place.bang.sheets],
        count=sum(len(town.existing) for town in towns.values()),
        history=queries.history(session(), place.bang.code, place.scope),
    )
    return make_response(page, status)


@bp.get("/nhap/<donvi:bang>.xlsx")
@needs(*WHO)
def out(bang: str) -> Response:
    """The list as it stands."""
    return _out(place_at(bang))


@bp.get("/<nam:nam_thi_dua>/nhap/<donvi:bang>.xlsx")
@needs(*WHO)
def out_of_year(nam_thi_dua: int, bang: str) -> Response:
    """A list of the year as it stands."""
    return _out(place_at(bang, nam_thi_dua))


@bp.get("/<nam:nam_thi_dua>/nhap/<donvi:bang>/<donvi:don_vi>.xlsx")
@needs(*WHO)
def out_of_unit(nam_thi_dua: int, bang: str, don_vi: str) -> Response:
    """A unit's list as it stands."""
    return _out(place_at(bang, nam_thi_dua, don_vi))


def _out(place: Place) -> Response:
    towns = towns_of(place)
    book = compose.book_out([(part, towns[part.code]) for part in place.bang.sheets])
    return book_answer(book, place.file_name)


@bp.post("/nhap/<donvi:bang>")
@needs(*WHO)
def bring(bang: str) -> Response:
    """Take a file in; its preview follows."""
    return _bring(place_at(bang))


@bp.post("/<nam:nam_thi_dua>/nhap/<donvi:bang>")
@needs(*WHO)
def bring_of_year(nam_thi_dua: int, bang: str) -> Response:
    """Take a file in for a list of the year."""
    return _bring(place_at(bang, nam_thi_dua))


@bp.post("/<nam:nam_thi_dua>/nhap/<donvi:bang>/<donvi:don_vi>")
@needs(*WHO)
def bring_of_unit(nam_thi_dua: int, bang: str, don_vi: str) -> Response:
    """Take a file in for a unit's list."""
    return _bring(place_at(bang, nam_thi_dua, don_vi))


def _bring(place: Place) -> Response:
    form = NhapForm(posted())
    good = form.validate()
    stored = uploads.take_in(form.tep, XLSX) if good else None
    if stored is None:
        if good and form.tep.data is None:
            form.refuse("tep", "Chọn một tệp .xlsx rồi bấm lại.")
        return _page(place, form, 422)
    try:
        sheets = read_workbook(uploads.store().path(stored.sha256))
        found = compose.planned(place.bang, towns_of(place), sheets, convert=form.chuyen_ma.data)
    except WrongInput as refusal:
        form.refuse("tep", errors.sentence(refusal))
        return _page(place, form, 422)
    if isinstance(found, HeadFault):
        form.refuse("tep", compose.head_fault_words(place.bang, found))
        return _page(place, form, 422)
    at = clock.now()
    with writing() as unit:
        lan = actions.take_in(
            unit,
            current_actor(),
            place.bang,
            place.scope,
            sha256=stored.sha256,
            ten=stored.name,
            kich_thuoc=stored.size,
            chuyen_ma=bool(form.chuyen_ma.data),
            at=at,
        )
    return go_to(f"{place.address}/lan/{lan}")


from thidua.nhapxuat.views import ra, xem_truoc  # noqa: E402, F401  # addresses of the same blueprint
