"""Dated rules on their page: entered, taken over with their marks, asked by day."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.core.legal import FRAMES
from thidua.namthidua.queries.quy_dinh import GOI_Y, KHUNG, rule_on, rules

PAGE = "/2023/cai-dat/quy-dinh"
CODE = "cstdcs_tren_ldtt_toi_da"


@pytest.fixture
def office(session: Session) -> None:
    builders.year(session)
    builders.account(session, "thuongtruc", Role.THUONG_TRUC)
    session.commit()


def test_nothing_holds_before_an_official_takes_it_over(
    session: Session, client: TownClient, office: None
) -> None:
    assert rule_on(session, CODE, date(2023, 6, 1)) is None
    client.login("thuongtruc")
    assert "Chưa có quy định – nhập căn cứ" in client.page(PAGE).text()
    assert client.post_form(f"{PAGE}/goi-y", {}, page=PAGE).status_code == 303
    old, new = (rule_on(session, CODE, day) for day in (date(2023, 6, 1), date(2024, 6, 1)))
    assert old is not None
    assert new is not None
    assert (old.so, old.da_kiem_chung) == (Decimal(15), True)
    assert (new.gia_tri, new.so) == ("", None), "the law of 2022 sets none"
    text = client.page(PAGE).text()
    assert "chưa kiểm chứng" in text
    assert "luật không đặt mức chung" in text


def test_a_rule_is_entered_replaced_and_taken_out(session: Session, client: TownClient, office: None) -> None:
    client.login("thuongtruc")
    rule = {
        "ten": "Tỷ lệ của tỉnh",
        "code": CODE,
        "gia_tri": "12,5",
        "don_vi_tinh": "%",
        "tu_ngay": "01/01/2024",
        "nguon": "Quyết định của UBND tỉnh",
    }
    for wrong in (
        {"code": "Tỷ lệ"},
        {"tu_ngay": ""},
        {"den_ngay": "31/12/2023"},
        {"da_kiem_chung": "y", "nguon": ""},
    ):
        answer = client.post_form(PAGE, rule | wrong, page=PAGE)
        assert answer.status_code == 422
        assert "Tỷ lệ của tỉnh" in answer.get_data(as_text=True)
    assert client.post_form(PAGE, rule, page=PAGE).status_code == 303
    assert client.post_form(PAGE, rule | {"gia_tri": "do Hội đồng quyết định"}, page=PAGE).status_code == 303
    (only,) = rules(session)
    assert (only.gia_tri, only.so) == ("do Hội đồng quyết định", None)
    assert client.post_form(f"{PAGE}/{only.id}/xoa", {}, page=PAGE).status_code == 303
    assert rules(session) == []


def test_every_offered_rule_belongs_to_a_frame_and_names_its_source() -> None:
    frames = {frame.code for frame in FRAMES}
    assert {one.code for one in KHUNG} == frames
    assert {one.khung for one in GOI_Y} <= frames
    assert all(one.nguon for one in GOI_Y)
    assert len({(one.code, one.khung) for one in GOI_Y}) == len(GOI_Y)
