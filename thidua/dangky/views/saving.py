"""Saving the form, whole or cell by cell; `trinh` saves it first."""

from collections.abc import Sequence

from flask import Response, request

from thidua.core.errors import NotNow, NotThere
from thidua.core.viet import format_number, number_for_input
from thidua.dangky import actions, compose, queries
from thidua.dangky.actions import ca_nhan
from thidua.dangky.forms import SECTIONS, MinutesForm, RegistrationForm
from thidua.dangky.queries import NoiDungDangKy
from thidua.dangky.views.pages import show
from thidua.dangky.views.people import titles_context
from thidua.dangky.views.sheet import (
    PAGE,
    STALE,
    Sheet,
    bp,
    form_of,
    form_over,
    posted_fields,
    sheet_of,
    stored_fields,
)
from thidua.hoso import actions as ho_so_actions
from thidua.hoso.forms import StepForm
from thidua.hoso.models import PhienBan
from thidua.luutru.store import Stored
from thidua.namthidua.queries import ChiTieuRow
from thidua.web import clock, htmx, uploads
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence
from thidua.web.forms import posted
from thidua.web.sessions import current_actor


@bp.post(PAGE)
@needs(LOGGED_IN)
def save(nam_thi_dua: int, don_vi: str) -> Response:
    """Save the whole form; what cannot be read comes back as typed, all the rest is kept."""
    return kept_or_refused(nam_thi_dua, don_vi, step="")


def kept_or_refused(nam: int, don_vi: str, *, step: str) -> Response:
    lock, by_itself = StepForm(posted(), nam=nam), htmx.is_autosave()
    lock.validate()
    minutes = MinutesForm(posted(), nam=nam)
    minutes.validate()
    # The bytes are on disk before any row names them.
    may_attach = not by_itself and sheet_of(nam, don_vi).editable
    stored_file = uploads.take_in(minutes.tep, uploads.SCAN) if may_attach else None
    try:
        with writing() as unit_of_work:
            sheet = sheet_of(nam, don_vi)
            key = lock.khoa_gui.data or ""
            if not by_itself and not ho_so_actions.use_key(
                unit_of_work, current_actor(), key, at=clock.now()
            ):
                return htmx.go(sheet.address)
            typed = form_of(sheet, _with_assigned(sheet, posted_fields()))
            form = keep(sheet, typed, lock.row_version.data, by_itself, unasked=bool(step))
            if stored_file is not None:
                _attach(sheet, stored_file)
            form.refuse_file(minutes.tep.errors)
            if step:
                form.refuse_faults()
            if step and form.readable:
                take_step(sheet, step, StepForm(nam=nam))
    except NotNow as refusal:
        return _not_kept(nam, don_vi, refusal)
    if by_itself:
        return _stamp(nam, don_vi, form)
    if form.readable:
        return htmx.go(sheet.address)
    return show(sheet_of(nam, don_vi), form=form, status=422)


def _attach(sheet: Sheet, stored: Stored) -> None:
    """The minutes of the meeting, with the version that was just written."""
    ho_so = sheet.view.ho_so
    version = session().get_one(PhienBan, ho_so.phien_ban_id)
    ho_so_actions.attach_file(
        session(),
        current_actor(),
        ho_so,
        version,
        sha256=stored.sha256,
        name=stored.name,
        kind=stored.kind,
        size=stored.size,
        at=clock.now(),
    )


FILL = "dien_muc_giao"
"""The button that puts the assigned figure into every blank field."""


