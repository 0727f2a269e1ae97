"""The tables of the consolidated registration: typed rows in, tables with the office's columns out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.targets import ty_le
from thidua.core.viet import format_date
from thidua.vanban.blocks import Bang, Cot, Hang, NhomHang, O
from thidua.vanban.kinds.bang_tong_hop import phan_tram, so

# --- units


@dataclass(frozen=True, slots=True)
class DongDonVi:
    """A unit's received registration in numbers; `nop` is None while nothing is received, and the counts are
    then not asked. `cham` counts working days, None in time. `so_ldtt` is None where the unit says nothing.
    """

    ten: str
    nop: date | None = None
    cham: int | None = None
    chi_tieu: int = 0
    hon_giao: int = 0
    kem_giao: int = 0
    phong_trao: int = 0
    so_nguoi: int | None = None
    so_ldtt: int | None = None
    cstd: int = 0
    tap_the: str = ""
    ghi_chu: str = ""
    nguon: str | None = None


def bang_don_vi(groups: Sequence[tuple[str, Sequence[DongDonVi]]]) -> Bang:
    """Units by cụm, khối with the sums of each and of the town; who has not registered counts nowhere."""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Đơn vị", 4),
        Cot("Ngày nộp", 1.4, "giua"),
        Cot("Tổng số", 0.9, "phai", "Chỉ tiêu"),
        Cot("Vượt giao", 0.9, "phai", "Chỉ tiêu"),
        Cot("Chưa bằng giao", 0.9, "phai", "Chỉ tiêu"),
        Cot("Phong trào", 0.9, "phai"),
        Cot("Số người", 0.9, "phai"),
        Cot("Lao động tiên tiến", 0.9, "phai"),
        Cot("CSTĐ cơ sở", 0.9, "phai"),
        Cot("Danh hiệu tập thể", 2.4),
        Cot("Ghi chú", 2),
    )
    hang: list[Hang] = []
    place = 0
    for name, rows in groups:
        hang.append(NhomHang(name))
        for row in rows:
            place += 1
            hang.append((str(place), O(row.ten, row.nguon), *_unit_cells(row)))
        hang.append(("", O("Cộng", dam=True), *_sum_cells(rows)))
    everybody = [row for _, rows in groups for row in rows]
    hang.append(("", O("Tổng cộng", dam=True), *_sum_cells(everybody)))
    return Bang(cot, tuple(hang))


def _unit_cells(row: DongDonVi) -> tuple[str, ...]:
    if row.nop is None:
        return ("Chưa nhận", *[""] * 8, row.ghi_chu)
    counts = (row.chi_tieu, row.hon_giao, row.kem_giao, row.phong_trao, row.so_nguoi, row.so_ldtt, row.cstd)
    return (format_date(row.nop), *(so(count) for count in counts), row.tap_the, row.ghi_chu)


def _sum_cells(rows: Iterable[DongDonVi]) -> tuple[O, ...]:
    held = [row for row in rows if row.nop is not None]
    counts = (
        sum(row.chi_tieu for row in held),
        sum(row.hon_giao for row in held),
        sum(row.kem_giao for row in held),
        sum(row.phong_trao for row in held),
        sum(row.so_nguoi or 0 for row in held),
        sum(row.so_ldtt or 0 for row in held),
        sum(row.cstd for row in held),
    )
    return (O(f"{len(held)} đơn vị", dam=True), *(O(so(count), dam=True) for count in counts))


# --- targets


@dataclass(frozen=True, slots=True)
class DongTong:
    """One target that several units of a cụm, khối registered; the sums are None where none may be made."""

    ten: str
    don_vi_tinh: str
    so_don_vi: int
    giao: Decimal | None
    dang_ky: Decimal | None
    thap_nhat: Decimal | None
    cao_nhat: Decimal | None


def bang_chi_tieu(groups: Iterable[tuple[str, Sequence[DongTong]]]) -> Bang:
    """The targets of each cụm, khối: summed where the law of sums allows, else only from the least to the
    most."""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Chỉ tiêu", 4.4),
        Cot("ĐVT", 1.1, "giua"),
        Cot("Số đơn vị", 0.9, "phai"),
        Cot("Tổng giao", 1.2, "phai"),
        Cot("Tổng đăng ký", 1.2, "phai"),
        Cot("So với giao (%)", 1, "phai"),
        Cot("Thấp nhất", 1.1, "phai"),
        Cot("Cao nhất", 1.1, "phai"),
    )
    hang: list[Hang] = []
    for name, rows in groups:
        if not rows:
            continue
        hang.append(NhomHang(name))
        hang += [(str(place), *_total_cells(row)) for place, row in enumerate(rows, 1)]
    return Bang(cot, tuple(hang))


def _total_cells(row: DongTong) -> tuple[str, ...]:
    return (
        row.ten,
        row.don_vi_tinh,
        str(row.so_don_vi),
        so(row.giao),
        so(row.dang_ky),
        phan_tram(ty_le(row.dang_ky, row.giao)),
        so(row.thap_nhat),
        so(row.cao_nhat),
    )


# --- titles, and what was registered below the assigned figure


@dataclass(frozen=True, slots=True)
class DongDanhHieu:
    """A title or form of commendation with how many collectives and persons aim at it."""

    ten: str
    tap_the: int
    ca_nhan: int


def bang_danh_hieu(rows: Sequence[DongDanhHieu]) -> Bang:
    """The titles that were registered, with their sum."""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Danh hiệu, hình thức khen thưởng", 5),
        Cot("Tập thể", 1.2, "phai"),
        Cot("Cá nhân", 1.2, "phai"),
    )
    hang: list[Hang] = [
        (str(place), row.ten, so(row.tap_the), so(row.ca_nhan)) for place, row in enumerate(rows, 1)
    ]
    total = (sum(row.tap_the for row in rows), sum(row.ca_nhan for row in rows))
    return Bang(cot, (*hang, ("", "Tổng cộng", *map(so, total))), tong=True)


@dataclass(frozen=True, slots=True)
class DongThap:
    """A target registered below its assigned figure, with the unit's reason."""

    don_vi: str
    ten: str
    don_vi_tinh: str
    giao: Decimal
    dang_ky: Decimal
    ly_do: str
    nguon: str | None = None


def bang_thap(rows: Iterable[DongThap]) -> Bang:
    """What the Hội đồng should look at first."""
    cot = (
        Cot("TT", 0.5, "giua"),
        Cot("Đơn vị", 3),
        Cot("Chỉ tiêu", 3.4),
        Cot("ĐVT", 1, "giua"),
        Cot("Giao", 1, "phai"),
        Cot("Đăng ký", 1, "phai"),
        Cot("Lý do", 4),
    )
    return Bang(
        cot,
        tuple(
            (
                str(place),
                O(row.don_vi, row.nguon),
                row.ten,
                row.don_vi_tinh,
                so(row.giao),
                so(row.dang_ky),
                row.ly_do,
            )
            for place, row in enumerate(rows, 1)
        ),
    )
