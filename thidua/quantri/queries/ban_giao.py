"""What an officer who leaves has in hand, and hand-overs that were made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, false, func, or_, select, union_all
from sqlalchemy.orm import Session

from thidua.core.actor import SECRETARIAT, Role
from thidua.core.calendar import KyBaoCao, TrangThaiNam, local_day
from thidua.core.pledge import TinhTrangChuKy, TinhTrangTrang
from thidua.core.workflow import EDITABLE, State
from thidua.donvi import queries as units
from thidua.donvi.models import DonVi
from thidua.giaouoc.models import BanGiaoUoc, BanNhapGiaoUoc, ChuKy, GiaoUoc, TrangChup
from thidua.giaouoc.queries import viec
from thidua.hoso.models import BanNhap, HoSo
from thidua.hoso.queries import adjustment_asked, due_day
from thidua.namthidua.models import CumKhoi, NamThiDua, NghiaVu
from thidua.taikhoan.models import BanGiao, BanGiaoDong, TaiKhoan, VaiTro
from thidua.taikhoan.queries import actor_of_account
from thidua.taikhoan.queries.uy_quyen import UyQuyenRow, delegation_list, given_by, held_on
from thidua.tonghop.models import TongHop

_OPEN = NamThiDua.trang_thai.not_in((TrangThaiNam.DA_DONG, TrangThaiNam.CHUAN_BI))


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
class GiaoUocTrongTay:
    """What a giao ước waits for from the person (`viec`), or what the person sent in and another has still to
    confirm (`viec` empty); `nhap_luc` is when the person last kept a draft of it."""

    nam: int
    viec: str
    ten: str
    so: int
    tu: datetime
    nhap_luc: datetime | None


@dataclass(frozen=True, slots=True)
class TongHopTrongTay:
    """A consolidated report in work; `cua_minh` says whether the person wrote in it last."""

    nam: int
    ky: KyBaoCao
    doi_luc: datetime
    cua_minh: bool


@dataclass(frozen=True, slots=True)
class TrongTay:
    """All that must pass into other hands: roles, hồ sơ, giao ước, consolidated reports, powers by assignment
    or delegation, and those that the person delegated."""

    vai_tro: tuple[VaiTroDangGiu, ...]
    ho_so: tuple[HoSoTrongTay, ...]
    giao_uoc: tuple[GiaoUocTrongTay, ...]
    tong_hop: tuple[TongHopTrongTay, ...]
    uy_quyen: tuple[UyQuyenRow, ...]
    da_uy_quyen: tuple[UyQuyenRow, ...]
    ten_don_vi: dict[int, str]


def in_hand(session: Session, tai_khoan_id: int, at: datetime) -> TrongTay:
    """What the account's person has in hand on the day, over all years that are not closed."""
    day = local_day(at)
    account = session.get_one(TaiKhoan, tai_khoan_id)
    names = {unit.id: unit.ten for unit in units.units_on(session, day).values()}
    roles = roles_of(session, tai_khoan_id, day, names)
    powers = _not_over(delegation_list(session, nguoi_id=account.nguoi_id), day)
    open_years = select(NamThiDua.id, NamThiDua.nam).where(_OPEN).order_by(NamThiDua.nam)
    years = dict(session.execute(open_years).all())
    return TrongTay(
        vai_tro=roles,
        ho_so=_waiting(session, account.nguoi_id, roles, powers, names, day),
        giao_uoc=_pledges(session, account, years, at),
        tong_hop=_compositions(session, account.nguoi_id, roles, years),
        uy_quyen=powers,
        da_uy_quyen=_not_over(given_by(session, account.nguoi_id), day),
        ten_don_vi=names,
    )


def _not_over(rows: Iterable[UyQuyenRow], day: date) -> tuple[UyQuyenRow, ...]:
    return tuple(row for row in rows if row.stage_on(day) != "da_het")


