"""Hướng dẫn: Mẫu 1.4, without Kính gửi; grounds and opening, then sections I. / 1. / a) / dashes."""

from dataclasses import dataclass
from typing import Final

from thidua.vanban.blocks import VanBan
from thidua.vanban.kinds.co_ten_loai import VanBanCoTenLoai, dan_dung

TEN_LOAI: Final = "HƯỚNG DẪN"


@dataclass(frozen=True, slots=True, kw_only=True)
class HuongDan(VanBanCoTenLoai):
    """A guide as data."""


def build(huong_dan: HuongDan) -> VanBan:
    """The guide as a tree."""
    return dan_dung(huong_dan, TEN_LOAI)
