"""The sample's giao ước: the chain of each group, the scans that units send, and the second look at them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from sqlalchemy import select

from thidua.core.pledge import OPENED, LoaiYKien, TinhTrangTrang, TrangThai
from thidua.gate import Kind
from thidua.giaouoc.actions import chuoi as chain
from thidua.giaouoc.actions import ky
from thidua.giaouoc.actions.chuoi import DocDuoc
from thidua.giaouoc.actions.soan import open_pledge, save
from thidua.giaouoc.actions.thong_bao import seen
from thidua.giaouoc.actions.trang_chup import TepGui, receive_pages
from thidua.giaouoc.models import TrangChup
from thidua.giaouoc.queries import chuoi, noi_dung
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.giaouoc.queries.nguoi_ky import NguoiKy
from thidua.giaouoc.queries.viec import notices
from thidua.maudulieu import doc, tep_mau
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_giao_uoc import BuocGiaoUoc, ChangGiaoUoc, ViecGiaoUoc
from thidua.maudulieu.shapes_ho_so import DienBien
from thidua.maudulieu.shapes_to_chuc import CumKhoi
from thidua.vanban.kyten import LEAST_PARTIES, MOST_PARTIES

if TYPE_CHECKING:
    from thidua.maudulieu.load_acts import Loading

BETWEEN = timedelta(minutes=7)
WRITTEN, KNOWN = "sua", "da_biet"
_PICTURES: frozenset[Kind] = frozenset({"png"})


def chain_acts(mau: MauDuLieu, until: datetime) -> tuple[BuocGiaoUoc, ...]:
    """The acts of every chain up to and including this moment; a group too large for one paper has none."""
    chains = {one.ma: one for one in mau.giao_uoc.giao_uoc}
    found = [
        act
        for group in mau.to_chuc.cum_khoi
        if group.ma in chains and LEAST_PARTIES <= len(group.thanh_vien) <= MOST_PARTIES
        for act in _acts(chains[group.ma], group)
    ]
    return tuple(act for act in found if act.luc <= until)


def _acts(one: ChangGiaoUoc, group: CumKhoi) -> list[BuocGiaoUoc]:
    officer = f"canbo.{group.truong}"
    answers = [
        BuocGiaoUoc(one.tra_loi + place * BETWEEN, f"thutruong.{unit}", group.ma, LoaiYKien.DONG_Y)
        for place, unit in enumerate(tep_mau.signing_order(group))
    ]
    return [
        *(BuocGiaoUoc(more.luc, more.tai_khoan, group.ma, more.buoc, more) for more in one.them),
        BuocGiaoUoc(one.mo, officer, group.ma, OPENED),
        BuocGiaoUoc(one.gui_lay_y_kien, officer, group.ma, "gui_lay_y_kien"),
        *answers,
        BuocGiaoUoc(one.thong_nhat, officer, group.ma, "thong_nhat"),
        BuocGiaoUoc(one.dua_ra_ky_ket, officer, group.ma, "dua_ra_ky_ket"),
    ]


def perform_step(loading: Loading, act: BuocGiaoUoc) -> None:
    """Do one act of a chain. The caller's unit of work must be a writing one."""
    session, actor = loading.session, loading.actor(act.tai_khoan, act.luc)
    nam, words = loading.mau.yeu_cau.nam.nam, act.them or ViecGiaoUoc(act.luc, act.tai_khoan, act.buoc)
    if act.buoc == OPENED:
        open_pledge(session, actor, nam, act.cum_khoi, at=act.luc)
        _place_and_day(loading, act)
        return
    if act.buoc == KNOWN:
        for notice in notices(session, actor, loading.year.id):
            seen(session, actor, notice.id, at=act.luc)
        return
    view = chuoi.found_pledge(session, actor, nam, act.cum_khoi)
    if act.buoc == WRITTEN:
        text = noi_dung.content(session, view.ban)
        text = replace(text, loi_van={**text.loi_van, words.muc: words.loi_van})
        save(session, actor, view, text, at=act.luc)
    elif act.buoc in chain.OPINIONS:
        read = DocDuoc(view.ban.so, view.ban.van_tay)
        opinion = {"noi_dung": words.ly_do, "cho_sua": words.cho_sua}
        chain.opine(session, actor, view, LoaiYKien(act.buoc), read, at=act.luc, **opinion)
    else:
        chain.move(session, actor, view, act.buoc, at=act.luc, reason=words.ly_do)


def _place_and_day(loading: Loading, act: BuocGiaoUoc) -> None:
    session, actor = loading.session, loading.actor(act.tai_khoan, act.luc)
    group = next(each for each in loading.mau.to_chuc.cum_khoi if each.ma == act.cum_khoi)
    view = chuoi.found_pledge(session, actor, loading.mau.yeu_cau.nam.nam, act.cum_khoi)
    text = noi_dung.content(session, view.ban)
    text = replace(text, dia_diem=group.noi_ky_ket, ngay_ky_ket=group.ngay_ky_ket)
    save(session, actor, view, text, at=act.luc)


def _out_to_be_signed(loading: Loading, act: DienBien) -> GiaoUocInView | None:
    """The giao ước of the unit's group while it collects signatures, None otherwise."""
    group = doc.cum_khoi_of(loading.mau, act.don_vi)
    actor = loading.actor(act.tai_khoan, act.luc)
    view = chuoi.pledge_in_view(loading.session, actor, loading.mau.yeu_cau.nam.nam, group.ma)
    return view if view is not None and view.giao_uoc.trang_thai is TrangThai.DANG_KY_KET else None


def send_scan(loading: Loading, act: DienBien) -> None:
    """The unit sends the scanned page with its signature, at the same time as its hồ sơ goes to the head."""
    view = _out_to_be_signed(loading, act)
    if view is None or view.ban.ma is None:
        return
    unit = doc.don_vi(loading.mau, act.don_vi)
    picture = tep_mau.scan(view.ban.ma, unit)
    stored = loading.store.receive(
        BytesIO(picture), f"giao-uoc-{act.don_vi}.png", _PICTURES, size=len(picture)
    )
    page = TepGui(stored.sha256, stored.name, stored.kind, stored.size, (view.ban.ma,))
    receive_pages(loading.session, loading.actor(act.tai_khoan, act.luc), view, [page], at=act.luc)


def compare_scan(loading: Loading, act: DienBien) -> None:
    """The officer who receives the hồ sơ has compared the scan first; the hồ sơ goes its own way."""
    view = _out_to_be_signed(loading, act)
    if view is None:
        return
    session, unit = loading.session, loading.town.don_vi[act.don_vi]
    pages = session.scalars(
        select(TrangChup.id).where(
            TrangChup.ban_giao_uoc_id == view.ban.id,
            TrangChup.don_vi_id == unit,
            TrangChup.tinh_trang == TinhTrangTrang.CHO_DOI_CHIEU,
        )
    ).all()
    if not pages:
        return
    party = next(one for one in noi_dung.content(session, view.ban).ben if one.don_vi_id == unit)
    signed = doc.cum_khoi_of(loading.mau, act.don_vi).ngay_ky_ket
    ky.judge(
        session,
        loading.actor(act.tai_khoan, act.luc),
        view,
        dict.fromkeys(pages),
        [NguoiKy(unit, party.dai_dien, party.chuc_vu, signed)],
        at=act.luc,
        follow_hoso=False,
    )
