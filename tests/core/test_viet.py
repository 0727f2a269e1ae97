"""Vietnamese numbers, dates, order and words: what is read, what is refused, and with which sentence."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core import viet
from thidua.core.viet import (
    DateUnreadable,
    NumberNegative,
    NumberTooLong,
    NumberUnclear,
    NumberUnreadable,
    TypedWrong,
    capital_first,
    date_in_words,
    date_on_paper,
    fold,
    format_date,
    format_number,
    letter,
    number_for_input,
    number_in_words,
    parse_date,
    parse_number,
    roman,
    round_half_up,
    sort_key,
)

figures = st.decimals(Decimal("-999999999999999"), Decimal("999999999999999"), places=6)
typed_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
vietnamese_words = st.text(VIETNAMESE + VIETNAMESE.upper() + " -'", max_size=30)


def read(typed: str) -> Decimal | TypedWrong:
    """What the reader of numbers answers: the number, or its refusal."""
    try:
        return parse_number(typed, negative=True)
    except TypedWrong as refused:
        return refused


# --- numbers


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1250", "1250"), ("1.250", "1250"), ("1.250,5", "1250.5"), ("97,5", "97.5"), ("0", "0"),
        ("1.234.567,89", "1234567.89"), ("2.450", "2450"), ("1 250", "1250"), ("1\u00a0250,5", "1250.5"),
        ("1\u202f250\u202f000", "1250000"), ("  98,5 ", "98.5"), ("98,5%", "98.5"), ("98,5 %", "98.5"),
        ("05", "5"), ("1,25", "1.25"), ("1,2505", "1.2505"), ("1.234,567", "1234.567"), ("0,125", "0.125"),
        ("1250,125", "1250.125"), ("1 250,125", "1250.125"), ("999999999999999", "999999999999999"),
        ("-0", "0"),
    ],
)  # fmt: skip
def test_a_number_is_read_the_vietnamese_way(typed: str, value: str) -> None:
    assert parse_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("1,250", ("1.250", "1,25")),
        ("1,234", ("1.234", "1,2340")),
        ("1,250.5", ("1.250,5", "1,2505")),
        ("1250.5", ("1.250,5", "12.505")),
        ("97.5", ("97,5", "975")),
        ("1.5", ("1,5", "15")),
        ("1.2345", ("1,2345", "12.345")),
        ("0.250", ("0,25", "250")),
        ("1.250.5", ("1.250,5", "12.505")),
        ("1,250,000", ("1.250.000",)),
        ("12.34,5", ("1.234,5",)),
        ("12 34", ("1.234",)),
        ("1 250.000", ("1.250", "1.250.000")),
        ("97.5 %", ("97,5", "975")),
    ],
)
def test_a_number_with_two_faces_is_refused_with_its_readings(typed: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(NumberUnclear) as refused:
        parse_number(typed)
    assert refused.value.readings == readings
    assert refused.value.facts == {"text": typed, "readings": readings}
    for reading in readings:
        assert f"“{reading}”" in refused.value.sentence()
        parse_number(reading)


def test_the_sentence_names_both_readings_and_what_to_type() -> None:
    assert NumberUnclear("1,250", ("1.250", "1,25")).sentence() == (
        "“1,250” đọc được hai cách: 1.250 (một nghìn hai trăm năm mươi) hay 1,25? "
        "Gõ lại theo cách “1.250” hoặc “1,25”."
    )
    assert NumberUnclear("1,250,000", ("1.250.000",)).sentence() == (
        "“1,250,000” chưa đúng cách viết số. Nếu là 1.250.000 (một triệu hai trăm năm mươi nghìn) "
        "thì gõ lại “1.250.000”."
    )


@pytest.mark.parametrize(
    "typed",
    ["hai mươi", "", "  ", "%", "-", "12a", "1..2", "1,", ",5", "5.", "1,2,3", "5%%", "--5", "+5", "≥ 95",
     "\u0661\u0662", "\uff11", "1e5", "NaN", "Infinity", "1_000", "5/6"],
)  # fmt: skip
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NumberUnreadable) as refused:
        parse_number(typed)
    assert refused.value.reason == "so_khong_doc_duoc"
    assert "ví dụ 1.250 hoặc 97,5" in refused.value.sentence()


def test_an_empty_field_is_said_to_be_empty() -> None:
    with pytest.raises(NumberUnreadable) as refused:
        parse_number(" ")
    assert refused.value.sentence().startswith("Chưa có số nào.")


@pytest.mark.parametrize("typed", ["-5", "−5", "- 1.250", "-1,250"])
def test_a_number_below_zero_needs_leave(typed: str) -> None:
    with pytest.raises(NumberNegative) as refused:
        parse_number(typed)
    assert "nhỏ hơn 0" in refused.value.sentence()


def test_with_leave_a_number_below_zero_is_read() -> None:
    assert parse_number("−1.250,5", negative=True) == Decimal("-1250.5")
    assert str(parse_number("-0,0", negative=True)) == "0.0"
    with pytest.raises(NumberUnclear) as refused:
        parse_number("-1,250", negative=True)
    assert refused.value.readings == ("-1.250", "-1,25")
    assert "âm một nghìn hai trăm năm mươi" in refused.value.sentence()


@pytest.mark.parametrize(
    "typed", ["1" * 16, "1,1234567", "1" * 50_000, "1.5" * 500, "12345678901234567.5", "0,0000001"]
)
def test_a_number_no_town_has_is_refused(typed: str) -> None:
    answer = read(typed)
    assert isinstance(answer, NumberTooLong)
    assert len(answer.sentence()) < 300


def test_too_long_is_said_even_where_the_number_was_unclear() -> None:
    with pytest.raises(NumberTooLong) as refused:
        parse_number("1." + "5" * 40)
    assert "15 chữ số" in refused.value.sentence()


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("1234.5", None, "1.234,5"), ("1234.50", None, "1.234,5"), ("1000", None, "1.000"), ("0", None, "0"),
        ("0.00", None, "0"), ("-0.0", None, "0"), ("1E+3", None, "1.000"), ("100", None, "100"),
        ("-1234567.89", None, "-1.234.567,89"), ("1234.5", 2, "1.234,50"), ("97.45", 1, "97,5"),
        ("97.449", 1, "97,4"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("-0.04", 1, "0,0"), ("50", 1, "50,0"),
    ],
)  # fmt: skip
def test_numbers_are_written_the_vietnamese_way(value: str, places: int | None, shown: str) -> None:
    assert format_number(Decimal(value), places) == shown


def test_a_whole_number_needs_no_decimal() -> None:
    assert format_number(12345) == "12.345"
    assert number_for_input(12345) == "12.345"


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_figure_is_never_written(value: str) -> None:
    with pytest.raises(ValueError, match="not a figure"):
        format_number(Decimal(value))


def test_halves_are_rounded_away_from_zero_and_long_figures_stay_exact() -> None:
    assert round_half_up(Decimal("0.25"), 1) == Decimal("0.3")
    assert round_half_up(Decimal("-0.25"), 1) == Decimal("-0.3")
    assert str(round_half_up(Decimal("123456789012345678901234567890.05"), 1))[-4:] == "90.1"


@given(figures)
def test_what_a_field_shows_is_read_back_as_the_same_number(value: Decimal) -> None:
    assert parse_number(number_for_input(value), negative=True) == value


@given(figures)
def test_what_is_shown_is_the_same_number_or_refused_but_never_another(value: Decimal) -> None:
    answer = read(format_number(value))
    if isinstance(answer, NumberUnclear):
        assert number_for_input(value) in answer.readings
    else:
        assert answer == value


@given(st.text("0123456789.,- %\u00a0", max_size=12) | st.text(max_size=60))
def test_a_typed_number_is_read_or_refused_with_words(typed: str) -> None:
    answer = read(typed)
    if isinstance(answer, Decimal):
        assert read(number_for_input(answer)) == answer
    else:
        assert answer.sentence()
        assert all(isinstance(read(reading), Decimal) for reading in getattr(answer, "readings", ()))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (4, "bốn"), (10, "mười"), (11, "mười một"), (14, "mười bốn"), (15, "mười lăm"),
        (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (100, "một trăm"),
        (105, "một trăm linh năm"), (111, "một trăm mười một"), (1005, "một nghìn không trăm linh năm"),
        (1250, "một nghìn hai trăm năm mươi"), (1010, "một nghìn không trăm mười"),
        (2_450_000_000, "hai tỷ bốn trăm năm mươi triệu"), (1_000_005, "một triệu không trăm linh năm"),
        (-7, "âm bảy"), (10**12, "một nghìn tỷ"),
    ],
)  # fmt: skip
def test_whole_numbers_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


@given(st.integers(0, 10**18 - 1), st.integers(0, 10**18 - 1))
def test_two_numbers_never_share_their_words(one: int, other: int) -> None:
    assert (number_in_words(one) == number_in_words(other)) == (one == other)


# --- dates


@pytest.mark.parametrize(
    "typed",
    ["5/6", "05/6", "05/06/2023", "05/6/23", "5.6.2023", "5-6-2023", "5–6–2023", "05062023", "2023-06-05",
     "2023/6/5", " 5 / 6 / 2023 ", "5 6 2023", "5 6", "5 tháng 6", "ngày 05 tháng 6 năm 2023",
     "Ngày 05 tháng 6 năm 2023", "2023 - 06 - 05"],
)  # fmt: skip
def test_a_date_is_read_leniently(typed: str) -> None:
    assert parse_date(typed, year=2023) == date(2023, 6, 5)
    assert parse_date(unicodedata.normalize("NFD", typed), year=2023) == date(2023, 6, 5)


def test_the_typed_year_wins_over_the_default() -> None:
    assert parse_date("5/6/24", year=2023) == date(2024, 6, 5)
    assert parse_date("11/6/1948", year=2023) == date(1948, 6, 11)


@pytest.mark.parametrize(
    ("typed", "reason", "words"),
    [
        ("", "ngay_khong_doc_duoc", "không đọc được thành ngày"),
        ("mồng năm", "ngay_khong_doc_duoc", "ví dụ 05/6/2023"),
        ("5", "ngay_khong_doc_duoc", "“5”"),
        ("5/6/202", "ngay_khong_doc_duoc", "“5/6/202”"),
        ("\u0665/\u0666/2023", "ngay_khong_doc_duoc", "ví dụ"),
        ("5/6", "ngay_thieu_nam", "chưa có năm"),
        ("31/6/2023", "ngay_khong_co_ngay", "tháng 6 năm 2023 không có ngày 31"),
        ("29/02/2023", "ngay_khong_co_ngay", "tháng 2 năm 2023 không có ngày 29"),
        ("0/6/2023", "ngay_khong_co_ngay", "không có ngày 0"),
        ("5/13/2023", "ngay_khong_co_thang", "không có tháng 13"),
        ("6/0/2023", "ngay_khong_co_thang", "không có tháng 0"),
        ("5/6/0203", "ngay_nam_xa", "năm 203 nằm ngoài khoảng 1900–2199"),
        ("5/6/2300", "ngay_nam_xa", "năm 2300"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(typed: str, reason: str, words: str) -> None:
    with pytest.raises(DateUnreadable) as refused:
        parse_date(typed)
    assert refused.value.reason == reason
    assert refused.value.facts["text"] == typed
    assert words in refused.value.sentence()


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2023, 6, 5), "05/6/2023", "ngày 05 tháng 6 năm 2023"),
        (date(2023, 1, 18), "18/01/2023", "ngày 18 tháng 01 năm 2023"),
        (date(2020, 2, 29), "29/02/2020", "ngày 29 tháng 02 năm 2020"),
        (date(2019, 3, 9), "09/3/2019", "ngày 09 tháng 3 năm 2019"),
        (date(2023, 12, 31), "31/12/2023", "ngày 31 tháng 12 năm 2023"),
    ],
)
def test_dates_carry_a_zero_where_the_decree_wants_one(day: date, short: str, long: str) -> None:
    assert format_date(day) == short
    assert date_on_paper(day) == long


def test_the_echo_of_a_date_names_its_weekday() -> None:
    assert date_in_words(date(2023, 6, 5)) == "Thứ Hai, 05/6/2023"
    assert date_in_words(date(2023, 6, 11)) == "Chủ nhật, 11/6/2023"


@given(typed_days)
def test_every_written_date_is_read_back(day: date) -> None:
    for shown in (format_date(day), date_on_paper(day), day.isoformat(), f"{day:%d%m%Y}"):
        assert parse_date(shown) == day


@given(st.text("0123456789/.- thangm", max_size=14) | st.text(max_size=30))
def test_a_typed_date_is_read_or_refused_with_words(typed: str) -> None:
    try:
        words = date_in_words(parse_date(typed, year=2023))
    except DateUnreadable as refused:
        words = refused.sentence()
    assert words


# --- search and order


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đoàn Kết", "doan ket"), ("Ỷ LẠI", "y lai"), ("Rơ Ô", "ro o"), ("Chư Băh", "chu bah"),
        ("H'Lan", "h'lan"), ("H’Lan", "h'lan"), ("đắk", "dak"), ("ĐẮK", "dak"), ("100 %", "100 %"),
        ("phường", "phuong"), ("thực hiện ước đạt", "thuc hien uoc dat"),
    ],
)  # fmt: skip
def test_folding_takes_every_mark(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_and_takes_any_form(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(text) == fold(unicodedata.normalize("NFD", text))


@given(vietnamese_words)
def test_folded_vietnamese_is_plain(text: str) -> None:
    assert fold(text).isascii()
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "ordered",
    [
        list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"),
        ["ba", "bà", "bả", "bã", "bá", "bạ", "băm", "bân"],
        ["an", "an ba", "an-ca", "anh", "Ánh"],
        ["Doãn", "Đa", "Đoàn Kết", "Êban"],
        ["Ia Pa", "Ia Rbol", "Ia Rtô", "Ia Sao", "Ia Sao 2"],
        ["Khối 2", "Khối 010", "Khối 11"],
        ["Hla", "H'Lan", "Hlang"],
        ["1a", "10", "an", "ж"],
        ["hòa bình", "hóa học", "hòa hợp"],
    ],
)
def test_the_order_is_that_of_the_vietnamese_alphabet(ordered: list[str]) -> None:
    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_tones_weigh_less_than_letters() -> None:
    assert sort_key("bạ a") < sort_key("ba b")
    assert sort_key("ba") < sort_key("bạ") < sort_key("bă")


@given(st.text(max_size=40), st.text(max_size=40))
def test_only_the_same_text_has_the_same_place(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (sort_key(one) == sort_key(other)) == same


@given(vietnamese_words, vietnamese_words.filter(str.strip))
def test_a_text_stands_before_its_own_continuation(text: str, more: str) -> None:
    longer = f"{text} {more.strip(' -')}x"
    assert sort_key(text) < sort_key(longer)


# --- numbering on paper


def test_roman_numbers() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 1999, 3999)] == [
        "I", "IV", "IX", "XIV", "XL", "XC", "MCMXCIX", "MMMCMXCIX",
    ]  # fmt: skip
    assert len({roman(n) for n in range(1, 4000)}) == 3999


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_there_is_no_such_roman_number(number: int) -> None:
    with pytest.raises(ValueError, match="roman"):
        roman(number)


def test_points_are_lettered_in_vietnamese() -> None:
    assert [letter(n) for n in range(1, 12)] == list("abcdđeghikl")
    assert letter(23) == "y"


@pytest.mark.parametrize("number", [0, 24])
def test_there_is_no_such_letter(number: int) -> None:
    with pytest.raises(ValueError, match="letter"):
        letter(number)


@pytest.mark.parametrize(
    ("text", "capital"),
    [("ủy ban nhân dân", "Ủy ban nhân dân"), ("đạt", "Đạt"), ("“thi đua”", "“Thi đua”"), ("11/6", "11/6"),
     ("", ""), ("UBND xã", "UBND xã"), ("đ\u0301", "Đ\u0301")],
)  # fmt: skip
def test_only_the_first_letter_becomes_a_capital(text: str, capital: str) -> None:
    assert capital_first(text) == capital


def test_long_typing_is_cut_in_the_message_not_in_the_facts() -> None:
    typed = "hai mươi  " * 1000
    refused = NumberUnreadable(typed)
    assert refused.facts["text"] == typed
    assert "hai mươi hai mươi" in refused.sentence()
    assert "…”" in refused.sentence()
    assert len(viet.quoted(typed)) == 42
