"""Writing units: a new one, its words, its place, its order, its end."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from flask import Response, make_response, render_template

from thidua.core.errors import NotNow, Refusal, WrongInput
from thidua.donvi.actions import DonViMoi, create_unit, last_place
from thidua.donvi.actions.cay import move_unit, reorder_unit
from thidua.donvi.actions.ke_thua import KetThuc, end_unit
from thidua.donvi.actions.ten import rename_unit, save_profile
from thidua.donvi.forms import FROM_DAY, EditUnitForm, NewUnitForm, offer_parents, words_of
from thidua.donvi.queries import DonViRow, units_on
from thidua.donvi.queries.cay import unit_now
from thidua.donvi.views import MAY_EDIT, bp, first_time, refuse
from thidua.donvi.views.don_vi import end_form, move_form, unit_answer
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import differences, posted
from thidua.web.sessions import current_actor

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

RESERVED = "moi"
"""A code that no unit can have: the address of the form for a new one."""


@bp.get("/don-vi/moi")
@needs(*MAY_EDIT)
def new_unit() -> Response:
    """A blank unit."""
    return _new_page(_new_form())


@bp.post("/don-vi/moi")
@needs(*MAY_EDIT)
def add_unit() -> Response:
    """Add a unit at the end of the list."""
    form = _new_form(posted())
    if not form.validate():
        return _new_page(form, 422)
    first_day = form.tu_ngay.data
    assert first_day is not None
    try:
        if form.code.data == RESERVED:
            raise WrongInput("trung_ma_don_vi", o="code", ma=RESERVED)
        with writing() as unit_of_work:
            if first_time(unit_of_work):
                _create(unit_of_work, form, first_day)
    except WrongInput as refusal:
        refuse(form, refusal)
        return _new_page(form, 422)
    return htmx.go(f"/don-vi/{form.code.data}")


def _create(unit_of_work: "Session", form: NewUnitForm, first_day: date) -> None:
    name, now, actor = form.name, clock.now(), current_actor()
    new = DonViMoi(
        code=form.code.data or "",
        loai=form.loai.data,
        the_thuc=form.the_thuc.data,
        thu_tu=last_place(unit_of_work),
        tu_ngay=first_day,
        ten=name.ten,
        ten_ngan=name.ten_ngan,
        co_quan_chu_quan=name.co_quan_chu_quan,
        co_quan_ban_hanh=name.co_quan_ban_hanh,
        quyen_han_ky=name.quyen_han_ky,
        ky_hieu=name.ky_hieu,
        dia_danh=name.dia_danh,
        chuc_vu_thu_truong=name.chuc_vu_thu_truong,
        dia_chi=name.dia_chi,
        dien_thoai=name.dien_thoai,
        nguoi_lien_he=name.nguoi_lien_he,
    )
    made = create_unit(unit_of_work, actor, new, at=now)
    if form.cap_tren.data:
        move_unit(unit_of_work, actor, made, int(form.cap_tren.data), first_day, at=now)


def _new_form(sent: object = None) -> NewUnitForm:
    form = NewUnitForm(sent)
    offer_parents(form.cap_tren, units_on(session(), clock.today()).values(), None)
    return form


def _new_page(form: NewUnitForm, status: int = 200) -> Response:
    return make_response(
        render_template("donvi/edit.html", form=form, unit=None, address="/don-vi/moi"), status
    )


@bp.get("/don-vi/<donvi:don_vi>/sua")
@needs(*MAY_EDIT)
def edit_unit(don_vi: str) -> Response:
    """The words of a unit to edit."""
    unit = unit_now(session(), don_vi, clock.today())
    return _edit_page(unit, EditUnitForm(**words_of(unit)))


@bp.post("/don-vi/<donvi:don_vi>/sua")
@needs(*MAY_EDIT)
def save_unit(don_vi: str) -> Response:
    """Correct the words, or write a new name from a day on."""
    unit = unit_now(session(), don_vi, clock.today())
    form = EditUnitForm(posted())
    if not form.validate():
        return _edit_page(unit, form, 422)
    try:
        with writing() as unit_of_work:
            if first_time(unit_of_work):
                _save(unit_of_work, unit.id, form)
    except WrongInput as refusal:
        refuse(form, refusal)
        return _edit_page(unit, form, 422)
    except NotNow as refusal:
        return _edit_page(unit_now(session(), don_vi, clock.today()), form, 409, sentence(refusal))
    return htmx.go(f"/don-vi/{don_vi}")


def _save(unit_of_work: "Session", don_vi_id: int, form: EditUnitForm) -> None:
    version, now, actor = form.row_version.data, clock.now(), current_actor()
    if form.cach.data == FROM_DAY and form.tu_ngay.data is not None:
        rename_unit(unit_of_work, actor, don_vi_id, form.name, form.tu_ngay.data, row_version=version, at=now)
        return
    save_profile(
        unit_of_work,
        actor,
        don_vi_id,
        form.name,
        loai=form.loai.data,
        the_thuc=form.the_thuc.data,
        row_version=version,
        at=now,
    )


def _edit_page(unit: DonViRow, form: EditUnitForm, status: int = 200, refused: str = "") -> Response:
    changes = differences(form, words_of(unit)) if refused else []
    if refused:
        form.row_version.data, form.row_version.raw_data = unit.row_version, None
    page = render_template(
        "donvi/edit.html",
        form=form,
        unit=unit,
        address=f"/don-vi/{unit.code}/sua",
        refused=refused,
        changes=changes,
    )
    return make_response(page, status)


@bp.post("/don-vi/<donvi:don_vi>/len")
@needs(*MAY_EDIT)
def raise_unit(don_vi: str) -> Response:
    """One place up among those under the same unit."""
    return _reordered(don_vi, up=True)


@bp.post("/don-vi/<donvi:don_vi>/xuong")
@needs(*MAY_EDIT)
def lower_unit(don_vi: str) -> Response:
    """One place down among those under the same unit."""
    return _reordered(don_vi, up=False)


def _reordered(don_vi: str, *, up: bool) -> Response:
    unit = unit_now(session(), don_vi, clock.today())
    with writing() as unit_of_work:
        if first_time(unit_of_work):
            reorder_unit(unit_of_work, current_actor(), unit.id, up=up, at=clock.now())
    return htmx.go(f"/don-vi/#{don_vi}")


@bp.post("/don-vi/<donvi:don_vi>/cap-tren")
@needs(*MAY_EDIT)
def place_unit(don_vi: str) -> Response:
    """Put the unit under another one."""
    unit, units = _unit_and_others(don_vi)
    form = move_form(unit, units, posted())
    if not form.validate():
        return unit_answer(unit, move=form, status=422)
    day = form.tu_ngay.data
    assert day is not None
    above = int(form.cap_tren.data) if form.cap_tren.data else None
    refusal = _tried(
        lambda unit_of_work: move_unit(
            unit_of_work,
            current_actor(),
            unit.id,
            above,
            day,
            row_version=form.row_version.data,
            at=clock.now(),
        )
    )
    if refusal is None:
        return htmx.go(f"/don-vi/{don_vi}")
    if isinstance(refusal, WrongInput):
        refuse(form, refusal)
        return unit_answer(unit, move=form, status=422)
    return unit_answer(unit, move=form, status=status_of(refusal), refused=sentence(refusal))


@bp.post("/don-vi/<donvi:don_vi>/ket-thuc")
@needs(*MAY_EDIT)
def close_unit(don_vi: str) -> Response:
    """Close, merge or split the unit."""
    unit, units = _unit_and_others(don_vi)
    form = end_form(unit, units, posted())
    if not form.validate():
        return unit_answer(unit, end=form, status=422)
    last_day = form.ngay_cuoi.data
    assert last_day is not None
    end = KetThuc(
        ngay_cuoi=last_day,
        hinh_thuc=form.hinh_thuc.data,
        ke_thua=tuple(form.ke_thua.data or ()),
        quyet_dinh=form.quyet_dinh.data or "",
        van_hoat_dong=bool(form.van_hoat_dong.data),
    )
    refusal = _tried(
        lambda unit_of_work: end_unit(
            unit_of_work, current_actor(), unit.id, end, row_version=form.row_version.data, at=clock.now()
        )
    )
    if refusal is None:
        return htmx.go(f"/don-vi/{don_vi}")
    if isinstance(refusal, WrongInput):
        refuse(form, refusal)
        return unit_answer(unit, end=form, status=422)
    return unit_answer(unit, end=form, status=status_of(refusal), refused=sentence(refusal))


def _unit_and_others(don_vi: str) -> tuple[DonViRow, dict[int, DonViRow]]:
    day = clock.today()
    return unit_now(session(), don_vi, day), units_on(session(), day)


def _tried(act: Callable[["Session"], None]) -> Refusal | None:
    """Do it in one unit of work; the refusal where it is refused, with nothing written."""
    try:
        with writing() as unit_of_work:
            if first_time(unit_of_work):
                act(unit_of_work)
    except (WrongInput, NotNow) as refusal:
        return refusal
    return None
