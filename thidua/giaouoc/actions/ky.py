"""Signing in ink: scanned pages come in, a second person compares them, and whose signatures they carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.core.pledge import CachKy, TinhTrangChuKy, TinhTrangTrang, TrangThai, Vai
from thidua.giaouoc.actions import chuoi as chain
from thidua.giaouoc.actions.ky_ho_so import follow
from thidua.giaouoc.actions.soan import require_year
from thidua.giaouoc.actions.su_kien import note_event
from thidua.giaouoc.actions.thong_bao import tell
from thidua.giaouoc.models import BenGiaoUoc, ChuKy, ChuKyTrang, TrangChup
from thidua.giaouoc.queries import chuoi, ky
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.giaouoc.queries.ky import NguoiKy as NguoiKy  # senders of papers name signers too
from thidua.namthidua.models import NamThiDua
from thidua.nhatky.actions import record

XAC_NHAN, TU_CHOI, BAC = "xac_nhan_ky", "tu_choi_ky", "bac_ky"
"""Events of the signing that change no state of the chain."""
MOST_PAGES = 200
"""Pages of one version: twenty parties with ten each."""


@dataclass(frozen=True, slots=True)
class TepGui:
    """A file that lies in the store, with our codes that were read from it."""

    sha256: str
    ten: str
    loai: str
    kich_thuoc: int
    ma: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KetQuaGui:
    """What became of sent pages: how many were kept, which carry another paper's code, which were there.

    `needs_code` says that no page of this sender bears the code yet, so that somebody has to type it.
    """

    kept: int
    foreign: tuple[tuple[str, str], ...]
    doubled: tuple[str, ...]
    needs_code: bool


# --- pages in


def receive_pages(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    pages: Sequence[TepGui],
    *,
    at: datetime,
    typed: str | None = None,
) -> KetQuaGui:
    """Keep the scanned pages of the version that is out to be signed; pages of another paper stay out.

    By a member's people for their unit, by the trưởng's or the secretariat for the paper as a whole. `typed`
    is a code of ours that was typed because none could be read. Raises NotYourFunction, NotNow outside the
    signing, WrongInput("ma_cua_ban_khac") for a typed code of another paper.
    """
    sender = require_sender(session, actor, view)
    require_code(session, view, typed)
    foreign = tuple((one.ten, one.ma[0]) for one in pages if one.ma and view.ban.ma not in one.ma)
    known = _known(session, view.ban.id)
    doubled, kept = [], 0
    for one in pages:
        if one.ma and view.ban.ma not in one.ma:
            continue
        if one.sha256 in known:
            doubled.append(one.ten)
            continue
        known.add(one.sha256)
        _keep_page(session, actor, view, one, sender, at=at)
        kept += 1
    if typed is not None:
        type_code(session, actor, view, typed, at=at)
    return KetQuaGui(kept, foreign, tuple(doubled), _needs_code(session, view.ban.id, sender))


def _known(session: Session, ban_id: int) -> set[str]:
    open_pages = TrangChup.tinh_trang != TinhTrangTrang.KHONG_KHOP
    query = select(TrangChup.sha256).where(TrangChup.ban_giao_uoc_id == ban_id, open_pages)
    return set(session.scalars(query))


def _keep_page(
    session: Session, actor: Actor, view: GiaoUocInView, one: TepGui, sender: int | None, *, at: datetime
) -> None:
    count = session.scalar(
        select(func.count()).select_from(TrangChup).where(TrangChup.ban_giao_uoc_id == view.ban.id)
    )
    if (count or 0) >= MOST_PAGES:
        raise NotNow("qua_nhieu_trang", so=MOST_PAGES)
    same = TrangChup.don_vi_id.is_(None) if sender is None else TrangChup.don_vi_id == sender
    last = session.scalar(
        select(func.max(TrangChup.trang)).where(TrangChup.ban_giao_uoc_id == view.ban.id, same)
    )
    page = TrangChup(
        ban_giao_uoc_id=view.ban.id,
        don_vi_id=sender,
        trang=(last or 0) + 1,
        sha256=one.sha256,
        ten_tep=one.ten,
        loai_tep=one.loai,
        kich_thuoc=one.kich_thuoc,
        ma_tren_giay=view.ban.ma if one.ma else "",
        gui_boi=actor.person,
        gui_luc=at,
    )
    session.add(page)
    session.flush()
    facts = {"ten": one.ten, "sha256": one.sha256, "ban": view.ban.so, "ma": page.ma_tren_giay}
    record(session, actor, "gui_trang_chup", "giao_uoc", view.giao_uoc.id, at=at, sau=facts)


def _needs_code(session: Session, ban_id: int, sender: int | None) -> bool:
    same = TrangChup.don_vi_id.is_(None) if sender is None else TrangChup.don_vi_id == sender
    codes = session.scalars(
        select(TrangChup.ma_tren_giay).where(TrangChup.ban_giao_uoc_id == ban_id, same)
    ).all()
    return bool(codes) and not any(codes)


def type_code(session: Session, actor: Actor, view: GiaoUocInView, typed: str, *, at: datetime) -> int:
    """Note the code that a person read from the paper on the sender's pages that bear none; how many.

    Raises WrongInput("ma_cua_ban_khac") when it is another paper's.
    """
    sender = require_sender(session, actor, view)
    require_code(session, view, typed)
    same = TrangChup.don_vi_id.is_(None) if sender is None else TrangChup.don_vi_id == sender
    pages = session.scalars(
        select(TrangChup).where(TrangChup.ban_giao_uoc_id == view.ban.id, same, TrangChup.ma_tren_giay == "")
    ).all()
    for page in pages:
        page.ma_tren_giay, page.ma_go_tay = typed, True
    if pages:
        facts = {"ma": typed, "so_trang": len(pages)}
        record(session, actor, "go_ma_trang_chup", "giao_uoc", view.giao_uoc.id, at=at, sau=facts)
    session.flush()
    return len(pages)


def drop_page(session: Session, actor: Actor, view: GiaoUocInView, trang_id: int, *, at: datetime) -> None:
    """Take back a page that was sent by mistake, before anybody has compared it; only by who sent it."""
    page = ky.page_in_view(session, view, trang_id)
    if page.gui_boi != actor.person:
        raise NotYourFunction("chi_nguoi_gui_bo_trang")
    if page.tinh_trang is not TinhTrangTrang.CHO_DOI_CHIEU:
        raise NotNow("trang_da_doi_chieu")
    facts = {"ten": page.ten_tep, "sha256": page.sha256}
    record(session, actor, "bo_trang_chup", "giao_uoc", view.giao_uoc.id, at=at, truoc=facts)
    session.delete(page)
    session.flush()


# --- who may send, who may judge


def require_signing(session: Session, view: GiaoUocInView) -> None:
    """Raise NotNow unless the version at hand is out to be signed in an open year."""
    if view.giao_uoc.trang_thai is not TrangThai.DANG_KY_KET:
        raise NotNow("giao_uoc_khong_dung_luc", state=view.giao_uoc.trang_thai)
    require_year(session, view.giao_uoc)


def require_sender(session: Session, actor: Actor, view: GiaoUocInView) -> int | None:
    """The party for which the actor sends in, None for the secretariat; raises NotYourFunction for others."""
    require_signing(session, view)
    parties = session.scalars(
        select(BenGiaoUoc.don_vi_id)
        .where(BenGiaoUoc.ban_giao_uoc_id == view.ban.id, BenGiaoUoc.don_vi_id.in_(actor.units))
        .order_by(BenGiaoUoc.thu_tu)
    ).all()
    if parties:
        return parties[0]
    if Vai.THUONG_TRUC not in view.vai:
        raise NotYourFunction("khong_gui_ban_ky")
    return None


def require_code(session: Session, view: GiaoUocInView, typed: str | None) -> None:
    """Raise WrongInput when the typed code is another paper's than the version's at hand."""
    if typed is not None and typed != view.ban.ma:
        owner = ky.owner_of(session, typed)
        if owner is None:
            raise WrongInput("ma_khong_cua_ai", ma=typed)
        raise WrongInput("ma_cua_ban_khac", ma=typed, ten=owner.ten, nam=owner.nam, so=owner.so)


def require_second(session: Session, view: GiaoUocInView) -> None:
    """Raise NotYourFunction for who is neither of the secretariat nor of the trưởng's unit."""
    require_signing(session, view)
    if not view.vai & ky.CONFIRMS:
        raise NotYourFunction("khong_doi_chieu")


