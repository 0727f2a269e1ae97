"""The year of the sample: its plan, movements, calendar, targets and obligations.

Codes are the stable names of product.md (`phuong-cheo-reo`, `dang_ky`, `thu-ngan-sach`). Figures are Decimal,
percentages too (50 means 50 %); None is blank, which is not zero. Days are in Vietnam, moments carry +07:00.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DauKeHoach:
    """The head of the plan as printed; `so` and `ngay` are blank there, `trich_yeu` holds printed lines."""

    so: str
    ky_hieu: str
    dia_danh: str
    ngay: str
    thang: int
    nam: int
    ten_loai: str
    trich_yeu: tuple[str, ...]
    co_quan_ban_hanh: tuple[str, ...]
    chu_de: str


@dataclass(frozen=True, slots=True)
class ChuKy:
    """Who signs the plan: the lines of authority and the name (only the plan carries the seed's signer)."""

    quyen_han: tuple[str, ...]
    ho_ten: str


@dataclass(frozen=True, slots=True)
class NoiNhanKeHoach:
    """The recipients of the plan as printed, without dash and end mark."""

    dong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DotMau:
    """A đợt: both days belong to it; `ty_le_moc` is the share due at its end, in percent."""

    ma: str
    ten: str
    tu_ngay: date
    den_ngay: date
    ty_le_moc: Decimal | None
    ket_thuc_bang: str


@dataclass(frozen=True, slots=True)
class DongKeHoach:
    """One line of the plan. `vai`: mo_dau, muc_dich, yeu_cau, noi_dung, phat_dong, dot_1, dot_2, hoat_dong,
    to_chuc_thuc_hien or ket; `loai`: muc, khoan_tieu_de, khoan, gach or doan; `danh_so`: "I.", "1.", "-" or
    ""; `noi_dung` holds the *italic* and **bold** marks of the seed."""

    vai: str
    loai: str
    danh_so: str
    noi_dung: str


@dataclass(frozen=True, slots=True)
class CanCu:
    """A document that the plan cites; `trich_dan` is the seed's own first citation, word for word;
    `van_pham` is "nha_nuoc" (115/NQ-HĐND) or "dang" (34-CT/TW)."""

    ma: str
    ten_loai: str
    so: str
    ngay: date
    co_quan: str
    trich_yeu: str
    van_pham: str
    trich_dan: str


@dataclass(frozen=True, slots=True)
class KeHoach:
    """The plan of the year, exactly as in the seed, slips included."""

    dau: DauKeHoach
    ky: ChuKy
    noi_nhan: NoiNhanKeHoach
    dot: tuple[DotMau, ...]
    dong: tuple[DongKeHoach, ...]
    can_cu: tuple[CanCu, ...]


@dataclass(frozen=True, slots=True)
class LoiKeHoach:
    """A slip of the plan with its correction, shown as advice. `noi` is dong, noi_nhan or trich_yeu, `thu_tu`
    counts from 1 within it; `quy_tac` is the rule of the checker, if one says it."""

    ma: str
    noi: str
    thu_tu: int
    nguyen_van: str
    de_nghi: str
    giai_thich: str
    quy_tac: str


@dataclass(frozen=True, slots=True)
class DanhSachLoi:
    """The file of slips as it stands."""

    loi: tuple[LoiKeHoach, ...]


@dataclass(frozen=True, slots=True)
class GanVoi:
    """What a movement is tied to (Chỉ thị 05, the national target programme …)."""

    ma: str
    ten: str
    can_cu: str


@dataclass(frozen=True, slots=True)
class PhongTrao:
    """A movement of the plan. `loai`: chuyen_de, dac_biet or linh_vuc; `cap_phat_dong`: trung_uong, tinh or
    thi_xa; `goi` names groups of units (`DonVi.nhom`), `goi_don_vi` single units besides. Without days of
    its own it lasts the year."""

    ma: str
    ten: str
    loai: str
    cap_phat_dong: str
    can_cu: tuple[str, ...]
    gan_voi: tuple[str, ...]
    goi: tuple[str, ...]
    goi_don_vi: tuple[str, ...]
    khau_hieu: str = ""
    tieu_chi: str = ""
    tu_ngay: date | None = None
    den_ngay: date | None = None


@dataclass(frozen=True, slots=True)
class PhongTraoCuaNam:
    """The file of movements as it stands."""

    gan_voi: tuple[GanVoi, ...]
    phong_trao: tuple[PhongTrao, ...]


@dataclass(frozen=True, slots=True)
class NgayNghi:
    """A day off: `loai` nghi_le, or nghi_bu for a holiday that fell on a weekend."""

    ngay: date
    loai: str
    ten: str


@dataclass(frozen=True, slots=True)
class Lich:
    """The working-day calendar of the year with what rules it; weekends are not listed."""

    nam: int
    nguon: str
    ngay_lam_bu: tuple[date, ...]
    nghi: tuple[NgayNghi, ...]


@dataclass(frozen=True, slots=True)
class QuyetDinh:
    """The paper that assigns targets; `can_cu` its code among the grounds of the plan, if it stands there."""

    ma: str
    ten: str
    giao_boi: str
    can_cu: str


@dataclass(frozen=True, slots=True)
class MauChiTieu:
    """A target as units of one kind share it. `moc`, `ngay_moc`: own mark of a thoi_diem target, or only the
    day on which a season ends (mua_vu). `cong_duoc`: may be summed within one cụm or khối."""

    ma: str
    ten: str
    don_vi_tinh: str
    loai: str
    giao_boi: str
    quyet_dinh: str = ""
    moc: Decimal | None = None
    ngay_moc: date | None = None
    cong_duoc: bool = False


@dataclass(frozen=True, slots=True)
class GiaTri:
    """A unit's target: assigned figure (None for a nhiệm vụ and for an own target) and last year's result."""

    ma: str
    giao: Decimal | None
    nam_truoc: Decimal | None


@dataclass(frozen=True, slots=True)
class ChiTieu:
    """The targets: the assigning papers, the templates, and each unit's lines in order."""

    quyet_dinh: tuple[QuyetDinh, ...]
    mau: tuple[MauChiTieu, ...]
    gia_tri: dict[str, tuple[GiaTri, ...]]


@dataclass(frozen=True, slots=True)
class VanBanYeuCau:
    """The văn bản that asks for an obligation; number and day blank where it is not issued yet."""

    loai: str
    so: str
    ngay: date | None
    co_quan: str
    trich_yeu: str


@dataclass(frozen=True, slots=True)
class NghiaVu:
    """An obligation of every unit. `mo` and `han`: opening and due day; `dot` the đợt it closes, or "";
    `phuc_dap`: ke_hoach, dang_ky, tep, danh_sach or bao_cao; `ten_bang` its head on the board."""

    ma: str
    ten: str
    ten_bang: str
    mo: date
    han: date
    dot: str
    phuc_dap: str
    van_ban: VanBanYeuCau


@dataclass(frozen=True, slots=True)
class NhiemVu:
    """A task of the units named; `than` are the points of the paper with which they answer."""

    ten: str
    mo: date
    han: date
    don_vi: tuple[str, ...]
    than: tuple[str, ...]
    van_ban: VanBanYeuCau


@dataclass(frozen=True, slots=True)
class NamMau:
    """The year: when it was prepared and opened, by which login, and the sample's today."""

    nam: int
    chuan_bi_luc: datetime
    mo_luc: datetime
    boi: str
    hom_nay: date


@dataclass(frozen=True, slots=True)
class YeuCau:
    """The file of obligations as it stands."""

    nam: NamMau
    nghia_vu: tuple[NghiaVu, ...]
    nhiem_vu: tuple[NhiemVu, ...] = ()
