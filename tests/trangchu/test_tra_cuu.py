"""The search: without diacritics, exact spelling first, only what the reader may see."""

import re

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.core.targets import NguonGiao
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.namthidua.models import NamThiDua


@pytest.fixture
def two(built_once: Builder) -> list[DonVi]:
    return built_once(_two)


def _two(session: Session) -> list[DonVi]:
    with writing(session):
        made = builders.town(session, 2)
        nam_id = session.query(NamThiDua.id).scalar()
        builders.target(session, nam_id, made[0], "Thu ngân sách trên địa bàn")
        builders.target(session, nam_id, made[1], "Giải ngân vốn đầu tư")
        own = "Đường cờ thanh niên"
        builders.target(session, nam_id, made[1], own, giao=None, giao_boi=NguonGiao.TU_DANG_KY)
    return made


def hits(client: TownClient, q: str) -> list[str]:
    page = client.page("/tra-cuu", query_string={"q": q})
    found = [each for ul in page.all("ul") if ul.get("class") == "ds-viec" for each in ul.iter("li")]
    return [" ".join(" ".join(each.itertext()).split()) for each in found]


def test_diacritics_do_not_matter_and_exact_spelling_comes_first(
    client: TownClient, session: Session, two: list[DonVi]
) -> None:
    with writing(session):
        nam_id = session.query(NamThiDua.id).scalar()
        builders.target(session, nam_id, two[0], "Giai ngan (chua dau)")
    client.login("thuongtruc")
    assert hits(client, "ngan sach") == ["Thu ngân sách trên địa bàn Đơn vị số 1"]
    assert hits(client, "NGÂN SÁCH") == ["Thu ngân sách trên địa bàn Đơn vị số 1"]
    assert hits(client, "giải ngân") == [
        "Giải ngân vốn đầu tư Đơn vị số 2",
        "Giai ngan (chua dau) Đơn vị số 1",
    ]
    assert hits(client, "giai ngan") == [
        "Giai ngan (chua dau) Đơn vị số 1",
        "Giải ngân vốn đầu tư Đơn vị số 2",
    ]
    assert hits(client, "so ket 6 don vi 2") == ["Báo cáo sơ kết 6 tháng Đơn vị số 2"]
    assert hits(client, "nong thon moi") == ["“Gia Lai chung sức xây dựng nông thôn mới”"]


def test_every_hit_leads_to_its_page(client: TownClient, session: Session, two: list[DonVi]) -> None:
    for who in ("thuongtruc", "chutich", "canbo.don-vi-1"):
        client.login(who)
        page = client.page("/tra-cuu?q=so")
        links = {a.get("href") or "" for ul in page.all("ul") for a in ul.iter("a")}
        assert links
        for address in links:
            assert client.get(address).status_code == 200, f"{who}: {address}"


def test_a_unit_finds_only_its_own(client: TownClient, two: list[DonVi]) -> None:
    client.login("canbo.don-vi-1")
    assert all("số 2" not in hit for hit in hits(client, "so"))
    assert hits(client, "giai ngan") == []
    assert hits(client, "thanh nien") == []
    client.login("canbo.don-vi-2")
    assert hits(client, "thanh nien") == ["Đường cờ thanh niên Đơn vị số 2"]


def test_a_unit_s_own_target_stays_with_it(client: TownClient, two: list[DonVi]) -> None:
    for who in ("thuongtruc", "chutich", "quantri", "xem"):
        client.login(who)
        assert hits(client, "thanh nien") == []


def test_administrators_and_viewers_find_no_papers(client: TownClient, two: list[DonVi]) -> None:
    client.login("quantri")
    assert hits(client, "so") == ["Đơn vị số 1 Đơn vị số 1", "Đơn vị số 2 Đơn vị số 2"]
    assert hits(client, "gia lai") == []
    client.login("xem")
    assert hits(client, "don vi so") == []
    assert len(hits(client, "gia lai")) == 3


@pytest.mark.parametrize(
    "q", ["", "   ", "không có gì như thế", "%", "_", "a" * 5000, "\ud800", "\x00", "<b>"]
)
def test_odd_words_do_no_harm(client: TownClient, two: list[DonVi], q: str) -> None:
    client.login("thuongtruc")
    answer = client.get("/tra-cuu", query_string={"q": q.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200
    assert "<b>&" not in answer.get_data(as_text=True)


def test_in_an_empty_office_nothing_is_found(client: TownClient, session: Session) -> None:
    builders.account(session, "trong")
    client.login("trong")
    assert "Không thấy gì" in client.page("/tra-cuu?q=gi").text()


def test_the_statements_do_not_grow_with_the_town(
    client: TownClient, session: Session, two: list[DonVi]
) -> None:
    client.login("thuongtruc")

    def statements() -> int:
        counted: list[str] = []

        def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
            if re.match(r"(?i)\s*select", statement):
                counted.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            hits(client, "so")
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(counted)

    few = statements()
    with writing(session):
        nam_id = session.query(NamThiDua.id).scalar()
        more = [builders.unit(session, f"them-{n}", f"Đơn vị thêm {n}", order=9 + n) for n in range(5)]
        builders.ho_so(session, nam_id, *more)
    assert statements() == few
