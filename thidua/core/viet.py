"""Vietnamese as the offices write it: numbers, dates, alphabet, and the sentences that refuse a typed value.

The one module of the core in which accented literals stand.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from thidua.core.errors import WrongInput

WHOLE_DIGITS = 15
"""No typed number has more digits before the comma: 999 nghìn tỷ đồng is beyond any town."""
DECIMAL_DIGITS = 6
"""No typed number has more digits after the comma."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
_QUOTED = 40
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

LAW_BY_YEAR = r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)\b[^;.()\d]{0,90}?\bnăm\s+\d{4}"
"""A law named by its year, as a pattern: "Luật Thi đua, khen thưởng năm 2022"."""
_CAPITALS = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
TITLE_OF_PAPER = (
    r"(?:\s+của\s+[^;.()\d]{1,90}?)?"
    r"\s+(?:về|V/v|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|giao|triển khai|phát động)\b"
    rf"(?:[^;.()“”]|\([^()]*\)|“[^“”]*”)*?(?=\s*[;.)”]|,\s+[{_CAPITALS}]|$)"
)
"""What follows a paper's number and day as its title, as a pattern: up to a stop, or to a comma before a
capital, where the sentence goes on."""


class TypedWrong(WrongInput):
    """A typed value that cannot be taken; it carries the Vietnamese sentence that says why and what to do."""

    def __init__(self, reason: str, sentence: str, **facts: object) -> None:
        super().__init__(reason, **facts)
        self._sentence = sentence

    def sentence(self) -> str:
        """What is wrong and what to do next, for the person who typed it."""
        return self._sentence


def quoted(text: str) -> str:
    """The typed text between quotation marks, cut to a length that fits a message."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _QUOTED else line[: _QUOTED - 1] + '…'}”"


def plain_dashes(text: str) -> str:
    """The text in NFC with every dash and minus sign as the hyphen of the keyboard."""
    return unicodedata.normalize("NFC", text).translate(_DASHES)


# --- numbers --------------------------------------------------------------------------------------


class NumberUnreadable(TypedWrong):
    """What was typed is no number in digits."""

    def __init__(self, text: str) -> None:
        hint = "Gõ bằng chữ số, ví dụ 1.250 hoặc 97,5."
        why = f"{quoted(text)} không phải là số." if text.strip() else "Chưa có số nào."
        super().__init__("so_khong_doc_duoc", f"{why} {hint}", text=text)


class NumberUnclear(TypedWrong):
    """What was typed is a number, but not surely one; each of `readings` can be typed as it stands."""

    def __init__(self, text: str, readings: tuple[str, ...]) -> None:
        super().__init__("so_chua_ro", _unclear_sentence(text, readings), text=text, readings=readings)
        self.readings = readings


class NumberNegative(TypedWrong):
    """A number below zero where none may stand."""

    def __init__(self, text: str) -> None:
        sentence = f"{quoted(text)} nhỏ hơn 0. Ở đây chỉ nhận số từ 0 trở lên."
        super().__init__("so_am", sentence, text=text)


class NumberTooLong(TypedWrong):
    """A number with more digits than any figure of a town."""

    def __init__(self, text: str) -> None:
        sentence = (
            f"{quoted(text)} quá dài: nhiều nhất {WHOLE_DIGITS} chữ số trước dấu phẩy và {DECIMAL_DIGITS} "
            "chữ số sau dấu phẩy. Kiểm tra lại số hoặc đổi đơn vị tính."
        )
        super().__init__("so_qua_dai", sentence, text=text)


_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+)(?:,[0-9]+)?")
_COMMA_OR_GROUP = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_DIGITS_AND_SIGNS = re.compile(r"[0-9]+(?:[., ][0-9]+)*")
_ENGLISH_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_SWAP_SIGNS = str.maketrans(".,", ",.")


def parse_number(text: str, *, negative: bool = False) -> Decimal:
    """The number that was typed the Vietnamese way: comma before the decimals, dots or spaces only between
    exact groups of three; a "%" at the end says nothing about the value ("97,5 %" is 97.5).

    A number below zero is taken only with `negative`. Three digits after a comma and at most three before it
    ("1,250") could be either sign, so they are refused unless only one reading is left ("0,125").

    Raises NumberUnclear with the readings, NumberUnreadable, NumberNegative or NumberTooLong.
    """
    token = " ".join(plain_dashes(text).split()).removesuffix("%").rstrip()
    sign, body = ("-", token[1:].lstrip()) if token.startswith("-") else ("", token)
    if not _DIGITS_AND_SIGNS.fullmatch(body):
        raise NumberUnreadable(text)
    if sign and not negative and body.strip("0., "):
        raise NumberNegative(text)
    if not _is_clear(body):
        raise _unclear(text, sign, body)
    value = Decimal(sign + re.sub("[. ]", "", body).replace(",", "."))
    if not _fits(value):
        raise NumberTooLong(text)
    return value if value else abs(value)


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """1.234,5: dots between thousands, a comma before the decimals; rounded half up to `places` when given,
    else as exact as it is and without trailing zeros. Zero has no sign. ValueError for NaN and infinity."""
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"not a figure: {number}")
    text = f"{number:,f}" if places is None else f"{round_half_up(number, places):,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("-0.,"):
        text = text.removeprefix("-")
    return text.translate(_SWAP_SIGNS)


def number_for_input(value: Decimal | int) -> str:
    """The number as a field shows it for typing over: `parse_number` reads back the same value. Differs from
    `format_number` only where that would be unclear (1,234 is shown as 1,2340)."""
    text = format_number(value)
    return f"{text}0" if _COMMA_OR_GROUP.fullmatch(text.removeprefix("-")) else text


def round_half_up(value: Decimal, places: int) -> Decimal:
    """The value with exactly this many decimals, halves away from zero: the offices' rounding."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=120))


