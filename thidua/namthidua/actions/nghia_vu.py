"""Writing obligations: days, units called, the văn bản that asks, tasks of named units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from thidua.core import papers
from thidua.core.actor import Actor
from thidua.core.errors import NotNow, WrongInput
from thidua.namthidua.actions import writable_year
from thidua.namthidua.models import NghiaVu, NghiaVuDonVi, NghiaVuLoaiDonVi, VanBanDaXem
from thidua.namthidua.queries.nghia_vu import Days, NghiaVuRow, duties, duty
from thidua.nhatky.actions import record


@dataclass(frozen=True, slots=True)
class NghiaVuSua:
    """An obligation as an officer sets it; `don_vi` counts only where `moi_don_vi` is false.

    `tep` is (sha256, name, kind, bytes) of a stored file, None to keep the one there is.
    """

    ten: str
    mo_tu: date
    han: date
    van_ban_so: str = ""
    van_ban_ngay: date | None = None
    van_ban_trich_yeu: str = ""
    moi_don_vi: bool = True
    don_vi: frozenset[int] = frozenset()
    theo_loai: Mapping[str, Days] | None = None
    tep: tuple[str, str, str, int] | None = None


def add_task(session: Session, actor: Actor | None, nam_id: int, new: NghiaVuSua, *, at: datetime) -> int:
    """A task of named units, under the next number; its id. Raises like `change_duty`."""
    writable_year(session, nam_id)
    taken = [
        int(code.removeprefix(papers.TASK))
        for code in session.scalars(select(NghiaVu.code).where(NghiaVu.nam_id == nam_id))
        if papers.is_task(code)
    ]
    place = session.scalar(select(func.max(NghiaVu.thu_tu)).where(NghiaVu.nam_id == nam_id)) or 0
    made = NghiaVu(
        nam_id=nam_id,
        code=f"{papers.TASK}{max(taken, default=0) + 1}",
        thu_tu=place + 1,
        ten=new.ten,
        mo_tu=new.mo_tu,
        han=max(new.han, new.mo_tu),
    )
    _require_sound(made.code, new)
    session.add(made)
    session.flush()
    _write(session, made, new)
    record(
        session,
        actor,
        "them_nghia_vu",
        "nghia_vu",
        made.id,
        at=at,
        sau=_facts(duty(session, nam_id, made.id)),
    )
    return made.id


def change_duty(
    session: Session,
    actor: Actor | None,
    nam_id: int,
    nghia_vu_id: int,
    new: NghiaVuSua,
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """Set an obligation anew; another văn bản must be seen anew.

    Raises WrongInput for days that run backwards or a task without units, NotNow in a closed year and when
    `row_version` is not the present lock number. The hồ sơ follow by `hoso.actions.nghia_vu.follow`.
    """
    writable_year(session, nam_id)
    before = duty(session, nam_id, nghia_vu_id)
    if row_version is not None and row_version != before.row_version:
        raise NotNow("da_co_nguoi_sua", row_version=before.row_version)
    _require_sound(before.code, new)
    row = session.get_one(NghiaVu, nghia_vu_id)
    _write(session, row, new)
    after = duty(session, nam_id, nghia_vu_id)
    if _paper(before) != _paper(after):
        session.execute(delete(VanBanDaXem).where(VanBanDaXem.nghia_vu_id == nghia_vu_id))
    record(
        session,
        actor,
        "sua_nghia_vu",
        "nghia_vu",
        nghia_vu_id,
        at=at,
        truoc=_facts(before),
        sau=_facts(after),
    )


def remove_task(
    session: Session, actor: Actor | None, nam_id: int, nghia_vu_id: int, *, at: datetime
) -> None:
    """Take a task away; no hồ sơ may hold it any more. NotNow for an obligation of the decree."""
    writable_year(session, nam_id)
    before = duty(session, nam_id, nghia_vu_id)
    if not before.is_task:
        raise NotNow("nghia_vu_chung", ten=before.ten)
    for table in (NghiaVuDonVi, NghiaVuLoaiDonVi, VanBanDaXem):
        session.execute(delete(table).where(table.nghia_vu_id == nghia_vu_id))
    session.delete(session.get_one(NghiaVu, nghia_vu_id))
    session.flush()
    record(session, actor, "bo_nghia_vu", "nghia_vu", nghia_vu_id, at=at, truoc=_facts(before))


def mark_seen(
    session: Session, actor: Actor, nam_id: int, nghia_vu_id: int, don_vi: Iterable[int], *, at: datetime
) -> None:
    """Note that the actor opened the văn bản for these units; of each unit only the first counts.

    A văn bản that asks for several obligations is seen for all of them.
    """
    this = duty(session, nam_id, nghia_vu_id)
    same = [one for one in duties(session, nam_id) if one.id == this.id or _same_paper(one, this)]
    for one in same:
        for unit in don_vi:
            if one.calls(unit) and session.get(VanBanDaXem, (one.id, unit)) is None:
                session.add(VanBanDaXem(nghia_vu_id=one.id, don_vi_id=unit, nguoi_id=actor.person, luc=at))
    session.flush()


def _same_paper(one: NghiaVuRow, other: NghiaVuRow) -> bool:
    return bool(one.van_ban_so) and (one.van_ban_so, one.van_ban_ngay) == (
        other.van_ban_so,
        other.van_ban_ngay,
    )


def _paper(row: NghiaVuRow) -> tuple[object, ...]:
    return (row.van_ban_so, row.van_ban_ngay, row.van_ban_trich_yeu, row.tep_sha256)


def _require_sound(code: str, new: NghiaVuSua) -> None:
    days = [(new.mo_tu, new.han), *(new.theo_loai or {}).values()]
    if any(due < opens for opens, due in days):
        raise WrongInput("han_truoc_ngay_mo")
    if not new.moi_don_vi and not new.don_vi:
        raise WrongInput("khong_goi_don_vi_nao")


def _write(session: Session, row: NghiaVu, new: NghiaVuSua) -> None:
    row.ten, row.mo_tu, row.han = new.ten, new.mo_tu, new.han
    row.van_ban_so, row.van_ban_ngay = new.van_ban_so, new.van_ban_ngay
    row.van_ban_trich_yeu = new.van_ban_trich_yeu
    row.moi_don_vi = new.moi_don_vi
    if new.tep is not None:
        row.tep_sha256, row.tep_ten, row.tep_loai, row.tep_kich_thuoc = new.tep
    session.execute(delete(NghiaVuDonVi).where(NghiaVuDonVi.nghia_vu_id == row.id))
    session.execute(delete(NghiaVuLoaiDonVi).where(NghiaVuLoaiDonVi.nghia_vu_id == row.id))
    if not new.moi_don_vi:
        session.add_all(NghiaVuDonVi(nghia_vu_id=row.id, don_vi_id=unit) for unit in sorted(new.don_vi))
    session.add_all(
        NghiaVuLoaiDonVi(nghia_vu_id=row.id, loai=loai, mo_tu=opens, han=due)
        for loai, (opens, due) in sorted((new.theo_loai or {}).items())
    )
    session.flush()
    # What was read of this row before the bulk deletes must not answer for it any longer.
    session.expire_all()


def _facts(row: NghiaVuRow) -> dict[str, object]:
    return {
        "ten": row.ten,
        "mo_tu": row.mo_tu,
        "han": row.han,
        "van_ban": row.van_ban_so,
        "tep": row.tep_ten,
        "don_vi": sorted(row.don_vi),
        "theo_loai": {loai: [str(day) for day in days] for loai, days in row.theo_loai.items()},
    }
