"""The targets that a unit puts on its list itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.targets import NguonGiao
from thidua.dangky import queries
from thidua.dangky.actions.ghi import envelope_of
from thidua.dangky.models import (
    DangKyChiTieu,
)
from thidua.dangky.queries import (
    ChiTieuTuDangKy,
)
from thidua.donvi.models import DonVi
from thidua.hoso.models import HoSo
from thidua.hoso.queries import HoSoInView
from thidua.namthidua import actions as year_actions
from thidua.namthidua import queries as years
from thidua.namthidua.actions import ChiTieuMoi
from thidua.namthidua.models import ChiTieu
from thidua.nhatky.actions import record


def drop_own(
    session: Session, actor: Actor, ho_so: HoSo | HoSoInView, chi_tieu: Iterable[int], *, at: datetime
) -> None:
    """Take own targets out of the open version, and wholly away where no other version holds them.

    To be called within the unit of a `save`, which proves the right to write. An assigned target, or one of
    another unit, is left alone.
    """
    envelope = envelope_of(ho_so)
    for target_id in chi_tieu:
        target = session.get(ChiTieu, target_id)
        if target is None or target.don_vi_id != envelope.don_vi_id or target.nam_id != envelope.nam_id:
            continue
        if target.giao_boi is not NguonGiao.TU_DANG_KY or envelope.phien_ban_id is None:
            continue
        line = session.get(DangKyChiTieu, {"phien_ban_id": envelope.phien_ban_id, "chi_tieu_id": target_id})
        if line is not None:
            session.delete(line)
            session.flush()
        if not queries.held_by_other_versions(session, target_id, envelope.phien_ban_id):
            year_actions.drop_own_target(session, actor, target, at=at)


def rename_own(
    session: Session, actor: Actor, ho_so: HoSo | HoSoInView, names: Mapping[int, str], *, at: datetime
) -> list[int]:
    """Give own targets another name, within the unit of a `save`, which proves the right to write.

    A target that another version holds keeps the name that stands there: the ids of those come back.
    """
    envelope, refused = envelope_of(ho_so), []
    for target_id, ten in names.items():
        target = session.get(ChiTieu, target_id)
        own_row = target is not None and target.don_vi_id == envelope.don_vi_id and is_own(target)
        if target is None or not own_row or target.nam_id != envelope.nam_id or target.ten == ten:
            continue
        if queries.held_by_other_versions(session, target_id, envelope.phien_ban_id or 0):
            refused.append(target_id)
            continue
        before, target.ten = target.ten, ten
        session.flush()
        record(
            session,
            actor,
            "doi_ten_chi_tieu",
            "chi_tieu",
            target_id,
            at=at,
            truoc={"ten": before},
            sau={"ten": ten},
        )
    return refused


def is_own(target: ChiTieu) -> bool:
    """Whether the unit itself put the target on its list."""
    return target.giao_boi is NguonGiao.TU_DANG_KY


def add_own(session: Session, actor: Actor, ho_so: HoSo, new: ChiTieuTuDangKy, at: datetime) -> int:
    """Make a target that the unit adds, under a code of its own; its id."""
    code = session.get_one(DonVi, ho_so.don_vi_id).code
    taken = {row.ma for row in years.targets(session, ho_so.nam_id, ho_so.don_vi_id)}
    # Only targets of the same code are ever summed: an own one stands alone.
    names = (f"{code[:48]}-tu-{number}" for number in count(1))
    target = ChiTieuMoi(
        ma=next(name for name in names if name not in taken),
        ten=new.ten,
        don_vi_tinh=new.don_vi_tinh,
        loai=new.loai,
        giao_boi=NguonGiao.TU_DANG_KY,
        moc=new.moc,
        ngay_moc=new.ngay_moc,
    )
    return year_actions.add_target(session, actor, ho_so.nam_id, ho_so.don_vi_id, target, at=at).id
