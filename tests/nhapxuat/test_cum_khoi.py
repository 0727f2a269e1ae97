"""Membership of cụm and khối from a file."""

import io

import openpyxl
import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import Page, TownClient
from thidua.core.calendar import TrangThaiNam
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import groups, year

HEADS = ["Đơn vị", "Cụm, khối", "Vai", "Lý do thay đổi"]


@pytest.fixture
def desk(client: TownClient, session: Session) -> TownClient:
    with writing(session):
        builders.town(session, 4)
        builders.unit(session, "don-vi-5", "Đơn vị số 5", order=5)
    client.login("thuongtruc")
    return client


def sent(desk: TownClient, *rows: list[object]) -> tuple[str, Page]:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (HEADS, *rows):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    answer = desk.post_form("/2023/nhap/cum-khoi", {"tep": (out, "cum.xlsx")})
    assert answer.status_code == 303, answer.text
    return answer.location, desk.page(answer.location)


def now(session: Session) -> dict[str, tuple[int | None, int | None, tuple[int, ...]]]:
    session.expire_all()
    return {g.code: (g.truong_id, g.pho_id, g.thanh_vien) for g in groups(session, year(session, 2023).id)}


def test_units_move_and_heads_follow(desk: TownClient, session: Session) -> None:
    with writing(session):
        session.query(NamThiDua).one().trang_thai = TrangThaiNam.DANG_MO
    ids = {unit.code: unit.id for unit in session.query(DonVi)}
    _address, page = sent(desk, ["Đơn vị số 1", "Khối Hai", "Thành viên", ""])
    assert "D2" in page.text()
    assert "lý do" in page.text()
    address, page = sent(
        desk,
        ["Đơn vị số 1", "Khối Hai", "Phó", "Đổi theo quyết định"],
        ["don-vi-2", "Cụm Một", "Trưởng", ""],
        ["Đơn vị số 5", "cụm một", "", "Mới thành lập"],
    )
    assert "0 thêm mới · 3 sửa" in page.text()
    assert desk.post_form(address).status_code == 303
    found = now(session)
    assert found["cum-mot"] == (ids["don-vi-2"], None, (ids["don-vi-2"], ids["don-vi-5"]))
    assert found["khoi-hai"][:2] == (ids["don-vi-3"], ids["don-vi-1"])


def test_a_unit_twice_and_two_heads_are_refused(desk: TownClient, session: Session) -> None:
    before = now(session)
    _address, page = sent(
        desk,
        ["Đơn vị số 1", "Cụm Một", "Trưởng", ""],
        ["Đơn vị số 2", "Cụm Một", "Trưởng", ""],
        ["Đơn vị số 1", "Khối Hai", "", ""],
        ["Đơn vị số 5", "", "Phó", ""],
        ["Đơn vị số 4", "Cụm Ba", "", ""],
    )
    assert {"C3", "A4", "C5", "B6"} <= set(page.text().split())
    assert now(session) == before


def test_the_list_comes_back_unchanged(desk: TownClient) -> None:
    out = desk.get("/2023/nhap/cum-khoi.xlsx")
    answer = desk.post_form("/2023/nhap/cum-khoi", {"tep": (io.BytesIO(out.data), "ra.xlsx")})
    assert "Không có gì thay đổi" in desk.page(answer.location).text()
