"""Cell ranges of a sheet that readers fill in cell by cell."""

import re
from typing import Final

from thidua.gate.verdict import Fault

MAX_CELLS: Final = 200_000

_RANGE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class CellBudget:
    """Cells that the merged and linked ranges of one sheet may still cover."""

    def __init__(self) -> None:
        self._left = MAX_CELLS

    def spend(self, reference: str) -> None:
        """Take the cells of one range such as `A1:C9`; raises `Fault` when none are left."""
        found = _RANGE.fullmatch(reference.strip())
        if found is None:
            return
        first_column, first_row, last_column, last_row = found.groups()
        columns = abs(_column(last_column) - _column(first_column)) + 1
        rows = abs(int(last_row) - int(first_row)) + 1
        self._left -= columns * rows
        if self._left < 0:
            raise Fault("vung_lon", reference)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
