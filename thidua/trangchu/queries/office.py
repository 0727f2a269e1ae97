"""What the standing body and the leaders see first: what falls due, how far each cụm and khối is."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.calendar import is_late
from thidua.core.workflow import State
from thidua.hoso import queries as hoso
from thidua.hoso.models import HoSo
from thidua.namthidua.models import NghiaVu
from thidua.theodoi.queries import Board, Mark

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SapDen:
    """An obligation that falls due soon, and how many units have not submitted it yet."""

    code: str
    ten: str
    han: date
    con_thieu: int


def due_soon(session: Session, nam_id: int, today: date) -> list[SapDen]:
    """What falls due within seven days from today, extensions counted, nearest first; in one statement."""
    rows = session.execute(
        select(NghiaVu.code, NghiaVu.ten, hoso.DUE.label("den_han"), func.count(HoSo.id).label("con_thieu"))
        .join(HoSo, HoSo.nghia_vu_id == NghiaVu.id)
        .where(HoSo.nam_id == nam_id, HoSo.nop_luc.is_(None), HoSo.state != State.KHONG_THUOC_DOI_TUONG)
        .where(hoso.DUE.between(today, today + SOON))
        .group_by(NghiaVu.code, NghiaVu.ten, NghiaVu.thu_tu, hoso.DUE)
        .order_by(hoso.DUE, NghiaVu.thu_tu)
    )
    return [SapDen(r.code, r.ten, r.den_han, r.con_thieu) for r in rows]


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
