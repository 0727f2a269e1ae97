"""The variants: our compiler, the streamed-text limit, python-docx's `add_row`, docxtpl where it is installed.

docxtpl and mammoth are no requirement of the program: `pip install docxtpl mammoth` beside it to measure them.
"""

# The markup of the other libraries' templates and of bare WordprocessingML reads better unbroken.
# ruff: noqa: E501

import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from io import BytesIO
from xml.sax.saxutils import escape

from tests.toc_do.noi_dung import (
    ANNEX_HEAD,
    CENTRED,
    HEAD,
    LEFT_HEAD,
    RIGHT_HEAD,
    SIGNED,
    TITLE,
    Content,
    Row,
)
from thidua.vanban.blocks import (
    Bang,
    Cot,
    DauVanBan,
    DoanVan,
    Khoi,
    KyTen,
    Muc,
    NgayVanBan,
    PhuLuc,
    SoKyHieu,
    VanBan,
    inline_plain,
)
from thidua.vanban.to_docx import to_bytes

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
UPRIGHT = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{_SHEET}</w:sectPr>'
LANDSCAPE = f'<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>{_SHEET}</w:sectPr>'


def tree(given: Content) -> VanBan:
    """The report as our tree."""
    than: list[Khoi] = []
    for place, (name, texts) in enumerate(given.sections, 1):
        than += [Muc(str(place), name), *(DoanVan(inline_plain(text)) for text in texts)]
    than.append(_table(HEAD, tuple(unit.row for unit in given.units)))
    for place, unit in enumerate(given.units, 1):
        than += [
            Muc(str(place), unit.row[1], 2),
            DoanVan(inline_plain(unit.first)),
            DoanVan(inline_plain(unit.second)),
        ]
    return VanBan(
        DauVanBan((), LEFT_HEAD, SoKyHieu(None, "BC-UBND"), "Ayun Pa", NgayVanBan(None, None, 2023)),
        *TITLE,
        than=tuple(than),
        ky_ten=KyTen(SIGNED[1][:2], SIGNED[1][2]),
        noi_nhan=("Như trên", "Lưu: VT, NC"),
        phu_luc=(PhuLuc("Tổng hợp", (_table(ANNEX_HEAD, given.annex),), ngang=True),),
    )


def _table(names: Row, rows: tuple[Row, ...]) -> Bang:
    cot = tuple(Cot(name, canh="giua" if i in CENTRED else "trai") for i, name in enumerate(names))
    return Bang(cot, rows)


def ours(given: Content) -> bytes:
    return to_bytes(tree(given))


def preview(given: Content) -> bytes:
    from thidua.vanban.to_html import to_html

    return to_html(tree(given)).encode()


# --- the limit: the same paragraphs and cells as bare text, streamed into the zip


def streamed(given: Content) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _ROOT)
        with archive.open("word/document.xml", "w") as part:
            pieces, size = [], 0
            for piece in _pieces(given):
                pieces.append(piece)
                size += len(piece)
                if size > 1 << 18:
                    part.write("".join(pieces).encode())
                    pieces, size = [], 0
            part.write("".join(pieces).encode())
    return file.getvalue()


def _pieces(given: Content) -> Iterator[str]:
    yield f'<w:document xmlns:w="{NAMESPACE}"><w:body>'
    yield _pair(LEFT_HEAD, RIGHT_HEAD)
    yield from map(_paragraph, TITLE)
    for name, texts in given.sections:
        yield _paragraph(name)
        yield from map(_paragraph, texts)
    yield from _rows(HEAD, (unit.row for unit in given.units))
    for unit in given.units:
        yield _paragraph(unit.row[1]) + _paragraph(unit.first) + _paragraph(unit.second)
    yield _pair(*SIGNED) + f"<w:p><w:pPr>{UPRIGHT}</w:pPr></w:p>"
    yield from _rows(ANNEX_HEAD, given.annex)
    yield f"<w:p/>{LANDSCAPE}</w:body></w:document>"


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t{_space(text)}>{escape(text)}</w:t></w:r></w:p>"


def _space(text: str) -> str:
    return ' xml:space="preserve"' if text[:1] == " " or text[-1:] == " " else ""


_CELL = (
    '<w:tc><w:tcPr><w:tcW w:w="1080" w:type="dxa"/></w:tcPr><w:p>{}<w:r><w:t{}>{{}}</w:t></w:r></w:p></w:tc>'
)
_MIDDLE = '<w:pPr><w:jc w:val="center"/></w:pPr>'
_ROW = "".join(_CELL.format(_MIDDLE if i in CENTRED else "", "") for i in range(8))
_TABLE = "<w:tbl><w:tblPr/><w:tblGrid>" + '<w:gridCol w:w="1080"/>' * 8 + "</w:tblGrid>"


