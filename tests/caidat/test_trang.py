"""The year's first page and its periods."""

from datetime import date
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests import builders
from tests.caidat.conftest import DECEMBER
from tests.town_client import Page, TownClient
from thidua.caidat.queries.dong_nam import open_items
from thidua.caidat.queries.tong_quan import overview
from thidua.core.calendar import TrangThaiNam
from thidua.donvi.models import DonVi
from thidua.namthidua import queries
from thidua.nhatky.models import NhatKy

YEAR = "/2023/cai-dat/"
DOT = "/2023/cai-dat/dot"


def test_the_page_says_what_the_year_holds_and_lacks(
    client: TownClient, session: Session, town: list[DonVi]
) -> None:
    client.login("thuongtruc")
    page = client.page(YEAR)
    links = {str(a.get("href")) for a in page.all("a")}
    for part in ("ke-hoach", "can-cu", "phong-trao", "chi-tieu", "nghia-vu", "lich", "cum-khoi", "dot"):
        assert f"{YEAR}{part}" in links
    text = "".join(page.by_id("chinh").itertext())
    assert "2 cụm, khối; 5/5 đơn vị" in text
    assert "30 hồ sơ đã lập" in text
    assert "1 nội dung chưa ghi văn bản yêu cầu" in text
    nav = [a for a in page.all("a") if a.get("aria-current") == "page"]
    assert [a.get("href") for a in nav] == [YEAR]


def test_only_the_secretariat_has_the_page(client: TownClient, town: list[DonVi]) -> None:
    for account in ("canbo.don-vi-1", "chutich", "xem", "quantri"):
        client.login(account)
        assert client.get(YEAR).status_code == 403
        assert client.get(DOT).status_code == 403


def test_a_year_in_preparation_is_the_secretariats_own(
    client: TownClient, session: Session, town: list[DonVi]
) -> None:
    """It is not the year to which anybody is led, and only the Phòng is offered it."""
    nam_id = builders.year(session, 2024)
    made = queries.year(session, 2024)
    made.trang_thai = TrangThaiNam.CHUAN_BI
    session.commit()
    assert nam_id == made.id
    client.login("canbo.don-vi-1")
    assert client.get("/").headers["Location"] == "/2023/"
    assert "/2024/" not in client.get("/2023/").get_data(as_text=True)
    client.login("thuongtruc")
    assert "/2024/" in client.get("/2023/").get_data(as_text=True)


def test_summing_up_is_an_act_of_its_own(client: TownClient, session: Session, town: list[DonVi]) -> None:
    client.login("thuongtruc")
    form = client.page(YEAR).hidden(client.page(YEAR).form_for(f"{YEAR}tong-ket"))
    stale = client.post(f"{YEAR}tong-ket", data={**form, "row_version": "99"})
    assert stale.status_code == 409
    assert client.post_form(f"{YEAR}tong-ket", page=YEAR).status_code == 303
    assert queries.year(session, 2023).trang_thai is TrangThaiNam.DANG_TONG_KET
    assert session.scalars(select(NhatKy.viec).order_by(NhatKy.id.desc())).first() == "chuyen_tong_ket"
    assert client.post(f"{YEAR}mo", data={"csrf_token": client.token()}).status_code == 409


def shown(client: TownClient) -> dict[str, Any]:
    page = client.page(DOT)
    form = page.form_for(DOT)
    texts = {str(i.get("name")): i.get("value", "") for i in form.iter("input") if i.get("type") == "text"}
    return {**page.hidden(form), **texts}


def test_periods_are_changed_with_a_reason_or_refused_at_the_field(
    client: TownClient, session: Session, town: list[DonVi]
) -> None:
    client.login("thuongtruc")
    start = shown(client)
    lines = session.scalar(select(func.count()).select_from(NhatKy))
    for changes, field, words in (
        ({"dot-2-tu": "15/6/2023"}, "dot-2-tu", "chồng lên đợt trước"),
        ({"dot-2-den": "ba mươi"}, "dot-2-den", "ba mươi"),
        ({"dot-1-den": "01/7/2022"}, "dot-1-den", "đứng trước ngày đầu"),
        ({"dot-1-moc": "101"}, "dot-1-moc", "0 đến 100"),
        ({"dot-1-ten": ""}, "dot-1-ten", "Cần điền tên đợt"),
        ({"dot-1-moc": "60"}, "ly_do", "cần ghi lý do"),
    ):
        answer = client.post(DOT, data={**start, **changes})
        assert answer.status_code == 422, changes
        page = Page(answer.get_data(as_text=True))
        assert words in "".join(page.by_id(f"{field}-loi").itertext())
        [[name, typed]] = changes.items()
        assert page.by_id(name).get("value") == typed
    assert session.scalar(select(func.count()).select_from(NhatKy)) == lines
    good = {"dot-1-moc": "55,5", "dot-2-tu": "02/7", "ly_do": "Quyết định số 9"}
    assert client.post(DOT, data={**start, **good}).status_code == 303
    first, second = queries.periods(session, queries.year(session, 2023).id)
    assert (str(first.ty_le_moc.normalize()), second.tu_ngay) == ("55.5", date(2023, 7, 2))
    acts = session.scalars(select(NhatKy.viec).order_by(NhatKy.id.desc()).limit(2)).all()
    assert list(acts) == ["sua_dot", "sua_dot"]


def count(session: Session, work: Any) -> int:
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_statements_do_not_grow_with_the_town(session: Session, town: list[DonVi]) -> None:
    year = queries.year(session, 2023)

    def look() -> None:
        overview(session, year, DECEMBER)
        open_items(session, year, DECEMBER)

    few = count(session, look)
    more = [builders.unit(session, f"don-vi-{n}", f"Đơn vị số {n}", order=n) for n in range(10, 40)]
    builders.ho_so(session, year.id, *more)
    session.flush()
    assert count(session, look) == few
