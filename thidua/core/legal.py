"""Legal frames by their days, and which rule of a dated table holds on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar


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
