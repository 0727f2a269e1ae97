"""What a table from Excel would change: rows added, changed, left as they are, and cells that are wrong.

Nothing is written here. A list declares its fields; the cells are read by their kind, compared with what the
town holds, and every wrong cell is named with its sheet, address and a sentence.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from thidua.core.legacy_fonts import recognise, to_unicode
from thidua.core.text import clean
from thidua.core.viet import (
    DateUnreadable,
    NumberUnreadable,
    TypedWrong,
    format_date,
    format_number,
    parse_date,
    parse_number,
)
from thidua.sheets.headings import Column, Table, plain
from thidua.sheets.read import Cell, Row
from thidua.sheets.xlsx import KEY_HEAD

Value = str | int | Decimal | date | bool | None
"""A value of a list: an empty text cell is "", an empty figure or day is None."""

ROW_KEY = KEY_HEAD
"""The hidden column that our own files carry: which row of the town this was. Search for it as a column."""


class Kind(StrEnum):
    """How the cells of a field are read."""

    TEXT = "text"
    LINES = "lines"
    CODE = "code"
    WHOLE = "whole"
    NUMBER = "number"
    FIGURE = "figure"
    """A number, or words where it is none."""
    DAY = "day"
    CHOICE = "choice"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a list: headings it is known by (the first is printed), how to read it, what it may hold.

    `choices` maps stored values to the words that stand in the file. `longest` counts characters.
    """

    key: str
    names: tuple[str, ...]
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[str, str] | None = None
    longest: int = 255
    negative: bool = False
    aside: bool = False
    """A word to the act (a reason), not a value that is kept: it alone changes nothing."""
    told: bool = False
    """It only tells: written out, known by its heading, never read back."""

    @property
    def column(self) -> Column:
        """The field as the search for headings needs it."""
        return Column(self.key, self.names, self.required)

    @property
    def empty(self) -> Value:
        """What an empty cell means."""
        match self.kind:
            case Kind.NUMBER | Kind.WHOLE | Kind.DAY:
                return None
            case Kind.YES:
                return False
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell that cannot be taken: where it is, what stands there, what is wrong and what to do."""

    sheet: str
    address: str
    shown: str
    sentence: str


class Fate(StrEnum):
    """What would happen to a row."""

    ADDED = "them"
    CHANGED = "doi"
    SAME = "giu"
    WRONG = "hong"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a row: what it is and what it would be, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the file with its fate; `values` holds only fields whose column is in the file."""

    number: int
    sheet: str
    key: str
    values: Mapping[str, Value]
    fate: Fate
    changes: tuple[Change, ...] = ()
    addresses: Mapping[str, str] | None = None

    def address(self, field: str) -> str:
        """The cell of a field, or the row."""
        return (self.addresses or {}).get(field, f"dòng {self.number}")


