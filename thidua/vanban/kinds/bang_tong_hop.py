"""The tables of the consolidated report: typed rows in, tables with the office's columns out.

Counts are of units called; figures are Decimal, rates half up to one decimal; what is missing stays blank or
says so, and is never a zero.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.calendar import KyBaoCao
from thidua.core.targets import DanhGia, ty_le, ty_le_hoan_thanh
from thidua.core.viet import format_date, format_number
from thidua.vanban.blocks import Bang, Cot, Hang, O

DANH_GIA: Mapping[KyBaoCao, Mapping[DanhGia, str]] = {
    KyBaoCao.SO_KET: {
        DanhGia.HOAN_THANH_NAM: "Hoàn thành năm",
        DanhGia.DAT_MOC: "Đạt mốc",
        DanhGia.DUOI_MOC: "Dưới mốc",
        DanhGia.CHUA_DEN_KY: "Chưa đến kỳ",
        DanhGia.CHUA_BAO_CAO: "Chưa báo cáo",
    },
    KyBaoCao.TONG_KET: {
        DanhGia.HOAN_THANH_NAM: "Hoàn thành",
        DanhGia.DAT_MOC: "Hoàn thành",
        DanhGia.DUOI_MOC: "Không hoàn thành",
        DanhGia.CHUA_DEN_KY: "Không phát sinh",
        DanhGia.CHUA_BAO_CAO: "Chưa báo cáo",
    },
}
"""The judgement as the papers say it."""


def so(value: Decimal | int | None) -> str:
    """A figure, blank when missing."""
    return "" if value is None else format_number(value)


def phan_tram(value: Decimal | None) -> str:
    """A rate with one decimal, blank when missing; the column says that it is in percent."""
    return "" if value is None else format_number(value, 1)


# --- Bảng 1: registration and pledge


@dataclass(frozen=True, slots=True)
class DongGiaoUoc:
    """One cụm or khối. `so_don_vi` counts members; `dung_han + cham + chua` those called to register."""

    ten: str
    so_don_vi: int
    co_ke_hoach: int
    dung_han: int
    cham: int
    chua: int
    da_ky: int
    ngay_ky: tuple[date, ...] = ()
    ghi_chu: str = ""
    nguon: str | None = None


def bang_giao_uoc(rows: Sequence[DongGiaoUoc]) -> Bang:
    """Bảng đăng ký, ký kết giao ước with its total row."""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Cụm, khối", 2.6),
        Cot("Số đơn vị"),
        Cot("Có kế hoạch"),
        Cot("Đăng ký đúng hạn"),
        Cot("Đăng ký chậm"),
        Cot("Chưa đăng ký"),
        Cot("Đã ký giao ước"),
        Cot("Ngày ký kết", 1.3, "giua"),
        Cot("Ghi chú", 1.3),
    )
    hang: list[Hang] = [
        (
            str(place),
            O(row.ten, row.nguon),
            *(O(str(count), row.nguon) for count in _giao_uoc_counts(row)),
            days(row.ngay_ky),
            row.ghi_chu,
        )
        for place, row in enumerate(rows, 1)
    ]
    sums = (str(sum(column)) for column in zip(*map(_giao_uoc_counts, rows), strict=True))
    hang.append(("", "Tổng cộng", *sums, "", ""))
    return Bang(cot, tuple(hang), "Đăng ký thi đua và ký kết giao ước của các cụm, khối", tong=True)


def _giao_uoc_counts(row: DongGiaoUoc) -> tuple[int, ...]:
    return (row.so_don_vi, row.co_ke_hoach, row.dung_han, row.cham, row.chua, row.da_ky)


def days(found: Iterable[date]) -> str:
    """One day, or the first and the last of several."""
    ordered = sorted(set(found))
    if len(ordered) < 2:
        return "".join(map(format_date, ordered))
    return f"{format_date(ordered[0])} - {format_date(ordered[-1])}"


# --- Bảng 3: targets by cụm and khối


@dataclass(frozen=True, slots=True)
class DongDanhGia:
    """How the targets of one cụm or khối were judged."""

    ten: str
    dem: Mapping[DanhGia, int]
    nguon: str | None = None


def total_counts(rows: Iterable[DongDanhGia]) -> Mapping[DanhGia, int]:
    """The judgements of all rows together."""
    total: Counter[DanhGia] = Counter()
    for row in rows:
        total.update(row.dem)
    return total


Judged = tuple[str, tuple[DanhGia, ...]]

_JUDGED: Mapping[KyBaoCao, tuple[Judged, ...]] = {
    KyBaoCao.SO_KET: (
        ("Hoàn thành năm", (DanhGia.HOAN_THANH_NAM,)),
        ("Đạt mốc Đợt 1", (DanhGia.DAT_MOC,)),
        ("Dưới mốc", (DanhGia.DUOI_MOC,)),
        ("Chưa đến kỳ", (DanhGia.CHUA_DEN_KY,)),
        ("Chưa báo cáo", (DanhGia.CHUA_BAO_CAO,)),
    ),
    KyBaoCao.TONG_KET: (
        ("Hoàn thành", (DanhGia.HOAN_THANH_NAM, DanhGia.DAT_MOC)),
        ("Không hoàn thành", (DanhGia.DUOI_MOC,)),
        ("Không phát sinh", (DanhGia.CHUA_DEN_KY,)),
        ("Chưa báo cáo", (DanhGia.CHUA_BAO_CAO,)),
    ),
}


def bang_danh_gia(rows: Sequence[DongDanhGia], ky: KyBaoCao) -> Bang:
    """Bảng chỉ tiêu theo cụm, khối with its total row; at the year's end there is no mark of đợt 1 left."""
    shown = _JUDGED[ky]
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Cụm, khối", 2.6),
        Cot("Tổng chỉ tiêu"),
        *(Cot(head) for head, _ in shown),
        Cot("Tỷ lệ đạt (%)"),
    )
    total = DongDanhGia("Tổng cộng", total_counts(rows))
    hang: list[Hang] = [
        (str(place) if row is not total else "", O(row.ten, row.nguon), *_danh_gia_cells(row, shown))
        for place, row in enumerate((*rows, total), 1)
    ]
    return Bang(cot, tuple(hang), "Kết quả thực hiện chỉ tiêu, nhiệm vụ theo cụm, khối", tong=True)


