"""`/tai-khoan/`: the accounts at the desk, one-time codes on slips, roles within days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from thidua.core.actor import UNIT_ROLES, Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, Refusal, WrongInput
from thidua.donvi import queries as units
from thidua.donvi.queries.co_quan import office_on
from thidua.luutru.names import content_disposition
from thidua.taikhoan import actions
from thidua.taikhoan.actions import quan_ly
from thidua.taikhoan.actions.quan_ly import TaiKhoanMoi
from thidua.taikhoan.forms.quan_ly import NguoiForm, TaiKhoanMoiForm, ThoiVaiTroForm, VaiTroForm
from thidua.taikhoan.queries import code_last_day, danh_sach
from thidua.taikhoan.queries.danh_sach import DongTaiKhoan, LocTaiKhoan
from thidua.vanban.kinds.phieu_ma import COT, HANG, PhieuMa, ToPhieu
from thidua.web import clock, htmx, labels, pages
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import Form, posted
from thidua.web.paper import DOCX
from thidua.web.sessions import current_actor
from thidua.web.tables import with_filter

bp = Blueprint("taikhoan_quan_ly", __name__)

DESK = (Role.QUAN_TRI, Role.THUONG_TRUC, Role.LANH_DAO_PHONG)
ROLE_FIELDS = {
    "vai_tro_can_don_vi": "don_vi",
    "vai_tro_da_co": "vai_tro",
    "ngay_nguoc": "den_ngay",
    "trung_tai_khoan": "ten",
    "ten_tai_khoan_sai": "ten",
}


@bp.get("/tai-khoan/")
@needs(*DESK)
def account_page() -> Response:
    """The accounts that the reader manages."""
    return _list()


def role_words(row: DongTaiKhoan) -> list[str]:
    """What an account may do, without the units."""
    powers = {"phan_cong": "Cấp phó được phân công", "uy_quyen": "Người được ủy quyền"}
    return [*(labels.ROLES[role] for role, _ in row.vai_tro), *(powers[nguon] for nguon, _ in row.duoc_giao)]


def _wanted() -> LocTaiKhoan:
    asked = request.values
    return LocTaiKhoan(
        tu_khoa=asked.get("q", "")[:255],
        vai_tro=asked.get("vai-tro", "")[:64],
        don_vi=asked.get("don-vi", "")[:64],
        tinh_trang=asked.get("tinh-trang", "")[:64],
    )


def _list(*, status: int = 200, refused: str = "") -> Response:
    wanted, actor, now = _wanted(), current_actor(), clock.now()
    filters = {
        "q": wanted.tu_khoa,
        "vai-tro": wanted.vai_tro,
        "don-vi": wanted.don_vi,
        "tinh-trang": wanted.tinh_trang,
    }
    page = render_template(
        "taikhoan/danh_sach.html",
        rows=danh_sach.account_list(session(), actor, now, wanted),
        wanted=wanted,
        table=with_filter("/tai-khoan.xlsx", filters),
        filtered=any(filters.values()),
        units=_unit_choices(),
        states=labels.ACCOUNT_STATES,
        everything=actor.has(Role.QUAN_TRI),
        refused=refused,
    )
    return make_response(page, status)


def _unit_choices() -> list[tuple[str, str]]:
    return [(unit.code, unit.ten) for unit in units.units_on(session(), clock.today()).values()]


# --- slips


@bp.post("/tai-khoan/phieu")
@needs(*DESK)
def slips() -> Response:
    """First what will happen, then (`xac_nhan`) the codes and their slips in one act.

    The file is the only place where the codes stand in plain; it is made once and kept nowhere.
    """
    reading, actor, now = session(), current_actor(), clock.now()
    if request.form.get("tat_ca"):
        rows = danh_sach.account_list(reading, actor, now, _wanted())
        rows = [row for row in rows if row.tinh_trang != "khoa" and row.ten_dang_nhap != actor.account]
    else:
        rows = danh_sach.accounts_named(reading, actor, request.form.getlist("chon"), now)
    if not rows:
        return _list(status=422, refused="Chọn ít nhất một tài khoản để cấp mã.")
    if not request.form.get("xac_nhan"):
        return _confirm(rows, now)
    try:
        to = _issue(actor, rows, now)
    except NotNow as no:
        return _confirm(rows, now, refused=no)
    from thidua.vanban.docx_phieu import phieu_to_bytes

    answer = make_response(phieu_to_bytes(to))
    answer.headers["Content-Type"] = DOCX
    answer.headers["Content-Disposition"] = content_disposition(f"phieu-tai-khoan-{local_day(now)}.docx")
    return answer


def _confirm(rows: list[DongTaiKhoan], now: datetime, *, refused: Refusal | None = None) -> Response:
    page = render_template(
        "taikhoan/cap_ma.html",
        rows=rows,
        in_use=[row for row in rows if row.lan_cuoi and row.tinh_trang in ("dang_dung", "tam_khoa")],
        trang=-(-len(rows) // (COT * HANG)),
        luc=now.isoformat(),
        han=code_last_day(now),
        refused=sentence(refused) if refused else "",
    )
    return make_response(page, status_of(refused) if refused else 200)


def _issue(actor: Actor, rows: list[DongTaiKhoan], now: datetime) -> ToPhieu:
    # Forty hashes take a second: they are made before the writing lock is taken.
    codes = [(row, actions.new_one_time_code()) for row in rows]
    hashed = [(row.id, actions.hash_password(code)) for row, code in codes]
    with writing() as unit_of_work:
        quan_ly.issue_codes(unit_of_work, actor, hashed, shown_at=_shown_at(), at=now)
    last = code_last_day(now)
    reading = session()
    office = office_on(reading, local_day(now))
    return ToPhieu(
        co_quan=f"{office.thuong_truc} {office.ten}",
        dia_chi=request.host_url,
        phieu=tuple(
            PhieuMa(
                row.ho_ten, row.chuc_vu, _unit_words(row), row.ten_dang_nhap, code, last or local_day(now)
            )
            for row, code in codes
        ),
        ghi_chu=pages.SAMPLE_STRIP if pages.is_sample() else "",
    )


def _unit_words(row: DongTaiKhoan) -> str:
    return "; ".join(dict.fromkeys(unit for _, unit in (*row.vai_tro, *row.duoc_giao) if unit))


def _shown_at() -> datetime | None:
    """When the page with the button was made, as it says itself."""
    try:
        shown = datetime.fromisoformat(request.form.get("luc", ""))
    except ValueError:
        return None
    return shown if shown.tzinfo else None


# --- one account


@bp.get("/tai-khoan/them")
@needs(Role.QUAN_TRI)
def new_account() -> Response:
    """The form for a new account."""
    form = TaiKhoanMoiForm(units=_unit_choices(), tu_ngay=clock.today())
    return _new_page(form)


@bp.post("/tai-khoan/them")
@needs(Role.QUAN_TRI)
def add_account() -> Response:
    """Make the person, the account and the role; the code is shown once."""
    form = TaiKhoanMoiForm(posted(), units=_unit_choices(), nam=clock.today().year)
    if not form.validate():
        return _new_page(form, 422)
    code, now, actor = actions.new_one_time_code(), clock.now(), current_actor()
    hashed = actions.hash_password(code)
    name = actions.account_name(form.ten.data or "")
    try:
        with writing() as unit_of_work:
            new = TaiKhoanMoi(
                ho_ten=form.ho_ten.data or "",
                ten_dang_nhap=name,
                chuc_vu=form.chuc_vu.data or "",
                dien_thoai=form.dien_thoai.data or "",
                vai_tro=Role(form.vai_tro.data) if form.vai_tro.data else None,
                don_vi_id=_unit_id(form),
                tu_ngay=form.tu_ngay.data,
                den_ngay=form.den_ngay.data,
            )
            quan_ly.add_account(unit_of_work, actor, new, hashed, at=now)
    except WrongInput as no:
        form.refuse(ROLE_FIELDS.get(no.reason, "ho_ten"), sentence(no))
        return _new_page(form, 422)
    return _code_page(actor, name, code, now, made=True)


def _unit_id(form: VaiTroForm) -> int | None:
    """The chosen unit; for a role beyond units none, whatever was chosen."""
    role = form.vai_tro.data
    if not form.don_vi.data or (role and Role(role) not in UNIT_ROLES):
        return None
    return units.unit_on(session(), form.don_vi.data, clock.today()).id


def _new_page(form: TaiKhoanMoiForm, status: int = 200) -> Response:
    return make_response(render_template("taikhoan/them.html", form=form), status)


def _code_page(actor: Actor, name: str, code: str, now: datetime, *, made: bool = False) -> Response:
    found = danh_sach.account(session(), actor, name, now)
    return make_response(
        render_template("taikhoan/ma.html", dong=found.dong, ma=code, han=code_last_day(now), made=made)
    )


@bp.get("/tai-khoan/<taikhoan:ten>")
@needs(*DESK)
def detail(ten: str) -> Response:
    """One account."""
    return _detail(ten)


@dataclass(frozen=True)
class _Shown:
    """What a refused form leaves on the account's page."""

    nguoi: NguoiForm | None = None
    vai_tro: VaiTroForm | None = None
    refused: str = ""
    status: int = 200


