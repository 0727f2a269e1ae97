"""The pages of the consolidation, as the thường trực, the leaders and everybody else meet them."""

import re
import unicodedata
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.kept_towns import Builder
from tests.tonghop import town as small_town
from tests.tonghop.town import AT, HAI, MOT, NAMES, Town
from tests.town_client import Page, TownClient
from thidua.core.calendar import KyBaoCao
from thidua.nhatky.models import NhatKy
from thidua.tonghop import actions, queries
from thidua.tonghop.models import CauTrich, ChiTieuThiXa, LoiVanTongHop, TongHop
from thidua.vanban.check import check

PAGE = "/2023/tong-hop/so-ket"
ECONOMY = f"{PAGE}?muc=II.2.a"


@pytest.fixture
def town(built_once: Builder) -> Town:
    return built_once(small_town.build)


def keys(page: Page) -> list[str]:
    """The sentences on the page in order."""
    return [each.get("value", "") for each in page.all("input") if each.get("name") == "cau"]


def send(client: TownClient, path: str = ECONOMY, **data: object) -> TestResponse:
    """Post the section's form as the browser would, with what is ticked already."""
    page = client.page(path)
    form = page.form_for(PAGE)
    shown = [each.get("value") for each in form.iter("input") if each.get("name") == "hien"]
    texts = {each.get("name"): (each.text or "").lstrip("\n") for each in form.iter("textarea")}
    body = {**page.hidden(form), **texts, "hien": shown, **data}
    return client.post(path, data=body)


def picked(session: Session) -> list[tuple[str, str]]:
    rows = session.scalars(select(CauTrich).order_by(CauTrich.muc, CauTrich.thu_tu))
    return [(row.muc, row.noi_dung) for row in rows]


def test_the_page_shows_outline_sentences_and_preview(client: TownClient, town: Town) -> None:
    client.login("thuongtruc")
    page = client.page(ECONOMY)
    assert [page.by_id(name).tag for name in ("de-cuong", "doan", "khay")] == ["nav", "section", "aside"]
    assert "3/4 đơn vị có báo cáo đã tiếp nhận" in page.text()
    assert len(keys(page)) == 3
    assert "Phường Một làm 1.250 m đường." in page.text()
    hrefs = {each.get("href") for each in page.all("a")}
    assert f"/2023/bao-cao/so-ket/{MOT}?phien-ban=1" in hrefs
    assert f"{PAGE}/nguon#cum-a" in hrefs
    assert f"{PAGE}.docx?ban=nv" in hrefs


def test_reading_writes_nothing(client: TownClient, town: Town, session: Session) -> None:
    client.login("thuongtruc")
    client.page(PAGE)
    assert session.scalars(select(TongHop)).all() == []


def test_ticked_sentences_and_own_text_enter_the_paper(
    client: TownClient, town: Town, session: Session
) -> None:
    client.login("thuongtruc")
    first, second, _ = keys(client.page(ECONOMY))
    answer = send(client, cau=[second, first], loi_van="Kinh tế giữ đà.\n- Thu đạt 1.250 triệu đồng.")
    assert answer.status_code == 303
    assert answer.location.endswith("#doan")
    assert [text for _, text in picked(session)] == [
        "Vận động 12 hộ hiến đất; TX. Ayun Pa biểu dương.",
        "Phường Một làm 1.250 m đường.",
    ]
    shown = client.page(ECONOMY).by_id("xem-truoc")
    text = " ".join(" ".join(shown.itertext()).split())
    assert "Kinh tế giữ đà." in text
    assert f"- {NAMES[MOT]}: Vận động 12 hộ hiến đất" in text
    lines = session.scalars(select(NhatKy.viec).where(NhatKy.doi_tuong == "tong_hop")).all()
    assert {"mo_tong_hop", "luu_tong_hop", "chon_cau"} <= set(lines)


