"""Capitals of Phụ lục II beyond names and units; abbreviations of Phụ lục III in citations. All advice."""

import re
from collections.abc import Iterator
from typing import Final

from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.quytac import TEN_LOAI

# Short forms end with a point as well: "TP. ", "v.v. ".
_AFTER = re.compile(r"(?<=[^\W\d_]{3})[.?!] (?P<next>[^\W\d_]{2,})")
_BODIES: Final = (
    (re.compile(r"\b(?:Ủy|Uỷ) (?:Ban nhân dân|ban Nhân dân|Ban Nhân [Dd]ân)"), "Ủy ban nhân dân"),
    (re.compile(r"\bHội (?:Đồng nhân dân|đồng Nhân dân|Đồng Nhân dân|Đồng Nhân Dân)"), "Hội đồng nhân dân"),
    (re.compile(r"\bPhòng (?:nội vụ|nội Vụ|Nội Vụ)"), "Phòng Nội vụ"),
    (re.compile(r"\bSở (?:nội vụ|nội Vụ|Nội Vụ)"), "Sở Nội vụ"),
    (re.compile(r"\bHội (?:Đồng [Tt]hi đua|đồng thi đua)"), "Hội đồng Thi đua"),
)
_HONOURS: Final = (
    (re.compile(r"\b[Hh]uân chương (?:lao động|Lao Động)"), "Huân chương Lao động"),
    (re.compile(r"\b[Hh]uân chương (?:độc lập|Độc Lập)"), "Huân chương Độc lập"),
    (re.compile(r"\b[Hh]uân chương (?:sao vàng|Sao Vàng)"), "Huân chương Sao vàng"),
    (re.compile(r"\b[Aa]nh hùng (?:lao động|Lao Động)\b"), "Anh hùng Lao động"),
    (re.compile(r"(?<=động )hạng (?:nhất|nhì|ba)\b"), "hạng Nhất, hạng Nhì, hạng Ba"),
)
_POST = re.compile(
    r"\b(?P<post>(?:phó )?(?:chủ tịch|bí thư|giám đốc|trưởng phòng|hiệu trưởng|thủ tướng)|giáo sư|tiến sĩ) "
    r"(?P<name>[A-ZĐÁÀÂÊÔƠƯỦỶ][^\W\d_]* [A-ZĐÁÀÂÊÔƠƯỦỶ][^\W\d_]*)"
)
_ALONE: Final = (
    (re.compile(r"\bbác Hồ\b"), "Bác Hồ"),
    (re.compile(r"\bđảng (?:ta\b|Cộng sản|cộng sản)"), "Đảng"),
    (re.compile(r"(?<=của )đảng(?=[,;.])"), "Đảng"),
)
_TEXT = re.compile(
    r"\b(?:nghị quyết|quyết định|chỉ thị|kế hoạch|nghị định|thông tư|hướng dẫn|báo cáo|tờ trình) số "
    r"\d+[/-][\wĐ/.-]*|\bluật (?=Thi đua|Tổ chức|Lưu trữ|Viên chức|Cán bộ)"
)
_DAYS: Final = (
    (re.compile(r"\b[Tt]ết nguyên đán\b|\bTết Nguyên Đán\b"), "Tết Nguyên đán"),
    (re.compile(r"\b(?:ngày )?(?:quốc khánh|Quốc Khánh)(?= 0?2)"), "Quốc khánh"),
    (re.compile(r"\b[Tt]hứ (?:hai|ba|tư|năm|sáu|bảy),? (?=ngày \d)"), "thứ Hai, thứ Ba, …"),
)
_CITED = re.compile(
    r"\b(?P<kind>Nghị quyết|Quyết định|Chỉ thị|Kế hoạch|Báo cáo|Tờ trình|Hướng dẫn|Thông báo|Chương trình)"
    r" số \d+/(?P<mark>[A-ZĐa-z]+)-[A-ZĐ]"
)
_PAIRS: Final = (
    (_BODIES, "VH-06", "body"),
    (_HONOURS, "VH-07", "honour"),
    (_ALONE, "VH-09", "alone"),
    (_DAYS, "VH-11", "day"),
)
_MARKS: Final = set(TEN_LOAI.values())


def check_capitals(where: str, text: str, out: Findings) -> None:
    """VH-01 after a full stop, VH-06 to VH-11, VT-01 in one paragraph."""
    for match in _AFTER.finditer(text):
        if match["next"].islower():
            out.add("VH-01", "after", where, found=snippet(match[0]))
    for pairs, rule, case in _PAIRS:
        for found, wanted in _replaced(pairs, text):
            out.add(rule, case, where, found=found, wanted=wanted)
    for match in _POST.finditer(text):
        out.add("VH-08", "post", where, found=match[0])
    for match in _TEXT.finditer(text):
        out.add("VH-10", "text", where, found=match[0].strip())
    _cited(where, text, out)


def _replaced(pairs: tuple[tuple[re.Pattern[str], str], ...], text: str) -> Iterator[tuple[str, str]]:
    for pattern, wanted in pairs:
        for match in pattern.finditer(text):
            if match[0] != wanted:
                yield match[0].strip(" ,"), wanted


def _cited(where: str, text: str, out: Findings) -> None:
    """A citation whose abbreviation is that of another type; a decree's or a circular's own form passes."""
    for match in _CITED.finditer(text):
        wanted = TEN_LOAI[match["kind"].upper()]
        if match["mark"] != wanted and (match["mark"] in _MARKS or match["mark"].upper() == wanted.upper()):
            out.add("VT-01", "cited", where, found=match[0][:-2], wanted=wanted)