def _danh_gia_cells(row: DongDanhGia, shown: tuple[Judged, ...]) -> Iterable[O]:
    yield O(str(sum(row.dem.values())), row.nguon)
    yield from (O(str(sum(row.dem.get(one, 0) for one in group)), row.nguon) for _, group in shown)
    yield O(phan_tram(ty_le_hoan_thanh(row.dem)), row.nguon)


# --- Bảng 4: key figures of the town


@dataclass(frozen=True, slots=True)
class DongChuYeu:
    """A key figure of the town with the office that gave it."""

    ten: str
    don_vi_tinh: str
    cung_ky: Decimal | None
    ke_hoach: Decimal | None
    thuc_hien: Decimal | None
    la_uoc: bool
    nguon_so_lieu: str
    nguon: str | None = None


def bang_chu_yeu(rows: Sequence[DongChuYeu], ky: KyBaoCao, nam: int, cap: str) -> Bang:
    """Bảng chỉ tiêu chủ yếu of the town, whose level `cap` is "thị xã"; the column of results says "ước", an
    official figure says so."""
    khoang = "6 tháng " if ky is KyBaoCao.SO_KET else ""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Chỉ tiêu", 2.3),
        Cot("ĐVT", 0.9, "giua"),
        Cot(f"TH {khoang}{nam - 1}", 1.1),
        Cot(f"KH {nam}", 1.1),
        Cot(f"Ước TH {khoang}{nam}", 1.1),
        Cot("% KH"),
        Cot("% cùng kỳ"),
        Cot("Nguồn", 2.2),
    )
    hang: list[Hang] = [
        (
            str(place),
            row.ten,
            row.don_vi_tinh,
            *(O(so(value), row.nguon) for value in (row.cung_ky, row.ke_hoach, row.thuc_hien)),
            phan_tram(ty_le(row.thuc_hien, row.ke_hoach)),
            phan_tram(ty_le(row.thuc_hien, row.cung_ky)),
            row.nguon_so_lieu if row.la_uoc else f"{row.nguon_so_lieu} (số chính thức)".strip(),
        )
        for place, row in enumerate(rows, 1)
    ]
    return Bang(cot, tuple(hang), f"Một số chỉ tiêu chủ yếu của {cap}")


# --- Bảng 5: movements


@dataclass(frozen=True, slots=True)
class DongPhongTrao:
    """A movement: how many units registered it, its main result, the units that stand out."""

    ten: str
    cap_phat_dong: str
    so_don_vi: int
    ket_qua: str
    tieu_bieu: str
    nguon: str | None = None


def bang_phong_trao(rows: Sequence[DongPhongTrao]) -> Bang:
    """Bảng kết quả các phong trào."""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Phong trào", 2.2),
        Cot("Cấp phát động", 1.1),
        Cot("Số đơn vị hưởng ứng", 0.9),
        Cot("Kết quả chủ yếu", 2.6),
        Cot("Đơn vị tiêu biểu", 2.2),
    )
    hang = tuple(
        (
            str(place),
            row.ten,
            row.cap_phat_dong,
            O(str(row.so_don_vi), row.nguon),
            row.ket_qua,
            row.tieu_bieu,
        )
        for place, row in enumerate(rows, 1)
    )
    return Bang(cot, hang, "Kết quả các phong trào thi đua")
