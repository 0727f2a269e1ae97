"""What is still open in a year that somebody wants to close."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.pledge import TrangThai
from thidua.core.workflow import State
from thidua.donvi.queries import units_in_year
from thidua.giaouoc.models import GiaoUoc
from thidua.hoso.models import HoSo
from thidua.hoso.queries import address
from thidua.namthidua.models import CumKhoi, NamThiDua, NghiaVu
from thidua.namthidua.queries import groups

SETTLED = (State.DA_TIEP_NHAN, State.KHONG_THUOC_DOI_TUONG)
IN_FORCE = (TrangThai.HIEU_LUC, TrangThai.DA_DANH_GIA)


@dataclass(frozen=True, slots=True)
class ViecCon:
    """One open thing: whose, where it stands (`state` as stored), its page; `dieu_chinh` when an accepted hồ
    sơ was taken up again."""

    ten: str
    state: str
    dia_chi: str
    dieu_chinh: bool = False


@dataclass(frozen=True, slots=True)
class NhomViec:
    """Open things of one obligation."""

    ten: str
    viec: tuple[ViecCon, ...]


def open_items(session: Session, year: NamThiDua, at: datetime) -> list[NhomViec]:
    """Every hồ sơ that is neither received nor outside the obligation, by obligation; then the giao ước of
    groups that did not come into force. Empty when the year can be closed."""
    units = units_in_year(session, year.nam, at)
    group_of = {unit: g.code for g in groups(session, year.id) for unit in g.thanh_vien}
    found: dict[str, list[ViecCon]] = {}
    rows = session.execute(
        select(HoSo.don_vi_id, HoSo.loai, HoSo.state, HoSo.ban_chot_id, NghiaVu.ten)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .where(HoSo.nam_id == year.id, HoSo.state.not_in(SETTLED))
        .order_by(NghiaVu.thu_tu, HoSo.don_vi_id)
    )
    for row in rows:
        unit = units.get(row.don_vi_id)
        if unit is None:
            continue
        page = address(year.nam, row.loai, unit.code, group_of.get(unit.id, ""))
        one = ViecCon(unit.ten, row.state.value, page, row.ban_chot_id is not None)
        found.setdefault(row.ten, []).append(one)
    pledges = _pledges(session, year)
    return [
        *(NhomViec(name, tuple(items)) for name, items in found.items()),
        *([NhomViec("Giao ước của cụm, khối", pledges)] if pledges else ()),
    ]


def _pledges(session: Session, year: NamThiDua) -> tuple[ViecCon, ...]:
    rows = session.execute(
        select(CumKhoi.ten, CumKhoi.code, GiaoUoc.trang_thai)
        .join(CumKhoi, CumKhoi.id == GiaoUoc.cum_khoi_id)
        .where(GiaoUoc.nam_id == year.id, GiaoUoc.trang_thai.not_in(IN_FORCE))
        .order_by(CumKhoi.thu_tu)
    )
    return tuple(
        ViecCon(row.ten, row.trang_thai.value, f"/{year.nam}/giao-uoc/{row.code}") for row in rows
    )
