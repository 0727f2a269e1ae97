"""The report on screen: the officer's form, its cells, its steps, and what the others read."""

import io
import unicodedata
from datetime import timedelta
from decimal import Decimal
from urllib.parse import quote

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import builders
from tests.baocao.conftest import PAGE, Town, acting, register
from tests.conftest import TownClock
from tests.town_client import Page, TownClient
from thidua.baocao import queries
from thidua.baocao.queries import NoiDungBaoCao
from thidua.core.calendar import KyBaoCao
from thidua.core.reporting import KetQua
from thidua.core.targets import TinhTrangNhiemVu
from thidua.core.workflow import State
from thidua.hoso import actions as hoso_actions
from thidua.hoso.models import BanNhap, PhienBan, SuKien, Tep
from thidua.vanban.check import check

HTMX = {"HX-Request": "true"}
AUTOSAVE = {**HTMX, "X-Luu-Nhap": "1"}
MARCH = builders.EARLY


@pytest.fixture
def officer(client: TownClient, town: Town) -> TownClient:
    client.login("canbo")
    return client


def held(town: Town) -> NoiDungBaoCao:
    return queries.contents(town.session, town.ho_so().phien_ban_id or 0)


def hidden(client: TownClient) -> dict[str, str]:
    page = client.page(PAGE)
    return page.hidden(page.form_for(PAGE))


def patch(client: TownClient, town: Town, key: int, **fields: object) -> TestResponse:
    lock = hidden(client)
    data = {name: lock[name] for name in ("csrf_token", "row_version", "khoa_gui")}
    data |= {name.replace("__", "-"): str(value) for name, value in fields.items()}
    return client.patch(f"{PAGE}/chi-tieu/{key}", data=data, headers=HTMX)


def send(client: TownClient, town: Town, **fields: object) -> TestResponse:
    return client.post_form(f"{PAGE}/buoc/trinh", town.answers(**fields), page=PAGE)


def approve(client: TownClient, *steps: tuple[str, str]) -> None:
    for account, step in steps:
        client.login(account)
        answer = client.post_form(f"{PAGE}/buoc/{step}", {"ly_do": "Bổ sung số liệu."}, page=PAGE)
        assert answer.status_code == 303, answer.get_data(as_text=True)


def row_text(page: Page, key: int) -> str:
    return " ".join("".join(page.by_id(f"ct{key}").itertext()).split())


# --- the form


def test_the_form_shows_every_registered_target_with_what_it_is_measured_by(
    officer: TownClient, town: Town
) -> None:
    page = officer.page(PAGE)
    row = row_text(page, town.thu)
    assert "2.450" in row
    assert "1.225" in row
    assert "2.310" in row
    assert "Chưa báo cáo" in row
    assert page.by_id(f"kq-{town.so_hoa}").tag == "select"
    assert page.by_id(f"ptkq-{town.phong_trao}").tag == "textarea"
    assert "Nợ đọng thuế kéo dài." in page.text()
    assert "đã tiếp nhận" in page.text()
    assert "None" not in page.text()


def test_the_whole_form_is_kept_and_judged(officer: TownClient, town: Town) -> None:
    assert officer.post_form(PAGE, town.answers()).status_code == 303
    assert held(town).result_of(town.thu) == KetQua(
        town.thu, uoc=Decimal(1190), cung_ky=Decimal(1129), nguyen_nhan="Nguồn thu dồn vào quý IV."
    )
    assert held(town).result_of(town.van_hoa).khong_phat_sinh
    assert held(town).result_of(town.so_hoa).tinh_trang is TinhTrangNhiemVu.DANG_THUC_HIEN
    assert str(held(town).ngay_chot) == "2023-06-15"
    page = officer.page(PAGE)
    assert page.by_id(f"uoc-{town.thu}").get("value") == "1.190"
    assert "Dưới mốc" in row_text(page, town.thu)
    assert "48,6% đăng ký" in row_text(page, town.thu)
    assert "Hoàn thành năm" in row_text(page, town.giao_quan)
    assert "Đạt mốc" in row_text(page, town.tai_nan)
    assert "Chưa đến kỳ" in row_text(page, town.van_hoa)
    assert page.by_id(f"kps-{town.van_hoa}").get("checked") is not None
    assert page.by_id(f"nn-dong-{town.thu}").get("hidden") is None
    assert page.by_id(f"nn-dong-{town.tai_nan}").get("hidden") is not None
    assert "Thứ Năm, 15/6/2023" in page.text()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.250", "1250"),
        ("97,5", "97.5"),
        ("1 250", "1250"),
        ("97,5%", "97.5"),
        ("0", "0"),
        ("1.250,5", "1250.5"),
    ],
)
def test_numbers_are_read_as_people_type_them(
    officer: TownClient, town: Town, typed: str, value: str
) -> None:
    officer.post_form(PAGE, {f"kq-{town.thu}": typed})
    assert held(town).result_of(town.thu).gia_tri == Decimal(value)
    assert patch(officer, town, town.thu, **{f"ck-{town.thu}": typed}).status_code == 200
    assert held(town).result_of(town.thu).cung_ky == Decimal(value)


