"""Eight members in the browser: one asks a change, five sign in ink, three by token, one line is amended."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from tests.browser import chromium as open_chromium
from tests.conftest import TownClock
from tests.giaouoc import town as the
from tests.giaouoc.test_ky import KY, code_of, photograph
from tests.giaouoc.test_ky_so import exported
from tests.giaouoc.town import PAGE
from tests.signing import papers, pki
from tests.town_client import PASSWORD, TownClient
from thidua.core.pledge import TinhTrangBan, TinhTrangChuKy, TrangThai
from thidua.core.workflow import State
from thidua.donvi.models import DonVi
from thidua.giaouoc.models import BanGiaoUoc, ChuKy, GiaoUoc, ThongBao
from thidua.hoso.models import HoSo
from thidua.web.trust import FOLDER

ASKED = "Trả lời ý kiến về bản giao ước"
MEMBERS = 8
INK = 5
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}


@pytest.fixture
def units(app: Flask, session: Session, clock: TownClock) -> list[DonVi]:
    clock.moment = pki.NOW
    pki.trusted(Path(app.instance_path) / FOLDER)
    return the.town(session, 2 * MEMBERS - 1)[:MEMBERS]


@pytest.fixture
def address(app: Flask, units: list[DonVi]) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    worker = threading.Thread(target=server.serve_forever, daemon=True)
    worker.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    worker.join()


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, browser: Any, address: str, account: str, viewport: dict[str, int]) -> None:
        self.address, self.width = address, viewport["width"]
        self.page = browser.new_context(viewport=viewport).new_page()
        self.page.goto(address + "/dang-nhap")
        self.page.fill("[name=tai_khoan]", account)
        self.page.fill("[name=mat_khau]", PASSWORD)
        self.follow(lambda: self.page.press("[name=mat_khau]", "Enter"))

    def follow(self, act: Callable[[], Any]) -> None:
        """Act, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            act()

    def go(self, path: str) -> str:
        self.page.goto(self.address + path)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, path
        return self.words()

    def words(self) -> str:
        return str(self.page.inner_text("main"))

    def press(self, words: str) -> None:
        self.follow(self.page.get_by_role("button", name=words, exact=True).first.click)

    def give_reason(self, step: str, reason: str) -> None:
        """Open a step that asks for a reason, write it, take the step."""
        form = self.page.locator(f"details:has(form[action$='/buoc/{step}'])").first
        form.locator("summary").click()
        form.locator("textarea").fill(reason)
        self.follow(form.locator("button").click)

    def hand_in(self, field: str, name: str, kind: str, content: bytes, button: str) -> None:
        """Send one file of the signing page."""
        self.go(KY)
        self.page.set_input_files(field, {"name": name, "mimeType": kind, "buffer": content})
        self.press(button)


def apart(work: Callable[[], Any]) -> Any:
    """Do it in a thread of its own: the browser's loop runs in this one, the signing library starts one."""
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(work).result()


def agree(client: TownClient, units: list[DonVi]) -> None:
    """Every member's head is asked on the first page, and agrees to the text at hand."""
    for unit in units:
        client.login(f"thutruong.{unit.code}")
        assert ASKED in client.page("/2023/").text(), unit.code
        assert client.post_form(PAGE + "/buoc/dong-y").status_code == 303, unit.code


