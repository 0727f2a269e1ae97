"""`/tai-khoan/<tên>`: one account, its person, roles within days, one-time codes, shutting."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, make_response, render_template, request

from thidua.core.actor import UNIT_ROLES, Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, WrongInput
from thidua.donvi import queries as units
from thidua.taikhoan import actions
from thidua.taikhoan.actions import quan_ly
from thidua.taikhoan.actions.quan_ly import TaiKhoanMoi
from thidua.taikhoan.forms.quan_ly import MotNutForm, NguoiForm, TaiKhoanMoiForm, ThoiVaiTroForm, VaiTroForm
from thidua.taikhoan.queries import code_last_day, danh_sach
from thidua.taikhoan.queries.danh_sach import ChiTietTaiKhoan
from thidua.taikhoan.views import code_for, first_time, still_opens
from thidua.taikhoan.views.quan_ly import DESK, shown_at, unit_choices
from thidua.web import clock, htmx, labels
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import Form, differences, posted
from thidua.web.sessions import current_actor

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

bp = Blueprint("taikhoan_mot", __name__)

FIELDS = {
    "vai_tro_can_don_vi": "don_vi",
    "vai_tro_da_co": "vai_tro",
    "ngay_nguoc": "den_ngay",
    "trung_tai_khoan": "ten",
    "ten_tai_khoan_sai": "ten",
    "thieu_muc": "ho_ten",
}
"""Beside which field a refusal stands."""

Act = Callable[["Session", Actor, int, datetime], object]
"""An act on an account, by its id."""


@bp.get("/tai-khoan/them")
@needs(Role.QUAN_TRI)
def new_account() -> Response:
    """The form for a new account."""
    return _new_page(TaiKhoanMoiForm(units=unit_choices(), tu_ngay=clock.today()))


@bp.post("/tai-khoan/them")
@needs(Role.QUAN_TRI)
def add_account() -> Response:
    """Make the person, the account and the role; only this answer shows the code."""
    form = TaiKhoanMoiForm(posted(), units=unit_choices(), nam=clock.today().year)
    if not form.validate():
        return _new_page(form, 422)
    name, now = actions.account_name(form.ten.data or ""), clock.now()
    code = code_for(name)
    hashed = actions.hash_password(code)
    try:
        with writing() as unit_of_work:
            fresh = first_time(unit_of_work)
            if fresh:
                quan_ly.add_account(unit_of_work, current_actor(), _wanted(form, name), hashed, at=now)
    except WrongInput as no:
        form.refuse(FIELDS.get(no.reason, "ho_ten"), sentence(no))
        return _new_page(form, 422)
    return _code_page(name, code, fresh=fresh, made=True)


def _wanted(form: TaiKhoanMoiForm, name: str) -> TaiKhoanMoi:
    return TaiKhoanMoi(
        ho_ten=form.ho_ten.data or "",
        ten_dang_nhap=name,
        chuc_vu=form.chuc_vu.data or "",
        dien_thoai=form.dien_thoai.data or "",
        vai_tro=Role(form.vai_tro.data) if form.vai_tro.data else None,
        don_vi_id=_unit_id(form),
        tu_ngay=form.tu_ngay.data,
        den_ngay=form.den_ngay.data,
    )


def _unit_id(form: VaiTroForm) -> int | None:
    """The chosen unit; for a role beyond units none, whatever was chosen."""
    role = form.vai_tro.data
    if not form.don_vi.data or (role and Role(role) not in UNIT_ROLES):
        return None
    return units.unit_on(session(), form.don_vi.data, clock.today()).id


def _new_page(form: TaiKhoanMoiForm, status: int = 200) -> Response:
    return make_response(render_template("taikhoan/them.html", form=form), status)


def _code_page(name: str, code: str, *, fresh: bool, made: bool = False) -> Response:
    """The code once; for the same form sent again too, as long as the account still waits for it."""
    if not fresh and not still_opens(name, code):
        return htmx.go(f"/tai-khoan/{name}")
    line = danh_sach.account(session(), current_actor(), name, clock.now()).dong
    last = line.ma_het or code_last_day(clock.now())
    return make_response(render_template("taikhoan/ma.html", dong=line, ma=code, han=last, made=made))


@bp.get("/tai-khoan/<taikhoan:ten>")
@needs(*DESK)
def detail(ten: str) -> Response:
    """One account."""
    return _detail(ten, _Shown())


@dataclass(frozen=True)
class _Shown:
    """What a refused form leaves on the account's page; `thoi` is a role's id with the day typed for its
    end."""

    nguoi: NguoiForm | None = None
    vai_tro: VaiTroForm | None = None
    thoi: tuple[int, str] = (0, "")
    refused: str = ""
    stale: bool = False
    status: int = 200

    @property
    def form(self) -> Form | None:
        """The form that stands open with what was typed."""
        return self.nguoi or self.vai_tro


def _detail(ten: str, shown: _Shown) -> Response:
    actor, now = current_actor(), clock.now()
    found = danh_sach.account(session(), actor, ten, now)
    stored = _stored(found)
    form = shown.form
    if shown.stale and form is not None:
        form["row_version"].data = found.row_version
    context: dict[str, Any] = {
        "tk": found,
        "dong": found.dong,
        "day": local_day(now),
        "luc": now.isoformat(),
        "everything": actor.has(Role.QUAN_TRI),
        "own": actor.account == ten,
        "nguoi": shown.nguoi or NguoiForm(**stored),
        "vai_tro": shown.vai_tro
        or VaiTroForm(units=unit_choices(), tu_ngay=local_day(now), row_version=found.row_version),
        "shown": shown,
        "changes": differences(shown.nguoi, stored) if shown.stale and shown.nguoi else [],
        "signing": labels.SIGNING_WAYS,
    }
    return make_response(render_template("taikhoan/tai_khoan.html", **context), shown.status)


def _stored(found: ChiTietTaiKhoan) -> dict[str, Any]:
    line = found.dong
    words = {"ho_ten": line.ho_ten, "chuc_vu": line.chuc_vu, "dien_thoai": line.dien_thoai}
    return words | {"row_version": found.row_version}


@bp.post("/tai-khoan/<taikhoan:ten>")
@needs(Role.QUAN_TRI)
def save_person(ten: str) -> Response:
    """Correct the person's name, post and telephone."""
    form = NguoiForm(posted())
    if not form.validate():
        return _detail(ten, _Shown(nguoi=form, status=422))

    def act(unit_of_work: "Session", actor: Actor, account_id: int, now: datetime) -> None:
        quan_ly.edit_person(
            unit_of_work,
            actor,
            account_id,
            ho_ten=form.ho_ten.data or "",
            chuc_vu=form.chuc_vu.data or "",
            dien_thoai=form.dien_thoai.data or "",
            row_version=form.row_version.data,
            at=now,
        )

    return _act(ten, act, _Shown(nguoi=form))


