"""`/kiem-tra/<code>`: from the code on a printed paper to its text and state."""

from flask import Response, make_response, redirect, render_template, request

from thidua.core.errors import NotThere
from thidua.core.text import clean
from thidua.donvi import queries as units
from thidua.donvi.queries.co_quan import office_on
from thidua.giaouoc.compose import giay
from thidua.giaouoc.queries import kiem_tra as queries
from thidua.giaouoc.queries import noi_dung
from thidua.giaouoc.queries.kiem_tra import KiemTraRow
from thidua.giaouoc.views.chung import bp
from thidua.namthidua import queries as years
from thidua.signing import ma
from thidua.vanban.blocks import VanBan
from thidua.web import clock
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session
from thidua.web.paper import preview
from thidua.web.sessions import current_actor

TYPED_LIMIT = 200


@bp.get("/kiem-tra/")
@needs(LOGGED_IN)
def check_form() -> Response:
    """Where a code is typed; on to its page when it is one."""
    if "ma" not in request.args:
        return _form("")
    typed = clean(request.args["ma"][:TYPED_LIMIT], one_line=True)
    code = ma.normalise(typed)
    if code is None:
        return _form(
            typed, "Đây không phải mã của bản giao ước. Mã có dạng GU-7K4M-9Q2X; gõ lại như trên giấy."
        )
    return make_response(redirect(f"/kiem-tra/{code}", code=302))


@bp.get("/kiem-tra/<string(maxlength=64):ma_giay>")
@needs(LOGGED_IN)
def check(ma_giay: str) -> Response:
    """What the code's paper says and whether it is in force."""
    code = ma.normalise(ma_giay)
    if code is None:
        return _form(ma_giay, "Mã này không đúng. Gõ lại như trên giấy, ví dụ GU-7K4M-9Q2X.", 404)
    try:
        found = queries.by_code(session(), current_actor(), code)
    except NotThere:
        return _form(code, f"Không có văn bản nào mang mã {code}. Kiểm tra lại từng ký tự trên giấy.", 404)
    sheet = preview(_paper(found)) if found.may_read else None
    return make_response(
        render_template("giaouoc/kiem_tra.html", found=found, typed=code, sheet=sheet, wrong="")
    )


def _form(typed: str, wrong: str = "", status: int = 0) -> Response:
    page = render_template("giaouoc/kiem_tra.html", found=None, typed=typed, sheet=None, wrong=wrong)
    return make_response(page, status or (422 if wrong else 200))


def _paper(found: KiemTraRow) -> VanBan:
    year = years.year(session(), found.nam)
    day = units.day_of_paper(found.nam, found.ban.niem_phong_luc, clock.now())
    return giay.paper(
        year,
        office_on(session(), day),
        found.ten,
        noi_dung.content(session(), found.ban),
        so=found.ban.so,
        ma=found.ma,
        ma_vach=ma.qr_png(found.ma),
    )
