"""Rules of the annexes, and of wide tables."""

import re
from collections.abc import Iterable

from thidua.vanban import quytac as q
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.look_rules import Wanted, judge
from thidua.vanban.check.model import Line, Paragraph, Table
from thidua.vanban.check.numbering import roman
from thidua.vanban.check.parts import Annex, Parts
from thidua.vanban.check.ruler import is_rule, rule_lines
from thidua.vanban.check.words import fold, points, squeeze

_HEADING = re.compile(r"Phụ lục( [IVXLC]+)?$")
_REFERENCE = re.compile(r"\(?kem theo\b")
_REFERENCE_FULL = re.compile(r"\(Kèm theo .+ số\b.*/.*ngày\b.*tháng\b.*năm\b.*\)$")
# Forms of the emulation work have no number to refer to.
_REFERENCE_OF_FORM = re.compile(r"\(Kèm theo .+ ngày\b.*tháng\b.*năm\b.*\)$")
# The reference line and the name stand among the first paragraphs of an annex.
_TOP = 8
# The pattern looks back and forth; a longer text is no reference line anyway.
_REFERENCE_LONGEST = 500


def check_annexes(parts: Parts, out: Findings) -> None:
    """PL-01 to PL-07."""
    for number, annex in enumerate(parts.annexes):
        _heading(annex, number + 1 if len(parts.annexes) > 1 else 0, out)
        _top(annex, _REFERENCE_OF_FORM if parts.is_form else _REFERENCE_FULL, out)
    if (
        parts.annexes
        and not parts.is_annex_file
        and not any("phu luc" in fold(text, len(text)) for text in _main_texts(parts))
    ):
        out.add("PL-01", "mention", "nội dung")
    _wide_tables(parts, out)


def _main_texts(parts: Parts) -> Iterable[str]:
    for block in parts.body:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (p.text for p in block.paragraphs())


def _heading(annex: Annex, number: int, out: Findings) -> None:
    line = annex.heading.pieces("\n")[0]
    text = squeeze(line.text)
    where = f"{annex.heading.place}: “{snippet(text)}”"
    if not _HEADING.match(text):
        out.add("PL-02", "text", where, found=snippet(text))
    elif number and text != f"Phụ lục {roman(number)}":
        out.add("PL-01", "number", where, wanted=roman(number))
    judge(line, Wanted("PL-02", q.SIZE_PHU_LUC, bold=True, italic=False, centred=True), where, out)


def _top(annex: Annex, full: re.Pattern[str], out: Findings) -> None:
    name, reference = _name_and_reference(annex)
    for line in name:
        where = f"tên phụ lục “{snippet(line.text)}”"
        wanted = Wanted("PL-03", q.SIZE_PHU_LUC_NAME, bold=True, italic=False, capitals=True, centred=True)
        judge(line, wanted, where, out)
    if not reference:
        out.add("PL-04", "missing", f"{annex.heading.place}: “{snippet(annex.heading.text)}”")
        return
    text = squeeze(" ".join(line.text for line in reference))
    where = f"{reference[0].paragraph.place}: “{snippet(text)}”"
    if len(text) > _REFERENCE_LONGEST or not full.match(text):
        out.add("PL-04", "text", where, found=snippet(text))
    if not rule_lines(_after(annex, reference[-1].paragraph)):
        out.add("PL-05", "missing", where)
    for line in reference:
        judge(line, Wanted("PL-04", q.SIZE_PHU_LUC_NAME, bold=False, italic=True, centred=True), where, out)


def _after(annex: Annex, paragraph: Paragraph) -> list[Paragraph]:
    """The reference line and the two paragraphs after it, where its rule may be drawn."""
    blocks = annex.blocks
    start = next((at for at, block in enumerate(blocks) if block is paragraph), 0)
    return [block for block in blocks[start : start + 3] if isinstance(block, Paragraph)]


def _name_and_reference(annex: Annex) -> tuple[list[Line], list[Line]]:
    """The lines of the name, and those of `(Kèm theo …)`; the latter may run over two paragraphs."""
    name: list[Line] = list(annex.heading.pieces("\n")[1:])
    reference: list[Line] = []
    for block in annex.blocks[:_TOP]:
        if not isinstance(block, Paragraph):
            break
        for line in (piece for piece in block.pieces("\n") if piece.text and not is_rule(piece.text)):
            if _REFERENCE.match(fold(line.text)) or (reference and not _is_closed(reference)):
                reference.append(line)
            elif not reference and (line.format.align == "center" or line.all("bold")):
                name.append(line)
    return [line for line in name if line.text], reference


def _is_closed(reference: list[Line]) -> bool:
    return reference[-1].text.endswith(")")


def _wide_tables(parts: Parts, out: Findings) -> None:
    document = parts.document
    for block in document.blocks:
        if isinstance(block, Table) and document.sections[block.section].landscape and len(block.rows) > 1:
            _wide_table(block, out)


def _wide_table(table: Table, out: Findings) -> None:
    if not table.bordered:
        return
    if not table.rows[0].is_header:
        out.add("PL-07", "header", table.place)
    if not all(row.cannot_split for row in table.rows):
        out.add("PL-07", "split", table.place)
    sizes = {size for p in table.paragraphs() if p.text.strip() for size in p.whole().sizes()}
    for size in sorted(sizes):
        if not q.SIZE_CELL.holds(size):
            out.add("PL-07", "size", table.place, found=points(size))
