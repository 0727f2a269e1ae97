"""Rules of digital signatures as they are shown: pictures under the post, lines on a separate file."""

import re
from collections.abc import Iterator
from typing import Final

from thidua.vanban import quytac as q
from thidua.vanban.check.finding import Findings, snippet
from thidua.vanban.check.ink import UNKNOWN, Ink, Tint, ink_of
from thidua.vanban.check.look_rules import Wanted, judge
from thidua.vanban.check.model import Block, Paragraph, Picture
from thidua.vanban.check.parts import Parts
from thidua.vanban.check.words import fold, millimetres, squeeze

# A seal is round: about as wide as high. A signature is not.
_ROUND: Final = q.Range(0.8, 1.25)
# Decoding costs time: two signatures with their seals.
_MOST_INKS: Final = 4
_NUMBER = re.compile(r"\d+/[A-ZĐ]|/[A-ZĐ]+-[A-ZĐ]")
_DATE: Final = r"(\d{4}-\d\d-\d\d|\d\d[./-]\d\d[./-]\d{4})"
FULL_TIME = re.compile(rf"{_DATE}[T ,]+\d\d:\d\d:\d\d ?\+07:?00")
_ALMOST_TIME = re.compile(
    r"\d{1,2}:\d\d|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|thời gian ký", re.IGNORECASE
)


def check_pictures(parts: Parts, out: Findings) -> None:
    """KS-01 and KS-02, for a paper on which pictures stand beside the signer's name."""
    shown = list(_shown(_paragraphs(parts.closing)))
    inks = {id(picture): ink_of(picture.data()) for _, picture in shown[:_MOST_INKS]}
    seals = [picture for _, picture in shown if len(shown) > 1 and _is_round(picture)]
    signatures = [(p, picture) for p, picture in shown if picture not in seals]
    for paragraph, picture in signatures:
        if not (picture.is_png and picture.is_clear):
            out.add("KS-01", "png", "hình ảnh chữ ký")
        else:
            _judge_ink(inks.get(id(picture), UNKNOWN), "KS-01", "xanh", out)
        if picture.x is None and paragraph.format.align != "center":
            out.add("KS-01", "centre", "hình ảnh chữ ký")
    for seal in seals:
        if not (seal.is_png and seal.is_clear):
            out.add("KS-02", "png", "hình ảnh dấu")
        else:
            _judge_ink(inks.get(id(seal), UNKNOWN), "KS-02", "đỏ", out)
        if not q.SEAL_SIZE.holds(seal.width, q.TOLERANCE):
            out.add("KS-02", "size", "hình ảnh dấu", found=millimetres(seal.width))
    if len(seals) == 1 and len(signatures) == 1:
        _cover(seals[0], *signatures[0], out)


def _paragraphs(blocks: tuple[Block, ...]) -> list[Paragraph]:
    """The paragraphs on the signer's side: those of the cell of Nơi nhận are left out."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
            continue
        for cell in (cell for row in block.rows for cell in row.cells):
            inside = cell.paragraphs()
            if not any(fold(p.text).startswith("noi nhan") for p in inside):
                found += inside
    return found


def _shown(paragraphs: list[Paragraph]) -> Iterator[tuple[Paragraph, Picture]]:
    """The pictures; in the line only above a name: what stands below all text is a code, no signature."""
    last = max((at for at, p in enumerate(paragraphs) if _is_name(p)), default=0)
    for at, paragraph in enumerate(paragraphs):
        yield from ((paragraph, some) for some in paragraph.pictures if at <= last or some.x is not None)


def _judge_ink(ink: Ink, rule: str, wanted: Tint, out: Findings) -> None:
    where = "hình ảnh chữ ký" if rule == "KS-01" else "hình ảnh dấu"
    if ink.is_solid:
        out.add(rule, "png", where)
    elif ink.tint and ink.tint != wanted:
        out.add(rule, "color", where, found=ink.tint)


def _is_name(paragraph: Paragraph) -> bool:
    """Text, but no note in brackets below the signatures."""
    return not (paragraph.is_blank or paragraph.text.lstrip().startswith("("))


def _is_round(picture: Picture) -> bool:
    return picture.height > 0 and _ROUND.holds(picture.width / picture.height)


def _cover(seal: Picture, line: Paragraph, signature: Picture, out: Findings) -> None:
    """How much of the signature the seal covers from the left; known when both hang from the same edge."""
    left, beside = _left(line, signature)
    if seal.x is None or left is None or seal.beside != beside or not signature.width:
        return
    covered = (seal.x + seal.width - left) / signature.width
    if seal.x > left or not q.SEAL_COVER.holds(covered):
        out.add("KS-02", "cover", "hình ảnh dấu", found=round(100 * min(max(covered, 0), 1)))


def _left(line: Paragraph, picture: Picture) -> tuple[float | None, str]:
    """Where a picture begins and from what: one alone in a centred line lies in the middle of its column."""
    if picture.x is None and line.is_blank and line.format.align == "center":
        return (line.room - picture.width) / 2, "column"
    return picture.x, picture.beside


def check_attachment(parts: Parts, out: Findings) -> None:
    """KS-03 and PL-06, for an annex that is a file of its own."""
    where = "góc trên bên phải tệp kèm theo"
    lines = [p for p in parts.signing if not p.is_blank]
    if any(p.pictures for p in parts.signing):
        out.add("KS-03", "picture", where)
    if not lines:
        out.add("PL-06", "missing", where)
        return
    for paragraph in lines:
        judge(paragraph.whole(), Wanted("KS-03", q.SIZE_KY_SO, italic=False), where, out)
        if paragraph.format.align != "right":
            out.add("KS-03", "right", where)
    text = squeeze(" ".join(p.text for p in lines))
    if not _NUMBER.search(text):
        out.add("KS-03", "number", where)
    if not FULL_TIME.search(text):
        found = next((p.text for p in lines if _ALMOST_TIME.search(p.text)), text)
        out.add("KS-03", "time", where, found=snippet(found))
