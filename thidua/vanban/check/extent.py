"""A rough guess of how much paper a document fills, to know whether a second page can be there at all."""

from thidua.vanban.check.model import Block, Document, Paragraph, Table
from thidua.vanban.quytac import SINGLE_LINE

# The guess errs by some lines; only a document that stays clear of the foot of the page counts as one page.
_SURE = 0.8


def fills_one_page(document: Document) -> bool:
    """Whether the document surely ends on its first page (so that no page number is ever seen)."""
    if len(document.sections) > 1:
        return False
    section = document.sections[0]
    room = section.height - section.top - section.bottom
    used = 0.0
    for block in document.blocks:
        if isinstance(block, Paragraph) and (block.breaks_page or (block.format.page_break and used)):
            return False
        used += height(block)
        if used > room * _SURE:
            return False
    return True


def height(block: Block) -> float:
    """Height of a block in twips."""
    if isinstance(block, Table):
        return sum(max((_stack(cell.blocks) for cell in row.cells), default=0) for row in block.rows)
    form = block.format
    size = max((run.look.size for run in block.runs), default=24.0)
    natural = size * 10 * SINGLE_LINE
    line = natural * form.line / 240 if form.line_rule == "auto" else form.line
    return max(len(block.line_widths()), 1) * line + form.before + form.after


def _stack(blocks: tuple[Block, ...]) -> float:
    return sum(height(block) for block in blocks)
