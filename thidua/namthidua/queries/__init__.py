"""Reading the year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from thidua.core.calendar import Dot, KyBaoCao, TrangThaiNam, WorkCalendar
from thidua.core.errors import NotThere
from thidua.core.targets import Chieu, LoaiChiTieu, NguonGiao, is_downward
from thidua.namthidua.models import (
    CanCu,
    ChiTieu,
    CumKhoi,
    DanhMucChiTieu,
    DongKeHoach,
    DotThiDua,
    NamThiDua,
    NgayLich,
    NghiaVu,
    NoiNhan,
    PhongTrao,
    PhongTraoDonVi,
    ThanhVienCumKhoi,
)


def year(session: Session, nam: int) -> NamThiDua:
    """The year's row; NotThere when the town has no such year."""
    found = session.scalar(select(NamThiDua).where(NamThiDua.nam == nam))
    if found is None:
        raise NotThere("khong_co_nam")
    return found


def is_closed(session: Session, nam: int) -> bool:
    """Whether the year takes no more writes; a year that the town does not have is not closed."""
    state = session.scalar(select(NamThiDua.trang_thai).where(NamThiDua.nam == nam))
    return state is not None and state.is_read_only


def newest_year(session: Session) -> int | None:
    """The number of the newest year that was opened; of the newest in preparation where none was, None in an
    empty office."""
    prepared = NamThiDua.trang_thai == TrangThaiNam.CHUAN_BI
    return session.scalar(select(NamThiDua.nam).order_by(prepared, NamThiDua.nam.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class DongKeHoachRow:
    """One line of the plan's text."""

    vai: str
    loai: str
    danh_so: str
    noi_dung: str


def plan_lines(session: Session, nam_id: int) -> list[DongKeHoachRow]:
    """The plan's text in its order."""
    query = select(DongKeHoach).where(DongKeHoach.nam_id == nam_id).order_by(DongKeHoach.thu_tu)
    rows = session.scalars(query)
    return [DongKeHoachRow(r.vai, r.loai, r.danh_so, r.noi_dung) for r in rows]


def recipients(session: Session, nam_id: int) -> tuple[str, ...]:
    """The plan's nơi nhận in order."""
    rows = session.scalars(select(NoiNhan.noi_dung).where(NoiNhan.nam_id == nam_id).order_by(NoiNhan.thu_tu))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class CanCuRow:
    """One ground of the year's register."""

    ten_loai: str
    so_ky_hieu: str
    ngay: date | None
    co_quan: str
    trich_yeu: str


def grounds(session: Session, nam_id: int, kind: str = "", day: date | None = None) -> list[CanCuRow]:
    """The year's register of căn cứ, in order; with a kind of paper and its day what such a paper prints."""
    query = select(CanCu).where(CanCu.nam_id == nam_id).order_by(CanCu.thu_tu)
    if day is not None:
        begun = or_(CanCu.hieu_luc_tu.is_(None), CanCu.hieu_luc_tu <= day)
        query = query.where(begun, or_(CanCu.hieu_luc_den.is_(None), CanCu.hieu_luc_den >= day))
    rows = [row for row in session.scalars(query) if not kind or kind in row.loai_van_ban.split()]
    return [CanCuRow(r.ten_loai, r.so_ky_hieu, r.ngay, r.co_quan, r.trich_yeu) for r in rows]


def period(session: Session, nam_id: int, ky: KyBaoCao) -> Dot:
    """The đợt that ends in this report; NotThere when the year has none."""
    row = session.scalar(select(DotThiDua).where(DotThiDua.nam_id == nam_id, DotThiDua.ky_bao_cao == ky))
    if row is None:
        raise NotThere("khong_co_dot")
    return Dot(row.so, row.tu_ngay, row.den_ngay, row.ty_le_moc)


def periods(session: Session, nam_id: int) -> list[DotThiDua]:
    """The year's đợt in order."""
    return list(session.scalars(select(DotThiDua).where(DotThiDua.nam_id == nam_id).order_by(DotThiDua.so)))


@dataclass(frozen=True, slots=True)
class PhongTraoRow:
    """A movement of the year."""

    id: int
    code: str
    ten: str
    loai: str
    cap_phat_dong: str
    can_cu: str
    gan_voi: str


def movements(session: Session, nam_id: int, don_vi_id: int | None = None) -> list[PhongTraoRow]:
    """The year's movements in order; with a unit only those that call it."""
    query = select(PhongTrao).where(PhongTrao.nam_id == nam_id).order_by(PhongTrao.thu_tu)
    if don_vi_id is not None:
        named = exists().where(
            PhongTraoDonVi.phong_trao_id == PhongTrao.id, PhongTraoDonVi.don_vi_id == don_vi_id
        )
        query = query.where(or_(PhongTrao.moi_don_vi, named))
    rows = session.scalars(query)
    return [PhongTraoRow(r.id, r.code, r.ten, r.loai, r.cap_phat_dong, r.can_cu, r.gan_voi) for r in rows]


@dataclass(frozen=True, slots=True)
class ChiTieuRow:
    """A unit's target; see the table for the meaning of each figure."""

    id: int
    don_vi_id: int
    thu_tu: int
    ma: str
    ten: str
    don_vi_tinh: str
    loai: LoaiChiTieu
    giao_boi: NguonGiao
    quyet_dinh: str
    giao: Decimal | None
    nam_truoc: Decimal | None
    moc: Decimal | None
    ngay_moc: date | None
    chieu: Chieu | None = None
    """Which way the year's catalogue calls good; None for a target that is not in it."""

    @property
    def downward(self) -> bool:
        """Whether a lower figure is the better one."""
        return is_downward(self.loai, self.chieu)


def targets(session: Session, nam_id: int, don_vi_id: int | None = None) -> list[ChiTieuRow]:
    """The targets of one unit (or of all) in the year, by unit and order."""
    line = (DanhMucChiTieu.nam_id == ChiTieu.nam_id) & (DanhMucChiTieu.ma == ChiTieu.ma)
    query = (
        select(ChiTieu, DanhMucChiTieu.chieu)
        .outerjoin(DanhMucChiTieu, line)
        .where(ChiTieu.nam_id == nam_id)
        .order_by(ChiTieu.don_vi_id, ChiTieu.thu_tu, ChiTieu.id)
    )
    if don_vi_id is not None:
        query = query.where(ChiTieu.don_vi_id == don_vi_id)
    return [
        ChiTieuRow(
            c.id,
            c.don_vi_id,
            c.thu_tu,
            c.ma,
            c.ten,
            c.don_vi_tinh,
            c.loai,
            c.giao_boi,
            c.quyet_dinh,
            c.giao,
            c.nam_truoc,
            c.moc,
            c.ngay_moc,
            Chieu(chieu) if chieu else None,
        )
        for c, chieu in session.execute(query)
    ]


def directions(session: Session, targets: Iterable[int]) -> dict[int, Chieu]:
    """Which way the catalogue calls good for these targets, by id; a unit's own targets have no entry."""
    line = (DanhMucChiTieu.nam_id == ChiTieu.nam_id) & (DanhMucChiTieu.ma == ChiTieu.ma)
    query = select(ChiTieu.id, DanhMucChiTieu.chieu).join(DanhMucChiTieu, line)
    rows = session.execute(query.where(ChiTieu.id.in_(sorted(set(targets)))))
    return {target: Chieu(chieu) for target, chieu in rows}


@dataclass(frozen=True, slots=True)
class CumKhoiRow:
    """A cụm or khối with its members' ids in order."""

    id: int
    code: str
    loai: str
    ten: str
    truong_id: int | None
    pho_id: int | None
    phu_trach: str
    thanh_vien: tuple[int, ...]


def groups(session: Session, nam_id: int) -> list[CumKhoiRow]:
    """The year's cụm and khối in order, with members."""
    members: dict[int, list[int]] = {}
    rows = session.execute(
        select(ThanhVienCumKhoi.cum_khoi_id, ThanhVienCumKhoi.don_vi_id)
        .where(ThanhVienCumKhoi.nam_id == nam_id)
        .order_by(ThanhVienCumKhoi.thu_tu)
    )
    for group, unit in rows:
        members.setdefault(group, []).append(unit)
    found = session.scalars(select(CumKhoi).where(CumKhoi.nam_id == nam_id).order_by(CumKhoi.thu_tu))
    return [
        CumKhoiRow(
            g.id, g.code, g.loai, g.ten, g.truong_id, g.pho_id, g.phu_trach, tuple(members.get(g.id, ()))
        )
        for g in found
    ]


def group_of(session: Session, nam_id: int, don_vi_id: int) -> CumKhoiRow | None:
    """The cụm or khối in which the unit stands that year."""
    return next((g for g in groups(session, nam_id) if don_vi_id in g.thanh_vien), None)


def obligations(session: Session, nam_id: int) -> list[NghiaVu]:
    """What the year asks of every unit, in order."""
    return list(session.scalars(select(NghiaVu).where(NghiaVu.nam_id == nam_id).order_by(NghiaVu.thu_tu)))


def work_calendar(session: Session) -> WorkCalendar:
    """The town's calendar of working days."""
    rows = session.execute(select(NgayLich.ngay, NgayLich.loai)).all()
    return WorkCalendar(
        frozenset(day for day, kind in rows if kind == "nghi"),
        frozenset(day for day, kind in rows if kind == "lam_bu"),
    )
