"""Writing the year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import KyBaoCao, TrangThaiNam
from thidua.core.errors import NotNow
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.namthidua.models import (
    CanCu,
    ChiTieu,
    CumKhoi,
    DanhMucChiTieu,
    DongKeHoach,
    DotThiDua,
    NamThiDua,
    NghiaVu,
    NoiNhan,
    PhongTrao,
    ThanhVienCumKhoi,
)
from thidua.nhatky.actions import record


@dataclass(frozen=True, slots=True)
class DongMoi:
    """A line of the plan; see `DongKeHoach`."""

    vai: str
    loai: str
    danh_so: str
    noi_dung: str


@dataclass(frozen=True, slots=True)
class CanCuMoi:
    """A ground of the year's register; `loai_van_ban` are the kinds of paper that print it."""

    ten_loai: str
    so_ky_hieu: str
    ngay: date | None
    co_quan: str
    trich_yeu: str
    loai_van_ban: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DotMoi:
    """A period; `ty_le_moc` in percent of the year's figure."""

    so: int
    ten: str
    tu_ngay: date
    den_ngay: date
    ty_le_moc: Decimal
    ky_bao_cao: KyBaoCao


@dataclass(frozen=True, slots=True)
class PhongTraoMoi:
    """A movement."""

    code: str
    ten: str
    loai: str
    cap_phat_dong: str
    can_cu: str
    gan_voi: str


@dataclass(frozen=True, slots=True)
class NghiaVuMoi:
    """An obligation with its days and the văn bản that asks for it."""

    code: str
    ten: str
    mo_tu: date
    han: date
    van_ban_so: str
    van_ban_ngay: date | None
    van_ban_trich_yeu: str


@dataclass(frozen=True, slots=True)
class NamMoi:
    """A year to be made: head of its plan, plan lines, periods, movements, grounds, obligations."""

    nam: int
    chu_de: str
    ky_hieu: str
    ngay: int | None
    thang: int | None
    trich_yeu: str
    co_quan_ban_hanh: tuple[str, ...]
    dia_danh: str
    quyen_han_ky: tuple[str, ...]
    nguoi_ky: str
    la_mau: bool
    dong: Sequence[DongMoi]
    noi_nhan: Sequence[str]
    can_cu: Sequence[CanCuMoi]
    dot: Sequence[DotMoi]
    phong_trao: Sequence[PhongTraoMoi]
    nghia_vu: Sequence[NghiaVuMoi]


def create_year(session: Session, actor: Actor | None, new: NamMoi, *, at: datetime) -> int:
    """Make a year in state `chuan_bi`; its id. Raises NotNow when the town has that year already."""
    if session.scalar(select(NamThiDua.id).where(NamThiDua.nam == new.nam)) is not None:
        raise NotNow("da_co_nam", nam=new.nam)
    year = NamThiDua(
        nam=new.nam,
        trang_thai=TrangThaiNam.CHUAN_BI,
        chu_de=new.chu_de,
        ke_hoach_ky_hieu=new.ky_hieu,
        ke_hoach_ngay=new.ngay,
        ke_hoach_thang=new.thang,
        ke_hoach_trich_yeu=new.trich_yeu,
        co_quan_ban_hanh="\n".join(new.co_quan_ban_hanh),
        dia_danh=new.dia_danh,
        quyen_han_ky="\n".join(new.quyen_han_ky),
        nguoi_ky=new.nguoi_ky,
        la_mau=new.la_mau,
    )
    session.add(year)
    session.flush()
    session.add_all(_parts(year.id, new))
    session.flush()
    record(session, actor, "tao_nam", "nam_thi_dua", year.id, at=at, sau={"nam": new.nam})
    return year.id


