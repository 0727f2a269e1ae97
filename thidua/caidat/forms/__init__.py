"""The shape of what the pages of a year take."""

from collections.abc import Sequence

import wtforms
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # unknown to the stubs
from wtforms.validators import DataRequired, InputRequired

from thidua.web.forms import ChuVN, DoanVN, Form, NgayVN, SoVN

LOAI = (("cum", "Cụm"), ("khoi", "Khối"))


def options(*pairs: tuple[str, str]) -> list[SelectChoice]:
    """(value, words) of a select, in order."""
    return [SelectChoice(value, words) for value, words in pairs]


class BuocNamForm(Form):
    """A named act of the year: only the lock and the one-time key."""

    row_version = wtforms.IntegerField()
    khoa_gui = ChuVN()


class MoLaiForm(BuocNamForm):
    """The act that takes a closed year up again."""

    ly_do = DoanVN("Lý do mở lại", [DataRequired("Cần ghi lý do mở lại.")], limit=2000)


class NhomMoiForm(Form):
    """A new cụm or khối."""

    ten = ChuVN("Tên cụm, khối", [InputRequired("Cần điền tên cụm, khối.")], limit=255)
    loai = wtforms.SelectField("Loại", choices=options(*LOAI))
    khoa_gui = ChuVN()


class NhomForm(Form):
    """Name, head, deputy and Council member in charge; who may be chosen is set by `members`."""

    ten = ChuVN("Tên", [InputRequired("Cần điền tên cụm, khối.")], limit=255)
    loai = wtforms.SelectField("Loại", choices=options(*LOAI))
    truong = wtforms.SelectField("Đơn vị trưởng", validate_choice=False)
    pho = wtforms.SelectField("Đơn vị phó", validate_choice=False)
    phu_trach = ChuVN("Thành viên Hội đồng phụ trách", limit=255)
    row_version = wtforms.IntegerField()

    def offer(self, members: Sequence[tuple[int, str]]) -> None:
        """Offer these units as head and deputy."""
        self.offered = {"", *(str(unit) for unit, _ in members)}
        names = ((str(unit), name) for unit, name in members)
        self.truong.choices = self.pho.choices = options(("", "– chưa có –"), *names)


class ThanhVienForm(Form):
    """A unit that joins (`them`), or a member that leaves for another group (`den`) or for none."""

    them = wtforms.SelectField("Đơn vị vào cụm, khối", validate_choice=False)
    di = wtforms.SelectField("Thành viên", validate_choice=False)
    den = wtforms.SelectField("Chuyển đến", validate_choice=False)
    ly_do = DoanVN("Lý do, văn bản quyết định")
    row_version = wtforms.IntegerField()


class DotForm(Form):
    """One period; its fields stand under the prefix `dot-<số>-`."""

    ten = ChuVN("Tên", [InputRequired("Cần điền tên đợt.")], limit=255)
    tu = NgayVN("Từ ngày", [InputRequired("Cần điền ngày.")])
    den = NgayVN("Đến ngày", [InputRequired("Cần điền ngày.")])
    moc = SoVN("Mốc (% chỉ tiêu cả năm)", [InputRequired("Cần điền tỷ lệ.")])


class LyDoForm(Form):
    """The reason of a change in an open year, and the lock of the year."""

    ly_do = DoanVN("Lý do, văn bản quyết định")
    row_version = wtforms.IntegerField()


class ThuTuForm(Form):
    """One place up or down: the button's value is the row's id."""

    len_tren = wtforms.IntegerField(name="len")
    xuong = wtforms.IntegerField()


def unit_or_none(value: str | None) -> int | None:
    """The id that a select sent, None for nobody; an id that is none at all is nobody's (0)."""
    text = value or ""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
