"""Reading movements whole: days, slogan, criteria, units called."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.errors import NotThere
from thidua.core.lock import lock_number
from thidua.namthidua.models import PhongTrao, PhongTraoDonVi


@dataclass(frozen=True, slots=True)
class PhongTraoDayDu:
    """A movement with all that the year says of it; `don_vi` are the units called by name."""

    id: int
    thu_tu: int
    code: str
    ten: str
    loai: str
    cap_phat_dong: str
    can_cu: str
    gan_voi: str
    khau_hieu: str
    tieu_chi: str
    tu_ngay: date | None
    den_ngay: date | None
    moi_don_vi: bool
    don_vi: frozenset[int]
    row_version: int

    def calls(self, don_vi_id: int) -> bool:
        """Whether the unit is called."""
        return self.moi_don_vi or don_vi_id in self.don_vi


def all_movements(session: Session, nam_id: int) -> list[PhongTraoDayDu]:
    """The year's movements in order, in two statements."""
    found = session.scalars(
        select(PhongTrao).where(PhongTrao.nam_id == nam_id).order_by(PhongTrao.thu_tu)
    ).all()
    named = _named(session, [one.id for one in found])
    return [_row(one, named.get(one.id, frozenset())) for one in found]


def movement(session: Session, nam_id: int, phong_trao_id: int) -> PhongTraoDayDu:
    """One movement of the year; NotThere when the year has no such."""
    found = session.get(PhongTrao, phong_trao_id)
    if found is None or found.nam_id != nam_id:
        raise NotThere("khong_co_phong_trao")
    return _row(found, _named(session, [found.id]).get(found.id, frozenset()))


def _named(session: Session, ids: Collection[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for row in session.scalars(select(PhongTraoDonVi).where(PhongTraoDonVi.phong_trao_id.in_(ids))):
        found.setdefault(row.phong_trao_id, set()).add(row.don_vi_id)
    return {one: frozenset(units) for one, units in found.items()}


def _row(one: PhongTrao, named: frozenset[int]) -> PhongTraoDayDu:
    facts = (one.ten, one.loai, one.cap_phat_dong, one.can_cu, one.gan_voi, one.khau_hieu, one.tieu_chi)
    days = (one.tu_ngay, one.den_ngay, one.moi_don_vi)
    lock = lock_number((*facts, *days, sorted(named)))
    return PhongTraoDayDu(one.id, one.thu_tu, one.code, *facts, *days, named, lock)
