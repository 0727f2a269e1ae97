"""The registration form as typed: read line by line, shown again as it came where it cannot be read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua.core.registration import BanCanKiem, CaNhanCanKiem, DongCanKiem, Loi, LoiBanDangKy, faults
from thidua.core.targets import (
    DongDangKy,
    LoaiChiTieu,
    LoiDangKy,
    NguonGiao,
    below_assigned,
    checks_registration,
    moc_dot,
)
from thidua.core.text import clean
from thidua.core.viet import TypedWrong, format_number, number_for_input, parse_number
from thidua.dangky.compose import DANH_HIEU_CA_NHAN, DANH_HIEU_TAP_THE, ten_danh_hieu
from thidua.dangky.queries import (
    ChiTieuDangKy,
    ChiTieuTuDangKy,
    DanhHieuDangKy,
    NoiDungDangKy,
    PhongTraoDangKy,
)
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow

Fields = Sequence[tuple[str, str]]

TICK = "1"
UNIT_LIMIT = 64
BLANK_OWN, BLANK_TROUBLES, BLANK_PEOPLE, BLANK_TITLES = 2, 1, 1, 1
MOST_LINES = 200
_UNLIMITED = 1 << 40
_KNOWN = re.compile(
    r"(?:dk|ly_do|bo)-\d{1,12}|dk-moi-\d{1,4}(?:-(?:ten|dvt|loai|moc))?|pt(?:-\d{1,12}-(?:noi_dung|thoi_gian|nguoi))?"
    r"|kho_khan|giai_phap|cong_doan|dh_tap_the|cap_tren|cn-\d{1,4}-(?:ten|chuc_vu|danh_hieu|sang_kien)"
)
_OWN = re.compile(r"dk-moi-(\d{1,4})(?:-\w+)?")
_PERSON = re.compile(r"cn-(\d{1,4})-\w+")

SECTIONS = (
    ("p1", "1. Căn cứ"),
    ("p2", "2. Chỉ tiêu thi đua"),
    ("p3", "3. Phong trào, khó khăn"),
    ("p4", "4. Giải pháp"),
    ("p5", "5. Danh hiệu, kiểm tra và gửi"),
)
"""The form's sections: id on the page, name. A return may be pinned to them."""

