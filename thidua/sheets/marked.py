"""A file that was read, given back with its wrong cells marked: red, with the sentence as a note.

Every value stands at the address at which it was read, so that what the preview says and what the file
shows are the same cell. Colours and pictures of the original are not kept; texts in fonts of an older
encoding keep their font, without it they could not be read.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from thidua.core.legacy_fonts import recognise
from thidua.sheets.headings import column_letters
from thidua.sheets.plan import WrongCell
from thidua.sheets.read import Cell, Sheet
from thidua.sheets.xlsx import KEY_HEAD, LIST_SHEET, MADE

FAULTS = "Ô sai"
"""The first sheet: every wrong cell with a link to it."""
_HEADS = ("Trang", "Ô", "Đang ghi", "Sai gì, sửa thế nào")
_WIDTHS = (24, 8, 30, 90)
_WIDEST, _NARROWEST = 50, 8
_LONGEST_TEXT = 32_767
_MOST_CELLS = 200_000
"""Of a larger file only the list of wrong cells goes back."""
_UNFIT = re.compile(r"[\[\]:*?/\\]|^'|'$")
# Neither another file or program, nor text that could be an address.
_HARMLESS = re.compile(r"=[^|!\[\"\\]*")
_RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006", "border": 1, "border_color": "#9C0006"}

Place = tuple[int, int]
"""Row and column, the first being 1."""


def marked_book(sheets: Sequence[Sheet], wrong: Sequence[WrongCell]) -> bytes:
    """The sheets with the wrong cells marked, after a sheet that lists these."""
    # XlsxWriter is loaded only where a table is made.
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": MADE})
    kept = [sheet for sheet in sheets if sheet.name not in (FAULTS, LIST_SHEET)]
    if sum(len(row.cells) for sheet in kept for row in sheet.rows) > _MOST_CELLS:
        kept = []
    names = {sheet.name: _fit(sheet.name, place) for place, sheet in enumerate(kept, 1)}
    _faults(book, wrong, names)
    for sheet in kept:
        marks = _by_place(cell for cell in wrong if cell.sheet == sheet.name)
        _sheet(book, book.add_worksheet(names[sheet.name]), sheet, marks)
    book.close()
    return out.getvalue()


def _fit(name: str, place: int) -> str:
    """The sheet's name, or its place where Excel would not have such a name."""
    return f"Trang {place}" if _UNFIT.search(name) or not 0 < len(name) <= 31 else name


def _by_place(wrong: Iterable[WrongCell]) -> dict[Place, str]:
    """The sentences by cell; what concerns a whole row stands at its first cell."""
    found: dict[Place, str] = {}
    for cell in wrong:
        place = place_of(cell.address)
        said = found.get(place)
        found[place] = f"{said}\n{cell.sentence}" if said else cell.sentence
    return found


def place_of(address: str) -> Place:
    """Row and column of "C7"; of "dòng 7" the row and its first column."""
    letters = "".join(sign for sign in address if "A" <= sign <= "Z")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int("".join(sign for sign in address if sign.isdecimal())), max(column, 1)


def _faults(book: Any, wrong: Sequence[WrongCell], names: Mapping[str, str]) -> None:
    page = book.add_worksheet(FAULTS)
    bold = book.add_format({"bold": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        page.write_string(0, column, head, bold)
        page.set_column(column, column, width)
    for line, cell in enumerate(wrong, 1):
        row, column = place_of(cell.address)
        target = f"{column_letters(column)}{row}"
        page.write_string(line, 0, cell.sheet, wrap)
        if cell.sheet in names:
            sheet = names[cell.sheet].replace("'", "''")
            page.write_url(line, 1, f"internal:'{sheet}'!{target}", string=cell.address)
        else:
            page.write_string(line, 1, cell.address, wrap)
        page.write_string(line, 2, cell.shown, wrap)
        page.write_string(line, 3, cell.sentence, wrap)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(wrong), 1), len(_HEADS) - 1)


def _sheet(book: Any, page: Any, sheet: Sheet, wrong: Mapping[Place, str]) -> None:
    formats, widths, hidden = _Formats(book), dict[int, int](), set[int]()
    for line, column in wrong:
        # What stands in the cell is written over it.
        page.write_blank(line - 1, column - 1, None, formats.of("", "", bad=True))
    for row in sheet.rows:
        for column, cell in row.cells.items():
            _write(page, (row.number, column), cell, formats, bad=(row.number, column) in wrong)
            widths[column] = max(widths.get(column, _NARROWEST), min(len(str(cell.value)) + 2, _WIDEST))
            if cell.value == KEY_HEAD:
                hidden.add(column)
    for column, width in widths.items():
        page.set_column(column - 1, column - 1, width, None, {"hidden": column in hidden})
    for (line, column), sentence in wrong.items():
        page.write_comment(line - 1, column - 1, sentence, {"x_scale": 2.5, "font_size": 10})
    if wrong:
        page.set_tab_color("#C00000")


class _Formats:
    """One format for each font, kind and colour that is needed."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Any] = {}

    def of(self, font: str, form: str, *, bad: bool) -> Any:
        """The format of a cell."""
        key = (font, form, bad)
        if key not in self._made:
            wanted: dict[str, object] = {"valign": "top"}
            if font:
                wanted["font_name"] = font
            if form:
                wanted["num_format"] = form
            if bad:
                wanted |= _RED
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]


def _write(page: Any, place: Place, cell: Cell, formats: _Formats, *, bad: bool) -> None:
    line, column = place[0] - 1, place[1] - 1
    match cell.value:
        case bool() as truth:
            page.write_boolean(line, column, truth, formats.of("", "", bad=bad))
        case datetime() as moment:
            page.write_datetime(line, column, moment, formats.of("", "dd/mm/yyyy hh:mm", bad=bad))
        case date() as day:
            page.write_datetime(line, column, day, formats.of("", "dd/mm/yyyy", bad=bad))
        case int() | Decimal() as number:
            page.write_number(line, column, number, formats.of("", "", bad=bad))
        case _ as text:
            said = str(text)[:_LONGEST_TEXT]
            font = cell.font if recognise(said, cell.font) else ""
            # A formula stays one, so that it is refused again; what reaches out of the sheet becomes text.
            write = page.write_formula if cell.formula and _HARMLESS.fullmatch(said) else page.write_string
            write(line, column, said, formats.of(font, "", bad=bad))
