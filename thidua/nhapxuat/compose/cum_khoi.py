"""Who stands in which cụm or khối of a year, as a list."""

from collections.abc import Iterator, Mapping

from thidua.core.actor import SECRETARIAT
from thidua.nhapxuat.compose import Bang
from thidua.nhapxuat.queries import Town
from thidua.sheets.plan import Fate, Field, Kind, Plan, PlannedRow, Value, WrongCell

PLACES = {"": "Thành viên", "truong": "Trưởng", "pho": "Phó"}
NO_GROUP = "Chưa xếp cụm, khối"


def _fields(town: Town) -> tuple[Field, ...]:
    return (
        Field("don_vi", ("Đơn vị", "Tên đơn vị", "Mã"), Kind.CHOICE, required=True, choices=town.units),
        Field("cum_khoi", ("Cụm, khối", "Cụm", "Khối"), Kind.CHOICE, choices={"": NO_GROUP, **town.groups}),
        Field("vai", ("Vai", "Trưởng, phó"), Kind.CHOICE, choices=PLACES),
        Field("ly_do", ("Lý do thay đổi", "Lý do"), longest=1000, aside=True),
    )  # fmt: skip


def _key(values: Mapping[str, Value]) -> str:
    return str(values.get("don_vi") or "")


def _check(found: Plan, town: Town) -> Iterator[WrongCell]:
    heads: dict[tuple[str, str], PlannedRow] = {}
    for row in (row for row in found.rows if row.fate is not Fate.WRONG):
        now = {**town.existing.get(row.key, {}), **row.values}
        group, place = str(now.get("cum_khoi") or ""), str(now.get("vai") or "")
        if place and not group:
            yield _wrong(row, "vai", PLACES[place], "Trưởng, phó phải thuộc một cụm, khối. Chọn cụm, khối.")
        first = heads.setdefault((group, place), row) if place and group else row
        if first is not row:
            sentence = f"Cụm, khối này đã có {PLACES[place].lower()} ở dòng {first.number}. Giữ một đơn vị."
            yield _wrong(row, "vai", PLACES[place], sentence)
        moved = any(change.field == "Cụm, khối" for change in row.changes)
        if town.year_is_open and moved and not row.values.get("ly_do"):
            sentence = "Năm đã mở: đổi cụm, khối cần ghi lý do ở cột “Lý do thay đổi”."
            yield _wrong(row, "ly_do", "", sentence)


def _wrong(row: PlannedRow, field: str, shown: str, sentence: str) -> WrongCell:
    return WrongCell(row.sheet, row.address(field), shown, sentence)


CUM_KHOI = Bang(
    "cum-khoi",
    "Thành viên cụm, khối",
    _fields,
    _key,
    SECRETARIAT,
    of_year=True,
    advice=(
        "Mỗi đơn vị một dòng, chỉ ở một cụm, khối trong năm. Cụm, khối mới thì tạo trước ở Thiết lập năm.",
    ),
    check=_check,
)
