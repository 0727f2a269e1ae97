"""Slips of language: capitals of Phụ lục II, and what the office writes in two ways. All of it advice."""

import re
from collections.abc import Iterator
from typing import Final

from thidua.vanban.check.capitals import check_capitals
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.model import Paragraph
from thidua.vanban.check.parts import Parts
from thidua.vanban.check.words import squeeze

_UNIT = re.compile(r"(?<=[\w,] )(Thị xã|Thị trấn|Phường|Xã|Huyện|Tỉnh) (?P<name>[^\W\d_]+)")
# Units named with a number, a person or an event keep the capital, and so do bodies and offices.
_UNIT_LEFT_ALONE: Final = re.compile(r"(Phường|Xã|Huyện|Tỉnh) (\d|Đoàn\b)|Thị xã đoàn")
_NHAN_DAN = re.compile(r"(?P<body>(?:ban|đồng|án|sát|đội|an|trang|giáo|sĩ|thuốc) )?\bnhân dân\b")
# The laws themselves write "quản lý nhà nước" for the function.
_NHA_NUOC = re.compile(r"(?<!quản lý )\bnhà nước\b")
_CLAUSE = re.compile(
    r"\b(?:Khoản \d+,? (?:Điều|điều) \d+|(?:khoản \d+,? )điều \d+|Điểm [a-zđ]\)?,? khoản \d+)"
)
_TONES: Final = (
    ("uỷ", "ủy"),
    ("hoà", "hòa"),
    ("hoá", "hóa"),
    ("toà", "tòa"),
    ("thuỷ", "thủy"),
    ("quí", "quý"),
)
_CITATION = re.compile(r"\b(?:Chỉ thị|Nghị quyết|Quyết định|Kế hoạch) \d+[-/][A-ZĐ/\-]+\w*(?:, ngày)?")
_SLIPS: Final = (
    ("Công thông tin điện tử", "Cổng thông tin điện tử"),
    ("xử dụng", "sử dụng"),
    ("bổ xung", "bổ sung"),
)
_PEOPLE: Final = re.compile(r"\b(Hồ (?:chí Minh|Chí minh|chí minh)|Nguyễn ái Quốc|Võ nguyên Giáp)")
_SHORT_FORMS: Final = (
    ((re.compile(r"\bTĐ-KT\b"), re.compile(r"\bTĐKT\b"), re.compile(r"\bTĐ,KT\b")), "TĐKT"),
    (
        (re.compile(r"Thi đua – [Kk]hen thưởng"), re.compile(r"Thi đua - [Kk]hen thưởng")),
        "Thi đua - Khen thưởng",
    ),
    (
        (re.compile(r"quốc phòng [-–] an ninh"), re.compile(r"an ninh [-–] quốc phòng")),
        "quốc phòng - an ninh",
    ),
)  # fmt: skip
_YEARS = re.compile(r"\b\d{4} ?(?P<dash>[-–]) ?\d{4}\b")
_COMPOUND = re.compile(r"(?=\b(?P<one>[^\W\d_]+) (?P<dash>[-–]) (?P<other>[^\W\d_]+))")
_DOUBLE_SPACE = re.compile(r"\S {2,}\S|\w +[,;.:](?=\s)")
_FIRST_WORD = re.compile(r"[^\W\d_]{2,}")
_LONG_PHRASE: Final = 20
_OFTEN: Final = 3


def check_language(parts: Parts, out: Findings) -> None:
    """Advice on capitals, spelling and consistency over the text of the body and the recipients."""
    texts = [(_where(p), p, squeeze(p.text)) for p in _paragraphs(parts)]
    for where, paragraph, text in texts:
        _sentence_start(where, text, out)
        _capitals(where, text, out)
        check_capitals(where, text, out)
        _names(where, text, out)
        _spelling(where, text, out)
        if found := _DOUBLE_SPACE.search(paragraph.text):
            out.add(
                "CT-07",
                "space",
                where,
                found=snippet(paragraph.text[max(found.start() - 15, 0) : found.end() + 15]),
            )
    for line in parts.tail.noi_nhan:
        _spelling("Nơi nhận", squeeze(line.text), out)
    everything = "\n".join([*(text for _, _, text in texts), *(line.text for line in parts.tail.noi_nhan)])
    _consistency(everything, out)
    _repeats([text for _, _, text in texts], out)


