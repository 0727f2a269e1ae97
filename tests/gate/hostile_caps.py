"""Files within every size that is looked at first, made to cost time or memory all the same."""

import random
import struct
import zlib

from tests.gate.forge import Families, complex_field, pdf, pdf_stream, png, sheet, word

CAP_FAMILIES = Families()
add = CAP_FAMILIES.add


@add("xml_lon")
def one_tag_with_attributes_without_end() -> bytes:
    return word("<a" + ' b=""' * 300_000 + "/>")


@add("xml_lon")
def names_of_attributes_all_different() -> bytes:
    return word("".join(f'<a b{n:x}=""/>' for n in range(25_000)))


@add("xml_lon")
def names_of_elements_all_different() -> bytes:
    return word("".join(f"<a{n:x}/>" for n in range(25_000)))


@add("xml_lon")
def empty_elements_by_the_hundred_thousand() -> bytes:
    return word("<w:p/>" * 400_000)


@add("xml_lon")
def wide_letters_without_end() -> bytes:
    return word(parts={"customXml/a.xml": ("<a>" + "0123456789" * 200_000 + "</a>").encode("utf-16")})


@add("xml_lon")
def text_of_many_large_parts() -> bytes:
    filler = random.Random(7).randbytes(70_000).hex() + "0" * 9_000_000
    return word(parts={f"customXml/{n}.xml": f"<a>{filler}</a>" for n in range(5)})


@add("xml_lon")
def field_of_a_million_arguments() -> bytes:
    return word(complex_field(" HYPERLINK " + "a " * 1_000_000))


@add("xml_lon")
def formula_that_searches_itself_again_and_again() -> bytes:
    return sheet("<row><c><f>" + "|" * 1_000_000 + "</f></c></row>")


@add("qua_nhieu")
def pdf_list_of_a_million_figures() -> bytes:
    return pdf({20: "[ " + "0 " * 1_000_000 + "]"})


@add("qua_nhieu")
def pdf_list_of_a_million_names_to_be_looked_at() -> bytes:
    return pdf({20: "[ " + "/AA " * 1_000_000 + "]"})


@add("qua_nhieu")
def pdf_list_of_lists_without_end() -> bytes:
    return pdf({20: "[ " + "[]" * 1_000_000 + "]"})


@add("qua_nhieu")
def pdf_links_that_must_each_be_looked_at() -> bytes:
    return pdf({20: "[ " + "<< /URI () >> " * 21_000 + "]"})


def _with_object_stream(entries: str, packed: bytes) -> bytes:
    """A catalogue and a page in the open, and object 6 inside object stream 4."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        4: pdf_stream(f"/Type /ObjStm /N 1 /First 4 {entries}", packed),
    }
    whole, rows = b"%PDF-1.5\n", struct.pack(">BLH", 0, 0, 65535)
    for number, written in objects.items():
        rows += struct.pack(">BLH", 1, len(whole), 0)
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    rows += struct.pack(">BLH", 1, len(whole), 0) + struct.pack(">BLH", 2, 4, 0)
    table = pdf_stream("/Type /XRef /Size 7 /Root 1 0 R /W [1 4 2]", rows)
    return whole + b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(whole))


@add("qua_nhieu")
def pdf_packed_list_of_a_million_figures() -> bytes:
    return _with_object_stream("/Filter /FlateDecode", zlib.compress(b"6 0 [ " + b"0 " * 1_000_000 + b"]", 9))


@add("pdf_bom")
def pdf_objects_packed_beyond_the_cap() -> bytes:
    return _with_object_stream(
        "/Filter /FlateDecode", zlib.compress(b"6 0 (" + bytes(17 * 1024 * 1024) + b")")
    )


@add("pdf_bom")
def pdf_objects_packed_in_an_unusual_way() -> bytes:
    entries = "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 9 >>"
    return _with_object_stream(entries, zlib.compress(b"6 0 []"))


@add("pdf_hong")
def pdf_objects_described_with_escapes() -> bytes:
    return _with_object_stream("/Filt#65r /FlateDecode", zlib.compress(b"6 0 []"))


@add("anh_hong")
def jpeg_of_segments_without_end() -> bytes:
    return b"\xff\xd8\xff" + b"\xe0\x00\x02\xff" * 1_000_000 + b"\xd9"


@add("anh_hong")
def jpeg_of_filling_without_end() -> bytes:
    return b"\xff\xd8" + b"\xff" * 4_000_000 + b"\xd9"


@add("anh_lon")
def png_with_a_thousand_packed_texts() -> bytes:
    return png(9, 9, extra=[(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(1024 * 1024 - 9)))] * 1000)


@add("anh_lon")
def png_of_sixteen_bits_a_sample() -> bytes:
    header = struct.pack(">LLBBBBB", 5000, 5000, 16, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">L", 13)
        + b"IHDR"
        + header
        + struct.pack(">L", zlib.crc32(b"IHDR" + header))
    )
