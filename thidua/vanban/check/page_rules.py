"""Rules of the page: paper, margins, font, colour, page numbers, and the four measures of the text."""

import re
import unicodedata
from collections.abc import Iterator

from thidua.vanban import quytac as q
from thidua.vanban.check.extent import fills_one_page
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.model import Document, Line, Paragraph, Section, Table
from thidua.vanban.check.parts import Annex, Parts
from thidua.vanban.check.words import fold, millimetres, points

_STAMPS = {fold(text) for text in q.DO_KHAN}
_LEGACY = (".vn", "vni", "vnarial", "vntime")


def check_pages(parts: Parts, out: Findings) -> None:
    """PG-01 to PG-10."""
    document = parts.document
    for number, section in enumerate(document.sections):
        where = "trang giấy" if len(document.sections) == 1 else f"phần trang {number + 1}"
        has_table = any(isinstance(b, Table) and b.bordered for b in document.blocks if b.section == number)
        _paper(section, has_table, where, out)
        _margins(section, where, out)
    for paragraph in every_paragraph(document):
        _letters(paragraph, out)
    _page_numbers(parts, out)
    for annex in parts.annexes[int(parts.is_annex_file) :]:
        _annex_numbers(document, annex, out)


def every_paragraph(document: Document) -> Iterator[Paragraph]:
    """All paragraphs with text: body, tables, headers and footers."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from block.paragraphs()
    seen: set[int] = set()
    for section in document.sections:
        for part in (*section.headers.values(), *section.footers.values()):
            if id(part) not in seen:
                seen.add(id(part))
                yield from part


def _paper(section: Section, has_table: bool, where: str, out: Findings) -> None:
    sides = sorted((section.width, section.height))
    if any(abs(found - wanted) > q.TOLERANCE for found, wanted in zip(sides, q.A4, strict=True)):
        found = f"{millimetres(section.width)} × {millimetres(section.height)} mm"
        out.add("PG-01", "paper", where, found=found)
    if section.landscape and not has_table:
        out.add("PG-02", "landscape", where)


def _margins(section: Section, where: str, out: Findings) -> None:
    sides = (
        ("PG-03", "trên", section.top, q.MARGIN_TOP_BOTTOM),
        ("PG-03", "dưới", section.bottom, q.MARGIN_TOP_BOTTOM),
        ("PG-04", "trái", section.left, q.MARGIN_LEFT),
        ("PG-05", "phải", section.right, q.MARGIN_RIGHT),
    )
    for rule, side, value, allowed in sides:
        if allowed.holds(value, q.TOLERANCE):
            continue
        found = millimetres(value)
        if section.landscape:
            least, most = round(allowed.least / 56.7), round(allowed.most / 56.7)
            out.add("PG-06", "margin", where, side=side, found=found, least=least, most=most)
        else:
            out.add(rule, "margin", where, side=side, found=found)


def _letters(paragraph: Paragraph, out: Findings) -> None:
    for run in paragraph.runs:
        if not run.text.strip():
            continue
        look = run.look
        where = f"{paragraph.place}: “{snippet(run.text)}”"
        if look.font.casefold() != q.FONT.casefold():
            case = "legacy" if look.font.casefold().startswith(_LEGACY) else "font"
            out.add("PG-07", case, where, found=look.font)
        if not unicodedata.is_normalized("NFC", run.text):
            out.add("PG-07", "nfc", where)
        if look.color and not _is_red_stamp(run.text, look.color):
            out.add("PG-08", "color", where, found=look.color)
        if look.marked or paragraph.format.shaded:
            out.add("PG-08", "background", where)


def _is_red_stamp(text: str, color: str) -> bool:
    """The stamps of urgency are printed in bright red."""
    return color.upper() == q.STAMP_COLOR and fold(text) in _STAMPS


def _page_numbers(parts: Parts, out: Findings) -> None:
    document = parts.document
    first = document.sections[0]
    numbers = [p for p in first.headers.get("default", ()) if p.has_page_field]
    below = [p for s in document.sections for part in s.footers.values() for p in part if p.has_page_field]
    if any(not (numbers and _names_its_page(p)) for p in below):
        out.add("PG-09", "footer", "chân trang")
        return
    if not numbers:
        if not fills_one_page(document):
            out.add("PG-09", "missing", "đầu trang")
        return
    shown = [p for p in first.headers.get("first", ()) if p.has_page_field]
    if not first.title_page or shown:
        out.add("PG-09", "first", "đầu trang")
    if first.start not in (None, 1):
        out.add("PG-09", "start", "đầu trang", found=first.start)
    _number_look(document, first, numbers[0], out)


def _names_its_page(paragraph: Paragraph) -> bool:
    """Whether a line with a page speaks of more than pages: it tells which paper a loose page belongs to."""
    return bool(set(re.findall("[a-z]+", fold(paragraph.text))) - {"trang", "so", "tren", "tong"})


def _number_look(document: Document, first: Section, number: Paragraph, out: Findings) -> None:
    where = "đầu trang"
    if document.even_and_odd and not any(p.has_page_field for p in first.headers.get("even", ())):
        out.add("PG-09", "missing", "đầu trang chẵn")
    if first.number_format != "decimal":
        out.add("PG-09", "format", where)
    if number.format.align != "center" and number.format.frame != "center":
        out.add("PG-09", "centre", where)
    if first.header >= first.top:
        out.add("PG-09", "margin", where, found=millimetres(first.header))
    _digits_look(number.whole(), where, out)


def _digits_look(line: Line, where: str, out: Findings) -> None:
    for size in line.sizes():
        if not q.SIZE_PAGE_NUMBER.holds(size):
            out.add("PG-09", "size", where, found=points(size))
    if line.any("italic"):
        out.add("PG-09", "upright", where)
    beside = "".join(c for c in line.text if not c.isdigit()).strip()
    if beside:
        out.add("PG-09", "plain", where, found=snippet(beside))


def _annex_numbers(document: Document, annex: Annex, out: Findings) -> None:
    section = annex.heading.section
    where = f"{annex.heading.place}: “{snippet(annex.heading.text)}”"
    blocks = document.blocks
    at = blocks.index(annex.heading)
    before = [b for b in blocks[:at] if b.section == section]
    if any(isinstance(b, Table) or not b.is_blank for b in before):
        out.add("PG-10", "section", where)
    elif document.sections[section].start != 1:
        out.add("PG-10", "start", where)
