"""Pictures in a .docx: the parts that hold them, and the drawings that show them."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from thidua.vanban.anh import Anh
from thidua.vanban.docx_lines import indent, paragraph, table_cell, table_row, table_start
from thidua.vanban.docx_package import twentieths
from thidua.vanban.head import KyTen
from thidua.vanban.runs import Run, one_line
from thidua.vanban.thethuc import Profile

_EMU_PER_MM = 36_000
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURE = f"{_DRAWING}/picture"
_APART = 'distT="0" distB="0" distL="0" distR="0"'
_WP = f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"'


def _emu(mm: float) -> int:
    return round(mm * _EMU_PER_MM)


class Media:
    """The pictures of one paper in the order they are first shown; equal bytes share one part."""

    def __init__(self, pictures: Iterable[bytes]) -> None:
        self._numbers: dict[bytes, int] = {}
        for png in pictures:
            self._numbers.setdefault(png, len(self._numbers) + 1)
        self._shown = 0

    def parts(self) -> tuple[tuple[str, str, bytes], ...]:
        """Relation, name below `word/`, and bytes of every part."""
        return tuple((f"rIdAnh{n}", f"media/image{n}.png", png) for png, n in self._numbers.items())

    def parts_of(self, png: bytes | None) -> tuple[tuple[str, str, bytes], ...]:
        """The part that holds one picture; nothing for None."""
        return tuple(part for part in self.parts() if part[2] == png)

    def inline(self, anh: Anh, width: float, height: float) -> str:
        """The run that shows a picture in its line; lengths in mm."""
        body = self._body(anh, width, height)
        return f"<w:r><w:drawing><wp:inline {_WP} {_APART}>{body}</wp:inline></w:drawing></w:r>"

    def hanging(self, anh: Anh, width: float, height: float, left: float, down: float) -> str:
        """The run that hangs a picture over the text, `left` from its column's edge, `down` from its line."""
        body = self._body(anh, width, height, "<wp:wrapNone/>")
        place = (
            '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
            f'<wp:posOffset>{_emu(left)}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph">'
            f"<wp:posOffset>{_emu(down)}</wp:posOffset></wp:positionV>"
        )
        return (
            f'<w:r><w:drawing><wp:anchor {_WP} {_APART} simplePos="0"'
            f' relativeHeight="{self._shown}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            f"{place}{body}</wp:anchor></w:drawing></w:r>"
        )

    def _body(self, anh: Anh, width: float, height: float, wrap: str = "") -> str:
        self._shown += 1
        size = f'cx="{_emu(width)}" cy="{_emu(height)}"'
        number = self._numbers[anh.png]
        name = f'id="{self._shown}" name="Ảnh {self._shown}" descr={quoteattr(one_line(anh.mo_ta))}'
        return (
            f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}<wp:docPr {name}/>'
            f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
            f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_PICTURE}">'
            f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="rIdAnh{number}"/><a:stretch><a:fillRect/></a:stretch>'
            "</pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        )


def block(anh: Anh, width: float, profile: Profile, media: Media) -> str:
    """A picture of the body: on a line of its own, or at the left of its lines."""
    size = anh.size(width, profile.picture_height(ngang=width > profile.text_width()))
    if anh.cho == "canh_dong":
        gap = f'<w:keepNext/><w:spacing w:before="{twentieths(profile.paragraph_before)}"/>'
        return paragraph("DuoiBang", "", gap) + _beside(anh, size, anh.lines(), width, profile, media)
    align = '<w:jc w:val="right"/>' if anh.cho == "phai" else ""
    return picture_line(media.inline(anh, *size), align)


def picture_line(run: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Anh"/>{properties}</w:pPr>{run}</w:p>'


def signed(ky_ten: KyTen, width: float, profile: Profile, media: Media) -> tuple[str, float]:
    """The line with signature and seal in a column `width` mm wide, and its height in mm; nothing without."""
    if not ky_ten.pictures():
        return "", 0.0
    most = profile.ky_ten_picture_height
    across, down = ky_ten.chu_ky.size(width, most) if ky_ten.chu_ky else (0.0, 0.0)
    runs = media.inline(ky_ten.chu_ky, across, down) if ky_ten.chu_ky else ""
    if ky_ten.dau:
        size = ky_ten.dau.size(width, profile.picture_height())
        left = (width - across) / 2 + across * profile.dau_cover - size[0]
        runs += media.hanging(ky_ten.dau, *size, left, (down - size[1]) / 2)
    return picture_line(runs, "<w:keepNext/>"), down


def _lines(lines: tuple[str, ...]) -> str:
    """The first line names what the others explain."""
    shown = (paragraph("CanhAnh", (Run(line, bold=not i),)) for i, line in enumerate(lines))
    return "".join(shown) or paragraph("CanhAnh", "")


def _row(cells: tuple[str, ...]) -> str:
    return f"{table_row(cells)}</w:tbl>{paragraph('DuoiBang', '')}"


def _beside(
    anh: Anh, size: tuple[float, float], lines: tuple[str, ...], width: float, profile: Profile, media: Media
) -> str:
    """A table without lines: the picture, then what stands beside it, level with its middle."""
    left = min(size[0] + profile.canh_anh_gap, width * 0.75)
    size = anh.size(left, profile.picture_height())
    shown = picture_line(media.inline(anh, *size), f'{indent(0)}<w:jc w:val="left"/>')
    middle = '<w:vAlign w:val="center"/>'
    cells = (table_cell(left, shown), table_cell(width - left, _lines(lines), middle))
    return table_start([left, width - left]) + _row(cells)
