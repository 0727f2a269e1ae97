"""Eight members: one asks a change, five sign in ink, three by token, one line is amended."""

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

from tests import builders
from tests.browser import chromium as open_chromium
from tests.conftest import TownClock
from tests.giaouoc import town as the
from tests.giaouoc.test_ky import KY, code_of, photograph
from tests.giaouoc.test_ky_so import exported
from tests.giaouoc.town import PAGE
from tests.signing import papers, pki
from tests.town_client import PASSWORD
from thidua.core.pledge import LoaiYKien, TinhTrangBan, TinhTrangChuKy, TrangThai
from thidua.core.workflow import State
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.giaouoc.actions import ky, ky_so, trang_chup
from thidua.giaouoc.actions.trang_chup import TepGui
from thidua.giaouoc.models import BanGiaoUoc, ChuKy, GiaoUoc, ThongBao, TrangChup
from thidua.giaouoc.queries.nguoi_ky import NguoiKy
from thidua.hoso.models import HoSo
from thidua.signing import verify
from thidua.signing.trust import TrustStore
from thidua.web.trust import FOLDER

MEMBERS = 8
PHONE = {"width": 390, "height": 844}


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

    def __init__(self, browser: Any, address: str, account: str, **screen: Any) -> None:
        self.address = address
        self.page = browser.new_context(**screen).new_page()
        self.page.goto(address + "/dang-nhap")
        self.page.fill("[name=tai_khoan]", account)
        self.page.fill("[name=mat_khau]", PASSWORD)
        self.page.press("[name=mat_khau]", "Enter")
        self.page.wait_for_load_state()

    def go(self, path: str) -> str:
        self.page.goto(self.address + path)
        return str(self.page.inner_text("main"))

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).first.click()
        self.page.wait_for_load_state()


def apart(work: Callable[[], Any]) -> Any:
    """Do it in a thread of its own: the browser's loop runs in this one, the signing library starts one."""
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(work).result()


def files(code: str, count: int) -> list[dict[str, Any]]:
    """A photograph as a telephone hands it over."""
    return [{"name": f"anh-{count}.jpg", "mimeType": "image/jpeg", "buffer": photograph(code, count)}]


def ink(session: Session, app: Flask, unit: DonVi, code: str, mark: int) -> None:
    """A member's page in ink, sent and compared through the actions that the pages call."""
    content = photograph(code, mark)
    session.rollback()
    with writing(session):
        sender = builders.person_of(session, f"canbo.{unit.code}")
        page = TepGui(f"{mark:064x}", f"anh-{mark}.jpg", "jpg", len(content), (code,))
        trang_chup.receive_pages(session, sender, the.view(session, sender.account), [page], at=pki.NOW)
    with writing(session):
        second = builders.person_of(session, "thuongtruc")
        sent = session.scalars(select(TrangChup.id).order_by(TrangChup.id.desc()).limit(1)).one()
        signer = NguoiKy(unit.id, "Rcom Sa", "Chủ tịch", pki.NOW.date())
        ky.judge(session, second, the.view(session, "thuongtruc"), {sent: None}, [signer], at=pki.NOW)


def token(session: Session, app: Flask, unit: DonVi, code: str) -> None:
    """A member's file signed by token, checked for real, through the same actions."""
    content = apart(lambda: papers.signed(exported(code), pki.town().head, f"ky_{unit.id}"))
    found = apart(lambda: verify(content, TrustStore(Path(app.instance_path) / FOLDER), pki.NOW))
    session.rollback()
    with writing(session):
        sender = builders.person_of(session, f"canbo.{unit.code}")
        tep = TepGui(f"{unit.id:064x}", "da-ky.pdf", "pdf", len(content), (code,))
        made = ky_so.receive_signed(
            session, sender, the.view(session, sender.account), tep, found, at=pki.NOW
        )
        assert made.tinh_trang is TinhTrangChuKy.CHO_XAC_NHAN
        signed = made.id
    with writing(session):
        second = builders.person_of(session, "thuongtruc")
        signer = NguoiKy(unit.id, "Rcom Sa", "Chủ tịch", pki.NOW.date())
        ky_so.accept(session, second, the.view(session, "thuongtruc"), signed, signer, at=pki.NOW)