@pytest.mark.parametrize("typed", ["1,250", "hai mươi", "1,250.5", "-5", "1e3"])
def test_what_is_no_number_comes_back_as_typed_and_the_rest_is_kept(
    officer: TownClient, town: Town, typed: str
) -> None:
    answer = officer.post_form(PAGE, town.answers(**{f"kq-{town.giao_quan}": typed}))
    assert answer.status_code == 422
    page = Page(answer.get_data(as_text=True))
    field = page.by_id(f"kq-{town.giao_quan}")
    assert (field.get("value"), field.get("aria-invalid")) == (typed, "true")
    assert typed.split()[0] in row_text(page, town.giao_quan)
    assert held(town).noi_bat == "Chỉnh trang 1,2 km vỉa hè ở buôn Rơ Ô."
    assert held(town).result_of(town.giao_quan).gia_tri is None
    again = officer.page(PAGE)
    assert again.by_id(f"kq-{town.giao_quan}").get("value") == typed
    assert again.by_id(f"kq-{town.giao_quan}").get("aria-invalid") == "true"
    assert officer.post_form(PAGE, town.answers()).status_code == 303
    assert officer.page(PAGE).by_id(f"kq-{town.giao_quan}").get("value") == "100"


def test_nil_beside_a_figure_is_refused_in_place(officer: TownClient, town: Town) -> None:
    answer = officer.post_form(PAGE, town.answers(**{f"kq-{town.van_hoa}": "90"}))
    assert answer.status_code == 422
    assert "bỏ dấu không phát sinh" in row_text(Page(answer.get_data(as_text=True)), town.van_hoa)
    assert held(town).result_of(town.van_hoa) == KetQua(town.van_hoa, gia_tri=Decimal(90))


def test_a_tick_taken_away_is_taken_away(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.answers())
    answers = town.answers()
    del answers[f"kps-{town.van_hoa}"]
    officer.post_form(PAGE, answers)
    assert not held(town).result_of(town.van_hoa).khong_phat_sinh
    assert officer.page(PAGE).by_id(f"kps-{town.van_hoa}").get("checked") is None


