"""Reading hồ sơ: always through the reader's scope."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, Table, exists, func, or_, select, union
from sqlalchemy.orm import Session

from thidua.core import papers, workflow
from thidua.core.actor import TOWN_READERS, Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotThere, NotYourFunction
from thidua.core.workflow import Happened, Situation, State, Step
from thidua.db.base import Base
from thidua.donvi import queries as units
from thidua.donvi.models import DonVi
from thidua.donvi.queries import DonViRow
from thidua.hoso.models import (
    Ghim,
    HoSo,
    MinhChung,
    NguoiSoan,
    PhienBan,
    SuKien,
    Tep,
    TepPhienBan,
    TuCachDuyet,
    VersionContent,
)
from thidua.namthidua import queries as year_queries
from thidua.namthidua.models import CumKhoi, NamThiDua, NghiaVu, ThanhVienCumKhoi
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro
from thidua.taikhoan.queries.uy_quyen import deputies_on

SET_DUE: ColumnElement[date] = func.coalesce(HoSo.han_rieng, NghiaVu.han)
"""The due day that the year set for this unit: that of its type, else the obligation's own."""

DUE: ColumnElement[date] = func.coalesce(HoSo.gia_han_den, HoSo.han_rieng, NghiaVu.han)
"""The due day in SQL, moved by an extension; needs ho_so joined with nghia_vu."""

OPENS: ColumnElement[date] = func.coalesce(HoSo.mo_tu_rieng, NghiaVu.mo_tu)
"""The day from which the unit may hand in."""


def set_due(ho_so: HoSo, nghia_vu: NghiaVu) -> date:
    """The due day that the year set for this unit, before any extension."""
    return ho_so.han_rieng or nghia_vu.han


def due_day(ho_so: HoSo, nghia_vu: NghiaVu) -> date:
    """The due day, moved by an extension."""
    return ho_so.gia_han_den or set_due(ho_so, nghia_vu)


@dataclass(frozen=True, slots=True)
class HoSoInView:
    """A hồ sơ as one reader may see it.

    `phien_ban` is the version whose contents may be read, None when only state, holder and days may.
    """

    ho_so: HoSo
    nghia_vu: NghiaVu
    phien_ban: PhienBan | None
    roles: frozenset[Role]
    own_unit: bool
    asked: bool = False
    """Whether the reader asked for this very version, as the sources of a figure do."""

    @property
    def editable(self) -> bool:
        """Whether the reader may write into the open version now."""
        may = Role.CAN_BO in self.roles and self.ho_so.state in workflow.EDITABLE
        return may and (not self.asked or self.phien_ban is None or self.phien_ban.niem_phong_luc is None)

    @property
    def han(self) -> date:
        """The due day, moved by an extension."""
        return due_day(self.ho_so, self.nghia_vu)


def find(
    session: Session, actor: Actor, nam: int, loai: str, don_vi: str, *, phien_ban: str | None = None
) -> HoSoInView:
    """The hồ sơ of a unit's obligation, or NotThere when missing or outside the actor's scope.

    `phien_ban` (a number as it stands in an address) asks for one version instead of the one at hand.
    """
    row = session.execute(
        select(HoSo, NghiaVu)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .join(NamThiDua, NamThiDua.id == HoSo.nam_id)
        .join(DonVi, DonVi.id == HoSo.don_vi_id)
        .where(NamThiDua.nam == nam, HoSo.loai == loai, DonVi.code == don_vi)
    ).first()
    if row is None:
        raise NotThere("khong_co_ho_so")
    view = in_view(session, actor, row.HoSo, row.NghiaVu)
    return view if phien_ban is None else _at_version(session, view, phien_ban)


def _at_version(session: Session, view: HoSoInView, so: str) -> HoSoInView:
    """The view of version number `so`; NotThere when there is none or the reader may not read it.

    The own unit reads every version, the Phòng and the leaders those that a head approved, the head of
    the cụm or khối only the received one.
    """
    number = int(so) if so.isascii() and so.isdigit() and len(so) < 6 else 0
    query = select(PhienBan).where(PhienBan.ho_so_id == view.ho_so.id, PhienBan.so == number)
    version = session.scalar(query)
    if version is None:
        raise NotThere("khong_co_phien_ban")
    town = not view.roles.isdisjoint(TOWN_READERS)
    received = version.id == view.ho_so.ban_chot_id
    if view.own_unit or received or (town and version.duyet_luc is not None):
        return replace(view, phien_ban=version, asked=True)
    raise NotThere("khong_co_phien_ban")


