"""Kế hoạch phát động thi đua of the year: Mẫu 1.4, sections I. / 1. / dashes, signed TM. ỦY BAN NHÂN DÂN.

The builder prints what it is given, word for word: slips of an issued plan are part of it.
"""

from dataclasses import dataclass
from typing import Literal, assert_never

from thidua.vanban.blocks import (
    DauVanBan,
    DoanVan,
    Gach,
    Khoan,
    Khoi,
    KyTen,
    Muc,
    PhuLuc,
    VanBan,
    co_ket,
    inline,
    inline_plain,
    inline_text,
)

LoaiDong = Literal["muc", "khoan_tieu_de", "khoan", "gach", "doan"]


@dataclass(frozen=True, slots=True)
class DongKeHoach:
    """One line; `noi_dung` may hold `*italic*`, `**bold**`; `danh_so` as printed: `I.`, `1.`, `-` or none."""

    loai: LoaiDong
    danh_so: str
    noi_dung: str


@dataclass(frozen=True, slots=True)
class KeHoach:
    """A plan as data: opening paragraphs, its lines in order, the closing paragraph, recipients, signer.

    `nguyen_van` (as it stands) reads no marks in the texts: for plans typed by users.
    """

    dau: DauVanBan
    trich_yeu: str
    mo_dau: tuple[str, ...]
    dong: tuple[DongKeHoach, ...]
    ket: str
    noi_nhan: tuple[str, ...]
    ky_ten: KyTen
    ten_loai: str = "KẾ HOẠCH"
    phu_luc: tuple[PhuLuc, ...] = ()
    ghi_chu: str | None = None
    nguyen_van: bool = False


def build(ke_hoach: KeHoach) -> VanBan:
    """The plan as a tree; its body ends with `./.` exactly once."""
    read = inline_plain if ke_hoach.nguyen_van else inline
    mo_dau = tuple(DoanVan(read(text)) for text in ke_hoach.mo_dau)
    dong = tuple(_block(line, ke_hoach.nguyen_van) for line in ke_hoach.dong)
    ket = (DoanVan(read(ke_hoach.ket)),) if ke_hoach.ket else ()
    return VanBan(
        dau=ke_hoach.dau,
        ten_loai=ke_hoach.ten_loai,
        trich_yeu=ke_hoach.trich_yeu,
        than=co_ket((*mo_dau, *dong, *ket)),
        ky_ten=ke_hoach.ky_ten,
        noi_nhan=ke_hoach.noi_nhan,
        phu_luc=ke_hoach.phu_luc,
        ghi_chu=ke_hoach.ghi_chu,
    )


def _block(line: DongKeHoach, nguyen_van: bool) -> Khoi:
    noi_dung = inline_plain(line.noi_dung) if nguyen_van else inline(line.noi_dung)
    match line.loai:
        case "muc":
            return Muc(line.danh_so, inline_text(noi_dung))
        case "khoan_tieu_de":
            return Muc(line.danh_so, inline_text(noi_dung), 2)
        case "khoan":
            return Khoan(line.danh_so, noi_dung)
        case "gach":
            return Gach(noi_dung, 2 if line.danh_so == "+" else 1)
        case "doan":
            return DoanVan(noi_dung)
        case _:
            assert_never(line.loai)
