"""Writing the rows of one version of a registration."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from thidua.dangky.models import (
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
    NoiDungDangKy,
)
from thidua.hoso.models import DoanVan, HoSo, PhienBan
from thidua.hoso.queries import HoSoInView
from thidua.namthidua.queries import ChiTieuRow


def envelope_of(ho_so: HoSo | HoSoInView) -> HoSo:
    """The hồ sơ itself."""
    return ho_so.ho_so if isinstance(ho_so, HoSoInView) else ho_so


def write_targets(
    session: Session, version: PhienBan, lines: Sequence[ChiTieuDangKy], rows: Sequence[ChiTieuRow]
) -> None:
    """The version's targets become these lines; a task keeps no figure."""
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


def write_parts(session: Session, version: PhienBan, content: NoiDungDangKy) -> None:
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


def texts_of(content: NoiDungDangKy) -> dict[str, str]:
    """The texts that stand alone, by name."""
    return {
        GIAI_PHAP: content.giai_phap,
        CONG_DOAN: content.cong_doan,
        LY_DO_TAP_THE: content.ly_do_tap_the,
        GIAI_TRINH: content.giai_trinh,
        LY_DO_CHAM: content.ly_do_cham,
    }


def write_texts(session: Session, version: PhienBan, texts: dict[str, str]) -> None:
    """The version's texts become these; an empty one makes no row."""
    for name, text in texts.items():
        row = session.get(DoanVan, {"phien_ban_id": version.id, "muc": name})
        if row is not None:
            row.noi_dung = text
        elif text:
            session.add(DoanVan(phien_ban_id=version.id, muc=name, noi_dung=text))
