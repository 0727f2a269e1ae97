"""Writing the register of căn cứ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow
from thidua.core.legal import ground_rank
from thidua.namthidua.actions import writable_year
from thidua.namthidua.models import CanCu
from thidua.namthidua.queries.can_cu import CanCuRow, ground, register
from thidua.nhatky.actions import record


@dataclass(frozen=True, slots=True)
class CanCuSua:
    """A ground as an officer writes it; `loai_van_ban` are the kinds of paper that print it."""

    ten_loai: str
    so_ky_hieu: str
    ngay: date | None
    co_quan: str
    trich_yeu: str
    hieu_luc_tu: date | None = None
    hieu_luc_den: date | None = None
    loai_van_ban: tuple[str, ...] = ()


def add_ground(session: Session, actor: Actor | None, nam_id: int, new: CanCuSua, *, at: datetime) -> int:
    """A ground at its place by legal rank and day among the others; its id. NotNow in a closed year."""
    writable_year(session, nam_id)
    rows = register(session, nam_id)
    rank = ground_rank(new.ten_loai, new.co_quan, new.ngay)
    place = next((n for n, one in enumerate(rows) if one.rank > rank), len(rows))
    made = CanCu(
        nam_id=nam_id,
        thu_tu=max((one.thu_tu for one in rows), default=0) + 1,
        ten_loai=new.ten_loai,
        so_ky_hieu=new.so_ky_hieu,
        co_quan=new.co_quan,
    )
    _write(made, new)
    session.add(made)
    session.flush()
    ids = [one.id for one in rows]
    _reorder(session, [*ids[:place], made.id, *ids[place:]])
    record(
        session, actor, "them_can_cu", "can_cu", made.id, at=at, sau=_facts(ground(session, nam_id, made.id))
    )
    return made.id


def change_ground(
    session: Session,
    actor: Actor | None,
    nam_id: int,
    can_cu_id: int,
    new: CanCuSua,
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """Write a ground anew, at the place it has. NotNow for an older lock number or a closed year."""
    writable_year(session, nam_id)
    before = ground(session, nam_id, can_cu_id)
    if row_version is not None and row_version != before.row_version:
        raise NotNow("da_co_nguoi_sua", row_version=before.row_version)
    _write(session.get_one(CanCu, can_cu_id), new)
    session.flush()
    after = ground(session, nam_id, can_cu_id)
    record(session, actor, "sua_can_cu", "can_cu", can_cu_id, at=at, truoc=_facts(before), sau=_facts(after))


def drop_ground(session: Session, actor: Actor | None, nam_id: int, can_cu_id: int, *, at: datetime) -> None:
    """Take a ground out of the register; papers that were issued keep their text."""
    writable_year(session, nam_id)
    before = ground(session, nam_id, can_cu_id)
    session.delete(session.get_one(CanCu, can_cu_id))
    session.flush()
    record(session, actor, "bo_can_cu", "can_cu", can_cu_id, at=at, truoc=_facts(before))


def move_ground(
    session: Session, actor: Actor | None, nam_id: int, can_cu_id: int, *, up: bool, at: datetime
) -> None:
    """One place up or down; nothing at the end of the list."""
    writable_year(session, nam_id)
    ground(session, nam_id, can_cu_id)
    ids = [one.id for one in register(session, nam_id)]
    place = ids.index(can_cu_id)
    other = place - 1 if up else place + 1
    if 0 <= other < len(ids):
        ids[place], ids[other] = ids[other], ids[place]
        _reorder(session, ids)
        record(session, actor, "sap_can_cu", "can_cu", can_cu_id, at=at, sau={"thu_tu": other + 1})


def sort_grounds(session: Session, actor: Actor | None, nam_id: int, *, at: datetime) -> None:
    """Put the whole register into the order of legal rank and day."""
    writable_year(session, nam_id)
    _reorder(session, [one.id for one in sorted(register(session, nam_id), key=lambda one: one.rank)])
    record(session, actor, "sap_can_cu", "nam_thi_dua", nam_id, at=at)


def _reorder(session: Session, ids: Sequence[int]) -> None:
    highest = session.scalars(select(CanCu.thu_tu).where(CanCu.id.in_(ids))).all()
    # Two passes, because no two grounds of a year may share a place even for a moment.
    for base in (max(highest, default=0) + len(ids), 0):
        for place, one in enumerate(ids, 1):
            session.execute(update(CanCu).where(CanCu.id == one).values(thu_tu=base + place))
    session.flush()


def _write(row: CanCu, new: CanCuSua) -> None:
    row.ten_loai, row.so_ky_hieu, row.ngay = new.ten_loai, new.so_ky_hieu, new.ngay
    row.co_quan, row.trich_yeu = new.co_quan, new.trich_yeu
    row.hieu_luc_tu, row.hieu_luc_den = new.hieu_luc_tu, new.hieu_luc_den
    row.loai_van_ban = " ".join(new.loai_van_ban)


def _facts(row: CanCuRow) -> dict[str, object]:
    return {
        "ten": f"{row.ten_loai} {row.so_ky_hieu}",
        "ngay": row.ngay,
        "co_quan": row.co_quan,
        "trich_yeu": row.trich_yeu,
        "hieu_luc": [row.hieu_luc_tu, row.hieu_luc_den],
        "loai_van_ban": list(row.loai_van_ban),
    }
