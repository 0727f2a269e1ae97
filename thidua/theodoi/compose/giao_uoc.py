"""The results of a giao ước as a landscape annex and as rows of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from thidua.core.pledge import NhomDong
from thidua.core.reporting import KetQua
from thidua.core.viet import format_number
from thidua.donvi.queries import DonViRow
from thidua.donvi.queries.co_quan import CoQuanRow
from thidua.giaouoc.compose.giay import SAMPLE_LINE, figure
from thidua.namthidua.models import NamThiDua
from thidua.theodoi.queries.giao_uoc import HuaRow
from thidua.vanban.blocks import (
    Bang,
    Cot,
    DauVanBan,
    DoanVan,
    KyTen,
    NgayVanBan,
    NhomHang,
    SoKyHieu,
    TheThuc,
    VanBan,
    co_ket,
    inline_plain,
)
from thidua.vanban.kinds.phu_luc import NoiDungPhuLuc, danh_so, tham_chieu

CHUA_BAO_CAO = "chưa báo cáo"
NHIEM_VU = {
    "hoan_thanh": "hoàn thành",
    "dang_thuc_hien": "đang thực hiện",
    "chua_thuc_hien": "chưa thực hiện",
}
KET_QUA = {
    "hoan_thanh": "Hoàn thành",
    "hoan_thanh_mot_phan": "Hoàn thành một phần",
    "khong_hoan_thanh": "Không hoàn thành",
}
HEADS = (
    "Chỉ tiêu, nội dung giao ước",
    "Đơn vị",
    "ĐVT",
    "Giao ước",
    "Đợt 1",
    "Cả năm",
    "Chênh lệch",
    "Đánh giá",
    "Ghi chú",
)


def promised(row: HuaRow) -> str:
    """What was promised, as printed; a sentence or a title has no figure."""
    return figure(row.hua, row.loai) if row.nhom is NhomDong.CHI_TIEU else ""


def answer(row: HuaRow, result: KetQua | None) -> str:
    """What was reported: a figure (an estimate says so), nil, a task's state, or that nothing was."""
    if not row.has_figure:
        return ""
    if result is None:
        return CHUA_BAO_CAO
    if result.figure is not None:
        return f"{'ước ' if result.is_estimate else ''}{format_number(result.figure)}"
    if result.tinh_trang is not None:
        return NHIEM_VU[result.tinh_trang]
    return "không phát sinh"


def difference(row: HuaRow) -> str:
    """The gap with its sign; blank where there is none to tell."""
    if row.chenh_lech is None:
        return ""
    return f"{'+' if row.chenh_lech > 0 else ''}{format_number(row.chenh_lech)}"


def newest(row: HuaRow) -> str:
    """The newest answer without saying that it is an estimate; "–" where nothing was reported."""
    result = row.ca_nam or row.dot_1
    if not row.has_figure or result is None:
        return "–" if row.has_figure else ""
    return answer(row, result).removeprefix("ước ")


@dataclass(frozen=True, slots=True)
class TongQuan:
    """All lines at a glance: the units as columns, each line with its promise of each unit, None without."""

    don_vi: tuple[str, ...]
    dong: tuple[tuple[HuaRow, tuple[HuaRow | None, ...]], ...]


def overview(rows: Iterable[HuaRow]) -> TongQuan:
    """The table of lines and units."""
    units: dict[int, str] = {}
    lines: dict[int, dict[int, HuaRow]] = {}
    for row in rows:
        units[row.don_vi_id] = row.don_vi
        lines.setdefault(row.thu_tu, {})[row.don_vi_id] = row
    table = ((next(iter(held.values())), tuple(held.get(one) for one in units)) for held in lines.values())
    return TongQuan(tuple(units.values()), tuple(table))


def cells(row: HuaRow) -> tuple[str, ...]:
    """One promise as the columns of `HEADS`."""
    return (
        row.ten,
        row.don_vi,
        row.don_vi_tinh,
        promised(row),
        answer(row, row.dot_1),
        answer(row, row.ca_nam),
        difference(row),
        KET_QUA[row.ket_qua] if row.ket_qua else "",
        row.ghi_chu,
    )


def paper(
    year: NamThiDua,
    office: CoQuanRow,
    truong: DonViRow,
    signer: str,
    ten_nhom: str,
    rows: Iterable[HuaRow],
) -> VanBan:
    """The báo cáo of the trưởng's unit to the Hội đồng with the results as a landscape annex.

    Number and day are given by its văn thư and stay blank.
    """
    shown = list(rows)
    settled = sum(row.ket_qua is not None for row in shown)
    dau = DauVanBan(
        co_quan_chu_quan=truong.co_quan_chu_quan,
        co_quan_ban_hanh=truong.co_quan_ban_hanh,
        so_ky_hieu=SoKyHieu(
            None, f"BC/{truong.ky_hieu}" if truong.the_thuc == "dang" else f"BC-{truong.ky_hieu}"
        ),
        dia_danh=truong.dia_danh,
        ngay=NgayVanBan(None, None, year.nam),
    )
    words = (
        f"{truong.ten} báo cáo kết quả thực hiện bản giao ước thi đua năm {year.nam} của {ten_nhom}, lấy từ"
        f" báo cáo của các đơn vị đã được tiếp nhận. Đã đánh giá {settled}/{len(shown)} nội dung; kết quả"
        " từng nội dung tại Phụ lục kèm theo."
    )
    name = f"Kết quả thực hiện giao ước thi đua năm {year.nam}"
    annex = NoiDungPhuLuc(name, (_table(shown),), ngang=True)
    return VanBan(
        dau=dau,
        ten_loai="BÁO CÁO",
        trich_yeu=name,
        than=co_ket((DoanVan(inline_plain(words)),)),
        kinh_gui=(office.kinh_gui_hoi_dong,),
        ky_ten=KyTen(truong.quyen_han_ky, signer),
        noi_nhan=("Như trên;", f"Các đơn vị thuộc {ten_nhom};", "Lưu: VT."),
        phu_luc=danh_so((annex,), tham_chieu("Báo cáo", dau, truong.ten)),
        ghi_chu=SAMPLE_LINE if year.la_mau else None,
        the_thuc=cast(TheThuc, truong.the_thuc),
    )


def _table(rows: list[HuaRow]) -> Bang:
    """A group a line, a row a unit."""
    place, hang = 0, list[tuple[str, ...] | NhomHang]()
    for before, row in zip((None, *rows), rows, strict=False):
        if before is None or before.thu_tu != row.thu_tu:
            place += 1
            unit = f" ({row.don_vi_tinh})" if row.don_vi_tinh else ""
            hang.append(NhomHang(f"{place}. {row.ten}{unit}"))
        hang.append((row.don_vi, *cells(row)[3:]))
    return Bang(
        (
            Cot(HEADS[1], 2.4, "trai"),
            Cot(HEADS[3], 1.1, "giua"),
            Cot(HEADS[4], 1.7, "giua"),
            Cot(HEADS[5], 1.7, "giua"),
            Cot(HEADS[6], 1.1, "giua"),
            Cot(HEADS[7], 2.0, "trai"),
            Cot(HEADS[8], 2.6, "trai"),
        ),
        tuple(hang),
    )
