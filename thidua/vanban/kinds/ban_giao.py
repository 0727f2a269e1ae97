"""Biên bản bàn giao when an officer leaves: Mẫu 1.9, signed by who gives and who takes over."""

from dataclasses import dataclass, replace
from typing import Final

from thidua.vanban.blocks import (
    Bang,
    Cot,
    DauVanBan,
    DoanVan,
    Khoi,
    KyTen,
    Muc,
    TheThuc,
    VanBan,
    co_ket,
    inline_plain,
)

TEN_LOAI: Final = "BIÊN BẢN"
NGUOI_GIAO: Final = "NGƯỜI GIAO"
NGUOI_NHAN: Final = "NGƯỜI NHẬN"
KHONG_CO: Final = "Không có."


@dataclass(frozen=True, slots=True)
class DongBanGiao:
    """One thing handed over, and how it stands."""

    noi_dung: str
    tinh_trang: str


@dataclass(frozen=True, slots=True)
class NhomBanGiao:
    """Things of one kind under their heading; without lines the paper says that there are none."""

    ten: str
    dong: tuple[DongBanGiao, ...]


@dataclass(frozen=True, slots=True)
class BienBanBanGiao:
    """The hand-over as data. `thoi_gian` in words: `08 giờ 00, ngày 05 tháng 6 năm 2023`."""

    dau: DauVanBan
    trich_yeu: str
    thoi_gian: str
    ly_do: str
    nguoi_giao: str
    chuc_vu_giao: str
    nguoi_nhan: str
    chuc_vu_nhan: str
    nhom: tuple[NhomBanGiao, ...]
    cam_ket: str
    noi_nhan: tuple[str, ...] = ("Lưu: VT",)
    ghi_chu: str | None = None
    the_thuc: TheThuc = "nd30"


def build(ban: BienBanBanGiao) -> VanBan:
    """The minutes as a tree: who, why, what by kinds in tables, the giver's name left, the taker's right."""
    than: tuple[Khoi, ...] = (
        _line("Thời gian", ban.thoi_gian),
        _line("Người giao", _person(ban.nguoi_giao, ban.chuc_vu_giao)),
        _line("Người nhận", _person(ban.nguoi_nhan, ban.chuc_vu_nhan)),
        _line("Lý do bàn giao", ban.ly_do),
        DoanVan(inline_plain("Nội dung bàn giao:")),
        *(block for number, group in enumerate(ban.nhom, 1) for block in _group(number, group)),
        DoanVan(inline_plain(ban.cam_ket)),
    )
    return VanBan(
        dau=replace(ban.dau, ghi_ngay=False),
        ten_loai=TEN_LOAI,
        trich_yeu=ban.trich_yeu,
        than=co_ket(than),
        ky_ten=KyTen((NGUOI_NHAN,), ban.nguoi_nhan),
        ky_ten_trai=KyTen((NGUOI_GIAO,), ban.nguoi_giao),
        noi_nhan=ban.noi_nhan,
        ghi_chu=ban.ghi_chu,
        the_thuc=ban.the_thuc,
    )


def _line(name: str, text: str) -> DoanVan:
    return DoanVan(inline_plain(f"{name}: {text}"))


def _person(name: str, post: str) -> str:
    return f"{name}, {post}" if post else name


def _group(number: int, group: NhomBanGiao) -> tuple[Khoi, ...]:
    head = Muc(str(number), group.ten, cap=2)
    if not group.dong:
        return (head, DoanVan(inline_plain(KHONG_CO)))
    cot = (Cot("STT", 0.5, "giua"), Cot("Nội dung", 3.6, "trai"), Cot("Tình trạng", 2.6, "trai"))
    rows = tuple((str(place), d.noi_dung, d.tinh_trang) for place, d in enumerate(group.dong, 1))
    return (head, Bang(cot, rows))
