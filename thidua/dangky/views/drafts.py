"""The saved drafts of a registration and the way back to one."""

from collections.abc import Sequence

from flask import Response, make_response, render_template

from thidua.core.errors import NotNow, NotThere
from thidua.dangky import compose, queries
from thidua.dangky.forms import is_own
from thidua.dangky.queries import NoiDungDangKy
from thidua.dangky.views.pages import show, summary_of
from thidua.dangky.views.saving import keep
from thidua.dangky.views.sheet import PAGE, Sheet, bp, form_of, sheet_of
from thidua.hoso import actions as ho_so_actions
from thidua.hoso.forms import StepForm
from thidua.web import clock, htmx
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence
from thidua.web.forms import posted
from thidua.web.sessions import current_actor


@bp.get(PAGE + "/ban-nhap/<int:ban_nhap_id>")
@needs(LOGGED_IN)
def draft(nam_thi_dua: int, don_vi: str, ban_nhap_id: int) -> Response:
    """A saved draft beside what is stored, with the way to restore it."""
    sheet = sheet_of(nam_thi_dua, don_vi)
    _require_editable(sheet)
    form = form_of(sheet, queries.draft_fields(session(), sheet.view.ho_so.id, ban_nhap_id))
    content = form.content(NoiDungDangKy())
    row = next(each for each in queries.drafts(session(), sheet.view.ho_so.id) if each.id == ban_nhap_id)
    page = render_template(
        "dangky/draft.html",
        sheet=sheet,
        nam=sheet.nam,
        page=sheet.address,
        draft=row,
        form=form,
        short=summary_of(sheet, content),
        titles=compose,
        changes=compose.differences(sheet.stored, content, sheet.targets, sheet.movements),
        row_version=sheet.view.ho_so.row_version,
    )
    return make_response(page)


@bp.post(PAGE + "/ban-nhap/<int:ban_nhap_id>/khoi-phuc")
@needs(LOGGED_IN)
def restore(nam_thi_dua: int, don_vi: str, ban_nhap_id: int) -> Response:
    """Make an old draft the present form; own targets that it did not have go."""
    lock = StepForm(posted(), nam=nam_thi_dua)
    lock.validate()
    try:
        with writing() as unit_of_work:
            sheet = sheet_of(nam_thi_dua, don_vi)
            key = lock.khoa_gui.data or ""
            if ho_so_actions.use_key(unit_of_work, current_actor(), key, at=clock.now()):
                fields = queries.draft_fields(unit_of_work, sheet.view.ho_so.id, ban_nhap_id)
                form = form_of(sheet, _without_later_own(sheet, fields))
                keep(sheet, form, lock.row_version.data, by_itself=False)
    except NotNow as refusal:
        return show(sheet_of(nam_thi_dua, don_vi), status=409, refused=sentence(refusal))
    return htmx.go(sheet.address)


def _without_later_own(sheet: Sheet, fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    held = {name for name, _ in fields}
    later = [row for row in sheet.targets if is_own(row) and f"dk-{row.id}" not in held]
    return [*fields, *((f"bo-{row.id}", "1") for row in later)]


def _require_editable(sheet: Sheet) -> None:
    if not sheet.editable:
        raise NotThere("khong_co_ban_nhap")
