"""A zip archive read strictly: every byte of the file belongs to exactly one thing.

Readers disagree on archives whose directory and local headers differ, whose members overlap or
repeat, or that carry something before, between or after the members. Such files are refused, so
that whatever opens an accepted file later sees what was examined here.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from thidua.gate.member_names import check_name
from thidua.gate.verdict import Fault
from thidua.gate.zip_directory import DESCRIPTOR, FULL32, Member, read_directory, read_exactly, widened

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CHUNK: Final = 256 * 1024


class Archive:
    """The members of a sound archive; raises `Fault` for every other."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        listed, end = read_directory(file, size)
        self.members = _located(file, listed, end)

    def chunks(self, member: Member) -> Iterator[bytes]:
        """The member's content; raises `Fault` unless size and checksum are as declared."""
        crc = produced = 0
        for chunk in self._inflated(member):
            produced += len(chunk)
            if produced > member.size:
                raise Fault("zip_bom", member.name)
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if produced != member.size or crc != member.crc:
            raise Fault("zip_hong", member.name)

    def read(self, member: Member, limit: int) -> bytes:
        """The whole content, refused above `limit` bytes."""
        if member.size > limit:
            raise Fault("xml_lon", member.name)
        return b"".join(self.chunks(member))

    def head(self, member: Member, count: int = 64) -> bytes:
        """The first bytes, after the whole member was verified."""
        first = b""
        for chunk in self.chunks(member):
            if len(first) < count:
                first += chunk[:count]
        return first[:count]

    def _inflated(self, member: Member) -> Iterator[bytes]:
        self._file.seek(member.data)
        left = member.packed
        if member.method == 0:
            while left:
                chunk = self._file.read(min(_CHUNK, left))
                left -= len(chunk)
                yield chunk
            return
        inflater = zlib.decompressobj(-15)
        pending = b""
        try:
            while not inflater.eof:
                if not pending:
                    pending = self._file.read(min(_CHUNK, left))
                    left -= len(pending)
                # Even without further input the inflater may hold back the end of a full chunk.
                chunk = inflater.decompress(pending, _CHUNK)
                if not chunk and not pending:
                    break
                pending = inflater.unconsumed_tail
                yield chunk
        except zlib.error as error:
            raise Fault("zip_hong", member.name) from error
        if not inflater.eof or left or inflater.unused_data:
            raise Fault("zip_hong", member.name)


def _located(file: BinaryIO, members: list[Member], end: int) -> dict[str, Member]:
    """Members by case-folded name, after the whole file up to the directory was accounted for."""
    found: dict[str, Member] = {}
    ordered = sorted(members, key=lambda member: member.header)
    stops = [member.header for member in ordered[1:]] + [end]
    if ordered and ordered[0].header != 0:
        raise Fault("zip_chen")
    for member, stop in zip(ordered, stops, strict=True):
        placed = _with_local_header(file, member, stop)
        key = placed.name.casefold()
        if key in found:
            raise Fault("zip_trung", placed.name)
        check_name(placed.name, placed.size)
        found[key] = placed
    return found


def _with_local_header(file: BinaryIO, member: Member, stop: int) -> Member:
    if member.header + _LOCAL.size > stop:
        raise Fault("zip_chen", member.name)
    fields = _LOCAL.unpack(read_exactly(file, member.header, _LOCAL.size))
    magic, _, flags, method, _, _, crc, packed, size, name_length, extra_length = fields
    names = read_exactly(file, member.header + _LOCAL.size, name_length + extra_length)
    agreed = magic == b"PK\x03\x04" and flags == member.flags and method == member.method
    if not agreed or names[:name_length] != member.raw_name:
        raise Fault("zip_lech", member.name)
    size, packed, _ = widened(names[name_length:], (size, packed, 0), member.name)
    told = (crc, packed, size)
    real = (member.crc, member.packed, member.size)
    data = member.header + _LOCAL.size + name_length + extra_length
    if flags & DESCRIPTOR:
        if any(figure not in (0, known) for figure, known in zip(told, real, strict=True)):
            raise Fault("zip_lech", member.name)
        _check_descriptor(file, member, data + member.packed, stop)
    elif told != real:
        raise Fault("zip_lech", member.name)
    elif data + member.packed != stop:
        raise Fault("zip_chen", member.name)
    return replace(member, data=data)


def _check_descriptor(file: BinaryIO, member: Member, start: int, stop: int) -> None:
    """Between data and the next header stands one descriptor, in one of its four written forms."""
    if not 12 <= stop - start <= 24:
        raise Fault("zip_chen", member.name)
    written = read_exactly(file, start, stop - start)
    figures = (member.crc, member.packed, member.size)
    forms = {
        mark + struct.pack(shape, *figures)
        for mark in (b"", b"PK\x07\x08")
        for shape in (("<LLL", "<LQQ") if max(figures[1:]) < FULL32 else ("<LQQ",))
    }
    if written not in forms:
        raise Fault("zip_lech", member.name)
