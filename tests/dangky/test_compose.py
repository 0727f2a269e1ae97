"""A registration in short, and what changed between two texts of it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.dangky import compose
from thidua.dangky.queries import ChiTieuDangKy, DanhHieuDangKy, NoiDungDangKy, PhongTraoDangKy
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow

HALF = Decimal(50)


def row(number: int, loai: LoaiChiTieu, giao: str | None, by: NguonGiao = NguonGiao.UBND) -> ChiTieuRow:
    assigned = Decimal(giao) if giao else None
    return ChiTieuRow(
        number, 1, number, f"m{number}", f"Chỉ tiêu {number}", "hộ", loai, by, "", assigned, None, None, None
    )


ROWS = [
    row(1, LoaiChiTieu.LUY_KE, "100"),
    row(2, LoaiChiTieu.KHONG_VUOT, "3"),
    row(3, LoaiChiTieu.NHIEM_VU, None),
    row(4, LoaiChiTieu.LUY_KE, None, NguonGiao.TU_DANG_KY),
]
MOVEMENTS = [PhongTraoRow(7, "p", "Vì người nghèo", "tinh", "UBND tỉnh", "", "")]
CONTENT = NoiDungDangKy(
    chi_tieu=(ChiTieuDangKy(1, Decimal(110)), ChiTieuDangKy(2, Decimal(4), "Thêm tuyến"), ChiTieuDangKy(3)),
    phong_trao=(PhongTraoDangKy(7, "Sửa nhà"),),
    kho_khan=("Nợ thuế",),
    giai_phap="Đối chiếu từng tháng",
    danh_hieu=(DanhHieuDangKy("ca_nhan", "lao_dong_tien_tien", "H'Lan"),),
)


def test_the_summary_counts_above_below_and_missing() -> None:
    short = compose.summary(CONTENT, ROWS, MOVEMENTS, HALF)
    assert (short.above, short.missing, short.so_chu) == (1, 1, 4)
    assert [line.chi_tieu.id for line in short.below] == [2]
    assert [line.more for line in short.chi_tieu] == [Decimal(10), Decimal(-1), None, None]
    assert short.chi_tieu[0].moc == Decimal(55)
    assert [line.registered for line in short.chi_tieu] == [True, True, True, False]


def test_two_equal_texts_have_no_difference() -> None:
    assert compose.differences(CONTENT, CONTENT, ROWS, MOVEMENTS) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"chi_tieu": (ChiTieuDangKy(1, Decimal(120)), *CONTENT.chi_tieu[1:])}, ("Chỉ tiêu 1", "110", "120")),
        ({"chi_tieu": CONTENT.chi_tieu[:2]}, ("Chỉ tiêu 3", "Hoàn thành", "–")),
        ({"phong_trao": ()}, ("Vì người nghèo", "Nội dung: Sửa nhà", "không")),
        ({"phong_trao": (PhongTraoDangKy(7),)}, ("Vì người nghèo", "Nội dung: Sửa nhà", "có")),
        ({"kho_khan": ()}, ("Khó khăn", "Nợ thuế", "")),
        ({"giai_phap": "Khác"}, ("Giải pháp", "Đối chiếu từng tháng", "Khác")),
        ({"danh_hieu": ()}, ("Danh hiệu", "H'Lan, Lao động tiên tiến", "")),
        ({"cong_doan": "Nay"}, ("Đại diện công đoàn", "", "Nay")),
    ],
)
def test_each_part_that_changed_is_named_with_both_texts(
    changed: dict[str, object], expected: tuple[str, str, str]
) -> None:
    other = replace(CONTENT, **changed)  # type: ignore[arg-type]
    (found,) = compose.differences(CONTENT, other, ROWS, MOVEMENTS)
    assert (found.noi_dung, found.truoc, found.sau) == expected


def test_a_changed_reason_is_a_difference() -> None:
    other = replace(
        CONTENT, chi_tieu=(CONTENT.chi_tieu[0], ChiTieuDangKy(2, Decimal(4), "Khác"), CONTENT.chi_tieu[2])
    )
    assert [d.noi_dung for d in compose.differences(CONTENT, other, ROWS, MOVEMENTS)] == [
        "Lý do (Chỉ tiêu 2)"
    ]
