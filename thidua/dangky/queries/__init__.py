"""Reading registrations: contents of a version, the grid, drafts, the town's list, what was received."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from thidua.core import workflow
from thidua.core.actor import Actor, Role
from thidua.core.calendar import KyBaoCao, local_day
from thidua.core.errors import NotThere, NotYourFunction
from thidua.core.targets import LoaiChiTieu, NguonGiao, moc_dot
from thidua.core.workflow import State
from thidua.dangky.models import (
    DangKyChiTieu,
    DangKyDanhHieu,
    DangKyDanhHieuChiTiet,
    DangKyKhoKhan,
    DangKyPhongTrao,
    DangKyPhongTraoChiTiet,
    DangKySoNguoi,
)
from thidua.donvi import queries as units
from thidua.hoso.models import BanNhap, BanNhapO, DoanVan, HoSo, PhienBan
from thidua.hoso.queries import HoSoInView, due_day, signed_as
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua, NghiaVu, PhongTrao
from thidua.namthidua.queries import ChiTieuRow
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro

LOAI = "dang_ky"
"""The obligation that this stage answers."""

GIAI_PHAP, CONG_DOAN = "giai_phap", "cong_doan"
LY_DO_TAP_THE, GIAI_TRINH, LY_DO_CHAM = "ly_do_tap_the", "giai_trinh_ty_le", "ly_do_cham"


@dataclass(frozen=True, slots=True)
class ChiTieuDangKy:
    """A registered target; `gia_tri` is None for a nhiệm vụ (its row is its tick) or while none is given."""

    chi_tieu_id: int
    gia_tri: Decimal | None = None
    ly_do_thap: str = ""
    ghi_chu: str = ""


@dataclass(frozen=True, slots=True)
class PhongTraoDangKy:
    """A movement that the unit takes part in; `thoi_gian` in words where there are no days."""

    phong_trao_id: int
    noi_dung: str = ""
    thoi_gian: str = ""
    nguoi_phu_trach: str = ""
    tieu_chi: str = ""
    tu_ngay: date | None = None
    den_ngay: date | None = None


@dataclass(frozen=True, slots=True)
class DanhHieuDangKy:
    """A title aimed at; `loai` is tap_the, ca_nhan (then `ten` is given) or cap_tren.

    `ca_nhan_id` is the person of the register, where somebody said who it is.
    """

    loai: str
    danh_hieu: str
    ten: str = ""
    chuc_vu: str = ""
    sang_kien: str = ""
    ly_do: str = ""
    ca_nhan_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChiTieuTuDangKy:
    """A target that the unit adds of its own; `moc` is the own mark of a thời điểm."""

    ten: str
    don_vi_tinh: str
    loai: LoaiChiTieu
    gia_tri: Decimal | None = None
    moc: Decimal | None = None
    ngay_moc: date | None = None


@dataclass(frozen=True, slots=True)
class NoiDungDangKy:
    """The contents of a registration, each part in its order. `cong_doan` names who signs for the union.

    `so_nguoi` and `so_ldtt` are how many people the unit has and how many of them it registers as lao động
    tiên tiến; `giai_trinh` explains a share of titles beyond its rule, `ly_do_cham` a late or later version.
    """

    chi_tieu: tuple[ChiTieuDangKy, ...] = ()
    phong_trao: tuple[PhongTraoDangKy, ...] = ()
    kho_khan: tuple[str, ...] = ()
    giai_phap: str = ""
    danh_hieu: tuple[DanhHieuDangKy, ...] = ()
    cong_doan: str = ""
    so_nguoi: int | None = None
    so_ldtt: int | None = None
    ly_do_tap_the: str = ""
    giai_trinh: str = ""
    ly_do_cham: str = ""

    @property
    def values(self) -> dict[int, ChiTieuDangKy]:
        """The registered targets by the target's id."""
        return {each.chi_tieu_id: each for each in self.chi_tieu}


def contents(session: Session, phien_ban_id: int) -> NoiDungDangKy:
    """What a version of a registration holds."""
    return contents_of(session, [phien_ban_id]).get(phien_ban_id, NoiDungDangKy())


