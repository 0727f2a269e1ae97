"""Shapes of the sample's giao ước: when each cụm or khối took which step of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ViecGiaoUoc:
    """One act beside the usual way: a step of the chain, `sua` (the section `muc` of the open text is written
    anew with `loi_van`) or `da_biet` (the unit has read what it was told)."""

    luc: datetime
    tai_khoan: str
    buoc: str
    ly_do: str = ""
    cho_sua: str = ""
    muc: str = ""
    loi_van: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangGiaoUoc:
    """One group's way to the signing, in time order; `tra_loi` is when the first head answered, `them` what
    happened beside."""

    ma: str
    mo: datetime
    gui_lay_y_kien: datetime
    tra_loi: datetime
    thong_nhat: datetime
    dua_ra_ky_ket: datetime
    them: tuple[ViecGiaoUoc, ...] = ()


@dataclass(frozen=True, slots=True)
class GiaoUocCuaNam:
    """The file as it stands."""

    giao_uoc: tuple[ChangGiaoUoc, ...]


@dataclass(frozen=True, slots=True)
class BuocGiaoUoc:
    """One act of a chain: who (login) took which step for which group, when; `them` says more of it."""

    luc: datetime
    tai_khoan: str
    cum_khoi: str
    buoc: str
    them: ViecGiaoUoc | None = None
