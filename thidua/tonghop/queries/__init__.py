"""Reading what a consolidated report is made of: the received versions and the office's own composition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from thidua.baocao.models import KetQuaChiTieu, KetQuaPhongTrao
from thidua.core.actor import Actor
from thidua.core.calendar import Dot, KyBaoCao, WorkCalendar
from thidua.core.errors import NotNow, NotThere
from thidua.core.reporting import KetQua
from thidua.core.workflow import State
from thidua.dangky.models import DangKyChiTieu, DangKyPhongTrao
from thidua.donvi.queries import DonViRow, day_in_year, units_in_year
from thidua.donvi.queries.co_quan import CoQuanRow, office_on
from thidua.hoso.models import DoanVan, HoSo, PhienBan, SuKien
from thidua.hoso.queries import SET_DUE
from thidua.namthidua import queries as year_queries
from thidua.namthidua.models import NamThiDua, NghiaVu
from thidua.namthidua.queries import ChiTieuRow, CumKhoiRow, PhongTraoRow
from thidua.namthidua.queries.can_cu import CanCuRow, grounds_for
from thidua.taikhoan.models import Nguoi
from thidua.tonghop.models import CauTrich, ChiTieuThiXa, KetQuaPhongTraoThiXa, LoiVanTongHop, TongHop
from thidua.tonghop.queries.nguoi_ky import signers_on


@dataclass(frozen=True, slots=True)
class BanChotRow:
    """The received version of a hồ sơ: its number, its own paper, who approved it and when."""

    id: int
    so: int
    so_van_ban: str
    ngay_van_ban: date | None
    ngay_chot: date | None
    duyet_luc: datetime | None
    nguoi_duyet: str


@dataclass(frozen=True, slots=True)
class HoSoRow:
    """Where one obligation of a unit stands; `ban_chot` is None while nothing was received.

    `han` is the due day that the year set for this unit, before any extension.
    """

    don_vi_id: int
    loai: str
    state: State
    nop_luc: datetime | None
    han: date
    gia_han_den: date | None
    gia_han_ly_do: str
    ban_chot: BanChotRow | None

    @property
    def is_called(self) -> bool:
        """Whether the unit owes this paper at all."""
        return self.state is not State.KHONG_THUOC_DOI_TUONG


@dataclass(frozen=True, slots=True)
class NghiaVuRow:
    """An obligation of the year with its due day."""

    code: str
    ten: str
    han: date


@dataclass(frozen=True, slots=True)
class CauTrichRow:
    """A picked sentence; `ban_chot_id` is the version that counts now, another one when the source is old."""

    id: int
    muc: str
    thu_tu: int
    don_vi_id: int
    phien_ban_id: int
    phien_ban_so: int
    ban_chot_id: int | None
    truong: str
    cau_so: int
    nguyen_van: str
    noi_dung: str

    @property
    def is_stale(self) -> bool:
        """Whether the unit has a newer received version than the one it was taken from."""
        return self.phien_ban_id != self.ban_chot_id


@dataclass(frozen=True, slots=True)
class ChiTieuThiXaRow:
    """A key figure of the town, as entered."""

    ten: str
    don_vi_tinh: str
    cung_ky: Decimal | None
    ke_hoach: Decimal | None
    thuc_hien: Decimal | None
    la_uoc: bool
    nguon: str


@dataclass(frozen=True, slots=True)
class CompositionRow:
    """The office's own part; everything empty and `id` None while nobody opened it."""

    id: int | None = None
    row_version: int = 0
    chot_den: date | None = None
    doi_luc: datetime | None = None
    doi_boi: str = ""
    loi_van: Mapping[str, str] | None = None
    cau_trich: tuple[CauTrichRow, ...] = ()
    chi_tieu_thi_xa: tuple[ChiTieuThiXaRow, ...] = ()
    phong_trao: Mapping[int, tuple[str, str]] | None = None

    def text_of(self, muc: str) -> str:
        """The office's own text of a section."""
        return (self.loi_van or {}).get(muc, "")

    def words_of(self, phong_trao_id: int) -> tuple[str, str]:
        """Main result and typical units of a movement."""
        return (self.phong_trao or {}).get(phong_trao_id, ("", ""))


