"""Forms of the catalogue and of the grid of assigned figures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import wtforms
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # unknown to the stubs

from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.core.text import clean
from thidua.core.viet import TypedWrong, fold, number_for_input, parse_number
from thidua.namthidua.forms import LockedForm, required
from thidua.namthidua.queries.chi_tieu import DanhMucRow, LuoiGiao
from thidua.web.forms import ChuVN, DoanVN, NgayVN, SoVN
from thidua.web.labels import ASSIGNED_BY, TARGET_DIRECTIONS, TARGET_KINDS

_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
ASSIGNED = [code for code in NguonGiao if code is not NguonGiao.TU_DANG_KY]
HELD = "x"
"""What is typed where a task without figure is given."""


def _choices(words: Mapping[str, str], codes: Sequence[str]) -> list[SelectChoice]:
    return [SelectChoice(str(code), words[code]) for code in codes]


class DanhMucForm(LockedForm):
    """`DanhMucForm(posted(), nam=nam)`."""

    ma = ChuVN("Mã", [required("Ghi mã, ví dụ: thu-ngan-sach.")], limit=60)
    ten = ChuVN("Tên chỉ tiêu, nhiệm vụ", [required("Ghi tên chỉ tiêu.")])
    don_vi_tinh = ChuVN("Đơn vị tính", limit=64)
    loai = SelectField("Loại", choices=_choices(TARGET_KINDS, list(LoaiChiTieu)))
    chieu = SelectField("Chiều tốt", choices=_choices(TARGET_DIRECTIONS, list(TARGET_DIRECTIONS)))
    trong_so = SoVN("Trọng số")
    giao_boi = SelectField("Cơ quan giao", choices=_choices(ASSIGNED_BY, ASSIGNED))
    quyet_dinh = ChuVN("Quyết định giao")
    moc = SoVN("Mốc riêng")
    ngay_moc = NgayVN("Ngày của mốc")
    ly_do = DoanVN("Lý do thay đổi", limit=2000)

    def validate_ma(self, field: Any) -> None:
        """Unaccented letters, digits and hyphens."""
        if field.data and not _CODE.fullmatch(field.data):
            raise wtforms.ValidationError(
                "Mã chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ: thu-ngan-sach."
            )


def values_of(row: DanhMucRow) -> dict[str, Any]:
    """The stored line as the form's values."""
    names = (
        "ma",
        "ten",
        "don_vi_tinh",
        "loai",
        "chieu",
        "trong_so",
        "giao_boi",
        "quyet_dinh",
        "moc",
        "ngay_moc",
    )
    return {name: getattr(row, name) for name in names}


@dataclass(frozen=True, slots=True)
class OLuoi:
    """A cell as the page shows it: its field, what stands in it, and its error."""

    name: str
    value: str
    error: str = ""


class LuoiForm:
    """The grid as typed: every cell keeps its text; `wanted` holds what could be read."""

    def __init__(
        self,
        units: Sequence[int],
        lines: Sequence[DanhMucRow],
        stored: LuoiGiao,
        typed: Mapping[str, Any] | None,
    ) -> None:
        self.cells: dict[tuple[int, str], OLuoi] = {}
        self.wanted: dict[tuple[int, str], tuple[bool, Decimal | None]] = {}
        for unit in units:
            for line in lines:
                name = f"giao-{unit}-{line.id}"
                text = _stored(stored, unit, line) if typed is None else str(typed.get(name, ""))
                self._read(unit, line, name, text)

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """(id, label, sentence) of each cell that could not be read."""
        return [(cell.name, "", cell.error) for cell in self.cells.values() if cell.error]

    def _read(self, unit: int, line: DanhMucRow, name: str, text: str) -> None:
        key = (unit, line.ma)
        try:
            plain = clean(text, one_line=True)
            self.wanted[key] = _asked(line, plain)
            self.cells[key] = OLuoi(name, plain)
        except TypedWrong as wrong:
            self.cells[key] = OLuoi(name, text, wrong.sentence())


def _stored(stored: LuoiGiao, unit: int, line: DanhMucRow) -> str:
    cell = stored.o.get((unit, line.ma))
    if cell is None:
        return ""
    return HELD if cell.giao is None else number_for_input(cell.giao)


def _asked(line: DanhMucRow, plain: str) -> tuple[bool, Decimal | None]:
    """Empty: not given; x: given without a figure; else the figure."""
    if not plain:
        return (False, None)
    if fold(plain) == HELD:
        return (True, None)
    if line.is_task:
        raise TypedWrong(
            "nhiem_vu_khong_co_so", f"“{line.ten}” không có số; gõ x để giao, để trống nếu không giao."
        )
    return (True, parse_number(plain))