def test_eight_members_sign_in_two_ways_and_are_asked_again_after_an_amendment(
    app: Flask, session: Session, units: list[DonVi], address: str, tmp_path: Path
) -> None:
    the.begin(session)
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    with open_chromium() as browser:
        head = Person(browser, address, "thutruong.don-vi-5")
        head.go(PAGE)
        head.page.get_by_text("Đề nghị sửa", exact=True).first.click()
        head.page.locator("textarea[name=ly_do]:visible").first.fill("Thêm thời hạn báo cáo.")
        head.page.locator("form[action$=de-nghi-sua] button:visible").click()
        head.page.wait_for_load_state()
        assert "Thêm thời hạn báo cáo." in head.go(PAGE)
        drafting = Person(browser, address, "canbo.don-vi-1", viewport=PHONE)
        assert "Thêm thời hạn báo cáo." in drafting.go(PAGE)
        the.move(session, "canbo.don-vi-1", "soan_lai", reason="Tiếp thu ý kiến")
        the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
        for unit in units[1:]:
            the.opine(session, f"thutruong.{unit.code}", LoaiYKien.DONG_Y)
        the.opine(session, "thutruong.don-vi-1", LoaiYKien.DONG_Y)
        the.move(session, "canbo.don-vi-1", "thong_nhat")
        drafting.go(PAGE)
        drafting.press("Đưa ra ký kết")
        session.rollback()
        code = code_of(session)
        drafting.page.goto(address + PAGE + ".html")
        assert code in drafting.page.inner_text("body")

        # Ink: a telephone at 390 px sends a photograph, the secretariat compares it beside the sealed text.
        drafting.go(KY)
        assert drafting.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert drafting.page.get_attribute("#tep-chup", "capture") == "environment"
        drafting.page.set_input_files("#tep-trang", files(code, 1))
        drafting.press("Gửi bản chụp")
        second = Person(browser, address, "thuongtruc", viewport={"width": 1366, "height": 768})
        assert "Nội dung đã niêm phong" in second.go(KY + "/doi-chieu")
        second.page.get_by_label("Khớp", exact=True).check()
        second.page.get_by_label(units[0].code.replace("don-vi-", "Đơn vị số "), exact=True).check()
        second.press("Ghi kết quả đối chiếu")
        assert "1/8 đã ký" in second.go(KY)

        # Token: a member sends its signed file, the verdict stands there at once.
        member = Person(browser, address, "canbo.don-vi-6")
        member.go(KY)
        signed = apart(lambda: papers.signed(exported(code), pki.town().head))
        member.page.set_input_files(
            "#tep-so", {"name": "da-ky.pdf", "mimeType": "application/pdf", "buffer": signed}
        )
        member.press("Gửi tệp ký số")
        assert "Hợp lệ" in member.page.inner_text("main")
        second.go(KY + "/doi-chieu")
        second.press("Xác nhận đã ký")
        assert "2/8 đã ký" in second.go(KY)
        for mark, unit in enumerate(units[1:5], 2):
            ink(session, app, unit, code, mark)
        for unit in units[6:]:
            token(session, app, unit, code)
        session.rollback()
        assert session.scalars(select(GiaoUoc.trang_thai)).one() is TrangThai.HIEU_LUC
        ways = session.scalars(select(ChuKy.cach_ky).order_by(ChuKy.don_vi_id)).all()
        assert [str(way) for way in ways] == ["truc_tiep"] * 5 + ["so"] * 3
        states = session.scalars(select(HoSo.state).where(HoSo.loai == "giao_uoc")).all()
        assert states.count(State.DA_TIEP_NHAN) == MEMBERS
        session.rollback()
        assert "8/8 đã ký" in second.go(KY)
        assert second.go(PAGE + "/bang-chung").count("Khớp bản đã niêm phong") == 5

        # One line is amended: all eight are told on their first page of the giao ước and asked again.
        the.move(session, "canbo.don-vi-1", "sua_doi", reason="Sửa một chỉ tiêu")
        session.rollback()
        told = session.scalars(select(ThongBao.don_vi_id).where(ThongBao.khoa == "giao_uoc_sua_doi")).all()
        assert sorted(told) == [unit.id for unit in units]
        assert set(session.scalars(select(ChuKy.tinh_trang))) == {TinhTrangChuKy.VO_HIEU}
        session.rollback()
        assert "Bản giao ước được sửa đổi" in member.go("/2023/giao-uoc/")
        member.page.locator("li.bao-tin", has_text="được sửa đổi").get_by_role("button").click()
        member.page.wait_for_load_state()
        assert "Bản giao ước được sửa đổi" not in member.go("/2023/giao-uoc/")
        the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
        assert "Trả lời ý kiến về bản giao ước" in head.go("/2023/giao-uoc/")
        session.rollback()
        standing = session.scalars(select(BanGiaoUoc.tinh_trang).order_by(BanGiaoUoc.so)).all()
        assert standing[1:] == [TinhTrangBan.THAY_THE, TinhTrangBan.NIEM_PHONG]