def test_eight_members_sign_in_two_ways_and_are_asked_again_after_an_amendment(
    session: Session, client: TownClient, units: list[DonVi], address: str
) -> None:
    with open_chromium() as browser:
        # Composed by the trưởng's officer; a member's head asks a change; the text begins anew, all agree.
        drafting = Person(browser, address, "canbo.don-vi-1", DESK)
        drafting.go(PAGE)
        drafting.press("Mở giao ước")
        drafting.press("Gửi lấy ý kiến")
        head = Person(browser, address, "thutruong.don-vi-5", PHONE)
        head.go(PAGE)
        head.give_reason("de-nghi-sua", "Thêm thời hạn báo cáo.")
        assert "Thêm thời hạn báo cáo." in head.go(PAGE)
        assert "Thêm thời hạn báo cáo." in drafting.go(PAGE)
        drafting.give_reason("soan-lai", "Tiếp thu ý kiến")
        drafting.page.fill("#dieu_khoan", "Báo cáo trước ngày 15 tháng cuối quý.")
        drafting.press("Gửi lấy ý kiến")
        assert "trước ngày 15 tháng cuối quý" in head.go(PAGE)
        agree(client, units)
        drafting.go(PAGE)
        drafting.press("Xác nhận đã thống nhất")
        drafting.press("Đưa ra ký kết")
        code = code_of(session)
        drafting.page.goto(address + PAGE + ".html")
        assert code in drafting.page.inner_text("body")

        # Ink: five photographs from telephones, compared page by page beside the sealed text.
        for mark, unit in enumerate(units[:INK], 1):
            phone = Person(browser, address, f"canbo.{unit.code}", PHONE)
            taken = photograph(code, mark)
            phone.hand_in("#tep-chup", f"anh-{mark}.jpg", "image/jpeg", taken, "Gửi bản chụp")
            assert f"Đọc được mã {code}" in phone.words()
            assert phone.page.get_attribute("#tep-chup", "capture") == "environment"
        second = Person(browser, address, "thuongtruc", DESK)
        assert "Nội dung đã niêm phong" in second.go(KY + "/doi-chieu")
        for number in range(INK):
            second.page.get_by_label("Khớp", exact=True).nth(number).check()
            second.page.get_by_label(f"Đơn vị số {number + 1}", exact=True).check()
        second.press("Ghi kết quả đối chiếu")
        assert f"{INK}/8 đã ký" in second.go(KY)

        # Token: three members send their signed files; the verdict stands there at once.
        for unit in units[INK:]:
            member = Person(browser, address, f"canbo.{unit.code}", DESK)
            signed = apart(lambda unit=unit: papers.signed(exported(code), pki.town().head, f"ky_{unit.id}"))
            member.hand_in("#tep-so", "da-ky.pdf", "application/pdf", signed, "Gửi tệp ký số")
            assert "Hợp lệ" in member.words()
        second.go(KY + "/doi-chieu")
        for _ in units[INK:]:
            second.press("Xác nhận đã ký")
        assert "8/8 đã ký" in second.go(KY)
        assert second.go(PAGE + "/bang-chung").count("Khớp bản đã niêm phong") == INK
        session.rollback()
        assert session.scalars(select(GiaoUoc.trang_thai)).one() is TrangThai.HIEU_LUC
        ways = session.scalars(select(ChuKy.cach_ky).order_by(ChuKy.don_vi_id)).all()
        assert [str(way) for way in ways] == ["truc_tiep"] * INK + ["so"] * (MEMBERS - INK)
        states = session.scalars(select(HoSo.state).where(HoSo.loai == "giao_uoc")).all()
        assert states.count(State.DA_TIEP_NHAN) == MEMBERS

        # One line is amended: the signatures are void, all eight are told and asked again.
        drafting.go(PAGE)
        drafting.give_reason("sua-doi", "Sửa một chỉ tiêu")
        drafting.page.fill("#chi_tieu_chung", "100% đơn vị báo cáo đúng hạn.")
        drafting.press("Gửi lấy ý kiến")
        session.rollback()
        told = session.scalars(select(ThongBao.don_vi_id).where(ThongBao.khoa == "giao_uoc_sua_doi")).all()
        assert sorted(told) == [unit.id for unit in units]
        assert set(session.scalars(select(ChuKy.tinh_trang))) == {TinhTrangChuKy.VO_HIEU}
        standing = session.scalars(select(BanGiaoUoc.tinh_trang).order_by(BanGiaoUoc.so)).all()
        assert standing[1:] == [TinhTrangBan.THAY_THE, TinhTrangBan.NIEM_PHONG]
        session.rollback()
        assert "Bản giao ước được sửa đổi" in member.go("/2023/giao-uoc/")
        member.follow(member.page.locator("li.bao-tin", has_text="được sửa đổi").get_by_role("button").click)
        assert "Bản giao ước được sửa đổi" not in member.go("/2023/giao-uoc/")
        assert ASKED in head.go("/2023/")
        agree(client, units)
        assert "Đã đồng ý 8/8 đơn vị" in drafting.go(PAGE)
