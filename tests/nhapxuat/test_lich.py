"""The calendar out to Excel and back: the frame that every list goes through."""

import io
from datetime import date

import openpyxl
import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import TownClient
from thidua.db.base import writing
from thidua.namthidua.models import NgayLich
from thidua.nhapxuat.models import LanNhap

HEADS = ["Ngày", "Loại", "Tên"]


@pytest.fixture
def office(client: TownClient, session: Session) -> TownClient:
    with writing(session):
        builders.town(session, 1)
        session.add(NgayLich(ngay=date(2023, 1, 2), loai="nghi", ten="Nghỉ bù Tết Dương lịch"))
    client.login("thuongtruc")
    return client


def book(*rows: list[object]) -> tuple[io.BytesIO, str]:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    made.save(out)
    out.seek(0)
    return out, "lich.xlsx"


def days(session: Session) -> list[tuple[str, str]]:
    session.expire_all()
    return [(d.ngay.isoformat(), d.loai) for d in session.query(NgayLich).order_by(NgayLich.ngay)]


def test_a_file_is_looked_at_and_then_written(office: TownClient, session: Session) -> None:
    rows = (HEADS, [date(2023, 1, 2), "Nghỉ", "Tết Dương lịch"], ["30/4/2023", "nghỉ", "Giải phóng miền Nam"])
    answer = office.post_form("/2023/nhap/lich", {"tep": book(*rows)})
    assert answer.status_code == 303
    page = office.page(answer.location)
    assert "1 thêm mới · 1 sửa · 0 giữ nguyên · 0 ô sai" in page.text()
    assert "Nghỉ bù Tết Dương lịch" in page.text()
    assert days(session) == [("2023-01-02", "nghi")]
    written = office.post_form(answer.location)
    assert (written.status_code, written.location) == (303, "/2023/nhap/lich")
    assert days(session) == [("2023-01-02", "nghi"), ("2023-04-30", "nghi")]
    lan = session.query(LanNhap).one()
    assert (lan.so_them, lan.so_doi, lan.ghi_luc is not None) == (1, 1, True)
    assert "lich.xlsx" in office.page("/2023/nhap/lich").text()


def test_our_own_file_changes_nothing(office: TownClient) -> None:
    out = office.get("/2023/nhap/lich.xlsx")
    answer = office.post_form("/2023/nhap/lich", {"tep": (io.BytesIO(out.data), "ra.xlsx")})
    page = office.page(answer.location)
    assert "Không có gì thay đổi" in page.text()
    assert "Ghi" not in [button.text for button in page.all("button")]


def test_wrong_cells_are_named_and_nothing_is_written(office: TownClient, session: Session) -> None:
    rows = (HEADS, ["31/4/2023", "nghỉ", "x"], ["01/5/2024", "nghỉ", "y"], ["02/5/2023", "chơi", "z"])
    answer = office.post_form("/2023/nhap/lich", {"tep": book(*rows)})
    page = office.page(answer.location)
    assert "3 ô sai" in page.text()
    assert {"A2", "A3", "B4"} <= set(page.text().split())
    refused = office.post(answer.location, data={"csrf_token": office.token(), "dau": "x"})
    assert refused.status_code == 409
    assert days(session) == [("2023-01-02", "nghi")]


def test_what_is_no_table_is_refused_with_its_reason(office: TownClient) -> None:
    for data, part in (
        (book(["Họ", "Ngày sinh"]), "Cần một dòng tiêu đề"),
        (book(HEADS[:2], [date(2023, 1, 1), "Nghỉ"]), "thiếu cột “Tên”"),
        ((io.BytesIO(b"MZ" + bytes(500)), "lich.xlsx"), "lich.xlsx"),
    ):
        answer = office.post_form("/2023/nhap/lich", {"tep": data})
        assert answer.status_code == 422
        assert part in answer.text
    assert office.post_form("/2023/nhap/lich").status_code == 422


def test_a_list_changed_meanwhile_is_shown_again(office: TownClient, session: Session) -> None:
    answer = office.post_form("/2023/nhap/lich", {"tep": book(HEADS, [date(2023, 1, 2), "Nghỉ", "Khác"])})
    page = office.page(answer.location)
    form = page.hidden(page.form_for(answer.location))
    with writing(session):
        session.get_one(NgayLich, date(2023, 1, 2)).ten = "Người khác sửa"
    again = office.post(answer.location, data=form)
    assert again.status_code == 409
    assert "Người khác sửa" in again.text


def test_others_have_no_such_lists(office: TownClient) -> None:
    assert office.get("/2023/nhap/khong-co").status_code == 404
    assert office.get("/nhap/lich").status_code == 404
    assert office.get("/2031/nhap/lich").status_code == 404
    office.login("canbo.don-vi-1")
    assert office.get("/2023/nhap/lich").status_code == 403


def test_texts_of_older_fonts_are_converted_on_request(office: TownClient, session: Session) -> None:
    sent = book(HEADS, [date(2023, 9, 1), "Nghỉ", "NghØ lÔ Quèc kh¸nh"])
    first = office.post_form("/2023/nhap/lich", {"tep": sent}).location
    page = office.page(first)
    assert "Chuyển 1 ô phông cũ sang Unicode" in page.text()
    assert "Nghỉ lễ Quốc khánh" in page.text()
    again = office.post_form(first, {"viec": "chuyen-ma"})
    assert again.status_code == 303
    assert again.location != first
    assert days(session) == [("2023-01-02", "nghi")]
    office.page(again.location)
    assert office.post_form(again.location).status_code == 303
    session.expire_all()
    assert session.get_one(NgayLich, date(2023, 9, 1)).ten == "Nghỉ lễ Quốc khánh"


def test_a_heading_without_rows_is_said(office: TownClient) -> None:
    page = office.page(office.post_form("/2023/nhap/lich", {"tep": book(HEADS)}).location)
    assert "dưới dòng tiêu đề không có dòng nào" in page.text()
