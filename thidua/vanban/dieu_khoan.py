"""The legal scheme of a text: Phần, Chương, Mục, Tiểu mục in the middle of the page, Điều within the text.

Khoản and điểm are those of every text: `Khoan`, or `Muc` of level 2 for a khoản with a heading.
Clauses: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.d and Mục V.6.
"""

import re
from dataclasses import dataclass
from typing import Literal

from thidua.vanban.runs import Inline, Run, capitals, clean_inline, one_line

CapLon = Literal["phan", "chuong", "muc", "tieu_muc"]

TEN_CAP: dict[CapLon, str] = {"phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu_muc": "Tiểu mục"}
_ROMAN = re.compile(r"(?=.)C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ARABIC = re.compile(r"[1-9]\d{0,2}")


@dataclass(frozen=True, slots=True)
class TieuDeLon:
    """Phần and Chương with Roman, Mục and Tiểu mục with Arabic numbers: word and number on a line of their
    own, the heading below in capitals.

    Raises ValueError without a heading, or when the number is not of the kind that the level asks for.
    """

    cap: CapLon
    danh_so: str
    tieu_de: str
    nguon: str | None = None

    def __post_init__(self) -> None:
        wanted = _ROMAN if self.cap in ("phan", "chuong") else _ARABIC
        if not wanted.fullmatch(self.danh_so):
            raise ValueError(f"{self.danh_so!r} is no number of {TEN_CAP[self.cap]}")
        if not one_line(self.tieu_de).strip():
            raise ValueError(f"{TEN_CAP[self.cap]} {self.danh_so} needs a heading")

    def dong(self) -> tuple[str, str]:
        return f"{TEN_CAP[self.cap]} {self.danh_so}", capitals(self.tieu_de)


@dataclass(frozen=True, slots=True)
class Dieu:
    """An Điều: with a heading it is one bold line, without one the number alone is bold and the text follows.

    Raises ValueError for a number below 1, and when there are both heading and text, or neither.
    """

    so: int
    tieu_de: str = ""
    noi_dung: Inline = ()
    nguon: str | None = None

    def __post_init__(self) -> None:
        if self.so < 1:
            raise ValueError(f"Điều are counted from 1, not {self.so}")
        if bool(one_line(self.tieu_de).strip()) == bool(self.noi_dung):
            raise ValueError(f"Điều {self.so} has either a heading or a text of its own")

    def runs(self) -> Inline:
        """The whole paragraph, cleaned."""
        if self.noi_dung:
            return (Run(f"Điều {self.so}. ", bold=True), *clean_inline(self.noi_dung))
        return (Run(f"Điều {self.so}. {one_line(self.tieu_de)}", bold=True),)


def chay_dau(ten: str, noi_dung: str) -> Inline:
    """A paragraph that opens with its subject in bold, both taken as they stand: **Đợt 1:** từ đầu năm …"""
    return (Run(ten, bold=True), Run(f" {noi_dung.lstrip()}"))
