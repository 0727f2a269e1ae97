"""Where the components stand: found by their words and their place, never by the names of styles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from thidua.vanban.check.copies import copy_start, copy_top
from thidua.vanban.check.extras import is_stamp, is_strip, without_sheets
from thidua.vanban.check.header import Header, read_header
from thidua.vanban.check.model import Block, Document, Line, Paragraph, Table
from thidua.vanban.check.ruler import is_rule, rule_lines
from thidua.vanban.check.tail import Tail, read_tail
from thidua.vanban.check.words import fold, is_capitals
from thidua.vanban.quytac import FORMS, TEN_LOAI

_KINDS: Final = {fold(name): name for name in (*TEN_LOAI, *FORMS)}
_GROUNDS: Final = ("can cu", "theo de nghi cua", "xet de nghi cua")
_ANNEX = re.compile(r"phu luc(\s+(so\s*)?([ivxlc]+|\d+))?\s*[.:]?$")
_ANNEX_WITH_NAME = re.compile(r"phu luc\s+(so\s*)?([ivxlc]+|\d+)\s*[.:\-–]\s*\S")
_SIGNED_AT = re.compile(r"\d{1,2}:\d\d|^\s*(Số: ?)?\d*[\s.…]*/[A-ZĐ]")
_LARGE = re.compile(r"(phan|chuong|muc|tieu muc) ([ivxlc]+|\d+)[.:]?$")
_MAX_SIGNING = 8
_MAX_TITLE_LINES = 8
_MAX_ANNEXES = 100
# Text starts at 1,27 cm at most; what begins further in is a list under Kính gửi.
_PUSHED = 1200


@dataclass(frozen=True, slots=True)
class Title:
    """Tên loại, trích yếu and the paragraphs that may draw the rule below them."""

    kind_line: Line
    kind: str
    trich_yeu: tuple[Line, ...]
    rule_zone: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    heading: Paragraph
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The document taken apart. `kind` is the tên loại in force, "" for công văn and the unknown.

    `closing` are the blocks of Nơi nhận and signature. An annex in a file of its own has neither head nor
    signature; `signing` is what stands above its heading: the number and the time of the digital signature.
    `copy_top` and `copy` are what makes the document a copy, electronic or on paper.
    """

    document: Document
    header: Header
    title: Title | None
    kinh_gui: tuple[Paragraph, ...]
    grounds: tuple[Paragraph, ...]
    body: tuple[Block, ...]
    tail: Tail
    annexes: tuple[Annex, ...]
    kind: str = ""
    is_cong_van: bool = False
    is_form: bool = False
    main: tuple[Block, ...] = field(default=())
    closing: tuple[Block, ...] = field(default=())
    signing: tuple[Paragraph, ...] = field(default=())
    is_annex_file: bool = False
    copy_top: tuple[Paragraph, ...] = field(default=())
    copy: tuple[Block, ...] = field(default=())


def take_apart(document: Document) -> Parts:
    """Find every component of a document."""
    blocks = tuple(block for block in document.blocks if not (is_stamp(block) or is_strip(block)))
    top = copy_top(blocks)
    blocks = tuple(block for block in blocks if not any(block is line for line in top))
    signing = _annex_file_top(blocks)
    header, after_header = read_header(() if signing is not None else blocks)
    title, after_title = (None, 0) if signing is not None else _read_title(blocks, after_header)
    blocks = without_sheets(blocks, after_title)
    copied = copy_start(blocks, after_title)
    blocks, copy = blocks[:copied], blocks[copied:]
    annex_starts = _annex_starts(blocks, after_title)
    end = annex_starts[0] if annex_starts else len(blocks)
    tail_start, tail = read_tail(blocks, after_title, end)
    main = blocks[after_title:tail_start]
    kinh_gui = _read_kinh_gui(main)
    taken = {id(p) for p in kinh_gui}
    body = tuple(b for b in main if not _taken(b, taken))
    kind = title.kind if title else ""
    return Parts(
        document=document, header=header, title=title, kinh_gui=kinh_gui, grounds=_read_grounds(body),
        body=body, tail=tail,
        annexes=_annexes(blocks, annex_starts),
        kind=kind,
        is_cong_van=title is None and (header.trich_yeu is not None or header.is_cong_van_symbol()),
        is_form=kind in FORMS,
        main=blocks[:end],
        closing=blocks[tail_start:end],
        signing=signing or (),
        is_annex_file=signing is not None,
        copy_top=top,
        copy=copy,
    )  # fmt: skip


def _annex_file_top(blocks: Sequence[Block]) -> tuple[Paragraph, ...] | None:
    """What stands above the first annex heading when nothing else does; None where something does."""
    top: list[Paragraph] = []
    for at, block in enumerate(blocks[: _MAX_SIGNING + 1]):
        if not isinstance(block, Paragraph):
            return None
        if _is_annex_heading(block, blocks, at):
            return tuple(top)
        if not block.is_blank and not (block.format.align == "right" or _SIGNED_AT.search(block.text)):
            return None
        if not block.is_blank or block.pictures:
            top.append(block)
    return None


def _taken(block: Block, taken: set[int]) -> bool:
    if isinstance(block, Paragraph):
        return id(block) in taken
    return any(id(p) in taken for p in block.paragraphs())


