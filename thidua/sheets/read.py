"""Reading an .xlsx that proved itself at the gate: what stands in which cell, within caps.

openpyxl reads the cells; formulas are kept as formulas, so that whoever asks for figures can name the cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from thidua.core.errors import WrongInput

Read = str | int | Decimal | bool | date | datetime | None
"""What a cell may hold; a day without time of day is a `date`."""

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 20_000, 120, 20
_CHUNK = 1 << 20
# Long enough for one <mergeCell ref="…"/> or the start of one cell across two chunks.
_OVERLAP = 256
_VALUE = re.compile(rb"<(?:v|is|f)[ >/]")
_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell: `address` as Excel shows it, `formula` where Excel would work it out."""

    address: str
    value: Read
    font: str = ""
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row with at least one filled cell; `cells` by column number, the first being 1."""

    number: int
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's filled rows in order and its merged ranges ("A1:C1")."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[str, ...]


def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """The sheets that hold anything, in the book's order.

    The file must have passed `gate.inspect` first. Raises WrongInput with `bang_khong_doc_duoc`,
    `bang_qua_nhieu_dong`, `bang_qua_nhieu_cot` or `bang_qua_nhieu_trang_tinh` (facts `trang`, `nhieu_nhat`).
    """
    # openpyxl is loaded only where a table is read; it judges a path by its ending, a stored file has none.
    import openpyxl

    with path.open("rb") as file:
        try:
            book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
            pages = [page for page in book.worksheets if hasattr(page, "reset_dimensions")]
            if len(pages) > MOST_SHEETS:
                raise WrongInput("bang_qua_nhieu_trang_tinh", nhieu_nhat=MOST_SHEETS)
            sheets = [_sheet(page) for page in pages]
        except WrongInput:
            raise
        except Exception as error:
            raise WrongInput("bang_khong_doc_duoc") from error
    return tuple(sheet for sheet in sheets if sheet.rows)


def _sheet(page: Any) -> Sheet:
    # The size that a file declares may be a million rows of nothing, or too small.
    page.reset_dimensions()
    with page._get_source() as source:
        filled, merged = _scan(source)
    return Sheet(page.title, tuple(_rows(page, filled)), merged)


def _scan(source: IO[bytes]) -> tuple[int, tuple[str, ...]]:
    """How many values the sheet holds, and its merged ranges; the XML is not built up for it."""
    filled, merged, rest = 0, dict[str, None](), b""
    while chunk := source.read(_CHUNK):
        text = rest + chunk
        # The overlap was counted with the chunk before.
        filled += len(_VALUE.findall(text)) - len(_VALUE.findall(rest))
        merged.update(dict.fromkeys(found.decode() for found in _MERGED.findall(text)))
        rest = text[-_OVERLAP:]
    return filled, tuple(merged)


def _rows(page: Any, filled: int) -> Iterator[Row]:
    """Filled rows until nothing filled is left: a tail of empty rows costs nothing."""
    seen = 0
    count = 0
    for line in page.iter_rows():
        if seen >= filled:
            return
        found = [cell for cell in line if cell.value is not None]
        if not found:
            continue
        # A formula with its cached result counts twice in the scan.
        seen += sum(2 if cell.data_type == "f" else 1 for cell in found)
        cells = {cell.column: _cell(cell) for cell in found}
        cells = {column: cell for column, cell in cells.items() if cell.value not in (None, "")}
        if not cells:
            continue
        count += 1
        if count > MOST_ROWS:
            raise WrongInput("bang_qua_nhieu_dong", trang=page.title, nhieu_nhat=MOST_ROWS)
        if max(cells) > MOST_COLUMNS:
            raise WrongInput("bang_qua_nhieu_cot", trang=page.title, nhieu_nhat=MOST_COLUMNS)
        yield Row(found[0].row, cells)


def _cell(cell: Any) -> Cell:
    font = cell.font.name if cell.data_type == "s" and cell.font else ""
    return Cell(cell.coordinate, _value(cell.value), font or "", cell.data_type == "f")


def _value(value: object) -> Read:
    match value:
        case bool() | int() | None:
            return value
        case float():
            return _number(value)
        case datetime():
            return value.date() if value.time() == time() else value
        case date():
            return value
        case _:
            return str(value).strip()


def _number(value: float) -> Read:
    """Excel's number exactly as it shows it; what is none (an error value) as text."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    return int(value) if value.is_integer() else Decimal(repr(value))