def test_typed_text_is_cleaned_once(officer: TownClient, town: Town) -> None:
    wanted = "Buôn Chư Băh, bà H'Lan"
    officer.post_form(PAGE, {"noi_bat": unicodedata.normalize("NFD", wanted) + "\x00\x0b\x1f"})
    assert held(town).noi_bat == wanted
    body = (
        "noi_bat="
        + quote("Rơ Ô")
        + "%ED%A0%80&"
        + "&".join(f"{k}={quote(v)}" for k, v in hidden(officer).items())
    )
    answer = officer.post(PAGE, data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 303
    assert held(town).noi_bat.startswith("Rơ Ô")


def test_a_long_text_is_taken_and_a_longer_one_refused_in_place(officer: TownClient, town: Town) -> None:
    longest = "ă" * 100_000
    assert officer.post_form(PAGE, {"noi_bat": longest}).status_code == 303
    assert held(town).noi_bat == longest
    answer = officer.post_form(PAGE, {"noi_bat": longest + "b", "han_che": "Còn chậm."})
    assert answer.status_code == 422
    assert "100.001" in answer.get_data(as_text=True)
    assert longest + "b" in answer.get_data(as_text=True)
    assert (held(town).noi_bat, held(town).han_che) == (longest, "Còn chậm.")


def test_the_second_post_with_one_key_changes_nothing(officer: TownClient, town: Town) -> None:
    once = hidden(officer)
    first = officer.post(PAGE, data={**once, "noi_bat": "Lần một."})
    second = officer.post(PAGE, data={**once, "noi_bat": "Lần hai."})
    assert (first.status_code, second.status_code) == (303, 303)
    assert held(town).noi_bat == "Lần một."


def test_the_units_number_and_day_are_read(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, {"so": "Số: 5/BC-UBND", "ngay": "16/6"})
    assert (held(town).so_van_ban, str(held(town).ngay_van_ban)) == ("05/BC-UBND", "2023-06-16")
    assert officer.post_form(PAGE, {"so": "năm"}).status_code == 422
    assert held(town).so_van_ban == "05/BC-UBND"


# --- cells and autosave


def test_a_cell_saves_its_row_alone_and_answers_it(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.answers())
    answer = patch(officer, town, town.thu, **{f"kq-{town.thu}": "1.300"})
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert text.lstrip().startswith(f'<tbody id="ct{town.thu}"')
    assert "Đạt mốc" in text
    assert f'id="row-version" value="{town.ho_so().row_version}" hx-swap-oob="true"' in text
    assert held(town).result_of(town.thu) == KetQua(
        town.thu,
        gia_tri=Decimal(1300),
        uoc=Decimal(1190),
        cung_ky=Decimal(1129),
        nguyen_nhan="Nguồn thu dồn vào quý IV.",
    )
    assert held(town).result_of(town.giao_quan).gia_tri == Decimal(100)


def test_a_bad_cell_is_refused_in_place_and_stays_on_the_page(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.answers())
    answer = patch(officer, town, town.thu, **{f"kq-{town.thu}": "1,250"})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert 'value="1,250"' in text
    assert "1.250" in text
    assert held(town).result_of(town.thu).gia_tri is None
    page = officer.page(PAGE)
    assert page.by_id(f"kq-{town.thu}").get("value") == "1,250"
    assert page.by_id(f"uoc-{town.thu}").get("value") == "1.190"


def test_a_task_is_answered_by_its_state(officer: TownClient, town: Town) -> None:
    answer = patch(officer, town, town.so_hoa, **{f"kq-{town.so_hoa}": "hoan_thanh"})
    assert "Hoàn thành năm" in answer.get_data(as_text=True)
    assert held(town).result_of(town.so_hoa).tinh_trang is TinhTrangNhiemVu.HOAN_THANH
    assert patch(officer, town, town.so_hoa, **{f"kq-{town.so_hoa}": "xong"}).status_code == 422
    assert held(town).result_of(town.so_hoa).tinh_trang is TinhTrangNhiemVu.HOAN_THANH


def test_a_target_that_is_not_asked_is_not_there(officer: TownClient, town: Town) -> None:
    assert patch(officer, town, 999, **{"kq-999": "1"}).status_code == 404


def test_autosave_keeps_the_form_and_answers_the_stamp(officer: TownClient, town: Town) -> None:
    data = {**hidden(officer), **town.answers(noi_bat="Đang gõ dở")}
    for words in ("Đang gõ dở", "Đang gõ dở nữa"):
        answer = officer.post(PAGE, data={**data, "noi_bat": words}, headers=AUTOSAVE)
        assert answer.status_code == 200
        assert "Đã lưu nháp lúc 10:00:00" in answer.get_data(as_text=True)
    assert held(town).noi_bat == "Đang gõ dở nữa"
    # The key of the page is not used up by what the browser saves by itself.
    assert officer.post(PAGE, data={**data, "noi_bat": "Xong"}).status_code == 303
    assert held(town).noi_bat == "Xong"
    assert len(town.session.scalars(select(BanNhap)).all()) == 2
    bad = officer.post(PAGE, data={**hidden(officer), **town.answers(ngay_chot="31/2")}, headers=AUTOSAVE)
    assert bad.status_code == 422
    assert "còn 1 ô chưa lưu được" in bad.get_data(as_text=True)
    assert officer.page(PAGE).by_id("ngay_chot").get("value") == "31/2"


def test_what_a_page_saves_by_itself_after_it_was_sent_is_refused(officer: TownClient, town: Town) -> None:
    sent = {**hidden(officer), **town.answers()}
    assert officer.post(PAGE, data=sent).status_code == 303
    before = town.ho_so().row_version
    late = officer.post(PAGE, data={**sent, "noi_bat": "Gửi muộn"}, headers=AUTOSAVE)
    cell = officer.patch(f"{PAGE}/chi-tieu/{town.thu}", data={**sent, f"kq-{town.thu}": "1"}, headers=HTMX)
    assert (late.status_code, cell.status_code) == (409, 409)
    assert "Trang này đã được gửi rồi" in late.get_data(as_text=True)
    town.session.rollback()
    assert town.ho_so().row_version == before
    assert held(town).result_of(town.thu).gia_tri is None


def test_a_stale_form_shows_both_texts_and_loses_nothing(
    officer: TownClient, town: Town, clock: TownClock
) -> None:
    mine = {**hidden(officer), **town.answers(noi_bat="Bản của tôi.")}
    officer.login("canbo2")
    clock.advance(timedelta(minutes=1))
    officer.post_form(PAGE, town.answers(noi_bat="Bản của người khác."))
    officer.login("canbo")
    mine["csrf_token"] = officer.token()
    answer = officer.post(PAGE, data=mine)
    assert answer.status_code == 409
    page = Page(answer.get_data(as_text=True))
    assert "Bản của người khác." in page.text()
    assert page.by_id("noi_bat").text.strip() == "Bản của tôi."  # type: ignore[union-attr]
    assert held(town).noi_bat == "Bản của người khác."
    again = {**page.hidden(page.form_for(PAGE)), **town.answers(noi_bat="Bản của tôi.")}
    assert officer.post(PAGE, data=again).status_code == 303
    assert held(town).noi_bat == "Bản của tôi."


def test_a_stale_cell_says_what_is_stored_and_keeps_what_was_typed(
    officer: TownClient, town: Town, clock: TownClock
) -> None:
    lock = hidden(officer)
    clock.advance(timedelta(minutes=1))
    officer.post_form(PAGE, town.answers())
    data = {**lock, f"uoc-{town.thu}": "1.400"}
    answer = officer.patch(f"{PAGE}/chi-tieu/{town.thu}", data=data, headers=HTMX)
    assert answer.status_code == 409
    text = answer.get_data(as_text=True)
    assert "1.190 (ước)" in text
    assert 'value="1.400"' in text
    assert held(town).result_of(town.thu).uoc == Decimal(1190)


# --- the file


def docx() -> bytes:
    from docx import Document

    out = io.BytesIO()
    made = Document()
    made.add_paragraph("Báo cáo")
    made.save(out)
    return out.getvalue()


def test_the_units_own_file_is_kept_and_downloaded(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, {**town.answers(), "tep": (io.BytesIO(docx()), "Báo cáo sơ kết.docx")})
    tep = town.session.scalars(select(Tep)).one()
    assert tep.ten == "Báo cáo sơ kết.docx"
    assert officer.get(f"/tep/{tep.id}").status_code == 200
    assert "Báo cáo sơ kết.docx" in officer.page(PAGE).text()
    officer.login("nguoi-la")
    assert officer.get(f"/tep/{tep.id}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Báo cáo.pdf", b"MZ" + bytes(600), "Báo cáo.pdf"),
        ("hong.docx", docx()[:300], "hong.docx"),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(60), "anh.png"),
        ("lon.pdf", b"%PDF-1.7" + bytes(26 * 1024 * 1024), "25 MB"),
    ],
)
def test_a_bad_file_is_refused_in_place_and_the_rest_is_saved(
    officer: TownClient, town: Town, name: str, content: bytes, words: str
) -> None:
    answer = officer.post_form(PAGE, {**town.answers(), "tep": (io.BytesIO(content), name)})
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert town.session.scalars(select(Tep)).all() == []
    assert held(town).result_of(town.thu).uoc == Decimal(1190)