# --- the second person


def judge(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    verdicts: Mapping[int, str | None],
    signers: Sequence[NguoiKy],
    *,
    at: datetime,
    follow_hoso: bool = True,
) -> None:
    """What the second person saw: page by page whether it is the sealed text, and whose signatures it bears.

    `verdicts`: page → None where it matches, else why not. A signature rests on the pages that match in this
    act, or else on those that matched before. Raises NotNow("nguoi_gui_khong_doi_chieu") for the sender's own
    page, NotNow("trang_chua_co_ma") for one whose set bears no code, WrongInput for a missing reason, for
    signers without a matching page, and what `put_signature` raises; then nothing is written.
    """
    require_second(session, view)
    if not verdicts and not signers:
        raise WrongInput("chua_doi_chieu_gi")
    matching = [page for page in _judged(session, actor, view, verdicts, at=at) if page is not None]
    if signers:
        pages = matching or _matched_before(session, actor, view)
        if not pages:
            raise WrongInput("chua_co_trang_khop")
        for signer in in_order(session, view, signers):
            own = [page for page in pages if page.don_vi_id == signer.don_vi_id] or pages
            _put_ink(session, actor, view, signer, own, at=at, follow_hoso=follow_hoso)
    session.flush()
    in_force_when_complete(session, actor, view, at=at)


