"""A .docx made of raw XML, correct by itself, to be spoiled one property at a time.

It knows nothing of the product's writers: what is right here was typed from the decree.
"""

# Raw XML reads better unbroken.
# ruff: noqa: E501

import io
import zipfile
from dataclasses import dataclass, field, replace
from typing import Any
from xml.sax.saxutils import escape

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LEFT, RIGHT = 3629, 5726  # widths of the two columns of the header and signature tables
ROOM = 11906 - 1701 - 850
LONG = (
    "Các cơ quan, đơn vị, địa phương tổ chức phát động phong trào thi đua gắn với nhiệm vụ chính trị được giao; "
    "kịp thời biểu dương tập thể, cá nhân có thành tích xuất sắc"
)


@dataclass(frozen=True)
class P:
    """One paragraph; `size` in half-points, lengths in twips; `raw` is XML put in place of the runs."""

    text: str = ""
    size: float = 28
    bold: bool = False
    italic: bool = False
    align: str = ""
    before: int = 0
    after: int = 0
    line: int = 240
    rule: str = "auto"
    first: int = 0
    left: int = 0
    right: int = 0
    border: str = ""
    run: str = ""  # more run properties
    ppr: str = ""  # more paragraph properties
    raw: str = ""

    def xml(self) -> str:
        bold, italic = "<w:b/>" * self.bold, "<w:i/>" * self.italic
        rpr = f'<w:rPr>{bold}{italic}{self.run}<w:sz w:val="{self.size:g}"/></w:rPr>'
        border = (
            f'<w:pBdr><w:top w:val="{self.border}" w:sz="6" w:space="0"/></w:pBdr>' if self.border else ""
        )
        jc = f'<w:jc w:val="{self.align}"/>' if self.align else ""
        ppr = (
            f"{self.ppr}{border}"
            f'<w:spacing w:before="{self.before}" w:after="{self.after}" w:line="{self.line}"'
            f' w:lineRule="{self.rule}"/>'
            f'<w:ind w:left="{self.left}" w:right="{self.right}" w:firstLine="{self.first}"/>{jc}'
        )
        body = "".join(
            f'<w:r>{rpr}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            for part in ([self.text] if self.text else [])
        )
        body = body.replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
        return f"<w:p><w:pPr>{ppr}{rpr}</w:pPr>{self.raw or body}</w:p>"


def centred(text: str, size: float, **more: Any) -> P:
    return P(text, size, align="center", **more)


def prose(text: str, **more: Any) -> P:
    return P(text, 28, **{"align": "both", "before": 120, "first": 567, **more})


def border_rule(room: int, length: float) -> P:
    side = round((room - length) / 2)
    return P(size=4, left=side, right=side, border="single")


# Components by name, in the order of the page. Widths of the rules: the text's own, or two fifths of it.
KE_HOACH: dict[str, P] = {
    "chu_quan": centred("UBND TỈNH GIA LAI", 26),
    "co_quan": centred("SỞ NỘI VỤ", 26, bold=True),
    "co_quan_rule": border_rule(LEFT, 0.4 * 1388),
    "so": centred("Số: 05/KH-SNV", 26),
    "quoc_hieu": centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 26, bold=True),
    "tieu_ngu": centred("Độc lập - Tự do - Hạnh phúc", 28, bold=True),
    "tieu_ngu_rule": border_rule(RIGHT, 3430),
    "ngay": centred("Ayun Pa, ngày 05 tháng 3 năm 2023", 28, italic=True),
    "ten_loai": centred("KẾ HOẠCH", 28, bold=True, before=240),
    "trich_yeu": centred("Về việc phát động thi đua năm 2023", 28, bold=True),
    "trich_yeu_rule": border_rule(ROOM, 0.4 * 4220),
    "can_cu_1": prose("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", italic=True),
    "can_cu_2": prose("Theo đề nghị của Phòng Thi đua, khen thưởng.", italic=True),
    "muc": prose("I. MỤC ĐÍCH, YÊU CẦU", bold=True),
    "khoan": prose("1. Mục đích", bold=True),
    "doan": prose(f"- {LONG}."),
    "doan_2": prose(f"- {LONG}."),
    "ket": prose("Trên đây là Kế hoạch phát động thi đua năm 2023, đề nghị các đơn vị thực hiện./."),
    "noi_nhan": P("Nơi nhận:", 24, bold=True, italic=True),
    "nhan_1": P("- Ủy ban nhân dân tỉnh (b/c);", 22),
    "nhan_2": P("- Các cơ quan, đơn vị;", 22),
    "luu": P("- Lưu: VT, NV.", 22),
    "quyen_han": centred("KT. GIÁM ĐỐC", 28, bold=True),
    "chuc_vu": centred("PHÓ GIÁM ĐỐC", 28, bold=True),
    "ho_ten": centred("Nguyễn Văn An", 28, bold=True),
}
LEFT_HEAD = ("chu_quan", "co_quan", "co_quan_rule", "so", "v_v")
RIGHT_HEAD = ("quoc_hieu", "tieu_ngu", "tieu_ngu_rule", "ngay")
TITLE = ("ten_loai", "trich_yeu", "trich_yeu_rule")
LEFT_TAIL = ("noi_nhan", "nhan_1", "nhan_2", "luu", "ky_hieu")
RIGHT_TAIL = ("quyen_han", "chuc_vu", "gap", "ho_ten")

