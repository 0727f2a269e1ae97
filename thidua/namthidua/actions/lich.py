"""Writing the working-day calendar."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotThere, WrongInput
from thidua.namthidua.models import NgayLich
from thidua.namthidua.queries.lich import OFF, WORKED, NgayRow
from thidua.nhatky.actions import record

_WEEKDAYS = 5


def set_days(session: Session, actor: Actor | None, days: Iterable[NgayRow], *, at: datetime) -> int:
    """Enter days, each in place of what stood there; how many.

    Raises WrongInput("lam_bu_ngay_thuong") for a day worked in exchange that is a working day anyway.
    """
    rows = list(days)
    for one in rows:
        if one.loai not in (OFF, WORKED):
            raise WrongInput("loai_ngay")
        if one.loai == WORKED and one.ngay.weekday() < _WEEKDAYS:
            raise WrongInput("lam_bu_ngay_thuong", ngay=one.ngay)
        session.merge(NgayLich(ngay=one.ngay, loai=one.loai, ten=one.ten, nguon=one.nguon))
    session.flush()
    if rows:
        facts = {"so_ngay": len(rows), "tu": rows[0].ngay, "den": rows[-1].ngay}
        record(session, actor, "dat_lich", "ngay_lich", at=at, sau=facts)
    return len(rows)


def drop_day(session: Session, actor: Actor | None, day: date, *, at: datetime) -> None:
    """Let a day follow the week's rule again; NotThere when it does already."""
    found = session.get(NgayLich, day)
    if found is None:
        raise NotThere("khong_co_ngay")
    facts = {"ngay": day, "loai": found.loai, "ten": found.ten}
    session.delete(found)
    session.flush()
    record(session, actor, "bo_ngay_lich", "ngay_lich", at=at, truoc=facts)
