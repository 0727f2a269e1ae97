"""Every refusal: the right status, a Vietnamese sentence, a next step."""

import ast
import errno
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, abort
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from tests.town_client import Page, TownClient
from thidua.core.errors import NotNow, NotThere, NotYourFunction, Refusal, StepRefused, WrongInput
from thidua.core.viet import NumberUnreadable
from thidua.core.workflow import State
from thidua.web.access import PUBLIC, needs
from thidua.web.refusals import WORDS

FAMILIES = {"NotYourFunction", "NotNow", "WrongInput", "StepRefused", "Refusal"}
THIDUA = Path(__file__).resolve().parents[2] / "thidua"


def fail_with(app: Flask, fault: Exception) -> None:
    def view() -> str:
        raise fault

    app.add_url_rule("/hong", "hong", needs(PUBLIC)(view), methods=["GET", "POST"])


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (NotThere("gi_do"), 404, "Không tìm thấy trang này."),
        (NotYourFunction("khong_dung_vai_tro"), 403, "không có chức năng đó"),
        (
            StepRefused("khong_dung_luc", NotNow, step="duyet", state=State.DA_NOP),
            409,
            "“Đã nộp, chờ tiếp nhận”, Phòng Nội vụ đang giữ",
        ),
        (StepRefused("thieu_ly_do", WrongInput), 422, "cần ghi lý do"),
        (WrongInput("ngay_gia_han", han=date(2023, 6, 5)), 422, "sau hạn hiện tại (05/6/2023)"),
        (NumberUnreadable("hai mươi"), 422, "“hai mươi” không phải là số"),
        (WrongInput("ly_do_chua_co_chu"), 422, "Yêu cầu gửi lên bị hỏng"),
        (StaleDataError("row"), 409, "Người khác vừa lưu"),
        (IntegrityError("insert", {}, Exception("unique")), 409, "đã có hoặc vừa bị thay đổi"),
        (OperationalError("insert", {}, Exception("database or disk is full")), 507, "hết chỗ trống"),
        (OperationalError("insert", {}, Exception("database is locked")), 503, "đang bận"),
        (OSError(errno.ENOSPC, "No space left on device"), 507, "hết chỗ trống"),
    ],
)
def test_each_way_of_failing_has_its_status_and_words(
    app: Flask, client: TownClient, fault: Exception, status: int, words: str
) -> None:
    fail_with(app, fault)
    answer = client.get("/hong")
    assert answer.status_code == status
    assert words in Page(answer.get_data(as_text=True)).text()


def test_under_htmx_a_refusal_goes_to_the_error_place_and_replaces_nothing(
    app: Flask, client: TownClient
) -> None:
    fail_with(app, NotNow("khong_dung_luc"))
    answer = client.get("/hong", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#loi-chung"
    assert not Page(answer.get_data(as_text=True)).is_whole


def test_a_fault_of_ours_shows_neither_trace_nor_english(app: Flask, client: TownClient) -> None:
    fail_with(app, ZeroDivisionError("secret detail"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = client.get("/hong")
    assert answer.status_code == 500
    told = answer.get_data(as_text=True)
    assert "gặp sự cố" in told
    assert "secret" not in told
    assert "Traceback" not in told


def test_when_even_the_frame_fails_the_page_still_answers(
    app: Flask, client: TownClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(app, NotThere("khong_thay"))

    def broken() -> None:
        raise OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr("thidua.web.pages.current_login", broken)
    answer = client.get("/hong")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này." in answer.get_data(as_text=True)


@pytest.mark.parametrize("code", [400, 404, 405, 410, 415, 429, 500, 502])
def test_no_status_of_the_framework_speaks_english(app: Flask, client: TownClient, code: int) -> None:
    app.add_url_rule("/hong", "hong", needs(PUBLIC)(lambda: abort(code)))
    text = Page(client.get("/hong").get_data(as_text=True)).text()
    assert not {"Not", "Found", "Bad", "Request", "Error", "Server", "Method"} & set(text.split())


def test_a_wrong_method_says_which_are_right(client: TownClient) -> None:
    answer = client.get("/dang-xuat")
    assert (answer.status_code, "POST" in answer.headers["Allow"]) == (405, True)


def raised_reasons() -> dict[str, str]:
    """Every reason that a refusal is raised with, and where; what is not there has one answer for all."""
    found: dict[str, str] = {}
    for path in sorted(THIDUA.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            first = node.args[0]
            if node.func.id in FAMILIES and isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.setdefault(first.value, f"{path.relative_to(THIDUA)}:{node.lineno}")
    return found


def test_every_reason_has_its_words() -> None:
    missing = {reason: where for reason, where in raised_reasons().items() if reason not in WORDS}
    assert missing == {}


def test_words_say_what_is_wrong_and_what_to_do() -> None:
    for reason, words in WORDS.items():
        assert words.what.endswith((".", "!")), reason
        assert words.then.endswith("."), reason


def test_the_reasons_of_the_families_are_found() -> None:
    assert "thieu_ly_do" in raised_reasons()
    assert issubclass(StepRefused, Refusal)
