"""The results of a giao ước as a landscape annex and as rows of a table."""

from collections.abc import Iterable
from datetime import date

from thidua.core.pledge import NhomDong
from thidua.core.reporting import KetQua
from thidua.core.viet import format_number
from thidua.donvi.queries.co_quan import CoQuanRow
from thidua.giaouoc.compose.giay import SAMPLE_LINE, figure
from thidua.namthidua.models import NamThiDua
from thidua.theodoi.queries.giao_uoc import HuaRow
from thidua.vanban.blocks import Bang, Cot, DauVanBan, DoanVan, NgayVanBan, VanBan, inline_plain
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


def paper(year: NamThiDua, office: CoQuanRow, ten_nhom: str, rows: Iterable[HuaRow], day: date) -> VanBan:
    """The table of results: a short paper of the group with its landscape annex; to be signed by nobody."""
    shown = list(rows)
    settled = sum(row.ket_qua is not None for row in shown)
    dau = DauVanBan(
        co_quan_chu_quan=office.hoi_dong_ban_hanh,
        co_quan_ban_hanh=(ten_nhom,),
        so_ky_hieu=None,
        dia_danh=office.dia_danh,
        ngay=NgayVanBan(day.day, day.month, day.year),
    )
    words = (
        f"Kết quả thực hiện bản giao ước thi đua năm {year.nam} của {ten_nhom} lấy từ báo cáo của các đơn vị"
        f" đã được tiếp nhận; đã đánh giá {settled}/{len(shown)} nội dung. Chi tiết tại Phụ lục kèm theo./."
    )
    annex = NoiDungPhuLuc(f"Kết quả thực hiện giao ước thi đua năm {year.nam}", (_table(shown),), ngang=True)
    return VanBan(
        dau=dau,
        ten_loai="BẢNG TỔNG HỢP",
        trich_yeu=f"Kết quả thực hiện giao ước thi đua năm {year.nam}",
        than=(DoanVan(inline_plain(words)),),
        phu_luc=danh_so((annex,), tham_chieu("Bảng tổng hợp", dau, ten_nhom)),
        ghi_chu=SAMPLE_LINE if year.la_mau else None,
    )


def _table(rows: list[HuaRow]) -> Bang:
    return Bang(
        (
            Cot("TT", 0.5, "giua"),
            Cot(HEADS[0], 3.0, "trai"),
            Cot(HEADS[1], 1.6, "trai"),
            Cot(HEADS[2], 1.0, "giua"),
            Cot(HEADS[3], 1.0, "giua"),
            Cot(HEADS[4], 1.1, "giua"),
            Cot(HEADS[5], 1.1, "giua"),
            Cot(HEADS[6], 1.0, "giua"),
            Cot(HEADS[7], 1.5, "trai"),
            Cot(HEADS[8], 1.6, "trai"),
        ),
        tuple((str(place), *cells(row)) for place, row in enumerate(rows, 1)),
    )
