"""The grid in a real browser: eight targets with few clicks and keys, a column pasted from a spreadsheet."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests import builders
from tests.browser import chromium as open_chromium
from tests.conftest import TownClock
from tests.dangky.conftest import PAGE, Town
from tests.dangky.test_whole import last_year
from tests.town_client import PASSWORD
from thidua.core.calendar import VN
from thidua.core.targets import LoaiChiTieu
from thidua.db.base import writing
from thidua.donvi.models import DonVi

MORE = (
    ("Hộ nghèo giảm", "5", LoaiChiTieu.CUOI_NAM, "hộ"),
    ("Gia đình văn hóa", "92", LoaiChiTieu.CUOI_NAM, "%"),
    ("Kết nạp đảng viên", "5", LoaiChiTieu.LUY_KE, "người"),
    ("Hồ sơ đúng hạn", "98", LoaiChiTieu.DUY_TRI, "%"),
)


@dataclass
class Hand:
    """An official's hand on mouse and keyboard, counted."""

    page: Any
    clicks: int = 0
    keys: int = 0

    def click(self, selector: str) -> None:
        self.page.click(selector)
        self.clicks += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1


@pytest.fixture
def eight(town: Town, clock: TownClock) -> list[int]:
    """Eight targets, the third assigned by the party committee, the last one a task; before the due day."""
    clock.moment = datetime(2023, 3, 20, 9, 0, tzinfo=VN)
    session = town.session
    with writing(session):
        unit = session.query(DonVi).filter_by(code="phuong-cheo-reo").one()
        made = [
            builders.target(session, town.nam_id, unit, ten, giao=giao, loai=loai, don_vi_tinh=dvt)
            for ten, giao, loai, dvt in MORE
        ]
    return [town.thu, town.bhyt, town.tai_nan, *made]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def page(app: Flask, chromium: Any, eight: list[int]) -> Iterator[Callable[[], Any]]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    worker = threading.Thread(target=server.serve_forever, daemon=True)
    worker.start()
    address = f"http://127.0.0.1:{server.server_port}"
    complaints: list[str] = []
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(15_000)
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))

    def log_in() -> Any:
        opened.goto(f"{address}{PAGE}")
        opened.fill("#tai_khoan", "canbo")
        opened.fill("#mat_khau", PASSWORD)
        opened.click("main button")
        opened.wait_for_url(f"{address}{PAGE}")
        return opened

    yield log_in
    context.close()
    server.shutdown()
    worker.join()
    assert complaints == []


def settled(page: Any) -> None:
    page.wait_for_load_state("networkidle")
    page.locator("#luu-nhap").get_by_text("Đã lưu nháp").wait_for()


def values(town: Town, targets: list[int]) -> list[Decimal | None]:
    town.session.rollback()
    held = town.contents().values
    return [held[t].gia_tri if t in held else None for t in targets]


def test_eight_targets_take_few_clicks_and_keys(
    page: Callable[[], Any], town: Town, eight: list[int]
) -> None:
    last_year(town)
    hand = Hand(page())
    with hand.page.expect_navigation():
        hand.click("text=Điền mức giao vào ô trống")
    hand.click(f"#dk-{town.thu}")
    for key in ("Control+a", *"2600"):
        hand.press(key)
    hand.press("Enter")
    hand.type("93,5")
    hand.press("ArrowDown")
    hand.press("Enter")
    for _ in range(2):
        hand.press("Enter")
    hand.type("7")
    hand.click(f"#dk-{town.so_hoa}")
    hand.click("#dk-moi-1")
    hand.type("3")
    settled(hand.page)
    with hand.page.expect_navigation():
        hand.click("text=Trình thủ trưởng")
    town.session.rollback()
    assert town.state() == "cho_duyet", hand.page.inner_text("main")
    assert values(town, eight)[:2] == [Decimal(2600), Decimal("93.5")]
    assert all(value is not None for value in values(town, eight))
    assert town.so_hoa in town.contents().values
    assert (hand.clicks <= 12, hand.keys <= 40) == (True, True), (hand.clicks, hand.keys)


