"""A document as the rules see it: sections, paragraphs and tables with every format property resolved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from thidua.vanban.check.metrics import SUPERSCRIPT, text_width, wrapped


@dataclass(frozen=True, slots=True)
class Look:
    """The effective format of a run. `size` in half-points; `fonts` are those that its letters really use."""

    font: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    color: str
    marked: bool
    caps: bool
    raised: bool


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    look: Look

    @property
    def width(self) -> float:
        """Twips on one line."""
        size = self.look.size * (SUPERSCRIPT if self.look.raised else 1)
        text = self.text.upper() if self.look.caps else self.text
        return text_width(text, size, bold=self.look.bold, italic=self.look.italic)


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line object: its length in twips and whether it is one solid stroke."""

    length: float
    solid: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: size in twips, its distance from the left of `beside` (None in the line), its kind.

    `data` reads its bytes, as far as they are worth looking at.
    """

    width: float
    height: float
    x: float | None
    beside: str
    is_png: bool
    is_clear: bool
    data: Callable[[], bytes] = field(default=bytes, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table's style, and which of its conditions (first row, last column …) hold for a cell."""

    style: str | None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """The effective format of a paragraph, lengths in twips; `border` is its top or bottom line."""

    align: str = "left"
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    line: float = 240
    line_rule: str = "auto"
    contextual: bool = False
    border: str = ""
    shaded: bool = False
    page_break: bool = False
    frame: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a paragraph between breaks or tabs."""

    runs: tuple[Run, ...]
    paragraph: "Paragraph"
    row: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()

    @property
    def width(self) -> float:
        return sum(run.width for run in _stripped(self.runs))

    @property
    def format(self) -> Format:
        return self.paragraph.format

    def looks(self) -> tuple[Look, ...]:
        """The looks of the runs that show something, or of all when the line is blank."""
        return tuple(run.look for run in self.runs if run.text.strip()) or tuple(r.look for r in self.runs)

    def all(self, name: Literal["bold", "italic", "underline"]) -> bool:
        looks = self.looks()
        return bool(looks) and all(getattr(look, name) for look in looks)

    def any(self, name: Literal["bold", "italic", "underline"]) -> bool:
        return any(getattr(look, name) for look in self.looks())

    def sizes(self) -> tuple[float, ...]:
        return tuple(sorted({look.size for look in self.looks() if not look.raised}))


def _stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without the blanks at both ends, which no rule line is measured by."""
    kept = list(runs)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return ()
    kept[0] = Run(kept[0].text.lstrip(), kept[0].look)
    kept[-1] = Run(kept[-1].text.rstrip(), kept[-1].look)
    return tuple(kept)


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """Text in runs; `label` is the printed number of an automatic list, `room` the width it may fill.

    `boxed` is one within a text box, `box` that box's width and height in twips where they are stated.
    """

    runs: tuple[Run, ...]
    format: Format
    section: int
    room: float
    place: str
    label: str = ""
    drawn: tuple[DrawnLine, ...] = ()
    has_page_field: bool = False
    breaks_page: bool = False
    pictures: tuple[Picture, ...] = ()
    boxed: bool = False
    box: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        body = "".join(run.text for run in self.runs)
        return f"{self.label} {body}" if self.label else body

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    def whole(self) -> Line:
        return Line(self.runs, self)

    def pieces(self, separator: str, row: int = 0) -> tuple[Line, ...]:
        """The paragraph cut at a separator character (`\\n` or `\\t`); label left out."""
        lines: list[list[Run]] = [[]]
        for run in self.runs:
            for number, part in enumerate(run.text.split(separator)):
                if number:
                    lines.append([])
                if part:
                    lines[-1].append(Run(part, run.look))
        return tuple(Line(tuple(runs), self, row) for runs in lines)

    def line_widths(self) -> list[float]:
        """Widths of the printed lines, wrapped greedily into the paragraph's room."""
        room = self.room - self.format.left - self.format.right
        widths: list[float] = []
        for piece in self.pieces("\n"):
            widths += wrapped_line(piece, room)
        return widths


def wrapped_line(line: Line, room: float) -> list[float]:
    """Widths of the lines that a piece of text makes when it is wrapped into `room` twips."""
    if line.width <= room:
        return [line.width]
    words = [(word, Run(word, run.look).width) for run in line.runs for word in run.text.split()]
    space = Run(" ", line.looks()[0]).width
    return wrapped(words, space, room)


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """`width` of its text; `margins` are those at both sides together."""

    blocks: tuple["Paragraph | Table", ...]
    width: float
    margins: float = 0

    def paragraphs(self) -> tuple[Paragraph, ...]:
        found: list[Paragraph] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                found.append(block)
            else:
                found += block.paragraphs()
        return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """`height` in twips where it is stated."""

    cells: tuple[Cell, ...]
    is_header: bool
    cannot_split: bool
    height: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    rows: tuple[Row, ...]
    section: int
    place: str
    bordered: bool

    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(p for row in self.rows for cell in row.cells for p in cell.paragraphs())


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Page geometry in twips, and the header and footer paragraphs by kind (`default`, `first`, `even`)."""

    width: float
    height: float
    landscape: bool
    top: float
    bottom: float
    left: float
    right: float
    header: float
    title_page: bool
    start: int | None
    number_format: str
    headers: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    footers: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)

    @property
    def room(self) -> float:
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Document:
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    even_and_odd: bool
