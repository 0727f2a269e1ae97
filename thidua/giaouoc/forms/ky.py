"""What is sent in at the signing: scanned pages, a signed file, and what the second person saw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.core.text import clean
from thidua.core.viet import TypedWrong, format_date, parse_date
from thidua.giaouoc.queries.ky import BenKyRow
from thidua.giaouoc.queries.nguoi_ky import NguoiKy
from thidua.giaouoc.queries.trang_chup import MOST_NUMBER, TrangRow
from thidua.signing import ma
from thidua.web.forms import LINE_LIMIT, ChuVN, DoanVN, Form, NgayVN, TepTai, Uploaded

MOST_FILES = 40
"""Files of one upload."""
CODE_LIMIT = 64
SAMPLE = "GU-7K4M-9Q2X"
NUMBER_LIMIT = 8
NO_NUMBER = f"Số trang “{{}}” không đúng: ghi một số từ 1 đến {MOST_NUMBER}."


class CacTep(TepTai):
    """Several files of one field; `data` is a tuple of `Uploaded`. A faulty one is left out and named."""

    data: tuple[Uploaded, ...]

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take every file."""
        found: list[Uploaded] = []
        faults = []
        for each in valuelist[:MOST_FILES]:
            try:
                super().process_formdata([each])
            except ValueError as wrong:
                faults.append(str(wrong))
            one: Uploaded | None = self.data  # type: ignore[assignment]  # the parent takes one file
            if one is not None:
                found.append(one)
        self.data = tuple(found)
        if len(valuelist) > MOST_FILES:
            faults.append(f"Mỗi lần gửi tối đa {MOST_FILES} tệp; gửi tiếp phần còn lại lần sau.")
        if faults:
            raise ValueError(" ".join(faults))


class _CodeForm(Form):
    """A form with a code that may be typed."""

    ma = ChuVN("Mã trên giấy", limit=CODE_LIMIT)
    khoa_gui = ChuVN(limit=64)

    def validate_ma(self, field: Any) -> None:
        """A typed code must be one."""
        if field.data and ma.normalise(field.data) is None:
            field.errors = [f"Mã “{field.data}” không đúng. Gõ lại như trên giấy, ví dụ {SAMPLE}."]

    @property
    def code(self) -> str | None:
        """The typed code as it is printed; None where none, or no code, was typed."""
        return ma.normalise(self.ma.data or "")


class PagesForm(_CodeForm):
    """Scanned pages: `PagesForm(posted())`."""

    tep = CacTep("Ảnh chụp, bản quét đã ký")
    tren = ChuVN("Bản giấy có mấy trang", limit=NUMBER_LIMIT)

    def validate_tren(self, field: Any) -> None:
        """A typed number of pages must be one."""
        if field.data and page_number(field.data) is None:
            field.errors = [NO_NUMBER.format(field.data)]


def page_number(typed: str) -> int | None:
    """A page number as typed; None for anything else, and for what no paper has."""
    text = typed.strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < NUMBER_LIMIT else 0
    return number if 1 <= number <= MOST_NUMBER else None


class NumbersForm:
    """Which page of the paper each scanned page is: `so-<id>` and `tren`. What cannot be read stays typed."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        names = [name for name in fields if name.startswith("so-") or name == "tren"]
        self.typed = {name: _line(fields, name) for name in names}
        read = {name: page_number(text) for name, text in self.typed.items() if text}
        self.errors = tuple(
            NO_NUMBER.format(self.typed[name]) for name, number in read.items() if number is None
        )
        self.tren = read.get("tren")
        found = ((name.removeprefix("so-"), number) for name, number in read.items() if number)
        self.numbers = {int(page): number for page, number in found if page.isascii() and page.isdigit()}


class SignedForm(_CodeForm):
    """One file signed by token: `SignedForm(posted())`."""

    tep = TepTai("Tệp PDF đã ký số")


class CodeForm(_CodeForm):
    """Only the code: `CodeForm(posted())`."""


class DeclineForm(Form):
    """Why a unit will not sign."""

    ly_do = DoanVN("Lý do không ký")
    khoa_gui = ChuVN(limit=64)


class AcceptForm(Form):
    """The second person's answer to a signed file: `AcceptForm(posted(), nam=nam)`."""

    nguoi_ky = ChuVN("Người ký")
    chuc_vu = ChuVN("Chức vụ")
    ngay_ky = NgayVN("Ngày ký")
    ly_do = DoanVN("Lý do không xác nhận")
    khoa_gui = ChuVN(limit=64)


