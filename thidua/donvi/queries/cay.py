"""Reading the tree of units."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.errors import NotThere
from thidua.core.viet import fold
from thidua.donvi.models import DonVi
from thidua.donvi.queries import DonViRow, last_named, units_on


@dataclass(frozen=True, slots=True)
class NhanhRow:
    """A unit in the tree: how deep it stands, and whether it can go up or down among its like."""

    don_vi: DonViRow
    bac: int
    len_duoc: bool = False
    xuong_duoc: bool = False


def unit_tree(session: Session, day: date) -> list[NhanhRow]:
    """Every unit of the day, each below the one above it, in the town's order; one statement."""
    units = units_on(session, day)
    below: dict[int | None, list[DonViRow]] = {}
    for unit in units.values():
        below.setdefault(unit.cap_tren_id if unit.cap_tren_id in units else None, []).append(unit)
    return list(_walk(below, None, 0))


def _walk(below: dict[int | None, list[DonViRow]], above: int | None, bac: int) -> Iterator[NhanhRow]:
    siblings = below.get(above, [])
    for place, unit in enumerate(siblings):
        yield NhanhRow(unit, bac, place > 0, place < len(siblings) - 1)
        yield from _walk(below, unit.id, bac + 1)


def found_units(session: Session, day: date, words: str, loai: str) -> list[NhanhRow]:
    """The units of the day whose name or code holds the words, of one kind or of all, without their depth."""
    wanted = fold(words)
    return [
        NhanhRow(row.don_vi, 0)
        for row in unit_tree(session, day)
        if (not loai or row.don_vi.loai == loai)
        and (wanted in fold(row.don_vi.ten) or wanted in row.don_vi.code)
    ]


def unit_now(session: Session, code: str, day: date) -> DonViRow:
    """One unit by its code as it is on the day, else by its last name; NotThere when there is none."""
    unit_id = session.scalar(select(DonVi.id).where(DonVi.code == code))
    if unit_id is None:
        raise NotThere("khong_co_don_vi")
    return last_named(session, unit_id, day)
