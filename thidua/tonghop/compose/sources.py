"""Groups, lateness and the addresses to which every figure leads back."""

from dataclasses import dataclass
from typing import Literal

from thidua.core.calendar import KyBaoCao, is_late
from thidua.donvi.queries import DonViRow
from thidua.tonghop.queries import Material

Ban = Literal["nv", "ubnd"]

BAN: tuple[Ban, ...] = ("nv", "ubnd")
"""BC-NV (Phòng Nội vụ → UBND thị xã) and BC-UBND (UBND thị xã → tỉnh)."""

NGOAI_CUM = "Đơn vị ngoài cụm, khối"


# --- addresses of the sources


def page(nam: int, ky: KyBaoCao) -> str:
    """The address of the consolidation."""
    return f"/{nam}/tong-hop/{ky.value.replace('_', '-')}"


def source_page(material: Material, anchor: str = "") -> str:
    """The page that lists the versions behind a sum, at the group or movement in question."""
    address = f"{page(material.nam.nam, material.ky)}/nguon"
    return f"{address}#{anchor}" if anchor else address


_PAGES = {"so_ket": "bao-cao/so-ket", "tong_ket": "bao-cao/tong-ket"}


def ho_so_page(material: Material, unit: DonViRow, loai: str) -> str | None:
    """The page of a unit's hồ sơ with the received version; None for what has no page of its own."""
    version = material.version(unit.id, loai)
    end = f"?phien-ban={version.so}" if version else ""
    if loai == "giao_uoc":
        group = next((g.code for g in material.groups if unit.id in g.thanh_vien), None)
        return f"/{material.nam.nam}/giao-uoc/{group}/{unit.code}{end}" if group else None
    return f"/{material.nam.nam}/{_PAGES.get(loai, loai.replace('_', '-'))}/{unit.code}{end}"


def report_page(material: Material, unit: DonViRow, phien_ban_so: int) -> str:
    """The page of a unit's report of the period, with one version of it."""
    return f"/{material.nam.nam}/{_PAGES[material.ky.value]}/{unit.code}?phien-ban={phien_ban_so}"


# --- groups


@dataclass(frozen=True, slots=True)
class Nhom:
    """A cụm or khối with the units that are in the report."""

    code: str
    ten: str
    don_vi: tuple[DonViRow, ...]


def nhom(material: Material) -> tuple[Nhom, ...]:
    """The groups in order; units in no group stand last, under a name of their own."""
    by_id = {unit.id: unit for unit in material.units}
    found = [
        Nhom(g.code, g.ten, tuple(by_id[i] for i in g.thanh_vien if i in by_id)) for g in material.groups
    ]
    grouped = {unit.id for group in found for unit in group.don_vi}
    rest = tuple(unit for unit in material.units if unit.id not in grouped)
    return tuple(group for group in (*found, Nhom("ngoai-cum", NGOAI_CUM, rest)) if group.don_vi)


def reporting_units(material: Material, group: Nhom) -> tuple[DonViRow, ...]:
    """The units of a group that owe this report; the denominators count only them."""
    return tuple(unit for unit in group.don_vi if material.called(unit.id, material.ky.value))


# --- lateness


def late_days(material: Material, don_vi_id: int, loai: str) -> int | None:
    """Working days by which a paper is late, counted to the moment asked while it is missing; None in time.

    An extension moves the day; what is handed in on the Saturday after is late by 0 working days.
    """
    row = material.ho_so[don_vi_id, loai]
    due = row.gia_han_den or row.han
    done = row.nop_luc or material.at
    return material.calendar.days_late(due, done) if is_late(due, done) else None
