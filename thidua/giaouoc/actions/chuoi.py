"""The steps of the chain: opinions, agreement, out to be signed, in force, amended, withdrawn, settled."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core import pledge
from thidua.core.actor import Actor
from thidua.core.errors import NotNow
from thidua.core.pledge import LoaiYKien, Step, TinhTrangChuKy
from thidua.giaouoc.actions.soan import (
    note_drafter,
    offered_now,
    require_version,
    require_year,
    write,
)
from thidua.giaouoc.actions.su_kien import note_event
from thidua.giaouoc.actions.thong_bao import tell
from thidua.giaouoc.compose import soan as compose
from thidua.giaouoc.models import BanGiaoUoc, ChuKy, SuKienGiaoUoc, YKienGiaoUoc
from thidua.giaouoc.queries import chuoi, noi_dung
from thidua.giaouoc.queries.chuoi import FINGERPRINT_SHOWN, GiaoUocInView
from thidua.namthidua.models import NamThiDua
from thidua.signing import ma

STANDING = (TinhTrangChuKy.CHO_XAC_NHAN, TinhTrangChuKy.DA_XAC_NHAN)
"""Signatures that an amendment makes void."""
OPINIONS = frozenset(LoaiYKien)


@dataclass(frozen=True, slots=True)
class DocDuoc:
    """Which text a head had before the eyes: the version's number and the beginning of its fingerprint."""

    so: int | None
    van_tay: str


def move(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    name: str,
    *,
    at: datetime,
    reason: str = "",
    row_version: int | None = None,
) -> SuKienGiaoUoc:
    """Take one step of the chain that is no opinion; its event, its log line and what follows from it.

    The check of the text before `gui_lay_y_kien` is the caller's. Raises StepRefused, or NotNow when the
    form's `row_version` is an older one or the year is closed.
    """
    facts = chuoi.situation(session, view, at)
    taken = pledge.take(name, facts, view.vai, actor.person, reason=reason)
    if name in OPINIONS:
        raise NotNow("y_kien_can_ban")
    require_year(session, view.giao_uoc)
    require_version(view.giao_uoc, row_version)
    _before(session, actor, view, taken.step, at)
    event = note_event(session, actor, view.giao_uoc, view.ban, name, taken.step.target, at=at, ly_do=reason)
    view.giao_uoc.doi_luc = at
    _after(session, actor, view, taken.step, facts, at=at, reason=reason)
    session.flush()
    return event


def opine(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    loai: LoaiYKien,
    doc_duoc: DocDuoc,
    *,
    at: datetime,
    noi_dung: str = "",
    cho_sua: str = "",
) -> None:
    """A head's answer to the text that was read, for each of the head's units that has not agreed yet.

    Raises NotNow("y_kien_ban_cu") when the text at hand is not the one read: nothing is written.
    """
    facts = chuoi.situation(session, view, at)
    taken = pledge.take(loai.value, facts, view.vai, actor.person, reason=noi_dung)
    require_year(session, view.giao_uoc)
    require_same_text(view.ban, doc_duoc)
    answering = facts.own if loai is LoaiYKien.DE_NGHI_SUA else facts.own - facts.agreed
    for unit in sorted(answering):
        session.add(
            YKienGiaoUoc(
                ban_giao_uoc_id=view.ban.id,
                don_vi_id=unit,
                nguoi_id=actor.person,
                luc=at,
                loai=loai,
                cho_sua=cho_sua if loai is LoaiYKien.DE_NGHI_SUA else "",
                noi_dung=noi_dung,
                ngoai_le=taken.exception,
            )
        )
        note_event(
            session,
            actor,
            view.giao_uoc,
            view.ban,
            loai.value,
            taken.step.target,
            at=at,
            ly_do=noi_dung,
            don_vi_id=unit,
        )
    if loai is LoaiYKien.DE_NGHI_SUA:
        _tell(session, view, _truong(view), "giao_uoc_de_nghi_sua", at=at, noi_dung=noi_dung)


def require_same_text(ban: BanGiaoUoc, doc_duoc: DocDuoc) -> None:
    """Raise NotNow unless the text that was read is the one at hand."""
    if doc_duoc.so != ban.so or doc_duoc.van_tay[:FINGERPRINT_SHOWN] != ban.van_tay[:FINGERPRINT_SHOWN]:
        raise NotNow("y_kien_ban_cu", da_doc=doc_duoc.so or 0, so=ban.so)


