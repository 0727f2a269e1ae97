"""The units of the town, by cụm and khối, with their people."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from thidua.core.actor import Role
from thidua.donvi import queries as units
from thidua.donvi.queries import DonViRow
from thidua.namthidua import queries as years
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro


@dataclass(frozen=True, slots=True)
class NguoiCuaDonVi:
    """A person with a role in a unit."""

    ho_ten: str
    chuc_vu: str
    dien_thoai: str


@dataclass(frozen=True, slots=True)
class DongDonVi:
    """A unit with its place in its cụm or khối (`truong`, `pho` or empty), its heads and its officers."""

    don_vi: DonViRow
    vai: str
    thu_truong: tuple[NguoiCuaDonVi, ...]
    can_bo: tuple[NguoiCuaDonVi, ...]


@dataclass(frozen=True, slots=True)
class CumDonVi:
    """A cụm or khối with its units; `ten` is empty for those in none."""

    ten: str
    phu_trach: str
    don_vi: tuple[DongDonVi, ...]


def unit_list(session: Session, nam: int | None, day: date) -> list[CumDonVi]:
    """The town's units by cụm and khối of the year, those in none last; constant statements."""
    names = units.units_on(session, day)
    groups = years.groups(session, years.year(session, nam).id) if nam is not None else []
    people = _people(session, day)

    def line(unit: int, vai: str = "") -> DongDonVi:
        heads, officers = (tuple(people.get((unit, role), ())) for role in (Role.THU_TRUONG, Role.CAN_BO))
        return DongDonVi(names[unit], vai, heads, officers)

    found = []
    placed: set[int] = set()
    for group in groups:
        members = [unit for unit in group.thanh_vien if unit in names]
        placed |= set(members)
        leads = {group.pho_id: "pho", group.truong_id: "truong"}
        lines = tuple(line(unit, leads.get(unit, "")) for unit in members)
        found.append(CumDonVi(group.ten, group.phu_trach, lines))
    rest = tuple(line(unit) for unit in names if unit not in placed)
    return [*found, CumDonVi("", "", rest)] if rest else found


def _people(session: Session, day: date) -> dict[tuple[int, Role], list[NguoiCuaDonVi]]:
    rows = session.execute(
        select(VaiTro.don_vi_id, VaiTro.vai_tro, Nguoi.ho_ten, Nguoi.chuc_vu, Nguoi.dien_thoai)
        .join(TaiKhoan, TaiKhoan.id == VaiTro.tai_khoan_id)
        .join(Nguoi, Nguoi.id == TaiKhoan.nguoi_id)
        .where(VaiTro.don_vi_id.is_not(None), TaiKhoan.khoa_luc.is_(None), *held_on(day))
        .order_by(VaiTro.id)
    )
    found: dict[tuple[int, Role], list[NguoiCuaDonVi]] = {}
    for r in rows:
        person = NguoiCuaDonVi(r.ho_ten, r.chuc_vu, r.dien_thoai)
        people = found.setdefault((r.don_vi_id, r.vai_tro), [])
        if person not in people:
            people.append(person)
    return found


def held_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """The condition that a role is held on the day."""
    return (VaiTro.tu_ngay <= day, or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= day))
