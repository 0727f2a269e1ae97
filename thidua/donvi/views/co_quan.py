"""`/cai-dat/co-quan`: the office by date, with a look at the headers it prints."""

from typing import Any

from flask import Response, make_response, render_template, request
from markupsafe import Markup

from thidua.core.errors import NotNow, Refusal, WrongInput
from thidua.donvi.actions.co_quan import CoQuanMoi, save_office
from thidua.donvi.compose.co_quan import Mau, specimen
from thidua.donvi.forms import offered
from thidua.donvi.forms.co_quan import CoQuanForm, office_words
from thidua.donvi.queries import DonViRow, units_on
from thidua.donvi.queries.co_quan import office_history, office_on
from thidua.donvi.views import MAY_LOOK, bp, first_time
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import differences, posted
from thidua.web.paper import preview
from thidua.web.sessions import current_actor

PAGE = "/cai-dat/co-quan"
LOOK = "xem"


@bp.get(PAGE)
@needs(*MAY_LOOK)
def office_page() -> Response:
    """The office of today, or of the day in `ngay`, in its form."""
    try:
        words = office_words(office_on(session(), clock.today()))
    except NotNow:
        words = {}
    return _page(_form(**words))


@bp.post(PAGE)
@needs(*MAY_LOOK)
def save_office_page() -> Response:
    """Write the office from its day on; with the button `xem` only show what it prints."""
    form = _form(posted())
    if not form.validate():
        return _page(form, 422)
    if LOOK in request.form:
        return _page(form)
    try:
        with writing() as unit_of_work:
            if first_time(unit_of_work):
                lock, now = form.row_version.data, clock.now()
                save_office(unit_of_work, current_actor(), form.office, row_version=lock, at=now)
    except (WrongInput, NotNow) as refusal:
        return _page(form, status_of(refusal), refusal)
    return htmx.go(PAGE)


def _form(sent: object = None, **words: Any) -> CoQuanForm:
    form = CoQuanForm(sent, **words)
    units = units_on(session(), clock.today()).values()
    form.thuong_truc_id.choices = offered({"": "Chưa chọn"} | {str(unit.id): unit.ten for unit in units})
    return form


def _page(form: CoQuanForm, status: int = 200, refusal: Refusal | None = None) -> Response:
    changes = []
    if refusal is not None:
        now = office_on(session(), clock.today())
        changes = differences(form, office_words(now))
        form.row_version.data, form.row_version.raw_data = now.row_version, None
    good = form.tu_ngay.data is not None and not form.errors
    page = render_template(
        "coquan/page.html",
        form=form,
        history=office_history(session()),
        specimens=_specimens(form.office) if good else [],
        refused=sentence(refusal) if refusal else "",
        changes=changes,
    )
    return make_response(page, status)


def _specimens(office: CoQuanMoi) -> list[tuple[str, Markup]]:
    """(words, sheet) of each body of the office."""
    bodies = [
        (
            "Văn bản của UBND",
            Mau(
                office.ubnd_chu_quan,
                office.ubnd_ban_hanh,
                f"BC-{office.ky_hieu_ubnd}",
                office.dia_danh,
                office.ubnd_quyen_han_ky,
                office.ubnd_nguoi_ky,
            ),
        ),
        (
            "Văn bản của Hội đồng",
            Mau(
                office.hoi_dong_chu_quan,
                office.hoi_dong_ban_hanh,
                f"BC-{office.ky_hieu_hoi_dong}",
                office.dia_danh,
                office.hoi_dong_quyen_han_ky,
                office.hoi_dong_nguoi_ky,
            ),
        ),
    ]
    standing = units_on(session(), clock.today()).get(office.thuong_truc_id or 0)
    if standing is not None:
        bodies.append(("Văn bản của cơ quan thường trực", _standing(standing, office.thuong_truc_nguoi_ky)))
    return [(words, preview(specimen(mau, clock.today()))) for words, mau in bodies]


def _standing(unit: DonViRow, signer: str) -> Mau:
    return Mau(
        unit.co_quan_chu_quan,
        unit.co_quan_ban_hanh,
        f"BC-{unit.ky_hieu}",
        unit.dia_danh,
        unit.quyen_han_ky,
        signer,
    )
