"""`/<nam>/bao-cao/so-ket|tong-ket/<don-vi>`: a unit's report, its cells, steps and paper."""

from flask import Blueprint, Response, render_template, request

from thidua.baocao import actions, compose, queries
from thidua.baocao.forms import (
    BaoCaoForm,
    LineForm,
    Reader,
    build_form,
    build_line,
    errors_in_order,
    refuse_lacks,
)
from thidua.baocao.queries import DongBaoCao, DraftRow
from thidua.baocao.views.sheet import Sheet, row_of, sheet_of, show
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotThere, Refusal
from thidua.core.reporting import KetQua
from thidua.dangky import actions as drafts
from thidua.dangky import queries as registrations
from thidua.donvi import queries as units
from thidua.donvi.queries.co_quan import office_on
from thidua.hoso import actions as hoso_actions
from thidua.hoso import queries as hoso_queries
from thidua.hoso.forms import StepForm
from thidua.luutru.store import Stored
from thidua.namthidua.queries.can_cu import grounds_for
from thidua.vanban.blocks import VanBan
from thidua.web import clock, htmx, labels, uploads
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.paper import docx_answer, preview
from thidua.web.sessions import current_actor

bp = Blueprint("baocao", __name__)

PAGE = "/<nam:nam_thi_dua>/bao-cao/<kybaocao:ky>/<donvi:don_vi>"
STALE = "da_co_nguoi_sua"
NOT_DRAFTED = frozenset({"csrf_token", "row_version", "tep"})


# --- pages


@bp.get(PAGE)
@needs(LOGGED_IN)
def report(nam_thi_dua: int, ky: str, don_vi: str) -> Response:
    """A unit's report: the form for its officer, the summary for everybody else."""
    return show(sheet_of(nam_thi_dua, ky, don_vi))


# --- saving


@bp.post(PAGE)
@needs(LOGGED_IN)
def save(nam_thi_dua: int, ky: str, don_vi: str) -> Response:
    """Save the whole form; what cannot be read comes back as typed, all the rest is kept."""
    return _keep(nam_thi_dua, ky, don_vi)


def _keep(nam: int, ky: str, don_vi: str, step: str = "") -> Response:
    """Save the posted form and, with `step`, go on to it when nothing is missing."""
    sheet = sheet_of(nam, ky, don_vi)
    form = build_form(sheet.khung, posted(), sheet.stored, nam=nam)
    form.validate()
    stored_file = None
    if sheet.editable and not htmx.is_autosave():
        # The bytes are on disk before any row names them.
        stored_file = uploads.take_in(form.tep, uploads.UNIT_PAPER)
    try:
        with writing():
            sheet = sheet_of(nam, ky, don_vi)
            _require_open_page(form)
            fresh = htmx.is_autosave() or _is_fresh(form)
            if fresh:
                _write(sheet, form, stored_file)
            if fresh and step:
                _send(sheet, form, step)
    except NotNow as refusal:
        return _not_kept(sheet_of(nam, ky, don_vi), form, refusal)
    if htmx.is_autosave():
        return _stamp(sheet_of(nam, ky, don_vi), form)
    if not fresh or not form.error_list:
        return htmx.go(sheet.address)
    return show(sheet_of(nam, ky, don_vi), form=form, status=422)


def _require_open_page(form: LineForm | BaoCaoForm) -> None:
    """Raise NotNow for what a page saves by itself after it was sent as a whole: that held all of it."""
    if htmx.is_autosave() and queries.is_spent(session(), form.khoa_gui.data or ""):
        raise NotNow("trang_da_gui")


def _is_fresh(form: LineForm | BaoCaoForm | StepForm) -> bool:
    key = form.khoa_gui.data or ""
    return hoso_actions.use_key(session(), current_actor(), key, at=clock.now())


