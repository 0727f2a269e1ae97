"""Reading cụm and khối for their editor: members by name, units without a group, heads by year."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.errors import NotThere
from thidua.donvi.models import TenDonVi
from thidua.donvi.queries import DonViRow
from thidua.namthidua.models import CumKhoi, NamThiDua, ThanhVienCumKhoi


@dataclass(frozen=True, slots=True)
class CumKhoiSua:
    """A cụm or khối as its editor shows it; members in order, also those that have no name any more."""

    id: int
    code: str
    loai: str
    ten: str
    truong_id: int | None
    pho_id: int | None
    phu_trach: str
    thanh_vien: tuple[int, ...]
    row_version: int


def groups_to_edit(session: Session, nam_id: int) -> list[CumKhoiSua]:
    """The year's cụm and khối in order, in two statements."""
    members: dict[int, list[int]] = {}
    for group, unit in session.execute(
        select(ThanhVienCumKhoi.cum_khoi_id, ThanhVienCumKhoi.don_vi_id)
        .where(ThanhVienCumKhoi.nam_id == nam_id)
        .order_by(ThanhVienCumKhoi.thu_tu, ThanhVienCumKhoi.don_vi_id)
    ):
        members.setdefault(group, []).append(unit)
    rows = session.scalars(select(CumKhoi).where(CumKhoi.nam_id == nam_id).order_by(CumKhoi.thu_tu))
    return [
        CumKhoiSua(
            g.id,
            g.code,
            g.loai,
            g.ten,
            g.truong_id,
            g.pho_id,
            g.phu_trach,
            tuple(members.get(g.id, ())),
            g.row_version,
        )
        for g in rows
    ]


def group_to_edit(session: Session, nam_id: int, code: str) -> CumKhoiSua:
    """One cụm or khối of the year; NotThere when it has none with this code."""
    found = next((one for one in groups_to_edit(session, nam_id) if one.code == code), None)
    if found is None:
        raise NotThere("khong_co_cum_khoi")
    return found


def units_without_group(groups: list[CumKhoiSua], units: dict[int, DonViRow]) -> list[DonViRow]:
    """The units that stand in none of these groups."""
    placed = {unit for group in groups for unit in group.thanh_vien}
    return [unit for unit in units.values() if unit.id not in placed]


@dataclass(frozen=True, slots=True)
class TruongCacNam:
    """Who headed a cụm or khối in a year, by the names of that year's last day; empty where nobody did."""

    nam: int
    truong: str
    pho: str
    phu_trach: str


def heads_by_year(session: Session, code: str) -> list[TruongCacNam]:
    """The heads and deputies of the group with this code, newest year first."""
    rows = session.execute(
        select(NamThiDua.nam, CumKhoi.truong_id, CumKhoi.pho_id, CumKhoi.phu_trach)
        .join(NamThiDua, NamThiDua.id == CumKhoi.nam_id)
        .where(CumKhoi.code == code)
        .order_by(NamThiDua.nam.desc())
    ).all()
    wanted = {unit for row in rows for unit in (row.truong_id, row.pho_id) if unit is not None}
    names = _names(session, wanted)
    return [
        TruongCacNam(
            row.nam,
            _called(names, row.truong_id, row.nam),
            _called(names, row.pho_id, row.nam),
            row.phu_trach,
        )
        for row in rows
    ]


def _names(session: Session, units: set[int]) -> dict[int, list[TenDonVi]]:
    found: dict[int, list[TenDonVi]] = {}
    query = select(TenDonVi).where(TenDonVi.don_vi_id.in_(units)).order_by(TenDonVi.tu_ngay)
    for name in session.scalars(query):
        found.setdefault(name.don_vi_id, []).append(name)
    return found


def _called(names: dict[int, list[TenDonVi]], unit: int | None, nam: int) -> str:
    """The unit's last name that had begun by the end of the year."""
    begun = [name.ten for name in names.get(unit or 0, ()) if name.tu_ngay <= date(nam, 12, 31)]
    return begun[-1] if begun else ""
