"""Tờ trình: Mẫu 1.4 to the body that decides; Kính gửi is required, recipients begin with `Như trên`."""

from dataclasses import dataclass, replace
from typing import Final

from thidua.vanban.blocks import VanBan
from thidua.vanban.kinds.co_ten_loai import VanBanCoTenLoai, dan_dung

TEN_LOAI: Final = "TỜ TRÌNH"
NHU_TREN: Final = "Như trên"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTrinh(VanBanCoTenLoai):
    """A proposal as data; `noi_nhan` without `Như trên`. ValueError without an addressee."""

    kinh_gui: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.kinh_gui:
            raise ValueError("a tờ trình is addressed to somebody")


def build(to_trinh: ToTrinh) -> VanBan:
    """The proposal as a tree."""
    paper = replace(to_trinh, noi_nhan=(NHU_TREN, *to_trinh.noi_nhan))
    return dan_dung(paper, TEN_LOAI, to_trinh.kinh_gui)
