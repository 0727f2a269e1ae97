"""Reading reports: what a unit must answer, what it answered, and how that is judged.

Whether a reader may see a version is decided by `hoso.queries.find`; all here is asked with its result.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thidua.baocao.models import KetQuaChiTieu, KetQuaKhoKhan, KetQuaPhongTrao
from thidua.core import reporting, targets
from thidua.core.calendar import Dot, KyBaoCao
from thidua.core.reporting import BaoCaoDeXet, DongMoc, KetQua, ThieuSot
from thidua.core.targets import DanhGia, LoaiChiTieu
from thidua.dangky.models import DangKyChiTieu, DangKyKhoKhan, DangKyPhongTrao
from thidua.hoso.models import BanNhap, BanNhapO, DoanVan, HoSo, PhienBan
from thidua.namthidua import queries as years
from thidua.namthidua.models import ChiTieu, DanhMucChiTieu, NamThiDua, PhongTrao
from thidua.nhatky.models import KhoaGui

TEXTS = ("noi_bat", "han_che", "kien_nghi")


@dataclass(frozen=True, slots=True)
class NoiDungBaoCao:
    """All that a unit writes into a report, but its file.

    `phong_trao` are (id of the movement, result), `kho_khan` (place at registration, how far solved).
    """

    ket_qua: tuple[KetQua, ...] = ()
    phong_trao: tuple[tuple[int, str], ...] = ()
    kho_khan: tuple[tuple[int, str], ...] = ()
    noi_bat: str = ""
    han_che: str = ""
    kien_nghi: str = ""
    ngay_chot: date | None = None
    so_van_ban: str = ""
    ngay_van_ban: date | None = None

    def result_of(self, chi_tieu_id: int) -> KetQua:
        """The answer to one target, blank when there is none."""
        return next((k for k in self.ket_qua if k.chi_tieu_id == chi_tieu_id), KetQua(chi_tieu_id))


@dataclass(frozen=True, slots=True)
class DongBaoCao:
    """One target to report on: registered figure, mark, and the values that stand beside the field.

    `ky_truoc` is the figure of the previous report: of the year's sơ kết in a tổng kết, of last year's sơ kết
    in a sơ kết. `nguon_id` is the version of the registration that the registered figure comes from.
    """

    chi_tieu_id: int
    ma: str
    ten: str
    don_vi_tinh: str
    loai: LoaiChiTieu
    dang_ky: Decimal | None
    moc: Decimal | None
    nam_truoc: Decimal | None
    ky_truoc: Decimal | None
    ky_truoc_la_uoc: bool
    nguon_id: int | None
    chieu: targets.Chieu | None = None

    @property
    def measure(self) -> DongMoc:
        """The line as the law judges it."""
        return DongMoc(self.chi_tieu_id, self.loai, self.dang_ky, self.moc, self.chieu)


@dataclass(frozen=True, slots=True)
class PhongTraoBaoCao:
    """A registered movement with what the unit promised in it."""

    id: int
    ten: str
    noi_dung: str


@dataclass(frozen=True, slots=True)
class KhungBaoCao:
    """What a unit has to answer in one report.

    `nguon_so` is the number of the registration's version that it rests on, None when there is none:
    then the lines are the assigned targets, without registered figures. `nguon_chot` tells whether that
    version was received.
    """

    ky: KyBaoCao
    dot: Dot
    nguon_id: int | None
    nguon_so: int | None
    nguon_chot: bool
    dong: tuple[DongBaoCao, ...]
    phong_trao: tuple[PhongTraoBaoCao, ...]
    kho_khan: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class DongDanhGia:
    """A line with its answer, the judgement, and the share of the registered figure in percent."""

    dong: DongBaoCao
    ket_qua: KetQua
    danh_gia: DanhGia
    ty_le: Decimal | None


def frame(session: Session, ho_so: HoSo, ky: KyBaoCao, *, own_unit: bool = True) -> KhungBaoCao:
    """What the hồ sơ's unit has to answer: along its received registration, else its newest sealed one;
    others than the unit are shown only what a head has approved."""
    nguon = used_version(session, ho_so.nam_id, ho_so.don_vi_id, "dang_ky", own_unit=own_unit)
    dot = years.period(session, ho_so.nam_id, ky)
    before = _previous(session, ho_so, ky, own_unit=own_unit)
    return KhungBaoCao(
        ky=ky,
        dot=dot,
        nguon_id=nguon.id if nguon else None,
        nguon_so=nguon.so if nguon else None,
        nguon_chot=bool(nguon and nguon.received),
        dong=_lines(session, ho_so, dot, nguon.id if nguon else None, before),
        phong_trao=_movements(session, nguon.id) if nguon else (),
        kho_khan=_difficulties(session, nguon.id) if nguon else (),
    )


@dataclass(frozen=True, slots=True)
class UsedVersion:
    """The version of a hồ sơ that later papers rest on."""

    id: int
    so: int
    received: bool


def used_version(
    session: Session, nam_id: int, don_vi_id: int, loai: str, *, own_unit: bool = True
) -> UsedVersion | None:
    """The received version of a unit's hồ sơ, else its newest sealed one (for others than the unit: its
    newest approved one), None when there is neither."""
    shown = PhienBan.niem_phong_luc if own_unit else PhienBan.duyet_luc
    row = session.execute(
        select(PhienBan.id, PhienBan.so, HoSo.ban_chot_id)
        .join(HoSo, HoSo.id == PhienBan.ho_so_id)
        .where(HoSo.nam_id == nam_id, HoSo.don_vi_id == don_vi_id, HoSo.loai == loai)
        .where(shown.is_not(None))
        .order_by((PhienBan.id == HoSo.ban_chot_id).desc().nulls_last(), PhienBan.so.desc())
        .limit(1)
    ).first()
    return None if row is None else UsedVersion(row.id, row.so, row.id == row.ban_chot_id)


def _lines(
    session: Session, ho_so: HoSo, dot: Dot, nguon_id: int | None, before: Mapping[str, KetQua]
) -> tuple[DongBaoCao, ...]:
    line = (DanhMucChiTieu.nam_id == ChiTieu.nam_id) & (DanhMucChiTieu.ma == ChiTieu.ma)
    query = (
        select(ChiTieu, DangKyChiTieu.gia_tri.label("dang_ky"), DanhMucChiTieu.chieu)
        .outerjoin(DanhMucChiTieu, line)
        .order_by(ChiTieu.thu_tu, ChiTieu.id)
    )
    registered = (DangKyChiTieu.chi_tieu_id == ChiTieu.id) & (DangKyChiTieu.phien_ban_id == nguon_id)
    if nguon_id is None:
        query = query.outerjoin(DangKyChiTieu, registered)
        query = query.where(ChiTieu.giao_boi != targets.NguonGiao.TU_DANG_KY)
    else:
        query = query.join(DangKyChiTieu, registered)
        query = query.where(or_(DangKyChiTieu.gia_tri.is_not(None), ChiTieu.loai == LoaiChiTieu.NHIEM_VU))
    query = query.where(ChiTieu.nam_id == ho_so.nam_id, ChiTieu.don_vi_id == ho_so.don_vi_id)
    return tuple(
        _line(c, chieu, dang_ky, dot, before.get(c.ma, KetQua(0)), nguon_id)
        for c, dang_ky, chieu in session.execute(query)
    )


def _line(
    c: ChiTieu, chieu: str | None, dang_ky: Decimal | None, dot: Dot, before: KetQua, nguon_id: int | None
) -> DongBaoCao:
    moc = targets.moc_dot(c.loai, dang_ky, c.moc, dot.ty_le_moc)
    return DongBaoCao(
        chi_tieu_id=c.id,
        ma=c.ma,
        ten=c.ten,
        don_vi_tinh=c.don_vi_tinh,
        loai=c.loai,
        dang_ky=dang_ky,
        moc=moc,
        nam_truoc=c.nam_truoc,
        ky_truoc=before.figure,
        ky_truoc_la_uoc=before.is_estimate,
        nguon_id=nguon_id,
        chieu=targets.Chieu(chieu) if chieu else None,
    )


def _previous(session: Session, ho_so: HoSo, ky: KyBaoCao, *, own_unit: bool) -> dict[str, KetQua]:
    """The results of the previous report by the target's code, which lives from year to year."""
    nam_id: int | None = ho_so.nam_id
    if ky is KyBaoCao.SO_KET:
        nam = session.get_one(NamThiDua, ho_so.nam_id).nam
        nam_id = session.scalar(select(NamThiDua.id).where(NamThiDua.nam == nam - 1))
    if nam_id is None:
        return {}
    used = used_version(session, nam_id, ho_so.don_vi_id, KyBaoCao.SO_KET.value, own_unit=own_unit)
    if used is None:
        return {}
    codes = session.execute(
        select(ChiTieu.id, ChiTieu.ma).where(ChiTieu.nam_id == nam_id, ChiTieu.don_vi_id == ho_so.don_vi_id)
    )
    results = {k.chi_tieu_id: k for k in contents(session, used.id).ket_qua}
    return {ma: results[target] for target, ma in codes if target in results}


