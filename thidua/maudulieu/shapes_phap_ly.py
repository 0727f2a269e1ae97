"""Shapes of what the thường trực entered beside the plan: law, validity, rules, titles, papers that ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CanCuThem:
    """A ground that the plan does not cite, with its days; `cho` are the kinds of paper that print it."""

    ten_loai: str
    so: str
    ngay: date
    co_quan: str
    trich_yeu: str
    hieu_luc_tu: date | None
    hieu_luc_den: date | None
    cho: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HieuLuc:
    """Since when and until when a ground of the plan holds."""

    can_cu: str
    tu: date | None
    den: date | None


@dataclass(frozen=True, slots=True)
class QuyDinhChon:
    """A rule of the frame `khung`, taken from what the program offers."""

    ma: str
    khung: str


@dataclass(frozen=True, slots=True)
class PhapLy:
    """The file as it stands."""

    can_cu: tuple[CanCuThem, ...]
    hieu_luc: tuple[HieuLuc, ...]
    quy_dinh: tuple[QuyDinhChon, ...]


@dataclass(frozen=True, slots=True)
class TapTheDaNhan:
    """A title that a unit received."""

    don_vi: str
    nam: int
    danh_hieu: str
    quyet_dinh: str


@dataclass(frozen=True, slots=True)
class DaNhan:
    """A title that a person received."""

    nam: int
    danh_hieu: str
    quyet_dinh: str


@dataclass(frozen=True, slots=True)
class CaNhan:
    """A person of a unit's register; namesakes differ by their post."""

    don_vi: str
    ho_ten: str
    chuc_vu: str
    da_nhan: tuple[DaNhan, ...]


@dataclass(frozen=True, slots=True)
class DanhHieu:
    """The titles of the years before."""

    tap_the: tuple[TapTheDaNhan, ...]
    ca_nhan: tuple[CaNhan, ...]


@dataclass(frozen=True, slots=True)
class VanBanHuongDan:
    """The words of a văn bản that asks, under its number; a line that begins with "- " is a dash paragraph.

    Without `kinh_gui` it is a hướng dẫn of the Council, else a công văn of the Phòng.
    """

    so: str
    kinh_gui: tuple[str, ...]
    noi_dung: tuple[str, ...]
    phu_luc_ten: str
    phu_luc: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CacVanBan:
    """The file as it stands."""

    van_ban: tuple[VanBanHuongDan, ...]