def _is_clear(body: str) -> bool:
    if _COMMA_OR_GROUP.fullmatch(body):
        return False
    return bool(_PLAIN.fullmatch(body) or _GROUPED.fullmatch(body))


def _fits(value: Decimal) -> bool:
    decimals = -int(value.as_tuple().exponent)
    return value.adjusted() < WHOLE_DIGITS and decimals <= DECIMAL_DIGITS


def _unclear(text: str, sign: str, body: str) -> TypedWrong:
    values = [value for value in (_read_as_english(body), _read_without_dots(body)) if value is not None]
    readings = tuple(dict.fromkeys(sign + number_for_input(value) for value in values if _fits(value)))
    if readings:
        return NumberUnclear(text, readings)
    return NumberTooLong(text) if values else NumberUnreadable(text)


def _read_as_english(body: str) -> Decimal | None:
    whole, dot, decimals = body.rpartition(".")
    if dot and decimals.isdecimal():
        return Decimal(f"{re.sub('[., ]', '', whole)}.{decimals}")
    return Decimal(body.replace(",", "")) if _ENGLISH_GROUPS.fullmatch(body) else None


def _read_without_dots(body: str) -> Decimal | None:
    if body.count(",") > 1:
        return None
    return Decimal(re.sub("[. ]", "", body).replace(",", "."))


def _unclear_sentence(text: str, readings: tuple[str, ...]) -> str:
    ways = " hoặc ".join(f"“{reading}”" for reading in readings)
    if len(readings) == 1:
        return f"{quoted(text)} chưa đúng cách viết số. Nếu là {_explained(readings[0])} thì gõ lại {ways}."
    options = " hay ".join(map(_explained, readings))
    return f"{quoted(text)} đọc được hai cách: {options}? Gõ lại theo cách {ways}."


def _explained(reading: str) -> str:
    if "," in reading or "." not in reading:
        return reading
    return f"{reading} ({number_in_words(int(reading.replace('.', '')))})"


def too_long_sentence(limit: int, actual: int) -> str:
    """The words for a text beyond its limit, both lengths in characters."""
    return (
        f"Nội dung dài {format_number(actual)} ký tự, nhiều nhất là {format_number(limit)}. "
        "Rút gọn, hoặc đính kèm phần còn lại thành tệp."
    )


# --- numbers in words -----------------------------------------------------------------------------

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES = ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"))


def number_in_words(number: int) -> str:
    """The whole number in words: 1250 is "một nghìn hai trăm năm mươi", 1005 "một nghìn không trăm linh năm".
    Right up to 10^18, a billion times a billion; "âm" stands before a number below zero."""
    if number < 0:
        return f"âm {number_in_words(-number)}"
    return " ".join(_words(number, follows=False)) or _DIGITS[0]


def _words(number: int, *, follows: bool) -> list[str]:
    """The words of one number; `follows` when greater words stand before it and its hundreds must be said."""
    for scale, name in _SCALES:
        if number >= scale:
            high, low = divmod(number, scale)
            return [*_words(high, follows=follows), name, *_words(low, follows=True)]
    return _group(number, follows=follows) if number else []


def _group(number: int, *, follows: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or follows else []
    if tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_ones(tens, ones))
    return words


def _ones(tens: int, ones: int) -> str:
    if tens == 0 or (tens == 1 and ones != 5):
        return _DIGITS[ones]
    return _AFTER_TENS.get(ones, _DIGITS[ones])


# --- dates ----------------------------------------------------------------------------------------

