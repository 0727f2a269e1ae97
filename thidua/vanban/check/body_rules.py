"""Rules of the text itself: spacing, indents, justification, sizes, the end mark, repeated citations."""

import re
from collections.abc import Iterator

from thidua.vanban import quytac as q
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.model import Block, Paragraph, Table
from thidua.vanban.check.parts import Parts
from thidua.vanban.check.words import decimal, fold, is_capitals, millimetres, points, squeeze

_CAPTION = re.compile(r"(bang|bieu|bieu do|hinh|so do)( so)? ?[\divx]+|(ghi chu|nguon|don vi tinh|dvt)\b")
_CENTRED_HEADING = re.compile(r"(phan|chuong|muc|tieu muc) ([ivxlc]+|\d+|thu [a-z]+)\b")
_CITATION = re.compile(
    r"(?P<name>(?:Nghị quyết|Quyết định|Chỉ thị|Kế hoạch|Nghị định|Thông tư|Công văn|Báo cáo|Tờ trình|"
    r"Hướng dẫn|Thông báo|Chương trình)(?: số)? (?P<number>\d+[-/][\wĐ/.\-]*[\wĐ]))(?P<more>,? ngày \d)?"
)
_ALIGNMENTS = {"left": "canh trái", "right": "canh phải", "center": "canh giữa"}


def check_body(parts: Parts, out: Findings) -> None:
    """PG-11 to PG-14, ND-01 to ND-03."""
    grounds = {id(p) for p in parts.grounds}
    sizes: set[float] = set()
    before: Paragraph | None = None
    for paragraph, is_prose in _prose(parts.body):
        if not is_prose:
            before = None
            continue
        where = f"{paragraph.place}: “{snippet(paragraph.text)}”"
        _line_spacing(paragraph, where, out)
        _gap(before, paragraph, where, out)
        _indent(paragraph, where, out)
        _justified(paragraph, where, out)
        if id(paragraph) not in grounds:
            sizes.update(_letters(paragraph, where, out))
        before = paragraph
    if len(sizes) > 1:
        found = "; ".join(points(size) for size in sorted(sizes))
        out.add("ND-01", "mixed", "nội dung", found=found)
    _end_mark(parts, out)
    _citations(parts, out)


def _prose(body: tuple[Block, ...]) -> Iterator[tuple[Paragraph, bool]]:
    """The paragraphs of the body in order, each with whether the rules of running text hold for it."""
    for at, block in enumerate(body):
        if isinstance(block, Table):
            for paragraph in block.paragraphs()[:1]:
                yield paragraph, False
        else:
            yield block, not block.is_blank and not _stands_apart(block, _beside_table(body, at))


def _beside_table(body: tuple[Block, ...], at: int) -> bool:
    """Whether a table is the nearest thing above or below, blank lines and captions left out."""
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(body) and abs(near - at) < 4:
            block = body[near]
            if isinstance(block, Table):
                return True
            if not block.is_blank and not _is_small(block):
                break
            near += step
    return False


def _is_small(block: Paragraph) -> bool:
    return block.format.align in ("center", "right") or bool(_CAPTION.match(fold(block.text)))


def _stands_apart(block: Paragraph, beside_table: bool) -> bool:
    """Headings in the middle, captions, units and notes of tables: not running text."""
    text, line, align = fold(block.text), block.whole(), block.format.align
    if _CAPTION.match(text) and (beside_table or align == "center"):
        return True
    if line.all("italic") and ((text.startswith("(") and text.endswith(")")) or beside_table):
        return True
    if align == "center":
        return line.all("bold") or beside_table or bool(_CENTRED_HEADING.match(text)) or text.startswith("(")
    return beside_table and align == "right"


def _line_spacing(paragraph: Paragraph, where: str, out: Findings) -> None:
    form = paragraph.format
    line = form.line
    if form.line_rule != "auto":
        size = max(run.look.size for run in paragraph.runs)
        line = form.line / (size * 10 * q.SINGLE_LINE) * 240
    if form.line_rule != "atLeast" and line < q.LINE_SPACING.least - q.TOLERANCE:
        out.add("PG-11", "low", where, found=decimal(line / 240, 2))
    elif line > q.LINE_SPACING.most + q.TOLERANCE:
        out.add("PG-11", "high", where, found=decimal(line / 240, 2))


def _gap(before: Paragraph | None, paragraph: Paragraph, where: str, out: Findings) -> None:
    if before is None:
        return
    same = before.format.style == paragraph.format.style
    above = 0.0 if same and before.format.contextual else before.format.after
    below = 0.0 if same and paragraph.format.contextual else paragraph.format.before
    if max(above, below) < q.PARAGRAPH_GAP - q.TOLERANCE:
        out.add("PG-12", "gap", where, found=decimal(max(above, below) / 20))


def _indent(paragraph: Paragraph, where: str, out: Findings) -> None:
    form = paragraph.format
    text = "".join(run.text for run in paragraph.runs)
    if text[:1] in ("\t", " ", "\u00a0") and not paragraph.label:
        out.add("PG-13", "typed", where)
        return
    first = form.left + form.first
    if all(abs(first - allowed) > q.TOLERANCE for allowed in q.FIRST_LINE):
        out.add("PG-13", "indent", where, found=millimetres(first))
    elif abs(form.left) > q.TOLERANCE and len(paragraph.line_widths()) > 1:
        out.add("PG-13", "left", where, found=millimetres(form.left))


def _justified(paragraph: Paragraph, where: str, out: Findings) -> None:
    align = paragraph.format.align
    if align == "both":
        return
    # A single line looks the same either way.
    if align == "left" and len(paragraph.line_widths()) == 1:
        return
    out.add("PG-14", "justify", where, found=_ALIGNMENTS.get(align, f"canh kiểu “{align}”"))


def _letters(paragraph: Paragraph, where: str, out: Findings) -> set[float]:
    line = paragraph.whole()
    sizes = {size for size in line.sizes() if q.SIZE_BODY.holds(size)}
    for size in line.sizes():
        if not q.SIZE_BODY.holds(size):
            out.add("ND-01", "size", where, found=points(size))
    if line.all("italic"):
        out.add("ND-01", "italic", where)
    heading = line.all("bold") and len(paragraph.text) < 250
    if is_capitals(paragraph.text) and not heading:
        out.add("ND-01", "caps", where)
    return sizes


def _end_mark(parts: Parts, out: Findings) -> None:
    texts = [b for b in parts.body if isinstance(b, Paragraph) and not b.is_blank]
    while texts and texts[-1].text.strip().startswith("(") and texts[-1].whole().all("italic"):
        texts.pop()
    if parts.is_form or not texts:
        return
    if not re.sub(r"\s", "", texts[-1].text).endswith("./."):
        out.add("ND-03", "end", f"{texts[-1].place}: “{snippet(texts[-1].text)}”")


def _citations(parts: Parts, out: Findings) -> None:
    seen: set[str] = set()
    for block in parts.body:
        if isinstance(block, Paragraph):
            where = f"{block.place}: “{snippet(block.text)}”"
            for name in _cited_again(squeeze(block.text), seen):
                out.add("ND-02", "again", where, found=name)


def _cited_again(text: str, seen: set[str]) -> Iterator[str]:
    """Texts cited with their date although `seen` has them already; adds the new ones to `seen`."""
    for match in _CITATION.finditer(text):
        number = match["number"].upper()
        if match["more"]:
            if number in seen:
                yield match["name"]
            seen.add(number)
