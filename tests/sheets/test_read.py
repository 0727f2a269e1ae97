"""Tables out of Excel: what stands in which cell, found by its heading, whatever else the file holds."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from thidua.core.errors import WrongInput
from thidua.sheets.headings import Column, HeadFault, Table, column_letters, find_table
from thidua.sheets.read import MOST_COLUMNS, MOST_ROWS, read_workbook
from thidua.sheets.xlsx import to_xlsx

MORNING = datetime(2023, 3, 1, 8, 30)  # noqa: DTZ001 - Excel knows no zones
COLUMNS = (
    Column("ma", ("Mã đơn vị", "Mã"), required=True),
    Column("ten", ("Tên đơn vị", "Đơn vị", "Tên"), required=True),
    Column("dien_thoai", ("Điện thoại", "SĐT")),
)


def book(tmp_path: Path, *sheets: tuple[str, list[list[object]]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    made.save(tmp_path / "bang.xlsx")
    return tmp_path / "bang.xlsx"


def table_of(path: Path) -> Table:
    found = find_table(read_workbook(path), COLUMNS)
    assert isinstance(found, Table)
    return found


def test_values_keep_their_kind_and_codes_their_zeros(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        ("A", [["001", 12, 97.5, 0.1, date(2023, 3, 1), MORNING, True, " x "]]),
    )
    (sheet,) = read_workbook(path)
    assert [cell.value for cell in sheet.rows[0].cells.values()] == [
        "001", 12, Decimal("97.5"), Decimal("0.1"), date(2023, 3, 1), MORNING, True, "x",
    ]  # fmt: skip


def test_what_we_wrote_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "ra.xlsx"
    path.write_bytes(to_xlsx("Đơn vị", ["Mã", "Tên"], [["007", "=1+1"], ["x", Decimal("1.5")]], title="T"))
    found = table_of(path)
    assert [found.cell(row, "ma").value for row in found.rows] == ["007", "x"]  # type: ignore[union-attr]
    cell = found.cell(found.rows[0], "ten")
    assert cell is not None
    assert (cell.value, cell.formula, cell.address) == ("=1+1", False, "B4")


def test_a_formula_is_told_from_a_text(tmp_path: Path) -> None:
    (sheet,) = read_workbook(book(tmp_path, ("A", [["=SUM(1,2)", "chữ"]])))
    assert [cell.formula for cell in sheet.rows[0].cells.values()] == [True, False]


def test_the_font_of_a_text_is_known(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page["A1"] = "Céng hoµ"
    page["A1"].font = Font(name=".VnTime")
    made.save(tmp_path / "f.xlsx")
    (sheet,) = read_workbook(tmp_path / "f.xlsx")
    assert sheet.rows[0].cells[1].font == ".VnTime"


@pytest.mark.parametrize("heads", [["Mã", "Tên"], ["MÃ ĐƠN VỊ", "don vi"], ["sđt", "tên  đơn vị *", "ma:"]])
def test_headings_are_known_as_people_write_them(tmp_path: Path, heads: list[object]) -> None:
    rows: list[list[object]] = [["BẢNG ĐƠN VỊ"], [None], heads, ["1", "2", "3"]]
    path = book(tmp_path, ("Hướng dẫn", [["Đọc kỹ"]]), ("X", rows))
    found = table_of(path)
    assert found.sheet.name == "X"
    assert found.head.number == 3
    assert [row.number for row in found.rows] == [4]


def test_faults_of_the_heading_name_their_place(tmp_path: Path) -> None:
    def fault(*rows: list[object]) -> HeadFault:
        found = find_table(read_workbook(book(tmp_path, ("A", list(rows)))), COLUMNS)
        assert isinstance(found, HeadFault)
        return found

    assert fault(["Mã", "SĐT"]).names == ("Tên đơn vị",)
    assert fault(["Mã", "Tên", "Mã đơn vị"]) == HeadFault("trung_cot", "A", ("Mã đơn vị",), "C1")
    assert fault(["Họ", "Ngày"]).reason == "khong_thay"
    assert find_table((), COLUMNS) == HeadFault("khong_thay", names=("Mã đơn vị", "Tên đơn vị"))


def test_a_merged_heading_is_refused(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.append(["Mã", "Tên", None])
    page.append(["a", "b", "c"])
    page.merge_cells("B1:C1")
    made.save(tmp_path / "m.xlsx")
    found = find_table(read_workbook(tmp_path / "m.xlsx"), COLUMNS)
    assert found == HeadFault("dau_bang_gop_o", "Sheet", address="B1:C1")


def with_empty_rows(tmp_path: Path, count: int, tail: str = "") -> Path:
    empty = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(3, 3 + count))
    source = book(tmp_path, ("A", [["Mã", "Tên"], ["a", "b"]]))
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>", (empty + tail + "</sheetData>").encode())
            new.writestr(name, data)
    source.write_bytes(out.getvalue())
    return source


def test_a_tail_of_a_hundred_thousand_empty_rows_is_not_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    path = with_empty_rows(tmp_path, 100_000)
    walked: list[int] = []
    plain = ReadOnlyWorksheet._get_row

    def counted(self: object, row: object, *rest: object, **more: object) -> object:
        walked.append(1)
        return plain(self, row, *rest, **more)

    monkeypatch.setattr(ReadOnlyWorksheet, "_get_row", counted)
    assert len(table_of(path).rows) == 1
    assert len(walked) < 10


def test_a_row_after_many_empty_ones_is_not_lost(tmp_path: Path) -> None:
    last = '<row r="3003"><c r="A3003" t="inlineStr"><is><t>cuối</t></is></c></row>'
    assert [row.number for row in table_of(with_empty_rows(tmp_path, 3000, last)).rows] == [2, 3003]


def test_a_table_beyond_the_caps_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongInput) as refused:
        read_workbook(book(tmp_path, ("A", [[*range(MOST_COLUMNS + 1)]])))
    assert refused.value.reason == "bang_qua_nhieu_cot"
    with pytest.raises(WrongInput) as refused:
        read_workbook(book(tmp_path, ("A", [[1]] * (MOST_ROWS + 1))))
    assert refused.value.reason == "bang_qua_nhieu_dong"
    (tmp_path / "x.xlsx").write_bytes(b"PK no")
    with pytest.raises(WrongInput) as refused:
        read_workbook(tmp_path / "x.xlsx")
    assert refused.value.reason == "bang_khong_doc_duoc"


def test_columns_have_letters() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
