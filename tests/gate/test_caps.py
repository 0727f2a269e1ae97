"""The caps count what they say they count, and stop at it."""

from functools import partial
from pathlib import Path

import pytest

from tests.gate.forge import jpeg, paragraph, pdf, pdf_stream, png, sheet, word
from thidua.gate import GateRefused, inspect
from thidua.gate.markup import Budget
from thidua.gate.ranges import CellBudget
from thidua.gate.verdict import Fault


def reason(upload: Path, content: bytes) -> str:
    upload.write_bytes(content)
    with pytest.raises(GateRefused) as refused:
        inspect(upload, "a")
    return refused.value.reason


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    return tmp_path / "tep"


@pytest.mark.parametrize(
    ("cap", "limit", "fits", "breaks", "code"),
    [
        ("pdf.MAX_PAGES", 3, pdf(pages=3), pdf(pages=4), "qua_nhieu"),
        ("pdf.MAX_OBJECTS", 5, pdf(pages=3), pdf(pages=4), "qua_nhieu"),
        (
            "pdf.MAX_PIXELS",
            100,
            pdf(),
            pdf({20: pdf_stream("/Subtype /Image /Width 9 /Height 99", b"")}),
            "anh_lon",
        ),
        ("zip_directory.MAX_MEMBERS", 4, word(), word(parts={"customXml/a.xml": "<a/>"}), "qua_nhieu"),
        ("zip_directory.MAX_EXPANDED", 4000, word(), word(paragraph("x" * 4000)), "zip_bom"),
        ("office.MAX_PART", 1000, word(), word(paragraph("x" * 1000)), "xml_lon"),
        ("markup.MAX_DEPTH", 5, word(), word(f"<a>{paragraph()}</a>"), "xml_sau"),
        ("markup.MAX_ATTRIBUTES", 3, word(), word("<a b='' c='' d='' e=''/>"), "xml_lon"),
        ("member_names.MAX_NAME", 30, word(), word(parts={f"customXml/{'a' * 20}.xml": "<a/>"}), "zip_ten"),
        ("picture.MAX_PNG_PIXELS", 100, png(10, 10), png(10, 11), "anh_lon"),
        ("picture.MAX_SIDE", 100, png(100, 1), png(101, 1), "anh_lon"),
        ("picture.MAX_CHUNKS", 4, png(9, 9), png(9, 9, extra=[(b"teXt", b"")] * 2), "anh_hong"),
        ("picture.MAX_SCANS", 3, jpeg(), jpeg(progressive=True), "anh_lon"),
        ("picture.MAX_PROGRESSIVE_PIXELS", 1000, jpeg(), jpeg(progressive=True), "anh_lon"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_cap_lets_in_what_fits_and_no_more(
    upload: Path, monkeypatch: pytest.MonkeyPatch, cap: str, limit: int, fits: bytes, breaks: bytes, code: str
) -> None:
    monkeypatch.setattr(f"thidua.gate.{cap}", limit)
    upload.write_bytes(fits)
    assert inspect(upload, "a")
    assert reason(upload, breaks) == code


def test_elements_are_counted_over_all_parts(upload: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.gate.office.Budget", partial(Budget, 40))
    upload.write_bytes(word())
    assert inspect(upload, "a")
    assert reason(upload, word(parts={f"customXml/{n}.xml": "<a/>" * 1 for n in range(60)})) == "xml_lon"


def test_cells_are_counted_over_all_ranges_of_a_sheet() -> None:
    cells = CellBudget()
    cells.spend("khong-phai-vung")
    cells.spend("A1:J10000")
    cells.spend("$C$100000:$B$50001")
    with pytest.raises(Fault):
        cells.spend("ZZ1:ZZ2")


def test_merged_cells_of_a_usual_size_come_in(upload: Path) -> None:
    upload.write_bytes(sheet("</sheetData><mergeCells><mergeCell ref='A1:Z200'/></mergeCells><sheetData>"))
    assert inspect(upload, "a").kind == "xlsx"


@pytest.mark.parametrize("length", [*range(262_100, 262_180, 7), 262_144, 524_288, 262_402, 262_401])
def test_a_part_that_ends_about_a_chunk_is_read_to_its_end(upload: Path, length: int) -> None:
    """The unpacker may hold back the last bytes when a chunk is just full."""
    upload.write_bytes(word(parts={"customXml/a.xml": "<a>" + "0" * (length - 7) + "</a>"}))
    assert inspect(upload, "a").kind == "docx"
    upload.write_bytes(word(parts={"customXml/a.xml": "<a/>" + " " * (length - 4)}))
    assert inspect(upload, "a").kind == "docx"
