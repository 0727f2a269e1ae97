"""How wide a line of Times-metric text is, and where it breaks. Lengths in mm, sizes in points.

The widths stand in `widths.json`, so nothing depends on an installed font.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypedDict

MM_PER_POINT = 25.4 / 72
# Height of a line set single, as a multiple of the size.
SINGLE_LINE = 1.15
# Beyond this the search would cost time and gain nothing to the eye.
_MOST_BALANCED = 8


class Face(NamedTuple):
    """A cut of the font at a size in points."""

    size: float
    bold: bool = False
    italic: bool = False


class _Range(TypedDict):
    first: int
    widths: list[list[int]]


@cache
def _advances(bold: bool, italic: bool) -> dict[str, float]:
    """Advance of each letter in ems."""
    data = json.loads((Path(__file__).parent / "widths.json").read_text(encoding="ascii"))
    ranges: list[_Range] = data["ranges"]
    cut, em = bold + 2 * italic, data["units_per_em"]
    return {chr(r["first"] + i): w / em for r in ranges for i, w in enumerate(r["widths"][cut])}


def text_width(text: str, face: Face) -> float:
    """Width on one line. A letter the table does not know counts as one em."""
    advances = _advances(face.bold, face.italic)
    return sum([advances.get(letter, 1.0) for letter in text]) * face.size * MM_PER_POINT


def widest_word(text: str, face: Face) -> float:
    return max((text_width(word, face) for word in set(text.split())), default=0.0)


def wrap(text: str, face: Face, width: float) -> tuple[str, ...]:
    """The lines a word processor makes of the text in this width; `\\n` forces an end.

    Lines break at spaces and after hyphens within a word; a word wider than the line stands alone.
    """
    return tuple(line for part in text.split("\n") for line in _wrap_part(part, face, width))


_PIECE = re.compile(r"[^ \-]*-+|[^ \-]+| +")


def _wrap_part(text: str, face: Face, width: float) -> list[str]:
    lines = [""]
    for piece in _PIECE.findall(text):
        wider = lines[-1] + piece
        if lines[-1].strip() and piece.strip() and text_width(wider, face) > width:
            lines.append(piece)
        else:
            lines[-1] = wider
    return [line.strip() for line in lines]


def balanced_width(text: str, face: Face, width: float) -> float:
    """The least width, to the millimetre, in which the text takes no more lines than in `width`.

    A little more where that keeps a dash from beginning a line; all of it for more lines than a title has.
    """
    count = len(wrap(text, face, width))
    if not 1 < count <= _MOST_BALANCED:
        return width
    low, high = width / count, width
    while high - low > 1:
        middle = (low + high) / 2
        if len(wrap(text, face, middle)) > count:
            low = middle
        else:
            high = middle
    high += 1
    while high < width and any(line.startswith("-") for line in wrap(text, face, high)[1:]):
        high += 1
    return min(width, high)