Content = TypeVar("Content", DangKyChiTieu, DangKyKhoKhan, DangKySoNguoi, DoanVan)


def _by_version(
    session: Session, table: type[Content], versions: Sequence[int], *order: Any
) -> dict[int, list[Content]]:
    query: Select[Content] = select(table).where(table.phien_ban_id.in_(versions)).order_by(*order)
    found: dict[int, list[Content]] = {}
    for row in session.scalars(query):
        found.setdefault(row.phien_ban_id, []).append(row)
    return found


def contents_of(session: Session, versions: Sequence[int]) -> dict[int, NoiDungDangKy]:
    """The contents of several versions by id, in six statements however many there are."""
    targets = _by_version(session, DangKyChiTieu, versions, DangKyChiTieu.chi_tieu_id)
    movements = _movements_by_version(session, versions)
    troubles = _by_version(session, DangKyKhoKhan, versions, DangKyKhoKhan.thu_tu)
    titles = _titles_by_version(session, versions)
    people = _by_version(session, DangKySoNguoi, versions)
    texts = _by_version(session, DoanVan, versions, DoanVan.muc)
    return {
        version: NoiDungDangKy(
            chi_tieu=tuple(
                ChiTieuDangKy(t.chi_tieu_id, t.gia_tri, t.ly_do_thap, t.ghi_chu)
                for t in targets.get(version, ())
            ),
            phong_trao=tuple(movements.get(version, ())),
            kho_khan=tuple(t.noi_dung for t in troubles.get(version, ())),
            giai_phap=_text(texts.get(version, ()), GIAI_PHAP),
            danh_hieu=tuple(titles.get(version, ())),
            cong_doan=_text(texts.get(version, ()), CONG_DOAN),
            so_nguoi=next((row.so_nguoi for row in people.get(version, ())), None),
            so_ldtt=next((row.so_ldtt for row in people.get(version, ())), None),
            ly_do_tap_the=_text(texts.get(version, ()), LY_DO_TAP_THE),
            giai_trinh=_text(texts.get(version, ()), GIAI_TRINH),
            ly_do_cham=_text(texts.get(version, ()), LY_DO_CHAM),
        )
        for version in versions
    }


def _text(rows: Iterable[DoanVan], name: str) -> str:
    return next((row.noi_dung for row in rows if row.muc == name), "")


def _movements_by_version(session: Session, versions: Sequence[int]) -> dict[int, list[PhongTraoDangKy]]:
    more = (DangKyPhongTraoChiTiet.phien_ban_id == DangKyPhongTrao.phien_ban_id) & (
        DangKyPhongTraoChiTiet.phong_trao_id == DangKyPhongTrao.phong_trao_id
    )
    query = (
        select(
            DangKyPhongTrao,
            DangKyPhongTraoChiTiet.tieu_chi,
            DangKyPhongTraoChiTiet.tu_ngay,
            DangKyPhongTraoChiTiet.den_ngay,
        )
        .join(PhongTrao, PhongTrao.id == DangKyPhongTrao.phong_trao_id)
        .outerjoin(DangKyPhongTraoChiTiet, more)
        .where(DangKyPhongTrao.phien_ban_id.in_(versions))
        .order_by(PhongTrao.thu_tu)
    )
    found: dict[int, list[PhongTraoDangKy]] = {}
    for r, tieu_chi, tu_ngay, den_ngay in session.execute(query):
        row = PhongTraoDangKy(
            r.phong_trao_id, r.noi_dung, r.thoi_gian, r.nguoi_phu_trach, tieu_chi or "", tu_ngay, den_ngay
        )
        found.setdefault(r.phien_ban_id, []).append(row)
    return found


