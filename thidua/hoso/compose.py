"""The year's days as a calendar: what opens and falls due for some units, holidays, swapped days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.donvi.queries import DonViRow
from thidua.donvi.queries.co_quan import CoQuanRow
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries.lich import NgayRow
from thidua.namthidua.queries.nghia_vu import NghiaVuRow
from thidua.vanban.blocks import DauVanBan, KyTen, NgayVanBan, SoKyHieu, VanBan
from thidua.vanban.kinds import lich_cong_tac
from thidua.vanban.kinds.lich_cong_tac import LichCongTac, LoaiMoc, MocLich


@dataclass(frozen=True, slots=True)
class Moc:
    """A day of the calendar; `uid` names the thing, not the day, so it survives a change of days."""

    uid: str
    ngay: date
    loai: LoaiMoc
    noi_dung: str


def duty_days(
    nam: int,
    duties: Iterable[NghiaVuRow],
    units: Sequence[DonViRow],
    extended: Mapping[tuple[int, str], date],
    type_names: Mapping[str, str],
) -> list[Moc]:
    """What opens and falls due for these units.

    Units of one type share a day; where types differ, or some have more time, the words say whose day it is.
    `extended` are the days moved by extensions, by unit and obligation.
    """
    found: list[Moc] = []
    for duty in duties:
        called = [unit for unit in units if duty.calls(unit.id)]
        own = {unit.loai for unit in called if unit.loai in duty.theo_loai}
        general = [unit for unit in called if unit.loai not in own]
        if general:
            found += _pair(f"{nam}-{duty.code}", duty.ten, (duty.mo_tu, duty.han))
        for loai in sorted(own):
            name = (
                f"{duty.ten} ({type_names.get(loai, loai).lower()})" if general or len(own) > 1 else duty.ten
            )
            found += _pair(f"{nam}-{duty.code}-{loai}", name, duty.theo_loai[loai])
        for unit in called:
            day = extended.get((unit.id, duty.code))
            if day is not None:
                said = f"{duty.ten} (gia hạn{'' if len(units) == 1 else ' cho ' + unit.ten_ngan})"
                found.append(Moc(f"gia-han-{nam}-{duty.code}-{unit.code}", day, "han", said))
    return found


def _pair(uid: str, name: str, days: tuple[date, date]) -> list[Moc]:
    opens, due = days
    return [Moc(f"mo-{uid}", opens, "mo", name), Moc(f"han-{uid}", due, "han", name)]


def calendar_days(days: Iterable[NgayRow]) -> list[Moc]:
    """Holidays and swapped days."""
    return [
        Moc(
            f"{'nghi' if one.loai == 'nghi' else 'lam-bu'}-{one.ngay.isoformat()}",
            one.ngay,
            _kind(one),
            one.ten,
        )
        for one in days
    ]


def _kind(one: NgayRow) -> LoaiMoc:
    return "nghi" if one.loai == "nghi" else "lam_bu"


def wall_calendar(
    year: NamThiDua, office: CoQuanRow, whose: str, moc: Iterable[Moc], *, note: str | None
) -> VanBan:
    """The notice with the sheet for the wall, under the head of the year's plan; the office's day signs."""
    issuer = _lines(year.co_quan_ban_hanh)
    return lich_cong_tac.build(
        LichCongTac(
            dau=DauVanBan(
                (), issuer, SoKyHieu(None, "TB-UBND"), year.dia_danh, NgayVanBan(None, None, year.nam)
            ),
            nam=year.nam,
            doi_tuong=whose,
            moc=tuple(MocLich(one.ngay, one.loai, one.noi_dung) for one in moc),
            ky_ten=KyTen(_lines(year.quyen_han_ky), office.ubnd_nguoi_ky),
            ten_co_quan=f"Ủy ban nhân dân {office.ten}",
            noi_nhan=("Các đơn vị có tên trong lịch", "Lưu: VT, NV"),
            ghi_chu=note,
        )
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("\n") if part)
