"""Reading and proving the log."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.chain import GENESIS, seal
from thidua.nhatky.models import NhatKy


@dataclass(frozen=True, slots=True)
class NhatKyRow:
    """One line of the log as a page shows it."""

    id: int
    luc: datetime
    tai_khoan: str
    dia_chi: str
    viec: str
    doi_tuong: str
    doi_tuong_id: int | None
    truoc: str
    sau: str
    ghi_chu: str


def latest(session: Session, *, before: int | None = None, limit: int = 100) -> list[NhatKyRow]:
    """The newest lines first, older than line `before`."""
    query = select(NhatKy).order_by(NhatKy.id.desc()).limit(limit)
    if before is not None:
        query = query.where(NhatKy.id < before)
    return [
        NhatKyRow(
            r.id,
            r.luc,
            r.tai_khoan,
            r.dia_chi,
            r.viec,
            r.doi_tuong,
            r.doi_tuong_id,
            r.truoc,
            r.sau,
            r.ghi_chu,
        )
        for r in session.scalars(query)
    ]


def first_broken(session: Session, key: bytes) -> int | None:
    """Number of the first line that is not what was written (altered, removed, out of order), or None."""
    expected, previous = 1, GENESIS
    for row in session.scalars(select(NhatKy).order_by(NhatKy.id).execution_options(yield_per=500)):
        intact = row.id == expected and row.mac_truoc == previous and row.mac == seal(key, row.sealed_parts())
        if not intact:
            return expected
        expected, previous = expected + 1, row.mac
    return None


def size(session: Session) -> int:
    """How many lines there are."""
    return session.scalar(select(func.count()).select_from(NhatKy)) or 0
