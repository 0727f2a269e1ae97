"""Reading registrations: contents of a version, the grid, drafts, the town's list, what was received."""

from thidua.dangky.queries.ban import (
    grid_targets,
    held_by_other_versions,
    previous_sealed,
    shown_versions,
    signer,
)
from thidua.dangky.queries.ban_nhap import BanNhapRow, draft_fields, drafts, newest_draft
from thidua.dangky.queries.da_nhan import (
    ChiTieuDaDangKy,
    DangKyDaNhan,
    received,
    received_registrations,
    registered_for_unit,
)
from thidua.dangky.queries.danh_sach import DangKyListRow, list_rows
from thidua.dangky.queries.noi_dung import (
    CONG_DOAN,
    GIAI_PHAP,
    GIAI_TRINH,
    LOAI,
    LY_DO_CHAM,
    LY_DO_TAP_THE,
    ChiTieuDangKy,
    ChiTieuTuDangKy,
    DanhHieuDangKy,
    NoiDungDangKy,
    PhongTraoDangKy,
    contents,
    contents_of,
)

__all__ = [
    "CONG_DOAN",
    "GIAI_PHAP",
    "GIAI_TRINH",
    "LOAI",
    "LY_DO_CHAM",
    "LY_DO_TAP_THE",
    "BanNhapRow",
    "ChiTieuDaDangKy",
    "ChiTieuDangKy",
    "ChiTieuTuDangKy",
    "DangKyDaNhan",
    "DangKyListRow",
    "DanhHieuDangKy",
    "NoiDungDangKy",
    "PhongTraoDangKy",
    "contents",
    "contents_of",
    "draft_fields",
    "drafts",
    "grid_targets",
    "held_by_other_versions",
    "list_rows",
    "newest_draft",
    "previous_sealed",
    "received",
    "received_registrations",
    "registered_for_unit",
    "shown_versions",
    "signer",
]