# --- the road


def test_the_report_goes_to_the_register(client: TownClient, officer: TownClient, town: Town) -> None:
    assert send(officer, town).status_code == 303
    assert town.ho_so().state is State.CHO_DUYET
    approve(client, ("thutruong", "duyet"), ("thuongtruc", "tiep-nhan"))
    ho_so = town.ho_so()
    assert ho_so.state is State.DA_TIEP_NHAN
    assert queries.contents(town.session, ho_so.ban_chot_id or 0) == held(town)
    steps = town.session.scalars(select(SuKien.buoc).where(SuKien.ho_so_id == ho_so.id).order_by(SuKien.so))
    assert list(steps) == ["trinh", "duyet", "tiep_nhan"]


def test_what_is_missing_is_all_said_in_place_and_the_report_stays(officer: TownClient, town: Town) -> None:
    answer = officer.post_form(f"{PAGE}/buoc/trinh", {f"uoc-{town.thu}": "1.190"}, page=PAGE)
    assert answer.status_code == 422
    page = Page(answer.get_data(as_text=True))
    assert "<title>Lỗi: " in answer.get_data(as_text=True)
    links = [a.get("href") for a in page.by_id("tom-loi").iter("a")]
    assert links == [
        "#ngay_chot",
        f"#nn-{town.thu}",
        f"#kq-{town.giao_quan}",
        f"#kq-{town.tai_nan}",
        f"#kq-{town.van_hoa}",
        f"#kq-{town.so_hoa}",
        f"#ptkq-{town.phong_trao}",
        "#noi_bat",
    ]
    assert town.ho_so().state is State.NHAP
    assert held(town).result_of(town.thu).uoc == Decimal(1190)


