"""What a person typed into the wizard: every field as text, and one reader for each kind of field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from thidua.caidat.forms.ban_dau import first_values
from thidua.core.rollover import Fault
from thidua.core.text import DEFAULT_LIMIT, clean
from thidua.core.viet import TypedWrong, parse_date, parse_number
from thidua.namthidua.queries.ban_mo_nam import BanMoNam
from thidua.web.forms import LINE_LIMIT

SHORT_LIMIT = 64
NEEDED = "Cần điền mục này."
WORDS: Mapping[Fault, str] = {
    Fault.DAYS_BACKWARDS: "Ngày cuối đứng trước ngày đầu.",
    Fault.OUTSIDE_YEAR: "Đợt phải nằm trọn trong năm.",
    Fault.OVERLAP: "Đợt này chồng lên đợt trước.",
    Fault.SHARE: "Tỷ lệ phải từ 0 đến 100.",
    Fault.DUE_BEFORE_OPENING: "Hạn nộp đứng trước ngày mở.",
    Fault.NOT_A_MEMBER: "Đơn vị này không thuộc cụm, khối.",
    Fault.SAME_UNIT: "Một đơn vị không vừa là trưởng vừa là phó.",
    Fault.TWO_GROUPS: "Đơn vị đứng ở hai cụm, khối.",
    Fault.NO_NAME: "Cần điền tên cụm, khối.",
}
CHECKS = ("giu-",)
"""Fields that are ticked or not; all others are text."""


class TypedYear:
    """`values` by field name as typed, `errors` by field name; `labels` name the fields in the summary."""

    def __init__(self, draft: BanMoNam, sent: Mapping[str, str] | None = None) -> None:
        self.draft = draft
        self.values = first_values(draft)
        self.errors: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        if sent is not None:
            for name in self.values:
                self.values[name] = _taken(name, sent, self.values[name])

    @property
    def error_list(self) -> list[tuple[str, str, str]]:
        """(id, label, sentence) of every error, for the summary."""
        return [(name, self.labels.get(name, ""), said) for name, said in self.errors.items()]

    def kept(self, name: str) -> bool:
        """Whether the line with this name goes into the new year."""
        return bool(self.values.get(f"giu-{name}", "1"))

    def refuse(self, name: str, label: str, sentence: str) -> None:
        """Say this at the field, unless it has its fault already."""
        self.errors.setdefault(name, sentence)
        self.labels.setdefault(name, label)

    def text(
        self, name: str, label: str, *, limit: int = DEFAULT_LIMIT, one_line: bool = True, need: bool = False
    ) -> str:
        """The text, cleaned; empty with the error at the field when it cannot be taken."""
        try:
            text = clean(self.values[name], limit=limit, one_line=one_line)
        except TypedWrong as wrong:
            self.refuse(name, label, wrong.sentence())
            return ""
        if need and not text:
            self.refuse(name, label, NEEDED)
        return text

    def printed(self, name: str, label: str) -> tuple[str, ...]:
        """One printed line a text line."""
        text = self.text(name, label, one_line=False)
        found = tuple(part.strip() for part in text.split("\n") if part.strip())
        if any(len(part) > LINE_LIMIT for part in found):
            self.refuse(name, label, f"Mỗi dòng tối đa {LINE_LIMIT} ký tự.")
        return found

    def day(self, name: str, label: str, *, need: bool = True) -> date | None:
        """A day, of the new year where the year is left out."""
        try:
            text = clean(self.values[name], limit=DEFAULT_LIMIT, one_line=True)
            if text:
                return parse_date(text, year=self.draft.nam)
        except TypedWrong as wrong:
            self.refuse(name, label, wrong.sentence())
            return None
        if need:
            self.refuse(name, label, "Cần điền ngày, ví dụ 31/3.")
        return None

    def figure(self, name: str, label: str) -> Decimal:
        """A figure; 0 with the error at the field when it is none."""
        try:
            return parse_number(clean(self.values[name], limit=DEFAULT_LIMIT, one_line=True))
        except TypedWrong as wrong:
            self.refuse(name, label, wrong.sentence())
            return Decimal(0)

    def unit(self, name: str) -> int | None:
        """The id that a select sent, None for nobody."""
        return as_unit(self.values[name])


def as_unit(text: str) -> int | None:
    """The id in a text that a browser sent; None when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _taken(name: str, sent: Mapping[str, str], before: str) -> str:
    """What was sent for the field; a ticked field that was not sent is off, another one is left as it was."""
    if name.startswith(CHECKS):
        return "1" if sent.get(name) else ""
    return sent.get(name, before)
