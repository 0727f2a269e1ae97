"""Package → `Document`: walks the body, headers and footers and resolves every paragraph it meets."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from thidua.vanban.check.boxes import DRAWINGS, TextBox, is_component, pictures, text_boxes
from thidua.vanban.check.conditions import cell_conditions, look_of
from thidua.vanban.check.drawing import drawn_lines
from thidua.vanban.check.finding import UnreadableDocument
from thidua.vanban.check.model import (
    Block,
    Cell,
    Document,
    DrawnLine,
    Paragraph,
    Picture,
    Row,
    Run,
    Section,
    Table,
    TableLook,
)
from thidua.vanban.check.numbering import Numbering
from thidua.vanban.check.ooxml import (
    Properties,
    R,
    W,
    child_val,
    measure,
    number,
    paragraph_properties,
    run_properties,
    val,
)
from thidua.vanban.check.package import MAX_PARAGRAPHS, TOO_COMPLEX, Package
from thidua.vanban.check.styles import Styles

# Word's own defaults where a section says nothing: A4 is not among them.
_LETTER = (12240.0, 15840.0)
_INLINE = tuple(
    W + n for n in ("hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "sdtContent", "dir", "bdo")
)
_BLOCK = tuple(W + n for n in ("sdtContent", "ins", "moveTo", "customXml"))
_CELL_MARGIN = 108.0
# Tables in cells of tables.
_MAX_NESTING = 20
# Content controls and marks of changes round one another.
_MAX_WRAPPERS = 60
# So many pictures of one document are looked at.
_MAX_PICTURES = 50
_NO_TABLE = TableLook(None)


@dataclass(slots=True)
class _Seen:
    """What the runs of one paragraph hold besides text."""

    runs: list[Run]
    drawn: list[DrawnLine]
    page_field: bool = False
    page_break: bool = False
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[TextBox] = field(default_factory=list)


class Reader:
    """Reads one package. Raises `UnreadableDocument` when the main part has no body."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._targets = package.relationships(package.main)
        self._styles = Styles(self._part("/styles"), self._part("/theme"))
        self._numbering = Numbering(self._part("/numbering"))
        self._counter = self._depth = 0
        self._read_paragraphs = self._read_pictures = 0

    def _part(self, kind: str) -> Element | None:
        for relation, target in self._targets.values():
            if relation.endswith(kind) and self._package.has(target):
                return self._package.xml(target)
        return None

    def document(self) -> Document:
        body = self._package.xml(self._package.main).find(W + "body")
        if body is None:
            raise UnreadableDocument("Tệp thiếu phần nội dung văn bản, không phải tệp .docx hoàn chỉnh.")
        nodes = list(_flat_blocks(body))
        sections = self._sections(nodes, body)
        blocks: list[Block] = []
        index = tables = 0
        for node in nodes:
            room = sections[index].room
            if node.tag == W + "p":
                self._counter += 1
                blocks += self._with_boxes(node, index, room, f"đoạn {self._counter}", _NO_TABLE)
                if node.find(f"{W}pPr/{W}sectPr") is not None:
                    index += 1
            else:
                tables += 1
                blocks.append(self._table(node, index, room, f"bảng {tables}"))
            # what was read is not asked for again: a long document is in memory once, not twice
            node.clear()
        settings = self._part("/settings")
        even = settings is not None and settings.find(W + "evenAndOddHeaders") is not None
        return Document(tuple(blocks), tuple(sections), even)

    def _sections(self, nodes: list[Element], body: Element) -> list[Section]:
        marks = [mark for node in nodes if (mark := node.find(f"{W}pPr/{W}sectPr")) is not None]
        last = body.find(W + "sectPr")
        sections: list[Section] = []
        for at, mark in enumerate([*marks, last if last is not None else Element(W + "sectPr")]):
            before = sections[-1] if sections else None
            sections.append(self._section(mark, at, before))
        return sections

    def _section(self, mark: Element, at: int, before: Section | None) -> Section:
        size, margin, numbers = (mark.find(W + name) for name in ("pgSz", "pgMar", "pgNumType"))

        def length(node: Element | None, name: str, default: float) -> float:
            found = measure(node.get(W + name)) if node is not None else None
            return default if found is None else found

        width, height = length(size, "w", _LETTER[0]), length(size, "h", _LETTER[1])
        gutter = length(margin, "gutter", 0)
        title = mark.find(W + "titlePg")
        section = Section(
            width=width, height=height, landscape=width > height,
            top=abs(length(margin, "top", 1440)), bottom=abs(length(margin, "bottom", 1440)),
            left=length(margin, "left", 1440) + gutter, right=length(margin, "right", 1440),
            header=length(margin, "header", 720),
            title_page=title is not None and title.get(W + "val", "1") not in ("0", "false", "off"),
            start=number(val(numbers, "start")),
            number_format=val(numbers, "fmt") or "decimal",
            headers=dict(before.headers) if before else {},
            footers=dict(before.footers) if before else {},
        )  # fmt: skip
        for name, parts in (("headerReference", section.headers), ("footerReference", section.footers)):
            for reference in mark.iter(W + name):
                kind = reference.get(W + "type", "default")
                parts[kind] = self._margin_part(reference.get(R + "id", ""), at, section.room)
        return section

    def _margin_part(self, relation: str, at: int, room: float) -> tuple[Paragraph, ...]:
        target = self._targets.get(relation, ("", ""))[1]
        if not self._package.has(target):
            return ()
        place = f"đầu trang, chân trang (phần {at + 1})"
        found: list[Paragraph] = []
        for node in _flat_blocks(self._package.xml(target)):
            if node.tag == W + "p":
                found += self._with_boxes(node, at, room, place, _NO_TABLE, every=True)
            else:
                found += self._table(node, at, room, place).paragraphs()
        return tuple(found)

    def _with_boxes(
        self, node: Element, section: int, room: float, place: str, table: TableLook, *, every: bool = False
    ) -> list[Paragraph]:
        """A paragraph after the text boxes that hang on it and hold parts of the layout (or `every` box)."""
        paragraph, seen = self._paragraph(node, section, room, place, table)
        found: list[Paragraph] = []
        for box in seen.boxes:
            inside = self._box(box.content, section, box.room(room), place)
            if every or is_component(inside, self._counter):
                found += [_boxed(p, box) for p in inside]
        return [*found, paragraph]

    def _box(self, content: Element, section: int, room: float, place: str) -> list[Paragraph]:
        self._go_deeper()
        found: list[Paragraph] = []
        for node in _flat_blocks(content):
            if node.tag == W + "p":
                found += self._with_boxes(node, section, room, place, _NO_TABLE)
            else:
                found += self._table(node, section, room, place).paragraphs()
        self._depth -= 1
        return found

    def _go_deeper(self) -> None:
        self._depth += 1
        if self._depth > _MAX_NESTING:
            raise UnreadableDocument(TOO_COMPLEX)

    def _paragraph(
        self, node: Element, section: int, room: float, place: str, table: TableLook
    ) -> tuple[Paragraph, _Seen]:
        self._read_paragraphs += 1
        if self._read_paragraphs > MAX_PARAGRAPHS:
            raise UnreadableDocument(TOO_COMPLEX)
        own = paragraph_properties(node.find(W + "pPr"))
        numbering = self._styles.paragraph_numbering(own)
        seen = _Seen([], [])
        for run in _flat_runs(node):
            self._read_run(run, own, table, seen)
        if not seen.runs:
            mark = run_properties(node.find(f"{W}pPr/{W}rPr"))
            seen.runs.append(Run("", self._styles.look("", mark, own.get("pStyle"), table)))
        simple = (field.get(W + "instr", "") for field in node.findall(W + "fldSimple"))
        paragraph = Paragraph(
            runs=tuple(seen.runs),
            format=self._styles.format(own, table.style, self._numbering.level(numbering)),
            section=section, room=room, place=place,
            label=self._numbering.next_label(numbering),
            drawn=tuple(seen.drawn),
            has_page_field=seen.page_field or any(_is_page(code) for code in simple),
            breaks_page=seen.page_break,
            pictures=tuple(seen.pictures),
        )  # fmt: skip
        return paragraph, seen

    def _read_run(self, node: Element, own: Properties, table: TableLook, seen: _Seen) -> None:
        properties = run_properties(node.find(W + "rPr"))
        if self._styles.is_hidden(properties):
            return
        text = _run_text(node, seen)
        if text:
            look = self._styles.look(text, properties, own.get("pStyle"), table)
            seen.runs.append(Run(text, look))
        for child in node:
            if child.tag in DRAWINGS:
                seen.drawn += drawn_lines(child)
                seen.boxes += text_boxes(child)
                self._read_pictures_of(child, seen)

    def _read_pictures_of(self, drawing: Element, seen: _Seen) -> None:
        if self._read_pictures < _MAX_PICTURES:
            found = list(pictures(drawing, self._targets, self._package))
            self._read_pictures += len(found)
            seen.pictures += found

    def _table(self, node: Element, section: int, room: float, place: str) -> Table:
        self._go_deeper()
        properties = node.find(W + "tblPr")
        style = child_val(properties, "tblStyle")
        grid = [measure(col.get(W + "w")) or 0 for col in node.findall(f"{W}tblGrid/{W}gridCol")]
        margins = _cell_margins(properties)
        rows: list[Row] = []
        look = look_of(properties) if self._styles.has_conditions(style) else None
        bordered = self._is_bordered(node, properties, style)
        row_nodes = list(_flat_rows(node))
        for row in row_nodes:
            cells: list[Cell] = []
            at = 0
            cell_nodes = list(_flat_cells(row))
            for cell in cell_nodes:
                span = number(child_val(cell.find(W + "tcPr"), "gridSpan")) or 1
                width = _cell_width(cell, sum(grid[at : at + span]), room)
                at += span
                inner = max(width - margins, 0)
                where = f"{place}, hàng {len(rows) + 1}, ô {len(cells) + 1}"
                ends = (len(rows) == 0, len(rows) == len(row_nodes) - 1, not cells, cell is cell_nodes[-1])
                table = TableLook(style, cell_conditions(look, ends, (len(rows), len(cells))))
                cells.append(Cell(self._cell_blocks(cell, section, inner, where, table), inner, margins))
            rows.append(_row(row, tuple(cells)))
            row.clear()
        self._depth -= 1
        return Table(tuple(rows), section, place, bordered)

    def _is_bordered(self, node: Element, properties: Element | None, style: str | None) -> bool:
        """Whether lines are drawn round cells: stated by the table, by its cells, or by its style."""
        own = properties.find(W + "tblBorders") if properties is not None else None
        cells = (cell for row in _flat_rows(node) for cell in _flat_cells(row))
        if any(_has_borders(cell.find(f"{W}tcPr/{W}tcBorders")) for cell in cells):
            return True
        return _has_borders(own) if own is not None else self._styles.is_bordered(style)

    def _cell_blocks(
        self, cell: Element, section: int, room: float, place: str, table: TableLook
    ) -> tuple[Block, ...]:
        found: list[Block] = []
        for node in _flat_blocks(cell):
            if node.tag == W + "p":
                found += self._with_boxes(node, section, room, place, table)
            else:
                found.append(self._table(node, section, room, place))
        return tuple(found)