def _judged(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    verdicts: Mapping[int, str | None],
    *,
    at: datetime,
) -> list[TrangChup | None]:
    return [
        _judge_page(session, actor, view, ky.page_in_view(session, view, trang_id), why, at=at)
        for trang_id, why in verdicts.items()
    ]


def _judge_page(
    session: Session, actor: Actor, view: GiaoUocInView, page: TrangChup, why: str | None, *, at: datetime
) -> TrangChup | None:
    """The page when it matches, None when it was refused."""
    if page.ban_giao_uoc_id != view.ban.id:
        raise NotNow("ky_ban_cu", so=view.ban.so)
    if page.tinh_trang is not TinhTrangTrang.CHO_DOI_CHIEU:
        raise NotNow("trang_da_doi_chieu")
    if page.gui_boi == actor.person:
        raise NotNow("nguoi_gui_khong_doi_chieu")
    if why is None and _needs_code(session, view.ban.id, page.don_vi_id):
        raise NotNow("trang_chua_co_ma")
    if why is not None and not why.strip():
        raise WrongInput("thieu_ly_do")
    page.doi_chieu_boi, page.doi_chieu_luc, page.ly_do = actor.person, at, why or ""
    page.tinh_trang = TinhTrangTrang.KHOP if why is None else TinhTrangTrang.KHONG_KHOP
    session.flush()
    facts = {"trang": page.id, "sha256": page.sha256, "ket_qua": page.tinh_trang.value}
    record(
        session, actor, "doi_chieu_trang", "giao_uoc", view.giao_uoc.id, at=at, sau=facts, ghi_chu=why or ""
    )
    if why is None:
        return page
    if page.don_vi_id is not None:
        notify(session, view, page.don_vi_id, "giao_uoc_trang_bi_bac", why, at=at)
    return None


def _matched_before(session: Session, actor: Actor, view: GiaoUocInView) -> list[TrangChup]:
    query = (
        select(TrangChup)
        .where(TrangChup.ban_giao_uoc_id == view.ban.id, TrangChup.tinh_trang == TinhTrangTrang.KHOP)
        .where(TrangChup.gui_boi != actor.person)
        .order_by(TrangChup.trang, TrangChup.id)
    )
    return list(session.scalars(query))


def in_order(session: Session, view: GiaoUocInView, signers: Sequence[NguoiKy]) -> list[NguoiKy]:
    """The signers in the order of the paper; raises NotNow("chua_den_luot_ky") where one before is missing.

    Units that have signed already are left out. WrongInput("khong_phai_ben_ky") for a unit that is no party.
    """
    parties = session.scalars(
        select(BenGiaoUoc).where(BenGiaoUoc.ban_giao_uoc_id == view.ban.id).order_by(BenGiaoUoc.thu_tu)
    ).all()
    asked = {one.don_vi_id: one for one in signers}
    if set(asked) - {party.don_vi_id for party in parties}:
        raise WrongInput("khong_phai_ben_ky")
    have = chuoi.signed(session, view.ban.id)
    missing = ""
    found = []
    for party in parties:
        if party.don_vi_id in have:
            continue
        if party.don_vi_id in asked:
            if missing and view.ban.theo_thu_tu:
                raise NotNow("chua_den_luot_ky", ten=party.ten, truoc=missing)
            found.append(asked[party.don_vi_id])
        else:
            missing = missing or party.ten
    return found


def _put_ink(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    signer: NguoiKy,
    pages: Sequence[TrangChup],
    *,
    at: datetime,
    follow_hoso: bool,
) -> None:
    made = ChuKy(
        ban_giao_uoc_id=view.ban.id,
        don_vi_id=signer.don_vi_id,
        cach_ky=CachKy.TRUC_TIEP,
        gui_boi=pages[0].gui_boi,
        gui_luc=max(page.gui_luc for page in pages),
    )
    session.add(made)
    put_signature(session, actor, view, made, signer, at=at)
    session.add_all(ChuKyTrang(chu_ky_id=made.id, trang_chup_id=page.id) for page in pages)
    session.flush()
    if follow_hoso:
        files = [TepGui(p.sha256, p.ten_tep, p.loai_tep, p.kich_thuoc) for p in pages]
        follow(session, actor, view, made, [(f.sha256, f.ten, f.loai, f.kich_thuoc) for f in files], at=at)


