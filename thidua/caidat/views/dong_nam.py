"""`/<nam>/cai-dat/dong-nam`: what is still open, the acts that close a year and take it up again, and the
wall before every write into a closed year."""

from flask import Response, make_response, render_template, request

from thidua.caidat import actions
from thidua.caidat.forms import BuocNamForm, MoLaiForm
from thidua.caidat.queries.dong_nam import open_items
from thidua.caidat.views import bp, page_of, seen
from thidua.core.actor import SECRETARIAT, Role
from thidua.core.errors import NotNow, Refusal
from thidua.hoso.actions import use_key
from thidua.namthidua import queries as years
from thidua.namthidua.actions.mo_nam import reopen_year
from thidua.web import clock, errors
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import posted
from thidua.web.sessions import current_actor

READS = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_FOR_EVER = frozenset(
    {
        "caidat.make",
        "caidat.close",
        "caidat.reopen",
        "namthidua.set_rule",
        "namthidua.take_offered_rules",
        "namthidua.drop_rule",
        "giaouoc.notice_seen",
        "hoso.asking_seen",
    }
)
"""What a closed year still takes: the year that follows it, its own closing page, the dated rules, which are
no year's, and the marks by which a reader notes that something was read."""


@bp.before_app_request
def keep_closed() -> None:
    """Refuse every write under the address of a closed year; each act refuses once more by itself."""
    args = request.view_args or {}
    nam = args.get("nam_thi_dua")
    if nam is None or request.method in READS or request.endpoint in OPEN_FOR_EVER:
        return
    if years.is_closed(session(), nam):
        raise NotNow("nam_da_dong", nam=nam)


@bp.get("/<nam:nam_thi_dua>/cai-dat/dong-nam")
@needs(*SECRETARIAT)
def closing(nam_thi_dua: int) -> Response:
    """What stands in the way of closing, each thing with its page."""
    return _page(nam_thi_dua, MoLaiForm())


@bp.post("/<nam:nam_thi_dua>/cai-dat/dong-nam")
@needs(Role.LANH_DAO_PHONG)
def close(nam_thi_dua: int) -> Response:
    """The named act; refused with the list while anything is open."""
    form = BuocNamForm(posted(), nam=nam_thi_dua)
    try:
        with writing() as unit:
            year = years.year(unit, nam_thi_dua)
            if use_key(unit, current_actor(), form.khoa_gui.data or "", at=clock.now()):
                actions.close_for_good(unit, current_actor(), year.id, at=clock.now())
    except NotNow as refusal:
        return _page(nam_thi_dua, MoLaiForm(), refusal)
    return seen(page_of(nam_thi_dua))


@bp.post("/<nam:nam_thi_dua>/cai-dat/mo-lai")
@needs(Role.LANH_DAO_PHONG)
def reopen(nam_thi_dua: int) -> Response:
    """The named act that takes a closed year up again, with its reason."""
    form = MoLaiForm(posted(), nam=nam_thi_dua)
    if not form.validate():
        return _page(nam_thi_dua, form, status=422)
    actor, now = current_actor(), clock.now()
    try:
        with writing() as unit:
            if use_key(unit, actor, form.khoa_gui.data or "", at=now):
                nam_id = years.year(unit, nam_thi_dua).id
                reopen_year(unit, actor, nam_id, at=now, reason=form.ly_do.data or "")
    except NotNow as refusal:
        return _page(nam_thi_dua, form, refusal)
    return seen(page_of(nam_thi_dua))


def _page(nam: int, form: MoLaiForm, refused: Refusal | None = None, *, status: int = 200) -> Response:
    year = years.year(session(), nam)
    left = open_items(session(), year, clock.now())
    body = render_template(
        "caidat/dong_nam.html",
        nam=nam,
        year=year,
        left=left,
        form=form,
        count=sum(len(group.viec) for group in left),
        may_close=current_actor().has(Role.LANH_DAO_PHONG),
        address=page_of(nam, "dong-nam"),
        reopen=page_of(nam, "mo-lai"),
        back=page_of(nam),
        refused=errors.sentence(refused) if refused else "",
    )
    return make_response(body, errors.status_of(refused) if refused else status)
