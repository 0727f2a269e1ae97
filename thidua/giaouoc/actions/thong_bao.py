"""Telling units what they must know, until one of their people says so."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotThere
from thidua.giaouoc.models import ThongBao
from thidua.nhatky.actions import record


def tell(
    session: Session,
    nam_id: int,
    units: Iterable[int],
    khoa: str,
    dia_chi: str,
    *,
    noi_dung: str,
    at: datetime,
) -> None:
    """Put one notice before each of these units."""
    session.add_all(
        ThongBao(nam_id=nam_id, don_vi_id=unit, luc=at, khoa=khoa, noi_dung=noi_dung, dia_chi=dia_chi)
        for unit in sorted(units)
    )
    session.flush()


def seen(session: Session, actor: Actor, thong_bao_id: int, *, at: datetime) -> None:
    """Note that a person of the unit has read it; twice changes nothing. NotThere for another unit's."""
    notice = session.get(ThongBao, thong_bao_id)
    if notice is None or notice.don_vi_id not in actor.units:
        raise NotThere("khong_co_thong_bao")
    if notice.da_biet_luc is not None:
        return
    notice.da_biet_luc, notice.da_biet_boi = at, actor.person
    record(session, actor, "da_biet", "thong_bao", notice.id, at=at, sau={"khoa": notice.khoa})
    session.flush()
