"""`/<nam>/giao-uoc/`: the cụm and khối with their members' giao ước, and "đã biết" to a notice."""

from flask import Response, render_template

from thidua.core.actor import Role
from thidua.giaouoc import queries
from thidua.giaouoc.actions.thong_bao import seen
from thidua.giaouoc.queries import viec
from thidua.giaouoc.views.chung import WHO, bp
from thidua.namthidua import queries as years
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.sessions import current_actor


@bp.get("/<nam:nam_thi_dua>/giao-uoc/")
@needs(*WHO)
def groups(nam_thi_dua: int) -> str:
    """The groups that the reader sees, what waits for the reader, what the reader's unit was told."""
    reading, actor = session(), current_actor()
    year = years.year(reading, nam_thi_dua)
    return render_template(
        "giaouoc/page.html",
        nam=nam_thi_dua,
        groups=queries.groups_in_view(reading, actor, nam_thi_dua, at=clock.now()),
        waiting=viec.waiting(reading, actor, nam_thi_dua),
        notices=viec.notices(reading, actor, year.id),
    )


@bp.post("/<nam:nam_thi_dua>/giao-uoc/thong-bao/<int:thong_bao_id>")
@needs(Role.CAN_BO, Role.THU_TRUONG)
def notice_seen(nam_thi_dua: int, thong_bao_id: int) -> Response:
    """Note that the unit knows."""
    with writing() as unit_of_work:
        seen(unit_of_work, current_actor(), thong_bao_id, at=clock.now())
    return htmx.go(f"/{nam_thi_dua}/giao-uoc/")