def _movements(session: Session, nguon_id: int) -> tuple[PhongTraoBaoCao, ...]:
    rows = session.execute(
        select(PhongTrao.id, PhongTrao.ten, DangKyPhongTrao.noi_dung)
        .join(DangKyPhongTrao, DangKyPhongTrao.phong_trao_id == PhongTrao.id)
        .where(DangKyPhongTrao.phien_ban_id == nguon_id)
        .order_by(PhongTrao.thu_tu, PhongTrao.id)
    )
    return tuple(PhongTraoBaoCao(r.id, r.ten, r.noi_dung) for r in rows)


def _difficulties(session: Session, nguon_id: int) -> tuple[tuple[int, str], ...]:
    rows = session.execute(
        select(DangKyKhoKhan.thu_tu, DangKyKhoKhan.noi_dung)
        .where(DangKyKhoKhan.phien_ban_id == nguon_id)
        .order_by(DangKyKhoKhan.thu_tu)
    )
    return tuple((r.thu_tu, r.noi_dung) for r in rows)


def contents(session: Session, phien_ban_id: int) -> NoiDungBaoCao:
    """What a version of a report holds; empty for a version that nobody has written into."""
    return contents_of(session, [phien_ban_id]).get(phien_ban_id, NoiDungBaoCao())