@dataclass(frozen=True, slots=True)
class TrangO:
    """The answer about one page: `khop`, `khong_khop` or empty, and why not."""

    trang: TrangRow
    chon: str
    ly_do: str


@dataclass(frozen=True, slots=True)
class BenO:
    """The answer about one party: whether its signature stands there, and who signed."""

    ben: BenKyRow
    chon: bool
    nguoi_ky: str
    chuc_vu: str
    ngay_ky: str


class DoiChieuForm:
    """The sheet of the second person: verdict a page, tick a party. Wrong days stay as typed.

    `fields` is the posted form; without it the sheet is prefilled: nobody ticked, signers as the text names
    them, the day of the paper.
    """

    def __init__(
        self,
        fields: Mapping[str, Any] | None,
        pages: Iterable[TrangRow],
        parties: Iterable[BenKyRow],
        day: date | None,
        nam: int,
    ) -> None:
        self.errors: list[tuple[str, str, str]] = []
        self.khoa_gui = _line(fields, "khoa_gui")[:64]
        self.trang = tuple(
            TrangO(one, _line(fields, f"trang-{one.id}"), self._reason(fields, one)) for one in pages
        )
        self._days: dict[int, date | None] = {}
        self.ben = tuple(self._party(fields, one, day, nam) for one in parties)

    def _reason(self, fields: Mapping[str, Any] | None, one: TrangRow) -> str:
        typed = str(fields.get(f"ly-do-{one.id}", "")) if fields is not None else ""
        try:
            return clean(typed)
        except TypedWrong as wrong:
            self.errors.append((f"ly-do-{one.id}", f"Trang {one.trang}", wrong.sentence()))
            return typed

    def _party(self, fields: Mapping[str, Any] | None, one: BenKyRow, day: date | None, nam: int) -> BenO:
        unit = one.don_vi_id
        shown = format_date(day) if day else ""
        if fields is None:
            self._days[unit] = day
            return BenO(one, False, one.dai_dien, one.chuc_vu, shown)
        chosen, typed = bool(fields.get(f"ky-{unit}")), _line(fields, f"ngay-{unit}")
        try:
            self._days[unit] = parse_date(typed, year=nam) if typed else None
        except TypedWrong as wrong:
            self._days[unit] = None
            if chosen:
                self.errors.append((f"ngay-{unit}", one.ten, wrong.sentence()))
        return BenO(one, chosen, _line(fields, f"nguoi-{unit}"), _line(fields, f"chuc-vu-{unit}"), typed)

    @property
    def verdicts(self) -> dict[int, str | None]:
        """Page → None where it matches, else why not, as the act `judge` takes it."""
        return {
            each.trang.id: None if each.chon == "khop" else each.ly_do
            for each in self.trang
            if each.chon in ("khop", "khong_khop")
        }

    @property
    def signers(self) -> list[NguoiKy]:
        """The ticked parties."""
        return [
            NguoiKy(each.ben.don_vi_id, each.nguoi_ky, each.chuc_vu, self._days[each.ben.don_vi_id])
            for each in self.ben
            if each.chon
        ]


def _line(fields: Mapping[str, Any] | None, name: str) -> str:
    return clean(str(fields.get(name, ""))[:LINE_LIMIT], one_line=True) if fields is not None else ""
