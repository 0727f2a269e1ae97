"""What the units of the sample answer, and the acts that carry it through the year.

Codes are the stable names of product.md (`phuong-cheo-reo`, `dang_ky`, `thu-ngan-sach`). Figures are Decimal,
percentages too (50 means 50 %); None is blank, which is not zero. Days are in Vietnam, moments carry +07:00.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DongDangKy:
    """A registered figure: None for a nhiệm vụ, or blank in a draft; `ly_do` where it is below the assigned
    one."""

    ma: str
    dang_ky: Decimal | None
    ly_do: str = ""


@dataclass(frozen=True, slots=True)
class PhongTraoDangKy:
    """A movement that the unit registers: contents, time and the person in charge."""

    ma: str
    noi_dung: str
    thoi_gian: str
    nguoi_phu_trach: str


@dataclass(frozen=True, slots=True)
class PhongTraoKetQua:
    """The result of a registered movement."""

    ma: str
    ket_qua: str


@dataclass(frozen=True, slots=True)
class CaNhanDangKy:
    """A person for whom a title is aimed at; `sang_kien` the planned initiative, if any."""

    ho_ten: str
    chuc_vu: str
    danh_hieu: str
    sang_kien: str


@dataclass(frozen=True, slots=True)
class DangKy:
    """What a unit answers to `ke_hoach` (own number and day of its plan) and to `dang_ky`.

    Titles are words ("Tập thể lao động xuất sắc"); `cap_tren` is the higher award aimed at, or "". `so_nguoi`
    and `so_ldtt` count people, 0 where it is not said; `giai_trinh` explains a share of titles beyond its
    rule, `ly_do_cham` a late or supplementary version."""

    ke_hoach_so: str
    ke_hoach_ngay: date | None
    chi_tieu: tuple[DongDangKy, ...]
    phong_trao: tuple[PhongTraoDangKy, ...]
    kho_khan: tuple[str, ...]
    giai_phap: str
    tap_the: tuple[str, ...]
    ca_nhan: tuple[CaNhanDangKy, ...]
    cap_tren: str
    so_nguoi: int = 0
    so_ldtt: int = 0
    giai_trinh: str = ""
    ly_do_cham: str = ""


@dataclass(frozen=True, slots=True)
class DongKetQua:
    """A line of a report.

    `ket_qua` is the official figure as text ("" blank), or the state of a nhiệm vụ (hoan_thanh,
    dang_thuc_hien, chua_thuc_hien); `uoc` the estimate to 30/6; where both stand the official one counts.
    `dau` is "kps" for nil; `nguyen_nhan` stands exactly where the line is below its mark;
    `ngay_hoan_thanh` where the goal was reached early."""

    ma: str
    ket_qua: str
    uoc: Decimal | None
    cung_ky: Decimal | None
    dau: str = ""
    nguyen_nhan: str = ""
    ngay_hoan_thanh: date | None = None

    @property
    def khong_phat_sinh(self) -> bool:
        """Whether the unit answers nil."""
        return self.dau == "kps"


@dataclass(frozen=True, slots=True)
class DienHinh:
    """A model. `linh_vuc`: kinh_te, van_hoa_xa_hoi, quoc_phong_an_ninh or xay_dung_dang_chinh_quyen."""

    ten: str
    linh_vuc: str
    tom_tat: str
    nguoi_phat_hien: str


@dataclass(frozen=True, slots=True)
class HoatDong:
    """Counts of the half-year; the last three (nguon_luc in triệu đồng) only of the Front and mass bodies."""

    so_van_ban: int
    so_hoi_nghi: int
    so_tin_bai: int
    so_buoi: int
    luot_nguoi: int
    nguon_luc: int


@dataclass(frozen=True, slots=True)
class KhenCuaDonVi:
    """How many were commended; `truc_tiep` counts the direct workers among `ca_nhan`."""

    tap_the: int
    ho_gia_dinh: int
    ca_nhan: int
    truc_tiep: int


@dataclass(frozen=True, slots=True)
class SoKet:
    """A unit's sơ kết report; `so` and `ngay` are blank while it waits for the head. `thao_go` answers the
    registered difficulties in their order."""

    so: str
    ngay: date | None
    ngay_chot: date
    chi_tieu: tuple[DongKetQua, ...]
    phong_trao: tuple[PhongTraoKetQua, ...]
    thao_go: tuple[str, ...]
    noi_bat: str
    han_che: str
    kien_nghi: str
    hoat_dong: HoatDong
    khen: KhenCuaDonVi
    dien_hinh: tuple[DienHinh, ...]


@dataclass(frozen=True, slots=True)
class TapTheDeNghi:
    """A collective proposed for 11/6."""

    ten: str
    tom_tat: str


@dataclass(frozen=True, slots=True)
class CaNhanDeNghi:
    """A person proposed for 11/6; `dien` is truc_tiep or lanh_dao."""

    ho_ten: str
    chuc_vu: str
    tom_tat: str
    dien: str


@dataclass(frozen=True, slots=True)
class KhenDot:
    """A unit's list for 11/6; nil is an answer."""

    khong_phat_sinh: bool
    tap_the: tuple[TapTheDeNghi, ...]
    ca_nhan: tuple[CaNhanDeNghi, ...]


@dataclass(frozen=True, slots=True)
class DienBien:
    """One act, in time order: who (login) took which step of which hồ sơ, when.

    `buoc` is a step of the hồ sơ or `luu_nhap` (saving a draft). `lan` > 0: the contents are the final ones
    with the changes of that `BanTruoc`. `ngay` is the new due day of a `gia_han`; `ghim` are pins:
    "chi_tieu:<ma>" or the name of a part."""

    luc: datetime
    tai_khoan: str
    don_vi: str
    nghia_vu: str
    buoc: str
    ly_do: str = ""
    ngay: date | None = None
    ghim: tuple[str, ...] = ()
    lan: int = 0


@dataclass(frozen=True, slots=True)
class BanTruoc:
    """How an earlier version (or a draft) differed from the final contents: whole lines of targets (columns
    as in the unit's own file), texts, movements not yet chosen."""

    don_vi: str
    nghia_vu: str
    lan: int
    chi_tieu: tuple[tuple[str, ...], ...]
    doi: dict[str, str]
    bo_phong_trao: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NhatTrinh:
    """The file of acts as it stands."""

    dien_bien: tuple[DienBien, ...]
    ban_truoc: tuple[BanTruoc, ...]
