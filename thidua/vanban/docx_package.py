"""The parts of a .docx around its body: styles, settings, page headers, the zip itself.

The same body and head give the same bytes: member order and times are fixed, nothing is asked of a clock.
"""

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from thidua.vanban.thethuc import Profile

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f'xmlns:r="{_RELATIONS}"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

HEADER_DEFAULT, HEADER_FIRST = "rId1", "rId2"
_FIRST_FOOTER = 6

Pictures = tuple[tuple[str, str, bytes], ...]

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_BUFFER = 1 << 16


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def footer_relation(place: int) -> str:
    """The relation of a footer part, counted from 0."""
    return f"rId{_FIRST_FOOTER + place}"


def half_points(points: float) -> int:
    return round(points * 2)


def twentieths(points: float) -> int:
    return round(points * 20)


class Foot(NamedTuple):
    """One footer part: its paragraphs and tables, and the pictures they show."""

    xml: str
    media: Pictures = ()


class Style(NamedTuple):
    """One paragraph style; lengths in mm, sizes and spacings in points."""

    id: str
    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "center"
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    first_line: float = 0.0
    keep_next: bool = False
    outline: int | None = None

    def xml(self) -> str:
        indent = f'<w:ind w:firstLine="{twips(self.first_line)}"/>' if self.first_line else ""
        outline = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
            f"{'<w:keepNext/>' if self.keep_next else ''}"
            f'<w:spacing w:before="{twentieths(self.before)}" w:after="{twentieths(self.after)}"'
            f' w:line="{round(self.line * 240)}" w:lineRule="auto"/>{indent}<w:jc w:val="{self.align}"/>'
            f"{outline}</w:pPr><w:rPr>{emphasis(self.bold, self.italic)}{_size(self.size)}</w:rPr></w:style>"
        )


def emphasis(bold: bool, italic: bool) -> str:
    return ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")


def _size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'


