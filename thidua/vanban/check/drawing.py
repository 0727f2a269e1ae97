"""Line objects of a run: DrawingML connectors and shapes, and the older VML lines."""

import re
from xml.etree.ElementTree import Element

from thidua.vanban.check.model import DrawnLine
from thidua.vanban.check.ooxml import MC, WP, WPS, A, V, measure

_EMU_PER_TWIP = 635
_LINES = ("line", "straightConnector1")
# A rectangle flatter than this (twips) is a rule, too.
_FLAT = 40


def drawn_lines(node: Element) -> list[DrawnLine]:
    """The straight lines in a `w:drawing`, a `w:pict` or the first of their alternatives."""
    if node.tag == MC + "AlternateContent":
        choice = node.find(MC + "Choice")
        chosen = choice if choice is not None else node.find(MC + "Fallback")
        return [] if chosen is None else [line for child in chosen for line in drawn_lines(child)]
    return _drawing_lines(node) + _vml_lines(node)


def _drawing_lines(node: Element) -> list[DrawnLine]:
    found: list[DrawnLine] = []
    for holder in (*node.iter(WP + "anchor"), *node.iter(WP + "inline")):
        extent, shape = holder.find(WP + "extent"), holder.find(f".//{WPS}wsp")
        geometry = shape.find(f".//{A}prstGeom") if shape is not None else None
        if extent is None or shape is None or geometry is None:
            continue
        width, height = (float(extent.get(side) or 0) / _EMU_PER_TWIP for side in ("cx", "cy"))
        if geometry.get("prst") in _LINES or height < _FLAT:
            found.append(DrawnLine(width, _is_solid(shape)))
    return found


def _is_solid(shape: Element) -> bool:
    dash = shape.find(f".//{A}prstDash")
    line = shape.find(f".//{A}ln")
    compound = line.get("cmpd", "sng") if line is not None else "sng"
    return (dash is None or dash.get("val") == "solid") and compound == "sng"


def _vml_lines(node: Element) -> list[DrawnLine]:
    found: list[DrawnLine] = []
    for line in node.iter(V + "line"):
        ends = [_point(line.get(name, "0,0")) for name in ("from", "to")]
        found.append(DrawnLine(abs(ends[1] - ends[0]), _vml_solid(line)))
    for shape in node.iter(V + "shape"):
        width = re.search(r"width:\s*([\d.]+[a-z]*)", shape.get("style", ""))
        if shape.get("type", "").endswith("_t32") and width:
            found.append(DrawnLine(measure(width[1], 20.0) or 0, _vml_solid(shape)))
    return found


def _point(text: str) -> float:
    return measure(text.split(",")[0], 15.0) or 0


def _vml_solid(shape: Element) -> bool:
    stroke = shape.find(V + "stroke")
    if stroke is None:
        return True
    return stroke.get("dashstyle", "solid") == "solid" and stroke.get("linestyle", "single") == "single"
