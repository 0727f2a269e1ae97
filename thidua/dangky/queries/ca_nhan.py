"""Reading the register of persons, the titles received, and what was registered in earlier years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from thidua.core.persons import NguoiDaBiet, name_key
from thidua.dangky.models import (
    CaNhanThiDua,
    DangKyDanhHieu,
    DangKyDanhHieuChiTiet,
    DanhHieuDaNhan,
)
from thidua.hoso.models import HoSo
from thidua.namthidua.models import NamThiDua, PhongTrao

SO_NAM_TRUOC = 3
"""How many earlier years stand beside a registered title."""


def known_persons(session: Session, don_vi_id: int, names: Iterable[str]) -> list[NguoiDaBiet]:
    """The persons to compare typed names with: all of the unit, and of other units those of the same key.

    Units do not see each other: of somebody elsewhere only who it is, and what was received, is shown.
    """
    keys = {key for name in names if (key := name_key(name))}
    query = (
        select(CaNhanThiDua)
        .where(or_(CaNhanThiDua.don_vi_id == don_vi_id, CaNhanThiDua.khoa_ten.in_(keys)))
        .order_by(CaNhanThiDua.id)
    )
    return [NguoiDaBiet(p.id, p.ho_ten, p.chuc_vu, p.don_vi_id) for p in session.scalars(query)]


@dataclass(frozen=True, slots=True)
class DanhHieuNhanRow:
    """A received title as the register shows it."""

    id: int
    nam: int
    danh_hieu: str
    quyet_dinh: str
    xac_nhan: bool


@dataclass(frozen=True, slots=True)
class CaNhanRow:
    """A person of the register with the titles received, newest first.

    `moved_here` says that the unit registers the person while the register has another unit.
    """

    id: int
    ho_ten: str
    chuc_vu: str
    don_vi_id: int
    row_version: int
    da_nhan: tuple[DanhHieuNhanRow, ...]
    moved_here: bool = False


def persons_of_unit(session: Session, don_vi_id: int) -> list[CaNhanRow]:
    """The unit's persons by name, and after them those that it registers although they stand elsewhere."""
    registered = (
        select(DangKyDanhHieuChiTiet.ca_nhan_id)
        .join(HoSo, HoSo.phien_ban_id == DangKyDanhHieuChiTiet.phien_ban_id)
        .where(HoSo.don_vi_id == don_vi_id, DangKyDanhHieuChiTiet.ca_nhan_id.is_not(None))
    )
    query = (
        select(CaNhanThiDua)
        .where(or_(CaNhanThiDua.don_vi_id == don_vi_id, CaNhanThiDua.id.in_(registered)))
        .order_by((CaNhanThiDua.don_vi_id != don_vi_id), CaNhanThiDua.khoa_ten, CaNhanThiDua.id)
    )
    people = session.scalars(query).all()
    held = _received(session, [each.id for each in people])
    return [
        CaNhanRow(
            p.id,
            p.ho_ten,
            p.chuc_vu,
            p.don_vi_id,
            p.row_version,
            tuple(held.get(p.id, ())),
            p.don_vi_id != don_vi_id,
        )
        for p in people
    ]


def _received(session: Session, people: Sequence[int]) -> dict[int, list[DanhHieuNhanRow]]:
    found: dict[int, list[DanhHieuNhanRow]] = {}
    query = (
        select(DanhHieuDaNhan)
        .where(DanhHieuDaNhan.ca_nhan_id.in_(people))
        .order_by(DanhHieuDaNhan.nam.desc(), DanhHieuDaNhan.id)
    )
    for r in session.scalars(query):
        found.setdefault(r.ca_nhan_id or 0, []).append(_row(r))
    return found


def _row(r: DanhHieuDaNhan) -> DanhHieuNhanRow:
    return DanhHieuNhanRow(r.id, r.nam, r.danh_hieu, r.quyet_dinh, r.xac_nhan)


def received_by_unit(session: Session, don_vi_id: int) -> list[DanhHieuNhanRow]:
    """The titles that the unit itself received, newest first."""
    query = (
        select(DanhHieuDaNhan)
        .where(DanhHieuDaNhan.don_vi_id == don_vi_id, DanhHieuDaNhan.ca_nhan_id.is_(None))
        .order_by(DanhHieuDaNhan.nam.desc(), DanhHieuDaNhan.id)
    )
    return [_row(r) for r in session.scalars(query)]


@dataclass(frozen=True, slots=True)
class DanhHieuNhap:
    """A received title as it was typed or imported; an empty `ho_ten` means the unit itself."""

    ho_ten: str
    chuc_vu: str
    nam: int
    danh_hieu: str
    quyet_dinh: str = ""


