"""One group's giao ước: the page of its readers, the form of the trưởng's unit, and saving it."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Response, make_response, render_template, request

from thidua.core.difference import ThayDoi
from thidua.core.errors import NotNow
from thidua.core.pledge import Vai
from thidua.giaouoc import queries
from thidua.giaouoc.actions import chuoi as steps
from thidua.giaouoc.actions import soan as actions
from thidua.giaouoc.compose.so_sanh import TEN_MUC, differences
from thidua.giaouoc.forms.soan import LINES, SoanForm
from thidua.giaouoc.queries import chuoi, noi_dung
from thidua.giaouoc.queries.noi_dung import LINH_VUC, NoiDung
from thidua.giaouoc.views.chung import PAGE, WHO, Sheet, bp, paper_of, sheet_of
from thidua.hoso.actions import use_key
from thidua.hoso.forms import StepForm
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence
from thidua.web.forms import posted
from thidua.web.paper import preview
from thidua.web.sessions import current_actor

FORM_ID = "don-giao-uoc"


@bp.get(PAGE)
@needs(*WHO)
def group(nam_thi_dua: int, cum_khoi: str) -> Response:
    """The group's giao ước; before it is opened, the members and the button that opens it."""
    view = chuoi.pledge_in_view(session(), current_actor(), nam_thi_dua, cum_khoi)
    if view is None:
        return unopened(nam_thi_dua, cum_khoi)
    return show(sheet_of(nam_thi_dua, cum_khoi))


def unopened(nam: int, cum_khoi: str, *, refused: str = "", status: int = 200) -> Response:
    """The group without a giao ước."""
    reading, actor = session(), current_actor()
    group = chuoi.group_of_code(reading, actor, nam, cum_khoi)
    page = render_template(
        "giaouoc/page.html",
        nam=nam,
        groups=[queries.group_in_view(reading, actor, nam, cum_khoi, at=clock.now())],
        may_open=Vai.SOAN in chuoi.vai_of(actor, group),
        refused=refused,
    )
    return make_response(page, status)


def show(
    sheet: Sheet,
    *,
    form: SoanForm | None = None,
    status: int = 200,
    refused: str = "",
    reason: str = "",
    unsaved: Sequence[ThayDoi] = (),
    heads: tuple[str, str] = ("Bản đang lưu", "Bản vừa gõ"),
) -> Response:
    """The page: the form for the trưởng's unit while the text is open, else the text and the buttons."""
    reading, actor = session(), current_actor()
    progress = chuoi.progress(reading, actor, sheet.view, clock.now())
    if sheet.year.trang_thai.is_read_only or sheet.view.asked:
        progress = replace(progress, steps=(), exceptions=())
    found = queries.group_in_view(reading, actor, sheet.nam, sheet.view.group.code, at=clock.now())
    context: dict[str, object] = {
        "sheet": sheet,
        "progress": progress,
        "page": sheet.address,
        "nam": sheet.nam,
        "group": found,
        "papers": {member.code: member for member in found.thanh_vien},
        "places": TEN_MUC,
        "refused": refused,
        "reason": reason,
        "unsaved": unsaved,
        "heads": heads,
    }
    if sheet.editable and sheet.stored is not None:
        context |= _for_drafting(sheet, form)
        return make_response(render_template("giaouoc/soan.html", **context), status)
    context |= {"sheet_html": preview(paper_of(sheet)) if sheet.stored else None, **_changes(sheet)}
    return make_response(render_template("giaouoc/chuoi.html", **context), status)


def _for_drafting(sheet: Sheet, form: SoanForm | None) -> dict[str, object]:
    kept = noi_dung.drafts(session(), sheet.ban.id)
    shown = form or _kept_form(sheet)
    return {
        "form": shown,
        "form_id": FORM_ID,
        "drafts": kept,
        "fields_of_work": LINH_VUC,
        "witness": [name for name in LINES if name != "dia_diem"],
        **_changes(sheet),
    }


