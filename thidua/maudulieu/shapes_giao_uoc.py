"""Shapes of the sample's giao ước: when each cụm or khối took which step of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ChangGiaoUoc:
    """One group's way to the signing, in time order; `tra_loi` is when the first head answered."""

    ma: str
    mo: datetime
    gui_lay_y_kien: datetime
    tra_loi: datetime
    thong_nhat: datetime
    dua_ra_ky_ket: datetime


@dataclass(frozen=True, slots=True)
class GiaoUocCuaNam:
    """The file as it stands."""

    giao_uoc: tuple[ChangGiaoUoc, ...]


@dataclass(frozen=True, slots=True)
class BuocGiaoUoc:
    """One act of a chain: who (login) took which step for which group, when."""

    luc: datetime
    tai_khoan: str
    cum_khoi: str
    buoc: str