def _paragraphs(parts: Parts) -> Iterator[Paragraph]:
    for block in parts.body:
        if isinstance(block, Paragraph) and not block.is_blank:
            yield block


def _where(paragraph: Paragraph) -> str:
    return f"{paragraph.place}: “{snippet(paragraph.text)}”"


def _sentence_start(where: str, text: str, out: Findings) -> None:
    match = _FIRST_WORD.match(text)
    if match is not None and match[0].islower():
        out.add("VH-01", "sentence", where, found=match[0])


def _capitals(where: str, text: str, out: Findings) -> None:
    for match in _UNIT.finditer(text):
        if match["name"].istitle() and not _UNIT_LEFT_ALONE.match(text, match.start()):
            out.add("VH-03", "unit", where, found=snippet(match[0]))
    for match in _CLAUSE.finditer(text):
        out.add("VH-05", "clause", where, found=match[0])


def _names(where: str, text: str, out: Findings) -> None:
    for match in _PEOPLE.finditer(text):
        out.add("VH-02", "name", where, found=match[0])
    for match in _NHAN_DAN.finditer(text):
        # Ủy ban nhân dân, Quân đội nhân dân, Nhà giáo nhân dân are names of their own.
        if not match["body"]:
            out.add("VH-04", "always", where, found=match[0], wanted="Nhân dân")
    for match in _NHA_NUOC.finditer(text):
        out.add("VH-04", "always", where, found=match[0], wanted="Nhà nước")


def _spelling(where: str, text: str, out: Findings) -> None:
    for slip, wanted in _SLIPS:
        if slip in text:
            out.add("CT-05", "slip", where, found=slip, wanted=wanted)
    for match in _CITATION.finditer(text):
        out.add("CT-04", "citation", where, found=match[0])


def _consistency(text: str, out: Findings) -> None:
    lowered = text.lower()
    for one, other in _TONES:
        if all(re.search(rf"{form}\b", lowered) for form in (one, other)):
            out.add("CT-01", "tone", "toàn văn", found=one, wanted=other)
    for patterns, wanted in _SHORT_FORMS:
        forms = [match[0] for pattern in patterns if (match := pattern.search(text))]
        if len(forms) > 1 or (forms and forms[0].startswith("Thi đua –")):
            found = ", ".join(f"“{form}”" for form in forms)
            out.add("CT-02", "short", "toàn văn", found=found, wanted=wanted)
    _dashes(text, out)


def _dashes(text: str, out: Findings) -> None:
    """Years and compounds that are joined by a hyphen here and by a dash there."""
    years = {match["dash"]: match[0] for match in _YEARS.finditer(text)}
    if len(years) > 1:
        out.add("CT-03", "dash", "toàn văn", found=f"{years['–']}”, “{years['-']}")
    joined: dict[tuple[str, str], set[str]] = {}
    for match in _COMPOUND.finditer(text.lower()):
        joined.setdefault((match["one"], match["other"]), set()).add(match["dash"])
    for (one, other), dashes in joined.items():
        if len(dashes) > 1:
            out.add("CT-03", "dash", "toàn văn", found=f"{one} – {other}”, “{one} - {other}")


def _repeats(texts: list[str], out: Findings) -> None:
    """The phrase of twenty words that comes most often, when it comes three times or more."""
    counts: dict[tuple[str, ...], int] = {}
    for text in texts:
        words = text.split()
        for at in range(len(words) - _LONG_PHRASE + 1):
            phrase = tuple(words[at : at + _LONG_PHRASE])
            counts[phrase] = counts.get(phrase, 0) + 1
    if counts:
        phrase, count = max(counts.items(), key=lambda item: item[1])
        if count >= _OFTEN:
            out.add("CT-06", "repeat", "toàn văn", found=count, wanted=" ".join(phrase[:10]))
