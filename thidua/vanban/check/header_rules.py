"""Rules of the head of page 1: Quốc hiệu, Tiêu ngữ, agency, số and ký hiệu, place and date."""

import re
from typing import Final

from thidua.vanban import quytac as q
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.header import Header
from thidua.vanban.check.look_rules import Wanted, is_centred, judge
from thidua.vanban.check.model import Line
from thidua.vanban.check.parts import Parts
from thidua.vanban.check.ruler import RuleLine, RuleWanted, judge_rule, rule_lines
from thidua.vanban.check.words import decimal, fold, squeeze

_NUMBER = re.compile(r"Số: ?(?P<number>\d+|[\s.…]*)(?P<slash>/)(?P<symbol>\S.*)$")
_GROUP: Final = r"[A-ZĐƯƠÂÊÔĂ&]+"
_SYMBOL_TAIL = re.compile(rf"{_GROUP}(TTg|Tg)?(-{_GROUP})*$|TTg(-{_GROUP})*$")
_BLANK: Final = r"[\s.…_]*"
_DATE = re.compile(
    rf"ngày (0[1-9]|[12]\d|3[01]|{_BLANK}) ?tháng (0[12]|[3-9]|1[0-2]|{_BLANK}) ?năm (\d{{4}}|{_BLANK})$"
)
# A line that begins so is a body of its own, not the rest of a name broken over two lines.
_BODIES: Final = (
    "PHÒNG ", "BAN ", "SỞ ", "TRUNG TÂM ", "TRƯỜNG ", "HỘI ", "CÔNG AN ", "VĂN PHÒNG", "THANH TRA", "CỤM ",
    "KHỐI ", "CHI CỤC ", "ỦY BAN ", "LIÊN ĐOÀN ", "TỔ ", "TÒA ÁN ", "VIỆN ", "ĐOÀN ",
    "THỊ ĐOÀN", "CHI NHÁNH ",
)  # fmt: skip
_ABBREVIATIONS = re.compile(r"\b(UBND|HĐND|UBMTTQ|MTTQ|TĐKT|HĐTĐKT)\b")
_SPACING_SLACK: Final = 20


def check_header(parts: Parts, out: Findings) -> None:
    """QH-01 to DD-02, and TL-04 for a công văn."""
    header = parts.header
    _quoc_hieu(header, out)
    _tieu_ngu(header, out)
    _agency(header, out)
    _number(parts, out)
    if parts.kind != "BIÊN BẢN" or header.date is not None:
        _date(header, out)
    if parts.is_cong_van or (header.trich_yeu is not None):
        _trich_yeu(header, out)


def _quoc_hieu(header: Header, out: Findings) -> None:
    line, where = header.quoc_hieu, "Quốc hiệu"
    if line is None:
        out.add("QH-01", "missing", "đầu văn bản")
        return
    text = squeeze(line.text)
    if text == q.QUOC_HIEU_OTHER_TONE:
        out.add("QH-01", "tone", where)
    elif text != q.QUOC_HIEU:
        out.add("QH-01", "text", where, found=snippet(text))
    if not header.is_quoc_hieu_right:
        out.add("QH-01", "place", where)
    judge(line, Wanted("QH-01", q.SIZE_QUOC_HIEU, bold=True, italic=False), where, out)
    room = line.paragraph.room - line.format.left - line.format.right
    if "\t" not in line.paragraph.text and line.width > room + q.TOLERANCE:
        out.add("QH-01", "wrap", where)


def _tieu_ngu(header: Header, out: Findings) -> None:
    line, where = header.tieu_ngu, "Tiêu ngữ"
    if line is None:
        out.add("QH-02", "missing", "đầu văn bản")
        return
    if squeeze(line.text) != q.TIEU_NGU:
        out.add("QH-02", "text", where, found=snippet(line.text))
    judge(line, Wanted("QH-02", q.SIZE_TIEU_NGU, bold=True, italic=False, centred=True), where, out)
    above = header.quoc_hieu
    if above is not None and above.paragraph is not line.paragraph:
        gap = max(above.format.after, line.format.before)
        if gap > _SPACING_SLACK or line.format.line > q.LINE_SPACING.least * 1.2:
            out.add("QH-02", "gap", where)
    column = header.right if line in header.right else header.left
    rules = rule_lines(header.under(line, header.date, column)) or _drawn_anywhere(header, q.RULE_FULL, line)
    judge_rule(RuleWanted("QH-03", q.RULE_FULL, "Tiêu ngữ"), [line], rules, out)


def _drawn_anywhere(header: Header, allowed: q.Range, text: Line) -> list[RuleLine]:
    """Line objects may hang on any paragraph of the header; those of a fitting length count."""
    paragraphs = {id(line.paragraph): line.paragraph for line in (*header.left, *header.right)}
    lines = [line for p in paragraphs.values() for line in p.drawn]
    return [
        RuleLine(line.length, line.solid)
        for line in lines
        if allowed.holds(line.length / max(text.width, 1), 0.05)
    ]


