"""What was lately done to the trusted certificates."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.nhatky.models import NhatKy
from thidua.taikhoan.models import Nguoi


@dataclass(frozen=True, slots=True)
class ViecTinCay:
    """One act, with its note."""

    luc: datetime
    ho_ten: str
    viec: str
    ghi_chu: str


def recent_acts(session: Session, limit: int) -> list[ViecTinCay]:
    """The newest first."""
    found = session.execute(
        select(NhatKy.luc, Nguoi.ho_ten, NhatKy.viec, NhatKy.ghi_chu)
        .outerjoin(Nguoi, Nguoi.id == NhatKy.nguoi_id)
        .where(NhatKy.doi_tuong == "tin_cay")
        .order_by(NhatKy.id.desc())
        .limit(limit)
    )
    return [ViecTinCay(row.luc, row.ho_ten or "", row.viec, row.ghi_chu) for row in found]
