"""What a list holds now, and who brought which file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import TrangThaiNam
from thidua.core.errors import NotThere
from thidua.donvi.queries import units_on
from thidua.donvi.queries.co_quan import standing_body
from thidua.namthidua import queries as years
from thidua.namthidua.queries.chi_tieu import catalogue
from thidua.nhapxuat.models import LanNhap
from thidua.nhapxuat.queries import chi_tieu, cum_khoi, lich, nam, quy_dinh, to_chuc
from thidua.sheets.plan import Existing
from thidua.taikhoan.models import Nguoi


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a list belongs: the year and the unit of its page, and the day whose names count."""

    day: date
    nam: int | None = None
    don_vi: str = ""


@dataclass(frozen=True, slots=True)
class Town:
    """What a list needs to know: the rows that the town holds, and the choices of its cells.

    `units` and `groups` are code → name of the day; `nam` and `don_vi` where the list belongs to a year or a
    unit.
    """

    existing: Existing
    units: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    tasks: frozenset[str] = frozenset()
    """Codes of the catalogue and their names; those without a figure."""
    nam: int | None = None
    don_vi: str = ""
    year_is_open: bool = False
    """Whether changes of the year are acts that need their reason."""
    thuong_truc: str = ""
    """The standing body of the day, which the words of its roles name."""


EXISTING: dict[str, Callable[[Session, Scope], Existing]] = {
    "lich": lich.existing,
    "don-vi": to_chuc.units,
    "tai-khoan": to_chuc.accounts,
    "cum-khoi": cum_khoi.existing,
    "danh-muc": chi_tieu.lines,
    "chi-tieu": chi_tieu.assigned,
    "dang-ky": chi_tieu.registered,
    "can-cu": nam.grounds,
    "phong-trao": nam.movements,
    "nghia-vu": nam.obligations,
    "quy-dinh": quy_dinh.existing,
}


def towns(session: Session, lists: Iterable[str], scope: Scope) -> dict[str, Town]:
    """What each of these lists needs, by its code."""
    return {code: town(session, code, scope) for code in lists}


def town(session: Session, bang: str, scope: Scope) -> Town:
    """The rows of a list by their keys, in the order in which they are written out, and the choices."""
    units = {unit.code: unit.ten for unit in units_on(session, scope.day).values()}
    found = Town(
        EXISTING[bang](session, scope),
        units,
        nam=scope.nam,
        don_vi=scope.don_vi,
        thuong_truc=standing_body(session, scope.day),
    )
    if scope.nam is None:
        return found
    year = years.year(session, scope.nam)
    groups = {group.code: group.ten for group in years.groups(session, year.id)}
    lines = catalogue(session, year.id)
    found = replace(
        found,
        targets={line.ma: line.ten for line in lines},
        tasks=frozenset(line.ma for line in lines if line.is_task),
    )
    return replace(found, groups=groups, year_is_open=year.trang_thai is not TrangThaiNam.CHUAN_BI)


def codes_of(session: Session, units: Iterable[int], day: date) -> frozenset[str]:
    """The codes of these units that have a name on the day."""
    named = units_on(session, day)
    return frozenset(named[unit].code for unit in units if unit in named)


def require_scope(session: Session, actor: Actor, bang: str, scope: Scope) -> None:
    """Raise NotThere for a year that the town does not have, or a unit outside the actor's scope."""
    if scope.nam is not None:
        years.year(session, scope.nam)
    if scope.don_vi:
        chi_tieu.require_own(session, actor, scope)


@dataclass(frozen=True, slots=True)
class LanNhapRow:
    """A file that was brought for a list."""

    id: int
    bang: str
    ten: str
    sha256: str
    kich_thuoc: int
    chuyen_ma: bool
    luc: datetime
    nguoi: str
    ghi_luc: datetime | None
    so_them: int
    so_doi: int


def brought(session: Session, actor: Actor, lan_id: int, bang: str, scope: Scope) -> LanNhapRow:
    """A file that the actor brought for this very list; NotThere for anybody else's."""
    for row in _rows(session, bang, scope, LanNhap.id == lan_id, LanNhap.nguoi_id == actor.person):
        return row
    raise NotThere("khong_co_lan_nhap")


def history(session: Session, bang: str, scope: Scope) -> list[LanNhapRow]:
    """What was written into the list from files, newest first, the last ten."""
    return _rows(session, bang, scope, LanNhap.ghi_luc.is_not(None))


def _rows(session: Session, bang: str, scope: Scope, *more: object) -> list[LanNhapRow]:
    query = (
        select(LanNhap, Nguoi.ho_ten)
        .join(Nguoi, Nguoi.id == LanNhap.nguoi_id)
        .where(LanNhap.bang == bang, LanNhap.nam == scope.nam, LanNhap.don_vi == scope.don_vi)
        .order_by(LanNhap.id.desc())
        .limit(10)
    )
    for condition in more:
        query = query.where(condition)  # type: ignore[arg-type]
    return [
        LanNhapRow(
            r.id,
            r.bang,
            r.ten,
            r.sha256,
            r.kich_thuoc,
            r.chuyen_ma,
            r.luc,
            name,
            r.ghi_luc,
            r.so_them,
            r.so_doi,
        )
        for r, name in session.execute(query)
    ]
