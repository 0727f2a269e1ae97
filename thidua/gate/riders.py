"""What must not ride along: the beginnings of foreign files, and the sizes pictures claim."""

import struct
from typing import Final

FOREIGN_HEADS: Final = (
    b"PK\x03\x04", b"MZ", b"%PDF-", b"<", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"#!",
    b"GIF8",
)  # fmt: skip

_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def rides_along(rest: bytes) -> bool:
    """Whether what follows a finished file is the beginning of another one."""
    return rest[:4096].lstrip(b"\x00\r\n\t ").startswith(FOREIGN_HEADS)


def claimed_pixels(head: bytes) -> int:
    """Width times height by the header of a picture; 0 where the first bytes do not tell."""
    try:
        if head.startswith(b"\x89PNG"):
            width, height = struct.unpack_from(">LL", head, 16)
        elif head.startswith(b"GIF8"):
            width, height = struct.unpack_from("<HH", head, 6)
        elif head.startswith(b"BM"):
            width, height = struct.unpack_from("<ll", head, 18)
        elif head.startswith(b"\xff\xd8"):
            height, width = struct.unpack_from(">HH", head, _frame_place(head) + 5)
        else:
            return 0
    except struct.error:
        return 0
    return abs(int(width) * int(height))


def _frame_place(head: bytes) -> int:
    """Where the frame segment of a JPEG begins, or the end of the bytes."""
    place = 2
    while place + 4 <= len(head) and head[place] == 0xFF and head[place + 1] not in _FRAMES:
        place += 2 + int.from_bytes(head[place + 2 : place + 4], "big")
    return place
