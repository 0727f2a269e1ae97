"""What offices, scanners and telephones really produce comes in, whatever wrote it."""

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.shared import Cm
from openpyxl import Workbook
from PIL import Image
from xlsxwriter import Workbook as StreamedWorkbook

from tests.gate.forge import (
    OOXML,
    complex_field,
    content_types,
    jpeg,
    packed,
    paragraph,
    patched,
    pdf,
    pdf_stream,
    png,
    relations,
    sheet,
    sheet_parts,
    streamed,
    word,
    word_body,
    word_parts,
)
from tests.gate.test_hostile import FAMILIES
from tests.toc_do.cong import costs
from thidua.gate import Kind, inspect

SECONDS = 2.0
ROOT = Path(__file__).parents[2]


def written_by_python_docx() -> bytes:
    document = Document()
    document.add_heading("Báo cáo sơ kết phong trào thi đua", 1)
    document.sections[0].header.paragraphs[0].text = "ỦY BAN NHÂN DÂN"
    document.add_picture(io.BytesIO(jpeg()), width=Cm(5))
    document.add_picture(io.BytesIO(png(20, 20)), width=Cm(1))
    table = document.add_table(3, 3)
    table.cell(0, 0).text = "Chỉ tiêu"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def repacked(content: bytes) -> dict[str, bytes | str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_data_descriptors() -> bytes:
    whole = streamed(repacked(written_by_python_docx()))
    assert whole[6:8] == b"\x08\x00"
    return whole


def with_folders_and_stored_members() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.mkdir("word/")
        for name, content in word_parts().items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_zip64_fields() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in word_parts().items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content.encode() if isinstance(content, str) else content)
    return buffer.getvalue()


def with_zip64_directory() -> bytes:
    import struct

    whole = packed(word_parts())
    place = int(struct.unpack_from("<L", whole, len(whole) - 6)[0])
    size = len(whole) - 22 - place
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 4, 4, size, place)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(whole) - 22, 1)
    return patched(whole[:-22] + large + locator + whole[-22:], len(whole) + 76 - 14, b"\xff" * 12)


def as_libreoffice_writes() -> bytes:
    """Descriptors with UTF-8 names, one part per kind, a chart with its sheet, all in UTF-16 or UTF-8."""
    types = {
        "word/styles.xml": f"{OOXML}wordprocessingml.styles+xml",
        "word/fontTable.xml": f"{OOXML}wordprocessingml.fontTable+xml",
        "word/charts/chart1.xml": f"{OOXML}drawingml.chart+xml",
        "word/embeddings/Bang_tinh1.xlsx": f"{OOXML}spreadsheetml.sheet",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/custom.xml": f"{OOXML}custom-properties+xml",
    }
    parts: dict[str, bytes | str] = {
        "word/styles.xml": word_body("").encode("utf-8"),
        "word/fontTable.xml": "<w:fonts xmlns:w='w'/>".encode("utf-16"),
        "word/charts/chart1.xml": "<c:chart xmlns:c='c'><c:externalData/><c:f>Sheet1!$A$1</c:f></c:chart>",
        "word/charts/_rels/chart1.xml.rels": relations([("package", "../embeddings/Bang_tinh1.xlsx", False)]),
        "word/embeddings/Bang_tinh1.xlsx": sheet(),
        "docProps/core.xml": "<a/>",
        "docProps/custom.xml": "<a/>",
    }
    links = [
        ("styles", "styles.xml", False),
        ("fontTable", "/word/fontTable.xml", False),
        ("chart", "charts/chart1.xml", False),
    ]
    return streamed(word_parts(paragraph("Tổng kết"), parts=parts, types=types, links=links))


def with_fields_and_links() -> bytes:
    body = (
        complex_field(" PAGE ")
        + complex_field(' TOC \\o "1-3" \\h ')
        + complex_field(' HYPERLINK "https://ayunpa.gialai.gov.vn/" \\t "_blank" ')
        + complex_field(' HYPERLINK \\l "_Toc1" ')
        + complex_field(' IF 1 = 1 "DDE" "x" ')
        + '<w:p><w:fldSimple w:instr=" NUMPAGES "/></w:p>'
        + '<w:p><w:r><w:pict><v:shape href="https://a.vn/"/></w:pict></w:r></w:p>'
    )
    links = [
        ("hyperlink", "http://thiduakhenthuong.vn/a?b=1#c", True),
        ("hyperlink", "mailto:noivu@ayunpa.gialai.gov.vn", True),
        ("hyperlink", "#_Toc1", False),
    ]
    return word(body, links=links)


def with_words_that_only_look_dangerous() -> bytes:
    return word(paragraph("DDEAUTO /JavaScript &lt;!DOCTYPE vbaProject.bin =cmd|calc!A1"))


def with_a_custom_part() -> bytes:
    return word(parts={"customXml/item1.xml": "<control><script/></control>"})