def test_a_closing_day_after_today_is_refused(officer: TownClient, town: Town) -> None:
    answer = send(officer, town, ngay_chot="30/6/2023")
    assert answer.status_code == 422
    assert "Ngày chốt chưa đến" in answer.get_data(as_text=True)


def test_a_return_is_pinned_to_its_places(client: TownClient, officer: TownClient, town: Town) -> None:
    send(officer, town)
    client.login("thutruong")
    data = {"ly_do": "Xem lại số thu.", "ghim": [f"kq-{town.thu}", "noi_bat", "khong-co"]}
    assert client.post_form(f"{PAGE}/buoc/tra-lai", data, page=PAGE).status_code == 303
    client.login("canbo")
    page = client.page(PAGE)
    assert "Xem lại số thu." in page.text()
    assert "Cần sửa" in row_text(page, town.thu)
    assert "Cần sửa" not in row_text(page, town.giao_quan)
    assert "khong-co" not in page.text()
    assert client.post_form(f"{PAGE}/buoc/trinh", town.answers(), page=PAGE).status_code == 303


def test_the_head_reads_what_matters_first_and_what_changed(
    client: TownClient, officer: TownClient, town: Town
) -> None:
    send(officer, town)
    client.login("thutruong")
    first = client.page(PAGE)
    rows = [" ".join("".join(tr.itertext()).split()) for tr in first.all("tr")]
    assert "Dưới mốc" in rows[1]
    assert "Nguồn thu dồn vào quý IV." in rows[1]
    assert "1.190 (ước)" in rows[1]
    assert "Duyệt và nộp" in first.text()
    assert not first.all("select")
    client.post_form(f"{PAGE}/buoc/tra-lai", {"ly_do": "Xem lại."}, page=PAGE)
    client.login("canbo")
    send(client, town, **{f"kq-{town.thu}": "1.240"})
    client.login("thutruong")
    second = client.page(PAGE).text()
    assert "Thay đổi so với bản 1 1 chỗ" in second
    assert "1.240, trước đó ước 1.190" in second


