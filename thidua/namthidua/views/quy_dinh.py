"""`/<nam>/cai-dat/quy-dinh`: rules with their days and sources."""

from flask import Response, make_response, render_template

from thidua.core.legal import FRAMES, frame_on
from thidua.namthidua import queries as years
from thidua.namthidua.actions import quy_dinh as actions
from thidua.namthidua.forms.quy_dinh import QuyDinhForm
from thidua.namthidua.queries import quy_dinh as queries
from thidua.namthidua.views import MAY_EDIT, bp
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import posted
from thidua.web.sessions import current_actor


@bp.get("/<nam:nam_thi_dua>/cai-dat/quy-dinh")
@needs(*MAY_EDIT)
def rules(nam_thi_dua: int) -> Response:
    """The dated rules, the legal frames, and what those offer."""
    return _page(nam_thi_dua, QuyDinhForm())


def _page(nam: int, form: QuyDinhForm, *, status: int = 200) -> Response:
    words = {one.code: one for one in queries.KHUNG}
    page = render_template(
        "namthidua/quy_dinh.html",
        nam=nam,
        year=years.year(session(), nam),
        rows=queries.rules(session()),
        frames=[(frame, words[frame.code]) for frame in FRAMES],
        present=frame_on(clock.today()),
        offered=queries.offered(session()),
        form=form,
    )
    return make_response(page, status)


@bp.post("/<nam:nam_thi_dua>/cai-dat/quy-dinh")
@needs(*MAY_EDIT)
def set_rule(nam_thi_dua: int) -> Response:
    """Enter a rule, in place of one that begins on the same day."""
    form = QuyDinhForm(posted(), nam=nam_thi_dua)
    if not form.validate() or form.tu_ngay.data is None:
        return _page(nam_thi_dua, form, status=422)
    new = actions.QuyDinhSua(
        form.code.data or "",
        form.ten.data or "",
        form.value,
        form.don_vi_tinh.data or "",
        form.tu_ngay.data,
        form.den_ngay.data,
        form.nguon.data or "",
        bool(form.da_kiem_chung.data),
    )
    with writing() as unit_of_work:
        actions.set_rule(unit_of_work, current_actor(), new, at=clock.now())
    return htmx.go(f"/{nam_thi_dua}/cai-dat/quy-dinh")


@bp.post("/<nam:nam_thi_dua>/cai-dat/quy-dinh/goi-y")
@needs(*MAY_EDIT)
def take_offered_rules(nam_thi_dua: int) -> Response:
    """Take over what the frames offer, each with its mark."""
    with writing() as unit_of_work:
        wanted = queries.offered(unit_of_work)
        actions.take_offered(unit_of_work, current_actor(), wanted, at=clock.now())
    return htmx.go(f"/{nam_thi_dua}/cai-dat/quy-dinh")


@bp.post("/<nam:nam_thi_dua>/cai-dat/quy-dinh/<int:quy_dinh_id>/xoa")
@needs(*MAY_EDIT)
def drop_rule(nam_thi_dua: int, quy_dinh_id: int) -> Response:
    """Take a rule out of the table."""
    with writing() as unit_of_work:
        actions.drop_rule(unit_of_work, current_actor(), quy_dinh_id, at=clock.now())
    return htmx.go(f"/{nam_thi_dua}/cai-dat/quy-dinh")
