"""What a change of a group's members touches once the year is open."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.workflow import State
from thidua.giaouoc.models import GiaoUoc
from thidua.hoso.models import HoSo
from thidua.namthidua.queries.cum_khoi import CumKhoiSua


@dataclass(frozen=True, slots=True)
class ChamToi:
    """`giao_uoc` is the stored state of the group's giao ước, empty without one; `da_ky` and `dang_ky` are
    members whose signed giao ước, or registration, is with the Phòng or further."""

    giao_uoc: str
    da_ky: frozenset[int]
    dang_ky: frozenset[int]


_SENT = (State.DA_NOP, State.DA_TIEP_NHAN)


def touched(session: Session, nam_id: int, group: CumKhoiSua) -> ChamToi:
    """What stands on the present membership of the group."""
    pledge = session.scalar(select(GiaoUoc.trang_thai).where(GiaoUoc.cum_khoi_id == group.id))
    sent: dict[str, set[int]] = {"giao_uoc": set(), "dang_ky": set()}
    rows = session.execute(
        select(HoSo.don_vi_id, HoSo.loai).where(
            HoSo.nam_id == nam_id,
            HoSo.loai.in_(tuple(sent)),
            HoSo.state.in_(_SENT),
            HoSo.don_vi_id.in_(group.thanh_vien),
        )
    )
    for unit, kind in rows:
        sent[kind].add(unit)
    return ChamToi(pledge.value if pledge else "", frozenset(sent["giao_uoc"]), frozenset(sent["dang_ky"]))
