"""The shape of what the consolidation's pages send."""

from collections.abc import Iterable, Sequence
from typing import Any

import wtforms

from thidua.core.text import clean
from thidua.web.forms import ChuVN, DoanVN, Form, LockField, NgayVN, SoVN

KEY_PARTS = 3

SentenceKey = tuple[int, str, int]


def read_key(text: str) -> SentenceKey | None:
    """A sentence's key: version, field, number; None for anything else."""
    parts = text.split(".")
    if len(parts) != KEY_PARTS or not all(p.isascii() and p.isdigit() and len(p) < 10 for p in parts[::2]):
        return None
    return int(parts[0]), parts[1], int(parts[2])


class KeysField(wtforms.Field):
    """Keys of sentences; what is no key is dropped."""

    data: tuple[SentenceKey, ...]

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the keys, each once."""
        self.data = tuple(dict.fromkeys(_keys(str(each) for each in valuelist)))


def _keys(texts: Iterable[str]) -> Iterable[SentenceKey]:
    return (key for text in texts if (key := read_key(text)) is not None)


class SectionForm(Form):
    """One section: own text, the sentences shown, those ticked, the one to move."""

    muc = ChuVN(limit=64)
    q = ChuVN(limit=200)
    loi_van = DoanVN("Lời văn của thường trực")
    hien = KeysField()
    cau = KeysField()
    len = KeysField()
    xuong = KeysField()
    row_version = LockField()
    khoa_gui = ChuVN(limit=64)


def wordings(sent: Iterable[tuple[str, str]]) -> dict[SentenceKey, str]:
    """The wordings of picked sentences, from the fields `sua-<key>`; raises TextTooLong."""
    found = ((read_key(name.removeprefix("sua-")), text) for name, text in sent if name.startswith("sua-"))
    return {key: clean(text, one_line=True) for key, text in found if key is not None}


class RowForm(Form):
    """A row inside another form: it takes name and meta from the list it stands in."""

    def __init__(
        self, formdata: Any = None, obj: Any = None, prefix: str = "", meta: Any = None, **data: Any
    ) -> None:
        wtforms.Form.__init__(self, formdata, obj=obj, prefix=prefix, meta=meta, **data)


class DongChuYeuForm(RowForm):
    """A row of Bảng 4."""

    ten = ChuVN("Chỉ tiêu")
    don_vi_tinh = ChuVN("Đơn vị tính", limit=64)
    cung_ky = SoVN("Thực hiện cùng kỳ", negative=True)
    ke_hoach = SoVN("Kế hoạch", negative=True)
    thuc_hien = SoVN("Thực hiện hoặc ước thực hiện", negative=True)
    chinh_thuc = wtforms.BooleanField("Số chính thức")
    nguon = ChuVN("Nguồn")

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed in the row."""
        typed = (self.ten, self.don_vi_tinh, self.cung_ky, self.ke_hoach, self.thuc_hien, self.nguon)
        return not any((each.raw_data or [each.data or ""])[0] for each in typed)

    def validate_ten(self, field: Any) -> None:
        """A row with figures needs its name."""
        if not field.data and not self.is_blank:
            raise wtforms.ValidationError("Điền tên chỉ tiêu, hoặc xóa hết các ô của hàng này.")


class DongPhongTraoForm(RowForm):
    """The words of one movement."""

    phong_trao_id = wtforms.HiddenField()
    ket_qua = DoanVN("Kết quả chủ yếu")
    tieu_bieu = DoanVN("Đơn vị tiêu biểu")


class SoLieuForm(Form):
    """The office's own figures: closing day, Bảng 4, the words of Bảng 5."""

    chot_den = NgayVN("Số liệu chốt đến ngày")
    dong = wtforms.FieldList(wtforms.FormField(DongChuYeuForm), max_entries=200)
    phong_trao = wtforms.FieldList(wtforms.FormField(DongPhongTraoForm), max_entries=200)
    row_version = LockField()
    khoa_gui = ChuVN(limit=64)

    @property
    def all_errors(self) -> list[tuple[str, str, str]]:
        """(id, label, sentence) of every error, those of rows with the row's number."""
        found = [(self.chot_den.id, self.chot_den.label.text, str(e)) for e in self.chot_den.errors]
        rows: Any
        for words, rows in (("Bảng số liệu, hàng", self.dong), ("Phong trào", self.phong_trao)):
            for place, row in enumerate(rows, 1):
                found += [
                    (each.id, f"{words} {place}, {each.label.text}", str(error))
                    for each in row.form
                    for error in each.errors
                ]
        return found
