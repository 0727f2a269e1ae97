"""From a file to its plan, and from the town's rows to a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from thidua.core.actor import Role
from thidua.core.viet import format_number
from thidua.nhapxuat.queries import Town
from thidua.sheets.headings import HeadFault, Table, find_table
from thidua.sheets.plan import Fate, Field, Kind, Plan, Value, WrongCell, columns, plan, shown
from thidua.sheets.read import Sheet
from thidua.sheets.xlsx import SheetOut, to_book
from thidua.sheets.xlsx import Value as Written


@dataclass(frozen=True, slots=True)
class Bang:
    """A list that goes out to Excel and comes back.

    `key` makes the row key out of a row's values; `check` finds what no single cell shows (a circle of
    parents, a head outside its group). `advice` stands on the sheet "Hướng dẫn".
    """

    code: str
    ten: str
    fields: Callable[[Town], tuple[Field, ...]]
    key: Callable[[Mapping[str, Value]], str]
    roles: frozenset[Role]
    of_year: bool = False
    of_unit: bool = False
    advice: tuple[str, ...] = ()
    check: Callable[[Plan, Town], Iterable[WrongCell]] = lambda found, town: ()
    parts: "tuple[Bang, ...]" = ()
    """The lists of a file with several sheets, in the order in which they are written."""

    @property
    def sheets(self) -> "tuple[Bang, ...]":
        """The lists that the file holds: itself, or its parts."""
        return self.parts or (self,)


def planned(
    bang: Bang, towns: Mapping[str, Town], sheets: Sequence[Sheet], *, convert: bool
) -> Plan | HeadFault:
    """What the file would change in this list (in all its parts), with the checks across rows.

    `towns` has what each part needs, by its code; units that an earlier part would add may be named in a
    later one.
    """
    found: list[Plan] = []
    new_units: dict[str, str] = {}
    for part in bang.sheets:
        town = towns[part.code]
        one = _planned(part, replace(town, units={**town.units, **new_units}), sheets, convert)
        if isinstance(one, HeadFault):
            return one
        # A wrong row names its unit all the same: its own cell is the fault, not those that refer to it.
        new_units |= {
            str(code): str(row.values.get("ten") or code)
            for row in one.rows
            if row.fate in (Fate.ADDED, Fate.WRONG) and (code := row.values.get("code"))
            if code not in town.units
        }
        found.append(one)
    return Plan(
        tuple(row for one in found for row in one.rows),
        tuple(cell for one in found for cell in one.wrong),
        tuple(change for one in found for change in one.converted),
        tuple(dict.fromkeys(name for one in found for name in one.unknown)),
    )


def _planned(bang: Bang, town: Town, sheets: Sequence[Sheet], convert: bool) -> Plan | HeadFault:
    fields = bang.fields(town)
    table = find_table(sheets, columns(fields))
    if not isinstance(table, Table):
        return table
    found = plan(table, fields, town.existing, key=bang.key, convert=convert)
    return found.with_wrong(bang.check(found, town))


def head_fault_words(bang: Bang, fault: HeadFault) -> str:
    """Why the file is not this list, and what to do."""
    names = ", ".join(f"“{name}”" for name in fault.names)
    match fault.reason:
        case "thieu_cot":
            return f"Trang “{fault.sheet}”, {fault.address}: thiếu cột {names}. Thêm cột rồi tải lại."
        case "trung_cot":
            place = f"Trang “{fault.sheet}”, ô {fault.address}"
            return f"{place}: cột {names} có hai lần. Giữ một cột rồi tải lại."
        case "dau_bang_gop_o":
            return (
                f"Trang “{fault.sheet}”, ô {fault.address}: dòng tiêu đề có ô gộp (Merge). "
                "Bỏ gộp ô, mỗi cột một tiêu đề, rồi tải lại."
            )
        case _:
            return (
                f"Không trang nào trong tệp có bảng “{bang.ten}”. Cần một dòng tiêu đề có các cột {names}; "
                "nên điền vào tệp mẫu tải từ trang này."
            )


def in_words(plan: Plan) -> str:
    """The plan as lines for a terminal: the counts, then every wrong cell, else every change."""
    counts = (
        f"{plan.count(Fate.ADDED)} thêm mới, {plan.count(Fate.CHANGED)} sửa, "
        f"{plan.count(Fate.SAME)} giữ nguyên, {len(plan.wrong)} ô sai"
    )
    if plan.changes_nothing:
        return f"{counts}\nKhông có gì thay đổi."
    if plan.wrong:
        lines = [f"{cell.sheet}!{cell.address} “{cell.shown}”: {cell.sentence}" for cell in plan.wrong]
        return "\n".join([counts, *lines])
    words = {Fate.ADDED: "thêm", Fate.CHANGED: "sửa"}
    lines = [f"{row.sheet}, dòng {row.number}: {words[row.fate]}" for row in plan.rows if row.fate in words]
    return "\n".join([counts, *lines])


def narrowed(town: Town, keep: Callable[[Mapping[str, Value]], bool]) -> Town:
    """The same town with only those rows; its choices stay whole."""
    return replace(town, existing={key: row for key, row in town.existing.items() if keep(row)})


def sheet_out(bang: Bang, town: Town, title: str = "") -> SheetOut:
    """The list as it stands, with the choices of its cells and the hidden row keys."""
    fields = bang.fields(town)
    rows = [[_written(f, values.get(f.key, f.empty)) for f in fields] for values in town.existing.values()]
    choices = {place: _offered(f) for place, f in enumerate(fields) if _offered(f)}
    heads = [f.names[0] for f in fields]
    return SheetOut(bang.ten, heads, rows, title, choices=choices, keys=list(town.existing))


def book_out(parts: Sequence[tuple[Bang, Town]], title: str = "") -> bytes:
    """One book of these lists with their advice; `title` stands above each."""
    guide = [text for bang, town in parts for text in (bang.ten.upper(), *_advice(bang, town), "")]
    return to_book([sheet_out(bang, town, title) for bang, town in parts], guide=guide)


def _offered(target: Field) -> Sequence[str]:
    if target.told:
        return ()
    if target.kind is Kind.YES:
        return ("Có",)
    return tuple(target.choices.values()) if target.kind is Kind.CHOICE and target.choices else ()


def _written(target: Field, value: Value) -> Written:
    """A cell as Excel keeps it: figures and days real, the rest in words."""
    if target.kind in (Kind.CHOICE, Kind.YES):
        return shown(target, value)
    return value


def _advice(bang: Bang, town: Town) -> Iterable[str]:
    yield from bang.advice
    required = ", ".join(f"“{f.names[0]}”" for f in bang.fields(town) if f.required)
    yield (
        f"Cột bắt buộc: {required}. Ô trống ở cột khác là không có giá trị; cột không có trong tệp thì "
        "giữ nguyên."
    )
    yield (
        "Số gõ kiểu Việt Nam hoặc là số của Excel; ngày là ngày của Excel hoặc gõ ngày/tháng/năm. "
        "Không dùng công thức, không gộp ô ở dòng tiêu đề."
    )
    if told := ", ".join(f"“{f.names[0]}”" for f in bang.fields(town) if f.told):
        yield f"Chỉ để xem, không nhập lại: {told}."
    yield (
        f"Tệp có {format_number(len(town.existing))} dòng. Dòng không có trong tệp được giữ nguyên, "
        "không bị xóa."
    )
