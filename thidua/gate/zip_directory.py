"""The directory of a zip archive: where it lies and what each entry claims, before any claim is believed."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from thidua.gate.member_names import decoded_name
from thidua.gate.verdict import Fault

MAX_MEMBERS: Final = 4096
MAX_DIRECTORY: Final = 2 * 1024 * 1024
MAX_EXPANDED: Final = 200 * 1024 * 1024
MAX_RATIO: Final = 150
RATIO_FREE: Final = 4 * 1024 * 1024
"""Below this expanded size the ratio is not looked at: blank tables compress very well."""

FULL32: Final = 0xFFFFFFFF
_FULL16: Final = 0xFFFF
_EOCD: Final = struct.Struct("<4s4H2LH")
_LOCATOR: Final = struct.Struct("<4sLQL")
_EOCD64: Final = struct.Struct("<4sQ2H2L4Q")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")

_ENCRYPTED: Final = 0x0001 | 0x0040 | 0x2000
DESCRIPTOR: Final = 0x0008
_UTF8: Final = 0x0800
_KNOWN_FLAGS: Final = _UTF8 | DESCRIPTOR | 0x0006
_UNIX_HOSTS: Final = (3, 19)
_REGULAR_OR_FOLDER: Final = (0, 0o100000, 0o040000)


@dataclass(frozen=True, slots=True)
class Member:
    """One entry, its sizes in bytes, and the offsets of its local header and of its data."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    header: int
    data: int


@dataclass(frozen=True, slots=True)
class _Directory:
    entries: int
    size: int
    offset: int
    end: int


def read_directory(file: BinaryIO, size: int) -> tuple[list[Member], int]:
    """The entries as listed, and the offset where the directory begins; raises `Fault`."""
    directory = _find_directory(file, size)
    listed = list(_entries(read_exactly(file, directory.offset, directory.size), directory.entries))
    _check_sizes(listed)
    return listed, directory.offset


def carries_archive(tail: bytes) -> bool:
    """Whether the end of some other file holds the directory of an archive."""
    place = tail.rfind(b"PK\x05\x06")
    while place >= 0:
        if len(tail) - place >= _EOCD.size:
            size = _EOCD.unpack_from(tail, place)[5]
            start = place - size
            if start < 0 or tail[start : start + 4] == b"PK\x01\x02":
                return True
        place = tail.rfind(b"PK\x05\x06", 0, place)
    return False


def read_exactly(file: BinaryIO, offset: int, count: int) -> bytes:
    """`count` bytes from `offset`; raises `Fault` where the file is shorter."""
    file.seek(offset)
    content = file.read(count)
    if len(content) != count:
        raise Fault("zip_hong")
    return content


def _find_directory(file: BinaryIO, size: int) -> _Directory:
    if size < _EOCD.size:
        raise Fault("zip_hong")
    end = size - _EOCD.size
    tail = read_exactly(file, max(0, size - 65_557), min(size, 65_557))
    if tail[-_EOCD.size :][:4] != b"PK\x05\x06":
        raise Fault("zip_chen" if b"PK\x05\x06" in tail else "zip_hong")
    _, disk, first_disk, here, entries, length, offset, comment = _EOCD.unpack(tail[-_EOCD.size :])
    if comment or disk or first_disk or here != entries:
        raise Fault("zip_hong")
    directory = _Directory(entries, length, offset, end)
    if end >= _LOCATOR.size and read_exactly(file, end - _LOCATOR.size, 4) == b"PK\x06\x07":
        directory = _large_directory(file, end - _LOCATOR.size, directory)
    if directory.entries > MAX_MEMBERS or directory.size > MAX_DIRECTORY:
        raise Fault("qua_nhieu")
    if directory.offset + directory.size != directory.end:
        raise Fault("zip_chen")
    return directory


