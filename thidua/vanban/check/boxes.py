"""Text boxes and pictures of a run: what hangs beside the text, drawn by DrawingML or by the older VML."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from thidua.vanban.check.header import component_marks
from thidua.vanban.check.ink import MOST_BYTES
from thidua.vanban.check.model import Paragraph, Picture
from thidua.vanban.check.ooxml import MC, WP, A, R, V, W, measure
from thidua.vanban.check.package import Package
from thidua.vanban.check.words import STAMPS, fold, is_capitals

DRAWINGS: Final = (W + "drawing", W + "pict", MC + "AlternateContent")
_EMU_PER_TWIP: Final = 635
# The inner margins that programs give a text box, left and right together.
_BOX_MARGINS: Final = 288.0
# Names of agencies stand in boxes only at the head of page 1.
_HEAD: Final = 12
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*([\d.]+[a-z]*)")
_HEIGHT = re.compile(r"(?:^|;)\s*height:\s*([\d.]+[a-z]*)")
# Enough of a picture to see its kind and whether it is transparent.
_PICTURE_HEAD: Final = 65536
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_WITH_ALPHA: Final = (4, 6)
_Links = dict[str, tuple[str, str]]


def _chosen(node: Element) -> Iterator[Element]:
    """The drawings that a program shows: of alternatives, only the first."""
    if node.tag != MC + "AlternateContent":
        yield node
        return
    choice = node.find(MC + "Choice")
    chosen = choice if choice is not None else node.find(MC + "Fallback")
    for child in chosen if chosen is not None else ():
        yield from _chosen(child)


class TextBox(NamedTuple):
    """A box: what it holds, its outer size in twips where that is stated, whether it is centred."""

    content: Element
    size: tuple[float, float] | None
    centred: bool

    def room(self, otherwise: float) -> float:
        """The width of its text."""
        return otherwise if self.size is None else max(self.size[0] - _BOX_MARGINS, 0)


def text_boxes(node: Element) -> Iterator[TextBox]:
    """Each text box of a run."""
    for drawing in _chosen(node):
        size, centred = _frame(drawing)
        for content in drawing.iter(W + "txbxContent"):
            yield TextBox(content, size, centred)


def _frame(drawing: Element) -> tuple[tuple[float, float] | None, bool]:
    extent = drawing.find(f".//{WP}extent")
    align = drawing.find(f".//{WP}positionH/{WP}align")
    centred = align is not None and align.text == "center"
    if extent is not None:
        across, down = (float(extent.get(side) or 0) / _EMU_PER_TWIP for side in ("cx", "cy"))
        return (across, down), centred
    for shape in drawing:
        style = shape.get("style", "")
        width = _WIDTH.search(style)
        if width:
            tall = _HEIGHT.search(style)
            size = (measure(width[1], 20.0) or 0, (measure(tall[1], 20.0) or 0) if tall else 0)
            return size, "mso-position-horizontal:center" in style.replace(" ", "")
    return None, centred


def is_component(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a box holds a part of the layout, no caption; `at` counts the paragraphs before it."""
    texts = [p.text for p in paragraphs if not p.is_blank and not fold(p.text).startswith("du thao")]
    if any(component_marks(text) or fold(text) in STAMPS for text in texts):
        return True
    if any(fold(text).startswith("noi nhan") for text in texts):
        return True
    return bool(texts) and at <= _HEAD and all(is_capitals(text) for text in texts)


def pictures(node: Element, links: _Links, package: Package) -> Iterator[Picture]:
    """The pictures that a drawing shows, with their size, place and kind."""
    for drawing in _chosen(node):
        for holder in (*drawing.iter(WP + "anchor"), *drawing.iter(WP + "inline")):
            for blip in holder.iter(A + "blip"):
                target = links.get(blip.get(R + "embed", ""), ("", ""))[1]
                data = partial(package.head, target, MOST_BYTES + 1)
                yield Picture(*_size(holder), *_place(holder), *_kind(target, package), data)
        if any(child.tag.endswith("}signatureline") for child in drawing.iter()):
            # a line that waits for a signature is no picture of one
            continue
        for image in drawing.iter(V + "imagedata"):
            png, clear = _kind(links.get(image.get(R + "id", ""), ("", ""))[1], package)
            yield Picture(0, 0, None, "", png, clear)


def _size(holder: Element) -> tuple[float, float]:
    extent = holder.find(WP + "extent")
    if extent is None:
        return 0, 0
    width, height = (float(extent.get(side) or 0) / _EMU_PER_TWIP for side in ("cx", "cy"))
    return width, height


def _place(holder: Element) -> tuple[float | None, str]:
    """How far from the left a picture hangs, and from what; None for one in the line."""
    position = holder.find(WP + "positionH")
    offset = position.find(WP + "posOffset") if position is not None else None
    if position is None or offset is None:
        return None, ""
    return (measure(offset.text) or 0) / _EMU_PER_TWIP, position.get("relativeFrom", "")


def _kind(target: str, package: Package) -> tuple[bool, bool]:
    """Whether a picture is a PNG, and whether it can be transparent."""
    data = package.head(target, _PICTURE_HEAD)
    if not data.startswith(_PNG) or len(data) < 26:
        return False, False
    return True, data[25] in _WITH_ALPHA or b"tRNS" in data
