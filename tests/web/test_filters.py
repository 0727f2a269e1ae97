"""Figures and days on screen."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from thidua.web import filters

MOMENT = datetime(2023, 6, 4, 18, 32, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (filters.so(Decimal("1250.5")), "1.250,5"),
        (filters.so(None), "–"),
        (filters.so_nhap(None), ""),
        (filters.so_nhap(Decimal("1.25")), "1,25"),
        (filters.phan_tram(Decimal("97.25")), "97,3%"),
        (filters.phan_tram(None), "–"),
        (filters.ngay(date(2023, 6, 5)), "05/6/2023"),
        (filters.ngay(MOMENT), "05/6/2023"),
        (filters.ngay(None), "–"),
        (filters.ngay_thang(date(2023, 6, 5)), "05/6"),
        (filters.ngay_chu(date(2023, 6, 5)), "Thứ Hai, 05/6/2023"),
        (filters.gio(MOMENT), "01:32:08"),
        (filters.gio_ngay(MOMENT), "01:32 ngày 05/6/2023"),
        (filters.gio_ngay(None), "–"),
        (filters.dung_luong(2_516_582), "2,4 MB"),
        (filters.dung_luong(900), "900 byte"),
        (filters.dung_luong(None), "–"),
        (filters.dia_chi("tra_lai"), "tra-lai"),
    ],
)
def test_values_stand_as_the_office_writes_them(shown: str, text: str) -> None:
    assert shown == text


def test_paragraphs_are_lines_with_words() -> None:
    assert filters.doan("một\n\n  \nhai") == ["một", "hai"]
    assert filters.doan(None) == []
