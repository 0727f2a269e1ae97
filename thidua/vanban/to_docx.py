"""A tree of blocks → the bytes of a .docx.

The body is streamed as text into the zip: the cost stays linear in rows and paragraphs, and the same tree
gives the same bytes.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from math import lcm
from typing import assert_never

from thidua.vanban.blocks import (
    Anh,
    Bang,
    BanSao,
    CanCu,
    Dieu,
    DoanVan,
    DongGiua,
    Gach,
    Khoan,
    Khoi,
    KyTen,
    LuoiKy,
    Muc,
    PhuLuc,
    TieuDeLon,
    ToRieng,
    VanBan,
    capitals,
    one_line,
    prefixed,
)
from thidua.vanban.docx_foot import Feet
from thidua.vanban.docx_frames import frames
from thidua.vanban.docx_lines import (
    TABLE_END,
    indent,
    keep_with_next,
    paragraph,
    table_cell,
    table_row,
    table_start,
)
from thidua.vanban.docx_package import (
    HEADER_DEFAULT,
    HEADER_FIRST,
    XML,
    R,
    W,
    pack,
    twentieths,
    twips,
)
from thidua.vanban.docx_picture import Media, block, signed
from thidua.vanban.docx_table import table
from thidua.vanban.thethuc import ND30, Profile
from thidua.vanban.to_text import pictures_of
from thidua.vanban.widths import SINGLE_LINE, Face, balanced_width, text_width, wrap


def to_bytes(van_ban: VanBan, profile: Profile = ND30) -> bytes:
    """The paper as a .docx; equal trees give equal bytes. No text can break it: `clean` comes first."""
    writer = _Writer(van_ban, profile)
    title = " ".join(filter(None, (one_line(van_ban.ten_loai), " ".join(van_ban.dong_trich_yeu()))))
    title = title or one_line(van_ban.dau.trich_yeu_cong_van or "")
    creator = " ".join(van_ban.dau.dong_ban_hanh())
    media = writer.media.parts()
    return pack(writer.document(), profile, title=title, creator=creator, feet=writer.feet.parts, media=media)


_POINTS_PER_MM = 72 / 25.4


def annex_to_bytes(
    van_ban: VanBan, place: int, signed_at: datetime | None = None, profile: Profile = ND30
) -> bytes:
    """One annex of a paper as a file of its own (Mẫu 2.2), `place` counted from 0.

    Once it is signed, its number and the time (with a zone) stand at the top right, size 10. Raises
    IndexError for an annex that the paper has not, ValueError for a time without a zone.
    """
    phu_luc = van_ban.phu_luc[place]
    if signed_at is not None and signed_at.utcoffset() is None:
        raise ValueError("a time of signing without a zone")
    alone = replace(van_ban, than=(), phu_luc=(phu_luc,), to_rieng=(), ban_sao=None, lien_he=())
    alone = replace(alone, chan_trang=None)
    writer = _Writer(replace(alone, ky_ten=None, ky_ten_trai=None), profile)
    title = f"{phu_luc.dong_danh_so()} {capitals(phu_luc.ten)}"
    creator = " ".join(van_ban.dau.dong_ban_hanh())
    return pack(
        writer.annex_file(signed_at), profile, title=title, creator=creator, media=writer.media.parts()
    )


class _Writer:
    """One run over one paper."""

    def __init__(self, van_ban: VanBan, profile: Profile, media: Media | None = None) -> None:
        self.van_ban = van_ban
        self.p = profile
        self.media = media or Media(pictures_of(van_ban))
        self.feet = Feet(van_ban, profile, self.media)

    def document(self) -> Iterator[str]:
        van_ban = self.van_ban
        yield f"{XML}<w:document {W} {R}><w:body>"
        yield from self._head()
        yield from self._title()
        yield from self._kinh_gui()
        width = self.p.text_width()
        for khoi, after in zip_longest(van_ban.than, van_ban.than[1:]):
            yield from self._block(khoi, width, keep_next=after is None or isinstance(after, LuoiKy))
        yield from self._end()
        first = self._section(ngang=False)
        copied = van_ban.ban_sao
        own = _Writer(copied.trang(), self.p, self.media) if copied else None
        last = len(van_ban.phu_luc)
        if copied and own and not last:
            yield from own.copy(copied)
        behind: tuple[PhuLuc | ToRieng, ...] = (*van_ban.phu_luc, *van_ban.to_rieng)
        sections = [first, *(self._section(part.ngang, place) for place, part in enumerate(behind, 1))]
        for place, (part, before) in enumerate(zip(behind, sections, strict=False), 1):
            end = self.feet.end_mark(place - 1)
            yield f'<w:p><w:pPr><w:pStyle w:val="DuoiBang"/>{before}</w:pPr>{end}</w:p>'
            yield from self._annex(part) if isinstance(part, PhuLuc) else self._sheet(part)
            if copied and own and place == last:
                yield from own.copy(copied)
        yield f"{self.feet.end_mark(len(behind))}{sections[-1]}</w:body></w:document>"

    def annex_file(self, signed_at: datetime | None) -> Iterator[str]:
        """The only annex of the paper, without the paper."""
        (phu_luc,) = self.van_ban.phu_luc
        yield f"{XML}<w:document {W} {R}><w:body>"
        if signed_at is not None:
            yield paragraph("KySo", self.van_ban.dong_so_ky_hieu())
            yield paragraph("KySo", f"{self.p.thoi_gian_ky} {signed_at.isoformat(timespec='seconds')}")
        yield from self._annex(phu_luc)
        yield f"{self._section(phu_luc.ngang)}</w:body></w:document>"

    def copy(self, ban_sao: BanSao) -> Iterator[str]:
        """The block of a copy: a rule from margin to margin, head and end of who copied."""
        border = f'<w:top w:val="single" w:sz="{self.p.rule_weight}" w:space="0" w:color="auto"/>'
        gap = f'<w:spacing w:before="{twentieths(self.p.ban_sao_before)}"/>'
        below = f'<w:spacing w:after="{twentieths(self.p.paragraph_before)}"/>'
        rule = paragraph("DuoiBang", "", f"<w:pBdr>{border}</w:pBdr>{below}")
        yield keep_with_next(paragraph("DuoiBang", "", gap) + rule)
        made = "".join((*self._head(paragraph("HinhThucSao", ban_sao.dong_hinh_thuc())), *self._closing()))
        yield keep_with_next(made)

    def _end(self) -> Iterator[str]:
        """Signatures and note."""
        yield from self._closing()
        if self.van_ban.ghi_chu:
            yield paragraph("GhiChu", one_line(self.van_ban.ghi_chu))

    def _section(self, ngang: bool, place: int = 0) -> str:
        """The section's sheet; page numbers start at 1 and are hidden on its first page."""
        p = self.p
        size = f'w:w="{twips(p.page_width)}" w:h="{twips(p.page_height)}"'
        if ngang:
            size = f'w:w="{twips(p.page_height)}" w:h="{twips(p.page_width)}" w:orient="landscape"'
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_DEFAULT}"/>'
            f'<w:headerReference w:type="first" r:id="{HEADER_FIRST}"/>{self.feet.references(place)}'
            '<w:type w:val="nextPage"/>'
            f"<w:pgSz {size}/>"
            f'<w:pgMar w:top="{twips(p.margin_top)}" w:right="{twips(p.margin_right)}"'
            f' w:bottom="{twips(p.margin_bottom)}" w:left="{twips(p.margin_left)}"'
            f' w:header="{twips(p.header_distance)}" w:footer="{twips(self.feet.distance())}" w:gutter="0"/>'
            '<w:pgNumType w:fmt="decimal" w:start="1"/><w:titlePg/></w:sectPr>'
        )

    def _rule(self, length: float, width: float, style: str = "DuongKe") -> str:
        side = (width - length) / 2
        border = (
            f'<w:pBdr><w:top w:val="single" w:sz="{self.p.rule_weight}" w:space="0" w:color="auto"/></w:pBdr>'
        )
        return paragraph(style, "", f"{border}{indent(side, side)}")

    def _centred(self, style: str, text: str, face: Face, width: float) -> tuple[str, float]:
        """The paragraph, its lines near equal in length, and the width of its last line."""
        inner = balanced_width(text, face, width)
        side = (width - inner) / 2
        sides = indent(side, side) if inner < width else ""
        return paragraph(style, text, sides), text_width(wrap(text, face, inner)[-1], face)

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

    def _head(self, right: str = "") -> Iterator[str]:
        """The head; `right` stands in place of Quốc hiệu and Tiêu ngữ."""
        p, dau = self.p, self.van_ban.dau
        yield table_start([p.head_left, p.head_right])
        beside = table_cell(p.head_right, right or self._quoc_hieu())
        yield table_row((table_cell(p.head_left, self._agency()), beside))
        number = paragraph("SoKyHieu", self.van_ban.dong_so_ky_hieu())
        if dau.trich_yeu_cong_van:
            face = Face(p.trich_yeu_cong_van_size)
            number += self._centred("TrichYeuCongVan", one_line(dau.trich_yeu_cong_van), face, p.head_left)[0]
        number += frames(self.van_ban, p)
        place = paragraph("DiaDanhNgay", dau.dong_ngay())
        yield table_row((table_cell(p.head_left, number), table_cell(p.head_right, place)))
        yield TABLE_END

    def _agency(self) -> str:
        p, dau = self.p, self.van_ban.dau
        superior = (
            self._centred("CoQuanChuQuan", line, Face(p.co_quan_size), p.head_left)[0]
            for line in dau.dong_chu_quan()
        )
        face, own = Face(p.co_quan_size, bold=True), dau.dong_ban_hanh()
        if self.van_ban.the_thuc == "dang":
            lines = (self._centred("CoQuanBanHanh", line, face, p.head_left)[0] for line in own)
            return "".join((*superior, *lines, paragraph("CoQuanBanHanh", p.sao_dang)))
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
        return paragraph("QuocHieu", lines[0]) + ruled

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
        gap = f'<w:spacing w:before="{twentieths(p.kinh_gui_first_before)}"/>'
        if len(lines) == 1:
            yield paragraph("KinhGui", lines[0], gap + self._one_addressee(lines[0], face, width))
            return
        yield paragraph("KinhGui", lines[0], gap + indent(p.kinh_gui_indent))
        # the dashes stand under the colon
        left = p.kinh_gui_indent + text_width(lines[0].rstrip(":"), face)
        dash = text_width("- ", face)
        for line in lines[1:]:
            yield paragraph("KinhGui", line, indent(left + dash, hanging=dash))

    def _one_addressee(self, line: str, face: Face, width: float) -> str:
        """Centred when it fits on a line, else hanging behind the colon."""
        if text_width(line, face) <= width - 1:
            return f'{indent(0)}<w:jc w:val="center"/>'
        words = text_width(f"{self.p.kinh_gui} ", face)
        return indent(self.p.first_line + words, hanging=words)

    def _block(self, khoi: Khoi, width: float, *, keep_next: bool = False) -> Iterator[str]:
        match khoi:
            case CanCu():
                yield "".join([paragraph("CanCu", line) for line in khoi.dong()])
            case TieuDeLon():
                yield from self._large_heading(khoi, width)
            case Muc(cap=cap):
                yield paragraph(f"Muc{cap}", khoi.dong())
            case Dieu() | Khoan() | Gach() | DoanVan():
                yield paragraph(_prose_style(khoi), prefixed(khoi), "<w:keepNext/>" if keep_next else "")
            case DongGiua():
                yield paragraph("DongGiua", prefixed(khoi))
            case Bang():
                yield from table(khoi, width, self.p)
            case LuoiKy() | Anh():
                yield from self._shown(khoi, width)
            case _:
                assert_never(khoi)

    def _shown(self, khoi: LuoiKy | Anh, width: float) -> Iterator[str]:
        if isinstance(khoi, Anh):
            yield block(khoi, width, self.p, self.media)
        else:
            yield from self._signature_grid(khoi, width)

    def _large_heading(self, khoi: TieuDeLon, width: float) -> Iterator[str]:
        number, name = khoi.dong()
        yield paragraph("TieuDeLon", number)
        yield self._centred("TieuDeLonTen", name, Face(self.p.body_size, bold=True), width)[0]

    def _post_lines(self, ky_ten: KyTen, width: float) -> int:
        face = Face(self.p.ky_ten_size, bold=True)
        return sum(len(wrap(line, face, width)) for line in ky_ten.dong_quyen_han())

    def _posts(self, ky_ten: KyTen, width: float, padding: float) -> list[str]:
        """With room between neighbours, lines are balanced: an agency's name does not run into the next."""
        if not padding:
            return [paragraph("QuyenHan", line) for line in ky_ten.dong_quyen_han()]
        face = Face(self.p.ky_ten_size, bold=True)
        inner, found = width - 2 * padding, []
        for line in ky_ten.dong_quyen_han():
            side = padding + (inner - balanced_width(line, face, inner)) / 2
            found.append(paragraph("QuyenHan", line, indent(side, side)))
        return found

    def _signature(self, ky_ten: KyTen, width: float, level: int = 0, padding: float = 0.0) -> str:
        """Posts, room to sign, name. With fewer post lines than `level` the room grows: names stand level."""
        missing = max(0, level - self._post_lines(ky_ten, width - 2 * padding)) if level else 0
        shown, tall = signed(ky_ten, width, self.p, self.media)
        before = self.p.ky_ten_room + missing * self.p.ky_ten_size * SINGLE_LINE
        if shown:
            # the line above the picture is as far from the post as paragraphs from each other
            before = max(0.0, before - tall * _POINTS_PER_MM - self.p.paragraph_before)
        room = f'<w:spacing w:before="{twentieths(before)}"/>'
        lines = [*self._posts(ky_ten, width, padding), shown]
        lines += [paragraph("HoTen", line, "" if i else room) for i, line in enumerate(ky_ten.dong_ho_ten())]
        return "".join(lines)

    def _signature_row(
        self, row: tuple[KyTen, ...], width: float, above: str, span: str, padding: float = 0.0
    ) -> str:
        share = width / len(row)
        level = max(self._post_lines(ky_ten, share - 2 * padding) for ky_ten in row)
        return table_row(
            table_cell(share, above + self._signature(ky_ten, share, level, padding), span) for ky_ten in row
        )

    def _signature_grid(self, khoi: LuoiKy, width: float) -> Iterator[str]:
        rows = [row for row in khoi.hang if row]
        if not rows:
            return
        count = lcm(*map(len, rows))
        yield table_start([width / count] * count)
        gap = paragraph("DuoiBang", "", f'<w:spacing w:before="{twentieths(self.p.luoi_ky_before)}"/>')
        made = [
            self._signature_row(
                row, width, gap, f'<w:gridSpan w:val="{count // len(row)}"/>', self.p.luoi_ky_padding
            )
            for row in rows
        ]
        yield "".join(made) + TABLE_END

    def _closing(self) -> Iterator[str]:
        p, van_ban = self.p, self.van_ban
        if not (van_ban.ky_ten or van_ban.ky_ten_trai or van_ban.noi_nhan or van_ban.nguoi_soan):
            return
        yield paragraph(
            "DuoiBang", "", f'<w:keepNext/><w:spacing w:before="{twentieths(p.closing_before)}"/>'
        )
        recipients = "".join(self._recipients())
        if van_ban.ky_ten_trai:
            signers = (van_ban.ky_ten_trai, van_ban.ky_ten or KyTen((), ""))
            yield table_start([p.text_width() / 2] * 2)
            below = f'<w:spacing w:before="{twentieths(p.closing_before)}"/>' if recipients else ""
            yield self._signature_row(signers, p.text_width(), "", "") + TABLE_END
            yield (paragraph("DuoiBang", "", below) if below else "") + recipients
            return
        left = recipients or paragraph("NoiNhan", "")
        right = self._signature(van_ban.ky_ten, p.closing_right) if van_ban.ky_ten else paragraph("HoTen", "")
        yield table_start([p.closing_left, p.closing_right])
        yield table_row((table_cell(p.closing_left, left), table_cell(p.closing_right, right)))
        yield TABLE_END

    def _recipients(self) -> Iterator[str]:
        lines = self.van_ban.dong_noi_nhan()
        if lines:
            yield paragraph("NoiNhanDau", self.p.noi_nhan)
            yield from (paragraph("NoiNhan", line) for line in lines)
        if self.van_ban.nguoi_soan:
            yield paragraph("NguoiSoan", one_line(self.van_ban.nguoi_soan))

    def _annex(self, phu_luc: PhuLuc) -> Iterator[str]:
        p = self.p
        width = p.text_width(ngang=phu_luc.ngang)
        yield paragraph("PhuLucSo", phu_luc.dong_danh_so())
        name, reference = capitals(phu_luc.ten), phu_luc.dong_tham_chieu()
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

    def _sheet(self, sheet: ToRieng) -> Iterator[str]:
        width = self.p.text_width(ngang=sheet.ngang)
        face = Face(self.p.phu_luc_ten_size, bold=True)
        yield self._centred("PhuLucTen", capitals(sheet.ten), face, width)[0]
        for khoi in sheet.than:
            yield from self._block(khoi, width)


def _prose_style(khoi: Dieu | Khoan | Gach | DoanVan) -> str:
    return "Dieu" if isinstance(khoi, Dieu) and khoi.tieu_de else "NoiDung"
