"""What the standing body and the leaders see first: what falls due, how far each cụm and khối is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from thidua.core.calendar import KyBaoCao, is_late
from thidua.core.workflow import State
from thidua.donvi.models import DonVi
from thidua.hoso import queries as hoso
from thidua.hoso.models import HoSo
from thidua.namthidua.models import NghiaVu, NghiaVuDonVi
from thidua.theodoi.queries import Board, Mark
from thidua.tonghop.models import TongHop

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SapDen:
    """An obligation that falls due soon, and how many units have not submitted it yet.

    `cua_phong` is the code of the standing body where it alone still owes it: a report of its own.
    """

    code: str
    ten: str
    han: date
    con_thieu: int
    cua_phong: str = ""


def due_soon(session: Session, nam_id: int, today: date, phong_id: int | None) -> list[SapDen]:
    """What falls due within seven days from today, extensions counted, nearest first; in one statement.
    `phong_id` is the unit of the standing body."""
    rows = session.execute(
        select(
            NghiaVu.code,
            NghiaVu.ten,
            hoso.DUE.label("den_han"),
            func.count(HoSo.id).label("con_thieu"),
            func.min(DonVi.code).label("don_vi"),
            func.sum(case((HoSo.don_vi_id == phong_id, 1), else_=0)).label("cua_phong"),
        )
        .join(HoSo, HoSo.nghia_vu_id == NghiaVu.id)
        .join(DonVi, DonVi.id == HoSo.don_vi_id)
        .where(HoSo.nam_id == nam_id, HoSo.nop_luc.is_(None), HoSo.state != State.KHONG_THUOC_DOI_TUONG)
        .where(hoso.DUE.between(today, today + SOON))
        .group_by(NghiaVu.code, NghiaVu.ten, NghiaVu.thu_tu, hoso.DUE)
        .order_by(hoso.DUE, NghiaVu.thu_tu)
    )
    return [
        SapDen(r.code, r.ten, r.den_han, r.con_thieu, r.don_vi if r.cua_phong == r.con_thieu else "")
        for r in rows
    ]


def has_own_tasks(session: Session, nam_id: int, phong_id: int | None) -> bool:
    """Whether the year names a task of the standing body, such as its reports to those above it."""
    query = (
        select(NghiaVuDonVi.don_vi_id)
        .join(NghiaVu, NghiaVu.id == NghiaVuDonVi.nghia_vu_id)
        .where(NghiaVu.nam_id == nam_id, NghiaVuDonVi.don_vi_id == phong_id)
    )
    return session.scalars(query.limit(1)).first() is not None


def compositions(session: Session, nam_id: int) -> list[tuple[KyBaoCao, datetime]]:
    """The consolidated reports in work, each with the moment of its last change."""
    query = select(TongHop.ky_bao_cao, TongHop.doi_luc).where(TongHop.nam_id == nam_id).order_by(TongHop.id)
    return [(row.ky_bao_cao, row.doi_luc) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class TyLeCum:
    """How far a cụm or khối has come with what is due by now."""

    ten: str
    phai_nop: int
    da_nop: int
    dung_han: int


def group_rates(board: Board) -> list[TyLeCum]:
    """The rates of every cụm and khối, counted over the obligations whose day has passed."""
    found = []
    for group in board.groups:
        cells = [cell for unit in group.units for cell in unit.cells]
        called = [cell for cell in cells if cell and cell.due and cell.mark is not Mark.MIEN]
        sent = [(cell.han, cell.nop_luc) for cell in called if cell.nop_luc is not None]
        in_time = sum(not is_late(han, at) for han, at in sent)
        found.append(TyLeCum(group.ten, len(called), len(sent), in_time))
    return found