def _large_directory(file: BinaryIO, locator: int, small: _Directory) -> _Directory:
    """The zip64 form; its figures must agree with every figure of the small form that is not full."""
    _, disk, place, disks = _LOCATOR.unpack(read_exactly(file, locator, _LOCATOR.size))
    if disk or disks > 1 or place + _EOCD64.size != locator:
        raise Fault("zip_lech")
    fields = _EOCD64.unpack(read_exactly(file, place, _EOCD64.size))
    magic, here, entries, length, offset = fields[0], *fields[6:10]
    told = ((small.entries, entries, _FULL16), (small.size, length, FULL32), (small.offset, offset, FULL32))
    if magic != b"PK\x06\x06" or here != entries or any(a not in (b, full) for a, b, full in told):
        raise Fault("zip_lech")
    return _Directory(entries, length, offset, place)


def _entries(directory: bytes, expected: int) -> Iterator[Member]:
    place = 0
    for _ in range(expected):
        if len(directory) - place < _CENTRAL.size:
            raise Fault("zip_hong")
        fields = _CENTRAL.unpack_from(directory, place)
        place += _CENTRAL.size
        name_length, extra_length, comment_length = fields[10:13]
        raw_name = directory[place : place + name_length]
        extra = directory[place + name_length : place + name_length + extra_length]
        place += name_length + extra_length + comment_length
        if place > len(directory):
            raise Fault("zip_hong")
        yield _entry(fields, raw_name, extra)
    if place != len(directory):
        raise Fault("zip_chen")


def _entry(fields: tuple[Any, ...], raw_name: bytes, extra: bytes) -> Member:
    magic, made_by, _, flags, method, _, _, crc, packed, size = fields[:10]
    disk, _, attributes, header = fields[13:17]
    if magic != b"PK\x01\x02" or disk:
        raise Fault("zip_hong")
    name = decoded_name(raw_name, is_utf8=bool(flags & _UTF8))
    _check_flags(name, flags, method)
    if made_by >> 8 in _UNIX_HOSTS and (attributes >> 16) & 0o170000 not in _REGULAR_OR_FOLDER:
        raise Fault("zip_lien_ket", name)
    size, packed, header = widened(extra, (size, packed, header), name)
    return Member(name, raw_name, flags, method, crc, packed, size, header, data=0)


def _check_flags(name: str, flags: int, method: int) -> None:
    if flags & _ENCRYPTED:
        raise Fault("zip_ma_hoa", name)
    if flags & ~_KNOWN_FLAGS or method not in (0, 8):
        raise Fault("zip_kieu_nen", name)


def widened(extra: bytes, values: tuple[int, int, int], name: str) -> tuple[int, int, int]:
    """Size, packed size and offset, the full ones replaced from the zip64 field."""
    wide = _extra_fields(extra, name).get(0x0001, b"")
    found: list[int] = []
    for value in values:
        if value == FULL32:
            if len(wide) < 8:
                raise Fault("zip_hong", name)
            value, wide = int.from_bytes(wide[:8], "little"), wide[8:]
        found.append(value)
    return found[0], found[1], found[2]


def _extra_fields(extra: bytes, name: str) -> dict[int, bytes]:
    fields: dict[int, bytes] = {}
    place = 0
    while len(extra) - place >= 4:
        tag, length = struct.unpack_from("<HH", extra, place)
        fields[tag] = extra[place + 4 : place + 4 + length]
        place += 4 + length
    # A second name in an extra field is read by some programs and not by others.
    if 0x7075 in fields:
        raise Fault("zip_lech", name)
    return fields


def _check_sizes(members: list[Member]) -> None:
    if sum(member.size for member in members) > MAX_EXPANDED:
        raise Fault("zip_bom")
    for member in members:
        if member.size > RATIO_FREE and member.size > MAX_RATIO * max(member.packed, 1):
            raise Fault("zip_bom", member.name)
        if member.method == 0 and member.size != member.packed:
            raise Fault("zip_lech", member.name)