def in_view(session: Session, actor: Actor, ho_so: HoSo, nghia_vu: NghiaVu | None = None) -> HoSoInView:
    """The hồ sơ as the actor may see it; NotThere outside the scope.

    NotYourFunction with the day instead for somebody whose power over the unit ended lately.
    """
    nghia_vu = nghia_vu or session.get_one(NghiaVu, ho_so.nghia_vu_id)
    roles = actor.roles_for(ho_so.don_vi_id)
    own = ho_so.don_vi_id in actor.units
    if own:
        version = session.get(PhienBan, ho_so.phien_ban_id)
    elif actor.sees_all_units:
        version = submitted_version(session, ho_so)
    elif ho_so.ban_chot_id is not None and leads_group_of(session, actor, ho_so):
        version = session.get(PhienBan, ho_so.ban_chot_id)
    else:
        _explain_lapsed(actor, ho_so.don_vi_id)
        raise NotThere("khong_co_ho_so")
    return HoSoInView(ho_so, nghia_vu, version, roles, own)


def _explain_lapsed(actor: Actor, don_vi_id: int) -> None:
    """Raise NotYourFunction when the actor approved for the unit until lately: it hides nothing from them."""
    over = actor.lapsed_for(don_vi_id)
    if over is not None:
        raise NotYourFunction(over.reason, so=over.number, ngay=over.day)


def open_version(session: Session, ho_so: HoSo) -> PhienBan:
    """The version being worked on or judged."""
    return session.get_one(PhienBan, ho_so.phien_ban_id)


def submitted_version(session: Session, ho_so: HoSo) -> PhienBan | None:
    """The newest version that a head approved and did not take back."""
    return session.scalar(
        select(PhienBan)
        .where(PhienBan.ho_so_id == ho_so.id, PhienBan.duyet_luc.is_not(None))
        .order_by(PhienBan.so.desc())
        .limit(1)
    )


def leads_group_of(session: Session, actor: Actor, ho_so: HoSo) -> bool:
    """Whether a unit of the actor heads the cụm/khối of this hồ sơ's unit in its year."""
    return bool(
        session.scalar(
            select(
                exists()
                .where(ThanhVienCumKhoi.nam_id == ho_so.nam_id)
                .where(ThanhVienCumKhoi.don_vi_id == ho_so.don_vi_id)
                .where(CumKhoi.id == ThanhVienCumKhoi.cum_khoi_id)
                .where(CumKhoi.truong_id.in_(actor.units))
            )
        )
    )


def drafters(session: Session, phien_ban_id: int | None) -> frozenset[int]:
    """Persons who saved a value in the version or sealed it."""
    found = session.scalars(select(NguoiSoan.nguoi_id).where(NguoiSoan.phien_ban_id == phien_ban_id))
    return frozenset(found)


def one_person_unit(session: Session, don_vi_id: int, at: date) -> bool:
    """Whether the unit's officer and head are, on that day, one and the same only person."""
    rows = session.execute(
        select(VaiTro.vai_tro, TaiKhoan.nguoi_id)
        .join(TaiKhoan, TaiKhoan.id == VaiTro.tai_khoan_id)
        .where(VaiTro.don_vi_id == don_vi_id, VaiTro.tu_ngay <= at, TaiKhoan.khoa_luc.is_(None))
        .where(or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= at))
    ).all()
    heads = {r.nguoi_id for r in rows if r.vai_tro is Role.THU_TRUONG} | deputies_on(session, don_vi_id, at)
    officers = {r.nguoi_id for r in rows if r.vai_tro is Role.CAN_BO}
    return len(heads) == 1 and heads == officers


@dataclass(frozen=True, slots=True)
class ChuKyRow:
    """Who approved a version, with the lines that stand over the name; `chuc_vu` is the post by itself."""

    quyen_han: tuple[str, ...]
    ho_ten: str
    chuc_vu: str


