"""Giấy mời: Mẫu 1.7, without Kính gửi: those invited are named in the first sentence."""

from dataclasses import dataclass
from typing import Final

from thidua.vanban.blocks import DauVanBan, DoanVan, Gach, Khoi, KyTen, VanBan, co_ket, doan_van, inline_plain

TEN_LOAI: Final = "GIẤY MỜI"


@dataclass(frozen=True, slots=True)
class GiayMoi:
    """An invitation as data. `nguoi_moi` is who invites, `kinh_moi` who is invited, `toi_du` to what.

    Raises ValueError when nobody is invited.
    """

    dau: DauVanBan
    trich_yeu: str
    nguoi_moi: str
    kinh_moi: tuple[str, ...]
    toi_du: str
    chu_tri: str
    thoi_gian: str
    dia_diem: str
    ky_ten: KyTen
    luu_y: str = ""
    noi_nhan: tuple[str, ...] = ("Thành phần kính mời", "Lưu: VT")
    nguoi_soan: str = ""
    ghi_chu: str | None = None

    def __post_init__(self) -> None:
        if not self.kinh_moi:
            raise ValueError("an invitation invites somebody")


def build(giay_moi: GiayMoi) -> VanBan:
    """The invitation as a tree; it ends with `./.`."""
    lines = (
        f"Tới dự: {giay_moi.toi_du}",
        f"Chủ trì: {giay_moi.chu_tri}",
        f"Thời gian: {giay_moi.thoi_gian}",
        f"Địa điểm: {giay_moi.dia_diem}",
    )
    than = (*_invited(giay_moi), *(DoanVan(inline_plain(line)) for line in lines), *doan_van(giay_moi.luu_y))
    return VanBan(
        dau=giay_moi.dau,
        ten_loai=TEN_LOAI,
        trich_yeu=giay_moi.trich_yeu,
        than=co_ket(than),
        ky_ten=giay_moi.ky_ten,
        noi_nhan=giay_moi.noi_nhan,
        nguoi_soan=giay_moi.nguoi_soan,
        ghi_chu=giay_moi.ghi_chu,
    )


def _invited(giay_moi: GiayMoi) -> tuple[Khoi, ...]:
    opening = f"{giay_moi.nguoi_moi} trân trọng kính mời:"
    names = [name.rstrip(" .;") for name in giay_moi.kinh_moi]
    if len(names) == 1:
        return (DoanVan(inline_plain(f"{opening} {names[0]}.")),)
    listed = (f"{name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, 1))
    return (DoanVan(inline_plain(opening)), *(Gach(inline_plain(text)) for text in listed))
