"""Forms of the plan's editor: its head, and the lines of a section as typed."""

from collections.abc import Sequence
from typing import Any

import wtforms

from thidua.core.text import clean
from thidua.core.viet import TypedWrong
from thidua.namthidua.forms import LockedForm, required
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import DongKeHoachRow
from thidua.namthidua.queries.ke_hoach import PhanKeHoach
from thidua.web.forms import ChuVN, DoanVN, NgayVN
from thidua.web.labels import PLAN_LINES

LINE, MARK = 255, 64


class DauForm(LockedForm):
    """`DauForm(posted(), nam=nam)`: what stands before and after the plan's text."""

    chu_de = DoanVN("Chủ đề năm", limit=2000)
    trich_yeu = DoanVN("Trích yếu", [required("Ghi trích yếu.")], limit=2000)
    so = ChuVN("Số", limit=6)
    ky_hieu = ChuVN("Ký hiệu", limit=64)
    ngay_ban_hanh = NgayVN("Ngày ban hành")
    co_quan_ban_hanh = DoanVN("Cơ quan ban hành", [required("Ghi cơ quan ban hành.")], limit=500)
    dia_danh = ChuVN("Địa danh")
    quyen_han_ky = DoanVN("Quyền hạn, chức vụ người ký", limit=500)
    nguoi_ky = ChuVN("Họ tên người ký")
    noi_nhan = DoanVN("Nơi nhận", limit=10_000)

    def validate_so(self, field: Any) -> None:
        """A whole number, or empty until văn thư gives it."""
        if field.data and not (field.data.isascii() and field.data.isdigit()):
            raise wtforms.ValidationError("Số chỉ gồm chữ số, ví dụ 27; để trống khi chưa có số.")

    def validate_ngay_ban_hanh(self, field: Any) -> None:
        """A day of the plan's own year."""
        nam = self.meta.nam
        if field.data and nam and field.data.year != nam:
            raise wtforms.ValidationError(f"Ngày ban hành phải thuộc năm {nam}.")

    def validate_noi_nhan(self, field: Any) -> None:
        """Lines short enough to print."""
        if any(len(one) > LINE for one in (field.data or "").split("\n")):
            raise wtforms.ValidationError("Có dòng nơi nhận dài quá 255 ký tự.")

    @property
    def recipients(self) -> tuple[str, ...]:
        """The recipients, one a line."""
        return lines_of(self.noi_nhan.data)


def lines_of(text: str | None) -> tuple[str, ...]:
    """The lines that hold something."""
    return tuple(part.strip() for part in (text or "").split("\n") if part.strip())


def values_of(year: NamThiDua, recipients: Sequence[str]) -> dict[str, Any]:
    """The stored head as the form's values; the day comes apart, for it may be half known."""
    return {
        "chu_de": year.chu_de,
        "trich_yeu": year.ke_hoach_trich_yeu,
        "so": "" if year.ke_hoach_so is None else str(year.ke_hoach_so),
        "ky_hieu": year.ke_hoach_ky_hieu,
        "co_quan_ban_hanh": year.co_quan_ban_hanh,
        "dia_danh": year.dia_danh,
        "quyen_han_ky": year.quyen_han_ky,
        "nguoi_ky": year.nguoi_ky,
        "noi_nhan": "\n".join(recipients),
    }


class DongForm:
    """The lines of a section as typed: each keeps its text; `wrong` says what cannot be taken, by place."""

    def __init__(self, lines: Sequence[DongKeHoachRow]) -> None:
        self.dong = list(lines)
        self.wrong: dict[int, str] = {}

    @classmethod
    def typed(cls, form: Any, stored: PhanKeHoach) -> "DongForm":
        """Read the posted lists of a section; an untouched line keeps its stored bytes."""
        made = cls(())
        columns = [form.getlist(name) for name in ("vai", "loai", "danh_so", "noi_dung")]
        kept = {_cleaned(line): line for line in stored.dong}
        for place, (vai, loai, danh_so, text) in enumerate(zip(*columns, strict=False)):
            try:
                line = _line(stored, vai, loai, danh_so, text)
                made.dong.append(kept.get(_cleaned(line), line))
            except TypedWrong as wrong:
                made.wrong[place] = wrong.sentence()
                made.dong.append(DongKeHoachRow(vai, loai, danh_so[:MARK], text))
        return made

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """(id, label, sentence) of each line that cannot be taken."""
        return [(f"dong-{place}", f"Dòng {place + 1}", sentence) for place, sentence in self.wrong.items()]

    @property
    def filled(self) -> list[DongKeHoachRow]:
        """The lines that hold something."""
        return [line for line in self.dong if line.noi_dung]

    def quote(self, lines: Sequence[str], vai: str) -> None:
        """Add paragraphs at the end; nothing is stored by it."""
        self.dong += [DongKeHoachRow(vai, "doan", "", line) for line in lines]

    def arrange(self, act: str, place: int, vai: str) -> None:
        """Add an empty line after a place, take one away, or move one up or down; nothing is stored by it."""
        if act == "them":
            at = min(place + 1, len(self.dong))
            near = self.dong[at - 1] if self.dong else None
            kind = near.loai if near and near.loai != "muc" else "khoan"
            self.dong.insert(at, DongKeHoachRow(near.vai if near else vai, kind, "", ""))
        elif 0 <= place < len(self.dong):
            line = self.dong.pop(place)
            if act in ("len", "xuong"):
                self.dong.insert(max(0, place + (1 if act == "xuong" else -1)), line)


def _line(stored: PhanKeHoach, vai: str, loai: str, danh_so: str, text: str) -> DongKeHoachRow:
    known = {line.vai for line in stored.dong} | {stored.vai}
    return DongKeHoachRow(
        vai if vai in known else stored.vai,
        loai if loai in PLAN_LINES else "doan",
        clean(danh_so, limit=MARK, one_line=True),
        clean(text),
    )


def _cleaned(line: DongKeHoachRow) -> tuple[str, str, str, str]:
    return (line.vai, line.loai, clean(line.danh_so, one_line=True), clean(line.noi_dung))