def contents_of(session: Session, phien_ban_ids: Iterable[int]) -> dict[int, NoiDungBaoCao]:
    """The contents of several versions by their ids, in five statements however many they are."""
    ids = sorted(set(phien_ban_ids))
    heads = session.execute(
        select(PhienBan.id, PhienBan.so_van_ban, PhienBan.ngay_van_ban, PhienBan.ngay_chot).where(
            PhienBan.id.in_(ids)
        )
    ).all()
    results, movements = _results(session, ids), _pairs(session, ids, KetQuaPhongTrao)
    difficulties, texts = _pairs(session, ids, KetQuaKhoKhan), _texts(session, ids)
    return {
        head.id: NoiDungBaoCao(
            ket_qua=tuple(results.get(head.id, ())),
            phong_trao=tuple(movements.get(head.id, ())),
            kho_khan=tuple(difficulties.get(head.id, ())),
            ngay_chot=head.ngay_chot,
            so_van_ban=head.so_van_ban,
            ngay_van_ban=head.ngay_van_ban,
            **texts.get(head.id, {}),
        )
        for head in heads
    }


def _results(session: Session, ids: list[int]) -> dict[int, list[KetQua]]:
    query = select(KetQuaChiTieu).where(KetQuaChiTieu.phien_ban_id.in_(ids))
    found: dict[int, list[KetQua]] = {}
    # The rows are written in bulk, past the session's memory of them.
    fresh = query.order_by(KetQuaChiTieu.chi_tieu_id).execution_options(populate_existing=True)
    for row in session.scalars(fresh):
        found.setdefault(row.phien_ban_id, []).append(
            KetQua(
                chi_tieu_id=row.chi_tieu_id,
                gia_tri=row.gia_tri,
                uoc=row.uoc,
                cung_ky=row.cung_ky,
                tinh_trang=row.tinh_trang,
                khong_phat_sinh=row.khong_phat_sinh,
                nguyen_nhan=row.nguyen_nhan,
                ngay_hoan_thanh=row.ngay_hoan_thanh,
            )
        )
    return found


def _pairs(
    session: Session, ids: list[int], table: type[KetQuaPhongTrao] | type[KetQuaKhoKhan]
) -> dict[int, list[tuple[int, str]]]:
    key = table.phong_trao_id if issubclass(table, KetQuaPhongTrao) else table.thu_tu
    query = select(table.phien_ban_id, key, table.ket_qua).where(table.phien_ban_id.in_(ids)).order_by(key)
    found: dict[int, list[tuple[int, str]]] = {}
    for version, place, text in session.execute(query):
        found.setdefault(version, []).append((place, text))
    return found


