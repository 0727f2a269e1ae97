"""A table of a paper: columns, rows, groups and merged cells, and where each cell of a row has its place."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Canh = Literal["tu_dong", "trai", "giua", "phai"]


@dataclass(frozen=True, slots=True)
class O:  # noqa: E742 - "ô" is the word for a cell
    """A cell; `nguon` is the address of the page its figure comes from (preview only).

    It may cover `gop_cot` columns and `gop_hang` rows; the rows below then have no cell of their own there.
    """

    text: str
    nguon: str | None = None
    dam: bool = False
    gop_cot: int = 1
    gop_hang: int = 1


Cell = O | str


@dataclass(frozen=True, slots=True)
class Cot:
    """A column. Weights share the width of the table; neighbours with the same `nhom` get a common heading.

    Alignment `tu_dong`: a cell that is a number stands right, any other left.
    """

    ten: str
    trong_so: float = 1.0
    canh: Canh = "tu_dong"
    nhom: str | None = None


@dataclass(frozen=True, slots=True)
class NhomHang:
    """A bold row over all columns: the name of the group that follows."""

    ten: str
    nguon: str | None = None


Hang = tuple[Cell, ...] | NhomHang


def _is_merged(cell: Cell) -> bool:
    return isinstance(cell, O) and (cell.gop_cot != 1 or cell.gop_hang != 1)


@dataclass(frozen=True, slots=True)
class OGop:
    """A cell in its place: the column it begins at, and whether it goes on from the row above."""

    cot: int
    o: O
    tiep: bool = False


@dataclass(frozen=True, slots=True)
class Bang:
    """A table with a repeating heading row; short rows are filled with empty cells.

    `ten` is the caption ("Bảng 1. …"), `don_vi_tinh` a line above the table, `tong` makes the last row bold.
    Raises ValueError when there is no column, a row is longer than the columns, or a cell covers more columns
    or rows than there are.
    """

    cot: tuple[Cot, ...]
    hang: tuple[Hang, ...]
    ten: str | None = None
    tong: bool = False
    don_vi_tinh: str | None = None
    _merged: bool = field(init=False, repr=False, compare=False, default=False)

    def __post_init__(self) -> None:
        if not self.cot:
            raise ValueError("a table needs a column")
        count, merged = len(self.cot), False
        for hang in self.hang:
            if isinstance(hang, NhomHang):
                continue
            if len(hang) > count:
                raise ValueError("a row is longer than the columns")
            merged = merged or (O in map(type, hang) and any(map(_is_merged, hang)))
        if merged:
            object.__setattr__(self, "_merged", True)
            deque(self.placed_rows(), maxlen=0)

    def has_merges(self) -> bool:
        """Whether any cell covers more than its own place."""
        return self._merged

    def placed_rows(self) -> Iterator[tuple[OGop, ...] | NhomHang]:
        """The rows with every cell in its place, for a table with merged cells."""
        open_cells: dict[int, tuple[O, int]] = {}
        for left, hang in zip(range(len(self.hang), 0, -1), self.hang, strict=True):
            if isinstance(hang, NhomHang):
                if open_cells:
                    raise ValueError("a group row crosses a merged cell")
                yield hang
            else:
                yield self._placed(hang, open_cells, left)

    def _placed(
        self, hang: tuple[Cell, ...], open_cells: dict[int, tuple[O, int]], left: int
    ) -> tuple[OGop, ...]:
        """One row; `open_cells` (by column: a cell that reaches into it, rows to come) is kept up to date."""
        row: list[OGop] = []
        cells = iter(o if isinstance(o, O) else O(o) for o in hang)
        at = 0
        while at < len(self.cot):
            if at in open_cells:
                o, more = open_cells.pop(at)
                row.append(OGop(at, o, tiep=True))
            else:
                o = next(cells, O(""))
                more = o.gop_hang
                row.append(OGop(at, o))
                self._refuse_outside(o, at, left, open_cells)
            if more > 1:
                open_cells[at] = (o, more - 1)
            at += o.gop_cot
        if next(cells, None) is not None:
            raise ValueError("a row is longer than the columns")
        return tuple(row)

    def _refuse_outside(self, o: O, at: int, left: int, open_cells: dict[int, tuple[O, int]]) -> None:
        wide = range(at + 1, at + o.gop_cot)
        if o.gop_cot < 1 or at + o.gop_cot > len(self.cot) or any(i in open_cells for i in wide):
            raise ValueError(f"a merged cell covers {o.gop_cot} columns")
        if not 1 <= o.gop_hang <= left:
            raise ValueError(f"a merged cell covers {o.gop_hang} rows")

    def has_groups(self) -> bool:
        return any(cot.nhom for cot in self.cot)

    def column_groups(self) -> Iterator[tuple[str | None, tuple[Cot, ...]]]:
        """Neighbouring columns of one common heading together; every other column alone under None."""
        start = 0
        while start < len(self.cot):
            nhom, end = self.cot[start].nhom, start + 1
            while nhom and end < len(self.cot) and self.cot[end].nhom == nhom:
                end += 1
            yield nhom or None, self.cot[start:end]
            start = end

    def full_row(self, hang: tuple[Cell, ...]) -> tuple[O, ...]:
        cells = tuple(o if isinstance(o, O) else O(o) for o in hang)
        return cells + (O(""),) * (len(self.cot) - len(cells))
