"""`/tai-khoan/<tên>/ban-giao`: an officer leaves, work and rights go to the successor."""

from flask import Blueprint, Response, make_response, render_template

from thidua.core.actor import Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotThere, WrongInput
from thidua.core.papers import is_task
from thidua.donvi import queries as units
from thidua.donvi.queries.co_quan import office_on
from thidua.nhatky.actions import use_key
from thidua.quantri.actions import ban_giao as actions
from thidua.quantri.compose import ban_giao as compose
from thidua.quantri.compose.ban_giao import TuNgu
from thidua.quantri.forms.ban_giao import BanGiaoForm
from thidua.quantri.queries import ban_giao as queries
from thidua.taikhoan.actions import account_name
from thidua.taikhoan.queries import danh_sach
from thidua.web import clock, htmx, labels, pages
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted, sent_key
from thidua.web.paper import docx_answer
from thidua.web.sessions import current_actor

bp = Blueprint("quantri_ban_giao", __name__)

PAGE = "/tai-khoan/<taikhoan:ten>/ban-giao"


def _paper(loai: str) -> str:
    """What an obligation's paper is called; a task of named units goes by its number."""
    one = labels.OBLIGATIONS[loai]
    return one.name if is_task(loai) else one.paper


WORDS = TuNgu(
    vai_tro=labels.ROLES,
    nghia_vu=_paper,
    trang_thai={state: shown.words for state, shown in labels.STATES.items()},
    cach_ky=labels.SIGNING_WAYS,
    viec_giao_uoc=labels.PLEDGE_WORK,
    ky_bao_cao=labels.PERIODS,
)


@bp.get(PAGE)
@needs(Role.QUAN_TRI)
def page(ten: str) -> Response:
    """What is in hand; after the hand-over, what was handed over."""
    return _page(ten, BanGiaoForm(ngay=clock.today()))


@bp.post(PAGE)
@needs(Role.QUAN_TRI)
def hand_over(ten: str) -> Response:
    """Move the roles, end the powers, shut the account, write the lines of the minutes."""
    form, actor, now = BanGiaoForm(posted(), nam=clock.today().year), current_actor(), clock.now()
    if not form.validate() or form.ngay.data is None:
        return _page(ten, form, 422)
    name = account_name(form.nhan.data or "")
    try:
        with writing() as unit_of_work:
            if not use_key(unit_of_work, actor, sent_key(), at=now):
                return htmx.go(f"/tai-khoan/{ten}/ban-giao")
            leaving = danh_sach.account(unit_of_work, actor, ten, now).dong
            taking = [r for r in danh_sach.account_list(unit_of_work, actor, now) if r.ten_dang_nhap == name]
            if not taking:
                raise WrongInput("khong_co_tai_khoan", truong="nhan")
            held = queries.in_hand(unit_of_work, leaving.id, now)
            actions.hand_over(
                unit_of_work,
                actor,
                leaving.id,
                taking[0].id,
                ngay=form.ngay.data,
                ly_do=form.ly_do.data or "",
                dong=compose.lines(held, WORDS),
                row_version=form.row_version.data,
                at=now,
            )
    except WrongInput as no:
        form.refuse(str(no.facts.get("truong", "nhan")), sentence(no))
        return _page(ten, form, 422)
    except NotNow as no:
        form.row_version.data = None
        return _page(ten, form, status_of(no), refused=sentence(no))
    return htmx.go(f"/tai-khoan/{ten}/ban-giao")


def _page(ten: str, form: BanGiaoForm, status: int = 200, *, refused: str = "") -> Response:
    reading, actor, now = session(), current_actor(), clock.now()
    found = danh_sach.account(reading, actor, ten, now)
    line = found.dong
    if form.row_version.data is None:
        form.row_version.data = found.row_version
    shut = line.tinh_trang == "khoa"
    done = queries.hand_over_of(reading, line.id) if shut else None
    rows = list(done.dong) if done else compose.lines(queries.in_hand(reading, line.id, now), WORDS)
    people = [r for r in danh_sach.account_list(reading, actor, now) if r.tinh_trang != "khoa"]
    shown = render_template(
        "quantri/ban_giao.html",
        dong=line,
        done=done,
        shut=shut,
        groups=[
            (title, [(what, how) for kind, what, how in rows if kind == code])
            for code, title in compose.NHOM.items()
        ],
        form=form,
        people=[r for r in people if r.nguoi_id != line.nguoi_id],
        refused=refused,
    )
    return make_response(shown, status)


@bp.get(PAGE + ".docx")
@needs(Role.QUAN_TRI)
def paper(ten: str) -> Response:
    """The minutes of the last hand-over."""
    reading, now = session(), clock.now()
    line = danh_sach.account(reading, current_actor(), ten, now).dong
    row = queries.hand_over_of(reading, line.id)
    if row is None:
        raise NotThere("khong_thay")
    day = local_day(row.luc)
    unit = units.named_on(reading, row.don_vi_id, day) if row.don_vi_id else None
    made = compose.minutes(row, unit, office_on(reading, day), sample=pages.is_sample())
    return docx_answer(made, f"bien-ban-ban-giao-{ten}")
