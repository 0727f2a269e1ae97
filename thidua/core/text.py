"""The one gate through which typed and imported text comes in."""

from __future__ import annotations

import re
import sys
import unicodedata

from thidua.core import viet

DEFAULT_LIMIT = 100_000
"""Characters that a text field takes."""

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_KEPT_CONTROLS = frozenset(map(ord, "\n\t"))
_CONTROLS = (frozenset(range(0x20)) | frozenset(range(0x7F, 0xA0))) - _KEPT_CONTROLS
_SURROGATES = frozenset(range(0xD800, 0xE000))
_NONCHARACTERS = frozenset(range(0xFDD0, 0xFDF0)) | frozenset(
    plane + last for plane in range(0, sys.maxunicode, 0x10000) for last in (0xFFFE, 0xFFFF)
)
# Marks, embeddings, overrides, isolates: of no use in Vietnamese, and they make text read as what it is not.
_DIRECTION = frozenset({0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)})
# Soft hyphen, zero-width space, word joiner, byte order mark: left by Word and PDF, they break searches.
_INVISIBLE = frozenset({0xAD, 0x200B, 0x2060, 0xFEFF})
_DROPPED = dict.fromkeys(_CONTROLS | _SURROGATES | _NONCHARACTERS | _DIRECTION | _INVISIBLE)


class TextTooLong(viet.TypedWrong):
    """A text with more characters than its field takes; both numbers count what is left after cleaning."""

    def __init__(self, limit: int, actual: int) -> None:
        sentence = viet.too_long_sentence(limit, actual)
        super().__init__("noi_dung_qua_dai", sentence, limit=limit, actual=actual)
        self.limit = limit
        self.actual = actual


def clean(text: str, *, limit: int = DEFAULT_LIMIT, one_line: bool = False) -> str:
    """The same text as the system keeps it: NFC, lines ended by LF, no blanks at its ends, only characters
    that XML 1.0 allows, and none that is invisible or turns the direction of reading. Letters, apostrophes
    and marks stay (H'Lan, Đắk, Chư Băh, Rơ Ô). Cleaning twice changes nothing.

    With `one_line` every run of blanks, tabs and line ends becomes one space. Raises TextTooLong beyond
    `limit` characters.
    """
    visible = _LINE_ENDS.sub("\n", text).translate(_DROPPED)
    composed = unicodedata.normalize("NFC", visible)
    kept = " ".join(composed.split()) if one_line else composed.strip()
    if len(kept) > limit:
        raise TextTooLong(limit, len(kept))
    return kept
