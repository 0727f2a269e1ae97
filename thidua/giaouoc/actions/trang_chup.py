"""Scanned pages of the signed paper: they come in, are put in order, taken back; their code may be typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.core.pledge import TinhTrangTrang, TrangThai, Vai
from thidua.giaouoc.actions.soan import require_year
from thidua.giaouoc.models import BenGiaoUoc, TrangChup
from thidua.giaouoc.queries import ky, trang_chup
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.nhatky.actions import record

REFUSED = TinhTrangTrang.KHONG_KHOP
PAGES_A_PARTY = 10
"""So many pages a party one version takes, all senders together."""


@dataclass(frozen=True, slots=True)
class TepGui:
    """A file that lies in the store, with our codes that were read from it, all and page by page.

    Without `trang` it is one page.
    """

    sha256: str
    ten: str
    loai: str
    kich_thuoc: int
    ma: tuple[str, ...] = ()
    trang: tuple[tuple[str, ...], ...] = ()

    @property
    def pages(self) -> tuple[tuple[str, ...], ...]:
        """The codes of each page."""
        return self.trang or (self.ma,)


@dataclass(frozen=True, slots=True)
class KetQuaGui:
    """What became of sent pages: how many were kept, which carry another paper's code, which were there.

    `needs_code` says that no page of this sender bears the code yet, so that somebody has to type it.
    """

    kept: int
    foreign: tuple[tuple[str, str], ...]
    doubled: tuple[str, ...]
    needs_code: bool


def receive_pages(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    pages: Sequence[TepGui],
    *,
    at: datetime,
    typed: str | None = None,
    tren: int | None = None,
) -> KetQuaGui:
    """Keep the scanned pages of the version that is out to be signed; pages of another paper stay out.

    Each page of a file is a page to match. It takes the first number of the paper that the sender's pages
    lack; `tren` says how many pages the paper has.

    By a member's people for their unit, by the trưởng's or the secretariat for the paper as a whole. `typed`
    is a code of ours that was typed because none could be read. Raises NotYourFunction, NotNow outside the
    signing, WrongInput("ma_cua_ban_khac") for a typed code of another paper.
    """
    sender = require_sender(session, actor, view)
    require_code(session, view, typed)
    known = {page.sha256 for page in _held(session, view.ban.id) if page.tinh_trang is not REFUSED}
    foreign, doubled, kept = [], [], 0
    for one in pages:
        if one.sha256 in known:
            doubled.append(one.ten)
            continue
        known.add(one.sha256)
        for place, codes in enumerate(one.pages, 1):
            if codes and view.ban.ma not in codes:
                name = one.ten if len(one.pages) == 1 else f"{one.ten}, trang {place}"
                foreign.append((name, codes[0]))
                continue
            _keep_page(session, actor, view, one, place, sender, at=at)
            kept += 1
    if typed is not None:
        type_code(session, actor, view, typed, at=at)
    _say_total(session, view.ban.id, sender, tren)
    return KetQuaGui(kept, tuple(foreign), tuple(doubled), needs_code(session, view.ban.id, sender))


def _held(session: Session, ban_id: int) -> list[TrangChup]:
    query = select(TrangChup).where(TrangChup.ban_giao_uoc_id == ban_id).order_by(TrangChup.id)
    return list(session.scalars(query))


def own_pages(session: Session, ban_id: int, sender: int | None) -> list[TrangChup]:
    """The pages of one sender, in the order they came."""
    return [page for page in _held(session, ban_id) if page.don_vi_id == sender]


def _keep_page(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    one: TepGui,
    place: int,
    sender: int | None,
    *,
    at: datetime,
) -> None:
    held = _held(session, view.ban.id)
    parties = select(func.count()).where(BenGiaoUoc.ban_giao_uoc_id == view.ban.id)
    most = PAGES_A_PARTY * (session.scalar(parties) or 0)
    if len(held) >= most:
        raise NotNow("qua_nhieu_trang", so=most)
    taken = {page.trang for page in held if page.don_vi_id == sender and page.tinh_trang is not REFUSED}
    page = TrangChup(
        ban_giao_uoc_id=view.ban.id,
        don_vi_id=sender,
        trang=next(number for number in count(1) if number not in taken),
        tren=max((page.tren for page in held if page.don_vi_id == sender and page.tren), default=None),
        trang_tep=place,
        sha256=one.sha256,
        ten_tep=one.ten,
        loai_tep=one.loai,
        kich_thuoc=one.kich_thuoc,
        ma_tren_giay=view.ban.ma if one.pages[place - 1] else "",
        gui_boi=actor.person,
        gui_luc=at,
    )
    session.add(page)
    session.flush()
    facts = {"ten": one.ten, "sha256": one.sha256, "ban": view.ban.so, "ma": page.ma_tren_giay}
    record(session, actor, "gui_trang_chup", "giao_uoc", view.giao_uoc.id, at=at, sau=facts)


def _say_total(session: Session, ban_id: int, sender: int | None, tren: int | None) -> None:
    if tren is not None:
        _require_number(tren)
        for page in own_pages(session, ban_id, sender):
            page.tren = tren
        session.flush()


def _require_number(number: int) -> None:
    if not 1 <= number <= trang_chup.MOST_NUMBER:
        raise WrongInput("so_trang_sai", so=trang_chup.MOST_NUMBER)


def number_pages(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    numbers: Mapping[int, int],
    *,
    at: datetime,
    tren: int | None = None,
) -> None:
    """Say which page of the paper each waiting page is, and of how many; pages may have come in any order.

    By the sender's unit for its own, by who confirms for all. Raises WrongInput("so_trang_sai") for what is
    no page number, NotNow("trang_da_doi_chieu"), NotYourFunction for another sender's page.
    """
    sender = require_sender(session, actor, view)
    moved = {}
    for trang_id, number in numbers.items():
        page = trang_chup.page_in_view(session, view, trang_id)
        if page.trang == number:
            continue
        _require_number(number)
        if page.don_vi_id != sender and not view.vai & ky.CONFIRMS:
            raise NotYourFunction("chi_nguoi_gui_danh_so")
        if page.tinh_trang is not TinhTrangTrang.CHO_DOI_CHIEU:
            raise NotNow("trang_da_doi_chieu")
        page.trang = moved[str(page.id)] = number
    _say_total(session, view.ban.id, sender, tren)
    if moved:
        record(session, actor, "danh_so_trang_chup", "giao_uoc", view.giao_uoc.id, at=at, sau=moved)
    session.flush()


def needs_code(session: Session, ban_id: int, sender: int | None) -> bool:
    """Whether none of the sender's pages bears the code."""
    codes = [page.ma_tren_giay for page in own_pages(session, ban_id, sender)]
    return bool(codes) and not any(codes)