def kind_of(text: str) -> str:
    """The tên loại (or form) that a line names, whatever its case and accents; "" for none."""
    return _KINDS.get(fold(text).rstrip(":. "), "")


def _read_title(blocks: Sequence[Block], start: int) -> tuple[Title | None, int]:
    at = start
    while at < len(blocks) and _is_blank_paragraph(blocks[at]):
        at += 1
    if at >= len(blocks) or not isinstance(first := blocks[at], Paragraph):
        return None, start
    lines = [line for line in first.pieces("\n") if line.text]
    kind = kind_of(lines[0].text) if lines else ""
    if not lines or not (kind or _looks_like_title(lines[0])):
        return None, start
    trich_yeu = lines[1:]
    zone = [first]
    at = _read_trich_yeu(blocks, at + 1, kind, trich_yeu, zone)
    return Title(lines[0], kind, tuple(trich_yeu), tuple(zone)), at


def _looks_like_title(line: Line) -> bool:
    return (
        is_capitals(line.text)
        and line.format.align == "center"
        and line.all("bold")
        and not fold(line.text).startswith("kinh gui")
    )


def _read_trich_yeu(
    blocks: Sequence[Block], at: int, kind: str, lines: list[Line], zone: list[Paragraph]
) -> int:
    """Collect trích yếu lines and what may draw the rule; returns the index of the first block after them."""
    end = at
    while at < len(blocks) and len(lines) < _MAX_TITLE_LINES:
        block = blocks[at]
        if not isinstance(block, Paragraph):
            break
        if block.is_blank or is_rule(block.text):
            zone.append(block)
            end = at + 1
            if rule_lines([block]):
                break
        elif _is_trich_yeu(block, blocks, at, bool(lines)):
            lines += [line for line in block.pieces("\n") if line.text and not is_rule(line.text)]
            zone.append(block)
            end = at + 1
        else:
            break
        at += 1
    return end


def _is_trich_yeu(block: Paragraph, blocks: Sequence[Block], at: int, has_some: bool) -> bool:
    text = fold(block.text)
    if text.startswith(("kinh gui", *_GROUNDS)) or _LARGE.match(text) or re.match(r"[ivx\d]+\. ", text):
        return False
    whole = block.whole()
    if has_some and is_capitals(block.text):
        return False
    if block.format.align == "center" or whole.all("bold"):
        return True
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    return not has_some and isinstance(following, Paragraph) and following.is_blank and bool(
        rule_lines([following])
    )  # fmt: skip


def _is_blank_paragraph(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.is_blank


def _read_kinh_gui(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    flat = _flat_until_prose(blocks)
    start = next((i for i, p in enumerate(flat) if fold(p.text).startswith("kinh gui")), None)
    if start is None:
        return ()
    found = [flat[start]]
    for paragraph in flat[start + 1 :]:
        if not _is_addressee(found[-1], paragraph):
            break
        found.append(paragraph)
    return tuple(found)


def _is_addressee(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a line goes on with the list of Kính gửi: by its dash, its place, the end of the line above."""
    form, above = paragraph.format, before.text.strip()
    pushed = form.left + form.first >= _PUSHED or form.align == "center" or paragraph.text.startswith("\t")
    if paragraph.text.strip().startswith(("-", "–", "+", "•")):
        return pushed or above.endswith((";", ":", ","))
    return pushed and above.endswith((";", ":"))


def _flat_until_prose(blocks: Sequence[Block]) -> list[Paragraph]:
    """The first paragraphs of the body; Kính gửi may stand in an unbordered table."""
    flat: list[Paragraph] = []
    for block in blocks[:40]:
        if isinstance(block, Paragraph):
            flat.append(block)
        elif not block.bordered:
            flat += block.paragraphs()
        else:
            break
    return [p for p in flat if not p.is_blank]


def _read_grounds(body: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The căn cứ block. A sentence that opens the text and ends with a colon is no ground."""
    found: list[Paragraph] = []
    for block in body:
        if isinstance(block, Table):
            break
        if block.is_blank or block.format.align == "center":
            continue
        if not fold(block.text).startswith(_GROUNDS) or block.text.rstrip().endswith(":"):
            break
        found.append(block)
    return tuple(found)


def _annex_starts(blocks: Sequence[Block], after: int) -> list[int]:
    return [
        at
        for at, block in enumerate(blocks)
        if at >= after and isinstance(block, Paragraph) and _is_annex_heading(block, blocks, at)
    ][:_MAX_ANNEXES]


def _is_annex_heading(block: Paragraph, blocks: Sequence[Block], at: int) -> bool:
    text = fold(block.text.split("\n")[0])
    if _ANNEX.match(text):
        return True
    return bool(_ANNEX_WITH_NAME.match(text)) and (
        block.format.align == "center" and (block.format.page_break or _starts_section(blocks, at))
    )


def _starts_section(blocks: Sequence[Block], at: int) -> bool:
    return at > 0 and blocks[at - 1].section != blocks[at].section


def _annexes(blocks: Sequence[Block], starts: list[int]) -> tuple[Annex, ...]:
    found: list[Annex] = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(blocks)
        heading = blocks[start]
        if isinstance(heading, Paragraph):
            found.append(Annex(heading, tuple(blocks[start + 1 : end])))
    return tuple(found)
