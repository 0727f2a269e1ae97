"""Signing by token: a signed PDF comes in, its checks are kept, a second person looks at it."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.core.pledge import CachKy, TinhTrangChuKy
from thidua.giaouoc.actions.ky import (
    BAC,
    in_force_when_complete,
    in_order,
    notify,
    put_signature,
    require_second,
)
from thidua.giaouoc.actions.ky_ho_so import follow
from thidua.giaouoc.actions.su_kien import note_event
from thidua.giaouoc.actions.trang_chup import TepGui, require_code, require_sender
from thidua.giaouoc.models import BangChungKySo, ChuKy
from thidua.giaouoc.queries import chuoi, ky, tep_ky_so
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.giaouoc.queries.nguoi_ky import NguoiKy, party
from thidua.nhatky.actions import record
from thidua.signing import KetLuan


def deciding(verdicts: Sequence[KetLuan]) -> KetLuan:
    """The verdict that decides over a file: the first one that is not acceptable, else the last signature's.

    Heads may sign one file in turn; the newest signature is that of the unit which sends it in.
    """
    return next((one for one in verdicts if not one.is_acceptable), verdicts[-1])


def receive_signed(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    tep: TepGui,
    verdicts: Sequence[KetLuan],
    *,
    at: datetime,
    typed: str | None = None,
) -> ChuKy:
    """Keep a signed PDF of the version with what its check found; it waits for a second person.

    A file belongs to the version whose code is read from its pages, or was typed by who sent it. What cannot
    be accepted is kept as not accepted, with its first verdict. Raises NotYourFunction for who is of no
    party, NotNow for a unit that has signed or whose turn has not come, WrongInput for another paper's file
    and for one without a code.
    """
    unit = require_sender(session, actor, view)
    if unit is None:
        raise NotYourFunction("chi_don_vi_gui_ky_so")
    require_code(session, view, typed)
    code = _code_of(session, view, tep, typed)
    if unit in chuoi.signed(session, view.ban.id):
        raise NotNow("don_vi_da_ky")
    decided = deciding(verdicts)
    in_order(session, view, [NguoiKy(unit, decided.nguoi_ky, "", None)])
    for older in _standing(session, view.ban.id, unit):
        older.tinh_trang, older.vo_hieu_luc = TinhTrangChuKy.VO_HIEU, at
        older.vo_hieu_ly_do = "đơn vị đã gửi tệp khác"
    own = party(session, view.ban.id, unit)
    made = ChuKy(
        ban_giao_uoc_id=view.ban.id,
        don_vi_id=unit,
        cach_ky=CachKy.SO,
        nguoi_ky=decided.nguoi_ky,
        chuc_vu=decided.chuc_danh or own.chuc_vu,
        ngay_ky=local_day(decided.luc_ky) if decided.luc_ky else None,
        ky_luc=decided.luc_ky,
        sha256=tep.sha256,
        ten_tep=tep.ten,
        loai_tep=tep.loai,
        kich_thuoc=tep.kich_thuoc,
        gui_boi=actor.person,
        gui_luc=at,
        tinh_trang=_standing_after(decided),
        ket_luan=decided.ket_qua.value,
        ly_do="" if decided.is_acceptable else f"{decided.words}. {decided.way_out}".strip(),
    )
    session.add(made)
    session.flush()
    _note_check(session, actor, made, verdicts, at=at, typed=typed is not None and not tep.ma)
    facts = {"ten": tep.ten, "sha256": tep.sha256, "ma": code, "ket_luan": decided.ket_qua.value}
    record(session, actor, "gui_ky_so", "giao_uoc", view.giao_uoc.id, at=at, sau=facts)
    return made


def _code_of(session: Session, view: GiaoUocInView, tep: TepGui, typed: str | None) -> str:
    if view.ban.ma in tep.ma and view.ban.ma is not None:
        return view.ban.ma
    if tep.ma:
        require_code(session, view, tep.ma[0])
    if typed is None:
        raise WrongInput("tep_khong_co_ma", ten=tep.ten)
    return typed


def _standing(session: Session, ban_id: int, unit: int) -> Sequence[ChuKy]:
    return session.scalars(
        select(ChuKy).where(
            ChuKy.ban_giao_uoc_id == ban_id,
            ChuKy.don_vi_id == unit,
            ChuKy.tinh_trang == TinhTrangChuKy.CHO_XAC_NHAN,
        )
    ).all()


def _standing_after(decided: KetLuan) -> TinhTrangChuKy:
    return TinhTrangChuKy.CHO_XAC_NHAN if decided.is_acceptable else TinhTrangChuKy.BI_BAC


def _note_check(
    session: Session,
    actor: Actor,
    signed: ChuKy,
    verdicts: Sequence[KetLuan],
    *,
    at: datetime,
    typed: bool,
) -> None:
    last = session.scalar(select(func.max(BangChungKySo.so)).where(BangChungKySo.chu_ky_id == signed.id))
    decided = deciding(verdicts)
    data = {
        "ma_go_tay": typed,
        "sha256": signed.sha256,
        "loi": decided.words,
        "chu_ky": [one.as_dict() for one in verdicts],
    }
    session.add(
        BangChungKySo(
            chu_ky_id=signed.id,
            so=(last or 0) + 1,
            luc=at,
            nguoi_id=actor.person,
            ket_luan=decided.ket_qua.value,
            du_lieu=json.dumps(data, ensure_ascii=False),
        )
    )
    session.flush()


def recheck(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    chu_ky_id: int,
    verdicts: Sequence[KetLuan],
    *,
    at: datetime,
) -> KetLuan:
    """Add a further check of a kept file, with the certificates and lists of now; the first one stays.

    A file that was not accepted for its first verdict alone waits for a second person again when it may be
    accepted now (the root was loaded meanwhile). By the sender's unit and by who confirms.
    """
    signed = tep_ky_so.file_in_view(session, view, chu_ky_id)
    if signed.don_vi_id not in actor.units and not view.vai & ky.CONFIRMS:
        raise NotYourFunction("khong_doi_chieu")
    decided = deciding(verdicts)
    _note_check(session, actor, signed, verdicts, at=at, typed=_was_typed(session, signed.id))
    facts = {"chu_ky": signed.id, "ket_luan": decided.ket_qua.value}
    record(session, actor, "kiem_lai_ky_so", "giao_uoc", view.giao_uoc.id, at=at, sau=facts)
    never_judged = signed.tinh_trang is TinhTrangChuKy.BI_BAC and signed.xac_nhan_boi is None
    free = (
        signed.ban_giao_uoc_id == view.ban.id
        and signed.don_vi_id not in chuoi.signed(session, view.ban.id)
        and not _standing(session, view.ban.id, signed.don_vi_id)
    )
    if never_judged and decided.is_acceptable and free:
        signed.tinh_trang, signed.ly_do = TinhTrangChuKy.CHO_XAC_NHAN, ""
        signed.nguoi_ky = signed.nguoi_ky or decided.nguoi_ky
    session.flush()
    return decided


def _was_typed(session: Session, chu_ky_id: int) -> bool:
    first = session.scalars(
        select(BangChungKySo.du_lieu).where(BangChungKySo.chu_ky_id == chu_ky_id, BangChungKySo.so == 1)
    ).one()
    return bool(json.loads(first).get("ma_go_tay"))


def accept(
    session: Session,
    actor: Actor,
    view: GiaoUocInView,
    chu_ky_id: int,
    signer: NguoiKy,
    *,
    at: datetime,
    follow_hoso: bool = True,
) -> None:
    """The second person counts the file as the unit's signature; `signer.don_vi_id` is the file's own.

    Raises NotNow("nguoi_gui_khong_doi_chieu") for the sender, NotNow when it no longer waits or its newest
    check may not be accepted, and what `put_signature` raises.
    """
    signed = _to_judge(session, actor, view, chu_ky_id)
    last = tep_ky_so.last_check(session, signed.id)
    if not last.is_acceptable:
        raise NotNow("ky_so_khong_dat", ket_luan=last.loi)
    own = NguoiKy(signed.don_vi_id, signer.ho_ten, signer.chuc_vu, signer.ngay_ky)
    in_order(session, view, [own])
    put_signature(session, actor, view, signed, own, at=at)
    if follow_hoso:
        paper = (signed.sha256, signed.ten_tep, signed.loai_tep, signed.kich_thuoc or 0)
        follow(session, actor, view, signed, [paper], at=at)
    in_force_when_complete(session, actor, view, at=at)


def refuse(
    session: Session, actor: Actor, view: GiaoUocInView, chu_ky_id: int, reason: str, *, at: datetime
) -> None:
    """The second person does not count the file; the unit is told why. Raises like `accept`."""
    signed = _to_judge(session, actor, view, chu_ky_id)
    if not reason.strip():
        raise WrongInput("thieu_ly_do")
    signed.tinh_trang, signed.ly_do = TinhTrangChuKy.BI_BAC, reason
    signed.xac_nhan_boi, signed.xac_nhan_luc = actor.person, at
    note_event(
        session,
        actor,
        view.giao_uoc,
        view.ban,
        BAC,
        view.giao_uoc.trang_thai,
        at=at,
        ly_do=reason,
        don_vi_id=signed.don_vi_id,
    )
    notify(session, view, signed.don_vi_id, "giao_uoc_ky_so_bi_bac", reason, at=at)


def _to_judge(session: Session, actor: Actor, view: GiaoUocInView, chu_ky_id: int) -> ChuKy:
    require_second(session, view)
    signed = tep_ky_so.file_in_view(session, view, chu_ky_id)
    if signed.ban_giao_uoc_id != view.ban.id:
        raise NotNow("ky_ban_cu", so=view.ban.so)
    if signed.tinh_trang is not TinhTrangChuKy.CHO_XAC_NHAN:
        raise NotNow("trang_da_doi_chieu")
    if signed.gui_boi == actor.person:
        raise NotNow("nguoi_gui_khong_doi_chieu")
    return signed