def test_sentences_are_moved_reworded_and_taken_out(client: TownClient, town: Town, session: Session) -> None:
    client.login("thuongtruc")
    first, second, third = keys(client.page(ECONOMY))
    send(client, cau=[first, second, third])
    send(client, cau=[first, second, third], len=third)
    order = keys(client.page(ECONOMY))
    assert order == [first, third, second]
    send(client, cau=order, xuong=first)
    assert keys(client.page(ECONOMY)) == [third, first, second]
    send(client, cau=[third, first], **{f"sua-{first}": "Phường Một làm xong 1.250 m đường bê tông."})
    assert [text for _, text in picked(session)] == [
        "Hoàn thành sắp xếp hồ sơ lưu trữ.",
        "Phường Một làm xong 1.250 m đường bê tông.",
    ]
    send(client, cau=[third, first], **{f"sua-{first}": "  "})
    assert picked(session)[1][1] == "Phường Một làm 1.250 m đường."


def test_a_filter_never_drops_what_it_hides(client: TownClient, town: Town, session: Session) -> None:
    client.login("thuongtruc")
    first, second, third = keys(client.page(ECONOMY))
    filtered = f"{ECONOMY}&q=hien%20dat"
    assert keys(client.page(filtered)) == [second]
    send(client, filtered, cau=[second])
    send(client, cau=[second, third])
    assert len(picked(session)) == 2
    assert keys(client.page(f"{ECONOMY}&so=1")) == [second, third, first]


def test_a_changed_report_marks_the_sentence_as_old(client: TownClient, town: Town, session: Session) -> None:
    client.login("thuongtruc")
    first = keys(client.page(ECONOMY))[0]
    send(client, cau=[first])
    at = AT
    small_town.hoso.move(
        session, town.thuong_truc, town.ho_so(MOT, "so_ket"), "dieu_chinh", at=at, reason="Sai số liệu"
    )
    town.send(MOT, "so_ket", at)
    page = client.page(ECONOMY)
    assert "Đơn vị đã có bản mới hơn" in page.text()
    assert "Phường Một làm 1.250 m đường." in " ".join(page.by_id("xem-truoc").itertext())


def test_without_the_function_there_is_no_page(client: TownClient, town: Town) -> None:
    for account in (f"canbo.{MOT}", f"thutruong.{MOT}", "hoidong", "xem", "quantri"):
        client.login(account)
        for path in (PAGE, f"{PAGE}.docx", f"{PAGE}.html", f"{PAGE}/so-lieu", f"{PAGE}/nguon"):
            assert client.get(path).status_code == 403, (account, path)
        client.logout()
    assert client.get(PAGE).status_code == 302


def test_the_chairman_reads_and_does_not_write(client: TownClient, town: Town, session: Session) -> None:
    client.login("chutich")
    page = client.page(ECONOMY)
    assert not [form for form in page.forms() if form.get("action", "").startswith(PAGE)]
    answer = client.post(PAGE, data={"csrf_token": client.token(), "muc": "I.1", "loi_van": "x"})
    assert answer.status_code == 403
    answer = client.post(f"{PAGE}/so-lieu", data={"csrf_token": client.token()})
    assert answer.status_code == 403
    assert session.scalars(select(TongHop)).all() == []
    client.page(f"{PAGE}/so-lieu")


def test_another_year_or_section_is_not_there(client: TownClient, town: Town) -> None:
    client.login("thuongtruc")
    assert client.get("/2031/tong-hop/so-ket").status_code == 404
    assert client.get(f"{PAGE}?muc=IX.9").status_code == 404
    assert client.post(PAGE, data={"csrf_token": client.token(), "muc": "IX"}).status_code == 404


