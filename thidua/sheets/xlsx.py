"""A table as an .xlsx file: real numbers and dates, frozen heading, widths that fit."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

Value = str | int | Decimal | date | datetime | None

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MADE = datetime(2023, 1, 1)  # noqa: DTZ001 - a fixed mark, so that the same table gives the same bytes
_WIDEST, _NARROWEST = 60, 8


def to_xlsx(sheet: str, heads: Sequence[str], rows: Sequence[Sequence[Value]], *, title: str = "") -> bytes:
    """One sheet with a bold, frozen heading; texts are written as texts, never as formulas or links.

    `title` is a line above the heading. Datetimes must be in the reader's zone; their zone is dropped.
    """
    # XlsxWriter is loaded only where a table is made.
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True},
    )
    book.set_properties({"title": title or sheet, "created": MADE})
    page = book.add_worksheet(sheet[:31])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    kinds = {
        datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
    }
    top = 0
    if title:
        page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
        top = 2
    for column, head in enumerate(heads):
        page.write_string(top, column, head, bold)
    for line, row in enumerate(rows, top + 1):
        for column, value in enumerate(row):
            _write(page, line, column, value, kinds)
    page.freeze_panes(top + 1, 1)
    page.autofilter(top, 0, top + max(len(rows), 1), max(len(heads) - 1, 0))
    for column, width in enumerate(_widths(heads, rows)):
        page.set_column(column, column, width)
    book.close()
    return out.getvalue()


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