@dataclass(frozen=True, slots=True)
class NamRow:
    """The year and the head of its plan."""

    id: int
    nam: int
    la_mau: bool
    ke_hoach_so: int | None
    ke_hoach_ky_hieu: str
    ke_hoach_ngay: date | None
    ke_hoach_trich_yeu: str
    co_quan_ban_hanh: tuple[str, ...]
    dia_danh: str
    quyen_han_ky: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """All that a consolidated report is made of. Contents are those of received versions only.

    `units` are those that have a hồ sơ of the period, in the town's order. Registered figures and results are
    keyed by (version, target), targets by unit, movements by version, texts by (version, field).
    """

    nam: NamRow
    ky: KyBaoCao
    at: datetime
    dot: Dot
    calendar: WorkCalendar
    units: tuple[DonViRow, ...]
    groups: tuple[CumKhoiRow, ...]
    obligations: tuple[NghiaVuRow, ...]
    ho_so: Mapping[tuple[int, str], HoSoRow]
    targets: Mapping[int, tuple[ChiTieuRow, ...]]
    dang_ky: Mapping[tuple[int, int], Decimal | None]
    ket_qua: Mapping[tuple[int, int], KetQua]
    movements: tuple[PhongTraoRow, ...]
    dang_ky_phong_trao: Mapping[int, frozenset[int]]
    ket_qua_phong_trao: Mapping[tuple[int, int], str]
    texts: Mapping[tuple[int, str], str]
    composition: CompositionRow
    can_cu: tuple[CanCuRow, ...]
    co_quan: CoQuanRow
    thuong_truc: DonViRow
    nguoi_ky_nv: str
    nguoi_ky_ubnd: str

    def version(self, don_vi_id: int, loai: str) -> BanChotRow | None:
        """The received version of a unit's obligation."""
        row = self.ho_so.get((don_vi_id, loai))
        return row.ban_chot if row else None

    def called(self, don_vi_id: int, loai: str) -> bool:
        """Whether the unit owes this paper."""
        row = self.ho_so.get((don_vi_id, loai))
        return row is not None and row.is_called


def material(session: Session, actor: Actor, nam: int, ky: KyBaoCao, at: datetime) -> Material:
    """Everything for the consolidated report, in a fixed number of statements.

    Raises NotThere for who does not see every unit, for a year or period that the town does not have;
    NotNow where nothing says whose report it is: no office of the day, or no standing body.
    """
    if not actor.sees_all_units:
        raise NotThere("khong_co_tong_hop")
    year = year_queries.year(session, nam)
    day = day_in_year(nam, at)
    named = units_in_year(session, nam, at)
    office = office_on(session, day)
    standing = named.get(office.thuong_truc_id or 0)
    ho_so = _ho_so(session, year.id)
    received = frozenset(row.ban_chot.id for row in ho_so.values() if row.ban_chot)
    if standing is None:
        raise NotNow("chua_co_thuong_truc")
    nv, ubnd = signers_on(session, day, standing.id)
    return Material(
        nam=_year_row(year),
        ky=ky,
        at=at,
        dot=year_queries.period(session, year.id, ky),
        calendar=year_queries.work_calendar(session),
        units=tuple(unit for unit in named.values() if (unit.id, ky.value) in ho_so),
        groups=tuple(year_queries.groups(session, year.id)),
        obligations=tuple(
            NghiaVuRow(o.code, o.ten, o.han) for o in year_queries.obligations(session, year.id)
        ),
        ho_so=ho_so,
        targets=_targets(session, year.id),
        dang_ky=_registered(session, year.id),
        ket_qua=_results(session, year.id, ky),
        movements=tuple(year_queries.movements(session, year.id)),
        dang_ky_phong_trao=_joined_movements(session, year.id, received),
        ket_qua_phong_trao=_movement_results(session, year.id, ky),
        texts=_texts(session, year.id, ky),
        composition=_composition(session, year.id, ky),
        can_cu=tuple(grounds_for(session, year.id, "bao_cao", day)),
        co_quan=office,
        thuong_truc=standing,
        nguoi_ky_nv=office.thuong_truc_nguoi_ky or nv,
        nguoi_ky_ubnd=office.ubnd_nguoi_ky or ubnd,
    )


