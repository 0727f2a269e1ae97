"""The text of a giao ước as it is typed: one item a line in each section, promised lines chosen, ordered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from thidua.core.pledge import LoiVanCanKiem, NhomDong, text_faults
from thidua.core.text import DEFAULT_LIMIT, clean
from thidua.core.viet import TypedWrong, format_date, parse_date
from thidua.giaouoc.compose.giay import registered, title_line
from thidua.giaouoc.compose.so_sanh import TEN_MUC
from thidua.giaouoc.compose.soan import common_lines
from thidua.giaouoc.queries.noi_dung import LINH_VUC, MUC, Ben, Dong, NoiDung
from thidua.web.forms import LINE_LIMIT

CHUNG: Final = "chi_tieu_chung"
CHON: Final = "chon"
LINES: Final = {
    "dia_diem": "Địa điểm ký kết",
    "chung_kien_ten": "Chứng kiến: cơ quan, tổ chức",
    "chung_kien_dai_dien": "Chứng kiến: người đại diện",
    "chung_kien_chuc_vu": "Chứng kiến: chức vụ",
}
NGAY: Final = "ngay_ky_ket"
THU_TU: Final = "theo_thu_tu"
_LAST: Final = 10**6
_BULLETS: Final = "-–•+* \t"


@dataclass(frozen=True, slots=True)
class Cell:
    """One control: its name (also its id), what stands in it, and what is wrong with it."""

    name: str
    label: str
    value: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A registered target or title that may be promised: chosen or not, with its place."""

    dong: Dong
    chosen: bool
    order: Cell
    words: str
    registered: str = ""


class SoanForm:
    """The posted form over the parties and the lines that they registered.

    `fields` are pairs as sent; a name that was not sent keeps what is stored.
    """

    def __init__(
        self,
        fields: Sequence[tuple[str, str]],
        stored: NoiDung,
        offered: Sequence[Dong],
        nam: int,
    ) -> None:
        self.fields = [(name, value) for name, value in fields if name in _names(stored, offered)]
        self.stored, self.offered, self.nam = stored, tuple(offered), nam
        self._values = dict(self.fields)
        self._chosen = {value for name, value in self.fields if name == CHON}
        self.errors: dict[str, str] = {}
        self._faults: list[tuple[str, str, str]] = []
        self.result = self._read()

    @property
    def sent(self) -> bool:
        """Whether the form of the text was posted at all."""
        return bool(self.fields)

    @property
    def readable(self) -> bool:
        """Whether nothing in it is wrong."""
        return not self.errors and not self._faults

    @property
    def error_list(self) -> list[tuple[str, str, str]]:
        """(id, label, sentence) of everything wrong, for the summary."""
        typed = [(name, self._label(name), sentence) for name, sentence in self.errors.items()]
        return [*typed, *self._faults]

    def refuse_faults(self) -> None:
        """Add what keeps the text from being laid before the members."""
        for kind, which, reason in text_faults(facts(self.result)):
            name = f"{kind}-{which}" if which else kind
            if kind == "dong":
                name = f"tt-{which[:60]}"
            self._faults.append((name, self._label(name), FAULTS[reason]))

    # --- controls

    def text(self, muc: str) -> Cell:
        """A section as a text area."""
        return self._cell(muc, TEN_MUC[muc], "\n".join(self.stored.lines(muc)))

    def common(self) -> Cell:
        """The sentences that bind all."""
        held = "\n".join(line.ten for line in self.stored.of(NhomDong.CHUNG))
        return self._cell(CHUNG, "Chỉ tiêu chung", held)

    def line(self, name: str) -> Cell:
        """A one-line control: place and witness."""
        return self._cell(name, LINES[name], getattr(self.stored, name))

    def day(self) -> Cell:
        """The day of signing."""
        held = self.stored.ngay_ky_ket
        return self._cell(NGAY, "Ngày ký kết", format_date(held) if held else "")

    @property
    def in_order(self) -> bool:
        """Whether members sign one after the other."""
        return THU_TU in self._values if self.sent else self.stored.theo_thu_tu

    def signers(self) -> list[tuple[Ben, Cell, Cell]]:
        """Each party with the name and post that will sign."""
        return [
            (
                ben,
                self._cell(_name("dai_dien", ben), f"Người ký của {ben.ten}", ben.dai_dien),
                self._cell(_name("chuc_vu", ben), f"Chức vụ người ký của {ben.ten}", ben.chuc_vu),
            )
            for ben in self.stored.ben
        ]

    def choices(self, sort: str) -> list[ChoiceLine]:
        """The registered lines of one sort, the chosen ones first in their order."""
        nhom = NhomDong(sort)
        place = {line.ma: number for number, line in enumerate(self.stored.of(nhom), 1)}
        rows = []
        for line in self.offered:
            if line.nhom is not nhom:
                continue
            chosen = line.ma in (self._chosen if self.sent else place)
            held = str(place[line.ma]) if line.ma in place else ""
            order = self._cell(order_name(line), f"Thứ tự của {line.ten}", held)
            words = title_line(line, self.stored.ben) if nhom is NhomDong.DANH_HIEU else line.ten
            rows.append(ChoiceLine(line, chosen, order, words, registered(line, self.stored.ben)))
        return sorted(rows, key=lambda row: place.get(row.dong.ma, _LAST))

    def _cell(self, name: str, label: str, held: str) -> Cell:
        return Cell(name, label, self._values.get(name, held), self.errors.get(name, ""))

    def _label(self, name: str) -> str:
        known = {**TEN_MUC, **LINES, CHUNG: "Chỉ tiêu chung", NGAY: "Ngày ký kết"}
        if name in known:
            return known[name]
        ben = next((one for one in self.stored.ben if name.endswith(f"-{one.don_vi_id}")), None)
        line = next((one for one in self.offered if order_name(one) == name), None)
        return ben.ten if ben else line.ten if line else ""

    # --- reading

    def _read(self) -> NoiDung:
        if not self.sent:
            return self.stored
        return replace(
            self.stored,
            ben=tuple(self._party(ben) for ben in self.stored.ben),
            loi_van={muc: lines for muc in MUC if (lines := self._lines(muc, self.stored.lines(muc)))},
            dong=self._promises(),
            ngay_ky_ket=self._day(),
            theo_thu_tu=self.in_order,
            **{name: self._one_line(name, getattr(self.stored, name)) for name in LINES},
        )

    def _party(self, ben: Ben) -> Ben:
        return replace(
            ben,
            dai_dien=self._one_line(_name("dai_dien", ben), ben.dai_dien),
            chuc_vu=self._one_line(_name("chuc_vu", ben), ben.chuc_vu),
        )

    def _one_line(self, name: str, held: str) -> str:
        if name not in self._values:
            return held
        try:
            return clean(self._values[name], limit=LINE_LIMIT, one_line=True)
        except TypedWrong as wrong:
            self.errors[name] = wrong.sentence()
            return held

    def _lines(self, name: str, held: tuple[str, ...]) -> tuple[str, ...]:
        if name not in self._values:
            return held
        try:
            whole = clean(self._values[name], limit=DEFAULT_LIMIT)
        except TypedWrong as wrong:
            self.errors[name] = wrong.sentence()
            return held
        items = (clean(line, one_line=True).lstrip(_BULLETS) for line in whole.split("\n"))
        return tuple(item for item in items if item)

    def _day(self) -> date | None:
        held = self.stored.ngay_ky_ket
        if NGAY not in self._values:
            return held
        try:
            typed = clean(self._values[NGAY], limit=DEFAULT_LIMIT, one_line=True)
            return parse_date(typed, year=self.nam) if typed else None
        except TypedWrong as wrong:
            self.errors[NGAY] = wrong.sentence()
            return held

    def _promises(self) -> tuple[Dong, ...]:
        held = self.stored.of(NhomDong.CHUNG)
        common = self._lines(CHUNG, tuple(line.ten for line in held))
        return (
            *self._ordered(NhomDong.CHI_TIEU),
            *self._ordered(NhomDong.DANH_HIEU),
            *common_lines(common, held),
        )

    def _ordered(self, nhom: NhomDong) -> list[Dong]:
        rows = [row for row in self.choices(nhom) if row.chosen]
        return [row.dong for row in sorted(rows, key=lambda row: self._place(row.order))]

    def _place(self, cell: Cell) -> int:
        typed = cell.value.strip()
        if not typed:
            return _LAST
        if typed.isascii() and typed.isdigit() and len(typed) < 6:
            return int(typed)
        self.errors[cell.name] = "Thứ tự là một số nguyên, ví dụ 3."
        return _LAST


