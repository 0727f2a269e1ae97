"""From one year to the next: what of a text moves on by itself, what a person must look at, which days fit.

Numbers and days of documents are never invented: they stay as they are and are pointed out.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.core.viet import LAW_BY_YEAR, TITLE_OF_PAPER


class Review(StrEnum):
    """Why a person must look at a line before it goes into the new year; stored by nobody."""

    VAN_BAN = "van_ban"
    """The line cites a document by its number: the new year may have another one."""

    KY_NIEM = "ky_niem"
    """The line counts the years of an anniversary."""

    HET_GIAI_DOAN = "het_giai_doan"
    """The line names a span of years that is over."""


@dataclass(frozen=True, slots=True)
class Advanced:
    """A text moved on by a year: what it says now, each change (old, new), and why to look at it."""

    text: str
    changes: tuple[tuple[str, str], ...]
    reviews: tuple[Review, ...]


_CAPITAL = r"[^\W\d_a-z]"
_NUMBER = rf"\d{{1,5}}(?:-{_CAPITAL}{{1,6}})?/(?:\d{{4}}/)?{_CAPITAL}[\w-]*"
_SLASHED = r"\d{1,2}/\d{1,2}/\d{4}"
_SPELLED = r"\d{1,2}\s+\w+\s+\d{1,2}\s+\w+\s+\d{4}"
_CITED = re.compile(
    rf"\b{LAW_BY_YEAR}"
    rf"|(?P<document>(?<![\w/]){_NUMBER}(?:,?\s+\w+\s+(?:{_SPELLED}|{_SLASHED}))?(?:{TITLE_OF_PAPER})?)"
)
_SHAPES = re.compile(
    rf"(?P<day>(?<![\w/])(?:{_SPELLED}|{_SLASHED})(?![\w/]))"
    r"|(?P<span>(?<![\w/])(?P<first>\d{4})\s*(?P<dash>[-/\u2013])\s*(?P<last>\d{4})(?![\w/]))"
    r"|(?P<year>(?<![\w/.,-])\d{4}(?![\w/]|[.,-]\d))"
)
_FOUNDED = re.compile(rf"(?:{_SLASHED}|\d{{4}})\s*[-\u2013]\s*(?:\d{{1,2}}/\d{{1,2}}/)?\d{{4}}")
_OLD = 10
"""A span that begins so many years ago or more is an anniversary, not a plan of the years to come."""


def advance_text(text: str, nam: int) -> Advanced:
    """The text of year `nam` as the next year would have it.

    Years `nam` and the one before move on by one, also inside days. What cites a paper stays as it is: its
    number, its own day and its title (`Review.VAN_BAN`), and a law named by its year. A span such as
    2021-2025 stays and is pointed out once it is over; "75 ... (1948 - 2023)" counts on and is pointed out.
    """
    changes: list[tuple[str, str]] = []
    reviews: list[Review] = []
    cited: list[str] = []

    def kept(match: re.Match[str]) -> str:
        if match["document"]:
            reviews.append(Review.VAN_BAN)
        cited.append(match[0])
        return f"\0{len(cited) - 1}\0"

    def moved(match: re.Match[str]) -> str:
        new = _moved(match, nam, reviews)
        if new != match[0]:
            changes.append((match[0], new))
        return new

    counted = _count_on(_CITED.sub(kept, text), nam, changes, reviews)
    made = _SHAPES.sub(moved, counted)
    made = re.sub(r"\0(\d+)\0", lambda match: cited[int(match[1])], made)
    return Advanced(made, tuple(dict.fromkeys(changes)), tuple(dict.fromkeys(reviews)))


def _moved(match: re.Match[str], nam: int, reviews: list[Review]) -> str:
    found = match[0]
    if match["span"]:
        return _span(match, nam, reviews)
    year = int(found[-4:])
    if year == nam or (match["year"] and year == nam - 1):
        return f"{found[:-4]}{year + 1}"
    return found


def _span(match: re.Match[str], nam: int, reviews: list[Review]) -> str:
    first, last = int(match["first"]), int(match["last"])
    if last - first == 1 and last in (nam, nam + 1):
        dash = match[0][4:-4]
        return f"{first + 1}{dash}{last + 1}"
    if first <= nam - _OLD and last == nam:
        return f"{match[0][:-4]}{nam + 1}"
    if nam - _OLD < last <= nam:
        reviews.append(Review.HET_GIAI_DOAN)
    return match[0]


def _count_on(text: str, nam: int, changes: list[tuple[str, str]], reviews: list[Review]) -> str:
    """The count of an anniversary that ends in this year, one higher."""
    counts = set()
    for match in _FOUNDED.finditer(text):
        years = [int(each) for each in re.findall(r"\d{4}", match[0])]
        if years[-1] == nam and nam - years[0] >= _OLD:
            counts.add(nam - years[0])
    for count in counts:
        counted = re.sub(rf"(?<![\w/.,-]){count}(?=\s+\w)", str(count + 1), text)
        if counted != text:
            changes.append((str(count), str(count + 1)))
        reviews.append(Review.KY_NIEM)
        text = counted
    return text


def next_year(day: date) -> date:
    """The same day a year later; 29 February becomes the 28th."""
    year = day.year + 1
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


class Fault(StrEnum):
    """What is wrong with the days or groups of a year."""

    DAYS_BACKWARDS = "ngay_nguoc"
    OUTSIDE_YEAR = "ngoai_nam"
    OVERLAP = "chong_nhau"
    SHARE = "ty_le_sai"
    DUE_BEFORE_OPENING = "han_truoc_ngay_mo"
    NOT_A_MEMBER = "truong_ngoai_cum"
    SAME_UNIT = "truong_la_pho"
    TWO_GROUPS = "don_vi_da_co_cum"
    NO_NAME = "thieu_ten"


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of a period or an obligation, with the share (percent) that a period asks."""

    tu_ngay: date
    den_ngay: date
    ty_le_moc: float = 100


