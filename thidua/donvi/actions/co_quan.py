"""Writing the office: one dated row after the other, none overlapping."""

from dataclasses import fields
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow, NotThere, WrongInput
from thidua.donvi.compose.moi import CoQuanMoi
from thidua.donvi.models import CoQuan, DonVi
from thidua.donvi.queries.co_quan import BAC
from thidua.nhatky.actions import record

__all__ = ["CoQuanMoi", "save_office"]

_DAY = timedelta(days=1)


def save_office(
    session: Session, actor: Actor | None, new: CoQuanMoi, *, row_version: int | None = None, at: datetime
) -> int:
    """Write the office from a day on; the id of its row.

    A row that begins on the same day is corrected; otherwise the row of the day before ends there, so that
    papers of earlier days keep the earlier names. Raises WrongInput for a level that is none, NotThere for a
    standing body that is no unit, and NotNow with `da_co_nguoi_sua` when the row to be corrected was saved
    since `row_version`.
    """
    if new.bac not in BAC:
        raise WrongInput("bac_khong_co")
    if new.thuong_truc_id is not None and session.get(DonVi, new.thuong_truc_id) is None:
        raise NotThere("khong_co_don_vi")
    row = session.scalar(select(CoQuan).where(CoQuan.tu_ngay == new.tu_ngay))
    before = _facts(row) if row else None
    if row is None:
        row = CoQuan(tu_ngay=new.tu_ngay, den_ngay=_make_room(session, new.tu_ngay), row_version=0)
        session.add(row)
    elif row_version is not None and row.row_version != row_version:
        raise NotNow("da_co_nguoi_sua")
    for name, value in _stored(new).items():
        setattr(row, name, value)
    row.row_version += 1
    session.flush()
    record(session, actor, "luu_co_quan", "co_quan", row.id, at=at, truoc=before, sau=_facts(row))
    return row.id


def _make_room(session: Session, day: date) -> date | None:
    """End the row that holds the day; until when the new one may last."""
    following = session.scalar(
        select(CoQuan.tu_ngay).where(CoQuan.tu_ngay > day).order_by(CoQuan.tu_ngay).limit(1)
    )
    earlier = session.scalar(
        select(CoQuan).where(CoQuan.tu_ngay < day).order_by(CoQuan.tu_ngay.desc()).limit(1)
    )
    if earlier is not None:
        earlier.den_ngay = day - _DAY
    return following - _DAY if following else None


def _stored(new: CoQuanMoi) -> dict[str, object]:
    values = {field.name: getattr(new, field.name) for field in fields(new)}
    return {name: "\n".join(v) if isinstance(v, tuple) else v for name, v in values.items()}


def _facts(row: CoQuan) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in fields(CoQuanMoi)}
