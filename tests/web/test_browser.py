"""The face in a real browser: strict CSP, keyboard, autosave, login in place, the same without scripts."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, make_response, render_template_string, request
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from tests.browser import chromium as open_chromium
from tests.builders import account
from tests.conftest import TownClock
from tests.town_client import PASSWORD
from thidua.core.actor import Role
from thidua.core.errors import NotNow
from thidua.web.access import LOGGED_IN, needs
from thidua.web.forms import DoanVN, Form

PAGE = """{% extends "base.html" %}
{% from "macros/form.html" import hidden, narrative, number_cell, stamp %}
{% from "macros/table.html" import table %}
{% block title %}Thử{% endblock %}
{% block main %}<h1>Thử</h1>{{ stamp() }}<form method="post" action="/thu">{{ hidden(1) }}
{% call table("Lưới", [("Đăng ký", true), ("Ước", true)], "o-so") %}{% for n in range(1, 4) %}
<tbody><tr><td class="o">{{ number_cell("dk-%d"|format(n), "", "Đăng ký %d"|format(n)) }}</td>
<td class="o">{{ number_cell("uoc-%d"|format(n), "", "Ước %d"|format(n)) }}</td></tr></tbody>
{% endfor %}{% endcall %}
{{ narrative(form.kho_khan, "/thu/nhap") }}<button class="nut" data-luu>Lưu nháp</button></form>
<button type="button" class="nut" id="hong" hx-get="/thu/hong" hx-target="h1"
hx-swap="outerHTML">Bước</button>
{% endblock %}"""


class Narrative(Form):
    kho_khan = DoanVN("Khó khăn")


@pytest.fixture
def saved() -> list[str]:
    return []


@pytest.fixture
def address(app: Flask, session: Session, saved: list[str]) -> Iterator[str]:
    def save() -> Any:
        saved.append(request.form["kho_khan"])
        return make_response("Đã lưu nháp")

    def refuse() -> str:
        raise NotNow("da_tung_tiep_nhan")

    show = needs(LOGGED_IN)(lambda: render_template_string(PAGE, form=Narrative()))
    app.add_url_rule("/thu", "thu", show)
    app.add_url_rule("/thu", "thu_luu", needs(LOGGED_IN)(save), methods=["POST"])
    app.add_url_rule("/thu/nhap", "nhap", needs(LOGGED_IN)(lambda: save()), methods=["POST"])
    app.add_url_rule("/thu/hong", "hong", needs(LOGGED_IN)(refuse))
    account(session, "thuongtruc", Role.THUONG_TRUC)
    session.commit()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    worker = threading.Thread(target=server.serve_forever, daemon=True)
    worker.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    worker.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


def log_in(page: Any, address: str) -> None:
    page.goto(f"{address}/thu")
    page.fill("#tai_khoan", "thuongtruc")
    page.fill("#mat_khau", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{address}/thu")


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """A logged-in page; a violation of the CSP or a script error fails the test."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(15_000)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console", lambda line: complaints.append(line.text) if "Content Security" in line.text else None
    )
    log_in(opened, address)
    yield opened
    context.close()
    assert [line for line in complaints if not line.startswith("Failed to load resource")] == []


def values(page: Any, prefix: str) -> list[str]:
    return [page.input_value(f"#{prefix}-{n}") for n in (1, 2, 3)]


def test_arrow_keys_and_enter_walk_down_the_column(page: Any) -> None:
    page.focus("#dk-1")
    page.keyboard.press("Enter")
    page.keyboard.type("12")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("13")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("11")
    assert values(page, "dk") == ["11", "12", "13"]


def test_a_block_from_a_spreadsheet_fills_the_grid(page: Any) -> None:
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData('text', '1.250\\t600\\r\\n98\\t41,2\\r\\n');
          document.querySelector('#dk-2').dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    assert values(page, "dk") == ["", "1.250", "98"]
    assert values(page, "uoc") == ["", "600", "41,2"]


def test_a_narrative_saves_itself(page: Any, saved: list[str]) -> None:
    page.fill("#kho_khan", "Thiếu vốn đối ứng")
    page.get_by_text("Đã lưu nháp").wait_for()
    assert saved == ["Thiếu vốn đối ứng"]


def test_ctrl_s_saves_the_page(page: Any, saved: list[str], address: str) -> None:
    page.fill("#kho_khan", "gấp")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert saved[-1] == "gấp"


def test_a_refusal_stands_in_the_error_place_and_nothing_is_replaced(page: Any) -> None:
    page.click("#hong")
    page.locator("#loi-chung").get_by_text("đã có bản được tiếp nhận").wait_for()
    assert page.inner_text("h1") == "Thử"


def test_text_typed_into_an_expired_login_is_saved_after_logging_in_in_place(
    page: Any, saved: list[str], clock: TownClock
) -> None:
    clock.advance(timedelta(hours=1))
    page.fill("#kho_khan", "gõ sau khi hết phiên")
    page.locator("#dang-nhap-tai-cho form").wait_for()
    assert saved == []
    assert page.input_value("#kho_khan") == "gõ sau khi hết phiên"
    page.fill("#tai_khoan", "thuongtruc")
    page.fill("#mat_khau", PASSWORD)
    page.click("#dang-nhap-tai-cho button")
    page.locator("#luu-nhap").get_by_text("Đã lưu nháp").wait_for()
    assert saved == ["gõ sau khi hết phiên"]
    assert page.input_value("#kho_khan") == "gõ sau khi hết phiên"


def test_text_that_the_network_lost_is_offered_again(page: Any, saved: list[str], address: str) -> None:
    page.context.set_offline(True)
    page.fill("#kho_khan", "gõ lúc mất mạng")
    page.get_by_text("Mất kết nối").wait_for()
    # The tab dies: nothing of the page is left but the browser's own store.
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{address}/thu")
    again.get_by_role("button", name="Lấy lại").click()
    again.get_by_text("Đã lưu nháp").wait_for()
    assert saved == ["gõ lúc mất mạng"]
    assert again.evaluate("Object.keys(localStorage).length") == 0


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844), (320, 640)])
def test_no_page_scrolls_sideways(page: Any, address: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for path in ("/thu", "/tai-khoan/phien", "/doi-mat-khau", "/khong-co"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_everything_is_done_without_javascript(chromium: Any, address: str, saved: list[str]) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    plain = context.new_page()
    log_in(plain, address)
    plain.fill("#kho_khan", "không cần JavaScript")
    plain.click("[data-luu]")
    assert saved == ["không cần JavaScript"]
    plain.goto(f"{address}/tai-khoan/phien")
    plain.get_by_role("button", name="Đăng xuất").click()
    plain.wait_for_url(f"{address}/dang-nhap")
    plain.goto(f"{address}/thu")
    assert "/dang-nhap?tiep=/thu" in plain.url
    context.close()
