"""The acts of the sample's year, one by one in time order, each by its own person through the actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO

from sqlalchemy.orm import Session

from thidua.baocao import actions as bao_cao
from thidua.core import papers
from thidua.core.actor import Actor
from thidua.core.calendar import local_day
from thidua.core.ratios import TinhTrangTyLe
from thidua.core.registration import BanCanKiem, CaNhanCanKiem, DongCanKiem, faults
from thidua.core.targets import DongDangKy, NguonGiao
from thidua.dangky import actions as dang_ky
from thidua.dangky import queries as dang_ky_queries
from thidua.dangky.actions.ca_nhan import add_person
from thidua.dangky.compose.ty_le import RULE_CODES, ratios
from thidua.dangky.queries.quy_tac import rules_on
from thidua.gate import Kind
from thidua.hoso import actions as ho_so_actions
from thidua.hoso import queries as ho_so_queries
from thidua.hoso.queries import HoSoInView
from thidua.luutru.store import Store, Stored
from thidua.maudulieu import contents, doc, load_giao_uoc, tep_mau
from thidua.maudulieu.load_phap_ly import person_key
from thidua.maudulieu.load_town import Town
from thidua.maudulieu.load_year import HERE, Year, note_own_targets
from thidua.maudulieu.refusal import refuse_unless
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_ho_so import DangKy, DienBien, KhenDot, SoKet
from thidua.maudulieu.shapes_nam import NhiemVu
from thidua.maudulieu.shapes_to_chuc import CumKhoi
from thidua.namthidua.actions.nghia_vu import mark_seen
from thidua.taikhoan.queries import actor_of_account

SAVED, SENT = "luu_nhap", "trinh"
REPORT, PLEDGE = "so_ket", "giao_uoc"
_UPLOADS: frozenset[Kind] = frozenset({"docx", "pdf"})
_PAPER_NAMES = {"ke_hoach": "ke-hoach-thi-dua", "giao_uoc": "giao-uoc", "khen_dot": "de-nghi-khen-11-6"}
_SECTIONS = {"giai_phap": "p4", "phong_trao": "p3", "kho_khan": "p3"}
# A model is named among the highlights.
_REPORT_PLACES = {"han_che": "han_che", "noi_bat": "noi_bat", "dien_hinh": "noi_bat"}


@dataclass
class Loading:
    """What every act needs: the database, the store, the data, the ids, who acted so far, the pledge of each
    group, which is one paper for all its members, and which unit has read which văn bản."""

    session: Session
    store: Store
    mau: MauDuLieu
    town: Town
    year: Year
    actors: dict[str, Actor] = field(default_factory=dict)
    pledges: dict[str, bytes] = field(default_factory=dict)
    papers_seen: set[tuple[str, str]] = field(default_factory=set)

    def actor(self, account: str, at: datetime) -> Actor:
        """The person behind a login, as the door would know them; roles of the sample last all year, a
        delegation its days."""
        if account in self._delegates():
            return actor_of_account(self.session, account, at, HERE)
        if account not in self.actors:
            self.actors[account] = actor_of_account(self.session, account, at, HERE)
        return self.actors[account]

    def _delegates(self) -> frozenset[str]:
        """The logins whose right lasts only some days."""
        people = {one.nguoi for one in self.mau.to_chuc.uy_quyen}
        return frozenset(one.ten for one in self.mau.to_chuc.tai_khoan if one.nguoi in people)


def perform(loading: Loading, act: DienBien) -> None:
    """Do one act. The caller's unit of work must be a writing one.

    Raises what the actions raise, and SampleDataRefused when the contents could not go to the head.
    """
    actor = loading.actor(act.tai_khoan, act.luc)
    nam = loading.mau.yeu_cau.nam.nam
    view = ho_so_queries.find(loading.session, actor, nam, act.nghia_vu, act.don_vi)
    lacks: object = ()
    if act.buoc in (SAVED, SENT):
        lacks = _write(loading, actor, view, act)
    if act.buoc == SAVED:
        return
    if act.buoc == SENT and act.nghia_vu == REPORT:
        lacks = bao_cao.submit(loading.session, actor, view.ho_so, at=act.luc)
    where = f"dien_bien.toml, {act.luc:%d/%m/%Y %H:%M}, {act.don_vi}, {act.nghia_vu}"
    refuse_unless(not lacks, f"{where}: chưa trình được, {lacks}.")
    if act.nghia_vu == PLEDGE and act.buoc == "tiep_nhan":
        load_giao_uoc.compare_scan(loading, act)
    if act.buoc != SENT or act.nghia_vu != REPORT:
        _move(loading, actor, view, act)
    if act.nghia_vu == PLEDGE and act.buoc == SENT:
        load_giao_uoc.send_scan(loading, act)


def _move(loading: Loading, actor: Actor, view: HoSoInView, act: DienBien) -> None:
    ho_so_actions.move(
        loading.session,
        actor,
        view.ho_so,
        act.buoc,
        at=act.luc,
        reason=act.ly_do,
        new_day=act.ngay,
        pins=dict.fromkeys(_pins(loading, act), ""),
    )


def _pins(loading: Loading, act: DienBien) -> list[str]:
    """The places as the pages of the obligation offer them; a page of a unit's own paper offers none."""
    found = (_pin(loading, act, place) for place in act.ghim)
    return [place for place in found if place]


