"""The door: logging in, out, being kept waiting."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import account, unit
from tests.conftest import TownClock
from tests.town_client import PASSWORD, Page, TownClient
from thidua.core.actor import Role
from thidua.nhatky.models import NhatKy
from thidua.nhatky.queries import first_broken
from thidua.taikhoan.models import PhienDangNhap

PAGE = "/tai-khoan/phien"


@pytest.fixture(autouse=True)
def people(session: Session) -> None:
    don_vi = unit(session)
    account(session, "canbo.phuong-cheo-reo", Role.CAN_BO, don_vi=don_vi)
    account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Nguyễn Thu Hà")


def try_wrong(client: TownClient, name: str, times: int = 1) -> int:
    status = 0
    for _ in range(times):
        status = client.post_form("/dang-nhap", {"tai_khoan": name, "mat_khau": "sai-bét-rồi"}).status_code
    return status


def test_login_leads_to_where_the_reader_wanted_to_go(client: TownClient) -> None:
    asked = client.get(PAGE)
    assert asked.status_code == 302
    assert asked.location == "/dang-nhap?tiep=/tai-khoan/phien"
    answer = client.post_form(
        "/dang-nhap", {"tai_khoan": "thuongtruc", "mat_khau": PASSWORD}, page=asked.location
    )
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "Nguyễn Thu Hà" in client.page(PAGE).text()


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/x", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_way_on_never_leaves_the_site(client: TownClient, target: str) -> None:
    data = {"tai_khoan": "thuongtruc", "mat_khau": PASSWORD, "tiep": target}
    assert client.post_form("/dang-nhap", data).location == "/"


def test_account_name_is_taken_with_capitals_and_blanks(client: TownClient) -> None:
    client.login("  ThuongTruc ")
    assert client.get(PAGE).status_code == 200


def test_wrong_password_and_unknown_name_get_the_same_answer(client: TownClient) -> None:
    texts = []
    for name in ("thuongtruc", "khong-co-ai"):
        answer = client.post_form("/dang-nhap", {"tai_khoan": name, "mat_khau": "sai-bét-rồi"})
        assert answer.status_code == 422
        texts.append(Page(answer.get_data(as_text=True)).text())
        assert name in answer.get_data(as_text=True)
    assert texts[0] == texts[1]
    assert "Tên tài khoản hoặc mật khẩu không đúng" in texts[0]


def test_only_the_hash_of_the_login_is_stored(client: TownClient, session: Session) -> None:
    client.login("thuongtruc")
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
        assert set(cookie) <= {"_user_id", "csrf_token"}
    row = session.scalars(select(PhienDangNhap)).one()
    assert token not in row.ma_bam
    assert len(token) >= 43


def test_cookie_of_a_login_that_was_ended_no_longer_counts(client: TownClient) -> None:
    client.login("thuongtruc")
    kept = client.get_cookie("thidua")
    assert kept is not None
    client.logout()
    client.set_cookie("thidua", kept.value)
    assert client.get(PAGE).status_code == 302


def test_cookie_is_hidden_from_scripts_and_other_sites(client: TownClient) -> None:
    flags = client.get("/dang-nhap").headers["Set-Cookie"]
    assert "HttpOnly" in flags
    assert "SameSite=Lax" in flags
    assert "Secure" not in flags


@pytest.mark.parametrize(("pauses", "status"), [([29, 29, 29], 200), ([31], 302), ([29] * 21, 302)])
def test_login_ends_by_idleness_and_by_age(
    client: TownClient, clock: TownClock, pauses: list[int], status: int
) -> None:
    client.login("thuongtruc")
    for minutes in pauses:
        clock.advance(timedelta(minutes=minutes))
        answer = client.get(PAGE)
    assert answer.status_code == status


def test_last_seen_is_written_at_most_once_a_minute(
    client: TownClient, clock: TownClock, session: Session
) -> None:
    client.login("thuongtruc")
    seen = []
    for seconds in (0, 59, 2, 30):
        clock.advance(timedelta(seconds=seconds))
        client.get(PAGE)
        seen.append(session.scalars(select(PhienDangNhap.lan_cuoi)).one())
    assert seen[0] == seen[1] < seen[2] == seen[3]


def test_five_wrong_passwords_make_only_that_account_wait(client: TownClient, clock: TownClock) -> None:
    assert try_wrong(client, "thuongtruc", 5) == 422
    answer = client.post_form("/dang-nhap", {"tai_khoan": "thuongtruc", "mat_khau": PASSWORD})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert "Đợi 1 phút" in Page(answer.get_data(as_text=True)).text()
    client.login("canbo.phuong-cheo-reo")
    client.logout()
    clock.advance(timedelta(seconds=61))
    client.login("thuongtruc")


def test_the_wait_grows_to_fifteen_minutes_and_no_further(client: TownClient, clock: TownClock) -> None:
    try_wrong(client, "thuongtruc", 5)
    waits = []
    for _ in range(6):
        answer = client.post_form("/dang-nhap", {"tai_khoan": "thuongtruc", "mat_khau": PASSWORD})
        waits.append(int(answer.headers["Retry-After"]) // 60)
        clock.advance(timedelta(minutes=waits[-1], seconds=1))
        assert try_wrong(client, "thuongtruc") == 422
    assert waits == [1, 2, 4, 8, 15, 15]


def test_slow_mistakes_never_make_anybody_wait(client: TownClient, clock: TownClock) -> None:
    for _ in range(8):
        assert try_wrong(client, "thuongtruc") == 422
        clock.advance(timedelta(seconds=16))
    client.login("thuongtruc")


def test_an_address_that_tries_many_accounts_waits(client: TownClient) -> None:
    for number in range(5):
        assert try_wrong(client, f"canbo.don-vi-{number}") == 422
    assert try_wrong(client, "canbo.don-vi-6") == 429


def test_unknown_names_wait_like_known_ones_and_are_not_kept(client: TownClient, session: Session) -> None:
    assert try_wrong(client, "khong-co-ai", 6) == 429
    assert "khong-co-ai" not in str(session.execute(select(NhatKy.ghi_chu, NhatKy.tai_khoan)).all())


def test_every_visit_has_its_line_and_the_chain_holds(
    client: TownClient, session: Session, app: Flask
) -> None:
    try_wrong(client, "thuongtruc")
    client.login("thuongtruc")
    client.logout()
    lines = session.execute(select(NhatKy.viec, NhatKy.dia_chi).order_by(NhatKy.id.desc()).limit(3)).all()
    assert [tuple(line) for line in lines] == [
        ("dang_xuat", "127.0.0.1"),
        ("dang_nhap", "127.0.0.1"),
        ("dang_nhap_sai", "127.0.0.1"),
    ]
    assert first_broken(session, app.extensions["thidua_settings"].log_key) is None


def test_one_time_code_must_be_replaced_before_anything_else(client: TownClient, session: Session) -> None:
    account(session, "canbo.xa-ia-rbol", Role.CAN_BO, don_vi=unit(session, "xa-ia-rbol"), must_change=True)
    client.login("canbo.xa-ia-rbol")
    assert client.get(PAGE).location == "/doi-mat-khau"
    data = {
        "mat_khau": PASSWORD,
        "mat_khau_moi": "Bến Mộng mùa nước nổi",
        "nhap_lai": "Bến Mộng mùa nước nổi",
    }
    assert client.post_form("/doi-mat-khau", data).status_code == 303
    assert client.get(PAGE).status_code == 200
    client.logout()
    client.login("canbo.xa-ia-rbol", "Bến Mộng mùa nước nổi")


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("ngắn", "quá ngắn"),
        ("thuongtruc-2023", "dễ đoán"),
        ("1234567890", "dễ đoán"),
        (PASSWORD, "trùng mật khẩu đang dùng"),
    ],
)
def test_weak_new_password_is_refused_with_its_reason(client: TownClient, new: str, words: str) -> None:
    client.login("thuongtruc")
    data = {"mat_khau": PASSWORD, "mat_khau_moi": new, "nhap_lai": new}
    answer = client.post_form("/doi-mat-khau", data)
    assert answer.status_code == 422
    assert words in Page(answer.get_data(as_text=True)).text()


def test_changing_the_password_ends_the_other_logins(app: Flask, client: TownClient) -> None:
    other = app.test_client()
    assert isinstance(other, TownClient)
    other.login("thuongtruc")
    client.login("thuongtruc")
    data = {"mat_khau": PASSWORD, "mat_khau_moi": "một câu thật dài", "nhap_lai": "một câu thật dài"}
    client.post_form("/doi-mat-khau", data)
    assert (client.get(PAGE).status_code, other.get(PAGE).status_code) == (200, 302)


def test_one_can_end_another_of_ones_own_logins_but_nobody_elses(app: Flask, client: TownClient) -> None:
    other = app.test_client()
    assert isinstance(other, TownClient)
    other.login("canbo.phuong-cheo-reo")
    client.login("thuongtruc")
    forms = [form.get("action") for form in other.page(PAGE).forms()]
    theirs = next(action for action in forms if action and action.endswith("/ket-thuc"))
    assert client.post(theirs, data={"csrf_token": client.token()}).status_code == 404
    assert other.get(PAGE).status_code == 200
    assert other.post_form(theirs, page=PAGE).location == "/dang-nhap"
    assert other.get(PAGE).status_code == 302


def test_expired_login_answers_an_autosave_with_a_login_in_place(
    client: TownClient, clock: TownClock
) -> None:
    client.login("thuongtruc")
    token = client.token()
    clock.advance(timedelta(hours=1))
    headers = {"HX-Request": "true", "X-Luu-Nhap": "1", "X-CSRFToken": token}
    answer = client.post(PAGE + "/khac/ket-thuc", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == "#dang-nhap-tai-cho"
    shown = Page(answer.get_data(as_text=True))
    data = {**shown.hidden(shown.forms()[0]), "tai_khoan": "thuongtruc", "mat_khau": PASSWORD}
    again = client.post("/dang-nhap", data=data, headers={"HX-Request": "true"})
    assert (again.status_code, again.headers["HX-Trigger"]) == (200, '{"da-dang-nhap-lai": true}')
    # The token of the page that stayed open is still good.
    assert client.post(PAGE + "/khac/ket-thuc", headers=headers).status_code == 204


def test_what_was_typed_outlives_the_login_also_without_scripts(client: TownClient, clock: TownClock) -> None:
    client.login("thuongtruc")
    unit = "/don-vi/phuong-cheo-reo"
    place = f"{unit}/sua"
    form = client.page(place)
    typed = {
        **form.hidden(form.form_for(place)),
        "ten": "Phòng Kinh tế, Hạ tầng",
        "ten_ngan": "P. KTHT",
        "loai": "phong",
        "the_thuc": "nd30",
        "co_quan_ban_hanh": "ỦY BAN NHÂN DÂN\r\nPHÒNG KINH TẾ, HẠ TẦNG",
        "quyen_han_ky": "TRƯỞNG PHÒNG",
        "dia_danh": "Ayun Pa",
        "cach": "sua",
    }
    clock.advance(timedelta(hours=1))
    answer = client.post(place, data=typed)
    assert answer.status_code == 401
    door = Page(answer.get_data(as_text=True))
    assert "Nội dung vừa gõ chưa ghi nhưng còn nguyên" in door.text()
    sent = {**door.hidden(door.form_for("/dang-nhap")), "tai_khoan": "thuongtruc", "mat_khau": "sai"}
    wrong = Page(client.post("/dang-nhap", data=sent).get_data(as_text=True))
    right = {**wrong.hidden(wrong.form_for("/dang-nhap")), "tai_khoan": "thuongtruc", "mat_khau": PASSWORD}
    back = Page(client.post("/dang-nhap", data=right).get_data(as_text=True))
    assert client.post(place, data=back.hidden(back.form_for(place))).status_code == 303
    assert "Phòng Kinh tế, Hạ tầng" in client.page(unit).text()

    clock.advance(timedelta(hours=1))
    # One press without words, a stranger, a password: none is kept; another account never sees it.
    bare = {"csrf_token": client.token(), "row_version": "1"}
    assert client.post(f"{unit}/len", data=bare).status_code == 302
    assert client.post("/doi-mat-khau", data={**bare, "mat_khau": "x"}).status_code == 302
    assert client.post(place, data={**typed, "csrf_token": "x"}).status_code == 302
    answer = client.post(place, data={**typed, **bare})
    door = Page(answer.get_data(as_text=True))
    other = {**door.hidden(door.form_for("/dang-nhap")), "tai_khoan": "canbo.phuong-cheo-reo"}
    assert client.post("/dang-nhap", data={**other, "mat_khau": PASSWORD}).status_code == 303
    client.delete_cookie("thidua")
    assert client.post(place, data=typed).status_code == 302


def test_another_account_that_logs_in_in_place_starts_on_its_own_page(
    client: TownClient, clock: TownClock
) -> None:
    client.login("thuongtruc")
    clock.advance(timedelta(hours=1))
    token = client.token()
    data = {"csrf_token": token, "tai_cho": "1", "tai_khoan": "canbo.phuong-cheo-reo", "mat_khau": PASSWORD}
    answer = client.post("/dang-nhap", data=data, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/"
    assert client.post("/tai-khoan/phien/khac/ket-thuc", data={"csrf_token": token}).status_code == 400


def test_expired_login_sends_other_fragments_to_the_login_page(client: TownClient) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/tai-khoan/phien"}
    answer = client.get(PAGE, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/dang-nhap?tiep=/tai-khoan/phien"
