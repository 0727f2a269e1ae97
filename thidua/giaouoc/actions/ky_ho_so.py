"""A member's hồ sơ `giao_uoc` follows its confirmed signature, in the names of those who really acted."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor, Grant, Role
from thidua.core.calendar import local_day
from thidua.core.errors import Refusal
from thidua.core.pledge import LoaiYKien
from thidua.core.viet import format_date
from thidua.core.workflow import EDITABLE, State
from thidua.giaouoc.models import ChuKy, YKienGiaoUoc
from thidua.giaouoc.queries import nguoi_ky
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.hoso import actions as hoso
from thidua.hoso.models import HoSo, PhienBan, Tep, TepPhienBan
from thidua.hoso.queries import one_person_unit

Paper = tuple[str, str, str, int]
"""A stored file: SHA-256, name, kind, bytes."""


def follow(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    chu_ky: ChuKy,
    files: Sequence[Paper],
    *,
    at: datetime,
) -> HoSo | None:
    """Take the unit's hồ sơ as far as the confirmed signature carries it; the hồ sơ, None where it has none.

    Trình by who sent the signed paper in (by the unit's officer where that was the head itself), duyệt by the
    head who agreed to this text, both at the moment the paper came in; tiếp nhận by the confirming officer.
    Where that is a person of the trưởng's unit, who receives nothing, the hồ sơ waits at `da_nop` for the
    secretariat. A hồ sơ that already goes its own way, or is not called for, is left alone.
    """
    ho_so = session.scalar(
        select(HoSo).where(
            HoSo.nam_id == view.giao_uoc.nam_id, HoSo.don_vi_id == chu_ky.don_vi_id, HoSo.loai == "giao_uoc"
        )
    )
    if ho_so is None:
        return None
    reason = _reason(session, chu_ky)
    if ho_so.state is State.DA_TIEP_NHAN:
        # The paper of an earlier text was received; that of the new one takes its place.
        if Role.THUONG_TRUC not in actor.roles_for(ho_so.don_vi_id):
            return ho_so
        hoso.move(session, actor, ho_so, "dieu_chinh", at=at, reason=reason)
    if ho_so.state not in EDITABLE:
        return ho_so
    _hand_in(session, view, ho_so, chu_ky, files, reason, at=at)
    with suppress(Refusal):  # another person of the secretariat receives it
        hoso.move(session, actor, ho_so, "tiep_nhan", at=at, reason=reason)
    return ho_so


def _reason(session: Session, chu_ky: ChuKy) -> str:
    sender, _ = nguoi_ky.account_of(session, chu_ky.gui_boi)
    signed = f" ngày {format_date(chu_ky.ngay_ky)}" if chu_ky.ngay_ky else ""
    sent = format_date(local_day(chu_ky.gui_luc))
    return f"Theo chữ ký của {chu_ky.nguoi_ky}{signed} trên bản giao ước, {sender} gửi ngày {sent}."


def _hand_in(
    session: Session,
    view: GiaoUocInView,
    ho_so: HoSo,
    chu_ky: ChuKy,
    files: Sequence[Paper],
    reason: str,
    *,
    at: datetime,
) -> None:
    unit = ho_so.don_vi_id
    when = chu_ky.gui_luc if chu_ky.gui_luc >= ho_so.doi_luc else at
    head = _who_agreed(session, view.ban.id, unit)
    if head is None:
        return
    sender = chu_ky.gui_boi
    if sender == head:
        day = local_day(when)
        officer = nguoi_ky.officer_of(session, unit, day, but=head)
        if officer is None and not one_person_unit(session, unit, day):
            return
        sender = officer or head
    drafting = _acting(session, sender, Role.CAN_BO, unit)
    version = hoso.save_paper(
        session, drafting, ho_so, so="", ngay=chu_ky.ngay_ky, khong_phat_sinh=False, tep=files[0], at=when
    )
    _attach_more(session, drafting, ho_so, version, files[1:], at=when)
    hoso.move(session, drafting, ho_so, "trinh", at=when, reason=reason)
    hoso.move(session, _acting(session, head, Role.THU_TRUONG, unit), ho_so, "duyet", at=when, reason=reason)


def _who_agreed(session: Session, ban_id: int, unit: int) -> int | None:
    return session.scalar(
        select(YKienGiaoUoc.nguoi_id)
        .where(YKienGiaoUoc.ban_giao_uoc_id == ban_id, YKienGiaoUoc.don_vi_id == unit)
        .where(YKienGiaoUoc.loai == LoaiYKien.DONG_Y)
        .order_by(YKienGiaoUoc.id.desc())
        .limit(1)
    )


def _acting(session: Session, person: int, role: Role, unit: int) -> Actor:
    """The person as the confirmed signature lets them stand: with this one role, for this one unit."""
    name, account = nguoi_ky.account_of(session, person)
    return Actor(person, account, name, frozenset({Grant(role, unit)}))


def _attach_more(
    session: Session,
    actor: Actor,
    ho_so: HoSo,
    version: PhienBan,
    files: Sequence[Paper],
    *,
    at: datetime,
) -> None:
    """The further pages beside the first, which the version already holds."""
    for sha256, name, kind, size in files:
        page = Tep(
            ho_so_id=ho_so.id,
            sha256=sha256,
            ten=name,
            loai=kind,
            kich_thuoc=size,
            luc=at,
            nguoi_id=actor.person,
        )
        session.add(page)
        session.flush()
        session.add(TepPhienBan(phien_ban_id=version.id, tep_id=page.id))
    session.flush()
