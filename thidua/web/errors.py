"""Every refusal as a Vietnamese sentence with a next step, mapped once to its status."""

import errno
import logging
import re
from datetime import date

from flask import Flask, Response, current_app, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from thidua.core.actor import Role
from thidua.core.errors import NotNow, NotThere, NotYourFunction, Refusal, StepRefused, WrongInput
from thidua.core.pledge import TrangThai
from thidua.core.viet import TypedWrong, format_date
from thidua.core.workflow import State, holder
from thidua.web import htmx, labels
from thidua.web.database import disk_refuses
from thidua.web.frame import frame_now
from thidua.web.refusals import WORDS, Words

log = logging.getLogger(__name__)

ERROR_PLACE = "#loi-chung"
_KEEPERS = {
    Role.CAN_BO: "người phụ trách thi đua của đơn vị",
    Role.THU_TRUONG: "thủ trưởng đơn vị",
    Role.THUONG_TRUC: "{phong}",
}
_PLACE = re.compile(r"\{(\w+)\}")
DISK_FULL = 507

STATUS: dict[type[Refusal], int] = {NotThere: 404, NotYourFunction: 403, NotNow: 409, WrongInput: 422}

_HTTP = {
    400: "yeu_cau_hong",
    403: "khong_dung_vai_tro",
    404: "khong_thay",
    405: "sai_cach_gui",
    409: "khong_dung_luc",
    413: "qua_nang",
    429: "qua_nhanh",
    503: "dang_ban",
}


def init_app(app: Flask) -> None:
    """Answer every way in which a request can fail."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(StaleDataError, _stale_row)
    app.register_error_handler(IntegrityError, _constraint)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(OSError, _system)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def status_of(refusal: Refusal) -> int:
    """The status code of a refusal."""
    kind = refusal.kind if isinstance(refusal, StepRefused) else type(refusal)
    return next((code for known, code in STATUS.items() if issubclass(kind, known)), 409)


def words_of(refusal: Refusal) -> Words:
    """What the screen says about a refusal; a reason without words of its own gets its family's."""
    if isinstance(refusal, TypedWrong):
        return Words(refusal.sentence(), "Sửa lại rồi gửi lần nữa.")
    # What is not theirs looks exactly like what is not there.
    fallback = _HTTP.get(status_of(refusal), "yeu_cau_hong")
    words = WORDS.get(refusal.reason) or WORDS[fallback]
    return Words(_filled(words.what, refusal.facts), _filled(words.then, refusal.facts))


def sentence(refusal: Refusal) -> str:
    """The refusal as one line of text, for a form or a fragment."""
    words = words_of(refusal)
    return f"{words.what} {words.then}"


def answer(reason: str, status: int) -> Response:
    """The error page, or under htmx its fragment for the page's error place."""
    return _answer(WORDS[reason], status)


def _answer(words: Words, status: int) -> Response:
    partial = htmx.wants_partial()
    template = "errors/_loi.html" if partial else "errors/loi.html"
    try:
        body = render_template(template, words=words, status=status)
    except Exception:
        # The frame asks the database who is logged in; where that fails the page still answers.
        log.exception("error page without its frame")
        body = current_app.jinja_env.get_template("errors/tran.html").render(words=words)
    made = make_response(body, status)
    return htmx.into(made, ERROR_PLACE) if partial else made


def _filled(text: str, facts: dict[str, object]) -> str:
    shown = {name: _shown(value) for name, value in facts.items()}
    state = facts.get("state")
    keeper = holder(state) if isinstance(state, State) else None
    shown["giu"] = _KEEPERS[keeper] if keeper else "chưa ai"
    if "{phong}" in text or keeper is Role.THUONG_TRUC:
        shown["phong"] = frame_now().phong
        shown["giu"] = shown["giu"].format(phong=shown["phong"])
    return _PLACE.sub(lambda match: shown.get(match[1], "khác"), text)


def _shown(value: object) -> str:
    if isinstance(value, State):
        return labels.STATES[value].words
    if isinstance(value, TrangThai):
        return labels.PLEDGE_STATES[value].words
    return format_date(value) if isinstance(value, date) else str(value)


def _refused(refusal: Refusal) -> Response:
    status = status_of(refusal)
    if status == 404:
        return answer("khong_thay", 404)
    return _answer(words_of(refusal), status)


def _stale_page(fault: CSRFError) -> Response:
    return answer("trang_cu", 400)


def _stale_row(fault: StaleDataError) -> Response:
    return answer("nguoi_khac_vua_luu", 409)


def _constraint(fault: IntegrityError) -> Response:
    log.warning("constraint refused a write", exc_info=fault)
    return answer("trung_du_lieu", 409)


def _database(fault: OperationalError) -> Response:
    log.error("database refused", exc_info=fault)
    return answer("het_cho", DISK_FULL) if disk_refuses(fault) else answer("dang_ban", 503)


def _system(fault: OSError) -> Response:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        log.error("disk full", exc_info=fault)
        return answer("het_cho", DISK_FULL)
    return _fault(fault)


def _http(fault: HTTPException) -> Response:
    code = fault.code or 500
    if 300 <= code < 400:
        return make_response(fault.get_response())
    made = answer(_HTTP.get(code, "su_co" if code >= 500 else "yeu_cau_hong"), code)
    for name, value in fault.get_headers():
        if name in ("Allow", "Retry-After"):
            made.headers[name] = value
    return made


def _fault(fault: Exception) -> Response:
    if current_app.testing and current_app.config["PROPAGATE_EXCEPTIONS"] is not False:
        raise fault
    log.error("request failed", exc_info=fault)
    return answer("su_co", 500)
