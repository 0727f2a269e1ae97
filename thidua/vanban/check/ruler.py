"""Rule lines: the four ways they are drawn, and their length against the text above them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.vanban.check.finding import Findings
from thidua.vanban.check.model import Line, Paragraph, wrapped_line
from thidua.vanban.check.words import decimal
from thidua.vanban.quytac import RAISED_UNDERSCORE_SLACK, RULE_SLACK, UNDERSCORE_SLACK, Range

_UNDERSCORES = re.compile(r"_{3,}$")
_DASHES = re.compile(r"[-–—=.*~]{3,}$")
_SOLID_BORDERS = ("single", "thick")
# Left and right indents of a centred rule may differ by 1 mm.
_BALANCE = 57


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One drawn rule, length in twips; `slack` is the tolerance that its way of drawing needs."""

    length: float
    solid: bool
    centred: bool = True
    slack: float = RULE_SLACK


def is_rule(text: str) -> bool:
    return bool(_UNDERSCORES.match(text.strip()) or _DASHES.match(text.strip()))


def rule_lines(paragraphs: Iterable[Paragraph]) -> list[RuleLine]:
    """All rules drawn by these paragraphs: borders, line objects, rows of underscores."""
    found: list[RuleLine] = []
    for paragraph in paragraphs:
        form = paragraph.format
        if form.border:
            length = paragraph.room - form.left - form.right
            balanced = abs(form.left - form.right) <= _BALANCE
            found.append(RuleLine(length, form.border in _SOLID_BORDERS, balanced))
        found += [RuleLine(line.length, line.solid) for line in paragraph.drawn]
        for piece in paragraph.pieces("\n"):
            if is_rule(piece.text):
                solid = bool(_UNDERSCORES.match(piece.text))
                raised = any(look.raised for look in piece.looks())
                slack = RAISED_UNDERSCORE_SLACK if raised else UNDERSCORE_SLACK
                found.append(RuleLine(piece.width, solid, form.align == "center", slack))
    return found


@dataclass(frozen=True, slots=True)
class RuleWanted:
    """Which rule is asked for: its ID, its allowed ratio, and the name of the text above it."""

    rule: str
    allowed: Range
    part: str


def judge_rule(wanted: RuleWanted, text: Sequence[Line], rules: list[RuleLine], out: Findings) -> None:
    """The rule under `text` (its lines in order) must be there, solid, centred and of the right length."""
    underlined = [line for line in text if line.any("underline")]
    if underlined:
        out.add("RB-01", "underline", wanted.part, part=wanted.part)
        return
    if not rules:
        out.add(wanted.rule, "missing", wanted.part)
        return
    widths = printed_widths(text)
    best = min(rules, key=lambda rule: _distance(rule.length / widths[-1], wanted.allowed))
    if not best.solid:
        out.add("RB-01", "solid", wanted.part, part=wanted.part)
        return
    if not best.centred:
        out.add("RB-01", "centre", wanted.part, part=wanted.part)
    _judge_length(wanted, best, widths, out)


def printed_widths(text: Sequence[Line]) -> list[float]:
    """Widths of the printed lines of some pieces of text, each wrapped into the room it has."""
    widths: list[float] = []
    for line in text:
        room = line.paragraph.room - line.format.left - line.format.right
        widths += wrapped_line(line, room)
    return [width for width in widths if width] or [1.0]


def _judge_length(wanted: RuleWanted, rule: RuleLine, widths: list[float], out: Findings) -> None:
    ratio = rule.length / widths[-1]
    if wanted.allowed.holds(ratio, rule.slack):
        return
    if len(widths) > 1 and wanted.allowed.holds(rule.length / max(widths), rule.slack):
        out.add(wanted.rule, "longest", wanted.part)
    else:
        out.add(wanted.rule, "length", wanted.part, found=decimal(ratio, 2))


def _distance(ratio: float, allowed: Range) -> float:
    return max(allowed.least - ratio, ratio - allowed.most, 0)