def test_a_return_without_a_reason_is_refused(client: TownClient, officer: TownClient, town: Town) -> None:
    send(officer, town)
    client.login("thutruong")
    answer = client.post_form(f"{PAGE}/buoc/tra-lai", {"ly_do": " "}, page=PAGE)
    assert answer.status_code == 422
    assert town.ho_so().state is State.CHO_DUYET


def test_contents_open_to_the_town_when_the_head_has_approved(
    client: TownClient, officer: TownClient, town: Town
) -> None:
    send(officer, town)
    for reader in ("thuongtruc", "chutich"):
        client.login(reader)
        assert "Đơn vị chưa nộp" in client.page(PAGE).text()
        assert client.get(f"{PAGE}.docx").status_code == 404
    for stranger in ("nguoi-la", "quantri"):
        client.login(stranger)
        assert client.get(PAGE).status_code == 404
        assert client.get(f"{PAGE}.html").status_code == 404
    approve(client, ("thutruong", "duyet"))
    for reader in ("thuongtruc", "chutich"):
        client.login(reader)
        assert "Nguồn thu dồn vào quý IV." in client.page(PAGE).text()
        assert client.get(f"{PAGE}.html").status_code == 200
    approve(client, ("thuongtruc", "yeu-cau-bo-sung"))
    assert town.ho_so().state is State.YEU_CAU_BO_SUNG
    client.login("canbo")
    assert "Bổ sung số liệu." in client.page(PAGE).text()


def test_nobody_but_the_officer_saves(client: TownClient, officer: TownClient, town: Town) -> None:
    lock = hidden(officer)
    for other, status in (("thutruong", 403), ("thuongtruc", 403), ("nguoi-la", 404), ("quantri", 404)):
        client.login(other)
        data = {**lock, "csrf_token": client.token(), "noi_bat": "Chen vào."}
        assert client.post(PAGE, data=data).status_code == status, other
        assert client.post(f"{PAGE}/buoc/trinh", data=data).status_code == status, other
        assert client.patch(f"{PAGE}/chi-tieu/{town.thu}", data=data).status_code == status, other
    assert held(town) == NoiDungBaoCao()


def test_a_report_at_the_head_takes_no_more(client: TownClient, officer: TownClient, town: Town) -> None:
    late = {**hidden(officer), **town.answers(noi_bat="Gõ muộn.")}
    send(officer, town)
    answer = officer.post(PAGE, data={**late, "khoa_gui": "khac"})
    assert answer.status_code == 409
    assert "Chờ thủ trưởng duyệt" in answer.get_data(as_text=True)
    assert held(town).noi_bat == "Chỉnh trang 1,2 km vỉa hè ở buôn Rơ Ô."


def test_without_a_registration_the_page_says_why_and_what_to_do(client: TownClient, bare_town: Town) -> None:
    client.login("canbo")
    page = client.page(PAGE)
    assert "chưa có bản đăng ký thi đua nào" in page.text()
    assert any(a.get("href") == "/2023/dang-ky/phuong-cheo-reo" for a in page.all("a"))
    client.post_form(PAGE, {f"kq-{bare_town.thu}": "1.300"})
    assert "Chưa có mức đăng ký" in row_text(client.page(PAGE), bare_town.thu)


def test_tong_ket_is_the_same_stage_with_the_years_columns(
    client: TownClient, officer: TownClient, town: Town, clock: TownClock
) -> None:
    send(officer, town)
    year_page = "/2023/bao-cao/tong-ket/phuong-cheo-reo"
    clock.advance(timedelta(days=150))
    client.login("canbo")
    page = client.page(year_page)
    row = row_text(page, town.thu)
    assert "1.190 (ước)" in row
    assert page.by_id(f"kq-{town.thu}").get("value") == ""
    heads = [" ".join("".join(th.itertext()).split()) for th in page.all("th") if th.get("scope") == "col"]
    assert "Sơ kết" in heads
    assert not any(head.startswith("Mốc") for head in heads)
    client.post_form(year_page, {f"kq-{town.thu}": "2.500", f"kq-{town.tai_nan}": "4"})
    judged = client.page(year_page)
    assert "Hoàn thành102% đăng ký" in row_text(judged, town.thu)
    assert "Chưa hoàn thành" in row_text(judged, town.tai_nan)
    assert held(town).result_of(town.thu).gia_tri is None


