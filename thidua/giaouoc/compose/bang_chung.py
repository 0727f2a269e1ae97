"""The sheet of evidence behind a signed giao ước: who signed, how, when, which text, who confirmed."""

from collections.abc import Iterable
from datetime import date

from thidua.core.calendar import VN, local_day
from thidua.core.pledge import CachKy, TinhTrangBan, TinhTrangChuKy
from thidua.core.viet import format_date
from thidua.giaouoc.models import BanGiaoUoc
from thidua.giaouoc.queries.ky import BenKyRow
from thidua.giaouoc.queries.tep_ky_so import TepKySoRow
from thidua.giaouoc.queries.trang_chup import TrangRow
from thidua.signing.verdicts import CAUTION
from thidua.vanban.kinds.phieu_bang_chung import DongBangChung, PhieuBangChung

CACH_KY = {CachKy.TRUC_TIEP: "Ký trực tiếp", CachKy.SO: "Chữ ký số"}
KEPT = frozenset({TinhTrangChuKy.DA_XAC_NHAN, TinhTrangChuKy.VO_HIEU})
"""Signatures that were confirmed once."""

VOID = "chữ ký không còn giá trị"


def sheet(
    ten: str,
    nam: int,
    ban: BanGiaoUoc,
    parties: Iterable[BenKyRow],
    files: Iterable[TepKySoRow],
    pages: Iterable[TrangRow],
) -> PhieuBangChung:
    """The sheet of one version; a party without a confirmed signature has a blank row."""
    checks = {one.id: one for one in files}
    held = list(pages)
    rows = tuple(_row(one, checks.get(one.chu_ky.id) if one.chu_ky else None, held) for one in parties)
    return PhieuBangChung(
        cua=f"Bản giao ước thi đua năm {nam} của {ten}, bản {ban.so}, mã {ban.ma or 'chưa có'}",
        van_tay=ban.van_tay,
        trang_thai=_standing(ban, sum(bool(row.nguoi_ky) for row in rows), len(rows)),
        dong=rows,
        ghi_chu=_notes(rows, held),
    )


def _row(ben: BenKyRow, tep: TepKySoRow | None, pages: list[TrangRow]) -> DongBangChung:
    ky = ben.chu_ky
    if ky is None or ky.xac_nhan_luc is None or ky.tinh_trang not in KEPT:
        return DongBangChung(ben.ten, "", "", "", "", "", "")
    when = ky.xac_nhan_luc.astimezone(VN)
    void = "" if ben.signed else f"; {VOID}"
    return DongBangChung(
        don_vi=ben.ten,
        nguoi_ky=ky.nguoi_ky,
        chuc_vu=ky.chuc_vu,
        cach_ky=CACH_KY[ky.cach_ky],
        thoi_diem=_moment(ky.ngay_ky),
        ket_luan=(_verdict(tep) if tep else _matched(ben, pages)) + void,
        nguoi_xac_nhan=f"{ben.nguoi_xac_nhan}, {when:%H:%M} {format_date(when.date())}",
    )


def _moment(day: date | None) -> str:
    return format_date(day) if day else ""


def _verdict(tep: TepKySoRow) -> str:
    """The first verdict, and the newest where a re-check found something else."""
    first, last = tep.lan_kiem[0], tep.lan_kiem[-1]
    named = next((one.nguoi_ky for one in reversed(first.chu_ky) if one.nguoi_ky), "không rõ")
    words = f"{first.loi}; người ký trên chứng thư: {named}"
    if last.loi == first.loi:
        return words
    return f"{words}. Kiểm lại {format_date(local_day(last.luc))}: {last.loi}"


def _matched(ben: BenKyRow, pages: list[TrangRow]) -> str:
    own = [page for page in pages if page.don_vi_id == ben.don_vi_id and page.doi_chieu_luc and page.ma]
    typed = own and all(page.ma_go_tay for page in own)
    return "Khớp bản đã niêm phong" + (", mã gõ tay" if typed else "")


def _standing(ban: BanGiaoUoc, signed: int, of: int) -> str:
    match ban.tinh_trang:
        case TinhTrangBan.HIEU_LUC if ban.hieu_luc_luc:
            return f"Có hiệu lực từ ngày {format_date(local_day(ban.hieu_luc_luc))}"
        case TinhTrangBan.THAY_THE if ban.het_hieu_luc_luc:
            return f"Đã được thay thế ngày {format_date(local_day(ban.het_hieu_luc_luc))}; {VOID}"
        case TinhTrangBan.THU_HOI if ban.het_hieu_luc_luc:
            return f"Đã thu hồi ngày {format_date(local_day(ban.het_hieu_luc_luc))}; {VOID}"
        case _:
            return f"Đang ký kết, đã xác nhận {signed}/{of} chữ ký"


def _notes(rows: tuple[DongBangChung, ...], pages: list[TrangRow]) -> tuple[str, ...]:
    found = []
    if any(row.cach_ky == CACH_KY[CachKy.SO] for row in rows):
        found.append(f"Kết luận về chữ ký số: {CAUTION}.")
    matched = [page for page in pages if page.doi_chieu_luc and not page.ly_do]
    if matched:
        files: dict[tuple[str, str], list[str]] = {}
        for page in matched:
            files.setdefault((page.don_vi, page.sha256[:16]), []).append(page.place)
        sums = "; ".join(f"{who} trang {', '.join(held)}: {sha}" for (who, sha), held in files.items())
        found.append(f"Bản chụp đã đối chiếu (SHA-256, 16 ký tự đầu): {sums}.")
    return tuple(found)
