"""Units and accounts as they stand on a day."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thidua.donvi.queries import units_on
from thidua.sheets.plan import Existing, Value
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def units(session: Session, scope: "Scope") -> Existing:
    """The units that have a name on the day, by code, in the town's order."""
    found = units_on(session, scope.day)
    codes = {unit.id: unit.code for unit in found.values()}
    return {
        unit.code: {
            "code": unit.code,
            "ten": unit.ten,
            "ten_ngan": unit.ten_ngan,
            "loai": unit.loai,
            "cap_tren": codes.get(unit.cap_tren_id or 0, ""),
            "the_thuc": unit.the_thuc,
            "co_quan_chu_quan": "\n".join(unit.co_quan_chu_quan),
            "co_quan_ban_hanh": "\n".join(unit.co_quan_ban_hanh),
            "quyen_han_ky": "\n".join(unit.quyen_han_ky),
            "chuc_vu_thu_truong": unit.chuc_vu_thu_truong,
            "ky_hieu": unit.ky_hieu,
            "dia_danh": unit.dia_danh,
            "dia_chi": unit.dia_chi,
            "dien_thoai": unit.dien_thoai,
            "nguoi_lien_he": unit.nguoi_lien_he,
            "tu_ngay": unit.tu_ngay,
        }
        for unit in found.values()
    }


def account_key(values: Mapping[str, Value]) -> str:
    """Which line an account's role is: the account, the role, the unit."""
    return "/".join(str(values.get(name) or "") for name in ("ten_dang_nhap", "vai_tro", "don_vi"))


def accounts(session: Session, scope: "Scope") -> Existing:
    """Each account with each role it holds on the day, one line a role; open accounts only."""
    codes = {unit.id: unit.code for unit in units_on(session, scope.day).values()}
    in_force = (VaiTro.tu_ngay <= scope.day) & or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= scope.day)
    query = (
        select(TaiKhoan, Nguoi, VaiTro)
        .join(Nguoi, Nguoi.id == TaiKhoan.nguoi_id)
        .outerjoin(VaiTro, (VaiTro.tai_khoan_id == TaiKhoan.id) & in_force)
        .where(TaiKhoan.khoa_luc.is_(None))
        .order_by(TaiKhoan.ten_dang_nhap, VaiTro.id)
    )
    found: dict[str, dict[str, Value]] = {}
    for account, person, role in session.execute(query):
        values: dict[str, Value] = {
            "ten_dang_nhap": account.ten_dang_nhap,
            "ho_ten": person.ho_ten,
            "chuc_vu": person.chuc_vu,
            "dien_thoai": person.dien_thoai,
            "vai_tro": role.vai_tro.value if role else "",
            "don_vi": codes.get(role.don_vi_id or 0, "") if role else "",
        }
        found[account_key(values)] = values
    return found