def put_signature(
    session: Session, actor: Actor, view: GiaoUocInView, made: ChuKy, signer: NguoiKy, *, at: datetime
) -> None:
    """Confirm a unit's signature: who signed, in which capacity, on which day; other ones of it give way.

    Raises WrongInput for a missing name or day, a day outside the signing, or a signer without the power.
    """
    if not signer.ho_ten.strip():
        raise WrongInput("thieu_nguoi_ky_ten")
    day = signer.ngay_ky
    if day is None:
        raise WrongInput("thieu_ngay_ky")
    if day > local_day(at):
        raise WrongInput("ngay_ky_chua_den")
    capacity = ky.capacity_of(session, view.ban.id, signer.don_vi_id, signer.ho_ten, day)
    if capacity is None:
        unit = ky.party(session, view.ban.id, signer.don_vi_id)
        raise WrongInput("nguoi_ky_khong_co_quyen", ho_ten=signer.ho_ten, ten=unit.ten)
    session.flush()
    for other in session.scalars(
        select(ChuKy).where(
            ChuKy.ban_giao_uoc_id == view.ban.id,
            ChuKy.don_vi_id == signer.don_vi_id,
            ChuKy.tinh_trang == TinhTrangChuKy.CHO_XAC_NHAN,
            ChuKy.id != made.id,
        )
    ):
        other.tinh_trang = TinhTrangChuKy.VO_HIEU
        other.vo_hieu_luc, other.vo_hieu_ly_do = at, "đã có chữ ký khác của đơn vị được xác nhận"
    made.nguoi_ky, made.chuc_vu, made.tu_cach = signer.ho_ten, signer.chuc_vu, capacity
    made.ngay_ky, made.tinh_trang = day, TinhTrangChuKy.DA_XAC_NHAN
    made.xac_nhan_boi, made.xac_nhan_luc = actor.person, at
    session.flush()
    note_event(
        session,
        actor,
        view.giao_uoc,
        view.ban,
        XAC_NHAN,
        view.giao_uoc.trang_thai,
        at=at,
        don_vi_id=signer.don_vi_id,
    )


def in_force_when_complete(session: Session, actor: Actor, view: GiaoUocInView, *, at: datetime) -> bool:
    """Let the giao ước come into force once every party's signature is confirmed."""
    facts = chuoi.situation(session, view, at)
    if facts.members - facts.signed:
        return False
    chain.move(session, actor, view, "hieu_luc", at=at)
    return True


def decline(session: Session, actor: Actor, view: GiaoUocInView, reason: str, *, at: datetime) -> None:
    """A head will not sign this text; the trưởng is told why. It hinders nobody from signing later."""
    require_signing(session, view)
    mine = view.own & chuoi.situation(session, view, at).members
    if not mine:
        raise NotYourFunction("chi_thu_truong_tu_choi_ky")
    if not reason.strip():
        raise WrongInput("thieu_ly_do")
    if mine <= chuoi.signed(session, view.ban.id):
        raise NotNow("don_vi_da_ky")
    for unit in sorted(mine - chuoi.signed(session, view.ban.id)):
        session.add(
            ChuKy(
                ban_giao_uoc_id=view.ban.id,
                don_vi_id=unit,
                cach_ky=CachKy.TRUC_TIEP,
                gui_boi=actor.person,
                gui_luc=at,
                tinh_trang=TinhTrangChuKy.TU_CHOI_KY,
                ly_do=reason,
            )
        )
        note_event(
            session,
            actor,
            view.giao_uoc,
            view.ban,
            TU_CHOI,
            view.giao_uoc.trang_thai,
            at=at,
            ly_do=reason,
            don_vi_id=unit,
        )
    if view.group.truong_id is not None:
        notify(session, view, view.group.truong_id, "giao_uoc_tu_choi_ky", reason, at=at)


def notify(session: Session, view: GiaoUocInView, unit: int, khoa: str, words: str, *, at: datetime) -> None:
    """Tell one unit something about the signing."""
    nam = session.get_one(NamThiDua, view.giao_uoc.nam_id).nam
    address = f"/{nam}/giao-uoc/{view.group.code}/ky"
    tell(session, view.giao_uoc.nam_id, {unit}, khoa, address, noi_dung=f"{view.group.ten}: {words}", at=at)
