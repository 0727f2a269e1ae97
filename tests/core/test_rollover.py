"""What of a text moves on by a year, and which days and groups fit."""

from datetime import date

import pytest

from thidua.core.rollover import (
    Fault,
    Group,
    Review,
    Span,
    Turn,
    advance_text,
    carry_members,
    group_faults,
    in_two_groups,
    next_year,
    period_faults,
    turns,
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("nhiệm vụ năm 2023", "nhiệm vụ năm 2024"),
        ("năm 2022 và kế hoạch năm 2023", "năm 2023 và kế hoạch năm 2024"),
        ("đến ngày 31/12/2023.", "đến ngày 31/12/2024."),
        ("ngày 30 tháng 6 năm 2023", "ngày 30 tháng 6 năm 2024"),
        ("năm học 2022-2023", "năm học 2023-2024"),
        ("2022/2023", "2023/2024"),
        ("số 115/NQ-HĐND ngày 21/12/2022", "số 115/NQ-HĐND ngày 21/12/2022"),
        ("số 115/NQ-HĐND ngày 21 tháng 12 năm 2022", "số 115/NQ-HĐND ngày 21 tháng 12 năm 2022"),
        ("Nghị định 30/2023/NĐ-CP", "Nghị định 30/2023/NĐ-CP"),
        ("05-CT/TW, ngày 15/5/2023", "05-CT/TW, ngày 15/5/2023"),
        ("giai đoạn 2021-2025", "giai đoạn 2021-2025"),
        ("thu 12023 đồng, 2.023 hộ, 2023,5", "thu 12023 đồng, 2.023 hộ, 2023,5"),
        ("Đợt 1, từ đầu năm đến 30/6/2023:", "Đợt 1, từ đầu năm đến 30/6/2024:"),
        ("kỷ niệm 75 năm (11/6/1948 - 11/6/2023)", "kỷ niệm 76 năm (11/6/1948 - 11/6/2024)"),
        (
            "Quyết định số 196/QĐ-UBND ngày 22/12/2022 của UBND thị xã về giao chỉ tiêu, nhiệm vụ năm 2023;"
            " phấn đấu năm 2023",
            "Quyết định số 196/QĐ-UBND ngày 22/12/2022 của UBND thị xã về giao chỉ tiêu, nhiệm vụ năm 2023;"
            " phấn đấu năm 2024",
        ),
        (
            "Chỉ thị số 07/CT-UBND ngày 18/01/2023 của UBND tỉnh về thi đua năm 2023, kỷ niệm 75 năm"
            " (1948 - 2023), Ủy ban nhân dân ban hành Kế hoạch năm 2023",
            "Chỉ thị số 07/CT-UBND ngày 18/01/2023 của UBND tỉnh về thi đua năm 2023, kỷ niệm 75 năm"
            " (1948 - 2023), Ủy ban nhân dân ban hành Kế hoạch năm 2024",
        ),
        ("theo Luật Thi đua, khen thưởng năm 2022", "theo Luật Thi đua, khen thưởng năm 2022"),
        ("Quyết định số 1478/QĐ-TTg, xong trong năm 2023", "Quyết định số 1478/QĐ-TTg, xong trong năm 2024"),
        ("", ""),
    ],
)
def test_years_move_on_and_numbers_of_documents_stay(before: str, after: str) -> None:
    assert advance_text(before, 2023).text == after


def test_what_must_be_looked_at_is_named() -> None:
    assert advance_text("Quyết định số 196/QĐ-UBND", 2023).reviews == (Review.VAN_BAN,)
    assert advance_text("75 năm (1948 - 2023)", 2023).reviews == (Review.KY_NIEM,)
    # An anniversary whose count stands elsewhere is looked at too, and nothing else is touched.
    assert advance_text("ngày hội (1948 - 2023)", 2023).changes == (("1948 - 2023", "1948 - 2024"),)
    assert advance_text("giai đoạn 2021-2025", 2025).reviews == (Review.HET_GIAI_DOAN,)
    assert advance_text("giai đoạn 2021-2025", 2023).reviews == ()
    assert advance_text("năm 2023, năm 2023", 2023).changes == (("2023", "2024"),)


