"""The foot of the pages of a .docx: contact lines on page 1, and a code with its picture on every page."""

from collections.abc import Iterator

from thidua.vanban.anh import ChanTrang
from thidua.vanban.blocks import PhuLuc, ToRieng, VanBan, one_line
from thidua.vanban.docx_frames import foot
from thidua.vanban.docx_lines import (
    TABLE_END,
    open_paragraph,
    paragraph,
    table_cell,
    table_row,
    table_start,
    text_run,
)
from thidua.vanban.docx_package import Foot, field, footer_relation
from thidua.vanban.docx_picture import Media
from thidua.vanban.runs import Run
from thidua.vanban.thethuc import Profile

_NOTHING = paragraph("LienHe", "")


class Feet:
    """The footer parts of one paper, and how its sections refer to them.

    A section is numbered as its part of the paper is: 0 the paper, then its annexes, then the sheets.
    """

    def __init__(self, van_ban: VanBan, profile: Profile, media: Media) -> None:
        self._p = profile
        self._media = media
        self._runs = van_ban.chan_trang is not None
        contact = foot(van_ban, profile)
        if van_ban.chan_trang:
            self.parts = tuple(self._running(van_ban, van_ban.chan_trang, contact))
        else:
            self.parts = (Foot(contact), Foot(_NOTHING)) if contact else ()

    def references(self, place: int) -> str:
        """What the section says of its feet; nothing when the paper has none."""
        if self._runs:
            return _reference("default", 2 * place) + _reference("first", 2 * place + 1)
        return _reference("first", min(place, 1)) if self.parts else ""

    def end_mark(self, place: int) -> str:
        """Marks the end of a section: the page it falls on is the last of its part."""
        if not self._runs:
            return ""
        return f'<w:bookmarkStart w:id="{place}" w:name="{_end(place)}"/><w:bookmarkEnd w:id="{place}"/>'

    def distance(self) -> float:
        """From the edge of the paper to the foot, in mm."""
        return self._p.chan_trang_distance if self._runs else self._p.header_distance

    def _running(self, van_ban: VanBan, chan_trang: ChanTrang, contact: str) -> Iterator[Foot]:
        """For each section the foot of its pages, then that of its first page."""
        behind: tuple[PhuLuc | ToRieng, ...] = (*van_ban.phu_luc, *van_ban.to_rieng)
        widths = [self._p.text_width(), *(self._p.text_width(ngang=part.ngang) for part in behind)]
        shown = self._media.parts_of(chan_trang.ma_vach)
        for place, (name, width) in enumerate(zip(van_ban.ten_phan(), widths, strict=True)):
            for above in ("", "" if place else contact):
                yield Foot(above + self._code_line(chan_trang, name, place, width), shown)

    def _code_line(self, chan_trang: ChanTrang, name: str, place: int, width: float) -> str:
        """The picture, beside it the code over the part with its page."""
        page = f"{text_run(f'{name} · trang ')}{field('PAGE', '1')}{text_run('/')}"
        lines = (
            paragraph("ChanTrang", (Run(one_line(chan_trang.dong), bold=True),))
            + f"{open_paragraph('ChanTrang')}{page}{field(f'PAGEREF {_end(place)}', '1')}</w:p>"
        )
        if chan_trang.ghi_chu.strip():
            lines += paragraph("ChanTrang", (Run(one_line(chan_trang.ghi_chu), italic=True),))
        anh = chan_trang.anh(self._p.chan_trang_width)
        if anh is None:
            return lines
        size = anh.size(self._p.chan_trang_width, self._p.chan_trang_width)
        # a line of its own font would stand below the picture
        picture = f"{open_paragraph('DuoiBang')}{self._media.inline(anh, *size)}</w:p>"
        left = size[0] + self._p.chan_trang_gap
        beside = table_cell(width - left, lines, '<w:vAlign w:val="center"/>')
        row = table_row((table_cell(left, picture), beside))
        return f"{table_start([left, width - left])}{row}{TABLE_END}"


def _end(place: int) -> str:
    return f"_HetPhan{place}"


def _reference(kind: str, place: int) -> str:
    return f'<w:footerReference w:type="{kind}" r:id="{footer_relation(place)}"/>'
