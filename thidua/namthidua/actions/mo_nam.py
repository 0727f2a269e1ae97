"""Making a year from another one, and the acts that carry it from one state to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor, Role
from thidua.core.calendar import TrangThaiNam
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.core.rollover import (
    Group,
    Span,
    carry_members,
    group_faults,
    in_two_groups,
    period_faults,
)
from thidua.db.base import Base
from thidua.donvi.queries import units_on
from thidua.namthidua.actions.lich import set_days
from thidua.namthidua.models import (
    CanCu,
    CumKhoi,
    DanhMucChiTieu,
    DongKeHoach,
    DotThiDua,
    NamThiDua,
    NghiaVu,
    NghiaVuDonVi,
    NghiaVuLoaiDonVi,
    NoiNhan,
    PhongTrao,
    PhongTraoDonVi,
    ThanhVienCumKhoi,
)
from thidua.namthidua.queries.lich import NgayRow
from thidua.namthidua.queries.mo_nam_nhom import called_units, successors
from thidua.nhatky.actions import record

Row = TypeVar("Row", bound=Base)

OPEN_YEARS = 2
"""So many years may be open at once: the one at work and the one whose awards are still decided."""


@dataclass(frozen=True, slots=True)
class BanSao:
    """A row that goes into the new year: a copy of row `nguon_id` (None: a new one) with `doi` put in."""

    nguon_id: int | None
    doi: Mapping[str, object]
    theo_loai: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    """Only for an obligation: (opening day, due day) of the units of a type."""


@dataclass(frozen=True, slots=True)
class NhomMoi:
    """A cụm or khối of the new year with its members in order."""

    code: str
    loai: str
    ten: str
    truong_id: int | None
    pho_id: int | None
    phu_trach: str
    thanh_vien: Sequence[int]


@dataclass(frozen=True, slots=True)
class NamTuNamCu:
    """A year as the wizard hands it over; `dau` holds columns of `NamThiDua`.

    `ngay` decides which units live; `tu_nam_id` is the year it was made from, None for an office's first.
    """

    nam: int
    tu_nam_id: int | None
    ngay: date
    dau: Mapping[str, object]
    noi_nhan: Sequence[str]
    dong: Sequence[BanSao]
    can_cu: Sequence[BanSao]
    dot: Sequence[BanSao]
    phong_trao: Sequence[BanSao]
    danh_muc: Sequence[BanSao]
    nghia_vu: Sequence[BanSao]
    cum_khoi: Sequence[NhomMoi]
    lich: Sequence[NgayRow] = ()
    """Holidays and swapped days to enter with the year."""


def create_from(session: Session, actor: Actor | None, new: NamTuNamCu, *, at: datetime) -> int:
    """Make the year in state `chuan_bi`; its id.

    Raises NotNow("da_co_nam") when there is such a year, WrongInput with the fault's code when days or groups
    do not fit; nothing is written then.
    """
    if session.scalar(select(NamThiDua.id).where(NamThiDua.nam == new.nam)) is not None:
        raise NotNow("da_co_nam", nam=new.nam)
    _judge(new)
    year = NamThiDua(nam=new.nam, trang_thai=TrangThaiNam.CHUAN_BI, **new.dau)
    session.add(year)
    session.flush()
    for place, text in enumerate(new.noi_nhan, 1):
        session.add(NoiNhan(nam_id=year.id, thu_tu=place, noi_dung=text))
    lists: tuple[tuple[type[Base], Sequence[BanSao]], ...] = (
        (DongKeHoach, new.dong),
        (CanCu, new.can_cu),
        (DotThiDua, new.dot),
        (DanhMucChiTieu, new.danh_muc),
    )
    for model, rows in lists:
        for place, row in enumerate(rows, 1):
            session.add(_copied(session, model, row, new.tu_nam_id, year.id, place))
    _movements(session, year.id, new)
    _duties(session, year.id, new)
    _groups(session, year.id, new.cum_khoi)
    set_days(session, actor, new.lich, at=at)
    session.flush()
    facts = {
        "nam": new.nam,
        "tu_nam_id": new.tu_nam_id,
        "nghia_vu": len(new.nghia_vu),
        "cum_khoi": len(new.cum_khoi),
    }
    record(session, actor, "tao_nam", "nam_thi_dua", year.id, at=at, sau=facts)
    return year.id


def _judge(new: NamTuNamCu) -> None:
    spans = {place: _span(row) for place, row in enumerate(new.dot, 1)}
    for _, fault in period_faults(new.nam, spans):
        raise WrongInput(f"dot_{fault}", nam=new.nam)
    for duty in new.nghia_vu:
        pairs = [(duty.doi["mo_tu"], duty.doi["han"]), *duty.theo_loai.values()]
        if any(due < opening for opening, due in pairs):  # type: ignore[operator]
            raise WrongInput("han_truoc_ngay_mo", ten=duty.doi["ten"])
    for one in new.cum_khoi:
        judge_group(one.ten, one.thanh_vien, one.truong_id, one.pho_id)
    if in_two_groups(one.thanh_vien for one in new.cum_khoi):
        raise WrongInput("don_vi_hai_cum")


def judge_group(ten: str, members: Sequence[int], truong_id: int | None, pho_id: int | None) -> None:
    """Raise WrongInput unless the group has a name and its head and deputy are two of its members."""
    for _, fault in group_faults(Group(ten, frozenset(members), truong_id, pho_id)):
        raise WrongInput(fault.value, ten=ten)


def _span(row: BanSao) -> Span:
    first, last, share = row.doi["tu_ngay"], row.doi["den_ngay"], row.doi["ty_le_moc"]
    if not isinstance(first, date) or not isinstance(last, date):
        raise WrongInput("dot_ngay_nguoc")
    return Span(first, last, float(str(share)))


def _copied(
    session: Session, model: type[Row], row: BanSao, tu_nam_id: int | None, nam_id: int, place: int
) -> Row:
    """The new row: what the old one holds, with the changes, in its new year and place."""
    values: dict[str, Any] = {}
    if row.nguon_id is not None:
        source = session.get(model, row.nguon_id)
        if source is None or getattr(source, "nam_id", None) != tu_nam_id:
            raise WrongInput("dong_cua_nam_khac")
        names = [column.key for column in inspect(model).column_attrs if column.key != "id"]
        values = {name: getattr(source, name) for name in names}
    values |= {**row.doi, "nam_id": nam_id}
    if hasattr(model, "thu_tu"):
        values["thu_tu"] = place
    return model(**values)


def _movements(session: Session, nam_id: int, new: NamTuNamCu) -> None:
    called, _ = called_units(session, new.tu_nam_id) if new.tu_nam_id else ({}, {})
    for place, row in enumerate(new.phong_trao, 1):
        made = _copied(session, PhongTrao, row, new.tu_nam_id, nam_id, place)
        session.add(made)
        session.flush()
        for unit in _living(session, called.get(row.nguon_id or 0, ()), new.ngay):
            session.add(PhongTraoDonVi(phong_trao_id=made.id, don_vi_id=unit))


def _duties(session: Session, nam_id: int, new: NamTuNamCu) -> None:
    _, called = called_units(session, new.tu_nam_id) if new.tu_nam_id else ({}, {})
    for place, row in enumerate(new.nghia_vu, 1):
        no_file = {"tep_sha256": "", "tep_ten": "", "tep_loai": "", "tep_kich_thuoc": 0}
        fresh = BanSao(row.nguon_id, {**no_file, **row.doi})
        made = _copied(session, NghiaVu, fresh, new.tu_nam_id, nam_id, place)
        session.add(made)
        session.flush()
        for unit in _living(session, called.get(row.nguon_id or 0, ()), new.ngay):
            session.add(NghiaVuDonVi(nghia_vu_id=made.id, don_vi_id=unit))
        for loai, (opening, due) in row.theo_loai.items():
            session.add(NghiaVuLoaiDonVi(nghia_vu_id=made.id, loai=loai, mo_tu=opening, han=due))


def _living(session: Session, called: Sequence[int], day: date) -> list[int]:
    """The units called by name, closed ones replaced by their successors."""
    if not called:
        return []
    living = frozenset(units_on(session, day))
    [carried], _ = carry_members([called], living, successors(session, day))
    return carried


def _groups(session: Session, nam_id: int, groups: Sequence[NhomMoi]) -> None:
    for place, one in enumerate(groups, 1):
        group = CumKhoi(
            nam_id=nam_id,
            code=one.code,
            loai=one.loai,
            ten=one.ten,
            thu_tu=place,
            truong_id=one.truong_id,
            pho_id=one.pho_id,
            phu_trach=one.phu_trach,
        )
        session.add(group)
        session.flush()
        for order, unit in enumerate(one.thanh_vien, 1):
            session.add(ThanhVienCumKhoi(nam_id=nam_id, don_vi_id=unit, cum_khoi_id=group.id, thu_tu=order))


def begin_summing_up(session: Session, actor: Actor | None, nam_id: int, *, at: datetime) -> None:
    """The named act `dang_mo` → `dang_tong_ket`: the year's awards are decided while the next one is at work.

    Raises NotNow in any other state.
    """
    year = session.get_one(NamThiDua, nam_id)
    if year.trang_thai is not TrangThaiNam.DANG_MO:
        raise NotNow("nam_khong_dang_mo", nam=year.nam)
    year.trang_thai = TrangThaiNam.DANG_TONG_KET
    record(session, actor, "chuyen_tong_ket", "nam_thi_dua", nam_id, at=at, sau={"nam": year.nam})


def close_year(session: Session, actor: Actor, nam_id: int, *, at: datetime) -> None:
    """The named act `dang_tong_ket` → `da_dong`, after which nothing of the year is written any more.

    That nothing is left open is the caller's to see. Raises NotYourFunction unless the actor leads the Phòng,
    NotNow in any other state. The one way back is `reopen_year`.
    """
    if not actor.has(Role.LANH_DAO_PHONG):
        raise NotYourFunction("dong_nam_lanh_dao_phong")
    year = session.get_one(NamThiDua, nam_id)
    if year.trang_thai is not TrangThaiNam.DANG_TONG_KET:
        raise NotNow("nam_khong_dang_tong_ket", nam=year.nam)
    year.trang_thai = TrangThaiNam.DA_DONG
    record(session, actor, "dong_nam", "nam_thi_dua", nam_id, at=at, sau={"nam": year.nam})


def reopen_year(session: Session, actor: Actor, nam_id: int, *, at: datetime, reason: str) -> None:
    """The named act `da_dong` → `dang_tong_ket`, for a year closed by mistake or a figure to be put right.

    Raises NotYourFunction unless the actor leads the Phòng, WrongInput("thieu_ly_do") without a reason,
    NotNow in any other state or when two other years are open. What was sealed in the year stays sealed.
    """
    if not actor.has(Role.LANH_DAO_PHONG):
        raise NotYourFunction("dong_nam_lanh_dao_phong")
    if not reason.strip():
        raise WrongInput("thieu_ly_do")
    year = session.get_one(NamThiDua, nam_id)
    if year.trang_thai is not TrangThaiNam.DA_DONG:
        raise NotNow("nam_khong_da_dong", nam=year.nam)
    others = years_still_open(session, year.nam)
    if len(others) >= OPEN_YEARS:
        raise NotNow("con_nam_chua_dong", nam=others[-1].nam)
    year.trang_thai = TrangThaiNam.DANG_TONG_KET
    facts = {"nam": year.nam, "ly_do": reason.strip()}
    record(session, actor, "mo_lai_nam", "nam_thi_dua", nam_id, at=at, sau=facts)


def years_still_open(session: Session, but: int) -> list[NamThiDua]:
    """The years that were opened and are not closed, newest first, without year `but`."""
    at_work = (TrangThaiNam.DANG_MO, TrangThaiNam.DANG_TONG_KET)
    query = select(NamThiDua).where(NamThiDua.trang_thai.in_(at_work), NamThiDua.nam != but)
    return list(session.scalars(query.order_by(NamThiDua.nam.desc())))
