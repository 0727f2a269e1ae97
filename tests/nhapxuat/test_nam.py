"""Movements and obligations of a year from a file."""

import io
from datetime import date

import openpyxl
import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import Page, TownClient
from thidua.db.base import writing
from thidua.hoso.models import HoSo
from thidua.namthidua.queries import year
from thidua.namthidua.queries.can_cu import register
from thidua.namthidua.queries.nghia_vu import duties
from thidua.namthidua.queries.phong_trao import all_movements
from thidua.nhapxuat.compose.nam import GROUND_KINDS, MOVEMENT_WORDS
from thidua.web import labels


@pytest.fixture
def desk(client: TownClient, session: Session) -> TownClient:
    with writing(session):
        builders.town(session, 3)
    client.login("thuongtruc")
    return client


def sent(desk: TownClient, bang: str, *rows: list[object]) -> tuple[str, Page]:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    answer = desk.post_form(f"/2023/nhap/{bang}", {"tep": (out, "bang.xlsx")})
    assert answer.status_code == 303, answer.text
    return answer.location, desk.page(answer.location)


def test_movements_come_in_with_their_units(desk: TownClient, session: Session) -> None:
    heads: list[object] = ["Phong trào", "Loại", "Cấp phát động", "Từ ngày", "Đến ngày", "Chỉ gồm các đơn vị"]
    wrong: list[object] = ["Đường hoa", "đẹp", "Tỉnh", date(2023, 5, 1), date(2023, 4, 1), "don-vi-1; x"]
    _address, page = sent(desk, "phong-trao", heads, wrong, ["Chung sức", "vui", "Tỉnh"])
    assert {"B2", "B3"} <= set(page.text().split())
    wrong[1] = "Theo chuyên đề"
    _address, page = sent(desk, "phong-trao", heads, wrong)
    assert {"E2", "F2"} <= set(page.text().split())
    right = ["Đường hoa", "Theo chuyên đề", "Tỉnh", date(2023, 4, 1), date(2023, 5, 1), "don-vi-1; don-vi-3"]
    address, page = sent(desk, "phong-trao", heads, right)
    assert desk.post_form(address).status_code == 303
    session.expire_all()
    found = {row.ten: row for row in all_movements(session, year(session, 2023).id)}["Đường hoa"]
    assert (found.moi_don_vi, len(found.don_vi), found.den_ngay) == (False, 2, date(2023, 5, 1))


def test_obligations_are_moved_and_tasks_given(desk: TownClient, session: Session) -> None:
    heads: list[object] = ["Mã", "Nội dung", "Mở từ", "Hạn nộp", "Số văn bản yêu cầu", "Mã đơn vị được gọi"]
    task = [None, "Kế hoạch tuyên truyền", date(2023, 4, 1), date(2023, 4, 20), "05/HĐTĐKT", "don-vi-2"]
    wrong = [["khac", *task[1:]], [*task[:3], date(2023, 3, 1), *task[4:]], [None, "Khác", *task[2:5], None]]
    _address, page = sent(desk, "nghia-vu", heads, *wrong)
    assert {"A2", "D3", "F4"} <= set(page.text().split())
    moved: list[object] = ["dang_ky", "Đăng ký thi đua", date(2023, 1, 1), date(2023, 4, 5), "", ""]
    address, _page = sent(desk, "nghia-vu", heads, task, moved)
    assert desk.post_form(address).status_code == 303
    session.expire_all()
    found = {row.code: row for row in duties(session, year(session, 2023).id)}
    assert found["dang_ky"].han == date(2023, 4, 5)
    assert len(found["nhiem_vu_rieng_1"].don_vi) == 1
    assert session.query(HoSo).filter_by(loai="nhiem_vu_rieng_1").count() in (0, 1)


def test_grounds_come_in_at_their_rank(desk: TownClient, session: Session) -> None:
    heads: list[object] = ["Loại văn bản", "Số, ký hiệu", "Ngày", "Cơ quan", "Trích yếu", "Dùng cho"]
    law = ["Luật", "06/2022/QH15", date(2022, 6, 15), "Quốc hội", "Thi đua, khen thưởng", "giao_uoc\nbao_cao"]
    _address, page = sent(desk, "can-cu", heads, [*law[:5], "thơ"])
    assert "F2" in page.text().split()
    address, _page = sent(desk, "can-cu", heads, law)
    assert desk.post_form(address).status_code == 303
    session.expire_all()
    first = register(session, year(session, 2023).id)[0]
    assert (first.ten_loai, first.loai_van_ban) == ("Luật", ("giao_uoc", "bao_cao"))


@pytest.mark.parametrize("bang", ["can-cu", "phong-trao", "nghia-vu"])
def test_the_lists_come_back_unchanged(desk: TownClient, bang: str) -> None:
    out = desk.get(f"/2023/nhap/{bang}.xlsx")
    answer = desk.post_form(f"/2023/nhap/{bang}", {"tep": (io.BytesIO(out.data), "ra.xlsx")})
    assert "Không có gì thay đổi" in desk.page(answer.location).text()


def test_kinds_have_the_words_of_the_screen() -> None:
    assert dict(labels.MOVEMENT_KINDS) == MOVEMENT_WORDS
    assert dict(labels.GROUND_KINDS) == GROUND_KINDS
