"""The way of a registration: sent, approved or returned, received; who sees what; its paper."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import TownClock
from tests.dangky.conftest import PAGE, Town
from tests.town_client import Page, TownClient
from thidua.core.actor import Role
from thidua.core.calendar import TrangThaiNam
from thidua.core.targets import LoaiChiTieu
from thidua.dangky import actions, queries
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.namthidua import actions as year_actions
from thidua.namthidua.actions import CumKhoiMoi
from thidua.namthidua.models import NamThiDua
from thidua.vanban.check import check


def as_who(client: TownClient, account: str) -> TownClient:
    client.logout()
    client.login(account)
    return client


@pytest.fixture
def officer(client: TownClient, town: Town) -> TownClient:
    client.login("canbo")
    return client


@pytest.fixture
def sent(officer: TownClient, town: Town) -> TownClient:
    assert officer.post_form(f"{PAGE}/buoc/trinh", town.form()).status_code == 303
    return officer


@pytest.fixture
def submitted(sent: TownClient) -> TownClient:
    as_who(sent, "thutruong").post_form(f"{PAGE}/buoc/duyet")
    return sent


def errors_of(answer_text: str) -> dict[str, str]:
    summary = Page(answer_text).by_id("tom-loi")
    return {str(a.get("href")): "".join(a.itertext()) for a in summary.iter("a")}


# --- sending


def test_a_whole_registration_goes_to_the_head_and_is_sealed(sent: TownClient, town: Town) -> None:
    assert town.state() == "cho_duyet"
    version = town.view().phien_ban
    assert version is not None
    assert len(version.van_tay) == 64
    assert sent.get(PAGE).status_code == 200
    assert sent.post(PAGE, data={"csrf_token": sent.token(), "giai_phap": "muộn"}).status_code == 409
    assert town.contents().giai_phap == "Đối chiếu nợ thuế theo tháng."


def test_a_form_that_came_too_late_shows_what_was_typed(sent: TownClient, town: Town) -> None:
    answer = sent.post(PAGE, data={"csrf_token": sent.token(), "giai_phap": "Giải pháp gõ muộn"})
    assert "Giải pháp gõ muộn" in Page(answer.get_data(as_text=True)).text()


def test_sending_lists_everything_that_is_missing_and_keeps_what_was_typed(
    officer: TownClient, town: Town
) -> None:
    answer = officer.post_form(
        f"{PAGE}/buoc/trinh",
        {
            f"dk-{town.thu}": "2.400",
            f"dk-{town.bhyt}": "chín ba",
            "cn-1-chuc_vu": "Công chức",
            "giai_phap": " ",
        },
    )
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert set(errors_of(text)) == {
        f"#ly_do-{town.thu}",
        f"#dk-{town.bhyt}",
        f"#dk-{town.tai_nan}",
        f"#dk-{town.so_hoa}",
        f"#pt-{town.movements[0]}",
        "#cn-1-ten",
        "#cn-1-danh_hieu",
        "#giai_phap",
        "#ly_do_cham",
    }
    page = Page(text)
    for target in errors_of(text):
        assert page.by_id(target[1:]).tag in ("input", "textarea")
    assert (page.all("title")[0].text or "").startswith("Lỗi: ")
    assert town.state() == "nhap"
    assert town.contents().values[town.thu].gia_tri == Decimal(2400)


def test_a_half_filled_own_target_keeps_it_from_the_head(officer: TownClient, town: Town) -> None:
    answer = officer.post_form(
        f"{PAGE}/buoc/trinh", town.form(**{"dk-moi-1-ten": "Tuyến đường", "dk-moi-1": "2"})
    )
    assert answer.status_code == 422
    assert set(errors_of(answer.get_data(as_text=True))) == {"#dk-moi-1-dvt"}


def test_less_than_assigned_goes_with_its_reason(officer: TownClient, town: Town) -> None:
    form = town.form(**{f"dk-{town.tai_nan}": "4", f"ly_do-{town.tai_nan}": "Mở thêm tuyến quốc lộ"})
    assert officer.post_form(f"{PAGE}/buoc/trinh", form).status_code == 303
    assert town.state() == "cho_duyet"


def test_a_stale_form_is_not_sent(officer: TownClient, town: Town) -> None:
    page = officer.page(PAGE)
    stale = {**page.hidden(page.form_for(f"{PAGE}/buoc/trinh")), **town.form(giai_phap="Bản cũ")}
    officer.post_form(PAGE, town.form())
    answer = officer.post(f"{PAGE}/buoc/trinh", data=stale)
    assert answer.status_code == 409
    assert "Bản cũ" in Page(answer.get_data(as_text=True)).text()
    assert town.state() == "nhap"


def test_sending_twice_with_the_same_key_leads_to_the_same_page(officer: TownClient, town: Town) -> None:
    page = officer.page(PAGE)
    data = {**page.hidden(page.form_for(f"{PAGE}/buoc/trinh")), **town.form()}
    for _ in range(2):
        assert officer.post(f"{PAGE}/buoc/trinh", data=data).status_code == 303
    assert town.state() == "cho_duyet"


# --- the head


def test_the_head_reads_a_summary_and_approves(sent: TownClient, town: Town) -> None:
    page = as_who(sent, "thutruong").page(PAGE)
    assert page.all("h1")[0].text == "Duyệt bản đăng ký thi đua năm 2023"
    assert not [f for f in page.all("input") if f.get("name", "").startswith("dk-")]
    text = page.text()
    for words in ("4", "Sửa ba nhà tạm", "Rơ Ô Thuận", "Đối chiếu nợ thuế theo tháng."):
        assert words in text
    assert sent.post_form(f"{PAGE}/buoc/duyet").status_code == 303
    assert town.state() == "da_nop"


def test_the_head_returns_with_a_reason_pinned_to_a_section(sent: TownClient, town: Town) -> None:
    as_who(sent, "thutruong")
    refused = sent.post_form(f"{PAGE}/buoc/tra-lai", {"ly_do": " ", "ghim": "p2"})
    assert refused.status_code == 422
    assert "cần ghi lý do" in refused.get_data(as_text=True)
    assert (
        sent.post_form(f"{PAGE}/buoc/tra-lai", {"ly_do": "Xem lại BHYT", "ghim": ["p2", "x"]}).status_code
        == 303
    )
    assert town.state() == "tra_lai"
    page = as_who(sent, "canbo").page(PAGE)
    assert "Xem lại BHYT" in page.text()
    assert [a.get("href") for a in page.by_id("hoso-progress").iter("a")] == ["#p2"]
    assert page.by_id(f"dk-{town.bhyt}").get("value") == "93"


def test_the_head_sees_what_changed_since_the_last_sealed_version(sent: TownClient, town: Town) -> None:
    as_who(sent, "thutruong").post_form(f"{PAGE}/buoc/tra-lai", {"ly_do": "Nâng lên"})
    as_who(sent, "canbo").post_form(f"{PAGE}/buoc/trinh", town.form(**{f"dk-{town.bhyt}": "94"}))
    page = as_who(sent, "thutruong").page(PAGE)
    table = next(t for t in page.all("table") if "khac" in (t.get("class") or ""))
    rows = [[" ".join("".join(c.itertext()).split()) for c in tr] for tr in table.iter("tr")][1:]
    assert rows == [["Tham gia BHYT", "93", "94"]]


def test_who_drafted_does_not_approve(town: Town, client: TownClient) -> None:
    with writing(town.session):
        unit = town.session.get_one(DonVi, town.don_vi_id)
        builders.account(
            town.session, "kiemnhiem", Role.CAN_BO, Role.THU_TRUONG, don_vi=unit, ho_ten="Siu Thái"
        )
    client.login("kiemnhiem")
    client.post_form(f"{PAGE}/buoc/trinh", town.form())
    answer = client.post(f"{PAGE}/buoc/duyet", data={"csrf_token": client.token()})
    assert answer.status_code == 409
    assert town.state() == "cho_duyet"


@pytest.mark.parametrize("step", ["duyet", "tra-lai", "tiep-nhan", "gia-han"])
def test_a_step_of_another_role_is_refused(sent: TownClient, town: Town, step: str) -> None:
    answer = sent.post(f"{PAGE}/buoc/{step}", data={"csrf_token": sent.token(), "ly_do": "x"})
    assert answer.status_code == 403
    assert town.state() == "cho_duyet"


def test_a_step_that_does_not_exist_or_is_not_open_is_refused(sent: TownClient, town: Town) -> None:
    for step in ("khong-co", "de-nghi-dieu-chinh"):
        answer = sent.post(f"{PAGE}/buoc/{step}", data={"csrf_token": sent.token(), "ly_do": "x"})
        assert answer.status_code == 409


def test_the_officer_takes_it_back(sent: TownClient, town: Town) -> None:
    assert sent.post_form(f"{PAGE}/buoc/rut-lai").status_code == 303
    assert town.state() == "nhap"
    assert sent.page(PAGE).by_id("cn-1-ten").get("value") == "Rơ Ô Thuận"


# --- the thường trực


def test_before_it_is_submitted_only_state_holder_and_days_are_seen(sent: TownClient, town: Town) -> None:
    page = as_who(sent, "thuongtruc").page(PAGE)
    assert "Sửa ba nhà tạm" not in page.text()
    assert "Chờ thủ trưởng duyệt" in page.text()
    assert "2.450" not in page.text()
    for ending in (".docx", ".html"):
        assert sent.get(PAGE + ending).status_code == 404


def test_the_standing_body_receives(submitted: TownClient, town: Town) -> None:
    page = as_who(submitted, "thuongtruc").page(PAGE)
    assert "Sửa ba nhà tạm" in page.text()
    assert submitted.post_form(f"{PAGE}/buoc/tiep-nhan").status_code == 303
    assert town.state() == "da_tiep_nhan"


def test_the_standing_body_asks_for_completion(submitted: TownClient, town: Town) -> None:
    as_who(submitted, "thuongtruc")
    answer = submitted.post_form(f"{PAGE}/buoc/yeu-cau-bo-sung", {"ly_do": "Bổ sung giải pháp", "ghim": "p4"})
    assert answer.status_code == 303
    page = as_who(submitted, "canbo").page(PAGE)
    assert "Bổ sung giải pháp" in page.text()
    assert submitted.post_form(f"{PAGE}/buoc/trinh", town.form(giai_phap="Thêm")).status_code == 303


def test_what_the_head_sent_back_inside_the_unit_is_never_shown_outside(sent: TownClient, town: Town) -> None:
    as_who(sent, "thutruong").post_form(f"{PAGE}/buoc/tra-lai", {"ly_do": "Nội bộ: nâng lên"})
    as_who(sent, "canbo").post_form(f"{PAGE}/buoc/trinh", town.form(**{f"dk-{town.bhyt}": "94"}))
    as_who(sent, "thutruong").post_form(f"{PAGE}/buoc/duyet")
    shown = as_who(sent, "thuongtruc").page(PAGE)
    assert not [t for t in shown.all("table") if "khac" in (t.get("class") or "")]
    assert "Nội bộ" not in shown.text()
    sent.post_form(f"{PAGE}/buoc/yeu-cau-bo-sung", {"ly_do": "Xem lại"})
    as_who(sent, "canbo").post_form(f"{PAGE}/buoc/trinh", town.form(**{f"dk-{town.bhyt}": "95"}))
    as_who(sent, "thutruong").post_form(f"{PAGE}/buoc/duyet")
    again = as_who(sent, "thuongtruc").page(PAGE)
    table = next(t for t in again.all("table") if "khac" in (t.get("class") or ""))
    assert "94" in "".join(table.itertext())


def test_the_head_of_the_group_reads_what_was_received(submitted: TownClient, town: Town) -> None:
    session = town.session
    with writing(session):
        members = {code: builders.unit_id(session, code) for code in ("phuong-cheo-reo", "xa-ia-rbol")}
        group = CumKhoiMoi(
            "cum", "cum", "Cụm xã, phường", members["xa-ia-rbol"], None, "", tuple(members.values())
        )
        year_actions.add_group(session, None, town.nam_id, group, at=builders.EARLY)
    assert as_who(submitted, "canbo.khac").get(PAGE).status_code == 404
    as_who(submitted, "thuongtruc").post_form(f"{PAGE}/buoc/tiep-nhan")
    assert "Sửa ba nhà tạm" in as_who(submitted, "canbo.khac").page(PAGE).text()


def test_an_extension_takes_a_later_day_and_shows_a_wrong_one_in_place(
    officer: TownClient, town: Town
) -> None:
    as_who(officer, "truongphong")
    wrong = officer.post_form(f"{PAGE}/buoc/gia-han", {"ly_do": "Mưa lũ", "han_moi": "ba mươi"})
    assert wrong.status_code == 422
    assert "Mưa lũ" in wrong.get_data(as_text=True)
    assert officer.post_form(f"{PAGE}/buoc/gia-han", {"ly_do": "Mưa lũ", "han_moi": "1/7"}).status_code == 303
    assert "01/7/2023" in officer.page(PAGE).text()


def test_an_adjustment_keeps_the_received_version_in_use(submitted: TownClient, town: Town) -> None:
    as_who(submitted, "thuongtruc").post_form(f"{PAGE}/buoc/tiep-nhan")
    submitted.post_form(f"{PAGE}/buoc/dieu-chinh", {"ly_do": "Giao bổ sung"})
    as_who(submitted, "canbo").post_form(PAGE, town.form(**{f"dk-{town.thu}": "2.600"}))
    registered = queries.registered_for_unit(town.session, town.nam_id, town.don_vi_id)
    assert {r.chi_tieu.id: r.gia_tri for r in registered}[town.thu] == Decimal(2450)
    assert submitted.post_form(f"{PAGE}/buoc/bo-dieu-chinh").status_code == 303
    assert town.state() == "da_tiep_nhan"


# --- who else


@pytest.mark.parametrize("account", ["canbo.khac", "hoidong"])
def test_a_stranger_finds_nothing(submitted: TownClient, town: Town, account: str) -> None:
    as_who(submitted, account)
    for path in (PAGE, PAGE + ".docx", PAGE + ".html"):
        assert submitted.get(path).status_code == 404
    data = {"csrf_token": submitted.token(), "giai_phap": "của người khác"}
    for path in (PAGE, f"{PAGE}/buoc/trinh", f"{PAGE}/buoc/tiep-nhan"):
        assert submitted.post(path, data=data).status_code == 404


def test_who_is_not_logged_in_is_led_to_the_door(client: TownClient, town: Town) -> None:
    assert client.get(PAGE).status_code == 302
    saving = client.get("/dang-nhap") and client.post(
        PAGE, data={"csrf_token": client.token()}, headers={"HX-Request": "true", "X-Luu-Nhap": "1"}
    )
    assert saving.status_code == 401


def test_a_unit_or_year_that_is_not_there(officer: TownClient) -> None:
    for path in ("/2023/dang-ky/khong-co", "/2024/dang-ky/phuong-cheo-reo", "/2024/dang-ky/"):
        assert officer.get(path).status_code == 404


def test_a_closed_year_is_only_read(officer: TownClient, town: Town) -> None:
    with writing(town.session):
        town.session.get_one(NamThiDua, town.nam_id).trang_thai = TrangThaiNam.DA_DONG
    assert not [f for f in officer.page(PAGE).all("textarea") if f.get("name") == "giai_phap"]
    answer = officer.post(PAGE, data={"csrf_token": officer.token(), "giai_phap": "x"})
    assert answer.status_code == 409


# --- lists


def test_a_unit_is_led_to_its_own(officer: TownClient) -> None:
    answer = officer.get("/2023/dang-ky/")
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)


def test_the_council_has_no_list(client: TownClient, town: Town) -> None:
    client.login("hoidong")
    assert client.get("/2023/dang-ky/").status_code == 403


def test_the_list_names_state_holder_and_days_late(submitted: TownClient) -> None:
    page = as_who(submitted, "thuongtruc").page("/2023/dang-ky/")
    rows = [[" ".join("".join(c.itertext()).split()) for c in tr] for tr in page.all("tr")][1:]
    assert rows[0] == [
        "UBND phường Cheo Reo", "", "Đã nộp, chờ tiếp nhận", "Thường trực Hội đồng (Phòng Nội vụ)",
        "31/3/2023", "22/6/2023", "59",
    ]  # fmt: skip
    assert rows[1][2:4] == ["Đang soạn", "Người phụ trách thi đua"]


def statements(session: Session, work: object) -> int:
    seen: list[str] = []

    def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    engine = session.get_bind()
    assert isinstance(engine, Engine)
    event.listen(engine, "before_cursor_execute", note)
    try:
        work()  # type: ignore[operator]
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_lists_ask_the_database_as_often_for_ten_units_as_for_two(
    submitted: TownClient, town: Town, clock: TownClock
) -> None:
    as_who(submitted, "thuongtruc").post_form(f"{PAGE}/buoc/tiep-nhan")
    session = town.session
    actor = town.actor("thuongtruc")

    def work() -> None:
        session.rollback()
        session.expire_all()
        queries.list_rows(session, actor, town.nam_id, clock.now())
        queries.received_registrations(session, town.nam_id)

    before = statements(session, work)
    session.rollback()
    with writing(session):
        for number in range(8):
            unit = builders.unit(session, f"phuong-{number}", f"UBND phường {number}", number + 5)
            builders.target(session, town.nam_id, unit)
            builders.ho_so(session, town.nam_id, unit)
    assert statements(session, work) == before
    assert len(queries.list_rows(session, actor, town.nam_id, clock.now())) == 10


# --- what later stages get


def test_what_was_received_carries_figures_and_marks(submitted: TownClient, town: Town) -> None:
    assert queries.received_registrations(town.session, town.nam_id) == {}
    as_who(submitted, "thuongtruc").post_form(f"{PAGE}/buoc/tiep-nhan")
    found = queries.received_registrations(town.session, town.nam_id)
    assert list(found) == [town.don_vi_id]
    marks = {r.chi_tieu.id: (r.gia_tri, r.moc) for r in found[town.don_vi_id].chi_tieu}
    assert marks == {
        town.thu: (Decimal(2450), Decimal(1225)),
        town.bhyt: (Decimal(93), Decimal(90)),
        town.tai_nan: (Decimal(3), Decimal(3)),
        town.so_hoa: (None, None),
    }
    assert (
        queries.registered_for_unit(town.session, town.nam_id, town.don_vi_id)
        == found[town.don_vi_id].chi_tieu
    )


def test_a_registration_is_saved_and_sent_without_a_browser(town: Town, clock: TownClock) -> None:
    first = town.movements[0]
    content = queries.NoiDungDangKy(
        chi_tieu=(
            queries.ChiTieuDangKy(town.thu, Decimal(2500)),
            queries.ChiTieuDangKy(town.so_hoa, Decimal(1)),
        ),
        phong_trao=(queries.PhongTraoDangKy(first, "Sửa nhà"),),
        giai_phap="Đối chiếu",
        danh_hieu=(queries.DanhHieuDangKy("tap_the", "tap_the_lao_dong_xuat_sac"),),
    )
    own = queries.ChiTieuTuDangKy("Tuyến đường", "tuyến", LoaiChiTieu.LUY_KE, Decimal(2))
    town.session.rollback()
    with writing(town.session):
        saved = actions.save(
            town.session, town.actor("canbo"), town.view(), content, at=clock.now(), tu_dang_ky=[own]
        )
        made = saved.tu_dang_ky[0]
    held = town.contents()
    assert held.values[town.so_hoa].gia_tri is None
    assert held.values[made].gia_tri == Decimal(2)
    town.session.rollback()
    with writing(town.session):
        actions.save(
            town.session, town.actor("canbo2"), town.view(), held, at=clock.now() + timedelta(hours=1)
        )
    assert town.contents() == held


# --- the paper


@pytest.mark.parametrize("the_thuc", ["nd30", "dang", "doan_the"])
def test_the_paper_is_right_and_says_that_the_data_are_samples(
    submitted: TownClient, town: Town, the_thuc: str
) -> None:
    with writing(town.session):
        town.session.get_one(DonVi, town.don_vi_id).the_thuc = the_thuc
    as_who(submitted, "canbo")
    answer = submitted.get(PAGE + ".docx")
    assert answer.status_code == 200
    assert "dang-ky-thi-dua-2023-phuong-cheo-reo.docx" in answer.headers["Content-Disposition"]
    findings = check(answer.get_data(), the_thuc)
    assert [f.message for f in findings if f.level == "error"] == []
    sheet = submitted.page(PAGE + ".html").text()
    for words in (
        "BẢN ĐĂNG KÝ THI ĐUA",
        "ngày 22 tháng 6 năm 2023",
        "Rơ Ô Thuận",
        "(UBND thị xã)",
        "Chiến sĩ thi đua cơ sở",
        "(Số liệu, họ tên là dữ liệu mẫu)",
    ):
        assert words in sheet


def test_the_drafts_paper_has_no_day_yet(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.form(cong_doan="Nay H'Bia"))
    assert [f.message for f in check(officer.get(PAGE + ".docx").get_data()) if f.level == "error"] == []
    assert "ĐẠI DIỆN CÔNG ĐOÀN" in officer.page(PAGE + ".html").text()
    assert "ngày 22 tháng 6" not in officer.page(PAGE + ".html").text()