_DATE_FAULTS = {
    "ngay_khong_doc_duoc": "{quoted} không đọc được thành ngày. Gõ ngày trước, tháng sau, ví dụ 05/6/2023.",
    "ngay_thieu_nam": "{quoted} chưa có năm. Gõ đủ ngày, tháng, năm, ví dụ 05/6/2023.",
    "ngay_nam_xa": "{quoted}: năm {year} nằm ngoài khoảng {first}–{last}. Kiểm tra lại năm.",
    "ngay_khong_co_thang": "{quoted}: không có tháng {month}. Gõ ngày trước, tháng sau, ví dụ 05/6/2023.",
    "ngay_khong_co_ngay": "{quoted}: tháng {month} năm {year} không có ngày {day}. Kiểm tra lại ngày.",
}
_DATE_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        r"(?P<d>\d{1,2}) ?[/. -] ?(?P<m>\d{1,2})(?: ?[/. -] ?(?P<y>\d{4}|\d{2}))?",
        r"(?P<y>\d{4}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<d>\d{1,2})",
        r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})",
        r"(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam (?P<y>\d{4}))?",
    )
)
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class DateUnreadable(TypedWrong):
    """What was typed is no date; `reason` says whether the shape, the year, the month or the day is wrong."""

    def __init__(self, text: str, reason: str, *, day: int = 0, month: int = 0, year: int = 0) -> None:
        sentence = _DATE_FAULTS[reason].format(
            quoted=quoted(text), day=day, month=month, year=year, first=FIRST_YEAR, last=LAST_YEAR
        )
        super().__init__(reason, sentence, text=text, day=day, month=month, year=year)


def parse_date(text: str, *, year: int | None = None) -> date:
    """The day that was typed, day before month: 5/6, 05/6/23, 5.6.2023, 05062023, 2023-06-05, "ngày 05 tháng
    6 năm 2023". Two digits of a year mean 20xx; without a year it is `year`.

    Raises DateUnreadable, also for a day that no calendar has (31/6) and for years outside 1900–2199.
    """
    token = " ".join(fold(plain_dashes(text)).split())
    match = next((found for shape in _DATE_SHAPES if (found := shape.fullmatch(token))), None)
    if match is None:
        raise DateUnreadable(text, "ngay_khong_doc_duoc")
    full_year = _full_year(match["y"], year)
    if full_year is None:
        raise DateUnreadable(text, "ngay_thieu_nam")
    return _existing_day(text, int(match["d"]), int(match["m"]), full_year)


def format_date(day: date) -> str:
    """05/6/2023: a zero before days 1–9 and months 1 and 2 only (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{day.day:02}/{_paper_month(day)}/{day.year:04}"


def date_in_words(day: date) -> str:
    """Thứ Hai, 05/6/2023: the echo of a typed date."""
    return f"{_WEEKDAYS[day.weekday()]}, {format_date(day)}"


def date_on_paper(day: date) -> str:
    """ngày 05 tháng 6 năm 2023, as a document's place and date line has it (rule DD-02)."""
    return f"ngày {day.day:02} tháng {_paper_month(day)} năm {day.year:04}"


def _paper_month(day: date) -> str:
    return f"{day.month:02}" if day.month <= 2 else str(day.month)


def _full_year(typed: str | None, default: int | None) -> int | None:
    if typed is None:
        return default
    return 2000 + int(typed) if len(typed) == 2 else int(typed)