def _parts(nam_id: int, new: NamMoi) -> Iterable[object]:
    for place, text in enumerate(new.noi_nhan, 1):
        yield NoiNhan(nam_id=nam_id, thu_tu=place, noi_dung=text)
    for place, dong in enumerate(new.dong, 1):
        yield DongKeHoach(
            nam_id=nam_id,
            thu_tu=place,
            vai=dong.vai,
            loai=dong.loai,
            danh_so=dong.danh_so,
            noi_dung=dong.noi_dung,
        )
    for place, ground in enumerate(new.can_cu, 1):
        yield CanCu(
            nam_id=nam_id,
            thu_tu=place,
            ten_loai=ground.ten_loai,
            so_ky_hieu=ground.so_ky_hieu,
            ngay=ground.ngay,
            co_quan=ground.co_quan,
            trich_yeu=ground.trich_yeu,
            loai_van_ban=" ".join(ground.loai_van_ban),
        )
    for dot in new.dot:
        yield DotThiDua(
            nam_id=nam_id,
            so=dot.so,
            ten=dot.ten,
            tu_ngay=dot.tu_ngay,
            den_ngay=dot.den_ngay,
            ty_le_moc=dot.ty_le_moc,
            ky_bao_cao=dot.ky_bao_cao,
        )
    for place, movement in enumerate(new.phong_trao, 1):
        yield PhongTrao(
            nam_id=nam_id,
            thu_tu=place,
            code=movement.code,
            ten=movement.ten,
            loai=movement.loai,
            cap_phat_dong=movement.cap_phat_dong,
            can_cu=movement.can_cu,
            gan_voi=movement.gan_voi,
        )
    for place, duty in enumerate(new.nghia_vu, 1):
        yield NghiaVu(
            nam_id=nam_id,
            thu_tu=place,
            code=duty.code,
            ten=duty.ten,
            mo_tu=duty.mo_tu,
            han=duty.han,
            van_ban_so=duty.van_ban_so,
            van_ban_ngay=duty.van_ban_ngay,
            van_ban_trich_yeu=duty.van_ban_trich_yeu,
        )


def writable_year(session: Session, nam_id: int) -> NamThiDua:
    """The year, to be written into. Raises NotNow("nam_da_dong") for a closed one: it takes nothing more."""
    year = session.get_one(NamThiDua, nam_id)
    if year.trang_thai.is_read_only:
        raise NotNow("nam_da_dong", nam=year.nam)
    return year


def open_year(session: Session, actor: Actor | None, nam_id: int, *, at: datetime) -> None:
    """The named act that opens a prepared year. Raises NotNow in any other state."""
    year = session.get_one(NamThiDua, nam_id)
    if year.trang_thai is not TrangThaiNam.CHUAN_BI:
        raise NotNow("nam_khong_o_chuan_bi", nam=year.nam)
    year.trang_thai = TrangThaiNam.DANG_MO
    record(session, actor, "mo_nam", "nam_thi_dua", nam_id, at=at, sau={"nam": year.nam})


@dataclass(frozen=True, slots=True)
class CumKhoiMoi:
    """A cụm or khối with its members' ids in order."""

    code: str
    loai: str
    ten: str
    truong_id: int | None
    pho_id: int | None
    phu_trach: str
    thanh_vien: Sequence[int]


def add_group(session: Session, actor: Actor | None, nam_id: int, new: CumKhoiMoi, *, at: datetime) -> int:
    """Add a cụm or khối. Raises NotNow when its head or deputy is no member, or a member has a group."""
    writable_year(session, nam_id)
    heads = {unit for unit in (new.truong_id, new.pho_id) if unit is not None}
    if not heads <= set(new.thanh_vien):
        raise NotNow("truong_ngoai_cum", ten=new.ten)
    taken = select(ThanhVienCumKhoi.don_vi_id).where(
        ThanhVienCumKhoi.nam_id == nam_id, ThanhVienCumKhoi.don_vi_id.in_(new.thanh_vien)
    )
    if session.scalars(taken).first() is not None:
        raise NotNow("don_vi_da_co_cum", ten=new.ten)
    place = session.scalar(select(func.count()).select_from(CumKhoi).where(CumKhoi.nam_id == nam_id)) or 0
    group = CumKhoi(
        nam_id=nam_id,
        code=new.code,
        loai=new.loai,
        ten=new.ten,
        thu_tu=place + 1,
        truong_id=new.truong_id,
        pho_id=new.pho_id,
        phu_trach=new.phu_trach,
    )
    session.add(group)
    session.flush()
    for order, unit in enumerate(new.thanh_vien, 1):
        session.add(ThanhVienCumKhoi(nam_id=nam_id, don_vi_id=unit, cum_khoi_id=group.id, thu_tu=order))
    record(session, actor, "tao_cum_khoi", "cum_khoi", group.id, at=at, sau={"ten": new.ten})
    return group.id


