"""Reading the register of căn cứ: all of it to edit, and what a paper of a kind and day prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.errors import NotThere
from thidua.core.legal import ground_rank
from thidua.core.lock import lock_number
from thidua.namthidua.models import CanCu


@dataclass(frozen=True, slots=True)
class CanCuRow:
    """A ground with the days on which it is in force and the kinds of paper that print it."""

    id: int
    thu_tu: int
    ten_loai: str
    so_ky_hieu: str
    ngay: date | None
    co_quan: str
    trich_yeu: str
    hieu_luc_tu: date | None
    hieu_luc_den: date | None
    loai_van_ban: tuple[str, ...]
    row_version: int

    def holds(self, day: date) -> bool:
        """Whether it is in force on this day."""
        begun = self.hieu_luc_tu is None or self.hieu_luc_tu <= day
        return begun and (self.hieu_luc_den is None or day <= self.hieu_luc_den)

    @property
    def rank(self) -> tuple[int, int, date]:
        """Its place by legal rank and day."""
        return ground_rank(self.ten_loai, self.co_quan, self.ngay)


def register(session: Session, nam_id: int) -> list[CanCuRow]:
    """The year's whole register in the order in which papers print it."""
    rows = session.scalars(select(CanCu).where(CanCu.nam_id == nam_id).order_by(CanCu.thu_tu))
    return [_row(one) for one in rows]


def ground(session: Session, nam_id: int, can_cu_id: int) -> CanCuRow:
    """One ground of the year; NotThere when the year has no such."""
    found = session.get(CanCu, can_cu_id)
    if found is None or found.nam_id != nam_id:
        raise NotThere("khong_co_can_cu")
    return _row(found)


def grounds_for(session: Session, nam_id: int, kind: str, day: date) -> list[CanCuRow]:
    """What a paper of this kind (`bao_cao`, `cong_van`, `giao_uoc`, …) and day prints, in order."""
    return [one for one in register(session, nam_id) if kind in one.loai_van_ban and one.holds(day)]


def in_order(rows: Iterable[CanCuRow]) -> bool:
    """Whether the rows stand by legal rank, then day."""
    ranks = [one.rank for one in rows]
    return ranks == sorted(ranks)


def _row(one: CanCu) -> CanCuRow:
    facts = (one.ten_loai, one.so_ky_hieu, one.ngay, one.co_quan, one.trich_yeu)
    days = (one.hieu_luc_tu, one.hieu_luc_den, one.loai_van_ban)
    return CanCuRow(
        one.id,
        one.thu_tu,
        *facts,
        one.hieu_luc_tu,
        one.hieu_luc_den,
        tuple(one.loai_van_ban.split()),
        lock_number((*facts, *days)),
    )
