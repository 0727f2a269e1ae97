"""An officer leaves: what is in hand, what moves, the minutes."""

import io
import zipfile
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import NOON
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.hoso import actions as hoso
from thidua.hoso.models import HoSo
from thidua.nhatky.models import NhatKy
from thidua.quantri.actions.ban_giao import hand_over
from thidua.quantri.queries.ban_giao import in_hand
from thidua.taikhoan.actions import uy_quyen
from thidua.taikhoan.actions.uy_quyen import PhanCongMoi
from thidua.taikhoan.models import BanGiao, TaiKhoan
from thidua.taikhoan.queries import actor_of_account
from thidua.vanban.check import check

LEAVER, SUCCESSOR = "canbo.don-vi-1", "moi.don-vi-1"
PAGE = f"/tai-khoan/{LEAVER}/ban-giao"


@pytest.fixture
def town(session: Session) -> list[DonVi]:
    """Two units; the first officer drafts one paper, sent another up, signs for the second unit."""
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
