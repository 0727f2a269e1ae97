"""Rules of what is stamped on a paper or stands at the foot of page 1: MK, LH, DC."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from thidua.vanban import quytac as q
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.look_rules import Wanted, judge
from thidua.vanban.check.model import Block, Line, Paragraph, Section
from thidua.vanban.check.parts import Parts
from thidua.vanban.check.ruler import rule_lines
from thidua.vanban.check.words import fold, millimetres, squeeze

_Box = tuple[float, float]
# A box is there; how large is not said.
_UNKNOWN: Final[_Box] = (0, 0)
_KHAN: Final = {fold(text) for text in q.DO_KHAN}
_MAT: Final = {fold(text) for text in q.DO_MAT}
_LUU_HANH: Final = {fold(text) for text in q.LUU_HANH}
_CONTACT = re.compile(r"(dia chi|tru so|dien thoai|dt|so dien thoai|thu dien tu|email|website|fax)\b.*:")
_STAMP_LONGEST: Final = 40
# A larger table with lines is a list: a register of papers may well have the word in a cell.
_STAMP_ROWS: Final = 3


def check_secret(parts: Parts, out: Findings) -> None:
    """MK-02, whatever the layout of the paper."""
    document = parts.document
    margins = [
        paragraph
        for section in document.sections
        for part in (*section.headers.values(), *section.footers.values())
        for paragraph in part
    ]
    for line, _ in _lines((*document.blocks, *margins)):
        text = squeeze(line.text)
        if text == text.upper() and fold(text) in _MAT:
            out.add("MK-02", "secret", "dấu chỉ độ mật", found=text)


def check_stamps(parts: Parts, out: Findings) -> None:
    """MK-01 and LH-01."""
    for line, box in _lines(parts.document.blocks):
        text = fold(line.text)
        if text in _KHAN and line.text == line.text.upper():
            _stamp(line, "MK-01", box is not None, out)
            _urgent(line, box, out)
        elif text in _LUU_HANH:
            _stamp(line, "LH-01", box is not None, out)


def _urgent(line: Line, box: _Box | None, out: Findings) -> None:
    """The size of the frame, as far as it is stated, and the red ink."""
    where = f"dấu “{snippet(line.text)}”"
    wanted = q.KHUNG[fold(line.text)]
    sizes = list(zip(box or (), wanted, strict=False))
    if any(found and abs(found - right) > q.KHUNG_SLACK for found, right in sizes):
        found = " × ".join(millimetres(side) if side else "…" for side in box or ())
        out.add("MK-01", "frame", where, found=found, wanted=" × ".join(map(millimetres, wanted)))
    if any(look.color.upper() != q.STAMP_COLOR for look in line.looks()):
        out.add("MK-01", "color", where)


def _stamp(line: Line, rule: str, boxed: bool, out: Findings) -> None:
    where = f"dấu “{snippet(line.text)}”"
    capitals = True if rule == "LH-01" else None
    judge(line, Wanted(rule, q.SIZE_KHUNG, bold=True, italic=False, capitals=capitals), where, out)
    if not boxed and not line.format.border:
        out.add(rule, "box", where, found=snippet(line.text))


def _lines(blocks: Sequence[Block], box: _Box | None = None) -> Iterator[tuple[Line, _Box | None]]:
    """The short lines of some blocks, each with the box that is drawn round it."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for line in block.pieces("\n"):
                if line.text and len(line.text) <= _STAMP_LONGEST:
                    yield line, (block.box or _UNKNOWN) if block.boxed else box
        elif not (block.bordered and len(block.rows) > _STAMP_ROWS):
            for row in block.rows:
                for cell in row.cells:
                    own = (cell.width + cell.margins, row.height or 0)
                    yield from _lines(cell.blocks, own if block.bordered else box)


def check_contact(parts: Parts, out: Findings) -> None:
    """DC-01: the lines with address and telephone in the foot of page 1."""
    section = parts.document.sections[0]
    kind = "first" if section.title_page else "default"
    lines = _contact_lines(section.footers.get(kind, ()))
    if lines:
        _contact(lines, section.footers[kind], section, out)
    elif parts.is_cong_van:
        out.add("DC-01", "missing", "chân trang")
    if section.title_page and _contact_lines(section.footers.get("default", ())):
        out.add("DC-01", "page", "chân trang")


def _contact_lines(paragraphs: Sequence[Paragraph]) -> list[Line]:
    return [
        line
        for paragraph in paragraphs
        for line in paragraph.pieces("\n")
        if _CONTACT.match(fold(line.text)) and not paragraph.has_page_field
    ]


def _contact(lines: list[Line], foot: Sequence[Paragraph], section: Section, out: Findings) -> None:
    where = "địa chỉ ở chân trang"
    for line in lines:
        judge(line, Wanted("DC-01", q.SIZE_LIEN_HE, italic=False), where, out)
    drawn = rule_lines(foot)
    if not any(rule.solid and q.RULE_PAGE.holds(rule.length / section.room, rule.slack) for rule in drawn):
        out.add("DC-01", "rule", where)
