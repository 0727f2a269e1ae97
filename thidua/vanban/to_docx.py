"""A tree of blocks → the bytes of a .docx.

The body is streamed as text into the zip: the cost stays linear in rows and paragraphs, and the same tree
gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from math import lcm
from typing import assert_never

from thidua.vanban.blocks import (
    Bang,
    CanCu,
    Cot,
    DoanVan,
    DongGiua,
    Gach,
    Inline,
    Khoan,
    Khoi,
    KyTen,
    LuoiKy,
    Muc,
    NhomHang,
    O,
    PhuLuc,
    Run,
    VanBan,
    capitals,
    clean,
    one_line,
    prefixed,
)
from thidua.vanban.columns import column_widths, is_number
from thidua.vanban.docx_package import (
    HEADER_DEFAULT,
    HEADER_FIRST,
    XML,
    R,
    W,
    emphasis,
    pack,
    twentieths,
    twips,
)
from thidua.vanban.thethuc import ND30, Profile
from thidua.vanban.widths import SINGLE_LINE, Face, balanced_width, text_width, wrap

_ALIGN_STYLE = {"trai": "BangTrai", "giua": "BangGiua", "phai": "BangPhai"}
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def to_bytes(van_ban: VanBan, profile: Profile = ND30) -> bytes:
    """The paper as a .docx; equal trees give equal bytes. No text can break it: `clean` comes first."""
    writer = _Writer(van_ban, profile)
    title = " ".join(filter(None, (one_line(van_ban.ten_loai), " ".join(van_ban.dong_trich_yeu()))))
    creator = " ".join(van_ban.dau.dong_ban_hanh())
    return pack(writer.document(), profile, title=title, creator=creator)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text(text: str) -> str:
    """`w:t` elements of a cleaned text, `\n` as line ends."""
    return "<w:br/>".join(f"<w:t{_space(line)}>{_escape(line)}</w:t>" for line in text.split("\n"))


def _space(line: str) -> str:
    """Only where XML would lose a space: the attribute on every text slows readers down."""
    kept = line == line.strip(" ") and "  " not in line
    return "" if kept else ' xml:space="preserve"'


def _run(run: Run) -> str:
    marks = emphasis(run.bold, run.italic)
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{_text(run.text)}</w:r>"


def _paragraph(style: str, content: Inline | str, properties: str = "") -> str:
    runs = content if isinstance(content, tuple) else (Run(content),) if content else ()
    inner = "".join(map(_run, runs))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def _indent(left: float, right: float = 0.0, hanging: float = 0.0) -> str:
    hang = f' w:hanging="{twips(hanging)}"' if hanging else ' w:firstLine="0"'
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"{hang}/>'


def _cell(width: float, content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _row(cells: Iterable[str], *, head: bool = False) -> str:
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def _table_start(columns: list[float], *, borders: bool = False, margin: float = 0.0) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in columns)
    side = twips(margin)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(columns))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"{f'<w:tblBorders>{_BORDERS}</w:tblBorders>' if borders else ''}"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


# Two neighbouring tables would melt into one, and a body must not end with a table.
_TABLE_END = '</w:tbl><w:p><w:pPr><w:pStyle w:val="DuoiBang"/></w:pPr></w:p>'


def _aligned(cot: Cot, text: str) -> str:
    if cot.canh == "tu_dong":
        return "BangPhai" if is_number(text) else "BangTrai"
    return _ALIGN_STYLE[cot.canh]


class _Writer:
    """One run over one paper."""

    def __init__(self, van_ban: VanBan, profile: Profile) -> None:
        self.van_ban = van_ban
        self.p = profile

    def document(self) -> Iterator[str]:
        van_ban = self.van_ban
        yield f"{XML}<w:document {W} {R}><w:body>"
        yield from self._head()
        yield from self._title()
        yield from self._kinh_gui()
        width = self.p.text_width()
        for i, khoi in enumerate(van_ban.than):
            yield from self._block(khoi, width, keep_next=i == len(van_ban.than) - 1)
        yield from self._closing()
        if van_ban.ghi_chu:
            yield _paragraph("GhiChu", one_line(van_ban.ghi_chu))
        sections = [self._section(ngang=False), *(self._section(ngang=p.ngang) for p in van_ban.phu_luc)]
        for phu_luc, before in zip(van_ban.phu_luc, sections, strict=False):
            yield f'<w:p><w:pPr><w:pStyle w:val="DuoiBang"/>{before}</w:pPr></w:p>'
            yield from self._annex(phu_luc)
        yield f"{sections[-1]}</w:body></w:document>"

    def _section(self, *, ngang: bool) -> str:
        """The section's sheet; page numbers start at 1 and are hidden on its first page."""
        p = self.p
        size = f'w:w="{twips(p.page_width)}" w:h="{twips(p.page_height)}"'
        if ngang:
            size = f'w:w="{twips(p.page_height)}" w:h="{twips(p.page_width)}" w:orient="landscape"'
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_DEFAULT}"/>'
            f'<w:headerReference w:type="first" r:id="{HEADER_FIRST}"/><w:type w:val="nextPage"/>'
            f"<w:pgSz {size}/>"
            f'<w:pgMar w:top="{twips(p.margin_top)}" w:right="{twips(p.margin_right)}"'
            f' w:bottom="{twips(p.margin_bottom)}" w:left="{twips(p.margin_left)}"'
            f' w:header="{twips(p.header_distance)}" w:footer="{twips(p.header_distance)}" w:gutter="0"/>'
            '<w:pgNumType w:fmt="decimal" w:start="1"/><w:titlePg/></w:sectPr>'
        )

    def _rule(self, length: float, width: float, style: str = "DuongKe") -> str:
        side = (width - length) / 2
        border = (
            f'<w:pBdr><w:top w:val="single" w:sz="{self.p.rule_weight}" w:space="0" w:color="auto"/></w:pBdr>'
        )
        return _paragraph(style, "", f"{border}{_indent(side, side)}")

    def _centred(self, style: str, text: str, face: Face, width: float) -> tuple[str, float]:
        """The paragraph, its lines near equal in length, and the width of its last line."""
        inner = balanced_width(text, face, width)
        side = (width - inner) / 2
        indent = _indent(side, side) if inner < width else ""
        return _paragraph(style, text, indent), text_width(wrap(text, face, inner)[-1], face)

    def _centred_ruled(
        self,
        style: str,
        lines: tuple[str, ...],
        face: Face,
        width: float,
        share: float,
        rule: str = "DuongKe",
    ) -> str:
        """Centred paragraphs with a rule below, a share of the last line long."""
        placed = [self._centred(style, line, face, width) for line in lines]
        ruler = self._rule(placed[-1][1] * share, width, rule) if placed else ""
        return "".join(xml for xml, _ in placed) + ruler

    def _head(self) -> Iterator[str]:
        p, dau = self.p, self.van_ban.dau
        yield _table_start([p.head_left, p.head_right])
        yield _row((_cell(p.head_left, self._agency()), _cell(p.head_right, self._quoc_hieu())))
        number = _paragraph("SoKyHieu", self.van_ban.dong_so_ky_hieu())
        if dau.trich_yeu_cong_van:
            face = Face(p.trich_yeu_cong_van_size)
            number += self._centred("TrichYeuCongVan", one_line(dau.trich_yeu_cong_van), face, p.head_left)[0]
        place = _paragraph("DiaDanhNgay", dau.dong_ngay())
        yield _row((_cell(p.head_left, number), _cell(p.head_right, place)))
        yield _TABLE_END

    def _agency(self) -> str:
        p, dau = self.p, self.van_ban.dau
        superior = (
            self._centred("CoQuanChuQuan", line, Face(p.co_quan_size), p.head_left)[0]
            for line in dau.dong_chu_quan()
        )
        face, own = Face(p.co_quan_size, bold=True), dau.dong_ban_hanh()
        if self.van_ban.the_thuc == "dang":
            lines = (self._centred("CoQuanBanHanh", line, face, p.head_left)[0] for line in own)
            return "".join((*superior, *lines, _paragraph("CoQuanBanHanh", p.sao_dang)))
        return "".join(superior) + self._centred_ruled(
            "CoQuanBanHanh", own, face, p.head_left, p.co_quan_rule
        )

    def _quoc_hieu(self) -> str:
        p, lines = self.p, self.van_ban.dong_quoc_hieu()
        if self.van_ban.the_thuc == "dang":
            face = Face(p.tieu_de_dang_size, bold=True)
            return self._centred_ruled("TieuDeDang", lines, face, p.head_right, p.tieu_ngu_rule)
        face = Face(p.tieu_ngu_size, bold=True)
        ruled = self._centred_ruled("TieuNgu", lines[1:], face, p.head_right, p.tieu_ngu_rule)
        return _paragraph("QuocHieu", lines[0]) + ruled

    def _title(self) -> Iterator[str]:
        p, van_ban = self.p, self.van_ban
        width = p.text_width()
        if van_ban.ten_loai:
            face = Face(p.ten_loai_size, bold=True)
            yield self._centred("TenLoai", capitals(van_ban.ten_loai), face, width)[0]
        trich_yeu = "\n".join(van_ban.dong_trich_yeu())
        if trich_yeu:
            face = Face(p.trich_yeu_size, bold=True)
            share, rule = p.trich_yeu_rule, "DuongKeTrichYeu"
            yield self._centred_ruled("TrichYeu", (trich_yeu,), face, width, share, rule)

    def _kinh_gui(self) -> Iterator[str]:
        p, lines = self.p, self.van_ban.dong_kinh_gui()
        if not lines:
            return
        face, width = Face(p.kinh_gui_size), p.text_width()
        if len(lines) == 1:
            yield self._one_addressee(lines[0], face, width)
            return
        yield _paragraph("KinhGui", lines[0], _indent(p.kinh_gui_indent))
        # the dashes stand under the colon
        left = p.kinh_gui_indent + text_width(lines[0].rstrip(":"), face)
        dash = text_width("- ", face)
        for line in lines[1:]:
            yield _paragraph("KinhGui", line, _indent(left + dash, hanging=dash))

    def _one_addressee(self, line: str, face: Face, width: float) -> str:
        if text_width(line, face) <= width - 1:
            return _paragraph("KinhGui", line, f'{_indent(0)}<w:jc w:val="center"/>')
        words = text_width(f"{self.p.kinh_gui} ", face)
        return _paragraph("KinhGui", line, _indent(self.p.first_line + words, hanging=words))

    def _block(self, khoi: Khoi, width: float, *, keep_next: bool = False) -> Iterator[str]:
        keep = "<w:keepNext/>" if keep_next else ""
        match khoi:
            case CanCu():
                yield from (_paragraph("CanCu", line) for line in khoi.dong())
            case Muc(cap=cap):
                yield _paragraph(f"Muc{cap}", khoi.dong())
            case Khoan() | Gach() | DoanVan():
                yield _paragraph("NoiDung", prefixed(khoi), keep)
            case DongGiua():
                yield _paragraph("DongGiua", prefixed(khoi))
            case Bang():
                yield from self._table(khoi, width)
            case LuoiKy():
                yield from self._signature_grid(khoi, width)
            case _:
                assert_never(khoi)

    def _table(self, bang: Bang, width: float) -> Iterator[str]:
        if bang.ten:
            yield _paragraph("BangTen", one_line(bang.ten))
        if bang.don_vi_tinh:
            yield _paragraph("BangDonVi", one_line(bang.don_vi_tinh))
        columns = column_widths(bang, width, self.p)
        yield _table_start(columns, borders=True, margin=self.p.bang_cell_margin)
        yield from self._table_head(bang, columns)
        widths = [f'<w:tc><w:tcPr><w:tcW w:w="{twips(w)}" w:type="dxa"/></w:tcPr>' for w in columns]
        for i, hang in enumerate(bang.hang):
            if isinstance(hang, NhomHang):
                span = f'<w:gridSpan w:val="{len(columns)}"/>'
                name = _paragraph("BangTrai", (Run(one_line(hang.ten), bold=True),), "<w:keepNext/>")
                yield _row((_cell(sum(columns), name, span),))
            else:
                total = bang.tong and i == len(bang.hang) - 1
                yield self._table_row(bang, bang.full_row(hang), widths, total)
        yield _TABLE_END

    def _table_row(self, bang: Bang, cells: tuple[O, ...], widths: list[str], total: bool) -> str:
        parts = ["<w:tr><w:trPr><w:cantSplit/></w:trPr>"]
        for cot, start, o in zip(bang.cot, widths, cells, strict=True):
            text = clean(o.text)
            content = (Run(text, bold=total or o.dam),) if text else ()
            parts += (start, _paragraph(_aligned(cot, text), content), "</w:tc>")
        parts.append("</w:tr>")
        return "".join(parts)

    def _table_head(self, bang: Bang, columns: list[float]) -> Iterator[str]:
        def cell(name: str, width: float, properties: str) -> str:
            run = (Run(one_line(name), bold=True),) if name else ()
            return _cell(
                width, _paragraph("BangGiua", run, "<w:keepNext/>"), f'{properties}<w:vAlign w:val="center"/>'
            )

        if not bang.has_groups():
            yield _row((cell(c.ten, w, "") for c, w in zip(bang.cot, columns, strict=True)), head=True)
            return
        upper, lower, left = [], [], iter(columns)
        for nhom, cot in bang.column_groups():
            widths = [next(left) for _ in cot]
            if nhom:
                upper.append(cell(nhom, sum(widths), f'<w:gridSpan w:val="{len(cot)}"/>'))
                lower += [cell(c.ten, w, "") for c, w in zip(cot, widths, strict=True)]
            else:
                upper.append(cell(cot[0].ten, widths[0], '<w:vMerge w:val="restart"/>'))
                lower.append(cell("", widths[0], "<w:vMerge/>"))
        yield _row(upper, head=True)
        yield _row(lower, head=True)

    def _post_lines(self, ky_ten: KyTen, width: float) -> int:
        face = Face(self.p.ky_ten_size, bold=True)
        return sum(len(wrap(line, face, width)) for line in ky_ten.dong_quyen_han())

    def _signature(self, ky_ten: KyTen, width: float, level: int = 0) -> str:
        """Posts, room to sign, name. With fewer post lines than `level` the room grows: names stand level."""
        missing = max(0, level - self._post_lines(ky_ten, width)) if level else 0
        before = self.p.ky_ten_room + missing * self.p.ky_ten_size * SINGLE_LINE
        room = f'<w:spacing w:before="{twentieths(before)}"/>'
        lines = [_paragraph("QuyenHan", line) for line in ky_ten.dong_quyen_han()]
        lines += [_paragraph("HoTen", line, "" if i else room) for i, line in enumerate(ky_ten.dong_ho_ten())]
        return "".join(lines)

    def _signature_row(self, row: tuple[KyTen, ...], width: float, above: str, span: str) -> str:
        share = width / len(row)
        level = max(self._post_lines(ky_ten, share) for ky_ten in row)
        return _row(_cell(share, above + self._signature(ky_ten, share, level), span) for ky_ten in row)

    def _signature_grid(self, khoi: LuoiKy, width: float) -> Iterator[str]:
        rows = [row for row in khoi.hang if row]
        if not rows:
            return
        count = lcm(*map(len, rows))
        yield _table_start([width / count] * count)
        gap = _paragraph("DuoiBang", "", f'<w:spacing w:before="{twentieths(self.p.closing_before)}"/>')
        for row in rows:
            yield self._signature_row(row, width, gap, f'<w:gridSpan w:val="{count // len(row)}"/>')
        yield _TABLE_END

    def _closing(self) -> Iterator[str]:
        p, van_ban = self.p, self.van_ban
        if not (van_ban.ky_ten or van_ban.ky_ten_trai or van_ban.noi_nhan):
            return
        yield _paragraph(
            "DuoiBang", "", f'<w:keepNext/><w:spacing w:before="{twentieths(p.closing_before)}"/>'
        )
        recipients = "".join(self._recipients())
        if van_ban.ky_ten_trai:
            signers = (van_ban.ky_ten_trai, van_ban.ky_ten or KyTen((), ""))
            yield _table_start([p.text_width() / 2] * 2)
            yield self._signature_row(signers, p.text_width(), "", "") + _TABLE_END + recipients
            return
        left = recipients or _paragraph("NoiNhan", "")
        right = (
            self._signature(van_ban.ky_ten, p.closing_right) if van_ban.ky_ten else _paragraph("HoTen", "")
        )
        yield _table_start([p.closing_left, p.closing_right])
        yield _row((_cell(p.closing_left, left), _cell(p.closing_right, right)))
        yield _TABLE_END

    def _recipients(self) -> Iterator[str]:
        lines = self.van_ban.dong_noi_nhan()
        if lines:
            yield _paragraph("NoiNhanDau", self.p.noi_nhan)
            yield from (_paragraph("NoiNhan", line) for line in lines)

    def _annex(self, phu_luc: PhuLuc) -> Iterator[str]:
        p = self.p
        width = p.text_width(ngang=phu_luc.ngang)
        yield _paragraph("PhuLucSo", phu_luc.dong_danh_so())
        name, reference = capitals(phu_luc.ten), one_line(phu_luc.tham_chieu or "")
        name_face = Face(p.phu_luc_ten_size, bold=True)
        rule = "DuongKeTrichYeu"
        if reference:
            yield self._centred("PhuLucTen", name, name_face, width)[0]
            face = Face(p.phu_luc_tham_chieu_size, italic=True)
            yield self._centred_ruled("PhuLucThamChieu", (reference,), face, width, p.phu_luc_rule, rule)
        else:
            yield self._centred_ruled("PhuLucTen", (name,), name_face, width, p.phu_luc_rule, rule)
        for khoi in phu_luc.than:
            yield from self._block(khoi, width)
