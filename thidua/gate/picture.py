"""Photographs and scans: walked by hand up to their size, then really decoded, under a pixel cap."""

import struct
import zlib
from typing import TYPE_CHECKING, Final, Literal

from thidua.gate.verdict import Candidate, Fault
from thidua.gate.zip_directory import carries_archive

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_JPEG_PIXELS: Final = 50_000_000
MAX_PROGRESSIVE_PIXELS: Final = 25_000_000
"""A progressive picture is held whole, two bytes a sample, while it is decoded."""
MAX_PNG_PIXELS: Final = 30_000_000
MAX_SIDE: Final = 30_000
MAX_SCANS: Final = 40
MAX_CHUNKS: Final = 20_000
MAX_TEXT: Final = 1024 * 1024
_DRAFT: Final = 8

_JPEG_SIZES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE: Final = frozenset(range(0xD0, 0xD8)) | {0x01}
_PACKED_TEXT: Final = (b"zTXt", b"iTXt", b"iCCP")
_FOREIGN: Final = (
    b"PK\x03\x04", b"MZ", b"%PDF-", b"<", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"#!",
    b"GIF8",
)  # fmt: skip


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
    place, chunks = 8, 0
    is_first = True
    while True:
        if len(content) - place < 12:
            raise Fault("anh_hong")
        length, tag = struct.unpack_from(">L4s", content, place)
        body = content[place + 8 : place + 8 + length]
        place += 12 + length
        chunks += 1
        if place > len(content) or chunks > MAX_CHUNKS or is_first != (tag == b"IHDR"):
            raise Fault("anh_hong")
        if zlib.crc32(tag + body).to_bytes(4, "big") != content[place - 4 : place]:
            raise Fault("anh_hong")
        is_first = False
        _check_chunk(tag, body)
        if tag == b"IEND":
            break
    if content[place:].strip(b"\x00"):
        raise Fault("anh_thua")


def _check_chunk(tag: bytes, body: bytes) -> None:
    if tag == b"IHDR":
        if len(body) != 13:
            raise Fault("anh_hong")
        width, height = struct.unpack_from(">LL", body)
        _check_size(width, height, MAX_PNG_PIXELS)
    elif tag == b"acTL":
        raise Fault("anh_khac", "APNG")
    elif tag in _PACKED_TEXT:
        _check_packed_text(body)


def _check_packed_text(body: bytes) -> None:
    """The packed end of a text or colour chunk; where it begins depends on its texts, so try each."""
    for place in range(min(len(body), 256)):
        if body[place] != 0x78:
            continue
        try:
            grown = zlib.decompressobj().decompress(body[place:], MAX_TEXT + 1)
        except zlib.error:
            continue
        if len(grown) > MAX_TEXT:
            raise Fault("anh_lon")


def _check_size(width: int, height: int, pixels: int) -> None:
    if not width or not height:
        raise Fault("anh_hong")
    if width > MAX_SIDE or height > MAX_SIDE or width * height > pixels:
        raise Fault("anh_lon", f"{width} × {height}")


def _walk_jpeg(content: bytes) -> None:
    """Segments up to the first scan, the number of scans, and what follows the picture."""
    place, has_size = 2, False
    while True:
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
    if content[end + 2 : end + 4096].lstrip(b"\x00\r\n\t ").startswith(_FOREIGN):
        raise Fault("anh_thua")


def _decode(candidate: Candidate, kind: Literal["jpg", "png"]) -> None:
    from PIL import Image, UnidentifiedImageError

    formats = ("PNG",) if kind == "png" else ("JPEG", "MPO")
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
