"""Writing targets from a file: the catalogue, the figures assigned, a unit's registration."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.core.viet import fold
from thidua.dangky import actions as registering
from thidua.dangky import queries as registrations
from thidua.donvi.models import DonVi
from thidua.hoso import queries as hoso
from thidua.namthidua.actions.chi_tieu import DanhMucSua, Giao, add_line, assign, change_line
from thidua.namthidua.queries import year
from thidua.namthidua.queries.chi_tieu import DanhMucRow, catalogue
from thidua.sheets.plan import PlannedRow, Value

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def write_lines(
    session: Session, actor: Actor, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Add and change lines of the catalogue; what has no column in the file stays."""
    nam_id = year(session, scope.nam or 0).id
    before = {line.ma: line for line in catalogue(session, nam_id)}
    for row in rows:
        old = before.get(row.key)
        new = _line(row.values, old)
        if old is None:
            add_line(session, actor, nam_id, new, at=at)
        else:
            reason = str(row.values.get("ly_do") or "")
            change_line(session, actor, nam_id, old.id, new, at=at, reason=reason)


def _line(values: Mapping[str, Value], old: DanhMucRow | None) -> DanhMucSua:
    def value(name: str) -> Value:
        return values[name] if name in values else getattr(old, name, None)

    return DanhMucSua(
        ma=str(value("ma")),
        ten=str(value("ten")),
        don_vi_tinh=str(value("don_vi_tinh") or ""),
        loai=LoaiChiTieu(str(value("loai"))),
        chieu=str(value("chieu")),
        giao_boi=NguonGiao(str(value("giao_boi"))),
        quyet_dinh=str(value("quyet_dinh") or ""),
        trong_so=_figure(value("trong_so")),
        moc=_figure(value("moc")),
        ngay_moc=_day(value("ngay_moc")),
    )


def write_assigned(
    session: Session, actor: Actor, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Assign these figures; a change of a registered target needs the reason in its row."""
    nam_id = year(session, scope.nam or 0).id
    units = {code: unit for code, unit in session.execute(select(DonVi.code, DonVi.id))}
    for row in rows:
        cell = (units[str(row.values["don_vi"])], str(row.values["ma"]))
        asked = {cell: Giao(held=True, giao=_figure(row.values.get("giao")))}
        assign(session, actor, nam_id, asked, at=at, reason=str(row.values.get("ly_do") or ""))


def write_registered(
    session: Session, actor: Actor, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Fill the open version of the unit's registration, one target a row, as the grid does."""
    view = hoso.find(session, actor, scope.nam or 0, registrations.LOAI, scope.don_vi)
    version = view.ho_so.phien_ban_id or 0
    targets = {fold(t.ten): t for t in registrations.grid_targets(session, view.ho_so, version)}
    held = {line.chi_tieu_id: line for line in registrations.contents(session, version).chi_tieu}
    for row in rows:
        target = targets[row.key]
        old = held.get(target.id)
        figure = row.values.get("dang_ky", old.gia_tri if old else None)
        reason = row.values.get("ly_do_thap", old.ly_do_thap if old else "")
        registering.save_cell(
            session, actor, view, target.id, _figure(figure), at=at, ly_do_thap=str(reason or "")
        )


def _figure(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None