def roles_of(
    session: Session, tai_khoan_id: int, day: date, names: Mapping[int, str]
) -> tuple[VaiTroDangGiu, ...]:
    """The roles that the account holds on the day or will hold; `names` are those of units."""
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
        or_(HoSo.state == State.DA_NOP, and_(HoSo.state == State.DA_TIEP_NHAN, adjustment_asked()))
        if receives
        else false(),
    )
    rows = session.execute(
        select(HoSo, NghiaVu, NamThiDua.nam, drafts.c.luc)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .join(NamThiDua, NamThiDua.id == HoSo.nam_id)
        .join(DonVi, DonVi.id == HoSo.don_vi_id)
        .outerjoin(drafts, drafts.c.ho_so_id == HoSo.id)
        .where(_OPEN, mine)
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


def _pledges(
    session: Session, account: TaiKhoan, years: Mapping[int, int], at: datetime
) -> tuple[GiaoUocTrongTay, ...]:
    actor = actor_of_account(session, account.ten_dang_nhap, at)
    drafts = _pledge_drafts(session, account.nguoi_id)
    asked = [
        GiaoUocTrongTay(nam, one.viec, one.ten, one.mine, one.since, drafts.get((nam, one.cum_khoi)))
        for nam in years.values()
        for one in viec.waiting(session, actor, nam)
    ]
    return (*asked, *_sent_in(session, account.nguoi_id, years))


def _pledge_drafts(session: Session, nguoi_id: int) -> dict[tuple[int, str], datetime]:
    """When the person last kept a draft, by year and code of the group."""
    rows = session.execute(
        select(NamThiDua.nam, CumKhoi.code, func.max(BanNhapGiaoUoc.luc))
        .join(BanGiaoUoc, BanGiaoUoc.id == BanNhapGiaoUoc.ban_giao_uoc_id)
        .join(GiaoUoc, GiaoUoc.id == BanGiaoUoc.giao_uoc_id)
        .join(CumKhoi, CumKhoi.id == GiaoUoc.cum_khoi_id)
        .join(NamThiDua, NamThiDua.id == GiaoUoc.nam_id)
        .where(BanNhapGiaoUoc.nguoi_id == nguoi_id)
        .group_by(NamThiDua.nam, CumKhoi.code)
    )
    return {(nam, code): luc for nam, code, luc in rows}


def _sent_in(session: Session, nguoi_id: int, years: Mapping[int, int]) -> tuple[GiaoUocTrongTay, ...]:
    """What the person sent in, page or signed file, that another person has still to confirm."""
    sent = union_all(
        select(TrangChup.ban_giao_uoc_id, TrangChup.gui_luc).where(
            TrangChup.gui_boi == nguoi_id, TrangChup.tinh_trang == TinhTrangTrang.CHO_DOI_CHIEU
        ),
        select(ChuKy.ban_giao_uoc_id, ChuKy.gui_luc).where(
            ChuKy.gui_boi == nguoi_id, ChuKy.tinh_trang == TinhTrangChuKy.CHO_XAC_NHAN, ChuKy.sha256 != ""
        ),
    ).subquery()
    rows = session.execute(
        select(GiaoUoc.nam_id, CumKhoi.ten, func.count(), func.min(sent.c.gui_luc))
        .join(BanGiaoUoc, BanGiaoUoc.id == sent.c.ban_giao_uoc_id)
        .join(GiaoUoc, GiaoUoc.id == BanGiaoUoc.giao_uoc_id)
        .join(CumKhoi, CumKhoi.id == GiaoUoc.cum_khoi_id)
        .where(GiaoUoc.nam_id.in_(years))
        .group_by(GiaoUoc.nam_id, CumKhoi.id, CumKhoi.ten)
        .order_by(GiaoUoc.nam_id, CumKhoi.id)
    )
    return tuple(GiaoUocTrongTay(years[nam], "", ten, so, tu, None) for nam, ten, so, tu in rows)


def _compositions(
    session: Session, nguoi_id: int, roles: Iterable[VaiTroDangGiu], years: Mapping[int, int]
) -> tuple[TongHopTrongTay, ...]:
    if not any(role.vai_tro in SECRETARIAT for role in roles):
        return ()
    rows = session.scalars(
        select(TongHop).where(TongHop.nam_id.in_(years)).order_by(TongHop.nam_id, TongHop.id)
    )
    return tuple(
        TongHopTrongTay(years[row.nam_id], row.ky_bao_cao, row.doi_luc, row.doi_boi == nguoi_id)
        for row in rows
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
