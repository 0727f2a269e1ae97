"""The papers as pages: what a desktop office makes of the program's own .docx."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.browser import need
from tests.conftest import ROOT
from tests.road.paper import words
from tests.town_client import TownClient
from thidua.factory import create_app
from thidua.settings import Settings

Pages = Callable[[bytes], list[str]]


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """The text of each page of a .docx, after LibreOffice laid it out."""
    need("soffice", "pdftotext")

    def laid_out(data: bytes) -> list[str]:
        (tmp_path / "van-ban.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'ho-so-soffice').as_uri()}"
        line = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        done = subprocess.run([*line, str(tmp_path / "van-ban.docx")], capture_output=True, timeout=180)
        assert done.returncode == 0, done.stderr
        read = ["pdftotext", "-layout", str(tmp_path / "van-ban.pdf"), "-"]
        text = subprocess.run(read, capture_output=True, check=True).stdout.decode()
        return [words(page) for page in text.removesuffix("\f").split("\f")]

    return laid_out


@pytest.fixture
def client(sample: Path, tmp_path: Path) -> TownClient:
    """The test client over a copy of the sample town."""
    shutil.copytree(sample, tmp_path / "instance")
    settings = Settings.for_sample(ROOT, date(2023, 6, 22), {"THIDUA_INSTANCE": str(tmp_path / "instance")})
    app = create_app(settings)
    app.test_client_class = TownClient
    app.extensions["thidua_unsaved"] = []
    made = app.test_client()
    assert isinstance(made, TownClient)
    return made


def test_the_consolidated_report_fills_portrait_and_landscape_pages(sample: Path, pages: Pages) -> None:
    laid_out = pages((sample / "mau" / "bao-cao-so-ket-2023.docx").read_bytes())
    assert 5 < len(laid_out) < 80
    for said in (
        "PHÒNG NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO",
        "Kính gửi: Ủy ban nhân dân thị xã",
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TRIỂN KHAI",
    ):
        assert said in laid_out[0], said
    assert [n for n, page in enumerate(laid_out) if not page] == []
    annexes = [page for page in laid_out if page.startswith(("Phụ lục", "PHỤ LỤC"))]
    assert len(annexes) >= 3


def test_a_registration_fits_its_pages(client: TownClient, pages: Pages) -> None:
    client.login("canbo.truong-thcs-nguyen-hue")
    answer = client.get("/2023/dang-ky/truong-thcs-nguyen-hue.docx")
    assert answer.status_code == 200
    laid_out = pages(answer.get_data())
    assert 0 < len(laid_out) < 8
    to = "Kính gửi: Hội đồng Thi đua - Khen thưởng thị xã"
    for said in ("NGUYỄN HUỆ", "BẢN ĐĂNG KÝ THI ĐUA", "Năm 2023", to):
        assert said in laid_out[0], said
    assert "HIỆU TRƯỞNG" in laid_out[-1]
