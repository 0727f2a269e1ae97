"""Writing cụm and khối one by one: name, head, deputy, members, order.

Before the year opens this is preparation; afterwards each change of membership is an act with its reason.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from thidua.core.actor import Actor
from thidua.core.calendar import TrangThaiNam
from thidua.core.errors import NotNow, WrongInput
from thidua.core.viet import fold
from thidua.namthidua.actions import writable_year
from thidua.namthidua.actions.mo_nam import judge_group
from thidua.namthidua.models import CumKhoi, NamThiDua, ThanhVienCumKhoi
from thidua.nhatky.actions import record

CODE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class SuaCumKhoi:
    """What the editor's form says of a group."""

    ten: str
    loai: str
    truong_id: int | None
    pho_id: int | None
    phu_trach: str


def _locked(session: Session, group_id: int, row_version: int | None) -> tuple[NamThiDua, CumKhoi]:
    group = session.get_one(CumKhoi, group_id)
    year = writable_year(session, group.nam_id)
    if row_version is not None and row_version != group.row_version:
        raise NotNow("cum_khoi_da_sua", ten=group.ten)
    return year, group


def _members(session: Session, group_id: int) -> list[ThanhVienCumKhoi]:
    query = select(ThanhVienCumKhoi).where(ThanhVienCumKhoi.cum_khoi_id == group_id)
    return list(session.scalars(query.order_by(ThanhVienCumKhoi.thu_tu, ThanhVienCumKhoi.don_vi_id)))


def new_group(
    session: Session, actor: Actor | None, nam_id: int, ten: str, loai: str, *, at: datetime
) -> str:
    """Add an empty group at the end; its code, made from the name.

    Raises NotNow in a closed year and when there is a group of that name, WrongInput without one.
    """
    writable_year(session, nam_id)
    base = "-".join(re.findall(r"[a-z0-9]+", fold(ten)))[:CODE_LENGTH].strip("-")
    if not base:
        raise WrongInput("thieu_ten", ten=ten)
    rows = session.execute(select(CumKhoi.code, CumKhoi.ten).where(CumKhoi.nam_id == nam_id)).all()
    if any(fold(row.ten) == fold(ten) for row in rows):
        raise NotNow("trung_ten_cum", ten=ten)
    taken = {row.code for row in rows}
    code = next(c for n in range(1, 1000) if (c := base if n == 1 else f"{base}-{n}") not in taken)
    last = session.scalar(select(func.max(CumKhoi.thu_tu)).where(CumKhoi.nam_id == nam_id)) or 0
    group = CumKhoi(nam_id=nam_id, code=code, loai=loai, ten=ten, thu_tu=last + 1, phu_trach="")
    session.add(group)
    session.flush()
    record(session, actor, "tao_cum_khoi", "cum_khoi", group.id, at=at, sau={"ten": ten})
    return code


