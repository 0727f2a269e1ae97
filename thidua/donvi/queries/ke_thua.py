"""Reading a unit's history: its names, its places in the tree, whom it followed and who followed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from thidua.donvi.models import DonVi, KeThua, TenDonVi, ThuocDonVi

HINH_THUC: Mapping[str, str] = {
    "sap_nhap": "Sáp nhập vào đơn vị khác",
    "chia_tach": "Chia, tách thành các đơn vị khác",
    "giai_the": "Giải thể, kết thúc hoạt động",
}
"""How a unit ends."""


@dataclass(frozen=True, slots=True)
class KeThuaRow:
    """The unit on the other side of a succession, by its last name."""

    don_vi_id: int
    code: str
    ten: str
    ngay: date
    hinh_thuc: str
    quyet_dinh: str


def successors(session: Session, don_vi_id: int) -> list[KeThuaRow]:
    """Who carries the unit on, in the town's order."""
    return _others(session, select(KeThua.sau_id, KeThua).where(KeThua.truoc_id == don_vi_id))


def predecessors(session: Session, don_vi_id: int) -> list[KeThuaRow]:
    """Whom the unit carries on, in the town's order."""
    return _others(session, select(KeThua.truoc_id, KeThua).where(KeThua.sau_id == don_vi_id))


def lineage(session: Session, don_vi_id: int) -> frozenset[int]:
    """The unit and all whose awards and figures count as its own: its predecessors, and theirs."""
    before: dict[int, set[int]] = {}
    for earlier, later in session.execute(select(KeThua.truoc_id, KeThua.sau_id)):
        before.setdefault(later, set()).add(earlier)
    found, waiting = set[int](), {don_vi_id}
    while waiting:
        found |= waiting
        waiting = {one for each in waiting for one in before.get(each, ())} - found
    return frozenset(found)


def _others(session: Session, query: Select[int, KeThua]) -> list[KeThuaRow]:
    pairs = [(other, row) for other, row in session.execute(query)]
    units = _last_names(session, [other for other, _ in pairs])
    rows = [
        KeThuaRow(other, units[other][1], units[other][2], row.ngay, row.hinh_thuc, row.quyet_dinh)
        for other, row in pairs
    ]
    return sorted(rows, key=lambda row: (row.ngay, units[row.don_vi_id][0]))


def _last_names(session: Session, ids: list[int]) -> dict[int, tuple[int, str, str]]:
    rows = session.execute(
        select(DonVi.id, DonVi.thu_tu, DonVi.code, TenDonVi.ten)
        .join(TenDonVi, TenDonVi.don_vi_id == DonVi.id)
        .where(DonVi.id.in_(ids))
        .order_by(TenDonVi.tu_ngay)
    )
    return {unit: (place, code, ten) for unit, place, code, ten in rows}


@dataclass(frozen=True, slots=True)
class TenCu:
    """A name of a unit with its days."""

    ten: str
    tu_ngay: date
    den_ngay: date | None


def names_of(session: Session, don_vi_id: int) -> list[TenCu]:
    """Every name of the unit, newest first."""
    rows = session.scalars(
        select(TenDonVi).where(TenDonVi.don_vi_id == don_vi_id).order_by(TenDonVi.tu_ngay.desc())
    )
    return [TenCu(row.ten, row.tu_ngay, row.den_ngay) for row in rows]


def places_of(session: Session, don_vi_id: int) -> list[TenCu]:
    """Every unit under which the unit stood, newest first, by the last name of each."""
    rows = session.scalars(
        select(ThuocDonVi).where(ThuocDonVi.don_vi_id == don_vi_id).order_by(ThuocDonVi.tu_ngay.desc())
    ).all()
    units = _last_names(session, [row.cap_tren_id for row in rows])
    return [TenCu(units[row.cap_tren_id][2], row.tu_ngay, row.den_ngay) for row in rows]
