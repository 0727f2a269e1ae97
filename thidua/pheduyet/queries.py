"""What waits for a person, over all obligations of a year."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import SECRETARIAT, Actor, Role
from thidua.core.workflow import State
from thidua.donvi import queries as units
from thidua.hoso import queries as hoso
from thidua.hoso.models import HoSo, SuKien
from thidua.hoso.queries import HoSoRow
from thidua.namthidua import queries as years


@dataclass(frozen=True, slots=True)
class ViecRow:
    """One hồ sơ that waits for the reader's act `buoc`; `days_late` counts working days at submission.

    `nhiem_vu` names a task of named units, empty for every other obligation.
    `ly_do` is the reason of a request for adjustment (`buoc` is then `dieu_chinh`).
    """

    id: int
    don_vi: str
    don_vi_id: int
    loai: str
    buoc: str
    since: datetime
    han: date
    days_late: int
    address: str
    row_version: int
    ly_do: str = ""
    nhiem_vu: str = ""


def waiting(session: Session, actor: Actor, nam: int, *, at: datetime) -> list[ViecRow]:
    """What this person can act on now, oldest first; as many statements for one unit as for all."""
    year = years.year(session, nam)
    names = units.units_in_year(session, nam, at)
    groups = {unit: g.code for g in years.groups(session, year.id) for unit in g.thanh_vien}
    calendar = years.work_calendar(session)
    asked = _adjustments(session, actor, year.id)
    found = []
    for row in hoso.overview(session, actor, year.id):
        step = _act(actor, row, asked)
        if step is None:
            continue
        found.append(
            ViecRow(
                id=row.id,
                don_vi=names[row.don_vi_id].ten if row.don_vi_id in names else row.don_vi,
                don_vi_id=row.don_vi_id,
                loai=row.loai,
                buoc=step,
                since=row.doi_luc,
                han=row.han,
                days_late=calendar.days_late(row.han, row.nop_luc or at),
                address=hoso.address(nam, row.loai, row.don_vi, groups.get(row.don_vi_id, "")),
                row_version=row.row_version,
                ly_do=asked.get(row.id, ""),
                nhiem_vu=row.nhiem_vu,
            )
        )
    return sorted(found, key=lambda viec: viec.since)


def _act(actor: Actor, row: HoSoRow, asked: dict[int, str]) -> str | None:
    """The act that this hồ sơ waits for from the actor, None when it waits for somebody else."""
    roles = actor.roles_for(row.don_vi_id)
    if row.state is State.CHO_DUYET and Role.THU_TRUONG in roles:
        return "duyet"
    if Role.THUONG_TRUC not in roles:
        return None
    if row.state is State.DA_NOP:
        return "tiep_nhan"
    return "dieu_chinh" if row.id in asked else None


def _adjustments(session: Session, actor: Actor, nam_id: int) -> dict[int, str]:
    """Received hồ sơ whose last event asks for an adjustment → its reason."""
    if not actor.has(*SECRETARIAT):
        return {}
    received = (
        select(SuKien)
        .join(HoSo, HoSo.id == SuKien.ho_so_id)
        .where(HoSo.nam_id == nam_id, HoSo.state == State.DA_TIEP_NHAN)
        .where(SuKien.buoc.in_(("de_nghi_dieu_chinh", "tiep_nhan", "bo_dieu_chinh")))
        .order_by(SuKien.ho_so_id, SuKien.so)
    )
    last = {event.ho_so_id: event for event in session.scalars(received)}
    return {i: event.ly_do for i, event in last.items() if event.buoc == "de_nghi_dieu_chinh"}
