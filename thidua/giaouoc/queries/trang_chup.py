"""The scanned pages of a version: by sender, with what is missing or doubled, and whose paper a code is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from thidua.core.errors import NotThere
from thidua.core.pledge import TinhTrangTrang
from thidua.giaouoc.models import BanGiaoUoc, BenGiaoUoc, GiaoUoc, TrangChup
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.namthidua.models import CumKhoi, NamThiDua
from thidua.taikhoan.models import Nguoi

MOST_NUMBER = 999
"""No paper has more pages."""


@dataclass(frozen=True, slots=True)
class TrangRow:
    """A scanned page; `don_vi` is the unit that sent it, "Thường trực Hội đồng" where the secretariat did.

    `trang` of `tren` is its place in the paper, `trang_tep` its place in its file.
    """

    id: int
    don_vi_id: int | None
    don_vi: str
    trang: int
    tren: int | None
    trang_tep: int
    sha256: str
    ten_tep: str
    loai_tep: str
    kich_thuoc: int
    ma: str
    ma_go_tay: bool
    gui_boi: int
    nguoi_gui: str
    gui_luc: datetime
    tinh_trang: TinhTrangTrang
    nguoi_doi_chieu: str
    doi_chieu_luc: datetime | None
    ly_do: str

    @property
    def place(self) -> str:
        """Its place in the paper as its foot says it: "2/3", or "2" where nobody said of how many."""
        return page_of(self.trang, self.tren)

    @property
    def counts(self) -> bool:
        """Whether it was not refused."""
        return self.tinh_trang is not TinhTrangTrang.KHONG_KHOP

    @property
    def waits(self) -> bool:
        """Whether the second person has not looked at it."""
        return self.tinh_trang is TinhTrangTrang.CHO_DOI_CHIEU


def pages_of(session: Session, ban_id: int) -> tuple[TrangRow, ...]:
    """The scanned pages of a version: by sender, then in their order."""
    sender, second = aliased(Nguoi), aliased(Nguoi)
    rows = session.execute(
        select(TrangChup, sender.ho_ten.label("gui"), second.ho_ten.label("hai"), BenGiaoUoc.ten)
        .join(sender, sender.id == TrangChup.gui_boi)
        .outerjoin(second, second.id == TrangChup.doi_chieu_boi)
        .outerjoin(
            BenGiaoUoc,
            (BenGiaoUoc.don_vi_id == TrangChup.don_vi_id)
            & (BenGiaoUoc.ban_giao_uoc_id == TrangChup.ban_giao_uoc_id),
        )
        .where(TrangChup.ban_giao_uoc_id == ban_id)
        .order_by(BenGiaoUoc.thu_tu.nulls_first(), TrangChup.trang, TrangChup.id)
    )
    return tuple(
        TrangRow(
            page.id,
            page.don_vi_id,
            ten or "Thường trực Hội đồng",
            page.trang,
            page.tren,
            page.trang_tep,
            page.sha256,
            page.ten_tep,
            page.loai_tep,
            page.kich_thuoc,
            page.ma_tren_giay,
            page.ma_go_tay,
            page.gui_boi,
            gui,
            page.gui_luc,
            page.tinh_trang,
            hai or "",
            page.doi_chieu_luc,
            page.ly_do,
        )
        for page, gui, hai, ten in rows
    )


def page_of(trang: int, tren: int | None) -> str:
    """A page of the paper as its foot says it."""
    return f"{trang}/{tren}" if tren else str(trang)


@dataclass(frozen=True, slots=True)
class BoTrang:
    """The pages of one sender that were not refused: of how many, which are missing, which came twice.

    `tren` is what the sender said, None while nobody did; then only gaps are missing.
    """

    don_vi_id: int | None
    don_vi: str
    tren: int | None
    thieu: tuple[int, ...]
    trung: tuple[int, ...]

    @property
    def words(self) -> str:
        """What is not in order, as read; empty when all is."""
        missing = ", ".join(page_of(one, self.tren) for one in self.thieu)
        twice = ", ".join(page_of(one, self.tren) for one in self.trung)
        parts = (missing and f"thiếu trang {missing}", twice and f"trang {twice} gửi nhiều lần")
        return "; ".join(part for part in parts if part)


def sets_of(pages: Iterable[TrangRow]) -> tuple[BoTrang, ...]:
    """The pages by sender, in the order given."""
    senders: dict[int | None, list[TrangRow]] = {}
    for page in pages:
        senders.setdefault(page.don_vi_id, []).append(page)
    found = []
    for sender, held in senders.items():
        numbers = Counter(page.trang for page in held if page.counts)
        total = max((page.tren for page in held if page.tren), default=None)
        wanted = range(1, (total or max(numbers, default=0)) + 1)
        missing = tuple(one for one in wanted if one not in numbers)
        twice = tuple(sorted(one for one, times in numbers.items() if times > 1))
        found.append(BoTrang(sender, held[0].don_vi, total, missing, twice))
    return tuple(found)


def page_in_view(session: Session, view: GiaoUocInView, trang_id: int) -> TrangChup:
    """A scanned page of this giao ước, of whichever version; NotThere for another's."""
    page = session.get(TrangChup, trang_id)
    if page is None or pledge_of(session, page.ban_giao_uoc_id) != view.giao_uoc.id:
        raise NotThere("khong_co_trang")
    return page


def pledge_of(session: Session, ban_id: int) -> int | None:
    """The giao ước of a version."""
    return session.scalar(select(BanGiaoUoc.giao_uoc_id).where(BanGiaoUoc.id == ban_id))


@dataclass(frozen=True, slots=True)
class ChuNhanRow:
    """Whose paper a code is: only group, year and number of the version, which the paper itself says."""

    ban_id: int
    giao_uoc_id: int
    ten: str
    nam: int
    so: int


def owner_of(session: Session, ma: str) -> ChuNhanRow | None:
    """The version that bears this code, None when none does."""
    row = session.execute(
        select(BanGiaoUoc.id, BanGiaoUoc.giao_uoc_id, CumKhoi.ten, NamThiDua.nam, BanGiaoUoc.so)
        .join(GiaoUoc, GiaoUoc.id == BanGiaoUoc.giao_uoc_id)
        .join(CumKhoi, CumKhoi.id == GiaoUoc.cum_khoi_id)
        .join(NamThiDua, NamThiDua.id == GiaoUoc.nam_id)
        .where(BanGiaoUoc.ma == ma)
    ).first()
    return None if row is None else ChuNhanRow(row.id, row.giao_uoc_id, row.ten, row.nam, row.so)
