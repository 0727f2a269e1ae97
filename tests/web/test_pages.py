"""The frame of every page: addresses, static files, headers, links, the sample's strip."""

import gzip
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.builders import account, unit
from tests.town_client import Page, TownClient
from thidua import __version__
from thidua.core.actor import Role
from thidua.core.calendar import TrangThaiNam, local_day
from thidua.factory import create_app
from thidua.namthidua.models import NamThiDua
from thidua.settings import Settings
from thidua.web.access import PUBLIC, needs
from thidua.web.clock import Clock

ROOT = Path(__file__).resolve().parents[2]


def stylesheet(client: TownClient) -> str:
    page = client.page("/khoi-tao")
    return next(link.get("href", "") for link in page.all("link") if link.get("rel") == "stylesheet")


def test_static_files_are_kept_for_ever_under_the_address_of_their_contents(client: TownClient) -> None:
    address = stylesheet(client)
    answer = client.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    old = client.get(address.replace(address.split("/")[2], "0" * 12))
    assert old.status_code == 200
    assert "immutable" not in old.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "css/../../app.py", "khong-co.css"])
def test_nothing_outside_the_static_folder_is_served(client: TownClient, path: str) -> None:
    assert client.get(f"/static/{'0' * 12}/{path}").status_code == 404


def test_every_file_that_the_style_sheet_names_is_there(client: TownClient) -> None:
    import re

    address = stylesheet(client)
    names = re.findall(r"url\((\.\./[^)]+)\)", client.get(address).get_data(as_text=True))
    assert len(names) == 2
    for name in names:
        assert client.get(address.rpartition("/css/")[0] + "/" + name.removeprefix("../")).status_code == 200


def test_pages_are_not_kept_and_run_no_foreign_script(client: TownClient) -> None:
    headers = client.get("/dang-nhap").headers
    assert headers["Cache-Control"] == "no-store"
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.CAN_BO, "Việc của tôi Đăng ký Giao ước Văn bản"),
        (Role.THU_TRUONG, "Việc của tôi Đăng ký Giao ước Phê duyệt Văn bản"),
        (
            Role.THUONG_TRUC,
            "Việc của tôi Đăng ký Giao ước Phê duyệt Theo dõi Tổng hợp Văn bản Thiết lập năm Tài khoản",
        ),
        (Role.XEM, "Văn bản"),
        (Role.QUAN_TRI, "Tài khoản Nhật ký"),
    ],
)
def test_the_header_offers_only_what_the_role_may(
    client: TownClient, session: Session, role: Role, words: str
) -> None:
    tied = unit(session) if role in (Role.CAN_BO, Role.THU_TRUONG) else None
    account(session, "ai-do", role, don_vi=tied)
    client.login("ai-do")
    page = client.page("/tai-khoan/phien")
    (nav,) = page.all("nav")
    assert " ".join(" ".join(nav.itertext()).split()) == words


def test_links_lead_to_the_newest_year_of_the_town(client: TownClient, session: Session) -> None:
    account(session, "thuongtruc", Role.THUONG_TRUC)
    client.login("thuongtruc")

    def first_link() -> str | None:
        (nav,) = client.page("/tai-khoan/phien").all("nav")
        return nav[0].get("href")

    assert first_link() == "/2023/"
    session.add(NamThiDua(nam=2022, trang_thai=TrangThaiNam.DANG_TONG_KET))
    assert first_link() == "/2022/"


def test_health_tells_strangers_little_and_administrators_more(client: TownClient, session: Session) -> None:
    assert client.get("/suc-khoe").get_json() == {"ok": True, "version": __version__}
    account(session, "quantri", Role.QUAN_TRI)
    client.login("quantri")
    assert client.get("/suc-khoe").get_json()["hom_nay"] == "2023-06-22"


def test_every_sample_page_says_so(settings: Settings) -> None:
    sample = create_app(replace(settings, sample=True, today=date(2023, 6, 22)))
    told = sample.test_client().get("/khoi-tao").get_data(as_text=True)
    assert "(Số liệu, họ tên là dữ liệu mẫu)" in told
    office = create_app(settings)
    assert "dữ liệu mẫu" not in office.test_client().get("/khoi-tao").get_data(as_text=True)


def test_the_shifted_clock_shows_the_day_and_runs_on() -> None:
    clock = Clock.on(date(2023, 6, 22))
    first = clock.now()
    assert local_day(first) == date(2023, 6, 22)
    shift = (first - datetime.now(UTC) + timedelta(minutes=1)) % timedelta(days=1)
    assert timedelta() < shift <= timedelta(minutes=1)
    assert clock.now() > first


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/2023/bao-cao/so-ket/phuong-cheo-reo/buoc/tra-lai", 200),
        ("/1999/bao-cao/so-ket/phuong-cheo-reo/buoc/tra-lai", 404),
        ("/2023/bao-cao/quy/phuong-cheo-reo/buoc/tra-lai", 404),
        ("/2023/bao-cao/so-ket/Phuong_x/buoc/tra-lai", 404),
        ("/2023/bao-cao/so-ket/phuong-cheo-reo/buoc/tra_lai", 404),
    ],
)
def test_addresses_are_typed(app: Flask, client: TownClient, path: str, status: int) -> None:
    def show(nam_thi_dua: int, ky_bao_cao: str, don_vi: str, buoc: str) -> str:
        return f"{nam_thi_dua + 1} {ky_bao_cao} {don_vi} {buoc}"

    rule = "/<nam:nam_thi_dua>/bao-cao/<kybaocao:ky_bao_cao>/<donvi:don_vi>/buoc/<buoc:buoc>"
    app.add_url_rule(rule, "thu", needs(PUBLIC)(show))
    answer = client.get(path)
    assert answer.status_code == status
    if status == 200:
        assert answer.get_data(as_text=True) == "2024 so_ket phuong-cheo-reo tra_lai"
        with app.test_request_context():
            built = app.url_for(
                "thu", nam_thi_dua=2023, ky_bao_cao="so_ket", don_vi="xa-ia-rto", buoc="tra_lai"
            )
        assert built == "/2023/bao-cao/so-ket/xa-ia-rto/buoc/tra-lai"


def test_the_program_starts_without_the_paper_libraries() -> None:
    code = (
        "import sys, thidua.factory; print([m for m in ('docx', 'lxml', 'openpyxl', 'pikepdf', 'PIL') "
        "if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_base_page_and_script_stay_small() -> None:
    assert len((ROOT / "templates/base.html").read_text(encoding="utf-8").splitlines()) <= 60
    assert len(gzip.compress((ROOT / "static/js/thidua.js").read_bytes())) <= 8 * 1024


def test_templates_hold_no_inline_code() -> None:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for forbidden in ("|safe", "<style", " style=", "javascript:", " onclick=", "http://", "https://"):
            assert forbidden not in text, f"{path.name}: {forbidden}"


def test_whole_page_or_fragment_by_the_headers(app: Flask, client: TownClient) -> None:
    from thidua.web.htmx import page_or_partial

    def show() -> object:
        return page_or_partial("taikhoan/dang_nhap.html", "taikhoan/_dang_nhap.html", tiep="/", tai_khoan="")

    app.add_url_rule("/thu", "thu", needs(PUBLIC)(show))
    for headers, whole in (
        ({}, True),
        ({"HX-Request": "true"}, False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True),
    ):
        answer = client.get("/thu", headers=headers)
        assert Page(answer.get_data(as_text=True)).is_whole is whole
        assert "HX-Request" in answer.headers["Vary"]
