"""The pages of the giao ước's chain through the one test client."""

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import TownClock
from tests.giaouoc import town as the
from tests.giaouoc.town import PAGE
from tests.town_client import Page, TownClient
from thidua.core.pledge import TrangThai
from thidua.db.base import writing
from thidua.giaouoc.actions.soan import open_pledge
from thidua.giaouoc.models import BanGiaoUoc, BanNhapGiaoUoc, GiaoUoc, LoiVanGiaoUoc, ThongBao, YKienGiaoUoc
from thidua.vanban.check import check
from thidua.web.database import db

LONG = "Nâng cao chất lượng phong trào. "


def state(session: Session) -> TrangThai:
    session.rollback()
    return session.scalars(select(GiaoUoc.trang_thai)).one()


def typed(page: Page) -> dict[str, object]:
    """What a browser would send back of the form of the text."""
    form = page.by_id("don-giao-uoc")
    sent: dict[str, object] = {}
    for control in form.iter():
        name = control.get("name")
        if not name:
            continue
        if control.tag == "textarea":
            sent[name] = "".join(control.itertext())
        elif control.get("type") == "checkbox":
            if control.get("checked") is not None:
                held = sent.setdefault(name, [])
                assert isinstance(held, list)
                held.append(control.get("value"))
        elif control.tag == "input":
            sent[name] = control.get("value", "")
    return sent


def lines(session: Session, muc: str) -> list[str]:
    session.rollback()
    newest = select(func.max(BanGiaoUoc.id)).scalar_subquery()
    query = select(LoiVanGiaoUoc.noi_dung).where(LoiVanGiaoUoc.muc == muc)
    return list(
        session.scalars(query.where(LoiVanGiaoUoc.ban_giao_uoc_id == newest).order_by(LoiVanGiaoUoc.thu_tu))
    )


def test_from_opening_to_signing_without_a_script(session: Session, client: TownClient) -> None:
    the.town(session)
    client.login("canbo.don-vi-1")
    assert "Mở giao ước" in client.page(PAGE).text()
    assert client.post_form(PAGE + "/buoc/mo", page=PAGE).status_code == 303
    page = client.page(PAGE)
    sent = typed(page)
    assert "2.500" in page.text()
    sent["muc_tieu"] = "- Về đích sớm\n\n+ Vượt mức\n"
    sent["ngay_ky_ket"], sent["dia_diem"] = "12/4", "Hội trường Đơn vị số 1"
    assert client.post(PAGE, data=sent).status_code == 303
    assert lines(session, "muc_tieu") == ["Về đích sớm", "Vượt mức"]
    sent = typed(client.page(PAGE))
    assert sent["ngay_ky_ket"] == "12/4/2023"
    assert client.post(PAGE + "/buoc/gui-lay-y-kien", data=sent).status_code == 303
    assert state(session) is TrangThai.LAY_Y_KIEN
    for n in (1, 2, 3):
        client.login(f"thutruong.don-vi-{n}")
        assert "Trả lời ý kiến về bản giao ước" in client.page("/2023/phe-duyet/").text()
        shown = client.page("/2023/giao-uoc/").text()
        assert "Trả lời ý kiến về bản giao ước" in shown
        assert "Phê duyệt 1 việc đang chờ" in shown
        assert client.post_form(PAGE + "/buoc/dong-y").status_code == 303
        shown = client.page("/2023/giao-uoc/").text()
        assert "Trả lời ý kiến về bản giao ước" not in shown
        assert "việc đang chờ" not in shown
    client.login("canbo.don-vi-1")
    assert "Giao ước 1 việc đang chờ" in client.page(PAGE).text()
    assert "Đã đồng ý 3/3 đơn vị" in client.page(PAGE).text()
    assert client.post_form(PAGE + "/buoc/thong-nhat").status_code == 303
    assert client.post_form(PAGE + "/buoc/dua-ra-ky-ket").status_code == 303
    assert state(session) is TrangThai.DANG_KY_KET
    code = session.scalars(select(BanGiaoUoc.ma)).one()
    assert code
    assert code in client.page(PAGE).text()
    paper = client.get(PAGE + ".docx")
    assert paper.status_code == 200
    assert [one for one in check(paper.data) if one.level == "error"] == []
    assert code in client.page(PAGE + ".html").text()
    both = client.get(PAGE + ".docx?kem=bang-chung")
    assert [one for one in check(both.data) if one.level == "error"] == []
    assert "bang-chung" in both.headers["Content-Disposition"]
    assert "Phiếu bằng chứng" in client.page(PAGE + ".html?kem=bang-chung").text()
    assert client.get(PAGE + ".docx").data == paper.data


