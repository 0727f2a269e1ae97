"""The accounts with their people and roles."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Role
from thidua.donvi import queries as units
from thidua.quantri.queries.don_vi import held_on
from thidua.taikhoan.models import Nguoi, PhienDangNhap, TaiKhoan, VaiTro


@dataclass(frozen=True, slots=True)
class DongTaiKhoan:
    """An account: its person, the roles it has on the day with their units, its last login."""

    ten_dang_nhap: str
    ho_ten: str
    chuc_vu: str
    vai_tro: tuple[tuple[Role, str], ...]
    lan_cuoi: datetime | None
    da_khoa: bool
    phai_doi_mat_khau: bool


def account_list(session: Session, day: date) -> list[DongTaiKhoan]:
    """Every account by name, shut ones too, in four statements."""
    names = units.units_on(session, day)
    roles: dict[int, list[tuple[Role, str]]] = {}
    for grant in session.scalars(select(VaiTro).where(*held_on(day)).order_by(VaiTro.id)):
        unit = names.get(grant.don_vi_id) if grant.don_vi_id is not None else None
        roles.setdefault(grant.tai_khoan_id, []).append((grant.vai_tro, unit.ten if unit else ""))
    seen = dict[int, datetime]()
    for account, last in session.execute(
        select(PhienDangNhap.tai_khoan_id, func.max(PhienDangNhap.lan_cuoi)).group_by(
            PhienDangNhap.tai_khoan_id
        )
    ):
        seen[account] = last
    rows = session.execute(
        select(TaiKhoan, Nguoi.ho_ten, Nguoi.chuc_vu)
        .join(Nguoi, Nguoi.id == TaiKhoan.nguoi_id)
        .order_by(TaiKhoan.ten_dang_nhap)
    )
    return [
        DongTaiKhoan(
            ten_dang_nhap=r.TaiKhoan.ten_dang_nhap,
            ho_ten=r.ho_ten,
            chuc_vu=r.chuc_vu,
            vai_tro=tuple(roles.get(r.TaiKhoan.id, ())),
            lan_cuoi=seen.get(r.TaiKhoan.id),
            da_khoa=r.TaiKhoan.khoa_luc is not None,
            phai_doi_mat_khau=r.TaiKhoan.phai_doi_mat_khau,
        )
        for r in rows
    ]