LINE_WORDS = {
    LoiDangKy.THIEU_TEN: "Ghi tên chỉ tiêu.",
    LoiDangKy.THIEU_SO: "Chưa có mức đăng ký. Điền số, ví dụ 20.",
    LoiDangKy.THIEU_DON_VI_TINH: "Ghi đơn vị tính, ví dụ: hộ, %, triệu đồng.",
    LoiDangKy.AM: "Mức đăng ký không được nhỏ hơn 0.",
    LoiDangKy.THIEU_MOC: "Chỉ tiêu theo thời điểm cần mốc Đợt 1; điền mốc.",
    LoiDangKy.MOC_AM: "Mốc không được nhỏ hơn 0.",
    LoiDangKy.MOC_VUOT_DANG_KY: "Mốc Đợt 1 đang cao hơn mức đăng ký cả năm; xem lại hai số.",
    LoiDangKy.NHIEM_VU_CO_SO: "Nhiệm vụ không có con số; bỏ số ở ô này.",
    LoiBanDangKy.CHUA_DANH_DAU: "Đánh dấu để đăng ký thực hiện nhiệm vụ này.",
    LoiBanDangKy.CHUA_CO_CHI_TIEU: "Đăng ký ít nhất một chỉ tiêu.",
    LoiBanDangKy.CHUA_CHON_PHONG_TRAO: "Chọn ít nhất một phong trào thi đua.",
    LoiBanDangKy.CHUA_CO_GIAI_PHAP: "Ghi giải pháp thực hiện.",
    LoiBanDangKy.CA_NHAN_THIEU_TEN: "Ghi họ và tên.",
    LoiBanDangKy.CA_NHAN_THIEU_DANH_HIEU: "Chọn danh hiệu đăng ký.",
}
_SUFFIX = {
    LoiDangKy.THIEU_TEN: "-ten",
    LoiDangKy.THIEU_DON_VI_TINH: "-dvt",
    LoiDangKy.THIEU_MOC: "-moc",
    LoiDangKy.MOC_AM: "-moc",
    LoiDangKy.MOC_VUOT_DANG_KY: "-moc",
    LoiBanDangKy.CA_NHAN_THIEU_TEN: "-ten",
    LoiBanDangKy.CA_NHAN_THIEU_DANH_HIEU: "-danh_hieu",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A field as it is shown: name, id, text, and what is wrong with it."""

    name: str
    id: str
    value: str = ""
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A row of the grid. `reason` is there when less is promised than assigned; `moc` is due in đợt 1."""

    number: int
    target: ChiTieuRow
    cell: Cell
    reason: Cell | None
    ticked: bool
    own: bool
    moc: Decimal | None
    value: Decimal | None

    @property
    def wrong(self) -> bool:
        """Whether the row has something to mend."""
        return bool(self.cell.errors or (self.reason and self.reason.errors))

    @property
    def answered(self) -> bool:
        """Whether the row says something that can be kept."""
        return self.ticked if not self.target.loai.has_figure else self.value is not None


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A target that the unit is about to add."""

    number: int
    ten: Cell
    dvt: Cell
    loai: Cell
    figure: Cell
    moc: Cell


@dataclass(frozen=True, slots=True)
class MovementLine:
    """A movement of the year with what the unit says about it."""

    movement: PhongTraoRow
    chosen: bool
    noi_dung: Cell
    thoi_gian: Cell
    nguoi: Cell


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person named for a title."""

    number: int
    ten: Cell
    chuc_vu: Cell
    danh_hieu: Cell
    sang_kien: Cell


class RegistrationForm:
    """The form as typed, read against the unit's targets and the year's movements; never raises for input."""

    def __init__(
        self, fields: Fields, targets: Sequence[ChiTieuRow], movements: Sequence[PhongTraoRow], share: Decimal
    ) -> None:
        self.targets, self.movements, self.share = targets, movements, share
        self.fields = known_fields(fields)
        self._typed: dict[str, list[str]] = {}
        for name, value in self.fields:
            self._typed.setdefault(name, []).append(value)
        self.errors: dict[str, list[str]] = {}
        self._labels: dict[str, str] = {}
        self._numbers: dict[str, Decimal | None] = {}
        self._texts: dict[str, str] = {}
        self._read()

    # --- reading

    def _read(self) -> None:
        for place, row in enumerate(self.targets, 1):
            self._labels[f"dk-{row.id}"] = f"Chỉ tiêu {place}"
            if row.loai.has_figure:
                self._number(f"dk-{row.id}", f"Chỉ tiêu {place}")
            self._text(f"ly_do-{row.id}", f"Lý do ở chỉ tiêu {place}")
        for number in self._own_numbers():
            name, label = f"dk-moi-{number}", f"Chỉ tiêu thêm {number}"
            self._text(f"{name}-ten", label, line=True)
            self._text(f"{name}-dvt", label, line=True, limit=UNIT_LIMIT)
            self._number(name, label)
            self._number(f"{name}-moc", label)
        for movement in self.movements:
            self._labels[f"pt-{movement.id}"] = "Phong trào"
            self._text(f"pt-{movement.id}-noi_dung", movement.ten)
            self._text(f"pt-{movement.id}-thoi_gian", movement.ten, line=True)
            self._text(f"pt-{movement.id}-nguoi", movement.ten, line=True)
        self._texts_of("kho_khan", "Khó khăn", line=False)
        self._text("giai_phap", "Giải pháp")
        self._texts_of("dh_tap_the", "Danh hiệu tập thể", line=True)
        for number in self._person_numbers():
            for part in ("ten", "chuc_vu", "danh_hieu"):
                self._text(f"cn-{number}-{part}", f"Cá nhân {number}", line=True)
            self._text(f"cn-{number}-sang_kien", f"Cá nhân {number}")
        self._texts_of("cap_tren", "Đề nghị cấp trên", line=True)
        self._text("cong_doan", "Đại diện công đoàn", line=True)

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
        return self._numbered(_OWN)

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

    # --- what can be kept

    @property
    def readable(self) -> bool:
        """Whether everything typed can be kept."""
        return not self.errors

    def content(self, stored: NoiDungDangKy) -> NoiDungDangKy:
        """What can be kept; a text that is too long leaves the stored one."""
        return NoiDungDangKy(
            chi_tieu=tuple(self._target_values(stored)),
            phong_trao=tuple(self._movement_values()),
            kho_khan=tuple(text for text in self._list("kho_khan") if text),
            giai_phap=self._texts.get("giai_phap", stored.giai_phap),
            danh_hieu=tuple(self._titles()),
            cong_doan=self._texts.get("cong_doan", stored.cong_doan),
        )

    def _list(self, name: str) -> list[str]:
        return [self._texts.get(f"{name}-{place}", "") for place in range(1, len(self._all(name)) + 1)]

    def _target_values(self, stored: NoiDungDangKy) -> Iterable[ChiTieuDangKy]:
        old = stored.values
        for row in self.targets:
            name, reason = f"dk-{row.id}", self._texts.get(f"ly_do-{row.id}", "")
            note = old[row.id].ghi_chu if row.id in old else ""
            if not row.loai.has_figure:
                if self._one(name):
                    yield ChiTieuDangKy(row.id, None, reason, note)
            elif self._numbers[name] is not None or reason or is_own(row):
                yield ChiTieuDangKy(row.id, self._numbers[name], reason, note)

    def _movement_values(self) -> Iterable[PhongTraoDangKy]:
        chosen = set(self._typed.get("pt", ()))
        for row in self.movements:
            if str(row.id) in chosen:
                parts = (
                    self._texts.get(f"pt-{row.id}-{part}", "") for part in ("noi_dung", "thoi_gian", "nguoi")
                )
                yield PhongTraoDangKy(row.id, *parts)

    def _titles(self) -> Iterable[DanhHieuDangKy]:
        yield from (
            DanhHieuDangKy("tap_the", _code(text, DANH_HIEU_TAP_THE))
            for text in self._list("dh_tap_the")
            if text
        )
        for number in self._person_numbers():
            ten, chuc_vu, danh_hieu, sang_kien = self._person(number)
            if ten:
                title = _code(danh_hieu, DANH_HIEU_CA_NHAN)
                yield DanhHieuDangKy("ca_nhan", title, ten, chuc_vu, sang_kien)
        yield from (DanhHieuDangKy("cap_tren", text) for text in self._list("cap_tren") if text)

    def _person(self, number: int) -> tuple[str, str, str, str]:
        ten, chuc_vu, danh_hieu, sang_kien = (
            self._texts.get(f"cn-{number}-{part}", "")
            for part in ("ten", "chuc_vu", "danh_hieu", "sang_kien")
        )
        return ten, chuc_vu, danh_hieu, sang_kien

    @property
    def dropped(self) -> tuple[int, ...]:
        """The own targets that are to be taken away."""
        return tuple(row.id for row in self.targets if is_own(row) and self._one(f"bo-{row.id}"))

    def own_new(self) -> dict[int, ChiTieuTuDangKy]:
        """The added targets that are whole and right, by their number in the form."""
        return {
            number: new
            for number in self._own_numbers()
            if (new := self._own(number)) is not None and not checks_registration(_own_line(new))
        }

    def _own(self, number: int) -> ChiTieuTuDangKy | None:
        """An added target as far as it is read; None for a blank line or one with something unreadable."""
        name = f"dk-moi-{number}"
        keys = (name, f"{name}-ten", f"{name}-dvt", f"{name}-moc")
        if not any(self._one(key).strip() for key in keys) or any(key in self.errors for key in keys):
            return None
        loai = _kind(self._one(f"{name}-loai"))
        return ChiTieuTuDangKy(
            ten=self._texts[f"{name}-ten"],
            don_vi_tinh=self._texts[f"{name}-dvt"],
            loai=loai,
            gia_tri=self._numbers[name],
            moc=self._numbers[f"{name}-moc"] if loai is LoaiChiTieu.THOI_DIEM else None,
        )

    def readings(self, target_id: int) -> tuple[Decimal | None, str, bool]:
        """What is read of one row of the grid: figure, reason, tick."""
        name = f"dk-{target_id}"
        return self._numbers.get(name), self._texts.get(f"ly_do-{target_id}", ""), bool(self._one(name))

    def kept_fields(self, made: dict[int, int]) -> list[tuple[str, str]]:
        """The form as it now stands, for the draft: lines that became targets of their own (number in the
        form → id) under their new name, dropped ones gone."""
        gone = {f"dk-{target}" for target in self.dropped} | {f"bo-{target}" for target in self.dropped}
        kept = []
        for name, value in self.fields:
            match = _OWN.fullmatch(name)
            number = int(match[1]) if match else None
            if number is not None and number in made:
                if name == f"dk-moi-{number}":
                    kept.append((f"dk-{made[number]}", value))
            elif name not in gone:
                kept.append((name, value))
        return kept

    # --- the law's word

    def refuse_faults(self) -> None:
        """Add what the law misses before the form may go to the head."""
        for fault in faults(self._to_check()):
            self._refuse_fault(fault)

    def _to_check(self) -> BanCanKiem:
        dropped = set(self.dropped)
        lines = [self._line(row) for row in self.targets if row.id not in dropped]
        for number in self._own_numbers():
            new = self._own(number)
            if new is not None:
                lines.append(DongCanKiem(f"dk-moi-{number}", _own_line(new), registered=True, own=True))
        return BanCanKiem(
            dong=tuple(line for line in lines if line.key not in self.errors),
            so_phong_trao=sum(1 for _ in self._movement_values()),
            giai_phap=self._one("giai_phap"),
            ca_nhan=tuple(self._people_to_check()),
        )

    def _line(self, row: ChiTieuRow) -> DongCanKiem:
        name = f"dk-{row.id}"
        line = DongDangKy(
            row.ten,
            row.loai,
            row.don_vi_tinh,
            row.giao,
            self._numbers.get(name),
            row.moc,
            self._one(f"ly_do-{row.id}"),
        )
        return DongCanKiem(name, line, registered=bool(self._one(name)), own=is_own(row))

    def _people_to_check(self) -> Iterable[CaNhanCanKiem]:
        for number in self._person_numbers():
            typed = [
                self._one(f"cn-{number}-{part}") for part in ("ten", "chuc_vu", "danh_hieu", "sang_kien")
            ]
            if any(text.strip() for text in typed):
                yield CaNhanCanKiem(f"cn-{number}", typed[0], typed[2])

    def _refuse_fault(self, fault: Loi) -> None:
        match fault.what:
            case LoiDangKy.THAP_HON_GIAO_THIEU_LY_DO:
                key = fault.key.replace("dk-", "ly_do-", 1)
                self._refuse(key, self._below_words(fault.key))
            case LoiBanDangKy.CHUA_CO_CHI_TIEU:
                self._whole("dk-moi-1-ten", "Chỉ tiêu", fault)
            case LoiBanDangKy.CHUA_CHON_PHONG_TRAO:
                self._whole(f"pt-{self.movements[0].id}" if self.movements else "p3", "Phong trào", fault)
            case LoiBanDangKy.CHUA_CO_GIAI_PHAP:
                self._whole("giai_phap", "Giải pháp", fault)
            case _:
                # A line already on the list has but one field to mend.
                split = fault.key.startswith(("dk-moi-", "cn-"))
                suffix = _SUFFIX.get(fault.what, "") if split else ""
                self._refuse(fault.key + suffix, LINE_WORDS[fault.what])

    def _whole(self, key: str, label: str, fault: Loi) -> None:
        self._labels[key] = label
        self._refuse(key, LINE_WORDS[fault.what])

    def _below_words(self, name: str) -> str:
        row = next(row for row in self.targets if f"dk-{row.id}" == name)
        return below_words(row, self._numbers[name])

    @property
    def error_list(self) -> list[tuple[str, str, str]]:
        """(id, label, sentence) of everything to mend, in the order of the form."""
        order = {key: place for place, key in enumerate(self._labels)}
        keys = sorted(self.errors, key=lambda key: order.get(key, len(order)))
        return [(key, self._label(key), text) for key in keys for text in self.errors[key]]

    def _label(self, key: str) -> str:
        return self._labels.get(key, "")

    # --- showing

    def _cell(self, name: str, key: str = "", value: str | None = None) -> Cell:
        key = key or name
        shown = self._one(name) if value is None else value
        return Cell(name, key, shown, tuple(self.errors.get(key, ())))

    def _number_cell(self, name: str) -> Cell:
        """What was typed where it cannot be read, else the figure as it was understood."""
        value = self._numbers.get(name)
        return self._cell(name, value=None if value is None else number_for_input(value))

    @property
    def target_lines(self) -> list[TargetLine]:
        """The grid."""
        return [self.target_line(number, row) for number, row in enumerate(self.targets, 1)]

    def target_line(self, number: int, row: ChiTieuRow) -> TargetLine:
        """One row of the grid."""
        name, reason = f"dk-{row.id}", f"ly_do-{row.id}"
        value = self._numbers.get(name)
        shows_reason = below_assigned(row.loai, row.giao, value) or bool(self._one(reason).strip())
        return TargetLine(
            number=number,
            target=row,
            cell=self._number_cell(name) if row.loai.has_figure else self._cell(name),
            reason=self._cell(reason) if shows_reason or reason in self.errors else None,
            ticked=bool(self._one(name)),
            own=is_own(row),
            moc=moc_dot(row.loai, value, row.moc, self.share),
            value=value,
        )

    @property
    def own_lines(self) -> list[OwnLine]:
        """The targets being added, and blank lines for more."""
        held = self._own_numbers()
        kept = [
            n for n in held if any(self._one(f"dk-moi-{n}{part}") for part in ("", "-ten", "-dvt", "-moc"))
        ]
        start = max(kept, default=0) + 1
        return [self._own_shown(number) for number in (*kept, *range(start, start + BLANK_OWN))]

    def _own_shown(self, number: int) -> OwnLine:
        name = f"dk-moi-{number}"
        return OwnLine(
            number,
            self._cell(f"{name}-ten"),
            self._cell(f"{name}-dvt"),
            self._cell(f"{name}-loai", value=_kind(self._one(f"{name}-loai"))),
            self._number_cell(name),
            self._number_cell(f"{name}-moc"),
        )

    @property
    def movement_lines(self) -> list[MovementLine]:
        """The year's movements."""
        chosen = set(self._typed.get("pt", ()))
        return [
            MovementLine(
                row,
                str(row.id) in chosen,
                self._cell(f"pt-{row.id}-noi_dung"),
                self._cell(f"pt-{row.id}-thoi_gian"),
                self._cell(f"pt-{row.id}-nguoi"),
            )
            for row in self.movements
        ]

    def _repeated(self, name: str, blank: int) -> list[Cell]:
        typed = [
            (text, tuple(self.errors.get(f"{name}-{place}", ())))
            for place, text in enumerate(self._all(name), 1)
            if text.strip()
        ]
        shown = [*typed, *[("", ())] * blank]
        return [Cell(name, f"{name}-{place}", text, errors) for place, (text, errors) in enumerate(shown, 1)]

    @property
    def trouble_cells(self) -> list[Cell]:
        """The difficulties chosen, and one blank."""
        return self._repeated("kho_khan", BLANK_TROUBLES)

    @property
    def collective_cells(self) -> list[Cell]:
        """The titles of the collective, by name."""
        cells = self._repeated("dh_tap_the", BLANK_TITLES)
        return [replace(cell, value=ten_danh_hieu(cell.value)) for cell in cells]

    @property
    def higher_cells(self) -> list[Cell]:
        """What is asked of a higher level."""
        return self._repeated("cap_tren", BLANK_TITLES)

    @property
    def person_lines(self) -> list[PersonLine]:
        """The persons named, and blank lines for more."""
        held = [
            n
            for n in self._person_numbers()
            if any(
                self._one(f"cn-{n}-{part}").strip() for part in ("ten", "chuc_vu", "danh_hieu", "sang_kien")
            )
        ]
        start = max(held, default=0) + 1
        return [self._person_shown(number) for number in (*held, *range(start, start + BLANK_PEOPLE))]

    def _person_shown(self, number: int) -> PersonLine:
        title = self._cell(f"cn-{number}-danh_hieu")
        return PersonLine(
            number,
            self._cell(f"cn-{number}-ten"),
            self._cell(f"cn-{number}-chuc_vu"),
            replace(title, value=ten_danh_hieu(title.value)),
            self._cell(f"cn-{number}-sang_kien"),
        )

    @property
    def measures(self) -> Cell:
        """The measures."""
        return self._cell("giai_phap")

    @property
    def union(self) -> Cell:
        """Who signs for the union."""
        return self._cell("cong_doan")

    @property
    def section_marks(self) -> dict[str, str]:
        """Each section's mark for the list beside the form: `tre` (errors), `xong` (contents), `trong`."""
        filled = {
            "p1": True,
            "p2": all(line.answered for line in self.target_lines),
            "p3": any(line.chosen for line in self.movement_lines),
            "p4": bool(self._one("giai_phap").strip()),
            "p5": any(True for _ in self._titles()),
        }
        wrong = {_section(key) for key in self.errors}
        return {name: "tre" if name in wrong else "xong" if filled[name] else "trong" for name, _ in SECTIONS}


def known_fields(fields: Fields) -> list[tuple[str, str]]:
    """The fields of this form among what was sent, cleaned of what no text may hold."""
    return [
        (name, clean(value, limit=_UNLIMITED))
        for name, value in fields
        if _KNOWN.fullmatch(name) and isinstance(value, str)
    ]


def fields_of(content: NoiDungDangKy, targets: Iterable[ChiTieuRow]) -> list[tuple[str, str]]:
    """The form that says what a version holds."""
    fields = [(f"dk-{row.id}", _typed_value(row, content)) for row in targets]
    fields += [(f"ly_do-{each.chi_tieu_id}", each.ly_do_thap) for each in content.chi_tieu]
    for each in content.phong_trao:
        fields += [
            ("pt", str(each.phong_trao_id)),
            (f"pt-{each.phong_trao_id}-noi_dung", each.noi_dung),
            (f"pt-{each.phong_trao_id}-thoi_gian", each.thoi_gian),
            (f"pt-{each.phong_trao_id}-nguoi", each.nguoi_phu_trach),
        ]
    fields += [("kho_khan", text) for text in content.kho_khan]
    fields += [("giai_phap", content.giai_phap), ("cong_doan", content.cong_doan)]
    people = [each for each in content.danh_hieu if each.loai == "ca_nhan"]
    for number, each_person in enumerate(people, 1):
        fields += [
            (f"cn-{number}-ten", each_person.ten),
            (f"cn-{number}-chuc_vu", each_person.chuc_vu),
            (f"cn-{number}-danh_hieu", each_person.danh_hieu),
            (f"cn-{number}-sang_kien", each_person.sang_kien),
        ]
    names = {"tap_the": "dh_tap_the", "cap_tren": "cap_tren"}
    fields += [(names[each.loai], each.danh_hieu) for each in content.danh_hieu if each.loai in names]
    return [(name, value) for name, value in fields if value]


def _typed_value(row: ChiTieuRow, content: NoiDungDangKy) -> str:
    held = content.values.get(row.id)
    if held is None:
        return ""
    if not row.loai.has_figure:
        return TICK
    return "" if held.gia_tri is None else number_for_input(held.gia_tri)


def is_own(row: ChiTieuRow) -> bool:
    """Whether the unit itself put the target on its list."""
    return row.giao_boi is NguonGiao.TU_DANG_KY


def below_words(row: ChiTieuRow, value: Decimal | None) -> str:
    """The words for a figure that promises less than was assigned."""
    how = "cao hơn" if row.loai is LoaiChiTieu.KHONG_VUOT else "thấp hơn"
    typed, assigned = format_number(value or 0), format_number(row.giao or 0)
    return f"Mức đăng ký {typed} {how} mức giao {assigned}. Sửa lại hoặc ghi lý do."


def _own_line(new: ChiTieuTuDangKy) -> DongDangKy:
    return DongDangKy(new.ten, new.loai, new.don_vi_tinh, None, new.gia_tri, new.moc)


def _kind(typed: str) -> LoaiChiTieu:
    return LoaiChiTieu(typed) if typed in set(LoaiChiTieu) else LoaiChiTieu.LUY_KE


def _code(text: str, names: Mapping[str, str]) -> str:
    """The stored name of a known title, else the text itself."""
    return next((code for code, words in names.items() if words.casefold() == text.casefold()), text)


_SECTION_OF = (("dk", "p2"), ("ly_do", "p2"), ("pt", "p3"), ("kho_khan", "p3"), ("giai_phap", "p4"))


def _section(key: str) -> str:
    return next((section for start, section in _SECTION_OF if key.startswith(start)), "p5")
