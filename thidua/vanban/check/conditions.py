"""Which parts of a table's style hold for a cell: the first and last row and column, and the bands."""

from typing import Final
from xml.etree.ElementTree import Element

from thidua.vanban.check.ooxml import W

# `w:tblLook` states these as attributes, or as bits of `w:val` in older files.
_BITS: Final = {
    "firstRow": 0x0020,
    "lastRow": 0x0040,
    "firstColumn": 0x0080,
    "lastColumn": 0x0100,
    "noHBand": 0x0200,
    "noVBand": 0x0400,
}
_ENDS: Final = (
    ("firstRow", "firstRow"),
    ("lastRow", "lastRow"),
    ("firstColumn", "firstCol"),
    ("lastColumn", "lastCol"),
)


def look_of(properties: Element | None) -> frozenset[str] | None:
    """The parts of its style that a table asks for; None when it says nothing of them."""
    look = properties.find(W + "tblLook") if properties is not None else None
    if look is None:
        return None
    try:
        bits = int(look.get(W + "val", "0"), 16)
    except ValueError:
        bits = 0
    return frozenset(
        name
        for name, bit in _BITS.items()
        if look.get(W + name, "1" if bits & bit else "0").lower() in ("1", "true", "on")
    )


def cell_conditions(
    look: frozenset[str] | None, ends: tuple[bool, bool, bool, bool], at: tuple[int, int]
) -> tuple[str, ...]:
    """The conditions of one cell, the weakest first.

    `ends`: whether it stands in the first row, the last row, the first column, the last column; `at`: its row
    and column, counted from 0.
    """
    if look is None:
        return ()
    found = []
    if "noVBand" not in look:
        found.append("band1Vert" if (at[1] - ("firstColumn" in look)) % 2 == 0 else "band2Vert")
    if "noHBand" not in look:
        found.append("band1Horz" if (at[0] - ("firstRow" in look)) % 2 == 0 else "band2Horz")
    # columns give way to rows
    sides = [_ENDS[at] for at in (2, 3, 0, 1) if ends[at]]
    return (*found, *(condition for asked, condition in sides if asked in look))