def with_a_signature() -> bytes:
    package = "application/vnd.openxmlformats-package.digital-signature-"
    defaults = content_types(
        {
            "word/document.xml": f"{OOXML}wordprocessingml.document.main+xml",
            "_xmlsignatures/origin.sigs": f"{package}origin",
            "_xmlsignatures/sig1.xml": f"{package}xmlsignature+xml",
        }
    )
    more = {"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": "<Signature/>"}
    return packed({**word_parts(parts=more), "[Content_Types].xml": defaults})


def long_report() -> bytes:
    rows = "".join(f"<w:tr><w:tc>{paragraph(f'Chỉ tiêu {n}')}</w:tc></w:tr>" for n in range(12_000))
    return word(f"<w:tbl>{rows}</w:tbl>")


def written_by_openpyxl() -> bytes:
    book = Workbook()
    cells = book.active
    assert cells is not None
    cells["A1"] = "Tổng"
    cells["A2"] = "=SUM(B1:B9)"
    cells["A3"].hyperlink = "https://gialai.gov.vn/"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def written_by_xlsxwriter() -> bytes:
    buffer = io.BytesIO()
    with StreamedWorkbook(buffer) as book:
        cells = book.add_worksheet("Chỉ tiêu")
        cells.write_comment("A1", "ghi chú")
        cells.write_formula("A2", '=IF(A1="|x!","a","b")')
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "='Chỉ tiêu'!$A$1:$A$5"})
        cells.insert_chart("C3", chart)
    return buffer.getvalue()


def excel_with_printer_settings() -> bytes:
    kinds = {"xl/printerSettings/p1.bin": f"{OOXML}spreadsheetml.printerSettings"}
    return packed(sheet_parts(parts={"xl/printerSettings/p1.bin": b"M\x00a\x00y\x00"}, types=kinds))


def _saved(**options: object) -> bytes:
    document = pikepdf.new()
    for _ in range(30):
        document.add_blank_page()
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])
    link = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Link,
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://gialai.gov.vn/")),
    )
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(link)])
    document.docinfo["/Title"] = "Kế hoạch /JavaScript /Launching"
    buffer = io.BytesIO()
    document.save(buffer, **options)
    return buffer.getvalue()


def pdf_with_object_streams() -> bytes:
    return _saved(object_stream_mode=pikepdf.ObjectStreamMode.generate)


def pdf_with_object_streams_behind_blank_lines() -> bytes:
    return b"\r\n\r\n" + pdf_with_object_streams()


def pdf_with_hundreds_of_links() -> bytes:
    link = "<< /Type /Annot /Subtype /Link /Rect [9 9 99 20] /A << /S /URI /URI (https://a.vn/%d) >> >>"
    return pdf({number: link % number for number in range(20, 1500)}, page="/Annots [20 0 R 21 0 R]")


def pdf_linearised() -> bytes:
    return _saved(linearize=True)


