"""A registration in short, for who reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.targets import Chieu, LoaiChiTieu, below_assigned, moc_dot
from thidua.core.viet import format_date
from thidua.dangky.queries import ChiTieuDangKy, NoiDungDangKy, PhongTraoDangKy
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow

DONE = "Hoàn thành"


@dataclass(frozen=True, slots=True)
class ChiTieuTomTat:
    """A target as the reader sees it; `more` is how much the unit promises beyond what was assigned."""

    chi_tieu: ChiTieuRow
    gia_tri: Decimal | None
    registered: bool
    more: Decimal | None
    below: bool
    ly_do: str
    moc: Decimal | None


@dataclass(frozen=True, slots=True)
class PhongTraoTomTat:
    """A movement as the reader sees it; `thoi_gian` says the days, or the words where there are none."""

    phong_trao: PhongTraoRow
    noi_dung: str
    tieu_chi: str
    thoi_gian: str
    nguoi_phu_trach: str


@dataclass(frozen=True, slots=True)
class TomTat:
    """A registration in short: its lines, and how many stand above, at or below the assigned figure."""

    chi_tieu: tuple[ChiTieuTomTat, ...]
    above: int
    below: tuple[ChiTieuTomTat, ...]
    missing: int
    phong_trao: tuple[PhongTraoTomTat, ...]
    noi_dung: NoiDungDangKy
    so_chu: int


def summary(
    content: NoiDungDangKy, targets: Iterable[ChiTieuRow], movements: Iterable[PhongTraoRow], share: Decimal
) -> TomTat:
    """The registration in short; `share` is the percent due at the end of đợt 1."""
    values = content.values
    lines = tuple(_line(row, values.get(row.id), share) for row in targets)
    by_id = {row.id: row for row in movements}
    return TomTat(
        chi_tieu=lines,
        above=sum(line.more is not None and line.more > 0 and not line.below for line in lines),
        below=tuple(line for line in lines if line.below),
        missing=sum(not line.registered for line in lines),
        phong_trao=tuple(
            PhongTraoTomTat(
                by_id[each.phong_trao_id],
                each.noi_dung,
                each.tieu_chi,
                time_words(each),
                each.nguoi_phu_trach,
            )
            for each in content.phong_trao
            if each.phong_trao_id in by_id
        ),
        noi_dung=content,
        so_chu=len(content.giai_phap.split()),
    )


def time_words(each: PhongTraoDangKy) -> str:
    """When a movement runs: its days, and the words for them."""
    start, end = each.tu_ngay, each.den_ngay
    if start and end:
        days = f"{format_date(start)} – {format_date(end)}"
    elif start:
        days = f"từ {format_date(start)}"
    else:
        days = f"đến {format_date(end)}" if end else ""
    return "; ".join(part for part in (days, each.thoi_gian) if part)


def _line(row: ChiTieuRow, held: ChiTieuDangKy | None, share: Decimal) -> ChiTieuTomTat:
    value = held.gia_tri if held else None
    registered = held is not None and (value is not None or not row.loai.has_figure)
    return ChiTieuTomTat(
        chi_tieu=row,
        gia_tri=value,
        registered=registered,
        more=_beyond(row, value),
        below=below_assigned(row.loai, row.giao, value, row.chieu),
        ly_do=held.ly_do_thap if held else "",
        moc=moc_dot(row.loai, value, row.moc, share),
    )


def _beyond(row: ChiTieuRow, value: Decimal | None) -> Decimal | None:
    if value is None or row.giao is None:
        return None
    return row.giao - value if row.downward else value - row.giao


def people_words(number: int | None) -> str:
    """A number of people, empty while nobody gave it."""
    return "" if number is None else str(number)


def sign(row: ChiTieuRow) -> str:
    """The sign before an assigned figure: not above, at or above; none where higher is simply better."""
    if row.downward:
        return "≤ "
    return "≥ " if row.loai is LoaiChiTieu.DUY_TRI or row.chieu is Chieu.GIU else ""
