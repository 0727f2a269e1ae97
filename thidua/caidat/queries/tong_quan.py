"""What a year holds and what it lacks, for its first page."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.donvi.queries import day_in_year, units_on
from thidua.hoso.models import HoSo
from thidua.namthidua import queries as years
from thidua.namthidua.models import (
    CanCu,
    ChiTieu,
    DanhMucChiTieu,
    DongKeHoach,
    DotThiDua,
    NamThiDua,
    NgayLich,
    NghiaVu,
    PhongTrao,
)


@dataclass(frozen=True, slots=True)
class TongQuan:
    """Counts of each part of the year; `chua_xep` names the units without a group.

    `khong_van_ban` are obligations without the number of the văn bản that asks for them, `khong_truong`
    groups without a head, `duoc_giao` units that have targets, `ngay_lich` days off or swapped.
    """

    dong: int
    can_cu: int
    phong_trao: int
    danh_muc: int
    duoc_giao: int
    nghia_vu: int
    khong_van_ban: int
    dot: int
    ngay_lich: int
    cum_khoi: int
    khong_truong: int
    don_vi: int
    chua_xep: tuple[str, ...]
    ho_so: int


def overview(session: Session, year: NamThiDua, at: datetime) -> TongQuan:
    """The counts in a fixed number of statements, whatever the number of units."""
    units = units_on(session, day_in_year(year.nam, at))
    groups = years.groups(session, year.id)
    placed = {unit for group in groups for unit in group.thanh_vien}
    days = NgayLich.ngay.between(date(year.nam, 1, 1), date(year.nam, 12, 31))

    def count(of: type[object], *where: object) -> int:
        query = select(func.count()).select_from(of).where(*where)  # type: ignore[arg-type]
        return session.scalar(query) or 0

    targets = select(func.count(ChiTieu.don_vi_id.distinct())).where(
        ChiTieu.nam_id == year.id, ChiTieu.giao_boi != "tu_dang_ky"
    )
    return TongQuan(
        dong=count(DongKeHoach, DongKeHoach.nam_id == year.id),
        can_cu=count(CanCu, CanCu.nam_id == year.id),
        phong_trao=count(PhongTrao, PhongTrao.nam_id == year.id),
        danh_muc=count(DanhMucChiTieu, DanhMucChiTieu.nam_id == year.id),
        duoc_giao=session.scalar(targets) or 0,
        nghia_vu=count(NghiaVu, NghiaVu.nam_id == year.id),
        khong_van_ban=count(NghiaVu, NghiaVu.nam_id == year.id, NghiaVu.van_ban_so == ""),
        dot=count(DotThiDua, DotThiDua.nam_id == year.id),
        ngay_lich=count(NgayLich, days),
        cum_khoi=len(groups),
        khong_truong=sum(group.truong_id is None for group in groups),
        don_vi=len(units),
        chua_xep=tuple(unit.ten for unit in units.values() if unit.id not in placed),
        ho_so=count(HoSo, HoSo.nam_id == year.id),
    )


@dataclass(frozen=True, slots=True)
class NamRow:
    """A year in the list of years."""

    nam: int
    trang_thai: str


def all_years(session: Session) -> list[NamRow]:
    """Every year of the office, newest first."""
    rows = session.execute(select(NamThiDua.nam, NamThiDua.trang_thai).order_by(NamThiDua.nam.desc()))
    return [NamRow(row.nam, row.trang_thai.value) for row in rows]
