"""The calendar's rows."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.namthidua.models import NgayLich
from thidua.sheets.plan import Existing

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def existing(session: Session, scope: "Scope") -> Existing:
    """The days of the year that differ from the week's rule, by their ISO date."""
    nam = scope.nam or scope.day.year
    query = (
        select(NgayLich)
        .where(NgayLich.ngay.between(date(nam, 1, 1), date(nam, 12, 31)))
        .order_by(NgayLich.ngay)
    )
    return {
        row.ngay.isoformat(): {"ngay": row.ngay, "loai": row.loai, "ten": row.ten, "nguon": row.nguon}
        for row in session.scalars(query)
    }
