"""Writing movements and obligations from a file."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.viet import fold
from thidua.donvi.models import DonVi
from thidua.hoso.actions.nghia_vu import give_task, set_duty
from thidua.namthidua.actions.can_cu import CanCuSua, add_ground, change_ground
from thidua.namthidua.actions.nghia_vu import NghiaVuSua
from thidua.namthidua.actions.phong_trao import PhongTraoSua, add_movement, change_movement
from thidua.namthidua.queries import year
from thidua.namthidua.queries.can_cu import CanCuRow, register
from thidua.namthidua.queries.nghia_vu import NghiaVuRow, duties
from thidua.namthidua.queries.phong_trao import PhongTraoDayDu, all_movements
from thidua.nhapxuat.compose.nam import unit_codes
from thidua.nhapxuat.queries.nam import ground_key
from thidua.sheets.plan import PlannedRow, Value

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def write_movements(
    session: Session, actor: Actor, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Add and change movements; what has no column in the file stays."""
    nam_id = year(session, scope.nam or 0).id
    units = _units(session)
    before = {fold(row.ten): row for row in all_movements(session, nam_id)}
    for row in rows:
        old = before.get(row.key)
        new = _movement(row.values, old, units)
        if old is None:
            add_movement(session, actor, nam_id, new, at=at)
        else:
            change_movement(session, actor, nam_id, old.id, new, at=at)


def _movement(
    values: Mapping[str, Value], old: PhongTraoDayDu | None, units: Mapping[str, int]
) -> PhongTraoSua:
    def text(name: str) -> str:
        return str(values.get(name, getattr(old, name, "")) or "")

    called = _called(values, old.don_vi if old else frozenset(), units)
    return PhongTraoSua(
        ten=text("ten"),
        loai=text("loai"),
        cap_phat_dong=text("cap_phat_dong"),
        can_cu=text("can_cu"),
        gan_voi=text("gan_voi"),
        khau_hieu=text("khau_hieu"),
        tieu_chi=text("tieu_chi"),
        tu_ngay=_day(values, "tu_ngay", old.tu_ngay if old else None),
        den_ngay=_day(values, "den_ngay", old.den_ngay if old else None),
        moi_don_vi=not called,
        don_vi=called,
    )


def write_grounds(
    session: Session, actor: Actor, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Add grounds at their legal rank and change others at the place they have."""
    nam_id = year(session, scope.nam or 0).id
    before = {ground_key(row.ten_loai, row.so_ky_hieu): row for row in register(session, nam_id)}
    for row in rows:
        old = before.get(row.key)
        new = _ground(row.values, old)
        if old is None:
            add_ground(session, actor, nam_id, new, at=at)
        else:
            change_ground(session, actor, nam_id, old.id, new, at=at)


def _ground(values: Mapping[str, Value], old: CanCuRow | None) -> CanCuSua:
    def text(name: str) -> str:
        return str(values.get(name, getattr(old, name, "")) or "")

    kinds: Sequence[str] = old.loai_van_ban if old else ()
    if "loai_van_ban" in values:
        kinds = unit_codes(values["loai_van_ban"])
    return CanCuSua(
        ten_loai=text("ten_loai"),
        so_ky_hieu=text("so_ky_hieu"),
        ngay=_day(values, "ngay", old.ngay if old else None),
        co_quan=text("co_quan"),
        trich_yeu=text("trich_yeu"),
        hieu_luc_tu=_day(values, "hieu_luc_tu", old.hieu_luc_tu if old else None),
        hieu_luc_den=_day(values, "hieu_luc_den", old.hieu_luc_den if old else None),
        loai_van_ban=tuple(kinds),
    )


def write_obligations(
    session: Session, actor: Actor, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Change obligations and give new tasks to named units; the hồ sơ follow."""
    nam_id = year(session, scope.nam or 0).id
    units = _units(session)
    before = {row.code: row for row in duties(session, nam_id)}
    for row in rows:
        old = before.get(row.key)
        new = _duty(row.values, old, units)
        if old is None:
            give_task(session, actor, nam_id, new, at=at)
        else:
            set_duty(session, actor, nam_id, old.id, new, at=at)


def _duty(values: Mapping[str, Value], old: NghiaVuRow | None, units: Mapping[str, int]) -> NghiaVuSua:
    def text(name: str) -> str:
        return str(values.get(name, getattr(old, name, "")) or "")

    called = _called(values, old.don_vi if old else frozenset(), units)
    first, last = values["mo_tu"], values["han"]
    assert isinstance(first, date)
    assert isinstance(last, date)
    return NghiaVuSua(
        ten=text("ten"),
        mo_tu=first,
        han=last,
        van_ban_so=text("van_ban_so"),
        van_ban_ngay=_day(values, "van_ban_ngay", old.van_ban_ngay if old else None),
        van_ban_trich_yeu=text("van_ban_trich_yeu"),
        moi_don_vi=not called,
        don_vi=called,
        theo_loai=old.theo_loai if old else None,
    )


def _units(session: Session) -> dict[str, int]:
    return {code: unit for code, unit in session.execute(select(DonVi.code, DonVi.id))}


def _called(
    values: Mapping[str, Value], old: frozenset[int], units: Mapping[str, int]
) -> frozenset[int]:
    if "don_vi" not in values:
        return old
    return frozenset(units[code] for code in unit_codes(values["don_vi"]))


def _day(values: Mapping[str, Value], name: str, old: date | None) -> date | None:
    day = values.get(name, old)
    return day if isinstance(day, date) else None
