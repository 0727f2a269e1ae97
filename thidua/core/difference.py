"""What one text says otherwise than another, word by word: what was taken out, what was put in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple, TypeVar

BREAK = "¶"
"""Stands for a line end that was taken out or put in."""

_WORK = 1_500_000
"""Steps one comparison may take; a stretch that would need more is shown as replaced whole."""
_LEAST_IN_COMMON = 0.3
"""Below this share of words in common two stretches are shown one after the other, not interleaved."""

_FIGURE = r"\d+(?:[.,/:]\d+)*%?"
_WORD = r"[^\W\d_]\w*(?:['’\-]\w+)*"
_TOKEN = re.compile(rf"\n|[^\S\n]*(?:{_FIGURE}|{_WORD}|[^\s])")


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(NamedTuple):
    """A run of words that share a fate."""

    kind: Kind
    text: str


Paragraph = tuple[Piece, ...]


def difference(before: str, after: str) -> tuple[Paragraph, ...]:
    """Both texts as one, paragraph by paragraph: read without the added pieces it is `before`, without the
    removed ones `after`, blanks aside.

    A figure ("1.250,5", "30/6", "95%") changes as a whole, never digit by digit; blanks alone are no change,
    line ends are. Takes 100 000 characters a side in well under a second, whatever they are.
    """
    old, new = _tokens(before), _tokens(after)
    return tuple(_paragraphs(_pieces(old, new)))


@dataclass(frozen=True, slots=True)
class ThayDoi:
    """One thing that two versions say differently, both as they are read."""

    noi_dung: str
    truoc: str
    sau: str

    @property
    def words(self) -> tuple[Paragraph, ...]:
        """Both sides as one text with what was taken out and put in, word by word, figures whole."""
        return difference(self.truoc, self.sau)


def _tokens(text: str) -> list[str]:
    """The words with the blanks before them; a line end is a word."""
    return _TOKEN.findall(text.strip())


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Kind, Sequence[str]]]:
    i = j = 0
    for at_old, at_new, size in _blocks([t.lstrip(" \t") for t in old], [t.lstrip(" \t") for t in new]):
        if at_old > i:
            yield Kind.REMOVED, old[i:at_old]
        if at_new > j:
            yield Kind.ADDED, new[j:at_new]
        if size:
            yield Kind.SAME, new[at_new : at_new + size]
        i, j = at_old + size, at_new + size


def _paragraphs(pieces: Iterator[tuple[Kind, Sequence[str]]]) -> Iterator[Paragraph]:
    """The pieces, cut at every line end; the blanks around a change stay outside of it."""
    line: list[Piece] = []
    for kind, tokens in pieces:
        start = 0
        for end in [*(n for n, token in enumerate(tokens) if token == "\n"), None]:
            text = "".join(tokens[start:end])
            words = text.strip() if kind is not Kind.SAME else text
            if line and words != text and text[:1].isspace():
                line.append(Piece(Kind.SAME, " "))
            if end is not None and kind is not Kind.SAME:
                words += BREAK
            if words:
                line.append(Piece(kind, words))
            if end is not None:
                yield tuple(line)
                line, start = [], end + 1
    if line:
        yield tuple(line)


# --- which words stay


Block = tuple[int, int, int]
Token = TypeVar("Token", str, tuple[str, ...])


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """(place in old, place in new, length) of what stays, in order, closed by an empty block at both ends."""
    work = [_WORK]
    found: list[Block] = []
    for i, i_end, j, j_end in _changed_lines(old, new, found, work):
        here = sorted(_words(old[i:i_end], new[j:j_end], work))
        if 2 * sum(size for *_, size in here) >= _LEAST_IN_COMMON * (i_end - i + j_end - j):
            found += [(i + a, j + b, size) for a, b, size in here]
    return [*_joined(sorted(found)), (len(old), len(new), 0)]


def _joined(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for a, b, size in blocks:
        if found and found[-1][0] + found[-1][2] == a and found[-1][1] + found[-1][2] == b:
            a, b, size = found[-1][0], found[-1][1], found.pop()[2] + size
        found.append((a, b, size))
    return found


def _changed_lines(
    old: Sequence[str], new: Sequence[str], found: list[Block], work: list[int]
) -> Iterator[tuple[int, int, int, int]]:
    """The stretches between lines that stay; the lines that stay go into `found`."""
    old_at, new_at = _lines(old), _lines(new)
    old_lines = [tuple(old[a:b]) for a, b in old_at]
    new_lines = [tuple(new[a:b]) for a, b in new_at]
    i = j = 0
    for a, b, size in _joined(sorted(_words(old_lines, new_lines, work))):
        start, end = (old_at[a][0], new_at[b][0]), (old_at[a + size - 1][1], new_at[b + size - 1][1])
        yield i, start[0], j, start[1]
        found.append((start[0], start[1], end[0] - start[0]))
        i, j = end
    yield i, len(old), j, len(new)


def _lines(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Where each line begins and ends, its line end left out: the last line has none."""
    ends = [n for n, token in enumerate(tokens) if token == "\n"]
    return list(zip([0, *(n + 1 for n in ends)], [*ends, len(tokens)], strict=True))


def _words(old: Sequence[Token], new: Sequence[Token], work: list[int]) -> Iterator[Block]:
    """What two sequences have in common: first what occurs but once on both sides, then the rest between."""
    todo = [(0, len(old), 0, len(new))]
    while todo:
        i, i_end, j, j_end = todo.pop()
        while i < i_end and j < j_end and old[i] == new[j]:
            yield i, j, 1
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            yield i_end, j_end, 1
        left, right = old[i:i_end], new[j:j_end]
        work[0] -= len(left) + len(right)
        if not left or not right or work[0] < 0:
            continue
        anchors = _anchors(left, right)
        if not anchors:
            yield from ((i + a, j + b, size) for a, b, size in _rest(left, right, work))
            continue
        a = b = 0
        for at_old, at_new in anchors:
            yield i + at_old, j + at_new, 1
            todo.append((i + a, i + at_old, j + b, j + at_new))
            a, b = at_old + 1, at_new + 1
        todo.append((i + a, i_end, j + b, j_end))


def _anchors(old: Sequence[Token], new: Sequence[Token]) -> list[tuple[int, int]]:
    """The longest run in order of what occurs exactly once on both sides."""
    in_old, in_new = Counter(old), Counter(new)
    place = {token: n for n, token in enumerate(new) if in_new[token] == 1 and in_old[token] == 1}
    tails: list[int] = []
    ends: list[tuple[int, int, int]] = []
    chain: list[tuple[int, int, int]] = []
    for n, token in enumerate(old):
        if token not in place:
            continue
        at = bisect_left(tails, place[token])
        chain.append((n, place[token], ends[at - 1][2] if at else -1))
        tails[at : at + 1] = [place[token]]
        ends[at : at + 1] = [(n, place[token], len(chain) - 1)]
    found: list[tuple[int, int]] = []
    link = ends[-1][2] if ends else -1
    while link >= 0:
        n, there, link = chain[link]
        found.append((n, there))
    return found[::-1]


def _rest(old: Sequence[Token], new: Sequence[Token], work: list[int]) -> Iterator[Block]:
    """Repeated words, by their longest common runs, as far as the work left allows."""
    in_new = Counter(new)
    # Every run found may cost one more pass over all pairs of equal words.
    price = sum(in_new[token] for token in old) * min(len(old), len(new))
    if price > work[0]:
        return
    work[0] -= price
    found = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    yield from ((a, b, size) for a, b, size in found if size)
