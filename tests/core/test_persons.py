"""Namesakes, people who moved, typing variants: asked about, never merged."""

import pytest

from thidua.core.persons import NguoiDaBiet, name_key, one_slip, suggestions

LAN = NguoiDaBiet(1, "Ksor H'Lan", "Phó Chủ tịch", 10)
LAN_WORKER = NguoiDaBiet(2, "Ksor H'Lan", "Công chức", 10)
LAN_ELSEWHERE = NguoiDaBiet(3, "Ksor H’Lan", "Công chức", 20)
LAM = NguoiDaBiet(4, "Ksor H'Lam", "Công chức", 10)
OTHER = NguoiDaBiet(5, "Nay H'Bia", "Công chức", 10)


@pytest.mark.parametrize("typed", ["Ksor H'Lan", "KSOR H’LAN", "ksor hlan", "Ksor  H' Lan", "Ksỏr H-Lan"])
def test_variants_of_one_name_have_one_key(typed: str) -> None:
    assert name_key(typed) == "ksorhlan"


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        ("ksorhlan", "ksorhlam", True),
        ("ksorhlan", "ksohlan", True),
        ("ksohlan", "ksorhlan", True),
        ("ksorhlan", "ksorhaln", True),
        ("ksorhlan", "ksorhlann", True),
        ("ksorhlan", "skorhlan", True),
        ("ksorhlan", "ksorhlan", False),
        ("ksorhlan", "ksorhnam", False),
        ("ksorhlan", "ksorhla", True),
        ("ksorhlan", "ksorh", False),
        ("ksorhlan", "xsorhlam", False),
        ("ksohlan", "ksarhlan", False),
    ],
)
def test_one_slip_of_typing(left: str, right: str, near: bool) -> None:
    assert one_slip(left, right) is near


def test_namesakes_are_both_asked_about_the_one_with_the_post_first() -> None:
    found = suggestions("Ksor H'Lan", "công chức", 10, [LAN, LAN_WORKER, LAN_ELSEWHERE, LAM, OTHER])
    assert [one.nguoi.id for one in found] == [2, 4, 1, 3]
    assert [one.same_post for one in found] == [True, True, False, True]
    assert [one.same_name for one in found] == [True, False, True, True]


def test_somebody_of_another_unit_is_asked_about_only_under_the_same_name() -> None:
    assert [one.nguoi.id for one in suggestions("Ksor H'Lam", "", 20, [LAN, LAM, LAN_ELSEWHERE])] == [3, 4]
    assert [one.same_unit for one in suggestions("Ksor H'Lan", "", 20, [LAN_ELSEWHERE, LAN])] == [True, False]


def test_a_short_name_has_no_slips_and_an_empty_one_nobody() -> None:
    short = [NguoiDaBiet(6, "Lê Na", "", 10)]
    assert suggestions("Lê Nga", "", 10, short) == ()
    assert suggestions(" ' ", "", 10, [LAN]) == ()
