"""What must be right before a registration goes to the head."""

from dataclasses import replace
from decimal import Decimal

import pytest

from thidua.core.registration import (
    BanCanKiem,
    CaNhanCanKiem,
    DongCanKiem,
    Loi,
    LoiBanDangKy,
    faults,
)
from thidua.core.targets import DongDangKy, LoaiChiTieu, LoiDangKy

GIVEN = DongCanKiem(
    "dk-1",
    DongDangKy("Thu ngân sách", LoaiChiTieu.LUY_KE, "triệu đồng", Decimal(2450), Decimal(2450)),
    registered=True,
    own=False,
)
GOOD = BanCanKiem((GIVEN,), 1, "Rà soát từng tháng.", (CaNhanCanKiem("cn-1", "H'Lan", "Lao động tiên tiến"),))


def with_line(line: DongDangKy, *, registered: bool = True, own: bool = False) -> tuple[Loi, ...]:
    return faults(replace(GOOD, dong=(DongCanKiem("dk-1", line, registered, own),)))


def test_a_whole_registration_may_go() -> None:
    assert faults(GOOD) == ()


def test_every_part_that_is_missing_is_named_in_the_order_of_the_form() -> None:
    empty = BanCanKiem((), 0, " ", (CaNhanCanKiem("cn-1", "", ""),))
    assert [each.what for each in faults(empty)] == [
        LoiBanDangKy.CHUA_CO_CHI_TIEU,
        LoiBanDangKy.CHUA_CHON_PHONG_TRAO,
        LoiBanDangKy.CHUA_CO_GIAI_PHAP,
        LoiBanDangKy.CA_NHAN_THIEU_TEN,
        LoiBanDangKy.CA_NHAN_THIEU_DANH_HIEU,
    ]


def test_an_assigned_target_needs_its_figure() -> None:
    assert with_line(replace(GIVEN.line, dang_ky=None)) == (Loi(LoiDangKy.THIEU_SO, "dk-1"),)


@pytest.mark.parametrize(
    ("registered", "expected"), [(True, ()), (False, (Loi(LoiBanDangKy.CHUA_DANH_DAU, "dk-1"),))]
)
def test_a_task_needs_its_tick(registered: bool, expected: tuple[Loi, ...]) -> None:
    task = DongDangKy("Số hóa hồ sơ lưu trữ", LoaiChiTieu.NHIEM_VU)
    assert with_line(task, registered=registered) == expected


def test_less_than_assigned_needs_a_reason() -> None:
    less = replace(GIVEN.line, dang_ky=Decimal(2400))
    assert with_line(less) == (Loi(LoiDangKy.THAP_HON_GIAO_THIEU_LY_DO, "dk-1"),)
    assert with_line(replace(less, ly_do="Mất mùa")) == ()


@pytest.mark.parametrize("own", [True, False])
def test_unit_name_and_mark_are_asked_of_own_targets_only(own: bool) -> None:
    bare = DongDangKy("", LoaiChiTieu.THOI_DIEM, "", None, Decimal(10))
    expected = (LoiDangKy.THIEU_TEN, LoiDangKy.THIEU_DON_VI_TINH, LoiDangKy.THIEU_MOC) if own else ()
    assert tuple(each.what for each in with_line(bare, own=own)) == expected


def explained(**given: object) -> list[str]:
    line = DongCanKiem("a", DongDangKy("Thu", LoaiChiTieu.LUY_KE, "đồng", None, Decimal(1)), True, False)
    ban = BanCanKiem(dong=(line,), so_phong_trao=1, giai_phap="Làm", **given)  # type: ignore[arg-type]
    return [fault.what.value for fault in faults(ban)]


def test_lateness_and_too_large_a_share_are_open_to_who_explains_them() -> None:
    assert explained(needs_reason=True, over_ratio=True) == ["thieu_giai_trinh_ty_le", "thieu_ly_do_cham"]
    assert explained(needs_reason=True, ly_do="Bão số 5") == []
    assert explained(over_ratio=True, giai_trinh="Hai người hoãn từ năm trước") == []
    assert explained(ly_do=" ", giai_trinh=" ") == []
