"""Rules of those who sign and those who receive: KY, Kính gửi, Nơi nhận."""

import re
from typing import Final

from thidua.vanban import quytac as q
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.look_rules import Wanted, judge
from thidua.vanban.check.model import Line, Paragraph
from thidua.vanban.check.parts import Parts
from thidua.vanban.check.tail import Signer
from thidua.vanban.check.words import fold, is_capitals, squeeze

_MARK = re.compile(r"(?P<mark>[A-ZĐ]{1,3})(?P<dot>\.|/[A-ZĐ]\.?| )(?P<space>\s*)(?P<rest>\S.*)$")
_WRONG_MARK = re.compile(r"(T/M|K/T|T/L|T\.M|K\.T|T\.L|TM|KT|TL|TUQ)\b")
_POSTS: Final = (
    "CHỦ TỊCH", "PHÓ ", "TRƯỞNG ", "GIÁM ĐỐC", "HIỆU TRƯỞNG", "CHÁNH ", "CỤC TRƯỞNG", "CHI CỤC TRƯỞNG",
    "VIỆN TRƯỞNG",     "BÍ THƯ", "CHỈ HUY TRƯỞNG", "CHỦ NHIỆM", "TỔNG ", "BỘ TRƯỞNG", "THỦ TRƯỞNG",
)  # fmt: skip
_COLLECTIVES: Final = (
    "ỦY BAN",
    "UBND",
    "HỘI ĐỒNG",
    "BAN ",
    "TẬP THỂ",
    "TỔ ",
    "LIÊN ĐOÀN",
    "ĐẢNG ỦY",
    "THỊ ỦY",
)
_DEGREES = re.compile(r"(PGS|GS|TS|ThS|Th\.S|BS|CN|KS|NGƯT|NGND|NSƯT|NSND|AHLĐ|CKI{1,2})\b\.?", re.IGNORECASE)
_RECIPIENT = re.compile(r"[-–•]")
_LUU = re.compile(r"- ?Lưu: ?VT(, [^.]+)?\.$")
_DRAFTER = re.compile(r"[A-ZĐƯ]{1,6}\.? ?(\(\d+\)|\d+)?\.?$|[A-Za-zĐđƯư]{1,6}\.? ?\(\d+\)\.?$")
# A council or board that signs with the seal of the agency: not the councils that are authorities themselves.
_COUNCIL = re.compile(
    r"TM\. ?(HỘI ĐỒNG(?! (NHÂN DÂN|TRƯỜNG|THÀNH VIÊN|QUẢN TRỊ))|BAN CHỈ ĐẠO|TỔ (CÔNG TÁC|GIÚP VIỆC))"
)
_BODY_WORDS: Final = ("HỘI ĐỒNG", "BAN ", "TỔ ", "CỤM ", "KHỐI ")
# Dashes of Kính gửi stand in line when they differ by no more than 1 mm.
_ALIGNED: Final = 57
_LEFT_SLACK: Final = 30


def check_signature(parts: Parts, out: Findings) -> None:
    """KY-01 to KY-04."""
    if not parts.tail.signers:
        out.add("KY-01", "missing", "cuối văn bản")
        return
    for signer in parts.tail.signers:
        _signer(signer, parts.is_form, out)
        if not parts.is_form:
            _council(parts, signer, out)


def _council(parts: Parts, signer: Signer, out: Findings) -> None:
    """A council signs under its own name; the post in the agency stands in brackets above the name."""
    first = squeeze(signer.lines[0].text)
    names = [line.text.upper() for line in parts.header.agency]
    if names and _COUNCIL.match(first) and not any(name.startswith(_BODY_WORDS) for name in names):
        out.add("KY-04", "agency", "chữ ký", found=snippet(first))
    for at, line in enumerate(signer.lines):
        inside = line.text[1:-1]
        if not _is_remark(line.text) or not inside.upper().startswith(_POSTS):
            continue
        where = f"chữ ký “{snippet(line.text)}”"
        wanted = Wanted("KY-04", q.SIZE_SIGNATURE, bold=True, italic=False, capitals=True, centred=True)
        judge(line, wanted, where, out)
        if at != len(signer.lines) - 2:
            out.add("KY-04", "place", where, found=snippet(line.text))


