"""The desk of accounts: the list, new accounts, codes on slips, shutting, roles within days."""

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import NOON, TownClock
from tests.kept_towns import Builder
from tests.town_client import PASSWORD, Page, TownClient
from thidua.core.actor import Role
from thidua.core.errors import NotNow, NotThere, NotYourFunction, WrongInput
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.nhatky.models import KhoaGui, NhatKy
from thidua.taikhoan import actions
from thidua.taikhoan.actions import quan_ly
from thidua.taikhoan.models import LanDangNhapSai, Nguoi, PhienDangNhap, TaiKhoan, VaiTro
from thidua.taikhoan.queries import actor_of_account

CODE = re.compile(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}")


@pytest.fixture
def three(built_once: Builder) -> list[DonVi]:
    return built_once(_three)


def _three(session: Session) -> list[DonVi]:
    with writing(session):
        return builders.town(session, 3)


def rows(client: TownClient, path: str = "/tai-khoan/") -> list[str]:
    lines = [" ".join(" ".join(tr.itertext()).split()) for tr in client.page(path).all("tr")]
    return [line for line in lines if not line.startswith("Chọn Tài khoản")]


def shown_code(answer: object) -> str:
    found = re.search(r'class="ma">([^<]+)<', answer.get_data(as_text=True))  # type: ignore[attr-defined]
    assert found
    assert CODE.fullmatch(found[1])
    return found[1]


def stored(session: Session, name: str) -> TaiKhoan:
    return session.scalars(select(TaiKhoan).where(TaiKhoan.ten_dang_nhap == name)).one()