def pdf_from_a_scanner() -> bytes:
    """Blank lines before the header, a JPEG a page, and a table of places that is wrong by those lines."""
    picture = jpeg(600, 800)
    entries = (
        "/Type /XObject /Subtype /Image /Width 600 /Height 800 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    )
    objects: dict[int, str | bytes] = {20: pdf_stream(f"{entries} /Filter /DCTDecode", picture)}
    return b"\r\n\r\n" + pdf(objects, page="/Resources << /XObject << /Im 20 0 R >> >>")


def pdf_changed_a_few_times() -> bytes:
    whole = pdf()
    start = int(whole.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    for _ in range(5):
        table = b"xref\n0 0\ntrailer\n<< /Size 11 /Root 1 0 R /Prev %d >>\n" % start
        start = len(whole)
        whole += table + b"startxref\n%d\n%%%%EOF\n" % start
    return whole


def pdf_with_text_about_scripts() -> bytes:
    content = b"BT (xem muc /JS va /XFA trong phu luc) Tj ET"
    return pdf({20: pdf_stream("", content), 21: "<< /Title (/JS /EF /XFA) >>"}, page="/Contents 20 0 R")


def pdf_with_a_form() -> bytes:
    field = "<< /FT /Tx /T (ho_ten) /Subtype /Widget /Rect [0 0 9 9] >>"
    return pdf({20: field}, catalog="/AcroForm << /Fields [20 0 R] >>")


def jpeg_progressive() -> bytes:
    return jpeg(1600, 1200, progressive=True)


def jpeg_in_four_colours() -> bytes:
    buffer = io.BytesIO()
    Image.new("CMYK", (200, 100)).save(buffer, "JPEG")
    return buffer.getvalue()


def jpeg_from_a_telephone() -> bytes:
    """A film hangs behind the picture, as motion photographs have it."""
    return jpeg(4000, 3000) + b"\x00\x00\x00\x18ftypmp42" + bytes(5000)


def jpeg_with_two_pictures() -> bytes:
    buffer = io.BytesIO()
    first = Image.new("RGB", (200, 100))
    first.save(buffer, "MPO", save_all=True, append_images=[first])
    return buffer.getvalue()


def png_grey() -> bytes:
    return png(640, 480)


def png_in_colour_with_text() -> bytes:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Comment", "Giấy khen " * 50, zip=True)
    buffer = io.BytesIO()
    Image.effect_noise((500, 400), 60).convert("RGBA").save(buffer, "PNG", pnginfo=notes, dpi=(300, 300))
    return buffer.getvalue()


def png_of_two_colours() -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (2481, 3507)).save(buffer, "PNG")
    return buffer.getvalue()


def png_interlaced() -> bytes:
    """Seven passes of an odd-sized grey picture."""
    import struct
    import zlib

    width, height = 13, 11
    passes = [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ]
    rows = b""
    for left, top, across, down in passes:
        columns = len(range(left, width, across))
        rows += bytes(columns + 1) * len(range(top, height, down)) if columns else b""

    def chunk(tag: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + tag + body + struct.pack(">L", zlib.crc32(tag + body))

    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 1)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


_MAKERS: list[tuple[Kind, Callable[[], bytes]]] = [
    ("docx", written_by_python_docx),
    ("docx", with_data_descriptors),
    ("docx", with_folders_and_stored_members),
    ("docx", with_zip64_fields),
    ("docx", with_zip64_directory),
    ("docx", as_libreoffice_writes),
    ("docx", with_fields_and_links),
    ("docx", with_words_that_only_look_dangerous),
    ("docx", with_a_custom_part),
    ("docx", with_a_signature),
    ("docx", long_report),
    ("xlsx", written_by_openpyxl),
    ("xlsx", written_by_xlsxwriter),
    ("xlsx", excel_with_printer_settings),
    ("pdf", pdf_with_object_streams),
    ("pdf", pdf_with_object_streams_behind_blank_lines),
    ("pdf", pdf_with_hundreds_of_links),
    ("pdf", pdf_linearised),
    ("pdf", pdf_from_a_scanner),
    ("pdf", pdf_changed_a_few_times),
    ("pdf", pdf_with_text_about_scripts),
    ("pdf", pdf_with_a_form),
    ("jpg", jpeg_progressive),
    ("jpg", jpeg_in_four_colours),
    ("jpg", jpeg_from_a_telephone),
    ("jpg", jpeg_with_two_pictures),
    ("png", png_grey),
    ("png", png_in_colour_with_text),
    ("png", png_of_two_colours),
    ("png", png_interlaced),
]
HONEST = [(kind, cache(make)) for kind, make in _MAKERS]
NAMES = [make.__name__ for _, make in _MAKERS]


@pytest.mark.parametrize(("kind", "make"), HONEST, ids=NAMES)
def test_honest_files_come_in(kind: Kind, make: Callable[[], bytes], tmp_path: Path) -> None:
    upload = tmp_path / "tep"
    upload.write_bytes(make())
    started = time.perf_counter()
    verdict = inspect(upload, "tên nói dối.exe")
    assert time.perf_counter() - started < SECONDS
    assert (verdict.kind, verdict.extension) == (kind, f".{kind}")
    assert verdict.media_type.startswith(("application/", "image/"))


@pytest.mark.parametrize(("kind", "make"), HONEST, ids=NAMES)
def test_the_slot_of_its_kind_takes_it(kind: Kind, make: Callable[[], bytes], tmp_path: Path) -> None:
    upload = tmp_path / "tep"
    upload.write_bytes(make())
    assert inspect(upload, "a", frozenset({kind})).kind == kind


COSTLY = (
    "pdf_object_stream_bomb",
    "pdf_list_of_lists_without_end",
    "pdf_packed_list_of_a_million_figures",
    "one_tag_with_attributes_without_end",
    "names_of_attributes_all_different",
    "png_with_a_thousand_packed_texts",
)
"""The families that once took most; `do-toc-do` measures all of them."""


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell")
def test_the_costliest_files_of_either_sort_stay_within_their_room() -> None:
    files = {family.name: family.make() for family in FAMILIES if family.name in COSTLY}
    assert len(files) == len(COSTLY)
    files |= {make.__name__: make() for make in (long_report, jpeg_progressive, png_of_two_colours)}
    for cost in costs(files):
        assert cost.megabytes is not None
        assert cost.megabytes <= 150, cost
        assert cost.seconds <= SECONDS, cost


def test_examining_an_office_file_loads_no_foreign_library() -> None:
    probe = (
        "import sys, tempfile, pathlib\n"
        "from thidua.gate import inspect\n"
        "from tests.gate.forge import word\n"
        "path = pathlib.Path(tempfile.mkdtemp()) / 'a'\n"
        "path.write_bytes(word())\n"
        "assert inspect(path, 'a').kind == 'docx'\n"
        "foreign = {'flask', 'sqlalchemy', 'werkzeug', 'docx', 'lxml', 'pikepdf', 'PIL'}\n"
        "print(sorted(foreign & sys.modules.keys()))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
