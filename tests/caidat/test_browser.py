"""An officer opens 2024 from 2023 in few clicks; 2023 is closed only when nothing of it is open."""

import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from tests import builders
from tests.browser import chromium as open_chromium
from tests.caidat.conftest import DECEMBER
from tests.conftest import TownClock
from tests.town_client import PASSWORD
from thidua.core.calendar import TrangThaiNam
from thidua.core.workflow import State
from thidua.donvi.models import DonVi
from thidua.hoso.models import HoSo
from thidua.namthidua import queries
from thidua.namthidua.models import NghiaVu, PhongTrao

MOST_CLICKS = 20


class Hand:
    """A page and how often the mouse was clicked in it; to type into a field it is clicked first."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.clicks = 0

    def click(self, what: str) -> None:
        self.clicks += 1
        self.page.click(what)

    def type(self, field: str, text: str) -> None:
        self.click(field)
        self.page.fill(field, text)


@pytest.fixture
def address(app: Flask, clock: TownClock, town: list[DonVi]) -> Iterator[str]:
    clock.moment = DECEMBER
    server = make_server("127.0.0.1", 0, app, threaded=True)
    worker = threading.Thread(target=server.serve_forever, daemon=True)
    worker.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    worker.join()


def settle(session: Session) -> None:
    """Take what is open in 2023 out of its obligation."""
    session.rollback()
    officer = builders.person_of(session, "thuongtruc")
    year = queries.year(session, 2023)
    for one in session.scalars(select(HoSo).where(HoSo.nam_id == year.id, HoSo.state == State.NHAP)).all():
        builders.hoso_actions.move(
            session, officer, one, "khong_thuoc_doi_tuong", at=DECEMBER, reason="Đã giải thể"
        )
    session.commit()


def test_2024_opens_from_2023_and_2023_closes(address: str, session: Session) -> None:
    duty = session.scalars(select(NghiaVu.id).where(NghiaVu.code == "dang_ky")).one()
    movement = session.scalars(select(PhongTrao.id).order_by(PhongTrao.id)).first()
    khoi = next(
        g for g in queries.groups(session, queries.year(session, 2023).id) if g.code == "khoi-hai"
    )
    session.rollback()
    with open_chromium() as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{address}/2023/")
        page.fill("#tai_khoan", "truongphong")
        page.fill("#mat_khau", PASSWORD)
        page.click("main button")
        hand = Hand(page)
        hand.click("text=Thiết lập năm")
        hand.click("a:has-text('Mở năm 2024')")
        hand.type("#chu_de", "Kỷ cương, sáng tạo")
        hand.type(f"#nv-{duty}-han", "29/3")
        hand.click(f"[name='giu-ptr-{movement}']")
        hand.click(f"[name='luan-{khoi.id}'] >> nth=1")
        hand.click("button:has-text('Mở năm 2024')")
        page.wait_for_url(f"{address}/2024/cai-dat/")
        assert hand.clicks <= MOST_CLICKS
        _opened(session, khoi.pho_id)
        page.goto(f"{address}/2023/cai-dat/dong-nam")
        page.click("button:has-text('Đóng năm 2023')")
        assert "còn 30 việc dở" in page.inner_text("[role=alert]")
        assert page.locator(".viec-con a").count() == 30
        settle(session)
        page.goto(f"{address}/2023/cai-dat/dong-nam")
        page.click("button:has-text('Đóng năm 2023')")
        page.wait_for_url(f"{address}/2023/cai-dat/")
        assert "Đã đóng" in page.inner_text("main")
    session.rollback()
    assert queries.year(session, 2023).trang_thai is TrangThaiNam.DA_DONG


def _opened(session: Session, head: int | None) -> None:
    """The four changes are in the new year, the rest is as offered."""
    session.rollback()
    made = queries.year(session, 2024)
    assert (made.trang_thai, made.chu_de) == (TrangThaiNam.DANG_MO, "Kỷ cương, sáng tạo")
    [due] = [one.han for one in queries.obligations(session, made.id) if one.code == "dang_ky"]
    assert due == date(2024, 3, 29)
    assert [one.code for one in queries.movements(session, made.id)] == [
        *(code for code, _ in builders.MOVEMENTS[1:]),
        "goi-ten",
    ]
    [khoi] = [one for one in queries.groups(session, made.id) if one.code == "khoi-hai"]
    assert khoi.truong_id == head
    session.rollback()
