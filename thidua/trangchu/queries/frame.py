"""The facts of the frame around every page: whose it is, whom to ring, what waits."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from thidua.core.actor import SECRETARIAT, Actor, Role
from thidua.core.calendar import TrangThaiNam
from thidua.core.workflow import State
from thidua.donvi.models import CoQuan, TenDonVi
from thidua.hoso.models import HoSo
from thidua.hoso.queries import adjustment_asked
from thidua.namthidua.models import NamThiDua
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro


@dataclass(frozen=True, slots=True)
class FrameRow:
    """The office of the day ("thị xã Ayun Pa"), the unit that is its standing body, the number to ring."""

    co_quan: str
    bac: str
    phong: str
    thuong_truc: str
    dien_thoai: str


def frame_row(session: Session, day: date) -> FrameRow:
    """Whose pages these are, in one statement; empty words in an empty office."""
    office = (
        select(CoQuan)
        .where(CoQuan.tu_ngay <= day, or_(CoQuan.den_ngay.is_(None), CoQuan.den_ngay >= day))
        .limit(1)
        .subquery()
    )
    name = (
        select(TenDonVi.ten)
        .where(
            TenDonVi.don_vi_id == select(office.c.thuong_truc_id).scalar_subquery(), TenDonVi.tu_ngay <= day
        )
        .where(or_(TenDonVi.den_ngay.is_(None), TenDonVi.den_ngay >= day))
        .limit(1)
    )
    phone = (
        select(Nguoi.dien_thoai)
        .join(TaiKhoan, TaiKhoan.nguoi_id == Nguoi.id)
        .join(VaiTro, VaiTro.tai_khoan_id == TaiKhoan.id)
        .where(VaiTro.vai_tro == Role.THUONG_TRUC, Nguoi.dien_thoai != "", *_in_office(day))
        .order_by(VaiTro.id)
        .limit(1)
    )
    row = session.execute(
        select(
            select(office.c.ten).scalar_subquery().label("co_quan"),
            select(office.c.bac).scalar_subquery().label("bac"),
            select(office.c.thuong_truc).scalar_subquery().label("phong"),
            name.scalar_subquery().label("thuong_truc"),
            phone.scalar_subquery().label("dien_thoai"),
        )
    ).one()
    return FrameRow(*(text or "" for text in row))


def _in_office(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        VaiTro.tu_ngay <= day,
        or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= day),
        TaiKhoan.khoa_luc.is_(None),
    )


@dataclass(frozen=True, slots=True)
class LienHe:
    """Whom to ask in the Phòng."""

    ho_ten: str
    chuc_vu: str
    dien_thoai: str


def contacts(session: Session, day: date) -> list[LienHe]:
    """The officers of the standing body on that day."""
    rows = session.execute(
        select(Nguoi.ho_ten, Nguoi.chuc_vu, Nguoi.dien_thoai)
        .join(TaiKhoan, TaiKhoan.nguoi_id == Nguoi.id)
        .join(VaiTro, VaiTro.tai_khoan_id == TaiKhoan.id)
        .where(VaiTro.vai_tro == Role.THUONG_TRUC, *_in_office(day))
        .order_by(VaiTro.id)
    )
    return list(dict.fromkeys(LienHe(r.ho_ten, r.chuc_vu, r.dien_thoai) for r in rows))


def waiting_count(session: Session, actor: Actor, nam: int) -> int:
    """How many hồ sơ `pheduyet.queries.waiting` lists for this person; one statement or none."""
    cases: list[ColumnElement[bool]] = []
    heads = [g.don_vi_id for g in actor.grants if g.role is Role.THU_TRUONG and g.don_vi_id is not None]
    if heads:
        cases.append(and_(HoSo.state == State.CHO_DUYET, HoSo.don_vi_id.in_(heads)))
    if actor.has(*SECRETARIAT):
        cases += [HoSo.state == State.DA_NOP, and_(HoSo.state == State.DA_TIEP_NHAN, adjustment_asked())]
    if not cases:
        return 0
    query = (
        select(func.count(HoSo.id))
        .join(NamThiDua, NamThiDua.id == HoSo.nam_id)
        .where(NamThiDua.nam == nam, or_(*cases))
    )
    return session.scalar(query) or 0


def year_numbers(session: Session, actor: Actor) -> list[int]:
    """The town's years, newest first; one in preparation is the secretariat's own."""
    query = select(NamThiDua.nam).order_by(NamThiDua.nam.desc())
    if not actor.has(*SECRETARIAT):
        query = query.where(NamThiDua.trang_thai != TrangThaiNam.CHUAN_BI)
    return list(session.scalars(query))
