"""An officer leaves: what is in hand, what moves, the minutes."""

import io
import zipfile
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import NOON
from tests.giaouoc import town as pledges
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.core.calendar import KyBaoCao
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.giaouoc.models import BanNhapGiaoUoc, TrangChup
from thidua.hoso import actions as hoso
from thidua.hoso.models import HoSo
from thidua.nhatky.models import NhatKy
from thidua.quantri.actions.ban_giao import hand_over
from thidua.quantri.compose.ban_giao import GIAO_UOC, TONG_HOP, lines
from thidua.quantri.queries.ban_giao import in_hand
from thidua.quantri.views.ban_giao import WORDS
from thidua.taikhoan.actions import uy_quyen
from thidua.taikhoan.actions.uy_quyen import PhanCongMoi, UyQuyenMoi
from thidua.taikhoan.models import BanGiao, TaiKhoan, UyQuyen
from thidua.taikhoan.queries import actor_of_account
from thidua.tonghop.actions import open_composition
from thidua.vanban.check import check

LEAVER, SUCCESSOR = "canbo.don-vi-1", "moi.don-vi-1"
PAGE = f"/tai-khoan/{LEAVER}/ban-giao"


@pytest.fixture
def town(built_once: Builder) -> list[DonVi]:
    """Two units; the first officer drafts one paper, sent another up, signs for the second unit."""
    return built_once(_town)


def _town(session: Session) -> list[DonVi]:
    with writing(session):
        made = builders.town(session, 2)
        builders.account(session, SUCCESSOR, ho_ten="Nay H'Bia")
        builders.step(session, made[0], "dang_ky", "trinh", LEAVER, NOON)
        paper = envelope(session, made[0], "ke_hoach")
        hoso.keep_draft(session, actor_of_account(session, LEAVER, NOON), paper, [("so", "1")], at=NOON)
        uy_quyen.assign(
            session,
            None,
            PhanCongMoi(
                nguoi_id=account(session, LEAVER).nguoi_id,
                don_vi_id=made[1].id,
                cach_ky="kt",
                chuc_vu="PHÓ CHỦ TỊCH",
                linh_vuc="",
                van_ban_so="45/QĐ-UBND",
                van_ban_ngay=date(2023, 1, 5),
                tu_ngay=date(2023, 1, 10),
            ),
            at=NOON,
        )
    return made


def account(session: Session, name: str) -> TaiKhoan:
    return session.scalars(select(TaiKhoan).where(TaiKhoan.ten_dang_nhap == name)).one()


def envelope(session: Session, unit: DonVi, loai: str) -> HoSo:
    return session.scalars(select(HoSo).where(HoSo.don_vi_id == unit.id, HoSo.loai == loai)).one()


def roles(session: Session, name: str, at: datetime) -> set[tuple[Role, int | None]]:
    return {(grant.role, grant.don_vi_id) for grant in actor_of_account(session, name, at).grants}


def test_what_is_in_hand_follows_the_roles(session: Session, town: list[DonVi]) -> None:
    held = in_hand(session, account(session, LEAVER).id, NOON)
    assert [row.vai_tro for row in held.vai_tro] == [Role.CAN_BO]
    assert {row.loai for row in held.ho_so} == {"ke_hoach", "giao_uoc", "khen_dot", "so_ket", "tong_ket"}
    assert [row.loai for row in held.ho_so if row.nhap_luc] == ["ke_hoach"]
    assert [row.van_ban_so for row in held.uy_quyen] == ["45/QĐ-UBND"]
    head = in_hand(session, account(session, "thutruong.don-vi-1").id, NOON)
    assert [row.loai for row in head.ho_so] == ["dang_ky"]
    assert in_hand(session, account(session, "thuongtruc").id, NOON).ho_so == ()
    builders.step(session, town[0], "dang_ky", "duyet", "thutruong.don-vi-1", NOON)
    secretary = in_hand(session, account(session, "thuongtruc").id, NOON)
    assert [(row.loai, row.don_vi) for row in secretary.ho_so] == [("dang_ky", "Đơn vị số 1")]