def _boxed(paragraph: Paragraph, box: TextBox) -> Paragraph:
    """What stands in a box centred on the page is centred itself, unlike its own alignment."""
    form = replace(paragraph.format, frame="center") if box.centred else paragraph.format
    return replace(paragraph, format=form, boxed=True, box=box.size)


def _deeper(depth: int) -> int:
    if depth > _MAX_WRAPPERS:
        raise UnreadableDocument(TOO_COMPLEX)
    return depth + 1


def _flat_blocks(parent: Element, depth: int = 0) -> Iterator[Element]:
    for node in parent:
        if node.tag in (W + "p", W + "tbl"):
            yield node
        elif node.tag == W + "sdt" or node.tag in _BLOCK:
            yield from _flat_blocks(node, _deeper(depth))


def _flat_runs(parent: Element, depth: int = 0) -> Iterator[Element]:
    for node in parent:
        if node.tag == W + "r":
            yield node
        elif node.tag == W + "sdt" or node.tag in _INLINE:
            yield from _flat_runs(node, _deeper(depth))


def _flat_rows(table: Element, depth: int = 0) -> Iterator[Element]:
    for node in table:
        if node.tag == W + "tr":
            yield node
        elif node.tag == W + "sdt" or node.tag in _BLOCK:
            yield from _flat_rows(node, _deeper(depth))


