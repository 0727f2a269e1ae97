"""The files of a version."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotThere
from thidua.hoso.models import (
    HoSo,
    MinhChung,
    Tep,
    TepPhienBan,
)
from thidua.hoso.queries.scope import in_view


@dataclass(frozen=True, slots=True)
class TepRow:
    """A file of a version as a list shows it."""

    id: int
    ten: str
    loai: str
    kich_thuoc: int
    sha256: str
    luc: datetime


def files(session: Session, phien_ban_id: int | None) -> list[TepRow]:
    """The files of a version, oldest first."""
    rows = session.execute(
        select(Tep)
        .join(TepPhienBan, TepPhienBan.tep_id == Tep.id)
        .where(TepPhienBan.phien_ban_id == phien_ban_id)
        .order_by(Tep.id)
    ).scalars()
    return [TepRow(t.id, t.ten, t.loai, t.kich_thuoc, t.sha256, t.luc) for t in rows]


def file_for(session: Session, actor: Actor, tep_id: int) -> Tep:
    """A file that the actor may download: it belongs to a version that the actor may read; else NotThere."""
    tep = session.get(Tep, tep_id)
    if tep is None:
        raise NotThere("khong_co_tep")
    view = in_view(session, actor, session.get_one(HoSo, tep.ho_so_id))
    versions = union(
        select(TepPhienBan.phien_ban_id).where(TepPhienBan.tep_id == tep_id),
        select(MinhChung.phien_ban_id).where(MinhChung.tep_id == tep_id),
    )
    if view.own_unit or (view.phien_ban is not None and view.phien_ban.id in set(session.scalars(versions))):
        return tep
    raise NotThere("khong_co_tep")


def evidence(session: Session, phien_ban_id: int | None) -> dict[int, list[TepRow]]:
    """The files that prove single figures of a version, by target, oldest first."""
    found: dict[int, list[TepRow]] = {}
    query = (
        select(MinhChung.chi_tieu_id, Tep)
        .join(Tep, Tep.id == MinhChung.tep_id)
        .where(MinhChung.phien_ban_id == phien_ban_id)
        .order_by(MinhChung.chi_tieu_id, Tep.id)
    )
    for target, t in session.execute(query):
        row = TepRow(t.id, t.ten, t.loai, t.kich_thuoc, t.sha256, t.luc)
        found.setdefault(target, []).append(row)
    return found
