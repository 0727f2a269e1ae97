"""The dated rules as they stand."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from thidua.namthidua.queries.quy_dinh import rules
from thidua.sheets.plan import Existing

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope


def existing(session: Session, scope: "Scope") -> Existing:
    """Every rule of the town by code and first day; figures as numbers."""
    return {
        rule_key(row.code, row.tu_ngay.isoformat()): {
            "code": row.code,
            "ten": row.ten,
            "gia_tri": row.gia_tri if row.so is None else row.so.normalize(),
            "don_vi_tinh": row.don_vi_tinh,
            "tu_ngay": row.tu_ngay,
            "den_ngay": row.den_ngay,
            "nguon": row.nguon,
            "da_kiem_chung": row.da_kiem_chung,
        }
        for row in rules(session)
    }


def rule_key(code: str, first_day: str) -> str:
    """By what a rule is known: its code and the day on which it begins."""
    return f"{code}/{first_day}"