def test_a_change_is_asked_and_the_text_begins_anew(session: Session, client: TownClient) -> None:
    the.town(session)
    the.begin(session)
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    client.login("thutruong.don-vi-2")
    step = PAGE + "/buoc/de-nghi-sua"
    assert client.post_form(step, {"ly_do": "  "}).status_code == 422
    assert client.post_form(step, {"ly_do": "Bỏ câu cuối", "cho_sua": "hoat_dong"}).status_code == 303
    assert "Hoạt động của cụm, khối: Bỏ câu cuối" in client.page(PAGE).text()
    client.login("canbo.don-vi-1")
    assert "Có đơn vị đề nghị sửa bản giao ước" in client.page("/2023/giao-uoc/").text()
    assert client.post_form(PAGE + "/buoc/soan-lai", {"ly_do": "Tiếp thu"}).status_code == 303
    sent = typed(client.page(PAGE))
    sent["hoat_dong"] = "Họp mỗi quý một lần."
    assert client.post(PAGE + "/buoc/gui-lay-y-kien", data=sent).status_code == 303
    client.login("thutruong.don-vi-2")
    changed = client.page(PAGE)
    page = changed.text()
    assert "Khác bản trước (1 chỗ)" in page
    words = {tag: " ".join("".join(each.itertext()) for each in changed.all(tag)) for tag in ("del", "ins")}
    assert "Họp cụm mỗi quý" in words["del"]
    assert "Họp mỗi quý một lần." in words["ins"]
    # Who agreed to this version is shown what changed since then, over a version never answered.
    the.opine(session, "thutruong.don-vi-2")
    for text in ("Họp hai lần.", "Họp ba lần."):
        the.move(session, "canbo.don-vi-1", "soan_lai", reason="Rà soát")
        session.rollback()
        client.login("canbo.don-vi-1")
        client.post(PAGE + "/buoc/gui-lay-y-kien", data={**typed(client.page(PAGE)), "hoat_dong": text})
    client.login("thutruong.don-vi-2")
    assert "Khác bản 2 đã đồng ý (1 chỗ)" in client.page(PAGE).text()
    client.login("thutruong.don-vi-3")
    assert "Khác bản trước (1 chỗ)" in client.page(PAGE).text()
    assert "Bản giao ước đang được soạn lại" not in page


def test_two_heads_on_two_texts_the_older_answer_waits(session: Session, client: TownClient) -> None:
    the.town(session)
    the.begin(session)
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    client.login("thutruong.don-vi-2")
    page = client.page(PAGE)
    old = page.hidden(page.form_for(PAGE + "/buoc/de-nghi-sua"))
    the.move(session, "canbo.don-vi-1", "soan_lai", reason="Thêm ý")
    session.rollback()
    client.login("canbo.don-vi-1")
    sent = typed(client.page(PAGE))
    sent["bien_phap"] = "Một biện pháp mới"
    client.post(PAGE + "/buoc/gui-lay-y-kien", data=sent)
    client.login("thutruong.don-vi-2")
    old["csrf_token"] = client.token()
    for step, words in (("dong-y", ""), ("de-nghi-sua", "Ghi rõ thời hạn")):
        answer = client.post(f"{PAGE}/buoc/{step}", data={**old, "khoa_gui": step, "ly_do": words})
        shown = Page(answer.get_data(as_text=True)).text()
        assert answer.status_code == 409
        assert "Nội dung vừa đọc là bản 1, nay đã có bản 2" in shown
        assert "Một biện pháp mới" in shown
        assert words in shown
    session.rollback()
    assert session.scalar(select(func.count()).select_from(YKienGiaoUoc)) == 0


def test_who_sees_what(session: Session, client: TownClient) -> None:
    the.town(session)
    the.begin(session)
    for who, reads in (("thuongtruc", True), ("chutich", True), ("canbo.don-vi-2", False)):
        client.login(who)
        shown = client.page(PAGE).text()
        assert ("BẢN GIAO ƯỚC THI ĐUA" in shown) is reads, who
        assert "Lưu nháp" not in shown
        assert client.get(PAGE + ".docx").status_code == (200 if reads else 404)
        assert client.get(PAGE + "?ban=1").status_code == (200 if reads else 404)
    for who in ("canbo.don-vi-4", "xem", "quantri"):
        client.login(who)
        assert client.get(PAGE).status_code in (403, 404), who
        refused = client.post(PAGE + "/buoc/thong-nhat", data={"csrf_token": client.token()})
        assert refused.status_code in (403, 404), who
    client.login("thuongtruc")
    answer = client.post(PAGE, data={"csrf_token": client.token(), "muc_tieu": "khác"})
    assert answer.status_code == 403
    assert lines(session, "muc_tieu") != ["khác"]


