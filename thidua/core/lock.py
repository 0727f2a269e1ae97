"""A lock number made of what is stored, for rows that keep no counter of their own."""

from collections.abc import Iterable
from zlib import crc32

_MOST = (1 << 29) - 1


def lock_number(parts: Iterable[object]) -> int:
    """A number that changes whenever one of the parts does; a form carries it as its `row_version`."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return crc32(text.encode("utf-8", "surrogatepass")) & _MOST
