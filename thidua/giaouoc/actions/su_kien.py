"""Writing the events of the chain."""

from datetime import datetime

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.pledge import TrangThai
from thidua.giaouoc.models import BanGiaoUoc, GiaoUoc, SuKienGiaoUoc
from thidua.giaouoc.queries import chuoi
from thidua.nhatky.actions import record


def note_event(
    session: Session,
    actor: Actor,
    pledge: GiaoUoc,
    version: BanGiaoUoc,
    buoc: str,
    den: TrangThai,
    *,
    at: datetime,
    ly_do: str = "",
    don_vi_id: int | None = None,
) -> SuKienGiaoUoc:
    """Write the line of the log and the event, and let the state follow."""
    source = pledge.trang_thai
    log = record(
        session,
        actor,
        f"giao_uoc_{buoc}",
        "giao_uoc",
        pledge.id,
        at=at,
        truoc={"trang_thai": source.value},
        sau={"trang_thai": den.value, "ban": version.so, "van_tay": version.van_tay},
        ghi_chu=ly_do,
    )
    event = SuKienGiaoUoc(
        giao_uoc_id=pledge.id,
        so=chuoi.events_so_far(session, pledge.id) + 1,
        buoc=buoc,
        tu=source,
        den=den,
        nguoi_id=actor.person,
        don_vi_id=don_vi_id,
        ly_do=ly_do,
        luc=at,
        ban_giao_uoc_id=version.id,
        nhat_ky_id=log.id,
    )
    session.add(event)
    pledge.trang_thai = den
    session.flush()
    return event