def test_the_list_says_who_what_where_and_when(
    client: TownClient, session: Session, three: list[DonVi]
) -> None:
    with writing(session):
        stored(session, "xem").khoa_luc = NOON
        builders.account(session, "moi", must_change=True, ho_ten="Ksor Mới")
    client.login("quantri")
    found = rows(client)
    assert "canbo.don-vi-1 Ksor H'Lan Người phụ trách thi đua: Đơn vị số 1 chưa lần nào" in found
    assert "moi Phải đổi mật khẩu Ksor Mới chưa giao chưa lần nào" in found
    assert "xem Đã khóa Phạm Thị Xem Người xem chưa lần nào" in found
    assert "quantri Đinh Văn Máy Quản trị hệ thống 10:00 ngày 22/6/2023" in found
    assert "$argon2" not in client.get("/tai-khoan/").get_data(as_text=True)
    assert len(rows(client, "/tai-khoan/?q=HLAN")) == 0
    assert len(rows(client, "/tai-khoan/?q=ksor h'lan")) == 3
    assert len(rows(client, "/tai-khoan/?vai-tro=thu_truong&don-vi=don-vi-2")) == 1
    assert [line.split()[0] for line in rows(client, "/tai-khoan/?tinh-trang=khoa")] == ["xem"]
    sheet = load_workbook(io.BytesIO(client.get("/tai-khoan.xlsx?don-vi=don-vi-2").data)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == ["canbo.don-vi-2", "thutruong.don-vi-2"]
    assert [cell.value for cell in sheet[4]][4:7] == ["Người phụ trách thi đua", "Đơn vị số 2", "Đang dùng"]


def test_the_standing_body_sees_the_accounts_of_units_only(client: TownClient, three: list[DonVi]) -> None:
    client.login("thuongtruc")
    found = [line.split()[0] for line in rows(client)]
    assert found == sorted(f"{role}.don-vi-{n}" for role in ("canbo", "thutruong") for n in (1, 2, 3))
    assert client.get("/tai-khoan/quantri").status_code == 404
    assert client.get("/tai-khoan/canbo.don-vi-1").status_code == 200
    assert client.get("/tai-khoan/them").status_code == 403
    for who in ("chutich", "xem", "canbo.don-vi-1", "thutruong.don-vi-1"):
        client.login(who)
        assert client.get("/tai-khoan/").status_code == 403


def test_a_new_account_gets_its_code_once_and_must_change_it(
    client: TownClient, session: Session, three: list[DonVi]
) -> None:
    client.login("quantri")
    wrong = {"ho_ten": "Rmah Hiao", "ten": "Cán bộ", "vai_tro": "can_bo", "don_vi": "", "tu_ngay": "22/6"}
    answer = client.post_form("/tai-khoan/them", wrong)
    assert answer.status_code == 422
    assert "chữ thường không dấu" in answer.get_data(as_text=True)
    answer = client.post_form("/tai-khoan/them", {**wrong, "ten": "moi.don-vi-2"})
    assert answer.status_code == 422
    assert "phải gắn với một đơn vị" in answer.get_data(as_text=True)
    assert session.scalar(select(Nguoi.id).where(Nguoi.ho_ten == "Rmah Hiao")) is None
    good = {**wrong, "ten": "moi.don-vi-2", "don_vi": "don-vi-2"}
    answer = client.post_form("/tai-khoan/them", good)
    code = shown_code(answer)
    assert client.post_form("/tai-khoan/them", good).status_code == 422
    assert code not in client.get("/tai-khoan/moi.don-vi-2").get_data(as_text=True)
    assert code not in str(session.execute(select(NhatKy.truoc, NhatKy.sau)).all())
    client.login("moi.don-vi-2", code)
    assert client.get("/2023/").headers["Location"] == "/doi-mat-khau"


@pytest.mark.parametrize(("days", "status"), [(0, 303), (14, 303), (15, 422)])
def test_a_code_holds_for_fourteen_days(
    client: TownClient, session: Session, three: list[DonVi], clock: TownClock, days: int, status: int
) -> None:
    code = "abcd-efgh-kmnp"
    with writing(session):
        account = stored(session, "canbo.don-vi-1")
        quan_ly.issue_codes(session, None, [(account.id, builders.hashed(code))], at=NOON)
    clock.moment = NOON.replace(hour=23, minute=59) + timedelta(days=days)
    client.get("/dang-nhap")
    answer = client.post_form("/dang-nhap", {"tai_khoan": "canbo.don-vi-1", "mat_khau": code})
    assert answer.status_code == status
    assert ("Mã một lần đã hết hạn" in answer.get_data(as_text=True)) is (status == 422)


def test_slips_are_made_in_the_act_that_issues_the_codes(
    client: TownClient, session: Session, three: list[DonVi], clock: TownClock
) -> None:
    client.login("thuongtruc")
    assert client.post_form("/tai-khoan/phieu", {}, page="/tai-khoan/").status_code == 422
    chosen = {"chon": ["canbo.don-vi-1", "thutruong.don-vi-1"]}
    answer = client.post_form("/tai-khoan/phieu", chosen, page="/tai-khoan/")
    page = Page(answer.get_data(as_text=True))
    assert "2 tài khoản · 1 trang phiếu · mã dùng được đến hết ngày 06/7/2023" in page.text()
    fields = page.hidden(page.form_for("/tai-khoan/phieu"))
    sent = {**fields, **chosen}
    clock.advance(timedelta(seconds=5))
    answer = client.post("/tai-khoan/phieu", data=sent)
    assert answer.mimetype.endswith("wordprocessingml.document")
    text = zipfile.ZipFile(io.BytesIO(answer.data)).read("word/document.xml").decode()
    codes = CODE.findall(text)
    assert len(codes) == 2
    assert all(each in text for each in ("canbo.don-vi-1", "06/7/2023", "http://localhost/"))
    assert codes[0] not in stored(session, "canbo.don-vi-1").mat_khau
    lines = session.scalars(select(NhatKy.viec).order_by(NhatKy.id.desc()).limit(2)).all()
    assert lines == ["cap_ma_mot_lan", "cap_ma_mot_lan"]
    clock.advance(timedelta(seconds=5))
    again = client.post("/tai-khoan/phieu", data=sent)
    assert CODE.findall(zipfile.ZipFile(io.BytesIO(again.data)).read("word/document.xml").decode()) == codes
    assert session.scalars(select(NhatKy.viec).order_by(NhatKy.id.desc()).limit(3)).all()[2] == "dang_nhap"
    assert sent["khoa_gui"] not in str(session.execute(select(KhoaGui.khoa)).all())
    other = client.post("/tai-khoan/phieu", data={**sent, "khoa_gui": "cua-mot-trang-khac"})
    assert other.status_code == 409
    assert "vừa được cấp" in other.get_data(as_text=True)
    client.login("canbo.don-vi-1", codes[0])
    change = {"mat_khau": codes[0], "mat_khau_moi": "mùa rẫy mới", "nhap_lai": "mùa rẫy mới"}
    assert client.post_form("/doi-mat-khau", change).status_code == 303
    client.login("thuongtruc")
    late = client.post("/tai-khoan/phieu", data={**sent, "csrf_token": client.token()})
    assert late.status_code == 409
    foreign = client.post("/tai-khoan/phieu", data={**sent, "chon": "quantri", "csrf_token": client.token()})
    assert foreign.status_code == 404


def test_an_official_lifts_the_wait_after_wrong_tries(
    client: TownClient, session: Session, three: list[DonVi]
) -> None:
    with writing(session):
        for _ in range(6):
            session.add(LanDangNhapSai(ten_dang_nhap="canbo.don-vi-1", dia_chi="10.0.0.7", luc=NOON))
    client.login("truongphong")
    assert "Tạm khóa vì gõ sai" in client.page("/tai-khoan/canbo.don-vi-1").text()
    answer = client.post_form("/tai-khoan/canbo.don-vi-1/mo-khoa-tam", page="/tai-khoan/canbo.don-vi-1")
    assert answer.status_code == 303
    assert "Tạm khóa" not in client.page("/tai-khoan/canbo.don-vi-1").text()
    client.login("canbo.don-vi-1")


def test_an_account_is_shut_and_opened_again(
    client: TownClient, session: Session, three: list[DonVi]
) -> None:
    client.login("canbo.don-vi-1")
    client.login("thuongtruc")
    page = "/tai-khoan/canbo.don-vi-1"
    assert client.post_form(f"{page}/khoa", page=page).status_code == 303
    account = stored(session, "canbo.don-vi-1")
    open_logins = select(PhienDangNhap.id).where(
        PhienDangNhap.tai_khoan_id == account.id, PhienDangNhap.ket_thuc.is_(None)
    )
    assert session.scalars(open_logins).all() == []
    assert client.post_form(f"{page}/mo", page=page).status_code == 303
    client.login("canbo.don-vi-1", PASSWORD)


def test_the_last_administrator_stays(session: Session, three: list[DonVi]) -> None:
    admin = actor_of_account(session, "quantri", NOON)
    account = stored(session, "quantri")
    role = session.scalars(select(VaiTro).where(VaiTro.tai_khoan_id == account.id)).one()
    with pytest.raises(NotNow, match="tu_khoa_minh"):
        quan_ly.shut_account(session, admin, account.id, at=NOON)
    with pytest.raises(NotNow, match="quan_tri_cuoi"):
        quan_ly.shut_account(session, None, account.id, at=NOON)
    with pytest.raises(NotNow, match="quan_tri_cuoi"):
        quan_ly.end_role(session, admin, role.id, NOON.date(), at=NOON)
    with pytest.raises(NotNow, match="ma_cho_minh"):
        quan_ly.issue_codes(session, admin, [(account.id, "x")], at=NOON)


def test_roles_are_given_and_end_with_days(client: TownClient, session: Session, three: list[DonVi]) -> None:
    client.login("quantri")
    page = "/tai-khoan/canbo.don-vi-1"
    give = {"vai_tro": "thu_truong", "don_vi": "don-vi-2", "tu_ngay": "01/7", "den_ngay": "31/12"}
    answer = client.post_form(f"{page}/vai-tro", {**give, "den_ngay": "30/6"}, page=page)
    assert answer.status_code == 422
    assert "Ngày kết thúc trước ngày bắt đầu" in answer.get_data(as_text=True)
    assert client.post_form(f"{page}/vai-tro", give, page=page).status_code == 303
    assert client.post_form(f"{page}/vai-tro", give, page=page).status_code == 422
    account = stored(session, "canbo.don-vi-1")
    old = session.scalars(
        select(VaiTro).where(VaiTro.tai_khoan_id == account.id, VaiTro.vai_tro == Role.CAN_BO)
    ).one()
    end = f"{page}/vai-tro/{old.id}/thoi"
    assert client.post_form(end, {"den_ngay": "hôm nào"}, page=page).status_code == 422
    assert client.post_form(end, {"den_ngay": "30/6/2023"}, page=page).status_code == 303
    held = {
        day: {grant.role for grant in actor_of_account(session, "canbo.don-vi-1", at).grants}
        for day, at in (
            ("30/6", NOON.replace(day=30)),
            ("01/7", NOON.replace(month=7, day=1)),
            ("01/01", NOON.replace(year=2024, month=1, day=1)),
        )
    }
    assert held == {"30/6": {Role.CAN_BO}, "01/7": {Role.THU_TRUONG}, "01/01": set()}
    session.commit()
    with writing(session):
        again = date(2023, 8, 1)
        unit = three[0].id
        row = actions.grant(session, None, account.id, Role.CAN_BO, don_vi_id=unit, tu_ngay=again, at=NOON)
    assert (row.id, row.tu_ngay, row.den_ngay) == (old.id, again, None)


def test_only_the_desk_writes(session: Session, three: list[DonVi]) -> None:
    officer = actor_of_account(session, "canbo.don-vi-1", NOON)
    secretary = actor_of_account(session, "thuongtruc", NOON)
    other, admin = stored(session, "canbo.don-vi-2").id, stored(session, "quantri").id
    with pytest.raises(NotThere):
        quan_ly.shut_account(session, officer, other, at=NOON)
    with pytest.raises(NotThere):
        quan_ly.shut_account(session, secretary, admin, at=NOON)
    with pytest.raises(NotYourFunction):
        quan_ly.edit_person(session, secretary, other, ho_ten="A", chuc_vu="", dien_thoai="", at=NOON)
    with pytest.raises(WrongInput, match="thieu_muc"):
        quan_ly.edit_person(session, None, other, ho_ten=" ", chuc_vu="", dien_thoai="", at=NOON)


def test_the_person_behind_an_account_is_corrected(
    client: TownClient, session: Session, three: list[DonVi]
) -> None:
    client.login("quantri")
    page = "/tai-khoan/canbo.don-vi-1"
    data = {"ho_ten": "Ksor H’Lan", "chuc_vu": "Công chức", "dien_thoai": "0269.385x.xxx"}
    assert client.post_form(page, data).status_code == 303
    assert "Công chức" in client.page(page).text()
    assert client.post_form(page, {**data, "ho_ten": ""}).status_code == 422


def test_a_form_sent_twice_answers_alike_and_an_old_one_shows_both_texts(
    client: TownClient, session: Session, three: list[DonVi]
) -> None:
    client.login("quantri")
    page = "/tai-khoan/canbo.don-vi-1"
    shown = client.page(page)
    first, roles, button = (
        shown.hidden(shown.form_for(at)) for at in (page, f"{page}/vai-tro", f"{page}/khoa")
    )
    data = {"ho_ten": "Ksor H'Lan", "chuc_vu": "Công chức văn phòng", "dien_thoai": ""}
    assert [client.post(page, data={**first, **data}).status_code for _ in range(2)] == [303, 303]
    assert session.scalars(select(NhatKy.viec)).all().count("sua_nguoi") == 1

    old = client.post(page, data={**first, **data, "khoa_gui": "b", "chuc_vu": "Chuyên viên"})
    assert old.status_code == 409
    told = Page(old.get_data(as_text=True))
    assert "đang lưu “Công chức văn phòng”, vừa gõ “Chuyên viên”" in told.text()
    again = {**told.hidden(told.form_for(page)), **data, "chuc_vu": "Chuyên viên"}
    assert client.post(page, data=again).status_code == 303

    give = {"vai_tro": "thu_truong", "don_vi": "don-vi-2", "tu_ngay": "01/7", "den_ngay": ""}
    answer = client.post(f"{page}/vai-tro", data={**roles, **give})
    assert answer.status_code == 409
    told = Page(answer.get_data(as_text=True))
    assert "vừa được người khác sửa" in told.text()
    assert told.by_id("tu_ngay").get("value") == "01/7/2023"
    assert client.post(f"{page}/khoa", data=button).status_code == 409
    good = {**told.hidden(told.form_for(f"{page}/vai-tro")), **give}
    assert [client.post(f"{page}/vai-tro", data=good).status_code for _ in range(2)] == [303, 303]
    later = select(VaiTro.id).where(VaiTro.vai_tro == Role.THU_TRUONG, VaiTro.tu_ngay > NOON.date())
    assert len(session.scalars(later).all()) == 1

    end = f"{page}/vai-tro/{session.scalar(select(VaiTro.id).where(VaiTro.vai_tro == Role.CAN_BO))}/thoi"
    stale = client.post(end, data={**roles, "khoa_gui": "c", "den_ngay": "30/6/2023"})
    assert stale.status_code == 409
    assert 'value="30/6/2023"' in stale.get_data(as_text=True)

    shown = client.page(page)
    code = {**shown.hidden(shown.form_for(f"{page}/ma"))}
    codes = [shown_code(client.post(f"{page}/ma", data=code)) for _ in range(2)]
    assert codes[0] == codes[1]
    assert client.post(f"{page}/ma", data={**code, "khoa_gui": "d", "luc": ""}).status_code == 409
    client.login("canbo.don-vi-1", codes[0])
    assert client.get("/2023/").headers["Location"] == "/doi-mat-khau"


def test_the_statements_do_not_grow_with_the_town(client: TownClient, session: Session) -> None:
    with writing(session):
        builders.town(session, 2)
    client.login("quantri")

    def statements() -> int:
        counted: list[str] = []

        def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
            if re.match(r"(?i)\s*select", statement):
                counted.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            assert client.get("/tai-khoan/").status_code == 200
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(counted)

    few = statements()
    with writing(session):
        for n in range(5):
            unit = builders.unit(session, f"them-{n}", f"Đơn vị thêm {n}", order=9 + n)
            builders.account(session, f"canbo.them-{n}", Role.CAN_BO, don_vi=unit)
    assert statements() == few
    assert few <= 20
