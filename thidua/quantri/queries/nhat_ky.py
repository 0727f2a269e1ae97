"""The log with the names of people and things, and the proof of its chain."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from thidua.donvi import queries as units
from thidua.hoso.models import HoSo
from thidua.namthidua.models import CumKhoi, NamThiDua
from thidua.nhatky import queries as log
from thidua.nhatky.actions import KEY
from thidua.nhatky.models import NhatKy
from thidua.taikhoan.models import Nguoi, TaiKhoan

AT_ONCE = 5_000
"""A log of up to so many lines is proved whenever its first page opens; a longer one when asked."""

Name = InstrumentedAttribute[str] | InstrumentedAttribute[int]

_NAMES: dict[str, tuple[InstrumentedAttribute[int], Name]] = {
    "tai_khoan": (TaiKhoan.id, TaiKhoan.ten_dang_nhap),
    "nguoi": (Nguoi.id, Nguoi.ho_ten),
    "cum_khoi": (CumKhoi.id, CumKhoi.ten),
    "nam_thi_dua": (NamThiDua.id, NamThiDua.nam),
}
"""Kind of object in the log → where its name stands."""


@dataclass(frozen=True, slots=True)
class DoiTuong:
    """What an act was done to: a kind of obligation, of which unit or thing, in which year."""

    loai: str = ""
    ten: str = ""
    nam: int | None = None


@dataclass(frozen=True, slots=True)
class DongNhatKy:
    """One line of the log without the contents of papers: who, what, to what, when, from where.

    `vai_tro` is the role given by the act, empty for other acts; `buoc_tu` the state a step began in.
    """

    id: int
    luc: datetime
    ho_ten: str
    tai_khoan: str
    dia_chi: str
    viec: str
    doi_tuong: DoiTuong
    vai_tro: str
    buoc_tu: str


def log_lines(session: Session, day: date, *, before: int | None = None, limit: int) -> list[DongNhatKy]:
    """The newest lines first, older than line `before`, units by their name of the day.

    The statements do not grow with the lines.
    """
    query = (
        select(NhatKy, Nguoi.ho_ten)
        .outerjoin(Nguoi, Nguoi.id == NhatKy.nguoi_id)
        .order_by(NhatKy.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(NhatKy.id < before)
    rows = session.execute(query).all()
    things = _things(session, day, {(r.NhatKy.doi_tuong, r.NhatKy.doi_tuong_id) for r in rows})
    return [_line(r.NhatKy, r.ho_ten or "", things) for r in rows]


def _line(row: NhatKy, ho_ten: str, things: dict[tuple[str, int], DoiTuong]) -> DongNhatKy:
    return DongNhatKy(
        id=row.id,
        luc=row.luc,
        ho_ten=ho_ten,
        tai_khoan=row.tai_khoan,
        dia_chi=row.dia_chi,
        viec=row.viec,
        doi_tuong=things.get((row.doi_tuong, row.doi_tuong_id or 0), DoiTuong()),
        vai_tro=str(_facts(row.sau).get("vai_tro", "")),
        buoc_tu=str(_facts(row.truoc).get("state", "")),
    )


def _facts(text: str) -> dict[str, object]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def _things(
    session: Session, day: date, wanted: Iterable[tuple[str, int | None]]
) -> dict[tuple[str, int], DoiTuong]:
    ids: dict[str, list[int]] = {kind: [] for kind in (*_NAMES, "ho_so")}
    for kind, number in wanted:
        if kind in ids and number is not None:
            ids[kind].append(number)
    names = {unit: row.ten for unit, row in units.units_on(session, day).items()}
    found = {("don_vi", unit): DoiTuong(ten=name) for unit, name in names.items()}
    found |= {
        ("ho_so", r.id): DoiTuong(r.loai, names.get(r.don_vi_id, ""), r.nam)
        for r in session.execute(
            select(HoSo.id, HoSo.loai, HoSo.don_vi_id, NamThiDua.nam)
            .join(NamThiDua, NamThiDua.id == HoSo.nam_id)
            .where(HoSo.id.in_(ids["ho_so"]))
        )
    }
    for kind, (key, name) in _NAMES.items():
        for r in session.execute(select(key.label("id"), name.label("ten")).where(key.in_(ids[kind]))):
            found[kind, r.id] = DoiTuong(ten=str(r.ten))
    return found


@dataclass(frozen=True, slots=True)
class KiemChuoi:
    """How long the log is, and its first line that is not as written; `checked` tells if it was proved."""

    so_dong: int
    checked: bool
    hong_tu: int | None


def verdict(session: Session, *, asked: bool) -> KiemChuoi:
    """The chain of the log, proved at once when it is short or when `asked`."""
    lines = log.size(session)
    if not asked and lines > AT_ONCE:
        return KiemChuoi(lines, False, None)
    return KiemChuoi(lines, True, log.first_broken(session, session.info[KEY]))
