"""Units and accounts as they stand on a day."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thidua.core.calendar import VN
from thidua.donvi.queries import NguoiDonVi, units_on
from thidua.namthidua.queries import newest_year
from thidua.namthidua.queries.nguoi import unit_people
from thidua.sheets.plan import Existing, Value
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro
from thidua.taikhoan.queries.danh_sach import every_account

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


_NOBODY = NguoiDonVi("", (), ())


def units(session: Session, scope: "Scope") -> Existing:
    """The units that have a name on the day, by code, in the town's order, and who works there."""
    found = units_on(session, scope.day)
    people = unit_people(session, newest_year(session), scope.day)
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
            "cum_khoi": people.get(unit.id, _NOBODY).cum_khoi,
            "thu_truong": "; ".join(people.get(unit.id, _NOBODY).thu_truong),
            "can_bo": "; ".join(people.get(unit.id, _NOBODY).can_bo),
        }
        for unit in found.values()
    }


def account_key(values: Mapping[str, Value]) -> str:
    """Which line an account's role is: the account, the role, the unit."""
    return "/".join(str(values.get(name) or "") for name in ("ten_dang_nhap", "vai_tro", "don_vi"))


def accounts(session: Session, scope: "Scope") -> Existing:
    """Each account with each role it holds on the day, one line a role, and how the account stands."""
    codes = {unit.id: unit.code for unit in units_on(session, scope.day).values()}
    # Waits of minutes are over by the end of the day: a list on paper does not tell them.
    stands = {row.id: row for row in every_account(session, datetime.combine(scope.day, time.max, VN))}
    in_force = (VaiTro.tu_ngay <= scope.day) & or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= scope.day)
    query = (
        select(TaiKhoan, Nguoi, VaiTro)
        .join(Nguoi, Nguoi.id == TaiKhoan.nguoi_id)
        .outerjoin(VaiTro, (VaiTro.tai_khoan_id == TaiKhoan.id) & in_force)
        .order_by(TaiKhoan.ten_dang_nhap, VaiTro.id)
    )
    found: dict[str, dict[str, Value]] = {}
    for account, person, role in session.execute(query):
        last = stands[account.id].lan_cuoi
        values: dict[str, Value] = {
            "ten_dang_nhap": account.ten_dang_nhap,
            "ho_ten": person.ho_ten,
            "chuc_vu": person.chuc_vu,
            "dien_thoai": person.dien_thoai,
            "vai_tro": role.vai_tro.value if role else "",
            "don_vi": codes.get(role.don_vi_id or 0, "") if role else "",
            "tinh_trang": stands[account.id].tinh_trang,
            "lan_cuoi": last.astimezone(VN) if last else None,
        }
        found[account_key(values)] = values
    return found