def _kept_form(sheet: Sheet) -> SoanForm:
    """The form as it stands: as typed while something in the newest draft cannot be read, else as stored."""
    stored = sheet.stored or NoiDung()
    draft = noi_dung.draft_fields(session(), sheet.ban.id)
    if draft is not None:
        typed = SoanForm(draft, stored, sheet.offered, sheet.nam)
        if not typed.readable:
            return typed
    return SoanForm((), stored, sheet.offered, sheet.nam)


def _changes(sheet: Sheet) -> dict[str, object]:
    """What the text says otherwise than the version the reader agreed to, else than the last sealed one."""
    shown = sheet.view.doc_duoc
    if sheet.stored is None or shown is None:
        return {"changes": ()}
    agreed = chuoi.last_agreed(session(), sheet.view, shown)
    before = agreed or chuoi.previous_sealed(session(), shown)
    if before is None:
        return {"changes": ()}
    return {
        "changes": differences(noi_dung.content(session(), before), sheet.stored),
        "before": f"bản {before.so} đã đồng ý" if agreed else "bản trước",
    }


# --- saving


@bp.post(PAGE)
@needs(*WHO)
def save(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Save the whole form; what cannot be read comes back as typed, all the rest is kept."""
    return kept_or_refused(nam_thi_dua, cum_khoi, step="")


def kept_or_refused(nam: int, cum_khoi: str, *, step: str) -> Response:
    """Save the posted form, then take the step when nothing keeps the text from it."""
    lock, by_itself = StepForm(posted(), nam=nam), htmx.is_autosave()
    lock.validate()
    try:
        with writing() as unit_of_work:
            sheet = sheet_of(nam, cum_khoi)
            key = lock.khoa_gui.data or ""
            if not by_itself and not use_key(unit_of_work, current_actor(), key, at=clock.now()):
                return htmx.go(sheet.address)
            form = keep(sheet, _posted_form(sheet), lock.row_version.data)
            if step:
                form.refuse_faults()
            if step and form.readable:
                fresh = chuoi.found_pledge(unit_of_work, current_actor(), nam, cum_khoi)
                steps.move(unit_of_work, current_actor(), fresh, step, at=clock.now())
    except NotNow as refusal:
        return _not_kept(nam, cum_khoi, refusal)
    if by_itself:
        return _stamp(nam, cum_khoi, form)
    if form.readable:
        return htmx.go(sheet.address)
    return show(sheet_of(nam, cum_khoi), form=form, status=422)


def _posted_form(sheet: Sheet) -> SoanForm:
    fields = [(name, value) for name, value in request.form.items(multi=True)]
    return SoanForm(fields, sheet.stored or NoiDung(), sheet.offered, sheet.nam)


def keep(sheet: Sheet, form: SoanForm, row_version: int | None) -> SoanForm:
    """Write what can be read and the draft of all that was typed."""
    writes, actor, at = session(), current_actor(), clock.now()
    if form.sent:
        version = actions.save(writes, actor, sheet.view, form.result, at=at, row_version=row_version)
        actions.keep_draft(writes, actor, version, form.fields, at=at, by_itself=htmx.is_autosave())
    else:
        actions.require_open(writes, sheet.view, row_version)
    return form


def _stamp(nam: int, cum_khoi: str, form: SoanForm) -> Response:
    return htmx.fragment(
        "giaouoc/_da_luu.html",
        status=422 if form.error_list else 200,
        saved_at=clock.now(),
        row_version=sheet_of(nam, cum_khoi).view.giao_uoc.row_version,
        words=form.error_list,
    )


def _not_kept(nam: int, cum_khoi: str, refusal: NotNow) -> Response:
    """Nothing was written: both texts are shown, so that nothing typed is lost."""
    sheet = sheet_of(nam, cum_khoi)
    if htmx.is_autosave():
        return htmx.fragment("giaouoc/_chua_luu.html", status=409, refused=sentence(refusal))
    form = _posted_form(sheet)
    mine = differences(sheet.stored, form.result) if sheet.stored else ()
    shown = form if sheet.editable and form.sent else None
    return show(sheet, form=shown, status=409, refused=sentence(refusal), unsaved=mine)
