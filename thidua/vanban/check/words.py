"""Plain text tests that the rules share: folding, capitals, sizes in words."""

import re
import unicodedata
from typing import Final

_SPACES = re.compile(r"\s+")
_FOLDED_D: Final = str.maketrans("đĐ", "dD")


def fold(text: str) -> str:
    """Lower case without accents, single spaces: for finding a component even when it is misspelt."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare.translate(_FOLDED_D)).strip().casefold()


def squeeze(text: str) -> str:
    """Composed, with single spaces and none at the ends."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


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
