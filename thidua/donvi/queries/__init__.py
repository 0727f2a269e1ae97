"""Reading units: always with the name of a day."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from thidua.core.calendar import local_day
from thidua.core.errors import NotThere
from thidua.donvi.models import DonVi, TenDonVi, ThuocDonVi


@dataclass(frozen=True, slots=True)
class DonViRow:
    """A unit as it was called, headed and signed on a day; the printed lines are tuples.

    `tu_ngay` and `den_ngay` are those of this name; `cap_tren_id` is None directly under the town.
    """

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
    chuc_vu_thu_truong: str
    dia_chi: str
    dien_thoai: str
    nguoi_lien_he: str
    cap_tren_id: int | None
    tu_ngay: date
    den_ngay: date | None
    row_version: int


def day_in_year(nam: int, at: datetime) -> date:
    """The day whose names the pages of a year show: today, but never outside that year.

    A unit that was renamed or closed later keeps, on the year's pages, the name it had on 31/12.
    """
    return min(max(local_day(at), date(nam, 1, 1)), date(nam, 12, 31))


def _named(day: date) -> Select[DonVi, TenDonVi, int | None]:
    under = and_(
        ThuocDonVi.don_vi_id == DonVi.id,
        ThuocDonVi.tu_ngay <= day,
        or_(ThuocDonVi.den_ngay.is_(None), ThuocDonVi.den_ngay >= day),
    )
    return (
        select(DonVi, TenDonVi, ThuocDonVi.cap_tren_id)
        .join(TenDonVi, TenDonVi.don_vi_id == DonVi.id)
        .outerjoin(ThuocDonVi, under)
        .where(TenDonVi.tu_ngay <= day, or_(TenDonVi.den_ngay.is_(None), TenDonVi.den_ngay >= day))
        .order_by(DonVi.thu_tu, DonVi.id)
    )


def _row(unit: DonVi, name: TenDonVi, cap_tren_id: int | None) -> DonViRow:
    return DonViRow(
        unit.id,
        unit.code,
        unit.loai,
        unit.the_thuc,
        unit.thu_tu,
        name.ten,
        name.ten_ngan,
        printed_lines(name.co_quan_chu_quan),
        printed_lines(name.co_quan_ban_hanh),
        printed_lines(name.quyen_han_ky),
        name.ky_hieu,
        name.dia_danh,
        name.chuc_vu_thu_truong,
        name.dia_chi,
        name.dien_thoai,
        name.nguoi_lien_he,
        cap_tren_id,
        name.tu_ngay,
        name.den_ngay,
        unit.row_version,
    )


def printed_lines(text: str) -> tuple[str, ...]:
    """One printed line a text line, empty ones left out."""
    return tuple(part for part in text.split("\n") if part)


def units_on(session: Session, day: date) -> dict[int, DonViRow]:
    """Every unit that has a name on the day, by id, in the town's order."""
    return {unit.id: _row(unit, name, above) for unit, name, above in session.execute(_named(day))}


def unit_on(session: Session, code: str, day: date) -> DonViRow:
    """One unit by its code; NotThere when there is none with a name on that day."""
    found = session.execute(_named(day).where(DonVi.code == code)).first()
    if found is None:
        raise NotThere("khong_co_don_vi")
    return _row(*found)


def unit_by_id(session: Session, don_vi_id: int, day: date) -> DonViRow:
    """One unit by its id; NotThere when it has no name on that day."""
    found = named_on(session, don_vi_id, day)
    if found is None:
        raise NotThere("khong_co_don_vi")
    return found


def named_on(session: Session, don_vi_id: int, day: date) -> DonViRow | None:
    """One unit by its id, None when it has no name on that day."""
    found = session.execute(_named(day).where(DonVi.id == don_vi_id)).first()
    return _row(*found) if found else None
