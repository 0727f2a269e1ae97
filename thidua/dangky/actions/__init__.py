"""Writing registrations. Plain arguments, no request: screens and the sample's loader call the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow, NotThere, WrongInput
from thidua.core.targets import NguonGiao
from thidua.dangky import queries
from thidua.dangky.models import (
    CaNhanThiDua,
    DangKyChiTieu,
    DangKyDanhHieu,
    DangKyDanhHieuChiTiet,
    DangKyKhoKhan,
    DangKyPhongTrao,
    DangKyPhongTraoChiTiet,
    DangKySoNguoi,
)
from thidua.dangky.queries import (
    CONG_DOAN,
    GIAI_PHAP,
    GIAI_TRINH,
    LY_DO_CHAM,
    LY_DO_TAP_THE,
    ChiTieuDangKy,
    ChiTieuTuDangKy,
    DanhHieuDangKy,
    NoiDungDangKy,
    PhongTraoDangKy,
)
from thidua.donvi.models import DonVi
from thidua.hoso import actions as ho_so_actions
from thidua.hoso.models import BanNhap, BanNhapO, DoanVan, HoSo, PhienBan
from thidua.hoso.queries import HoSoInView
from thidua.namthidua import actions as year_actions
from thidua.namthidua import queries as years
from thidua.namthidua.actions import ChiTieuMoi
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
    envelope = _envelope(ho_so)
    version = _begin(session, actor, envelope, row_version, at)
    rows = years.targets(session, envelope.nam_id, envelope.don_vi_id)
    _require_known(session, envelope, content, rows)
    made = tuple(_add_own(session, actor, envelope, new, at) for new in tu_dang_ky)
    added = tuple(ChiTieuDangKy(made_id, new.gia_tri) for made_id, new in zip(made, tu_dang_ky, strict=True))
    _write_targets(session, version, (*content.chi_tieu, *added), rows)
    _write_parts(session, version, content)
    _write_texts(session, version, _texts(content))
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
    envelope = _envelope(ho_so)
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
    kept = ticked if not has_figure else gia_tri is not None or bool(ly_do_thap) or _is_own(target)
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


def drop_own(
    session: Session, actor: Actor, ho_so: HoSo | HoSoInView, chi_tieu: Iterable[int], *, at: datetime
) -> None:
    """Take own targets out of the open version, and wholly away where no other version holds them.

    To be called within the unit of a `save`, which proves the right to write. An assigned target, or one of
    another unit, is left alone.
    """
    envelope = _envelope(ho_so)
    for target_id in chi_tieu:
        target = session.get(ChiTieu, target_id)
        if target is None or target.don_vi_id != envelope.don_vi_id or target.nam_id != envelope.nam_id:
            continue
        if target.giao_boi is not NguonGiao.TU_DANG_KY or envelope.phien_ban_id is None:
            continue
        line = session.get(DangKyChiTieu, {"phien_ban_id": envelope.phien_ban_id, "chi_tieu_id": target_id})
        if line is not None:
            session.delete(line)
            session.flush()
        if not queries.held_by_other_versions(session, target_id, envelope.phien_ban_id):
            year_actions.drop_own_target(session, actor, target, at=at)


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
    envelope = _envelope(ho_so)
    last = next(iter(queries.drafts(session, envelope.id)), None) if by_itself else None
    if last and last.nguoi_id == actor.person and timedelta() <= at - last.luc < SAME_DRAFT:
        session.execute(delete(BanNhapO).where(BanNhapO.ban_nhap_id == last.id))
        session.execute(delete(BanNhap).where(BanNhap.id == last.id))
    ho_so_actions.keep_draft(session, actor, envelope, fields, at=at)


def rename_own(
    session: Session, actor: Actor, ho_so: HoSo | HoSoInView, names: Mapping[int, str], *, at: datetime
) -> list[int]:
    """Give own targets another name, within the unit of a `save`, which proves the right to write.

    A target that another version holds keeps the name that stands there: the ids of those come back.
    """
    envelope, refused = _envelope(ho_so), []
    for target_id, ten in names.items():
        target = session.get(ChiTieu, target_id)
        own_row = target is not None and target.don_vi_id == envelope.don_vi_id and _is_own(target)
        if target is None or not own_row or target.nam_id != envelope.nam_id or target.ten == ten:
            continue
        if queries.held_by_other_versions(session, target_id, envelope.phien_ban_id or 0):
            refused.append(target_id)
            continue
        before, target.ten = target.ten, ten
        session.flush()
        record(
            session,
            actor,
            "doi_ten_chi_tieu",
            "chi_tieu",
            target_id,
            at=at,
            truoc={"ten": before},
            sau={"ten": ten},
        )
    return refused


def _envelope(ho_so: HoSo | HoSoInView) -> HoSo:
    return ho_so.ho_so if isinstance(ho_so, HoSoInView) else ho_so


def _begin(session: Session, actor: Actor, ho_so: HoSo, row_version: int | None, at: datetime) -> PhienBan:
    if session.get_one(NamThiDua, ho_so.nam_id).trang_thai.is_read_only:
        raise NotNow("nam_da_dong")
    return ho_so_actions.begin_save(session, actor, ho_so, row_version, at=at)


def _is_own(target: ChiTieu) -> bool:
    return target.giao_boi is NguonGiao.TU_DANG_KY


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


def _add_own(session: Session, actor: Actor, ho_so: HoSo, new: ChiTieuTuDangKy, at: datetime) -> int:
    code = session.get_one(DonVi, ho_so.don_vi_id).code
    taken = {row.ma for row in years.targets(session, ho_so.nam_id, ho_so.don_vi_id)}
    # Only targets of the same code are ever summed: an own one stands alone.
    names = (f"{code[:48]}-tu-{number}" for number in count(1))
    target = ChiTieuMoi(
        ma=next(name for name in names if name not in taken),
        ten=new.ten,
        don_vi_tinh=new.don_vi_tinh,
        loai=new.loai,
        giao_boi=NguonGiao.TU_DANG_KY,
        moc=new.moc,
        ngay_moc=new.ngay_moc,
    )
    return year_actions.add_target(session, actor, ho_so.nam_id, ho_so.don_vi_id, target, at=at).id


def _write_targets(
    session: Session, version: PhienBan, lines: Sequence[ChiTieuDangKy], rows: Sequence[ChiTieuRow]
) -> None:
    tasks = {row.id for row in rows if not row.loai.has_figure}
    wanted = {
        line.chi_tieu_id: replace(line, gia_tri=None) if line.chi_tieu_id in tasks else line for line in lines
    }
    held = {
        row.chi_tieu_id: row
        for row in session.scalars(select(DangKyChiTieu).where(DangKyChiTieu.phien_ban_id == version.id))
    }
    for gone in held.keys() - wanted.keys():
        session.delete(held[gone])
    for target_id, line in wanted.items():
        row = held.get(target_id) or DangKyChiTieu(phien_ban_id=version.id, chi_tieu_id=target_id)
        row.gia_tri, row.ly_do_thap, row.ghi_chu = line.gia_tri, line.ly_do_thap, line.ghi_chu
        session.add(row)


def _write_parts(session: Session, version: PhienBan, content: NoiDungDangKy) -> None:
    """Movements, difficulties, titles and the number of people: the version's rows are replaced."""
    for table in _PARTS:
        session.execute(delete(table).where(table.phien_ban_id == version.id))
    session.add_all(
        DangKyPhongTrao(
            phien_ban_id=version.id,
            phong_trao_id=each.phong_trao_id,
            noi_dung=each.noi_dung,
            thoi_gian=each.thoi_gian,
            nguoi_phu_trach=each.nguoi_phu_trach,
        )
        for each in content.phong_trao
    )
    session.add_all(
        DangKyPhongTraoChiTiet(
            phien_ban_id=version.id,
            phong_trao_id=each.phong_trao_id,
            tieu_chi=each.tieu_chi,
            tu_ngay=each.tu_ngay,
            den_ngay=each.den_ngay,
        )
        for each in content.phong_trao
        if each.tieu_chi or each.tu_ngay or each.den_ngay
    )
    troubles = [text for text in content.kho_khan if text.strip()]
    session.add_all(
        DangKyKhoKhan(phien_ban_id=version.id, thu_tu=place, noi_dung=text)
        for place, text in enumerate(troubles, 1)
    )
    session.add_all(
        DangKyDanhHieu(
            phien_ban_id=version.id,
            thu_tu=place,
            loai=each.loai,
            danh_hieu=each.danh_hieu,
            ten=each.ten,
            chuc_vu=each.chuc_vu,
            sang_kien=each.sang_kien,
        )
        for place, each in enumerate(content.danh_hieu, 1)
    )
    session.add_all(
        DangKyDanhHieuChiTiet(
            phien_ban_id=version.id, thu_tu=place, ca_nhan_id=each.ca_nhan_id, ly_do=each.ly_do
        )
        for place, each in enumerate(content.danh_hieu, 1)
        if each.ly_do or each.ca_nhan_id is not None
    )
    if content.so_nguoi is not None or content.so_ldtt is not None:
        session.add(
            DangKySoNguoi(phien_ban_id=version.id, so_nguoi=content.so_nguoi, so_ldtt=content.so_ldtt)
        )


_PARTS = (
    DangKyPhongTraoChiTiet,
    DangKyPhongTrao,
    DangKyKhoKhan,
    DangKyDanhHieuChiTiet,
    DangKyDanhHieu,
    DangKySoNguoi,
)


def _texts(content: NoiDungDangKy) -> dict[str, str]:
    return {
        GIAI_PHAP: content.giai_phap,
        CONG_DOAN: content.cong_doan,
        LY_DO_TAP_THE: content.ly_do_tap_the,
        GIAI_TRINH: content.giai_trinh,
        LY_DO_CHAM: content.ly_do_cham,
    }


def _write_texts(session: Session, version: PhienBan, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        row = session.get(DoanVan, {"phien_ban_id": version.id, "muc": name})
        if row is not None:
            row.noi_dung = text
        elif text:
            session.add(DoanVan(phien_ban_id=version.id, muc=name, noi_dung=text))


def _size(content: NoiDungDangKy, made: Sequence[int]) -> dict[str, object]:
    return {
        "chi_tieu": len(content.chi_tieu) + len(made),
        "phong_trao": len(content.phong_trao),
        "danh_hieu": len(content.danh_hieu),
    }
