"""The form of an obligation: days, days by unit type, units called, the văn bản that asks."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import wtforms
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # unknown to the stubs

from thidua.core.viet import format_date
from thidua.hoso.forms import LockField
from thidua.namthidua.actions.nghia_vu import NghiaVuSua
from thidua.namthidua.queries.nghia_vu import Days, NghiaVuRow
from thidua.web.forms import ChuVN, DoanVN, Form, NgayVN, TepTai

LATER = "Hạn nộp phải từ ngày mở trở đi; kiểm tra lại hai ngày."


class UnitsField(wtforms.Field):
    """The units ticked by id; what is no number is left out."""

    data: tuple[int, ...]

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the ids, each once."""
        ids = (str(each) for each in valuelist)
        self.data = tuple(dict.fromkeys(int(one) for one in ids if one.isascii() and one.isdigit()))


class NghiaVuForm(Form):
    """`form_of(types)(posted(), nam=nam)`; a day pair `mo_<loai>`, `han_<loai>` for each unit type."""

    ten = ChuVN("Tên nội dung")
    mo_tu = NgayVN("Ngày mở")
    han = NgayVN("Hạn nộp")
    van_ban_so = ChuVN("Số, ký hiệu", limit=64)
    van_ban_ngay = NgayVN("Ngày văn bản")
    van_ban_trich_yeu = DoanVN("Trích yếu", limit=2000)
    tep = TepTai("Tệp văn bản")
    pham_vi = wtforms.RadioField(
        "Đơn vị thực hiện",
        choices=[SelectChoice("moi", "Mọi đơn vị"), SelectChoice("chon", "Chỉ các đơn vị được chọn")],
        default="moi",
    )
    don_vi = UnitsField("Đơn vị được giao")
    row_version = LockField()
    khoa_gui = ChuVN(limit=64)
    loai_don_vi: Sequence[str] = ()

    def validate_ten(self, field: Any) -> None:
        """A name is needed."""
        if not field.data:
            raise wtforms.ValidationError("Ghi tên nội dung, ví dụ: Kế hoạch tuyên truyền đợt 1.")

    def validate(self, extra_validators: Any = None) -> bool:
        """The shape, both days, their order, and a unit where only some are called."""
        super().validate(extra_validators)
        for opens, due in (("mo_tu", "han"), *((f"mo_{one}", f"han_{one}") for one in self.loai_don_vi)):
            self._days(opens, due, needed=opens == "mo_tu")
        if self.pham_vi.data == "chon" and not self.don_vi.data:
            self.refuse("don_vi", "Chọn ít nhất một đơn vị, hoặc giao cho mọi đơn vị.")
        return not self.error_list

    def _days(self, opens: str, due: str, *, needed: bool) -> None:
        first, last = self[opens], self[due]
        if first.errors or last.errors or not (needed or first.data or last.data):
            return
        for field, other in ((first, last), (last, first)):
            if field.data is None:
                say = "Ghi ngày này" if needed else "Ghi đủ hai ngày, hoặc bỏ trống cả hai"
                self.refuse(field.name, f"{say}; ví dụ {_example(other.data)}.")
        if first.data and last.data and last.data < first.data:
            self.refuse(due, LATER)

    def typed_days(self, loai: str) -> bool:
        """Whether a day of this unit type stands in the form, readable or not."""
        return any(self[name].data or self[name].errors for name in (f"mo_{loai}", f"han_{loai}"))

    def wanted(self, tep: tuple[str, str, str, int] | None) -> NghiaVuSua:
        """What the form asks; only after `validate`. Unreadable days of a faulty form must not reach here."""
        whole = self.pham_vi.data != "chon"
        return NghiaVuSua(
            ten=self.ten.data or "",
            mo_tu=self.mo_tu.data or date.min,
            han=self.han.data or date.max,
            van_ban_so=self.van_ban_so.data or "",
            van_ban_ngay=self.van_ban_ngay.data,
            van_ban_trich_yeu=self.van_ban_trich_yeu.data or "",
            moi_don_vi=whole,
            don_vi=frozenset() if whole else frozenset(self.don_vi.data or ()),
            theo_loai=self._by_type(),
            tep=tep,
        )

    def _by_type(self) -> dict[str, Days]:
        found = {one: (self[f"mo_{one}"].data, self[f"han_{one}"].data) for one in self.loai_don_vi}
        return {one: (opens, due) for one, (opens, due) in found.items() if opens and due}


def _example(other: date | None) -> str:
    return format_date(other) if other else "31/3/2023"


def form_of(types: Iterable[tuple[str, str]]) -> type[NghiaVuForm]:
    """The form with a pair of days for each (type, its name)."""
    named = list(types)
    fields: dict[str, Any] = {"loai_don_vi": tuple(one for one, _ in named)}
    for one, name in named:
        fields[f"mo_{one}"] = NgayVN(f"Ngày mở: {name}")
        fields[f"han_{one}"] = NgayVN(f"Hạn nộp: {name}")
    return type("NghiaVuTheoLoaiForm", (NghiaVuForm,), fields)


def values_of(row: NghiaVuRow) -> dict[str, Any]:
    """The stored obligation as the form's values."""
    values: dict[str, Any] = {
        "ten": row.ten,
        "mo_tu": row.mo_tu,
        "han": row.han,
        "van_ban_so": row.van_ban_so,
        "van_ban_ngay": row.van_ban_ngay,
        "van_ban_trich_yeu": row.van_ban_trich_yeu,
        "pham_vi": "moi" if row.moi_don_vi else "chon",
        "don_vi": tuple(row.don_vi),
    }
    for one, (opens, due) in row.theo_loai.items():
        values |= {f"mo_{one}": opens, f"han_{one}": due}
    return values
