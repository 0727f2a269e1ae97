"""The form of a dated rule."""

import re
from typing import Any

import wtforms

from thidua.core.viet import TypedWrong, parse_number
from thidua.namthidua.forms import in_order, required
from thidua.web.forms import ChuVN, DoanVN, Form, NgayVN

_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


class QuyDinhForm(Form):
    """`QuyDinhForm(posted(), nam=nam)`: a figure is kept in plain digits, words as typed."""

    ten = ChuVN("Quy định", [required("Ghi nội dung quy định.")])
    code = ChuVN("Mã", [required("Ghi mã, ví dụ: cstdcs_tren_ldtt_toi_da.")], limit=64)
    gia_tri = DoanVN("Giá trị", limit=500)
    don_vi_tinh = ChuVN("Đơn vị tính", limit=64)
    tu_ngay = NgayVN("Áp dụng từ", [required("Ghi ngày bắt đầu áp dụng.")])
    den_ngay = NgayVN("Đến hết ngày")
    nguon = DoanVN("Nguồn", limit=1000)
    da_kiem_chung = wtforms.BooleanField("Đã đối chiếu với văn bản")

    def validate_code(self, field: Any) -> None:
        """Unaccented words joined by underscores."""
        if field.data and not _CODE.fullmatch(field.data):
            raise wtforms.ValidationError("Mã chỉ gồm chữ thường không dấu, số và gạch dưới.")

    def validate(self, extra_validators: Any = None) -> bool:
        """The shape, the order of the days, and a source for what is said to be verified."""
        super().validate(extra_validators)
        in_order(self.tu_ngay, self.den_ngay, "Ngày hết áp dụng đứng trước ngày bắt đầu.")
        if self.da_kiem_chung.data and not self.nguon.data:
            self.refuse("nguon", "Đã đối chiếu thì ghi văn bản, điều, khoản.")
        return not self.error_list

    @property
    def value(self) -> str:
        """The value as it is kept: a Vietnamese figure in plain digits, anything else as typed."""
        typed = self.gia_tri.data or ""
        try:
            return format(parse_number(typed), "f") if typed else ""
        except TypedWrong:
            return typed
