"""`/<nam>/cai-dat/dong-nam`: what is still open, and the act that closes the year."""

from flask import Response, make_response, render_template

from thidua.caidat import actions
from thidua.caidat.forms import BuocNamForm
from thidua.caidat.queries.dong_nam import open_items
from thidua.caidat.views import bp, page_of, seen
from thidua.core.actor import SECRETARIAT, Role
from thidua.core.errors import NotNow, Refusal
from thidua.hoso.actions import use_key
from thidua.namthidua import queries as years
from thidua.web import clock, errors
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import posted
from thidua.web.sessions import current_actor


@bp.get("/<nam:nam_thi_dua>/cai-dat/dong-nam")
@needs(*SECRETARIAT)
def closing(nam_thi_dua: int) -> Response:
    """What stands in the way of closing, each thing with its page."""
    return _page(nam_thi_dua)


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
        return _page(nam_thi_dua, refusal)
    return seen(page_of(nam_thi_dua))


def _page(nam: int, refused: Refusal | None = None) -> Response:
    year = years.year(session(), nam)
    left = open_items(session(), year, clock.now())
    body = render_template(
        "caidat/dong_nam.html",
        nam=nam,
        year=year,
        left=left,
        count=sum(len(group.viec) for group in left),
        may_close=current_actor().has(Role.LANH_DAO_PHONG),
        address=page_of(nam, "dong-nam"),
        back=page_of(nam),
        refused=errors.sentence(refused) if refused else "",
    )
    return make_response(body, errors.status_of(refused) if refused else 200)
