"""What the thường trực of the sample enters while preparing the year: law, rules, titles received, tasks,
what each movement asks and whom it calls."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.persons import name_key
from thidua.dangky.actions.ca_nhan import add_person, add_received
from thidua.maudulieu.load_town import Town
from thidua.maudulieu.load_van_ban import asked_from_the_first
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_nam import PhongTrao
from thidua.namthidua.actions.can_cu import CanCuSua, add_ground, change_ground
from thidua.namthidua.actions.nghia_vu import NghiaVuSua, add_task
from thidua.namthidua.actions.phong_trao import PhongTraoSua, change_movement
from thidua.namthidua.actions.quy_dinh import take_offered
from thidua.namthidua.queries.can_cu import register
from thidua.namthidua.queries.phong_trao import all_movements
from thidua.namthidua.queries.quy_dinh import GOI_Y

Person = tuple[str, str, str]
"""Unit, name key and key of the post: what tells the persons of the sample apart."""


def person_key(don_vi: str, ho_ten: str, chuc_vu: str) -> Person:
    """The person's key; see `Person`."""
    return don_vi, name_key(ho_ten), name_key(chuc_vu)


def enter_law(session: Session, actor: Actor, mau: MauDuLieu, nam_id: int, *, at: datetime) -> None:
    """The laws beside the plan's grounds, the days on which grounds hold, the rules that are certain."""
    for one in mau.phap_ly.can_cu:
        days = (one.hieu_luc_tu, one.hieu_luc_den)
        new = CanCuSua(one.ten_loai, one.so, one.ngay, one.co_quan, one.trich_yeu, *days, one.cho)
        add_ground(session, actor, nam_id, new, at=at)
    numbers = {one.ma: one.so for one in mau.ke_hoach.can_cu}
    rows = {row.so_ky_hieu: row for row in register(session, nam_id)}
    for held in mau.phap_ly.hieu_luc:
        row = rows[numbers[held.can_cu]]
        facts = (row.ten_loai, row.so_ky_hieu, row.ngay, row.co_quan, row.trich_yeu)
        new = CanCuSua(*facts, held.tu, held.den, row.loai_van_ban)
        change_ground(session, actor, nam_id, row.id, new, at=at)
    chosen = {(one.ma, one.khung) for one in mau.phap_ly.quy_dinh}
    take_offered(session, actor, [one for one in GOI_Y if (one.code, one.khung) in chosen], at=at)


def enter_titles(
    session: Session, actor: Actor, mau: MauDuLieu, town: Town, *, at: datetime
) -> dict[Person, int]:
    """The titles of the years before, with the persons who hold them; their ids."""
    for title in mau.danh_hieu.tap_the:
        if title.don_vi in town.don_vi:
            facts = (town.don_vi[title.don_vi], title.nam, title.danh_hieu, title.quyet_dinh)
            add_received(session, actor, *facts, at=at)
    found = {}
    for one in mau.danh_hieu.ca_nhan:
        if one.don_vi not in town.don_vi:
            continue
        unit = town.don_vi[one.don_vi]
        made = add_person(session, actor, unit, one.ho_ten, one.chuc_vu, at=at).id
        found[person_key(one.don_vi, one.ho_ten, one.chuc_vu)] = made
        for row in one.da_nhan:
            add_received(session, actor, unit, row.nam, row.danh_hieu, row.quyet_dinh, at=at, ca_nhan_id=made)
    return found


def give_tasks(
    session: Session, actor: Actor, mau: MauDuLieu, town: Town, nam_id: int, *, at: datetime
) -> None:
    """The tasks of named units, in their order; a paper that the town still writes asks on its own day."""
    for one in mau.yeu_cau.nhiem_vu:
        asked = asked_from_the_first(mau, one.van_ban)
        units = frozenset(town.don_vi[ma] for ma in one.don_vi)
        new = NghiaVuSua(one.ten, one.mo, one.han, *asked, moi_don_vi=False, don_vi=units)
        add_task(session, actor, nam_id, new, at=at)


def describe_movements(
    session: Session, actor: Actor, mau: MauDuLieu, town: Town, nam_id: int, *, at: datetime
) -> None:
    """Slogan, criteria, days and the units called of each movement."""
    known = {one.ma: one for one in mau.phong_trao.phong_trao}
    for row in all_movements(session, nam_id):
        one = known[row.code]
        called = _called(mau, one)
        units = frozenset(town.don_vi[ma] for ma in called)
        everybody = len(called) in (0, len(mau.to_chuc.don_vi))
        new = PhongTraoSua(
            row.ten,
            row.loai,
            row.cap_phat_dong,
            row.can_cu,
            row.gan_voi,
            one.khau_hieu,
            one.tieu_chi,
            one.tu_ngay,
            one.den_ngay,
            everybody,
            frozenset() if everybody else units,
        )
        change_movement(session, actor, nam_id, row.id, new, at=at)


def _called(mau: MauDuLieu, one: PhongTrao) -> list[str]:
    units = mau.to_chuc.don_vi
    return [unit.ma for unit in units if unit.nhom in one.goi or unit.ma in one.goi_don_vi]
