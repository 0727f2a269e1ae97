"""The end of the main text: Nơi nhận on one side, those who sign on the other, in a table or not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thidua.vanban.check.model import Block, Line, Paragraph, Table
from thidua.vanban.check.words import fold, is_capitals

_NOI_NHAN = re.compile(r"noi nhan\b")
# Plain signature lines are pushed to the right half of the page by an indent at least this large.
_PUSHED: Final = 2500
_MAX_RECIPIENTS: Final = 300


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature: the non-blank lines from quyền hạn down to the name; `row` of the first in its table."""

    lines: tuple[Line, ...]
    row: int


@dataclass(frozen=True, slots=True)
class Tail:
    """What closes the main text. `noi_nhan` are the lines from the word Nơi nhận on, each recipient whole."""

    noi_nhan: tuple[Line, ...]
    signers: tuple[Signer, ...]
    is_table: bool


def read_tail(blocks: Sequence[Block], start: int, end: int) -> tuple[int, Tail]:
    """Index of the first block of the tail within [start, end), and the tail; `end` when there is none."""
    first = _first_tail_block(blocks, start, end)
    noi_nhan: list[Line] = []
    columns: list[list[Line]] = []
    plain: list[Line] = []
    is_table = False
    for block in blocks[first:end]:
        if isinstance(block, Table):
            is_table = True
            _read_table(block, noi_nhan, columns)
        else:
            _read_plain(block, noi_nhan, plain)
    signers = [_signer(lines) for lines in (*columns, plain) if lines]
    return first, Tail(tuple(_joined(noi_nhan[:_MAX_RECIPIENTS])), tuple(signers), is_table)


def _signer(lines: list[Line]) -> Signer:
    return Signer(tuple(lines), lines[0].row)


def _first_tail_block(blocks: Sequence[Block], start: int, end: int) -> int:
    marked = next((at for at in range(start, end) if _has_noi_nhan(blocks[at])), end)
    at = end
    while at > start and (at - 1 >= marked or _is_tail(blocks[at - 1])):
        at -= 1
    while at < end and _is_empty(blocks[at]):
        at += 1
    return at


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.is_blank


def _has_noi_nhan(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return any(_NOI_NHAN.match(fold(line.text)) for line in block.pieces("\n"))
    return any(_NOI_NHAN.match(fold(p.text)) for p in block.paragraphs())


def _is_tail(block: Block) -> bool:
    if isinstance(block, Table):
        return not block.bordered and any(
            is_capitals(p.text) and p.whole().all("bold") for p in block.paragraphs() if p.text.strip()
        )
    if block.is_blank:
        return True
    text = block.text.strip()
    if text.startswith("(") and text.endswith(")"):
        return True
    pushed = block.format.align in ("center", "right") or block.format.left >= _PUSHED
    return pushed and not text.endswith(("./.", ":", ";", ".")) and block.whole().all("bold")


def _read_table(table: Table, noi_nhan: list[Line], columns: list[list[Line]]) -> None:
    width = max((len(row.cells) for row in table.rows), default=0)
    for at in range(width):
        collecting: list[Line] | None = None
        for number, row in enumerate(table.rows):
            if at >= len(row.cells):
                continue
            lines = _lines_of(row.cells[at].paragraphs(), number)
            if any(_NOI_NHAN.match(fold(line.text)) for line in lines):
                collecting = noi_nhan
                noi_nhan += lines
            elif lines and collecting is noi_nhan:
                noi_nhan += lines
            elif lines:
                collecting = _continue_signer(columns, collecting, lines)


def _continue_signer(columns: list[list[Line]], current: list[Line] | None, lines: list[Line]) -> list[Line]:
    """Add a cell's lines to the signature above it, or begin another when that one already has its name."""
    finished = current is not None and not is_capitals(current[-1].text) and is_capitals(lines[0].text)
    if current is None or finished:
        current = []
        columns.append(current)
    current += lines
    return current


def _lines_of(paragraphs: Sequence[Paragraph], row: int) -> list[Line]:
    return [line for p in paragraphs for line in _labelled(p, row) if line.text]


def _labelled(paragraph: Paragraph, row: int) -> tuple[Line, ...]:
    return paragraph.pieces("\n", row)


def _read_plain(block: Paragraph, noi_nhan: list[Line], plain: list[Line]) -> None:
    pieces = [line for line in block.pieces("\t") if line.text]
    if len(pieces) > 1:
        (noi_nhan if noi_nhan or _NOI_NHAN.match(fold(pieces[0].text)) else plain).append(pieces[0])
        plain.append(pieces[-1])
        return
    text = block.text.strip()
    if text.startswith("(") and text.endswith(")") and block.whole().all("italic"):
        return
    for line in block.pieces("\n"):
        if not line.text:
            continue
        listed = line.text.startswith(("-", "–")) or block.label
        if _NOI_NHAN.match(fold(line.text)) or (noi_nhan and listed):
            noi_nhan.append(line)
        else:
            plain.append(line)


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Recipients broken by hand over two lines become one line again."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if before is not None and _goes_on(before, line):
            found[-1] = Line((*before.runs, *line.runs), before.paragraph, before.row)
        else:
            found.append(line)
    return found


def _goes_on(before: Line, line: Line) -> bool:
    starts_new = line.text.startswith(("-", "–", "+", "•")) or bool(line.paragraph.label)
    closed = before.text.endswith((";", ".", ":")) or fold(before.text).startswith("noi nhan")
    return not starts_new and not closed and before.text.startswith(("-", "–"))
