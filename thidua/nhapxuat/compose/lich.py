"""The working-day calendar of a year as a list."""

from collections.abc import Mapping
from datetime import date

from thidua.core.actor import SECRETARIAT
from thidua.nhapxuat.compose import Bang
from thidua.nhapxuat.queries import Town
from thidua.sheets.plan import Field, Kind, Plan, Value, WrongCell

_WEEKDAYS = 5
KINDS = {"nghi": "Nghỉ", "lam_bu": "Làm bù"}


def _fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("ngay", ("Ngày", "Ngày tháng"), Kind.DAY, required=True),
        Field("loai", ("Loại", "Nghỉ hay làm bù"), Kind.CHOICE, required=True, choices=KINDS),
        Field("ten", ("Tên", "Tên ngày", "Lý do"), required=True),
        Field("nguon", ("Nguồn", "Văn bản"), Kind.LINES, longest=1000),
    )


def _key(values: Mapping[str, Value]) -> str:
    day = values.get("ngay")
    return day.isoformat() if isinstance(day, date) else ""


def _check(found: Plan, town: Town) -> list[WrongCell]:
    """A day belongs to the year of the page; only a Saturday or Sunday is worked in exchange."""
    wrong = []
    for row in found.rows:
        day = row.values.get("ngay")
        if isinstance(day, date) and town.nam is not None and day.year != town.nam:
            sentence = f"Ngày này không thuộc năm {town.nam}. Sửa năm, hoặc nhập ở lịch của năm {day.year}."
            wrong.append(WrongCell(row.sheet, row.address("ngay"), day.isoformat(), sentence))
        elif isinstance(day, date) and row.values.get("loai") == "lam_bu" and day.weekday() < _WEEKDAYS:
            sentence = "Ngày này là ngày làm việc rồi. Chỉ thứ Bảy, Chủ nhật mới là ngày làm bù."
            wrong.append(WrongCell(row.sheet, row.address("loai"), KINDS["lam_bu"], sentence))
    return wrong


LICH = Bang(
    "lich",
    "Lịch làm việc",
    _fields,
    _key,
    SECRETARIAT,
    of_year=True,
    advice=("Mỗi dòng một ngày khác lệ thường: ngày nghỉ lễ, nghỉ bù, hoặc ngày làm bù.",),
    check=_check,
)
