"""Writing the calendar from a file."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.namthidua.actions.lich import set_days
from thidua.namthidua.models import NgayLich
from thidua.namthidua.queries.lich import NgayRow
from thidua.sheets.plan import PlannedRow

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def write(
    session: Session, actor: Actor, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """The days of these rows; a source without a column in the file stays."""
    days = []
    for row in rows:
        day = row.values["ngay"]
        if isinstance(day, date):
            old = session.get(NgayLich, day)
            source = str(row.values.get("nguon", old.nguon if old else "") or "")
            days.append(NgayRow(day, str(row.values["loai"]), str(row.values["ten"]), source))
    set_days(session, actor, days, at=at)