def _detail(ten: str, shown: _Shown | None = None) -> Response:
    shown = shown or _Shown()
    actor, now = current_actor(), clock.now()
    found = danh_sach.account(session(), actor, ten, now)
    line = found.dong
    context: dict[str, Any] = {
        "tk": found,
        "dong": line,
        "day": local_day(now),
        "luc": now.isoformat(),
        "everything": actor.has(Role.QUAN_TRI),
        "own": actor.account == ten,
        "nguoi": shown.nguoi
        or NguoiForm(ho_ten=line.ho_ten, chuc_vu=line.chuc_vu, dien_thoai=line.dien_thoai),
        "vai_tro": shown.vai_tro or VaiTroForm(units=_unit_choices(), tu_ngay=local_day(now)),
        "refused": shown.refused,
        "signing": labels.SIGNING_WAYS,
    }
    return make_response(render_template("taikhoan/tai_khoan.html", **context), shown.status)


@bp.post("/tai-khoan/<taikhoan:ten>")
@needs(Role.QUAN_TRI)
def save_person(ten: str) -> Response:
    """Correct the person's name, post and telephone."""
    form = NguoiForm(posted())
    found = danh_sach.account(session(), current_actor(), ten, clock.now()).dong
    if not form.validate():
        return _detail(ten, _Shown(nguoi=form, status=422))
    with writing() as unit_of_work:
        quan_ly.edit_person(
            unit_of_work,
            current_actor(),
            found.id,
            ho_ten=form.ho_ten.data or "",
            chuc_vu=form.chuc_vu.data or "",
            dien_thoai=form.dien_thoai.data or "",
            at=clock.now(),
        )
    return htmx.go(f"/tai-khoan/{ten}")


