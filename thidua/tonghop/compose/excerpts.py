"""The units' texts cut into sentences that the office may pick, section by section."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.core.viet import fold
from thidua.donvi.queries import DonViRow
from thidua.tonghop.compose.sources import report_page
from thidua.tonghop.queries import BanChotRow, Material
from thidua.vanban.kinds.tong_hop import de_cuong, numbered

BAO_CAO_FIELDS = ("noi_bat", "han_che", "kien_nghi")
"""The texts of a unit's report from which sentences are picked."""

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


# --- what the page of a section lists


@dataclass(frozen=True, slots=True)
class DongTrich:
    """A sentence on the page of a section: picked or not, and where it comes from.

    `khoa` names it in a form; `cho_dung` is its place in the section from 1, None while it is not picked;
    `nguyen_van` is what the unit wrote, `noi_dung` what the paper prints.
    """

    khoa: str
    ten_don_vi: str
    truong: str
    nguyen_van: str
    noi_dung: str
    nguon: str
    so_van_ban: str
    phien_ban_so: int
    cho_dung: int | None = None
    is_stale: bool = False


def key_text(phien_ban_id: int, truong: str, cau_so: int) -> str:
    """A sentence's key as a form carries it."""
    return f"{phien_ban_id}.{truong}.{cau_so}"


def section_rows(
    material: Material, muc: str, q: str = "", *, only_figures: bool = False
) -> tuple[DongTrich, ...]:
    """The picked sentences in their order, then the others that match `q` (unit or words, without marks)."""
    taken = _taken_rows(material, muc)
    known = {row.khoa for row in taken}
    needle = fold(q)
    rest = (row for row in _free_rows(material, muc) if row.khoa not in known)
    return (
        *taken,
        *(
            row
            for row in rest
            if needle in fold(f"{row.ten_don_vi} {row.nguyen_van}")
            and (not only_figures or any(char.isdigit() for char in row.nguyen_van))
        ),
    )


def _taken_rows(material: Material, muc: str) -> tuple[DongTrich, ...]:
    units = {unit.id: unit for unit in material.units}
    rows = [one for one in material.composition.cau_trich if one.muc == muc and one.don_vi_id in units]
    versions = {one.don_vi_id: material.version(one.don_vi_id, material.ky.value) for one in rows}
    return tuple(
        DongTrich(
            key_text(one.phien_ban_id, one.truong, one.cau_so),
            units[one.don_vi_id].ten,
            one.truong,
            one.nguyen_van,
            one.noi_dung,
            report_page(material, units[one.don_vi_id], one.phien_ban_so),
            version.so_van_ban if (version := versions[one.don_vi_id]) and not one.is_stale else "",
            one.phien_ban_so,
            place,
            one.is_stale,
        )
        for place, one in enumerate(rows, 1)
    )


def _free_rows(material: Material, muc: str) -> Iterator[DongTrich]:
    for one in excerpts(material, muc):
        yield DongTrich(
            key_text(one.phien_ban.id, one.truong, one.cau_so),
            one.don_vi.ten,
            one.truong,
            one.noi_dung,
            one.noi_dung,
            report_page(material, one.don_vi, one.phien_ban.so),
            one.phien_ban.so_van_ban,
            one.phien_ban.so,
        )


# --- the outline


@dataclass(frozen=True, slots=True)
class DongDeCuong:
    """A heading of the outline pane with what stands in it: sentences picked of units that have some."""

    duong: str
    tieu_de: str
    cap: int
    ma: str | None
    da_chon: int = 0
    co_noi_dung: int = 0
    co_loi_van: bool = False
    tu_tinh: bool = False


COMPUTED = frozenset({"I.2", "II.1", "II.3"})
"""The sections into which the program writes tables of its own."""


def outline_rows(material: Material) -> tuple[DongDeCuong, ...]:
    """The whole outline with its full numbering, filled or not."""
    having = {field: _units_with(material, field) for field in BAO_CAO_FIELDS}
    picks = Counter(one.muc for one in material.composition.cau_trich)
    return tuple(
        DongDeCuong(
            one.duong,
            one.muc.tieu_de,
            one.cap,
            one.muc.ma,
            picks[one.muc.ma or ""],
            sum(having[field] for field in fields_of(one.muc.ma)) if one.muc.ma else 0,
            bool(one.muc.ma and material.composition.text_of(one.muc.ma)),
            one.muc.ma in COMPUTED,
        )
        for one in numbered(de_cuong(material.ky, material.nam.nam, material.co_quan.ubnd))
    )


def _units_with(material: Material, field: str) -> int:
    return sum(bool(text.strip()) for (_, name), text in material.texts.items() if name == field)
