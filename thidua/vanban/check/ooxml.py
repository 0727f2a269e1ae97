"""WordprocessingML names and values: tags, on/off attributes, lengths, property elements as plain dicts."""

import re
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
    """A length in twips: a bare number counts in `unit` twips, others by the unit they carry; None if unreadable."""
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
    found: Properties = {}
    if node is None:
        return found
    for toggle in _TOGGLES:
        element = node.find(W + toggle)
        if element is not None:
            found[toggle] = is_on(element)
    _read_fonts(node.find(W + "rFonts"), found)
    size = measure(child_val(node, "sz"), 10.0)
    if size is not None:
        found["size"] = size / 10
    for name in ("u", "color", "highlight", "vertAlign", "rStyle"):
        value = child_val(node, name)
        if value is not None:
            found[name] = value
    shading = node.find(W + "shd")
    if shading is not None:
        found["shd"] = shading.get(W + "fill", "auto")
    for name in ("cs", "rtl"):
        element = node.find(W + name)
        if element is not None and is_on(element):
            found["complex"] = True
    return found


def _read_fonts(fonts: Element | None, found: Properties) -> None:
    if fonts is None:
        return
    for slot, theme in _FONT_SLOTS:
        if fonts.get(W + theme):
            found[slot] = "theme:" + fonts.get(W + theme, "")
        elif fonts.get(W + slot):
            found[slot] = fonts.get(W + slot)
    if fonts.get(W + "hint"):
        found["hint"] = fonts.get(W + "hint")


def paragraph_properties(node: Element | None) -> Properties:
    """`w:pPr` → alignment, indents, spacing, borders, numbering; only those that are stated."""
    found: Properties = {}
    if node is None:
        return found
    for name in ("jc", "pStyle"):
        value = child_val(node, name)
        if value is not None:
            found[name] = value
    _read_indent(node.find(W + "ind"), found)
    _read_spacing(node.find(W + "spacing"), found)
    contextual = node.find(W + "contextualSpacing")
    if contextual is not None:
        found["contextual"] = is_on(contextual)
    _read_borders(node.find(W + "pBdr"), found)
    numbering = node.find(W + "numPr")
    if numbering is not None:
        found["numId"] = child_val(numbering, "numId")
        found["ilvl"] = number(child_val(numbering, "ilvl")) or 0
    frame = node.find(W + "framePr")
    if frame is not None:
        found["frame"] = frame.get(W + "xAlign", "left")
    page_break = node.find(W + "pageBreakBefore")
    if page_break is not None:
        found["page_break"] = is_on(page_break)
    shading = node.find(W + "shd")
    if shading is not None:
        found["shd"] = shading.get(W + "fill", "auto")
    return found


def _read_indent(node: Element | None, found: Properties) -> None:
    if node is None:
        return
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


def _read_spacing(node: Element | None, found: Properties) -> None:
    if node is None:
        return
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


def _read_borders(node: Element | None, found: Properties) -> None:
    if node is None:
        return
    for side in ("top", "bottom"):
        border = node.find(W + side)
        kind = val(border)
        if kind is not None and kind not in ("nil", "none"):
            found["border"] = kind
