"""A file goes back with its wrong cells red, everything at the address at which it was read."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from thidua.sheets import marked
from thidua.sheets.marked import FAULTS, marked_book
from thidua.sheets.plan import WrongCell
from thidua.sheets.read import Sheet, read_workbook

WRONG = [
    WrongCell("Lịch", "C3", "5", "Sai một."),
    WrongCell("Lịch", "C3", "5", "Sai hai."),
    WrongCell("Lịch", "B4", "", "Để trống."),
    WrongCell("Lịch", "dòng 5", "", "Thiếu cột."),
]


@pytest.fixture
def sheets(tmp_path: Path) -> tuple[Sheet, ...]:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Lịch"
    page.append(["Tên", "Ngày", "Số", "khoa_dong"])
    page.append(["007", date(2023, 9, 4), "=A1+1", "k1"])
    page.append(['=HYPERLINK("http://x","y")', date(2023, 9, 5), 5, "k2"])
    page.append(["Céng hßa", None, 7.5, "k3"])
    page["A4"].font = Font(name=".VnTime")
    page["A5"] = True
    book.create_sheet(FAULTS).append(["cũ"])
    book.create_sheet("Khác").append(["nguyên"])
    book.save(tmp_path / "a.xlsx")
    return read_workbook(tmp_path / "a.xlsx")


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_cells_stand_where_they_stood(sheets: tuple[Sheet, ...]) -> None:
    book = opened(marked_book(sheets, WRONG))
    assert book.sheetnames == [FAULTS, "Lịch", "Khác"]
    page = book["Lịch"]
    assert [cell.value for cell in page[2]] == ["007", page["B2"].value, "=A1+1", "k1"]
    assert page["B2"].value.date() == date(2023, 9, 4)
    assert (page["A2"].data_type, page["C2"].data_type) == ("s", "f")
    # What could reach out of the sheet goes back as text.
    assert page["A3"].data_type == "s"
    assert (page["A4"].value, page["A4"].font.name) == ("Céng hßa", ".VnTime")
    assert (page["C4"].value, page["A5"].value) == (7.5, True)
    assert page.column_dimensions["D"].hidden
    assert book["Khác"]["A1"].value == "nguyên"


def test_wrong_cells_are_red_with_their_sentences(sheets: tuple[Sheet, ...]) -> None:
    book = opened(marked_book(sheets, WRONG))
    page = book["Lịch"]
    notes = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
    assert notes == {"C3": "Sai một.\nSai hai.", "B4": "Để trống.", "A5": "Thiếu cột."}
    red = {cell.coordinate for row in page.iter_rows() for cell in row if cell.fill.fill_type}
    assert red == set(notes)
    rows = [[cell.value for cell in row] for row in book[FAULTS].iter_rows(min_row=2)]
    assert rows[0] == ["Lịch", "C3", "5", "Sai một."]
    assert [book[FAULTS].cell(line, 2).hyperlink.location for line in (2, 4, 5)] == [
        "'Lịch'!C3",
        "'Lịch'!B4",
        "'Lịch'!A5",
    ]


def test_of_a_very_large_file_only_the_list_goes_back(
    sheets: tuple[Sheet, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marked, "_MOST_CELLS", 3)
    book = opened(marked_book(sheets, WRONG))
    assert book.sheetnames == [FAULTS]
    assert (book[FAULTS]["B2"].value, book[FAULTS]["B2"].hyperlink) == ("C3", None)


def test_a_name_that_excel_would_not_have_is_replaced() -> None:
    strange = Sheet("a/b'", (), ())
    book = opened(marked_book([strange], [WrongCell("a/b'", "A1", "", "Sai.")]))
    assert book.sheetnames == [FAULTS, "Trang 1"]
    assert book["Trang 1"]["A1"].comment.text == "Sai."
