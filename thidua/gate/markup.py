"""XML parts under caps: no DOCTYPE, bounded depth, bounded number of marks, UTF-8 or UTF-16."""

from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from thidua.gate.verdict import Fault

MAX_PART: Final = 16 * 1024 * 1024
MAX_MARKS: Final = 600_000
"""Sum of `<` over all parts of one file; an element with an end tag has two."""
MAX_DEPTH: Final = 200
MAX_ATTRIBUTES: Final = 256

_ENCODINGS: Final = (None, "utf-8", "utf8", "utf-16", "us-ascii", "ascii")

Attributes = list[str]
"""Names and values in turn, as expat hands them over."""


class Budget:
    """Marks still allowed for the parts of one file, embedded files included."""

    def __init__(self, marks: int = MAX_MARKS) -> None:
        self.left = marks

    def spend(self, content: bytes, name: str) -> None:
        """Take the marks of one part; raises `Fault` when none are left."""
        self.left -= content.count(b"<")
        if self.left < 0:
            raise Fault("xml_lon", name)


class Visitor:
    """What an examiner wants to see of a part.

    `texts` holds local names whose text it reads, `watched` those it must see without attributes too.
    """

    texts: frozenset[str] = frozenset()
    watched: frozenset[str] = frozenset()

    def element(self, local: str, attributes: Attributes) -> None:
        """Called at each start tag that has attributes or is watched."""

    def text(self, local: str, content: str) -> None:
        """Called at the end of each element named in `texts`, with its own text."""


def local_name(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(" ")[2]


def attribute(attributes: Attributes, wanted: str) -> str:
    """The value of the first attribute of that local name, or nothing."""
    for place in range(0, len(attributes), 2):
        if local_name(attributes[place]) == wanted:
            return attributes[place + 1]
    return ""


def scan(content: bytes, name: str, budget: Budget, visitor: Visitor) -> None:
    """Read one part; raises `Fault` where it breaks a cap or `visitor` objects.

    The part is handed over in one piece: fed in pieces, older expat looks at a long token again
    with each piece.
    """
    budget.spend(content, name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.XmlDeclHandler = _declaration_check(name)
    parser.StartDoctypeDeclHandler = _refusal("xml_doctype", name)
    parser.StartElementHandler, parser.EndElementHandler = _handlers(parser, name, visitor)
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise Fault("xml_hong", name) from error


def _refusal(code: str, name: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise Fault(code, name)

    return refuse


def _declaration_check(name: str) -> Callable[[str, str | None, int], None]:
    def check(_version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding.lower() if encoding else None) not in _ENCODINGS:
            raise Fault("xml_ma_chu", name)

    return check


def _handlers(
    parser: expat.XMLParserType, name: str, visitor: Visitor
) -> tuple[Callable[[str, Attributes], None], Callable[[str], None]]:
    """Closures, because this is the hottest place of the gate."""
    depth = 0
    locals_of: dict[str, str] = {}
    pieces: list[str] = []
    see, texts, watched = visitor.element, visitor.texts, visitor.watched

    def start(full: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH or len(attributes) > 2 * MAX_ATTRIBUTES:
            raise Fault("xml_sau" if depth > MAX_DEPTH else "xml_lon", name)
        local = locals_of.get(full)
        if local is None:
            local = locals_of[full] = local_name(full)
        if attributes or local in watched:
            see(local, attributes)
        if local in texts:
            pieces.clear()
            parser.CharacterDataHandler = pieces.append

    def end(full: str) -> None:
        nonlocal depth
        depth -= 1
        local = locals_of[full]
        if local in texts:
            parser.CharacterDataHandler = None
            visitor.text(local, "".join(pieces))

    return start, end
