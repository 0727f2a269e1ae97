"""Tables as .xlsx."""

import io
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook

from thidua.core.calendar import VN
from thidua.sheets.xlsx import to_xlsx


def test_values_keep_their_kind_and_texts_are_never_formulas() -> None:
    rows = [["=1+1", 7, Decimal("1250.5"), date(2023, 6, 5), datetime(2023, 6, 5, 8, 30, tzinfo=VN), None]]
    made = to_xlsx("Theo dõi", ["Chữ", "Số", "Thập phân", "Ngày", "Lúc", "Trống"], rows, title="Tình hình")
    sheet = load_workbook(io.BytesIO(made)).active
    assert sheet.title == "Theo dõi"
    assert [cell.value for cell in sheet[3]] == ["Chữ", "Số", "Thập phân", "Ngày", "Lúc", "Trống"]
    values = [cell.value for cell in sheet[4]]
    assert values[:3] == ["=1+1", 7, 1250.5]
    assert sheet["A4"].data_type == "s"
    assert values[3:] == [datetime(2023, 6, 5), datetime(2023, 6, 5, 8, 30), None]  # noqa: DTZ001
    assert sheet.freeze_panes == "B4"


def test_the_same_table_gives_the_same_bytes() -> None:
    assert to_xlsx("A", ["x"], [["1"]]) == to_xlsx("A", ["x"], [["1"]])


def test_an_empty_table_still_has_its_heading() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx("A", ["Đơn vị"], []))).active
    assert sheet["A1"].value == "Đơn vị"
