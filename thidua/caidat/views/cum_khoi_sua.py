"""`/<nam>/cai-dat/cum-khoi/<cum>`: one cụm or khối, its members and their order."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, make_response, render_template, request

from thidua.caidat.forms import NhomForm, ThanhVienForm, ThuTuForm, options, unit_or_none
from thidua.caidat.queries.cham_toi import touched
from thidua.caidat.views import bp, seen
from thidua.caidat.views.cum_khoi import address_of, moved_by, say
from thidua.core.actor import SECRETARIAT
from thidua.core.calendar import TrangThaiNam
from thidua.core.errors import NotNow, WrongInput
from thidua.donvi.queries import DonViRow, units_in_year
from thidua.hoso.actions import use_key
from thidua.namthidua import queries as years
from thidua.namthidua.actions import cum_khoi as acts
from thidua.namthidua.actions.cum_khoi import SuaCumKhoi
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries.cum_khoi import (
    CumKhoiSua,
    group_to_edit,
    groups_to_edit,
    heads_by_year,
    units_without_group,
)
from thidua.web import clock, errors
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import posted
from thidua.web.sessions import current_actor

JOIN = "them"
OUT = "ra"
"""What the select of groups sends for "out of every group"."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The group of the page with its year and everybody's names."""

    year: NamThiDua
    group: CumKhoiSua
    others: tuple[CumKhoiSua, ...]
    units: Mapping[int, DonViRow]

    def name(self, unit: int) -> str:
        return self.units[unit].ten if unit in self.units else f"(đơn vị {unit} đã giải thể)"


def _place(nam: int, code: str) -> _Place:
    year = years.year(session(), nam)
    group = group_to_edit(session(), year.id, code)
    found = groups_to_edit(session(), year.id)
    others = tuple(one for one in found if one.id != group.id)
    return _Place(year, group, others, units_in_year(session(), nam, clock.now()))


def _group_form(place: _Place, data: object = None) -> NhomForm:
    group = place.group
    form = NhomForm(
        data,
        nam=place.year.nam,
        ten=group.ten,
        loai=group.loai,
        truong=str(group.truong_id or ""),
        pho=str(group.pho_id or ""),
        phu_trach=group.phu_trach,
        row_version=group.row_version,
    )
    form.offer([(unit, place.name(unit)) for unit in group.thanh_vien])
    return form


def _member_form(place: _Place, data: object = None) -> ThanhVienForm:
    form = ThanhVienForm(data, nam=place.year.nam, row_version=place.group.row_version)
    loose = units_without_group([place.group, *place.others], dict(place.units))
    form.them.choices = options(("", "– chọn đơn vị –"), *((str(unit.id), unit.ten) for unit in loose))
    members = [(str(unit), place.name(unit)) for unit in place.group.thanh_vien]
    form.di.choices = options(("", "– chọn thành viên –"), *members)
    others = [(one.code, one.ten) for one in place.others]
    form.den.choices = options(("", "– chọn nơi đến –"), *others, (OUT, "Ra khỏi cụm, khối"))
    return form


@bp.get("/<nam:nam_thi_dua>/cai-dat/cum-khoi/<cumkhoi:cum_khoi>")
@needs(*SECRETARIAT)
def group_page(nam_thi_dua: int, cum_khoi: str) -> Response:
    """One group: what it is, its members in order, who headed it in which year."""
    place = _place(nam_thi_dua, cum_khoi)
    return _page(place, _group_form(place), _member_form(place))


def _page(
    place: _Place, form: NhomForm, member: ThanhVienForm, *, refused: str = "", status: int = 200
) -> Response:
    year, group = place.year, place.group
    body = render_template(
        "caidat/cum_khoi_sua.html",
        nam=year.nam,
        year=year,
        group=group,
        members=[(unit, place.name(unit)) for unit in group.thanh_vien],
        form=form,
        member=member,
        history=heads_by_year(session(), group.code),
        touched=touched(session(), year.id, group),
        opened=year.trang_thai is not TrangThaiNam.CHUAN_BI,
        writes=not year.trang_thai.is_read_only,
        address=address_of(year.nam, group.code),
        back=address_of(year.nam),
        refused=refused,
    )
    return make_response(body, status)