def _texts(session: Session, ids: list[int]) -> dict[int, dict[str, str]]:
    query = select(DoanVan.phien_ban_id, DoanVan.muc, DoanVan.noi_dung)
    query = query.where(DoanVan.phien_ban_id.in_(ids), DoanVan.muc.in_(TEXTS))
    found: dict[int, dict[str, str]] = {}
    for version, muc, text in session.execute(query):
        found.setdefault(version, {})[muc] = text
    return found


@dataclass(frozen=True, slots=True)
class BaoCaoTiepNhan:
    """A received report of one unit, as the consolidation reads it."""

    don_vi_id: int
    ho_so_id: int
    phien_ban_id: int
    noi_dung: NoiDungBaoCao


def received_reports(session: Session, nam_id: int, ky: KyBaoCao) -> list[BaoCaoTiepNhan]:
    """Every received report of the year and period, by unit, in six statements.

    For the consolidation, whose pages only the standing body opens: there is no narrower scope here.
    """
    rows = session.execute(
        select(HoSo.don_vi_id, HoSo.id, HoSo.ban_chot_id)
        .where(HoSo.nam_id == nam_id, HoSo.loai == ky.value, HoSo.ban_chot_id.is_not(None))
        .order_by(HoSo.don_vi_id)
    ).all()
    held = contents_of(session, [r.ban_chot_id for r in rows if r.ban_chot_id])
    return [BaoCaoTiepNhan(r.don_vi_id, r.id, v, held[v]) for r in rows if (v := r.ban_chot_id)]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """The newest draft of a hồ sơ as it was typed: (field, text) in the order of the form."""

    nguoi_id: int
    is_last_write: bool
    fields: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """The one-time key of the page that it came from."""
        return next((text for name, text in self.fields if name == "khoa_gui"), "")


def newest_draft(session: Session, ho_so: HoSo) -> DraftRow | None:
    """The newest draft, and whether nothing was written into the hồ sơ after it."""
    draft = session.scalar(
        select(BanNhap).where(BanNhap.ho_so_id == ho_so.id).order_by(BanNhap.id.desc()).limit(1)
    )
    if draft is None:
        return None
    fields = session.execute(
        select(BanNhapO.truong, BanNhapO.noi_dung)
        .where(BanNhapO.ban_nhap_id == draft.id)
        .order_by(BanNhapO.truong, BanNhapO.lan)
    )
    return DraftRow(draft.nguoi_id, draft.luc == ho_so.doi_luc, tuple((n, t) for n, t in fields))


def is_spent(session: Session, khoa: str) -> bool:
    """Whether the page with this one-time key was already sent as a whole."""
    return bool(khoa) and session.get(KhoaGui, khoa[:64]) is not None


def judged(khung: KhungBaoCao, noi_dung: NoiDungBaoCao) -> tuple[DongDanhGia, ...]:
    """Every line with its answer and judgement, in the order of the registration."""
    results = {k.chi_tieu_id: k for k in noi_dung.ket_qua}
    return tuple(judged_line(khung, d, results.get(d.chi_tieu_id, KetQua(d.chi_tieu_id))) for d in khung.dong)


def judged_line(khung: KhungBaoCao, dong: DongBaoCao, ket_qua: KetQua) -> DongDanhGia:
    """One line with its judgement."""
    share = targets.ty_le(ket_qua.figure, dong.dang_ky)
    return DongDanhGia(dong, ket_qua, reporting.judge(dong.measure, khung.ky, ket_qua), share)


def lacks(khung: KhungBaoCao, noi_dung: NoiDungBaoCao, today: date) -> tuple[ThieuSot, ...]:
    """What the report lacks before it goes to the head; see `core.reporting.missing`."""
    results: Mapping[int, KetQua] = {k.chi_tieu_id: k for k in noi_dung.ket_qua}
    return reporting.missing(
        BaoCaoDeXet(
            ky=khung.ky,
            dot=khung.dot,
            dong=[d.measure for d in khung.dong],
            ket_qua=results,
            phong_trao=[p.id for p in khung.phong_trao],
            ket_qua_phong_trao=dict(noi_dung.phong_trao),
            ngay_chot=noi_dung.ngay_chot,
            noi_bat=noi_dung.noi_bat,
        ),
        today,
    )
