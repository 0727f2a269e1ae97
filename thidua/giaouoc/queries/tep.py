"""The stored files that giao ước name, beside those of the hồ sơ."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.giaouoc.models import ChuKy, DanhGiaDong, TrangChup


def stored_files(session: Session) -> frozenset[str]:
    """The checksums of every scan, signed file and evidence; a sweep of the store leaves these in place."""
    found: set[str] = set()
    for column in (TrangChup.sha256, ChuKy.sha256, DanhGiaDong.minh_chung_sha256):
        found.update(session.scalars(select(column).where(column != "").distinct()))
    return frozenset(found)
