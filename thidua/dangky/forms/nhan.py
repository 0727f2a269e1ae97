"""The form in which received titles are noted: one at a time, or as lines copied from a spreadsheet."""

from collections.abc import Iterator
from typing import Any

import wtforms

from thidua.core.text import clean
from thidua.core.viet import quoted
from thidua.dangky.compose import DANH_HIEU_CA_NHAN, DANH_HIEU_TAP_THE
from thidua.dangky.forms.kept import code_of
from thidua.dangky.queries.ca_nhan import DanhHieuNhap
from thidua.hoso.forms import LockField
from thidua.web.forms import ChuVN, DoanVN, Form

FIRST_YEAR = 2000
COLUMNS = 5
MOST_LINES = 500


class PersonForm(Form):
    """Name and post of a person, and whether the person comes to this unit."""

    ho_ten = ChuVN("Họ và tên")
    chuc_vu = ChuVN("Chức vụ")
    row_version = LockField()
    khoa_gui = ChuVN(limit=64)


class ReceivedForm(Form):
    """A received title of the unit or of a person (`ca_nhan`: an id, "moi", or empty for the unit), and lines
    of several: name, post, year, title, decision."""

    ca_nhan = ChuVN("Của ai", limit=64)
    ho_ten = ChuVN("Họ và tên")
    chuc_vu = ChuVN("Chức vụ")
    nam_nhan = ChuVN("Năm", limit=64)
    danh_hieu = ChuVN("Danh hiệu, hình thức")
    quyet_dinh = ChuVN("Quyết định")
    danh_sach = DoanVN("Danh sách dán từ Excel")
    khoa_gui = ChuVN(limit=64)

    def validate_nam_nhan(self, field: Any) -> None:
        """A year in figures, where a single title is given."""
        if self.danh_hieu.data and year_of(field.data or "") is None:
            raise wtforms.ValidationError("Ghi năm bằng bốn chữ số, ví dụ 2022.")

    def validate_danh_hieu(self, field: Any) -> None:
        """The title's name, unless there are only pasted lines."""
        alone = self.ca_nhan.data or self.ho_ten.data or self.quyet_dinh.data or not self.danh_sach.data
        if not field.data and alone:
            raise wtforms.ValidationError("Ghi danh hiệu, hình thức khen thưởng đã nhận.")

    def validate_ho_ten(self, field: Any) -> None:
        """The name of a new person."""
        if self.ca_nhan.data == "moi" and not field.data:
            raise wtforms.ValidationError("Ghi họ và tên.")

    def validate_danh_sach(self, field: Any) -> None:
        """Every line whole."""
        wrong = [words for _, words in read_lines(field.data or "") if isinstance(words, str)]
        if wrong:
            raise wtforms.ValidationError(" ".join(wrong[:5]))

    @property
    def lines(self) -> tuple[DanhHieuNhap, ...]:
        """The pasted lines that were read."""
        read = read_lines(self.danh_sach.data or "")
        return tuple(line for _, line in read if isinstance(line, DanhHieuNhap))


def year_of(text: str) -> int | None:
    """A year from 2000 on in figures, None for anything else."""
    typed = text.strip()
    right = len(typed) == 4 and typed.isascii() and typed.isdigit()
    return int(typed) if right and FIRST_YEAR <= int(typed) <= FIRST_YEAR + 99 else None


def title_code(text: str) -> str:
    """The stored name of a known title of either kind, else the text itself."""
    return code_of(text, {**DANH_HIEU_TAP_THE, **DANH_HIEU_CA_NHAN})


def read_lines(text: str) -> Iterator[tuple[int, DanhHieuNhap | str]]:
    """(number, line or what is wrong with it) of what was copied from a spreadsheet; blank lines are none."""
    for number, line in enumerate(text.split("\n")[:MOST_LINES], 1):
        if line.strip():
            yield number, _line(number, line)


def _line(number: int, line: str) -> DanhHieuNhap | str:
    cells = [clean(cell, one_line=True)[:255] for cell in line.split("\t")]
    if year_of(cells[0]) is not None:
        # A line that begins with its year is about the unit itself.
        cells = ["", "", *cells]
    if not 4 <= len(cells) <= COLUMNS:
        return (
            f"Dòng {number}: cần 4 hoặc 5 cột (họ tên, chức vụ, năm, danh hiệu, quyết định); "
            "của tập thể thì bắt đầu bằng năm."
        )
    ho_ten, chuc_vu, year, title, *decision = cells
    nam = year_of(year)
    if nam is None:
        return f"Dòng {number}: năm {quoted(year)} không đọc được; ghi bốn chữ số, ví dụ 2022."
    if not title:
        return f"Dòng {number}: thiếu danh hiệu."
    return DanhHieuNhap(ho_ten, chuc_vu, nam, title_code(title), decision[0] if decision else "")


def line_text(line: DanhHieuNhap, title: str) -> str:
    """The line as it was pasted, for giving it back."""
    return "\t".join((line.ho_ten, line.chuc_vu, str(line.nam), title, line.quyet_dinh))
