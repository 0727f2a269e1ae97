"""The fingerprint of a version: what it covers."""

import hashlib
import json
from decimal import Decimal

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from thidua.db.base import Base
from thidua.hoso.models import (
    PhienBan,
    VersionContent,
)
from thidua.hoso.queries.tep import evidence, files


def content_tables() -> list[Table]:
    """The tables that hold parts of a version, by name."""
    found = [m.local_table for m in Base.registry.mappers if issubclass(m.class_, VersionContent)]
    return sorted((t for t in found if isinstance(t, Table)), key=lambda table: table.name)


def fingerprint(session: Session, version: PhienBan) -> str:
    """SHA-256 (hex) over every content row of the version, its own fields and the bytes of its files."""
    digest = hashlib.sha256()
    head = (version.khong_phat_sinh, version.so_van_ban, version.ngay_van_ban, version.ngay_chot)
    digest.update(_line("phien_ban", head))
    for table in content_tables():
        columns = [column for column in table.columns if column.name != "phien_ban_id"]
        rows = select(*columns).where(table.c.phien_ban_id == version.id)
        for row in session.execute(rows.order_by(*table.primary_key.columns)):
            digest.update(_line(table.name, tuple(row)))
    for tep in files(session, version.id):
        digest.update(_line("sha256", (tep.sha256,)))
    for target, proofs in evidence(session, version.id).items():
        for proof in proofs:
            digest.update(_line("minh_chung", (target, proof.sha256)))
    return digest.hexdigest()


def _line(name: str, values: tuple[object, ...]) -> bytes:
    plain = [format(v, "f") if isinstance(v, Decimal) else v for v in values]
    return json.dumps([name, *plain], ensure_ascii=True, default=str).encode() + b"\n"