def type_code(session: Session, actor: Actor, view: GiaoUocInView, typed: str, *, at: datetime) -> int:
    """Note the code that a person read from the paper on the sender's pages that bear none; how many.

    Raises WrongInput("ma_cua_ban_khac") when it is another paper's.
    """
    sender = require_sender(session, actor, view)
    require_code(session, view, typed)
    pages = [page for page in own_pages(session, view.ban.id, sender) if not page.ma_tren_giay]
    for page in pages:
        page.ma_tren_giay, page.ma_go_tay = typed, True
    if pages:
        facts = {"ma": typed, "so_trang": len(pages)}
        record(session, actor, "go_ma_trang_chup", "giao_uoc", view.giao_uoc.id, at=at, sau=facts)
    session.flush()
    return len(pages)


def drop_page(session: Session, actor: Actor, view: GiaoUocInView, trang_id: int, *, at: datetime) -> None:
    """Take back a page that was sent by mistake, before anybody has compared it; only by who sent it."""
    page = trang_chup.page_in_view(session, view, trang_id)
    if page.gui_boi != actor.person:
        raise NotYourFunction("chi_nguoi_gui_bo_trang")
    if page.tinh_trang is not TinhTrangTrang.CHO_DOI_CHIEU:
        raise NotNow("trang_da_doi_chieu")
    facts = {"ten": page.ten_tep, "sha256": page.sha256}
    record(session, actor, "bo_trang_chup", "giao_uoc", view.giao_uoc.id, at=at, truoc=facts)
    session.delete(page)
    session.flush()


# --- who may send


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
        owner = trang_chup.owner_of(session, typed)
        if owner is None:
            raise WrongInput("ma_khong_cua_ai", ma=typed)
        raise WrongInput("ma_cua_ban_khac", ma=typed, ten=owner.ten, nam=owner.nam, so=owner.so)