@dataclass(frozen=True, slots=True)
class Plan:
    """What the file would do."""

    rows: tuple[PlannedRow, ...]
    wrong: tuple[WrongCell, ...]
    converted: tuple[Change, ...] = ()
    """Texts of older fonts: their place, as they stand, and as they read."""
    unknown: tuple[str, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many rows have this fate."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to write and nothing wrong."""
        return not self.wrong and all(row.fate is Fate.SAME for row in self.rows)

    @property
    def may_be_written(self) -> bool:
        """All or nothing: only a file without a wrong cell that changes something."""
        return not self.wrong and any(row.fate in (Fate.ADDED, Fate.CHANGED) for row in self.rows)

    def with_wrong(self, more: Iterable[WrongCell]) -> "Plan":
        """The same plan with further wrong cells; their rows are wrong too."""
        found = tuple(more)
        bad = {(cell.sheet, _row_number(cell.address)) for cell in found}
        rows = tuple(
            replace(row, fate=Fate.WRONG) if (row.sheet, row.number) in bad else row for row in self.rows
        )
        return replace(self, rows=rows, wrong=(*self.wrong, *found))


def _row_number(address: str) -> int:
    digits = "".join(sign for sign in address if sign.isdigit())
    return int(digits) if digits else 0


Existing = Mapping[str, Mapping[str, Value]]
"""What the town holds: row key → values of all fields."""


def plan(
    table: Table,
    fields: Sequence[Field],
    existing: Existing,
    *,
    key: Callable[[Mapping[str, Value]], str],
    convert: bool = False,
) -> Plan:
    """The plan for a table. `key` makes the row key out of the values; the hidden column wins over it.

    `convert` turns texts of older fonts into Unicode; without it they are only pointed out.
    """
    present = [field for field in fields if field.key in table.places and not field.told]
    rows, wrong, converted = [], [], []
    seen: dict[str, int] = {}
    for row in table.rows:
        values, faults, legacy = _read_row(table, row, present, convert)
        converted.extend(legacy)
        row_key = _hidden_key(table, row, existing) or key(values)
        faults.extend(_repeated(table, row, present, seen, row_key))
        changes = () if faults else _changes(present, values, existing.get(row_key))
        wrong.extend(faults)
        addresses = {field.key: table.address(row, field.key) for field in present}
        fate = _fate(faults, row_key in existing, changes)
        rows.append(PlannedRow(row.number, table.sheet.name, row_key, values, fate, changes, addresses))
    unknown = tuple(str(cell.value) for cell in table.unknown)
    return Plan(tuple(rows), tuple(wrong), tuple(converted), unknown)


def columns(fields: Sequence[Field]) -> list[Column]:
    """What `find_table` must look for to read these fields."""
    return [*(field.column for field in fields), Column(ROW_KEY, (ROW_KEY,))]


def _fate(faults: Sequence[WrongCell], known: bool, changes: Sequence[Change]) -> Fate:
    if faults:
        return Fate.WRONG
    if not known:
        return Fate.ADDED
    return Fate.CHANGED if changes else Fate.SAME


def _hidden_key(table: Table, row: Row, existing: Existing) -> str:
    cell = table.cell(row, ROW_KEY)
    key = "" if cell is None else str(cell.value)
    return key if key in existing else ""


def _repeated(
    table: Table, row: Row, present: Sequence[Field], seen: dict[str, int], key: str
) -> list[WrongCell]:
    first = seen.setdefault(key, row.number)
    if not key or first == row.number:
        return []
    place = table.address(row, present[0].key)
    sentence = f"Trùng với dòng {first}. Mỗi dòng chỉ được có một lần: bỏ một trong hai dòng."
    return [WrongCell(table.sheet.name, place, key, sentence)]


def _read_row(
    table: Table, row: Row, present: Sequence[Field], convert: bool
) -> tuple[dict[str, Value], list[WrongCell], list[Change]]:
    values: dict[str, Value] = {}
    faults: list[WrongCell] = []
    legacy: list[Change] = []
    for field in present:
        cell = table.cell(row, field.key)
        address = table.address(row, field.key)
        if cell is not None and isinstance(cell.value, str) and (old := recognise(cell.value, cell.font)):
            read = to_unicode(cell.value, old, capitals=cell.font.endswith("H"))
            legacy.append(Change(f"{table.sheet.name}!{address}", cell.value, read))
            if convert:
                cell = replace(cell, value=read)
        try:
            values[field.key] = _value(field, cell)
        except TypedWrong as wrong:
            values[field.key] = field.empty
            shown = "" if cell is None else str(cell.value)
            faults.append(WrongCell(table.sheet.name, address, shown[:80], wrong.sentence()))
    return values, faults, legacy


class _Refused(TypedWrong):
    """A cell that its field cannot take."""

    def __init__(self, sentence: str) -> None:
        super().__init__("o_khong_nhan", sentence)


def _value(field: Field, cell: Cell | None) -> Value:
    """The value of one cell. Raises TypedWrong with the sentence."""
    if cell is None:
        if field.required:
            raise _Refused(f"Cột “{field.names[0]}” không được để trống. Điền ô này.")
        return field.empty
    if cell.formula:
        raise _Refused(
            "Ô có công thức. Chép giá trị: chọn ô, Ctrl+C, rồi dán đặc biệt (Paste Special) với “Values”."
        )
    return _READERS[field.kind](field, cell)


def _text(field: Field, cell: Cell) -> Value:
    text = clean(_words(cell.value), limit=field.longest, one_line=field.kind is not Kind.LINES)
    if field.required and not text:
        raise _Refused(f"Cột “{field.names[0]}” không được để trống. Điền ô này.")
    return text


def _words(value: object) -> str:
    """A value as it reads in a text cell: "007" stays, 12 is "12", a day is 05/6/2023."""
    match value:
        case datetime():
            return format_date(value.date())
        case date():
            return format_date(value)
        case Decimal():
            return format_number(value)
        case _:
            return str(value)


def _number(field: Field, cell: Cell) -> Value:
    match cell.value:
        case bool() | date():
            raise _Refused(f"Cột “{field.names[0]}” cần một số.")
        case int() | Decimal() as value:
            if value < 0 and not field.negative:
                raise _Refused(f"“{value}” nhỏ hơn 0. Ở đây chỉ nhận số từ 0 trở lên.")
            number = Decimal(value)
        case _:
            number = parse_number(str(cell.value), negative=field.negative)
    # The typed limits hold for Excel's numbers too.
    number = parse_number(format_number(number, 6), negative=field.negative)
    if field.kind is Kind.WHOLE:
        if number != number.to_integral_value():
            raise _Refused(f"“{format_number(number)}” không phải số nguyên.")
        return int(number)
    return number.normalize() if number else Decimal(0)


def _figure(field: Field, cell: Cell) -> Value:
    try:
        return _number(field, cell)
    except NumberUnreadable:
        return _text(field, cell)


def _day(field: Field, cell: Cell) -> Value:
    match cell.value:
        case datetime() as moment:
            return moment.date()
        case date() as day:
            return day
        case str() as text:
            return parse_date(text)
        case _:
            raise DateUnreadable(str(cell.value), "ngay_khong_doc_duoc")


def _choice(field: Field, cell: Cell) -> Value:
    typed = plain(_words(cell.value))
    choices = field.choices or {}
    for stored, words in choices.items():
        if typed in (plain(words), plain(stored)):
            return stored
    offered = ", ".join(f"“{words}”" for words in choices.values())
    raise _Refused(f"“{_words(cell.value)[:40]}” không có trong danh sách. Chọn một trong: {offered}.")


_YES, _NO = frozenset({"co", "x", "1", "true", "dung", "roi"}), frozenset({"khong", "0", "false", "sai", ""})


def _yes(field: Field, cell: Cell) -> Value:
    typed = plain(_words(cell.value))
    if typed in _YES:
        return True
    if typed in _NO:
        return False
    raise _Refused("Ghi “Có” hoặc để trống.")


_READERS: Mapping[Kind, Callable[[Field, Cell], Value]] = {
    Kind.TEXT: _text,
    Kind.LINES: _text,
    Kind.CODE: _text,
    Kind.WHOLE: _number,
    Kind.NUMBER: _number,
    Kind.FIGURE: _figure,
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.YES: _yes,
}


def _changes(
    present: Sequence[Field], values: Mapping[str, Value], before: Mapping[str, Value] | None
) -> tuple[Change, ...]:
    found = []
    for field in present:
        if field.aside:
            continue
        old = field.empty if before is None else before.get(field.key, field.empty)
        new = values[field.key]
        if old != new:
            found.append(Change(field.names[0], shown(field, old), shown(field, new)))
    return tuple(found)


def shown(field: Field, value: Value) -> str:
    """A value in words, as the preview and the file's text cells have it; an empty one is ""."""
    match value:
        case None | "" | False:
            return ""
        case True:
            return "Có"
        case date():
            return format_date(value)
        case Decimal() | int():
            return format_number(value)
        case _:
            return (field.choices or {}).get(value, value)

