"""The units of the sample, their cụm and khối, people, logins and the Council.

Codes are the stable names of product.md (`phuong-cheo-reo`, `dang_ky`, `thu-ngan-sach`). Figures are Decimal,
percentages too (50 means 50 %); None is blank, which is not zero. Days are in Vietnam, moments carry +07:00.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HoTenChucVu:
    """A person by name and post."""

    ho_ten: str
    chuc_vu: str


@dataclass(frozen=True, slots=True)
class TenTruoc:
    """How a unit was called and signed from `tu_ngay` to the end of the year before the sample's."""

    ten: str
    ten_ngan: str
    ban_hanh: tuple[str, ...]
    ky: tuple[str, ...]
    ky_hieu: str
    tu_ngay: date


@dataclass(frozen=True, slots=True)
class DonVi:
    """A unit.

    `ten_ngan` fits the board (18 characters), `ten_trong_cau` a sentence; `nhom`: phuong, xa, dang, doan_the,
    phong, noi_chinh, trung_tam or truong; `the_thuc`: nd30, dang or doan_the; `chu_quan` and `ban_hanh` are
    header lines in capitals, `ky_hieu` is the body's abbreviation in a số ký hiệu, `ky` the lines over the
    signature; `ten_truoc` is the name before, of a unit that was renamed."""

    ma: str
    ten: str
    ten_ngan: str
    ten_trong_cau: str
    nhom: str
    the_thuc: str
    chu_quan: tuple[str, ...]
    ban_hanh: tuple[str, ...]
    ky_hieu: str
    ky: tuple[str, ...]
    dia_danh: str
    thu_truong: HoTenChucVu
    can_bo: HoTenChucVu
    ten_truoc: tuple[TenTruoc, ...] = ()


@dataclass(frozen=True, slots=True)
class DonViChuTri:
    """The town itself, which issues the plan: its level, names inside a sentence, header lines, symbols and
    lines over the signature; `thuong_truc` is the unit that is the standing body, `ky_hieu` the symbols of
    UBND, of its công văn, of the standing body's công văn and of the Council."""

    ma: str
    bac: str
    ten: str
    tinh: str
    cap_uy: str
    ubnd: str
    hoi_dong: str
    thuong_truc_ten: str
    chu_quan: tuple[str, ...]
    ban_hanh: tuple[str, ...]
    hoi_dong_ban_hanh: tuple[str, ...]
    ky_hieu: tuple[str, str, str, str]
    ky: tuple[str, ...]
    hoi_dong_ky: tuple[str, ...]
    dia_danh: str
    thuong_truc: str


@dataclass(frozen=True, slots=True)
class CumKhoi:
    """A cụm or khối: head, deputy and members are unit codes in the order of the pledge, `phu_trach` the
    code of the person of the Council in charge; `dong_ten` its header line."""

    ma: str
    ten: str
    loai: str
    dong_ten: str
    truong: str
    pho: str
    phu_trach: str
    ngay_ky_ket: date
    noi_ky_ket: str
    thanh_vien: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nguoi:
    """A person; `don_vi` is "" for those of the town itself. People of units are made from the unit, with
    the codes `thu-truong.<don-vi>` and `can-bo.<don-vi>`."""

    ma: str
    ho_ten: str
    chuc_vu: str
    don_vi: str


@dataclass(frozen=True, slots=True)
class TaiKhoan:
    """A login of a person with its stored roles; `don_vi` is the unit these roles reach, "" for the town."""

    ten: str
    nguoi: str
    vai_tro: tuple[str, ...]
    don_vi: str = ""


@dataclass(frozen=True, slots=True)
class PhanCong:
    """A deputy who signs KT. for the head of `don_vi` from `tu_ngay` on; `chuc_vu_ky` is what is printed."""

    nguoi: str
    don_vi: str
    chuc_vu_ky: str
    linh_vuc: str
    so: str
    ngay: date
    tu_ngay: date


@dataclass(frozen=True, slots=True)
class UyQuyen:
    """A person who signs TUQ. for the head of `don_vi` on both days and between them."""

    nguoi: str
    don_vi: str
    chuc_vu_ky: str
    noi_dung: str
    so: str
    ngay: date
    tu_ngay: date
    den_ngay: date


@dataclass(frozen=True, slots=True)
class VaiHoiDong:
    """A seat in the Council; `vai`: chu_tich, pho_chu_tich, pho_chu_tich_thuong_truc, uy_vien or thu_ky."""

    nguoi: str
    vai: str


@dataclass(frozen=True, slots=True)
class ToChuc:
    """The file of units as it stands: units, groups, people, logins, Council."""

    hoi_dong: tuple[VaiHoiDong, ...]
    don_vi_chu_tri: DonViChuTri
    don_vi: tuple[DonVi, ...]
    cum_khoi: tuple[CumKhoi, ...]
    nguoi: tuple[Nguoi, ...]
    tai_khoan: tuple[TaiKhoan, ...]
    phan_cong: tuple[PhanCong, ...] = ()
    uy_quyen: tuple[UyQuyen, ...] = ()
