"""Writing membership of cụm and khối from a file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.donvi.models import DonVi
from thidua.namthidua.actions.cum_khoi import SuaCumKhoi, add_member, move_member, save_group
from thidua.namthidua.queries import year
from thidua.namthidua.queries.cum_khoi import CumKhoiSua, groups_to_edit
from thidua.sheets.plan import PlannedRow

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def write(
    session: Session, actor: Actor, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Move units between groups, then set heads and deputies; who leaves a group leads it no more."""
    nam_id = year(session, scope.nam or 0).id
    units = {code: unit for code, unit in session.execute(select(DonVi.code, DonVi.id))}
    asked = {units[str(row.values["don_vi"])]: row for row in rows}
    before = {group.code: group for group in groups_to_edit(session, nam_id)}
    for group in before.values():
        _save(session, actor, group, _without(_heads(group), asked), at)
    for unit, row in asked.items():
        if "cum_khoi" in row.values:
            _move(session, actor, before, unit, row, at)
    for group in groups_to_edit(session, nam_id):
        _save(session, actor, group, _with(_heads(group), group, asked), at)


def _heads(group: CumKhoiSua) -> SuaCumKhoi:
    return SuaCumKhoi(group.ten, group.loai, group.truong_id, group.pho_id, group.phu_trach)


def _without(heads: SuaCumKhoi, asked: Mapping[int, PlannedRow]) -> SuaCumKhoi:
    """The group without those heads of whom the file speaks."""
    return replace(
        heads,
        truong_id=None if heads.truong_id in asked else heads.truong_id,
        pho_id=None if heads.pho_id in asked else heads.pho_id,
    )


def _with(heads: SuaCumKhoi, group: CumKhoiSua, asked: Mapping[int, PlannedRow]) -> SuaCumKhoi:
    for unit in group.thanh_vien:
        place = str(asked[unit].values.get("vai") or "") if unit in asked else ""
        if place == "truong":
            heads = replace(heads, truong_id=unit)
        elif place == "pho":
            heads = replace(heads, pho_id=unit)
    return heads


def _save(session: Session, actor: Actor, group: CumKhoiSua, new: SuaCumKhoi, at: datetime) -> None:
    if new != _heads(group):
        save_group(session, actor, group.id, new, at=at)


def _move(
    session: Session,
    actor: Actor,
    before: Mapping[str, CumKhoiSua],
    unit: int,
    row: PlannedRow,
    at: datetime,
) -> None:
    reason = str(row.values.get("ly_do") or "")
    code = str(row.values["cum_khoi"] or "")
    old = next((group for group in before.values() if unit in group.thanh_vien), None)
    if old is not None and old.code != code:
        move_member(session, actor, old.id, unit, code, at=at, ly_do=reason)
    elif old is None and code:
        add_member(session, actor, before[code].id, unit, at=at, ly_do=reason)