def test_everything_moves_in_one_act(client: TownClient, session: Session, town: list[DonVi]) -> None:
    client.login("quantri")
    shown = client.page(PAGE).text()
    assert "Kế hoạch thi đua năm 2023: Đơn vị số 1" in shown
    assert client.get(f"{PAGE}.docx").status_code == 404
    data = {"nhan": "khong-co", "ngay": "22/6/2023", "ly_do": "Chuyển công tác"}
    answer = client.post_form(PAGE, data)
    assert answer.status_code == 422
    assert "Không có tài khoản này" in answer.get_data(as_text=True)
    assert client.post_form(PAGE, {**data, "nhan": LEAVER}).status_code == 422
    assert client.post_form(PAGE, {**data, "nhan": SUCCESSOR, "ngay": "23/6/2023"}).status_code == 422
    assert account(session, LEAVER).khoa_luc is None
    assert client.post_form(PAGE, {**data, "nhan": SUCCESSOR}).status_code == 303
    unit = town[0].id
    assert account(session, LEAVER).khoa_luc == NOON
    assert roles(session, LEAVER, NOON) == set()
    assert roles(session, SUCCESSOR, NOON) == {(Role.CAN_BO, unit)}
    assert roles(session, LEAVER, NOON - timedelta(days=1)) >= {(Role.CAN_BO, unit)}
    lines = session.scalars(select(NhatKy.viec).order_by(NhatKy.id.desc()).limit(5)).all()
    assert lines == ["ban_giao", "khoa_tai_khoan", "thu_hoi_phan_cong", "thoi_vai_tro", "giao_vai_tro"]
    shown = client.page(PAGE).text()
    assert "Đã bàn giao cho Nay H'Bia" in shown
    paper = client.get(f"{PAGE}.docx").data
    assert [f for f in check(paper) if f.level == "error"] == []
    text = zipfile.ZipFile(io.BytesIO(paper)).read("word/document.xml").decode()
    for said in ("NGƯỜI GIAO", "NGƯỜI NHẬN", "Ksor H'Lan", "Nay H'Bia", "45/QĐ-UBND", "Chuyển công tác"):
        assert said in text
    client.login("thuongtruc")
    assert client.get(PAGE).status_code == 403


def test_a_refused_hand_over_leaves_nothing_behind(session: Session, town: list[DonVi]) -> None:
    admin = actor_of_account(session, "quantri", NOON)
    leaver, taker = account(session, LEAVER), account(session, SUCCESSOR)
    told = {"ngay": NOON.date(), "ly_do": "x", "dong": (), "at": NOON}
    with pytest.raises(NotYourFunction):
        hand_over(session, actor_of_account(session, "thuongtruc", NOON), leaver.id, taker.id, **told)  # type: ignore[arg-type]
    with pytest.raises(WrongInput, match="nhan_chinh_minh"):
        hand_over(session, admin, leaver.id, leaver.id, **told)  # type: ignore[arg-type]
    with pytest.raises(WrongInput, match="ngay_ban_giao"):
        hand_over(session, admin, leaver.id, taker.id, **(told | {"ngay": date(2023, 5, 1)}))  # type: ignore[arg-type]
    with pytest.raises(NotNow, match="tu_khoa_minh"):
        hand_over(session, admin, account(session, "quantri").id, taker.id, **told)  # type: ignore[arg-type]
    taker.khoa_luc = NOON
    with pytest.raises(NotNow, match="tai_khoan_da_khoa"):
        hand_over(session, admin, leaver.id, taker.id, **told)  # type: ignore[arg-type]
    assert session.scalars(select(BanGiao)).all() == []
    assert roles(session, LEAVER, NOON) >= {(Role.CAN_BO, town[0].id)}


def test_the_last_administrator_hands_over_to_the_next(session: Session, town: list[DonVi]) -> None:
    builders.account(session, "quantri2", Role.QUAN_TRI, ho_ten="Siu Mới")
    other = actor_of_account(session, "quantri2", NOON)
    old, new = account(session, "quantri"), account(session, SUCCESSOR)
    hand_over(session, other, old.id, new.id, ngay=NOON.date(), ly_do="Nghỉ hưu", dong=(), at=NOON)
    assert roles(session, SUCCESSOR, NOON) == {(Role.QUAN_TRI, None)}
    assert old.khoa_luc == NOON