def _titles_by_version(session: Session, versions: Sequence[int]) -> dict[int, list[DanhHieuDangKy]]:
    more = (DangKyDanhHieuChiTiet.phien_ban_id == DangKyDanhHieu.phien_ban_id) & (
        DangKyDanhHieuChiTiet.thu_tu == DangKyDanhHieu.thu_tu
    )
    query = (
        select(DangKyDanhHieu, DangKyDanhHieuChiTiet.ly_do, DangKyDanhHieuChiTiet.ca_nhan_id)
        .outerjoin(DangKyDanhHieuChiTiet, more)
        .where(DangKyDanhHieu.phien_ban_id.in_(versions))
        .order_by(DangKyDanhHieu.thu_tu)
    )
    found: dict[int, list[DanhHieuDangKy]] = {}
    for r, ly_do, ca_nhan_id in session.execute(query):
        row = DanhHieuDangKy(r.loai, r.danh_hieu, r.ten, r.chuc_vu, r.sang_kien, ly_do or "", ca_nhan_id)
        found.setdefault(r.phien_ban_id, []).append(row)
    return found


def grid_targets(session: Session, ho_so: HoSo, phien_ban_id: int) -> list[ChiTieuRow]:
    """The targets that a version answers: all assigned ones, and the own ones that it holds.

    An own target that no version of the hồ sơ ever held is offered too: it was noted before the registration.
    """
    rows = session.execute(
        select(DangKyChiTieu.chi_tieu_id, DangKyChiTieu.phien_ban_id)
        .join(PhienBan, PhienBan.id == DangKyChiTieu.phien_ban_id)
        .where(PhienBan.ho_so_id == ho_so.id)
    ).all()
    here = {target for target, version in rows if version == phien_ban_id}
    elsewhere = {target for target, _ in rows} - here
    return [
        row
        for row in years.targets(session, ho_so.nam_id, ho_so.don_vi_id)
        if row.giao_boi is not NguonGiao.TU_DANG_KY or row.id in here or row.id not in elsewhere
    ]


def held_by_other_versions(session: Session, chi_tieu_id: int, phien_ban_id: int) -> bool:
    """Whether a version other than this one holds the target."""
    query = select(DangKyChiTieu.phien_ban_id).where(
        DangKyChiTieu.chi_tieu_id == chi_tieu_id, DangKyChiTieu.phien_ban_id != phien_ban_id
    )
    return session.scalars(query.limit(1)).first() is not None


def previous_sealed(session: Session, view: HoSoInView) -> PhienBan | None:
    """The last sealed version before the one in view, that the reader was ever shown: the unit every one,
    the secretariat those that a head had approved, others none."""
    version = view.phien_ban
    if version is None or not (
        view.own_unit or workflow.sees_contents(view.roles, State.DA_NOP, own_unit=False)
    ):
        return None
    shown = PhienBan.niem_phong_luc if view.own_unit else PhienBan.duyet_luc
    return session.scalar(
        select(PhienBan)
        .where(PhienBan.ho_so_id == version.ho_so_id, PhienBan.so < version.so, shown.is_not(None))
        .order_by(PhienBan.so.desc())
        .limit(1)
    )


def shown_versions(session: Session, view: HoSoInView) -> list[PhienBan]:
    """The sealed versions of the hồ sơ that the reader may open, oldest first: the unit every one, the town's
    readers those that a head approved, others only the one at hand."""
    if not (view.own_unit or workflow.sees_contents(view.roles, State.DA_NOP, own_unit=False)):
        return [view.phien_ban] if view.phien_ban else []
    shown = PhienBan.niem_phong_luc if view.own_unit else PhienBan.duyet_luc
    query = select(PhienBan).where(PhienBan.ho_so_id == view.ho_so.id, shown.is_not(None))
    return list(session.scalars(query.order_by(PhienBan.so)))


