"""Legal frames by their days, and which rule of a dated table holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from thidua.core.viet import fold


class Dated(Protocol):
    """Anything that holds from one day to another, both included; no last day means until replaced."""

    @property
    def code(self) -> str: ...

    @property
    def tu_ngay(self) -> date: ...

    @property
    def den_ngay(self) -> date | None: ...


Rule = TypeVar("Rule", bound=Dated)


def holds(rule: Dated, day: date) -> bool:
    """Whether the rule holds on this day."""
    return rule.tu_ngay <= day and (rule.den_ngay is None or day <= rule.den_ngay)


def rule_on(rules: Iterable[Rule], code: str, day: date) -> Rule | None:
    """The rule under `code` that holds on the day, of several the one with the latest first day.

    None when the table has none: then the screen asks for it and nothing is assumed.
    """
    found = [rule for rule in rules if rule.code == code and holds(rule, day)]
    return max(found, key=lambda rule: rule.tu_ngay, default=None)


@dataclass(frozen=True, slots=True)
class Frame:
    """A body of law on thi đua, khen thưởng; `verified` says that its instruments were read."""

    code: str
    tu_ngay: date
    den_ngay: date | None
    verified: bool


FRAMES = (
    # The decree of the first frame took effect on 01/10/2017; what lay before is not kept.
    Frame("A-2003", date(2017, 10, 1), date(2023, 12, 31), verified=True),
    Frame("B-2022", date(2024, 1, 1), date(2025, 6, 30), verified=True),
    Frame("C-2025", date(2025, 7, 1), date(2026, 9, 30), verified=True),
    # The amending law of 2026 is known by its number and day only.
    Frame("D-2026", date(2026, 10, 1), None, verified=False),
)
"""The frames of the law, one after the other: which instruments each holds is data beside the rules."""


def frame_on(day: date) -> Frame | None:
    """The frame that holds on the day; None before the first that is kept."""
    return next((frame for frame in FRAMES if holds(frame, day)), None)


_KINDS = (
    "hien phap",
    "luat",
    "bo luat",
    "phap lenh",
    "nghi quyet",
    "lenh",
    "nghi dinh",
    "chi thi",
    "quyet dinh",
    "thong tu",
    "ket luan",
    "quy che",
    "chuong trinh",
    "ke hoach",
    "huong dan",
    "thong bao",
    "cong van",
)
_ISSUERS = (
    (1, ("bo chinh tri", "ban bi thu", "trung uong", "chinh phu", "thu tuong", "chu tich nuoc")),
    (3, ("tinh", "thanh pho")),
    (4, ("thi xa", "huyen", "quan")),
    (5, ("phuong", "xa", "thi tran", "dac khu")),
    (2, ("bo", "ban", "uy ban")),
)
_LAWS = 4
"""The first kinds of `_KINDS` are made by the National Assembly and stand before all others."""


def ground_rank(ten_loai: str, co_quan: str, ngay: date | None) -> tuple[int, int, date]:
    """Where a ground stands among others: by the height of its issuer, its kind, its day.

    Laws and ordinances come first, then the centre, ministries, the province, the town, the commune (practice
    after Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6; the decree itself sets no order).
    """
    kind, issuer = fold(ten_loai), fold(co_quan)
    place = next((n for n, name in enumerate(_KINDS) if kind == name), len(_KINDS))
    height = 0 if place < _LAWS or issuer.startswith("quoc hoi") else _height(issuer)
    return (height, place, ngay or date.max)


def _height(issuer: str) -> int:
    words = f" {issuer} "
    return next((level for level, names in _ISSUERS if any(f" {name} " in words for name in names)), 6)
