"""What is still open in a year that somebody wants to close."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from thidua.core.pledge import TinhTrangBan, TinhTrangChuKy, TinhTrangTrang, TrangThai
from thidua.core.viet import format_date
from thidua.core.workflow import State
from thidua.donvi.queries import DonViRow, units_in_year
from thidua.giaouoc.models import BanGiaoUoc, ChuKy, GiaoUoc, TrangChup
from thidua.hoso.models import HoSo
from thidua.hoso.queries import address, adjustment_asked
from thidua.namthidua.models import CumKhoi, NamThiDua, NghiaVu
from thidua.namthidua.queries import groups

SETTLED = (State.DA_TIEP_NHAN, State.KHONG_THUOC_DOI_TUONG)
STANDING = (TinhTrangBan.NIEM_PHONG, TinhTrangBan.HIEU_LUC)
"""Versions of a giao ước whose signatures still matter."""


@dataclass(frozen=True, slots=True)
class ViecCon:
    """One open thing: whose, where it stands (`state` as stored, empty where it has none), its page (empty
    where the unit is no more), and what more to know."""

    ten: str
    state: str
    dia_chi: str
    ghi_chu: str = ""


@dataclass(frozen=True, slots=True)
class NhomViec:
    """Open things of one obligation."""

    ten: str
    viec: tuple[ViecCon, ...]


def open_items(session: Session, year: NamThiDua, at: datetime) -> list[NhomViec]:
    """Everything that keeps the year open; empty when it can be closed.

    By obligation every hồ sơ that is neither received nor outside it, and the received ones whose unit waits
    for an answer to its wish to adjust; then scans and signatures nobody confirmed, and the giao ước that are
    not settled.
    """
    units = units_in_year(session, year.nam, at)
    found: dict[str, list[ViecCon]] = {}
    for duty, one in _ho_so(session, year, units):
        found.setdefault(duty, []).append(one)
    parts = (
        *found.items(),
        ("Chữ ký, bản chụp chờ xác nhận", _signatures(session, year, units)),
        ("Giao ước của cụm, khối", _pledges(session, year)),
    )
    return [NhomViec(name, tuple(items)) for name, items in parts if items]


def _ho_so(
    session: Session, year: NamThiDua, units: dict[int, DonViRow]
) -> Iterator[tuple[str, ViecCon]]:
    group_of = {unit: g.code for g in groups(session, year.id) for unit in g.thanh_vien}
    asked = and_(HoSo.state == State.DA_TIEP_NHAN, adjustment_asked())
    rows = session.execute(
        select(HoSo.don_vi_id, HoSo.loai, HoSo.state, HoSo.ban_chot_id, HoSo.gia_han_den, NghiaVu.ten)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .where(HoSo.nam_id == year.id, or_(HoSo.state.not_in(SETTLED), asked))
        .order_by(NghiaVu.thu_tu, HoSo.don_vi_id)
    )
    for row in rows:
        unit = units.get(row.don_vi_id)
        name, code = (unit.ten, unit.code) if unit else (f"Đơn vị số {row.don_vi_id}", "")
        page = address(year.nam, row.loai, code, group_of.get(row.don_vi_id, "")) if unit else ""
        note = _note(row.state, row.ban_chot_id, row.gia_han_den)
        yield row.ten, ViecCon(name, row.state.value, page, note)


def _note(state: State, received: int | None, extended: date | None) -> str:
    if state is State.DA_TIEP_NHAN:
        return "đề nghị điều chỉnh chưa trả lời"
    if received is not None:
        return "đang điều chỉnh"
    return f"gia hạn đến {format_date(extended)}" if extended else ""


def _signatures(session: Session, year: NamThiDua, units: dict[int, DonViRow]) -> list[ViecCon]:
    """Signed files that nobody confirmed, unit by unit, and scanned pages that nobody matched, by group."""
    standing = (
        select(BanGiaoUoc.id, CumKhoi.ten, CumKhoi.code, CumKhoi.thu_tu)
        .join(GiaoUoc, GiaoUoc.id == BanGiaoUoc.giao_uoc_id)
        .join(CumKhoi, CumKhoi.id == GiaoUoc.cum_khoi_id)
        .where(GiaoUoc.nam_id == year.id, BanGiaoUoc.tinh_trang.in_(STANDING))
        .subquery()
    )
    signed = session.execute(
        select(standing.c.ten, standing.c.code, ChuKy.don_vi_id)
        .join(ChuKy, ChuKy.ban_giao_uoc_id == standing.c.id)
        .where(ChuKy.tinh_trang == TinhTrangChuKy.CHO_XAC_NHAN)
        .order_by(standing.c.thu_tu, ChuKy.id)
    )
    found = [
        ViecCon(units[row.don_vi_id].ten, "", _matching(year, row.code), f"chữ ký giao ước {row.ten}")
        for row in signed
        if row.don_vi_id in units
    ]
    pages = session.execute(
        select(standing.c.ten, standing.c.code, func.count())
        .join(TrangChup, TrangChup.ban_giao_uoc_id == standing.c.id)
        .where(TrangChup.tinh_trang == TinhTrangTrang.CHO_DOI_CHIEU)
        .group_by(standing.c.ten, standing.c.code, standing.c.thu_tu)
        .order_by(standing.c.thu_tu)
    )
    found += [
        ViecCon(ten, "", _matching(year, code), f"{count} trang bản chụp chưa đối chiếu")
        for ten, code, count in pages
    ]
    return found


def _matching(year: NamThiDua, code: str) -> str:
    return f"/{year.nam}/giao-uoc/{code}/ky/doi-chieu"


def _pledges(session: Session, year: NamThiDua) -> list[ViecCon]:
    """Every giao ước that was begun and is not settled."""
    rows = session.execute(
        select(CumKhoi.ten, CumKhoi.code, GiaoUoc.trang_thai)
        .join(CumKhoi, CumKhoi.id == GiaoUoc.cum_khoi_id)
        .where(GiaoUoc.nam_id == year.id, GiaoUoc.trang_thai != TrangThai.DA_DANH_GIA)
        .order_by(CumKhoi.thu_tu)
    )
    return [
        ViecCon(
            row.ten,
            row.trang_thai.value,
            f"/{year.nam}/giao-uoc/{row.code}{'/ket-qua' if row.trang_thai is TrangThai.HIEU_LUC else ''}",
            "chưa đánh giá cuối năm" if row.trang_thai is TrangThai.HIEU_LUC else "",
        )
        for row in rows
    ]