def test_a_day_a_year_later() -> None:
    assert next_year(date(2024, 2, 29)) == date(2025, 2, 28)
    assert next_year(date(2023, 6, 30)) == date(2024, 6, 30)


def span(first: str, last: str, share: float = 50) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last), share)


def test_periods_are_in_the_year_in_order_and_apart() -> None:
    good = {1: span("2024-01-01", "2024-06-30"), 2: span("2024-07-01", "2024-12-31", 100)}
    assert period_faults(2024, good) == []
    assert period_faults(2024, good | {2: span("2024-06-30", "2024-12-31")}) == [(2, Fault.OVERLAP)]
    assert period_faults(2024, {1: span("2024-06-30", "2024-01-01")}) == [(1, Fault.DAYS_BACKWARDS)]
    assert period_faults(2024, {1: span("2023-12-31", "2024-06-30")}) == [(1, Fault.OUTSIDE_YEAR)]
    assert period_faults(2024, {1: span("2024-01-01", "2024-06-30", 101)}) == [(1, Fault.SHARE)]
    swallowed = {1: span("2024-01-01", "2024-12-31"), 2: span("2024-02-01", "2024-03-01")}
    assert period_faults(2024, swallowed | {3: span("2024-11-01", "2024-12-01")}) == [
        (2, Fault.OVERLAP),
        (3, Fault.OVERLAP),
    ]


def test_head_and_deputy_are_two_of_the_members() -> None:
    members = frozenset({1, 2})
    assert group_faults(Group("Cụm", members, 1, 2)) == []
    assert group_faults(Group("Cụm", members, None, None)) == []
    assert group_faults(Group("Cụm", members, 3, 4)) == [
        ("truong", Fault.NOT_A_MEMBER),
        ("pho", Fault.NOT_A_MEMBER),
    ]
    assert group_faults(Group("", members, 1, 1)) == [("ten", Fault.NO_NAME), ("pho", Fault.SAME_UNIT)]
    assert in_two_groups([(1, 2), (2, 3)]) == {2}


RISES, CHANGE, NEXT = Turn.DEPUTY_RISES, Turn.CHANGE_PLACES, Turn.NEXT_IN_ORDER


@pytest.mark.parametrize(
    ("members", "truong", "pho", "offered"),
    [
        ((1, 2, 3, 4), 1, 2, {(2, 3): RISES, (2, 1): CHANGE}),
        ((1, 2, 3, 4), 2, 1, {(1, 3): RISES, (1, 2): CHANGE, (3, 4): NEXT}),
        ((1, 2, 3), 1, 3, {(3, 2): RISES, (3, 1): CHANGE, (2, 3): NEXT}),
        ((1, 2), 1, 2, {(2, 1): CHANGE}),
        ((1, 2, 3), None, 2, {(2, 3): RISES}),
        ((1, 2, 3), 9, 3, {(3, 1): RISES}),
        ((1, 2, 3), 3, None, {(1, 2): NEXT}),
        ((1, 2), 1, None, {(2, 1): NEXT}),
        ((1, 2), None, 9, {}),
        ((1,), 1, None, {}),
        ((1,), None, 1, {}),
        ((), 1, 2, {}),
    ],
)
def test_the_lead_of_a_group_may_pass_on(
    members: tuple[int, ...], truong: int | None, pho: int | None, offered: dict[tuple[int, int], Turn]
) -> None:
    found = turns(members, truong, pho)
    assert found == offered
    assert list(found) == list(offered)


def test_successors_take_the_place_of_closed_units() -> None:
    groups, became = carry_members([[1, 2, 3], [4]], frozenset({1, 4, 5}), {2: [9], 9: [5], 3: [4]})
    assert groups == [[1, 5], [4]]
    assert became == {2: (5,), 3: (4,)}


def test_a_circle_of_successors_ends() -> None:
    assert carry_members([[1]], frozenset(), {1: [2], 2: [1]}) == ([[]], {1: ()})