def test_a_stale_form_shows_both_texts_and_loses_nothing(session: Session, client: TownClient) -> None:
    the.town(session)
    the.begin(session)
    client.login("canbo.don-vi-1")
    sent = typed(client.page(PAGE))
    client.post(PAGE, data={**sent, "khoa_gui": "một", "khau_hieu": "Của người trước"})
    answer = client.post(PAGE, data={**sent, "khoa_gui": "hai", "khau_hieu": "Của người sau"})
    shown = Page(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert "Của người trước" in shown.text()
    assert shown.by_id("khau_hieu").text.strip() == "Của người sau"  # type: ignore[union-attr]
    assert lines(session, "khau_hieu") == ["Của người trước"]
    assert client.post(PAGE, data={**sent, "khoa_gui": "một", "khau_hieu": "Gửi hai lần"}).status_code == 303
    assert lines(session, "khau_hieu") == ["Của người trước"]


def test_an_older_draft_is_shown_beside_the_text_and_restored(
    session: Session, client: TownClient, clock: TownClock
) -> None:
    the.town(session, 4)
    the.begin(session)
    client.login("canbo.don-vi-1")
    for number, words in enumerate(("Một", "Hai", "Ba")):
        sent = typed(client.page(PAGE))
        headers = {"X-Luu-Nhap": "1", "HX-Request": "true"} if words == "Ba" else {}
        key = {"khoa_gui": words, "muc_tieu": words, "dia_diem": f"Phòng {number}"}
        assert client.post(PAGE, data={**sent, **key}, headers=headers).status_code in (200, 303)
    # What the browser saved by itself within the minute took the place of the draft before it.
    assert "Các lần lưu (2)" in client.page(PAGE).text()
    session.rollback()
    first = session.scalars(select(BanNhapGiaoUoc.id).order_by(BanNhapGiaoUoc.id)).first()
    address = f"{PAGE}/ban-nhap/{first}"
    shown = client.page(address)
    assert "Khác với bản đang lưu (2 chỗ)" in shown.text()
    assert shown.form_for(address + "/khoi-phuc") is not None
    stale = {**shown.hidden(shown.form_for(address + "/khoi-phuc")), "row_version": "1", "khoa_gui": "cũ"}
    assert client.post(address + "/khoi-phuc", data=stale).status_code == 409
    assert lines(session, "muc_tieu") == ["Ba"]
    assert client.post_form(address + "/khoi-phuc", page=address).status_code == 303
    assert lines(session, "muc_tieu") == ["Một"]
    assert "Các lần lưu (3)" in client.page(PAGE).text()
    client.login("canbo.don-vi-2")
    assert client.get(address).status_code == 404
    client.login("thuongtruc")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ngay_ky_ket", "31/2/2023", ""),
        ("ngay_ky_ket", "hôm nào đó", ""),
        ("dia_diem", "a" * 256, "255"),
        ("muc_tieu", "a" * 100_001, "100.000"),
    ],
)
def test_what_cannot_be_read_comes_back_as_typed(
    session: Session, client: TownClient, name: str, value: str, words: str
) -> None:
    the.town(session, 4)
    the.begin(session)
    client.login("canbo.don-vi-1")
    sent = typed(client.page(PAGE))
    answer = client.post(PAGE, data={**sent, name: value, "khau_hieu": "Giữ lại"})
    shown = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert words in shown.text()
    assert lines(session, "khau_hieu") == ["Giữ lại"]
    again = client.page(PAGE).by_id(name)
    assert (again.get("value") or (again.text or "").strip()) == value
    assert again.get("aria-invalid") == "true"


def test_text_of_every_kind_survives(session: Session, client: TownClient) -> None:
    the.town(session, 4)
    the.begin(session)
    client.login("canbo.don-vi-1")
    sent = typed(client.page(PAGE))
    sent["muc_tieu"] = "H'Lan, Đắk, Ia Rbol\x07 “ngoặc” <b>"
    sent["kinh_te"] = (LONG * 4000)[:100_000].strip()
    sent["khau_hieu"] = "Thi đua yêu nước"
    assert client.post(PAGE, data=sent).status_code == 303
    assert lines(session, "muc_tieu") == ["H'Lan, Đắk, Ia Rbol “ngoặc” <b>"]
    assert lines(session, "khau_hieu") == ["Thi đua yêu nước"]
    assert client.get(PAGE + ".docx").status_code == 200


