"""Honest files near the caps of an upload, as offices make them."""

import io
from collections.abc import Callable
from functools import cache

import pikepdf
from docx import Document
from PIL import Image
from xlsxwriter import Workbook

_ROOM = 24 * 1024 * 1024


@cache
def _photo(width: int, height: int, quality: int) -> bytes:
    """As hard to pack as a photograph."""
    buffer = io.BytesIO()
    noise = Image.effect_noise((width // 3, height // 3), 60).resize((width, height)).convert("RGB")
    noise.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def word_of_photographs() -> bytes:
    """25 MB, each picture another one."""
    document, picture = Document(), _photo(2400, 1800, 85)
    for number in range(_ROOM // len(picture)):
        document.add_picture(io.BytesIO(picture + b"%03d" % number))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf_of_scans() -> bytes:
    """25 MB, a page a picture."""
    document, picture = pikepdf.new(), _photo(1240, 1754, 30)
    for number in range(_ROOM // len(picture)):
        page = document.add_blank_page(page_size=(595, 842)) or document.pages[-1]
        drawn = pikepdf.Stream(
            document, picture + b"%03d" % number, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
            Width=1240, Height=1754, BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceRGB,
            Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=document.make_indirect(drawn)))
        page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
    buffer = io.BytesIO()
    document.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def sheet_of_cells() -> bytes:
    """5000 rows of twenty cells."""
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        cells = book.add_worksheet()
        for row in range(5000):
            cells.write_row(row, 0, [f"Đơn vị {row}", *(row * column + 0.5 for column in range(1, 20))])
    return buffer.getvalue()


def sheet_of_empty_rows() -> bytes:
    """100 000 rows with a height and nothing else."""
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        cells = book.add_worksheet()
        cells.write(0, 0, "Đơn vị")
        for row in range(1, 100_001):
            cells.set_row(row, 18)
    return buffer.getvalue()


def photograph() -> bytes:
    """48 million pixels, 14 MB."""
    return _photo(8000, 6000, 80)


def scan_as_png() -> bytes:
    """A page in colour at 300 dots an inch, 12 MB."""
    buffer = io.BytesIO()
    Image.effect_noise((2480, 3508), 30).convert("RGB").save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()


LARGE: dict[str, Callable[[], bytes]] = {
    "Word 25 MB nhiều ảnh": word_of_photographs,
    "PDF 25 MB quét": pdf_of_scans,
    "Excel 100.000 ô": sheet_of_cells,
    "Excel 100.000 dòng trống": sheet_of_empty_rows,
    "ảnh JPEG 48 triệu điểm": photograph,
    "ảnh PNG A4 màu 300 dpi": scan_as_png,
}
