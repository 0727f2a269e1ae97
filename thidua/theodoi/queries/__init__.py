"""The board of units × obligations, computed from one list of hồ sơ."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import WorkCalendar, is_late, local_day
from thidua.core.viet import fold
from thidua.core.workflow import State
from thidua.donvi import queries as units
from thidua.hoso import queries as hoso
from thidua.hoso.queries import HoSoRow
from thidua.namthidua import queries as years


class Mark(StrEnum):
    """How a cell stands, in the order of the legend."""

    DUNG_HAN = "dung_han"
    NOP_CHAM = "nop_cham"
    CHO_DUYET = "cho_duyet"
    BO_SUNG = "bo_sung"
    DANG_SOAN = "dang_soan"
    CHUA_LAM = "chua_lam"
    QUA_HAN = "qua_han"
    CHUA_MO = "chua_mo"
    MIEN = "mien"


@dataclass(frozen=True, slots=True)
class Cell:
    """One hồ sơ on the board. `days` are working days late: at submission, or up to now when overdue.

    `due` says whether the day set for this unit has passed, extensions left aside.
    """

    mark: Mark
    days: int
    state: State
    han: date
    due: bool
    gia_han: bool
    nop_luc: datetime | None
    da_nhan: bool
    address: str

    @property
    def awaits_receipt(self) -> bool:
        """Whether it was submitted and nobody of the standing body has received it yet."""
        return self.state is State.DA_NOP


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with its cells in the order of the obligations; None where nothing was asked."""

    code: str
    ten: str
    ten_ngan: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """A cụm or khối with its units."""

    code: str
    ten: str
    units: tuple[UnitLine, ...]


@dataclass(frozen=True, slots=True)
class DutyCount:
    """An obligation's figures over the units called; `due` says whether its day has passed.

    `by_now` counts only the units whose own day has passed: called, submitted, submitted in time.
    """

    code: str
    han: date
    called: int
    on_time: int
    late: int
    overdue: int
    opened: bool
    due: bool
    by_now: tuple[int, int, int]

    @property
    def handed_in(self) -> int:
        """How many were submitted by their head."""
        return self.on_time + self.late


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit to remind: each overdue obligation with its working days late."""

    code: str
    ten: str
    ten_ngan: str
    owes: tuple[tuple[str, int], ...]

    @property
    def worst(self) -> int:
        """The most working days late of all that the unit owes."""
        return max(days for _, days in self.owes)


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board at one moment."""

    duties: tuple[DutyCount, ...]
    groups: tuple[GroupBlock, ...]
    late: tuple[LateUnit, ...]
    units: int
    waiting_heads: int
    waiting_office: int

    @property
    def due(self) -> int:
        """How many hồ sơ are due by now."""
        return sum(duty.by_now[0] for duty in self.duties)

    @property
    def handed_in(self) -> int:
        """How many of those were submitted."""
        return sum(duty.by_now[1] for duty in self.duties)

    @property
    def on_time(self) -> int:
        """How many of those were submitted in time."""
        return sum(duty.by_now[2] for duty in self.duties)

    @property
    def overdue(self) -> int:
        """How many were not."""
        return sum(duty.overdue for duty in self.duties)


_HANDED_IN = frozenset({State.DA_NOP, State.DA_TIEP_NHAN})


def board(session: Session, actor: Actor, nam: int, *, at: datetime, q: str = "") -> Board:
    """The board in the actor's scope; `q` keeps the units whose folded name or code holds it."""
    year = years.year(session, nam)
    duties = years.obligations(session, year.id)
    names = units.units_in_year(session, nam, at)
    groups = years.groups(session, year.id)
    calendar = years.work_calendar(session)
    group_code = {unit: group.code for group in groups for unit in group.thanh_vien}
    cells: dict[tuple[int, str], Cell] = {}
    for row in hoso.overview(session, actor, year.id):
        page = hoso.address(nam, row.loai, row.don_vi, group_code.get(row.don_vi_id, ""))
        cells[row.don_vi_id, row.loai] = cell_of(row, calendar, at, page)
    wanted = fold(q.strip())
    lines = {
        unit: UnitLine(name.code, name.ten, name.ten_ngan, tuple(cells.get((unit, d.code)) for d in duties))
        for unit, name in names.items()
        if any((unit, d.code) in cells for d in duties)
    }
    shown = {unit: line for unit, line in lines.items() if wanted in _searched(line)}
    return Board(
        duties=tuple(_count(d.code, d.mo_tu, d.han, place, lines, at) for place, d in enumerate(duties)),
        groups=tuple(
            GroupBlock(group.code, group.ten, members)
            for group in groups
            if (members := tuple(shown[unit] for unit in group.thanh_vien if unit in shown))
        ),
        late=_late(lines, [d.code for d in duties]),
        units=len(lines),
        waiting_heads=sum(cell.state is State.CHO_DUYET for cell in cells.values()),
        waiting_office=sum(cell.state is State.DA_NOP for cell in cells.values()),
    )


