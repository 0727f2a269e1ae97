"""A table as an .xlsx file: real numbers and dates, frozen heading, widths that fit."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from thidua.sheets.headings import column_letters

Value = str | int | Decimal | date | datetime | None

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MADE = datetime(2023, 1, 1)  # noqa: DTZ001 - a fixed mark, so that the same table gives the same bytes
KEY_HEAD = "khoa_dong"
"""The heading of the hidden column; `sheets.plan` looks for it."""
_WIDEST, _NARROWEST = 60, 8
_MORE_ROWS = 200
GUIDE_SHEET, LIST_SHEET = "Hướng dẫn", "Danh mục"


@dataclass(frozen=True, slots=True)
class SheetOut:
    """One sheet to write.

    `choices` offers a list of words to the cells of a column (by its place from 0); `keys` is a further,
    hidden column that tells later which row of the town each line was; `notes` stands on a sheet of its own.
    """

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    title: str = ""
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    keys: Sequence[str] = ()


def to_xlsx(sheet: str, heads: Sequence[str], rows: Sequence[Sequence[Value]], *, title: str = "") -> bytes:
    """One sheet with a bold, frozen heading; texts are written as texts, never as formulas or links.

    `title` is a line above the heading. Datetimes must be in the reader's zone; their zone is dropped.
    """
    return to_book([SheetOut(sheet, heads, rows, title)])


def to_book(sheets: Sequence[SheetOut], *, guide: Sequence[str] = ()) -> bytes:
    """A book of such sheets; `guide` are lines of advice on a last sheet "Hướng dẫn"."""
    # XlsxWriter is loaded only where a table is made.
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True},
    )
    book.set_properties({"title": sheets[0].title or sheets[0].name, "created": MADE})
    lists = _Lists(book)
    for sheet in sheets:
        _sheet(book, sheet, lists)
    if guide:
        page = book.add_worksheet(GUIDE_SHEET)
        page.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
        for line, text in enumerate(guide):
            page.write_string(line, 0, text)
    lists.write()
    book.close()
    return out.getvalue()


def _sheet(book: Any, sheet: SheetOut, lists: "_Lists") -> None:
    page = book.add_worksheet(sheet.name[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    kinds = {
        datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
    }
    top = 0
    if sheet.title:
        page.write_string(0, 0, sheet.title, book.add_format({"bold": True, "font_size": 13}))
        top = 2
    heads = [*sheet.heads, *([KEY_HEAD] if sheet.keys else [])]
    for column, head in enumerate(heads):
        page.write_string(top, column, head, bold)
    for line, row in enumerate(sheet.rows, top + 1):
        for column, value in enumerate(row):
            _write(page, line, column, value, kinds)
    _write_keys(page, sheet, top)
    for column, words in sheet.choices.items():
        page.data_validation(top + 1, column, top + len(sheet.rows) + _MORE_ROWS, column, lists.of(words))
    page.freeze_panes(top + 1, 1)
    page.autofilter(top, 0, top + max(len(sheet.rows), 1), max(len(sheet.heads) - 1, 0))
    for column, width in enumerate(_widths(sheet.heads, sheet.rows)):
        page.set_column(column, column, width)


def _write_keys(page: Any, sheet: SheetOut, top: int) -> None:
    last = len(sheet.heads)
    for line, key in enumerate(sheet.keys, top + 1):
        page.write_string(line, last, key)
    if sheet.keys:
        page.set_column(last, last, None, None, {"hidden": True})


class _Lists:
    """The lists of words that cells offer, one column each of a hidden sheet: Excel takes 255 characters
    of a list inside a rule, a range of cells has no such end."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._columns: dict[tuple[str, ...], int] = {}

    def of(self, words: Sequence[str]) -> dict[str, object]:
        """The rule of a cell that takes one of these words."""
        place = self._columns.setdefault(tuple(words), len(self._columns))
        letter = column_letters(place + 1)
        return {
            "validate": "list",
            "source": f"='{LIST_SHEET}'!${letter}$1:${letter}${max(len(words), 1)}",
            "error_title": "Không có trong danh sách",
            "error_message": "Chọn một mục trong danh sách của ô.",
        }

    def write(self) -> None:
        """The hidden sheet, when any cell asked for a list."""
        if not self._columns:
            return
        page = self._book.add_worksheet(LIST_SHEET)
        page.hide()
        for words, column in self._columns.items():
            for line, word in enumerate(words):
                page.write_string(line, column, word)


def _write(page: object, line: int, column: int, value: Value, kinds: dict[type[date], object]) -> None:
    match value:
        case None | "":
            return
        case datetime() | date():
            page.write_datetime(line, column, value, kinds[type(value)])  # type: ignore[attr-defined]
        case int() | Decimal():
            page.write_number(line, column, value)  # type: ignore[attr-defined]
        case _:
            page.write_string(line, column, value)  # type: ignore[attr-defined]


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[int]:
    found = []
    for column, head in enumerate(heads):
        longest = max((len(str(row[column] or "")) for row in rows if column < len(row)), default=0)
        found.append(min(max(longest, len(head) // 2, _NARROWEST) + 2, _WIDEST))
    return found
