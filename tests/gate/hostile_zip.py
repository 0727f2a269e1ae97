"""Archives that lie: the ways a zip can show one thing to the checker and another to the reader."""

import random
import stat
import struct
import warnings
import zipfile
import zlib

from tests.gate.forge import (
    Families,
    content_types,
    directory_offset,
    packed,
    paragraph,
    patched,
    word,
    word_body,
    word_parts,
)

ZIP_FAMILIES = Families()
add = ZIP_FAMILIES.add


def _with_member(name: str, content: bytes = b"<a/>", attributes: int = 0) -> bytes:
    info = zipfile.ZipInfo(name)
    info.filename = name  # as written, past the library's own tidying
    info.create_system = 3
    info.external_attr = attributes
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return packed([*word_parts().items(), (info, content)])


@add("zip_trung")
def two_members_of_one_name() -> bytes:
    return _with_member("word/document.xml", word_body(paragraph("bản thứ hai")).encode())


@add("zip_trung")
def two_members_that_differ_in_case() -> bytes:
    return _with_member("Word/Document.xml")


@add("zip_ten")
def member_that_climbs_out() -> bytes:
    return _with_member("word/../../../etc/cron.d/x.xml")


@add("zip_ten")
def member_with_absolute_path() -> bytes:
    return _with_member("/etc/passwd.xml")


@add("zip_ten")
def member_with_drive_letter() -> bytes:
    return _with_member("C:/Windows/x.xml")


@add("zip_ten")
def member_with_backslashes() -> bytes:
    return _with_member("..\\..\\x.xml")


@add("zip_ten")
def member_with_control_sign() -> bytes:
    return _with_member("word/a\u202exml.xml")


@add("zip_ten")
def member_name_without_meaning() -> bytes:
    return word(parts={"word/anh1.xml": "<a/>"}).replace(b"word/anh1.xml", b"word/\xe1nh1.xml")


@add("zip_lien_ket")
def symlink_member() -> bytes:
    return _with_member("word/lien-ket.xml", b"/etc/passwd", (stat.S_IFLNK | 0o777) << 16)


@add("zip_ma_hoa")
def encrypted_member() -> bytes:
    whole = word()
    offset = directory_offset(whole)
    return patched(patched(whole, 6, b"\x01\x00"), offset + 8, b"\x01\x00")


@add("zip_kieu_nen")
def unknown_compression() -> bytes:
    whole = word()
    return patched(patched(whole, 8, b"\x0c\x00"), directory_offset(whole) + 10, b"\x0c\x00")


@add("zip_lech")
def local_header_with_other_name() -> bytes:
    return patched(word(), 30, b"[Content_Typez].xml")


@add("zip_lech")
def local_header_with_other_size() -> bytes:
    return patched(word(), 22, struct.pack("<L", 7))


@add("zip_lech")
def local_header_with_other_checksum() -> bytes:
    return patched(word(), 14, b"\x01\x02\x03\x04")


@add("zip_hong")
def wrong_checksum_in_both_headers() -> bytes:
    whole = word()
    return patched(patched(whole, 14, b"abcd"), directory_offset(whole) + 16, b"abcd")


@add("zip_chen")
def program_before_the_archive_offsets_kept() -> bytes:
    """Begins like an archive, but the directory speaks of a later place."""
    return b"PK\x03\x04" + bytes(60) + word()


@add("chuong_trinh")
def program_with_an_archive_behind() -> bytes:
    return b"MZ\x90\x00" + bytes(200) + word()


@add("hai_loai")
def archive_behind_foreign_bytes() -> bytes:
    return b"\x00\x01\x02\x03" + word()


@add("zip_chen")
def bytes_behind_the_archive() -> bytes:
    return word() + b"<?php system($_GET[0]); ?>"


@add("zip_chen")
def gap_between_members() -> bytes:
    whole = word()
    offset = directory_offset(whole)
    moved = whole[:offset] + b"HIDDEN" + whole[offset:]
    return patched(moved, len(moved) - 6, struct.pack("<L", offset + 6))


