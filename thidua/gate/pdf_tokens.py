"""How many tokens a PDF has, told before any of them is made into an object.

Two bytes of a file can become an object of a hundred and fifty in the reader's memory, and the reader makes
all objects of a packed object stream at once.
"""

import re
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from thidua.gate.verdict import Fault

if TYPE_CHECKING:
    from pikepdf import XrefEntry

MAX_TOKENS: Final = 900_000
"""Random bytes look like tokens too: 25 MB of pictures count as half a million."""
MAX_OBJECT_STREAM: Final = 16 * 1024 * 1024
_IN_STREAM: Final = 2
_HEADER: Final = 1024

# Every token but a bare word or figure begins with one of these.
_MARKS: Final = (b"[", b"(", b"<", b"/")
# Bytes by what they are: the end of a token, the beginning of a bare one, anything else.
_ENDS, _STARTS = b"\x00\t\n\x0c\r []()<>", b"0123456789+-.tfn"
_SORTS: Final = bytes(0 if byte in _ENDS else 1 if byte in _STARTS else 2 for byte in range(256))
_OBJECT_STREAM: Final = re.compile(rb"\s*\d+\s+\d+\s+obj\s*<<([^#%(]{0,2000}?)>>\s*stream\r?\n")
_PLAINLY_PACKED: Final = re.compile(rb"/Filter\s*(?:\[\s*)?/(?:FlateDecode|Fl)\b")


def check_tokens(content: bytes, places: "Mapping[tuple[int, int], XrefEntry]") -> None:
    """Raises `Fault` for more tokens than `MAX_TOKENS`, or an object stream of a kind that nobody writes."""
    left = MAX_TOKENS - _tokens(content)
    start = max(content.find(b"%PDF-", 0, _HEADER), 0)
    for number in {place.obj_stream_number for place in places.values() if place.type == _IN_STREAM}:
        holder = places.get((number or 0, 0))
        if holder is None or holder.offset is None:
            raise Fault("pdf_hong")
        left -= _tokens(_unpacked(content, start + holder.offset))
        if left < 0:
            break
    if left < 0:
        raise Fault("qua_nhieu")


def _unpacked(content: bytes, place: int) -> bytes:
    """What the object stream at that place holds; nothing where it is not packed, since that was counted."""
    found = _OBJECT_STREAM.match(content, place)
    if found is None:
        raise Fault("pdf_hong")
    described = found[1]
    if b"/Filter" not in described:
        return b""
    if described.count(b"Decode") > 1 or not _PLAINLY_PACKED.search(described):
        raise Fault("pdf_bom")
    inflater = zlib.decompressobj()
    try:
        grown = inflater.decompress(memoryview(content)[found.end() :], MAX_OBJECT_STREAM)
    except zlib.error as error:
        raise Fault("pdf_hong") from error
    if inflater.unconsumed_tail and not inflater.eof:
        raise Fault("pdf_bom")
    return grown


def _tokens(content: bytes) -> int:
    return sum(map(content.count, _MARKS)) + content.translate(_SORTS).count(b"\x00\x01")
