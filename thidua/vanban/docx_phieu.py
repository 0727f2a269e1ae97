"""Sheets of slips → the bytes of a .docx: eight equal cells to a page, dashed lines to cut along."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from thidua.vanban.docx_lines import indent, table_cell, table_start
from thidua.vanban.docx_package import XML, W, emphasis, half_points, pack, twentieths, twips
from thidua.vanban.kinds.phieu_ma import CACH_LAM, COT, TEN_PHIEU, PhieuMa, ToPhieu, dong_phieu
from thidua.vanban.runs import capitals, one_line
from thidua.vanban.thethuc import ND30, Profile

MARGIN: Final = 9.0
ROW: Final = 69.0
_INSIDE = 5.0
_SIZE, _SMALL, _HEAD, _CODE = 11.0, 9.0, 12.0, 15.0
_LARGE = frozenset({"Tài khoản", "Mã một lần"})
# The table must be followed by a paragraph; this one takes no room that would start another page.
_END = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{}</w:pPr></w:p>'


def phieu_to_bytes(to: ToPhieu, profile: Profile = ND30) -> bytes:
    """The sheets as a .docx; equal slips give equal bytes."""
    return pack(_document(to, profile), profile, title=TEN_PHIEU.capitalize(), creator=one_line(to.co_quan))


def _document(to: ToPhieu, p: Profile) -> Iterator[str]:
    yield f"{XML}<w:document {W}><w:body>"
    width = (p.page_width - 2 * MARGIN) / COT
    pages = to.trang()
    for number, page in enumerate(pages, 1):
        yield table_start([width] * COT, margin=_INSIDE).replace("<w:tblLayout", f"{_cuts()}<w:tblLayout")
        for at in range(0, len(page), COT):
            yield _row(to, page[at : at + COT], width)
        yield "</w:tbl>"
        yield _END.format("") if number == len(pages) else '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    side = twips(MARGIN)
    yield (
        f'<w:sectPr><w:pgSz w:w="{twips(p.page_width)}" w:h="{twips(p.page_height)}"/>'
        f'<w:pgMar w:top="{side}" w:right="{side}" w:bottom="{twips(5)}" w:left="{side}"'
        ' w:header="0" w:footer="0" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _cuts() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{s} w:val="dashed" w:sz="4" w:space="0" w:color="808080"/>' for s in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _row(to: ToPhieu, slips: tuple[PhieuMa, ...], width: float) -> str:
    cells = [table_cell(width, _slip(to, slip), '<w:vAlign w:val="center"/>') for slip in slips]
    cells += [table_cell(width, _line("", _SMALL))] * (COT - len(cells))
    height = f'<w:trHeight w:val="{twips(ROW)}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{''.join(cells)}</w:tr>"


def _slip(to: ToPhieu, slip: PhieuMa) -> str:
    lines = [
        _line(capitals(to.co_quan), _SMALL, centre=True),
        _line(TEN_PHIEU, _HEAD, bold=True, centre=True),
    ]
    for name, text in dong_phieu(to, slip):
        size = _CODE if name == "Mã một lần" else _SIZE
        lines.append(_named(name, text, size, bold=name in _LARGE))
    lines.append(_line(CACH_LAM, _SMALL, before=3))
    if to.ghi_chu:
        lines.append(_line(to.ghi_chu, _SMALL, italic=True))
    return "".join(lines)


def _run(text: str, size: float, *, bold: bool = False, italic: bool = False) -> str:
    points = half_points(size)
    marks = f'{emphasis(bold, italic)}<w:sz w:val="{points}"/><w:szCs w:val="{points}"/>'
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(runs: str, *, before: float, centre: bool = False) -> str:
    place = '<w:jc w:val="center"/>' if centre else f'{indent(0)}<w:jc w:val="left"/>'
    spacing = f'<w:spacing w:before="{twentieths(before)}" w:after="0" w:line="240" w:lineRule="auto"/>'
    return f"<w:p><w:pPr>{spacing}{place}</w:pPr>{runs}</w:p>"


def _line(
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    centre: bool = False,
    before: float = 0,
) -> str:
    runs = _run(one_line(text), size, bold=bold, italic=italic) if text else ""
    return _paragraph(runs, before=before, centre=centre)


def _named(name: str, text: str, size: float, *, bold: bool) -> str:
    return _paragraph(_run(f"{name}: ", _SIZE) + _run(text, size, bold=bold), before=1.5)