def test_an_old_form_shows_both_texts_and_loses_nothing(
    client: TownClient, town: Town, session: Session
) -> None:
    client.login("thuongtruc")
    old = client.page(ECONOMY)
    stale = old.hidden(old.form_for(PAGE))
    send(client, loi_van="Bản của người kia.")
    answer = client.post(ECONOMY, data={**stale, "loi_van": "Bản của tôi."})
    assert answer.status_code == 409
    page = Page(answer.get_data(as_text=True))
    assert "Bản của người kia." in page.text()
    assert (page.by_id("loi_van").text or "").strip() == "Bản của tôi."
    again = page.hidden(page.form_for(PAGE))
    assert client.post(ECONOMY, data={**again, "loi_van": "Bản của tôi."}).status_code == 303
    assert session.scalars(select(LoiVanTongHop.noi_dung)).all() == ["Bản của tôi."]


def test_sending_twice_counts_once(client: TownClient, town: Town, session: Session) -> None:
    client.login("thuongtruc")
    page = client.page(ECONOMY)
    body = {**page.hidden(page.form_for(PAGE)), "loi_van": "Một lần."}
    assert client.post(ECONOMY, data=body).status_code == 303
    assert client.post(ECONOMY, data=body).status_code == 303
    assert session.scalars(select(TongHop.row_version)).one() >= 1


def test_long_and_odd_texts(client: TownClient, town: Town, session: Session) -> None:
    client.login("thuongtruc")
    odd = unicodedata.normalize("NFD", "H'Lan ở Đắk; Ia Rbol") + "\x00\u200b"
    assert send(client, loi_van=odd).status_code == 303
    assert session.scalars(select(LoiVanTongHop.noi_dung)).all() == ["H'Lan ở Đắk; Ia Rbol"]
    assert send(client, loi_van="x" * 100_000).status_code == 303
    answer = send(client, loi_van="y" * 100_001)
    assert answer.status_code == 422
    page = Page(answer.get_data(as_text=True))
    assert (page.by_id("loi_van").text or "").strip() == "y" * 100_001
    assert "nhiều nhất là 100.000" in page.text()


def figures(client: TownClient, **data: str) -> TestResponse:
    page = client.page(f"{PAGE}/so-lieu")
    form = page.form_for(f"{PAGE}/so-lieu")
    fields = {
        str(each.get("name")): each.get("value", "")
        for each in form.iter("input")
        if each.get("name") and each.get("type") != "checkbox"
    }
    return client.post(f"{PAGE}/so-lieu", data={**fields, **data})


def test_the_offices_figures_are_typed_the_vietnamese_way(
    client: TownClient, town: Town, session: Session
) -> None:
    client.login("truongphong")
    answer = figures(
        client,
        **{
            "chot_den": "15/6",
            "dong-0-ten": "Thu ngân sách",
            "dong-0-don_vi_tinh": "triệu đồng",
            "dong-0-cung_ky": "1.250",
            "dong-0-ke_hoach": "1 250",
            "dong-0-thuc_hien": "97,5%",
            "dong-1-ten": "Giao quân",
            "dong-1-chinh_thuc": "y",
            "phong_trao-0-ket_qua": "Đạt 02 tiêu chí",
        },
    )
    assert answer.status_code == 303
    rows = session.scalars(select(ChiTieuThiXa).order_by(ChiTieuThiXa.thu_tu)).all()
    assert [(r.ten, str(r.cung_ky), str(r.ke_hoach), str(r.thuc_hien), r.la_uoc) for r in rows] == [
        ("Thu ngân sách", "1250", "1250", "97.5", True),
        ("Giao quân", "None", "None", "None", False),
    ]
    page = client.page(f"{PAGE}/so-lieu")
    assert page.by_id("dong-0-thuc_hien").get("value") == "97,5"
    assert page.by_id("chot_den").get("value") == "15/6/2023"
    sheet = " ".join(client.page(PAGE).by_id("xem-truoc").itertext())
    assert "Số liệu chốt đến ngày 15/6/2023" in sheet
    assert "Đạt 02 tiêu chí" in sheet


