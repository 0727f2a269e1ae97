"""The versions of a registration: their targets, which may be shown to whom, who signed."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thidua.core import workflow
from thidua.core.actor import Role
from thidua.core.targets import NguonGiao
from thidua.core.workflow import State
from thidua.dangky.models import (
    DangKyChiTieu,
)
from thidua.hoso.models import HoSo, PhienBan
from thidua.hoso.queries import HoSoInView, signed_as
from thidua.namthidua import queries as years
from thidua.namthidua.queries import ChiTieuRow
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro


def grid_targets(session: Session, ho_so: HoSo, phien_ban_id: int) -> list[ChiTieuRow]:
    """The targets that a version answers: all assigned ones, and the own ones that it holds.

    An own target that no version of the hồ sơ ever held is offered too: it was noted before the registration.
    """
    rows = session.execute(
        select(DangKyChiTieu.chi_tieu_id, DangKyChiTieu.phien_ban_id)
        .join(PhienBan, PhienBan.id == DangKyChiTieu.phien_ban_id)
        .where(PhienBan.ho_so_id == ho_so.id)
    ).all()
    here = {target for target, version in rows if version == phien_ban_id}
    elsewhere = {target for target, _ in rows} - here
    return [
        row
        for row in years.targets(session, ho_so.nam_id, ho_so.don_vi_id)
        if row.giao_boi is not NguonGiao.TU_DANG_KY or row.id in here or row.id not in elsewhere
    ]


def held_by_other_versions(session: Session, chi_tieu_id: int, phien_ban_id: int) -> bool:
    """Whether a version other than this one holds the target."""
    query = select(DangKyChiTieu.phien_ban_id).where(
        DangKyChiTieu.chi_tieu_id == chi_tieu_id, DangKyChiTieu.phien_ban_id != phien_ban_id
    )
    return session.scalars(query.limit(1)).first() is not None


def previous_sealed(session: Session, view: HoSoInView) -> PhienBan | None:
    """The last sealed version before the one in view, that the reader was ever shown: the unit every one,
    the secretariat those that a head had approved, others none."""
    version = view.phien_ban
    if version is None or not (
        view.own_unit or workflow.sees_contents(view.roles, State.DA_NOP, own_unit=False)
    ):
        return None
    shown = PhienBan.niem_phong_luc if view.own_unit else PhienBan.duyet_luc
    return session.scalar(
        select(PhienBan)
        .where(PhienBan.ho_so_id == version.ho_so_id, PhienBan.so < version.so, shown.is_not(None))
        .order_by(PhienBan.so.desc())
        .limit(1)
    )


def shown_versions(session: Session, view: HoSoInView) -> list[PhienBan]:
    """The sealed versions of the hồ sơ that the reader may open, oldest first: the unit every one, the town's
    readers those that a head approved, others only the one at hand."""
    if not (view.own_unit or workflow.sees_contents(view.roles, State.DA_NOP, own_unit=False)):
        return [view.phien_ban] if view.phien_ban else []
    shown = PhienBan.niem_phong_luc if view.own_unit else PhienBan.duyet_luc
    query = select(PhienBan).where(PhienBan.ho_so_id == view.ho_so.id, shown.is_not(None))
    return list(session.scalars(query.order_by(PhienBan.so)))


def signer(session: Session, ho_so: HoSo, version: PhienBan, day: date) -> str:
    """The name under the paper: who approved the version, else the unit's head on the day, else empty."""
    signed = signed_as(session, version.id)
    if signed is not None:
        return signed.ho_ten
    if version.duyet_boi is not None:
        return session.get_one(Nguoi, version.duyet_boi).ho_ten
    head = (
        select(Nguoi.ho_ten)
        .join(TaiKhoan, TaiKhoan.nguoi_id == Nguoi.id)
        .join(VaiTro, VaiTro.tai_khoan_id == TaiKhoan.id)
        .where(VaiTro.vai_tro == Role.THU_TRUONG, VaiTro.don_vi_id == ho_so.don_vi_id, VaiTro.tu_ngay <= day)
        .where(or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= day), TaiKhoan.khoa_luc.is_(None))
        .order_by(VaiTro.id)
        .limit(1)
    )
    return session.scalar(head) or ""
