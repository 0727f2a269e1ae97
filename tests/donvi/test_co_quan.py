"""`/cai-dat/co-quan`: the office by date on screen."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import builders
from tests.conftest import NOON
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.db.base import writing
from thidua.donvi.models import CoQuan
from thidua.donvi.queries.co_quan import office_on

PAGE = "/cai-dat/co-quan"
TYPED = {
    "tu_ngay": "01/01/2023",
    "bac": "thi_xa",
    "ten": "thị xã Ayun Pa",
    "tinh": "tỉnh Gia Lai",
    "dia_danh": "Ayun Pa",
    "cap_uy": "Thị ủy",
    "ubnd": "Ủy ban nhân dân thị xã",
    "hoi_dong": "Hội đồng Thi đua - Khen thưởng thị xã",
    "thuong_truc": "Phòng Nội vụ",
    "thuong_truc_id": "",
    "ubnd_chu_quan": "",
    "ubnd_ban_hanh": "ỦY BAN NHÂN DÂN\r\nTHỊ XÃ AYUN PA",
    "ubnd_quyen_han_ky": "TM. ỦY BAN NHÂN DÂN\r\nCHỦ TỊCH",
    "ubnd_nguoi_ky": "",
    "hoi_dong_chu_quan": "",
    "hoi_dong_ban_hanh": "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG\r\nTHỊ XÃ AYUN PA",
    "hoi_dong_quyen_han_ky": "TM. HỘI ĐỒNG\r\nCHỦ TỊCH",
    "hoi_dong_nguoi_ky": "",
    "thuong_truc_nguoi_ky": "Đinh Xuân Vượng",
    "ky_hieu_ubnd": "UBND",
    "ky_hieu_cong_van": "UBND-NV",
    "ky_hieu_thuong_truc": "NV-TĐKT",
    "ky_hieu_hoi_dong": "HĐTĐKT",
}


@pytest.fixture
def town(built_once: Builder) -> None:
    built_once(_town)


def _town(session: Session) -> None:
    with writing(session):
        builders.town(session, 1)
        builders.unit(session, "phong-noi-vu", "Phòng Nội vụ thị xã Ayun Pa", order=2)


def send(client: TownClient, **changes: Any) -> TestResponse:
    return client.post_form(PAGE, TYPED | changes)


def rows(session: Session) -> list[tuple[date, date | None, str]]:
    session.rollback()
    found = session.scalars(select(CoQuan).order_by(CoQuan.tu_ngay))
    return [(row.tu_ngay, row.den_ngay, row.ten) for row in found]


def test_the_same_day_corrects_and_a_new_day_adds(client: TownClient, session: Session, town: None) -> None:
    client.login("quantri")
    page = client.page(PAGE)
    assert page.faults == []
    assert "PHÒNG NỘI VỤ THỊ XÃ AYUN PA" in page.text()
    unit = builders.unit_id(session, "phong-noi-vu")
    assert send(client, thuong_truc_id=str(unit), ten="thị xã A-yun Pa").status_code == 303
    assert rows(session) == [(date(2023, 1, 1), None, "thị xã A-yun Pa")]
    assert office_on(session, NOON.date()).thuong_truc_nguoi_ky == "Đinh Xuân Vượng"

    assert send(client, tu_ngay="1/7/2025", bac="phuong", ten="phường Ayun Pa").status_code == 303
    assert send(client, tu_ngay="1/1/2024", ten="thị xã Ayun Pa mở rộng").status_code == 303
    assert rows(session) == [
        (date(2023, 1, 1), date(2023, 12, 31), "thị xã A-yun Pa"),
        (date(2024, 1, 1), date(2025, 6, 30), "thị xã Ayun Pa mở rộng"),
        (date(2025, 7, 1), None, "phường Ayun Pa"),
    ]


def test_looking_at_the_headers_saves_nothing(client: TownClient, session: Session, town: None) -> None:
    client.login("thuongtruc")
    answer = send(client, xem="1", ubnd_ban_hanh="ỦY BAN NHÂN DÂN\r\nPHƯỜNG MỚI")
    assert answer.status_code == 200
    assert "PHƯỜNG MỚI</" in answer.text
    assert rows(session) == [(date(2023, 1, 1), None, "thị xã Ayun Pa")]


def test_an_old_form_is_shown_beside_what_is_stored(client: TownClient, session: Session, town: None) -> None:
    client.login("truongphong")
    assert send(client, row_version="1", cap_uy="Thị ủy Ayun Pa").status_code == 303
    stale = send(client, row_version="1", cap_uy="Thành ủy")
    assert stale.status_code == 409
    assert "đang lưu “Thị ủy Ayun Pa”, vừa gõ “Thành ủy”" in stale.text
    assert send(client, row_version="2", cap_uy="Thành ủy").status_code == 303


WRONG: tuple[tuple[dict[str, str], str], ...] = (
    ({"tu_ngay": "hôm nay"}, "hôm nay"),
    ({"ten": ""}, "Cần điền mục này."),
    ({"bac": "lang"}, "không có trong danh sách"),
    ({"thuong_truc_id": "9999"}, "không có trong danh sách"),
    ({"ubnd_ban_hanh": "x" * 1_001}, "1.000"),
)
"""What is typed otherwise → what the page says."""


def test_what_cannot_be_taken_comes_back(client: TownClient, session: Session, town: None) -> None:
    for who in ("chutich", "xem", "canbo.don-vi-1"):
        client.login(who)
        assert client.get(PAGE).status_code == 403, who
        client.logout()
    client.login("thuongtruc")
    for changes, said in WRONG:
        answer = send(client, **changes)
        assert answer.status_code == 422, said
        assert said in answer.text
    assert rows(session) == [(date(2023, 1, 1), None, "thị xã Ayun Pa")]
