"""Which addresses a document may point to."""

import re
from typing import Final

MAX_LINK: Final = 4096

# mailto is let through: Word makes such a link of every e-mail address that is typed.
_PLAIN: Final = re.compile(r"(?:https?://[^\\/]|mailto:[^\\]|#)[^\x00-\x1f\\]*", re.IGNORECASE)


def is_plain_link(target: str) -> bool:
    """A web address, an e-mail address, or a place in the same document."""
    trimmed = target.strip()
    return not trimmed or (len(trimmed) <= MAX_LINK and _PLAIN.fullmatch(trimmed) is not None)
