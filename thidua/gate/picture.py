"""Photographs and scans: walked by hand up to their size, then really decoded, under a pixel cap."""

import struct
import zlib
from typing import TYPE_CHECKING, Final, Literal

from thidua.gate.riders import rides_along
from thidua.gate.verdict import Candidate, Fault
from thidua.gate.zip_directory import carries_archive

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_JPEG_PIXELS: Final = 50_000_000
MAX_PROGRESSIVE_PIXELS: Final = 16_000_000
"""A progressive picture is held whole, two bytes a sample, while it is decoded."""
MAX_PNG_PIXELS: Final = 25_000_000
MAX_SIDE: Final = 30_000
MAX_SCANS: Final = 40
MAX_CHUNKS: Final = 20_000
MAX_TEXT: Final = 1024 * 1024
MAX_TEXTS: Final = 4 * 1024 * 1024
"""Of one packed text, and of all of a picture."""
MAX_SEGMENTS: Final = 5000
MAX_PNG_ROWS: Final = 112 * 1024 * 1024
"""Bytes of all rows: 25 million pixels of four bytes."""
_DRAFT: Final = 8
_STEP: Final = 64 * 1024

# PNG: samples a pixel by colour type; first column, first row and steps of the interlacing passes.
_SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PASSES: Final = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
)  # fmt: skip

_JPEG_SIZES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE: Final = frozenset(range(0xD0, 0xD8)) | {0x01}
_PACKED_TEXT: Final = (b"zTXt", b"iTXt", b"iCCP")


def examine_picture(candidate: Candidate, kind: Literal["jpg", "png"]) -> None:
    """Raises `Fault` unless the whole picture decodes and nothing rides along."""
    content = candidate.path.read_bytes()
    if carries_archive(content[-65_557:]):
        raise Fault("hai_loai")
    if kind == "png":
        _walk_png(content)
    else:
        _walk_jpeg(content)
    _decode(candidate, kind)


def _walk_png(content: bytes) -> None:
    """Every chunk whole, and as many picture bytes as the header promises."""
    place, pixels = 8, _Pixels()
    for count in range(MAX_CHUNKS):
        if len(content) - place < 12:
            break
        length, tag = struct.unpack_from(">L4s", content, place)
        body = content[place + 8 : place + 8 + length]
        place += 12 + length
        if zlib.crc32(tag + body).to_bytes(4, "big") != content[place - 4 : place] or (count == 0) != (
            tag == b"IHDR"
        ):
            break
        if tag == b"IEND" and pixels.are_complete():
            if content[place:].strip(b"\x00"):
                raise Fault("anh_thua")
            return
        _check_chunk(tag, body, pixels)
    raise Fault("anh_hong")