def test_the_text_is_not_laid_before_members_with_holes(session: Session, client: TownClient) -> None:
    units = the.town(session, 4)
    the.begin(session)
    client.login("canbo.don-vi-1")
    sent = typed(client.page(PAGE))
    sent |= {"muc_tieu": "", "chi_tieu_chung": "", "chon": [], f"dai_dien-{units[1].id}": ""}
    answer = client.post(PAGE + "/buoc/gui-lay-y-kien", data=sent)
    shown = Page(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Còn 3 chỗ cần sửa" in shown.text()
    assert "Ghi tên và chức vụ người sẽ ký thay mặt đơn vị." in shown.text()
    assert state(session) is TrangThai.SOAN_THAO
    assert lines(session, "muc_tieu") == []
    session.rollback()
    assert session.scalar(select(func.count()).select_from(BanNhapGiaoUoc)) == 1


def test_autosave_answers_its_stamp(session: Session, client: TownClient) -> None:
    the.town(session, 4)
    the.begin(session)
    client.login("canbo.don-vi-1")
    sent = typed(client.page(PAGE))
    sent["khau_hieu"] = "Tự lưu"
    headers = {"HX-Request": "true", "X-Luu-Nhap": "1"}
    answer = client.post(PAGE, data=sent, headers=headers)
    assert answer.status_code == 200
    assert "Đã lưu nháp lúc" in answer.get_data(as_text=True)
    assert lines(session, "khau_hieu") == ["Tự lưu"]
    assert client.post(PAGE, data=sent, headers=headers).status_code == 409


def test_a_notice_stays_until_the_unit_says_it_knows(session: Session, client: TownClient) -> None:
    units = the.town(session)
    the.to_signing(session)
    the.sign(session, "canbo.don-vi-2", units[1])
    the.move(session, "canbo.don-vi-1", "sua_doi", reason="Sửa một dòng")
    session.rollback()
    notice = session.scalars(select(ThongBao)).one()
    client.login("canbo.don-vi-3")
    address = f"/2023/giao-uoc/thong-bao/{notice.id}"
    assert client.post(address, data={"csrf_token": client.token()}).status_code == 404
    client.login("canbo.don-vi-2")
    assert "chữ ký trên bản cũ hết giá trị" in client.page("/2023/giao-uoc/").text()
    assert client.post_form(address, page="/2023/giao-uoc/").status_code == 303
    assert "chữ ký trên bản cũ hết giá trị" not in client.page("/2023/giao-uoc/").text()


def test_a_code_leads_to_the_text_and_its_state(session: Session, client: TownClient) -> None:
    units = the.town(session)
    the.to_signing(session)
    session.rollback()
    code = session.scalars(select(BanGiaoUoc.ma)).one() or ""
    client.login("thutruong.don-vi-3")
    found = client.get("/kiem-tra/", query_string={"ma": code.lower().replace("-", " ")})
    assert (found.status_code, found.headers["Location"]) == (302, f"/kiem-tra/{code}")
    shown = client.page(f"/kiem-tra/{code}").text()
    assert "đang ký kết" in shown
    assert "BẢN GIAO ƯỚC THI ĐUA" in shown
    client.login("canbo.don-vi-4")
    shown = client.page(f"/kiem-tra/{code}").text()
    assert "Nội dung chỉ mở cho các đơn vị trong cụm, khối" in shown
    assert "BẢN GIAO ƯỚC THI ĐUA" not in shown
    for unit in units[:3]:
        the.sign(session, f"canbo.{unit.code}", unit)
    the.move(session, "canbo.don-vi-1", "hieu_luc")
    session.commit()
    assert "Có hiệu lực" in client.page(f"/kiem-tra/{code}").text()
    the.move(session, "canbo.don-vi-1", "sua_doi", reason="Sửa một dòng")
    session.commit()
    shown = client.page(f"/kiem-tra/{code}").text()
    assert "Đã được thay thế" in shown
    assert "Sửa một dòng" not in shown
    assert client.get("/kiem-tra/GU-2222-2222").status_code == 404
    assert client.get("/kiem-tra/", query_string={"ma": "abc"}).status_code == 422


def statements(client: TownClient, path: str) -> int:
    seen: list[str] = []

    def note(*facts: object) -> None:
        seen.append(str(facts[2]))

    with client.application.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    client.page(path)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_a_page_asks_as_much_for_few_members_as_for_many(session: Session, client: TownClient) -> None:
    the.town(session, 7)
    the.begin(session)
    with writing(session):
        open_pledge(session, builders.person_of(session, "canbo.don-vi-5"), 2023, "khoi-hai", at=the.APRIL)
    client.login("thuongtruc")
    client.page(PAGE)
    assert statements(client, PAGE) == statements(client, "/2023/giao-uoc/khoi-hai")
    with_both = statements(client, "/2023/giao-uoc/")
    client.login("canbo.don-vi-1")
    assert statements(client, "/2023/giao-uoc/") <= with_both + 2