def style_table(p: Profile) -> tuple[Style, ...]:
    """Every kind of line the paper knows, as a style an office can go on using in Word."""

    def body(
        style: str, name: str, *, bold: bool = False, italic: bool = False, outline: int | None = None
    ) -> Style:
        return Style(
            style,
            name,
            p.body_size,
            bold,
            italic,
            "both",
            p.paragraph_before,
            line=p.line_spacing,
            first_line=p.first_line,
            keep_next=outline is not None,
            outline=outline,
        )

    def cell(style: str, name: str, align: str) -> Style:
        return Style(style, name, p.bang_size, False, False, align, p.bang_cell_before, p.bang_cell_before)

    return (
        Style("QuocHieu", "Quốc hiệu", p.quoc_hieu_size, True),
        Style("TieuNgu", "Tiêu ngữ", p.tieu_ngu_size, True),
        Style("TieuDeDang", "Tiêu đề Đảng", p.tieu_de_dang_size, True),
        Style("CoQuanChuQuan", "Cơ quan chủ quản", p.co_quan_size),
        Style("CoQuanBanHanh", "Cơ quan ban hành", p.co_quan_size, True),
        Style("SoKyHieu", "Số, ký hiệu", p.so_ky_hieu_size, before=p.so_ky_hieu_before),
        Style("DiaDanhNgay", "Địa danh, ngày", p.dia_danh_size, italic=True, before=p.so_ky_hieu_before),
        Style("TrichYeuCongVan", "V/v", p.trich_yeu_cong_van_size, before=p.trich_yeu_cong_van_before),
        Style("TenLoai", "Tên loại", p.ten_loai_size, True, before=p.ten_loai_before, keep_next=True),
        Style("TrichYeu", "Trích yếu", p.trich_yeu_size, True, keep_next=True),
        Style("DuongKe", "Đường kẻ", p.spacer_size, before=p.rule_before),
        Style("DuongKeTrichYeu", "Kẻ trích yếu", p.spacer_size, before=p.rule_before, after=p.opening_before),
        Style("KinhGui", "Kính gửi", p.kinh_gui_size, align="left", before=p.kinh_gui_before),
        body("CanCu", "Căn cứ", italic=True),
        body("NoiDung", "Nội dung"),
        Style("TieuDeLon", "Chương", p.body_size, True, before=p.paragraph_before, keep_next=True, outline=0),
        Style("TieuDeLonTen", "Tên chương", p.body_size, True, keep_next=True),
        body("Dieu", "Điều", bold=True, outline=1),
        body("Muc1", "Mục", bold=True, outline=0),
        body("Muc2", "Khoản có tiêu đề", bold=True, outline=1),
        body("Muc3", "Điểm", outline=2),
        Style("DongGiua", "Dòng giữa", p.body_size, before=p.paragraph_before, keep_next=True),
        Style("NoiNhanDau", "Nơi nhận", p.noi_nhan_head_size, True, True, "left"),
        Style("NoiNhan", "Nơi nhận, dòng", p.noi_nhan_size, align="left"),
        Style("NguoiSoan", "Người soạn thảo", p.nguoi_soan_size, align="left"),
        Style("LienHe", "Liên hệ", p.lien_he_size),
        Style("Khung", "Khung", p.do_khan_size, True),
        Style("QuyenHan", "Quyền hạn, chức vụ", p.ky_ten_size, True, keep_next=True),
        Style("HoTen", "Họ tên người ký", p.ky_ten_size, True),
        Style(
            "BangTen",
            "Tên bảng",
            p.bang_ten_size,
            bold=True,
            before=p.paragraph_before,
            after=p.bang_ten_after,
            keep_next=True,
        ),
        Style(
            "BangDonVi",
            "Đơn vị tính",
            p.bang_size,
            False,
            True,
            "right",
            0,
            p.bang_don_vi_after,
            keep_next=True,
        ),
        cell("BangTrai", "Ô trái", "left"),
        cell("BangGiua", "Ô giữa", "center"),
        cell("BangPhai", "Ô phải", "right"),
        Style("PhuLucSo", "Phụ lục", p.phu_luc_size, True, keep_next=True, outline=0),
        Style("PhuLucTen", "Tên phụ lục", p.phu_luc_ten_size, True, keep_next=True),
        Style("PhuLucThamChieu", "Kèm theo", p.phu_luc_tham_chieu_size, italic=True, keep_next=True),
        Style("GhiChu", "Ghi chú cuối", p.ghi_chu_size, italic=True, align="left", before=p.paragraph_before),
        Style("KySo", "Thông tin ký số", p.ky_so_size, align="right"),
        Style("HinhThucSao", "Hình thức sao", p.ten_loai_size, True),
        Style("Anh", "Ảnh", p.body_size, before=p.paragraph_before),
        Style("CanhAnh", "Dòng cạnh ảnh", p.canh_anh_size, align="left"),
        Style("ChanTrang", "Chân trang", p.chan_trang_size, align="left"),
        Style("DuoiBang", "Dưới bảng", p.spacer_size, align="left"),
        Style("SoTrang", "Số trang", p.page_number_size),
    )


def _fonts(font: str) -> str:
    slots = ("ascii", "hAnsi", "eastAsia", "cs")
    return "<w:rFonts" + "".join(f' w:{slot}="{font}"' for slot in slots) + "/>"


_DEFAULT_PARAGRAPH = (
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault>"
)
_NO_MARGINS = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
_DEFAULT_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    f"<w:tblCellMar>{_NO_MARGINS}</w:tblCellMar></w:tblPr></w:style>"
)


def _styles(p: Profile) -> str:
    return (
        f"{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(p.font)}{_size(p.body_size)}"
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"{_DEFAULT_PARAGRAPH}</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{_fonts(p.font)}</w:rPr></w:style>{_DEFAULT_STYLES}"
        f"{''.join(style.xml() for style in style_table(p))}</w:styles>"
    )


_SETTINGS = (
    f'{XML}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/></w:settings>'
)


def _header(content: str) -> str:
    return f'{XML}<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>{content}</w:p></w:hdr>'