def signed_as(session: Session, phien_ban_id: int) -> ChuKyRow | None:
    """In which capacity a version was approved, as of that day; None before it is."""
    row = session.get(TuCachDuyet, phien_ban_id)
    if row is None:
        return None
    return ChuKyRow(units.printed_lines(row.quyen_han), row.ho_ten, row.chuc_vu)


def unit_as_signed(session: Session, unit: DonViRow, version: PhienBan) -> DonViRow:
    """The unit with the lines over the signature that the version was approved with, where it was."""
    signed = signed_as(session, version.id)
    return replace(unit, quyen_han_ky=signed.quyen_han) if signed and signed.quyen_han else unit


def situation(session: Session, ho_so: HoSo, at: datetime) -> Situation:
    """What the law must know of the hồ sơ to judge a step."""
    version = session.get(PhienBan, ho_so.phien_ban_id)
    return Situation(
        state=ho_so.state,
        sent_from=ho_so.trinh_tu,
        drafters=drafters(session, ho_so.phien_ban_id),
        approver=version.duyet_boi if version else None,
        ever_received=ho_so.ban_chot_id is not None,
        one_person_unit=one_person_unit(session, ho_so.don_vi_id, at.date()),
    )


def steps_open(session: Session, actor: Actor, ho_so: HoSo, at: datetime) -> list[Step]:
    """The steps that the actor can take on the hồ sơ now."""
    return workflow.steps_open_to(
        situation(session, ho_so, at), actor.roles_for(ho_so.don_vi_id), actor.person
    )


@dataclass(frozen=True, slots=True)
class SuKienRow:
    """One event of the timeline."""

    so: int
    buoc: str
    tu: State
    den: State
    ho_ten: str
    chuc_vu: str
    ly_do: str
    han_moi: date | None
    ngoai_le: bool
    luc: datetime
    phien_ban_so: int | None


def timeline(session: Session, ho_so_id: int) -> list[SuKienRow]:
    """What happened to the hồ sơ, oldest first."""
    rows = session.execute(
        select(SuKien, Nguoi.ho_ten, Nguoi.chuc_vu, PhienBan.so.label("phien_ban_so"))
        .join(Nguoi, Nguoi.id == SuKien.nguoi_id)
        .outerjoin(PhienBan, PhienBan.id == SuKien.phien_ban_id)
        .where(SuKien.ho_so_id == ho_so_id)
        .order_by(SuKien.so)
    )
    return [
        SuKienRow(
            r.SuKien.so,
            r.SuKien.buoc,
            r.SuKien.tu,
            r.SuKien.den,
            r.ho_ten,
            r.chuc_vu,
            r.SuKien.ly_do,
            r.SuKien.han_moi,
            r.SuKien.ngoai_le,
            r.SuKien.luc,
            r.phien_ban_so,
        )
        for r in rows
    ]


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """What the progress fragment shows of a hồ sơ to one reader.

    `holder` is whose turn it is since `since` (None: since the obligation opened). `days_left` counts
    calendar days to `han`, negative after it; `days_late` working days, of a hồ sơ not yet submitted up to
    the day asked. `exceptions` are the steps that need a reason although the table asks none. `back_reason`
    and `pins` say what the last return or request for completion asked, while the unit works on it.
    """

    state: State
    row_version: int
    holder: Role | None
    since: datetime | None
    han: date
    han_goc: date
    gia_han_ly_do: str
    nop_luc: datetime | None
    is_late: bool
    days_left: int
    days_late: int
    steps: tuple[Step, ...]
    exceptions: tuple[str, ...]
    timeline: tuple[SuKienRow, ...]
    back_reason: str
    pins: tuple[tuple[str, str], ...]

    @property
    def extended(self) -> bool:
        """Whether an extension moved the due day."""
        return self.han != self.han_goc


_INSIDE_UNIT = frozenset({"trinh", "tra_lai", "rut_lai"})
_SENT_BACK = frozenset({State.TRA_LAI, State.YEU_CAU_BO_SUNG})


