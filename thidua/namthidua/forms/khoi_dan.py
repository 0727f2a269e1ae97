"""A block of cells pasted from Excel into the grid of assigned figures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from thidua.core.viet import fold
from thidua.namthidua.queries.chi_tieu import DanhMucRow

_SIGNS = re.compile(r"[\W_]+")
_HEAD_ROWS, _HEAD_COLUMNS = 4, 4
"""Names stand in one of the first so many rows or columns of the block."""
_ENGLISH = re.compile(r"-?(\d{1,3}(,\d{3})+\.\d+|\d+\.(\d{1,2}|\d{4,})|\d{1,3}(,\d{3}){2,})")
_VIETNAMESE = re.compile(r"-?(\d{1,3}(\.\d{3})+,\d+|\d+,(\d{1,2}|\d{4,})|\d{1,3}(\.\d{3}){2,})")
# Columns that offices put beside the names; they hold nothing to fill in.
_ASIDE = frozenset({"", "tt", "stt", "so tt", "dvt", "don vi tinh", "don vi", "chi tieu", "ma", "ten don vi"})

_OFFICE = re.compile(r"^(?:ubnd|uy ban nhan dan) ")
_PLACE = re.compile(r"^(p|x|tt|tx) ")
_IN_FULL = {"p": "phuong ", "x": "xa ", "tt": "thi tran ", "tx": "thi xa "}
_FIGURE = re.compile(r"-?[\d., ]*\d[\d., ]*%?|[xX]")

Names = Mapping[str, int]
"""A name for comparison → its place in the grid."""


@dataclass(frozen=True, slots=True)
class Dan:
    """The block laid into the grid: texts by the place of line and unit, how it was read, what has no cell.

    `by_unit` says that the block's rows are units; `named` that names in the block told the places;
    `english` that its figures were written the English way and were turned.
    """

    texts: dict[tuple[int, int], str]
    by_unit: bool
    named: bool
    english: bool
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The grid's lines and units by every name they go by, and where a block without names begins."""

    lines: Names
    units: Names
    line_count: int
    unit_count: int
    first_line: int = 0
    first_unit: int = 0

    @classmethod
    def of(
        cls,
        lines: Sequence[DanhMucRow],
        units: Sequence[Sequence[str]],
        *,
        first_line: int = 0,
        first_unit: int = 0,
    ) -> "Places":
        """`units` are the names of each unit: its name, short name and code."""
        by_line = {plain(name): at for at, line in enumerate(lines) for name in (line.ten, line.ma)}
        by_unit = {plain(name): at for at, names in enumerate(units) for name in names}
        return cls(by_line, by_unit, len(lines), len(units), first_line, first_unit)


def plain(text: str) -> str:
    """A name for comparison: no accents, capitals or signs, "UBND" and "P." as they are said in full."""
    bare = _SIGNS.sub(" ", fold(text)).strip()
    return _PLACE.sub(lambda found: _IN_FULL[found[1]], _OFFICE.sub("", bare))


def lay(block: str, places: Places) -> Dan:
    """The block's cells in the grid: by the names it has, else in order from the first cell.

    Rows may be units or targets. Empty cells of the block leave the grid's alone.
    """
    rows = [[cell.strip() for cell in line.split("\t")] for line in block.splitlines() if line.strip()]
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    as_units, as_lines = _named(rows, places.units, places.lines), _named(rows, places.lines, places.units)
    by_unit = as_units.hits > as_lines.hits
    if as_units.hits == as_lines.hits:
        shape, grid = (len(rows), width), (places.line_count, places.unit_count)
        by_unit = shape != grid and shape == grid[::-1]
    column, row = (as_units if by_unit else as_lines)[:2]
    down, across = (places.units, places.lines) if by_unit else (places.lines, places.units)
    begin = (places.first_unit, places.first_line) if by_unit else (places.first_line, places.first_unit)
    size = (places.unit_count, places.line_count) if by_unit else (places.line_count, places.unit_count)
    body = [at for at in range(len(rows)) if row is None or at > row]
    sides = [at for at in range(width) if not _is_aside(rows, row, column, at)]
    names = [rows[at][column] for at in body] if column is not None else None
    heads = [rows[row][at] for at in sides] if row is not None else None
    lines_at, left = _places(names, down, begin[0], size[0], len(body))
    cells_at, more = _places(heads, across, begin[1], size[1], len(sides))
    texts: dict[tuple[int, int], str] = {}
    for at, line in zip(body, lines_at, strict=True):
        for side, cell in zip(sides, cells_at, strict=True):
            if line is not None and cell is not None and rows[at][side]:
                texts[(cell, line) if by_unit else (line, cell)] = rows[at][side]
    english = _is_english(texts.values())
    if english:
        texts = {place: _turned(text) for place, text in texts.items()}
    return Dan(texts, by_unit, column is not None or row is not None, english, (*left, *more))


class _Named(NamedTuple):
    """Which column and which row of the block hold names, and how many of these the grid knows."""

    column: int | None
    row: int | None
    hits: int


def _named(rows: Sequence[Sequence[str]], down: Names, across: Names) -> _Named:
    width = len(rows[0]) if rows else 0
    column, hits = _best([[row[at] for row in rows] for at in range(min(width, _HEAD_COLUMNS))], down)
    # What stands beside or before the names of the rows is no name of a column.
    row, more = _best([row[0 if column is None else column + 1 :] for row in rows[:_HEAD_ROWS]], across)
    return _Named(column, row, hits + more)


def _best(candidates: Sequence[Sequence[str]], names: Names) -> tuple[int | None, int]:
    """Which of these rows or columns holds the names, and how many are known; None when all have figures.

    Words that no name of the grid matches are names too: their figures must not slip into other cells.
    """
    hits = {
        at: sum(plain(cell) in names for cell in cells)
        for at, cells in enumerate(candidates)
        if _are_words(cells)
    }
    if not hits:
        return None, 0
    best = max(hits, key=lambda at: hits[at])
    return best, hits[best]


def _are_words(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and not any(map(_FIGURE.fullmatch, filled))


def _is_aside(rows: Sequence[Sequence[str]], head: int | None, column: int | None, at: int) -> bool:
    """A column that holds nothing to fill in: the names, what stands before them, units of measure."""
    if column is not None and at <= column:
        return True
    if head is not None:
        return plain(rows[head][at]) in _ASIDE
    return column is not None and _are_words([row[at] for row in rows])


def _places(
    names: Sequence[str] | None, known: Names, first: int, size: int, count: int
) -> tuple[list[int | None], tuple[str, ...]]:
    """Where each row or column of the block goes, and the words for those that go nowhere."""
    if names is None:
        within: list[int | None] = [at if at < size else None for at in range(first, first + count)]
        over = within.count(None)
        return within, ((f"{over} dòng hoặc cột vượt ra ngoài bảng",) if over else ())
    placed = [known.get(plain(name)) for name in names]
    lost = [name for name, at in zip(names, placed, strict=True) if at is None and plain(name) not in _ASIDE]
    return placed, tuple(f"“{name[:80]}” không có trong bảng" for name in lost)


def _is_english(texts: Iterable[str]) -> bool:
    cells = [text.removesuffix("%") for text in texts]
    return any(map(_ENGLISH.fullmatch, cells)) and not any(map(_VIETNAMESE.fullmatch, cells))


def _turned(text: str) -> str:
    figure = re.fullmatch(r"-?[\d.,]+%?", text)
    return text.replace(",", "").replace(".", ",") if figure else text
