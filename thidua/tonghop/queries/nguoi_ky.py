"""Who signs for the standing office and for UBND on a day."""

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from thidua.core.actor import Role
from thidua.core.viet import fold
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro


def signers_on(session: Session, day: date, thuong_truc_id: int) -> tuple[str, str]:
    """The head of the standing office and the Chủ tịch, empty where nobody holds the role on the day."""
    rows = session.execute(
        select(VaiTro.vai_tro, Nguoi.ho_ten, Nguoi.chuc_vu)
        .join(TaiKhoan, TaiKhoan.id == VaiTro.tai_khoan_id)
        .join(Nguoi, Nguoi.id == TaiKhoan.nguoi_id)
        .where(
            or_(
                and_(VaiTro.vai_tro == Role.THU_TRUONG, VaiTro.don_vi_id == thuong_truc_id),
                VaiTro.vai_tro == Role.LANH_DAO,
            ),
            VaiTro.tu_ngay <= day,
            or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= day),
            TaiKhoan.khoa_luc.is_(None),
        )
        .order_by(VaiTro.id)
    )
    found = sorted(rows.all(), key=lambda row: not fold(row[2]).startswith("chu tich"))
    heads = [name for role, name, _ in found if role is Role.THU_TRUONG]
    chairs = [name for role, name, _ in found if role is Role.LANH_DAO]
    return (heads or [""])[0], (chairs or [""])[0]