def _flat_cells(row: Element, depth: int = 0) -> Iterator[Element]:
    for node in row:
        if node.tag == W + "tc":
            yield node
        elif node.tag == W + "sdt" or node.tag in _BLOCK:
            yield from _flat_cells(node, _deeper(depth))


def _run_text(node: Element, seen: _Seen) -> str:
    text = ""
    for child in node:
        match child.tag.removeprefix(W):
            case "t":
                text += child.text or ""
            case "tab" | "ptab":
                text += "\t"
            case "br" if child.get(W + "type") == "page":
                seen.page_break = True
            case "br" | "cr":
                text += "\n"
            case "noBreakHyphen":
                text += "-"
            case "instrText" if _is_page(child.text):
                # The field shows a digit in the look of its code even where no result is stored.
                seen.page_field = True
                text += "1"
            case _:
                pass
    return text


def _is_page(code: str | None) -> bool:
    return "PAGE" in (code or "").upper().split()


def _cell_margins(properties: Element | None) -> float:
    margins = properties.find(W + "tblCellMar") if properties is not None else None
    total = 0.0
    for side, other in (("left", "start"), ("right", "end")):
        node = None
        if margins is not None:
            node = margins.find(W + side) if margins.find(W + side) is not None else margins.find(W + other)
        found = measure(node.get(W + "w")) if node is not None else None
        total += _CELL_MARGIN if found is None else found
    return total


def _cell_width(cell: Element, grid: float, room: float) -> float:
    node = cell.find(f"{W}tcPr/{W}tcW")
    if node is not None and node.get(W + "type", "dxa") == "dxa":
        return measure(node.get(W + "w")) or grid or room
    return grid or room


def _row(node: Element, cells: tuple[Cell, ...]) -> Row:
    properties = node.find(W + "trPr")

    def states(name: str) -> bool:
        found = properties.find(W + name) if properties is not None else None
        return found is not None and found.get(W + "val", "1") not in ("0", "false", "off")

    height = properties.find(W + "trHeight") if properties is not None else None
    tall = measure(val(height)) if height is not None else None
    return Row(cells, states("tblHeader"), states("cantSplit"), tall)


def _has_borders(borders: Element | None) -> bool:
    """Whether one side is drawn; some programs draw white lines in place of none."""
    return borders is not None and any(
        val(side) not in (None, "nil", "none") and (val(side, "color") or "").lower() != "ffffff"
        for side in borders
    )
