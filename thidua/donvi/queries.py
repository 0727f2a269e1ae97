"""Reading units: always with the name of a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from thidua.core.errors import NotThere
from thidua.donvi.models import DonVi, TenDonVi


@dataclass(frozen=True, slots=True)
class DonViRow:
    """A unit as it was called, headed and signed on a day; the printed lines are tuples."""

    id: int
    code: str
    loai: str
    the_thuc: str
    thu_tu: int
    ten: str
    ten_ngan: str
    co_quan_chu_quan: tuple[str, ...]
    co_quan_ban_hanh: tuple[str, ...]
    quyen_han_ky: tuple[str, ...]
    ky_hieu: str
    dia_danh: str


def _named(day: date) -> Select[DonVi, TenDonVi]:
    return (
        select(DonVi, TenDonVi)
        .join(TenDonVi, TenDonVi.don_vi_id == DonVi.id)
        .where(TenDonVi.tu_ngay <= day, or_(TenDonVi.den_ngay.is_(None), TenDonVi.den_ngay >= day))
        .order_by(DonVi.thu_tu, DonVi.id)
    )


def _row(unit: DonVi, name: TenDonVi) -> DonViRow:
    return DonViRow(
        unit.id,
        unit.code,
        unit.loai,
        unit.the_thuc,
        unit.thu_tu,
        name.ten,
        name.ten_ngan,
        _lines(name.co_quan_chu_quan),
        _lines(name.co_quan_ban_hanh),
        _lines(name.quyen_han_ky),
        name.ky_hieu,
        name.dia_danh,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("\n") if part)


def units_on(session: Session, day: date) -> dict[int, DonViRow]:
    """Every unit that has a name on the day, by id, in the town's order."""
    return {unit.id: _row(unit, name) for unit, name in session.execute(_named(day))}


def unit_on(session: Session, code: str, day: date) -> DonViRow:
    """One unit by its code; NotThere when there is none with a name on that day."""
    found = session.execute(_named(day).where(DonVi.code == code)).first()
    if found is None:
        raise NotThere("khong_co_don_vi")
    return _row(*found)


def unit_by_id(session: Session, don_vi_id: int, day: date) -> DonViRow:
    """One unit by its id; NotThere when it has no name on that day."""
    found = session.execute(_named(day).where(DonVi.id == don_vi_id)).first()
    if found is None:
        raise NotThere("khong_co_don_vi")
    return _row(*found)