@bp.post("/tai-khoan/<taikhoan:ten>/vai-tro")
@needs(Role.QUAN_TRI)
def give_role(ten: str) -> Response:
    """Give a role within days."""
    form = VaiTroForm(posted(), units=unit_choices(), nam=clock.today().year)
    good = form.validate()
    if good and form.tu_ngay.data is None:
        form.refuse("tu_ngay", "Điền ngày bắt đầu giữ vai trò.")
    if form.error_list:
        return _detail(ten, _Shown(vai_tro=form, status=422))

    def act(unit_of_work: "Session", actor: Actor, account_id: int, now: datetime) -> None:
        actions.grant(
            unit_of_work,
            actor,
            account_id,
            Role(form.vai_tro.data),
            don_vi_id=_unit_id(form),
            tu_ngay=form.tu_ngay.data or local_day(now),
            den_ngay=form.den_ngay.data,
            row_version=form.row_version.data,
            at=now,
        )

    return _act(ten, act, _Shown(vai_tro=form))


@bp.post("/tai-khoan/<taikhoan:ten>/vai-tro/<int:vai_tro_id>/thoi")
@needs(Role.QUAN_TRI)
def end_role(ten: str, vai_tro_id: int) -> Response:
    """Let a role end with a day."""
    form = ThoiVaiTroForm(posted(), nam=clock.today().year)
    found = danh_sach.account(session(), current_actor(), ten, clock.now())
    shown = _Shown(thoi=(vai_tro_id, form.den_ngay._value()))
    day = form.den_ngay.data if form.validate() else None
    if day is None:
        return _detail(ten, replace(shown, refused=form.error_list[0][2], status=422))
    wanted = [one.id for one in found.vai_tro if one.id == vai_tro_id]

    def act(unit_of_work: "Session", actor: Actor, account_id: int, now: datetime) -> None:
        lock = form.row_version.data
        quan_ly.end_role(unit_of_work, actor, wanted[0] if wanted else 0, day, row_version=lock, at=now)

    return _act(ten, act, shown)


