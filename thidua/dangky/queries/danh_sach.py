"""The town's list of registrations."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from thidua.core import workflow
from thidua.core.actor import Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotYourFunction
from thidua.core.workflow import State
from thidua.dangky.queries.noi_dung import LOAI
from thidua.donvi import queries as units
from thidua.hoso.models import HoSo
from thidua.hoso.queries import due_day
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua, NghiaVu


@dataclass(frozen=True, slots=True)
class DangKyListRow:
    """A unit's registration in the list; `days_late` in working days, `days_left` in calendar days."""

    don_vi_id: int
    code: str
    ten: str
    cum_khoi: str
    state: State
    holder: Role | None
    han: date
    extended: bool
    nop_luc: datetime | None
    is_late: bool
    days_left: int
    days_late: int


def list_rows(session: Session, actor: Actor, nam_id: int, at: datetime) -> list[DangKyListRow]:
    """The registrations in the actor's scope by cụm, khối and the town's order, in a constant number of
    statements. Raises NotYourFunction for somebody who has neither the town nor a unit."""
    scope = _scope(actor)
    query = (
        select(HoSo, NghiaVu)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .where(HoSo.nam_id == nam_id, HoSo.loai == LOAI, *scope)
    )
    found = {ho_so.don_vi_id: (ho_so, duty) for ho_so, duty in session.execute(query)}
    names = units.units_in_year(session, session.get_one(NamThiDua, nam_id).nam, at)
    calendar = years.work_calendar(session)
    group_of = _places(session, nam_id)
    rows = []
    for unit_id in sorted(
        found.keys() & names.keys(), key=lambda u: (*group_of.get(u, _LAST), names[u].thu_tu)
    ):
        ho_so, duty = found[unit_id]
        han, done = due_day(ho_so, duty), ho_so.nop_luc or at
        rows.append(
            DangKyListRow(
                don_vi_id=unit_id,
                code=names[unit_id].code,
                ten=names[unit_id].ten,
                cum_khoi=group_of.get(unit_id, _LAST)[2],
                state=ho_so.state,
                holder=workflow.holder(ho_so.state),
                han=han,
                extended=ho_so.gia_han_den is not None,
                nop_luc=ho_so.nop_luc,
                is_late=local_day(done) > han,
                days_left=(han - local_day(at)).days,
                days_late=calendar.days_late(han, done),
            )
        )
    return rows


_LAST = (1 << 30, 0, "")


def _places(session: Session, nam_id: int) -> dict[int, tuple[int, int, str]]:
    """Each unit's group: its order, the unit's order in it, its name."""
    return {
        unit: (place, order, group.ten)
        for place, group in enumerate(years.groups(session, nam_id))
        for order, unit in enumerate(group.thanh_vien)
    }


def _scope(actor: Actor) -> list[ColumnElement[bool]]:
    if actor.sees_all_units:
        return []
    if not actor.units:
        raise NotYourFunction("khong_dung_vai_tro")
    return [HoSo.don_vi_id.in_(actor.units)]
