"""A table of the tree as WordprocessingML, streamed row by row."""

from collections.abc import Iterator
from dataclasses import replace

from thidua.vanban.bang import OGop
from thidua.vanban.blocks import Bang, Cell, Cot, NhomHang, O, Run, clean, one_line
from thidua.vanban.columns import column_widths, is_number
from thidua.vanban.docx_lines import (
    TABLE_END,
    open_paragraph,
    paragraph,
    table_cell,
    table_row,
    table_start,
    text_run,
)
from thidua.vanban.docx_package import twentieths, twips
from thidua.vanban.thethuc import Profile

_ROW_START = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
# Enough for the names and figures that repeat; small enough for any server.
_KNOWN_CELLS = 2000
_KNOWN_LENGTH = 200
_ALIGN_STYLE = {"trai": "BangTrai", "giua": "BangGiua", "phai": "BangPhai"}


def table(bang: Bang, width: float, profile: Profile) -> Iterator[str]:
    if bang.ten:
        yield paragraph("BangTen", one_line(bang.ten))
    if bang.don_vi_tinh:
        yield paragraph("BangDonVi", one_line(bang.don_vi_tinh))
    if not bang.ten and not bang.don_vi_tinh:
        yield paragraph("DuoiBang", "", f'<w:spacing w:before="{twentieths(profile.paragraph_before)}"/>')
    columns = column_widths(bang, width, profile)
    yield table_start(columns, border=profile.bang_line_weight, margin=profile.bang_cell_margin)
    yield from _head(bang, columns)
    if bang.has_merges():
        yield from _merged_rows(bang, columns)
        yield TABLE_END
        return
    rows = _PlainRows(bang, columns)
    last = len(bang.hang) - 1
    for i, hang in enumerate(bang.hang):
        if isinstance(hang, NhomHang):
            yield _group_row(hang, columns)
        else:
            yield rows.total(hang) if bang.tong and i == last else rows.row(hang)
    yield TABLE_END


def _group_row(hang: NhomHang, columns: list[float]) -> str:
    span = f'<w:gridSpan w:val="{len(columns)}"/>'
    name = paragraph("BangTrai", (Run(one_line(hang.ten), bold=True),), "<w:keepNext/>")
    return table_row((table_cell(sum(columns), name, span),))


def _merged_rows(bang: Bang, columns: list[float]) -> Iterator[str]:
    for i, hang in enumerate(bang.placed_rows()):
        if isinstance(hang, NhomHang):
            yield _group_row(hang, columns)
        else:
            total = bang.tong and i == len(bang.hang) - 1
            yield table_row(_merged_cell(bang, o, columns, total) for o in hang)


def _merged_cell(bang: Bang, place: OGop, columns: list[float], total: bool) -> str:
    o = place.o
    span = f'<w:gridSpan w:val="{o.gop_cot}"/>' if o.gop_cot > 1 else ""
    if o.gop_hang > 1:
        span += "<w:vMerge/>" if place.tiep else '<w:vMerge w:val="restart"/>'
    text = "" if place.tiep else clean(o.text)
    content = (Run(text, bold=total or o.dam),) if text else ()
    width = sum(columns[place.cot : place.cot + o.gop_cot])
    return table_cell(width, paragraph(_aligned(bang.cot[place.cot], text), content), span)


class _Column:
    """Cells of one column. One that comes again is not made again."""

    def __init__(self, cot: Cot, width: float) -> None:
        self.cot = cot
        self.known: dict[Cell, str] = {}
        start = f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>'
        styles = {_aligned(cot, text) for text in ("", "0")}
        self.starts = {style: start + open_paragraph(style) for style in styles}
        self.empty = f"{self.starts[_aligned(cot, '')]}</w:p></w:tc>"

    def make(self, cell: Cell) -> str:
        """The cell, kept when it is a short text."""
        if isinstance(cell, O):
            return self._made(clean(cell.text), bold=cell.dam)
        made = self._made(clean(cell), bold=False)
        if len(self.known) < _KNOWN_CELLS and len(cell) < _KNOWN_LENGTH:
            self.known[cell] = made
        return made

    def _made(self, text: str, *, bold: bool) -> str:
        if not text:
            return self.empty
        return f"{self.starts[_aligned(self.cot, text)]}{text_run(text, bold=bold)}</w:p></w:tc>"


class _PlainRows:
    """Rows without merged cells."""

    def __init__(self, bang: Bang, columns: list[float]) -> None:
        made = [_Column(cot, width) for cot, width in zip(bang.cot, columns, strict=True)]
        self.columns = [(column.known.get, column.make) for column in made]
        self.empty = [column.empty for column in made]

    def row(self, cells: tuple[Cell, ...]) -> str:
        parts = [
            known(cell) or make(cell)
            for (known, make), cell in zip(self.columns, cells)  # noqa: B905 - rows may be short
        ]
        if len(parts) < len(self.empty):
            parts += self.empty[len(parts) :]
        return f"{_ROW_START}{''.join(parts)}</w:tr>"

    def total(self, cells: tuple[Cell, ...]) -> str:
        """The last row, all bold."""
        bold = tuple(replace(cell if isinstance(cell, O) else O(cell), dam=True) for cell in cells)
        return self.row(bold)


def _head_cell(name: str, width: float, properties: str = "") -> str:
    line = paragraph("BangGiua", (Run(one_line(name), bold=True),) if name else (), "<w:keepNext/>")
    return table_cell(width, line, f'{properties}<w:vAlign w:val="center"/>')


def _head(bang: Bang, columns: list[float]) -> Iterator[str]:
    if not bang.has_groups():
        yield table_row((_head_cell(c.ten, w) for c, w in zip(bang.cot, columns, strict=True)), head=True)
        return
    upper, lower, left = [], [], iter(columns)
    for nhom, cot in bang.column_groups():
        widths = [next(left) for _ in cot]
        if nhom:
            upper.append(_head_cell(nhom, sum(widths), f'<w:gridSpan w:val="{len(cot)}"/>'))
            lower += [_head_cell(c.ten, w) for c, w in zip(cot, widths, strict=True)]
        else:
            upper.append(_head_cell(cot[0].ten, widths[0], '<w:vMerge w:val="restart"/>'))
            lower.append(_head_cell("", widths[0], "<w:vMerge/>"))
    yield table_row(upper, head=True)
    yield table_row(lower, head=True)


def _aligned(cot: Cot, text: str) -> str:
    if cot.canh == "tu_dong":
        return "BangPhai" if is_number(text) else "BangTrai"
    return _ALIGN_STYLE[cot.canh]
