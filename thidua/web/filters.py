"""Jinja filters: how figures, days and moments stand on screen."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from flask import Flask

from thidua.core.calendar import VN, local_day
from thidua.core.viet import date_in_words, format_date, format_number, number_for_input

NOTHING = "–"
_STEPS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))


def so(value: Decimal | int | None, places: int | None = None) -> str:
    """1.234,5; a dash for what is missing."""
    return NOTHING if value is None else format_number(value, places)


def so_nhap(value: Decimal | int | None) -> str:
    """The figure as a field holds it, empty when missing."""
    return "" if value is None else number_for_input(value)


def phan_tram(value: Decimal | int | None, places: int = 1) -> str:
    """97,5%: a share that already counts in hundredths; at most `places` decimals, halves up."""
    if value is None:
        return NOTHING
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{format_number(rounded)}%"


def ngay(value: date | datetime | None) -> str:
    """05/6/2023, in Vietnam's zone; a dash for what is missing."""
    return NOTHING if value is None else format_date(_day(value))


def ngay_thang(value: date | datetime | None) -> str:
    """05/6: the day without its year."""
    return ngay(value).rpartition("/")[0] or NOTHING


def ngay_chu(value: date | datetime | None) -> str:
    """Thứ Hai, 05/6/2023."""
    return NOTHING if value is None else date_in_words(_day(value))


def gio(value: datetime | None) -> str:
    """14:32:08, in Vietnam's zone."""
    return NOTHING if value is None else value.astimezone(VN).strftime("%H:%M:%S")


def gio_ngay(value: datetime | None) -> str:
    """14:32 ngày 05/6/2023, in Vietnam's zone."""
    if value is None:
        return NOTHING
    return f"{value.astimezone(VN).strftime('%H:%M')} ngày {ngay(value)}"


def dung_luong(size: int | None) -> str:
    """2,4 MB: the size of a file."""
    if size is None:
        return NOTHING
    for step, unit in _STEPS:
        if size >= step:
            return f"{format_number(_tenth(Decimal(size) / step))} {unit}"
    return f"{size} byte"


def doan(text: str | None) -> list[str]:
    """The paragraphs of a text, for a loop of `<p>`."""
    return [line for line in (text or "").split("\n") if line.strip()]


def dia_chi(stored: str) -> str:
    """A stored name as it stands in an address."""
    return stored.replace("_", "-")


def init_app(app: Flask) -> None:
    """Give the filters to the templates."""
    for each in (
        so,
        so_nhap,
        phan_tram,
        ngay,
        ngay_thang,
        ngay_chu,
        gio,
        gio_ngay,
        dung_luong,
        doan,
        dia_chi,
    ):
        app.jinja_env.filters[each.__name__] = each


def _day(value: date | datetime) -> date:
    return local_day(value) if isinstance(value, datetime) else value


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
