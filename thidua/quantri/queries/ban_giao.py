"""What an officer who leaves has in hand, and hand-overs that were made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import Session

from thidua.core.actor import SECRETARIAT, Role
from thidua.core.calendar import TrangThaiNam, local_day
from thidua.core.workflow import EDITABLE, State
from thidua.donvi import queries as units
from thidua.donvi.models import DonVi
from thidua.hoso.models import BanNhap, HoSo
from thidua.hoso.queries import due_day
from thidua.namthidua.models import NamThiDua, NghiaVu
from thidua.taikhoan.models import BanGiao, BanGiaoDong, TaiKhoan, VaiTro
from thidua.taikhoan.queries.uy_quyen import UyQuyenRow, delegation_list, held_on


@dataclass(frozen=True, slots=True)
class HoSoTrongTay:
    """A hồ sơ that waits for the person; `nhap_luc` is when the person last kept a draft of it."""

    nam: int
    loai: str
    don_vi: str
    state: State
    han: date
    nhap_luc: datetime | None


@dataclass(frozen=True, slots=True)
class VaiTroDangGiu:
    """A role that the account holds on the day or will hold."""

    id: int
    vai_tro: Role
    don_vi_id: int | None
    don_vi: str
    tu_ngay: date
    den_ngay: date | None


@dataclass(frozen=True, slots=True)
class TrongTay:
    """All that must pass into other hands: roles, hồ sơ, powers by assignment or delegation."""

    vai_tro: tuple[VaiTroDangGiu, ...]
    ho_so: tuple[HoSoTrongTay, ...]
    uy_quyen: tuple[UyQuyenRow, ...]
    ten_don_vi: dict[int, str]


def in_hand(session: Session, tai_khoan_id: int, at: datetime) -> TrongTay:
    """What the account's person has in hand on the day, over all years that are not closed."""
    day = local_day(at)
    account = session.get_one(TaiKhoan, tai_khoan_id)
    names = {unit.id: unit.ten for unit in units.units_on(session, day).values()}
    roles = _roles(session, tai_khoan_id, day, names)
    powers = [
        row for row in delegation_list(session, nguoi_id=account.nguoi_id) if row.stage_on(day) != "da_het"
    ]
    return TrongTay(
        vai_tro=roles,
        ho_so=_waiting(session, account.nguoi_id, roles, powers, names, day),
        uy_quyen=tuple(powers),
        ten_don_vi=names,
    )


def _roles(
    session: Session, tai_khoan_id: int, day: date, names: dict[int, str]
) -> tuple[VaiTroDangGiu, ...]:
    rows = session.scalars(
        select(VaiTro)
        .where(VaiTro.tai_khoan_id == tai_khoan_id)
        .where(or_(and_(*held_on(day)), VaiTro.tu_ngay > day))
        .order_by(VaiTro.id)
    )
    return tuple(
        VaiTroDangGiu(r.id, r.vai_tro, r.don_vi_id, names.get(r.don_vi_id or 0, ""), r.tu_ngay, r.den_ngay)
        for r in rows
    )


def _waiting(
    session: Session,
    nguoi_id: int,
    roles: Iterable[VaiTroDangGiu],
    powers: Iterable[UyQuyenRow],
    names: dict[int, str],
    day: date,
) -> tuple[HoSoTrongTay, ...]:
    drafts = (
        select(BanNhap.ho_so_id, func.max(BanNhap.luc).label("luc"))
        .where(BanNhap.nguoi_id == nguoi_id)
        .group_by(BanNhap.ho_so_id)
        .subquery()
    )
    held = list(roles)
    officer = [r.don_vi_id for r in held if r.vai_tro is Role.CAN_BO]
    head = [r.don_vi_id for r in held if r.vai_tro is Role.THU_TRUONG]
    head += [row.don_vi_id for row in powers if row.holds_on(day)]
    receives = any(r.vai_tro in SECRETARIAT for r in held)
    mine = or_(
        and_(HoSo.don_vi_id.in_(officer), HoSo.state.in_(EDITABLE)),
        and_(HoSo.don_vi_id.in_(head), HoSo.state == State.CHO_DUYET),
        HoSo.state == State.DA_NOP if receives else false(),
    )
    rows = session.execute(
        select(HoSo, NghiaVu, NamThiDua.nam, drafts.c.luc)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .join(NamThiDua, NamThiDua.id == HoSo.nam_id)
        .join(DonVi, DonVi.id == HoSo.don_vi_id)
        .outerjoin(drafts, drafts.c.ho_so_id == HoSo.id)
        .where(NamThiDua.trang_thai.not_in((TrangThaiNam.DA_DONG, TrangThaiNam.CHUAN_BI)), mine)
        .order_by(NamThiDua.nam, DonVi.thu_tu, NghiaVu.han, HoSo.id)
    )
    return tuple(
        HoSoTrongTay(
            r.nam,
            r.HoSo.loai,
            names.get(r.HoSo.don_vi_id, ""),
            r.HoSo.state,
            due_day(r.HoSo, r.NghiaVu),
            r.luc,
        )
        for r in rows
    )


@dataclass(frozen=True, slots=True)
class BanGiaoRow:
    """A hand-over that was made, with its lines as they stood: (kind, what, how it stands)."""

    id: int
    ngay: date
    luc: datetime
    ly_do: str
    giao_ho_ten: str
    giao_chuc_vu: str
    nhan_ho_ten: str
    nhan_chuc_vu: str
    nhan: str
    don_vi_id: int | None
    dong: tuple[tuple[str, str, str], ...]


def hand_over_of(session: Session, tai_khoan_id: int) -> BanGiaoRow | None:
    """The account's last hand-over, None when there was none."""
    found = session.execute(
        select(BanGiao, TaiKhoan.ten_dang_nhap)
        .join(TaiKhoan, TaiKhoan.id == BanGiao.nhan_id)
        .where(BanGiao.tai_khoan_id == tai_khoan_id)
        .order_by(BanGiao.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    row: BanGiao = found.BanGiao
    lines = session.scalars(
        select(BanGiaoDong).where(BanGiaoDong.ban_giao_id == row.id).order_by(BanGiaoDong.so)
    )
    return BanGiaoRow(
        id=row.id,
        ngay=row.ngay,
        luc=row.luc,
        ly_do=row.ly_do,
        giao_ho_ten=row.giao_ho_ten,
        giao_chuc_vu=row.giao_chuc_vu,
        nhan_ho_ten=row.nhan_ho_ten,
        nhan_chuc_vu=row.nhan_chuc_vu,
        nhan=found.ten_dang_nhap,
        don_vi_id=row.don_vi_id,
        dong=tuple((line.loai, line.noi_dung, line.tinh_trang) for line in lines),
    )
