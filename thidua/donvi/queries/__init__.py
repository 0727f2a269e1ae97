"""Reading units: always with the name of a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.orm import Session

from thidua.core.calendar import local_day
from thidua.core.errors import NotThere
from thidua.donvi.models import DonVi, TenDonVi, ThuocDonVi

LOAI: Mapping[str, str] = {
    "phuong": "Phường",
    "xa": "Xã",
    "phong": "Phòng, cơ quan thuộc UBND",
    "dang": "Cơ quan Đảng",
    "doan_the": "Mặt trận, đoàn thể",
    "noi_chinh": "Nội chính, lực lượng vũ trang",
    "trung_tam": "Đơn vị sự nghiệp",
    "truong": "Trường học",
    "doanh_nghiep": "Doanh nghiệp",
    "khac": "Đơn vị khác",
}
"""The kinds of units: by them movements are called and due days set."""

THE_THUC: Mapping[str, str] = {
    "nd30": "Nghị định 30/2020/NĐ-CP",
    "dang": "Văn bản của Đảng",
    "doan_the": "Văn bản của đoàn thể",
}
"""The layouts of a unit's own papers."""


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


@dataclass(frozen=True, slots=True)
class NguoiDonVi:
    """Who works in a unit and where it stands this year: lines to print, filled by a later stage."""

    cum_khoi: str
    thu_truong: tuple[str, ...]
    can_bo: tuple[str, ...]


def day_in_year(nam: int, at: datetime) -> date:
    """The day whose names the pages of a year show: today, but never outside that year.

    A unit that was renamed or closed later keeps, on the year's pages, the name it had on 31/12.
    """
    first, last = _ends(nam)
    return min(max(local_day(at), first), last)


def day_of_paper(nam: int, sealed: datetime | None, at: datetime) -> date:
    """The day whose names a paper of the year prints: that of its sealing, else that of the year's pages."""
    return local_day(sealed) if sealed else day_in_year(nam, at)


def _ends(nam: int) -> tuple[date, date]:
    return date(nam, 1, 1), date(nam, 12, 31)


def _in_force(day: date) -> ColumnElement[bool]:
    return and_(TenDonVi.tu_ngay <= day, or_(TenDonVi.den_ngay.is_(None), TenDonVi.den_ngay >= day))


def _named(day: date) -> Select[DonVi, TenDonVi, int | None]:
    return _any_name(day).where(_in_force(day))


def _any_name(day: date) -> Select[DonVi, TenDonVi, int | None]:
    under = and_(
        ThuocDonVi.don_vi_id == DonVi.id,
        ThuocDonVi.tu_ngay <= day,
        or_(ThuocDonVi.den_ngay.is_(None), ThuocDonVi.den_ngay >= day),
    )
    return (
        select(DonVi, TenDonVi, ThuocDonVi.cap_tren_id)
        .join(TenDonVi, TenDonVi.don_vi_id == DonVi.id)
        .outerjoin(ThuocDonVi, under)
        .order_by(DonVi.thu_tu, DonVi.id, TenDonVi.tu_ngay)
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


def last_named(session: Session, don_vi_id: int, day: date) -> DonViRow:
    """One unit by its name of the day, else by the last one it bore; NotThere when it has none at all."""
    rows = session.execute(_any_name(day).where(DonVi.id == don_vi_id)).all()
    if not rows:
        raise NotThere("khong_co_don_vi")
    return _of_year(rows, day)[don_vi_id]


def units_in_year(session: Session, nam: int, at: datetime) -> dict[int, DonViRow]:
    """Every unit that had a name in the year, by id, in the town's order, as the year's pages show it.

    That is the name of `day_in_year`; a unit that was closed before that day has its last name of the year,
    one that is still to begin its first.
    """
    return _of_year(session.execute(_names_of(nam, at)), day_in_year(nam, at))


def unit_in_year(session: Session, don_vi_id: int, nam: int, at: datetime) -> DonViRow:
    """One unit as the year's pages show it; NotThere when it had no name in that year."""
    return _only(session, DonVi.id == don_vi_id, nam, at)


def unit_by_code_in_year(session: Session, code: str, nam: int, at: datetime) -> DonViRow:
    """The same by its code."""
    return _only(session, DonVi.code == code, nam, at)


def _only(session: Session, which: ColumnElement[bool], nam: int, at: datetime) -> DonViRow:
    found = _of_year(session.execute(_names_of(nam, at).where(which)), day_in_year(nam, at))
    if not found:
        raise NotThere("khong_co_don_vi")
    return next(iter(found.values()))


def unit_of_paper(
    session: Session, don_vi_id: int, nam: int, sealed: datetime | None, at: datetime
) -> DonViRow:
    """One unit as its paper prints it: by its name on the day of sealing, else as on the year's pages."""
    named = named_on(session, don_vi_id, day_of_paper(nam, sealed, at))
    return named or unit_in_year(session, don_vi_id, nam, at)


def _names_of(nam: int, at: datetime) -> Select[DonVi, TenDonVi, int | None]:
    first, last = _ends(nam)
    return _any_name(day_in_year(nam, at)).where(
        TenDonVi.tu_ngay <= last, or_(TenDonVi.den_ngay.is_(None), TenDonVi.den_ngay >= first)
    )


def _of_year(rows: Iterable[Row[DonVi, TenDonVi, int | None]], day: date) -> dict[int, DonViRow]:
    found: dict[int, DonViRow] = {}
    for unit, name, above in rows:
        if unit.id not in found or name.tu_ngay <= day:
            found[unit.id] = _row(unit, name, above)
    return found