def field(code: str, shown: str) -> str:
    """A field that the office works out; `shown` stands there until it does."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _font_table(font: str) -> str:
    return (
        f'{XML}<w:fonts {W}><w:font w:name={quoteattr(font)}><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _core(title: str, creator: str) -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        f"<dc:creator>{escape(creator)}</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _footer(content: str) -> str:
    return f"{XML}<w:ftr {W} {R}>{content}</w:ftr>"


def _content_types(footers: int, pictures: bool) -> str:
    parts = [
        ("word/document.xml", f"{_WORD}.document.main+xml"),
        ("word/styles.xml", f"{_WORD}.styles+xml"),
        ("word/settings.xml", f"{_WORD}.settings+xml"),
        ("word/fontTable.xml", f"{_WORD}.fontTable+xml"),
        ("word/header1.xml", f"{_WORD}.header+xml"),
        ("word/header2.xml", f"{_WORD}.header+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ]
    parts += [(f"word/footer{i}.xml", f"{_WORD}.footer+xml") for i in range(1, footers + 1)]
    png = '<Default Extension="png" ContentType="image/png"/>' if pictures else ""
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{png}{overrides}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str, str]]) -> str:
    rows = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in targets)
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


_ROOT_RELATIONS = _relations(
    (
        ("rId1", f"{_RELATIONS}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    )
)
_DOCUMENT_PARTS = (
    (HEADER_DEFAULT, f"{_RELATIONS}/header", "header1.xml"),
    (HEADER_FIRST, f"{_RELATIONS}/header", "header2.xml"),
    ("rId3", f"{_RELATIONS}/styles", "styles.xml"),
    ("rId4", f"{_RELATIONS}/settings", "settings.xml"),
    ("rId5", f"{_RELATIONS}/fontTable", "fontTable.xml"),
)


def _pictures(media: Pictures) -> tuple[tuple[str, str, str], ...]:
    return tuple((relation, f"{_RELATIONS}/image", name) for relation, name, _ in media)


def _footer_parts(feet: tuple[Foot, ...]) -> Iterator[tuple[str, str]]:
    for place, foot in enumerate(feet, 1):
        yield f"word/footer{place}.xml", _footer(foot.xml)
        if foot.media:
            yield f"word/_rels/footer{place}.xml.rels", _relations(_pictures(foot.media))


def _fixed_parts(
    profile: Profile, title: str, creator: str, feet: tuple[Foot, ...], media: Pictures
) -> tuple[tuple[str, str], ...]:
    footers = tuple(
        (footer_relation(place), f"{_RELATIONS}/footer", f"footer{place + 1}.xml")
        for place in range(len(feet))
    )
    return (
        ("[Content_Types].xml", _content_types(len(feet), bool(media))),
        ("_rels/.rels", _ROOT_RELATIONS),
        ("docProps/core.xml", _core(title, creator)),
        (
            "word/_rels/document.xml.rels",
            _relations((*_DOCUMENT_PARTS, *footers, *_pictures(media))),
        ),
        ("word/styles.xml", _styles(profile)),
        ("word/settings.xml", _SETTINGS),
        ("word/fontTable.xml", _font_table(profile.font)),
        ("word/header1.xml", _header(field("PAGE", "2"))),
        ("word/header2.xml", _header("")),
        *_footer_parts(feet),
    )


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _ZIP_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0  # the same bytes from every operating system
    return info


def pack(
    document: Iterable[str],
    profile: Profile,
    *,
    title: str,
    creator: str,
    feet: tuple[Foot, ...] = (),
    media: Pictures = (),
) -> bytes:
    """The .docx file; `document` streams the text of word/document.xml piece by piece.

    `feet` are the footer parts; sections refer to them by `footer_relation`. `media` are the pictures:
    relation, name below `word/`, bytes.
    """
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in _fixed_parts(profile, title, creator, feet, media):
            archive.writestr(_member(name), content.encode())
        for _, name, png in media:
            archive.writestr(_member(f"word/{name}"), png)
        with archive.open(_member("word/document.xml"), "w") as part:
            pieces: list[str] = []
            size = 0
            for piece in document:
                pieces.append(piece)
                size += len(piece)
                if size > _BUFFER:
                    part.write("".join(pieces).encode())
                    pieces, size = [], 0
            part.write("".join(pieces).encode())
    return file.getvalue()