def _write(sheet: Sheet, form: BaoCaoForm, stored_file: Stored | None) -> None:
    draft = queries.newest_draft(session(), sheet.view.ho_so)
    content = Reader(form).content(sheet.khung, sheet.stored)
    tep = None
    if stored_file is not None:
        tep = (stored_file.sha256, stored_file.name, stored_file.kind, stored_file.size)
    actions.save(
        session(),
        current_actor(),
        sheet.view.ho_so,
        content,
        at=clock.now(),
        row_version=_lock(draft, form),
        tep=tep,
    )
    _keep_draft(sheet, draft)


def _lock(draft: DraftRow | None, form: LineForm | BaoCaoForm) -> int | None:
    """The counter to compare; none where the last write came from this very page, which saves by itself
    while an earlier answer may still be under way."""
    if draft and draft.is_last_write and draft.nguoi_id == current_actor().person and draft.key:
        return None if draft.key == form.khoa_gui.data else form.row_version.data
    return form.row_version.data


def _keep_draft(sheet: Sheet, draft: DraftRow | None) -> None:
    """Keep what was typed, over `draft` where that was the last write: a part changes only that part."""
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_DRAFTED]
    names = set(request.form) | {"khoa_gui"} | {f"kps-{n[3:]}" for n in request.form if n.startswith("kq-")}
    kept = [each for each in draft.fields if each[0] not in names] if draft and draft.is_last_write else []
    drafts.keep_draft(
        session(),
        current_actor(),
        sheet.view.ho_so,
        [*kept, *sent],
        at=clock.now(),
        by_itself=htmx.is_autosave(),
    )


def _send(sheet: Sheet, form: BaoCaoForm, step: str) -> None:
    """Take the step `trinh` when the law finds the saved report whole; every lack stands beside its field."""
    content = queries.contents(session(), sheet.view.ho_so.phien_ban_id or 0)
    refuse_lacks(form, queries.lacks(sheet.khung, content, local_day(clock.now())))
    if not form.error_list:
        hoso_actions.move(session(), current_actor(), sheet.view.ho_so, step, at=clock.now())


def _stamp(sheet: Sheet, form: BaoCaoForm) -> Response:
    """What autosave answers: when it was saved, and whether something could not be read."""
    words = errors_in_order(form)
    return htmx.fragment(
        "baocao/_stamp.html",
        status=422 if words else 200,
        saved_at=clock.now(),
        row_version=sheet.view.ho_so.row_version,
        words=words,
        refused="",
    )


def _not_kept(sheet: Sheet, form: BaoCaoForm, refusal: NotNow) -> Response:
    """Nothing was written: both texts are shown, so that nothing typed is lost."""
    if htmx.is_autosave():
        return htmx.fragment("baocao/_stamp.html", status=409, refused=sentence(refusal), words=[])
    mine = Reader(form).content(sheet.khung, sheet.stored)
    changes = compose.differences(sheet.khung, sheet.stored, mine) if refusal.reason == STALE else []
    return show(sheet, form=form, status=409, refused=sentence(refusal), unsaved=changes)


@bp.patch(PAGE + "/chi-tieu/<int:chi_tieu_id>")
@needs(LOGGED_IN)
def cell(nam_thi_dua: int, ky: str, don_vi: str, chi_tieu_id: int) -> Response:
    """Save one row of the grid; the answer is that row."""
    refused = ""
    try:
        with writing() as unit_of_work:
            sheet = sheet_of(nam_thi_dua, ky, don_vi)
            dong, old = sheet.line(chi_tieu_id), sheet.stored.result_of(chi_tieu_id)
            form = build_line(sheet.khung, dong, posted(), old, nam=nam_thi_dua)
            form.validate()
            read = Reader(form).result(dong, old)
            _require_open_page(form)
            draft = queries.newest_draft(unit_of_work, sheet.view.ho_so)
            lock = _lock(draft, form)
            actions.save_cell(
                unit_of_work, current_actor(), sheet.view.ho_so, read, at=clock.now(), row_version=lock
            )
            _keep_draft(sheet, draft)
    except NotNow as refusal:
        refused = _cell_refusal(refusal, old)
    return _answer_row(sheet_of(nam_thi_dua, ky, don_vi), dong, form, read, refused)


