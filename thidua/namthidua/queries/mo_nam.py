"""The draft of a new year: what the last one hands on, what moves by itself, what a person must decide.

Reading only; nothing of the draft lies in a table before the year is made.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.calendar import WorkCalendar
from thidua.core.errors import Refusal
from thidua.core.rollover import advance_text, next_year
from thidua.donvi.queries import units_on
from thidua.donvi.queries.co_quan import CoQuanRow, office_on
from thidua.namthidua import queries
from thidua.namthidua.models import (
    CanCu,
    DanhMucChiTieu,
    DongKeHoach,
    NamThiDua,
    NghiaVu,
    NghiaVuLoaiDonVi,
    PhongTrao,
)
from thidua.namthidua.queries.ban_mo_nam import (
    BanMoNam,
    CanCuCu,
    CanXem,
    ChiTieuCu,
    Dau,
    DongVan,
    DotCu,
    NgayDoi,
    NghiaVuCu,
    PhongTraoCu,
)
from thidua.namthidua.queries.lich import OFF, WORKED, NgayRow, days_of, offered
from thidua.namthidua.queries.mo_nam_dau_tien import first_year
from thidua.namthidua.queries.mo_nam_nhom import carried_groups

TEXTS = ("khau_hieu", "tieu_chi", "gan_voi")
"""The texts of a movement that move on by a year beside its name; its basis cites documents and stays."""


def next_year_of(session: Session, nam: int) -> int:
    """The year that is opened from the page of year `nam`: the next one, in an empty office `nam` itself.

    Raises NotThere when the office has years but not this one.
    """
    if queries.newest_year(session) is None:
        return nam
    return queries.year(session, nam).nam + 1


def year_exists(session: Session, nam: int) -> bool:
    """Whether the office has the year, in whatever state."""
    return session.scalar(select(NamThiDua.id).where(NamThiDua.nam == nam)) is not None


def draft(session: Session, tu_nam: int | None, nam: int, day: date) -> BanMoNam:
    """The draft of year `nam` from year `tu_nam`; `day` decides which units live and who the office is.

    Raises NotThere when there is no year `tu_nam`.
    """
    days = () if days_of(session, nam) else tuple(offered(nam))
    calendar = _with(queries.work_calendar(session), days)
    units = units_on(session, day)
    office = _office(session, day)
    if tu_nam is None:
        return _stamped(first_year(nam, office, units, calendar, days))
    year = queries.year(session, tu_nam)
    groups, gone, loose = carried_groups(session, year.id, units, day)
    made = BanMoNam(
        nam=nam,
        tu_nam=tu_nam,
        dau=_head(year, office),
        dong=_lines(session, year),
        noi_nhan=tuple(
            DongVan(place, text, advance_text(text, tu_nam))
            for place, text in enumerate(queries.recipients(session, year.id), 1)
        ),
        can_cu=_grounds(session, year),
        dot=_periods(session, year),
        phong_trao=_movements(session, year),
        danh_muc=_catalogue(session, year),
        nghia_vu=_duties(session, year, calendar),
        cum_khoi=groups,
        don_vi=units,
        mat=gone,
        moi=loose,
        lich=days,
    )
    return _stamped(made)


def _stamped(made: BanMoNam) -> BanMoNam:
    parts = (made.dau, made.dong, made.noi_nhan, made.can_cu, made.dot, made.phong_trao, made.danh_muc)
    text = repr((parts, made.nghia_vu, made.cum_khoi, sorted(made.don_vi), made.moi))
    return BanMoNam(
        **{name: getattr(made, name) for name in BanMoNam.__slots__ if name != "van_tay"},
        van_tay=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16],
    )


def _office(session: Session, day: date) -> CoQuanRow | None:
    try:
        return office_on(session, day)
    except Refusal:
        return None


def _with(calendar: WorkCalendar, days: Iterable[NgayRow]) -> WorkCalendar:
    """The calendar with these days in it."""
    off = {one.ngay for one in days if one.loai == OFF}
    worked = {one.ngay for one in days if one.loai == WORKED}
    return WorkCalendar(calendar.holidays | off, calendar.swapped_workdays | worked)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("\n") if part)


def _head(year: NamThiDua, office: CoQuanRow | None) -> Dau:
    """The head of the old plan under the office of the new year; the sample's signer signs nothing else."""
    own = (_split(year.co_quan_ban_hanh), year.dia_danh, _split(year.quyen_han_ky))
    there = (office.ubnd_ban_hanh, office.dia_danh, office.ubnd_quyen_han_ky) if office else own
    signer = (office.ubnd_nguoi_ky if office else "") or ("" if year.la_mau else year.nguoi_ky)
    return Dau(
        chu_de=year.chu_de,
        ky_hieu=year.ke_hoach_ky_hieu,
        trich_yeu=advance_text(year.ke_hoach_trich_yeu, year.nam),
        co_quan_ban_hanh=there[0],
        dia_danh=there[1],
        quyen_han_ky=there[2],
        nguoi_ky=signer,
        la_mau=year.la_mau,
        doi_co_quan=there[:2] != own[:2],
    )


