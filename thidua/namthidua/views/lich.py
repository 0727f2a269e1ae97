"""`/<nam>/cai-dat/lich`: holidays and swapped days of the year."""

from flask import Response, make_response, render_template, request

from thidua.core.errors import NotThere
from thidua.core.viet import TypedWrong, parse_date
from thidua.namthidua import queries as years
from thidua.namthidua.actions import lich as actions
from thidua.namthidua.forms.lich import NgayForm
from thidua.namthidua.queries import lich as queries
from thidua.namthidua.queries.lich import NgayRow
from thidua.namthidua.views import MAY_EDIT, bp
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import posted
from thidua.web.sessions import current_actor


@bp.get("/<nam:nam_thi_dua>/cai-dat/lich")
@needs(*MAY_EDIT)
def days(nam_thi_dua: int) -> Response:
    """The days of the year that differ from the week's rule."""
    return _page(nam_thi_dua, NgayForm())


def _page(nam: int, form: NgayForm, *, status: int = 200) -> Response:
    year = years.year(session(), nam)
    rows = queries.days_of(session(), nam)
    have = {row.ngay for row in rows}
    page = render_template(
        "namthidua/lich.html",
        nam=nam,
        year=year,
        rows=rows,
        offered=[one for one in queries.offered(nam) if one.ngay not in have],
        pending=queries.pending(nam),
        form=form,
    )
    return make_response(page, status)


@bp.post("/<nam:nam_thi_dua>/cai-dat/lich")
@needs(*MAY_EDIT)
def set_day(nam_thi_dua: int) -> Response:
    """Enter a day, in place of what stood there."""
    form = NgayForm(posted(), nam=nam_thi_dua)
    if not form.validate() or form.ngay.data is None:
        return _page(nam_thi_dua, form, status=422)
    row = NgayRow(form.ngay.data, form.loai.data, form.ten.data or "", form.nguon.data or "")
    return _set(nam_thi_dua, [row])


@bp.post("/<nam:nam_thi_dua>/cai-dat/lich/goi-y")
@needs(*MAY_EDIT)
def take_offered(nam_thi_dua: int) -> Response:
    """Take over the public holidays known for the year; days that stand already stay as they are."""
    have = {row.ngay for row in queries.days_of(session(), nam_thi_dua)}
    return _set(nam_thi_dua, [one for one in queries.offered(nam_thi_dua) if one.ngay not in have])


def _set(nam: int, rows: list[NgayRow]) -> Response:
    with writing() as unit_of_work:
        years.year(unit_of_work, nam)
        actions.set_days(unit_of_work, current_actor(), rows, at=clock.now())
    return htmx.go(f"/{nam}/cai-dat/lich")


@bp.post("/<nam:nam_thi_dua>/cai-dat/lich/xoa")
@needs(*MAY_EDIT)
def drop_day(nam_thi_dua: int) -> Response:
    """Let a day follow the week's rule again."""
    try:
        day = parse_date(request.form.get("ngay", ""), year=nam_thi_dua)
    except TypedWrong as wrong:
        raise NotThere("khong_co_ngay") from wrong
    with writing() as unit_of_work:
        actions.drop_day(unit_of_work, current_actor(), day, at=clock.now())
    return htmx.go(f"/{nam_thi_dua}/cai-dat/lich")