def composition_row(session: Session, nam_id: int, ky: KyBaoCao) -> TongHop | None:
    """The composition of a period, if anybody opened it."""
    return session.scalar(select(TongHop).where(TongHop.nam_id == nam_id, TongHop.ky_bao_cao == ky))


def _year_row(year: NamThiDua) -> NamRow:
    ngay, thang = year.ke_hoach_ngay, year.ke_hoach_thang
    return NamRow(
        id=year.id,
        nam=year.nam,
        la_mau=year.la_mau,
        ke_hoach_so=year.ke_hoach_so,
        ke_hoach_ky_hieu=year.ke_hoach_ky_hieu,
        ke_hoach_ngay=date(year.nam, thang, ngay) if ngay and thang else None,
        ke_hoach_trich_yeu=year.ke_hoach_trich_yeu,
        co_quan_ban_hanh=_lines(year.co_quan_ban_hanh),
        dia_danh=year.dia_danh,
        quyen_han_ky=_lines(year.quyen_han_ky),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("\n") if part)


def _ho_so(session: Session, nam_id: int) -> dict[tuple[int, str], HoSoRow]:
    reasons = _extension_reasons(session, nam_id)
    rows = session.execute(
        select(HoSo, PhienBan, Nguoi.ho_ten, SET_DUE.label("han"))
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .outerjoin(PhienBan, PhienBan.id == HoSo.ban_chot_id)
        .outerjoin(Nguoi, Nguoi.id == PhienBan.duyet_boi)
        .where(HoSo.nam_id == nam_id)
    )
    return {
        (one.don_vi_id, one.loai): HoSoRow(
            one.don_vi_id,
            one.loai,
            one.state,
            one.nop_luc,
            due,
            one.gia_han_den,
            reasons.get(one.id, ""),
            _ban_chot(version, name),
        )
        for one, version, name, due in rows
    }


def _ban_chot(version: PhienBan | None, name: str | None) -> BanChotRow | None:
    if version is None:
        return None
    return BanChotRow(
        version.id,
        version.so,
        version.so_van_ban,
        version.ngay_van_ban,
        version.ngay_chot,
        version.duyet_luc,
        name or "",
    )


def _extension_reasons(session: Session, nam_id: int) -> dict[int, str]:
    """The reason of each hồ sơ's last extension."""
    rows = session.execute(
        select(SuKien.ho_so_id, SuKien.ly_do)
        .join(HoSo, HoSo.id == SuKien.ho_so_id)
        .where(HoSo.nam_id == nam_id, SuKien.buoc == "gia_han")
        .order_by(SuKien.ho_so_id, SuKien.so)
    )
    return dict(rows.all())


def _targets(session: Session, nam_id: int) -> dict[int, tuple[ChiTieuRow, ...]]:
    rows = year_queries.targets(session, nam_id)
    return {unit: tuple(own) for unit, own in groupby(rows, attrgetter("don_vi_id"))}


def _received(loai: str, nam_id: int) -> Select[int | None]:
    return select(HoSo.ban_chot_id).where(
        HoSo.nam_id == nam_id, HoSo.loai == loai, HoSo.ban_chot_id.is_not(None)
    )


def _registered(session: Session, nam_id: int) -> dict[tuple[int, int], Decimal | None]:
    rows = session.execute(
        select(DangKyChiTieu.phien_ban_id, DangKyChiTieu.chi_tieu_id, DangKyChiTieu.gia_tri).where(
            DangKyChiTieu.phien_ban_id.in_(_received("dang_ky", nam_id))
        )
    )
    return {(version, target): value for version, target, value in rows}


def _results(session: Session, nam_id: int, ky: KyBaoCao) -> dict[tuple[int, int], KetQua]:
    rows = session.scalars(
        select(KetQuaChiTieu).where(KetQuaChiTieu.phien_ban_id.in_(_received(ky.value, nam_id)))
    )
    return {
        (r.phien_ban_id, r.chi_tieu_id): KetQua(
            r.chi_tieu_id,
            r.gia_tri,
            r.uoc,
            r.cung_ky,
            r.tinh_trang,
            r.khong_phat_sinh,
            r.nguyen_nhan,
            r.ngay_hoan_thanh,
        )
        for r in rows
    }


