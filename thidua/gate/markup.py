"""XML parts under caps: no DOCTYPE, bounded depth, bounded number of elements and names, UTF-8 or UTF-16."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from thidua.gate.verdict import Fault

MAX_PART: Final = 16 * 1024 * 1024
MAX_XML: Final = 32 * 1024 * 1024
"""Bytes of all parts of one file."""
MAX_ELEMENTS: Final = 250_000
"""Start tags of all parts of one file."""
MAX_WIDE_PART: Final = 2 * 1024 * 1024
"""Of a part in UTF-16, which offices do not write and whose tags are not looked at before they are read."""
MAX_NAMES: Final = 20_000
"""Different names of elements and attributes in one part."""
MAX_DEPTH: Final = 200
MAX_ATTRIBUTES: Final = 256

MAX_TAG: Final = 1024 * 1024
_LONG_STRETCH: Final = re.compile(rb"<[^<]{%d,}" % MAX_TAG)
_MANY: Final = 20_000

_ENCODINGS: Final = (None, "utf-8", "utf8", "utf-16", "us-ascii", "ascii")

Attributes = list[str]
"""Names and values in turn, as expat hands them over."""


class Budget:
    """Elements and bytes still allowed for the parts of one file, embedded files included."""

    def __init__(self, elements: int = MAX_ELEMENTS, size: int = MAX_XML) -> None:
        self.left = elements
        self._size = size

    def spend(self, content: bytes, name: str) -> None:
        """Take the elements and bytes of one part; raises `Fault` when none are left."""
        self.left -= content.count(b"<") - content.count(b"</")
        self._size -= len(content)
        if self.left < 0 or self._size < 0:
            raise Fault("xml_lon", name)


class Visitor:
    """What an examiner wants to see of a part.

    `texts` holds local names whose text it reads, `watched` those whose start tags it sees.
    """

    texts: frozenset[str] = frozenset()
    watched: frozenset[str] = frozenset()

    def wants_all(self, content: bytes) -> bool:
        """Whether it must see the start tags of all elements of this part that have attributes."""
        return False

    def element(self, local: str, attributes: Attributes) -> None:
        """Called at each start tag that is watched, and at those that `wants_all` asked for."""

    def text(self, local: str, content: str) -> None:
        """Called at the end of each element named in `texts`, with its own text."""


def is_wide(content: bytes) -> bool:
    """Whether a part is written in UTF-16."""
    return b"\x00" in content[:4]


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
    _check_tags(content, name)
    names: dict[str, str] = {}
    parser = expat.ParserCreate(namespace_separator=" ", intern=names)
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.XmlDeclHandler = _declaration_check(name)
    parser.StartDoctypeDeclHandler = _refusal("xml_doctype", name)
    asked = _Asked(name, visitor, names, wants_all=visitor.wants_all(content))
    parser.StartElementHandler, parser.EndElementHandler = _handlers(parser, asked)
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for in one part; `names` are all that the parser has met in it."""

    part: str
    visitor: Visitor
    names: dict[str, str]
    wants_all: bool


def _handlers(
    parser: expat.XMLParserType, asked: _Asked
) -> tuple[Callable[[str, Attributes], None], Callable[[str], None]]:
    """Closures, because this is the hottest place of the gate."""
    depth = 0
    locals_of: dict[str, str] = {}
    pieces: list[str] = []
    see, wants_all, names = asked.visitor.element, asked.wants_all, asked.names
    texts, called = asked.visitor.texts, asked.visitor.texts | asked.visitor.watched

    def start(full: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH or len(attributes) > 2 * MAX_ATTRIBUTES or len(names) > MAX_NAMES:
            raise Fault("xml_sau" if depth > MAX_DEPTH else "xml_lon", asked.part)
        local = locals_of.get(full)
        if local is None:
            local = locals_of[full] = local_name(full)
        if local in called or (wants_all and attributes):
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
            asked.visitor.text(local, "".join(pieces))

    return start, end


def _check_tags(content: bytes, name: str) -> None:
    """Refuses what the parser would only hand over whole: one tag with attributes without end."""
    if is_wide(content):
        if len(content) > MAX_WIDE_PART:
            raise Fault("xml_lon", name)
    elif any(found[0].count(b"=") > _MANY for found in _LONG_STRETCH.finditer(content)):
        raise Fault("xml_lon", name)