def test_a_pledge_a_report_and_given_powers_are_in_hand_too(client: TownClient, session: Session) -> None:
    units = pledges.town(session)
    pledges.begin(session)
    assert [WORDS.nghia_vu(code) for code in ("so_ket", "nhiem_vu_rieng_2")] == [
        "Báo cáo sơ kết",
        "Nhiệm vụ riêng số 2",
    ]
    ban, drafter = pledges.view(session, "canbo.don-vi-1").ban.id, account(session, "canbo.don-vi-1").nguoi_id
    session.rollback()
    with writing(session):
        session.add(BanNhapGiaoUoc(ban_giao_uoc_id=ban, nguoi_id=drafter, luc=pledges.APRIL))
    assert shown(session, "canbo.don-vi-1", GIAO_UOC) == [
        (
            "Giao ước thi đua năm 2023: Cụm Một",
            "Soạn bản giao ước rồi gửi lấy ý kiến, từ 03/4/2023; lưu nháp lần cuối 03/4/2023",
        )
    ]
    pledges.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    head = account(session, "thutruong.don-vi-2")
    assert [said for _, said in shown(session, "thutruong.don-vi-2", GIAO_UOC)] == [
        "Trả lời ý kiến về bản giao ước, từ 03/4/2023"
    ]
    session.rollback()
    with writing(session):
        page = {"ban_giao_uoc_id": ban, "sha256": "0" * 64, "ten_tep": "1.jpg", "loai_tep": "jpg"}
        page |= {"kich_thuoc": 1, "gui_luc": NOON, "gui_boi": head.nguoi_id, "don_vi_id": units[1].id}
        session.add_all(TrangChup(trang=n, **page) for n in (1, 2))
        deputy = builders.account(session, "pho.don-vi-2", ho_ten="Rmah Hiao")
        given = UyQuyenMoi(
            nguoi_id=deputy.nguoi_id,
            don_vi_id=units[1].id,
            chuc_vu="CÔNG CHỨC VĂN PHÒNG",
            noi_dung="Duyệt báo cáo",
            van_ban_so="03/GUQ-UBND",
            van_ban_ngay=date(2023, 6, 1),
            tu_ngay=date(2023, 6, 1),
            den_ngay=date(2023, 12, 31),
        )
        uy_quyen.delegate(session, None, given, at=NOON)
        builders.account(session, SUCCESSOR, ho_ten="Nay H'Bia")
        secretary = builders.person_of(session, "thuongtruc")
        open_composition(session, secretary, 2023, KyBaoCao.SO_KET, at=NOON)
    assert ("Giao ước thi đua năm 2023: Cụm Một", TWO_PAGES) in shown(session, "thutruong.don-vi-2", GIAO_UOC)
    assert shown(session, "thuongtruc", TONG_HOP) == [
        ("Báo cáo tổng hợp sơ kết 6 tháng 2023", "Đang soạn; người giao sửa lần cuối 22/6/2023")
    ]
    assert shown(session, "truongphong", TONG_HOP)[0][1] == "Đang soạn; sửa lần cuối 22/6/2023"
    assert shown(session, "canbo.don-vi-2", TONG_HOP) == []
    client.login("quantri")
    place = "/tai-khoan/thutruong.don-vi-2/ban-giao"
    page = client.page(place)
    assert "Ủy quyền cho Rmah Hiao: TUQ. (ký thừa ủy quyền), CÔNG CHỨC VĂN PHÒNG: Đơn vị số 2" in page.text()
    data = {"nhan": SUCCESSOR, "ngay": "22/6/2023", "ly_do": "Nghỉ hưu"}
    sent = {**page.hidden(page.form_for(place)), **data}
    stale = client.post(place, data={**sent, "khoa_gui": "khac", "row_version": "99"})
    assert stale.status_code == 409
    assert 'value="Nghỉ hưu"' in stale.get_data(as_text=True)
    assert [client.post(place, data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(session.scalars(select(BanGiao)).all()) == 1
    assert session.scalars(select(UyQuyen.thu_hoi_tu)).all() == [NOON.date()]
    assert roles(session, "pho.don-vi-2", NOON) == set()
    text = zipfile.ZipFile(io.BytesIO(client.get(f"{place}.docx").data)).read("word/document.xml").decode()
    for said in ("Giao ước thi đua năm 2023: Cụm Một", TWO_PAGES, "Ủy quyền cho Rmah Hiao"):
        assert said in text


TWO_PAGES = "Đã gửi 2 tệp hoặc trang đã ký từ 22/6/2023, chờ người khác đối chiếu"


def shown(session: Session, name: str, kind: str) -> list[tuple[str, str]]:
    """The lines of one kind that the minutes of this account would bear."""
    held = in_hand(session, account(session, name).id, NOON)
    return [(what, how) for found, what, how in lines(held, WORDS) if found == kind]
