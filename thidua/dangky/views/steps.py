"""The steps of a registration's hồ sơ."""

from flask import Response

from thidua.core.errors import NotThere, Refusal
from thidua.dangky.views.pages import show
from thidua.dangky.views.saving import kept_or_refused, take_step
from thidua.dangky.views.sheet import PAGE, bp, sheet_of
from thidua.hoso import actions as ho_so_actions
from thidua.hoso.forms import StepForm
from thidua.web import clock, htmx
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.sessions import current_actor


@bp.post(PAGE + "/buoc/<buoc:buoc>")
@needs(LOGGED_IN)
def step(nam_thi_dua: int, don_vi: str, buoc: str) -> Response:
    """Take a step; `trinh` saves the posted form first and must find it whole."""
    if buoc == "trinh":
        return kept_or_refused(nam_thi_dua, don_vi, step=buoc)
    form = StepForm(posted(), nam=nam_thi_dua)
    if not form.validate():
        words = " ".join(text for _, _, text in form.error_list)
        return show(sheet_of(nam_thi_dua, don_vi), status=422, refused=words, reason=form.ly_do.data or "")
    try:
        with writing() as unit_of_work:
            sheet = sheet_of(nam_thi_dua, don_vi)
            key = form.khoa_gui.data or ""
            if ho_so_actions.use_key(unit_of_work, current_actor(), key, at=clock.now()):
                take_step(sheet, buoc, form)
    except NotThere:
        raise
    except Refusal as refusal:
        return show(
            sheet_of(nam_thi_dua, don_vi),
            status=status_of(refusal),
            refused=sentence(refusal),
            reason=form.ly_do.data or "",
        )
    return htmx.go(sheet.address)
