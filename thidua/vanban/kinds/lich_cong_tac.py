"""Lịch công tác thi đua of a year for a cụm, khối or the town: a notice, and a sheet for the wall.

The notice (Mẫu 1.4) lists the days by which something is due; the annex, on its side, has the twelve months.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from thidua.core.viet import format_date
from thidua.vanban.blocks import (
    Bang,
    Cot,
    DauVanBan,
    DoanVan,
    Gach,
    KyTen,
    O,
    VanBan,
    co_ket,
    inline_plain,
)
from thidua.vanban.kinds.phu_luc import NoiDungPhuLuc, danh_so, tham_chieu

LoaiMoc = Literal["mo", "han", "nghi", "lam_bu"]
MONTHS = 12


@dataclass(frozen=True, slots=True)
class MocLich:
    """A day of the calendar: something opens, falls due, is a holiday, or is worked in exchange."""

    ngay: date
    loai: LoaiMoc
    noi_dung: str


@dataclass(frozen=True, slots=True)
class LichCongTac:
    """The calendar as data; `doi_tuong` is whose it is ("Cụm thi đua các xã, phường"), `moc` in any order."""

    dau: DauVanBan
    nam: int
    doi_tuong: str
    moc: tuple[MocLich, ...]
    ky_ten: KyTen
    ten_co_quan: str
    noi_nhan: tuple[str, ...] = ()
    ghi_chu: str | None = None


def build(lich: LichCongTac) -> VanBan:
    """The notice with its sheet; its body ends with `./.` once."""
    due = sorted((one for one in lich.moc if one.loai == "han"), key=lambda one: (one.ngay, one.noi_dung))
    opening = DoanVan(
        inline_plain(f"Lịch công tác thi đua năm {lich.nam} của {lich.doi_tuong} có các hạn nộp như sau:")
    )
    lines = tuple(Gach(inline_plain(f"Ngày {format_date(one.ngay)}: {one.noi_dung};")) for one in due)
    close = DoanVan(
        inline_plain("Hạn nộp tính đến 24 giờ. Lịch treo tường mười hai tháng ở phụ lục kèm theo.")
    )
    return VanBan(
        dau=lich.dau,
        ten_loai="THÔNG BÁO",
        trich_yeu=f"Lịch công tác thi đua năm {lich.nam}",
        than=co_ket((opening, *lines, close)),
        ky_ten=lich.ky_ten,
        noi_nhan=lich.noi_nhan,
        phu_luc=danh_so((_sheet(lich),), tham_chieu("Thông báo", lich.dau, lich.ten_co_quan)),
        ghi_chu=lich.ghi_chu,
    )


def _sheet(lich: LichCongTac) -> NoiDungPhuLuc:
    columns = (
        Cot("Tháng", 0.6, "giua"),
        Cot("Ngày nghỉ, ngày làm bù", 3),
        Cot("Ngày bắt đầu nhận", 2.6),
        Cot("Hạn nộp", 3),
    )
    rows = tuple(
        (
            O(str(month), dam=True),
            O(_off(_of(lich, month))),
            *(O(_said(_of(lich, month), kind)) for kind in ("mo", "han")),
        )
        for month in range(1, MONTHS + 1)
    )
    return NoiDungPhuLuc(
        f"LỊCH CÔNG TÁC THI ĐUA NĂM {lich.nam}: {lich.doi_tuong.upper()}", (Bang(columns, rows),), ngang=True
    )


def _of(lich: LichCongTac, month: int) -> list[MocLich]:
    found = (one for one in lich.moc if one.ngay.month == month and one.ngay.year == lich.nam)
    return sorted(found, key=lambda one: (one.ngay, one.noi_dung))


def _said(days: Iterable[MocLich], kind: str) -> str:
    return "; ".join(f"{one.ngay.day:02}: {one.noi_dung}" for one in days if one.loai == kind)


def _off(days: list[MocLich]) -> str:
    off = _runs([one.ngay.day for one in days if one.loai == "nghi"])
    worked = _runs([one.ngay.day for one in days if one.loai == "lam_bu"])
    parts = [f"nghỉ {off}" if off else "", f"làm bù {worked}" if worked else ""]
    return "; ".join(part for part in parts if part)


def _runs(days: list[int]) -> str:
    """20, 21, 22, 25 → 20–22, 25."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(f"{run[0]:02}" if len(run) == 1 else f"{run[0]:02}–{run[-1]:02}" for run in runs)
