"""Reading the catalogue of targets and the grid of assigned figures."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.errors import NotThere
from thidua.core.lock import lock_number
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.namthidua.models import ChiTieu, DanhMucChiTieu


@dataclass(frozen=True, slots=True)
class DanhMucRow:
    """A line of the catalogue; `so_don_vi` is how many units hold such a target."""

    id: int
    ma: str
    ten: str
    don_vi_tinh: str
    loai: LoaiChiTieu
    chieu: str
    giao_boi: NguonGiao
    quyet_dinh: str
    trong_so: Decimal | None
    moc: Decimal | None
    ngay_moc: date | None
    so_don_vi: int
    row_version: int

    @property
    def is_task(self) -> bool:
        """Whether it has no figure."""
        return self.loai is LoaiChiTieu.NHIEM_VU


def catalogue(session: Session, nam_id: int) -> list[DanhMucRow]:
    """The year's catalogue in order, in two statements."""
    counts = _counts(session, nam_id)
    rows = session.scalars(
        select(DanhMucChiTieu).where(DanhMucChiTieu.nam_id == nam_id).order_by(DanhMucChiTieu.thu_tu)
    )
    return [_row(one, counts.get(one.ma, 0)) for one in rows]


def line_of(session: Session, nam_id: int, danh_muc_id: int) -> DanhMucRow:
    """One line of the year's catalogue; NotThere when it has no such."""
    found = session.get(DanhMucChiTieu, danh_muc_id)
    if found is None or found.nam_id != nam_id:
        raise NotThere("khong_co_danh_muc")
    return _row(found, _counts(session, nam_id).get(found.ma, 0))


def _counts(session: Session, nam_id: int) -> dict[str, int]:
    query = (
        select(ChiTieu.ma, func.count())
        .where(ChiTieu.nam_id == nam_id, ChiTieu.giao_boi != NguonGiao.TU_DANG_KY)
        .group_by(ChiTieu.ma)
    )
    return {ma: count for ma, count in session.execute(query)}


def _row(one: DanhMucChiTieu, count: int) -> DanhMucRow:
    facts = (one.ma, one.ten, one.don_vi_tinh, one.loai, one.chieu, one.giao_boi, one.quyet_dinh)
    figures = (one.trong_so, one.moc, one.ngay_moc)
    return DanhMucRow(one.id, *facts, *figures, count, lock_number((*facts, *figures)))


@dataclass(frozen=True, slots=True)
class OGiao:
    """A cell of the grid: a unit's target, with its assigned figure where it has one."""

    id: int
    giao: Decimal | None


@dataclass(frozen=True, slots=True)
class LuoiGiao:
    """The grid of some units: (unit, code) → cell; empty places have no target."""

    o: Mapping[tuple[int, str], OGiao]
    row_version: int


def grid(session: Session, nam_id: int, units: Collection[int]) -> LuoiGiao:
    """The assigned targets of these units, in one statement."""
    rows = session.scalars(
        select(ChiTieu)
        .where(ChiTieu.nam_id == nam_id, ChiTieu.don_vi_id.in_(units))
        .where(ChiTieu.giao_boi != NguonGiao.TU_DANG_KY)
        .order_by(ChiTieu.don_vi_id, ChiTieu.thu_tu, ChiTieu.id)
    )
    cells: dict[tuple[int, str], OGiao] = {}
    for one in rows:
        cells.setdefault((one.don_vi_id, one.ma), OGiao(one.id, one.giao))
    return LuoiGiao(cells, lock_number((key, cell.giao) for key, cell in sorted(cells.items(), key=_key)))


def _key(item: tuple[tuple[int, str], OGiao]) -> tuple[int, str]:
    return item[0]
