"""What an obligation's change means for the hồ sơ: days of each unit, units called and no longer called."""

from datetime import datetime

from sqlalchemy import Table, delete, exists, select, update
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow
from thidua.core.workflow import State
from thidua.donvi.models import DonVi
from thidua.hoso.actions import create_for_year
from thidua.hoso.models import BanNhap, HoSo, NguoiSoan, PhienBan, SuKien, Tep
from thidua.hoso.queries import content_tables
from thidua.namthidua.actions.nghia_vu import NghiaVuSua, add_task, change_duty, remove_task
from thidua.namthidua.queries.nghia_vu import NghiaVuRow, duty, has_begun


def give_task(session: Session, actor: Actor, nam_id: int, new: NghiaVuSua, *, at: datetime) -> int:
    """Add a task of named units and, in a year that is open, their hồ sơ; its id."""
    made = add_task(session, actor, nam_id, new, at=at)
    _follow(session, actor, nam_id, made, at=at)
    return made


def set_duty(
    session: Session,
    actor: Actor,
    nam_id: int,
    nghia_vu_id: int,
    new: NghiaVuSua,
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """Set an obligation anew and let the hồ sơ follow.

    Raises NotNow("don_vi_da_lam") when a unit that is no longer called has begun its hồ sơ, else what
    `change_duty` raises.
    """
    change_duty(session, actor, nam_id, nghia_vu_id, new, at=at, row_version=row_version)
    _follow(session, actor, nam_id, nghia_vu_id, at=at)


def withdraw_task(session: Session, actor: Actor, nam_id: int, nghia_vu_id: int, *, at: datetime) -> None:
    """Take a task away with the hồ sơ that nobody has begun; NotNow when one was."""
    for ho_so in session.scalars(select(HoSo).where(HoSo.nghia_vu_id == nghia_vu_id)).all():
        _drop_untouched(session, ho_so)
    remove_task(session, actor, nam_id, nghia_vu_id, at=at)


def _follow(session: Session, actor: Actor, nam_id: int, nghia_vu_id: int, *, at: datetime) -> None:
    if not has_begun(session, nam_id):
        return
    row = duty(session, nam_id, nghia_vu_id)
    held = session.scalars(select(HoSo).where(HoSo.nghia_vu_id == nghia_vu_id)).all()
    for ho_so in held:
        if not row.calls(ho_so.don_vi_id):
            _drop_untouched(session, ho_so)
    taking_part = select(HoSo.don_vi_id).where(HoSo.nam_id == nam_id).distinct()
    units = row.don_vi or frozenset(session.scalars(taking_part))
    create_for_year(session, actor, nam_id, sorted(units), at=at, nghia_vu_id=nghia_vu_id)
    set_days(session, row)


def set_days(session: Session, row: NghiaVuRow) -> None:
    """Write the days of the unit's type into each hồ sơ of the obligation; an extension stays."""
    table = HoSo.__table__
    assert isinstance(table, Table)
    rows = session.execute(
        select(HoSo, DonVi.loai).join(DonVi, DonVi.id == HoSo.don_vi_id).where(HoSo.nghia_vu_id == row.id)
    ).all()
    for ho_so, loai in rows:
        opens, due = row.theo_loai.get(loai, (None, None))
        if (ho_so.mo_tu_rieng, ho_so.han_rieng) != (opens, due):
            # Past the lock counter: nobody wrote into the hồ sơ, and who is writing must not be stopped.
            days = update(table).where(table.c.id == ho_so.id).values(mo_tu_rieng=opens, han_rieng=due)
            session.execute(days)
            session.expire(ho_so)


def _drop_untouched(session: Session, ho_so: HoSo) -> None:
    acted = exists().where(SuKien.ho_so_id == ho_so.id)
    drafted = exists().where(BanNhap.ho_so_id == ho_so.id)
    filed = exists().where(Tep.ho_so_id == ho_so.id)
    saved = exists().where(PhienBan.ho_so_id == ho_so.id, NguoiSoan.phien_ban_id == PhienBan.id)
    if ho_so.state is not State.NHAP or session.scalar(select(acted | drafted | filed | saved)):
        unit = session.get_one(DonVi, ho_so.don_vi_id)
        raise NotNow("don_vi_da_lam", don_vi=unit.code)
    versions = select(PhienBan.id).where(PhienBan.ho_so_id == ho_so.id)
    for table in content_tables():
        session.execute(delete(table).where(table.c.phien_ban_id.in_(versions)))
    ho_so.phien_ban_id = None
    session.flush()
    session.execute(delete(PhienBan).where(PhienBan.ho_so_id == ho_so.id))
    session.delete(ho_so)
    session.flush()
