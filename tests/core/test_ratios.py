"""Shares of titles against dated rules."""

from decimal import Decimal

import pytest

from thidua.core.ratios import (
    CSTD_CO_SO,
    LAO_DONG_TIEN_TIEN,
    QUY_TAC,
    SO_NGUOI,
    TAP_THE_XUAT_SAC,
    TinhTrangTyLe,
    called_up,
    check_ratio,
)

CAP, FLOOR = QUY_TAC[0], QUY_TAC[1]


@pytest.mark.parametrize(
    ("titles", "base", "state", "room"),
    [
        (3, 20, TinhTrangTyLe.DAT, 3),
        (3, 19, TinhTrangTyLe.VUOT, 2),
        (0, 6, TinhTrangTyLe.DAT, 0),
        (1, 6, TinhTrangTyLe.VUOT, 0),
        (1, 7, TinhTrangTyLe.DAT, 1),
    ],
)
def test_a_cap_is_judged_on_the_exact_counts(
    titles: int, base: int, state: TinhTrangTyLe, room: int
) -> None:
    found = check_ratio(CAP, {CSTD_CO_SO: titles, LAO_DONG_TIEN_TIEN: base}, Decimal(15))
    assert (found.tinh_trang, found.nhieu_nhat) == (state, room)


def test_a_share_that_only_rounds_to_the_limit_is_beyond_it() -> None:
    found = check_ratio(CAP, {CSTD_CO_SO: 151, LAO_DONG_TIEN_TIEN: 1006}, Decimal(15))
    assert found.ty_le == Decimal("15.0")
    assert found.tinh_trang is TinhTrangTyLe.VUOT


def test_a_floor_asks_at_least_its_share() -> None:
    counts = {LAO_DONG_TIEN_TIEN: 14, SO_NGUOI: 20}
    assert check_ratio(FLOOR, counts, Decimal(70)).tinh_trang is TinhTrangTyLe.DAT
    assert check_ratio(FLOOR, {**counts, SO_NGUOI: 21}, Decimal(70)).tinh_trang is TinhTrangTyLe.VUOT
    assert check_ratio(FLOOR, counts, Decimal(70)).nhieu_nhat is None


def test_without_a_rule_nothing_is_judged_but_the_share_is_shown() -> None:
    found = check_ratio(CAP, {CSTD_CO_SO: 3, LAO_DONG_TIEN_TIEN: 20}, None)
    assert (found.tinh_trang, found.ty_le) == (TinhTrangTyLe.CHUA_CO_QUY_DINH, Decimal(15))
    assert check_ratio(CAP, {CSTD_CO_SO: 3}, None).ty_le is None


@pytest.mark.parametrize("counts", [{CSTD_CO_SO: 3}, {CSTD_CO_SO: 3, LAO_DONG_TIEN_TIEN: 0}, {SO_NGUOI: 3}])
def test_a_missing_or_empty_base_cannot_be_judged(counts: dict[str, int | None]) -> None:
    assert check_ratio(CAP, counts, Decimal(15)).tinh_trang is TinhTrangTyLe.THIEU_SO


def test_only_the_rules_of_registered_titles_are_called_up() -> None:
    assert called_up({}) == ()
    assert called_up({CSTD_CO_SO: 1, TAP_THE_XUAT_SAC: 1}) == (CAP, FLOOR)
