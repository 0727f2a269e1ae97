"""Acting on several hồ sơ at once: each by itself, so that one refusal does not hold back the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import Refusal
from thidua.hoso import actions as hoso
from thidua.hoso import queries
from thidua.hoso.models import HoSo

BULK_STEPS = frozenset({"duyet", "tiep_nhan"})
"""Steps that may be taken for several hồ sơ at once: they need no reason."""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """How many were done, and which were refused with the refusal."""

    done: int
    refused: tuple[tuple[int, Refusal], ...]


def take_all(
    session: Session, actor: Actor, step: str, chosen: Iterable[tuple[int, int]], *, at: datetime
) -> BulkResult:
    """Take `step` on each (hồ sơ id, row_version) in one unit of work; ValueError for another step."""
    if step not in BULK_STEPS:
        raise ValueError(step)
    done, refused = 0, []
    for ho_so_id, row_version in chosen:
        ho_so = session.get(HoSo, ho_so_id)
        if ho_so is None:
            continue
        try:
            queries.in_view(session, actor, ho_so)
            hoso.move(session, actor, ho_so, step, at=at, row_version=row_version)
            done += 1
        except Refusal as no:
            refused.append((ho_so_id, no))
    return BulkResult(done, tuple(refused))