def _agency(header: Header, out: Findings) -> None:
    if not header.agency:
        out.add("CQ-02", "missing", "đầu văn bản")
        return
    first_own = _first_own_line(header.agency)
    for line in header.agency[:first_own]:
        wanted = Wanted("CQ-01", q.SIZE_CO_QUAN, bold=False, italic=False, capitals=True)
        judge(line, wanted, "tên cơ quan chủ quản", out)
    own = header.agency[first_own:]
    where = "tên cơ quan ban hành"
    for line in own:
        judge(
            line,
            Wanted("CQ-02", q.SIZE_CO_QUAN, bold=True, italic=False, capitals=True, centred=True),
            where,
            out,
        )
        if short := _ABBREVIATIONS.search(line.text):
            out.add("CQ-02", "short", where, found=short[0])
    until = header.number or header.trich_yeu
    column = header.left if own[-1] in header.left else header.right
    rules = rule_lines(header.under(own[-1], until, column)) or _drawn_anywhere(header, q.RULE_SHORT, own[-1])
    judge_rule(RuleWanted("CQ-03", q.RULE_SHORT, where), own, rules, out)


def _first_own_line(agency: tuple[Line, ...]) -> int:
    """Index of the first line of the issuing body: the superior's lines come before it, if any."""
    bodies = [at for at, line in enumerate(agency) if at and line.text.upper().startswith(_BODIES)]
    if bodies:
        return bodies[-1]
    bold = [at for at, line in enumerate(agency) if line.all("bold")]
    if bold and _ABBREVIATIONS.match(agency[0].text) and len(agency) > 1:
        return 1
    return bold[0] if bold else len(agency) - 1 if agency[0].text.upper().startswith("UBND") else 0


def _number(parts: Parts, out: Findings) -> None:
    line, where = parts.header.number, "số, ký hiệu"
    if line is None:
        if not parts.is_form:
            out.add("SH-01", "missing", "đầu văn bản")
        return
    judge(line, Wanted("SH-01", q.SIZE_SO_KY_HIEU, bold=False, italic=False, centred=True), where, out)
    text = squeeze(line.text)
    match = _NUMBER.match(text)
    if match is None:
        out.add("SH-01", "text", where, found=snippet(text))
        return
    number = match["number"].strip()
    if number.isdigit() and not re.fullmatch(r"0[1-9]|[1-9]\d+", number):
        out.add("SH-01", "zero", where, found=number)
    if not parts.is_form:
        _symbol(parts, match["symbol"], out)


def _symbol(parts: Parts, symbol: str, out: Findings) -> None:
    where = "số, ký hiệu"
    head, _, rest = symbol.partition("-")
    if head != head.strip():
        out.add("SH-02", "form", where, found=snippet(symbol))
        return
    wanted = q.TEN_LOAI.get(parts.kind, "")
    if wanted:
        if head != wanted:
            out.add("SH-02", "kind", where, found=snippet(symbol), wanted=wanted)
        elif not _SYMBOL_TAIL.match(rest):
            out.add("SH-02", "form", where, found=snippet(symbol))
    elif head in q.TEN_LOAI.values():
        if not _SYMBOL_TAIL.match(rest):
            out.add("SH-02", "form", where, found=snippet(symbol))
    elif not _SYMBOL_TAIL.match(symbol) or "-" not in symbol:
        out.add("SH-02", "form", where, found=snippet(symbol))


def _date(header: Header, out: Findings) -> None:
    line, where = header.date, "địa danh, thời gian"
    if line is None:
        out.add("DD-01", "missing", "đầu văn bản")
        return
    judge(line, Wanted("DD-01", q.SIZE_DIA_DANH, bold=False, italic=True, centred=True), where, out)
    place, when = _split_date(squeeze(line.text))
    if not place.endswith(","):
        out.add("DD-01", "comma", where, found=snippet(place))
    if not all(
        word[:1].isupper() or word[:1].isdigit() for word in re.split(r"[\s\-]+", place.strip(" ,")) if word
    ):
        out.add("DD-01", "capital", where, found=snippet(place.strip(" ,")))
    if not _DATE.match(when):
        out.add("DD-02", "form", where, found=snippet(when))
    number = header.number
    if number is not None and number.row != line.row and number.paragraph is not line.paragraph:
        out.add("DD-02", "row", where)


def _split_date(text: str) -> tuple[str, str]:
    """Place (with its comma) and date of the line; the date may be written in any wrong way."""
    match = re.search(r",|\bngày\b|\d", text)
    if match is None:
        return text, ""
    at = match.start() + (match[0] == ",")
    return text[:at].strip(), text[at:].strip()


def _trich_yeu(header: Header, out: Findings) -> None:
    line, where = header.trich_yeu, "trích yếu công văn"
    if line is None:
        out.add("TL-04", "missing", "đầu văn bản")
        return
    judge(line, Wanted("TL-04", q.SIZE_TRICH_YEU_CONG_VAN, bold=False, italic=False), where, out)
    if not is_centred(line):
        out.add("TL-04", "centre", where)
    above = header.number
    if above is None or above.paragraph is line.paragraph or fold(above.text) == fold(line.text):
        return
    gap = max(above.format.after, line.format.before)
    if abs(gap - q.TRICH_YEU_GAP) > _SPACING_SLACK:
        out.add("TL-04", "gap", where, found=decimal(gap / 20))