def _answer_row(sheet: Sheet, dong: DongBaoCao, form: LineForm, read: KetQua, refused: str) -> Response:
    line = queries.judged_line(sheet.khung, dong, read)
    return htmx.fragment(
        "baocao/_row.html",
        status=409 if refused else 422 if form.error_list else 200,
        row=row_of(sheet, sheet.khung.dong.index(dong) + 1, line, form),
        khung=sheet.khung,
        refused_row=refused,
        nam=sheet.nam,
        saved_at=None if refused else clock.now(),
        row_version=None if refused else sheet.view.ho_so.row_version,
    )


def _cell_refusal(refusal: NotNow, old: KetQua) -> str:
    if refusal.reason != STALE:
        return sentence(refusal)
    held = compose.result_text(old) or "trống"
    return f"Người khác vừa lưu hồ sơ này, dòng này đang lưu là {held}. Bấm “Lưu nháp” để đối chiếu hai bản."


# --- steps


@bp.post(PAGE + "/buoc/<buoc:buoc>")
@needs(LOGGED_IN)
def step(nam_thi_dua: int, ky: str, don_vi: str, buoc: str) -> Response:
    """Take a step; `trinh` saves the posted form first and must find it whole."""
    if buoc == "trinh":
        return _keep(nam_thi_dua, ky, don_vi, buoc)
    asked = StepForm(posted(), nam=nam_thi_dua)
    reason = asked.ly_do.data or ""
    if not asked.validate():
        words = " ".join(text for _, _, text in asked.error_list)
        return show(sheet_of(nam_thi_dua, ky, don_vi), status=422, refused=words, reason=reason)
    try:
        with writing():
            sheet = sheet_of(nam_thi_dua, ky, don_vi)
            if _is_fresh(asked):
                _take(sheet, buoc, asked)
    except NotThere:
        raise
    except Refusal as refusal:
        page = sheet_of(nam_thi_dua, ky, don_vi)
        return show(page, status=status_of(refusal), refused=sentence(refusal), reason=reason)
    return htmx.go(sheet.address)


def _take(sheet: Sheet, name: str, asked: StepForm) -> None:
    offered = dict(sheet.places)
    hoso_actions.move(
        session(),
        current_actor(),
        sheet.view.ho_so,
        name,
        at=clock.now(),
        reason=asked.ly_do.data or "",
        new_day=asked.han_moi.data,
        pins={field: note for field, note in asked.pins.items() if field in offered},
        row_version=asked.row_version.data,
    )


# --- the paper


@bp.get(PAGE + ".docx")
@needs(LOGGED_IN)
def paper_docx(nam_thi_dua: int, ky: str, don_vi: str) -> Response:
    """The báo cáo as a file."""
    name = f"bao-cao-{ky.replace('_', '-')}-{nam_thi_dua}-{don_vi}"
    return docx_answer(_paper(sheet_of(nam_thi_dua, ky, don_vi)), name)


@bp.get(PAGE + ".html")
@needs(LOGGED_IN)
def paper_html(nam_thi_dua: int, ky: str, don_vi: str) -> str:
    """The same tree as a sheet to look at or print."""
    sheet = sheet_of(nam_thi_dua, ky, don_vi)
    title = f"{labels.OBLIGATIONS[ky].paper} năm {nam_thi_dua} – {sheet.unit.ten}"
    return render_template("to_giay.html", title=title, sheet=preview(_paper(sheet)))


def _paper(sheet: Sheet) -> VanBan:
    if sheet.version is None:
        raise NotThere("khong_co_ho_so")
    signer = registrations.signer(session(), sheet.view.ho_so, sheet.version, clock.today())
    sealed, now = sheet.version.niem_phong_luc, clock.now()
    unit = units.unit_of_paper(session(), sheet.unit.id, sheet.nam, sealed, now)
    day = units.day_of_paper(sheet.nam, sealed, now)
    return compose.paper(
        sheet.year,
        office_on(session(), day),
        hoso_queries.unit_as_signed(session(), unit, sheet.version),
        sheet.khung,
        sheet.stored,
        signer,
        grounds_for(session(), sheet.year.id, "bao_cao", day),
    )