@bp.post("/<nam:nam_thi_dua>/cai-dat/cum-khoi/<cumkhoi:cum_khoi>")
@needs(*SECRETARIAT)
def save(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Name, kind, head, deputy, Council member in charge."""
    place = _place(nam_thi_dua, cum_khoi)
    form = _group_form(place, posted())
    if not form.validate():
        return _page(place, form, _member_form(place), status=422)
    new = SuaCumKhoi(
        form.ten.data or "",
        form.loai.data,
        unit_or_none(form.truong.data),
        unit_or_none(form.pho.data),
        form.phu_trach.data or "",
    )
    try:
        with writing() as unit:
            version = form.row_version.data
            acts.save_group(
                unit, current_actor(), place.group.id, new, at=clock.now(), row_version=version
            )
    except (NotNow, WrongInput) as refusal:
        place = _place(nam_thi_dua, cum_khoi)
        form = _group_form(place, posted())
        said = say(form, refusal)
        form.row_version.data = place.group.row_version
        return _page(place, form, _member_form(place), refused=said, status=errors.status_of(refusal))
    return seen(address_of(nam_thi_dua, cum_khoi))


@bp.post("/<nam:nam_thi_dua>/cai-dat/cum-khoi/<cumkhoi:cum_khoi>/thanh-vien")
@needs(*SECRETARIAT)
def members(nam_thi_dua: int, cum_khoi: str) -> Response:
    """A unit that joins, or a member that goes elsewhere."""
    place = _place(nam_thi_dua, cum_khoi)
    form = _member_form(place, posted())
    if not form.validate():
        return _page(place, _group_form(place), form, status=422)
    actor, now, group = current_actor(), clock.now(), place.group
    reason, version = form.ly_do.data or "", form.row_version.data
    try:
        joins = _joins(place, form)
        gone = None if joins is not None else _leaves(place, form)
        with writing() as unit:
            if not use_key(unit, actor, request.form.get("khoa_gui", ""), at=now):
                return seen(address_of(nam_thi_dua, cum_khoi))
            if joins is not None:
                acts.add_member(unit, actor, group.id, joins, at=now, ly_do=reason, row_version=version)
            elif gone is not None:
                acts.move_member(
                    unit, actor, group.id, *gone, at=now, ly_do=reason, row_version=version
                )
    except (NotNow, WrongInput) as refusal:
        place = _place(nam_thi_dua, cum_khoi)
        form = _member_form(place, posted())
        said = say(form, refusal)
        form.row_version.data = place.group.row_version
        return _page(place, _group_form(place), form, refused=said, status=errors.status_of(refusal))
    return seen(address_of(nam_thi_dua, cum_khoi))


def _joins(place: _Place, form: ThanhVienForm) -> int | None:
    """The unit that joins; None when the form is the one by which a member leaves."""
    if request.form.get("viec") != JOIN:
        return None
    unit = unit_or_none(form.them.data)
    if unit is None or unit not in place.units:
        raise WrongInput("chua_chon_don_vi")
    return unit


def _leaves(place: _Place, form: ThanhVienForm) -> tuple[int, str]:
    """The member that leaves and the code of the group it goes to, empty for none."""
    unit = unit_or_none(form.di.data)
    if unit is None:
        raise WrongInput("khong_la_thanh_vien", ten=place.group.ten)
    if not form.den.data:
        raise WrongInput("khong_co_cum_khoi")
    return unit, "" if form.den.data == OUT else form.den.data


@bp.post("/<nam:nam_thi_dua>/cai-dat/cum-khoi/<cumkhoi:cum_khoi>/thu-tu")
@needs(*SECRETARIAT)
def member_order(nam_thi_dua: int, cum_khoi: str) -> Response:
    """A member one place up or down in the printed order."""
    moved = moved_by(ThuTuForm(posted(), nam=nam_thi_dua))
    with writing() as unit:
        year = years.year(unit, nam_thi_dua)
        group = group_to_edit(unit, year.id, cum_khoi)
        if moved and moved[0] in group.thanh_vien:
            acts.shift_member(unit, current_actor(), group.id, *moved, at=clock.now())
    return seen(f"{address_of(nam_thi_dua, cum_khoi)}#thanh-vien")


@bp.post("/<nam:nam_thi_dua>/cai-dat/cum-khoi/<cumkhoi:cum_khoi>/bo")
@needs(*SECRETARIAT)
def drop(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Take an empty group away while the year is prepared."""
    place = _place(nam_thi_dua, cum_khoi)
    try:
        with writing() as unit:
            acts.drop_group(unit, current_actor(), place.group.id, at=clock.now())
    except NotNow as refusal:
        place = _place(nam_thi_dua, cum_khoi)
        form, member = _group_form(place), _member_form(place)
        return _page(place, form, member, refused=errors.sentence(refusal), status=409)
    return seen(address_of(nam_thi_dua))
