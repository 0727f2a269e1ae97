"""The form of a movement."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # unknown to the stubs

from thidua.namthidua.forms import LockedForm, TickedField, in_order, required
from thidua.namthidua.queries.phong_trao import PhongTraoDayDu
from thidua.web.forms import ChuVN, DoanVN, NgayVN
from thidua.web.labels import MOVEMENT_KINDS


class PhongTraoForm(LockedForm):
    """`PhongTraoForm(posted(), nam=nam)`."""

    ten = DoanVN("Tên phong trào", [required("Ghi tên phong trào.")], limit=1000)
    loai = SelectField("Loại", choices=[SelectChoice(code, words) for code, words in MOVEMENT_KINDS.items()])
    cap_phat_dong = ChuVN("Cấp phát động", [required("Ghi cấp phát động, ví dụ: Tỉnh.")])
    can_cu = DoanVN("Căn cứ, văn bản phát động", limit=2000)
    khau_hieu = DoanVN("Khẩu hiệu", limit=1000)
    tieu_chi = DoanVN("Nội dung, tiêu chí")
    gan_voi = DoanVN("Gắn với", limit=2000)
    tu_ngay = NgayVN("Từ ngày")
    den_ngay = NgayVN("Đến ngày")
    pham_vi = RadioField(
        "Đơn vị được gọi",
        choices=[SelectChoice("moi", "Mọi đơn vị"), SelectChoice("chon", "Chỉ các đơn vị được chọn")],
        default="moi",
    )
    don_vi = TickedField("Đơn vị")

    def validate(self, extra_validators: Any = None) -> bool:
        """The shape, the order of the days, and a unit where only some are called."""
        super().validate(extra_validators)
        in_order(self.tu_ngay, self.den_ngay, "Ngày kết thúc đứng trước ngày bắt đầu.")
        if self.pham_vi.data == "chon" and not self.don_vi.ids:
            self.refuse("don_vi", "Chọn ít nhất một đơn vị, hoặc gọi mọi đơn vị.")
        return not self.error_list


def values_of(row: PhongTraoDayDu) -> dict[str, Any]:
    """The stored movement as the form's values."""
    names = (
        "ten",
        "loai",
        "cap_phat_dong",
        "can_cu",
        "khau_hieu",
        "tieu_chi",
        "gan_voi",
        "tu_ngay",
        "den_ngay",
    )
    values = {name: getattr(row, name) for name in names}
    chosen = tuple(str(unit) for unit in sorted(row.don_vi))
    return values | {"pham_vi": "moi" if row.moi_don_vi else "chon", "don_vi": chosen}