class _Pixels:
    """The packed rows of a PNG, counted against the size in its header, and its packed texts."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj()
        self._missing = 0
        self._texts = MAX_TEXTS

    def expect(self, header: bytes) -> None:
        """Set what is to come from the body of the header chunk."""
        width, height, depth, colour, _, _, interlace = struct.unpack(">LLBBBBB", header)
        _check_size(width, height, MAX_PNG_PIXELS)
        bits = depth * _SAMPLES.get(colour, 0)
        if not bits or interlace > 1:
            raise Fault("anh_hong")
        for left, top, across, down in _PASSES if interlace else ((0, 0, 1, 1),):
            columns, rows = -(-(width - left) // across), -(-(height - top) // down)
            self._missing += rows * (1 + -(-columns * bits // 8)) if columns > 0 and rows > 0 else 0
        if self._missing > MAX_PNG_ROWS:
            raise Fault("anh_lon")

    def take(self, packed: bytes) -> None:
        """Unpack one chunk; raises `Fault` beyond the promised size."""
        while packed and not self._inflater.eof:
            self._missing -= len(self._inflater.decompress(packed, _STEP))
            packed = self._inflater.unconsumed_tail
            if self._missing < -_STEP:
                raise Fault("anh_thua")

    def read_text(self, packed: bytes) -> None:
        """Unpack one text and throw it away; raises `Fault` at the caps, and is silent about damage."""
        try:
            grown = len(zlib.decompressobj().decompress(packed, MAX_TEXT + 1))
        except zlib.error:
            return
        self._texts -= grown
        if grown > MAX_TEXT or self._texts < 0:
            raise Fault("anh_lon")

    def are_complete(self) -> bool:
        """Whether all promised rows came."""
        return self._missing <= 0


def _check_chunk(tag: bytes, body: bytes, pixels: _Pixels) -> None:
    try:
        if tag == b"IHDR":
            pixels.expect(body)
        elif tag == b"IDAT":
            pixels.take(body)
    except (struct.error, zlib.error) as error:
        raise Fault("anh_hong") from error
    if tag == b"acTL":
        raise Fault("anh_khac", "APNG")
    if tag in _PACKED_TEXT:
        # A name, a zero, the way of packing; an international text has two more names before the packed end.
        _, _, rest = body.partition(b"\x00")
        pixels.read_text(rest[2:].split(b"\x00", 2)[-1] if tag == b"iTXt" else rest[1:])


def _check_size(width: int, height: int, pixels: int) -> None:
    if not width or not height:
        raise Fault("anh_hong")
    if width > MAX_SIDE or height > MAX_SIDE or width * height > pixels:
        raise Fault("anh_lon", f"{width} × {height}")


def _walk_jpeg(content: bytes) -> None:
    """Segments up to the first scan, the number of scans, and what follows the picture."""
    place, has_size, marker = 2, False, 0
    for _ in range(MAX_SEGMENTS):
        if len(content) - place < 4 or content[place] != 0xFF:
            raise Fault("anh_hong")
        marker = content[place + 1]
        if marker == 0xFF or marker in _STANDALONE:
            place += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(content[place + 2 : place + 4], "big")
        if marker in _JPEG_SIZES:
            _check_frame(marker, content[place + 4 : place + 2 + length])
            has_size = True
        place += 2 + length
        if marker == 0xDA or length < 2 or place > len(content):
            break
    if marker != 0xDA or not has_size:
        raise Fault("anh_hong")
    _check_scans(content, place)


def _check_frame(marker: int, body: bytes) -> None:
    if len(body) < 6:
        raise Fault("anh_hong")
    height, width = struct.unpack_from(">HH", body, 1)
    _check_size(width, height, MAX_PROGRESSIVE_PIXELS if marker & 2 else MAX_JPEG_PIXELS)


def _check_scans(content: bytes, start: int) -> None:
    # Inside packed picture data no byte FF stands before D9 or DA.
    end = content.find(b"\xff\xd9", start)
    if end < 0:
        raise Fault("anh_hong")
    if content.count(b"\xff\xda", start, end) > MAX_SCANS:
        raise Fault("anh_lon")
    # Telephones hang a second picture or a short film behind; other files do not belong there.
    if rides_along(content[end + 2 : end + 4096]):
        raise Fault("anh_thua")


def _decode(candidate: Candidate, kind: Literal["jpg", "png"]) -> None:
    from PIL import Image, UnidentifiedImageError

    formats = ("PNG" if kind == "png" else "JPEG",)
    try:
        with Image.open(candidate.path, formats=formats) as picture:
            _load(picture)
    except Image.DecompressionBombError as error:
        raise Fault("anh_lon") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error, zlib.error) as error:
        raise Fault("anh_hong") from error


def _load(picture: "Image") -> None:
    """Decode all of it; a JPEG at an eighth of its size, which still reads every byte."""
    _check_size(picture.width, picture.height, MAX_JPEG_PIXELS)
    picture.draft(picture.mode, (picture.width // _DRAFT, picture.height // _DRAFT))
    picture.load()
