"""A town's units → the table that goes out and can come back."""

from collections.abc import Mapping, Sequence
from datetime import date

from thidua.donvi.queries import LOAI, THE_THUC, DonViRow, NguoiDonVi

HEADS = (
    "Mã", "Tên đầy đủ", "Tên ngắn", "Loại đơn vị", "Mã đơn vị cấp trên", "Thể thức", "Cơ quan chủ quản",
    "Cơ quan ban hành", "Quyền hạn, chức vụ người ký", "Chức vụ thủ trưởng", "Ký hiệu", "Địa danh", "Địa chỉ",
    "Điện thoại", "Người liên hệ", "Từ ngày", "Cụm, khối", "Thủ trưởng", "Người phụ trách thi đua",
)  # fmt: skip
"""The columns; the last three only tell, they are not read in again. Printed lines are parted by " / "."""

LINE_BREAK = " / "
_NOBODY = NguoiDonVi("", (), ())


def table(units: Sequence[DonViRow], people: Mapping[int, NguoiDonVi]) -> list[list[str | date | None]]:
    """One row a unit under `HEADS`."""
    codes = {unit.id: unit.code for unit in units}
    return [_row(unit, codes, people.get(unit.id, _NOBODY)) for unit in units]


def _row(unit: DonViRow, codes: Mapping[int, str], people: NguoiDonVi) -> list[str | date | None]:
    return [
        unit.code,
        unit.ten,
        unit.ten_ngan,
        LOAI.get(unit.loai, unit.loai),
        codes.get(unit.cap_tren_id or 0, ""),
        THE_THUC[unit.the_thuc],
        LINE_BREAK.join(unit.co_quan_chu_quan),
        LINE_BREAK.join(unit.co_quan_ban_hanh),
        LINE_BREAK.join(unit.quyen_han_ky),
        unit.chuc_vu_thu_truong,
        unit.ky_hieu,
        unit.dia_danh,
        unit.dia_chi,
        unit.dien_thoai,
        unit.nguoi_lien_he,
        unit.tu_ngay,
        people.cum_khoi,
        "; ".join(people.thu_truong),
        "; ".join(people.can_bo),
    ]
