"""Writing dated rules from a file."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.namthidua.actions.quy_dinh import QuyDinhSua, set_rule
from thidua.nhapxuat.queries.quy_dinh import existing
from thidua.sheets.plan import PlannedRow

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope

_EMPTY: dict[str, Any] = {
    "gia_tri": "",
    "don_vi_tinh": "",
    "den_ngay": None,
    "nguon": "",
    "da_kiem_chung": False,
}


def write(
    session: Session, actor: Actor, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Enter these rules; what has no column in the file stays."""
    before = existing(session, scope)
    names = [one.name for one in fields(QuyDinhSua)]
    for row in rows:
        now: dict[str, Any] = {**_EMPTY, **before.get(row.key, {}), **row.values}
        if isinstance(now["gia_tri"], Decimal | int):
            now["gia_tri"] = format(now["gia_tri"], "f")
        set_rule(session, actor, QuyDinhSua(**{name: now[name] for name in names}), at=at)
