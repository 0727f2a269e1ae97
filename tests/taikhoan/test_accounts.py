"""People, accounts and their roles within days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import EARLY, account, unit
from tests.conftest import NOON, TownClock
from tests.town_client import PASSWORD, TownClient
from thidua.core.actor import Role
from thidua.core.errors import NotThere, WrongInput
from thidua.factory import create_app
from thidua.nhatky.models import NhatKy
from thidua.settings import Settings
from thidua.taikhoan import actions, queries
from thidua.taikhoan.models import PhienDangNhap, TaiKhoan
from thidua.taikhoan.views import browser_words


def test_an_actor_holds_the_roles_of_the_day(session: Session) -> None:
    don_vi = unit(session)
    made = account(session, "pho.phuong-cheo-reo", Role.CAN_BO, don_vi=don_vi)
    actions.grant(
        session,
        None,
        made.id,
        Role.THU_TRUONG,
        don_vi_id=don_vi.id,
        tu_ngay=date(2023, 6, 1),
        den_ngay=date(2023, 6, 22),
        at=EARLY,
    )
    days = {}
    for at in (EARLY, NOON, NOON + timedelta(hours=13, minutes=59), NOON + timedelta(hours=14)):
        days[at] = queries.actor_of_account(session, made.ten_dang_nhap, at).roles_for(don_vi.id)
    both = frozenset({Role.CAN_BO, Role.THU_TRUONG})
    assert list(days.values()) == [{Role.CAN_BO}, both, both, {Role.CAN_BO}]


def test_two_accounts_of_one_person_are_one_actor(session: Session) -> None:
    first = account(session, "truongphong", Role.LANH_DAO_PHONG)
    account(session, "thutruong.phong-noi-vu", Role.THU_TRUONG, don_vi=unit(session), person=first.nguoi_id)
    people = {
        queries.actor_of_account(session, name, NOON).person
        for name in ("truongphong", "thutruong.phong-noi-vu")
    }
    assert people == {first.nguoi_id}


def test_an_account_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(NotThere):
        queries.actor_of_account(session, "khong-co", NOON)


@pytest.mark.parametrize("name", ["Cán bộ", "can bo", "", ".canbo", "canbo.", "x" * 65])
def test_account_names_are_plain(session: Session, name: str) -> None:
    with pytest.raises(WrongInput, match="ten_tai_khoan_sai"):
        account(session, name)


def test_an_account_name_is_given_once(session: Session) -> None:
    account(session, "thuongtruc")
    with pytest.raises(WrongInput, match="trung_tai_khoan"):
        account(session, "thuongtruc")


@pytest.mark.parametrize(("role", "tied"), [(Role.CAN_BO, False), (Role.THUONG_TRUC, True)])
def test_a_unit_role_needs_its_unit_and_others_take_none(session: Session, role: Role, tied: bool) -> None:
    made = account(session, "ai-do")
    don_vi_id = unit(session).id if tied else None
    with pytest.raises(WrongInput, match="vai_tro_can_don_vi"):
        actions.grant(session, None, made.id, role, don_vi_id=don_vi_id, tu_ngay=date(2023, 1, 1), at=EARLY)


def test_every_act_on_accounts_has_its_line(session: Session) -> None:
    made = account(session, "thuongtruc", Role.THUONG_TRUC)
    actions.set_password(session, None, made.id, actions.hash_password("mã mới"), must_change=True, at=EARLY)
    lines = list(session.scalars(select(NhatKy.viec).order_by(NhatKy.id)))
    assert lines == ["them_nguoi", "them_tai_khoan", "giao_vai_tro", "doi_mat_khau"]
    assert "mã mới" not in str(session.execute(select(NhatKy.truoc, NhatKy.sau)).all())


def test_a_shut_account_cannot_log_in_and_its_logins_end(client: TownClient, session: Session) -> None:
    made = account(session, "thuongtruc", Role.THUONG_TRUC)
    client.login("thuongtruc")
    session.get_one(TaiKhoan, made.id).khoa_luc = NOON
    assert client.get("/tai-khoan/phien").status_code == 302
    answer = client.post_form("/dang-nhap", {"tai_khoan": "thuongtruc", "mat_khau": PASSWORD})
    assert answer.status_code == 422


def test_strict_single_login_ends_the_earlier_one(
    settings: Settings, session: Session, clock: TownClock
) -> None:
    account(session, "thuongtruc", Role.THUONG_TRUC)
    session.commit()
    strict = create_app(replace(settings, single_login=True), clock)
    strict.config["WTF_CSRF_ENABLED"] = False
    for _ in range(2):
        data = {"tai_khoan": "thuongtruc", "mat_khau": PASSWORD}
        assert strict.test_client().post("/dang-nhap", data=data).status_code == 303
    ended = session.scalars(select(PhienDangNhap.ket_thuc).order_by(PhienDangNhap.id)).all()
    assert ended == [NOON, None]


def test_passwords_are_argon2id_with_the_chosen_cost() -> None:
    assert actions.hash_password("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_one_time_codes_differ_and_can_be_read_aloud() -> None:
    codes = {actions.new_one_time_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 14 and not set(code) & set("il1o0") for code in codes)


@pytest.mark.parametrize(
    ("described", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/109.0 Safari/537.36 Edg/109.0", "Edge trên Windows"),
        ("Mozilla/5.0 (Windows NT 6.1) coc_coc_browser/100 Chrome/94 Safari/537", "Cốc Cốc trên Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) Safari/604.1", "Safari trên iPhone"),
        ("Mozilla/5.0 (Linux; Android 12) Chrome/110 Mobile Safari/537", "Chrome trên điện thoại Android"),
        ("", "Trình duyệt khác"),
    ],
)
def test_browsers_are_named_in_a_few_words(described: str, words: str) -> None:
    assert browser_words(described) == words
