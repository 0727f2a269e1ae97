"""The search: diacritics do not matter, but what was typed exactly comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from thidua.core.actor import SECRETARIAT, Actor, Role
from thidua.core.targets import NguonGiao
from thidua.core.viet import fold
from thidua.donvi import queries as units
from thidua.hoso import queries as hoso
from thidua.hoso.queries import HoSoRow
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua

MOST = 50
"""So many hits of one kind are shown."""


class Loai(StrEnum):
    """What a hit is, in the order of the page."""

    DON_VI = "don_vi"
    HO_SO = "ho_so"
    PHONG_TRAO = "phong_trao"
    CHI_TIEU = "chi_tieu"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its name, what stands beside it (a unit), and its page; empty for one without."""

    loai: Loai
    ten: str
    ben_canh: str
    address: str

    @property
    def text(self) -> str:
        """What is searched."""
        return f"{self.ten} {self.ben_canh}"


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one kind, exact spelling first; `total` counts those beyond the shown ones too."""

    loai: Loai
    hits: tuple[Hit, ...]
    total: int


def search(session: Session, actor: Actor, year: NamThiDua, q: str, at: datetime) -> list[Found]:
    """What the actor may see that holds every word of `q`; as many statements for one unit as for all."""
    words = fold(q).split()
    if not words:
        return []
    spelling = q.casefold().split()
    matching = [hit for hit in _all(session, actor, year, at) if _holds(words, fold(hit.text))]
    # Sorting is stable: within both ranks the order of the town and of the year stays.
    matching.sort(key=lambda hit: not _holds(spelling, hit.text.casefold()))
    found = []
    for loai in Loai:
        hits = [hit for hit in matching if hit.loai is loai]
        if hits:
            found.append(Found(loai, tuple(hits[:MOST]), len(hits)))
    return found


def _holds(words: Iterable[str], text: str) -> bool:
    return all(word in text for word in words)


def _all(session: Session, actor: Actor, year: NamThiDua, at: datetime) -> list[Hit]:
    names = units.units_in_year(session, year.nam, at)
    seen = names if actor.sees_all_units or actor.has(Role.QUAN_TRI) else actor.units & names.keys()
    duties = {duty.code: duty.ten for duty in years.obligations(session, year.id)}
    groups = {unit: group.code for group in years.groups(session, year.id) for unit in group.thanh_vien}
    rows = hoso.overview(session, actor, year.id)
    pages = {(row.don_vi_id, row.loai): _page(year.nam, row, groups) for row in rows}
    hits = [
        Hit(Loai.DON_VI, name.ten, name.ten_ngan, _unit_page(actor, year.nam, unit, name.code))
        for unit, name in names.items()
        if unit in seen
    ]
    hits += [
        Hit(Loai.HO_SO, duties[row.loai], names[row.don_vi_id].ten, pages[row.don_vi_id, row.loai])
        for row in rows
        if row.don_vi_id in names
    ]
    if actor.roles != {Role.QUAN_TRI}:
        plan = f"/{year.nam}/van-ban/ke-hoach"
        hits += [Hit(Loai.PHONG_TRAO, row.ten, "", plan) for row in years.movements(session, year.id)]
    hits += [
        Hit(Loai.CHI_TIEU, row.ten, names[row.don_vi_id].ten, pages.get((row.don_vi_id, "dang_ky"), ""))
        for row in years.targets(session, year.id)
        if row.don_vi_id in names and _sees_target(actor, row.don_vi_id, row.giao_boi)
    ]
    return hits


def _sees_target(actor: Actor, don_vi_id: int, giao_boi: NguonGiao) -> bool:
    """A unit's own targets are contents of its registration: others read them there, once it is submitted."""
    if don_vi_id in actor.units:
        return True
    return actor.sees_all_units and giao_boi is not NguonGiao.TU_DANG_KY


def _page(nam: int, row: HoSoRow, groups: dict[int, str]) -> str:
    return hoso.address(nam, row.loai, row.don_vi, groups.get(row.don_vi_id, ""))


def _unit_page(actor: Actor, nam: int, don_vi_id: int, code: str) -> str:
    if actor.has(*SECRETARIAT, Role.QUAN_TRI):
        return f"/don-vi/#{code}"
    return f"/{nam}/" if don_vi_id in actor.units else f"/{nam}/theo-doi/?q={code.replace('-', '+')}"