@pytest.mark.parametrize("typed", ["1,250", "hai mươi", "1,250.5", "\ud800x"])
def test_what_is_no_number_comes_back_as_typed(
    client: TownClient, town: Town, session: Session, typed: str
) -> None:
    client.login("thuongtruc")
    sent = typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    answer = figures(client, **{"dong-0-ten": "Thu", "dong-0-thuc_hien": sent, "dong-0-nguon": "Phòng"})
    assert answer.status_code == 422
    page = Page(answer.get_data(as_text=True))
    assert page.by_id("dong-0-thuc_hien").get("value") == sent
    assert page.by_id("dong-0-thuc_hien").get("aria-invalid") == "true"
    assert page.by_id("dong-0-nguon").get("value") == "Phòng"
    assert session.scalars(select(ChiTieuThiXa)).all() == []


def test_a_row_with_figures_needs_its_name(client: TownClient, town: Town) -> None:
    client.login("thuongtruc")
    answer = figures(client, **{"dong-2-thuc_hien": "5"})
    assert answer.status_code == 422
    assert "Điền tên chỉ tiêu" in answer.get_data(as_text=True)


@pytest.mark.parametrize("ban", ["nv", "ubnd"])
def test_the_files_of_the_page(client: TownClient, town: Town, ban: str) -> None:
    client.login("truongphong")
    answer = client.get(f"{PAGE}.docx?ban={ban}")
    assert answer.status_code == 200
    assert [f for f in check(answer.get_data()) if f.level == "error"] == []
    xml = ZipFile(BytesIO(answer.get_data())).read("word/document.xml").decode()
    assert ("TM. ỦY BAN NHÂN DÂN" in xml) is (ban == "ubnd")
    page = client.page(f"{PAGE}.html?ban={ban}")
    links = {each.get("href") for each in page.all("a")}
    assert f"/2023/bao-cao/so-ket/{MOT}?phien-ban=1" in links
    assert f"/2023/dang-ky/{HAI}?phien-ban=1" in links


def test_every_sum_leads_to_versions_with_approver_and_minute(client: TownClient, town: Town) -> None:
    client.login("chutich")
    page = client.page(f"{PAGE}/nguon")
    text = page.text()
    assert "43/BC-UBND" in text
    assert f"Thủ trưởng {MOT} duyệt 09:00 ngày 19/6/2023" in text
    sheet = load_workbook(BytesIO(client.get(f"{PAGE}/nguon.xlsx").data)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("43/BC-UBND" in row and f"Thủ trưởng {MOT}" in row for row in rows)
    anchors = re.findall(rf"{PAGE}/nguon#([\w-]+)", client.get(f"{PAGE}.html").get_data(as_text=True))
    assert {"cum-a", "khoi-b"} <= set(anchors)
    for anchor in anchors:
        page.by_id(anchor)


def test_tong_ket_is_composed_by_itself(client: TownClient, town: Town, session: Session) -> None:
    client.login("thuongtruc")
    one = actions.open_composition(session, town.thuong_truc, 2023, KyBaoCao.SO_KET, at=AT)
    actions.set_text(session, town.thuong_truc, one, "III", "Chỉ của sơ kết.", at=AT)
    page = client.page("/2023/tong-hop/tong-ket")
    assert "Chỉ của sơ kết." not in page.text()
    assert "TỔNG KẾT" in page.text().upper()
    assert queries.composition_row(session, town.nam_id, KyBaoCao.TONG_KET) is None


def test_htmx_gets_the_three_panes_alone(client: TownClient, town: Town) -> None:
    client.login("thuongtruc")
    page = client.page(ECONOMY)
    body = {**page.hidden(page.form_for(PAGE)), "cau": keys(page)[:1], "hien": keys(page), "loi_van": ""}
    answer = client.post(ECONOMY, data=body, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    fragment = Page(answer.get_data(as_text=True))
    assert not fragment.is_whole
    assert "Câu 1 trong mục" in fragment.text()
