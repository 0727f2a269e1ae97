"""The checks that many components share: capitals, size, weight, slope, alignment of one line."""

from dataclasses import dataclass

from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.model import Line
from thidua.vanban.check.words import is_capitals, points
from thidua.vanban.quytac import Range


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a component must look. None leaves a property free."""

    rule: str
    size: Range
    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    centred: bool = False


def judge(line: Line, wanted: Wanted, where: str, out: Findings) -> None:
    """Compare one line with what is wanted; each departure is a finding of the rule."""
    text = line.text
    if wanted.capitals is not None and _capitals(line) != wanted.capitals:
        out.add(wanted.rule, "caps", where, found=snippet(text))
    for size in line.sizes():
        if not wanted.size.holds(size):
            out.add(wanted.rule, "size", where, found=points(size))
    if not _is_styled(line, wanted):
        out.add(wanted.rule, "style", where)
    if wanted.centred and not is_centred(line):
        out.add(wanted.rule, "centre", where)


def _capitals(line: Line) -> bool:
    return is_capitals(line.text) or all(look.caps for look in line.looks())


def _is_styled(line: Line, wanted: Wanted) -> bool:
    for wish, name in ((wanted.bold, "bold"), (wanted.italic, "italic")):
        if wish is True and not line.all(name):  # type: ignore[arg-type]
            return False
        if wish is False and line.any(name):  # type: ignore[arg-type]
            return False
    return True


def is_centred(line: Line) -> bool:
    """Centred by alignment; a side of a tab cannot be judged and passes."""
    if "\t" in line.paragraph.text:
        return True
    return line.format.align == "center"
