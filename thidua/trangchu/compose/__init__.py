"""Rows → what the first pages draw: places on the year ruler, lengths of bars, the frame's names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.baocao.queries import DongDanhGia
from thidua.core.calendar import Dot
from thidua.core.targets import DanhGia
from thidua.core.viet import format_date, round_half_up

LETTER = Decimal("0.52")
"""Width of one letter of the ruler's labels, in percent of the ruler on a wide screen."""

_GAP = Decimal(1)
_FULL = Decimal(100)


# --- the year ruler


@dataclass(frozen=True, slots=True)
class RulerMark:
    """A due day on the ruler: place, words, alignment of the words, tone (done, overdue, soon, later).

    `named` is false where the words have no room beside those of the neighbours.
    """

    x: Decimal
    words: str
    anchor: str
    tone: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class RulerDot:
    """A đợt on the ruler; `past` is the width that has gone by, in percent of the ruler."""

    so: int
    x: Decimal
    width: Decimal
    past: Decimal
    ty_le: Decimal


@dataclass(frozen=True, slots=True)
class Ruler:
    """The year as one line; every place is a percentage of its length. `today` is None outside the year."""

    dots: tuple[RulerDot, ...]
    months: tuple[Decimal, ...]
    marks: tuple[RulerMark, ...]
    today: Decimal | None


def ruler(nam: int, dots: Iterable[Dot], marks: Iterable[tuple[date, str, str]], today: date) -> Ruler:
    """The ruler of the year; `marks` are (due day, short name, tone), several on one day become one."""
    place = _Scale(nam)
    return Ruler(
        dots=tuple(_dot(dot, place, today) for dot in dots),
        months=tuple(place.of(date(nam, month, 1)) for month in range(1, 13)),
        marks=_marks(marks, place),
        today=place.of(today) if today.year == nam else None,
    )


class _Scale:
    """Days of a year as percentages of it."""

    def __init__(self, nam: int) -> None:
        self.first = date(nam, 1, 1)
        self.days = (date(nam + 1, 1, 1) - self.first).days

    def of(self, day: date, *, end: bool = False) -> Decimal:
        """Where the day begins on the ruler, or where it ends."""
        gone = (day - self.first).days + end
        return round_half_up(_FULL * min(max(gone, 0), self.days) / self.days, 2)


def _dot(dot: Dot, place: _Scale, today: date) -> RulerDot:
    start, end = place.of(dot.tu_ngay), place.of(dot.den_ngay, end=True)
    past = Decimal(0) if today < dot.tu_ngay else min(place.of(today), end) - start
    return RulerDot(dot.so, start, end - start, past, dot.ty_le_moc)


WORST_FIRST = ("son", "nghe", "muc", "la")
"""Tones of a mark, the gravest first: overdue, soon or with somebody, later, done."""


def _marks(marks: Iterable[tuple[date, str, str]], place: _Scale) -> tuple[RulerMark, ...]:
    days: dict[date, list[tuple[str, str]]] = {}
    for day, words, tone in marks:
        days.setdefault(day, []).append((words, tone))
    found: list[RulerMark] = []
    edge, pushed = Decimal(0), False
    for day in sorted(days):
        words = f"{', '.join(name for name, _ in days[day])}: {format_date(day).rpartition('/')[0]}"
        tone = min((tone for _, tone in days[day]), key=WORST_FIRST.index)
        x, width = place.of(day, end=True), LETTER * len(words)
        if pushed and x < edge + _GAP:
            found.append(RulerMark(x, words, "middle", tone, named=False))
            continue
        pushed = bool(found) and x - width / 2 < edge + _GAP
        if pushed:
            found[-1] = _moved_left(found[-1])
            anchor, right = "start", x + width
        else:
            anchor, right = "middle", x + width / 2
        if right > _FULL:
            anchor, right = "end", x
        found.append(RulerMark(x, words, anchor, tone))
        edge = right
    return tuple(found)


def _moved_left(mark: RulerMark) -> RulerMark:
    anchor = "end" if mark.anchor == "middle" else mark.anchor
    return RulerMark(mark.x, mark.words, anchor, mark.tone)


# --- the bars


@dataclass(frozen=True, slots=True)
class Bar:
    """A target's result against the registered figure, in percent of it; `mark` is None without one."""

    line: DongDanhGia
    length: Decimal
    mark: Decimal | None
    below: bool


def bars(lines: Iterable[DongDanhGia]) -> list[Bar]:
    """The lines that can be measured, those below their mark first, else in the order of the registration."""
    found = [_bar(line) for line in lines if line.dong.dang_ky and line.ket_qua.figure is not None]
    return sorted(found, key=lambda bar: not bar.below)


def _bar(line: DongDanhGia) -> Bar:
    registered = line.dong.dang_ky
    mark = line.dong.moc
    return Bar(
        line=line,
        length=_share(line.ket_qua.figure, registered) or Decimal(0),
        mark=_share(mark, registered),
        below=line.danh_gia is DanhGia.DUOI_MOC,
    )


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return round_half_up(min(max(part * _FULL / whole, Decimal(0)), _FULL), 1)