def _rows(names: Row, rows: Iterable[Row]) -> Iterator[str]:
    yield _TABLE
    for row in (names, *rows):
        pattern = _ROW if not any(map(_space, row)) else _ROW.replace("<w:t>", '<w:t xml:space="preserve">')
        yield f"<w:tr>{pattern.format(*map(escape, row))}</w:tr>"
    yield "</w:tbl>"


def _pair(left: Row, right: Row) -> str:
    cells = (f"<w:tc><w:tcPr/>{''.join(map(_paragraph, lines))}</w:tc>" for lines in (left, right))
    return f"<w:tbl><w:tblPr/><w:tr>{''.join(cells)}</w:tr></w:tbl>"


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


# --- python-docx as its manual does it


def add_row(given: Content) -> bytes:
    from docx import Document
    from docx.enum.section import WD_ORIENT, WD_SECTION

    document = Document()
    _docx_pair(document, LEFT_HEAD, RIGHT_HEAD)
    for line in TITLE:
        document.add_paragraph(line)
    for name, texts in given.sections:
        document.add_paragraph(name)
        for text in texts:
            document.add_paragraph(text)
    _docx_rows(document, HEAD, (unit.row for unit in given.units))
    for unit in given.units:
        for text in (unit.row[1], unit.first, unit.second):
            document.add_paragraph(text)
    _docx_pair(document, *SIGNED)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    _docx_rows(document, ANNEX_HEAD, given.annex)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def open_and_save(given: Content) -> bytes:
    """python-docx holding the whole report as its tree, made by us and saved again by it."""
    from docx import Document

    file = BytesIO()
    Document(BytesIO(ours(given))).save(file)
    return file.getvalue()


def _docx_pair(document, left: Row, right: Row) -> None:  # type: ignore[no-untyped-def]
    table = document.add_table(1, 2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def _docx_rows(document, names: Row, rows: Iterable[Row]) -> None:  # type: ignore[no-untyped-def]
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    table = document.add_table(0, 8)
    for row in (names, *rows):
        for i, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = text
            if i in CENTRED:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


# --- docxtpl: a template with loops


def docxtpl(given: Content) -> bytes:
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO(_template()))
    template.render({"m": given, "head": HEAD, "annex_head": ANNEX_HEAD, "title": TITLE}, autoescape=True)
    file = BytesIO()
    template.save(file)
    return file.getvalue()


def _template() -> bytes:
    from docx import Document

    document = Document()
    for line in ("{%p for t in title %}", "{{ t }}", "{%p endfor %}", "{%p for name, texts in m.sections %}"):
        document.add_paragraph(line)
    for line in ("{{ name }}", "{%p for t in texts %}", "{{ t }}", "{%p endfor %}", "{%p endfor %}"):
        document.add_paragraph(line)
    _template_rows(document, HEAD, "u in m.units", "u.row")
    for line in (
        "{%p for u in m.units %}",
        "{{ u.row[1] }}",
        "{{ u.first }}",
        "{{ u.second }}",
        "{%p endfor %}",
    ):
        document.add_paragraph(line)
    _template_rows(document, ANNEX_HEAD, "r in m.annex", "r")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _template_rows(document, names: Row, loop: str, row: str) -> None:  # type: ignore[no-untyped-def]
    table = document.add_table(4, 8)
    for i, name in enumerate(names):
        table.cell(0, i).text = name
        table.cell(2, i).text = f"{{{{ {row}[{i}] }}}}"
    table.cell(1, 0).text = f"{{%tr for {loop} %}}"
    table.cell(3, 0).text = "{%tr endfor %}"


def mammoth_html(file: bytes) -> bytes:
    import mammoth

    return bytes(mammoth.convert_to_html(BytesIO(file)).value.encode())


def is_installed(name: str) -> bool:
    return find_spec(name) is not None


def checked(given: Content) -> bytes:
    """The report made, and read by the checker."""
    from thidua.vanban.check import check

    made = ours(given)
    check(made)
    return made


VARIANTS: dict[str, Callable[[Content], bytes]] = {
    "chuong_trinh": ours,
    "gioi_han": streamed,
    "add_row": add_row,
    "mo_va_luu": open_and_save,
    "docxtpl": docxtpl,
    "xem_truoc": preview,
    "kiem_tra": checked,
}
