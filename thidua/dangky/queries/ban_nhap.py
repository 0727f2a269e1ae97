"""The saved drafts of a registration."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.errors import NotThere
from thidua.hoso.models import BanNhap, BanNhapO, PhienBan
from thidua.taikhoan.models import Nguoi


@dataclass(frozen=True, slots=True)
class BanNhapRow:
    """A saved draft as the list shows it."""

    id: int
    luc: datetime
    ho_ten: str
    nguoi_id: int


def drafts(session: Session, ho_so_id: int, since: datetime | None = None) -> list[BanNhapRow]:
    """The kept drafts of a hồ sơ, newest first; with `since` only those saved from that moment on."""
    query = (
        select(BanNhap.id, BanNhap.luc, Nguoi.ho_ten, BanNhap.nguoi_id)
        .join(Nguoi, Nguoi.id == BanNhap.nguoi_id)
        .where(BanNhap.ho_so_id == ho_so_id)
        .order_by(BanNhap.id.desc())
    )
    if since is not None:
        query = query.where(BanNhap.luc >= since)
    return [BanNhapRow(r.id, r.luc, r.ho_ten, r.nguoi_id) for r in session.execute(query)]


def draft_fields(session: Session, ho_so_id: int, draft_id: int) -> list[tuple[str, str]]:
    """The fields of a draft exactly as typed, by name; NotThere when the hồ sơ has no such draft."""
    draft = session.get(BanNhap, draft_id)
    if draft is None or draft.ho_so_id != ho_so_id:
        raise NotThere("khong_co_ban_nhap")
    rows = session.execute(
        select(BanNhapO.truong, BanNhapO.noi_dung)
        .where(BanNhapO.ban_nhap_id == draft_id)
        .order_by(BanNhapO.truong, BanNhapO.lan)
    )
    return [(r.truong, r.noi_dung) for r in rows]


def newest_draft(session: Session, version: PhienBan) -> list[tuple[str, str]] | None:
    """The fields of the version's newest draft; None while it has none."""
    rows = drafts(session, version.ho_so_id, version.tao_luc)
    return draft_fields(session, version.ho_so_id, rows[0].id) if rows else None
