"""The town of the sample into the database: calendar, units, people, logins with their roles."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from thidua.core.actor import UNIT_ROLES, Role
from thidua.donvi.actions import DonViMoi, TenMoi, create_unit
from thidua.donvi.actions.co_quan import CoQuanMoi, save_office
from thidua.donvi.actions.ten import rename_unit
from thidua.maudulieu import doc
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_to_chuc import DonVi, PhanCong, TaiKhoan, TenTruoc, UyQuyen
from thidua.namthidua.actions.lich import set_days
from thidua.namthidua.queries.lich import OFF, WORKED, NgayRow
from thidua.taikhoan.actions import create_account, create_person, grant, hash_password
from thidua.taikhoan.actions.uy_quyen import PhanCongMoi, UyQuyenMoi, assign, delegate

PASSWORD = "thidua-2023"
"""Of every login of the sample, which listens on this machine alone."""


@dataclass(frozen=True, slots=True)
class Town:
    """What stands in the database: ids by the codes of the data files."""

    don_vi: dict[str, int]
    nguoi: dict[str, int]


def load_town(session: Session, mau: MauDuLieu, *, at: datetime) -> Town:
    """Make calendar, units, the office, people and logins, in the caller's writing unit of work."""
    first_day = date(mau.yeu_cau.nam.nam, 1, 1)
    set_days(session, None, _days(mau), at=at)
    units = {
        unit.ma: _make_unit(session, unit, place, first_day, at)
        for place, unit in enumerate(mau.to_chuc.don_vi, 1)
    }
    save_office(session, None, _office(mau, units, first_day), at=at)
    people = {
        one.ma: create_person(
            session, None, one.ho_ten, chuc_vu=one.chuc_vu, dien_thoai=_telephone(place), at=at
        ).id
        for place, one in enumerate(doc.people(mau), 1)
    }
    town = Town(units, people)
    hashed = hash_password(PASSWORD)
    for account in doc.accounts(mau):
        _login(session, town, account, hashed, first_day, at)
    for one in mau.to_chuc.phan_cong:
        assign(session, None, _assignment(town, one), at=at)
    for granted in mau.to_chuc.uy_quyen:
        delegate(session, None, _delegation(town, granted), at=at)
    return town


def _make_unit(session: Session, unit: DonVi, place: int, first_day: date, at: datetime) -> int:
    """The unit under its present name; one that was renamed bears the name before until that day."""
    present = _unit(unit, place, first_day)
    before = next(iter(unit.ten_truoc), None)
    if before is None:
        return create_unit(session, None, present, at=at)
    made = create_unit(session, None, _as_before(present, before), at=at)
    name = TenMoi(**{each.name: getattr(present, each.name) for each in fields(TenMoi)})
    rename_unit(session, None, made, name, first_day, at=at)
    return made


def _as_before(present: DonViMoi, before: TenTruoc) -> DonViMoi:
    return replace(
        present,
        ten=before.ten,
        ten_ngan=before.ten_ngan,
        co_quan_ban_hanh=before.ban_hanh,
        quyen_han_ky=before.ky,
        ky_hieu=before.ky_hieu,
        tu_ngay=before.tu_ngay,
    )


def _delegation(town: Town, one: UyQuyen) -> UyQuyenMoi:
    return UyQuyenMoi(
        nguoi_id=town.nguoi[one.nguoi],
        don_vi_id=town.don_vi[one.don_vi],
        chuc_vu=one.chuc_vu_ky,
        noi_dung=one.noi_dung,
        van_ban_so=one.so,
        van_ban_ngay=one.ngay,
        tu_ngay=one.tu_ngay,
        den_ngay=one.den_ngay,
    )


def _telephone(place: int) -> str:
    """An invented landline of the province: 0269.3850.001 and on."""
    return f"0269.{3850 + place // 1000}.{place % 1000:03d}"


def _assignment(town: Town, one: PhanCong) -> PhanCongMoi:
    return PhanCongMoi(
        nguoi_id=town.nguoi[one.nguoi],
        don_vi_id=town.don_vi[one.don_vi],
        cach_ky="kt",
        chuc_vu=one.chuc_vu_ky,
        linh_vuc=one.linh_vuc,
        van_ban_so=one.so,
        van_ban_ngay=one.ngay,
        tu_ngay=one.tu_ngay,
    )


def _days(mau: MauDuLieu) -> list[NgayRow]:
    source = mau.lich.nguon
    off = [NgayRow(one.ngay, OFF, one.ten, source) for one in mau.lich.nghi]
    return off + [NgayRow(day, WORKED, "Ngày làm bù", source) for day in mau.lich.ngay_lam_bu]


def _office(mau: MauDuLieu, units: dict[str, int], first_day: date) -> CoQuanMoi:
    given = mau.to_chuc.don_vi_chu_tri
    return CoQuanMoi(
        tu_ngay=first_day,
        bac=given.bac,
        ten=given.ten,
        tinh=given.tinh,
        cap_uy=given.cap_uy,
        ubnd=given.ubnd,
        hoi_dong=given.hoi_dong,
        thuong_truc=given.thuong_truc_ten,
        thuong_truc_id=units[given.thuong_truc],
        dia_danh=given.dia_danh,
        ubnd_chu_quan=given.chu_quan,
        ubnd_ban_hanh=given.ban_hanh,
        hoi_dong_chu_quan=(),
        hoi_dong_ban_hanh=given.hoi_dong_ban_hanh,
        ky_hieu_ubnd=given.ky_hieu[0],
        ky_hieu_cong_van=given.ky_hieu[1],
        ky_hieu_thuong_truc=given.ky_hieu[2],
        ky_hieu_hoi_dong=given.ky_hieu[3],
        ubnd_quyen_han_ky=given.ky,
        ubnd_nguoi_ky="",
        hoi_dong_quyen_han_ky=given.hoi_dong_ky,
        hoi_dong_nguoi_ky="",
        thuong_truc_nguoi_ky="",
    )


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
        chuc_vu_thu_truong=unit.thu_truong.chuc_vu,
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