def test_the_number_of_statements_does_not_grow_with_the_targets(
    officer: TownClient, town: Town, session: Session
) -> None:
    few = statements(officer, session)
    with acting(session):
        more = [builders.target(session, town.nam_id, town.unit, f"Chỉ tiêu thêm {n}") for n in range(8)]
        ho_so = town.ho_so("dang_ky")
        clerk = builders.person_of(session, "thuongtruc")
        hoso_actions.move(session, clerk, ho_so, "dieu_chinh", at=MARCH, reason="Thêm chỉ tiêu.")
        version = session.get_one(PhienBan, ho_so.phien_ban_id)
        session.add_all(
            queries.DangKyChiTieu(phien_ban_id=version.id, chi_tieu_id=k, gia_tri=Decimal(5)) for k in more
        )
        session.flush()
        for name, step in (("canbo", "trinh"), ("thutruong", "duyet"), ("thuongtruc", "tiep_nhan")):
            hoso_actions.move(session, builders.person_of(session, name), ho_so, step, at=MARCH)
    assert statements(officer, session) == few
    assert len([t for t in officer.page(PAGE).all("tbody") if (t.get("id") or "").startswith("ct")]) == 13


def statements(client: TownClient, session: Session) -> int:
    session.rollback()
    engine = session.get_bind()
    seen: list[str] = []

    def count(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        client.page(PAGE)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(seen)


def test_the_town_sees_only_an_approved_registration(bare_town: Town) -> None:
    town = bare_town
    with acting(town.session):
        register(town, {town.thu: "2400"}, approve=False)
    own = queries.frame(town.session, town.ho_so(), KyBaoCao.SO_KET)
    others = queries.frame(town.session, town.ho_so(), KyBaoCao.SO_KET, own_unit=False)
    assert (own.nguon_so, others.nguon_so) == (1, None)


def test_the_standing_body_pins_its_request_to_fields(
    client: TownClient, officer: TownClient, town: Town
) -> None:
    send(officer, town)
    approve(client, ("thutruong", "duyet"))
    client.login("thuongtruc")
    page = client.page(PAGE)
    offered = {each.get("value") for each in page.all("input") if each.get("name") == "ghim"}
    assert {f"kq-{town.thu}", f"ptkq-{town.phong_trao}", "khkq-1", "noi_bat", "tep", "ngay_chot"} <= offered
    data = {"ly_do": "Bổ sung số liệu giao quân.", "ghim": f"kq-{town.giao_quan}"}
    assert client.post_form(f"{PAGE}/buoc/yeu-cau-bo-sung", data, page=PAGE).status_code == 303
    client.login("canbo")
    assert "Cần sửa" in row_text(client.page(PAGE), town.giao_quan)


# --- the paper


def test_the_paper_is_offered_as_a_file_and_a_sheet(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.answers())
    answer = officer.get(f"{PAGE}.docx")
    assert answer.status_code == 200
    assert [each for each in check(answer.data) if each.level == "error"] == []
    assert "bao-cao-so-ket-2023-phuong-cheo-reo.docx" in answer.headers["Content-Disposition"]
    text = officer.page(f"{PAGE}.html").text()
    for words in ("BÁO CÁO", "Kính gửi:", "1.190 (ước)", "(Số liệu, họ tên là dữ liệu mẫu)", "Rcom Sa"):
        assert words in text


def test_a_source_opens_the_version_it_names(client: TownClient, session: Session) -> None:
    first = builders.town(session, 2)[0]
    builders.send(session, first, "so_ket", builders.EARLY)
    session.commit()
    client.login("thuongtruc")
    page = client.page("/2023/bao-cao/so-ket/don-vi-1?phien-ban=1")
    assert "Đang xem bản 1." in page.text()
    assert not [form for form in page.forms() if "/buoc/" in (form.get("action") or "")]
    assert client.get("/2023/bao-cao/so-ket/don-vi-1?phien-ban=2").status_code == 404
