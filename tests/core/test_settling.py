"""How a promised line is proposed to be settled: zero is a figure, silence is none."""

from decimal import Decimal

import pytest

from thidua.core.pledge import KetQuaDong
from thidua.core.reporting import KetQua
from thidua.core.settling import gap, proposal
from thidua.core.targets import Chieu, LoaiChiTieu, TinhTrangNhiemVu

CASES = [
    (LoaiChiTieu.LUY_KE, "10", KetQua(1, gia_tri=Decimal(10)), KetQuaDong.HOAN_THANH),
    (LoaiChiTieu.LUY_KE, "10", KetQua(1, gia_tri=Decimal(5)), KetQuaDong.HOAN_THANH_MOT_PHAN),
    (LoaiChiTieu.LUY_KE, "10", KetQua(1, gia_tri=Decimal("4.9")), KetQuaDong.KHONG_HOAN_THANH),
    (LoaiChiTieu.LUY_KE, "10", KetQua(1, gia_tri=Decimal(0)), KetQuaDong.KHONG_HOAN_THANH),
    (LoaiChiTieu.LUY_KE, "10", None, None),
    (LoaiChiTieu.KHONG_VUOT, "3", KetQua(1, gia_tri=Decimal(4)), KetQuaDong.KHONG_HOAN_THANH),
    (LoaiChiTieu.KHONG_VUOT, "3", KetQua(1, khong_phat_sinh=True), KetQuaDong.HOAN_THANH),
    (
        LoaiChiTieu.NHIEM_VU,
        None,
        KetQua(1, tinh_trang=TinhTrangNhiemVu.DANG_THUC_HIEN),
        KetQuaDong.HOAN_THANH_MOT_PHAN,
    ),
    (
        LoaiChiTieu.NHIEM_VU,
        None,
        KetQua(1, tinh_trang=TinhTrangNhiemVu.CHUA_THUC_HIEN),
        KetQuaDong.KHONG_HOAN_THANH,
    ),
    (LoaiChiTieu.LUY_KE, "10", KetQua(1), None),
    (None, None, None, None),
    (None, None, KetQua(1, gia_tri=Decimal(1)), None),
]


@pytest.mark.parametrize(("loai", "promised", "result", "expected"), CASES)
def test_the_rule_proposes(
    loai: LoaiChiTieu | None, promised: str | None, result: KetQua | None, expected: KetQuaDong | None
) -> None:
    assert proposal(loai, Decimal(promised) if promised else None, result) is expected


def test_where_lower_is_better_the_figure_decides_the_other_way() -> None:
    promised = Decimal(10)
    fewer, more = KetQua(1, gia_tri=Decimal(8)), KetQua(1, gia_tri=Decimal(11))
    assert proposal(LoaiChiTieu.CUOI_NAM, promised, fewer, Chieu.GIAM) is KetQuaDong.HOAN_THANH
    assert proposal(LoaiChiTieu.CUOI_NAM, promised, more, Chieu.GIAM) is KetQuaDong.KHONG_HOAN_THANH
    assert proposal(LoaiChiTieu.CUOI_NAM, promised, fewer, Chieu.TANG) is KetQuaDong.HOAN_THANH_MOT_PHAN


def test_a_gap_needs_both_figures() -> None:
    assert gap(Decimal(10), KetQua(1, gia_tri=Decimal(0))) == -10
    assert gap(Decimal(10), None) is None
    assert gap(None, KetQua(1, gia_tri=Decimal(4))) is None
