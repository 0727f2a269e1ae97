"""Where a copy speaks of itself: lines at the top of an electronic one, a block at the end on paper."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from thidua.vanban.check.header import component_marks
from thidua.vanban.check.model import Block, Line, Paragraph
from thidua.vanban.check.words import fold, is_capitals

_FORM = re.compile(r"(sao y|sao luc|trich sao)( ban chinh| tu ban chinh| ban sao)?\s*[.:;,]?$")
_FORM_FIRST = re.compile(r"(sao y|sao luc|trich sao)\b")
_MOST_LINES: Final = 4
# Upper limit, in half-points: larger letters at the top of page 1 belong to its head.
_SMALL: Final = 26


def block_lines(block: Block) -> Iterator[Line]:
    paragraphs = (block,) if isinstance(block, Paragraph) else block.paragraphs()
    return (line for paragraph in paragraphs for line in paragraph.pieces("\n") if line.text)


def is_form(line: Line) -> bool:
    """Whether a line is the name of a kind of copy, right or nearly."""
    return bool(_FORM.match(fold(line.text))) and (is_capitals(line.text) or line.all("bold"))


def copy_start(blocks: Sequence[Block], after: int) -> int:
    """The index where the block of a paper copy begins, its rule included; the end when there is none."""
    for at in range(max(after, 1), len(blocks)):
        block = blocks[at]
        plain = isinstance(block, Paragraph) or not block.bordered
        if plain and any(map(is_form, block_lines(block))):
            while at - 1 > after and _is_blank(blocks[at - 1]):
                at -= 1
            return at
    return len(blocks)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.is_blank


def copy_top(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The lines above the head that an electronic copy is signed with; empty when it does not begin so."""
    found: list[Paragraph] = []
    for block in blocks[: 2 * _MOST_LINES]:
        if not isinstance(block, Paragraph) or len(found) == _MOST_LINES:
            break
        if block.is_blank and not block.pictures:
            continue
        if not _goes_on(block, bool(found)):
            break
        found.append(block)
    return tuple(found)


def _goes_on(block: Paragraph, begun: bool) -> bool:
    if not begun:
        return bool(_FORM_FIRST.match(fold(block.text)))
    small = all(size < _SMALL for size in block.whole().sizes())
    return not component_marks(block.text) and (small or block.format.align == "right")
