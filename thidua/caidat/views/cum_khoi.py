"""`/<nam>/cai-dat/cum-khoi`: the year's cụm and khối in order."""

from collections.abc import Mapping

from flask import Response, make_response, render_template

from thidua.caidat.forms import (
    NhomForm,
    NhomMoiForm,
    ThuTuForm,
)
from thidua.caidat.views import bp, page_of, seen
from thidua.core.actor import SECRETARIAT
from thidua.core.errors import NotNow, Refusal, WrongInput
from thidua.donvi.queries import units_in_year
from thidua.hoso.actions import use_key
from thidua.namthidua import queries as years
from thidua.namthidua.actions import cum_khoi as acts
from thidua.namthidua.queries.cum_khoi import (
    groups_to_edit,
    units_without_group,
)
from thidua.web import clock, errors
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import Form, posted
from thidua.web.sessions import current_actor

UP, DOWN = -1, 1

FIELD_OF: Mapping[str, str] = {
    "truong_ngoai_cum": "truong",
    "truong_la_pho": "pho",
    "thieu_ten": "ten",
    "trung_ten_cum": "ten",
    "don_vi_da_co_cum": "them",
    "chua_chon_don_vi": "them",
    "khong_la_thanh_vien": "di",
    "dang_la_truong": "di",
    "khong_co_cum_khoi": "den",
    "thieu_ly_do": "ly_do",
}
"""Reason of a refusal → the field that it belongs to."""


def address_of(nam: int, code: str = "") -> str:
    """The page of all groups, or of one."""
    return page_of(nam, f"cum-khoi/{code}" if code else "cum-khoi")


def say(form: Form, refusal: Refusal) -> str:
    """Put the refusal at its field; the sentence for the top of the page when it has none."""
    name = FIELD_OF.get(refusal.reason, "")
    if name == "truong" and isinstance(form, NhomForm):
        name = _outsider(form)
    if name in form._fields:
        form.refuse(name, errors.sentence(refusal))
        return ""
    return errors.sentence(refusal)


def _outsider(form: NhomForm) -> str:
    """Which of the two is no member."""
    return "truong" if (form.truong.data or "") not in form.offered else "pho"


@bp.get("/<nam:nam_thi_dua>/cai-dat/cum-khoi")
@needs(*SECRETARIAT)
def groups(nam_thi_dua: int) -> Response:
    """All groups with head, deputy and members, and the units that stand in none."""
    return _list(nam_thi_dua, NhomMoiForm(nam=nam_thi_dua))


def _list(nam: int, form: NhomMoiForm, *, status: int = 200, refused: str = "") -> Response:
    year = years.year(session(), nam)
    found = groups_to_edit(session(), year.id)
    units = units_in_year(session(), nam, clock.now())
    body = render_template(
        "caidat/cum_khoi.html",
        nam=nam,
        year=year,
        groups=found,
        units=units,
        loose=units_without_group(found, units),
        form=form,
        writes=not year.trang_thai.is_read_only,
        address=address_of(nam),
        back=page_of(nam),
        refused=refused,
    )
    return make_response(body, status)


@bp.post("/<nam:nam_thi_dua>/cai-dat/cum-khoi")
@needs(*SECRETARIAT)
def add(nam_thi_dua: int) -> Response:
    """A new, empty group; on to its page."""
    form = NhomMoiForm(posted(), nam=nam_thi_dua)
    if not form.validate():
        return _list(nam_thi_dua, form, status=422)
    try:
        with writing() as unit:
            if not use_key(unit, current_actor(), form.khoa_gui.data or "", at=clock.now()):
                return seen(address_of(nam_thi_dua))
            year = years.year(unit, nam_thi_dua)
            code = acts.new_group(
                unit, current_actor(), year.id, form.ten.data or "", form.loai.data, at=clock.now()
            )
    except (NotNow, WrongInput) as refusal:
        said = say(form, refusal)
        return _list(nam_thi_dua, form, status=errors.status_of(refusal), refused=said)
    return seen(address_of(nam_thi_dua, code))


@bp.post("/<nam:nam_thi_dua>/cai-dat/cum-khoi/thu-tu")
@needs(*SECRETARIAT)
def order(nam_thi_dua: int) -> Response:
    """A group one place up or down."""
    moved = moved_by(ThuTuForm(posted(), nam=nam_thi_dua))
    with writing() as unit:
        year = years.year(unit, nam_thi_dua)
        if moved and moved[0] in {group.id for group in groups_to_edit(unit, year.id)}:
            acts.shift_group(unit, current_actor(), *moved, at=clock.now())
    return seen(address_of(nam_thi_dua))


def moved_by(form: ThuTuForm) -> tuple[int, int] | None:
    """The row of the button that was pressed, and one place up or down."""
    for field, step in ((form.len_tren, UP), (form.xuong, DOWN)):
        if field.data is not None:
            return field.data, step
    return None