@bp.post("/tai-khoan/<taikhoan:ten>/vai-tro")
@needs(Role.QUAN_TRI)
def give_role(ten: str) -> Response:
    """Give a role within days."""
    form = VaiTroForm(posted(), units=_unit_choices(), nam=clock.today().year)
    found = danh_sach.account(session(), current_actor(), ten, clock.now()).dong
    good = form.validate()
    if good and form.tu_ngay.data is None:
        form.refuse("tu_ngay", "Điền ngày bắt đầu giữ vai trò.")
    if form.error_list:
        return _detail(ten, _Shown(vai_tro=form, status=422))
    try:
        with writing() as unit_of_work:
            actions.grant(
                unit_of_work,
                current_actor(),
                found.id,
                Role(form.vai_tro.data),
                don_vi_id=_unit_id(form),
                tu_ngay=form.tu_ngay.data or clock.today(),
                den_ngay=form.den_ngay.data,
                at=clock.now(),
            )
    except WrongInput as no:
        form.refuse(ROLE_FIELDS.get(no.reason, "vai_tro"), sentence(no))
        return _detail(ten, _Shown(vai_tro=form, status=422))
    return htmx.go(f"/tai-khoan/{ten}")


@bp.post("/tai-khoan/<taikhoan:ten>/vai-tro/<int:vai_tro_id>/thoi")
@needs(Role.QUAN_TRI)
def end_role(ten: str, vai_tro_id: int) -> Response:
    """Let a role end with a day."""
    form = ThoiVaiTroForm(posted(), nam=clock.today().year)
    found = danh_sach.account(session(), current_actor(), ten, clock.now())
    if not form.validate() or form.den_ngay.data is None:
        return _detail(ten, _Shown(refused=_said(form), status=422))
    day = form.den_ngay.data
    wanted = [one.id for one in found.vai_tro if one.id == vai_tro_id]

    def act(unit_of_work: Any, actor: Actor, now: datetime) -> None:
        quan_ly.end_role(unit_of_work, actor, wanted[0] if wanted else 0, day, at=now)

    return _act(ten, act)