def save_group(
    session: Session,
    actor: Actor | None,
    group_id: int,
    new: SuaCumKhoi,
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """Write name, kind, head, deputy and Council member in charge.

    Raises WrongInput(`thieu_ten`, `truong_ngoai_cum`, `truong_la_pho`), NotNow for an older `row_version`, a
    name that another group of the year has, and a closed year.
    """
    _, group = _locked(session, group_id, row_version)
    judge_group(new.ten, [m.don_vi_id for m in _members(session, group_id)], new.truong_id, new.pho_id)
    others = session.scalars(
        select(CumKhoi.ten).where(CumKhoi.nam_id == group.nam_id, CumKhoi.id != group.id)
    )
    if any(fold(ten) == fold(new.ten) for ten in others):
        raise NotNow("trung_ten_cum", ten=new.ten)
    names = ("ten", "loai", "truong_id", "pho_id", "phu_trach")
    before = {name: getattr(group, name) for name in names}
    after = {name: getattr(new, name) for name in names}
    if before == after:
        return
    for name, value in after.items():
        setattr(group, name, value)
    session.flush()
    record(session, actor, "sua_cum_khoi", "cum_khoi", group.id, at=at, truoc=before, sau=after)


def add_member(
    session: Session,
    actor: Actor | None,
    group_id: int,
    don_vi_id: int,
    *,
    at: datetime,
    ly_do: str = "",
    row_version: int | None = None,
) -> None:
    """Put a unit without a group at the end of this one.

    Raises WrongInput("don_vi_da_co_cum") when it has one, WrongInput("thieu_ly_do") after the opening without
    a reason, NotNow for an older `row_version` and a closed year.
    """
    year, group = _locked(session, group_id, row_version)
    if session.get(ThanhVienCumKhoi, (group.nam_id, don_vi_id)) is not None:
        raise WrongInput("don_vi_da_co_cum", ten=group.ten)
    _need_reason(year, ly_do)
    _put(session, group, don_vi_id)
    _record_change(session, actor, group, don_vi_id, None, group, at=at, ly_do=ly_do)


def move_member(
    session: Session,
    actor: Actor | None,
    group_id: int,
    don_vi_id: int,
    to_code: str,
    *,
    at: datetime,
    ly_do: str = "",
    row_version: int | None = None,
) -> None:
    """Move a member to the end of the group `to_code`, or out of every group when that is empty.

    Raises WrongInput(`khong_la_thanh_vien`, `khong_co_cum_khoi`, `dang_la_truong`, `thieu_ly_do`), NotNow for
    an older `row_version` and a closed year.
    """
    year, group = _locked(session, group_id, row_version)
    row = session.get(ThanhVienCumKhoi, (group.nam_id, don_vi_id))
    if row is None or row.cum_khoi_id != group.id:
        raise WrongInput("khong_la_thanh_vien", ten=group.ten)
    there = _group_of_year(session, group.nam_id, to_code) if to_code else None
    if don_vi_id in (group.truong_id, group.pho_id):
        raise WrongInput("dang_la_truong", ten=group.ten)
    if there is not None and there.id == group.id:
        return
    _need_reason(year, ly_do)
    session.delete(row)
    session.flush()
    if there is not None:
        _put(session, there, don_vi_id)
    _record_change(session, actor, group, don_vi_id, group, there, at=at, ly_do=ly_do)


def _group_of_year(session: Session, nam_id: int, code: str) -> CumKhoi:
    found = session.scalar(select(CumKhoi).where(CumKhoi.nam_id == nam_id, CumKhoi.code == code))
    if found is None:
        raise WrongInput("khong_co_cum_khoi")
    return found


def _need_reason(year: NamThiDua, ly_do: str) -> None:
    if year.trang_thai is not TrangThaiNam.CHUAN_BI and not ly_do.strip():
        raise WrongInput("thieu_ly_do")


def _put(session: Session, group: CumKhoi, don_vi_id: int) -> None:
    last = max((m.thu_tu for m in _members(session, group.id)), default=0)
    session.add(
        ThanhVienCumKhoi(nam_id=group.nam_id, don_vi_id=don_vi_id, cum_khoi_id=group.id, thu_tu=last + 1)
    )
    session.flush()


def _record_change(
    session: Session,
    actor: Actor | None,
    group: CumKhoi,
    don_vi_id: int,
    left: CumKhoi | None,
    joined: CumKhoi | None,
    *,
    at: datetime,
    ly_do: str,
) -> None:
    """The log's line, and a new lock counter for both groups."""
    for each in (left, joined):
        if each is not None:
            flag_modified(each, "ten")
    session.flush()
    record(
        session,
        actor,
        "doi_thanh_vien",
        "cum_khoi",
        group.id,
        at=at,
        truoc={"don_vi_id": don_vi_id, "cum_khoi": left.ten if left else ""},
        sau={"don_vi_id": don_vi_id, "cum_khoi": joined.ten if joined else ""},
        ghi_chu=ly_do,
    )


def shift_member(
    session: Session,
    actor: Actor | None,
    group_id: int,
    don_vi_id: int,
    step: int,
    *,
    at: datetime,
) -> None:
    """Move a member one place up (`step` -1) or down (1) in the printed order; at the end it stays."""
    _, group = _locked(session, group_id, None)
    rows = _members(session, group_id)
    order = _shifted([row.don_vi_id for row in rows], don_vi_id, step)
    by_unit = {row.don_vi_id: row for row in rows}
    for place, unit in enumerate(order, 1):
        by_unit[unit].thu_tu = place
    session.flush()
    record(session, actor, "xep_thanh_vien", "cum_khoi", group.id, at=at, sau={"ten": group.ten})


def shift_group(session: Session, actor: Actor | None, group_id: int, step: int, *, at: datetime) -> None:
    """Move a group one place up (`step` -1) or down (1) among the year's groups."""
    _, group = _locked(session, group_id, None)
    query = select(CumKhoi).where(CumKhoi.nam_id == group.nam_id).order_by(CumKhoi.thu_tu, CumKhoi.id)
    rows = {row.id: row for row in session.scalars(query)}
    for place, one in enumerate(_shifted(list(rows), group_id, step), 1):
        rows[one].thu_tu = place
    session.flush()
    record(session, actor, "xep_cum_khoi", "cum_khoi", group.id, at=at, sau={"ten": group.ten})


def _shifted(order: list[int], moved: int, step: int) -> list[int]:
    if moved not in order:
        return order
    place = order.index(moved)
    target = min(max(place + step, 0), len(order) - 1)
    order.insert(target, order.pop(place))
    return order


def drop_group(
    session: Session, actor: Actor | None, group_id: int, *, at: datetime, row_version: int | None = None
) -> None:
    """Take away a group without members. Raises NotNow when it has some, and once the year is open."""
    year, group = _locked(session, group_id, row_version)
    if year.trang_thai is not TrangThaiNam.CHUAN_BI:
        raise NotNow("cum_khoi_nam_da_mo", ten=group.ten)
    if _members(session, group_id):
        raise NotNow("cum_khoi_con_thanh_vien", ten=group.ten)
    record(session, actor, "bo_cum_khoi", "cum_khoi", group.id, at=at, truoc={"ten": group.ten})
    session.execute(delete(CumKhoi).where(CumKhoi.id == group.id))
