"""The form of a day of the calendar."""

from typing import Any

import wtforms
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # unknown to the stubs

from thidua.namthidua.forms import required
from thidua.namthidua.queries.lich import OFF, WORKED
from thidua.web.forms import ChuVN, Form, NgayVN

_WEEKDAYS = 5


class NgayForm(Form):
    """`NgayForm(posted(), nam=nam)`: a holiday or a day worked in exchange, of that year."""

    ngay = NgayVN("Ngày", [required("Ghi ngày, ví dụ 02/9.")])
    loai = SelectField("Loại", choices=[SelectChoice(OFF, "Nghỉ"), SelectChoice(WORKED, "Làm bù")])
    ten = ChuVN("Tên", [required("Ghi tên ngày, ví dụ: Quốc khánh.")])
    nguon = ChuVN("Nguồn", limit=1000)

    def validate_ngay(self, field: Any) -> None:
        """A day of the year on the page."""
        nam = self.meta.nam
        if field.data and nam and field.data.year != nam:
            raise wtforms.ValidationError(f"Ngày này không thuộc năm {nam}.")

    def validate_loai(self, field: Any) -> None:
        """Only a weekend day can be worked in exchange."""
        if field.data == WORKED and self.ngay.data and self.ngay.data.weekday() < _WEEKDAYS:
            raise wtforms.ValidationError("Ngày này vốn là ngày làm việc; chỉ làm bù vào thứ Bảy, Chủ nhật.")