def _pin(loading: Loading, act: DienBien, place: str) -> str:
    kind, _, code = place.partition(":")
    if act.nghia_vu == dang_ky_queries.LOAI:
        return "p2" if code else _SECTIONS[kind]
    if act.nghia_vu == REPORT:
        return f"kq-{loading.year.chi_tieu[act.don_vi, code]}" if code else _REPORT_PLACES[kind]
    return ""


def _write(loading: Loading, actor: Actor, view: HoSoInView, act: DienBien) -> object:
    """Save what the unit hands in; what keeps a registration or paper from the head comes back."""
    given = doc.content_of(loading.mau, act)
    _note_seen(loading, actor, view, act)
    match given:
        case SoKet():
            content = contents.report(loading.mau, loading.year, act.don_vi, given)
            bao_cao.save(loading.session, actor, view.ho_so, content, at=act.luc)
            return ()
        case DangKy() if act.nghia_vu == dang_ky_queries.LOAI:
            return _write_registration(loading, actor, view, act, given)
        case _:
            return _write_paper(loading, actor, view, act, given)


def _note_seen(loading: Loading, actor: Actor, view: HoSoInView, act: DienBien) -> None:
    """Who answers a văn bản has read it, for all that it asks."""
    paper = (act.don_vi, view.nghia_vu.van_ban_so)
    if paper not in loading.papers_seen:
        unit = (view.ho_so.don_vi_id,)
        mark_seen(loading.session, actor, loading.year.id, view.nghia_vu.id, unit, at=act.luc)
        loading.papers_seen.add(paper)


# --- registration


def _write_registration(
    loading: Loading, actor: Actor, view: HoSoInView, act: DienBien, given: DangKy
) -> object:
    session, mau, year = loading.session, loading.mau, loading.year
    note_own_targets(session, actor, mau, loading.town, year, act.don_vi, at=act.luc)
    _note_persons(loading, actor, view, act, given)
    content = contents.registration(mau, year, act.don_vi, given)
    saved = dang_ky.save(session, actor, view, content, at=act.luc)
    return faults(_to_check(session, view, saved.phien_ban.id, content, act.luc))


def _note_persons(loading: Loading, actor: Actor, view: HoSoInView, act: DienBien, given: DangKy) -> None:
    """The officer notes the persons of the registration that the unit's register does not know yet."""
    people, unit = loading.year.ca_nhan, view.ho_so.don_vi_id
    for one in given.ca_nhan:
        key = person_key(act.don_vi, one.ho_ten, one.chuc_vu)
        if key not in people:
            made = add_person(loading.session, actor, unit, one.ho_ten, one.chuc_vu, at=act.luc)
            people[key] = made.id


