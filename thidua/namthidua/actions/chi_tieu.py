"""Writing the catalogue of targets and the figures assigned to units."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow, WrongInput
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.db.references import is_named_elsewhere
from thidua.namthidua.actions import ChiTieuMoi, add_target, writable_year
from thidua.namthidua.models import ChiTieu, DanhMucChiTieu
from thidua.namthidua.queries.chi_tieu import DanhMucRow, catalogue, grid, line_of
from thidua.nhatky.actions import record


@dataclass(frozen=True, slots=True)
class DanhMucSua:
    """A line of the catalogue as an officer writes it; see `DanhMucChiTieu`."""

    ma: str
    ten: str
    don_vi_tinh: str
    loai: LoaiChiTieu
    chieu: str
    giao_boi: NguonGiao
    quyet_dinh: str = ""
    trong_so: Decimal | None = None
    moc: Decimal | None = None
    ngay_moc: date | None = None


_SHARED = ("ma", "ten", "don_vi_tinh", "loai", "giao_boi", "quyet_dinh", "moc", "ngay_moc")
"""What a unit's target takes over from its line of the catalogue."""


def add_line(session: Session, actor: Actor | None, nam_id: int, new: DanhMucSua, *, at: datetime) -> int:
    """A line at the end of the catalogue; its id. Raises WrongInput("trung_ma") for a code in use."""
    writable_year(session, nam_id)
    _require_free(session, nam_id, new.ma, None)
    last = session.scalar(select(func.max(DanhMucChiTieu.thu_tu)).where(DanhMucChiTieu.nam_id == nam_id))
    made = DanhMucChiTieu(nam_id=nam_id, thu_tu=(last or 0) + 1)
    for each in fields(new):
        setattr(made, each.name, getattr(new, each.name))
    session.add(made)
    session.flush()
    record(
        session,
        actor,
        "sua_danh_muc",
        "danh_muc_chi_tieu",
        made.id,
        at=at,
        sau={"ma": new.ma, "ten": new.ten},
    )
    return made.id


def change_line(
    session: Session,
    actor: Actor | None,
    nam_id: int,
    danh_muc_id: int,
    new: DanhMucSua,
    *,
    at: datetime,
    reason: str = "",
    row_version: int | None = None,
) -> None:
    """Write a line anew; the units' targets that agreed with it follow.

    Raises NotNow("chi_tieu_da_dang_ky") when a unit registered such a target and no reason is given,
    WrongInput for a code in use or a kind that the figures of the units forbid, NotNow for an older lock.
    """
    writable_year(session, nam_id)
    before = line_of(session, nam_id, danh_muc_id)
    if row_version is not None and row_version != before.row_version:
        raise NotNow("da_co_nguoi_sua", row_version=before.row_version)
    _require_free(session, nam_id, new.ma, danh_muc_id)
    held = _held(session, nam_id, before.ma)
    if not reason and any(is_named_elsewhere(session, "chi_tieu", one.id) for one in held):
        raise NotNow("chi_tieu_da_dang_ky", ten=before.ten)
    if new.loai is LoaiChiTieu.NHIEM_VU and any(one.giao is not None for one in held):
        raise WrongInput("nhiem_vu_khong_co_so", ten=new.ten)
    for one in held:
        for name in _SHARED:
            if getattr(one, name) == getattr(before, name):
                setattr(one, name, getattr(new, name))
    row = session.get_one(DanhMucChiTieu, danh_muc_id)
    for each in fields(new):
        setattr(row, each.name, getattr(new, each.name))
    session.flush()
    after = line_of(session, nam_id, danh_muc_id)
    record(
        session,
        actor,
        "sua_danh_muc",
        "danh_muc_chi_tieu",
        danh_muc_id,
        at=at,
        truoc=_facts(before),
        sau=_facts(after),
        ghi_chu=reason,
    )


