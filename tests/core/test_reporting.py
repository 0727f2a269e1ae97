"""What a report must have before it goes to the head."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from thidua.core.calendar import KyBaoCao, dot_cua_nam
from thidua.core.reporting import BaoCaoDeXet, DongMoc, KetQua, LoiBaoCao, ThieuSot, judge, missing
from thidua.core.targets import DanhGia, LoaiChiTieu, TinhTrangNhiemVu

THU = DongMoc(1, LoaiChiTieu.LUY_KE, Decimal(2450), Decimal(1225))
SO_HOA = DongMoc(2, LoaiChiTieu.NHIEM_VU)
TODAY = date(2023, 6, 20)
WHOLE = BaoCaoDeXet(
    ky=KyBaoCao.SO_KET,
    dot=dot_cua_nam(2023)[0],
    dong=(THU, SO_HOA),
    ket_qua={
        1: KetQua(1, gia_tri=Decimal(1300)),
        2: KetQua(2, tinh_trang=TinhTrangNhiemVu.DANG_THUC_HIEN),
    },
    phong_trao=(7,),
    ket_qua_phong_trao={7: "Ra quân 9 lần."},
    ngay_chot=date(2023, 6, 15),
    noi_bat="Thu đạt khá.",
)


def lacks(report: BaoCaoDeXet) -> list[tuple[LoiBaoCao, int | None]]:
    return [(each.loi, each.id) for each in missing(report, TODAY)]


def test_a_whole_report_may_go() -> None:
    assert missing(WHOLE, TODAY) == ()


@pytest.mark.parametrize(
    ("day", "lack"),
    [
        (None, LoiBaoCao.THIEU_NGAY_CHOT),
        (date(2023, 6, 21), LoiBaoCao.NGAY_CHOT_CHUA_DEN),
        (date(2022, 12, 31), LoiBaoCao.NGAY_CHOT_TRUOC_DOT),
    ],
)
def test_the_closing_day_lies_between_the_start_of_the_dot_and_today(
    day: date | None, lack: LoiBaoCao
) -> None:
    assert missing(replace(WHOLE, ngay_chot=day), TODAY) == (ThieuSot(lack),)


@pytest.mark.parametrize("day", [date(2023, 1, 1), TODAY])
def test_the_first_day_of_the_dot_and_today_are_closing_days(day: date) -> None:
    assert missing(replace(WHOLE, ngay_chot=day), TODAY) == ()


def test_an_unanswered_target_and_task_are_missing() -> None:
    assert lacks(replace(WHOLE, ket_qua={2: KetQua(2)})) == [
        (LoiBaoCao.THIEU_KET_QUA, 1),
        (LoiBaoCao.THIEU_TINH_TRANG, 2),
    ]


def test_nil_is_an_answer_and_zero_is_a_figure() -> None:
    nil = {1: KetQua(1, khong_phat_sinh=True), 2: KetQua(2, khong_phat_sinh=True)}
    assert lacks(replace(WHOLE, ket_qua=nil)) == []
    zero = {**WHOLE.ket_qua, 1: KetQua(1, gia_tri=Decimal(0))}
    assert lacks(replace(WHOLE, ket_qua=zero)) == [(LoiBaoCao.THIEU_NGUYEN_NHAN, 1)]


def test_a_line_below_its_mark_needs_its_cause() -> None:
    below = KetQua(1, uoc=Decimal(1190))
    assert lacks(replace(WHOLE, ket_qua={**WHOLE.ket_qua, 1: below})) == [(LoiBaoCao.THIEU_NGUYEN_NHAN, 1)]
    said = replace(below, nguyen_nhan="Thu dồn vào quý IV.")
    assert lacks(replace(WHOLE, ket_qua={**WHOLE.ket_qua, 1: said})) == []
    blank = replace(below, nguyen_nhan="  ")
    assert lacks(replace(WHOLE, ket_qua={**WHOLE.ket_qua, 1: blank})) == [(LoiBaoCao.THIEU_NGUYEN_NHAN, 1)]


def test_a_registered_movement_needs_its_line_and_the_report_its_highlights() -> None:
    report = replace(WHOLE, phong_trao=(7, 8), noi_bat=" \n")
    assert lacks(report) == [(LoiBaoCao.THIEU_PHONG_TRAO, 8), (LoiBaoCao.THIEU_NOI_BAT, None)]


def test_the_official_figure_counts_before_the_estimate() -> None:
    both = KetQua(1, gia_tri=Decimal(1200), uoc=Decimal(1300))
    assert both.figure == Decimal(1200)
    assert not both.is_estimate
    assert judge(THU, KyBaoCao.SO_KET, both) is DanhGia.DUOI_MOC
    estimate = KetQua(1, uoc=Decimal(1300))
    assert estimate.figure == Decimal(1300)
    assert estimate.is_estimate
    assert judge(THU, KyBaoCao.SO_KET, estimate) is DanhGia.DAT_MOC


def test_what_was_answered_is_told_from_what_was_left_blank() -> None:
    assert KetQua(1).is_blank
    assert not KetQua(1, cung_ky=Decimal(3)).is_blank
    assert KetQua(1, khong_phat_sinh=True, uoc=Decimal(1)).is_nil_with_figure
    assert not KetQua(1, khong_phat_sinh=True, cung_ky=Decimal(1)).is_nil_with_figure
