"""What the gate of text lets in, what it takes away, and what it never harms."""

from __future__ import annotations

import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thidua.core.text import TextTooLong, clean

# Lone surrogates too: they arrive from broken clients and from escaped JSON.
any_text = st.text(st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize("name", ["H'Lan", "Đắk", "Chư Băh", "Rơ Ô", "Ia Rbol", "Ia Rtô", "Y’ Bhăm Êban"])
def test_names_of_the_highlands_survive(name: str) -> None:
    assert clean(name) == name
    assert clean(name, one_line=True) == name
    assert clean(unicodedata.normalize("NFD", name)) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("một\r\nhai\rba\nbốn", "một\nhai\nba\nbốn"),
        ("một\vhai\u2028ba\u0085bốn\fnăm", "một\nhai\nba\nbốn\nnăm"),
        ("  \n\u00a0xong\t\n ", "xong"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("cột\tmột", "cột\tmột"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufffeb\ufdd0c\U0010ffffd", "abcd"),
        ("kế\u202ehoạch\u202c \u2066năm\u2069\u200f", "kếhoạch năm"),
        ("\ufeffthi\u200b đua\u00ad\u2060", "thi đua"),
        ("", ""),
        ("👍 đạt", "👍 đạt"),
    ],
)
def test_what_the_gate_takes_away(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_mark_parted_from_its_letter_by_an_invisible_sign_joins_it_again() -> None:
    assert clean("e\u200b\u0302\u200b\u0301") == "ế"


def test_one_line_is_one_line() -> None:
    assert clean(" Ủy ban\r\n nhân dân\t\u00a0 xã ", one_line=True) == "Ủy ban nhân dân xã"


def test_the_limit_counts_what_is_left() -> None:
    assert clean(" abc\x00 ", limit=3) == "abc"
    with pytest.raises(TextTooLong) as refused:
        clean("x" * 100_250)
    assert (refused.value.limit, refused.value.actual) == (100_000, 100_250)
    assert refused.value.reason == "noi_dung_qua_dai"
    assert "100.250" in refused.value.sentence()
    assert "100.000" in refused.value.sentence()


@given(any_text, st.booleans())
@example("\u0344\u200b", False)
def test_cleaning_twice_changes_nothing(text: str, one_line: bool) -> None:
    once = clean(text, one_line=one_line)
    assert clean(once, one_line=one_line) == once


@given(any_text)
def test_what_is_kept_is_composed_and_goes_into_xml_and_utf_8(text: str) -> None:
    kept = clean(text)
    assert unicodedata.is_normalized("NFC", kept)
    kept.encode("utf-8")
    element = ElementTree.Element("t")
    element.text = kept
    read = ElementTree.fromstring(ElementTree.tostring(element, encoding="unicode"))
    assert (read.text or "") == kept


@given(st.text(st.characters(categories=("L", "Nd", "P", "S")), max_size=100))
def test_visible_signs_are_never_lost(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)