def progress(session: Session, actor: Actor, view: HoSoInView, at: datetime) -> ProgressRow:
    """State, holder, days, open steps and past of the hồ sơ; what passed inside a unit only for it."""
    ho_so, today = view.ho_so, local_day(at)
    facts = situation(session, ho_so, at)
    steps = tuple(workflow.steps_open_to(facts, view.roles, actor.person))
    events = timeline(session, ho_so.id)
    done = ho_so.nop_luc or at
    back = next((e for e in reversed(events) if e.den is ho_so.state and e.tu is not e.den), None)
    sent_back = back if view.own_unit and back and ho_so.state in _SENT_BACK else None
    return ProgressRow(
        state=ho_so.state,
        row_version=ho_so.row_version,
        holder=workflow.holder(ho_so.state),
        since=next((e.luc for e in reversed(events) if e.tu is not e.den), None),
        han=view.han,
        han_goc=set_due(ho_so, view.nghia_vu),
        gia_han_ly_do=next((e.ly_do for e in reversed(events) if e.buoc == "gia_han"), ""),
        nop_luc=ho_so.nop_luc,
        is_late=local_day(done) > view.han,
        days_left=(view.han - today).days,
        days_late=year_queries.work_calendar(session).days_late(view.han, done),
        steps=steps,
        exceptions=tuple(s.name for s in steps if workflow.hindrance(s, facts, actor.person)),
        timeline=tuple(e for e in events if view.own_unit or e.buoc not in _INSIDE_UNIT),
        back_reason=sent_back.ly_do if sent_back else "",
        pins=pins_of(session, ho_so.id, sent_back.so) if sent_back else (),
    )


def pins_of(session: Session, ho_so_id: int, so: int) -> tuple[tuple[str, str], ...]:
    """The places to which event number `so` of the hồ sơ is pinned, with their notes."""
    rows = session.execute(
        select(Ghim.truong, Ghim.ghi_chu)
        .join(SuKien, SuKien.id == Ghim.su_kien_id)
        .where(SuKien.ho_so_id == ho_so_id, SuKien.so == so)
        .order_by(Ghim.truong)
    )
    return tuple(rows)


def happened(session: Session, ho_so_id: int) -> list[Happened]:
    """The events as the law folds them."""
    rows = session.execute(
        select(SuKien.buoc, SuKien.tu, SuKien.den, SuKien.luc)
        .where(SuKien.ho_so_id == ho_so_id)
        .order_by(SuKien.so)
    )
    return [Happened(r.buoc, r.tu, r.den, r.luc) for r in rows]


@dataclass(frozen=True, slots=True)
class TepRow:
    """A file of a version as a list shows it."""

    id: int
    ten: str
    loai: str
    kich_thuoc: int
    sha256: str
    luc: datetime


def files(session: Session, phien_ban_id: int | None) -> list[TepRow]:
    """The files of a version, oldest first."""
    rows = session.execute(
        select(Tep)
        .join(TepPhienBan, TepPhienBan.tep_id == Tep.id)
        .where(TepPhienBan.phien_ban_id == phien_ban_id)
        .order_by(Tep.id)
    ).scalars()
    return [TepRow(t.id, t.ten, t.loai, t.kich_thuoc, t.sha256, t.luc) for t in rows]


def file_for(session: Session, actor: Actor, tep_id: int) -> Tep:
    """A file that the actor may download: it belongs to a version that the actor may read; else NotThere."""
    tep = session.get(Tep, tep_id)
    if tep is None:
        raise NotThere("khong_co_tep")
    view = in_view(session, actor, session.get_one(HoSo, tep.ho_so_id))
    versions = union(
        select(TepPhienBan.phien_ban_id).where(TepPhienBan.tep_id == tep_id),
        select(MinhChung.phien_ban_id).where(MinhChung.tep_id == tep_id),
    )
    if view.own_unit or (view.phien_ban is not None and view.phien_ban.id in set(session.scalars(versions))):
        return tep
    raise NotThere("khong_co_tep")


def evidence(session: Session, phien_ban_id: int | None) -> dict[int, list[TepRow]]:
    """The files that prove single figures of a version, by target, oldest first."""
    found: dict[int, list[TepRow]] = {}
    query = (
        select(MinhChung.chi_tieu_id, Tep)
        .join(Tep, Tep.id == MinhChung.tep_id)
        .where(MinhChung.phien_ban_id == phien_ban_id)
        .order_by(MinhChung.chi_tieu_id, Tep.id)
    )
    for target, t in session.execute(query):
        row = TepRow(t.id, t.ten, t.loai, t.kich_thuoc, t.sha256, t.luc)
        found.setdefault(target, []).append(row)
    return found


