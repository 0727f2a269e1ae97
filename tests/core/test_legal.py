"""Legal frames and dated rules: one answer a day, or none."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest

from thidua.core.legal import FRAMES, frame_on, ground_rank, holds, rule_on


@dataclass(frozen=True)
class Row:
    """A rule of a table."""

    code: str
    tu_ngay: date
    den_ngay: date | None


OLD = Row("a", date(2017, 10, 1), date(2023, 12, 31))
NEW = Row("a", date(2024, 1, 1), None)
OTHER = Row("b", date(2000, 1, 1), None)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2017, 9, 30), None),
        (date(2017, 10, 1), OLD),
        (date(2023, 12, 31), OLD),
        (date(2024, 1, 1), NEW),
        (date(2050, 1, 1), NEW),
    ],
)
def test_the_day_picks_the_rule(day: date, wanted: Row | None) -> None:
    assert rule_on([OTHER, NEW, OLD], "a", day) is wanted


def test_a_later_rule_goes_before_an_open_earlier_one() -> None:
    open_ended = Row("a", date(2017, 10, 1), None)
    assert rule_on([open_ended, NEW], "a", date(2025, 1, 1)) is NEW


def test_a_rule_that_nobody_entered_is_none() -> None:
    assert rule_on([OLD], "c", date(2023, 1, 1)) is None


def test_the_frames_follow_each_other_without_gap() -> None:
    for before, after in pairwise(FRAMES):
        assert before.den_ngay is not None
        assert before.den_ngay + timedelta(days=1) == after.tu_ngay
        assert not holds(before, after.tu_ngay)
    assert FRAMES[-1].den_ngay is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2023, 6, 22), "A-2003"),
        (date(2024, 1, 1), "B-2022"),
        (date(2025, 6, 30), "B-2022"),
        (date(2025, 7, 1), "C-2025"),
        (date(2026, 10, 1), "D-2026"),
    ],
)
def test_the_frame_of_a_day(day: date, code: str) -> None:
    found = frame_on(day)
    assert found is not None
    assert found.code == code


def test_no_frame_is_guessed_for_older_days_and_the_last_is_marked() -> None:
    assert frame_on(date(2010, 1, 1)) is None
    assert [frame.code for frame in FRAMES if not frame.verified] == ["D-2026"]


def test_grounds_stand_by_issuer_kind_and_day() -> None:
    in_order = [
        ("Luật", "Quốc hội", date(2022, 6, 15)),
        ("Nghị định", "Chính phủ", date(2023, 12, 31)),
        ("Thông tư", "Bộ Nội vụ", date(2024, 2, 23)),
        ("Chỉ thị", "UBND tỉnh Gia Lai", date(2023, 1, 18)),
        ("Kế hoạch", "UBND tỉnh Gia Lai", date(2023, 1, 3)),
        ("Kế hoạch", "UBND tỉnh Gia Lai", None),
        ("Quyết định", "UBND thị xã Ayun Pa", date(2022, 12, 22)),
        ("Kế hoạch", "UBND phường Cheo Reo", date(2023, 2, 1)),
        ("Giấy mời", "Ai đó", None),
    ]
    ranks = [ground_rank(*ground) for ground in in_order]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
