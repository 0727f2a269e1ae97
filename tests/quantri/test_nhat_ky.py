"""The log: sentences, pages, its chain, no contents; who may read it."""

import ast
import io
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import NOON
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.core.actor import SECRETARIAT, Role
from thidua.core.calendar import VN
from thidua.core.workflow import STEP_NAMES
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.nhatky.actions import record
from thidua.nhatky.models import NhatKy
from thidua.quantri import views
from thidua.quantri.queries import nhat_ky
from thidua.web.acts import ACTS

CODE = Path(__file__).parents[2] / "thidua"
AT = datetime(2023, 3, 30, 9, 0, tzinfo=VN)
SECRET = "Thiếu tóm tắt thành tích của ông Siu"


@pytest.fixture
def two(built_once: Builder) -> list[DonVi]:
    return built_once(_two)


def _two(session: Session) -> list[DonVi]:
    with writing(session):
        made = builders.town(session, 2)
        builders.send(session, made[0], "dang_ky", AT)
        builders.step(session, made[0], "dang_ky", "yeu_cau_bo_sung", "thuongtruc", AT, SECRET)
        builders.step(session, made[1], "ke_hoach", "khong_thuoc_doi_tuong", "thuongtruc", AT, "x")
        builders.step(session, made[1], "ke_hoach", "khong_thuoc_doi_tuong", "thuongtruc", AT, "y")
    return made


def rows(client: TownClient, path: str) -> list[str]:
    return [" ".join(" ".join(tr.itertext()).split()) for tr in client.page(path).all("tr")][1:]


def test_the_newest_acts_come_first_as_sentences(client: TownClient, two: list[DonVi]) -> None:
    client.login("quantri")
    found = rows(client, "/nhat-ky/")
    assert "Đinh Văn Máy quantri Đăng nhập: quantri" in found[0]
    assert "Nguyễn Thu Hà thuongtruc Đưa lại vào đối tượng: Kế hoạch thi đua của đơn vị năm 2023" in found[1]
    assert "Xác định không thuộc đối tượng: Kế hoạch thi đua của đơn vị năm 2023 Đơn vị số 2" in found[2]
    assert "Phòng Nội vụ đề nghị bổ sung, chỉnh lý: Đăng ký thi đua năm 2023 Đơn vị số 1" in found[3]
    assert "Rcom Sa thutruong.don-vi-1 Thủ trưởng duyệt và nộp: Đăng ký thi đua năm 2023" in found[4]
    assert any(
        "Hệ thống Giao vai trò cho tài khoản (Thủ trưởng đơn vị): thutruong.don-vi-2" in r for r in found
    )
    assert any("Lập cụm, khối thi đua: Cụm Một" in row for row in found)
    assert any("Mở năm thi đua: 2023" in row for row in found)


def test_the_contents_of_papers_are_not_in_it(client: TownClient, two: list[DonVi]) -> None:
    client.login("quantri")
    assert SECRET not in client.page("/nhat-ky/").text()
    book = load_workbook(io.BytesIO(client.get("/nhat-ky.xlsx").data))
    assert SECRET not in str([[cell.value for cell in row] for row in book.active.iter_rows()])


def test_older_lines_follow_page_by_page(client: TownClient, session: Session, two: list[DonVi]) -> None:
    with writing(session):
        for _ in range(views.LINES):
            record(
                session, builders.person_of(session, "quantri"), "dang_xuat", "phien_dang_nhap", 1, at=NOON
            )
    client.login("quantri")
    total = session.query(NhatKy).count()
    page = client.page("/nhat-ky/")
    assert len(rows(client, "/nhat-ky/")) == views.LINES
    (older,) = {a.get("href") for a in page.all("a") if "truoc=" in (a.get("href") or "")} - {None}
    seen = views.LINES
    while older:
        if older.startswith("/nhat-ky.xlsx"):
            break
        seen += len(rows(client, older))
        page = client.page(older)
        links = [a.get("href") or "" for a in page.all("a")]
        older = next((h for h in links if h.startswith("/nhat-ky/?truoc=")), "")
    assert seen == total
    assert "Không còn dòng nào cũ hơn" in client.page("/nhat-ky/?truoc=1").text()
    for wrong in ("-1", "x", "²", "9" * 30):
        assert len(rows(client, f"/nhat-ky/?truoc={wrong}")) == views.LINES


def test_a_whole_chain_is_said_to_be_whole_and_a_broken_one_names_its_line(
    client: TownClient, session: Session, two: list[DonVi]
) -> None:
    client.login("quantri")
    assert "Chuỗi nhật ký nguyên vẹn" in client.page("/nhat-ky/").text()
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("the trigger of the other database is proved elsewhere")
    with writing(session):
        names = session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'nhat_ky'")
        ).all()
        for name in names:
            session.execute(text(f'DROP TRIGGER "{name}"'))
        session.execute(text("UPDATE nhat_ky SET tai_khoan = 'ai-khac' WHERE id = 7"))
    assert "Chuỗi nhật ký không còn nguyên vẹn từ dòng 7." in client.page("/nhat-ky/").text()


def test_a_long_log_is_proved_when_asked(
    client: TownClient, two: list[DonVi], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nhat_ky, "AT_ONCE", 3)
    client.login("quantri")
    page = client.page("/nhat-ky/")
    assert "nguyên vẹn" not in page.text()
    (link,) = [a.get("href") or "" for a in page.all("a") if "Kiểm tra chuỗi" in "".join(a.itertext())]
    assert "Chuỗi nhật ký nguyên vẹn" in client.page(link).text()


def test_the_table_has_real_moments(client: TownClient, two: list[DonVi]) -> None:
    client.login("quantri")
    answer = client.get("/nhat-ky.xlsx")
    assert 'filename="nhat-ky.xlsx"' in answer.headers["Content-Disposition"]
    page = load_workbook(io.BytesIO(answer.data)).active
    assert [cell.value for cell in page[3]][:5] == ["Dòng", "Lúc", "Người", "Tài khoản", "Việc"]
    moments = [row[1].value for row in page.iter_rows(min_row=4)]
    assert AT.replace(tzinfo=None) in moments


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.QUAN_TRI}))
def test_only_administrators_read_the_log_and_the_accounts(
    client: TownClient, session: Session, role: Role
) -> None:
    unit = builders.unit(session)
    builders.account(session, "ai-do", role, don_vi=unit)
    client.login("ai-do")
    for path in ("/nhat-ky/", "/nhat-ky.xlsx"):
        assert client.get(path).status_code == 403, path
    # The standing body issues codes to the accounts of units.
    for path in ("/tai-khoan/", "/tai-khoan.xlsx"):
        assert client.get(path).status_code == (200 if role in SECRETARIAT else 403), path


def recorded() -> set[str]:
    """Every act that the code writes into the log under a fixed name."""
    found: set[str] = set()
    for path in [*CODE.glob("*/actions.py"), *CODE.glob("*/actions/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and len(node.args) > 2:
                act = node.args[2]
                if isinstance(act, ast.Constant):
                    found.add(str(act.value))
    return found


def test_every_act_of_the_code_has_its_words() -> None:
    acts = recorded()
    assert len(acts) > 15
    assert acts - set(STEP_NAMES) - set(ACTS) == set()
