"""Writing dated rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotThere, WrongInput
from thidua.core.legal import FRAMES
from thidua.namthidua.models import QuyDinh
from thidua.namthidua.queries.quy_dinh import QuyDinhGoiY
from thidua.nhatky.actions import record


@dataclass(frozen=True, slots=True)
class QuyDinhSua:
    """A rule as an officer writes it; see `QuyDinh`."""

    code: str
    ten: str
    gia_tri: str
    don_vi_tinh: str
    tu_ngay: date
    den_ngay: date | None
    nguon: str
    da_kiem_chung: bool


def set_rule(session: Session, actor: Actor | None, new: QuyDinhSua, *, at: datetime) -> int:
    """Enter a rule, in place of the one that begins on the same day under the same code; its id.

    Raises WrongInput for days that run backwards, and for a rule said to be verified without a source.
    """
    if new.den_ngay is not None and new.den_ngay < new.tu_ngay:
        raise WrongInput("ngay_quy_dinh_nguoc")
    if new.da_kiem_chung and not new.nguon:
        raise WrongInput("kiem_chung_khong_nguon")
    query = select(QuyDinh).where(QuyDinh.code == new.code, QuyDinh.tu_ngay == new.tu_ngay)
    row = session.scalar(query) or QuyDinh(code=new.code, tu_ngay=new.tu_ngay)
    row.ten, row.gia_tri, row.don_vi_tinh = new.ten, new.gia_tri, new.don_vi_tinh
    row.den_ngay, row.nguon, row.da_kiem_chung = new.den_ngay, new.nguon, new.da_kiem_chung
    session.add(row)
    session.flush()
    facts = {"code": new.code, "gia_tri": new.gia_tri, "tu_ngay": new.tu_ngay, "nguon": new.nguon}
    record(session, actor, "sua_quy_dinh", "quy_dinh", row.id, at=at, sau=facts)
    return row.id


def take_offered(session: Session, actor: Actor | None, rules: Iterable[QuyDinhGoiY], *, at: datetime) -> int:
    """Enter rules of the legal frames with the days of their frames; how many."""
    frames = {frame.code: frame for frame in FRAMES}
    count = 0
    for one in rules:
        frame = frames[one.khung]
        new = QuyDinhSua(
            one.code,
            one.ten,
            one.gia_tri,
            one.don_vi_tinh,
            frame.tu_ngay,
            frame.den_ngay,
            one.nguon,
            one.da_kiem_chung,
        )
        set_rule(session, actor, new, at=at)
        count += 1
    return count


def drop_rule(session: Session, actor: Actor | None, quy_dinh_id: int, *, at: datetime) -> None:
    """Take a rule out of the table; NotThere when there is none."""
    row = session.get(QuyDinh, quy_dinh_id)
    if row is None:
        raise NotThere("khong_co_quy_dinh")
    facts = {"code": row.code, "gia_tri": row.gia_tri, "tu_ngay": row.tu_ngay}
    session.delete(row)
    session.flush()
    record(session, actor, "bo_quy_dinh", "quy_dinh", quy_dinh_id, at=at, truoc=facts)