ANNEX: dict[str, P] = {
    "phu_luc": centred("Phụ lục", 28, bold=True),
    "phu_luc_ten": centred("BẢNG TỔNG HỢP ĐĂNG KÝ", 28, bold=True),
    "phu_luc_kem": centred(
        "(Kèm theo Kế hoạch số       /KH-SNV ngày     tháng     năm 2023 của Sở Nội vụ)", 26, italic=True
    ),
}


def plain_table(rows: str, widths: tuple[int, ...]) -> str:
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    return f"<w:tbl><w:tblPr>{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def row(*cells: tuple[int, str]) -> str:
    inside = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{x}</w:tc>' for w, x in cells)
    return f"<w:tr>{inside}</w:tr>"


def data_table(header: str = "<w:tblHeader/>", split: str = "<w:cantSplit/>", size: int = 26) -> str:
    sides = "".join(
        f'<w:{s} w:val="single" w:sz="4"/>' for s in ("top", "left", "bottom", "right", "insideH")
    )
    rows = "".join(
        f"<w:tr><w:trPr>{split}{header if n == 0 else ''}</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{P(t, size).xml()}</w:tc>' for t in texts
        )
        + "</w:tr>"
        for n, texts in enumerate((("TT", "Đơn vị"), ("1", "Phường Cheo Reo"), ("2", "Xã Ia Rbol")))
    )
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid/>{rows}</w:tbl>"


