"""Writing the calendar from a file."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.namthidua.actions import set_calendar
from thidua.sheets.plan import PlannedRow

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def write(
    session: Session, actor: Actor, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """The days of these rows."""
    days: dict[date, tuple[str, str]] = {}
    for row in rows:
        day = row.values["ngay"]
        if isinstance(day, date):
            days[day] = (str(row.values["loai"]), str(row.values["ten"]))
    set_calendar(session, actor, days, at=at)
