"""The form of a căn cứ."""

from typing import Any

from thidua.namthidua.forms import LockedForm, TickedField, in_order, required
from thidua.namthidua.queries.can_cu import CanCuRow
from thidua.web.forms import ChuVN, DoanVN, NgayVN
from thidua.web.labels import GROUND_KINDS


class CanCuForm(LockedForm):
    """`CanCuForm(posted(), nam=nam)`."""

    ten_loai = ChuVN("Tên loại", [required("Ghi tên loại, ví dụ: Nghị định.")], limit=64)
    so_ky_hieu = ChuVN("Số, ký hiệu", limit=64)
    ngay = NgayVN("Ngày ban hành")
    co_quan = ChuVN("Cơ quan ban hành", [required("Ghi cơ quan ban hành, ví dụ: Chính phủ.")])
    trich_yeu = DoanVN("Trích yếu", limit=2000)
    hieu_luc_tu = NgayVN("Có hiệu lực từ")
    hieu_luc_den = NgayVN("Hết hiệu lực sau ngày")
    loai_van_ban = TickedField("Dùng cho loại văn bản")

    def validate(self, extra_validators: Any = None) -> bool:
        """The shape and the order of the days."""
        super().validate(extra_validators)
        in_order(self.hieu_luc_tu, self.hieu_luc_den, "Ngày hết hiệu lực đứng trước ngày có hiệu lực.")
        return not self.error_list

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of paper ticked, in the order of the list."""
        return tuple(kind for kind in GROUND_KINDS if kind in (self.loai_van_ban.data or ()))


def values_of(row: CanCuRow) -> dict[str, Any]:
    """The stored ground as the form's values."""
    names = (
        "ten_loai",
        "so_ky_hieu",
        "ngay",
        "co_quan",
        "trich_yeu",
        "hieu_luc_tu",
        "hieu_luc_den",
        "loai_van_ban",
    )
    return {name: getattr(row, name) for name in names}
