"""Số và ký hiệu of papers: how they are written, read back, and which letters stand for which type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from thidua.core import viet

LIMIT = 50
"""Characters of a số ký hiệu; no office's is longer."""


@dataclass(frozen=True, slots=True)
class LoaiVanBan:
    """A type of administrative document: its identifier, its name and the abbreviation in its ký hiệu."""

    ma: str
    ten: str
    viet_tat: str


LOAI_VAN_BAN: Mapping[str, LoaiVanBan] = MappingProxyType(
    {ma: LoaiVanBan(ma, ten, viet_tat) for ma, ten, viet_tat in viet.LOAI_VAN_BAN}
)
"""The 27 abbreviated types by `ma` (Nghị định 30/2020/NĐ-CP, Phụ lục III); a công văn is none of them."""


class SoKyHieuUnreadable(viet.TypedWrong):
    """What was typed is no number of a paper."""

    def __init__(self, text: str) -> None:
        super().__init__("so_ky_hieu_khong_doc_duoc", viet.so_ky_hieu_sentence(text), text=text)


def so_ky_hieu(so: int | None, ky_hieu: str) -> str:
    """05/KH-UBND: a number below 10 takes a zero (rule SH-01); without a number the place stays blank for văn
    thư: /KH-UBND. Raises ValueError for a number below 1."""
    if so is None:
        return f"/{ky_hieu}"
    if so < 1:
        raise ValueError(f"numbers of papers start at 1, not {so}")
    return f"{so:02}/{ky_hieu}"


def ky_hieu(viet_tat: str, *parts: str) -> str:
    """KH-UBND, TTr-NV, UBND-NV: the groups of a ký hiệu joined by hyphens, blanks and empty groups left out;
    a công văn has an empty `viet_tat`."""
    groups = ("".join(part.split()) for part in (viet_tat, *parts))
    return "-".join(group for group in groups if group)


# 12, 12a, 12/KH-UBND, 12/2023/NQ-HDND, and the Party's 34-CT/TW, in which the type stands before the slash.
_SHAPE = re.compile(r"(?P<so>[0-9]{1,6})(?P<letter>[A-Za-z]?)(?P<rest>(?:[/-][^\W_]+)*)")
_LABEL = re.compile(r"so\s*:?\s*")


def parse_so_ky_hieu(text: str) -> str:
    """The typed number of a unit's paper as it is kept: "12", "05/KH-UBND", "34-CT/TW". Blanks and a leading
    "Số:" go, dashes become hyphens, a number below 10 takes its zero and 10 or more loses it; letters stay as
    they were typed. Raises SoKyHieuUnreadable, also for number 0 and for more than 50 characters."""
    plain = viet.plain_dashes(text).strip()
    label = _LABEL.match(viet.fold(plain))
    bare = "".join(plain[label.end() if label else 0 :].split())
    match = _SHAPE.fullmatch(bare) if len(bare) <= LIMIT else None
    if match is None or int(match["so"]) == 0:
        raise SoKyHieuUnreadable(text)
    return f"{int(match['so']):02}{match['letter']}{match['rest']}"
