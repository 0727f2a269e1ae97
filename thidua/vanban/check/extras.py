"""What lies on or behind a paper and is no part of its text: stamps, pictures with lines beside, sheets."""

from collections.abc import Sequence
from typing import Final

from thidua.vanban.check.model import Block, Paragraph, Table
from thidua.vanban.check.words import STAMPS, fold, is_capitals
from thidua.vanban.quytac import SIZE_CANH_ANH, TO_RIENG

_SHEETS: Final = {fold(name) for name in TO_RIENG}
_STAMP_LONGEST: Final = 40
_STRIP_CELLS: Final = 2


def is_stamp(block: Block) -> bool:
    """A stamp alone stands in the way of nothing: it is not part of the head, the title or the text."""
    if isinstance(block, Paragraph):
        return len(block.text) < _STAMP_LONGEST and fold(block.text) in STAMPS
    if len(block.rows) != 1 or len(block.rows[0].cells) != 1:
        return False
    texts = [p for p in block.paragraphs() if not p.is_blank]
    return len(texts) == 1 and is_stamp(texts[0])


def is_strip(block: Block) -> bool:
    """A row without lines that holds a picture, with a few small lines beside it."""
    if not isinstance(block, Table) or block.bordered or len(block.rows) != 1:
        return False
    inside = block.paragraphs()
    texts = [p for p in inside if not p.is_blank]
    if not texts or len(block.rows[0].cells) > _STRIP_CELLS or any(map(_belongs_to_text, texts)):
        return False
    return any(p.pictures for p in inside)


def _belongs_to_text(paragraph: Paragraph) -> bool:
    line = paragraph.whole()
    small = all(size <= SIZE_CANH_ANH.most for size in line.sizes())
    return not small or is_capitals(line.text) or fold(line.text).startswith("noi nhan")


def without_sheets(blocks: Sequence[Block], after: int) -> tuple[Block, ...]:
    """The blocks before the first sheet that is laid behind the paper; `after` the title."""
    for at in range(max(after, 1), len(blocks)):
        block = blocks[at]
        if isinstance(block, Paragraph) and fold(block.text) in _SHEETS and _begins_page(blocks, at):
            return tuple(blocks[:at])
    return tuple(blocks)


def _begins_page(blocks: Sequence[Block], at: int) -> bool:
    block, before = blocks[at], blocks[at - 1]
    if before.section != block.section:
        return True
    breaks = isinstance(before, Paragraph) and before.breaks_page
    return breaks or (isinstance(block, Paragraph) and block.format.page_break)
