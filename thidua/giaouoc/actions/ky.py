"""Signing: a second person compares the pages, and whose signatures they carry; a unit may decline."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.core.pledge import CachKy, TinhTrangChuKy, TinhTrangTrang
from thidua.giaouoc.actions import chuoi as chain
from thidua.giaouoc.actions.ky_ho_so import follow
from thidua.giaouoc.actions.su_kien import note_event
from thidua.giaouoc.actions.thong_bao import tell
from thidua.giaouoc.actions.trang_chup import needs_code, own_pages, require_signing
from thidua.giaouoc.models import BenGiaoUoc, ChuKy, ChuKyTrang, TrangChup
from thidua.giaouoc.queries import chuoi, ky, nguoi_ky, noi_dung, trang_chup
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.giaouoc.queries.nguoi_ky import NguoiKy
from thidua.namthidua.models import NamThiDua
from thidua.nhatky.actions import record

XAC_NHAN, TU_CHOI, BAC = "xac_nhan_ky", "tu_choi_ky", "bac_ky"
"""Events of the signing that change no state of the chain."""


def require_second(session: Session, view: GiaoUocInView) -> None:
    """Raise NotYourFunction for who is neither of the secretariat nor of the trưởng's unit."""
    require_signing(session, view)
    if not view.vai & ky.CONFIRMS:
        raise NotYourFunction("khong_doi_chieu")


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
            _require_whole(session, view, own)
            _put_ink(session, actor, view, signer, own, at=at, follow_hoso=follow_hoso)
    session.flush()
    in_force_when_complete(session, actor, view, at=at)


def _require_whole(session: Session, view: GiaoUocInView, pages: Sequence[TrangChup]) -> None:
    """Raise NotNow("thieu_trang") unless of a sender of these pages no page of the paper is still missing.

    Only matching pages count; of a sender who never said how many there are, all that came are taken.
    """
    lacking = ""
    for sender in dict.fromkeys(page.don_vi_id for page in pages):
        held = own_pages(session, view.ban.id, sender)
        total = max((page.tren for page in held if page.tren), default=0)
        matched = {page.trang for page in held if page.tinh_trang is TinhTrangTrang.KHOP}
        missing = [number for number in range(1, total + 1) if number not in matched]
        if not missing:
            return
        lacking = lacking or ", ".join(trang_chup.page_of(number, total) for number in missing)
    raise NotNow("thieu_trang", trang=lacking)


def _judged(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    verdicts: Mapping[int, str | None],
    *,
    at: datetime,
) -> list[TrangChup | None]:
    return [
        _judge_page(session, actor, view, trang_chup.page_in_view(session, view, trang_id), why, at=at)
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
    if why is None and needs_code(session, view.ban.id, page.don_vi_id):
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
        files = {p.sha256: (p.sha256, p.ten_tep, p.loai_tep, p.kich_thuoc) for p in pages}
        follow(session, actor, view, made, list(files.values()), at=at)


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
    capacity = nguoi_ky.capacity_of(session, view.ban.id, signer.don_vi_id, signer.ho_ten, day)
    if capacity is None:
        unit = nguoi_ky.party(session, view.ban.id, signer.don_vi_id)
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
    """A head will not sign this text. The trưởng, who may amend it, and everybody who signed are told why.

    It hinders nobody from signing later, and voids no signature: only a new text does (docs/adr/0020).
    """
    require_signing(session, view)
    mine = view.own & chuoi.situation(session, view, at).members
    if not mine:
        raise NotYourFunction("chi_thu_truong_tu_choi_ky")
    if not reason.strip():
        raise WrongInput("thieu_ly_do")
    signed = chuoi.signed(session, view.ban.id)
    if mine <= signed:
        raise NotNow("don_vi_da_ky")
    for unit in sorted(mine - signed):
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
    head = {view.group.truong_id} if view.group.truong_id is not None else set()
    names = ", ".join(sorted(_names(session, view, mine - signed)))
    for unit in (head | signed) - mine:
        notify(session, view, unit, "giao_uoc_tu_choi_ky", f"{names}: {reason}", at=at)


def _names(session: Session, view: GiaoUocInView, units: Iterable[int]) -> Iterable[str]:
    """The units as the sealed text calls them."""
    wanted = set(units)
    return (ben.ten for ben in noi_dung.content(session, view.ban).ben if ben.don_vi_id in wanted)


def notify(session: Session, view: GiaoUocInView, unit: int, khoa: str, words: str, *, at: datetime) -> None:
    """Tell one unit something about the signing."""
    nam = session.get_one(NamThiDua, view.giao_uoc.nam_id).nam
    address = f"/{nam}/giao-uoc/{view.group.code}/ky"
    tell(session, view.giao_uoc.nam_id, {unit}, khoa, address, noi_dung=f"{view.group.ten}: {words}", at=at)
