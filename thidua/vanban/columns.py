"""Column widths of a table: shared by weight, but no column so narrow that a word in it breaks."""

import re
from collections.abc import Iterator
from itertools import islice

from thidua.vanban.blocks import Bang, NhomHang, O, clean
from thidua.vanban.thethuc import Profile
from thidua.vanban.widths import Face, widest_word

_NUMBER = re.compile(r"[-+−]?\d[\d.,]*(?:\s?%)?")

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
    face, head = Face(profile.bang_size), Face(profile.bang_size, bold=True)
    inner = [widest_word(clean(cot.ten), head) for cot in bang.cot]
    for i, o in _measured(bang):
        inner[i] = max(inner[i], _cell_width(clean(o.text), head if o.dam else face, inner[i]))
    margins = 2 * profile.bang_cell_margin + _SLACK
    return [min(width + margins, total * _MOST_FOR_ONE) for width in inner]


def _measured(bang: Bang) -> Iterator[tuple[int, O]]:
    """The cells of the first rows with their columns; those that cover several columns break anywhere."""
    if bang.has_merges():
        for placed in islice(bang.placed_rows(), _ROWS_MEASURED):
            if not isinstance(placed, NhomHang):
                yield from ((place.cot, place.o) for place in placed if place.o.gop_cot == 1)
        return
    for hang in islice(bang.hang, _ROWS_MEASURED):
        if not isinstance(hang, NhomHang):
            yield from enumerate(bang.full_row(hang))


def _cell_width(text: str, face: Face, known: float) -> float:
    """The widest word, measured only when the text is long enough to hold a wider one than `known`."""
    widest_letter = face.size * 0.353
    return widest_word(text, face) if len(text) * widest_letter > known else 0.0
