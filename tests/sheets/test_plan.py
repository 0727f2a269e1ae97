"""What an Excel table would change is told before anything is written, and every wrong cell by its place."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from thidua.sheets.headings import Table, find_table
from thidua.sheets.plan import Existing, Fate, Field, Kind, Plan, Value, WrongCell, columns, plan, shown
from thidua.sheets.read import read_workbook
from thidua.sheets.xlsx import SheetOut, to_book

FIELDS = (
    Field("ma", ("Mã",), Kind.CODE, required=True, longest=20),
    Field("ten", ("Tên",), required=True),
    Field("loai", ("Loại",), Kind.CHOICE, choices={"xa": "Xã", "phuong": "Phường"}),
    Field("giao", ("Giao",), Kind.NUMBER),
    Field("so", ("Số người",), Kind.WHOLE),
    Field("ngay", ("Ngày",), Kind.DAY),
    Field("khoa", ("Khóa",), Kind.YES),
)
TOWN: Existing = {
    "001": {"ma": "001", "ten": "Xã A", "loai": "xa", "giao": Decimal("97.5"), "so": 3, "khoa": True},
    "002": {"ma": "002", "ten": "Xã B", "loai": "xa", "giao": None, "so": None, "ngay": date(2023, 3, 1)},
}  # fmt: skip
HEADS = [field.names[0] for field in FIELDS]


def by_code(values: Mapping[str, Value]) -> str:
    return str(values["ma"])


def planned(
    tmp_path: Path, rows: list[list[object]], *, heads: list[str] = HEADS, convert: bool = False
) -> Plan:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(heads)
    for row in rows:
        page.append(row)
    book.save(tmp_path / "n.xlsx")
    return read(tmp_path / "n.xlsx", convert=convert)


def read(path: Path, *, convert: bool = False) -> Plan:
    table = find_table(read_workbook(path), columns(FIELDS))
    assert isinstance(table, Table)
    return plan(table, FIELDS, TOWN, key=by_code, convert=convert)


def test_rows_are_added_changed_and_left_alone(tmp_path: Path) -> None:
    found = planned(
        tmp_path,
        [
            ["001", "Xã A", "xã", 97.5, 3, None, "Có"],
            ["002", "Xã B mới", "Phường", "1.250", "4", "01/02/2023", ""],
            ["003", "Xã C", "Xã", None, None, None, None],
        ],
    )
    assert [row.fate for row in found.rows] == [Fate.SAME, Fate.CHANGED, Fate.ADDED]
    assert [(c.field, c.before, c.after) for c in found.rows[1].changes] == [
        ("Tên", "Xã B", "Xã B mới"), ("Loại", "Xã", "Phường"), ("Giao", "", "1.250"), ("Số người", "", "4"),
        ("Ngày", "01/3/2023", "01/02/2023"),
    ]  # fmt: skip
    assert found.may_be_written
    assert found.count(Fate.ADDED) == 1


def test_a_column_that_is_not_in_the_file_is_not_touched(tmp_path: Path) -> None:
    found = planned(tmp_path, [["001", "Xã A"]], heads=["Mã", "Tên"])
    assert found.changes_nothing
    assert "giao" not in found.rows[0].values


@pytest.mark.parametrize(
    ("row", "address", "part"),
    [
        ([None, "x"], "A2", "không được để trống"),
        (["9", ""], "B2", "không được để trống"),
        (["9", "x", "thôn"], "C2", "Chọn một trong: “Xã”, “Phường”"),
        (["9", "x", "xã", "hai mươi"], "D2", "hai mươi"),
        (["9", "x", "xã", -1], "D2", "nhỏ hơn 0"),
        (["9", "x", "xã", True], "D2", "cần một số"),
        (["9", "x", "xã", "1,250"], "D2", "1,250"),
        (["9", "x", "xã", 10**18], "D2", "quá dài"),
        (["9", "x", "xã", 1, 2.5], "E2", "không phải số nguyên"),
        (["9", "x", "xã", 1, 2, "31/6/2023"], "F2", "tháng 6"),
        (["9", "x", "xã", 1, 2, 45000], "F2", "45000"),
        (["9", "x", "xã", 1, 2, None, "có lẽ"], "G2", "Ghi “Có”"),
        (["9" * 21, "x"], "A2", "20"),
        (["9", "=1+1"], "B2", "công thức"),
    ],
)
def test_a_wrong_cell_is_named_with_its_place(
    tmp_path: Path, row: list[object], address: str, part: str
) -> None:
    found = planned(tmp_path, [row, ["002", "Xã B"]])
    assert [cell.address for cell in found.wrong] == [address]
    assert part in found.wrong[0].sentence
    assert found.rows[0].fate is Fate.WRONG
    assert not found.may_be_written


def test_the_same_row_twice_is_refused_at_the_second(tmp_path: Path) -> None:
    found = planned(tmp_path, [["7", "a"], ["7", "b"]])
    assert [(cell.address, cell.shown) for cell in found.wrong] == [("A3", "7")]
    assert "dòng 2" in found.wrong[0].sentence


def test_text_of_older_fonts_is_pointed_out_and_converted_on_request(tmp_path: Path) -> None:
    rows: list[list[object]] = [["7", "Uû ban nh©n d©n x· Ia Sao"]]
    left = planned(tmp_path, rows)
    assert left.rows[0].values["ten"] == "Uû ban nh©n d©n x· Ia Sao"
    assert [(c.field, c.after) for c in left.converted] == [("Sheet!B2", "Uỷ ban nhân dân xã Ia Sao")]
    assert planned(tmp_path, rows, convert=True).rows[0].values["ten"] == "Uỷ ban nhân dân xã Ia Sao"


def test_our_own_file_comes_back_without_a_change(tmp_path: Path) -> None:
    in_words = (Kind.CHOICE, Kind.YES)
    rows = [
        [shown(f, town.get(f.key)) if f.kind in in_words else town.get(f.key) for f in FIELDS]
        for town in TOWN.values()
    ]
    out = SheetOut("Đơn vị", HEADS, rows, "Đơn vị", {2: ["Xã", "Phường"]}, list(TOWN))
    path = tmp_path / "ra.xlsx"
    path.write_bytes(to_book([out], guide=["Không sửa mã."]))
    assert read(path).changes_nothing
    book = openpyxl.load_workbook(path)
    page = book["Đơn vị"]
    assert page.column_dimensions["H"].hidden
    assert page.freeze_panes == "B4"
    assert page.data_validations.dataValidation[0].formula1 == "'Danh mục'!$A$1:$A$2"
    assert book["Danh mục"].sheet_state == "hidden"
    # A changed code is still the same row: the hidden key tells.
    page["A4"] = "001b"
    book.save(path)
    changed = read(path)
    assert [row.fate for row in changed.rows] == [Fate.CHANGED, Fate.SAME]
    assert changed.rows[0].key == "001"


def test_a_later_check_marks_the_row_of_its_cell(tmp_path: Path) -> None:
    found = planned(tmp_path, [["7", "a"], ["8", "b"]])
    more = found.with_wrong([WrongCell("Sheet", "B3", "b", "Không được.")])
    assert [row.fate for row in more.rows] == [Fate.ADDED, Fate.WRONG]
    assert more.rows[1].address("ten") == "B3"