def _existing_day(text: str, day: int, month: int, year: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateUnreadable(text, "ngay_nam_xa", year=year)
    if not 1 <= month <= 12:
        raise DateUnreadable(text, "ngay_khong_co_thang", month=month)
    if not 1 <= day <= monthrange(year, month)[1]:
        raise DateUnreadable(text, "ngay_khong_co_ngay", day=day, month=month, year=year)
    return date(year, month, day)


# --- search and order -----------------------------------------------------------------------------

_FOLDED_SIGNS = str.maketrans({"đ": "d", "’": "'", "‘": "'", "ʼ": "'"})
_VOWEL_MARKS = {
    "a\u0306": "1", "a\u0302": "2", "e\u0302": "1", "o\u0302": "1", "o\u031b": "2", "u\u031b": "1",
}  # fmt: skip
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SORT_TOKENS = re.compile(r"[0-9]+|[a-zđ][\u0300-\u036f]*|[\s-]+|.", re.DOTALL)
_HIGHEST_CODE = "~"


def fold(text: str) -> str:
    """The text for searching: no diacritics, đ as d, no capitals, curly apostrophes straight. Folding twice
    changes nothing, so a folded needle is looked up in a folded column."""
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    return "".join(c for c in bare if unicodedata.category(c) != "Mn").translate(_FOLDED_SIGNS)


def sort_key(text: str) -> str:
    """A key that puts texts in the order of the Vietnamese alphabet (a ă â b c d đ e ê …, f j w z in their
    Latin places): letters first, then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then the text itself.

    Word by word (an ba before anh), digits by value (Khối 2 before Khối 10), punctuation but the hyphen of no
    weight. Keys compare by code point: in Python, in SQLite, in PostgreSQL under COLLATE "C".
    """
    letters, tones = [], []
    for token in _SORT_TOKENS.findall(unicodedata.normalize("NFD", text.casefold()).strip()):
        letter, tone = _sort_code(token)
        letters.append(letter)
        tones.append(tone)
    return f"{''.join(letters)} {''.join(tones)} {unicodedata.normalize('NFC', text)}"


def _sort_code(token: str) -> tuple[str, str]:
    """The two codes of one token: of its letter and of its tone; both start no other token's code."""
    first = token[0]
    if first.isspace() or first == "-":
        return "!", ""
    if first in "0123456789":
        value = token.lstrip("0")
        return f"0{len(value):03}{value}", ""
    if first == "đ":
        return "d1", "0"
    if "a" <= first <= "z":
        return _letter_code(first, token[1:])
    return (f"{_HIGHEST_CODE}{ord(first):06x}", "") if first.isalnum() else ("", "")


def _letter_code(base: str, marks: str) -> tuple[str, str]:
    variant = max((_VOWEL_MARKS.get(base + mark, "0") for mark in marks), default="0")
    tone = max((_TONES.get(mark, "0") for mark in marks), default="0")
    return base + variant, tone


# --- numbering on paper ---------------------------------------------------------------------------

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """I, II, III, IV …: the number of a phần, chương or phụ lục. Raises ValueError outside 1–3999."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no roman number for {number}")
    digits = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        digits.append(sign * count)
    return "".join(digits)


def letter(number: int) -> str:
    """The letter of the n-th điểm, from 1: a b c d đ e g h i k l m n o p q r s t u v x y. Raises ValueError
    outside 1–23."""
    if not 1 <= number <= len(_LETTERS):
        raise ValueError(f"no letter for {number}")
    return _LETTERS[number - 1]


def capital_first(text: str) -> str:
    """The text with its first letter as a capital, whatever signs stand before it, the rest untouched."""
    place = next((index for index, char in enumerate(text) if char.isalpha()), 0)
    return text[:place] + text[place : place + 1].upper() + text[place + 1 :]


# --- types of documents ---------------------------------------------------------------------------

LOAI_VAN_BAN = (
    ("nghi_quyet", "Nghị quyết", "NQ"),
    ("quyet_dinh", "Quyết định", "QĐ"),
    ("chi_thi", "Chỉ thị", "CT"),
    ("quy_che", "Quy chế", "QC"),
    ("quy_dinh", "Quy định", "QyĐ"),
    ("thong_cao", "Thông cáo", "TC"),
    ("thong_bao", "Thông báo", "TB"),
    ("huong_dan", "Hướng dẫn", "HD"),
    ("chuong_trinh", "Chương trình", "CTr"),
    ("ke_hoach", "Kế hoạch", "KH"),
    ("phuong_an", "Phương án", "PA"),
    ("de_an", "Đề án", "ĐA"),
    ("du_an", "Dự án", "DA"),
    ("bao_cao", "Báo cáo", "BC"),
    ("bien_ban", "Biên bản", "BB"),
    ("to_trinh", "Tờ trình", "TTr"),
    ("hop_dong", "Hợp đồng", "HĐ"),
    ("cong_dien", "Công điện", "CĐ"),
    ("ban_ghi_nho", "Bản ghi nhớ", "BGN"),
    ("ban_thoa_thuan", "Bản thỏa thuận", "BTT"),
    ("giay_uy_quyen", "Giấy ủy quyền", "GUQ"),
    ("giay_moi", "Giấy mời", "GM"),
    ("giay_gioi_thieu", "Giấy giới thiệu", "GGT"),
    ("giay_nghi_phep", "Giấy nghỉ phép", "GNP"),
    ("phieu_gui", "Phiếu gửi", "PG"),
    ("phieu_chuyen", "Phiếu chuyển", "PC"),
    ("phieu_bao", "Phiếu báo", "PB"),
)
"""Identifier, name and abbreviation of each abbreviated type (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""


def so_ky_hieu_sentence(text: str) -> str:
    """The words for a typed số ký hiệu that cannot be read."""
    hint = "Gõ số và ký hiệu, ví dụ 05/KH-UBND, hoặc chỉ gõ số: 05."
    return f"{quoted(text)} không phải là số của văn bản. {hint}"
