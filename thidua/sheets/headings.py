"""Finding a table in a sheet by its headings, as people write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.viet import fold
from thidua.sheets.read import Cell, Row, Sheet

DEEPEST_HEAD = 15
"""A heading row stands among the first so many filled rows."""

_SIGNS = re.compile(r"[\W_]+")
_CORNERS = re.compile(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a list knows: its key, the headings under which it may stand (the first is ours)."""

    key: str
    names: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under a heading row; `places` tells the column number of each key that was found."""

    sheet: Sheet
    head: Row
    places: dict[str, int]
    rows: tuple[Row, ...]
    unknown: tuple[Cell, ...]
    """Headings that belong to no column of the list: shown, and left alone."""

    def cell(self, row: Row, key: str) -> Cell | None:
        """The cell of a row under that heading, None when it is empty or the heading missing."""
        place = self.places.get(key)
        return None if place is None else row.cells.get(place)

    def address(self, row: Row, key: str) -> str:
        """Where the cell is, also when it is empty: "C7"; the row alone when the heading is missing."""
        place = self.places.get(key)
        return f"{column_letters(place)}{row.number}" if place else f"dòng {row.number}"


@dataclass(frozen=True, slots=True)
class HeadFault:
    """Why a sheet cannot be read as this list: `thieu_cot`, `trung_cot`, `dau_bang_gop_o` or `khong_thay`."""

    reason: str
    sheet: str = ""
    names: tuple[str, ...] = ()
    address: str = ""


def plain(text: str) -> str:
    """A heading for comparison: no accents, no capitals, no signs, one blank between words."""
    return _SIGNS.sub(" ", fold(text)).strip()


def column_letters(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find_table(sheets: Sequence[Sheet], columns: Sequence[Column]) -> Table | HeadFault:
    """The one table that has these columns, in whatever sheet it stands.

    The row with most known headings wins (two at least, or all that are required); a required column that
    is missing there, a heading that stands twice or lies in merged cells is a fault with its place.
    """
    known = {plain(name): column.key for column in columns for name in column.names}
    best: tuple[int, Sheet, Row] | None = None
    for sheet in sheets:
        for row in sheet.rows[:DEEPEST_HEAD]:
            keys = {known.get(_heading(cell)) for cell in row.cells.values()} - {None}
            if keys and (best is None or len(keys) > best[0]):
                best = (len(keys), sheet, row)
    required = [column for column in columns if column.required]
    if best is None or best[0] < min(2, max(len(required), 1)):
        return HeadFault("khong_thay", names=tuple(column.names[0] for column in required))
    _count, sheet, head = best
    return _table(sheet, head, known, required)


def _heading(cell: Cell) -> str:
    return plain(str(cell.value))


def _table(sheet: Sheet, head: Row, known: dict[str, str], required: Sequence[Column]) -> Table | HeadFault:
    places: dict[str, int] = {}
    unknown = []
    for place, cell in sorted(head.cells.items()):
        key = known.get(_heading(cell))
        if key is None:
            unknown.append(cell)
        elif key in places:
            return HeadFault("trung_cot", sheet.name, (str(cell.value),), cell.address)
        else:
            places[key] = place
    merged = _merged_over(sheet, head.number)
    if merged:
        return HeadFault("dau_bang_gop_o", sheet.name, address=merged)
    missing = tuple(column.names[0] for column in required if column.key not in places)
    if missing:
        return HeadFault("thieu_cot", sheet.name, missing, f"dòng {head.number}")
    rows = tuple(row for row in sheet.rows if row.number > head.number)
    return Table(sheet, head, places, rows, tuple(unknown))


def _merged_over(sheet: Sheet, number: int) -> str:
    """The merged range that touches the heading row, if any: its columns could not be told apart."""
    for ref in sheet.merged:
        corners = _CORNERS.fullmatch(ref)
        if corners and int(corners[2]) <= number <= int(corners[4]):
            return ref
    return ""
