"""Rules of the division of a text: Phần, Chương, Mục, Tiểu mục, Điều, khoản, điểm; or I., 1., a)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from thidua.vanban import quytac as q
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.look_rules import Wanted, judge
from thidua.vanban.check.model import Line, Paragraph, Run
from thidua.vanban.check.numbering import roman
from thidua.vanban.check.parts import Parts
from thidua.vanban.check.words import fold, is_capitals, squeeze

_LEVELS: Final = {"phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu muc": "Tiểu mục"}
_LARGE = re.compile(
    r"(phan|chuong|muc|tieu muc) (?P<number>[ivxlc]+|\d+|[a-h](?=[.:]?$))(?P<rest>[.:]? .*|[.:]?)$"
)
_ROMAN_LEVELS: Final = ("Phần", "Chương")
_DIEU = re.compile(r"Điều (?P<number>\d+)\. ?\S?")
_ALMOST_DIEU = re.compile(r"(ĐIỀU|Điều|điều) (\d+|[IVXLC]+)\s*[:.)/\-–]|Điều [IVXLC]+\b")
_MUC = re.compile(r"(?P<number>[IVXLC]+)\. ?(?P<heading>\S.*)")
_KHOAN = re.compile(r"(?P<number>\d{1,3})\. ?\D")
_KHOAN_OTHERWISE = re.compile(r"\d{1,2}(\)|/(?!\d)) ?\S")
_DIEM = re.compile(r"(?P<letter>[a-zđăâêôơư])\) ?\S")
_DIEM_OTHERWISE = re.compile(r"[a-zđ][./] \S")
# A khoản whose every letter is bold is a heading; one as long as this is a text.
_LONGEST_HEADING: Final = 250
_LONGEST_LINE: Final = 200
_FEW: Final = 2


@dataclass(frozen=True, slots=True)
class _Step:
    """A numbered paragraph: its level, its number counted from 1, and how it is written."""

    level: str
    number: int
    shown: str
    where: str


def check_scheme(parts: Parts, out: Findings) -> None:
    """DK-01 to DK-08."""
    paragraphs = [b for b in parts.body if isinstance(b, Paragraph) and not b.is_blank]
    steps: list[_Step] = []
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        step = _large(paragraph, following, out) or _small(paragraph, out)
        if step is not None:
            steps.append(step)
    for before, step in _jumps(steps):
        out.add("DK-07", "order", step.where, before=before.shown, found=step.shown)
    _one_scheme(steps, out)


def _where(paragraph: Paragraph) -> str:
    return f"{paragraph.place}: “{snippet(paragraph.text)}”"


# --- Phần, Chương, Mục, Tiểu mục


def large_level(text: str) -> re.Match[str] | None:
    """Whether a line is the number of a phần, chương, mục or tiểu mục, with or without its heading."""
    if len(text) > _LONGEST_LINE:
        return None
    said = squeeze(text)
    match = _LARGE.match(fold(said))
    if match is None or match["number"].isdigit():
        return match
    # in small letters it is a word, not a number: "Mục vì …"
    return match if said[match.start("number") : match.end("number")].isupper() else None


def _large(paragraph: Paragraph, following: Paragraph | None, out: Findings) -> _Step | None:
    lines = [line for line in paragraph.pieces("\n") if line.text]
    match = large_level(lines[0].text) if lines else None
    if match is None or not _is_heading(lines[0]):
        return None
    where, text = _where(paragraph), squeeze(lines[0].text)
    level = _LEVELS[match[1]]
    wanted = Wanted("DK-01", q.SIZE_BODY, bold=True, italic=False, centred=True)
    judge(lines[0], wanted, where, out)
    heading = lines[1:] or _pieces(following)
    if match["rest"].strip(" .:"):
        out.add("DK-01", "line", where, found=snippet(text), level=level)
    else:
        _judge_number(text, level, match["number"], where, out)
        _judge_heading(text, heading[:1], out)
    return _Step(level, _count(match["number"]), text, where)


def _is_heading(line: Line) -> bool:
    """A heading stands in the middle or is bold; a sentence that begins with "Mục 1" does neither."""
    return line.format.align == "center" or line.all("bold")


def _pieces(paragraph: Paragraph | None) -> tuple[Line, ...]:
    return paragraph.pieces("\n") if paragraph is not None else ()


def _judge_number(text: str, level: str, number: str, where: str, out: Findings) -> None:
    wants_roman = level in _ROMAN_LEVELS
    if number.isdigit() == wants_roman or (wants_roman and not _roman_value(number)):
        wanted = "La Mã" if wants_roman else "Ả Rập"
        out.add("DK-01", "number", where, found=snippet(text), level=level.lower(), wanted=wanted)
    elif not text.startswith(level + " "):
        out.add("DK-01", "caps", where, found=snippet(text))


def _judge_heading(above: str, lines: Iterable[Line], out: Findings) -> None:
    line = next(iter(lines), None)
    if line is None or _DIEU.match(line.text) or large_level(line.text) or not _is_heading(line):
        out.add("DK-02", "missing", f"“{snippet(above)}”", found=snippet(above))
        return
    wanted = Wanted("DK-02", q.SIZE_BODY, bold=True, italic=False, capitals=True, centred=True)
    judge(line, wanted, f"tiêu đề “{snippet(line.text)}”", out)


# --- Điều, mục with a Roman number, khoản, điểm


def _small(paragraph: Paragraph, out: Findings) -> _Step | None:
    text, where = squeeze(paragraph.text), _where(paragraph)
    if paragraph.format.align == "center":
        return None
    for read in (_dieu, _muc, _khoan, _diem):
        step = read(paragraph, text, where, out)
        if step is not None:
            return step
    return None


def _dieu(paragraph: Paragraph, text: str, where: str, out: Findings) -> _Step | None:
    match = _DIEU.match(text)
    if match is None:
        if _ALMOST_DIEU.match(text) and paragraph.runs[0].look.bold:
            out.add("DK-03", "form", where, found=snippet(text))
        return None
    opening = [run.look for run in _first_runs(paragraph, len(f"Điều {match['number']}"))]
    if not all(look.bold and not look.italic for look in opening):
        out.add("DK-03", "style", where, found=f"Điều {match['number']}.")
    return _Step("Điều", int(match["number"]), f"Điều {match['number']}.", where)


def _first_runs(paragraph: Paragraph, length: int) -> Iterator[Run]:
    """The runs that make up the first letters of a paragraph."""
    for run in paragraph.runs:
        if length <= 0:
            return
        if run.text.strip():
            yield run
        length -= len(run.text)


def _muc(paragraph: Paragraph, text: str, where: str, out: Findings) -> _Step | None:
    match = _MUC.match(text)
    value = _roman_value(match["number"].lower()) if match else 0
    if match is None or not value or len(text) > _LONGEST_HEADING:
        return None
    line = paragraph.whole()
    if text.endswith((".", ";", ",", "”")) and not is_capitals(match["heading"]) and not line.any("bold"):
        # "V. I. Lênin đã viết: …" is a sentence
        return None
    if match["heading"] != match["heading"].upper() and not all(look.caps for look in line.looks()):
        out.add("DK-04", "caps", where, found=snippet(text))
    if not line.all("bold") or line.any("italic"):
        out.add("DK-04", "style", where)
    return _Step("mục", value, f"{match['number']}.", where)


def _khoan(paragraph: Paragraph, text: str, where: str, out: Findings) -> _Step | None:
    match = _KHOAN.match(text)
    if match is None:
        if _KHOAN_OTHERWISE.match(text):
            out.add("DK-05", "form", where, found=snippet(text))
        return None
    if len(text) > _LONGEST_HEADING and paragraph.whole().all("bold"):
        out.add("DK-05", "style", where, found=snippet(text))
    return _Step("khoản", int(match["number"]), f"{match['number']}.", where)


def _diem(paragraph: Paragraph, text: str, where: str, out: Findings) -> _Step | None:
    match = _DIEM.match(text)
    if match is None:
        if _DIEM_OTHERWISE.match(text):
            out.add("DK-06", "form", where, found=snippet(text))
        return None
    letter = match["letter"]
    if letter not in q.DIEM:
        out.add("DK-06", "letter", where, found=letter)
        return None
    if paragraph.whole().all("bold"):
        out.add("DK-06", "style", where, found=snippet(text))
    return _Step("điểm", q.DIEM.index(letter) + 1, f"{letter})", where)


# --- numbers


def _roman_value(text: str) -> int:
    """The value of Roman digits in small letters up to 60; 0 for what is none."""
    return next((value for value in range(1, 61) if roman(value).lower() == text), 0)


def _count(number: str) -> int:
    return int(number) if number.isdigit() else _roman_value(number)


def _jumps(steps: list[_Step]) -> Iterator[tuple[_Step, _Step]]:
    """Where a level does not go on by one. A higher level in between lets the lower ones begin again."""
    order = ("Phần", "Chương", "Mục", "Tiểu mục", "mục", "Điều", "khoản", "điểm")
    last: dict[str, _Step] = {}
    for step in steps:
        before = last.get(step.level)
        if before is not None and step.number not in (before.number + 1, 1):
            yield before, step
        # the numbers of Điều run through the whole text
        for lower in order[order.index(step.level) + 1 :]:
            if lower != "Điều":
                last.pop(lower, None)
        last[step.level] = step


def _one_scheme(steps: list[_Step], out: Findings) -> None:
    """Điều and mục with Roman numbers belong to two schemes; one of either may be a quotation."""
    dieu, muc = ([step for step in steps if step.level == level] for level in ("Điều", "mục"))
    if len(dieu) >= _FEW and len(muc) >= _FEW:
        out.add("DK-08", "scheme", muc[0].where, found=dieu[0].shown.rstrip("."), other=muc[0].shown)
