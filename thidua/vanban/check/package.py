"""A .docx as bytes → its XML parts, refused in one Vietnamese sentence when it is not safe to read.

Nothing is inflated before the list of members has been judged, and no XML is parsed before its prologue has
been searched for a DOCTYPE and its tags have been counted: a hostile file costs no more than an honest one.
"""

import io
import posixpath
import re
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from thidua.vanban.check.finding import UnreadableDocument

MAX_FILE: Final = 25 * 1024 * 1024
MAX_EXPANDED: Final = 200 * 1024 * 1024
MAX_PART: Final = 40 * 1024 * 1024
# Wide tables pack a hundred and fifty to one; zeros a thousand to one.
MAX_RATIO: Final = 400
# Below this size a part may be as compressible as it likes.
RATIO_FREE: Final = 4 * 1024 * 1024
MAX_MEMBERS: Final = 2000
MAX_TAGS: Final = 800_000
# More than any paper of a town holds, cells of its annexes included; it bounds the time a check may take.
MAX_PARAGRAPHS: Final = 60_000

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
)

_NOT_DOCX = "Tệp không phải văn bản Word (.docx)."
_DAMAGED = "Tệp bị hỏng, không mở được. Hãy lưu lại từ Word rồi thử lại."
_BOMB = "Tệp nén bất thường (giải nén ra quá lớn), không mở vì lý do an toàn."
_MACRO = "Tệp có chứa macro, không mở vì lý do an toàn. Hãy lưu lại ở dạng .docx thường."
_DOCTYPE = "Tệp có khai báo DOCTYPE không được phép, không mở vì lý do an toàn."
TOO_COMPLEX: Final = "Văn bản quá lớn hoặc lồng nhau quá sâu, không kiểm tra được."


class Package:
    """The parts of one .docx by name. On bad bytes every method raises `UnreadableDocument`."""

    def __init__(self, data: bytes) -> None:
        _refuse_by_first_bytes(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
            raise UnreadableDocument(_DAMAGED if data.startswith(b"PK") else _NOT_DOCX) from error
        self._members = _judged_members(self._zip)
        if "[Content_Types].xml" not in self._members:
            raise UnreadableDocument(_NOT_DOCX)
        self._refuse_macros()
        self.main = self._find_main()

    def _refuse_macros(self) -> None:
        if any(name.lower().endswith("vbaproject.bin") for name in self._members):
            raise UnreadableDocument(_MACRO)
        types = self.xml("[Content_Types].xml")
        if any("macroenabled" in (node.get("ContentType") or "").lower() for node in types):
            raise UnreadableDocument(_MACRO)

    def _find_main(self) -> str:
        for kind, target in self.relationships("").values():
            if kind.endswith("/officeDocument"):
                if target in self._members and not target.startswith("word/"):
                    raise UnreadableDocument(_NOT_DOCX)
                if target in self._members:
                    return target
        raise UnreadableDocument("Tệp thiếu phần nội dung văn bản, không phải tệp .docx hoàn chỉnh.")

    def has(self, name: str) -> bool:
        return name in self._members

    def xml(self, name: str) -> ElementTree.Element:
        """The root of a part that must exist."""
        info = self._members.get(name)
        if info is None:
            raise UnreadableDocument(_DAMAGED)
        if info.file_size > MAX_PART:
            raise UnreadableDocument(TOO_COMPLEX)
        try:
            data = self._zip.read(info)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise UnreadableDocument(_DAMAGED) from error
        return parse(data)

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a part; empty when it is not there or cannot be read."""
        info = self._members.get(name)
        if info is None:
            return b""
        try:
            with self._zip.open(info) as stream:
                return stream.read(length)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            return b""

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (type, target part) of a part; of the package when `part` is empty."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self._members:
            return {}
        return {
            node.get("Id", ""): (node.get("Type", ""), _resolve(folder, node.get("Target", "")))
            for node in self.xml(rels).iter(_RELATIONSHIPS)
            if node.get("TargetMode") != "External"
        }


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _refuse_by_first_bytes(data: bytes) -> None:
    if not data:
        raise UnreadableDocument("Tệp rỗng (0 byte).")
    if len(data) > MAX_FILE:
        raise UnreadableDocument("Tệp lớn hơn 25 MB, không kiểm tra được.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableDocument("Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi thử lại.")
        raise UnreadableDocument("Tệp Word đời cũ (.doc). Hãy mở bằng Word và lưu lại ở dạng .docx.")
    if data.startswith(b"%PDF"):
        raise UnreadableDocument("Đây là tệp PDF; chỉ kiểm tra được tệp Word (.docx).")
    if not data.startswith(b"PK"):
        raise UnreadableDocument(_NOT_DOCX)


def _judged_members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_EXPANDED:
        raise UnreadableDocument(_BOMB)
    members: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for info in infos:
        _judge_member(info)
        if info.filename.casefold() in folded:
            raise UnreadableDocument("Tệp có hai phần trùng tên, không mở vì lý do an toàn.")
        folded.add(info.filename.casefold())
        members[info.filename] = info
    return members


def _judge_member(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise UnreadableDocument("Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi thử lại.")
    name = info.filename
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
        raise UnreadableDocument("Tệp có đường dẫn bên trong không hợp lệ, không mở vì lý do an toàn.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UnreadableDocument("Tệp có liên kết bên trong không hợp lệ, không mở vì lý do an toàn.")
    if info.file_size > RATIO_FREE and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise UnreadableDocument(_BOMB)


class _Root(Exception):
    """The first element was reached: the prologue is over."""


def _refuse_doctype(data: bytes) -> None:
    def doctype(*_: object) -> None:
        raise UnreadableDocument(_DOCTYPE)

    def root(*_: object) -> None:
        raise _Root

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        parser.Parse(data, True)
    except _Root:
        return
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise UnreadableDocument(_DAMAGED) from error


def parse(data: bytes) -> ElementTree.Element:
    """XML bytes → root element, in the transitional namespaces; no DOCTYPE, capped in tags."""
    # The usual prefix is enough to refuse early; the reader counts whatever the prefix is.
    paragraphs = sum(data.count(start) for start in (b"<w:p>", b"<w:p ", b"<w:p/>"))
    if data.count(b"<") > MAX_TAGS or paragraphs > MAX_PARAGRAPHS:
        raise UnreadableDocument(TOO_COMPLEX)
    _refuse_doctype(data)
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableDocument(_DAMAGED) from error


def read_bytes(source: bytes | Path) -> bytes:
    """The document's bytes; a path is read only when it is a file of an allowed size."""
    if isinstance(source, bytes):
        return source
    try:
        if source.stat().st_size > MAX_FILE:
            raise UnreadableDocument("Tệp lớn hơn 25 MB, không kiểm tra được.")
        return source.read_bytes()
    except OSError as error:
        raise UnreadableDocument("Không đọc được tệp.") from error
