"""Targets: the year's catalogue, the figures assigned, what a unit registers."""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.viet import fold
from thidua.dangky import queries as registrations
from thidua.donvi.models import DonVi
from thidua.donvi.queries import units_on
from thidua.hoso import queries as hoso
from thidua.hoso.models import HoSo
from thidua.namthidua.queries import year
from thidua.namthidua.queries.chi_tieu import catalogue, grid
from thidua.sheets.plan import Existing, Value

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def lines(session: Session, scope: "Scope") -> Existing:
    """The catalogue by code, in order."""
    return {
        row.ma: {
            "ma": row.ma,
            "ten": row.ten,
            "don_vi_tinh": row.don_vi_tinh,
            "loai": row.loai.value,
            "chieu": row.chieu,
            "giao_boi": row.giao_boi.value,
            "quyet_dinh": row.quyet_dinh,
            "trong_so": row.trong_so,
            "moc": row.moc,
            "ngay_moc": row.ngay_moc,
        }
        for row in catalogue(session, year(session, scope.nam or 0).id)
    }


def assigned(session: Session, scope: "Scope") -> Existing:
    """Each unit's assigned targets that stand in the catalogue, by unit and code."""
    nam_id = year(session, scope.nam or 0).id
    order = {row.ma: place for place, row in enumerate(catalogue(session, nam_id))}
    found: dict[str, dict[str, Value]] = {}
    units = units_on(session, scope.day)
    cells = grid(session, nam_id, list(units)).o
    for unit_id, unit in units.items():
        held = [(ma, cell) for (of, ma), cell in cells.items() if of == unit_id and ma in order]
        for ma, cell in sorted(held, key=lambda pair: order[pair[0]]):
            found[f"{unit.code}/{ma}"] = {"don_vi": unit.code, "ma": ma, "giao": cell.giao}
    return found


def registered(session: Session, scope: "Scope") -> Existing:
    """A unit's targets by name with what its registration holds now."""
    nam_id = year(session, scope.nam or 0).id
    own = select(DonVi.id).where(DonVi.code == scope.don_vi).scalar_subquery()
    query = select(HoSo).where(
        HoSo.nam_id == nam_id, HoSo.loai == registrations.LOAI, HoSo.don_vi_id == own
    )
    ho_so = session.scalars(query).one()
    version = ho_so.phien_ban_id or 0
    values = {row.chi_tieu_id: row for row in registrations.contents(session, version).chi_tieu}
    found: dict[str, dict[str, Value]] = {}
    for target in registrations.grid_targets(session, ho_so, version):
        held = values.get(target.id)
        found[fold(target.ten)] = {
            "ten": target.ten,
            "don_vi_tinh": target.don_vi_tinh,
            "giao": target.giao,
            "dang_ky": held.gia_tri if held else None,
            "ly_do_thap": held.ly_do_thap if held else "",
        }
    return found


def require_own(session: Session, actor: Actor, scope: "Scope") -> None:
    """Raise NotThere unless the registration is in the actor's scope."""
    hoso.find(session, actor, scope.nam or 0, registrations.LOAI, scope.don_vi)
