"""The numbers that automatic lists print, so that `1.` typed and `1.` numbered read the same."""

import re
from typing import Final
from xml.etree.ElementTree import Element

from thidua.vanban.check.ooxml import Properties, W, child_val, number, paragraph_properties

_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(value: int) -> str:
    """A number above zero in Roman digits."""
    digits = ""
    for unit, sign in _ROMAN:
        digits += sign * (value // unit)
        value %= unit
    return digits


def _printed(value: int, kind: str) -> str:
    match kind:
        case "upperRoman":
            return roman(value)
        case "lowerRoman":
            return roman(value).lower()
        case "lowerLetter":
            return chr(96 + (value - 1) % 26 + 1)
        case "upperLetter":
            return chr(64 + (value - 1) % 26 + 1)
        case "decimalZero":
            return f"{value:02}"
        case "none":
            return ""
        case _:
            return str(value)


class _Level:
    def __init__(self, node: Element) -> None:
        self.start = number(child_val(node, "start")) or 1
        self.kind = child_val(node, "numFmt") or "decimal"
        self.text = child_val(node, "lvlText") or ""
        self.format = paragraph_properties(node.find(W + "pPr"))


class Numbering:
    """The numbering part and the counters, which run on as paragraphs are read in order."""

    def __init__(self, part: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        if part is not None:
            self._read(part)

    def _read(self, part: Element) -> None:
        for abstract in part.iter(W + "abstractNum"):
            levels = {number(lvl.get(W + "ilvl")) or 0: _Level(lvl) for lvl in abstract.iter(W + "lvl")}
            self._levels[abstract.get(W + "abstractNumId", "")] = levels
        for num in part.iter(W + "num"):
            self._abstract_of[num.get(W + "numId", "")] = child_val(num, "abstractNumId") or ""

    def level(self, own: Properties) -> Properties:
        """The paragraph properties of the list level in force, none outside lists."""
        found = self._find(own)
        return {} if found is None else found.format

    def _find(self, own: Properties) -> _Level | None:
        abstract = self._abstract_of.get(own.get("numId") or "")
        return self._levels.get(abstract or "", {}).get(own.get("ilvl", 0))

    def next_label(self, own: Properties) -> str:
        """The number this paragraph prints; counts it, and starts the deeper levels again."""
        level = self._find(own)
        if level is None:
            return ""
        num_id, ilvl = own["numId"], own.get("ilvl", 0)
        self._counts[num_id, ilvl] = self._counts.get((num_id, ilvl), level.start - 1) + 1
        for key in [key for key in self._counts if key[0] == num_id and key[1] > ilvl]:
            del self._counts[key]
        if level.kind == "bullet":
            return level.text if level.text in ("-", "+") else "•"
        levels = self._levels[self._abstract_of[num_id]]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = levels.get(at)
            return "" if one is None else _printed(self._counts.get((num_id, at), one.start), one.kind)

        return re.sub(r"%(\d)", shown, level.text)
