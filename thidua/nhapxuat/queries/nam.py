"""Movements and obligations of a year."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from thidua.core.viet import fold
from thidua.donvi.queries import units_on
from thidua.namthidua.queries import year
from thidua.namthidua.queries.can_cu import register
from thidua.namthidua.queries.nghia_vu import duties
from thidua.namthidua.queries.phong_trao import all_movements
from thidua.sheets.plan import Existing

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def movements(session: Session, scope: "Scope") -> Existing:
    """The movements by their names, in order; units called are one code a line, none where all are."""
    codes = _codes(session, scope)
    return {
        fold(row.ten): {
            "ten": row.ten,
            "loai": row.loai,
            "cap_phat_dong": row.cap_phat_dong,
            "can_cu": row.can_cu,
            "gan_voi": row.gan_voi,
            "khau_hieu": row.khau_hieu,
            "tieu_chi": row.tieu_chi,
            "tu_ngay": row.tu_ngay,
            "den_ngay": row.den_ngay,
            "don_vi": "" if row.moi_don_vi else _called(row.don_vi, codes),
        }
        for row in all_movements(session, year(session, scope.nam or 0).id)
    }


def grounds(session: Session, scope: "Scope") -> Existing:
    """The register of căn cứ by kind and number, in the order in which papers print it."""
    return {
        ground_key(row.ten_loai, row.so_ky_hieu): {
            "ten_loai": row.ten_loai,
            "so_ky_hieu": row.so_ky_hieu,
            "ngay": row.ngay,
            "co_quan": row.co_quan,
            "trich_yeu": row.trich_yeu,
            "hieu_luc_tu": row.hieu_luc_tu,
            "hieu_luc_den": row.hieu_luc_den,
            "loai_van_ban": "\n".join(row.loai_van_ban),
        }
        for row in register(session, year(session, scope.nam or 0).id)
    }


def ground_key(ten_loai: str, so_ky_hieu: str) -> str:
    """By what a ground is known: its kind and its number and symbol."""
    return fold(f"{ten_loai} {so_ky_hieu}")


def obligations(session: Session, scope: "Scope") -> Existing:
    """The obligations by code, in order."""
    codes = _codes(session, scope)
    return {
        row.code: {
            "code": row.code,
            "ten": row.ten,
            "mo_tu": row.mo_tu,
            "han": row.han,
            "van_ban_so": row.van_ban_so,
            "van_ban_ngay": row.van_ban_ngay,
            "van_ban_trich_yeu": row.van_ban_trich_yeu,
            "don_vi": "" if row.moi_don_vi else _called(row.don_vi, codes),
        }
        for row in duties(session, year(session, scope.nam or 0).id)
    }


def _codes(session: Session, scope: "Scope") -> dict[int, str]:
    return {unit.id: unit.code for unit in units_on(session, scope.day).values()}


def _called(units: frozenset[int], codes: dict[int, str]) -> str:
    # In the town's order, which is that of the codes here.
    return "\n".join(code for unit, code in codes.items() if unit in units)