def _joined_movements(session: Session, nam_id: int, received: frozenset[int]) -> dict[int, frozenset[int]]:
    """The movements that each received registration joins, by version."""
    rows = session.execute(
        select(DangKyPhongTrao.phien_ban_id, DangKyPhongTrao.phong_trao_id).where(
            DangKyPhongTrao.phien_ban_id.in_(_received("dang_ky", nam_id))
        )
    )
    found: dict[int, set[int]] = {version: set() for version in received}
    for version, movement in rows:
        found[version].add(movement)
    return {version: frozenset(movements) for version, movements in found.items()}


def _movement_results(session: Session, nam_id: int, ky: KyBaoCao) -> dict[tuple[int, int], str]:
    rows = session.execute(
        select(KetQuaPhongTrao.phien_ban_id, KetQuaPhongTrao.phong_trao_id, KetQuaPhongTrao.ket_qua).where(
            KetQuaPhongTrao.phien_ban_id.in_(_received(ky.value, nam_id))
        )
    )
    return {(version, movement): text for version, movement, text in rows}


def _texts(session: Session, nam_id: int, ky: KyBaoCao) -> dict[tuple[int, str], str]:
    rows = session.execute(
        select(DoanVan.phien_ban_id, DoanVan.muc, DoanVan.noi_dung).where(
            DoanVan.phien_ban_id.in_(_received(ky.value, nam_id))
        )
    )
    return {(version, field): text for version, field, text in rows}


def _composition(session: Session, nam_id: int, ky: KyBaoCao) -> CompositionRow:
    """The office's part in the same number of statements, opened or not."""
    one = composition_row(session, nam_id, ky)
    mine = one.id if one else -1
    editor = session.scalar(select(Nguoi.ho_ten).where(Nguoi.id == (one.doi_boi if one else -1)))
    texts = session.execute(
        select(LoiVanTongHop.muc, LoiVanTongHop.noi_dung).where(LoiVanTongHop.tong_hop_id == mine)
    )
    words = session.scalars(select(KetQuaPhongTraoThiXa).where(KetQuaPhongTraoThiXa.tong_hop_id == mine))
    return CompositionRow(
        id=one.id if one else None,
        row_version=one.row_version if one else 0,
        chot_den=one.chot_den if one else None,
        doi_luc=one.doi_luc if one else None,
        doi_boi=editor or "",
        loi_van=dict(texts.all()),
        cau_trich=picked(session, mine),
        chi_tieu_thi_xa=_town_figures(session, mine),
        phong_trao={w.phong_trao_id: (w.ket_qua, w.don_vi_tieu_bieu) for w in words},
    )


def picked(session: Session, tong_hop_id: int) -> tuple[CauTrichRow, ...]:
    """The picked sentences by section, in their order, each with its source."""
    source = aliased(PhienBan)
    rows = session.execute(
        select(CauTrich, source.so, HoSo.don_vi_id, HoSo.ban_chot_id)
        .join(source, source.id == CauTrich.phien_ban_id)
        .join(HoSo, HoSo.id == source.ho_so_id)
        .where(CauTrich.tong_hop_id == tong_hop_id)
        .order_by(CauTrich.muc, CauTrich.thu_tu, CauTrich.id)
    )
    return tuple(
        CauTrichRow(
            c.id, c.muc, c.thu_tu, unit, c.phien_ban_id, so, now, c.truong, c.cau_so, c.nguyen_van, c.noi_dung
        )
        for c, so, unit, now in rows
    )


def _town_figures(session: Session, tong_hop_id: int) -> tuple[ChiTieuThiXaRow, ...]:
    rows: Iterable[ChiTieuThiXa] = session.scalars(
        select(ChiTieuThiXa).where(ChiTieuThiXa.tong_hop_id == tong_hop_id).order_by(ChiTieuThiXa.thu_tu)
    )
    return tuple(
        ChiTieuThiXaRow(r.ten, r.don_vi_tinh, r.cung_ky, r.ke_hoach, r.thuc_hien, r.la_uoc, r.nguon)
        for r in rows
    )
