"""Where every sum comes from: unit, version, approver and minute."""

from dataclasses import dataclass

from thidua.donvi.queries import DonViRow
from thidua.tonghop.compose.rows import joined, movement_result
from thidua.tonghop.compose.sources import ho_so_page, nhom
from thidua.tonghop.queries import BanChotRow, Material


@dataclass(frozen=True, slots=True)
class NguonVanBan:
    """A received version behind a figure, None where the unit has none; `trang` is the page of its hồ sơ."""

    ban_chot: BanChotRow | None
    trang: str | None
    is_called: bool


@dataclass(frozen=True, slots=True)
class NguonDonVi:
    """A unit with the versions of its papers: kế hoạch, đăng ký, giao ước, report."""

    ten: str
    van_ban: tuple[NguonVanBan, ...]


@dataclass(frozen=True, slots=True)
class NguonNhom:
    """A cụm or khối; `code` is the place on the page to which the tables lead."""

    code: str
    ten: str
    don_vi: tuple[NguonDonVi, ...]


@dataclass(frozen=True, slots=True)
class NguonPhongTrao:
    """A movement with the units that registered it: name, page of the registration, reported result."""

    id: int
    ten: str
    don_vi: tuple[tuple[str, str | None, str], ...]


def source_groups(material: Material) -> tuple[NguonNhom, ...]:
    """The versions behind the tables by cụm and khối."""
    return tuple(
        NguonNhom(group.code, group.ten, tuple(_unit(material, unit) for unit in group.don_vi))
        for group in nhom(material)
    )


def _unit(material: Material, unit: DonViRow) -> NguonDonVi:
    papers = ("ke_hoach", "dang_ky", "giao_uoc", material.ky.value)
    return NguonDonVi(
        unit.ten,
        tuple(
            NguonVanBan(
                material.version(unit.id, loai),
                ho_so_page(material, unit, loai),
                material.called(unit.id, loai),
            )
            for loai in papers
        ),
    )


def movement_sources(material: Material) -> tuple[NguonPhongTrao, ...]:
    """The units behind each row of the table of movements."""
    return tuple(
        NguonPhongTrao(
            one.id,
            one.ten,
            tuple(
                (unit.ten, ho_so_page(material, unit, "dang_ky"), movement_result(material, unit, one.id))
                for unit in joined(material, one.id)
            ),
        )
        for one in material.movements
    )
