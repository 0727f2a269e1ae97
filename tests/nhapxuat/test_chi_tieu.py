"""Targets from a file: the catalogue, the figures assigned, a unit's own registration."""

import io
from decimal import Decimal

import openpyxl
import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import Page, TownClient
from thidua.core.targets import LoaiChiTieu
from thidua.dangky.models import DangKyChiTieu
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.namthidua.models import ChiTieu
from thidua.namthidua.queries import year
from thidua.namthidua.queries.chi_tieu import catalogue
from thidua.nhapxuat.compose.chi_tieu import ASSIGNER_WORDS, DIRECTION_WORDS, KIND_WORDS
from thidua.web import labels

LINES: list[object] = ["Mã", "Chỉ tiêu", "ĐVT", "Loại", "Chiều", "Cơ quan giao", "Mốc"]
THU = ["thu-ns", "Thu ngân sách", "triệu đồng", "Lũy kế", "Càng cao càng tốt", "UBND giao", None]
SO_HOA = ["so-hoa", "Số hóa hồ sơ", "", "nhiệm vụ", "càng cao càng tốt", "UBND giao", None]


@pytest.fixture
def desk(client: TownClient, session: Session) -> TownClient:
    with writing(session):
        builders.town(session, 2)
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


def comes_back(desk: TownClient, bang: str) -> None:
    out = desk.get(f"/2023/nhap/{bang}.xlsx")
    answer = desk.post_form(f"/2023/nhap/{bang}", {"tep": (io.BytesIO(out.data), "ra.xlsx")})
    assert "Không có gì thay đổi" in desk.page(answer.location).text()


def test_a_catalogue_and_its_figures_come_in(desk: TownClient, session: Session) -> None:
    _address, page = sent(desk, "danh-muc", LINES, ["Thu NS", *THU[1:]], [*THU[:2], "", *THU[3:]])
    assert {"A2", "C3"} <= set(page.text().split())
    address, page = sent(desk, "danh-muc", LINES, THU, SO_HOA)
    assert desk.post_form(address).status_code == 303
    session.expire_all()
    assert [row.ma for row in catalogue(session, year(session, 2023).id)] == ["thu-ns", "so-hoa"]
    comes_back(desk, "danh-muc")

    heads: list[object] = ["Đơn vị", "Chỉ tiêu", "Số giao"]
    _address, page = sent(
        desk, "chi-tieu", heads, ["Đơn vị số 1", "Số hóa hồ sơ", 3], ["x", "thu-ns", 1], ["don-vi-2", "y", 1]
    )
    assert {"C2", "A3", "B4"} <= set(page.text().split())
    address, page = sent(
        desk, "chi-tieu", heads, ["Đơn vị số 1", "Thu ngân sách", "2.450"], ["don-vi-2", "so-hoa", None]
    )
    assert "2 thêm mới" in page.text()
    assert desk.post_form(address).status_code == 303
    session.expire_all()
    assert [(t.ma, t.giao) for t in session.query(ChiTieu).order_by(ChiTieu.id)] == [
        ("thu-ns", Decimal(2450)), ("so-hoa", None),
    ]  # fmt: skip
    comes_back(desk, "chi-tieu")


def test_a_unit_registers_from_its_own_table(desk: TownClient, session: Session) -> None:
    with writing(session):
        nam_id = year(session, 2023).id
        unit = session.query(DonVi).filter_by(code="don-vi-1").one()
        builders.target(session, nam_id, unit, ten="Thu ngân sách", giao=Decimal(100))
        builders.target(session, nam_id, unit, ten="Số hóa", loai=LoaiChiTieu.NHIEM_VU, giao=None)
    desk.login("canbo.don-vi-1")
    heads: list[object] = ["Chỉ tiêu", "Đăng ký", "Lý do thấp"]
    page_address = "dang-ky/don-vi-1"
    _address, page = sent(desk, page_address, heads, ["Thu ngân sách", "hai mươi", ""], ["Khác", 1, ""])
    assert {"B2", "A3"} <= set(page.text().split())
    address, page = sent(desk, page_address, heads, ["thu ngân sách", 97.5, "Bão lũ"])
    assert desk.post_form(address).status_code == 303
    session.expire_all()
    line = session.query(DangKyChiTieu).filter(DangKyChiTieu.gia_tri.is_not(None)).one()
    assert (line.gia_tri, line.ly_do_thap) == (Decimal("97.5"), "Bão lũ")
    comes_back(desk, page_address)
    desk.login("canbo.don-vi-2")
    assert desk.get("/2023/nhap/dang-ky/don-vi-1").status_code == 404


def test_words_are_those_of_the_screen() -> None:
    assert dict(labels.TARGET_KINDS) == KIND_WORDS
    assert dict(labels.TARGET_DIRECTIONS) == DIRECTION_WORDS
    assert set(labels.ASSIGNED_BY) == {*ASSIGNER_WORDS, "tu_dang_ky"}
