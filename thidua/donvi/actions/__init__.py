"""Writing units."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.donvi.models import DonVi, TenDonVi
from thidua.nhatky.actions import record


@dataclass(frozen=True, slots=True)
class DonViMoi:
    """A unit to be made, with its first dated name; see `TenDonVi` for the printed lines."""

    code: str
    loai: str
    the_thuc: str
    thu_tu: int
    ten: str
    ten_ngan: str
    co_quan_chu_quan: tuple[str, ...]
    co_quan_ban_hanh: tuple[str, ...]
    quyen_han_ky: tuple[str, ...]
    ky_hieu: str
    dia_danh: str
    tu_ngay: date
    chuc_vu_thu_truong: str = ""
    dia_chi: str = ""
    dien_thoai: str = ""
    nguoi_lien_he: str = ""


def create_unit(session: Session, actor: Actor | None, new: DonViMoi, *, at: datetime) -> int:
    """Make a unit with its first name; its id."""
    unit = DonVi(code=new.code, loai=new.loai, the_thuc=new.the_thuc, thu_tu=new.thu_tu)
    session.add(unit)
    session.flush()
    session.add(
        TenDonVi(
            don_vi_id=unit.id,
            ten=new.ten,
            ten_ngan=new.ten_ngan,
            co_quan_chu_quan="\n".join(new.co_quan_chu_quan),
            co_quan_ban_hanh="\n".join(new.co_quan_ban_hanh),
            quyen_han_ky="\n".join(new.quyen_han_ky),
            ky_hieu=new.ky_hieu,
            dia_danh=new.dia_danh,
            tu_ngay=new.tu_ngay,
            chuc_vu_thu_truong=new.chuc_vu_thu_truong,
            dia_chi=new.dia_chi,
            dien_thoai=new.dien_thoai,
            nguoi_lien_he=new.nguoi_lien_he,
        )
    )
    record(session, actor, "tao_don_vi", "don_vi", unit.id, at=at, sau={"code": new.code, "ten": new.ten})
    return unit.id
