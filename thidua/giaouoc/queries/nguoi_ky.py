"""Who signs for a unit: the parties of a version and the persons with the power."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Role
from thidua.core.calendar import local_day
from thidua.core.viet import fold
from thidua.giaouoc.models import BenGiaoUoc
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro
from thidua.taikhoan.queries import uy_quyen as capacities


@dataclass(frozen=True, slots=True)
class NguoiKy:
    """Whose signature stands on the paper for a unit, as the second person read it."""

    don_vi_id: int
    ho_ten: str
    chuc_vu: str
    ngay_ky: date | None


def party(session: Session, ban_id: int, don_vi_id: int) -> BenGiaoUoc:
    """A party of a version."""
    return session.get_one(BenGiaoUoc, {"ban_giao_uoc_id": ban_id, "don_vi_id": don_vi_id})


def capacity_of(session: Session, ban_id: int, don_vi_id: int, ho_ten: str, day: date) -> str | None:
    """In which capacity this person signs for the unit on the day; None for somebody without the power.

    The representative whom the sealed text names signs as the head; else a head by role, or a deputy by
    assignment or delegation. Names are compared without case and accents.
    """
    wanted = fold(ho_ten).strip()
    named = party(session, ban_id, don_vi_id).dai_dien
    if named and fold(named).strip() == wanted:
        return _capacity(session, named, don_vi_id, day) or "thu_truong"
    return _capacity(session, ho_ten, don_vi_id, day)


def _capacity(session: Session, ho_ten: str, don_vi_id: int, day: date) -> str | None:
    wanted = fold(ho_ten).strip()
    for person, name in _empowered(session, don_vi_id, day):
        if fold(name).strip() == wanted:
            held = capacities.capacity(session, person, don_vi_id, day)
            source = held.nguon if held else capacities.THU_TRUONG
            return {capacities.PHAN_CONG: "cap_pho"}.get(source, source)
    return None


def _empowered(session: Session, don_vi_id: int, day: date) -> list[tuple[int, str]]:
    people = dict.fromkeys(capacities.heads_on(session, don_vi_id, day))
    people |= dict.fromkeys(sorted(capacities.deputies_on(session, don_vi_id, day)))
    names = dict(session.execute(select(Nguoi.id, Nguoi.ho_ten).where(Nguoi.id.in_(people))).all())
    return [(person, names[person]) for person in people if person in names]


def may_sign(session: Session, don_vi_id: int, at: datetime) -> tuple[str, ...]:
    """The names of those who may sign for the unit today: its head, then its deputies."""
    return tuple(name for _, name in _empowered(session, don_vi_id, local_day(at)))


def officer_of(session: Session, don_vi_id: int, day: date, *, but: int) -> int | None:
    """A cán bộ of the unit on the day who is not this person."""
    return session.scalar(
        select(TaiKhoan.nguoi_id)
        .join(VaiTro, VaiTro.tai_khoan_id == TaiKhoan.id)
        .where(VaiTro.vai_tro == Role.CAN_BO, VaiTro.don_vi_id == don_vi_id, VaiTro.tu_ngay <= day)
        .where(VaiTro.den_ngay.is_(None) | (VaiTro.den_ngay >= day), TaiKhoan.khoa_luc.is_(None))
        .where(TaiKhoan.nguoi_id != but)
        .order_by(VaiTro.id)
        .limit(1)
    )


def account_of(session: Session, person: int) -> tuple[str, str]:
    """A person's name and first account."""
    row = session.execute(
        select(Nguoi.ho_ten, TaiKhoan.ten_dang_nhap)
        .outerjoin(TaiKhoan, TaiKhoan.nguoi_id == Nguoi.id)
        .where(Nguoi.id == person)
        .order_by(TaiKhoan.id)
        .limit(1)
    ).one()
    return row.ho_ten, row.ten_dang_nhap or ""