@add("zip_hong")
def truncated_archive() -> bytes:
    whole = word()
    return whole[: len(whole) * 2 // 3]


@add("zip_hong")
def directory_with_fewer_entries_told() -> bytes:
    whole = word()
    return patched(whole, len(whole) - 12, struct.pack("<H", 2))


@add("zip_bom")
def zip_bomb() -> bytes:
    return word(parts={"word/media/bom.xml": b" " * (40 * 1024 * 1024)})


@add("zip_bom")
def zip_bomb_in_sum() -> bytes:
    noise = random.Random(7).randbytes(64 * 1024)
    block = b"".join(noise[n : n + 1024] * 60 for n in range(0, len(noise), 1024))
    return packed({f"word/media/{n}.png": block for n in range(60)}, level=1)


@add("zip_bom")
def zip_bomb_that_tells_a_small_size() -> bytes:
    members = word_parts(parts={"word/z.xml": b" " * (8 * 1024 * 1024)})
    whole = packed(members)
    true_size = struct.pack("<L", 8 * 1024 * 1024)
    checksum = struct.pack("<L", zlib.crc32(b" " * 100))
    whole = whole.replace(true_size, struct.pack("<L", 100))
    old = struct.pack("<L", zlib.crc32(b" " * (8 * 1024 * 1024)))
    return whole.replace(old, checksum)


@add("zip_bom")
def overlapping_members() -> bytes:
    """Many entries that share one local header: small on disk, huge when unpacked."""
    whole = packed([("[Content_Types].xml", content_types({})), ("a.xml", b"0" * 21 * 1024 * 1024)])
    offset = directory_offset(whole)
    entries = whole[offset:-22]
    last = entries[entries.rfind(b"PK\x01\x02") :]
    entries += last * 20
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 22, 22, len(entries), offset, 0)
    return whole[:offset] + entries + end


@add("zip_chen")
def two_entries_on_one_header() -> bytes:
    whole = packed(word_parts())
    offset = directory_offset(whole)
    entries = whole[offset:-22]
    last = entries[entries.rfind(b"PK\x01\x02") :]
    entries += last
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 5, 5, len(entries), offset, 0)
    return whole[:offset] + entries + end


@add("qua_nhieu")
def thousands_of_members() -> bytes:
    return packed({f"word/{n}.xml": b"" for n in range(5000)})


@add("zip_lech")
def second_name_in_an_extra_field() -> bytes:
    info = zipfile.ZipInfo("word/x.xml")
    body = b"\x01" + struct.pack("<L", zlib.crc32(b"word/x.xml")) + b"word/vbaProject.bin"
    info.extra = struct.pack("<HH", 0x7075, len(body)) + body
    return packed([*word_parts().items(), (info, b"<a/>")])


@add("tep_nen")
def plain_zip() -> bytes:
    return packed({"bao-cao.txt": "xin chào"})


@add("odf")
def open_document() -> bytes:
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})


@add("zip_lech")
def large_directory_that_disagrees_with_the_small_one() -> bytes:
    whole = word()
    place = directory_offset(whole)
    fields = (b"PK\x06\x06", 44, 45, 45, 0, 0, 3, 3, len(whole) - 22 - place, place)
    large = struct.pack("<4sQ2H2L4Q", *fields) + struct.pack("<4sLQL", b"PK\x06\x07", 0, len(whole) - 22, 1)
    return whole[:-22] + large + whole[-22:]


@add("zip_lech")
def large_directory_somewhere_else() -> bytes:
    whole = word()
    return whole[:-22] + bytes(56) + struct.pack("<4sLQL", b"PK\x06\x07", 0, 5, 1) + whole[-22:]


@add("zip_hong")
def full_size_without_its_field() -> bytes:
    whole = word()
    return patched(whole, directory_offset(whole) + 24, b"\xff\xff\xff\xff")


@add("zip_lech")
def stored_member_of_two_sizes() -> bytes:
    whole = word()
    return patched(patched(whole, 8, b"\0\0"), directory_offset(whole) + 10, b"\0\0")


@add("zip_hong")
def packed_data_that_breaks_off() -> bytes:
    """The stream says that it goes on, but the member ends."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    open_end = packer.compress(b"<a/>") + packer.flush(zlib.Z_SYNC_FLUSH)
    local = struct.pack(
        "<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, zlib.crc32(b"<a/>"), len(open_end), 4, 19, 0
    )
    central = struct.pack(
        "<4s6H3L5H2L",
        b"PK\x01\x02",
        20,
        20,
        0,
        8,
        0,
        33,
        zlib.crc32(b"<a/>"),
        len(open_end),
        4,
        19,
        0,
        0,
        0,
        0,
        0,
        0,
    )
    name = b"[Content_Types].xml"
    body = local + name + open_end
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central) + 19, len(body), 0)
    return body + central + name + end


@add("zip_chen")
def bytes_before_the_archive_with_every_offset_moved() -> bytes:
    """Consistent in itself, as self-extracting archives are, but the first bytes belong to nothing."""
    front = b"PK\x03\x04" + bytes(60)
    whole = word()
    offset = directory_offset(whole)
    moved = bytearray(front + whole)
    place = len(front) + offset
    while moved[place : place + 4] == b"PK\x01\x02":
        header = struct.unpack_from("<L", moved, place + 42)[0]
        struct.pack_into("<L", moved, place + 42, header + len(front))
        place += 46 + sum(struct.unpack_from("<3H", moved, place + 28))
    struct.pack_into("<L", moved, len(moved) - 6, offset + len(front))
    return bytes(moved)