def _lines(session: Session, year: NamThiDua) -> tuple[DongVan, ...]:
    rows = session.scalars(
        select(DongKeHoach).where(DongKeHoach.nam_id == year.id).order_by(DongKeHoach.thu_tu)
    )
    return tuple(
        DongVan(r.id, r.noi_dung, advance_text(r.noi_dung, year.nam), r.vai, r.loai, r.danh_so) for r in rows
    )


def _grounds(session: Session, year: NamThiDua) -> tuple[CanCuCu, ...]:
    rows = session.scalars(select(CanCu).where(CanCu.nam_id == year.id).order_by(CanCu.thu_tu))
    first_day = date(year.nam + 1, 1, 1)
    found = []
    for r in rows:
        over = r.hieu_luc_den is not None and r.hieu_luc_den < first_day
        yearly = r.ngay is not None and r.ngay.year >= year.nam - 1
        why = [CanXem.HET_HIEU_LUC] if over else [CanXem.CUA_NAM_CU] if yearly else []
        found.append(
            CanCuCu(
                r.id,
                r.ten_loai,
                r.so_ky_hieu,
                r.ngay,
                r.co_quan,
                r.trich_yeu,
                r.hieu_luc_den,
                not over,
                tuple(why),
            )
        )
    return tuple(found)


def _periods(session: Session, year: NamThiDua) -> tuple[DotCu, ...]:
    return tuple(
        DotCu(
            r.id,
            r.so,
            advance_text(r.ten, year.nam).text,
            next_year(r.tu_ngay),
            _last_day(r.den_ngay),
            r.ty_le_moc,
            r.ky_bao_cao,
        )
        for r in queries.periods(session, year.id)
    )


def _last_day(day: date) -> date:
    """A period that ended with February does so in a leap year too."""
    moved = next_year(day)
    leap = day.month == 2 and day.day == 28 and moved.year % 4 == 0
    return date(moved.year, 2, 29) if leap else moved


def _movements(session: Session, year: NamThiDua) -> tuple[PhongTraoCu, ...]:
    rows = session.scalars(select(PhongTrao).where(PhongTrao.nam_id == year.id).order_by(PhongTrao.thu_tu))
    found = []
    for r in rows:
        over = r.chuyen_de and r.den_ngay is not None and r.den_ngay.year <= year.nam
        why = (CanXem.HET_DOT,) if over else ()
        name = advance_text(r.ten, year.nam)
        texts = {part: advance_text(getattr(r, part), year.nam) for part in TEXTS}
        found.append(
            PhongTraoCu(r.id, name, r.cap_phat_dong, r.chuyen_de, r.tu_ngay, r.den_ngay, not over, why, texts)
        )
    return tuple(found)


def _catalogue(session: Session, year: NamThiDua) -> tuple[ChiTieuCu, ...]:
    rows = session.scalars(
        select(DanhMucChiTieu).where(DanhMucChiTieu.nam_id == year.id).order_by(DanhMucChiTieu.thu_tu)
    )
    return tuple(
        ChiTieuCu(
            r.id,
            r.ma,
            advance_text(r.ten, year.nam),
            r.don_vi_tinh,
            r.quyet_dinh,
            next_year(r.ngay_moc) if r.ngay_moc else None,
        )
        for r in rows
    )


def _moved_day(day: date, calendar: WorkCalendar) -> NgayDoi:
    same = next_year(day)
    return NgayDoi(day, same, calendar.workday_on_or_after(same))


def _duties(session: Session, year: NamThiDua, calendar: WorkCalendar) -> tuple[NghiaVuCu, ...]:
    by_type: dict[int, list[tuple[str, NgayDoi, NgayDoi]]] = {}
    types = session.scalars(
        select(NghiaVuLoaiDonVi)
        .join(NghiaVu, NghiaVu.id == NghiaVuLoaiDonVi.nghia_vu_id)
        .where(NghiaVu.nam_id == year.id)
        .order_by(NghiaVuLoaiDonVi.loai)
    )
    for one in types:
        days = (one.loai, _moved_day(one.mo_tu, calendar), _moved_day(one.han, calendar))
        by_type.setdefault(one.nghia_vu_id, []).append(days)
    return tuple(
        _duty(r, year.nam, calendar, by_type.get(r.id, ())) for r in queries.obligations(session, year.id)
    )


def _duty(
    row: NghiaVu, nam: int, calendar: WorkCalendar, by_type: Sequence[tuple[str, NgayDoi, NgayDoi]]
) -> NghiaVuCu:
    opening, due = _moved_day(row.mo_tu, calendar), _moved_day(row.han, calendar)
    own = row.code.startswith("nhiem_vu_rieng")
    why = [CanXem.NHIEM_VU_RIENG] if own else []
    if any(day.doi for day in (opening, due, *(day for _, *days in by_type for day in days))):
        why.append(CanXem.NGAY_NGHI)
    return NghiaVuCu(
        row.id,
        row.code,
        advance_text(row.ten, nam),
        opening,
        due,
        advance_text(row.van_ban_trich_yeu, nam),
        row.van_ban_so,
        tuple(by_type),
        not own,
        tuple(why),
    )
