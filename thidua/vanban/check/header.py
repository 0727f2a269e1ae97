"""The head of page 1: two columns, whether they are cells of a table or sides of a tab."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thidua.vanban.check.model import Block, Line, Paragraph, Table
from thidua.vanban.check.ruler import is_rule
from thidua.vanban.check.words import fold, is_capitals, squeeze
from thidua.vanban.quytac import FORMS, TEN_LOAI

_QUOC_HIEU: Final = "cong hoa xa hoi chu nghia"
_DATE = re.compile(r"ngay\b.*\bthang\b.*\bnam\b")
_NUMBER = re.compile(r"so\s*(:|\d|/|\.{2,})")
_SYMBOL = re.compile(r"/\s*(\S.*)$")
_TITLES: Final = {fold(name) for name in (*TEN_LOAI, *FORMS)}
_MAX_BLOCKS: Final = 30


@dataclass(frozen=True, slots=True)
class Header:
    """The lines of both columns in order, and the components recognised among them."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    quoc_hieu: Line | None
    tieu_ngu: Line | None
    agency: tuple[Line, ...]
    number: Line | None
    trich_yeu: Line | None
    date: Line | None
    is_quoc_hieu_right: bool

    def symbol(self) -> str:
        """What stands after the slash of `Số: …/…`; "" when there is none."""
        match = _SYMBOL.search(squeeze(self.number.text)) if self.number else None
        return match[1] if match else ""

    def is_cong_van_symbol(self) -> bool:
        symbol = self.symbol()
        return bool(symbol) and symbol.split("-")[0] not in TEN_LOAI.values()

    def under(self, first: Line | None, last: Line | None, column: Sequence[Line]) -> list[Paragraph]:
        """Paragraphs from the line `first` to the one before `last`, where a rule may be drawn."""
        found: dict[int, Paragraph] = {}
        inside = False
        for line in column:
            if first is not None and line.paragraph is first.paragraph:
                inside = True
            elif last is not None and line.paragraph is last.paragraph:
                break
            if inside:
                found[id(line.paragraph)] = line.paragraph
        return list(found.values())


def read_header(blocks: Sequence[Block]) -> tuple[Header, int]:
    """The header and the index of the first block after it."""
    end = _end_of_header(blocks)
    left: list[Line] = []
    right: list[Line] = []
    right_side = True
    for block in blocks[:end]:
        if isinstance(block, Table):
            right_side = _add_table(block, left, right) and right_side
        else:
            _add_paragraph(block, left, right)
    return _recognise(left, right, right_side), end


def _end_of_header(blocks: Sequence[Block]) -> int:
    end = 0
    seen: set[str] = set()
    for at, block in enumerate(blocks[:_MAX_BLOCKS]):
        if isinstance(block, Table):
            marks = {mark for p in block.paragraphs() for mark in component_marks(p.text)}
            if not marks:
                break
            seen |= marks | {"table"}
            end = at + 1
        elif not block.is_blank:
            if not _is_header_text(block, seen):
                break
            seen |= component_marks(block.text)
            end = at + 1
        elif block.format.border and at == end and seen:
            end = at + 1
    return end


def component_marks(text: str) -> set[str]:
    """Which header components a text holds."""
    folded = fold(text)
    return {
        mark
        for mark, found in (
            ("quoc_hieu", _QUOC_HIEU in folded),
            ("tieu_ngu", "doc lap" in folded and "hanh phuc" in folded),
            ("date", len(folded) < 120 and bool(_DATE.search(folded)) and "," in folded),
            ("number", bool(_NUMBER.match(folded))),
            ("trich_yeu", folded.startswith("v/v")),
        )
        if found
    }


def _is_header_text(block: Paragraph, seen: set[str]) -> bool:
    folded = fold(block.text)
    if folded in _TITLES or folded.startswith("kinh gui"):
        return False
    marks = component_marks(block.text)
    if marks:
        return not marks <= seen
    if is_rule(block.text):
        return bool(seen)
    # Names of agencies in a header made with tabs or plain lines.
    return "table" not in seen and "number" not in seen and "date" not in seen and is_capitals(block.text)


def _add_table(table: Table, left: list[Line], right: list[Line]) -> bool:
    """Split a header table; returns whether Quốc hiệu, if it is in this table, stands right of something."""
    column = _quoc_hieu_column(table)
    for number, row in enumerate(table.rows):
        for at, cell in enumerate(row.cells):
            side = right if _is_right(at, len(row.cells), column) else left
            for paragraph in cell.paragraphs():
                side += paragraph.pieces("\n", number)
    return column is None or column > 0


def _is_right(at: int, cells: int, column: int | None) -> bool:
    """Whether a cell belongs to the column of Quốc hiệu (`column`; the last one when it is not there)."""
    if column == 0:
        return at == 0
    if cells == 1:
        return False
    return at >= (cells - 1 if column is None else min(column, cells - 1))


def _quoc_hieu_column(table: Table) -> int | None:
    for row in table.rows:
        for at, cell in enumerate(row.cells):
            if any("quoc_hieu" in component_marks(p.text) for p in cell.paragraphs()):
                return at
    return None


def _add_paragraph(block: Paragraph, left: list[Line], right: list[Line]) -> None:
    pieces = [line for line in block.pieces("\t") if line.text]
    if len(pieces) > 1:
        left.append(pieces[0])
        right.append(pieces[-1])
        return
    marks = component_marks(block.text)
    side = right if marks & {"quoc_hieu", "tieu_ngu", "date"} else left
    if block.is_blank or is_rule(block.text):
        side = right if right and (not left or left[-1].paragraph is not block) else left
    side += block.pieces("\n")


def _first(lines: Sequence[Line], mark: str) -> Line | None:
    return next((line for line in lines if mark in component_marks(line.text)), None)


def _recognise(left: list[Line], right: list[Line], right_side: bool) -> Header:
    every = [*right, *left]
    quoc_hieu, tieu_ngu = _first(every, "quoc_hieu"), _first(every, "tieu_ngu")
    number, trich_yeu, date = _first(every, "number"), _first(every, "trich_yeu"), _first(every, "date")
    if date is None:
        date = _almost_date(right, tieu_ngu)
    known = {id(line) for line in (quoc_hieu, tieu_ngu, number, trich_yeu, date) if line is not None}
    agency: list[Line] = []
    for line in left:
        if (number is not None and line is number) or (trich_yeu is not None and line is trich_yeu):
            break
        if line.text and not is_rule(line.text) and id(line) not in known:
            agency.append(line)
    return Header(
        tuple(left), tuple(right), quoc_hieu, tieu_ngu, tuple(agency), number, trich_yeu, date, right_side
    )


def _almost_date(right: Sequence[Line], tieu_ngu: Line | None) -> Line | None:
    """The line after Tiêu ngữ that means to be the date: it has a year or the word ngày."""
    below = list(right[right.index(tieu_ngu) + 1 :]) if tieu_ngu in right else []
    return next((line for line in below if re.search(r"\bngay\b|\d{4}|\bnam\b", fold(line.text))), None)
