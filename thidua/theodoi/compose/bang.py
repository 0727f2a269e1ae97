"""The columns of the board: one an obligation, and one for all tasks of named units together."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core import papers
from thidua.theodoi.queries import Cell, DutyCount, Mark

TASKS = papers.TASK.rstrip("_")
"""The code of the column in which the tasks of named units stand: few units hold any, seldom the same."""

GRAVEST_FIRST = (
    Mark.QUA_HAN,
    Mark.BO_SUNG,
    Mark.CHO_DUYET,
    Mark.DANG_SOAN,
    Mark.CHUA_LAM,
    Mark.NOP_CHAM,
    Mark.DUNG_HAN,
    Mark.CHUA_MO,
    Mark.MIEN,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: its code, the places of its obligations, and their figures together."""

    code: str
    places: tuple[int, ...]
    count: DutyCount


def columns(duties: Sequence[DutyCount]) -> tuple[Column, ...]:
    """The obligations in their order, the tasks of named units last, in one column."""
    tasks = [place for place, duty in enumerate(duties) if papers.is_task(duty.code)]
    own = [Column(duty.code, (n,), duty) for n, duty in enumerate(duties) if n not in tasks]
    together = [Column(TASKS, tuple(tasks), _together([duties[n] for n in tasks]))] if tasks else []
    return (*own, *together)


def _together(duties: Sequence[DutyCount]) -> DutyCount:
    called, sent, in_time = (sum(duty.by_now[n] for duty in duties) for n in range(3))
    return DutyCount(
        code=TASKS,
        han=min(duty.han for duty in duties),
        called=called,
        on_time=in_time,
        late=sent - in_time,
        overdue=sum(duty.overdue for duty in duties),
        opened=any(duty.opened for duty in duties),
        due=any(duty.due for duty in duties),
        by_now=(called, sent, in_time),
    )


def gravest(column: Column, cells: Sequence[Cell | None]) -> tuple[int, Cell] | None:
    """The place and the cell that the column shows of a unit: the one that most needs somebody's hand."""
    held = [(place, cell) for place in column.places if (cell := cells[place]) is not None]
    return min(held, key=lambda one: _gravity(one[1]), default=None)


def _gravity(cell: Cell) -> tuple[int, bool]:
    return GRAVEST_FIRST.index(cell.mark), not cell.awaits_receipt
