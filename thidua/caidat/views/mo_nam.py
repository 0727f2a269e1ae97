"""`/<nam>/cai-dat/mo-nam`: the wizard that makes the next year from this one."""

from flask import Response, make_response, render_template, request

from thidua.caidat import actions
from thidua.caidat.forms.ban_dau import NEW_GROUNDS, NEW_MOVEMENTS, new_names
from thidua.caidat.forms.mo_nam import MoNamForm
from thidua.caidat.forms.nhom import members, proposals
from thidua.caidat.views import bp, page_of, seen
from thidua.core.actor import SECRETARIAT
from thidua.core.errors import NotNow, Refusal, WrongInput
from thidua.donvi.queries import day_in_year
from thidua.hoso.actions import use_key
from thidua.namthidua import queries as years
from thidua.namthidua.actions.mo_nam import create_from
from thidua.namthidua.queries.ban_mo_nam import BanMoNam
from thidua.namthidua.queries.lich import days_of
from thidua.namthidua.queries.mo_nam import draft, next_year_of, year_exists
from thidua.web import clock, errors
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.sessions import current_actor

CHANGED = (
    "Năm cũ hoặc danh sách đơn vị vừa được sửa trong lúc soạn. Phần đã gõ còn nguyên bên dưới; xem lại rồi "
    "bấm lần nữa."
)
OPEN_NOW = "mo-ngay"
LOOK_AGAIN = "xem-lai"
"""Draw the page anew with what was typed, over the units and the old year as they are now."""


def _draft(nam_thi_dua: int) -> BanMoNam:
    """The draft of the year that this page makes; NotNow when the town has it already."""
    nam = next_year_of(session(), nam_thi_dua)
    if year_exists(session(), nam):
        raise NotNow("da_co_nam", nam=nam)
    from_year = nam_thi_dua if nam != nam_thi_dua else None
    return draft(session(), from_year, nam, day_in_year(nam, clock.now()))


@bp.get("/<nam:nam_thi_dua>/cai-dat/mo-nam")
@needs(*SECRETARIAT)
def wizard(nam_thi_dua: int) -> Response:
    """The draft with what changes; nothing is written by looking at it."""
    nam = next_year_of(session(), nam_thi_dua)
    if year_exists(session(), nam):
        return seen(page_of(nam))
    return _page(nam_thi_dua, MoNamForm(_draft(nam_thi_dua)))


@bp.post("/<nam:nam_thi_dua>/cai-dat/mo-nam")
@needs(*SECRETARIAT)
def make(nam_thi_dua: int) -> Response:
    """Make the year as typed, and open it at once when that was asked; else nothing is written."""
    made = _draft(nam_thi_dua)
    form = MoNamForm(made, request.form)
    if request.form.get("cach") == LOOK_AGAIN:
        return _page(nam_thi_dua, form)
    old = years.year(session(), made.tu_nam) if made.tu_nam else None
    new = form.read(day_in_year(made.nam, clock.now()), old.id if old else None)
    if new is None:
        return _page(nam_thi_dua, form, status=422)
    if request.form.get("van_tay") != made.van_tay:
        return _page(nam_thi_dua, form, refused=CHANGED, status=409)
    actor, now = current_actor(), clock.now()
    try:
        with writing() as unit:
            if use_key(unit, actor, request.form.get("khoa_gui", ""), at=now):
                nam_id = create_from(unit, actor, new, at=now)
                if request.form.get("cach") == OPEN_NOW:
                    actions.open_for_units(unit, actor, nam_id, at=now)
    except (NotNow, WrongInput) as refusal:
        return _refused(nam_thi_dua, form, refusal)
    return seen(page_of(made.nam))


def _refused(nam_thi_dua: int, form: MoNamForm, refusal: Refusal) -> Response:
    status = errors.status_of(refusal)
    return _page(nam_thi_dua, form, refused=errors.sentence(refusal), status=status)


def _page(nam_thi_dua: int, form: MoNamForm, *, refused: str = "", status: int = 200) -> Response:
    made = form.draft
    placed = members(form)
    body = render_template(
        "caidat/mo_nam.html",
        nam=made.nam,
        address=page_of(nam_thi_dua, "mo-nam"),
        back=page_of(nam_thi_dua) if made.tu_nam else "",
        draft=made,
        form=form,
        v=form.values,
        e=form.errors,
        members=placed,
        turns=proposals(form, placed),
        refused=refused,
        co_lich=bool(days_of(session(), made.nam)),
        waits=_waiting(made),
        added=any(form.values[name] or name in form.errors for name in new_names()),
        new_grounds=NEW_GROUNDS,
        new_movements=NEW_MOVEMENTS,
        target_faults=any(name.startswith("ct-") for name in form.errors),
    )
    return make_response(body, status)


def _waiting(made: BanMoNam) -> dict[str, int]:
    """How many lines of each part need a look."""
    head = made.dau
    return {
        "dau": bool(head.chu_de) + bool(head.trich_yeu.reviews) + (not head.nguoi_ky) + head.doi_co_quan,
        "ke_hoach": sum(bool(line.moi.reviews) for line in made.dong),
        "can_cu": sum(bool(one.can_xem) for one in made.can_cu),
        "phong_trao": sum(bool(one.can_xem or one.xem) for one in made.phong_trao),
        "chi_tieu": len(made.quyet_dinh),
        "nghia_vu": sum(bool(one.can_xem) for one in made.nghia_vu),
        "cum_khoi": len(made.mat) + len(made.moi) + sum(g.truong_id is None for g in made.cum_khoi),
    }
