"""Thông báo: Mẫu 1.4, without Kính gửi; of the Hội đồng under its own header and series."""

from dataclasses import dataclass
from typing import Final

from thidua.vanban.blocks import VanBan
from thidua.vanban.kinds.co_ten_loai import VanBanCoTenLoai, dan_dung

TEN_LOAI: Final = "THÔNG BÁO"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThongBao(VanBanCoTenLoai):
    """A notice as data."""


def build(thong_bao: ThongBao) -> VanBan:
    """The notice as a tree."""
    return dan_dung(thong_bao, TEN_LOAI)
