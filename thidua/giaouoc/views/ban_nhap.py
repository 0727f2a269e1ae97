"""`…/ban-nhap/<id>`: a saved draft of the text beside what is stored, and the way back to it."""

from flask import Response, render_template

from thidua.core.errors import NotNow, NotThere
from thidua.giaouoc.compose.so_sanh import differences
from thidua.giaouoc.forms.soan import SoanForm
from thidua.giaouoc.queries import noi_dung
from thidua.giaouoc.queries.noi_dung import BanNhapRow, NoiDung
from thidua.giaouoc.views.chung import PAGE, WHO, Sheet, bp, sheet_of
from thidua.giaouoc.views.soan import keep, show
from thidua.hoso.actions import use_key
from thidua.hoso.forms import StepForm
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence
from thidua.web.forms import posted
from thidua.web.sessions import current_actor

DRAFT = PAGE + "/ban-nhap/<int:ban_nhap_id>"


@bp.get(DRAFT)
@needs(*WHO)
def draft(nam_thi_dua: int, cum_khoi: str, ban_nhap_id: int) -> str:
    """What the draft says otherwise than the stored text, with the way to restore it."""
    sheet = sheet_of(nam_thi_dua, cum_khoi)
    row, form = _draft(sheet, ban_nhap_id)
    return render_template(
        "giaouoc/ban_nhap.html",
        sheet=sheet,
        nam=sheet.nam,
        page=sheet.address,
        draft=row,
        form=form,
        changes=differences(sheet.stored or NoiDung(), form.result),
        row_version=sheet.view.giao_uoc.row_version,
    )


@bp.post(DRAFT + "/khoi-phuc")
@needs(*WHO)
def restore(nam_thi_dua: int, cum_khoi: str, ban_nhap_id: int) -> Response:
    """Make an old draft the present text; what stood there before stays among the drafts."""
    lock = StepForm(posted(), nam=nam_thi_dua)
    lock.validate()
    try:
        with writing() as unit_of_work:
            sheet = sheet_of(nam_thi_dua, cum_khoi)
            if use_key(unit_of_work, current_actor(), lock.khoa_gui.data or "", at=clock.now()):
                keep(sheet, _draft(sheet, ban_nhap_id)[1], lock.row_version.data)
    except NotNow as refusal:
        return show(sheet_of(nam_thi_dua, cum_khoi), status=409, refused=sentence(refusal))
    return htmx.go(sheet.address)


def _draft(sheet: Sheet, ban_nhap_id: int) -> tuple[BanNhapRow, SoanForm]:
    """One of the kept drafts of the open version; NotThere for who does not write in it."""
    row = next((each for each in noi_dung.drafts(session(), sheet.ban.id) if each.id == ban_nhap_id), None)
    fields = noi_dung.draft_fields(session(), sheet.ban.id, ban_nhap_id)
    if row is None or fields is None or not sheet.editable:
        raise NotThere("khong_co_ban_nhap")
    return row, SoanForm(fields, sheet.stored or NoiDung(), sheet.offered, sheet.nam)
