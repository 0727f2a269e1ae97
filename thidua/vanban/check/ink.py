"""The ink of a picture: the mean colour of what is not transparent, read from the first rows that show it."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal

from thidua.vanban.quytac import INK_LEAD

Tint = Literal["xanh", "đỏ", "đen", "khác", ""]
_Pixel = tuple[int, int, int, int]

# Pictures larger than this are not looked into: a signature or a seal is small.
MOST_BYTES: Final = 2 * 1024 * 1024
_MOST_WIDTH: Final = 8000
_MOST_RAW: Final = 6 * 1024 * 1024
# So many bytes may need work one by one, and so many dots tell the colour.
_MOST_WORK: Final = 100_000
_ENOUGH: Final = 1500
_MOST_CLEAR: Final = 400_000
_ROW_WORK: Final = 10
_OPAQUE: Final = 128
_DARK: Final = 110
_PIECE: Final = 65536
_HEADER = struct.Struct(">IIBBBBB")
_LENGTH = struct.Struct(">I")
# Colour types of PNG with the bytes of a dot: palette, grey and alpha, colour and alpha.
_PALETTE, _GREY, _COLOUR = 3, 4, 6
_CHANNELS: Final = {_PALETTE: 1, _GREY: 2, _COLOUR: 4}


@dataclass(frozen=True, slots=True)
class Ink:
    """The tint of a picture, "" where it cannot be told; whether nothing of it is transparent."""

    tint: Tint
    is_solid: bool


UNKNOWN: Final = Ink("", is_solid=False)


def ink_of(png: bytes) -> Ink:
    """The ink of a PNG; `UNKNOWN` for one that is damaged, too large, of a rare kind, or shows nothing."""
    if not 0 < len(png) <= MOST_BYTES:
        return UNKNOWN
    try:
        return _judge(_dots(png))
    except (struct.error, zlib.error, ValueError, IndexError):
        return UNKNOWN


def _judge(dots: Iterator[_Pixel]) -> Ink:
    seen = clear = red = green = blue = 0
    for r, g, b, alpha in dots:
        if alpha < _OPAQUE:
            clear += 1
            if clear > _MOST_CLEAR:
                break
            continue
        seen, red, green, blue = seen + 1, red + r, green + g, blue + b
        if seen >= _ENOUGH:
            break
    return Ink(_tint(red / seen, green / seen, blue / seen), not clear) if seen else UNKNOWN


def _tint(red: float, green: float, blue: float) -> Tint:
    if blue >= red + INK_LEAD and blue >= green + INK_LEAD / 2:
        return "xanh"
    if red >= green + INK_LEAD and red >= blue + INK_LEAD:
        return "đỏ"
    return "đen" if max(red, green, blue) <= _DARK else "khác"


def _dots(png: bytes) -> Iterator[_Pixel]:
    """The dots of a picture from the top; ValueError for a kind that is not read."""
    chunks: dict[bytes, list[bytes]] = {b"PLTE": [], b"tRNS": [], b"IDAT": []}
    header = b""
    for name, content in _chunks(png):
        if name == b"IHDR":
            header = content
        elif name in chunks:
            chunks[name].append(content)
    width, _, depth, kind, _, _, interlaced = _HEADER.unpack(header)
    if not 0 < width <= _MOST_WIDTH or interlaced or kind not in _CHANNELS:
        raise ValueError("a kind of picture that is not read")
    if depth != 8 and (kind != _PALETTE or depth > 8):
        raise ValueError("a kind of picture that is not read")
    step = _CHANNELS[kind]
    palette, clear, packed = (b"".join(pieces) for pieces in chunks.values())
    rows = _rows(packed, -(-width * step * depth // 8), step)
    if kind == _PALETTE:
        return _palette_dots(rows, depth, width, palette, clear)
    return _colour_dots(rows) if kind == _COLOUR else _grey_dots(rows)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(png):
        (length,) = _LENGTH.unpack_from(png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _colour_dots(rows: Iterator[bytes]) -> Iterator[_Pixel]:
    for row in rows:
        if max(row[3::4]) < _OPAQUE:
            yield 0, 0, 0, 0
        else:
            yield from zip(row[::4], row[1::4], row[2::4], row[3::4], strict=True)


def _grey_dots(rows: Iterator[bytes]) -> Iterator[_Pixel]:
    for row in rows:
        yield from zip(row[::2], row[::2], row[::2], row[1::2], strict=True)


def _palette_dots(
    rows: Iterator[bytes], depth: int, width: int, palette: bytes, clear: bytes
) -> Iterator[_Pixel]:
    alphas = clear.ljust(len(palette) // 3, b"\xff")
    colours = list(zip(palette[::3], palette[1::3], palette[2::3], alphas, strict=True))
    mask, shifts = (1 << depth) - 1, range(8 - depth, -1, -depth)
    for row in rows:
        yield from [colours[(byte >> shift) & mask] for byte in row for shift in shifts][:width]


def _rows(packed: bytes, length: int, step: int) -> Iterator[bytes]:
    """The rows with their filters undone, as far as that costs little."""
    before, left = bytes(length), _MOST_WORK
    for line in _lines(packed, length + 1):
        row, cost = _unfiltered(line[0], line[1:], before, step)
        left -= cost + _ROW_WORK
        if left < 0:
            return
        yield row
        before = row


def _lines(packed: bytes, length: int) -> Iterator[bytes]:
    unpacker, waiting, raw = zlib.decompressobj(), b"", 0
    while raw < _MOST_RAW:
        piece = unpacker.decompress(packed, _PIECE)
        packed = unpacker.unconsumed_tail
        waiting, raw = waiting + piece, raw + len(piece)
        ends = range(length, len(waiting) + 1, length)
        yield from (waiting[end - length : end] for end in ends)
        waiting = waiting[len(ends) * length :]
        if not piece:
            return


def _unfiltered(kind: int, line: bytes, before: bytes, step: int) -> tuple[bytes, int]:
    """A row as it was before its filter, and how many bytes had to be worked on."""
    if kind == 0 or not (any(line) or any(before)):
        return line, 0
    if kind == 2:
        return _sum(line, before), 0
    if kind == 1:
        row = bytearray(len(line))
        for channel in range(step):
            summed: Iterator[int] = accumulate(line[channel::step], _wrapped_sum)
            row[channel::step] = bytes(summed)
        return bytes(row), len(line) // 2
    return _predicted(kind, line, before, step), len(line)


def _wrapped_sum(one: int, other: int) -> int:
    return (one + other) & 255


def _sum(line: bytes, before: bytes) -> bytes:
    """Byte by byte, each modulo 256, in one addition of large numbers."""
    size = len(line)
    low = int.from_bytes(b"\x7f" * size, "big")
    one, other = int.from_bytes(line, "big"), int.from_bytes(before, "big")
    return (((one & low) + (other & low)) ^ ((one ^ other) & ~low)).to_bytes(size, "big")


def _predicted(kind: int, line: bytes, before: bytes, step: int) -> bytes:
    row, up = bytearray(step) + line, bytes(step) + before
    for at in range(step, len(row)):
        left, above = row[at - step], up[at]
        guess = (left + above) // 2 if kind == 3 else _nearest(left, above, up[at - step])
        row[at] = (row[at] + guess) & 255
    return bytes(row[step:])


def _nearest(left: int, above: int, corner: int) -> int:
    """The one of the three that comes nearest to left + above - corner."""
    by_left, by_above, by_corner = abs(above - corner), abs(left - corner), abs(left + above - 2 * corner)
    if by_left <= by_above and by_left <= by_corner:
        return left
    return above if by_above <= by_corner else corner
