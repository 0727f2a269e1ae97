"""PDF files: the view that the reader repairs to is walked object by object, under caps."""

import re
import zlib
from functools import cache
from typing import TYPE_CHECKING, Final

from thidua.gate.pdf_objects import ObjectCheck, is_suspect
from thidua.gate.pdf_tokens import check_tokens
from thidua.gate.riders import rides_along
from thidua.gate.verdict import Candidate, Fault
from thidua.gate.zip_directory import carries_archive

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

MAX_PAGES: Final = 2000
MAX_OBJECTS: Final = 60_000
MAX_REVISIONS: Final = 50
MAX_FILTERS: Final = 3
MAX_STREAM: Final = 48 * 1024 * 1024
MAX_STREAMS_TOTAL: Final = 128 * 1024 * 1024
MAX_PIXELS: Final = 150_000_000
_SMALL_STREAM: Final = 4096
"""Packed bytes; such a stream cannot grow beyond 4 MiB and is not unpacked here."""
_PACKERS: Final = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})
_TAIL: Final = 65_557
_CHUNK: Final = 256 * 1024

# Looked for in the plain bytes too: an earlier revision may hold what the last one hides.
_PLAIN_WORDS: Final = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")
_PLAIN_CODES: Final = {b"J": "pdf_lenh", b"L": "pdf_mo_ngoai", b"E": "pdf_dinh_kem", b"R": "pdf_phim"}


@cache
def _set_limits() -> None:
    """The library's own caps; they hold for the whole process and are set once."""
    from pikepdf import settings

    settings.set_qpdf_limits(
        doc_max_warnings=500,
        parser_max_nesting=200,
        max_stream_filters=MAX_FILTERS,
        flate_max_memory=MAX_STREAM,
        png_max_memory=MAX_STREAM,
        tiff_max_memory=MAX_STREAM,
        run_length_max_memory=MAX_STREAM,
    )


def examine_pdf(candidate: Candidate) -> None:
    """Raises `Fault` unless the file is a whole PDF that neither acts nor carries other files."""
    content = candidate.path.read_bytes()
    _check_bytes(content)
    import pikepdf
    from pikepdf import settings

    _set_limits()
    limits_met = settings.qpdf_limit_errors()
    try:
        with pikepdf.open(candidate.path) as document:
            _check_document(document, content)
    except pikepdf.PasswordError as error:
        raise Fault("mat_khau") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise Fault("pdf_khong_trang" if "no pages found" in str(error) else "pdf_hong") from error
    if settings.qpdf_limit_errors() > limits_met:
        raise Fault("pdf_bom")


def _check_bytes(content: bytes) -> None:
    tail = content[-_TAIL:]
    if b"%%EOF" not in content[-2048:] or b"startxref" not in tail:
        raise Fault("tep_cut")
    if carries_archive(tail) or rides_along(tail[tail.rfind(b"%%EOF") + 5 :]):
        raise Fault("hai_loai")
    # A linearised file has one more mark than revisions.
    if content.count(b"startxref") > MAX_REVISIONS + 1:
        raise Fault("pdf_phien_ban")
    found = _PLAIN_WORDS.search(content)
    if found:
        raise Fault(_PLAIN_CODES[found[1][:1]], found[0].decode())


def _check_document(document: "Pdf", content: bytes) -> None:
    if document.is_encrypted:
        raise Fault("mat_khau")
    # The table alone is read so far; what it leads to is made into objects only below.
    places = document.get_xref_table()
    if len(places) > MAX_OBJECTS:
        raise Fault("qua_nhieu")
    check_tokens(content, places)
    budget, objects = _Budget(), ObjectCheck()
    for found in document.objects:
        _check_indirect(found, budget, objects)
    objects.check(document.trailer)
    pages = len(document.pages)
    if pages < 1:
        raise Fault("pdf_khong_trang")
    if pages > MAX_PAGES:
        raise Fault("qua_nhieu")


class _Budget:
    """Bytes that the streams of one file may still grow to."""

    def __init__(self) -> None:
        self._left = MAX_STREAMS_TOTAL

    def unpack(self, packed: bytes) -> None:
        """Unpack and throw away; raises `Fault` at the caps, and is silent about damage."""
        inflater = zlib.decompressobj()
        produced = 0
        try:
            while packed and not inflater.eof:
                produced += len(inflater.decompress(packed, _CHUNK))
                packed = inflater.unconsumed_tail
                if produced > MAX_STREAM or produced > self._left:
                    raise Fault("pdf_bom")
        except zlib.error:
            return  # readers stop at the damage as well
        finally:
            self._left -= produced


def _check_indirect(found: object, budget: _Budget, objects: ObjectCheck) -> None:
    import pikepdf

    if not isinstance(found, pikepdf.Object):
        return  # a number or a truth value
    if not isinstance(found, pikepdf.Stream):
        if is_suspect(found.unparse(resolved=True)):
            objects.check(found)
        return
    described = found.stream_dict
    if is_suspect(described.unparse(resolved=True)):
        objects.check(found)
    _check_stream(found, budget)


def _check_stream(stream: "Object", budget: _Budget) -> None:
    import pikepdf

    described = stream.stream_dict
    if "/F" in described:
        raise Fault("pdf_mo_ngoai", "/F")
    listed = described.get("/Filter")
    filters = [str(one) for one in listed] if isinstance(listed, pikepdf.Array) else [str(listed)]
    if len(filters) > MAX_FILTERS or sum(one in _PACKERS for one in filters) > 1:
        raise Fault("pdf_bom")
    if described.get("/Subtype") == pikepdf.Name.Image:
        _check_image(described)
    elif filters[0] in ("/FlateDecode", "/Fl"):
        packed = stream.read_raw_bytes()
        if len(packed) > _SMALL_STREAM:
            budget.unpack(packed)


def _check_image(described: "Object") -> None:
    width, height = described.get("/Width", 0), described.get("/Height", 0)
    if not isinstance(width, int) or not isinstance(height, int) or width * height > MAX_PIXELS:
        raise Fault("anh_lon")
