"""The units' texts cut into sentences that the office may pick, section by section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.donvi.queries import DonViRow
from thidua.tonghop.queries import BanChotRow, Material

_SUGGESTED = {"IV.han_che": "han_che", "VI": "kien_nghi", "VI.cap_tren": "kien_nghi"}
_NO_PICKS = frozenset({"I.1", "I.3", "IV.uu_diem", "V"})
_CAU_HET = re.compile(r"(?<=[.!?…])[”\"')\]]*\s+(?=[“\"'(\[]?[^\W\d_a-z]|[“\"'(\[]?\d)|\n+")
_SHORTENED = re.compile(r"(?:\b(?:TP|TX|TT|Tp|Tx|tr|Tr|st|ThS|TS|PGS|GS|BS|Th)|\b[A-ZĐ]|^\d{1,2}|\b[Ss]ố)\.$")


@dataclass(frozen=True, slots=True)
class TrichDoan:
    """One sentence of a unit's received report, with its number (from 1) in its field."""

    don_vi: DonViRow
    phien_ban: BanChotRow
    truong: str
    cau_so: int
    noi_dung: str


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in order; a line end ends one, an abbreviation or an ordinal does not."""
    found: list[str] = []
    for part in _pieces(text):
        if found and part.joins:
            found[-1] = f"{found[-1]} {part.text}"
        elif part.text:
            found.append(part.text)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    joins: bool


def _pieces(text: str) -> Iterator[_Piece]:
    start, joins = 0, False
    for match in (*_CAU_HET.finditer(text), None):
        end = match.start() if match else len(text)
        closing = match.group().rstrip() if match else ""
        piece = (text[start:end] + closing).strip()
        yield _Piece(piece, joins)
        if match is None:
            return
        joins = "\n" not in match.group() and bool(_SHORTENED.search(piece))
        start = match.end()


def fields_of(muc: str) -> tuple[str, ...]:
    """The fields of the units' reports that are offered for a section; empty where none fits."""
    if muc in _NO_PICKS:
        return ()
    first = _SUGGESTED.get(muc, "han_che" if muc.startswith("IV.") else "noi_bat")
    return (first,)


def excerpts(material: Material, muc: str) -> tuple[TrichDoan, ...]:
    """The sentences of received reports that may be picked for the section, in the town's order of units."""
    return tuple(
        TrichDoan(unit, version, field, place, sentence)
        for unit in material.units
        for version in (material.version(unit.id, material.ky.value),)
        if version is not None
        for field in fields_of(muc)
        for place, sentence in enumerate(sentences(material.texts.get((version.id, field), "")), 1)
    )