def _signer(signer: Signer, is_form: bool, out: Findings) -> None:
    lines = [line for line in signer.lines if not _is_remark(line.text)]
    if not lines:
        return
    heads, name = (
        (lines[:-1], lines[-1]) if len(lines) > 1 and not _is_post(lines[-1].text) else (lines, None)
    )
    if name is not None:
        _name(name, is_form, out)
    elif not is_form:
        out.add("KY-03", "missing", f"chữ ký “{snippet(lines[0].text)}”")
    marked = _WRONG_MARK.match(heads[0].text) or re.match(r"[A-ZĐ]{1,3}\.", heads[0].text)
    for line in heads:
        _head(line, "KY-01" if line is heads[0] and marked else "KY-02", is_form, out)
    if marked and len(heads) == 1 and heads[0].text.startswith(("TM", "KT", "TL", "TUQ")):
        out.add("KY-02", "missing", "chữ ký", found=snippet(heads[0].text))


def _is_remark(text: str) -> bool:
    """`(Ký, ghi rõ họ tên)`, `(Đã ký)`, and the other post in brackets above the name."""
    return text.startswith("(") and text.endswith(")")


def _is_post(text: str) -> bool:
    return is_capitals(text) and text.startswith((*_POSTS, *_COLLECTIVES, "TM.", "KT.", "TL.", "TUQ.", "Q."))


def _head(line: Line, rule: str, is_form: bool, out: Findings) -> None:
    where = f"chữ ký “{snippet(line.text)}”"
    if not is_form:
        wanted = Wanted(rule, q.SIZE_SIGNATURE, bold=True, italic=False, capitals=True, centred=True)
        judge(line, wanted, where, out)
    text = squeeze(line.text)
    if rule == "KY-01" or re.match(r"[A-ZĐ]{1,3}\.", text):
        _authority(text, where, out)


def _authority(text: str, where: str, out: Findings) -> None:
    match = re.match(r"(?P<mark>[A-ZĐ]{1,3})\.(?P<space> ?)(?P<rest>\S.*)$", text)
    if match is None or match["mark"] not in q.AUTHORITIES or not match["space"]:
        out.add("KY-01", "form", where, found=snippet(text))
        return
    mark, rest = match["mark"], match["rest"].upper()
    if mark == "TM" and rest.startswith(_POSTS):
        out.add("KY-01", "collective", where, found=snippet(rest))
    elif mark != "TM" and rest.startswith(_COLLECTIVES):
        out.add("KY-01", "post", where, mark=mark, found=snippet(rest))


def _name(line: Line, is_form: bool, out: Findings) -> None:
    where = f"họ tên “{snippet(line.text)}”"
    if _DEGREES.match(line.text):
        out.add("KY-03", "title", where, found=snippet(line.text))
    if is_form:
        return
    judge(
        line,
        Wanted("KY-03", q.SIZE_SIGNATURE, bold=True, italic=False, capitals=False, centred=True),
        where,
        out,
    )
    words = line.text.split()
    if not is_capitals(line.text) and not all(word[:1].isupper() for word in words if word[:1].isalpha()):
        out.add("KY-03", "caps", where, found=snippet(line.text))


def check_kinh_gui(parts: Parts, out: Findings) -> None:
    """NN-01 to NN-03."""
    group = parts.kinh_gui
    if not group:
        if parts.kind in q.KINH_GUI_REQUIRED or parts.is_cong_van:
            out.add("NN-01", "missing", "đầu văn bản", found=(parts.kind or "CÔNG VĂN").capitalize())
        return
    if parts.kind and parts.kind not in q.KINH_GUI_ALLOWED:
        out.add("NN-01", "extra", "Kính gửi")
    for paragraph in group:
        wanted = Wanted("NN-01", q.SIZE_KINH_GUI, bold=False, italic=False)
        judge(paragraph.whole(), wanted, f"Kính gửi: “{snippet(paragraph.text)}”", out)
    head, same_line, items = _kinh_gui_items(group)
    if not re.match(r"Kính gửi ?:", head):
        out.add("NN-01", "colon", "Kính gửi")
    if len(items) + bool(same_line) < 2:
        _one_addressee(same_line, items, out)
    else:
        _many_addressees(group, same_line, items, out)


def _kinh_gui_items(group: tuple[Paragraph, ...]) -> tuple[str, str, list[tuple[str, float]]]:
    """The words `Kính gửi:`, what follows on the same line, and the lines below with where they start."""
    lines = [(line.text, paragraph) for paragraph in group for line in _with_labels(paragraph) if line.text]
    head, _, same_line = squeeze(lines[0][0]).partition(":")
    colon = ":" if ":" in lines[0][0] else ""
    items = [
        (
            f"{p.label} {text}" if p.label and not text.startswith(p.label) else text,
            p.format.left + p.format.first,
        )
        for text, p in lines[1:]
    ]
    return head + colon, same_line.strip(), items