def signer(session: Session, ho_so: HoSo, version: PhienBan, day: date) -> str:
    """The name under the paper: who approved the version, else the unit's head on the day, else empty."""
    signed = signed_as(session, version.id)
    if signed is not None:
        return signed.ho_ten
    if version.duyet_boi is not None:
        return session.get_one(Nguoi, version.duyet_boi).ho_ten
    head = (
        select(Nguoi.ho_ten)
        .join(TaiKhoan, TaiKhoan.nguoi_id == Nguoi.id)
        .join(VaiTro, VaiTro.tai_khoan_id == TaiKhoan.id)
        .where(VaiTro.vai_tro == Role.THU_TRUONG, VaiTro.don_vi_id == ho_so.don_vi_id, VaiTro.tu_ngay <= day)
        .where(or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= day), TaiKhoan.khoa_luc.is_(None))
        .order_by(VaiTro.id)
        .limit(1)
    )
    return session.scalar(head) or ""


# --- drafts


@dataclass(frozen=True, slots=True)
class BanNhapRow:
    """A saved draft as the list shows it."""

    id: int
    luc: datetime
    ho_ten: str
    nguoi_id: int


def drafts(session: Session, ho_so_id: int, since: datetime | None = None) -> list[BanNhapRow]:
    """The kept drafts of a hồ sơ, newest first; with `since` only those saved from that moment on."""
    query = (
        select(BanNhap.id, BanNhap.luc, Nguoi.ho_ten, BanNhap.nguoi_id)
        .join(Nguoi, Nguoi.id == BanNhap.nguoi_id)
        .where(BanNhap.ho_so_id == ho_so_id)
        .order_by(BanNhap.id.desc())
    )
    if since is not None:
        query = query.where(BanNhap.luc >= since)
    return [BanNhapRow(r.id, r.luc, r.ho_ten, r.nguoi_id) for r in session.execute(query)]


def draft_fields(session: Session, ho_so_id: int, draft_id: int) -> list[tuple[str, str]]:
    """The fields of a draft exactly as typed, by name; NotThere when the hồ sơ has no such draft."""
    draft = session.get(BanNhap, draft_id)
    if draft is None or draft.ho_so_id != ho_so_id:
        raise NotThere("khong_co_ban_nhap")
    rows = session.execute(
        select(BanNhapO.truong, BanNhapO.noi_dung)
        .where(BanNhapO.ban_nhap_id == draft_id)
        .order_by(BanNhapO.truong, BanNhapO.lan)
    )
    return [(r.truong, r.noi_dung) for r in rows]


def newest_draft(session: Session, version: PhienBan) -> list[tuple[str, str]] | None:
    """The fields of the version's newest draft; None while it has none."""
    rows = drafts(session, version.ho_so_id, version.tao_luc)
    return draft_fields(session, version.ho_so_id, rows[0].id) if rows else None


# --- the town's list


@dataclass(frozen=True, slots=True)
class DangKyListRow:
    """A unit's registration in the list; `days_late` in working days, `days_left` in calendar days."""

    don_vi_id: int
    code: str
    ten: str
    cum_khoi: str
    state: State
    holder: Role | None
    han: date
    extended: bool
    nop_luc: datetime | None
    is_late: bool
    days_left: int
    days_late: int


def list_rows(session: Session, actor: Actor, nam_id: int, at: datetime) -> list[DangKyListRow]:
    """The registrations in the actor's scope by cụm, khối and the town's order, in a constant number of
    statements. Raises NotYourFunction for somebody who has neither the town nor a unit."""
    scope = _scope(actor)
    query = (
        select(HoSo, NghiaVu)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .where(HoSo.nam_id == nam_id, HoSo.loai == LOAI, *scope)
    )
    found = {ho_so.don_vi_id: (ho_so, duty) for ho_so, duty in session.execute(query)}
    names = units.units_in_year(session, session.get_one(NamThiDua, nam_id).nam, at)
    calendar = years.work_calendar(session)
    group_of = _places(session, nam_id)
    rows = []
    for unit_id in sorted(
        found.keys() & names.keys(), key=lambda u: (*group_of.get(u, _LAST), names[u].thu_tu)
    ):
        ho_so, duty = found[unit_id]
        han, done = due_day(ho_so, duty), ho_so.nop_luc or at
        rows.append(
            DangKyListRow(
                don_vi_id=unit_id,
                code=names[unit_id].code,
                ten=names[unit_id].ten,
                cum_khoi=group_of.get(unit_id, _LAST)[2],
                state=ho_so.state,
                holder=workflow.holder(ho_so.state),
                han=han,
                extended=ho_so.gia_han_den is not None,
                nop_luc=ho_so.nop_luc,
                is_late=local_day(done) > han,
                days_left=(han - local_day(at)).days,
                days_late=calendar.days_late(han, done),
            )
        )
    return rows


