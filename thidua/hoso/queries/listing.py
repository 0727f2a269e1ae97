"""Every hồ sơ of a year in a list, and the address of its page."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core import papers
from thidua.core.actor import Actor
from thidua.core.workflow import State
from thidua.donvi.models import DonVi
from thidua.hoso.models import (
    HoSo,
)
from thidua.hoso.queries.scope import DUE, OPENS, SET_DUE
from thidua.namthidua.models import NghiaVu


@dataclass(frozen=True, slots=True)
class HoSoRow:
    """One hồ sơ in a list: where it stands and its days; contents are never part of it.

    `doi_luc` is when it last changed, `co_ban_chot` whether a version was received, `nhiem_vu` the name of a
    task of named units, empty for every other obligation.
    """

    id: int
    don_vi_id: int
    don_vi: str
    loai: str
    state: State
    mo_tu: date
    han: date
    han_goc: date
    gia_han: bool
    nop_luc: datetime | None
    doi_luc: datetime
    co_ban_chot: bool
    row_version: int
    nhiem_vu: str = ""


def overview(session: Session, actor: Actor, nam_id: int) -> list[HoSoRow]:
    """Every hồ sơ of the year in the actor's scope, in one statement, by unit and obligation."""
    query = (
        select(
            HoSo.id,
            HoSo.don_vi_id,
            DonVi.code,
            HoSo.loai,
            HoSo.state,
            OPENS.label("mo_tu"),
            DUE.label("han"),
            SET_DUE.label("han_goc"),
            HoSo.gia_han_den,
            HoSo.nop_luc,
            HoSo.doi_luc,
            HoSo.ban_chot_id,
            HoSo.row_version,
            NghiaVu.ten,
        )
        .join(DonVi, DonVi.id == HoSo.don_vi_id)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .where(HoSo.nam_id == nam_id)
        .order_by(DonVi.thu_tu, DonVi.id, NghiaVu.thu_tu)
    )
    if not actor.sees_all_units:
        query = query.where(HoSo.don_vi_id.in_(actor.units))
    return [
        HoSoRow(
            id=r.id,
            don_vi_id=r.don_vi_id,
            don_vi=r.code,
            loai=r.loai,
            state=r.state,
            mo_tu=r.mo_tu,
            han=r.han,
            han_goc=r.han_goc,
            gia_han=r.gia_han_den is not None,
            nop_luc=r.nop_luc,
            doi_luc=r.doi_luc,
            co_ban_chot=r.ban_chot_id is not None,
            row_version=r.row_version,
            nhiem_vu=r.ten if papers.is_task(r.loai) else "",
        )
        for r in session.execute(query)
    ]


PAGES = {
    "ke_hoach": "ke-hoach",
    "dang_ky": "dang-ky",
    "khen_dot": "khen-dot",
    "so_ket": "bao-cao/so-ket",
    "tong_ket": "bao-cao/tong-ket",
}


def address(nam: int, loai: str, don_vi: str, cum_khoi: str = "") -> str:
    """The page of a unit's hồ sơ; a giao ước stands under its cụm or khối."""
    if loai == "giao_uoc":
        return f"/{nam}/giao-uoc/{cum_khoi}/{don_vi}"
    if papers.is_task(loai):
        return f"/{nam}/nhiem-vu/{loai.removeprefix(papers.TASK)}/{don_vi}"
    return f"/{nam}/{PAGES[loai]}/{don_vi}"