@dataclass(frozen=True, slots=True)
class ChiTieuMoi:
    """A target for one unit; see `ChiTieu` for the figures."""

    ma: str
    ten: str
    don_vi_tinh: str
    loai: LoaiChiTieu
    giao_boi: NguonGiao
    quyet_dinh: str = ""
    giao: Decimal | None = None
    nam_truoc: Decimal | None = None
    moc: Decimal | None = None
    ngay_moc: date | None = None


def add_target(
    session: Session, actor: Actor | None, nam_id: int, don_vi_id: int, new: ChiTieuMoi, *, at: datetime
) -> ChiTieu:
    """Add a target to a unit's list of the year, at its end; an assigned one also stands in the catalogue.

    Raises NotNow in a closed year.
    """
    writable_year(session, nam_id)
    if new.giao_boi is not NguonGiao.TU_DANG_KY:
        _catalogue(session, nam_id, new)
    last = session.scalar(
        select(func.max(ChiTieu.thu_tu)).where(ChiTieu.nam_id == nam_id, ChiTieu.don_vi_id == don_vi_id)
    )
    target = ChiTieu(
        nam_id=nam_id,
        don_vi_id=don_vi_id,
        thu_tu=(last or 0) + 1,
        ma=new.ma,
        ten=new.ten,
        don_vi_tinh=new.don_vi_tinh,
        loai=new.loai,
        giao_boi=new.giao_boi,
        quyet_dinh=new.quyet_dinh,
        giao=new.giao,
        nam_truoc=new.nam_truoc,
        moc=new.moc,
        ngay_moc=new.ngay_moc,
    )
    session.add(target)
    session.flush()
    facts = {"ten": new.ten, "giao": new.giao, "don_vi_id": don_vi_id}
    record(session, actor, "giao_chi_tieu", "chi_tieu", target.id, at=at, sau=facts)
    return target


def _catalogue(session: Session, nam_id: int, new: ChiTieuMoi) -> None:
    line = select(DanhMucChiTieu.id).where(DanhMucChiTieu.nam_id == nam_id, DanhMucChiTieu.ma == new.ma)
    if session.scalar(line) is not None:
        return
    last = select(func.max(DanhMucChiTieu.thu_tu)).where(DanhMucChiTieu.nam_id == nam_id)
    session.add(
        DanhMucChiTieu(
            nam_id=nam_id,
            thu_tu=(session.scalar(last) or 0) + 1,
            ma=new.ma,
            ten=new.ten,
            don_vi_tinh=new.don_vi_tinh,
            loai=new.loai,
            chieu=CHIEU.get(new.loai, "tang"),
            giao_boi=new.giao_boi,
            quyet_dinh=new.quyet_dinh,
            moc=new.moc,
            ngay_moc=new.ngay_moc,
        )
    )
    session.flush()


CHIEU = {LoaiChiTieu.KHONG_VUOT: "giam", LoaiChiTieu.DUY_TRI: "giu"}
"""Which way is good for a kind of target, where it is not upwards."""


def drop_own_target(session: Session, actor: Actor | None, target: ChiTieu, *, at: datetime) -> None:
    """Take away a target that its unit had noted itself; nothing may hold it. NotNow for an assigned one."""
    writable_year(session, target.nam_id)
    if target.giao_boi is not NguonGiao.TU_DANG_KY:
        raise NotNow("chi_tieu_duoc_giao", ten=target.ten)
    facts = {"ten": target.ten, "don_vi_id": target.don_vi_id}
    record(session, actor, "bo_chi_tieu", "chi_tieu", target.id, at=at, truoc=facts)
    session.delete(target)
    session.flush()
