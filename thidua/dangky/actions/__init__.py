"""Writing registrations. Plain arguments, no request: screens and the sample's loader call the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow, NotThere, WrongInput
from thidua.dangky import queries
from thidua.dangky.actions.ghi import envelope_of, texts_of, write_parts, write_targets, write_texts
from thidua.dangky.actions.tu_dang_ky import add_own, drop_own, is_own, rename_own
from thidua.dangky.models import CaNhanThiDua, DangKyChiTieu
from thidua.dangky.queries import (
    ChiTieuDangKy,
    ChiTieuTuDangKy,
    DanhHieuDangKy,
    NoiDungDangKy,
    PhongTraoDangKy,
)
from thidua.hoso import actions as ho_so_actions
from thidua.hoso.models import BanNhap, BanNhapO, HoSo, PhienBan
from thidua.hoso.queries import HoSoInView
from thidua.namthidua import queries as years
from thidua.namthidua.models import ChiTieu, NamThiDua
from thidua.namthidua.queries import ChiTieuRow
from thidua.nhatky.actions import record

__all__ = [
    "ChiTieuDangKy",
    "ChiTieuTuDangKy",
    "DanhHieuDangKy",
    "NoiDungDangKy",
    "PhongTraoDangKy",
    "Saved",
    "drop_own",
    "keep_draft",
    "rename_own",
    "save",
    "save_cell",
]

SAME_DRAFT = timedelta(minutes=1)
"""What the browser saves by itself within this span of a person's last draft replaces that draft."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The version that was written, and the ids of the own targets that were made, in the order given."""

    phien_ban: PhienBan
    tu_dang_ky: tuple[int, ...] = ()


def save(
    session: Session,
    actor: Actor,
    ho_so: HoSo | HoSoInView,
    content: NoiDungDangKy,
    *,
    at: datetime,
    row_version: int | None = None,
    tu_dang_ky: Sequence[ChiTieuTuDangKy] = (),
) -> Saved:
    """Write the whole contents into the open version and make the unit's own new targets.

    What `content` does not hold is no longer registered. Raises what `hoso.actions.begin_save` raises, NotNow
    in a closed year, and WrongInput for a target or movement that is not the unit's or the year's.
    """
    envelope = envelope_of(ho_so)
    version = _begin(session, actor, envelope, row_version, at)
    rows = years.targets(session, envelope.nam_id, envelope.don_vi_id)
    _require_known(session, envelope, content, rows)
    made = tuple(add_own(session, actor, envelope, new, at) for new in tu_dang_ky)
    added = tuple(ChiTieuDangKy(made_id, new.gia_tri) for made_id, new in zip(made, tu_dang_ky, strict=True))
    write_targets(session, version, (*content.chi_tieu, *added), rows)
    write_parts(session, version, content)
    write_texts(session, version, texts_of(content))
    session.flush()
    record(session, actor, "luu_dang_ky", "ho_so", envelope.id, at=at, sau=_size(content, made))
    return Saved(version, made)


def save_cell(
    session: Session,
    actor: Actor,
    ho_so: HoSo | HoSoInView,
    chi_tieu_id: int,
    gia_tri: Decimal | None,
    *,
    at: datetime,
    ly_do_thap: str = "",
    ticked: bool = True,
    row_version: int | None = None,
) -> PhienBan:
    """Write one target's line; `ticked` counts for a nhiệm vụ alone. Raises as `save`, and NotThere for a
    target that is not the unit's."""
    envelope = envelope_of(ho_so)
    version = _begin(session, actor, envelope, row_version, at)
    target = session.get(ChiTieu, chi_tieu_id)
    if target is None or (target.don_vi_id, target.nam_id) != (envelope.don_vi_id, envelope.nam_id):
        raise NotThere("khong_co_chi_tieu")
    before = _write_line(session, version, target, gia_tri, ly_do_thap, ticked)
    old, new = {"gia_tri": before}, {"chi_tieu_id": chi_tieu_id, "gia_tri": gia_tri}
    record(session, actor, "luu_o_dang_ky", "ho_so", envelope.id, at=at, truoc=old, sau=new)
    return version


def _write_line(
    session: Session,
    version: PhienBan,
    target: ChiTieu,
    gia_tri: Decimal | None,
    ly_do_thap: str,
    ticked: bool,
) -> Decimal | None:
    """Write, change or take away the target's line; the figure it had before."""
    has_figure = target.loai.has_figure
    kept = ticked if not has_figure else gia_tri is not None or bool(ly_do_thap) or is_own(target)
    old = session.get(DangKyChiTieu, {"phien_ban_id": version.id, "chi_tieu_id": target.id})
    before = old.gia_tri if old else None
    if kept:
        line = old or DangKyChiTieu(phien_ban_id=version.id, chi_tieu_id=target.id)
        line.gia_tri = gia_tri if has_figure else None
        line.ly_do_thap = ly_do_thap
        session.add(line)
    elif old is not None:
        session.delete(old)
    session.flush()
    return before


def keep_draft(
    session: Session,
    actor: Actor,
    ho_so: HoSo | HoSoInView,
    fields: Sequence[tuple[str, str]],
    *,
    at: datetime,
    by_itself: bool = False,
) -> None:
    """Keep the whole form as typed. What the browser saves `by_itself` replaces the person's draft of the
    last minute, so that twenty drafts reach back further than twenty pauses of typing."""
    envelope = envelope_of(ho_so)
    last = next(iter(queries.drafts(session, envelope.id)), None) if by_itself else None
    if last and last.nguoi_id == actor.person and timedelta() <= at - last.luc < SAME_DRAFT:
        session.execute(delete(BanNhapO).where(BanNhapO.ban_nhap_id == last.id))
        session.execute(delete(BanNhap).where(BanNhap.id == last.id))
    ho_so_actions.keep_draft(session, actor, envelope, fields, at=at)


def _begin(session: Session, actor: Actor, ho_so: HoSo, row_version: int | None, at: datetime) -> PhienBan:
    if session.get_one(NamThiDua, ho_so.nam_id).trang_thai.is_read_only:
        raise NotNow("nam_da_dong")
    return ho_so_actions.begin_save(session, actor, ho_so, row_version, at=at)


def _require_known(session: Session, ho_so: HoSo, content: NoiDungDangKy, rows: Sequence[ChiTieuRow]) -> None:
    if not {each.chi_tieu_id for each in content.chi_tieu} <= {row.id for row in rows}:
        raise WrongInput("chi_tieu_cua_don_vi_khac")
    known = {movement.id for movement in years.movements(session, ho_so.nam_id)}
    if not {each.phong_trao_id for each in content.phong_trao} <= known:
        raise WrongInput("phong_trao_cua_nam_khac")
    named = {each.ca_nhan_id for each in content.danh_hieu if each.ca_nhan_id is not None}
    found = session.scalars(select(CaNhanThiDua.id).where(CaNhanThiDua.id.in_(named))).all()
    if named - set(found):
        raise WrongInput("khong_co_ca_nhan")


def _size(content: NoiDungDangKy, made: Sequence[int]) -> dict[str, object]:
    return {
        "chi_tieu": len(content.chi_tieu) + len(made),
        "phong_trao": len(content.phong_trao),
        "danh_hieu": len(content.danh_hieu),
    }
