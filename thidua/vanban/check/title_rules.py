"""Rules of tên loại and trích yếu, and of the căn cứ block."""

from thidua.vanban import quytac as q
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.look_rules import Wanted, judge
from thidua.vanban.check.parts import Parts, Title
from thidua.vanban.check.ruler import RuleWanted, judge_rule, rule_lines


def check_title(parts: Parts, out: Findings) -> None:
    """TL-01 to TL-03; a công văn has none of them."""
    if parts.title is not None:
        _kind(parts.title, out)
        _trich_yeu(parts.title, out)
    elif not parts.is_cong_van:
        out.add("TL-01", "missing", "đầu văn bản")


def _kind(title: Title, out: Findings) -> None:
    line = title.kind_line
    where = f"tên loại “{snippet(line.text)}”"
    if not title.kind:
        out.add("TL-01", "unknown", where, found=snippet(line.text))
    wanted = Wanted("TL-01", q.SIZE_TEN_LOAI, bold=True, italic=False, capitals=True, centred=True)
    judge(line, wanted, where, out)


def _trich_yeu(title: Title, out: Findings) -> None:
    if not title.trich_yeu:
        out.add("TL-02", "missing", "dưới tên loại")
        return
    wanted = Wanted("TL-02", q.SIZE_TEN_LOAI, bold=True, italic=False, centred=True)
    for line in title.trich_yeu:
        where = f"trích yếu “{snippet(line.text)}”"
        judge(line, wanted, where, out)
        if line.text == line.text.upper() and sum(c.isalpha() for c in line.text) > 1:
            out.add("TL-02", "caps", where)
    judge_rule(
        RuleWanted("TL-03", q.RULE_SHORT, "trích yếu"), title.trich_yeu, rule_lines(title.rule_zone), out
    )


def check_grounds(parts: Parts, out: Findings) -> None:
    """CC-01 and CC-02."""
    for number, paragraph in enumerate(parts.grounds):
        line = paragraph.whole()
        where = f"{paragraph.place}: “{snippet(paragraph.text)}”"
        judge(line, Wanted("CC-01", q.SIZE_BODY, bold=False, italic=True), where, out)
        is_last = number == len(parts.grounds) - 1
        if not paragraph.text.rstrip().endswith("." if is_last else ";"):
            out.add("CC-02", "last" if is_last else "middle", where)
