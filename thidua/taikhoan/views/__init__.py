"""Logging in and out, the password, the list of one's own logins."""

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, current_app, make_response, render_template, request

from thidua.core.calendar import VN, local_day
from thidua.core.errors import WrongInput
from thidua.nhatky.actions import use_key
from thidua.settings import Settings
from thidua.sheets.xlsx import Value
from thidua.taikhoan import actions, queries
from thidua.taikhoan.forms import DangNhapForm, DoiMatKhauForm
from thidua.taikhoan.queries import AccountRow
from thidua.web import clock, errors, htmx, sessions
from thidua.web.access import (
    LOGGED_IN,
    LOGIN_PLACE,
    PUBLIC,
    before_new_password,
    kept_fields,
    needs,
    safe_next,
)
from thidua.web.database import session, writing
from thidua.web.forms import posted, sent_key
from thidua.web.frame import frame_now

if TYPE_CHECKING:
    from sqlalchemy.orm import Session
from thidua.web.tables import table_answer

bp = Blueprint("taikhoan", __name__)

# The first that fits: the later names also stand in the earlier ones' self-descriptions.
_BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_MACHINES = (
    ("Windows", "Windows"),
    ("Android", "điện thoại Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "máy Mac"),
    ("Linux", "Linux"),
)


@bp.get("/dang-nhap")
@needs(PUBLIC)
def dang_nhap() -> Response:
    """The login page; who is logged in already goes on."""
    target = safe_next(request.args.get("tiep"))
    if sessions.current_login():
        return htmx.go(target)
    if queries.has_no_account(session()):
        return htmx.go("/khoi-tao")
    return _login_page(DangNhapForm(tiep=target))


@bp.post("/dang-nhap")
@needs(PUBLIC)
def dang_nhap_gui() -> Response:
    """Check the password outside any lock; the try counts before it is checked."""
    form = DangNhapForm(posted())
    if not form.validate():
        return _login_page(form, "Điền cả tên tài khoản và mật khẩu.", 422)
    name, at, address = actions.account_name(form.tai_khoan.data or ""), clock.now(), sessions.address()
    with writing() as unit:
        account = queries.find_account(unit, name)
        tried = actions.tried_name(name, known=account is not None)
        until = queries.may_try_again_at(unit, tried, address, at)
        if until is None:
            actions.note_try(unit, name, known=account is not None, address=address, at=at)
    if until is not None:
        return _too_fast(form, until - at)
    right = actions.password_is_right(account, form.mat_khau.data or "")
    if account is None or not right:
        with writing() as unit:
            actions.log_wrong(unit, account, address=address, at=at)
        return _login_page(form, errors.sentence(WrongInput("sai_dang_nhap")), 422)
    if account.code_last_day is not None and local_day(at) > account.code_last_day:
        return _login_page(form, errors.sentence(WrongInput("ma_het_han")), 422)
    return _open_login(form, account, at)


def _open_login(form: DangNhapForm, account: AccountRow, at: datetime) -> Response:
    token = sessions.new_token()
    with writing() as unit:
        before = queries.account_of_token(unit, sessions.digest(sessions.presented_token()))
        actions.log_in(
            unit,
            account,
            sessions.digest(token),
            address=sessions.address(),
            browser=browser_words(request.user_agent.string),
            single=settings_now().single_login,
            at=at,
        )
    same = before == account.id
    sessions.begin(token, keep_forms=same)
    if form.tai_cho.data and same:
        return htmx.fragment("taikhoan/_da_dang_nhap.html", event="da-dang-nhap-lai")
    kept = kept_fields(form.giu.data or "") if same else []
    if kept:
        place = safe_next(form.giu_tai.data)
        return make_response(render_template("taikhoan/gui_tiep.html", fields=kept, place=place))
    return htmx.go(safe_next(form.tiep.data))


@bp.post("/dang-xuat")
@needs(PUBLIC)
@before_new_password
def dang_xuat() -> Response:
    """End the login's row and empty the cookie."""
    login = sessions.current_login()
    if login:
        with writing() as unit:
            actions.log_out(unit, login.actor, login.id, at=clock.now())
    sessions.forget()
    return htmx.go("/dang-nhap")


@bp.get("/doi-mat-khau")
@needs(LOGGED_IN)
@before_new_password
def doi_mat_khau() -> Response:
    """The form for a new password."""
    return _password_page(DoiMatKhauForm())


@bp.post("/doi-mat-khau")
@needs(LOGGED_IN)
@before_new_password
def doi_mat_khau_gui() -> Response:
    """Change one's own password; the account's other logins end."""
    form, login = DoiMatKhauForm(posted()), _login()
    if not form.validate() or not _password_can_be_taken(form, login):
        return _password_page(form, 422)
    hashed = actions.hash_password(form.mat_khau_moi.data or "")
    with writing() as unit:
        actions.set_password(unit, login.actor, login.account_id, hashed, keep_login=login.id, at=clock.now())
    return htmx.go("/")


@bp.get("/tai-khoan/phien")
@needs(LOGGED_IN)
def phien() -> Response:
    """One's own open logins."""
    login = _login()
    page = render_template("taikhoan/phien.html", rows=_open_logins(login), phien_nay=login.id)
    return make_response(page)


@bp.get("/tai-khoan/phien.xlsx")
@needs(LOGGED_IN)
def phien_xlsx() -> Response:
    """The same as a table."""
    rows: list[list[Value]] = [
        [row.bat_dau.astimezone(VN), row.lan_cuoi.astimezone(VN), row.dia_chi, row.trinh_duyet]
        for row in _open_logins(_login())
    ]
    heads = ["Bắt đầu", "Lần cuối", "Địa chỉ", "Trình duyệt"]
    title = f"Phiên đăng nhập đang mở của {_login().actor.account}"
    return table_answer("phien-dang-nhap", "Phiên đăng nhập", heads, rows, title)


def _open_logins(login: sessions.Login) -> list[queries.PhienRow]:
    settings = settings_now()
    return queries.open_logins(
        session(), login.account_id, clock.now(), idle=settings.session_idle, limit=settings.session_limit
    )


@bp.post("/tai-khoan/phien/<int:phien_id>/ket-thuc")
@needs(LOGGED_IN)
def ket_thuc_phien(phien_id: int) -> Response:
    """End one of one's own logins, also the present one."""
    login = _login()
    with writing() as unit:
        actions.end_own_login(unit, login.actor, login.account_id, phien_id, at=clock.now())
    if phien_id == login.id:
        sessions.forget()
        return htmx.go("/dang-nhap")
    return htmx.go("/tai-khoan/phien")


@bp.post("/tai-khoan/phien/khac/ket-thuc")
@needs(LOGGED_IN)
def ket_thuc_phien_khac() -> Response:
    """End all of one's logins but this one."""
    login = _login()
    with writing() as unit:
        actions.end_other_logins(unit, login.actor, login.account_id, login.id, at=clock.now())
    return htmx.go("/tai-khoan/phien")


def browser_words(described: str) -> str:
    """The browser and machine of a login in a few words, from what the browser says of itself."""
    browser = next((words for sign, words in _BROWSERS if sign in described), "Trình duyệt khác")
    machine = next((words for sign, words in _MACHINES if sign in described), "")
    return f"{browser} trên {machine}" if machine else browser


def first_time(unit_of_work: "Session") -> bool:
    """Whether the form that was sent is not written yet: a second post of it changes nothing.

    Only the digest of its key is kept: one-time codes are worked out from the key.
    """
    key = sent_key()
    digest = sessions.digest(key) if key else ""
    return use_key(unit_of_work, sessions.current_actor(), digest, at=clock.now())


def code_for(name: str) -> str:
    """The one-time code that this form gives the account; the form sent again gives the same."""
    key = sent_key()
    return actions.one_time_code(settings_now().secret_key, key, name) if key else actions.new_one_time_code()


def still_opens(name: str, code: str) -> bool:
    """Whether the account waits for just this code."""
    account = queries.find_account(session(), name)
    return bool(account and account.code_last_day and actions.password_is_right(account, code))


def _login() -> sessions.Login:
    login = sessions.current_login()
    if login is None:
        raise sessions.NobodyLoggedIn
    return login


def settings_now() -> Settings:
    """The settings of this server."""
    return cast(Settings, current_app.extensions["thidua_settings"])


def _password_can_be_taken(form: DoiMatKhauForm, login: sessions.Login) -> bool:
    """Whether old and new password hold; otherwise the form says why not."""
    account = queries.find_account(session(), login.actor.account)
    old, new = form.mat_khau.data or "", form.mat_khau_moi.data or ""
    if not actions.password_is_right(account, old):
        form.refuse("mat_khau", errors.sentence(WrongInput("mat_khau_cu_sai")))
        return False
    try:
        if new == old:
            raise WrongInput("mat_khau_khong_doi")
        actions.refuse_weak(login.actor.account, new)
    except WrongInput as refused:
        form.refuse("mat_khau_moi", errors.sentence(refused))
        return False
    return True


def _password_page(form: DoiMatKhauForm, status: int = 200) -> Response:
    page = render_template("taikhoan/doi_mat_khau.html", form=form, bat_buoc=_login().must_change_password)
    return make_response(page, status)


def _too_fast(form: DangNhapForm, wait: timedelta) -> Response:
    minutes = math.ceil(wait.total_seconds() / 60)
    sentence = f"Gõ sai mật khẩu nhiều lần. Đợi {minutes} phút rồi thử lại, hoặc báo {frame_now().phong}."
    answer = _login_page(form, sentence, 429)
    answer.headers["Retry-After"] = str(math.ceil(wait.total_seconds()))
    return answer


def _login_page(form: DangNhapForm, loi: str = "", status: int = 200) -> Response:
    in_place = bool(form.tai_cho.data) and htmx.wants_partial()
    template = "taikhoan/_dang_nhap.html" if in_place else "taikhoan/dang_nhap.html"
    answer = make_response(
        render_template(
            template,
            loi=loi,
            tai_cho=in_place,
            tiep=safe_next(form.tiep.data),
            tai_khoan=form.tai_khoan.data or "",
            giu=form.giu.data or "",
            giu_tai=safe_next(form.giu_tai.data),
        ),
        status,
    )
    return htmx.into(answer, LOGIN_PLACE) if in_place else answer
