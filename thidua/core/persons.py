"""Telling persons apart: namesakes, people who moved, and one name typed in several ways.

Nothing here ever says that two are one person: it only says which known ones to ask about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from thidua.core.viet import fold

_NO_LETTERS = re.compile(r"[^0-9a-z]+")
LONG_NAME = 8
"""Letters from which on one letter may be a slip of typing; shorter names of two people differ by one."""


@dataclass(frozen=True, slots=True)
class NguoiDaBiet:
    """A person of the register with the unit and post they have now."""

    id: int
    ho_ten: str
    chuc_vu: str
    don_vi_id: int


@dataclass(frozen=True, slots=True)
class GoiY:
    """A known person who may be the one that was typed."""

    nguoi: NguoiDaBiet
    same_unit: bool
    same_post: bool
    same_name: bool


def name_key(ho_ten: str) -> str:
    """What a name has in common with its typing variants: no marks, capitals, blanks, hyphens, apostrophes
    ("H'Lan", "H’ Lan" and "hlan" have one key)."""
    return _NO_LETTERS.sub("", fold(ho_ten))


def suggestions(ho_ten: str, chuc_vu: str, don_vi_id: int, known: Iterable[NguoiDaBiet]) -> tuple[GoiY, ...]:
    """The known persons to ask about: of the same unit those of the same key or one slip away, of other units
    only those of the same key. Same unit first, then post, then spelling; empty for an empty name."""
    key, post = name_key(ho_ten), name_key(chuc_vu)
    if not key:
        return ()
    found = []
    for one in known:
        other, here = name_key(one.ho_ten), one.don_vi_id == don_vi_id
        if other == key or (here and len(key) >= LONG_NAME and one_slip(key, other)):
            same_post = bool(post) and name_key(one.chuc_vu) == post
            found.append(GoiY(one, here, same_post, other == key))
    return tuple(sorted(found, key=lambda g: (not g.same_unit, not g.same_post, not g.same_name, g.nguoi.id)))


def one_slip(left: str, right: str) -> bool:
    """Whether one letter added, left out, changed, or two neighbours exchanged make one of the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)
    if start is None:
        return True
    if len(left) != len(right):
        short, long = sorted((left, right), key=len)
        return short[start:] == long[start + 1 :]
    swapped = left[start + 1 : start + 2] + left[start]
    return left[start + 1 :] == right[start + 1 :] or (
        right[start : start + 2] == swapped and left[start + 2 :] == right[start + 2 :]
    )
