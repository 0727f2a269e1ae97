"""Evidence of single figures in a report: files pinned to targets by the unit's officer."""

from flask import Response, request

from thidua.baocao.forms import EvidenceForm
from thidua.baocao.views.report import PAGE, bp
from thidua.baocao.views.sheet import Sheet, sheet_of, show
from thidua.core.errors import NotThere, Refusal
from thidua.hoso import actions as hoso_actions
from thidua.hoso.actions import minh_chung
from thidua.luutru.store import Stored
from thidua.web import clock, htmx, uploads
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.sessions import current_actor


@bp.post(PAGE + "/minh-chung")
@needs(LOGGED_IN)
def pin(nam_thi_dua: int, ky: str, don_vi: str) -> Response:
    """Pin a file, a new one or one that is already there, to one or several figures."""
    sheet, form = sheet_of(nam_thi_dua, ky, don_vi), EvidenceForm(posted(), nam=nam_thi_dua)
    form.validate()
    # The bytes are on disk before any row names them.
    stored = uploads.take_in(form.tep_minh_chung, uploads.SCAN) if sheet.editable and form.targets else None
    if lacks := form.lacks():
        return _refused(nam_thi_dua, ky, don_vi, lacks, 422)
    try:
        with writing() as unit_of_work:
            sheet = sheet_of(nam_thi_dua, ky, don_vi)
            key = form.khoa_gui.data or ""
            if hoso_actions.use_key(unit_of_work, current_actor(), key, at=clock.now()):
                _pin(sheet, form, stored)
    except Refusal as refusal:
        return _say_no(nam_thi_dua, ky, don_vi, refusal)
    return htmx.go(f"{sheet.address}#minh-chung")


def _pin(sheet: Sheet, form: EvidenceForm, stored: Stored | None) -> None:
    targets = [sheet.line(target).chi_tieu_id for target in form.targets]
    actor, at, ho_so = current_actor(), clock.now(), sheet.view.ho_so
    if stored is None:
        minh_chung.pin_file(session(), actor, ho_so, form.held, targets, at=at)
        return
    minh_chung.pin_new_file(
        session(),
        actor,
        ho_so,
        targets,
        sha256=stored.sha256,
        name=stored.name,
        kind=stored.kind,
        size=stored.size,
        at=at,
    )


@bp.post(PAGE + "/minh-chung/<int:tep_id>/<int:chi_tieu_id>/bo")
@needs(LOGGED_IN)
def unpin(nam_thi_dua: int, ky: str, don_vi: str, tep_id: int, chi_tieu_id: int) -> Response:
    """Take a file off one figure."""
    try:
        with writing() as unit_of_work:
            sheet = sheet_of(nam_thi_dua, ky, don_vi)
            key = request.form.get("khoa_gui", "")
            if hoso_actions.use_key(unit_of_work, current_actor(), key, at=clock.now()):
                ho_so, at = sheet.view.ho_so, clock.now()
                minh_chung.unpin(unit_of_work, current_actor(), ho_so, tep_id, chi_tieu_id, at=at)
    except Refusal as refusal:
        return _say_no(nam_thi_dua, ky, don_vi, refusal)
    return htmx.go(f"{sheet.address}#minh-chung")


def _say_no(nam: int, ky: str, don_vi: str, refusal: Refusal) -> Response:
    if isinstance(refusal, NotThere):
        raise refusal
    return _refused(nam, ky, don_vi, sentence(refusal), status_of(refusal))


def _refused(nam: int, ky: str, don_vi: str, words: str, status: int) -> Response:
    return show(sheet_of(nam, ky, don_vi), status=status, refused=words)