_LAST = (1 << 30, 0, "")


def _places(session: Session, nam_id: int) -> dict[int, tuple[int, int, str]]:
    """Each unit's group: its order, the unit's order in it, its name."""
    return {
        unit: (place, order, group.ten)
        for place, group in enumerate(years.groups(session, nam_id))
        for order, unit in enumerate(group.thanh_vien)
    }


def _scope(actor: Actor) -> list[ColumnElement[bool]]:
    if actor.sees_all_units:
        return []
    if not actor.units:
        raise NotYourFunction("khong_dung_vai_tro")
    return [HoSo.don_vi_id.in_(actor.units)]


# --- what later stages build on


@dataclass(frozen=True, slots=True)
class ChiTieuDaDangKy:
    """A target as the received registration has it; `moc` is the mark of đợt 1, None without one."""

    chi_tieu: ChiTieuRow
    gia_tri: Decimal | None
    moc: Decimal | None
    ly_do_thap: str


@dataclass(frozen=True, slots=True)
class DangKyDaNhan:
    """A unit's received registration: the version that documents use, with the targets it registered."""

    don_vi_id: int
    phien_ban_id: int
    nop_luc: datetime | None
    chi_tieu: tuple[ChiTieuDaDangKy, ...]
    noi_dung: NoiDungDangKy


def received_registrations(
    session: Session, nam_id: int, don_vi: Iterable[int] | None = None
) -> dict[int, DangKyDaNhan]:
    """The received registrations of the year by unit, in a constant number of statements.

    Assigned targets without a registered figure are not in it.
    """
    query = select(HoSo).where(HoSo.nam_id == nam_id, HoSo.loai == LOAI, HoSo.ban_chot_id.is_not(None))
    wanted = None if don_vi is None else sorted(don_vi)
    if wanted is not None:
        query = query.where(HoSo.don_vi_id.in_(wanted))
    frozen = {h.don_vi_id: (h.ban_chot_id or 0, h.nop_luc) for h in session.scalars(query)}
    held = contents_of(session, [version for version, _ in frozen.values()])
    share = years.period(session, nam_id, KyBaoCao.SO_KET).ty_le_moc
    only = wanted[0] if wanted is not None and len(wanted) == 1 else None
    targets: dict[int, list[ChiTieuRow]] = {}
    for row in years.targets(session, nam_id, only):
        targets.setdefault(row.don_vi_id, []).append(row)
    return {
        unit: DangKyDaNhan(
            unit, version, sent, _registered(targets.get(unit, ()), held[version], share), held[version]
        )
        for unit, (version, sent) in frozen.items()
    }


def _registered(
    rows: Iterable[ChiTieuRow], held: NoiDungDangKy, share: Decimal
) -> tuple[ChiTieuDaDangKy, ...]:
    values = held.values
    return tuple(
        ChiTieuDaDangKy(row, one.gia_tri, moc_dot(row.loai, one.gia_tri, row.moc, share), one.ly_do_thap)
        for row in rows
        if (one := values.get(row.id)) is not None and (one.gia_tri is not None or not row.loai.has_figure)
    )


def received(session: Session, nam_id: int, don_vi_id: int) -> DangKyDaNhan | None:
    """One unit's received registration, None while it has none."""
    return received_registrations(session, nam_id, [don_vi_id]).get(don_vi_id)


def registered_for_unit(session: Session, nam_id: int, don_vi_id: int) -> tuple[ChiTieuDaDangKy, ...]:
    """The targets of the unit's received registration in their order; empty while it has none."""
    found = received(session, nam_id, don_vi_id)
    return found.chi_tieu if found else ()
