"""Assignments and delegations: the right by the day, the lines over the signature, what is refused."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import NOON, TownClock
from tests.kept_towns import Builder
from tests.town_client import Page, TownClient
from thidua.core.actor import Role
from thidua.core.calendar import VN
from thidua.core.errors import NotNow, NotYourFunction, StepRefused, WrongInput
from thidua.core.workflow import State
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.hoso import actions as hoso
from thidua.hoso import queries as hoso_queries
from thidua.hoso.models import HoSo
from thidua.nhatky.models import NhatKy
from thidua.taikhoan.actions import uy_quyen
from thidua.taikhoan.actions.uy_quyen import PhanCongMoi, UyQuyenMoi
from thidua.taikhoan.compose import signature
from thidua.taikhoan.models import TaiKhoan
from thidua.taikhoan.queries import actor_of_account
from thidua.taikhoan.queries.uy_quyen import TuCach

DEPUTY = "phothutruong.don-vi-1"
SEALED = NOON - timedelta(days=5)
UBND = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


@pytest.fixture
def town(built_once: Builder) -> list[DonVi]:
    """Two units; the first has a deputy with an account and no role of its own."""
    return built_once(_town)


def _town(session: Session) -> list[DonVi]:
    with writing(session):
        made = builders.town(session, 2)
        builders.account(session, DEPUTY, ho_ten="Rmah Hiao")
        builders.step(session, made[0], "dang_ky", "trinh", "canbo.don-vi-1", SEALED)
    return made


def person(session: Session, name: str = DEPUTY) -> int:
    return session.query(TaiKhoan).filter_by(ten_dang_nhap=name).one().nguoi_id


def assignment(session: Session, unit: DonVi) -> PhanCongMoi:
    return PhanCongMoi(
        nguoi_id=person(session),
        don_vi_id=unit.id,
        cach_ky="kt",
        chuc_vu="PHÓ CHỦ TỊCH",
        linh_vuc="Văn hóa - xã hội",
        van_ban_so="45/QĐ-UBND",
        van_ban_ngay=date(2023, 1, 5),
        tu_ngay=date(2023, 1, 10),
    )


def delegation(session: Session, unit: DonVi) -> UyQuyenMoi:
    return UyQuyenMoi(
        nguoi_id=person(session),
        don_vi_id=unit.id,
        chuc_vu="PHÓ CHỦ TỊCH",
        noi_dung="Duyệt hồ sơ thi đua trong thời gian Chủ tịch đi học",
        van_ban_so="03/GUQ-UBND",
        van_ban_ngay=date(2023, 5, 30),
        tu_ngay=date(2023, 6, 1),
        den_ngay=date(2023, 6, 30),
    )


def on(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), VN)


def envelope(session: Session, unit: DonVi, loai: str = "dang_ky") -> HoSo:
    return session.query(HoSo).filter_by(don_vi_id=unit.id, loai=loai).one()


# --- the right by the day


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (date(2023, 6, 1), date(2023, 6, 30), date(2023, 5, 31), False),
        (date(2023, 6, 1), date(2023, 6, 30), date(2023, 6, 1), True),
        (date(2023, 6, 1), date(2023, 6, 30), date(2023, 6, 30), True),
        (date(2023, 6, 1), date(2023, 6, 30), date(2023, 7, 1), False),
        (date(2023, 12, 20), date(2024, 1, 5), date(2023, 12, 31), True),
        (date(2023, 12, 20), date(2024, 1, 5), date(2024, 1, 1), True),
        (date(2023, 12, 20), date(2024, 1, 5), date(2024, 1, 5), True),
        (date(2023, 12, 20), date(2024, 1, 5), date(2024, 1, 6), False),
        (date(2024, 2, 1), date(2024, 2, 29), date(2024, 2, 29), True),
        (date(2024, 2, 1), date(2024, 2, 29), date(2024, 3, 1), False),
        (date(2023, 6, 22), date(2023, 6, 22), date(2023, 6, 22), True),
        (date(2023, 6, 22), date(2023, 6, 22), date(2023, 6, 23), False),
    ],
)
def test_the_right_holds_on_both_of_its_days_and_between(
    session: Session, town: list[DonVi], first: date, last: date, day: date, holds: bool
) -> None:
    uy_quyen.delegate(
        session,
        None,
        replace(delegation(session, town[0]), tu_ngay=first, den_ngay=last, van_ban_ngay=first),
        at=NOON,
    )
    actor = actor_of_account(session, DEPUTY, on(day))
    assert (Role.THU_TRUONG in actor.roles_for(town[0].id)) is holds
    assert Role.THU_TRUONG not in actor.roles_for(town[1].id)
    assert bool(actor.lapsed) is (not holds and day > last)


def test_an_assignment_needs_no_end_and_a_revoked_power_ends_on_the_eve(
    session: Session, town: list[DonVi]
) -> None:
    row = uy_quyen.assign(session, None, assignment(session, town[0]), at=NOON)
    assert actor_of_account(session, DEPUTY, on(date(2031, 1, 1))).units == {town[0].id}
    with pytest.raises(WrongInput, match="ngay_thu_hoi"):
        uy_quyen.revoke(session, None, "phan_cong", row.id, tu_ngay=date(2023, 6, 21), ly_do="x", at=NOON)
    with pytest.raises(WrongInput, match="thieu_ly_do"):
        uy_quyen.revoke(session, None, "phan_cong", row.id, tu_ngay=date(2023, 6, 25), ly_do=" ", at=NOON)
    uy_quyen.revoke(
        session, None, "phan_cong", row.id, tu_ngay=date(2023, 6, 25), ly_do="Chuyển công tác", at=NOON
    )
    assert actor_of_account(session, DEPUTY, on(date(2023, 6, 24))).units == {town[0].id}
    over = actor_of_account(session, DEPUTY, on(date(2023, 6, 25)))
    assert over.units == frozenset()
    lapsed = over.lapsed_for(town[0].id)
    assert lapsed is not None
    assert (lapsed.reason, lapsed.day) == ("phan_cong_thu_hoi", date(2023, 6, 25))
    assert actor_of_account(session, DEPUTY, on(date(2023, 8, 24))).lapsed == ()
    with pytest.raises(NotNow, match="uy_quyen_het_roi"):
        uy_quyen.revoke(session, None, "phan_cong", row.id, tu_ngay=date(2023, 6, 26), ly_do="x", at=NOON)


# --- what is refused


def test_what_may_not_be_written_names_its_field(session: Session, town: list[DonVi]) -> None:
    good, paper = delegation(session, town[0]), assignment(session, town[0])
    head = person(session, "thutruong.don-vi-1")
    cases = [
        (replace(good, den_ngay=None), "uy_quyen_can_han", "den_ngay"),
        (replace(good, den_ngay=date(2023, 5, 31)), "ngay_nguoc", "den_ngay"),
        (replace(good, tu_ngay=date(2023, 5, 29)), "truoc_van_ban", "tu_ngay"),
        (replace(good, nguoi_id=head), "tu_uy_quyen", "tai_khoan"),
        (replace(good, noi_dung=" "), "thieu_muc", "noi_dung"),
        (replace(good, tu_ngay=date(2022, 6, 1), van_ban_ngay=date(2022, 6, 1), den_ngay=date(2022, 7, 1)),
         "chua_co_thu_truong", "don_vi"),
    ]  # fmt: skip
    for new, reason, field in cases:
        with pytest.raises(WrongInput, match=reason) as refused:
            uy_quyen.delegate(session, None, new, at=NOON)
        assert refused.value.facts["truong"] == field
    with pytest.raises(WrongInput, match="da_la_thu_truong"):
        uy_quyen.assign(session, None, replace(paper, nguoi_id=head), at=NOON)
    with pytest.raises(NotYourFunction):
        uy_quyen.assign(session, actor_of_account(session, "quantri", NOON), paper, at=NOON)
    uy_quyen.delegate(session, None, good, at=NOON)
    for days in ((date(2023, 6, 30), date(2023, 7, 9)), (date(2023, 5, 30), date(2023, 6, 1))):
        again = replace(good, tu_ngay=days[0], den_ngay=days[1])
        with pytest.raises(WrongInput, match="trung_uy_quyen"):
            uy_quyen.delegate(session, None, again, at=NOON)
    with pytest.raises(WrongInput, match="trung_uy_quyen"):
        uy_quyen.assign(session, None, paper, at=NOON)
    uy_quyen.delegate(
        session, None, replace(good, tu_ngay=date(2023, 7, 1), den_ngay=date(2023, 7, 9)), at=NOON
    )
    uy_quyen.assign(session, None, replace(paper, don_vi_id=town[1].id, cach_ky="q"), at=NOON)
    other = replace(paper, don_vi_id=town[1].id, cach_ky="q", nguoi_id=person(session, "canbo.don-vi-1"))
    with pytest.raises(WrongInput, match="da_co_quyen_truong"):
        uy_quyen.assign(session, None, other, at=NOON)


# --- the lines over the signature


@pytest.mark.parametrize(
    ("unit_lines", "way", "post", "printed"),
    [
        (UBND, "kt", "PHÓ CHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (("TRƯỞNG PHÒNG",), "kt", "PHÓ TRƯỞNG PHÒNG", ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        (UBND, "tuq", "PHÓ CHỦ TỊCH", ("TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (UBND, "tl", "CHÁNH VĂN PHÒNG", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (UBND, "q", "", ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
        (("HIỆU TRƯỞNG",), "q", "", ("Q. HIỆU TRƯỞNG",)),
        (UBND, "head", "", UBND),
    ],
)
def test_each_way_of_signing_prints_its_lines(
    unit_lines: tuple[str, ...], way: str, post: str, printed: tuple[str, ...]
) -> None:
    assert signature(unit_lines, TuCach("phan_cong", 1, way, post), "Rmah Hiao").quyen_han == printed


def test_the_capacity_of_the_approval_is_kept_and_goes_when_it_is_taken_back(
    session: Session, town: list[DonVi]
) -> None:
    row = uy_quyen.assign(session, None, assignment(session, town[0]), at=NOON)
    paper = envelope(session, town[0])
    deputy = actor_of_account(session, DEPUTY, NOON)
    hoso.move(session, deputy, paper, "duyet", at=NOON)
    version = hoso_queries.open_version(session, paper)
    signed = hoso_queries.signed_as(session, version.id)
    assert signed is not None
    assert signed.quyen_han == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert (signed.ho_ten, signed.chuc_vu) == ("Rmah Hiao", "PHÓ CHỦ TỊCH")
    uy_quyen.revoke(session, None, "phan_cong", row.id, tu_ngay=NOON.date(), ly_do="Thôi giữ chức", at=NOON)
    assert hoso_queries.signed_as(session, version.id) == signed
    head = actor_of_account(session, "thutruong.don-vi-1", NOON)
    hoso.move(session, head, paper, "rut_lai", at=NOON)
    assert hoso_queries.signed_as(session, version.id) is None
    hoso.move(session, head, paper, "duyet", at=NOON)
    signed = hoso_queries.signed_as(session, version.id)
    assert signed is not None
    assert (signed.quyen_han, signed.ho_ten) == (UBND, "Rcom Sa")


def test_who_drafted_does_not_approve_by_delegation(session: Session, town: list[DonVi]) -> None:
    drafter = person(session, "canbo.don-vi-1")
    uy_quyen.delegate(session, None, replace(delegation(session, town[0]), nguoi_id=drafter), at=NOON)
    actor = actor_of_account(session, "canbo.don-vi-1", NOON)
    assert actor.roles_for(town[0].id) == {Role.CAN_BO, Role.THU_TRUONG}
    with pytest.raises(StepRefused, match="nguoi_soan_khong_duyet"):
        hoso.move(session, actor, envelope(session, town[0]), "duyet", at=NOON)


def test_a_unit_with_a_deputy_is_no_one_person_unit(session: Session, town: list[DonVi]) -> None:
    with pytest.raises(StepRefused, match="khong_dung_vai_tro"):
        hoso.move(
            session,
            actor_of_account(session, "canbo.don-vi-1", NOON),
            envelope(session, town[0]),
            "duyet",
            at=NOON,
        )
    one = builders.unit(session, "mot-nguoi", "Đơn vị một người", order=9)
    builders.account(session, "motnguoi", Role.CAN_BO, Role.THU_TRUONG, don_vi=one)
    assert hoso_queries.one_person_unit(session, one.id, NOON.date())
    uy_quyen.assign(session, None, assignment(session, one), at=NOON)
    assert not hoso_queries.one_person_unit(session, one.id, NOON.date())


# --- through the pages


def test_the_secretariat_writes_it_the_deputy_approves_the_paper_says_so(
    client: TownClient, session: Session, town: list[DonVi], clock: TownClock
) -> None:
    client.login("thuongtruc")
    path = "/tai-khoan/uy-quyen/phan-cong"
    data = {
        "don_vi": "don-vi-1",
        "tai_khoan": "khong-co",
        "chuc_vu": "Phó Chủ tịch",
        "cach_ky": "kt",
        "linh_vuc": "Văn hóa - xã hội",
        "van_ban_so": "45/QĐ-UBND",
        "van_ban_ngay": "05/01",
        "tu_ngay": "10/01/2023",
        "den_ngay": "09/01/2023",
    }
    assert "Không có tài khoản đang mở" in client.post_form(path, data).get_data(as_text=True)
    answer = client.post_form(path, {**data, "tai_khoan": DEPUTY})
    assert answer.status_code == 422
    assert "Ngày kết thúc trước ngày bắt đầu" in answer.get_data(as_text=True)
    form = client.page(path)
    good = {**form.hidden(form.form_for(path)), **data, "tai_khoan": DEPUTY, "den_ngay": ""}
    assert [client.post(path, data=good).status_code for _ in range(2)] == [303, 303]
    client.login(DEPUTY)
    page = "/2023/dang-ky/don-vi-1"
    assert client.post_form(f"{page}/buoc/duyet").status_code == 303
    text = zipfile.ZipFile(io.BytesIO(client.get(f"{page}.docx").data)).read("word/document.xml").decode()
    places = [
        text.index(line) for line in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Rmah Hiao")
    ]
    assert places == sorted(places)
    assert "Rcom Sa" not in text
    lines = [row.viec for row in session.query(NhatKy).order_by(NhatKy.id)]
    assert "ghi_phan_cong" in lines


def test_the_day_after_the_same_click_is_refused_with_the_reason(
    client: TownClient, session: Session, town: list[DonVi], clock: TownClock
) -> None:
    with writing(session):
        uy_quyen.delegate(session, None, delegation(session, town[0]), at=NOON)
    clock.moment = on(date(2023, 6, 30)) - timedelta(minutes=10)
    client.login(DEPUTY)
    page = "/2023/dang-ky/don-vi-1"
    shown = client.page(page)
    fields = shown.hidden(shown.form_for(f"{page}/buoc/duyet"))
    clock.moment = on(date(2023, 6, 30)) + timedelta(minutes=2)
    said = "Ủy quyền theo văn bản số 03/GUQ-UBND đã hết hạn ngày 30/6/2023."
    answer = client.post(f"{page}/buoc/duyet", data=fields)
    assert answer.status_code == 403
    assert said in answer.get_data(as_text=True)
    for path in (page, "/2023/phe-duyet/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert said in answer.get_data(as_text=True)
    assert client.get("/2023/dang-ky/don-vi-2").status_code == 404
    assert envelope(session, town[0]).state is State.CHO_DUYET


def test_an_officer_whose_delegation_ended_learns_why(session: Session, town: list[DonVi]) -> None:
    paper = envelope(session, town[1])
    second = person(session, "canbo.don-vi-2")
    uy_quyen.delegate(
        session,
        None,
        replace(delegation(session, town[1]), nguoi_id=second, den_ngay=date(2023, 6, 21)),
        at=NOON,
    )
    actor = actor_of_account(session, "canbo.don-vi-2", NOON)
    with pytest.raises(StepRefused, match="uy_quyen_het_han") as refused:
        hoso.move(session, actor, paper, "duyet", at=NOON)
    assert refused.value.facts == {"so": "03/GUQ-UBND", "ngay": date(2023, 6, 21)}


def test_the_list_shows_what_holds_what_ends_and_what_ended(
    client: TownClient, session: Session, town: list[DonVi]
) -> None:
    with writing(session):
        uy_quyen.delegate(session, None, delegation(session, town[0]), at=NOON)
        uy_quyen.assign(session, None, assignment(session, town[1]), at=NOON)
    client.login("thuongtruc")
    page = client.page("/tai-khoan/uy-quyen")
    assert [" ".join(h.itertext()) for h in page.all("h2")] == ["Đang hiệu lực"]
    assert "Sắp hết hạn" in page.text()
    sheet = load_workbook(io.BytesIO(client.get("/tai-khoan/uy-quyen.xlsx").data)).active
    assert {row[0].value for row in sheet.iter_rows(min_row=4)} == {"Đơn vị số 1", "Đơn vị số 2"}
    revoke = "/tai-khoan/uy-quyen/uy-quyen/1/thu-hoi"
    answer = client.post_form(revoke, {"tu_ngay": "22/6", "ly_do": ""}, page="/tai-khoan/uy-quyen")
    assert answer.status_code == 422
    assert "Ghi lý do thu hồi" in answer.get_data(as_text=True)
    sent = {**page.hidden(page.form_for(revoke)), "tu_ngay": "22/6", "ly_do": "Chủ tịch đã về"}
    assert [client.post(revoke, data=sent).status_code for _ in range(2)] == [303, 303]
    stale = client.post(revoke, data={**sent, "khoa_gui": "khac", "ly_do": "Đi học"})
    assert stale.status_code == 409
    told = Page(stale.get_data(as_text=True)).text()
    assert "Vừa gõ: thu hồi từ “22/6/2023”, lý do “Đi học”" in told
    assert "Đang lưu: thu hồi từ “22/6/2023”, lý do “Chủ tịch đã về”" in told
    page = client.page("/tai-khoan/uy-quyen")
    assert "Thu hồi từ 22/6/2023: Chủ tịch đã về" in page.text()
    client.login("thutruong.don-vi-1")
    assert "Phân công, ủy quyền" in client.page("/tai-khoan/phien").text()
    page = client.page("/tai-khoan/uy-quyen")
    assert "03/GUQ-UBND" in page.text()
    assert "45/QĐ-UBND" not in page.text()
    assert page.all("form")[1:] == []
    assert client.get("/tai-khoan/uy-quyen/phan-cong").status_code == 403
    client.login("canbo.don-vi-1")
    assert client.get("/tai-khoan/uy-quyen").status_code == 403
