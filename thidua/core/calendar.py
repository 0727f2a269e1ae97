"""The year of emulation: its states, its đợt, its deadlines and the working days between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

VN = timezone(timedelta(hours=7))
"""Vietnam's zone: +07:00 all the year round, so no zone database is needed."""

_DAY = timedelta(days=1)
_WEEKDAYS = 5


class KyBaoCao(StrEnum):
    """The two reports of a year: sơ kết at half-year, tổng kết at its end."""

    SO_KET = "so_ket"
    TONG_KET = "tong_ket"


class TrangThaiNam(StrEnum):
    """The states of a year, in the order it goes through them."""

    CHUAN_BI = "chuan_bi"
    DANG_MO = "dang_mo"
    DANG_TONG_KET = "dang_tong_ket"
    DA_DONG = "da_dong"

    @property
    def is_read_only(self) -> bool:
        """Only a closed year takes no more writes."""
        return self is TrangThaiNam.DA_DONG

    @property
    def following(self) -> TrangThaiNam | None:
        """The one state that may come next; None after the last."""
        order = list(TrangThaiNam)
        place = order.index(self) + 1
        return order[place] if place < len(order) else None


@dataclass(frozen=True, slots=True)
class Dot:
    """One đợt of the year: both days belong to it; `ty_le_moc` is the share of the year's figure due at its
    end, in percent (50 means 50 %).

    Raises ValueError when the days run backwards, the number is below 1 or the share is outside 0–100.
    """

    so: int
    tu_ngay: date
    den_ngay: date
    ty_le_moc: Decimal

    def __post_init__(self) -> None:
        if self.so < 1:
            raise ValueError(f"dot numbers start at 1, not {self.so}")
        if self.den_ngay < self.tu_ngay:
            raise ValueError(f"dot {self.so} ends before it begins")
        if not 0 <= self.ty_le_moc <= 100:
            raise ValueError(f"dot {self.so}: a share lies between 0 and 100 percent")

    def contains(self, day: date) -> bool:
        """Whether this day belongs to the đợt, its first and last day included."""
        return self.tu_ngay <= day <= self.den_ngay


def dot_cua_nam(nam: int) -> tuple[Dot, Dot]:
    """The two đợt a new year begins with: 01/01–30/6 with at least 50 % of the year's figures, and
    01/7–31/12 with all of them (plan of UBND thị xã Ayun Pa for 2023, II.2). Each year keeps its own."""
    return (
        Dot(1, date(nam, 1, 1), date(nam, 6, 30), Decimal(50)),
        Dot(2, date(nam, 7, 1), date(nam, 12, 31), Decimal(100)),
    )


def dot_on(day: date, dots: Iterable[Dot]) -> Dot | None:
    """The đợt that this day belongs to; None when it lies in none of them."""
    return next((dot for dot in dots if dot.contains(day)), None)


def local_day(at: datetime) -> date:
    """The calendar day in Vietnam at this moment. Raises ValueError for a time without zone."""
    if at.utcoffset() is None:
        raise ValueError("a moment needs its zone")
    return at.astimezone(VN).date()


def is_late(due: date, done_at: datetime) -> bool:
    """Whether a thing done at this moment came after its due day, which counts to 24:00 (+07:00)."""
    return local_day(done_at) > due


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of the town: Monday to Friday but for `holidays` (days off in lieu among them), and
    `swapped_workdays`, which are worked though they fall on a weekend.

    Raises ValueError when one day stands in both sets.
    """

    holidays: frozenset[date] = frozenset()
    swapped_workdays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        both = self.holidays & self.swapped_workdays
        if both:
            raise ValueError(f"a day cannot be both off and worked: {min(both).isoformat()}")

    def is_workday(self, day: date) -> bool:
        """Whether the offices work on this day."""
        if day in self.swapped_workdays:
            return True
        return day.weekday() < _WEEKDAYS and day not in self.holidays

    def workdays_between(self, due: date, done: date) -> int:
        """The working days after the due day up to and including the day done; 0 when done by then."""
        if done <= due:
            return 0
        off = sum(due < day <= done and day.weekday() < _WEEKDAYS for day in self.holidays)
        extra = sum(due < day <= done and day.weekday() >= _WEEKDAYS for day in self.swapped_workdays)
        return _weekdays_up_to(done) - _weekdays_up_to(due) - off + extra

    def days_late(self, due: date, done_at: datetime) -> int:
        """How many working days late a thing done at this moment is; 0 when in time.

        A thing done on the Saturday after a Friday due is late (`is_late`), yet by 0 working days.
        """
        return self.workdays_between(due, local_day(done_at))

    def next_workday(self, day: date) -> date:
        """The first working day after this one, even when this one is a working day itself."""
        return self.add_workdays(day, 1)

    def workday_on_or_after(self, day: date) -> date:
        """This day if the offices work on it, else the first working day after it."""
        return day if self.is_workday(day) else self.next_workday(day)

    def add_workdays(self, day: date, count: int) -> date:
        """The working day that comes `count` working days after this one, before it when `count` is negative;
        this day itself, worked or not, when it is 0."""
        step = _DAY if count > 0 else -_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day


def _weekdays_up_to(day: date) -> int:
    """Mondays to Fridays from 01/01/0001, which was a Monday, up to and including this day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * _WEEKDAYS + min(rest, _WEEKDAYS)