# --- the years before


@dataclass(frozen=True, slots=True)
class NamTruoc:
    """One earlier year: what was received and what was registered; both empty where nothing is known."""

    nam: int
    da_nhan: tuple[str, ...] = ()
    dang_ky: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    da_nhan: dict[tuple[int | None, int], list[str]] = field(default_factory=dict)
    dang_ky: dict[tuple[int | None, int], list[str]] = field(default_factory=dict)


def history(
    session: Session, don_vi_id: int, nam: int, persons: Iterable[int]
) -> Mapping[int | None, tuple[NamTruoc, ...]]:
    """The three years before `nam`, newest first: of the unit under None, of each person under the id.

    Received titles of a person come from any unit, registrations from this one alone. Two statements.
    """
    people = sorted(set(persons))
    years = range(nam - 1, nam - 1 - SO_NAM_TRUOC, -1)
    found = _Found()
    for who, year, title in session.execute(
        select(DanhHieuDaNhan.ca_nhan_id, DanhHieuDaNhan.nam, DanhHieuDaNhan.danh_hieu)
        .where(DanhHieuDaNhan.nam.in_(list(years)))
        .where(
            or_(
                DanhHieuDaNhan.ca_nhan_id.in_(people),
                (DanhHieuDaNhan.ca_nhan_id.is_(None)) & (DanhHieuDaNhan.don_vi_id == don_vi_id),
            )
        )
        .order_by(DanhHieuDaNhan.id)
    ):
        found.da_nhan.setdefault((who, year), []).append(title)
    for who, year, title in _registered_before(session, don_vi_id, list(years)):
        found.dang_ky.setdefault((who, year), []).append(title)
    return {
        who: tuple(
            NamTruoc(y, tuple(found.da_nhan.get((who, y), ())), tuple(found.dang_ky.get((who, y), ())))
            for y in years
        )
        for who in (None, *people)
    }


def _registered_before(
    session: Session, don_vi_id: int, years: Sequence[int]
) -> list[tuple[int | None, int, str]]:
    more = (DangKyDanhHieuChiTiet.phien_ban_id == DangKyDanhHieu.phien_ban_id) & (
        DangKyDanhHieuChiTiet.thu_tu == DangKyDanhHieu.thu_tu
    )
    query = (
        select(DangKyDanhHieu.loai, DangKyDanhHieuChiTiet.ca_nhan_id, NamThiDua.nam, DangKyDanhHieu.danh_hieu)
        .join(HoSo, HoSo.ban_chot_id == DangKyDanhHieu.phien_ban_id)
        .join(NamThiDua, NamThiDua.id == HoSo.nam_id)
        .outerjoin(DangKyDanhHieuChiTiet, more)
        .where(HoSo.don_vi_id == don_vi_id, NamThiDua.nam.in_(years))
        .where(
            or_(DangKyDanhHieu.loai == "tap_the", DangKyDanhHieuChiTiet.ca_nhan_id.is_not(None)),
            DangKyDanhHieu.loai != "cap_tren",
        )
        .order_by(DangKyDanhHieu.thu_tu)
    )
    return [
        (None if loai == "tap_the" else who, year, title) for loai, who, year, title in session.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class BanNamTruoc:
    """The registration received the year before; `phong_trao` gives this year's movement of the same code."""

    nam: int
    nam_id: int
    phien_ban_id: int
    phong_trao: Mapping[int, int]


def year_before(session: Session, nam: int, nam_id: int, don_vi_id: int) -> BanNamTruoc | None:
    """The unit's received registration of the year before, None without one."""
    row = session.execute(
        select(HoSo.nam_id, HoSo.ban_chot_id)
        .join(NamThiDua, NamThiDua.id == HoSo.nam_id)
        .where(NamThiDua.nam == nam - 1, HoSo.don_vi_id == don_vi_id, HoSo.loai == "dang_ky")
        .where(HoSo.ban_chot_id.is_not(None))
    ).first()
    if row is None:
        return None
    codes = session.execute(
        select(PhongTrao.code, PhongTrao.nam_id, PhongTrao.id).where(
            PhongTrao.nam_id.in_([nam_id, row.nam_id])
        )
    ).all()
    now = {code: id_ for code, year, id_ in codes if year == nam_id}
    same = {id_: now[code] for code, year, id_ in codes if year == row.nam_id and code in now}
    return BanNamTruoc(nam - 1, row.nam_id, row.ban_chot_id, same)