def period_faults(nam: int, periods: Mapping[int, Span]) -> list[tuple[int, Fault]]:
    """(number of the period, fault) of a year's periods: in order, inside the year, none over another."""
    found: list[tuple[int, Fault]] = []
    in_order = sorted(periods.items(), key=lambda one: (one[1].tu_ngay, one[0]))
    last: date | None = None
    for so, span in in_order:
        if span.den_ngay < span.tu_ngay:
            found.append((so, Fault.DAYS_BACKWARDS))
            continue
        if span.tu_ngay.year != nam or span.den_ngay.year != nam:
            found.append((so, Fault.OUTSIDE_YEAR))
        if last is not None and span.tu_ngay <= last:
            found.append((so, Fault.OVERLAP))
        if not 0 <= span.ty_le_moc <= 100:
            found.append((so, Fault.SHARE))
        last = span.den_ngay if last is None else max(last, span.den_ngay)
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """A cụm or khối as the law sees it: its name, members, head and deputy."""

    ten: str
    thanh_vien: frozenset[int]
    truong_id: int | None
    pho_id: int | None


def group_faults(group: Group) -> list[tuple[str, Fault]]:
    """(`ten` | `truong` | `pho`, fault): the head and the deputy are two of the members."""
    found: list[tuple[str, Fault]] = []
    if not group.ten:
        found.append(("ten", Fault.NO_NAME))
    for place, unit in (("truong", group.truong_id), ("pho", group.pho_id)):
        if unit is not None and unit not in group.thanh_vien:
            found.append((place, Fault.NOT_A_MEMBER))
    if group.truong_id is not None and group.truong_id == group.pho_id:
        found.append(("pho", Fault.SAME_UNIT))
    return found


class Turn(StrEnum):
    """How the lead of a group may pass on for the new year; chosen by a person, never by itself."""

    DEPUTY_RISES = "pho_len"
    """Last year's deputy leads, the next in order after it is deputy."""

    CHANGE_PLACES = "doi_cho"
    NEXT_IN_ORDER = "ke_tiep"
    """The next in order after last year's head leads, and the one after that is deputy."""


def turns(members: Sequence[int], truong: int | None, pho: int | None) -> dict[tuple[int, int], Turn]:
    """(head, deputy) that may come after last year's, all of them members, with how each came about.

    A pair that comes about in two ways stands once, under the first; nothing is offered where it would leave
    head and deputy as they were.
    """
    found: dict[tuple[int, int], Turn] = {}
    follows = dict(zip(members, [*members[1:], *members[:1]], strict=True))
    if pho in follows:
        second = follows[pho] if follows[pho] != truong else follows[follows[pho]]
        found[pho, second] = Turn.DEPUTY_RISES
        if truong in follows:
            found.setdefault((pho, truong), Turn.CHANGE_PLACES)
    if truong in follows:
        first = follows[truong]
        found.setdefault((first, follows[first]), Turn.NEXT_IN_ORDER)
    return {pair: way for pair, way in found.items() if len(set(pair)) == 2 and pair != (truong, pho)}


def in_two_groups(groups: Iterable[Iterable[int]]) -> frozenset[int]:
    """The units that stand in more than one of the groups."""
    seen: set[int] = set()
    twice: set[int] = set()
    for members in groups:
        for unit in members:
            (twice if unit in seen else seen).add(unit)
    return frozenset(twice)


def carry_members(
    groups: Sequence[Sequence[int]], living: frozenset[int], successors: Mapping[int, Sequence[int]]
) -> tuple[list[list[int]], dict[int, tuple[int, ...]]]:
    """The members of each group in the new year, and what became of those that are no more.

    A unit that is closed gives its place to its successors, followed until one lives; a successor that has a
    place already gets no second one. The second answer maps a closed unit to who took its place, empty when
    nobody did.
    """
    placed = {unit for members in groups for unit in members if unit in living}
    became: dict[int, tuple[int, ...]] = {}
    carried: list[list[int]] = []
    for members in groups:
        kept: list[int] = []
        for unit in members:
            if unit in living:
                kept.append(unit)
                continue
            heirs = tuple(heir for heir in _heirs(unit, living, successors))
            became[unit] = heirs
            fresh = [heir for heir in heirs if heir not in placed]
            placed.update(fresh)
            kept.extend(fresh)
        carried.append(kept)
    return carried, became


def _heirs(unit: int, living: frozenset[int], successors: Mapping[int, Sequence[int]]) -> list[int]:
    found: list[int] = []
    seen = {unit}
    waiting = list(successors.get(unit, ()))
    while waiting:
        heir = waiting.pop(0)
        if heir in seen:
            continue
        seen.add(heir)
        if heir in living:
            found.append(heir)
        else:
            waiting.extend(successors.get(heir, ()))
    return found
