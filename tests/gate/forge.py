"""Builds the files of the gate's tests: small honest ones, and the parts the hostile ones are made of."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

OOXML = "application/vnd.openxmlformats-officedocument."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT_TYPE = f"{OOXML}wordprocessingml.document.main+xml"

type_defaults = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}


@dataclass(frozen=True)
class Family:
    """One hostile or mistaken file: what the gate must say, and how the file is made."""

    name: str
    reason: str
    make: Callable[[], bytes]


class Families(list[Family]):
    """A list that functions join by decorator, under their own name."""

    def add(self, reason: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
        def join(make: Callable[[], bytes]) -> Callable[[], bytes]:
            kept = cache(make)
            self.append(Family(make.__name__, reason, kept))
            return kept

        return join


def content_types(overrides: dict[str, str], defaults: dict[str, str] | None = None) -> str:
    rows = [f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in (defaults or type_defaults).items()]
    rows += [f'<Override PartName="/{name}" ContentType="{t}"/>' for name, t in overrides.items()]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{"".join(rows)}</Types>'
    )


def relations(rows: Iterable[tuple[str, str, bool]]) -> str:
    """Relations of (kind, target, outside)."""
    parts = [
        f'<Relationship Id="r{n}" Type="{RELATION}{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for n, (kind, target, outside) in enumerate(rows)
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(parts)}</Relationships>"
    )


def word_body(body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}" xmlns:r="{RELATION[:-1]}" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        f"<w:body>{body}</w:body></w:document>"
    )


def paragraph(text: str = "Báo cáo sơ kết") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_parts(
    body: str = "",
    *,
    parts: dict[str, bytes | str] | None = None,
    types: dict[str, str] | None = None,
    links: Iterable[tuple[str, str, bool]] = (),
    main_type: str = DOCUMENT_TYPE,
) -> dict[str, bytes | str]:
    """The members of a small Word file, in order."""
    return {
        "[Content_Types].xml": content_types({"word/document.xml": main_type, **(types or {})}),
        "_rels/.rels": relations([("officeDocument", "word/document.xml", False)]),
        "word/document.xml": word_body(body or paragraph()),
        "word/_rels/document.xml.rels": relations(links),
        **(parts or {}),
    }


def sheet_parts(
    rows: str = "<row><c><v>1</v></c></row>",
    *,
    parts: dict[str, bytes | str] | None = None,
    types: dict[str, str] | None = None,
    book: str = "",
) -> dict[str, bytes | str]:
    """The members of a small Excel file, in order."""
    kinds = {
        "xl/workbook.xml": f"{OOXML}spreadsheetml.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{OOXML}spreadsheetml.worksheet+xml",
    }
    return {
        "[Content_Types].xml": content_types({**kinds, **(types or {})}),
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml", False)]),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": relations([("worksheet", "worksheets/sheet1.xml", False)]),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        **(parts or {}),
    }


def packed(
    members: dict[str, bytes | str] | Iterable[tuple[zipfile.ZipInfo | str, bytes | str]], level: int = 6
) -> bytes:
    """Members as a zip archive, deflated."""
    pairs = members.items() if isinstance(members, dict) else members
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(name, content, zipfile.ZIP_DEFLATED, level)
    return buffer.getvalue()


def word(body: str = "", **more: object) -> bytes:
    return packed(word_parts(body, **more))  # type: ignore[arg-type]


def sheet(rows: str = "<row><c><v>1</v></c></row>", **more: object) -> bytes:
    return packed(sheet_parts(rows, **more))  # type: ignore[arg-type]


class OneWay(io.RawIOBase):
    """A pipe to write into: cannot seek, so zip writers use data descriptors."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        self.written += content
        return len(content)


def streamed(members: dict[str, bytes | str]) -> bytes:
    """The same archive written to a pipe."""
    pipe = OneWay()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in members.items():
            archive.writestr(name, content)
    return bytes(pipe.written)


def directory_offset(archive: bytes) -> int:
    return int(struct.unpack_from("<L", archive, len(archive) - 6)[0])


def patched(content: bytes, offset: int, value: bytes) -> bytes:
    return content[:offset] + value + content[offset + len(value) :]


def complex_field(*runs: str) -> str:
    """A field whose instruction is cut into these runs."""
    cut = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"<w:p>{begin}{cut}{separate}<w:r><w:t>x</w:t></w:r>{end}</w:p>"


def pdf(
    objects: dict[int, str | bytes] | None = None,
    *,
    catalog: str = "",
    pages: int = 1,
    page: str = "",
    tail: str = "",
) -> bytes:
    """A PDF written by hand: catalog 1, page tree 2, pages from 10, `objects` under their numbers."""
    kids = " ".join(f"{10 + n} 0 R" for n in range(pages))
    table: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
    }
    for n in range(pages):
        table[10 + n] = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} >>".encode()
    for number, written in (objects or {}).items():
        table[number] = written.encode() if isinstance(written, str) else written
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, written in table.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    size = max(table) + 1
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, tail.encode(), start)
    return bytes(out)


def pdf_stream(entries: str, content: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries.encode(), content)


def png(
    width: int, height: int, rows: bytes | None = None, extra: Iterable[tuple[bytes, bytes]] = ()
) -> bytes:
    """A grey PNG; without `rows` a true one of black dots."""
    pixels = bytes((width + 1) * height) if rows is None else rows

    def chunk(tag: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + tag + body + struct.pack(">L", zlib.crc32(tag + body))

    header = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), *extra, (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(tag, body) for tag, body in chunks)


def jpeg(width: int = 320, height: int = 240, **options: object) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    gradient = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    gradient.save(buffer, "JPEG", **options)
    return buffer.getvalue()