# --- what a step does beside the change of state


def _before(session: Session, actor: Actor, view: GiaoUocInView, step: Step, at: datetime) -> None:
    ban = view.ban
    if step.seals:
        _seal(session, actor, view, at)
    match step.name:
        case "dua_ra_ky_ket":
            ban.ma, ban.ky_ket_luc = free_code(session), at
        case "hieu_luc":
            ban.hieu_luc_luc = at
        case _:
            pass  # the other steps change nothing on the paper but its standing
    if step.paper is not None:
        ban.tinh_trang = step.paper
    session.flush()


def _after(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    step: Step,
    facts: pledge.Situation,
    *,
    at: datetime,
    reason: str,
) -> None:
    match step.name:
        case "nhac":
            _tell(session, view, facts.silent, f"giao_uoc_nhac_{facts.state}", at=at)
        case "hieu_luc":
            _tell(session, view, facts.members, "giao_uoc_hieu_luc", at=at)
        case "soan_lai":
            answered = frozenset(chuoi.opinions(session, view.ban.id))
            _tell(session, view, answered, "giao_uoc_soan_lai", at=at, noi_dung=reason)
        case "sua_doi" | "thu_hoi":
            signers = void_signatures(session, view.ban, at=at, reason=reason)
            _tell(session, view, signers, f"giao_uoc_{step.name}", at=at, noi_dung=reason)
    if step.begins_version:
        _begin_version(session, actor, view, at=at, reason=reason)


def _seal(session: Session, actor: Actor, view: GiaoUocInView, at: datetime) -> None:
    """Take over the figures registered by now, then let the text stand as it is."""
    held = noi_dung.content(session, view.ban)
    now = compose.refreshed(held, offered_now(session, view.giao_uoc.nam_id, held.ben))
    if now != held:
        write(session, view.ban, now)
    note_drafter(session, view.ban.id, actor.person)
    view.ban.van_tay = noi_dung.fingerprint(now)
    view.ban.niem_phong_luc, view.ban.niem_phong_boi = at, actor.person


def void_signatures(session: Session, ban: BanGiaoUoc, *, at: datetime, reason: str) -> frozenset[int]:
    """Make every standing signature on the version void; the units whose signatures they were."""
    rows = session.scalars(
        select(ChuKy).where(ChuKy.ban_giao_uoc_id == ban.id, ChuKy.tinh_trang.in_(STANDING))
    ).all()
    for row in rows:
        row.tinh_trang = TinhTrangChuKy.VO_HIEU
        row.vo_hieu_luc, row.vo_hieu_ly_do = at, reason
    session.flush()
    return frozenset(row.don_vi_id for row in rows)


def _begin_version(
    session: Session, actor: Actor, view: GiaoUocInView, *, at: datetime, reason: str
) -> BanGiaoUoc:
    """The next version, open, with a copy of the text; who wrote in the old one wrote in this one too."""
    old = view.ban
    old.het_hieu_luc_luc, old.het_hieu_luc_ly_do = at, reason
    new = BanGiaoUoc(
        giao_uoc_id=old.giao_uoc_id, so=old.so + 1, tao_luc=at, tao_boi=actor.person, ly_do=reason
    )
    session.add(new)
    session.flush()
    write(session, new, noi_dung.content(session, old))
    note_drafter(session, new.id, actor.person)
    return new


def free_code(session: Session) -> str:
    """A short code that no other paper bears."""
    while True:
        code = ma.new_code(secrets.token_bytes(16))
        if session.scalar(select(BanGiaoUoc.id).where(BanGiaoUoc.ma == code)) is None:
            return code


def _truong(view: GiaoUocInView) -> frozenset[int]:
    return frozenset({view.group.truong_id} if view.group.truong_id is not None else ())


def _tell(
    session: Session, view: GiaoUocInView, to: frozenset[int], khoa: str, *, at: datetime, noi_dung: str = ""
) -> None:
    year = session.get_one(NamThiDua, view.giao_uoc.nam_id)
    address = f"/{year.nam}/giao-uoc/{view.group.code}"
    words = f"{view.group.ten}: {noi_dung}" if noi_dung else view.group.ten
    tell(session, view.giao_uoc.nam_id, to, khoa, address, noi_dung=words, at=at)
