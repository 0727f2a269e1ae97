"""The contents of a registration, version by version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from thidua.core.targets import LoaiChiTieu
from thidua.dangky.models import (
    DangKyChiTieu,
    DangKyDanhHieu,
    DangKyDanhHieuChiTiet,
    DangKyKhoKhan,
    DangKyPhongTrao,
    DangKyPhongTraoChiTiet,
    DangKySoNguoi,
)
from thidua.hoso.models import DoanVan
from thidua.namthidua.models import PhongTrao

LOAI = "dang_ky"
"""The obligation that this stage answers."""

GIAI_PHAP, CONG_DOAN = "giai_phap", "cong_doan"
LY_DO_TAP_THE, GIAI_TRINH, LY_DO_CHAM = "ly_do_tap_the", "giai_trinh_ty_le", "ly_do_cham"


@dataclass(frozen=True, slots=True)
class ChiTieuDangKy:
    """A registered target; `gia_tri` is None for a nhiệm vụ (its row is its tick) or while none is given."""

    chi_tieu_id: int
    gia_tri: Decimal | None = None
    ly_do_thap: str = ""
    ghi_chu: str = ""


@dataclass(frozen=True, slots=True)
class PhongTraoDangKy:
    """A movement that the unit takes part in; `thoi_gian` in words where there are no days."""

    phong_trao_id: int
    noi_dung: str = ""
    thoi_gian: str = ""
    nguoi_phu_trach: str = ""
    tieu_chi: str = ""
    tu_ngay: date | None = None
    den_ngay: date | None = None


@dataclass(frozen=True, slots=True)
class DanhHieuDangKy:
    """A title aimed at; `loai` is tap_the, ca_nhan (then `ten` is given) or cap_tren.

    `ca_nhan_id` is the person of the register, where somebody said who it is.
    """

    loai: str
    danh_hieu: str
    ten: str = ""
    chuc_vu: str = ""
    sang_kien: str = ""
    ly_do: str = ""
    ca_nhan_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChiTieuTuDangKy:
    """A target that the unit adds of its own; `moc` is the own mark of a thời điểm."""

    ten: str
    don_vi_tinh: str
    loai: LoaiChiTieu
    gia_tri: Decimal | None = None
    moc: Decimal | None = None
    ngay_moc: date | None = None


@dataclass(frozen=True, slots=True)
class NoiDungDangKy:
    """The contents of a registration, each part in its order. `cong_doan` names who signs for the union.

    `so_nguoi` and `so_ldtt` are how many people the unit has and how many of them it registers as lao động
    tiên tiến; `giai_trinh` explains a share of titles beyond its rule, `ly_do_cham` a late or later version.
    """

    chi_tieu: tuple[ChiTieuDangKy, ...] = ()
    phong_trao: tuple[PhongTraoDangKy, ...] = ()
    kho_khan: tuple[str, ...] = ()
    giai_phap: str = ""
    danh_hieu: tuple[DanhHieuDangKy, ...] = ()
    cong_doan: str = ""
    so_nguoi: int | None = None
    so_ldtt: int | None = None
    ly_do_tap_the: str = ""
    giai_trinh: str = ""
    ly_do_cham: str = ""

    @property
    def values(self) -> dict[int, ChiTieuDangKy]:
        """The registered targets by the target's id."""
        return {each.chi_tieu_id: each for each in self.chi_tieu}


def contents(session: Session, phien_ban_id: int) -> NoiDungDangKy:
    """What a version of a registration holds."""
    return contents_of(session, [phien_ban_id]).get(phien_ban_id, NoiDungDangKy())


Content = TypeVar("Content", DangKyChiTieu, DangKyKhoKhan, DangKySoNguoi, DoanVan)


def _by_version(
    session: Session, table: type[Content], versions: Sequence[int], *order: Any
) -> dict[int, list[Content]]:
    query: Select[Content] = select(table).where(table.phien_ban_id.in_(versions)).order_by(*order)
    found: dict[int, list[Content]] = {}
    for row in session.scalars(query):
        found.setdefault(row.phien_ban_id, []).append(row)
    return found


