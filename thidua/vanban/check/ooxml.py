"""WordprocessingML names and values: tags, on/off attributes, lengths, property elements as plain dicts."""

import re
from collections.abc import Callable
from typing import Any, Final
from xml.etree.ElementTree import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"

# One of these properties of a run or paragraph by its short name, "" when a theme is to decide.
Properties = dict[str, Any]
_Reader = Callable[[Element, Properties], None]

_TWIPS: Final = {"pt": 20.0, "in": 1440.0, "cm": 566.93, "mm": 56.693, "pc": 240.0, "pi": 240.0, "px": 15.0}
_MEASURE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|in|cm|mm|pc|pi|px)?\s*$")
_TOGGLES: Final = ("b", "i", "caps", "smallCaps", "vanish")
_FONT_SLOTS: Final = (
    ("ascii", "asciiTheme"),
    ("hAnsi", "hAnsiTheme"),
    ("cs", "cstheme"),
    ("eastAsia", "eastAsiaTheme"),
)


def val(node: Element | None, name: str = "val") -> str | None:
    return None if node is None else node.get(W + name)


def child_val(node: Element | None, name: str) -> str | None:
    """`w:val` of a child element."""
    return None if node is None else val(node.find(W + name))


def is_on(node: Element) -> bool:
    return node.get(W + "val", "1").lower() not in ("0", "false", "off", "none")


def measure(text: str | None, unit: float = 1.0) -> float | None:
    """A length in twips: a bare number counts in `unit`, others by their own; None if unreadable."""
    if text is not None and text.isdigit():
        return int(text) * unit
    match = _MEASURE.match(text or "")
    if match is None:
        return None
    return float(match[1]) * (_TWIPS[match[2]] if match[2] else unit)


def number(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None


def run_properties(node: Element | None) -> Properties:
    """`w:rPr` → the properties that the rules ask about; only those that are stated."""
    return _read(node, _RUN_READERS)


def paragraph_properties(node: Element | None) -> Properties:
    """`w:pPr` → alignment, indents, spacing, borders, numbering; only those that are stated."""
    return _read(node, _PARAGRAPH_READERS)


def _read(node: Element | None, readers: dict[str, _Reader]) -> Properties:
    # One walk over the children: a wide table has a hundred thousand of these.
    found: Properties = {}
    if node is not None:
        for child in node:
            reader = readers.get(child.tag)
            if reader is not None:
                reader(child, found)
    return found


def _toggle(name: str) -> _Reader:
    def read(node: Element, found: Properties) -> None:
        found[name] = is_on(node)

    return read


def _value(name: str) -> _Reader:
    def read(node: Element, found: Properties) -> None:
        value = node.get(W + "val")
        if value is not None:
            found[name] = value

    return read


def _read_size(node: Element, found: Properties) -> None:
    size = measure(node.get(W + "val"), 10.0)
    if size is not None:
        found["size"] = size / 10


def _read_shading(node: Element, found: Properties) -> None:
    found["shd"] = node.get(W + "fill", "auto")


def _read_complex(node: Element, found: Properties) -> None:
    if is_on(node):
        found["complex"] = True


def _read_fonts(fonts: Element, found: Properties) -> None:
    for slot, theme in _FONT_SLOTS:
        if fonts.get(W + theme):
            found[slot] = "theme:" + fonts.get(W + theme, "")
        elif fonts.get(W + slot):
            found[slot] = fonts.get(W + slot)
    if fonts.get(W + "hint"):
        found["hint"] = fonts.get(W + "hint")


def _read_numbering(node: Element, found: Properties) -> None:
    found["numId"] = child_val(node, "numId")
    found["ilvl"] = number(child_val(node, "ilvl")) or 0


def _read_frame(node: Element, found: Properties) -> None:
    found["frame"] = node.get(W + "xAlign", "left")


def _read_indent(node: Element, found: Properties) -> None:
    for name, other in (("left", "start"), ("right", "end")):
        value = measure(node.get(W + name) or node.get(W + other))
        if value is not None:
            found[name] = value
    first = measure(node.get(W + "firstLine"))
    hanging = measure(node.get(W + "hanging"))
    if hanging is not None:
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first


def _read_spacing(node: Element, found: Properties) -> None:
    for name in ("before", "after", "line"):
        value = measure(node.get(W + name))
        if value is not None:
            found[name] = value
    for name in ("before", "after"):
        if node.get(W + name + "Autospacing", "0").lower() in ("1", "true", "on"):
            # what a program puts in place of "automatic": 14 points
            found[name] = 280.0
    if node.get(W + "lineRule"):
        found["rule"] = node.get(W + "lineRule")


def _read_borders(node: Element, found: Properties) -> None:
    for side in ("top", "bottom"):
        border = node.find(W + side)
        kind = val(border)
        if kind is not None and kind not in ("nil", "none"):
            found["border"] = kind


_RUN_READERS: Final[dict[str, _Reader]] = {
    **{W + name: _toggle(name) for name in _TOGGLES},
    **{W + name: _value(name) for name in ("u", "color", "highlight", "vertAlign", "rStyle")},
    W + "rFonts": _read_fonts,
    W + "sz": _read_size,
    W + "shd": _read_shading,
    W + "cs": _read_complex,
    W + "rtl": _read_complex,
}
_PARAGRAPH_READERS: Final[dict[str, _Reader]] = {
    **{W + name: _value(name) for name in ("jc", "pStyle")},
    W + "ind": _read_indent,
    W + "spacing": _read_spacing,
    W + "contextualSpacing": _toggle("contextual"),
    W + "pageBreakBefore": _toggle("page_break"),
    W + "pBdr": _read_borders,
    W + "numPr": _read_numbering,
    W + "framePr": _read_frame,
    W + "shd": _read_shading,
}
