"""Which format a run or paragraph really has: defaults, style chains, numbering, direct properties."""

from typing import Final
from xml.etree.ElementTree import Element

from thidua.vanban.check.model import Format, Look, TableLook
from thidua.vanban.check.ooxml import A, Properties, W, child_val, paragraph_properties, run_properties

_TOGGLES: Final = ("b", "i", "caps", "smallCaps", "vanish")
_WORD_DEFAULT_FONT: Final = "Times New Roman"
_WORD_DEFAULT_SIZE: Final = 20.0
_BLACK: Final = ("auto", "000000", "#000000", "black")
_MAX_CHAIN: Final = 50


class Style:
    """One style with what it says itself; the chain is walked by `Styles`."""

    def __init__(self, node: Element) -> None:
        self.based_on = child_val(node, "basedOn")
        self.run = run_properties(node.find(W + "rPr"))
        self.paragraph = paragraph_properties(node.find(W + "pPr"))
        self.conditions = {
            part.get(W + "type", ""): run_properties(part.find(W + "rPr"))
            for part in node.findall(W + "tblStylePr")
        }
        table = node.find(W + "tblPr")
        self.bordered = table is not None and table.find(W + "tblBorders") is not None


class Styles:
    """The style part, with the theme's fonts."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default_paragraph: str | None = None
        self._run_defaults: Properties = {}
        self._paragraph_defaults: Properties = {}
        self._theme = _theme_fonts(theme)
        self._looks: dict[tuple[object, ...], Look] = {}
        self._formats: dict[tuple[object, ...], Format] = {}
        self._chains: dict[tuple[str, bool], Properties] = {}
        if styles is not None:
            self._read(styles)

    def _read(self, styles: Element) -> None:
        defaults = styles.find(W + "docDefaults")
        if defaults is not None:
            self._run_defaults = run_properties(defaults.find(f"{W}rPrDefault/{W}rPr"))
            self._paragraph_defaults = paragraph_properties(defaults.find(f"{W}pPrDefault/{W}pPr"))
        for node in styles.iter(W + "style"):
            name = node.get(W + "styleId", "")
            self._styles[name] = Style(node)
            if node.get(W + "type") == "paragraph" and node.get(W + "default", "0") in ("1", "true", "on"):
                self._default_paragraph = name

    def chain(self, name: str | None) -> list[Style]:
        """The style and those it is based on, the root first."""
        found: list[Style] = []
        while name in self._styles and len(found) < _MAX_CHAIN:
            style = self._styles[name]
            found.append(style)
            name = style.based_on
        return found[::-1]

    def _chained(self, name: str | None, *, paragraph: bool) -> Properties:
        key = (name or "", paragraph)
        if key not in self._chains:
            merged: Properties = {}
            for style in self.chain(name):
                merged.update(style.paragraph if paragraph else style.run)
            self._chains[key] = merged
        return self._chains[key]

    def is_bordered(self, table_style: str | None) -> bool:
        return any(style.bordered for style in self.chain(table_style))

    def has_conditions(self, table_style: str | None) -> bool:
        """Whether the first row, the last column and their like have a look of their own."""
        return any(style.conditions for style in self.chain(table_style))

    def _in_table(self, table: TableLook) -> Properties:
        """What a table's style says of the letters of a cell, the conditions in force included."""
        plain = self._chained(table.style, paragraph=False)
        if not table.conditions:
            return plain
        merged = dict(plain)
        for condition in table.conditions:
            for style in self.chain(table.style):
                merged.update(style.conditions.get(condition, {}))
        return merged

    def paragraph_numbering(self, own: Properties) -> Properties:
        """`numId` and `ilvl` in force, from the paragraph or its style."""
        from_style = self._chained(own.get("pStyle", self._default_paragraph), paragraph=True)
        return {k: v for source in (from_style, own) for k, v in source.items() if k in ("numId", "ilvl")}

    def format(self, own: Properties, table_style: str | None, numbering: Properties) -> Format:
        """A paragraph's effective format; `numbering` are the properties of its list level."""
        key = (tuple(sorted(own.items())), table_style, tuple(sorted(numbering.items())))
        if key not in self._formats:
            self._formats[key] = self._resolve_format(own, table_style, numbering)
        return self._formats[key]

    def _resolve_format(self, own: Properties, table_style: str | None, numbering: Properties) -> Format:
        style = own.get("pStyle") or self._default_paragraph
        styled = self._chained(style, paragraph=True)
        merged = {**self._paragraph_defaults, **self._chained(table_style, paragraph=True)}
        layers = (styled, numbering) if "numId" in own else (numbering, styled)
        for layer in (*layers, own):
            merged.update(layer)
        return Format(
            align={"start": "left", "end": "right"}.get(merged.get("jc", "left"), merged.get("jc", "left")),
            left=merged.get("left", 0), right=merged.get("right", 0), first=merged.get("first", 0),
            before=merged.get("before", 0), after=merged.get("after", 0),
            line=merged.get("line", 240), line_rule=merged.get("rule", "auto"),
            contextual=merged.get("contextual", False), border=merged.get("border", ""),
            shaded=_is_shaded(merged.get("shd")), page_break=merged.get("page_break", False),
            frame=merged.get("frame", ""), style=style or "",
        )  # fmt: skip

    def is_hidden(self, own: Properties) -> bool:
        return bool(own.get("vanish"))

    def look(self, text: str, own: Properties, paragraph_style: str | None, table: TableLook) -> Look:
        """A run's effective look; the text decides which font slots count."""
        high = any(ord(char) > 0x7F for char in text)
        low = any(33 <= ord(char) <= 0x7F for char in text)
        key = (tuple(sorted(own.items())), paragraph_style, table, high, low)
        if key not in self._looks:
            self._looks[key] = self._resolve(own, paragraph_style, table, high, low)
        return self._looks[key]

    def _resolve(
        self, own: Properties, paragraph_style: str | None, table: TableLook, high: bool, low: bool
    ) -> Look:
        layers = [
            self._in_table(table),
            self._chained(paragraph_style or self._default_paragraph, paragraph=False),
            self._chained(own.get("rStyle"), paragraph=False),
        ]
        merged = dict(self._run_defaults)
        for layer in (*layers, own):
            merged.update(layer)
        for toggle in _TOGGLES:
            # A toggle stated in several kinds of style turns over with each; a direct one is final.
            if toggle not in own:
                turns = sum(bool(layer.get(toggle)) for layer in layers)
                merged[toggle] = turns % 2 == 1 or bool(self._run_defaults.get(toggle))
        return Look(
            font=self._font(merged, high, low),
            size=merged.get("size", _WORD_DEFAULT_SIZE),
            bold=bool(merged.get("b")),
            italic=bool(merged.get("i")),
            underline=merged.get("u", "none") != "none",
            color="" if merged.get("color", "auto").lower() in _BLACK else merged["color"],
            marked=merged.get("highlight", "none") != "none" or _is_shaded(merged.get("shd")),
            caps=bool(merged.get("caps") or merged.get("smallCaps")),
            raised=merged.get("vertAlign", "baseline") in ("superscript", "subscript"),
        )

    def _font(self, merged: Properties, high: bool, low: bool) -> str:
        slots = [slot for slot, used in (("ascii", low or not high), ("hAnsi", high)) if used]
        if merged.get("hint") == "eastAsia" and high:
            slots.append("eastAsia")
        if merged.get("complex"):
            slots = ["cs"]
        names = [self._named(merged.get(slot, _WORD_DEFAULT_FONT)) for slot in slots]
        wrong = [name for name in names if name.casefold() != _WORD_DEFAULT_FONT.casefold()]
        return wrong[0] if wrong else _WORD_DEFAULT_FONT

    def _named(self, name: str) -> str:
        if not name.startswith("theme:"):
            return name
        return self._theme.get("major" if "major" in name else "minor", _WORD_DEFAULT_FONT)


def _is_shaded(fill: str | None) -> bool:
    return fill is not None and fill.lower() not in ("auto", "ffffff", "#ffffff", "")


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    if theme is None:
        return found
    for kind in ("major", "minor"):
        latin = theme.find(f".//{A}{kind}Font/{A}latin")
        if latin is not None and latin.get("typeface"):
            found[kind] = latin.get("typeface", "")
    return found
