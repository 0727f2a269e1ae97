"""Writing a line of the log, in the transaction of the act itself; using up the one-time key of a form."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.chain import GENESIS, seal
from thidua.nhatky.models import KhoaGui, NhatKy

KEY = "nhat_ky_khoa"
"""Name under which the session's `info` carries the chain's secret key (bytes)."""


def record(
    session: Session,
    actor: Actor | None,
    viec: str,
    doi_tuong: str,
    doi_tuong_id: int | None = None,
    *,
    at: datetime,
    truoc: Mapping[str, object] | None = None,
    sau: Mapping[str, object] | None = None,
    ghi_chu: str = "",
) -> NhatKy:
    """Append one line, chained to the last. The caller's unit of work must be a writing one."""
    last = session.execute(select(NhatKy.id, NhatKy.mac).order_by(NhatKy.id.desc()).limit(1)).first()
    row = NhatKy(
        id=(last.id if last else 0) + 1,
        luc=at,
        nguoi_id=actor.person if actor and actor.person else None,
        tai_khoan=actor.account if actor else "",
        dia_chi=actor.address if actor else "",
        viec=viec,
        doi_tuong=doi_tuong,
        doi_tuong_id=doi_tuong_id,
        truoc=_text(truoc),
        sau=_text(sau),
        ghi_chu=ghi_chu[:255],
        mac_truoc=last.mac if last else GENESIS,
    )
    row.mac = seal(session.info[KEY], row.sealed_parts())
    session.add(row)
    session.flush()
    return row


def use_key(session: Session, actor: Actor, khoa: str, *, at: datetime) -> bool:
    """Whether this one-time key is fresh; it is used up by the call. An empty key is always fresh."""
    if not khoa:
        return True
    if session.get(KhoaGui, khoa[:64]) is not None:
        return False
    session.add(KhoaGui(khoa=khoa[:64], nguoi_id=actor.person, luc=at))
    session.flush()
    return True


def _text(facts: Mapping[str, object] | None) -> str:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str) if facts else ""
