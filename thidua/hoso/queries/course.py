"""Where a hồ sơ stands and what happened to it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from thidua.core import workflow
from thidua.core.actor import Actor, Role
from thidua.core.calendar import local_day
from thidua.core.workflow import Happened, State, Step
from thidua.hoso.models import (
    Ghim,
    HoSo,
    PhienBan,
    SuKien,
)
from thidua.hoso.queries.scope import HoSoInView, set_due, situation
from thidua.namthidua import queries as year_queries
from thidua.taikhoan.models import Nguoi


@dataclass(frozen=True, slots=True)
class SuKienRow:
    """One event of the timeline."""

    so: int
    buoc: str
    tu: State
    den: State
    ho_ten: str
    chuc_vu: str
    ly_do: str
    han_moi: date | None
    ngoai_le: bool
    luc: datetime
    phien_ban_so: int | None


def timeline(session: Session, ho_so_id: int) -> list[SuKienRow]:
    """What happened to the hồ sơ, oldest first."""
    rows = session.execute(
        select(SuKien, Nguoi.ho_ten, Nguoi.chuc_vu, PhienBan.so.label("phien_ban_so"))
        .join(Nguoi, Nguoi.id == SuKien.nguoi_id)
        .outerjoin(PhienBan, PhienBan.id == SuKien.phien_ban_id)
        .where(SuKien.ho_so_id == ho_so_id)
        .order_by(SuKien.so)
    )
    return [
        SuKienRow(
            r.SuKien.so,
            r.SuKien.buoc,
            r.SuKien.tu,
            r.SuKien.den,
            r.ho_ten,
            r.chuc_vu,
            r.SuKien.ly_do,
            r.SuKien.han_moi,
            r.SuKien.ngoai_le,
            r.SuKien.luc,
            r.phien_ban_so,
        )
        for r in rows
    ]


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """What the progress fragment shows of a hồ sơ to one reader.

    `holder` is whose turn it is since `since` (None: since the obligation opened). `days_left` counts
    calendar days to `han`, negative after it; `days_late` working days, of a hồ sơ not yet submitted up to
    the day asked. `exceptions` are the steps that need a reason although the table asks none. `back_reason`
    and `pins` say what the last return or request for completion asked, while the unit works on it.
    """

    state: State
    row_version: int
    holder: Role | None
    since: datetime | None
    han: date
    han_goc: date
    gia_han_ly_do: str
    nop_luc: datetime | None
    is_late: bool
    days_left: int
    days_late: int
    steps: tuple[Step, ...]
    exceptions: tuple[str, ...]
    timeline: tuple[SuKienRow, ...]
    back_reason: str
    pins: tuple[tuple[str, str], ...]

    @property
    def extended(self) -> bool:
        """Whether an extension moved the due day."""
        return self.han != self.han_goc


_INSIDE_UNIT = frozenset({"trinh", "tra_lai", "rut_lai"})
_SENT_BACK = frozenset({State.TRA_LAI, State.YEU_CAU_BO_SUNG})


def progress(session: Session, actor: Actor, view: HoSoInView, at: datetime) -> ProgressRow:
    """State, holder, days, open steps and past of the hồ sơ; what passed inside a unit only for it."""
    ho_so, today = view.ho_so, local_day(at)
    facts = situation(session, ho_so, at)
    steps = tuple(workflow.steps_open_to(facts, view.roles, actor.person))
    events = timeline(session, ho_so.id)
    done = ho_so.nop_luc or at
    back = next((e for e in reversed(events) if e.den is ho_so.state and e.tu is not e.den), None)
    sent_back = back if view.own_unit and back and ho_so.state in _SENT_BACK else None
    return ProgressRow(
        state=ho_so.state,
        row_version=ho_so.row_version,
        holder=workflow.holder(ho_so.state),
        since=next((e.luc for e in reversed(events) if e.tu is not e.den), None),
        han=view.han,
        han_goc=set_due(ho_so, view.nghia_vu),
        gia_han_ly_do=next((e.ly_do for e in reversed(events) if e.buoc == "gia_han"), ""),
        nop_luc=ho_so.nop_luc,
        is_late=local_day(done) > view.han,
        days_left=(view.han - today).days,
        days_late=year_queries.work_calendar(session).days_late(view.han, done),
        steps=steps,
        exceptions=tuple(s.name for s in steps if workflow.hindrance(s, facts, actor.person)),
        timeline=tuple(e for e in events if view.own_unit or e.buoc not in _INSIDE_UNIT),
        back_reason=sent_back.ly_do if sent_back else "",
        pins=pins_of(session, ho_so.id, sent_back.so) if sent_back else (),
    )


def pins_of(session: Session, ho_so_id: int, so: int) -> tuple[tuple[str, str], ...]:
    """The places to which event number `so` of the hồ sơ is pinned, with their notes."""
    rows = session.execute(
        select(Ghim.truong, Ghim.ghi_chu)
        .join(SuKien, SuKien.id == Ghim.su_kien_id)
        .where(SuKien.ho_so_id == ho_so_id, SuKien.so == so)
        .order_by(Ghim.truong)
    )
    return tuple(rows)


def happened(session: Session, ho_so_id: int) -> list[Happened]:
    """The events as the law folds them."""
    rows = session.execute(
        select(SuKien.buoc, SuKien.tu, SuKien.den, SuKien.luc)
        .where(SuKien.ho_so_id == ho_so_id)
        .order_by(SuKien.so)
    )
    return [Happened(r.buoc, r.tu, r.den, r.luc) for r in rows]


def adjustment_asked() -> ColumnElement[bool]:
    """The condition that a unit asked to adjust a received hồ sơ and nobody answered yet."""
    later = aliased(SuKien)
    answered = exists().where(
        later.ho_so_id == HoSo.id, later.so > SuKien.so, later.buoc.in_(("tiep_nhan", "bo_dieu_chinh"))
    )
    return exists().where(SuKien.ho_so_id == HoSo.id, SuKien.buoc == "de_nghi_dieu_chinh", ~answered)
