"""A larger town keeps the sample's own units, exceptions and all."""

import pytest

from thidua.maudulieu import doc
from thidua.maudulieu.checks import check
from thidua.maudulieu.shapes import MauDuLieu


@pytest.mark.parametrize("n", [41, 60, 150])
def test_a_larger_town_passes_the_same_checks(mau: MauDuLieu, n: int) -> None:
    larger = doc.scaled(mau, n)
    check(larger)
    assert len(larger.to_chuc.don_vi) == n
    assert larger.to_chuc.don_vi[:40] == mau.to_chuc.don_vi


def test_forty_units_are_the_sample_itself(mau: MauDuLieu) -> None:
    assert doc.scaled(mau, 40) is mau


def test_fewer_units_than_the_sample_has_are_refused(mau: MauDuLieu) -> None:
    with pytest.raises(ValueError, match="39"):
        doc.scaled(mau, 39)


def test_the_acts_of_the_sample_s_own_units_stay_as_they_are(mau: MauDuLieu) -> None:
    larger = doc.scaled(mau, 90)
    own = {unit.ma for unit in mau.to_chuc.don_vi}
    kept = tuple(act for act in larger.nhat_trinh.dien_bien if act.don_vi in own)
    assert kept == mau.nhat_trinh.dien_bien


def test_a_copy_speaks_of_itself(mau: MauDuLieu) -> None:
    larger = doc.scaled(mau, 41)
    copy = larger.to_chuc.don_vi[-1]
    assert (copy.ma, copy.ten) == ("phuong-mau-41", "Ủy ban nhân dân phường Mẫu 41")
    assert copy.ban_hanh == ("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU 41")
    assert "Hòa Bình" not in repr(larger.so_ket[copy.ma])
    assert {act.tai_khoan for act in larger.nhat_trinh.dien_bien if act.don_vi == copy.ma} == {
        "canbo.phuong-mau-41",
        "thutruong.phuong-mau-41",
        "thuongtruc",
    }
    assert doc.cum_khoi_of(larger, copy.ma).ma == "cum-xa-phuong"
