"""The law of days: what is late, by how many working days, and which đợt a day belongs to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.calendar import (
    VN,
    Dot,
    KyBaoCao,
    TrangThaiNam,
    WorkCalendar,
    dot_cua_nam,
    dot_on,
    is_late,
    local_day,
)


def _days(month: int, first: int, last: int) -> set[date]:
    return {date(2023, month, day) for day in range(first, last + 1)}


# The days off of public offices in 2023, days off in lieu among them.
HOLIDAYS_2023 = frozenset(
    {date(2023, 1, 2)}  # 01/01 was a Sunday
    | _days(1, 20, 26)  # Tết Quý Mão
    | {date(2023, 4, 29), date(2023, 4, 30)}  # Giỗ Tổ on a Saturday, 30/4 on a Sunday
    | _days(5, 1, 3)  # 01/5, and two days in lieu
    | _days(9, 1, 4)  # Quốc khánh
)
TOWN = WorkCalendar(HOLIDAYS_2023, frozenset())
days = st.dates(date(2022, 12, 1), date(2024, 2, 1))
calendars = st.builds(
    lambda off, on: WorkCalendar(frozenset(off), frozenset(on - off)), st.sets(days), st.sets(days)
)


@pytest.mark.parametrize("day", sorted(HOLIDAYS_2023))
def test_no_holiday_of_2023_is_worked(day: date) -> None:
    assert not TOWN.is_workday(day)


@pytest.mark.parametrize(
    "day",
    [date(2023, 1, 3), date(2023, 1, 19), date(2023, 1, 27), date(2023, 4, 28), date(2023, 5, 4),
     date(2023, 8, 31), date(2023, 9, 5), date(2023, 6, 30), date(2023, 12, 29)],
)  # fmt: skip
def test_the_days_around_the_holidays_of_2023_are_worked(day: date) -> None:
    assert TOWN.is_workday(day)


@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        (date(2023, 6, 20), date(2023, 6, 20), 0),
        (date(2023, 6, 20), date(2023, 6, 1), 0),
        (date(2023, 6, 20), date(2023, 6, 21), 1),
        (date(2023, 6, 20), date(2023, 6, 22), 2),
        (date(2023, 6, 16), date(2023, 6, 18), 0),  # Friday to Sunday
        (date(2023, 6, 16), date(2023, 6, 19), 1),
        (date(2022, 12, 30), date(2023, 1, 2), 0),  # new year
        (date(2022, 12, 30), date(2023, 1, 3), 1),
        (date(2023, 1, 19), date(2023, 1, 26), 0),  # the whole Tết
        (date(2023, 1, 19), date(2023, 1, 27), 1),
        (date(2023, 1, 18), date(2023, 1, 30), 3),
        (date(2023, 4, 28), date(2023, 5, 3), 0),
        (date(2023, 4, 28), date(2023, 5, 4), 1),
        (date(2023, 4, 14), date(2023, 5, 5), 12),
        (date(2023, 8, 31), date(2023, 9, 4), 0),
        (date(2023, 8, 31), date(2023, 9, 5), 1),
        (date(2023, 9, 1), date(2023, 9, 8), 4),  # due on a holiday
        (date(2023, 3, 31), date(2023, 6, 30), 62),
        # 20/6 put off to Saturday 24/6, 15/4 to Saturday 29/4, 20/6 to 30/6
        (date(2023, 6, 24), date(2023, 6, 25), 0),
        (date(2023, 6, 24), date(2023, 6, 26), 1),
        (date(2023, 4, 29), date(2023, 5, 3), 0),
        (date(2023, 4, 29), date(2023, 5, 4), 1),
        (date(2023, 6, 30), date(2023, 6, 28), 0),
        (date(2023, 6, 30), date(2023, 7, 3), 1),
    ],
)
def test_working_days_late_in_2023(due: date, done: date, late: int) -> None:
    assert TOWN.workdays_between(due, done) == late


def test_a_saturday_worked_in_exchange_counts() -> None:
    saturday = date(2023, 6, 24)
    town = WorkCalendar(frozenset({date(2023, 6, 26)}), frozenset({saturday}))
    assert town.is_workday(saturday)
    assert town.workdays_between(date(2023, 6, 23), saturday) == 1
    assert town.workdays_between(date(2023, 6, 23), date(2023, 6, 26)) == 1
    assert town.next_workday(date(2023, 6, 23)) == saturday


def test_a_weekday_named_as_worked_is_not_counted_twice() -> None:
    town = WorkCalendar(swapped_workdays=frozenset({date(2023, 6, 21)}))
    assert town.workdays_between(date(2023, 6, 20), date(2023, 6, 21)) == 1


def test_a_day_cannot_be_both_off_and_worked() -> None:
    with pytest.raises(ValueError, match="2023-06-24"):
        WorkCalendar(frozenset({date(2023, 6, 24)}), frozenset({date(2023, 6, 24)}))


def test_the_next_working_day_lies_after_the_day_itself() -> None:
    assert TOWN.next_workday(date(2023, 6, 22)) == date(2023, 6, 23)
    assert TOWN.next_workday(date(2023, 4, 28)) == date(2023, 5, 4)
    assert TOWN.workday_on_or_after(date(2023, 4, 28)) == date(2023, 4, 28)
    assert TOWN.workday_on_or_after(date(2023, 4, 29)) == date(2023, 5, 4)


def test_working_days_are_added_and_taken_away() -> None:
    assert TOWN.add_workdays(date(2023, 6, 24), 0) == date(2023, 6, 24)
    assert TOWN.add_workdays(date(2023, 6, 22), 3) == date(2023, 6, 27)
    assert TOWN.add_workdays(date(2023, 5, 4), -1) == date(2023, 4, 28)


@given(calendars, days, days)
def test_the_count_equals_the_days_counted_one_by_one(town: WorkCalendar, due: date, done: date) -> None:
    span = range(1, max(0, (done - due).days) + 1)
    assert town.workdays_between(due, done) == sum(town.is_workday(due + timedelta(days=n)) for n in span)


@given(calendars, days, st.integers(1, 40))
def test_adding_working_days_is_undone_by_counting_them(town: WorkCalendar, day: date, count: int) -> None:
    later = town.add_workdays(day, count)
    assert town.is_workday(later)
    assert town.workdays_between(day, later) == count


def test_the_due_day_counts_to_midnight_in_vietnam() -> None:
    due = date(2023, 6, 20)
    assert not is_late(due, datetime(2023, 6, 20, 23, 59, 59, 999_999, VN))
    assert is_late(due, datetime(2023, 6, 21, 0, 0, tzinfo=VN))
    assert not is_late(due, datetime(2023, 6, 20, 16, 59, tzinfo=UTC))
    assert is_late(due, datetime(2023, 6, 20, 17, 0, tzinfo=UTC))


def test_days_late_are_working_days_in_vietnam() -> None:
    due = date(2023, 6, 20)
    assert TOWN.days_late(due, datetime(2023, 6, 20, 16, 59, tzinfo=UTC)) == 0
    assert TOWN.days_late(due, datetime(2023, 6, 21, 17, 0, tzinfo=UTC)) == 2
    saturday = datetime(2023, 6, 17, 8, 0, tzinfo=VN)
    assert is_late(date(2023, 6, 16), saturday)
    assert TOWN.days_late(date(2023, 6, 16), saturday) == 0


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_day(datetime(2023, 6, 20, 8, 0))  # noqa: DTZ001


def test_the_year_has_the_two_dot_of_the_plan() -> None:
    first, second = dot_cua_nam(2023)
    assert first == Dot(1, date(2023, 1, 1), date(2023, 6, 30), Decimal(50))
    assert second == Dot(2, date(2023, 7, 1), date(2023, 12, 31), Decimal(100))
    assert dot_on(date(2023, 6, 30), (first, second)) is first
    assert dot_on(date(2023, 7, 1), (first, second)) is second
    assert dot_on(date(2024, 1, 1), (first, second)) is None


@pytest.mark.parametrize(
    ("so", "last", "share"),
    [(0, date(2023, 6, 30), 50), (1, date(2022, 12, 31), 50), (1, date(2023, 6, 30), -1),
     (1, date(2023, 6, 30), 101)],
)  # fmt: skip
def test_an_impossible_dot_is_refused(so: int, last: date, share: int) -> None:
    with pytest.raises(ValueError, match="dot"):
        Dot(so, date(2023, 1, 1), last, Decimal(share))


def test_a_year_goes_through_its_states_in_order_and_ends_read_only() -> None:
    assert TrangThaiNam.CHUAN_BI.following is TrangThaiNam.DANG_MO
    assert TrangThaiNam.DANG_MO.following is TrangThaiNam.DANG_TONG_KET
    assert TrangThaiNam.DANG_TONG_KET.following is TrangThaiNam.DA_DONG
    assert TrangThaiNam.DA_DONG.following is None
    assert [state for state in TrangThaiNam if state.is_read_only] == [TrangThaiNam.DA_DONG]


def test_stored_values_are_plain_identifiers() -> None:
    for member in (*KyBaoCao, *TrangThaiNam):
        assert member.value.isascii()
        assert member.value.isidentifier()
