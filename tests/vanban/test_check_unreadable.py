"""What is not a safe .docx is refused with a sentence, at once, and by nothing but `UnreadableDocument`."""

# Raw XML reads better unbroken.
# ruff: noqa: E501

import contextlib
import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.vanban.docx_maker import NS, P, Paper, ke_hoach, zipped
from thidua.vanban.check import UnreadableDocument, check
from thidua.vanban.check.package import MAX_TAGS

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2048)
BODY = f"<w:document {NS}><w:body>%s</w:body></w:document>"


def parts(**changed: bytes | None) -> dict[str, bytes]:
    """The parts of a right file with some replaced, added or (None) left out; `__` stands for a slash."""
    found = Paper().parts()
    for name, data in changed.items():
        path = name.replace("__", "/").replace("_DOT_", ".")
        if data is None:
            del found[path]
        else:
            found[path] = data
    return found


def document(xml: str) -> bytes:
    return zipped(parts(word__document_DOT_xml=xml.encode()))


def duplicated() -> bytes:
    buffer = io.BytesIO(Paper().save())
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", BODY % "")
    return buffer.getvalue()


def encrypted_member() -> bytes:
    data = bytearray(Paper().save())
    # the flag of encryption in the first central directory entry
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def macro_type() -> bytes:
    types = (
        Paper()
        .parts()["[Content_Types].xml"]
        .replace(
            b"openxmlformats-officedocument.wordprocessingml.document.main",
            b"ms-word.document.macroEnabled.main",
        )
    )
    return zipped(Paper().parts() | {"[Content_Types].xml": types})


def bomb() -> bytes:
    buffer = io.BytesIO(Paper().save())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/media/image1.png", bytes(200 * 1024 * 1024))
    return buffer.getvalue()


def document_bomb() -> bytes:
    return zipped(parts(word__document_DOT_xml=b"<w:document>" + b" " * 30 * 1024 * 1024))


def lying_size() -> bytes:
    """The central directory says the document is small; the data are not."""
    data = bytearray(document_bomb())
    at = data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    + BODY % "<w:p><w:r><w:t>&c;</w:t></w:r></w:p>"
)

HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "rỗng"),
    "text": (b"Ke hoach thi dua", "không phải văn bản Word"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "old doc": (OLE, "đời cũ"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "truncated": (Paper().save()[:2000], "hỏng"),
    "head only": (b"PK\x03\x04", "hỏng"),
    "encrypted member": (encrypted_member(), "mật khẩu"),
    "macro": (zipped(parts(word__vbaProject_DOT_bin=b"x")), "macro"),
    "macro type": (macro_type(), "macro"),
    "document bomb": (document_bomb(), "bất thường"),
    "lying size": (lying_size(), "hỏng"),
    "no document": (zipped(parts(word__document_DOT_xml=None)), "thiếu phần nội dung"),
    "no content types": (zipped({"a.txt": b"x"}), "không phải văn bản Word"),
    "no body": (document(f"<w:document {NS}/>"), "thiếu phần nội dung"),
    "spreadsheet": (
        zipped(
            parts(
                word__document_DOT_xml=None,
                xl__workbook_DOT_xml=b"<x/>",
                _rels___DOT_rels=Paper().parts()["_rels/.rels"].replace(b"word/document", b"xl/workbook"),
            )
        ),
        "không phải văn bản Word",
    ),
    "doctype": (document('<!DOCTYPE a SYSTEM "file:///etc/passwd">' + BODY % ""), "DOCTYPE"),
    "laughs": (document(LAUGHS), "DOCTYPE"),
    "doctype in utf-16": (zipped(parts(word__document_DOT_xml=LAUGHS.encode("utf-16"))), "DOCTYPE"),
    "broken xml": (document("<w:document><w:body>"), "hỏng"),
    "not xml": (zipped(parts(word__document_DOT_xml=bytes(range(256)))), "hỏng"),
    "duplicates": (duplicated(), "trùng tên"),
    "same name in capitals": (zipped(parts(WORD__DOCUMENT_DOT_XML=b"<a/>")), "trùng tên"),
    "climbing path": (zipped(parts(**{"..__..__evil": b"x"})), "đường dẫn"),
    "absolute path": (zipped(parts(**{"__evil": b"x"})), "đường dẫn"),
    "deep nesting": (document(BODY % ("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000)), "lồng nhau"),
    "nested tables": (document(BODY % ("<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000)), "lồng nhau"),
    "many tags": (document(BODY % ("<w:p/>" * (MAX_TAGS + 1))), "quá lớn"),
    "many paragraphs": (document(BODY % ("<w:p/>" * 60_001)), "quá lớn"),
    "many members": (zipped(parts(**{f"word__m{n}": b"" for n in range(2001)})), "bất thường"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_mistaken_file_is_refused_with_a_sentence(name: str) -> None:
    data, words = HOSTILE[name]
    with pytest.raises(UnreadableDocument) as refused:
        check(data)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_bomb_of_zeros_is_refused_without_inflating_it() -> None:
    data = bomb()
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableDocument, match="bất thường"):
            check(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2 * 1024 * 1024


def test_every_truncation_is_refused_or_read_but_never_breaks() -> None:
    whole = Paper().save()
    for length in range(0, len(whole), 97):
        with pytest.raises(UnreadableDocument):
            check(whole[:length])


def test_flipped_bytes_never_break_the_checker() -> None:
    whole = Paper().save()
    for at in range(0, len(whole), 61):
        data = bytearray(whole)
        data[at] ^= 0xFF
        with contextlib.suppress(UnreadableDocument):
            assert isinstance(check(bytes(data)), tuple)


@pytest.mark.parametrize(
    "xml",
    ['<w:p><w:pPr><w:numPr><w:numId w:val="x"/></w:numPr></w:pPr></w:p>', "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "",
     '<w:p><w:r><w:rPr><w:sz w:val="abc"/></w:rPr><w:t>x</w:t></w:r></w:p>', '<w:sectPr><w:pgSz w:w="-5"/></w:sectPr>',
     '<w:p><w:pPr><w:pBdr><w:top w:val="single"/></w:pBdr></w:pPr></w:p>', '<w:p><w:pPr><w:ind w:left="9cm"/></w:pPr></w:p>'],
)  # fmt: skip
def test_odd_but_well_formed_bodies_are_judged(xml: str) -> None:
    assert any(finding.rule == "QH-01" for finding in check(document(BODY % xml)))


def test_a_path_is_read_and_a_missing_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(ke_hoach().save())
    assert not [finding for finding in check(path) if finding.level == "error"]
    with pytest.raises(UnreadableDocument, match="Không đọc được"):
        check(tmp_path / "khong-co.docx")
    with pytest.raises(UnreadableDocument, match="Không đọc được"):
        check(tmp_path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "to.docx"
    with path.open("wb") as stream:
        stream.truncate(26 * 1024 * 1024)
    with pytest.raises(UnreadableDocument, match="25 MB"):
        check(path)
    with pytest.raises(UnreadableDocument, match="25 MB"):
        check(bytes(26 * 1024 * 1024))


def test_data_descriptors_of_streaming_writers_pass() -> None:
    class Unseekable(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, piece: bytes) -> int:  # type: ignore[override]
            self.data += bytes(piece)
            return len(piece)

    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, data in ke_hoach().parts().items():
            archive.writestr(name, data)
    assert not [finding for finding in check(stream.data) if finding.level == "error"]


def test_a_blank_paragraph_alone_is_no_document_of_the_office() -> None:
    assert {"QH-01", "TL-01", "KY-01"} <= {finding.rule for finding in check(document(BODY % P().xml()))}


LONG_TEXTS = {
    "one word": "a" * 100_000,
    "words": "thi đua " * 12_000,
    "blanks": "a" + " " * 100_000 + "b",
    "dates": "ngày tháng năm " * 5_000,
    "brackets": "(" * 50_000 + ";",
    "reference": "(Kèm theo số / ngày tháng năm " * 2_000,
    "citations": "Quyết định số 1/QĐ-UBND ngày 1/1/2023, " * 4_000,
    "dashes": "a – b - " * 10_000,
    "underscores": "_" * 50_000 + "a",
}


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_no_text_makes_the_patterns_run_wild(name: str) -> None:
    text = LONG_TEXTS[name]
    places = ("so", "ngay", "trich_yeu", "doan", "nhan_1", "ho_ten")
    started = time.process_time()
    for place in places:
        check(Paper().but(**{place: {"text": text}}).save())
    annex = P("Phụ lục", align="center").xml() + P(text, align="center").xml()
    check(Paper().with_(annexes=(annex,)).save())
    check(Paper().with_(pieces={"kinh_gui": P(f"Kính gửi: {text}")} | Paper().pieces).save())
    # seconds in any weather; a pattern that runs wild takes hours
    assert time.process_time() - started < 60


@pytest.mark.parametrize("text", ["", "Phụ lục", "CỘNG HÒA XÃ HỘI", "Nơi nhận:", "Số: 1/QĐ", "-"])
def test_thousands_of_the_same_line_anywhere_stay_cheap(text: str) -> None:
    many = P(text, align="center").xml() * 500
    started = time.process_time()
    for key in ("head", "body", "tail"):
        cells = f"<w:tbl><w:tr><w:tc>{many}</w:tc><w:tc>{many}</w:tc></w:tr></w:tbl>"
        check(Paper().with_(tables={key: cells}).save())
        check(Paper().with_(tables={key: many}).save())
    # seconds in any weather; a pattern that runs wild takes hours
    assert time.process_time() - started < 60


def test_another_prefix_does_not_slip_past_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.vanban.check.reading.MAX_PARAGRAPHS", 100)
    xml = (
        (BODY % ("<w:p/>" * 101))
        .replace("<w:", "<x:")
        .replace("</w:", "</x:")
        .replace("xmlns:w=", "xmlns:x=")
    )
    with pytest.raises(UnreadableDocument, match="quá lớn"):
        check(document(xml))
