"""The first start: a code from the console, once."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import builders
from tests.conftest import NOON, TownClock
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.donvi.queries import unit_on
from thidua.donvi.queries.co_quan import office_on
from thidua.khoitao.actions import issue_code
from thidua.khoitao.queries import PLACE, code_is_right
from thidua.settings import Settings
from thidua.taikhoan.models import TaiKhoan

PASSWORD = "mot cau that la de nho"
ASKED = {
    "bac": "phuong",
    "dia_danh": "Ayun Pa",
    "tinh": "tỉnh Gia Lai",
    "thuong_truc": "Phòng Văn hóa - Xã hội",
    "ky_hieu": "VHXH",
    "tu_ngay": "01/01/2023",
    "ho_ten": "Rơ Ô H'Mai",
    "tai_khoan": "quantri",
    "mat_khau": PASSWORD,
    "nhap_lai": PASSWORD,
}


def send(client: TownClient, **changes: Any) -> TestResponse:
    return client.post_form("/khoi-tao", ASKED | changes)


def test_an_empty_office_is_set_up_once(client: TownClient, session: Session, settings: Settings) -> None:
    code = issue_code(settings.instance)
    assert (settings.instance / PLACE).stat().st_mode & 0o077 == 0
    door = client.get("/dang-nhap")
    assert (door.status_code, door.headers["Location"]) == (303, "/khoi-tao")
    assert client.page("/khoi-tao").faults == []
    answer = send(client, ma=code.upper().replace("-", " "))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/dang-nhap")

    office = office_on(session, NOON.date())
    assert (office.ten, office.ubnd, office.kinh_gui_hoi_dong) == (
        "phường Ayun Pa",
        "Ủy ban nhân dân phường",
        "Hội đồng Thi đua - Khen thưởng phường (qua Phòng Văn hóa - Xã hội phường)",
    )
    assert office.ubnd_ban_hanh == ("ỦY BAN NHÂN DÂN", "PHƯỜNG AYUN PA")
    assert office.ky_hieu_thuong_truc == "VHXH-TĐKT"
    unit = unit_on(session, "phong-van-hoa-xa-hoi", NOON.date())
    assert (unit.id, unit.co_quan_ban_hanh) == (office.thuong_truc_id, ("PHÒNG VĂN HÓA - XÃ HỘI",))

    for answer in (client.get("/khoi-tao"), client.post("/khoi-tao", data={"csrf_token": client.token()})):
        assert answer.status_code == 404
    assert not code_is_right(settings.instance, code)
    assert client.login("quantri", PASSWORD).status_code == 303
    assert client.get("/cai-dat/co-quan").status_code == 200
    assert client.get("/tai-khoan/").status_code == 200


def test_a_wrong_code_writes_nothing_and_waits_after_five(
    client: TownClient, session: Session, settings: Settings, clock: TownClock
) -> None:
    code = issue_code(settings.instance)
    for _ in range(5):
        answer = send(client, ma="aaaa-bbbb-cccc")
        assert answer.status_code == 422
        assert "Mã thiết lập không đúng." in answer.text
        assert 'value="Rơ Ô H&#39;Mai"' in answer.text
    waiting = send(client, ma=code)
    assert (waiting.status_code, "Retry-After" in waiting.headers) == (429, True)
    assert "Đợi 1 phút rồi thử lại." in waiting.text
    assert session.scalars(select(TaiKhoan)).all() == []
    clock.advance(timedelta(minutes=2))
    assert send(client, ma=code).status_code == 303


WRONG: tuple[tuple[dict[str, str], str], ...] = (
    ({"ma": ""}, "Điền mã hiện trên màn hình máy chủ."),
    ({"dia_danh": ""}, "Cần điền mục này."),
    ({"mat_khau": "ngan", "nhap_lai": "ngan"}, "Mật khẩu mới quá ngắn."),
    ({"nhap_lai": "khac"}, "Chưa giống mật khẩu ở ô trên"),
    ({"tai_khoan": "Quản trị"}, "chỉ gồm chữ thường không dấu"),
    ({"tu_ngay": "hôm qua"}, "hôm qua"),
    ({"bac": "lang"}, "không có trong danh sách"),
)
"""What is typed otherwise → what the page says."""


def test_what_cannot_be_taken_says_why(client: TownClient, session: Session, settings: Settings) -> None:
    assert send(client, ma="aaaa-bbbb-cccc").status_code == 422
    code = issue_code(settings.instance)
    for changes, said in WRONG:
        answer = send(client, **({"ma": code} | changes))
        assert answer.status_code == 422, said
        assert said in answer.text
    assert session.scalars(select(TaiKhoan)).all() == []


def test_an_office_with_people_has_no_first_start(client: TownClient, session: Session) -> None:
    builders.account(session, "quantri", Role.QUAN_TRI)
    session.commit()
    assert client.get("/khoi-tao").status_code == 404
    assert client.get("/dang-nhap").status_code == 200
