"""The steps of the chain as they are posted."""

from flask import Response, request

from thidua.core.difference import ThayDoi
from thidua.core.errors import NotNow, NotThere, Refusal, StepRefused, WrongInput
from thidua.core.pledge import OPENED, LoaiYKien
from thidua.giaouoc.actions import chuoi as actions
from thidua.giaouoc.actions.chuoi import DocDuoc
from thidua.giaouoc.actions.soan import open_pledge
from thidua.giaouoc.compose.so_sanh import TEN_MUC, differences
from thidua.giaouoc.queries import chuoi, noi_dung
from thidua.giaouoc.views.chung import PAGE, WHO, Sheet, bp, sheet_of
from thidua.giaouoc.views.soan import kept_or_refused, show, unopened
from thidua.hoso.actions import use_key
from thidua.hoso.forms import StepForm
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.sessions import current_actor

SAVES_FORM = "gui_lay_y_kien"
OTHER_TEXT = "y_kien_ban_cu"


@bp.post(PAGE + "/buoc/<buoc:buoc>")
@needs(*WHO)
def step(nam_thi_dua: int, cum_khoi: str, buoc: str) -> Response:
    """Take a step; the one that lays the text before the members saves the posted form first."""
    if buoc == OPENED:
        return _open(nam_thi_dua, cum_khoi)
    if buoc == SAVES_FORM:
        return kept_or_refused(nam_thi_dua, cum_khoi, step=buoc)
    form = StepForm(posted(), nam=nam_thi_dua)
    if not form.validate():
        words = " ".join(text for _, _, text in form.error_list)
        return show(sheet_of(nam_thi_dua, cum_khoi), status=422, refused=words, reason=form.ly_do.data or "")
    try:
        with writing() as unit_of_work:
            sheet = sheet_of(nam_thi_dua, cum_khoi)
            if use_key(unit_of_work, current_actor(), form.khoa_gui.data or "", at=clock.now()):
                _take(sheet, buoc, form)
    except (StepRefused, NotNow, WrongInput) as refusal:
        return _refused(nam_thi_dua, cum_khoi, refusal, form.ly_do.data or "")
    return htmx.go(sheet.address)


def _open(nam: int, cum_khoi: str) -> Response:
    try:
        with writing() as unit_of_work:
            open_pledge(unit_of_work, current_actor(), nam, cum_khoi, at=clock.now())
    except (NotNow, WrongInput) as refusal:
        if chuoi.pledge_in_view(session(), current_actor(), nam, cum_khoi) is None:
            return unopened(nam, cum_khoi, refused=sentence(refusal), status=status_of(refusal))
        return htmx.go(f"/{nam}/giao-uoc/{cum_khoi}")
    return htmx.go(f"/{nam}/giao-uoc/{cum_khoi}")


def _take(sheet: Sheet, buoc: str, form: StepForm) -> None:
    reason = form.ly_do.data or ""
    if buoc in set(LoaiYKien):
        place = request.form.get("cho_sua", "")
        actions.opine(
            session(),
            current_actor(),
            sheet.view,
            LoaiYKien(buoc),
            _read_by_head(),
            at=clock.now(),
            noi_dung=reason,
            cho_sua=place if place in TEN_MUC else "",
        )
        return
    actions.move(
        session(),
        current_actor(),
        sheet.view,
        buoc,
        at=clock.now(),
        reason=reason,
        row_version=form.row_version.data,
    )


def _read_by_head() -> DocDuoc:
    """The text that the head had before the eyes, as the form tells it."""
    so = request.form.get("ban", "")
    number = int(so) if so.isascii() and so.isdigit() and len(so) < 6 else None
    return DocDuoc(number, request.form.get("van_tay", "")[:64])


def _refused(nam: int, cum_khoi: str, refusal: Refusal, reason: str) -> Response:
    """The page again with the sentence; after an answer to another text also where the two differ."""
    sheet = sheet_of(nam, cum_khoi)
    words, status = sentence(refusal), status_of(refusal)
    if refusal.reason != OTHER_TEXT:
        return show(sheet, status=status, refused=words, reason=reason)
    read = _read_by_head().so
    changes: tuple[ThayDoi, ...] = ()
    try:
        old = chuoi.found_pledge(session(), current_actor(), nam, cum_khoi, so=str(read or 0)).doc_duoc
    except NotThere:
        old = None
    if old is not None and sheet.stored is not None:
        changes = tuple(differences(noi_dung.content(session(), old), sheet.stored))
    heads = (f"Bản {read} (đã đọc)", f"Bản {sheet.ban.so} (hiện nay)")
    return show(sheet, status=status, refused=words, reason=reason, unsaved=changes, heads=heads)
