"""The thường trực's own entries for the consolidated sơ kết of the sample.

Codes are the stable names of product.md (`phuong-cheo-reo`, `dang_ky`, `thu-ngan-sach`). Figures are Decimal,
percentages too (50 means 50 %); None is blank, which is not zero. Days are in Vietnam, moments carry +07:00.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class BaoCaoTongHop:
    """The consolidated report: its period, the moment of the last entry, its closing day, and the persons who
    sign, draft and check it."""

    ky: str
    luc: datetime
    ngay_chot: date
    uoc_den: date
    nguoi_ky: str
    nguoi_soan: str
    nguoi_kiem_noi_dung: str
    nguoi_kiem_the_thuc: str


@dataclass(frozen=True, slots=True)
class DoanThuongTruc:
    """A paragraph of the thường trực; `muc` is a place of the outline (nghiep-vu.md §4): "I.1", "III",
    "IV.uu_diem", "IV.han_che", "IV.nguyen_nhan_khach_quan", "IV.nguyen_nhan_chu_quan", "V", "VI" or
    "VI.cap_tren"."""

    muc: str
    noi_dung: str


@dataclass(frozen=True, slots=True)
class DongTuyenTruyen:
    """A row of Bảng 2."""

    hinh_thuc: str
    don_vi_tinh: str
    cung_ky: Decimal | None
    thuc_hien: Decimal | None


@dataclass(frozen=True, slots=True)
class DongChuYeu:
    """A row of Bảng 4: a key target of the town with its source."""

    ten: str
    don_vi_tinh: str
    cung_ky: Decimal | None
    ke_hoach: Decimal | None
    uoc: Decimal | None
    nguon: str
    loai: str


@dataclass(frozen=True, slots=True)
class DongPhongTrao:
    """A row of Bảng 5: a movement's main result and the units that stand for it."""

    phong_trao: str
    ket_qua: str
    tieu_bieu: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DongKhenThuong:
    """A row of Bảng 6; leaders and direct workers are among `ca_nhan`; `cung_ky` is last year's total."""

    hinh_thuc: str
    loai_hinh: str
    tap_the: int
    ho_gia_dinh: int
    ca_nhan: int
    lanh_dao: int
    truc_tiep: int
    cung_ky: int


@dataclass(frozen=True, slots=True)
class VanBanChiDao:
    """A row of Phụ lục V; number and day blank where văn thư has not given them."""

    so: str
    ngay: date | None
    co_quan: str
    trich_yeu: str


@dataclass(frozen=True, slots=True)
class CuocKiemTra:
    """A unit that was inspected."""

    don_vi: str
    ngay: date | None
    ket_luan: str


@dataclass(frozen=True, slots=True)
class HoiNghi:
    """A conference of the town."""

    ngay: date | None
    ten: str
    so_nguoi: int
    thanh_phan: str


@dataclass(frozen=True, slots=True)
class KhoanQuy:
    """A line of the fund, in triệu đồng."""

    noi_dung: str
    so_tien: Decimal | None


@dataclass(frozen=True, slots=True)
class NoiNhanNgoai:
    """A recipient outside the town, with the day and the way it was sent."""

    noi_nhan: str
    ngay_gui: date | None
    cach_gui: str


@dataclass(frozen=True, slots=True)
class BangThuongTruc:
    """The thường trực's own tables."""

    bang_2: tuple[DongTuyenTruyen, ...]
    bang_4: tuple[DongChuYeu, ...]
    bang_5: tuple[DongPhongTrao, ...]
    bang_6: tuple[DongKhenThuong, ...]
    van_ban_chi_dao: tuple[VanBanChiDao, ...]
    kiem_tra: tuple[CuocKiemTra, ...]
    hoi_nghi: tuple[HoiNghi, ...]
    quy: tuple[KhoanQuy, ...]
    noi_nhan_ngoai: tuple[NoiNhanNgoai, ...]


@dataclass(frozen=True, slots=True)
class CauChon:
    """A sentence (`thu_tu` from 1) of `phan` (noi_bat, han_che, kien_nghi) of a unit's report, picked for a
    place of the outline; it is used once the report is received."""

    muc: str
    don_vi: str
    phan: str
    thu_tu: int


@dataclass(frozen=True, slots=True)
class YKienKienNghi:
    """What the Phòng says to a unit's proposal (Phụ lục VI), and who settles it."""

    don_vi: str
    co_quan: str
    y_kien: str


@dataclass(frozen=True, slots=True)
class Chon:
    """The picks from the units' reports."""

    cau: tuple[CauChon, ...]
    kien_nghi: tuple[YKienKienNghi, ...]


@dataclass(frozen=True, slots=True)
class ThuongTruc:
    """What the thường trực itself enters for the consolidated sơ kết."""

    bao_cao: BaoCaoTongHop
    doan: tuple[DoanThuongTruc, ...]
    bang: BangThuongTruc
    chon: Chon