PASTE = """([id, text]) => {
  const data = new DataTransfer();
  data.setData('text', text);
  document.getElementById(id).dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_column_from_an_english_spreadsheet_is_read_as_it_was_meant(
    page: Callable[[], Any], town: Town, eight: list[int]
) -> None:
    opened = page()
    lines = (
        "Thu\t2,600.5",
        "BHYT\t93.5",
        "Tai nạn\t3",
        "Nghèo\t6",
        "Văn hóa\t93",
        "Đảng viên\t5",
        "Hồ sơ\t99.5",
    )
    block = "\r\n".join((*lines, ""))
    opened.evaluate(PASTE, [f"dk-{town.thu}", block])
    assert "7 số, đọc theo kiểu Excel tiếng Anh" in opened.inner_text("#dan-ket-qua")
    opened.locator(".luoi-dk .o .dl").nth(6).wait_for()
    settled(opened)
    assert values(town, eight) == [Decimal(n) for n in ("2600.5", "93.5", "3", "6", "93", "5", "99.5")]
    assert opened.input_value(f"#dk-{town.thu}") == "2.600,5"


def test_each_cell_says_how_it_stands_and_what_is_being_typed_stays(
    page: Callable[[], Any], town: Town, eight: list[int]
) -> None:
    opened = page()
    opened.evaluate(PASTE, [f"dk-{town.thu}", "1,250\n93"])
    opened.locator(f"#dk-{town.thu}[aria-invalid]").wait_for()
    assert opened.input_value(f"#dk-{town.thu}") == "1,250"
    assert opened.locator(f"#ct{town.thu} .sai").count() == 1
    assert "1.250" in opened.inner_text(f"#loi-{town.thu}")
    opened.locator(f"#ct{town.bhyt} .dl").wait_for()
    opened.fill(f"#dk-{town.thu}", "2.400")
    opened.focus(f"#dk-{town.bhyt}")
    opened.keyboard.press("End")
    opened.keyboard.type(",5")
    opened.locator(f"#ly_do-{town.thu}").wait_for()
    assert opened.input_value(f"#dk-{town.bhyt}") == "93,5"
    assert opened.evaluate("document.activeElement.id") == f"dk-{town.bhyt}"
    assert opened.locator(f"#dk-{town.thu}[aria-invalid]").count() == 0


def test_a_paste_is_taken_back_whole(page: Callable[[], Any], town: Town, eight: list[int]) -> None:
    opened = page()
    opened.fill(f"#dk-{town.thu}", "2.500")
    opened.focus(f"#dk-{town.bhyt}")
    opened.locator(f"#ct{town.thu} .dl").wait_for()
    last = f"**/chi-tieu/{eight[3]}"
    with opened.expect_response(last):
        opened.evaluate(PASTE, [f"dk-{town.thu}", "2.700\n93\n3\nx\n6"])
        assert opened.is_checked(f"#dk-{town.so_hoa}")
    assert values(town, eight)[:4] == [Decimal(n) for n in (2700, 93, 3, 6)]
    opened.focus(f"#dk-{town.bhyt}")
    with opened.expect_response(last):
        opened.keyboard.press("Control+z")
        assert "Đã trả 5 ô" in opened.inner_text("#dan-ket-qua")
    assert values(town, eight)[:4] == [Decimal(2500), None, None, None]
    assert town.so_hoa not in town.contents().values


def test_what_was_typed_without_a_line_waits_and_comes_back(
    page: Callable[[], Any], town: Town, eight: list[int]
) -> None:
    opened = page()
    opened.route("**/dang-ky/**", lambda route: route.abort())
    opened.fill(f"#dk-{town.thu}", "2.500")
    opened.fill("#cong_doan", "Nay H'Wên")
    opened.focus("#giai_phap")
    opened.locator(f"#ct{town.thu} .cho").wait_for()
    opened.locator("#luu-nhap").get_by_text("Mất kết nối").wait_for()
    opened.wait_for_function("Object.keys(localStorage).length === 2")
    opened.unroute("**/dang-ky/**")
    opened.on("dialog", lambda dialog: dialog.accept())
    opened.reload()
    opened.get_by_text("Lần trước có 2 ô gõ chưa kịp lưu").wait_for()
    with opened.expect_response(lambda answer: answer.request.method == "POST"):
        opened.click("text=Lấy lại")
    assert values(town, eight)[0] == Decimal(2500)
    assert town.contents().cong_doan == "Nay H'Wên"
