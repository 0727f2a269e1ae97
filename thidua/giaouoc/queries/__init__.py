"""The giao ước by cụm and khối, in the reader's scope."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotThere
from thidua.core.pledge import TrangThai
from thidua.core.workflow import State
from thidua.donvi import queries as units
from thidua.giaouoc.models import GiaoUoc
from thidua.hoso import queries as hoso
from thidua.hoso.models import HoSo, PhienBan
from thidua.namthidua import queries as years


@dataclass(frozen=True, slots=True)
class ThanhVienRow:
    """A member and the state of its giao ước; `address` is empty where the reader may not open it."""

    code: str
    ten: str
    vai: str
    state: State
    ngay_ky_ket: date | None
    address: str


@dataclass(frozen=True, slots=True)
class CumRow:
    """A cụm or khối with its members."""

    code: str
    ten: str
    phu_trach: str
    thanh_vien: tuple[ThanhVienRow, ...]
    giao_uoc: TrangThai | None = None
    """Where the group's own chain stands; None where each member hands in its own paper."""

    @property
    def da_ky(self) -> int:
        """How many members' signed giao ước were received."""
        return sum(member.state is State.DA_TIEP_NHAN for member in self.thanh_vien)


def groups_in_view(session: Session, actor: Actor, nam: int, *, at: datetime) -> list[CumRow]:
    """The cụm and khối that the actor sees: all for the Phòng and leaders, the own ones for a unit."""
    year = years.year(session, nam)
    names = units.units_in_year(session, nam, at)
    query = (
        select(HoSo.don_vi_id, HoSo.state, PhienBan.ngay_van_ban)
        .outerjoin(PhienBan, PhienBan.id == HoSo.ban_chot_id)
        .where(HoSo.nam_id == year.id, HoSo.loai == "giao_uoc")
    )
    states = {row.don_vi_id: (row.state, row.ngay_van_ban) for row in session.execute(query)}
    chains = {
        pledge.cum_khoi_id: pledge.trang_thai
        for pledge in session.scalars(select(GiaoUoc).where(GiaoUoc.nam_id == year.id))
    }
    found = []
    for group in years.groups(session, year.id):
        leads = group.truong_id in actor.units
        if not (actor.sees_all_units or actor.units & set(group.thanh_vien)):
            continue
        members = []
        for unit in group.thanh_vien:
            state, signed = states.get(unit, (State.NHAP, None))
            own = unit in actor.units
            open_page = own or actor.sees_all_units or (leads and signed is not None)
            members.append(
                ThanhVienRow(
                    code=names[unit].code,
                    ten=names[unit].ten,
                    vai={group.truong_id: "truong", group.pho_id: "pho"}.get(unit, ""),
                    state=state,
                    ngay_ky_ket=signed,
                    address=hoso.address(nam, "giao_uoc", names[unit].code, group.code) if open_page else "",
                )
            )
        standing = chains.get(group.id)
        found.append(CumRow(group.code, group.ten, group.phu_trach, tuple(members), standing))
    return found


def group_in_view(session: Session, actor: Actor, nam: int, code: str, *, at: datetime) -> CumRow:
    """One cụm or khối; NotThere when missing or outside the actor's scope."""
    for group in groups_in_view(session, actor, nam, at=at):
        if group.code == code:
            return group
    raise NotThere("khong_co_cum")
