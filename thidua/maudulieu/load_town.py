"""The town of the sample into the database: calendar, units, people, logins with their roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from thidua.core.actor import UNIT_ROLES, Role
from thidua.donvi.actions import DonViMoi, create_unit
from thidua.maudulieu import doc
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_to_chuc import DonVi, TaiKhoan
from thidua.namthidua.actions import set_calendar
from thidua.taikhoan.actions import create_account, create_person, grant, hash_password

PASSWORD = "thidua-2023"
"""Of every login of the sample, which listens on this machine alone."""


@dataclass(frozen=True, slots=True)
class Town:
    """What stands in the database: ids by the codes of the data files."""

    don_vi: dict[str, int]
    nguoi: dict[str, int]


def load_town(session: Session, mau: MauDuLieu, *, at: datetime) -> Town:
    """Make calendar, units, people and logins; the caller's unit of work must be a writing one."""
    first_day = date(mau.yeu_cau.nam.nam, 1, 1)
    set_calendar(session, None, _days(mau), at=at)
    units = {
        unit.ma: create_unit(session, None, _unit(unit, place, first_day), at=at)
        for place, unit in enumerate(mau.to_chuc.don_vi, 1)
    }
    people = {
        one.ma: create_person(session, None, one.ho_ten, chuc_vu=one.chuc_vu, at=at).id
        for one in doc.people(mau)
    }
    town = Town(units, people)
    hashed = hash_password(PASSWORD)
    for account in doc.accounts(mau):
        _login(session, town, account, hashed, first_day, at)
    return town


def _days(mau: MauDuLieu) -> dict[date, tuple[str, str]]:
    days = {one.ngay: ("nghi", one.ten) for one in mau.lich.nghi}
    return days | {day: ("lam_bu", "Ngày làm bù") for day in mau.lich.ngay_lam_bu}


def _unit(unit: DonVi, place: int, first_day: date) -> DonViMoi:
    return DonViMoi(
        code=unit.ma,
        loai=unit.nhom,
        the_thuc=unit.the_thuc,
        thu_tu=place,
        ten=unit.ten,
        ten_ngan=unit.ten_ngan,
        co_quan_chu_quan=unit.chu_quan,
        co_quan_ban_hanh=unit.ban_hanh,
        quyen_han_ky=unit.ky,
        ky_hieu=unit.ky_hieu,
        dia_danh=unit.dia_danh,
        tu_ngay=first_day,
    )


def _login(
    session: Session, town: Town, account: TaiKhoan, hashed: str, first_day: date, at: datetime
) -> None:
    made = create_account(
        session, None, town.nguoi[account.nguoi], account.ten, hashed, must_change=False, at=at
    )
    for name in account.vai_tro:
        role = Role(name)
        unit = town.don_vi[account.don_vi] if role in UNIT_ROLES else None
        grant(session, None, made.id, role, don_vi_id=unit, tu_ngay=first_day, at=at)
