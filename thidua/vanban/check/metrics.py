"""How wide a line of Times New Roman is, from advance widths of a font with the same metrics."""

import json
from functools import cache
from importlib.resources import files
from typing import Final

_UNITS_PER_EM: Final = 2048
# Raised underscores: programs print superscript at about two thirds of the size.
SUPERSCRIPT: Final = 0.65


@cache
def _face(name: str) -> dict[str, int]:
    faces = json.loads(files(__package__).joinpath("advance_widths.json").read_text("utf-8"))["faces"]
    return {char: int(width) for width, chars in faces[name].items() for char in chars}


def text_width(text: str, half_points: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width in twips of a text on one line; a character outside the table counts as an average letter."""
    name = ("bold_italic" if italic else "bold") if bold else ("italic" if italic else "regular")
    face = _face(name)
    units = sum(face.get(char, 1024) for char in text)
    return units / _UNITS_PER_EM * half_points * 10


def wrapped(words: list[tuple[str, float]], space: float, room: float) -> list[float]:
    """Widths of the lines when words (with their widths) are set greedily into `room`."""
    lines: list[float] = []
    for _, width in words:
        if lines and lines[-1] + space + width <= room:
            lines[-1] += space + width
        else:
            lines.append(width)
    return lines