def _with_assigned(sheet: Sheet, fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields, with the assigned figure in every blank one where the button for it was pressed."""
    if FILL not in request.form:
        return fields
    typed = {name for name, value in fields if value.strip()}
    blank = {
        f"dk-{row.id}": number_for_input(row.giao)
        for row in sheet.targets
        if row.giao is not None and f"dk-{row.id}" not in typed
    }
    return [*((name, value) for name, value in fields if name not in blank), *blank.items()]


def keep(
    sheet: Sheet,
    typed: RegistrationForm,
    row_version: int | None,
    by_itself: bool,
    *,
    unasked: bool = False,
) -> RegistrationForm:
    """Write what can be read and the draft of all that was typed; the form as it stands afterwards.

    A draft that the browser saves by itself makes no target and no person: its line would still be on the
    screen, and be made once more. `unasked` notes the persons about whom there is nobody to ask.
    """
    actor, at, writes = current_actor(), clock.now(), session()
    people = {} if by_itself else _new_people(sheet, typed, unasked=unasked)
    form = form_of(sheet, typed.kept_people(people)) if people else typed
    own = {} if by_itself else form.own_new()
    content = form.content(sheet.stored)
    saved = actions.save(
        writes, actor, sheet.view, content, at=at, row_version=row_version, tu_dang_ky=tuple(own.values())
    )
    made = dict(zip(own, saved.tu_dang_ky, strict=True))
    held_before: list[int] = []
    if not by_itself:
        actions.drop_own(writes, actor, sheet.view, form.dropped, at=at)
        held_before = actions.rename_own(writes, actor, sheet.view, form.renamed, at=at)
    fields = form.fields if by_itself else form.kept_fields(made, held_before)
    actions.keep_draft(writes, actor, sheet.view, fields, at=at, by_itself=by_itself)
    targets = queries.grid_targets(writes, sheet.view.ho_so, saved.phien_ban.id)
    kept = form_over(sheet, fields, targets)
    kept.refuse_names(held_before)
    return kept


def _new_people(sheet: Sheet, form: RegistrationForm, *, unasked: bool) -> dict[int, int]:
    """Note the persons that are none of the known ones; their ids by the line of the form."""
    unit = sheet.view.ho_so.don_vi_id
    return {
        number: ca_nhan.add_person(session(), current_actor(), unit, one.ten, one.chuc_vu, at=clock.now()).id
        for number, one in form.new_people(unasked=unasked).items()
    }


def take_step(sheet: Sheet, step: str, form: StepForm) -> None:
    if sheet.year.trang_thai.is_read_only:
        raise NotNow("nam_da_dong")
    ho_so_actions.move(
        session(),
        current_actor(),
        sheet.view.ho_so,
        step,
        at=clock.now(),
        reason=form.ly_do.data or "",
        new_day=form.han_moi.data,
        pins={name: note for name, note in form.pins.items() if name in dict(SECTIONS)},
        row_version=form.row_version.data,
    )


def _stamp(nam: int, don_vi: str, form: RegistrationForm) -> Response:
    """What autosave answers: when it was saved, and whether something could not be read."""
    sheet = sheet_of(nam, don_vi)
    words = form.error_list
    context = titles_context(sheet, form)
    # The line that the form would add at its end is not on the page yet.
    sent = {name for name, _ in posted_fields()}
    context["people"] = [each for each in context["people"] if each.line.ten.name in sent]
    return htmx.fragment(
        "dangky/_stamp.html",
        status=422 if words else 200,
        saved_at=clock.now(),
        row_version=sheet.view.ho_so.row_version,
        words=words,
        page=sheet.address,
        **context,
    )


def _not_kept(nam: int, don_vi: str, refusal: NotNow) -> Response:
    """Nothing was written: both texts are shown, so that nothing typed is lost."""
    sheet = sheet_of(nam, don_vi)
    if htmx.is_autosave():
        return htmx.fragment("dangky/_not_kept.html", status=409, refused=sentence(refusal))
    form = form_of(sheet, posted_fields())
    mine = form.content(NoiDungDangKy())
    changes = compose.differences(sheet.stored, mine, sheet.targets, sheet.movements)
    refused = sentence(refusal)
    return show(sheet, form=form, status=409, refused=refused, unsaved=changes)


@bp.patch(PAGE + "/chi-tieu/<int:chi_tieu_id>")
@needs(LOGGED_IN)
def cell(nam_thi_dua: int, don_vi: str, chi_tieu_id: int) -> Response:
    """Save one row of the grid; the answer is that row."""
    lock = StepForm(posted(), nam=nam_thi_dua)
    lock.validate()
    refused = ""
    try:
        with writing() as unit_of_work:
            sheet = sheet_of(nam_thi_dua, don_vi)
            number, row = _row_of(sheet, chi_tieu_id)
            form = form_of(sheet, _with_row(stored_fields(sheet), row))
            value, reason, ticked = form.readings(row.id)
            actions.save_cell(
                unit_of_work,
                current_actor(),
                sheet.view,
                row.id,
                value,
                at=clock.now(),
                ly_do_thap=reason,
                ticked=ticked,
                row_version=lock.row_version.data,
            )
            actions.keep_draft(
                unit_of_work, current_actor(), sheet.view, form.fields, at=clock.now(), by_itself=True
            )
    except NotNow as refusal:
        refused = _cell_refusal(refusal, sheet, row)
    line = form.target_line(number, row)
    return htmx.fragment(
        "dangky/_row.html",
        status=409 if refused else 422 if line.wrong else 200,
        line=line,
        page=sheet.address,
        nam=nam_thi_dua,
        editable=True,
        saved_at=None if refused else clock.now(),
        row_version=None
        if refused
        else session().get_one(type(sheet.view.ho_so), sheet.view.ho_so.id).row_version,
        refused=refused,
    )


def _row_of(sheet: Sheet, chi_tieu_id: int) -> tuple[int, ChiTieuRow]:
    found = next(((n, row) for n, row in enumerate(sheet.targets, 1) if row.id == chi_tieu_id), None)
    if found is None:
        raise NotThere("khong_co_chi_tieu")
    return found


def _with_row(fields: Sequence[tuple[str, str]], row: ChiTieuRow) -> list[tuple[str, str]]:
    """The form with one row replaced by what was sent; a task that is not sent is not ticked."""
    names = [name for name in (f"dk-{row.id}", f"ly_do-{row.id}") if name in request.form]
    if not row.loai.has_figure:
        names.append(f"dk-{row.id}")
    sent = [(name, request.form[name]) for name in dict.fromkeys(names) if name in request.form]
    return [*((name, value) for name, value in fields if name not in names), *sent]


def _cell_refusal(refusal: NotNow, sheet: Sheet, row: ChiTieuRow) -> str:
    if refusal.reason != STALE:
        return sentence(refusal)
    held = sheet.stored.values.get(row.id)
    kept = "trống" if held is None or held.gia_tri is None else format_number(held.gia_tri)
    return f"Người khác vừa lưu hồ sơ này, ô này đang lưu là {kept}. Bấm “Lưu nháp” để đối chiếu hai bản."
