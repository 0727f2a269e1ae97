"""The year ruler, the bars and the names of the frame: places computed, not guessed."""

from datetime import date
from decimal import Decimal

from thidua.core.calendar import dot_cua_nam
from thidua.trangchu import compose

TODAY = date(2023, 6, 22)


def test_the_ruler_puts_days_where_they_lie() -> None:
    made = compose.ruler(2023, dot_cua_nam(2023), [(date(2023, 12, 31), "CN", "muc")], TODAY)
    first, second = made.dots
    assert (first.x, first.width) == (Decimal("0.00"), Decimal("49.59"))
    assert (second.x, second.width, second.past) == (Decimal("49.59"), Decimal("50.41"), Decimal(0))
    # 172 days of 365 lie before 22/6.
    assert made.today == first.past == Decimal("47.12")
    assert made.marks[0].x == Decimal("100.00")
    assert made.marks[0].anchor == "end"
    assert made.months[0] == 0
    assert len(made.months) == 12


def test_a_past_year_is_wholly_gone_and_has_no_today() -> None:
    made = compose.ruler(2023, dot_cua_nam(2023), [], date(2024, 2, 1))
    assert made.today is None
    assert [dot.past == dot.width for dot in made.dots] == [True, True]


def test_duties_of_one_day_share_a_mark_with_the_gravest_tone() -> None:
    day = date(2023, 3, 31)
    made = compose.ruler(2023, [], [(day, "KH", "la"), (day, "ĐK", "son")], TODAY)
    (mark,) = made.marks
    assert (mark.words, mark.tone) == ("KH, ĐK: 31/3", "son")


def test_neighbours_turn_away_from_each_other() -> None:
    days = [date(2023, 6, 5), date(2023, 6, 20)]
    made = compose.ruler(2023, [], [(day, "Khen thưởng", "muc") for day in days], TODAY)
    assert [mark.anchor for mark in made.marks] == ["end", "start"]
    far = compose.ruler(2023, [], [(date(2023, 2, 1), "A", "muc"), (date(2023, 9, 1), "B", "muc")], TODAY)
    assert [mark.anchor for mark in far.marks] == ["middle", "middle"]


def test_a_day_without_room_for_its_words_keeps_its_dot() -> None:
    days = [(date(2023, 6, day), name, "muc") for day, name in ((20, "SK"), (27, "NV 4"), (29, "NV 5"))]
    made = compose.ruler(2023, [], days, TODAY).marks
    assert [(mark.words, mark.anchor, mark.named) for mark in made] == [
        ("SK: 20/6", "end", True),
        ("NV 4: 27/6", "start", True),
        ("NV 5: 29/6", "middle", False),
    ]