def contents_of(session: Session, versions: Sequence[int]) -> dict[int, NoiDungDangKy]:
    """The contents of several versions by id, in six statements however many there are."""
    targets = _by_version(session, DangKyChiTieu, versions, DangKyChiTieu.chi_tieu_id)
    movements = _movements_by_version(session, versions)
    troubles = _by_version(session, DangKyKhoKhan, versions, DangKyKhoKhan.thu_tu)
    titles = _titles_by_version(session, versions)
    people = _by_version(session, DangKySoNguoi, versions)
    texts = _by_version(session, DoanVan, versions, DoanVan.muc)
    return {
        version: NoiDungDangKy(
            chi_tieu=tuple(
                ChiTieuDangKy(t.chi_tieu_id, t.gia_tri, t.ly_do_thap, t.ghi_chu)
                for t in targets.get(version, ())
            ),
            phong_trao=tuple(movements.get(version, ())),
            kho_khan=tuple(t.noi_dung for t in troubles.get(version, ())),
            giai_phap=_text(texts.get(version, ()), GIAI_PHAP),
            danh_hieu=tuple(titles.get(version, ())),
            cong_doan=_text(texts.get(version, ()), CONG_DOAN),
            so_nguoi=next((row.so_nguoi for row in people.get(version, ())), None),
            so_ldtt=next((row.so_ldtt for row in people.get(version, ())), None),
            ly_do_tap_the=_text(texts.get(version, ()), LY_DO_TAP_THE),
            giai_trinh=_text(texts.get(version, ()), GIAI_TRINH),
            ly_do_cham=_text(texts.get(version, ()), LY_DO_CHAM),
        )
        for version in versions
    }


def _text(rows: Iterable[DoanVan], name: str) -> str:
    return next((row.noi_dung for row in rows if row.muc == name), "")


def _movements_by_version(session: Session, versions: Sequence[int]) -> dict[int, list[PhongTraoDangKy]]:
    more = (DangKyPhongTraoChiTiet.phien_ban_id == DangKyPhongTrao.phien_ban_id) & (
        DangKyPhongTraoChiTiet.phong_trao_id == DangKyPhongTrao.phong_trao_id
    )
    query = (
        select(
            DangKyPhongTrao,
            DangKyPhongTraoChiTiet.tieu_chi,
            DangKyPhongTraoChiTiet.tu_ngay,
            DangKyPhongTraoChiTiet.den_ngay,
        )
        .join(PhongTrao, PhongTrao.id == DangKyPhongTrao.phong_trao_id)
        .outerjoin(DangKyPhongTraoChiTiet, more)
        .where(DangKyPhongTrao.phien_ban_id.in_(versions))
        .order_by(PhongTrao.thu_tu)
    )
    found: dict[int, list[PhongTraoDangKy]] = {}
    for r, tieu_chi, tu_ngay, den_ngay in session.execute(query):
        row = PhongTraoDangKy(
            r.phong_trao_id, r.noi_dung, r.thoi_gian, r.nguoi_phu_trach, tieu_chi or "", tu_ngay, den_ngay
        )
        found.setdefault(r.phien_ban_id, []).append(row)
    return found


def _titles_by_version(session: Session, versions: Sequence[int]) -> dict[int, list[DanhHieuDangKy]]:
    more = (DangKyDanhHieuChiTiet.phien_ban_id == DangKyDanhHieu.phien_ban_id) & (
        DangKyDanhHieuChiTiet.thu_tu == DangKyDanhHieu.thu_tu
    )
    query = (
        select(DangKyDanhHieu, DangKyDanhHieuChiTiet.ly_do, DangKyDanhHieuChiTiet.ca_nhan_id)
        .outerjoin(DangKyDanhHieuChiTiet, more)
        .where(DangKyDanhHieu.phien_ban_id.in_(versions))
        .order_by(DangKyDanhHieu.thu_tu)
    )
    found: dict[int, list[DanhHieuDangKy]] = {}
    for r, ly_do, ca_nhan_id in session.execute(query):
        row = DanhHieuDangKy(r.loai, r.danh_hieu, r.ten, r.chuc_vu, r.sang_kien, ly_do or "", ca_nhan_id)
        found.setdefault(r.phien_ban_id, []).append(row)
    return found