def order_name(dong: Dong) -> str:
    """The control that holds a line's place; as long as a kept draft takes."""
    return f"tt-{dong.ma[:60]}"


def facts(content: NoiDung) -> LoiVanCanKiem:
    """What the check before opinions must know of the text."""
    return LoiVanCanKiem(
        has_aim=bool(content.lines("muc_tieu")),
        fields=sum(bool(content.lines(muc)) for muc in LINH_VUC),
        promises=len(content.dong),
        without_signer=tuple(b.don_vi_id for b in content.ben if not (b.dai_dien and b.chuc_vu)),
        without_figure=tuple(line.ma for line in content.dong if _lacks_figure(line)),
    )


def _lacks_figure(line: Dong) -> bool:
    if line.loai is None or not line.loai.has_figure:
        return False
    return not line.don_vi_tinh or any(one.gia_tri is None for one in line.gia_tri.values())


FAULTS: Final = {
    "thieu_muc_tieu": "Ghi ít nhất một mục tiêu.",
    "thieu_noi_dung": "Ghi nội dung thi đua của ít nhất một lĩnh vực.",
    "thieu_chi_tieu": "Chọn ít nhất một chỉ tiêu, danh hiệu hoặc ghi một chỉ tiêu chung.",
    "chi_tieu_thieu_so": "Chỉ tiêu này còn thiếu con số hoặc đơn vị tính của một đơn vị; bỏ chọn, hoặc đề "
    "nghị đơn vị điều chỉnh bản đăng ký.",
    "thieu_nguoi_ky": "Ghi tên và chức vụ người sẽ ký thay mặt đơn vị.",
}
"""What the check says; the place is named before it."""


def _name(kind: str, ben: Ben) -> str:
    return f"{kind}-{ben.don_vi_id}"


def _names(stored: NoiDung, offered: Iterable[Dong]) -> frozenset[str]:
    """The controls of this form; whatever else was posted is none of its business."""
    parties = (_name(kind, ben) for ben in stored.ben for kind in ("dai_dien", "chuc_vu"))
    orders = (order_name(line) for line in offered)
    return frozenset((*MUC, CHUNG, CHON, NGAY, THU_TU, *LINES, *parties, *orders))
