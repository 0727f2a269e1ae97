"""Rules of copies: SH-D2, the lines of an electronic copy, and SH-D3, the block of a copy on paper."""

import re
from typing import Final

from thidua.vanban import quytac as q
from thidua.vanban.check.copies import block_lines, is_form
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.look_rules import Wanted, judge
from thidua.vanban.check.model import Line, Paragraph
from thidua.vanban.check.parts import Parts
from thidua.vanban.check.ruler import rule_lines
from thidua.vanban.check.seal_rules import FULL_TIME
from thidua.vanban.check.words import fold, squeeze

_FORMS = re.compile("|".join(q.HINH_THUC_SAO), re.IGNORECASE)
_NUMBER = re.compile(r"so\s*(:|\d)")
_RIGHT_NUMBER = re.compile(r"Số: ?(\d{2,}|[\s.…]*)/(?P<kind>[A-Za-z]+)-\S+$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TOP: Final = "góc trên bên phải bản sao điện tử"
_BLOCK: Final = "phần sao ở cuối văn bản"


def check_copies(parts: Parts, out: Findings) -> None:
    """SH-D2 and SH-D3."""
    if parts.copy_top:
        _electronic(parts.copy_top, out)
    lines = [line for block in parts.copy for line in block_lines(block)]
    form = next(filter(is_form, lines), None)
    if form is not None:
        _paper(parts, form, lines, out)


def _electronic(top: tuple[Paragraph, ...], out: Findings) -> None:
    if any(p.pictures for p in top):
        out.add("SH-D2", "picture", _TOP)
    for paragraph in (p for p in top if not p.is_blank):
        judge(paragraph.whole(), Wanted("SH-D2", q.SIZE_KY_SO, bold=False, italic=False), _TOP, out)
        if paragraph.format.align != "right":
            out.add("SH-D2", "right", _TOP)
    text = squeeze(" ".join(p.text for p in top))
    if not FULL_TIME.search(text):
        out.add("SH-D2", "time", _TOP)
    rest = FULL_TIME.sub("", _FORMS.sub("", text)).replace("Thời gian ký", "")
    if not _LETTERS.search(rest):
        out.add("SH-D2", "agency", _TOP)


def _paper(parts: Parts, form: Line, lines: list[Line], out: Findings) -> None:
    name = squeeze(form.text)
    if name.upper() not in q.HINH_THUC_SAO:
        out.add("SH-D3", "form", _BLOCK, found=snippet(name))
    judge(form, Wanted("SH-D3", q.SIZE_TEN_LOAI, bold=True, italic=False, capitals=True), _BLOCK, out)
    _number(name.upper(), lines, out)
    above = [block for block in parts.copy[:4] if isinstance(block, Paragraph)]
    room = parts.document.sections[parts.copy[0].section].room
    drawn = rule_lines(above)
    if not any(rule.solid and q.RULE_PAGE.holds(rule.length / room, rule.slack) for rule in drawn):
        out.add("SH-D3", "rule", _BLOCK)


def _number(form: str, lines: list[Line], out: Findings) -> None:
    line = next((line for line in lines if _NUMBER.match(fold(line.text))), None)
    match = _RIGHT_NUMBER.match(squeeze(line.text)) if line else None
    if match is None:
        out.add("SH-D3", "number", _BLOCK, found=snippet(line.text) if line else "")
    elif form in q.HINH_THUC_SAO and match["kind"] != q.HINH_THUC_SAO[form]:
        out.add("SH-D3", "kind", _BLOCK, found=snippet(match["kind"]), wanted=q.HINH_THUC_SAO[form])
