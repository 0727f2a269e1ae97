"""Opening and closing a year: the acts that need the whole road behind them."""

from datetime import datetime

from sqlalchemy.orm import Session

from thidua.caidat.queries.dong_nam import open_items
from thidua.caidat.queries.tong_quan import overview
from thidua.core.actor import Actor
from thidua.core.calendar import TrangThaiNam
from thidua.core.errors import NotNow
from thidua.donvi.queries import day_in_year, units_on
from thidua.hoso.actions import create_for_year
from thidua.namthidua.actions import mo_nam, open_year
from thidua.namthidua.models import NamThiDua


def open_for_units(session: Session, actor: Actor, nam_id: int, *, at: datetime) -> int:
    """The named act that opens a prepared year: every unit gets its hồ sơ; how many there are.

    The year at work until now goes over to `dang_tong_ket` by its own act. Raises NotNow when the year is not
    in preparation, has no obligation or no period, a unit stands in no group, or two other years are open.
    """
    year = session.get_one(NamThiDua, nam_id)
    facts = overview(session, year, at)
    if year.trang_thai is not TrangThaiNam.CHUAN_BI:
        raise NotNow("nam_khong_o_chuan_bi", nam=year.nam)
    if not facts.nghia_vu or not facts.dot:
        raise NotNow("nam_chua_du", nam=year.nam)
    if facts.chua_xep:
        raise NotNow("don_vi_ngoai_cum", so=len(facts.chua_xep), ten=", ".join(facts.chua_xep[:3]))
    others = mo_nam.years_still_open(session, year.nam)
    if len(others) >= mo_nam.OPEN_YEARS:
        raise NotNow("con_nam_chua_dong", nam=others[-1].nam)
    for other in others:
        if other.trang_thai is TrangThaiNam.DANG_MO and other.nam < year.nam:
            mo_nam.begin_summing_up(session, actor, other.id, at=at)
    open_year(session, actor, nam_id, at=at)
    return create_for_year(session, actor, nam_id, units_on(session, day_in_year(year.nam, at)), at=at)


def close_for_good(session: Session, actor: Actor, nam_id: int, *, at: datetime) -> None:
    """The named act that closes a year in which nothing is left open; afterwards it is read-only for ever.

    Raises NotNow("nam_con_viec") while anything is open, and what `mo_nam.close_year` raises.
    """
    year = session.get_one(NamThiDua, nam_id)
    left = open_items(session, year, at)
    if year.trang_thai is TrangThaiNam.DANG_TONG_KET and left:
        raise NotNow("nam_con_viec", nam=year.nam, so=sum(len(group.viec) for group in left))
    mo_nam.close_year(session, actor, nam_id, at=at)
