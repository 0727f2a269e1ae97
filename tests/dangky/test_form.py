"""The officer's form: what is typed is kept, what cannot be read comes back as typed."""

import unicodedata
from datetime import timedelta
from decimal import Decimal
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from tests.conftest import TownClock
from tests.dangky.conftest import PAGE, Town
from tests.town_client import Page, TownClient
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.dangky import queries
from thidua.namthidua import queries as years
from thidua.namthidua.queries import ChiTieuRow


@pytest.fixture
def officer(client: TownClient, town: Town) -> TownClient:
    client.login("canbo")
    return client


def test_the_page_holds_five_sections_and_every_target(officer: TownClient, town: Town) -> None:
    page = officer.page(PAGE)
    for section in ("p1", "p2", "p3", "p4", "p5"):
        page.by_id(section)
    for target in (town.thu, town.bhyt, town.tai_nan):
        assert page.by_id(f"dk-{target}").get("value") == ""
    assert page.by_id(f"dk-{town.so_hoa}").get("type") == "checkbox"
    assert "12/UBND-NV" in page.text()
    assert "Quyết định số 196/QĐ-UBND" in page.text()


def test_the_whole_form_is_kept(officer: TownClient, town: Town) -> None:
    answer = officer.post_form(PAGE, town.form())
    assert answer.status_code == 303
    held = town.contents()
    assert held.values[town.thu].gia_tri == Decimal(2450)
    assert held.values[town.so_hoa].gia_tri is None
    assert [each.nguoi_phu_trach for each in held.phong_trao] == ["Ksor H'Lan"]
    assert held.kho_khan == ("Nợ đọng thuế kéo dài",)
    assert held.giai_phap == "Đối chiếu nợ thuế theo tháng."
    assert [(t.loai, t.danh_hieu, t.ten) for t in held.danh_hieu] == [
        ("tap_the", "tap_the_lao_dong_xuat_sac", ""),
        ("ca_nhan", "chien_si_thi_dua_co_so", "Rơ Ô Thuận"),
    ]
    page = officer.page(PAGE)
    assert page.by_id(f"dk-{town.thu}").get("value") == "2.450"
    assert page.by_id("cn-1-danh_hieu").get("value") == "Chiến sĩ thi đua cơ sở"
    assert "1.225" in row_text(page, town.thu)


def row_text(page: Page, target: int) -> str:
    return " ".join("".join(page.by_id(f"ct{target}").itertext()).split())


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.250", "1250"),
        ("97,5", "97.5"),
        ("1 250", "1250"),
        ("97,5%", "97.5"),
        ("  1.250,5 ", "1250.5"),
        ("0", "0"),
    ],
)
def test_numbers_are_read_as_people_type_them(
    officer: TownClient, town: Town, typed: str, value: str
) -> None:
    assert officer.post_form(PAGE, town.form(**{f"dk-{town.thu}": typed})).status_code == 303
    assert town.contents().values[town.thu].gia_tri == Decimal(value)


@pytest.mark.parametrize("typed", ["1,250", "hai mươi", "1,250.5", "-5", "1.2.3", "9" * 60])
def test_what_is_no_number_comes_back_as_typed_and_the_rest_is_kept(
    officer: TownClient, town: Town, typed: str
) -> None:
    answer = officer.post_form(PAGE, town.form(**{f"dk-{town.thu}": typed}))
    assert answer.status_code == 422
    for page in (Page(answer.get_data(as_text=True)), officer.page(PAGE)):
        cell = page.by_id(f"dk-{town.thu}")
        assert cell.get("value") == typed
        assert cell.get("aria-invalid") == "true"
        assert page.by_id(f"dk-{town.thu}-loi") is not None
    held = town.contents()
    assert town.thu not in held.values or held.values[town.thu].gia_tri is None
    assert held.values[town.bhyt].gia_tri == Decimal(93)
    assert held.giai_phap == "Đối chiếu nợ thuế theo tháng."


def test_the_two_readings_of_an_unclear_number_are_offered(officer: TownClient, town: Town) -> None:
    answer = officer.post_form(PAGE, town.form(**{f"dk-{town.thu}": "1,250"}))
    page = Page(answer.get_data(as_text=True))
    words = "".join(page.by_id(f"dk-{town.thu}-loi").itertext())
    assert "1.250" in words
    assert "1,25" in words
    title = page.all("title")[0].text or ""
    assert title.startswith("Lỗi: ")
    summary = page.by_id("tom-loi")
    assert [a.get("href") for a in summary.iter("a")] == [f"#dk-{town.thu}"]


