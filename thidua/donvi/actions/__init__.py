"""Writing units: making one, and what every change of a unit shares."""

import re
from dataclasses import fields
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow, NotThere, WrongInput
from thidua.donvi.compose.moi import DonViMoi, TenMoi
from thidua.donvi.models import DonVi, TenDonVi
from thidua.donvi.queries import LOAI, THE_THUC
from thidua.nhatky.actions import record

__all__ = [
    "DonViMoi",
    "TenMoi",
    "create_unit",
    "last_name",
    "last_place",
    "locked",
    "require_kind",
    "write_name",
]

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def create_unit(session: Session, actor: Actor | None, new: DonViMoi, *, at: datetime) -> int:
    """Make a unit with its first name; its id.

    Raises WrongInput with `ma_don_vi_sai`, `trung_ma_don_vi`, `loai_don_vi_khong_co` or
    `the_thuc_khong_co`; the fact `o` names the field.
    """
    if not _CODE.fullmatch(new.code) or len(new.code) > 64:
        raise WrongInput("ma_don_vi_sai", o="code")
    if session.scalar(select(DonVi.id).where(DonVi.code == new.code)) is not None:
        raise WrongInput("trung_ma_don_vi", o="code", ma=new.code)
    require_kind(new.loai, new.the_thuc)
    unit = DonVi(code=new.code, loai=new.loai, the_thuc=new.the_thuc, thu_tu=new.thu_tu)
    session.add(unit)
    session.flush()
    first = TenDonVi(don_vi_id=unit.id, tu_ngay=new.tu_ngay)
    write_name(first, TenMoi(**{field.name: getattr(new, field.name) for field in fields(TenMoi)}))
    session.add(first)
    record(session, actor, "tao_don_vi", "don_vi", unit.id, at=at, sau={"code": new.code, "ten": new.ten})
    return unit.id


def last_place(session: Session) -> int:
    """The place in the town's order for a unit that is added last."""
    return (session.scalar(select(func.max(DonVi.thu_tu))) or 0) + 1


def locked(session: Session, don_vi_id: int, row_version: int | None) -> DonVi:
    """The unit for a change, its lock counter moved on.

    Raises NotThere for none, NotNow with `da_co_nguoi_sua` when it was changed since `row_version`.
    """
    unit = session.get(DonVi, don_vi_id)
    if unit is None:
        raise NotThere("khong_co_don_vi")
    if row_version is not None and row_version != unit.row_version:
        raise NotNow("da_co_nguoi_sua")
    unit.row_version += 1
    return unit


def last_name(session: Session, unit: DonVi) -> TenDonVi:
    """The name that the unit bears without end; NotNow with `don_vi_da_ket_thuc` for a closed unit."""
    last = session.scalars(
        select(TenDonVi).where(TenDonVi.don_vi_id == unit.id).order_by(TenDonVi.tu_ngay.desc()).limit(1)
    ).one()
    if last.den_ngay is not None:
        raise NotNow("don_vi_da_ket_thuc", ten=last.ten, ngay=last.den_ngay)
    return last


def write_name(row: TenDonVi, name: TenMoi) -> None:
    """Put the words of a name into its row."""
    for field in fields(TenMoi):
        value = getattr(name, field.name)
        setattr(row, field.name, "\n".join(value) if isinstance(value, tuple) else value)


def require_kind(loai: str, the_thuc: str) -> None:
    """WrongInput with `loai_don_vi_khong_co` or `the_thuc_khong_co` for words outside the lists."""
    if loai not in LOAI:
        raise WrongInput("loai_don_vi_khong_co", o="loai")
    if the_thuc not in THE_THUC:
        raise WrongInput("the_thuc_khong_co", o="the_thuc")
