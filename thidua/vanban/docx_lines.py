"""Paragraphs, cells and rows of WordprocessingML as text. Texts come in cleaned; lengths are in mm."""

import re
from collections.abc import Iterable

from thidua.vanban.blocks import Inline, Run
from thidua.vanban.docx_package import emphasis, twips

_STYLED = re.compile('<w:pStyle w:val="[^"]+"/>(?!<w:keepNext/>)')
_PRESERVE = ' xml:space="preserve"'


def _escape(text: str) -> str:
    if text.isalnum():
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _line(line: str) -> str:
    # only where XML would lose a space: the attribute on every text slows readers down
    kept = "  " not in line and line[:1] != " " and line[-1:] != " "
    return f"<w:t{'' if kept else _PRESERVE}>{_escape(line)}</w:t>"


def text_run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """One run; `\\n` ends a line in it."""
    marks = f"<w:rPr>{emphasis(bold, italic)}</w:rPr>" if bold or italic else ""
    if "\n" not in text:
        return f"<w:r>{marks}{_line(text)}</w:r>"
    return f"<w:r>{marks}{'<w:br/>'.join(map(_line, text.split(chr(10))))}</w:r>"


def _run(run: Run) -> str:
    return text_run(run.text, bold=run.bold, italic=run.italic)


def open_paragraph(style: str, properties: str = "") -> str:
    """A paragraph up to its first run; `</w:p>` ends it."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'


def paragraph(style: str, content: Inline | str, properties: str = "") -> str:
    runs = content if isinstance(content, tuple) else (Run(content),) if content else ()
    inner = "".join(map(_run, runs))
    return f"{open_paragraph(style, properties)}{inner}</w:p>"


def coloured(style: str, text: str, colour: str) -> str:
    """A paragraph of one run, in a colour when one is given: the stamp of a độ khẩn is red."""
    marks = f'<w:rPr><w:color w:val="{colour}"/></w:rPr>' if colour else ""
    return f"{open_paragraph(style)}<w:r>{marks}{_line(text)}</w:r></w:p>"


def keep_with_next(xml: str) -> str:
    """The same paragraphs, none of them the last on its page when something follows."""
    return _STYLED.sub(r"\g<0><w:keepNext/>", xml)


def indent(left: float, right: float = 0.0, hanging: float = 0.0) -> str:
    hang = f' w:hanging="{twips(hanging)}"' if hanging else ' w:firstLine="0"'
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"{hang}/>'


def table_cell(width: float, content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def table_row(cells: Iterable[str], *, head: bool = False) -> str:
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def _borders(weight: int, colour: str) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{s} w:val="single" w:sz="{weight}" w:space="0" w:color="{colour}"/>' for s in sides)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def table_start(
    columns: list[float], *, border: int = 0, margin: float = 0.0, colour: str = "", align: str = ""
) -> str:
    """Opens a fixed table; `border` is the weight of all its lines in eighths of a point, `colour` theirs."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in columns)
    side = twips(margin)
    place = f'<w:jc w:val="{align}"/>' if align else '<w:tblInd w:w="0" w:type="dxa"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(columns))}" w:type="dxa"/>{place}'
        f"{_borders(border, colour or 'auto') if border else ''}"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


# Two neighbouring tables would melt into one, and a body must not end with a table.
TABLE_END = '</w:tbl><w:p><w:pPr><w:pStyle w:val="DuoiBang"/></w:pPr></w:p>'
