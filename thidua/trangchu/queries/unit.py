"""A unit's year: its tasks with their days, and its newest report line by line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from thidua.baocao import queries as reports
from thidua.baocao.models import KetQuaChiTieu
from thidua.baocao.queries import DongDanhGia
from thidua.core import workflow
from thidua.core.actor import Actor, Role
from thidua.core.calendar import KyBaoCao, local_day
from thidua.core.targets import DanhGia
from thidua.core.workflow import State
from thidua.donvi import queries as units
from thidua.donvi.queries import DonViRow
from thidua.hoso import queries as hoso
from thidua.hoso.models import HoSo, SuKien
from thidua.hoso.queries import HoSoRow
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua, NghiaVu
from thidua.theodoi.queries import FRESH, Cell, Mark, cell_of

START_OF_YEAR = frozenset({"ke_hoach", "dang_ky", "giao_uoc"})
"""Obligations with which a year begins; the others belong to the đợt in which they are due."""

_REPORTS = tuple(ky.value for ky in KyBaoCao)


@dataclass(frozen=True, slots=True)
class VanBanYeuCau:
    """A văn bản that asks the units for something, with the address of its page."""

    so: str
    ngay: date | None
    trich_yeu: str
    dia_chi: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ViecRow:
    """One obligation of a unit as its first page shows it.

    `dot` is 0 for the beginning of the year, else the number of the đợt. `ly_do` is the reason of the last
    return. `mine` says that the reader is the one to act; `fresh` that nobody has written anything yet.
    """

    code: str
    ten: str
    van_ban: VanBanYeuCau | None
    dot: int
    mo_tu: date
    cell: Cell
    holder: Role | None
    days_left: int
    ly_do: str
    mine: bool
    fresh: bool

    @property
    def is_open(self) -> bool:
        """Whether the unit still has something to do, and may."""
        resting = (Mark.CHUA_MO, Mark.MIEN)
        return self.cell.mark not in resting and self.holder in (Role.CAN_BO, Role.THU_TRUONG)

    @property
    def is_overdue(self) -> bool:
        """Whether the due day has passed without a submission."""
        return self.days_left < 0 and self.cell.nop_luc is None and self.cell.mark is not Mark.MIEN


@dataclass(frozen=True, slots=True)
class NhaDonVi:
    """A unit's year: its tasks, and its newest report line by line (`ky` is None before there is one)."""

    don_vi: DonViRow
    cum_khoi: str
    viec: tuple[ViecRow, ...]
    ky: KyBaoCao | None
    ket_qua: tuple[DongDanhGia, ...]

    @property
    def done(self) -> int:
        """How many obligations the unit has submitted."""
        return sum(viec.cell.nop_luc is not None for viec in self.viec)

    @property
    def called(self) -> int:
        """How many obligations call the unit."""
        return sum(viec.cell.mark is not Mark.MIEN for viec in self.viec)

    @property
    def van_ban(self) -> list[VanBanYeuCau]:
        """The văn bản that ask the unit for something, newest first."""
        asking = dict.fromkeys(viec.van_ban for viec in self.viec if viec.van_ban)
        return sorted(asking, key=lambda one: one.ngay or date.min, reverse=True)

    @property
    def below(self) -> int:
        """How many targets stand below their mark."""
        return sum(line.danh_gia is DanhGia.DUOI_MOC for line in self.ket_qua)


def unit_homes(session: Session, actor: Actor, year: NamThiDua, at: datetime) -> list[NhaDonVi]:
    """The first pages of the actor's own units, in the town's order."""
    today = local_day(at)
    names = units.units_in_year(session, year.nam, at)
    places = {unit: group for group in years.groups(session, year.id) for unit in group.thanh_vien}
    rows = [row for row in hoso.overview(session, actor, year.id) if row.don_vi_id in actor.units]
    asked = {duty.code: (duty.ten, _asking(year.nam, duty)) for duty in years.obligations(session, year.id)}
    dots = [(dot.den_ngay, dot.so) for dot in years.periods(session, year.id)]
    calendar = years.work_calendar(session)
    reasons = _return_reasons(session, rows)

    def task(row: HoSoRow) -> ViecRow:
        group = places.get(row.don_vi_id)
        address = hoso.address(year.nam, row.loai, row.don_vi, group.code if group else "")
        cell = cell_of(row, calendar, at, address)
        return _task(actor, row, asked[row.loai], cell, dots, reasons.get(row.id, ""), today)

    homes = []
    for unit in sorted(actor.units & names.keys(), key=lambda one: (names[one].thu_tu, one)):
        own = [row for row in rows if row.don_vi_id == unit]
        ky, lines = _report(session, own)
        group = places.get(unit)
        tasks = tuple(task(row) for row in own)
        homes.append(NhaDonVi(names[unit], group.ten if group else "", tasks, ky, lines))
    return homes


def _task(
    actor: Actor,
    row: HoSoRow,
    asked: tuple[str, VanBanYeuCau | None],
    cell: Cell,
    dots: list[tuple[date, int]],
    reason: str,
    today: date,
) -> ViecRow:
    holder = workflow.holder(row.state)
    last = dots[-1][1] if dots else 0
    dot = 0 if row.loai in START_OF_YEAR else next((so for end, so in dots if row.han_goc <= end), last)
    return ViecRow(
        code=row.loai,
        ten=asked[0],
        van_ban=asked[1],
        dot=dot,
        mo_tu=row.mo_tu,
        cell=cell,
        holder=holder,
        days_left=(row.han - today).days,
        ly_do=reason,
        mine=holder in actor.roles_for(row.don_vi_id),
        fresh=cell.mark is Mark.CHUA_LAM or (cell.mark is Mark.QUA_HAN and row.row_version <= FRESH),
    )


def _asking(nam: int, duty: NghiaVu) -> VanBanYeuCau | None:
    if not duty.van_ban_so:
        return None
    page = f"/{nam}/van-ban-yeu-cau/{duty.id}"
    return VanBanYeuCau(duty.van_ban_so, duty.van_ban_ngay, duty.van_ban_trich_yeu, page)


def _return_reasons(session: Session, rows: Iterable[HoSoRow]) -> dict[int, str]:
    """Hồ sơ that lie with the unit after a return or a request → its reason; one statement."""
    back = [row.id for row in rows if row.state in (State.TRA_LAI, State.YEU_CAU_BO_SUNG)]
    events = session.execute(
        select(SuKien.ho_so_id, SuKien.ly_do)
        .where(SuKien.ho_so_id.in_(back), SuKien.den.in_((State.TRA_LAI, State.YEU_CAU_BO_SUNG)))
        .where(SuKien.tu != SuKien.den)
        .order_by(SuKien.ho_so_id, SuKien.so)
    )
    return {event.ho_so_id: event.ly_do for event in events}


def _report(session: Session, rows: list[HoSoRow]) -> tuple[KyBaoCao | None, tuple[DongDanhGia, ...]]:
    """The unit's newest report that holds a result, judged line by line."""
    found = session.execute(
        select(HoSo)
        .where(HoSo.id.in_([row.id for row in rows if row.loai in _REPORTS]))
        .where(exists().where(KetQuaChiTieu.phien_ban_id == HoSo.phien_ban_id))
    ).scalars()
    envelope = max(found, key=lambda one: _REPORTS.index(one.loai), default=None)
    if envelope is None or envelope.phien_ban_id is None:
        return None, ()
    ky = KyBaoCao(envelope.loai)
    content = reports.contents(session, envelope.phien_ban_id)
    return ky, reports.judged(reports.frame(session, envelope, ky), content)
