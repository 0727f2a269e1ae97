"""The form of a step: reason, pins, new day, lock counter and one-time key."""

from collections.abc import Sequence
from typing import Any

import wtforms

from thidua.core.numbering import parse_so_ky_hieu
from thidua.core.text import clean
from thidua.core.viet import TypedWrong
from thidua.web.forms import ChuVN, DoanVN, Form, NgayVN, TepTai
from thidua.web.forms import LockField as LockField

PIN_LIMIT = 64


class PinsField(wtforms.Field):
    """The places that a return or a request for completion is pinned to; unknown places are the caller's."""

    data: tuple[str, ...]

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Clean the names, each once."""
        cleaned = (clean(str(each), one_line=True)[:PIN_LIMIT] for each in valuelist)
        self.data = tuple(dict.fromkeys(name for name in cleaned if name))


class StepForm(Form):
    """What every step but `trinh` reads: `StepForm(posted(), nam=nam)`."""

    ly_do = DoanVN("Lý do")
    han_moi = NgayVN("Hạn mới")
    ghim = PinsField()
    row_version = LockField()
    khoa_gui = ChuVN(limit=64)

    @property
    def pins(self) -> dict[str, str]:
        """The pins as `hoso.actions.move` takes them."""
        return dict.fromkeys(self.ghim.data or (), "")


class PaperForm(Form):
    """The unit's own paper: `PaperForm(posted(), nam=nam)`."""

    so = ChuVN("Số, ký hiệu", limit=64)
    ngay = NgayVN("Ngày ban hành")
    khong_phat_sinh = wtforms.BooleanField("Không phát sinh")
    tep = TepTai("Tệp văn bản")
    row_version = LockField()
    khoa_gui = ChuVN(limit=64)

    def validate_so(self, field: Any) -> None:
        """The number in its usual form, or a sentence that shows it."""
        if field.data:
            try:
                field.data = parse_so_ky_hieu(field.data)
            except TypedWrong as wrong:
                raise wtforms.ValidationError(wrong.sentence()) from wrong