@dataclass(frozen=True)
class Paper:
    """A document to be: components by name, page geometry, parts."""

    pieces: dict[str, P] = field(default_factory=lambda: dict(KE_HOACH))
    size: str = 'w:w="11906" w:h="16838"'
    margin: dict[str, int] = field(
        default_factory=lambda: {
            "top": 1134,
            "right": 850,
            "bottom": 1134,
            "left": 1701,
            "header": 567,
            "footer": 567,
        }
    )
    title_page: str = "<w:titlePg/>"
    number: str = (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="28"/></w:rPr>'
        '<w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    first_header: str = ""
    footer: str = ""
    first_footer: str = ""
    section_more: str = ""
    styles: str = ""
    font: str = "Times New Roman"
    annexes: tuple[str, ...] = ()
    annex_section: str = '<w:pgNumType w:start="1"/>'
    tables: dict[str, str] = field(default_factory=dict)
    body_end: str = ""
    extra: dict[str, bytes] = field(default_factory=dict)

    def but(self, **pieces: Any) -> "Paper":
        """The same paper with some components changed: None leaves one out, a P adds or replaces it whole."""
        changed = dict(self.pieces)
        for name, change in pieces.items():
            if change is None:
                del changed[name]
            elif isinstance(change, P):
                changed[name] = change
            else:
                changed[name] = replace(changed[name], **change)
        return replace(self, pieces=changed)

    def with_(self, **options: Any) -> "Paper":
        return replace(self, **options)

    def _xml(self, *names: str) -> str:
        return "".join(self.pieces[name].xml() for name in names if name in self.pieces)

    def body(self) -> str:
        fixed = (*LEFT_HEAD, *RIGHT_HEAD, *TITLE, *LEFT_TAIL, *RIGHT_TAIL)
        text = [name for name in self.pieces if name not in fixed and name not in ANNEX]
        head = self.tables.get("head") or plain_table(
            row((LEFT, self._xml(*LEFT_HEAD)), (RIGHT, self._xml(*RIGHT_HEAD))), (LEFT, RIGHT)
        )
        tail = self.tables.get("tail") or plain_table(
            row((LEFT, self._xml(*LEFT_TAIL) or P().xml()), (RIGHT, self._xml(*RIGHT_TAIL))), (LEFT, RIGHT)
        )
        return (
            head + self._xml(*TITLE) + self._xml(*text) + self.tables.get("body", "") + tail + self.body_end
        )

    def section(self, more: str = "", size: str = "", margin: dict[str, int] | None = None) -> str:
        margins = " ".join(f'w:{k}="{v}"' for k, v in (margin or self.margin).items())
        return (
            '<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:headerReference w:type="first" r:id="f"/>'
            '<w:footerReference w:type="first" r:id="c"/>'
            f'<w:footerReference w:type="default" r:id="b"/><w:pgSz {size or self.size}/><w:pgMar {margins}/>'
            f"{more}{self.title_page}</w:sectPr>"
        )

    def document(self) -> str:
        body = self.body()
        more = self.section_more
        for annex in self.annexes:
            body += f"<w:p><w:pPr>{self.section(more)}</w:pPr></w:p>{annex}"
            more = self.annex_section
        return f"<w:document {NS}><w:body>{body}{self.section(more)}</w:body></w:document>"

    def parts(self) -> dict[str, bytes]:
        styles = self.styles or (
            f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{self.font}" w:hAnsi="{self.font}"/>'
            '<w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        )
        relations = (
            ("s", "styles", "styles.xml"), ("h", "header", "header1.xml"), ("f", "header", "header2.xml"),
            ("b", "footer", "footer1.xml"), ("c", "footer", "footer2.xml"), ("n", "numbering", "numbering.xml"), ("t", "theme", "theme/theme1.xml"),
        )  # fmt: skip
        wanted = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": _rels((("d", "officeDocument", "word/document.xml"),)),
            "word/_rels/document.xml.rels": _rels(relations),
            "word/document.xml": self.document(),
            "word/styles.xml": f"<w:styles {NS}>{styles}</w:styles>",
            "word/header1.xml": f"<w:hdr {NS}>{self.number}</w:hdr>",
            "word/header2.xml": f"<w:hdr {NS}>{self.first_header or '<w:p/>'}</w:hdr>",
            "word/footer2.xml": f"<w:ftr {NS}>{self.first_footer or '<w:p/>'}</w:ftr>",
            "word/footer1.xml": f"<w:ftr {NS}>{self.footer or '<w:p/>'}</w:ftr>",
        }
        return {name: text.encode() for name, text in wanted.items()} | self.extra

    def save(self) -> bytes:
        return zipped(self.parts())


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _rels(rows: tuple[tuple[str, str, str], ...]) -> str:
    inside = "".join(f'<Relationship Id="{i}" Type="{REL}/{kind}" Target="{t}"/>' for i, kind, t in rows)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def ke_hoach(pages: int = 2) -> Paper:
    """A plan that is right in every respect and fills more than one page."""
    paper = Paper()
    body = {f"doan_them_{n}": prose(f"- {LONG} (lần {n}).") for n in range(18 * (pages - 1))}
    pieces = {}
    for name, piece in paper.pieces.items():
        if name == "ket":
            pieces.update(body)
        pieces[name] = piece
    return paper.with_(pieces=pieces)


def cong_van() -> Paper:
    """A công văn to two addressees."""
    paper = ke_hoach().but(
        ten_loai=None, trich_yeu=None, trich_yeu_rule=None, can_cu_1=None, can_cu_2=None,
        so={"text": "Số: 15/SNV-TĐKT"},
        v_v=centred("V/v đăng ký thi đua năm 2023", 24, before=120),
        nhan_1={"text": "- Như trên;"},
    )  # fmt: skip
    kinh_gui = {
        "kinh_gui": P("Kính gửi:", 28, left=1985, before=240),
        "gui_1": P("- Phòng Nội vụ;", 28, left=2552),
        "gui_2": P("- Ủy ban nhân dân các xã, phường.", 28, left=2552),
    }
    return paper.with_(pieces=kinh_gui | paper.pieces)


def with_annexes(count: int = 1, landscape: bool = False) -> Paper:
    """The plan with annexes in sections of their own."""
    paper = ke_hoach().but(doan={"text": f"- {LONG} theo Phụ lục kèm theo."})
    annexes = []
    for n in range(count):
        numeral = ("", " I", " II")[n + 1 if count > 1 else 0]
        heading = replace(ANNEX["phu_luc"], text="Phụ lục" + numeral)
        annexes.append(heading.xml() + ANNEX["phu_luc_ten"].xml() + ANNEX["phu_luc_kem"].xml() + data_table())
    return paper.with_(annexes=tuple(annexes))
