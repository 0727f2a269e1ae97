"""A table as an answer: an .xlsx file to save."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import Response, make_response

from thidua.luutru.names import content_disposition
from thidua.sheets.xlsx import MEDIA_TYPE, Value, to_xlsx


def book_answer(content: bytes, name: str) -> Response:
    """A finished book as a download; `name` ends in .xlsx."""
    answer = make_response(content)
    answer.headers["Content-Type"] = MEDIA_TYPE
    answer.headers["Content-Disposition"] = content_disposition(name)
    return answer


def table_answer(
    name: str, sheet: str, heads: Sequence[str], rows: Sequence[Sequence[Value]], title: str
) -> Response:
    """One sheet as a download; `name` has no ending, `title` is the line above the heading."""
    return book_answer(to_xlsx(sheet, heads, rows, title=title), f"{name}.xlsx")


def with_filter(address: str, filters: Mapping[str, str]) -> str:
    """The address with the filters that are set, so that the file has the rows of the page."""
    query = urlencode({name: value for name, value in filters.items() if value})
    return f"{address}?{query}" if query else address
