"""Reading a .docx with the standard library alone, as somebody without our program would."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALIKE = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True)
class Paper:
    """The paragraphs in their order, those of tables too, and the tables as rows of cells."""

    paragraphs: list[str]
    tables: list[list[list[str]]]

    @property
    def text(self) -> str:
        """All words, each run of blanks as one."""
        return words(" ".join(self.paragraphs))

    def table_with(self, *heads: str) -> list[list[str]]:
        """The one table in whose head rows all these words stand; its rows, heads too."""
        found = [table for table in self.tables if _has_heads(table, heads)]
        assert len(found) == 1, f"{len(found)} tables with {heads}"
        return found[0]

    def rows_under(self, table: list[list[str]], name: str, stop: int) -> list[list[str]]:
        """The rows that follow the row of this name, at most `stop` of them."""
        start = next(n for n, row in enumerate(table) if any(name in cell for cell in row))
        return table[start + 1 : start + 1 + stop]


def read(data: bytes) -> Paper:
    """The paper in these bytes; every XML part of the package must be readable."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
        body = ElementTree.fromstring(package.read("word/document.xml"))
    return Paper(
        [_said(p) for p in body.iter(f"{W}p") if _said(p)],
        [
            [[words(" ".join(_said(p) for p in cell.iter(f"{W}p"))) for cell in row.findall(f"{W}tc")]
             for row in table.findall(f"{W}tr")]
            for table in body.iter(f"{W}tbl")
        ],
    )  # fmt: skip


def words(text: str) -> str:
    """The text with each run of blanks as one."""
    return " ".join(text.split())


def _said(paragraph: Element) -> str:
    return "".join(
        node.text or "" if node.tag == f"{W}t" else _ALIKE.get(node.tag, "") for node in paragraph.iter()
    ).strip()


def _has_heads(table: list[list[str]], heads: tuple[str, ...]) -> bool:
    said = " ".join(cell for row in table[:2] for cell in row)
    return all(head in said for head in heads)