def _searched(line: UnitLine) -> str:
    return fold(f"{line.ten} {line.ten_ngan} {line.code.replace('-', ' ')}")


def cell_of(row: HoSoRow, calendar: WorkCalendar, at: datetime, address: str) -> Cell:
    """How one hồ sơ stands at this moment."""
    submitted = row.nop_luc is not None
    done = row.nop_luc or at
    days = calendar.days_late(row.han, done)
    return Cell(
        mark=_mark(row, at, late=is_late(row.han, done), submitted=submitted),
        days=days,
        state=row.state,
        han=row.han,
        due=row.han_goc < local_day(at),
        gia_han=row.gia_han,
        nop_luc=row.nop_luc,
        da_nhan=row.co_ban_chot,
        address=address,
    )


def _mark(row: HoSoRow, at: datetime, *, late: bool, submitted: bool) -> Mark:
    if row.state is State.KHONG_THUOC_DOI_TUONG:
        return Mark.MIEN
    if row.state is State.YEU_CAU_BO_SUNG:
        return Mark.BO_SUNG
    if submitted:
        return Mark.NOP_CHAM if late else Mark.DUNG_HAN
    if row.state is State.CHO_DUYET:
        return Mark.CHO_DUYET
    if late:
        return Mark.QUA_HAN
    if local_day(at) < row.mo_tu:
        return Mark.CHUA_MO
    # A fresh envelope has never been written to since it was made.
    return Mark.DANG_SOAN if row.row_version > FRESH else Mark.CHUA_LAM


FRESH = 2
"""The lock counter of a hồ sơ that nobody has touched: made, then given its first version."""


def _count(
    code: str, opens: date, han: date, place: int, lines: dict[int, UnitLine], at: datetime
) -> DutyCount:
    cells = [cell for line in lines.values() if (cell := line.cells[place]) and cell.mark is not Mark.MIEN]
    handed_in = [cell for cell in cells if cell.nop_luc is not None]
    late = sum(is_late(cell.han, cell.nop_luc) for cell in handed_in if cell.nop_luc)
    due = [cell for cell in cells if cell.due]
    sent = [(cell.han, cell.nop_luc) for cell in due if cell.nop_luc is not None]
    return DutyCount(
        code=code,
        han=han,
        called=len(cells),
        on_time=len(handed_in) - late,
        late=late,
        overdue=sum(is_overdue(cell, at) for cell in cells),
        opened=opens <= local_day(at),
        due=han < local_day(at),
        by_now=(len(due), len(sent), sum(not is_late(day, done) for day, done in sent)),
    )


def is_overdue(cell: Cell, at: datetime) -> bool:
    """Whether the hồ sơ should have been submitted and was not, by anybody's fault within the unit."""
    return cell.mark is not Mark.MIEN and cell.nop_luc is None and is_late(cell.han, at)


def _late(lines: dict[int, UnitLine], codes: list[str]) -> tuple[LateUnit, ...]:
    found = []
    for line in lines.values():
        owes = tuple(
            (code, cell.days)
            for code, cell in zip(codes, line.cells, strict=True)
            if cell and cell.nop_luc is None and cell.days and cell.mark is not Mark.MIEN
        )
        if owes:
            found.append(LateUnit(line.code, line.ten, line.ten_ngan, owes))
    return tuple(sorted(found, key=lambda unit: (-unit.worst, unit.code)))
