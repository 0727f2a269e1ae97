"""Who works in each unit, and in which cụm or khối it stands."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from thidua.core.actor import Role
from thidua.donvi.queries import NguoiDonVi
from thidua.namthidua import queries as years
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro

PLACES = {"truong": "Trưởng", "pho": "Phó"}


def unit_people(session: Session, nam: int | None, day: date) -> dict[int, NguoiDonVi]:
    """Heads and officers of each unit on the day, and its place in the cụm or khối of the year."""
    groups = years.groups(session, years.year(session, nam).id) if nam is not None else []
    people = _people(session, day)
    places: dict[int, str] = {}
    for group in groups:
        leads = {group.pho_id: PLACES["pho"], group.truong_id: PLACES["truong"]}
        for unit in group.thanh_vien:
            places[unit] = f"{group.ten} ({leads[unit].lower()})" if unit in leads else group.ten
    found = {unit for unit, _ in people} | set(places)
    return {
        unit: NguoiDonVi(
            places.get(unit, ""),
            tuple(people.get((unit, Role.THU_TRUONG), ())),
            tuple(people.get((unit, Role.CAN_BO), ())),
        )
        for unit in found
    }


def _people(session: Session, day: date) -> dict[tuple[int, Role], list[str]]:
    rows = session.execute(
        select(VaiTro.don_vi_id, VaiTro.vai_tro, Nguoi.ho_ten, Nguoi.chuc_vu, Nguoi.dien_thoai)
        .join(TaiKhoan, TaiKhoan.id == VaiTro.tai_khoan_id)
        .join(Nguoi, Nguoi.id == TaiKhoan.nguoi_id)
        .where(VaiTro.don_vi_id.is_not(None), TaiKhoan.khoa_luc.is_(None), *held_on(day))
        .order_by(VaiTro.id)
    )
    found: dict[tuple[int, Role], list[str]] = {}
    for r in rows:
        person = " · ".join(part for part in (r.ho_ten, r.chuc_vu, r.dien_thoai) if part)
        people = found.setdefault((r.don_vi_id, r.vai_tro), [])
        if person not in people:
            people.append(person)
    return found


def held_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """The condition that a role is held on the day."""
    return (VaiTro.tu_ngay <= day, or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= day))
