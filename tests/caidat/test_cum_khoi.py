"""The editor of cụm and khối: names, heads, members, order, and what is refused."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.town_client import Page, TownClient
from thidua.core.calendar import TrangThaiNam
from thidua.donvi.models import DonVi
from thidua.namthidua import queries
from thidua.namthidua.models import CumKhoi
from thidua.namthidua.queries.cum_khoi import heads_by_year
from thidua.nhatky.models import NhatKy

LIST = "/2023/cai-dat/cum-khoi"
CUM = f"{LIST}/cum-mot"


@pytest.fixture
def officer(client: TownClient, session: Session, town: list[DonVi]) -> TownClient:
    client.login("thuongtruc")
    return client


def group(session: Session, code: str) -> queries.CumKhoiRow:
    found = queries.groups(session, queries.year(session, 2023).id)
    return next(one for one in found if one.code == code)


def as_shown(client: TownClient, address: str = CUM) -> dict[str, Any]:
    page = client.page(CUM)
    form = page.form_for(address)
    values: dict[str, Any] = dict(page.hidden(form))
    for each in form.iter("input"):
        if each.get("type") == "text":
            values[str(each.get("name"))] = each.get("value", "")
    for each in form.iter("select"):
        chosen = [o for o in each.iter("option") if o.get("selected") is not None]
        values[str(each.get("name"))] = chosen[0].get("value", "") if chosen else ""
    return values


def prepare(session: Session) -> None:
    queries.year(session, 2023).trang_thai = TrangThaiNam.CHUAN_BI
    session.commit()


def test_name_head_and_deputy_are_kept_with_their_log(
    officer: TownClient, session: Session, town: list[DonVi]
) -> None:
    new = {"ten": "Cụm phường", "truong": str(town[1].id), "pho": str(town[2].id), "phu_trach": "Rcom Sa"}
    assert officer.post(CUM, data={**as_shown(officer), **new}).status_code == 303
    now = group(session, "cum-mot")
    assert (now.ten, now.truong_id, now.pho_id, now.phu_trach) == (
        "Cụm phường",
        town[1].id,
        town[2].id,
        "Rcom Sa",
    )
    assert session.scalars(select(NhatKy.viec).order_by(NhatKy.id.desc())).first() == "sua_cum_khoi"
    assert heads_by_year(session, "cum-mot")[0].truong == "Đơn vị số 2"
    assert "Đơn vị số 2" in officer.get(CUM).get_data(as_text=True)


def refused(answer: Any, status: int, field: str, words: str) -> Page:
    assert answer.status_code == status
    page = Page(answer.get_data(as_text=True))
    assert words in "".join(page.by_id(f"{field}-loi").itertext())
    return page


def test_a_head_outside_is_refused_at_the_field(
    officer: TownClient, session: Session, town: list[DonVi]
) -> None:
    start, outside = as_shown(officer), str(town[4].id)
    words = "không thuộc"
    refused(officer.post(CUM, data={**start, "truong": outside, "ten": "Gõ dở"}), 422, "truong", words)
    refused(officer.post(CUM, data={**start, "pho": outside}), 422, "pho", words)
    same = {"truong": str(town[0].id), "pho": str(town[0].id)}
    refused(officer.post(CUM, data={**start, **same}), 422, "pho", "vừa là trưởng vừa là phó")
    refused(officer.post(CUM, data={**start, "ten": " "}), 422, "ten", "Cần điền tên")
    refused(officer.post(CUM, data={**start, "ten": "khối hai"}), 409, "ten", "đã có cụm, khối tên")
    assert group(session, "cum-mot").ten == "Cụm Một"


def test_two_editors_lose_nothing(officer: TownClient, session: Session) -> None:
    old = as_shown(officer)
    assert officer.post(CUM, data={**old, "phu_trach": "Người thứ nhất"}).status_code == 303
    answer = officer.post(CUM, data={**old, "phu_trach": "Người thứ hai"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "phụ trách: Người thứ nhất" in text
    assert 'value="Người thứ hai"' in text
    again = Page(text).hidden(Page(text).form_for(CUM))
    assert officer.post(CUM, data={**old, **again, "phu_trach": "Người thứ hai"}).status_code == 303
    assert group(session, "cum-mot").phu_trach == "Người thứ hai"


def test_members_move_before_the_opening(officer: TownClient, session: Session, town: list[DonVi]) -> None:
    prepare(session)
    where = f"{CUM}/thanh-vien"
    move = {"viec": "chuyen", "di": str(town[2].id), "den": "khoi-hai"}
    assert officer.post(where, data={**as_shown(officer, where), **move}).status_code == 303
    assert group(session, "cum-mot").thanh_vien == (town[0].id, town[1].id)
    assert group(session, "khoi-hai").thanh_vien == (town[3].id, town[4].id, town[2].id)
    out = {"viec": "chuyen", "di": str(town[1].id), "den": "ra"}
    assert officer.post(where, data={**as_shown(officer, where), **out}).status_code == 303
    assert "1 đơn vị chưa xếp" in officer.get(LIST).get_data(as_text=True)
    back = {"viec": "them", "them": str(town[1].id)}
    assert officer.post(where, data={**as_shown(officer, where), **back}).status_code == 303
    assert group(session, "cum-mot").thanh_vien == (town[0].id, town[1].id)


def test_what_may_not_happen_to_members(officer: TownClient, session: Session, town: list[DonVi]) -> None:
    where = f"{CUM}/thanh-vien"
    start = {**as_shown(officer, where), "ly_do": "Quyết định số 5"}
    second = {"viec": "them", "them": str(town[3].id)}
    refused(officer.post(where, data={**start, **second}), 422, "them", "đã thuộc cụm, khối khác")
    head = {"viec": "chuyen", "di": str(town[0].id), "den": "khoi-hai"}
    refused(officer.post(where, data={**start, **head}), 422, "di", "đang là trưởng hoặc phó")
    stranger = {"viec": "chuyen", "di": str(town[4].id), "den": "ra"}
    refused(officer.post(where, data={**start, **stranger}), 422, "di", "không thuộc")
    nowhere = {"viec": "chuyen", "di": str(town[1].id), "den": ""}
    refused(officer.post(where, data={**start, **nowhere}), 422, "den", "Chưa chọn")
    refused(officer.post(where, data={**start, "viec": "them", "them": "x"}), 422, "them", "Chưa chọn")
    assert group(session, "cum-mot").thanh_vien == tuple(unit.id for unit in town[:3])


def test_after_the_opening_a_change_is_an_act_with_its_reason(
    officer: TownClient, session: Session, town: list[DonVi]
) -> None:
    where = f"{CUM}/thanh-vien"
    move = {"viec": "chuyen", "di": str(town[2].id), "den": "khoi-hai"}
    start = as_shown(officer, where)
    refused(officer.post(where, data={**start, **move, "ly_do": " "}), 422, "ly_do", "cần ghi lý do")
    assert "Năm 2023 đã mở" in officer.get(CUM).get_data(as_text=True)
    fresh = {**as_shown(officer, where), **move, "ly_do": "Quyết định số 5/QĐ-HĐ"}
    assert officer.post(where, data=fresh).status_code == 303
    line = session.scalars(select(NhatKy).order_by(NhatKy.id.desc())).first()
    assert line is not None
    assert (line.viec, line.ghi_chu) == ("doi_thanh_vien", "Quyết định số 5/QĐ-HĐ")
    assert officer.post(where, data=fresh).status_code == 303  # the key is used up: nothing happens twice
    assert group(session, "khoi-hai").thanh_vien == (town[3].id, town[4].id, town[2].id)


def test_order_by_buttons(officer: TownClient, session: Session, town: list[DonVi]) -> None:
    token = {"csrf_token": officer.token()}
    officer.post(f"{CUM}/thu-tu", data={**token, "xuong": str(town[0].id)})
    assert group(session, "cum-mot").thanh_vien == (town[1].id, town[0].id, town[2].id)
    officer.post(f"{CUM}/thu-tu", data={**token, "len": str(town[1].id)})  # already first
    assert group(session, "cum-mot").thanh_vien[0] == town[1].id
    khoi = group(session, "khoi-hai").id
    officer.post(f"{LIST}/thu-tu", data={**token, "len": str(khoi)})
    codes = [one.code for one in queries.groups(session, queries.year(session, 2023).id)]
    assert codes == ["khoi-hai", "cum-mot"]


def test_a_new_group_and_its_end(officer: TownClient, session: Session) -> None:
    prepare(session)
    made = officer.post_form(LIST, {"ten": "Khối doanh nghiệp", "loai": "khoi"}, page=LIST)
    assert made.headers["Location"] == f"{LIST}/khoi-doanh-nghiep"
    again = officer.post_form(LIST, {"ten": "KHỐI doanh nghiệp", "loai": "khoi"}, page=LIST)
    refused(again, 409, "ten", "đã có cụm, khối tên")
    refused(officer.post_form(LIST, {"ten": "***", "loai": "khoi"}, page=LIST), 422, "ten", "Cần điền tên")
    token = {"csrf_token": officer.token()}
    assert officer.post(f"{CUM}/bo", data=token).status_code == 409
    assert officer.post(f"{LIST}/khoi-doanh-nghiep/bo", data=token).status_code == 303
    assert session.scalar(select(CumKhoi.id).where(CumKhoi.code == "khoi-doanh-nghiep")) is None


def test_only_the_secretariat_edits(client: TownClient, town: list[DonVi]) -> None:
    for account in ("canbo.don-vi-1", "chutich", "quantri"):
        client.login(account)
        assert client.get(LIST).status_code == 403
        assert client.post(CUM, data={"csrf_token": client.token()}).status_code == 403
