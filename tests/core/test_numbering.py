"""Số và ký hiệu: written with the decree's zero, read back from what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.numbering import LOAI_VAN_BAN, SoKyHieuUnreadable, ky_hieu, parse_so_ky_hieu, so_ky_hieu
from thidua.core.viet import TypedWrong, fold

symbols = st.sampled_from(["KH-UBND", "QĐ-UBND", "TTr-NV", "UBND-NV", "BC-THCSNH", "NV-TĐKT"])


@pytest.mark.parametrize(
    ("so", "written"),
    [(1, "01/KH-UBND"), (5, "05/KH-UBND"), (9, "09/KH-UBND"), (10, "10/KH-UBND"), (196, "196/KH-UBND"),
     (None, "/KH-UBND")],
)  # fmt: skip
def test_a_number_below_ten_takes_a_zero_and_a_missing_one_stays_blank(so: int | None, written: str) -> None:
    assert so_ky_hieu(so, "KH-UBND") == written


@pytest.mark.parametrize("so", [0, -1])
def test_numbers_start_at_one(so: int) -> None:
    with pytest.raises(ValueError, match="start at 1"):
        so_ky_hieu(so, "KH-UBND")


def test_a_symbol_is_joined_from_its_groups() -> None:
    assert ky_hieu(LOAI_VAN_BAN["ke_hoach"].viet_tat, "UBND") == "KH-UBND"
    assert ky_hieu(LOAI_VAN_BAN["to_trinh"].viet_tat, " NV ") == "TTr-NV"
    assert ky_hieu("", "UBND", "NV") == "UBND-NV"
    assert ky_hieu("BC", "HĐ TĐKT") == "BC-HĐTĐKT"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12/KH-UBND", "12/KH-UBND"), ("12", "12"), ("5", "05"), ("005/KH-UBND", "05/KH-UBND"),
        (" 12 / KH - UBND ", "12/KH-UBND"), ("12/KH–UBND", "12/KH-UBND"), ("Số: 12/KH-UBND", "12/KH-UBND"),
        ("số 7/QĐ-UBND", "07/QĐ-UBND"), ("34-CT/TW", "34-CT/TW"), ("19-CT/TU", "19-CT/TU"),
        ("1478/QĐ-TTg", "1478/QĐ-TTg"), ("12a/KH-UBND", "12a/KH-UBND"), ("12A/KH", "12A/KH"),
        ("12/2023/NQ-HĐND", "12/2023/NQ-HĐND"), ("So\u0302\u0301: 12/QĐ-UBND", "12/QĐ-UBND"),
    ],
)  # fmt: skip
def test_the_number_of_a_units_paper_is_kept_clean(typed: str, kept: str) -> None:
    assert parse_so_ky_hieu(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "Số:", "/KH-UBND", "KH-UBND", "0/KH-UBND", "00", "12/", "12//KH", "12/KH--UBND", "12/KH-",
     "12.KH", "12ab", "12/KH_UBND", "1234567", "12/" + "K" * 60, "mười hai", "12/<b>", "\u0661\u0662"],
)  # fmt: skip
def test_what_is_no_number_of_a_paper_is_refused(typed: str) -> None:
    with pytest.raises(SoKyHieuUnreadable) as refused:
        parse_so_ky_hieu(typed)
    assert refused.value.facts["text"] == typed
    assert "ví dụ 05/KH-UBND" in refused.value.sentence()
    assert isinstance(refused.value, TypedWrong)


@given(st.integers(1, 999_999), symbols)
def test_what_is_written_is_read_back(so: int, symbol: str) -> None:
    written = so_ky_hieu(so, symbol)
    assert parse_so_ky_hieu(written) == written


@given(st.text(max_size=70) | st.text("0123456789/-a KĐ", max_size=20))
def test_what_is_kept_is_kept_again(typed: str) -> None:
    try:
        kept = parse_so_ky_hieu(typed)
    except SoKyHieuUnreadable as refused:
        kept = ""
        typed = refused.sentence()
    assert typed
    assert not kept or parse_so_ky_hieu(kept) == kept


def test_the_decrees_table_is_whole() -> None:
    assert len(LOAI_VAN_BAN) == 27
    assert len({kind.viet_tat for kind in LOAI_VAN_BAN.values()}) == 27
    assert "cong_van" not in LOAI_VAN_BAN
    assert LOAI_VAN_BAN["quy_dinh"].viet_tat == "QyĐ"
    for ma, kind in LOAI_VAN_BAN.items():
        assert kind.ma == ma == fold(kind.ten).replace(" ", "_")
        assert fold(kind.viet_tat)[0] == fold(kind.ten)[0]