def test_text_is_cleaned_once_at_the_door(officer: TownClient, town: Town) -> None:
    decomposed = unicodedata.normalize("NFD", "Đắk Lắk, H'Lan, Chư Băh")
    dirty = f"{decomposed}\x00\x07\u200b\r\ndòng hai"
    assert officer.post_form(PAGE, town.form(giai_phap=dirty)).status_code == 303
    assert town.contents().giai_phap == "Đắk Lắk, H'Lan, Chư Băh\ndòng hai"


def test_bytes_that_are_no_text_do_no_harm(officer: TownClient, town: Town) -> None:
    token = officer.token()
    body = b"csrf_token=" + quote(token).encode() + b"&giai_phap=%ED%A0%80%FFabc"
    answer = officer.post(PAGE, data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 303
    assert town.contents().giai_phap.endswith("abc")


def test_a_hundred_thousand_characters_are_taken_and_one_more_is_not(officer: TownClient, town: Town) -> None:
    assert officer.post_form(PAGE, town.form(giai_phap="ă" * 100_000)).status_code == 303
    assert len(town.contents().giai_phap) == 100_000
    answer = officer.post_form(PAGE, town.form(giai_phap="ă" * 100_001, cong_doan="Nay H'Bia"))
    assert answer.status_code == 422
    page = Page(answer.get_data(as_text=True))
    assert len("".join(page.by_id("giai_phap").itertext())) == 100_001
    assert page.by_id("giai_phap-loi") is not None
    assert len(town.contents().giai_phap) == 100_000
    assert town.contents().cong_doan == "Nay H'Bia"
    assert len("".join(officer.page(PAGE).by_id("giai_phap").itertext())) == 100_001


@pytest.mark.parametrize("field", ["cn-1-ten", "cong_doan"])
def test_a_line_takes_255_characters(officer: TownClient, town: Town, field: str) -> None:
    answer = officer.post_form(PAGE, town.form(**{field: "x" * 256}))
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).by_id(field).get("value") == "x" * 256


def test_markup_in_a_text_stays_text(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.form(giai_phap="<script>alert(1)</script>"))
    assert "&lt;script&gt;" in officer.get(PAGE).get_data(as_text=True)


def test_another_units_target_or_another_years_movement_is_not_read(officer: TownClient, town: Town) -> None:
    answer = officer.post_form(PAGE, town.form(**{"dk-999999": "5", "pt": ["999999"]}))
    assert answer.status_code == 303
    assert 999999 not in town.contents().values
    assert town.contents().phong_trao == ()


def test_a_person_without_a_name_stays_in_the_draft(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.form(**{"cn-2-chuc_vu": "Công chức"}))
    assert len([t for t in town.contents().danh_hieu if t.loai == "ca_nhan"]) == 1
    assert officer.page(PAGE).by_id("cn-2-chuc_vu").get("value") == "Công chức"


def test_a_half_filled_own_target_waits_in_the_draft_and_a_whole_one_is_made(
    officer: TownClient, town: Town
) -> None:
    half = {
        "dk-moi-1-ten": "Tuyến đường văn minh",
        "dk-moi-1-dvt": "",
        "dk-moi-1": "2",
        "dk-moi-1-loai": "luy_ke",
    }
    assert officer.post_form(PAGE, town.form(**half)).status_code == 303
    assert officer.page(PAGE).by_id("dk-moi-1-ten").get("value") == "Tuyến đường văn minh"
    assert len(own_targets(town)) == 0
    assert officer.post_form(PAGE, town.form(**{**half, "dk-moi-1-dvt": "tuyến"})).status_code == 303
    (made,) = own_targets(town)
    assert (made.ten, made.don_vi_tinh, made.loai, made.giao) == (
        "Tuyến đường văn minh", "tuyến", LoaiChiTieu.LUY_KE, None,
    )  # fmt: skip
    assert town.contents().values[made.id].gia_tri == Decimal(2)
    page = officer.page(PAGE)
    assert page.by_id(f"dk-{made.id}").get("value") == "2"
    assert page.by_id("dk-moi-1-ten").get("value") == ""


def own_targets(town: Town) -> list[ChiTieuRow]:
    rows = years.targets(town.session, town.nam_id, town.don_vi_id)
    return [row for row in rows if row.giao_boi is NguonGiao.TU_DANG_KY]


OWN = {
    "dk-moi-1-ten": "Tuyến đường văn minh",
    "dk-moi-1-dvt": "tuyến",
    "dk-moi-1": "2",
    "dk-moi-1-loai": "luy_ke",
}


def test_an_own_target_is_taken_away_by_its_tick(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.form(**OWN))
    (made,) = own_targets(town)
    officer.post_form(PAGE, town.form(**{f"dk-{made.id}": "2", f"bo-{made.id}": "1"}))
    assert own_targets(town) == []
    assert made.id not in town.contents().values


