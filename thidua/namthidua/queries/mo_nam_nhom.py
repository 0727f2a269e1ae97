"""What a new year takes over of the units: groups with their members, who is called by name."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.rollover import carry_members
from thidua.donvi.models import KeThua
from thidua.donvi.queries import DonViRow, units_on
from thidua.namthidua import queries
from thidua.namthidua.models import NghiaVu, NghiaVuDonVi, PhongTrao, PhongTraoDonVi
from thidua.namthidua.queries.ban_mo_nam import CumKhoiCu


def carried_groups(
    session: Session, nam_id: int, units: dict[int, DonViRow], day: date
) -> tuple[tuple[CumKhoiCu, ...], tuple[tuple[str, tuple[str, ...]], ...], tuple[int, ...]]:
    """The groups with the members that live on, the names of those that do not with who took their place,
    and the units that stand in no group."""
    rows = queries.groups(session, nam_id)
    carried, became = carry_members(
        [row.thanh_vien for row in rows], frozenset(units), successors(session, day)
    )
    groups = tuple(
        CumKhoiCu(
            row.id,
            row.code,
            row.loai,
            row.ten,
            _heir(row.truong_id, members, became),
            _heir(row.pho_id, members, became),
            row.phu_trach,
            tuple(members),
            row.truong_id is not None and row.truong_id not in units,
            row.pho_id is not None and row.pho_id not in units,
        )
        for row, members in zip(rows, carried, strict=True)
    )
    placed = {unit for members in carried for unit in members}
    loose = tuple(unit for unit in units if unit not in placed)
    return groups, _names_of_gone(session, became, units, day), loose


def _heir(unit: int | None, members: Sequence[int], became: dict[int, tuple[int, ...]]) -> int | None:
    """Head or deputy of the new year: the same unit, or its only successor among the members."""
    if unit is None or unit in members:
        return unit
    heirs = [heir for heir in became.get(unit, ()) if heir in members]
    return heirs[0] if len(heirs) == 1 else None


def successors(session: Session, day: date) -> dict[int, list[int]]:
    """For each unit that gave its place to others by that day, who they are."""
    found: dict[int, list[int]] = {}
    rows = session.execute(
        select(KeThua.truoc_id, KeThua.sau_id).where(KeThua.ngay <= day).order_by(KeThua.ngay, KeThua.id)
    )
    for before, after in rows:
        found.setdefault(before, []).append(after)
    return found


def _names_of_gone(
    session: Session, became: dict[int, tuple[int, ...]], units: dict[int, DonViRow], day: date
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not became:
        return ()
    then = units_on(session, date(day.year - 1, 1, 1)) | units_on(session, date(day.year - 1, 12, 31))
    return tuple(
        (then[unit].ten if unit in then else f"#{unit}", tuple(units[heir].ten for heir in heirs))
        for unit, heirs in became.items()
    )


def called_units(session: Session, nam_id: int) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The units called by name, of each movement and of each obligation of the year."""
    movements: dict[int, list[int]] = {}
    duties: dict[int, list[int]] = {}
    for movement, unit in session.execute(
        select(PhongTraoDonVi.phong_trao_id, PhongTraoDonVi.don_vi_id)
        .join(PhongTrao, PhongTrao.id == PhongTraoDonVi.phong_trao_id)
        .where(PhongTrao.nam_id == nam_id)
    ):
        movements.setdefault(movement, []).append(unit)
    for duty, unit in session.execute(
        select(NghiaVuDonVi.nghia_vu_id, NghiaVuDonVi.don_vi_id)
        .join(NghiaVu, NghiaVu.id == NghiaVuDonVi.nghia_vu_id)
        .where(NghiaVu.nam_id == nam_id)
    ):
        duties.setdefault(duty, []).append(unit)
    return movements, duties
