"""Who may call what: declared on each view, closed otherwise."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import account, unit
from tests.town_client import Page, TownClient
from thidua.core.actor import Role
from thidua.web.access import LOGGED_IN, PUBLIC, RuleMissing, needs, rule_of, safe_next


def test_every_route_declares_its_rule(app: Flask) -> None:
    with app.app_context():
        open_ones = [rule.endpoint for rule in app.url_map.iter_rules() if rule_of(rule.endpoint) is None]
    assert open_ones == []


def test_a_route_without_a_rule_stays_closed(app: Flask, client: TownClient) -> None:
    app.add_url_rule("/quen", "quen", lambda: "lộ")
    with pytest.raises(RuleMissing):
        client.get("/quen")
    app.testing = False
    answer = client.get("/quen")
    assert answer.status_code == 403
    assert "lộ" not in answer.get_data(as_text=True)


def test_a_rule_is_one_thing_or_roles() -> None:
    with pytest.raises(RuleMissing):
        needs()
    with pytest.raises(RuleMissing):
        needs(PUBLIC, Role.XEM)


@pytest.mark.parametrize(("role", "status"), [(Role.THUONG_TRUC, 200), (Role.CAN_BO, 403), (Role.XEM, 403)])
def test_function_is_kept_to_its_roles(
    app: Flask, client: TownClient, session: Session, role: Role, status: int
) -> None:
    app.add_url_rule("/tiep-nhan", "tiep_nhan", needs(Role.THUONG_TRUC, Role.LANH_DAO_PHONG)(lambda: ""))
    account(session, "ai-do", role, don_vi=unit(session) if role is Role.CAN_BO else None)
    client.login("ai-do")
    answer = client.get("/tiep-nhan")
    assert answer.status_code == status
    if status == 403:
        assert "không có chức năng đó" in Page(answer.get_data(as_text=True)).text()


def test_forms_of_other_sites_are_refused_before_anything_is_read(client: TownClient) -> None:
    answer = client.post("/dang-nhap", data={"tai_khoan": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "từ một trang khác" in Page(answer.get_data(as_text=True)).text()


def test_a_form_without_its_token_is_refused_in_vietnamese(client: TownClient, session: Session) -> None:
    account(session, "thuongtruc", Role.THUONG_TRUC)
    client.login("thuongtruc")
    answer = client.post("/tai-khoan/phien/khac/ket-thuc")
    assert answer.status_code == 400
    assert "tải lại trang rồi gửi lại" in Page(answer.get_data(as_text=True)).text()


def test_a_form_of_an_ended_login_leads_to_the_login_page_and_back(app: Flask, client: TownClient) -> None:
    app.add_url_rule("/luu", "luu", needs(LOGGED_IN)(lambda: ""), methods=["POST"])
    answer = client.post("/luu", headers={"Referer": "http://localhost/2023/dang-ky/phuong-cheo-reo"})
    assert answer.location == "/dang-nhap?tiep=/2023/dang-ky/phuong-cheo-reo"
    assert client.post("/luu", headers={"Referer": "http://evil.example/x"}).location == "/dang-nhap?tiep=/"


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ("/2023/dang-ky/?loc=cham", "/2023/dang-ky/?loc=cham"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/a\\b", "/"),
        ("/\t/evil.example", "/"),
        ("https://evil.example", "/"),
        ("2023", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_the_way_on_is_a_path_of_this_site(asked: str | None, got: str) -> None:
    assert safe_next(asked) == got
