"""Writing the tree of units and the town's order."""

from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import local_day
from thidua.core.errors import NotThere, WrongInput
from thidua.donvi.actions import last_name, locked
from thidua.donvi.models import DonVi, ThuocDonVi
from thidua.donvi.queries import named_on, units_on
from thidua.nhatky.actions import record

_DAY = timedelta(days=1)


def move_unit(
    session: Session,
    actor: Actor | None,
    don_vi_id: int,
    cap_tren_id: int | None,
    tu_ngay: date,
    *,
    row_version: int | None = None,
    at: datetime,
) -> None:
    """Put the unit under another one from a day on; None: directly under the town.

    Raises WrongInput, each with its field: `cay_vong` where the unit would stand under itself now or later,
    `cap_tren_khong_co` for a unit without a name on that day, `don_vi_chua_co` for a day before the unit
    itself, `cap_tren_chong_ngay` for a day before the last change.
    """
    unit = locked(session, don_vi_id, row_version)
    last_name(session, unit)
    if named_on(session, unit.id, tu_ngay) is None:
        raise WrongInput("don_vi_chua_co", o="tu_ngay")
    if cap_tren_id is not None:
        _require_parent(session, unit.id, cap_tren_id, tu_ngay)
    newest = session.scalars(
        select(ThuocDonVi).where(ThuocDonVi.don_vi_id == unit.id).order_by(ThuocDonVi.tu_ngay.desc()).limit(1)
    ).first()
    if newest is not None and tu_ngay < newest.tu_ngay:
        raise WrongInput("cap_tren_chong_ngay", o="tu_ngay", ngay=newest.tu_ngay)
    before = newest.cap_tren_id if newest is not None and newest.den_ngay is None else None
    _put_under(session, unit.id, newest, cap_tren_id, tu_ngay)
    facts = {"cap_tren_id": cap_tren_id, "tu_ngay": tu_ngay}
    record(
        session, actor, "chuyen_don_vi", "don_vi", unit.id, at=at, truoc={"cap_tren_id": before}, sau=facts
    )


def _require_parent(session: Session, don_vi_id: int, cap_tren_id: int, day: date) -> None:
    above = named_on(session, cap_tren_id, day)
    if above is None:
        raise WrongInput("cap_tren_khong_co", o="cap_tren")
    rows = session.execute(
        select(ThuocDonVi.don_vi_id, ThuocDonVi.cap_tren_id).where(
            or_(ThuocDonVi.den_ngay.is_(None), ThuocDonVi.den_ngay >= day)
        )
    )
    parents: dict[int, set[int]] = {}
    for child, parent in rows:
        parents.setdefault(child, set()).add(parent)
    seen, waiting = set[int](), {cap_tren_id}
    while waiting:
        seen |= waiting
        waiting = {parent for one in waiting for parent in parents.get(one, ())} - seen
    if don_vi_id in seen:
        raise WrongInput("cay_vong", o="cap_tren", ten=above.ten)


def _put_under(
    session: Session, don_vi_id: int, newest: ThuocDonVi | None, cap_tren_id: int | None, day: date
) -> None:
    if newest is not None and newest.tu_ngay == day:
        session.delete(newest)
        session.flush()
    elif newest is not None and (newest.den_ngay is None or newest.den_ngay >= day):
        newest.den_ngay = day - _DAY
    if cap_tren_id is not None:
        session.add(ThuocDonVi(don_vi_id=don_vi_id, cap_tren_id=cap_tren_id, tu_ngay=day))
    session.flush()


def end_place(session: Session, don_vi_id: int, last_day: date) -> None:
    """End the unit's place in the tree with its last day."""
    for row in session.scalars(select(ThuocDonVi).where(ThuocDonVi.don_vi_id == don_vi_id)):
        if row.tu_ngay > last_day:
            session.delete(row)
        elif row.den_ngay is None or row.den_ngay > last_day:
            row.den_ngay = last_day
    session.flush()


def reorder_unit(session: Session, actor: Actor | None, don_vi_id: int, *, up: bool, at: datetime) -> None:
    """Move the unit one place up or down among those under the same one; at the end nothing happens.

    The town's places are numbered anew from 1, so that two units never share one.
    """
    rows = list(units_on(session, local_day(at)).values())
    mine = next((row for row in rows if row.id == don_vi_id), None)
    if mine is None:
        raise NotThere("khong_co_don_vi")
    order = list(session.scalars(select(DonVi).order_by(DonVi.thu_tu, DonVi.id)))
    siblings = [row.id for row in rows if row.cap_tren_id == mine.cap_tren_id]
    place = siblings.index(don_vi_id) + (-1 if up else 1)
    if not 0 <= place < len(siblings):
        return
    ids = [unit.id for unit in order]
    here, there = ids.index(don_vi_id), ids.index(siblings[place])
    order.insert(there, order.pop(here))
    for number, unit in enumerate(order, 1):
        unit.thu_tu = number
    record(session, actor, "xep_don_vi", "don_vi", don_vi_id, at=at, sau={"len": up})