def drop_line(session: Session, actor: Actor | None, nam_id: int, danh_muc_id: int, *, at: datetime) -> None:
    """Take a line away with the units' targets under it. NotNow once a unit registered or reported one."""
    writable_year(session, nam_id)
    before = line_of(session, nam_id, danh_muc_id)
    held = _held(session, nam_id, before.ma)
    if any(is_named_elsewhere(session, "chi_tieu", one.id) for one in held):
        raise NotNow("chi_tieu_khong_bo_duoc", ten=before.ten)
    for one in held:
        session.delete(one)
    session.delete(session.get_one(DanhMucChiTieu, danh_muc_id))
    session.flush()
    record(session, actor, "bo_danh_muc", "danh_muc_chi_tieu", danh_muc_id, at=at, truoc=_facts(before))


@dataclass(frozen=True, slots=True)
class Giao:
    """What a cell of the grid asks: whether the unit holds the target, and with which figure."""

    held: bool
    giao: Decimal | None = None


def assign(
    session: Session,
    actor: Actor | None,
    nam_id: int,
    cells: Mapping[tuple[int, str], Giao],
    *,
    at: datetime,
    reason: str = "",
    row_version: int | None = None,
) -> int:
    """Set the assigned figures of a grid, all or none; how many cells changed.

    Raises NotNow("chi_tieu_da_dang_ky") when a registered target changes without a reason,
    NotNow("chi_tieu_khong_bo_duoc") when a registered one would vanish, NotNow for an older lock number.
    """
    writable_year(session, nam_id)
    now = grid(session, nam_id, {unit for unit, _ in cells})
    if row_version is not None and row_version != now.row_version:
        raise NotNow("da_co_nguoi_sua", row_version=now.row_version)
    lines = {line.ma: line for line in catalogue(session, nam_id)}
    changed = 0
    for (unit, ma), wanted in cells.items():
        there = now.o.get((unit, ma))
        line = lines.get(ma)
        if line is None:
            continue
        if there is None and wanted.held:
            add_target(session, actor, nam_id, unit, _target(line, wanted.giao), at=at)
        elif there is not None and (not wanted.held or wanted.giao != there.giao):
            _change(session, actor, there.id, line, wanted, at=at, reason=reason)
        else:
            continue
        changed += 1
    return changed


def _change(
    session: Session,
    actor: Actor | None,
    chi_tieu_id: int,
    line: DanhMucRow,
    wanted: Giao,
    *,
    at: datetime,
    reason: str,
) -> None:
    target = session.get_one(ChiTieu, chi_tieu_id)
    registered = is_named_elsewhere(session, "chi_tieu", chi_tieu_id)
    if registered and not wanted.held:
        raise NotNow("chi_tieu_khong_bo_duoc", ten=line.ten)
    if registered and not reason:
        raise NotNow("chi_tieu_da_dang_ky", ten=line.ten)
    before: dict[str, object] = {"ten": target.ten, "giao": target.giao, "don_vi_id": target.don_vi_id}
    if wanted.held:
        target.giao = wanted.giao
    else:
        session.delete(target)
    session.flush()
    after: dict[str, object] | None = before | {"giao": wanted.giao} if wanted.held else None
    act = "sua_chi_tieu" if wanted.held else "bo_danh_muc"
    record(session, actor, act, "chi_tieu", chi_tieu_id, at=at, truoc=before, sau=after, ghi_chu=reason)


def _target(line: DanhMucRow, giao: Decimal | None) -> ChiTieuMoi:
    return ChiTieuMoi(
        ma=line.ma,
        ten=line.ten,
        don_vi_tinh=line.don_vi_tinh,
        loai=line.loai,
        giao_boi=line.giao_boi,
        quyet_dinh=line.quyet_dinh,
        giao=giao,
        moc=line.moc,
        ngay_moc=line.ngay_moc,
    )


def _held(session: Session, nam_id: int, ma: str) -> list[ChiTieu]:
    query = select(ChiTieu).where(ChiTieu.nam_id == nam_id, ChiTieu.ma == ma)
    return list(session.scalars(query.where(ChiTieu.giao_boi != NguonGiao.TU_DANG_KY)))


def _require_free(session: Session, nam_id: int, ma: str, own: int | None) -> None:
    query = select(DanhMucChiTieu.id).where(DanhMucChiTieu.nam_id == nam_id, DanhMucChiTieu.ma == ma)
    found = session.scalar(query)
    if found is not None and found != own:
        raise WrongInput("trung_ma", ma=ma)


def _facts(row: DanhMucRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in (*_SHARED, "chieu", "trong_so")}
