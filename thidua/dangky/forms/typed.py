"""The registration form as typed: read line by line, what cannot be read stays as it came."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from thidua.core.targets import NguonGiao
from thidua.core.text import clean
from thidua.core.viet import TypedWrong, parse_date, parse_number
from thidua.dangky.forms.cells import Ground
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow

Fields = Sequence[tuple[str, str]]

TICK = "1"
NEW_PERSON = "moi"
UNIT_LIMIT = 64
MOST_LINES = 200
_UNLIMITED = 1 << 40
_WHOLE_LIMIT = 1_000_000
_KNOWN = re.compile(
    r"(?:dk|ly_do|bo|ten)-\d{1,12}|dk-moi-\d{1,4}(?:-(?:ten|dvt|loai|moc|ngay))?"
    r"|pt(?:-\d{1,12}-(?:noi_dung|tieu_chi|tu_ngay|den_ngay|thoi_gian|nguoi))?"
    r"|kho_khan|giai_phap|cong_doan|dh_tap_the|ly_do_tap_the|cap_tren|so_nguoi|so_ldtt|giai_trinh_ty_le"
    r"|ly_do_cham|cn-\d{1,4}-(?:ten|chuc_vu|danh_hieu|sang_kien|ly_do|nguoi)"
)
OWN = re.compile(r"dk-moi-(\d{1,4})(?:-\w+)?")
_PERSON = re.compile(r"cn-(\d{1,4})-\w+")
OWN_PARTS = ("", "-ten", "-dvt", "-moc", "-ngay")
PERSON_PARTS = ("ten", "chuc_vu", "danh_hieu", "sang_kien", "ly_do")


def known_fields(fields: Fields) -> list[tuple[str, str]]:
    """The fields of this form among what was sent, cleaned of what no text may hold."""
    return [
        (name, clean(value, limit=_UNLIMITED))
        for name, value in fields
        if _KNOWN.fullmatch(name) and isinstance(value, str)
    ]


def is_own(row: ChiTieuRow) -> bool:
    """Whether the unit itself put the target on its list."""
    return row.giao_boi is NguonGiao.TU_DANG_KY


class TypedForm:
    """The fields as they came, the figures, days and texts that could be read, and what could not."""

    def __init__(
        self,
        fields: Fields,
        targets: Sequence[ChiTieuRow],
        movements: Sequence[PhongTraoRow],
        share: Decimal,
        ground: Ground,
    ) -> None:
        self.targets, self.movements, self.share, self.ground = targets, movements, share, ground
        self.fields = known_fields(fields)
        self._typed: dict[str, list[str]] = {}
        for name, value in self.fields:
            self._typed.setdefault(name, []).append(value)
        self.errors: dict[str, list[str]] = {}
        self._labels: dict[str, str] = {}
        self._numbers: dict[str, Decimal | None] = {}
        self._days: dict[str, date | None] = {}
        self._texts: dict[str, str] = {}
        self._read_targets()
        self._read_own()
        self._read_movements()
        self._read_titles()

    def _read_targets(self) -> None:
        for place, row in enumerate(self.targets, 1):
            self._labels[f"dk-{row.id}"] = f"Chỉ tiêu {place}"
            if row.loai.has_figure:
                self._number(f"dk-{row.id}", f"Chỉ tiêu {place}")
            self._text(f"ly_do-{row.id}", f"Lý do ở chỉ tiêu {place}")
            if is_own(row):
                self._text(f"ten-{row.id}", f"Tên chỉ tiêu {place}", line=True)

    def _read_own(self) -> None:
        for number in self._own_numbers():
            name, label = f"dk-moi-{number}", f"Chỉ tiêu thêm {number}"
            self._text(f"{name}-ten", label, line=True)
            self._text(f"{name}-dvt", label, line=True, limit=UNIT_LIMIT)
            self._number(name, label)
            self._number(f"{name}-moc", label)
            self._day(f"{name}-ngay", label)

    def _read_movements(self) -> None:
        for movement in self.movements:
            key = f"pt-{movement.id}"
            self._labels[key] = "Phong trào"
            self._text(f"{key}-noi_dung", movement.ten)
            self._text(f"{key}-tieu_chi", movement.ten)
            self._day(f"{key}-tu_ngay", movement.ten)
            self._day(f"{key}-den_ngay", movement.ten)
            self._text(f"{key}-thoi_gian", movement.ten, line=True)
            self._text(f"{key}-nguoi", movement.ten, line=True)
            start, end = self._days[f"{key}-tu_ngay"], self._days[f"{key}-den_ngay"]
            if start and end and end < start:
                self._days[f"{key}-den_ngay"] = None
                self._refuse(f"{key}-den_ngay", "Ngày kết thúc trước ngày bắt đầu; kiểm tra lại hai ngày.")
        self._texts_of("kho_khan", "Khó khăn", line=False)
        self._text("giai_phap", "Giải pháp")

    def _read_titles(self) -> None:
        self._whole_number("so_nguoi", "Số người của đơn vị")
        self._whole_number("so_ldtt", "Số Lao động tiên tiến")
        self._texts_of("dh_tap_the", "Danh hiệu tập thể", line=True)
        self._text("ly_do_tap_the", "Lý do đăng ký của tập thể")
        for number in self._person_numbers():
            for part in ("ten", "chuc_vu", "danh_hieu"):
                self._text(f"cn-{number}-{part}", f"Cá nhân {number}", line=True)
            self._text(f"cn-{number}-sang_kien", f"Cá nhân {number}")
            self._text(f"cn-{number}-ly_do", f"Cá nhân {number}")
        self._texts_of("cap_tren", "Đề nghị cấp trên", line=True)
        self._text("giai_trinh_ty_le", "Giải trình tỷ lệ")
        self._text("cong_doan", "Đại diện công đoàn", line=True)
        self._text("ly_do_cham", "Lý do nộp chậm, bổ sung")

    def _texts_of(self, name: str, label: str, *, line: bool) -> None:
        for place, text in enumerate(self._all(name), 1):
            self._check_text(f"{name}-{place}", label, text, line=line)

    def _all(self, name: str) -> list[str]:
        return self._typed.get(name, [])[:MOST_LINES]

    def _one(self, name: str) -> str:
        return self._typed.get(name, [""])[0]

    def _numbered(self, pattern: re.Pattern[str]) -> list[int]:
        found = {int(m[1]) for name in self._typed if (m := pattern.fullmatch(name))}
        return sorted(found)[:MOST_LINES]

    def _own_numbers(self) -> list[int]:
        return self._numbered(OWN)

    def _person_numbers(self) -> list[int]:
        return self._numbered(_PERSON)

    def _number(self, name: str, label: str) -> None:
        self._labels[name] = label
        typed = clean(self._one(name), limit=_UNLIMITED, one_line=True)
        try:
            self._numbers[name] = parse_number(typed) if typed else None
        except TypedWrong as wrong:
            self._numbers[name] = None
            self._refuse(name, wrong.sentence())

    def _whole_number(self, name: str, label: str) -> None:
        self._number(name, label)
        value = self._numbers[name]
        if value is not None and (value != value.to_integral_value() or value > _WHOLE_LIMIT):
            self._numbers[name] = None
            self._refuse(name, "Ghi số người là số nguyên, ví dụ 24.")

    def _day(self, name: str, label: str) -> None:
        self._labels[name] = label
        typed = clean(self._one(name), limit=_UNLIMITED, one_line=True)
        self._days[name] = None
        if not typed:
            return
        try:
            day = parse_date(typed, year=self.ground.nam)
        except TypedWrong as wrong:
            self._refuse(name, wrong.sentence())
            return
        if day.year == self.ground.nam:
            self._days[name] = day
        else:
            self._refuse(name, f"Ghi ngày trong năm {self.ground.nam}, ví dụ 30/6.")

    def _text(self, name: str, label: str, *, line: bool = False, limit: int | None = None) -> None:
        self._check_text(name, label, self._one(name), line=line, limit=limit)

    def _check_text(
        self, key: str, label: str, typed: str, *, line: bool = False, limit: int | None = None
    ) -> None:
        self._labels[key] = label
        most = limit or (255 if line else 100_000)
        try:
            self._texts[key] = clean(typed, limit=most, one_line=line)
        except TypedWrong as wrong:
            self._refuse(key, wrong.sentence())

    def _refuse(self, key: str, sentence: str) -> None:
        self.errors.setdefault(key, []).append(sentence)

    @property
    def readable(self) -> bool:
        """Whether everything typed can be kept."""
        return not self.errors

    @property
    def error_list(self) -> list[tuple[str, str, str]]:
        """(id, label, sentence) of everything to mend, in the order of the form."""
        order = {key: place for place, key in enumerate(self._labels)}
        keys = sorted(self.errors, key=lambda key: order.get(key, len(order)))
        return [(key, self._labels.get(key, ""), text) for key in keys for text in self.errors[key]]