def content_tables() -> list[Table]:
    """The tables that hold parts of a version, by name."""
    found = [m.local_table for m in Base.registry.mappers if issubclass(m.class_, VersionContent)]
    return sorted((t for t in found if isinstance(t, Table)), key=lambda table: table.name)


def fingerprint(session: Session, version: PhienBan) -> str:
    """SHA-256 (hex) over every content row of the version, its own fields and the bytes of its files."""
    digest = hashlib.sha256()
    head = (version.khong_phat_sinh, version.so_van_ban, version.ngay_van_ban, version.ngay_chot)
    digest.update(_line("phien_ban", head))
    for table in content_tables():
        columns = [column for column in table.columns if column.name != "phien_ban_id"]
        rows = select(*columns).where(table.c.phien_ban_id == version.id)
        for row in session.execute(rows.order_by(*table.primary_key.columns)):
            digest.update(_line(table.name, tuple(row)))
    for tep in files(session, version.id):
        digest.update(_line("sha256", (tep.sha256,)))
    for target, proofs in evidence(session, version.id).items():
        for proof in proofs:
            digest.update(_line("minh_chung", (target, proof.sha256)))
    return digest.hexdigest()


def _line(name: str, values: tuple[object, ...]) -> bytes:
    plain = [format(v, "f") if isinstance(v, Decimal) else v for v in values]
    return json.dumps([name, *plain], ensure_ascii=True, default=str).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class HoSoRow:
    """One hồ sơ in a list: where it stands and its days; contents are never part of it.

    `doi_luc` is when it last changed, `co_ban_chot` whether a version was received.
    """

    id: int
    don_vi_id: int
    don_vi: str
    loai: str
    state: State
    mo_tu: date
    han: date
    han_goc: date
    gia_han: bool
    nop_luc: datetime | None
    doi_luc: datetime
    co_ban_chot: bool
    row_version: int


def overview(session: Session, actor: Actor, nam_id: int) -> list[HoSoRow]:
    """Every hồ sơ of the year in the actor's scope, in one statement, by unit and obligation."""
    query = (
        select(
            HoSo.id,
            HoSo.don_vi_id,
            DonVi.code,
            HoSo.loai,
            HoSo.state,
            OPENS.label("mo_tu"),
            DUE.label("han"),
            SET_DUE.label("han_goc"),
            HoSo.gia_han_den,
            HoSo.nop_luc,
            HoSo.doi_luc,
            HoSo.ban_chot_id,
            HoSo.row_version,
        )
        .join(DonVi, DonVi.id == HoSo.don_vi_id)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .where(HoSo.nam_id == nam_id)
        .order_by(DonVi.thu_tu, DonVi.id, NghiaVu.thu_tu)
    )
    if not actor.sees_all_units:
        query = query.where(HoSo.don_vi_id.in_(actor.units))
    return [
        HoSoRow(
            id=r.id,
            don_vi_id=r.don_vi_id,
            don_vi=r.code,
            loai=r.loai,
            state=r.state,
            mo_tu=r.mo_tu,
            han=r.han,
            han_goc=r.han_goc,
            gia_han=r.gia_han_den is not None,
            nop_luc=r.nop_luc,
            doi_luc=r.doi_luc,
            co_ban_chot=r.ban_chot_id is not None,
            row_version=r.row_version,
        )
        for r in session.execute(query)
    ]


PAGES = {
    "ke_hoach": "ke-hoach",
    "dang_ky": "dang-ky",
    "khen_dot": "khen-dot",
    "so_ket": "bao-cao/so-ket",
    "tong_ket": "bao-cao/tong-ket",
}


def address(nam: int, loai: str, don_vi: str, cum_khoi: str = "") -> str:
    """The page of a unit's hồ sơ; a giao ước stands under its cụm or khối."""
    if loai == "giao_uoc":
        return f"/{nam}/giao-uoc/{cum_khoi}/{don_vi}"
    if papers.is_task(loai):
        return f"/{nam}/nhiem-vu/{loai.removeprefix(papers.TASK)}/{don_vi}"
    return f"/{nam}/{PAGES[loai]}/{don_vi}"