def _to_check(
    session: Session,
    view: HoSoInView,
    phien_ban_id: int,
    content: dang_ky_queries.NoiDungDangKy,
    at: datetime,
) -> BanCanKiem:
    values = content.values
    lines = []
    for row in dang_ky_queries.grid_targets(session, view.ho_so, phien_ban_id):
        held = values.get(row.id)
        line = DongDangKy(
            row.ten,
            row.loai,
            row.don_vi_tinh,
            row.giao,
            held.gia_tri if held else None,
            row.moc,
            held.ly_do_thap if held else "",
        )
        own = row.giao_boi is NguonGiao.TU_DANG_KY
        lines.append(DongCanKiem(row.ma, line, registered=held is not None, own=own))
    people = [one for one in content.danh_hieu if one.loai == "ca_nhan"]
    day = local_day(at)
    rules = rules_on(session, RULE_CODES, day)
    shares = ratios(content, {code: rule.so if rule else None for code, rule in rules.items()})
    return BanCanKiem(
        dong=tuple(lines),
        so_phong_trao=len(content.phong_trao),
        giai_phap=content.giai_phap,
        ca_nhan=tuple(CaNhanCanKiem(one.ten, one.ten, one.danh_hieu) for one in people),
        needs_reason=view.ho_so.ban_chot_id is not None or (view.ho_so.nop_luc is None and day > view.han),
        ly_do=content.ly_do_cham,
        over_ratio=any(one.tinh_trang is TinhTrangTyLe.VUOT for one in shares),
        giai_trinh=content.giai_trinh,
    )


# --- papers of the unit's own


@dataclass(frozen=True, slots=True)
class _Paper:
    """A unit's own paper: number and day as it bears them, and its bytes; none for "không phát sinh"."""

    so: str = ""
    ngay: date | None = None
    tep: bytes | None = None


def _write_paper(
    loading: Loading,
    actor: Actor,
    view: HoSoInView,
    act: DienBien,
    given: DangKy | KhenDot | CumKhoi | NhiemVu,
) -> object:
    paper = _paper(loading, act, given)
    stored = _receive(loading, act, paper.tep) if paper.tep else None
    nil = stored is None
    ho_so_actions.save_paper(
        loading.session,
        actor,
        view.ho_so,
        so=paper.so,
        ngay=paper.ngay,
        khong_phat_sinh=nil,
        tep=(stored.sha256, stored.name, stored.kind, stored.size) if stored else None,
        at=act.luc,
    )
    return papers.missing(
        act.nghia_vu,
        so=paper.so,
        ngay=paper.ngay,
        has_file=not nil,
        khong_phat_sinh=nil,
        today=local_day(act.luc),
    )


def _paper(loading: Loading, act: DienBien, given: DangKy | KhenDot | CumKhoi | NhiemVu) -> _Paper:
    mau = loading.mau
    unit = doc.don_vi(mau, act.don_vi)
    match given:
        case DangKy():
            return _Paper(given.ke_hoach_so, given.ke_hoach_ngay, tep_mau.ke_hoach(mau, unit, given))
        case CumKhoi():
            if given.ma not in loading.pledges:
                loading.pledges[given.ma] = tep_mau.giao_uoc(mau, given)
            return _Paper(ngay=given.ngay_ky_ket, tep=loading.pledges[given.ma])
        case NhiemVu():
            return _Paper(tep=tep_mau.nhiem_vu(mau, unit, given, local_day(act.luc)))
        case KhenDot() if given.khong_phat_sinh:
            return _Paper()
        case _:
            return _Paper(tep=tep_mau.khen_dot(mau, unit, given, local_day(act.luc)))


def _receive(loading: Loading, act: DienBien, tep: bytes) -> Stored:
    name = f"{_PAPER_NAMES.get(act.nghia_vu, 'nhiem-vu')}-{loading.mau.yeu_cau.nam.nam}-{act.don_vi}.docx"
    return loading.store.receive(BytesIO(tep), name, _UPLOADS, size=len(tep))
