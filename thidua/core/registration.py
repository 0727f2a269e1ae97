"""The bản đăng ký as a whole: what must be right before it goes to the head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.targets import DongDangKy, LoiDangKy, checks_registration


class LoiBanDangKy(StrEnum):
    """What can be wrong with a registration beside its lines; the words stand beside the form."""

    CHUA_CO_CHI_TIEU = "chua_co_chi_tieu"
    CHUA_DANH_DAU = "chua_danh_dau"
    CHUA_CHON_PHONG_TRAO = "chua_chon_phong_trao"
    CHUA_CO_GIAI_PHAP = "chua_co_giai_phap"
    CA_NHAN_THIEU_TEN = "ca_nhan_thieu_ten"
    CA_NHAN_THIEU_DANH_HIEU = "ca_nhan_thieu_danh_hieu"
    THIEU_LY_DO_CHAM = "thieu_ly_do_cham"
    THIEU_GIAI_TRINH_TY_LE = "thieu_giai_trinh_ty_le"


@dataclass(frozen=True, slots=True)
class DongCanKiem:
    """A line of the grid: `key` names it in the answer, `registered` whether it was answered (a tick for a
    nhiệm vụ), `own` whether the unit itself put it there and so answers for its name, unit and mark."""

    key: str
    line: DongDangKy
    registered: bool
    own: bool


@dataclass(frozen=True, slots=True)
class CaNhanCanKiem:
    """A person named for a title."""

    key: str
    ho_ten: str
    danh_hieu: str


@dataclass(frozen=True, slots=True)
class BanCanKiem:
    """A registration as the check needs it. `needs_reason` where it comes late or after a received one,
    `over_ratio` where a share of titles is beyond its rule: both are open to who explains them."""

    dong: tuple[DongCanKiem, ...]
    so_phong_trao: int
    giai_phap: str
    ca_nhan: tuple[CaNhanCanKiem, ...] = ()
    needs_reason: bool = False
    ly_do: str = ""
    over_ratio: bool = False
    giai_trinh: str = ""


@dataclass(frozen=True, slots=True)
class Loi:
    """One fault; `key` is that of the line or person, empty for the registration as a whole."""

    what: LoiDangKy | LoiBanDangKy
    key: str = ""


_ASSIGNER_ANSWERS = frozenset(
    {
        LoiDangKy.THIEU_TEN,
        LoiDangKy.THIEU_DON_VI_TINH,
        LoiDangKy.THIEU_MOC,
        LoiDangKy.MOC_AM,
        LoiDangKy.MOC_VUOT_DANG_KY,
    }
)
"""Faults of an assigned target that its unit can do nothing about."""


def faults(ban: BanCanKiem) -> tuple[Loi, ...]:
    """Everything that keeps the registration from the head, in the order of the form; empty when it may go.

    Each assigned target needs its figure or its tick, one below the assigned figure its reason, an own one
    also name, unit of measure and mark; one movement at least, and measures that are not empty; a reason
    where it is late or a supplement, an explanation where a share of titles goes beyond its rule.
    """
    found: list[Loi] = []
    if not ban.dong:
        found.append(Loi(LoiBanDangKy.CHUA_CO_CHI_TIEU))
    for line in ban.dong:
        found.extend(Loi(what, line.key) for what in _line_faults(line))
    if ban.so_phong_trao == 0:
        found.append(Loi(LoiBanDangKy.CHUA_CHON_PHONG_TRAO))
    if not ban.giai_phap.strip():
        found.append(Loi(LoiBanDangKy.CHUA_CO_GIAI_PHAP))
    found.extend(_people_faults(ban.ca_nhan))
    found.extend(_unexplained(ban))
    return tuple(found)


def _unexplained(ban: BanCanKiem) -> Iterator[Loi]:
    if ban.over_ratio and not ban.giai_trinh.strip():
        yield Loi(LoiBanDangKy.THIEU_GIAI_TRINH_TY_LE)
    if ban.needs_reason and not ban.ly_do.strip():
        yield Loi(LoiBanDangKy.THIEU_LY_DO_CHAM)


def _line_faults(line: DongCanKiem) -> Iterator[LoiDangKy | LoiBanDangKy]:
    if not line.line.loai.has_figure and not line.registered:
        yield LoiBanDangKy.CHUA_DANH_DAU
    for what in checks_registration(line.line):
        if line.own or what not in _ASSIGNER_ANSWERS:
            yield what


def _people_faults(people: Iterable[CaNhanCanKiem]) -> Iterator[Loi]:
    for person in people:
        if not person.ho_ten.strip():
            yield Loi(LoiBanDangKy.CA_NHAN_THIEU_TEN, person.key)
        if not person.danh_hieu.strip():
            yield Loi(LoiBanDangKy.CA_NHAN_THIEU_DANH_HIEU, person.key)