def test_an_unreadable_own_figure_makes_no_target(officer: TownClient, town: Town) -> None:
    answer = officer.post_form(PAGE, town.form(**{**OWN, "dk-moi-1": "hai"}))
    assert answer.status_code == 422
    assert Page(answer.get_data(as_text=True)).by_id("dk-moi-1").get("value") == "hai"
    assert own_targets(town) == []


def test_the_same_form_sent_twice_is_kept_once(officer: TownClient, town: Town) -> None:
    page = officer.page(PAGE)
    data = {**page.hidden(page.form_for(PAGE)), **town.form(**OWN)}
    assert officer.post(PAGE, data=data).status_code == 303
    assert officer.post(PAGE, data=data).status_code == 303
    assert len(own_targets(town)) == 1


def test_less_than_assigned_asks_for_its_reason_and_keeps_it(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.form(**{f"dk-{town.thu}": "2.400"}))
    page = officer.page(PAGE)
    assert "thấp hơn mức giao 2.450" in row_text(page, town.thu)
    officer.post_form(PAGE, town.form(**{f"dk-{town.thu}": "2.400", f"ly_do-{town.thu}": "Mất mùa"}))
    assert town.contents().values[town.thu].ly_do_thap == "Mất mùa"


# --- one cell


def test_one_cell_is_saved_by_itself(officer: TownClient, town: Town) -> None:
    lock = officer.page(PAGE).by_id("row-version").get("value")
    answer = patch(officer, town.thu, {f"dk-{town.thu}": "2.500", "row_version": lock})
    assert answer.status_code == 200
    row = Page(answer.get_data(as_text=True))
    assert row.by_id(f"dk-{town.thu}").get("value") == "2.500"
    assert "1.250" in row_text(row, town.thu)
    assert row.by_id("row-version").get("value") == str(int(lock or 0) + 1)
    assert "Đã lưu nháp lúc 10:00:00" in row.text()
    assert town.contents().values[town.thu].gia_tri == Decimal(2500)


def patch(client: TownClient, target: int, data: dict[str, object]) -> TestResponse:
    headers = {"HX-Request": "true", "X-CSRFToken": client.token()}
    return client.patch(f"{PAGE}/chi-tieu/{target}", data=data, headers=headers)


def test_a_cell_that_is_no_number_comes_back_in_place(officer: TownClient, town: Town) -> None:
    patch(officer, town.thu, {f"dk-{town.thu}": "2.500"})
    answer = patch(officer, town.thu, {f"dk-{town.thu}": "hai mươi"})
    assert answer.status_code == 422
    row = Page(answer.get_data(as_text=True))
    assert row.by_id(f"dk-{town.thu}").get("value") == "hai mươi"
    assert row.by_id(f"dk-{town.thu}-loi") is not None
    assert officer.page(PAGE).by_id(f"dk-{town.thu}").get("value") == "hai mươi"


def test_a_cell_keeps_what_else_was_typed(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.form(**{f"dk-{town.bhyt}": "chín ba"}))
    patch(officer, town.thu, {f"dk-{town.thu}": "2.500"})
    page = officer.page(PAGE)
    assert page.by_id(f"dk-{town.bhyt}").get("value") == "chín ba"
    assert page.by_id("cn-1-ten").get("value") == "Rơ Ô Thuận"


def test_a_task_is_ticked_and_unticked(officer: TownClient, town: Town) -> None:
    patch(officer, town.so_hoa, {f"dk-{town.so_hoa}": "1"})
    assert town.so_hoa in town.contents().values
    patch(officer, town.so_hoa, {"row_version": ""})
    assert town.so_hoa not in town.contents().values


def test_a_cell_of_another_unit_is_not_there(officer: TownClient, town: Town) -> None:
    assert patch(officer, 999999, {"dk-999999": "1"}).status_code == 404


def test_an_older_page_cannot_overwrite_a_cell(officer: TownClient, town: Town) -> None:
    lock = officer.page(PAGE).by_id("row-version").get("value")
    patch(officer, town.thu, {f"dk-{town.thu}": "2.500", "row_version": lock})
    answer = patch(officer, town.thu, {f"dk-{town.thu}": "2.600", "row_version": lock})
    assert answer.status_code == 409
    row = Page(answer.get_data(as_text=True))
    assert row.by_id(f"dk-{town.thu}").get("value") == "2.600"
    assert "đang lưu là 2.500" in row.text()
    assert town.contents().values[town.thu].gia_tri == Decimal(2500)


# --- two people, and drafts