@bp.post("/tai-khoan/<taikhoan:ten>/khoa")
@needs(*DESK)
def shut(ten: str) -> Response:
    """Shut the account."""
    return _one_button(ten, quan_ly.shut_account)


@bp.post("/tai-khoan/<taikhoan:ten>/mo")
@needs(*DESK)
def reopen(ten: str) -> Response:
    """Open it again."""
    return _one_button(ten, quan_ly.open_account)


@bp.post("/tai-khoan/<taikhoan:ten>/mo-khoa-tam")
@needs(*DESK)
def end_wait(ten: str) -> Response:
    """Let it try its password again at once."""
    return _one_button(ten, quan_ly.end_wait)


def _one_button(ten: str, work: Callable[..., None]) -> Response:
    lock = MotNutForm(request.form).row_version.data
    return _act(ten, lambda unit, actor, which, now: work(unit, actor, which, row_version=lock, at=now))


@bp.post("/tai-khoan/<taikhoan:ten>/ma")
@needs(*DESK)
def new_code(ten: str) -> Response:
    """Issue a one-time code; only this answer shows it."""
    actor, now = current_actor(), clock.now()
    account_id = danh_sach.account(session(), actor, ten, now).dong.id
    code, lock = code_for(ten), MotNutForm(request.form).row_version.data
    codes = [(account_id, actions.hash_password(code))]
    try:
        with writing() as unit:
            fresh = first_time(unit)
            if fresh:
                quan_ly.issue_codes(unit, actor, codes, shown_at=shown_at(), row_version=lock, at=now)
    except NotNow as no:
        return _refused(ten, _Shown(), no)
    return _code_page(ten, code, fresh=fresh)


def _act(ten: str, act: Act, shown: _Shown | None = None) -> Response:
    """One act on the account in one unit of work; a refusal comes back on its page with what was typed."""
    actor, now = current_actor(), clock.now()
    try:
        with writing() as unit_of_work:
            account_id = danh_sach.account(unit_of_work, actor, ten, now).dong.id
            if first_time(unit_of_work):
                act(unit_of_work, actor, account_id, now)
    except (NotNow, WrongInput) as no:
        return _refused(ten, shown or _Shown(), no)
    return htmx.go(f"/tai-khoan/{ten}")


def _refused(ten: str, shown: _Shown, no: NotNow | WrongInput) -> Response:
    status = status_of(no)
    if isinstance(no, WrongInput) and shown.form is not None:
        shown.form.refuse(FIELDS.get(no.reason, "ho_ten" if shown.nguoi else "vai_tro"), sentence(no))
        return _detail(ten, replace(shown, status=status))
    stale = no.reason == "tai_khoan_da_sua"
    return _detail(ten, replace(shown, refused=sentence(no), stale=stale, status=status))
