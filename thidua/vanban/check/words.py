"""Plain text tests that the rules share: folding, capitals, sizes in words."""

import re
import unicodedata
from typing import Final

from thidua.vanban.quytac import DO_KHAN, DO_MAT, LUU_HANH

_ACCENTS = re.compile("[\u0300-\u036f]+")
# Components are known by their first words; a paragraph may be as long as a book.
_ENOUGH: Final = 300
_FOLDED_D: Final = str.maketrans("đĐ", "dD")


def fold(text: str, length: int = _ENOUGH) -> str:
    """The start of a text in lower case without accents, single spaces: finds a component even misspelt."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text[:length]))
    return " ".join(bare.translate(_FOLDED_D).split()).casefold()


STAMPS: Final = frozenset(fold(text) for text in (*DO_KHAN, *DO_MAT, *LUU_HANH))
"""What is stamped on a paper, folded."""


def squeeze(text: str) -> str:
    """Composed, with single spaces and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_capitals(text: str) -> bool:
    """Whether the letters of a text are all capitals, and there is one."""
    return any(c.isalpha() for c in text) and text == text.upper()


def points(half_points: float) -> str:
    """A size as it is spoken of: 13, 13,5."""
    return decimal(half_points / 2)


def decimal(value: float, places: int = 1) -> str:
    """A number with a decimal comma and no needless zeros."""
    text = f"{value:.{places}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def millimetres(twips: float) -> str:
    return decimal(twips / 56.693)
