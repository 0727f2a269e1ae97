"""Membership of the year's cụm and khối."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from thidua.donvi.queries import units_on
from thidua.namthidua.queries import groups, year
from thidua.sheets.plan import Existing, Value

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def existing(session: Session, scope: "Scope") -> Existing:
    """Each unit of the day with its group and its place there, group by group, the ungrouped ones last."""
    units = {unit.id: unit.code for unit in units_on(session, scope.day).values()}
    found: dict[str, dict[str, Value]] = {}
    for group in groups(session, year(session, scope.nam or 0).id):
        for unit in group.thanh_vien:
            place = {group.truong_id: "truong", group.pho_id: "pho"}.get(unit, "")
            if unit in units:
                found[units[unit]] = {"don_vi": units[unit], "cum_khoi": group.code, "vai": place}
    for code in units.values():
        found.setdefault(code, {"don_vi": code, "cum_khoi": "", "vai": ""})
    return found
