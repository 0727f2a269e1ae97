"""Reading obligations: days by unit type, units called, who has seen the văn bản."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core import papers
from thidua.core.calendar import TrangThaiNam
from thidua.core.errors import NotThere
from thidua.core.lock import lock_number
from thidua.namthidua.models import NamThiDua, NghiaVu, NghiaVuDonVi, NghiaVuLoaiDonVi, VanBanDaXem
from thidua.taikhoan.models import Nguoi

Days = tuple[date, date]
"""The opening and the due day."""


@dataclass(frozen=True, slots=True)
class NghiaVuRow:
    """An obligation whole: `theo_loai` the days of unit types that have their own, `don_vi` the units called
    by name (empty where all are), `row_version` the lock number of all of it."""

    id: int
    code: str
    ten: str
    mo_tu: date
    han: date
    van_ban_so: str
    van_ban_ngay: date | None
    van_ban_trich_yeu: str
    tep_sha256: str
    tep_ten: str
    tep_loai: str
    tep_kich_thuoc: int
    moi_don_vi: bool
    don_vi: frozenset[int]
    theo_loai: Mapping[str, Days]
    row_version: int

    @property
    def is_task(self) -> bool:
        """Whether it is a task of named units, which alone may be added and removed."""
        return papers.is_task(self.code)

    @property
    def has_paper(self) -> bool:
        """Whether a văn bản asks for it."""
        return bool(self.van_ban_so or self.tep_sha256)

    def calls(self, don_vi_id: int) -> bool:
        """Whether the unit is called."""
        return self.moi_don_vi or don_vi_id in self.don_vi

    def days_of(self, loai: str) -> Days:
        """The days of a unit of this type."""
        return self.theo_loai.get(loai, (self.mo_tu, self.han))


def duties(session: Session, nam_id: int) -> list[NghiaVuRow]:
    """The obligations of the year in order, in three statements."""
    found = session.scalars(select(NghiaVu).where(NghiaVu.nam_id == nam_id).order_by(NghiaVu.thu_tu)).all()
    ids = [one.id for one in found]
    named, by_type = named_units(session, ids), days_by_type(session, ids)
    return [_row(one, named.get(one.id, frozenset()), by_type.get(one.id, {})) for one in found]


def duty(session: Session, nam_id: int, nghia_vu_id: int) -> NghiaVuRow:
    """One obligation of the year; NotThere when the year has no such."""
    found = session.get(NghiaVu, nghia_vu_id)
    if found is None or found.nam_id != nam_id:
        raise NotThere("khong_co_nghia_vu")
    ids = [found.id]
    return _row(
        found,
        named_units(session, ids).get(found.id, frozenset()),
        days_by_type(session, ids).get(found.id, {}),
    )


def _row(one: NghiaVu, named: frozenset[int], by_type: Mapping[str, Days]) -> NghiaVuRow:
    facts = (one.ten, one.mo_tu, one.han, one.van_ban_so, one.van_ban_ngay, one.van_ban_trich_yeu)
    calls = (one.tep_sha256, one.moi_don_vi, sorted(named), sorted(by_type.items()))
    return NghiaVuRow(
        id=one.id,
        code=one.code,
        ten=one.ten,
        mo_tu=one.mo_tu,
        han=one.han,
        van_ban_so=one.van_ban_so,
        van_ban_ngay=one.van_ban_ngay,
        van_ban_trich_yeu=one.van_ban_trich_yeu,
        tep_sha256=one.tep_sha256,
        tep_ten=one.tep_ten,
        tep_loai=one.tep_loai,
        tep_kich_thuoc=one.tep_kich_thuoc,
        moi_don_vi=one.moi_don_vi,
        don_vi=named,
        theo_loai=by_type,
        row_version=lock_number((*facts, *calls)),
    )


def named_units(session: Session, nghia_vu: Collection[int]) -> dict[int, frozenset[int]]:
    """The units that these obligations call by name."""
    found: dict[int, set[int]] = {}
    query = select(NghiaVuDonVi).where(NghiaVuDonVi.nghia_vu_id.in_(nghia_vu))
    for row in session.scalars(query):
        found.setdefault(row.nghia_vu_id, set()).add(row.don_vi_id)
    return {one: frozenset(units) for one, units in found.items()}


def days_by_type(session: Session, nghia_vu: Collection[int]) -> dict[int, dict[str, Days]]:
    """The days of unit types that have their own, by obligation."""
    found: dict[int, dict[str, Days]] = {}
    query = select(NghiaVuLoaiDonVi).where(NghiaVuLoaiDonVi.nghia_vu_id.in_(nghia_vu))
    for row in session.scalars(query):
        found.setdefault(row.nghia_vu_id, {})[row.loai] = (row.mo_tu, row.han)
    return found


@dataclass(frozen=True, slots=True)
class DaXemRow:
    """Who of a unit opened the văn bản first, and when."""

    don_vi_id: int
    ho_ten: str
    luc: datetime


def seen(session: Session, nghia_vu: Collection[int]) -> dict[int, dict[int, DaXemRow]]:
    """Obligation → unit → who has seen its văn bản; units that have not are missing."""
    rows = session.execute(
        select(VanBanDaXem, Nguoi.ho_ten)
        .join(Nguoi, Nguoi.id == VanBanDaXem.nguoi_id)
        .where(VanBanDaXem.nghia_vu_id.in_(nghia_vu))
    )
    found: dict[int, dict[int, DaXemRow]] = {}
    for row, name in rows:
        found.setdefault(row.nghia_vu_id, {})[row.don_vi_id] = DaXemRow(row.don_vi_id, name, row.luc)
    return found


def has_begun(session: Session, nam_id: int) -> bool:
    """Whether the year was opened, so that its units hold hồ sơ."""
    return session.get_one(NamThiDua, nam_id).trang_thai is not TrangThaiNam.CHUAN_BI
