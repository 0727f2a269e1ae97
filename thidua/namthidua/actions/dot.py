"""Writing the periods of a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import TrangThaiNam
from thidua.core.errors import NotNow, WrongInput
from thidua.core.rollover import Span, period_faults
from thidua.namthidua.actions import writable_year
from thidua.namthidua.models import DotThiDua
from thidua.nhatky.actions import record


@dataclass(frozen=True, slots=True)
class DotSua:
    """Name, days (both included) and share (percent) of a period."""

    ten: str
    tu_ngay: date
    den_ngay: date
    ty_le_moc: Decimal


def set_periods(
    session: Session,
    actor: Actor | None,
    nam_id: int,
    new: Mapping[int, DotSua],
    *,
    at: datetime,
    ly_do: str = "",
    row_version: int | None = None,
) -> None:
    """Write the periods named by their numbers; one line of the log for each that changes.

    Raises WrongInput (`dot_` and the fault) when they do not fit, WrongInput("thieu_ly_do") after the opening
    without a reason, NotNow for an older `row_version` of the year and in a closed one.
    """
    year = writable_year(session, nam_id)
    if row_version is not None and row_version != year.row_version:
        raise NotNow("nam_da_sua", nam=year.nam)
    spans = {so: Span(one.tu_ngay, one.den_ngay, float(one.ty_le_moc)) for so, one in new.items()}
    for _, fault in period_faults(year.nam, spans):
        raise WrongInput(f"dot_{fault}", nam=year.nam)
    rows = session.scalars(select(DotThiDua).where(DotThiDua.nam_id == nam_id).order_by(DotThiDua.so)).all()
    changed = [row for row in rows if row.so in new and _facts(row) != _facts(new[row.so])]
    if changed and year.trang_thai is not TrangThaiNam.CHUAN_BI and not ly_do.strip():
        raise WrongInput("thieu_ly_do")
    for row in changed:
        before, after = _facts(row), _facts(new[row.so])
        for name, value in after.items():
            setattr(row, name, value)
        session.flush()
        record(
            session, actor, "sua_dot", "dot_thi_dua", row.id, at=at, truoc=before, sau=after, ghi_chu=ly_do
        )


def _facts(one: DotThiDua | DotSua) -> dict[str, object]:
    return {name: getattr(one, name) for name in ("ten", "tu_ngay", "den_ngay", "ty_le_moc")}