def test_a_stale_form_shows_both_texts_and_loses_nothing(officer: TownClient, town: Town) -> None:
    page = officer.page(PAGE)
    mine = {**page.hidden(page.form_for(PAGE)), **town.form(giai_phap="Bản của tôi")}
    officer.post_form(PAGE, town.form(giai_phap="Bản của người khác"))
    answer = officer.post(PAGE, data=mine)
    assert answer.status_code == 409
    shown = Page(answer.get_data(as_text=True))
    assert "".join(shown.by_id("giai_phap").itertext()).strip() == "Bản của tôi"
    assert "Bản của người khác" in shown.text()
    assert town.contents().giai_phap == "Bản của người khác"
    again = {**shown.hidden(shown.form_for(PAGE)), **town.form(giai_phap="Bản của tôi")}
    assert officer.post(PAGE, data=again).status_code == 303
    assert town.contents().giai_phap == "Bản của tôi"


AUTOSAVE = {"HX-Request": "true", "X-Luu-Nhap": "1"}


def test_the_browser_saves_by_itself_and_says_when(officer: TownClient, town: Town) -> None:
    lock = officer.page(PAGE).by_id("row-version").get("value")
    headers = {**AUTOSAVE, "X-CSRFToken": officer.token()}
    answer = officer.post(PAGE, data={**town.form(**OWN), "row_version": lock}, headers=headers)
    assert answer.status_code == 200
    stamp = Page(answer.get_data(as_text=True))
    assert "Đã lưu nháp lúc 10:00:00" in stamp.text()
    assert stamp.by_id("row-version").get("value") == str(int(lock or 0) + 1)
    assert town.contents().giai_phap == "Đối chiếu nợ thuế theo tháng."
    assert own_targets(town) == []
    assert officer.page(PAGE).by_id("dk-moi-1-ten").get("value") == "Tuyến đường văn minh"


def test_autosave_says_what_it_could_not_read(officer: TownClient, town: Town) -> None:
    headers = {**AUTOSAVE, "X-CSRFToken": officer.token()}
    answer = officer.post(PAGE, data=town.form(giai_phap="x" * 100_001), headers=headers)
    assert answer.status_code == 422
    assert "còn 1 ô chưa lưu được" in answer.get_data(as_text=True)


def test_a_stale_autosave_writes_nothing(officer: TownClient, town: Town) -> None:
    headers = {**AUTOSAVE, "X-CSRFToken": officer.token()}
    answer = officer.post(PAGE, data={**town.form(), "row_version": "999"}, headers=headers)
    assert answer.status_code == 409
    assert town.contents().giai_phap == ""


def test_twenty_drafts_are_kept_and_pauses_of_one_minute_share_one(
    officer: TownClient, town: Town, clock: TownClock
) -> None:
    headers = {**AUTOSAVE, "X-CSRFToken": officer.token()}
    for number in range(4):
        clock.advance(timedelta(seconds=10))
        officer.post(PAGE, data=town.form(giai_phap=f"Lần {number}"), headers=headers)
    assert len(drafts(town)) == 1
    for number in range(22):
        clock.advance(timedelta(minutes=2))
        officer.post_form(PAGE, town.form(giai_phap=f"Bản {number}"))
    assert len(drafts(town)) == 20


def drafts(town: Town) -> list[queries.BanNhapRow]:
    return queries.drafts(town.session, town.view().ho_so.id)


def test_an_old_draft_is_looked_at_and_restored(officer: TownClient, town: Town, clock: TownClock) -> None:
    officer.post_form(PAGE, town.form(giai_phap="Bản cũ", **{f"dk-{town.thu}": "2.460"}))
    clock.advance(timedelta(minutes=5))
    officer.post_form(PAGE, town.form(giai_phap="Bản mới", **OWN))
    old = drafts(town)[-1].id
    shown = officer.page(f"{PAGE}/ban-nhap/{old}")
    assert "Bản cũ" in shown.text()
    assert "2.460" in shown.text()
    path = f"{PAGE}/ban-nhap/{old}/khoi-phuc"
    assert officer.post_form(path, page=f"{PAGE}/ban-nhap/{old}").status_code == 303
    held = town.contents()
    assert (held.giai_phap, held.values[town.thu].gia_tri) == ("Bản cũ", Decimal(2460))
    assert own_targets(town) == []


def test_nobody_else_sees_a_draft(officer: TownClient, town: Town, client: TownClient) -> None:
    officer.post_form(PAGE, town.form())
    draft = drafts(town)[0].id
    client.logout()
    for account in ("thuongtruc", "canbo.khac"):
        client.login(account)
        assert client.get(f"{PAGE}/ban-nhap/{draft}").status_code == 404
        client.logout()


def test_a_draft_of_another_ho_so_is_not_there(officer: TownClient, town: Town) -> None:
    assert officer.get(f"{PAGE}/ban-nhap/999").status_code == 404
