"""`/khoi-tao`: the first start of an empty office; afterwards the address is not there."""

import math
from datetime import date, datetime
from typing import cast

from flask import Blueprint, Response, current_app, make_response, render_template

from thidua.core.errors import NotThere, WrongInput
from thidua.khoitao import actions, queries
from thidua.khoitao.forms import KhoiTaoForm
from thidua.settings import Settings
from thidua.taikhoan import actions as accounts
from thidua.taikhoan import queries as logins
from thidua.web import clock, htmx, sessions
from thidua.web.access import PUBLIC, needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence
from thidua.web.forms import posted

bp = Blueprint("khoitao", __name__)

TRIES = accounts.tried_name("/khoi-tao", known=False)
"""The name under which wrong codes count; no account can bear it."""

_FIELDS = {
    "mat_khau_ngan": "mat_khau",
    "mat_khau_dai": "mat_khau",
    "mat_khau_de_doan": "mat_khau",
    "ten_tai_khoan_sai": "tai_khoan",
    "ma_don_vi_sai": "thuong_truc",
}


@bp.get("/khoi-tao")
@needs(PUBLIC)
def first_start() -> Response:
    """The form of an empty office."""
    _require_empty()
    first_day = date(clock.today().year, 1, 1)
    return _page(
        KhoiTaoForm(thuong_truc="Phòng Nội vụ", ky_hieu="NV", tu_ngay=first_day, tai_khoan="quantri")
    )


@bp.post("/khoi-tao")
@needs(PUBLIC)
def set_up() -> Response:
    """Check the code, then set up the office and its administrator."""
    _require_empty()
    form, now = KhoiTaoForm(posted()), clock.now()
    good = form.validate()
    if form.ma.data and not form.ma.errors:
        until = _try_code(form, now)
        if until is not None:
            return _too_fast(form, until, now)
    if not good or form.ma.errors:
        return _page(form, 422)
    try:
        _set_up(form, now)
    except WrongInput as refusal:
        form.refuse(_FIELDS.get(refusal.reason, "ma"), sentence(refusal))
        return _page(form, 422)
    actions.withdraw_code(_settings().instance)
    return htmx.go("/dang-nhap")


def _try_code(form: KhoiTaoForm, now: datetime) -> datetime | None:
    """Put a wrong code's sentence beside its field; the end of the wait after too many of them."""
    address = sessions.address()
    right = queries.code_is_right(_settings().instance, form.ma.data or "")
    with writing() as unit:
        until = logins.may_try_again_at(unit, TRIES, address, now)
        if until is None and not right:
            accounts.note_try(unit, "/khoi-tao", known=False, address=address, at=now)
    if until is None and not right:
        form.refuse("ma", sentence(WrongInput("ma_khoi_tao_sai")))
    return until


def _set_up(form: KhoiTaoForm, now: datetime) -> None:
    name = accounts.account_name(form.tai_khoan.data or "")
    accounts.refuse_weak(name, form.mat_khau.data or "")
    first_day = form.tu_ngay.data
    assert first_day is not None
    asked = actions.KhoiTao(
        bac=form.bac.data,
        dia_danh=form.dia_danh.data or "",
        tinh=form.tinh.data or "",
        tu_ngay=first_day,
        thuong_truc=form.thuong_truc.data or "",
        ky_hieu=form.ky_hieu.data or "",
        ho_ten=form.ho_ten.data or "",
        tai_khoan=name,
        mat_khau_bam=accounts.hash_password(form.mat_khau.data or ""),
    )
    with writing() as unit:
        actions.found_office(unit, asked, at=now)


def _require_empty() -> None:
    if not queries.is_empty(session()):
        raise NotThere("khong_thay")


def _too_fast(form: KhoiTaoForm, until: datetime, now: datetime) -> Response:
    seconds = math.ceil((until - now).total_seconds())
    form.refuse("ma", f"Gõ sai mã nhiều lần. Đợi {math.ceil(seconds / 60)} phút rồi thử lại.")
    answer = _page(form, 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _page(form: KhoiTaoForm, status: int = 200) -> Response:
    return make_response(render_template("khoitao/page.html", form=form), status)


def _settings() -> Settings:
    return cast(Settings, current_app.extensions["thidua_settings"])
