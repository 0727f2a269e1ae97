"""`/<nam>/cai-dat/ke-hoach`: the plan's editor, section by section, with the paper beside it."""

from datetime import date

from flask import Response, make_response, render_template, request
from markupsafe import Markup

from thidua.core.errors import NotNow
from thidua.namthidua import compose
from thidua.namthidua import queries as years
from thidua.namthidua.actions import ke_hoach as actions
from thidua.namthidua.forms.ke_hoach import DauForm, DongForm, lines_of, values_of
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import can_cu
from thidua.namthidua.queries import ke_hoach as queries
from thidua.namthidua.views import MAY_EDIT, bp
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.paper import preview
from thidua.web.sessions import current_actor

ARRANGING = ("them", "bo", "len", "xuong")


@bp.get("/<nam:nam_thi_dua>/cai-dat/ke-hoach")
@needs(*MAY_EDIT)
def plan_editor(nam_thi_dua: int) -> Response:
    """The plan by sections; `?sua=<n>` opens one, `?sua=dau` its head."""
    year = years.year(session(), nam_thi_dua)
    asked = request.args.get("sua", "")
    if year.trang_thai.is_read_only:
        asked = ""
    if asked == "dau":
        return _page(year, head=_stored_head(year))
    if asked.isascii() and asked.isdigit() and len(asked) < 4:
        part = queries.section(session(), year.id, int(asked))
        return _page(year, phan=part.phan, form=DongForm(part.dong))
    return _page(year)


def _stored_head(year: NamThiDua) -> DauForm:
    day, month = year.ke_hoach_ngay, year.ke_hoach_thang
    issued = date(year.nam, month, day) if day and month else None
    return DauForm(**values_of(year, years.recipients(session(), year.id)), ngay_ban_hanh=issued)


def _page(
    year: NamThiDua,
    *,
    phan: int | None = None,
    form: DongForm | None = None,
    head: DauForm | None = None,
    lock: int | None = None,
    status: int = 200,
    refused: str = "",
    stale: bool = False,
    unsaved: bool = False,
) -> Response:
    parts = queries.sections(session(), year.id)
    present = parts[phan].row_version if phan is not None else queries.head_lock(session(), year)
    sheet = _sheet(year, parts, phan, form) if form else _sheet(year, parts, None, None)
    page = render_template(
        "namthidua/ke_hoach.html",
        nam=year.nam,
        year=year,
        parts=parts,
        phan=phan,
        form=form,
        head=head,
        recipients=years.recipients(session(), year.id),
        lock=present if lock is None else lock,
        sheet=sheet,
        excerpt=compose.excerpt,
        refused=refused,
        stale=stale,
        unsaved=unsaved,
    )
    return make_response(page, status)


def _sheet(
    year: NamThiDua, parts: list[queries.PhanKeHoach], phan: int | None, form: DongForm | None
) -> Markup:
    lines = [line for one in parts for line in (form.filled if form and one.phan == phan else one.dong)]
    return preview(compose.plan(year, lines, years.recipients(session(), year.id)))


@bp.post("/<nam:nam_thi_dua>/cai-dat/ke-hoach/dau")
@needs(*MAY_EDIT)
def save_head(nam_thi_dua: int) -> Response:
    """Write the plan's head and recipients."""
    year = years.year(session(), nam_thi_dua)
    form = DauForm(posted(), nam=nam_thi_dua)
    if not form.validate():
        return _page(year, head=form, lock=form.row_version.data, status=422)
    try:
        with writing() as unit_of_work:
            lock, year = form.row_version.data, years.year(unit_of_work, nam_thi_dua)
            actions.save_head(
                unit_of_work, current_actor(), year.id, _head(form, year), at=clock.now(), row_version=lock
            )
    except NotNow as no:
        stale = no.reason == "da_co_nguoi_sua"
        year = years.year(session(), nam_thi_dua)
        return _page(year, head=form, status=status_of(no), refused=sentence(no), stale=stale)
    return htmx.go(f"/{nam_thi_dua}/cai-dat/ke-hoach")


def _head(form: DauForm, year: NamThiDua) -> actions.DauKeHoach:
    issued = form.ngay_ban_hanh.data
    # A month may be known before the day: an empty field leaves it.
    known = year.ke_hoach_thang if year.ke_hoach_ngay is None else None
    return actions.DauKeHoach(
        chu_de=form.chu_de.data or "",
        so=int(form.so.data) if form.so.data else None,
        ky_hieu=form.ky_hieu.data or "",
        ngay=issued.day if issued else None,
        thang=issued.month if issued else known,
        trich_yeu=form.trich_yeu.data or "",
        co_quan_ban_hanh="\n".join(lines_of(form.co_quan_ban_hanh.data)),
        dia_danh=form.dia_danh.data or "",
        quyen_han_ky="\n".join(lines_of(form.quyen_han_ky.data)),
        nguoi_ky=form.nguoi_ky.data or "",
        noi_nhan=form.recipients,
    )


def _lock() -> int | None:
    typed = request.form.get("row_version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 11 else None


@bp.post("/<nam:nam_thi_dua>/cai-dat/ke-hoach/<int:phan>")
@needs(*MAY_EDIT)
def save_section(nam_thi_dua: int, phan: int) -> Response:
    """Save a section; the buttons of its lines only rearrange what is on the page."""
    year = years.year(session(), nam_thi_dua)
    part = queries.section(session(), year.id, phan)
    form = DongForm.typed(request.form, part)
    act, _, place = request.form.get("viec", "").partition("-")
    if act == "dan":
        grounds = can_cu.grounds_for(session(), year.id, "ke_hoach", clock.today())
        form.quote([f"*{compose.ground_line(row)};*" for row in grounds], part.vai)
        return _page(year, phan=phan, form=form, lock=_lock(), unsaved=True)
    if act in ARRANGING and place.isascii() and place.isdigit():
        form.arrange(act, int(place), part.vai)
        return _page(year, phan=phan, form=form, lock=_lock(), unsaved=True)
    if form.wrong:
        return _page(year, phan=phan, form=form, lock=_lock(), status=422)
    try:
        with writing() as unit_of_work:
            actions.save_section(
                unit_of_work, current_actor(), year.id, phan, form.filled, at=clock.now(), row_version=_lock()
            )
    except NotNow as no:
        stale = no.reason == "da_co_nguoi_sua"
        year = years.year(session(), nam_thi_dua)
        return _page(year, phan=phan, form=form, status=status_of(no), refused=sentence(no), stale=stale)
    return htmx.go(f"/{nam_thi_dua}/cai-dat/ke-hoach#phan-{phan}")


@bp.post("/<nam:nam_thi_dua>/cai-dat/ke-hoach/<int:phan>/xem-thu")
@needs(*MAY_EDIT)
def preview_section(nam_thi_dua: int, phan: int) -> Response:
    """The paper as it would be with what is typed; nothing is stored."""
    year = years.year(session(), nam_thi_dua)
    parts = queries.sections(session(), year.id)
    part = queries.section(session(), year.id, phan)
    form = DongForm.typed(request.form, part)
    return make_response(str(_sheet(year, parts, phan, form)))