@bp.post("/tai-khoan/<taikhoan:ten>/khoa")
@needs(*DESK)
def shut(ten: str) -> Response:
    """Shut the account."""
    return _on_account(ten, quan_ly.shut_account)


@bp.post("/tai-khoan/<taikhoan:ten>/mo")
@needs(*DESK)
def reopen(ten: str) -> Response:
    """Open it again."""
    return _on_account(ten, quan_ly.open_account)


@bp.post("/tai-khoan/<taikhoan:ten>/mo-khoa-tam")
@needs(*DESK)
def end_wait(ten: str) -> Response:
    """Let it try its password again at once."""
    return _on_account(ten, quan_ly.end_wait)


@bp.post("/tai-khoan/<taikhoan:ten>/ma")
@needs(*DESK)
def new_code(ten: str) -> Response:
    """Issue a one-time code; this answer alone shows it."""
    actor, now = current_actor(), clock.now()
    found = danh_sach.account(session(), actor, ten, now).dong
    code = actions.new_one_time_code()
    hashed = actions.hash_password(code)
    try:
        with writing() as unit_of_work:
            quan_ly.issue_codes(unit_of_work, actor, [(found.id, hashed)], shown_at=_shown_at(), at=now)
    except NotNow as no:
        return _detail(ten, _Shown(refused=sentence(no), status=status_of(no)))
    return _code_page(actor, ten, code, now)


def _on_account(ten: str, work: Callable[..., None]) -> Response:
    def act(unit_of_work: Any, actor: Actor, now: datetime) -> None:
        account_id = danh_sach.account(unit_of_work, actor, ten, now).dong.id
        work(unit_of_work, actor, account_id, at=now)

    return _act(ten, act)


def _act(ten: str, act: Callable[[Any, Actor, datetime], None]) -> Response:
    """One act on the account in one unit of work; a refusal comes back on its page."""
    actor, now = current_actor(), clock.now()
    try:
        with writing() as unit_of_work:
            act(unit_of_work, actor, now)
    except (NotNow, WrongInput) as no:
        return _detail(ten, _Shown(refused=sentence(no), status=status_of(no)))
    return htmx.go(f"/tai-khoan/{ten}")


def _said(form: Form) -> str:
    said: Sequence[tuple[str, str, str]] = form.error_list
    return said[0][2] if said else ""
