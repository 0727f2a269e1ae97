"""Column widths of a table: shared by weight, but no column so narrow that a word in it breaks."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from thidua.vanban.blocks import Bang, Cell, NhomHang, clean
from thidua.vanban.thethuc import Profile
from thidua.vanban.widths import Face, text_width

_NUMBER = re.compile(r"[-+−]?\d[\d.,]*(?:\s?%)?")

_DIGITS = str.maketrans("123456789", "000000000")

# The widest word is looked for in this many rows, so that a long table stays linear and quick.
_ROWS_MEASURED = 1000
# A single unbreakable string (an address) must not push the other columns off the page.
_MOST_FOR_ONE = 0.4
# Renderers round differently; a word that fits to the tenth of a millimetre would still break.
_SLACK = 0.8


def is_number(text: str) -> bool:
    """A figure as Vietnamese papers write it: `1.234,5`, `-3`, `98,6%`."""
    return _NUMBER.fullmatch(text.strip()) is not None


def column_widths(bang: Bang, total: float, profile: Profile) -> list[float]:
    """Widths in mm that sum to `total`."""
    least = _least_widths(bang, total, profile)
    if sum(least) >= total:
        return [width * total / sum(least) for width in least]
    narrow: set[int] = set()
    while True:
        room = total - sum(least[i] for i in narrow)
        weights = sum(_weight(c.trong_so) for i, c in enumerate(bang.cot) if i not in narrow)
        shares = [
            least[i] if i in narrow else room * _weight(c.trong_so) / weights for i, c in enumerate(bang.cot)
        ]
        too_narrow = {i for i, share in enumerate(shares) if share < least[i] - 1e-9}
        if not too_narrow:
            return shares
        narrow |= too_narrow


def _weight(trong_so: float) -> float:
    return trong_so if trong_so > 0 else 0.01


def _least_widths(bang: Bang, total: float, profile: Profile) -> list[float]:
    plain, bold = Face(profile.bang_size), Face(profile.bang_size, bold=True)
    words: list[set[str]] = [set() for _ in bang.cot]
    bold_words: list[set[str]] = [set(clean(cot.ten).split()) for cot in bang.cot]
    for i, cell in _measured(bang):
        if isinstance(cell, str):
            words[i].update(cell.split())
        else:
            (bold_words if cell.dam else words)[i].update(cell.text.split())
    margins = 2 * profile.bang_cell_margin + _SLACK
    widths = (
        max(_widest(some, plain), _widest(heavy, bold))
        for some, heavy in zip(words, bold_words, strict=True)
    )
    return [min(width + margins, total * _MOST_FOR_ONE) for width in widths]


def _widest(words: Iterable[str], face: Face) -> float:
    """Width of the widest word. All digits are as wide as a zero, so equally long figures are one word."""
    shapes = {clean(word.translate(_DIGITS)) for word in words}
    return max((text_width(shape, face) for shape in shapes), default=0.0)


def _measured(bang: Bang) -> Iterator[tuple[int, Cell]]:
    """The cells of the first rows with their columns; those that cover several columns break anywhere."""
    if bang.has_merges():
        for placed in islice(bang.placed_rows(), _ROWS_MEASURED):
            if not isinstance(placed, NhomHang):
                yield from ((place.cot, place.o) for place in placed if place.o.gop_cot == 1)
        return
    for hang in islice(bang.hang, _ROWS_MEASURED):
        if not isinstance(hang, NhomHang):
            yield from enumerate(hang)
