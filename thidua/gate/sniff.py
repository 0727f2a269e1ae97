"""First look: which family of file the bytes belong to, and advice for the ones that stay outside."""

import re
from typing import Final, Literal

from thidua.gate.verdict import Candidate, Fault

Family = Literal["zip", "pdf", "jpg", "png"]

_ADMITTED: Final[tuple[tuple[bytes, Family], ...]] = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
)

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Names of the streams in an OLE container's directory, in the order that settles what it is.
_OLE_STREAMS: Final[tuple[tuple[str, str], ...]] = (
    ("EncryptedPackage", "mat_khau"),
    ("WordDocument", "doc_cu"),
    ("Workbook", "xls_cu"),
    ("PowerPoint Document", "ppt"),
)

_TURNED_AWAY: Final[tuple[tuple[bytes, str], ...]] = (
    (b"MZ", "chuong_trinh"),
    (b"\x7fELF", "chuong_trinh"),
    (b"\xca\xfe\xba\xbe", "chuong_trinh"),
    (b"\xfe\xed\xfa", "chuong_trinh"),
    (b"\xcf\xfa\xed\xfe", "chuong_trinh"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "chuong_trinh"),
    (b"#!", "chuong_trinh"),
    (b"PK\x05\x06", "tep_nen"),
    (b"PK\x07\x08", "tep_nen"),
    (b"Rar!", "tep_nen"),
    (b"7z\xbc\xaf\x27\x1c", "tep_nen"),
    (b"\x1f\x8b", "tep_nen"),
    (b"BZh", "tep_nen"),
    (b"\xfd7zXZ", "tep_nen"),
    (b"GIF8", "anh_khac"),
    (b"BM", "anh_khac"),
    (b"II*\x00", "anh_khac"),
    (b"MM\x00*", "anh_khac"),
    (b"8BPS", "anh_khac"),
    (b"ID3", "am_thanh_phim"),
    (b"OggS", "am_thanh_phim"),
    (b"\x1aE\xdf\xa3", "am_thanh_phim"),
    (b"{\\rtf", "rtf"),
)

_MARKUP: Final[tuple[tuple[bytes, str], ...]] = (
    (rb"<svg[\s>:]", "svg"),
    (rb"<!doctype\s+html|<html|<head|<body|<script|<iframe|mime-version:", "html"),
    (rb"<\?xml|<!doctype|^<[a-z]", "xml"),
)

_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})


def family_of(candidate: Candidate) -> Family:
    """The family whose examiner decides; raises `Fault` with the fitting advice for all others."""
    head = candidate.head
    if not head:
        raise Fault("tep_rong")
    # Scanners put a byte order mark or blank lines before the header.
    trimmed = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\x00\t\r\n\f ")
    for magic, family in _ADMITTED:
        if head.startswith(magic) or (family == "pdf" and trimmed.startswith(magic)):
            return family
    raise Fault(_advice(candidate, trimmed))


def _advice(candidate: Candidate, trimmed: bytes) -> str:
    head = candidate.head
    if head.startswith(_OLE):
        return _ole_advice(candidate)
    for magic, code in _TURNED_AWAY:
        if head.startswith(magic):
            return code
    return _media_advice(head) or _text_advice(trimmed) or _hidden_advice(head)


def _ole_advice(candidate: Candidate) -> str:
    content = candidate.path.read_bytes()
    for stream, code in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            return code
    return "ole_cu"


def _media_advice(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand == b"avif":
            return "anh_khac"
        return "heic" if brand in _HEIC_BRANDS else "am_thanh_phim"
    if head[:4] == b"RIFF":
        return "anh_khac" if head[8:12] == b"WEBP" else "am_thanh_phim"
    return ""


def _text_advice(trimmed: bytes) -> str:
    lowered = trimmed.lower()
    if lowered[:2] in (b"\xff\xfe", b"\xfe\xff"):
        lowered = lowered[2:].replace(b"\x00", b"")
    for pattern, code in _MARKUP:
        if re.search(pattern, lowered[:2048]):
            return code
    printable = sum(byte >= 32 or byte in b"\t\r\n" for byte in lowered)
    return "van_ban_tho" if lowered and printable == len(lowered) and _is_text(trimmed) else ""


def _is_text(trimmed: bytes) -> bool:
    for cut in range(4):  # the head may end in the middle of a sign
        try:
            trimmed[: len(trimmed) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return True
    return False


def _hidden_advice(head: bytes) -> str:
    """Something put in front of a file we would otherwise know."""
    known = (b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1")
    return "hai_loai" if any(magic in head for magic in known) else "khong_ro_loai"