def _with_labels(paragraph: Paragraph) -> tuple[Line, ...]:
    return paragraph.pieces("\n")


def _one_addressee(same_line: str, items: list[tuple[str, float]], out: Findings) -> None:
    if not same_line and items:
        out.add("NN-02", "line", "Kính gửi")
    if re.search(r";\s*\S", same_line) and not re.search(r"\([^)]*;", same_line):
        out.add("NN-03", "line", "Kính gửi")


def _many_addressees(
    group: tuple[Paragraph, ...], same_line: str, items: list[tuple[str, float]], out: Findings
) -> None:
    if same_line and not same_line.startswith("-"):
        out.add("NN-03", "line", "Kính gửi")
    for number, (text, _) in enumerate(items):
        where = f"Kính gửi: “{snippet(text)}”"
        if not text.startswith("-"):
            out.add("NN-03", "dash", where, found=snippet(text))
        if number == len(items) - 1:
            if not text.endswith("."):
                out.add("NN-03", "last", where)
        elif not text.endswith(";"):
            out.add("NN-03", "middle", where, found=snippet(text))
    starts = [start for _, start in items]
    if starts and max(starts) - min(starts) > _ALIGNED and not any("\t" in p.text for p in group):
        out.add("NN-03", "align", "Kính gửi")


def check_noi_nhan(parts: Parts, out: Findings) -> None:
    """NN-04 to NN-07. A form is not sent out, so no Nơi nhận is asked of it."""
    lines = parts.tail.noi_nhan
    if not lines:
        if not parts.is_form:
            out.add("NN-04", "missing", "cuối văn bản")
        return
    _noi_nhan_word(parts, lines[0], out)
    recipients = list(lines[1:])
    if len(recipients) > 1 and _DRAFTER.match(recipients[-1].text):
        _drafter(recipients.pop(), out)
    for number, line in enumerate(recipients):
        _recipient(line, number == len(recipients) - 1, out)
    if recipients:
        _first_recipient(parts, _listed(recipients[0]), out)


def _drafter(line: Line, out: Findings) -> None:
    """ST-01."""
    wanted = Wanted("ST-01", q.SIZE_NGUOI_SOAN, italic=False, capitals=True)
    judge(line, wanted, f"ký hiệu người soạn thảo “{snippet(line.text)}”", out)


def _noi_nhan_word(parts: Parts, line: Line, out: Findings) -> None:
    where = "Nơi nhận"
    if squeeze(line.text) != "Nơi nhận:":
        out.add("NN-04", "text", where, found=snippet(line.text))
    judge(line, Wanted("NN-04", q.SIZE_NOI_NHAN, bold=True, italic=True), where, out)
    if not _is_at_left(line):
        out.add("NN-04", "left", where)
    rows = {signer.row for signer in parts.tail.signers}
    if parts.tail.is_table and rows and line.row not in rows and parts.kind != "BIÊN BẢN":
        out.add("NN-04", "level", where)


def _is_at_left(line: Line) -> bool:
    form = line.format
    return form.align in ("left", "both") and abs(form.left + form.first) <= _LEFT_SLACK


def _listed(line: Line) -> str:
    label = line.paragraph.label
    text = squeeze(line.text)
    return f"{label} {text}" if label and not text.startswith(label) else text


def _recipient(line: Line, is_last: bool, out: Findings) -> None:
    text = _listed(line)
    where = f"Nơi nhận: “{snippet(text)}”"
    judge(line, Wanted("NN-05", q.SIZE_RECIPIENT, bold=False, italic=False), where, out)
    if not _is_at_left(line):
        out.add("NN-05", "left", where)
    if is_last:
        if not _LUU.match(text):
            out.add("NN-06", "luu", where, found=snippet(text))
        return
    if not _RECIPIENT.match(text):
        out.add("NN-05", "dash", where, found=snippet(text))
    if not text.endswith(";"):
        out.add("NN-05", "end", where, found=snippet(text))


def _first_recipient(parts: Parts, text: str, out: Findings) -> None:
    if parts.kinh_gui and not parts.is_form and fold(text) != "- nhu tren;":
        out.add("NN-07", "nhu_tren", "Nơi nhận")
    elif parts.kind in q.NHU_DIEU and not fold(text).startswith("- nhu dieu"):
        out.add("NN-07", "nhu_dieu", "Nơi nhận")
