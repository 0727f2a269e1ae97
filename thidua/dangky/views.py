"""`/<nam>/dang-ky/`: the town's list, a unit's registration, its steps, drafts and paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flask import Blueprint, Response, make_response, redirect, render_template, request

from thidua.core.calendar import VN, KyBaoCao
from thidua.core.errors import NotNow, NotThere, Refusal
from thidua.core.targets import LoaiChiTieu
from thidua.core.viet import format_number
from thidua.dangky import actions, compose, queries
from thidua.dangky.forms import SECTIONS, RegistrationForm, fields_of, is_own
from thidua.dangky.queries import LOAI, NoiDungDangKy
from thidua.donvi import queries as units
from thidua.donvi.queries import DonViRow
from thidua.hoso import actions as ho_so_actions
from thidua.hoso import queries as ho_so_queries
from thidua.hoso.forms import StepForm
from thidua.hoso.models import PhienBan
from thidua.hoso.queries import HoSoInView
from thidua.luutru.names import content_disposition
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import ChiTieuRow, PhongTraoRow
from thidua.sheets.xlsx import MEDIA_TYPE, Value, to_xlsx
from thidua.vanban.blocks import VanBan
from thidua.web import clock, htmx, labels
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.paper import docx_answer, preview
from thidua.web.sessions import current_actor

bp = Blueprint("dangky", __name__)

PAGE = "/<nam:nam_thi_dua>/dang-ky/<donvi:don_vi>"
FORM_ID = "don-dang-ky"
STALE = "da_co_nguoi_sua"
OWN_KINDS = tuple(LoaiChiTieu)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a page about one unit's registration stands on; `version` is None where it may not be read."""

    nam: int
    address: str
    year: NamThiDua
    view: HoSoInView
    unit: DonViRow
    share: Decimal
    movements: Sequence[PhongTraoRow]
    targets: Sequence[ChiTieuRow]
    stored: NoiDungDangKy

    @property
    def version(self) -> PhienBan | None:
        """The version whose contents may be read."""
        return self.view.phien_ban

    @property
    def editable(self) -> bool:
        """Whether the reader may write now."""
        return self.view.editable and not self.year.trang_thai.is_read_only


def _sheet(nam: int, don_vi: str) -> Sheet:
    """The sheet as the reader may see it; NotThere outside the scope."""
    reading, actor = session(), current_actor()
    asked = request.args.get("phien-ban")
    view = ho_so_queries.find(reading, actor, nam, LOAI, don_vi, phien_ban=asked)
    year = years.year(reading, nam)
    version = view.phien_ban
    return Sheet(
        nam=nam,
        address=f"/{nam}/dang-ky/{don_vi}",
        year=year,
        view=view,
        unit=units.unit_by_id(reading, view.ho_so.don_vi_id, clock.today()),
        share=years.period(reading, year.id, KyBaoCao.SO_KET).ty_le_moc,
        movements=years.movements(reading, year.id),
        targets=queries.grid_targets(reading, view.ho_so, version.id) if version else (),
        stored=queries.contents(reading, version.id) if version else NoiDungDangKy(),
    )


def _form(sheet: Sheet, fields: Sequence[tuple[str, str]]) -> RegistrationForm:
    return RegistrationForm(fields, sheet.targets, sheet.movements, sheet.share)


def _stored_fields(sheet: Sheet) -> list[tuple[str, str]]:
    """The form as it stands: the newest draft, as typed, else what the version holds."""
    draft = queries.newest_draft(session(), sheet.version) if sheet.version else None
    return fields_of(sheet.stored, sheet.targets) if draft is None else draft


def _posted_fields() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True)]


# --- pages


@bp.get("/<nam:nam_thi_dua>/dang-ky/")
@needs(LOGGED_IN)
def registrations(nam_thi_dua: int) -> Response:
    """The town's list for who sees the town; a unit is led to its own."""
    reading, actor = session(), current_actor()
    year = years.year(reading, nam_thi_dua)
    rows = queries.list_rows(reading, actor, year.id, clock.now())
    if len(rows) == 1 and not actor.sees_all_units:
        return make_response(redirect(f"/{nam_thi_dua}/dang-ky/{rows[0].code}", code=302))
    return make_response(render_template("dangky/list.html", rows=rows, nam=nam_thi_dua, year=year))


@bp.get("/<nam:nam_thi_dua>/dang-ky.xlsx")
@needs(LOGGED_IN)
def registrations_xlsx(nam_thi_dua: int) -> Response:
    """The list as a table."""
    reading = session()
    year = years.year(reading, nam_thi_dua)
    rows = queries.list_rows(reading, current_actor(), year.id, clock.now())
    heads = ["Cụm, khối", "Đơn vị", "Tình trạng", "Hạn nộp", "Nộp lúc", "Số ngày làm việc chậm"]
    table: list[list[Value]] = [
        [
            row.cum_khoi,
            row.ten,
            labels.STATES[row.state].words,
            row.han,
            row.nop_luc.astimezone(VN) if row.nop_luc else None,
            row.days_late or None,
        ]
        for row in rows
    ]
    made = make_response(to_xlsx("Đăng ký", heads, table, title=f"Đăng ký thi đua năm {nam_thi_dua}"))
    made.headers["Content-Type"] = MEDIA_TYPE
    made.headers["Content-Disposition"] = content_disposition(f"dang-ky-{nam_thi_dua}.xlsx")
    return made


@bp.get(PAGE)
@needs(LOGGED_IN)
def registration(nam_thi_dua: int, don_vi: str) -> Response:
    """A unit's registration: the form for its officer, the summary for everybody else."""
    return _show(_sheet(nam_thi_dua, don_vi))


def _show(
    sheet: Sheet,
    *,
    form: RegistrationForm | None = None,
    status: int = 200,
    refused: str = "",
    reason: str = "",
    unsaved: Sequence[compose.ThayDoi] = (),
) -> Response:
    reading, at = session(), clock.now()
    progress = ho_so_queries.progress(reading, current_actor(), sheet.view, at)
    if sheet.year.trang_thai.is_read_only or sheet.view.asked:
        progress = replace(progress, steps=(), exceptions=())
    if sheet.editable:
        shown = form or _form(sheet, _stored_fields(sheet))
        more = {
            "form": shown,
            "drafts": queries.drafts(reading, sheet.view.ho_so.id),
            "sections": SECTIONS,
            "kinds": OWN_KINDS,
        }
        template = "dangky/edit.html"
    else:
        more, template = _for_readers(sheet), "dangky/page.html"
    page = render_template(
        template,
        sheet=sheet,
        progress=progress,
        page=sheet.address,
        nam=sheet.nam,
        form_id=FORM_ID if sheet.editable else "",
        pins_offered=SECTIONS,
        titles=compose,
        refused=refused,
        reason=reason,
        unsaved=unsaved,
        steps_elsewhere=True,
        **more,
    )
    return make_response(page, status)


def _for_readers(sheet: Sheet) -> dict[str, object]:
    if sheet.version is None:
        return {"short": None, "changes": (), "before": None}
    before = queries.previous_sealed(session(), sheet.view)
    changes: Sequence[compose.ThayDoi] = ()
    if before is not None:
        old = queries.contents(session(), before.id)
        changes = compose.differences(old, sheet.stored, _all_targets(sheet), sheet.movements)
    return {"short": _summary(sheet, sheet.stored), "changes": changes, "before": before}


def _summary(sheet: Sheet, content: NoiDungDangKy) -> compose.TomTat:
    return compose.summary(content, sheet.targets, sheet.movements, sheet.share)


def _all_targets(sheet: Sheet) -> list[ChiTieuRow]:
    """Every target of the unit, those of older versions too."""
    return years.targets(session(), sheet.year.id, sheet.unit.id)


# --- saving


@bp.post(PAGE)
@needs(LOGGED_IN)
def save(nam_thi_dua: int, don_vi: str) -> Response:
    """Save the whole form; what cannot be read comes back as typed, all the rest is kept."""
    return _kept_or_refused(nam_thi_dua, don_vi, step="")


def _kept_or_refused(nam: int, don_vi: str, *, step: str) -> Response:
    lock, by_itself = StepForm(posted(), nam=nam), htmx.is_autosave()
    lock.validate()
    try:
        with writing() as unit_of_work:
            sheet = _sheet(nam, don_vi)
            key = lock.khoa_gui.data or ""
            if not by_itself and not ho_so_actions.use_key(
                unit_of_work, current_actor(), key, at=clock.now()
            ):
                return htmx.go(sheet.address)
            form = _keep(sheet, _form(sheet, _posted_fields()), lock.row_version.data, by_itself)
            if step:
                form.refuse_faults()
            if step and form.readable:
                _move(sheet, step, StepForm(nam=nam))
    except NotNow as refusal:
        return _not_kept(nam, don_vi, refusal)
    if by_itself:
        return _stamp(nam, don_vi, form)
    if form.readable:
        return htmx.go(sheet.address)
    return _show(_sheet(nam, don_vi), form=form, status=422)


def _keep(sheet: Sheet, form: RegistrationForm, row_version: int | None, by_itself: bool) -> RegistrationForm:
    """Write what can be read and the draft of all that was typed; the form as it stands afterwards.

    A draft that the browser saves by itself makes no target: its line would still be on the screen, and be
    made once more.
    """
    actor, at, writes = current_actor(), clock.now(), session()
    own = {} if by_itself else form.own_new()
    content = form.content(sheet.stored)
    saved = actions.save(
        writes, actor, sheet.view, content, at=at, row_version=row_version, tu_dang_ky=tuple(own.values())
    )
    made = dict(zip(own, saved.tu_dang_ky, strict=True))
    if not by_itself:
        actions.drop_own(writes, actor, sheet.view, form.dropped, at=at)
    fields = form.fields if by_itself else form.kept_fields(made)
    actions.keep_draft(writes, actor, sheet.view, fields, at=at, by_itself=by_itself)
    targets = queries.grid_targets(writes, sheet.view.ho_so, saved.phien_ban.id)
    return RegistrationForm(fields, targets, sheet.movements, sheet.share)


def _move(sheet: Sheet, step: str, form: StepForm) -> None:
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
    sheet = _sheet(nam, don_vi)
    words = form.error_list
    return htmx.fragment(
        "dangky/_stamp.html",
        status=422 if words else 200,
        saved_at=clock.now(),
        row_version=sheet.view.ho_so.row_version,
        words=words,
    )


def _not_kept(nam: int, don_vi: str, refusal: NotNow) -> Response:
    """Nothing was written: both texts are shown, so that nothing typed is lost."""
    sheet = _sheet(nam, don_vi)
    if htmx.is_autosave():
        return htmx.fragment("dangky/_not_kept.html", status=409, refused=sentence(refusal))
    form = _form(sheet, _posted_fields())
    mine = form.content(NoiDungDangKy())
    changes = compose.differences(sheet.stored, mine, sheet.targets, sheet.movements)
    refused = sentence(refusal)
    return _show(sheet, form=form, status=409, refused=refused, unsaved=changes)


@bp.patch(PAGE + "/chi-tieu/<int:chi_tieu_id>")
@needs(LOGGED_IN)
def cell(nam_thi_dua: int, don_vi: str, chi_tieu_id: int) -> Response:
    """Save one row of the grid; the answer is that row."""
    lock = StepForm(posted(), nam=nam_thi_dua)
    lock.validate()
    refused = ""
    try:
        with writing() as unit_of_work:
            sheet = _sheet(nam_thi_dua, don_vi)
            number, row = _row_of(sheet, chi_tieu_id)
            form = _form(sheet, _with_row(_stored_fields(sheet), row))
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


# --- steps


@bp.post(PAGE + "/buoc/<buoc:buoc>")
@needs(LOGGED_IN)
def step(nam_thi_dua: int, don_vi: str, buoc: str) -> Response:
    """Take a step; `trinh` saves the posted form first and must find it whole."""
    if buoc == "trinh":
        return _kept_or_refused(nam_thi_dua, don_vi, step=buoc)
    form = StepForm(posted(), nam=nam_thi_dua)
    if not form.validate():
        words = " ".join(text for _, _, text in form.error_list)
        return _show(_sheet(nam_thi_dua, don_vi), status=422, refused=words, reason=form.ly_do.data or "")
    try:
        with writing() as unit_of_work:
            sheet = _sheet(nam_thi_dua, don_vi)
            key = form.khoa_gui.data or ""
            if ho_so_actions.use_key(unit_of_work, current_actor(), key, at=clock.now()):
                _move(sheet, buoc, form)
    except NotThere:
        raise
    except Refusal as refusal:
        return _show(
            _sheet(nam_thi_dua, don_vi),
            status=status_of(refusal),
            refused=sentence(refusal),
            reason=form.ly_do.data or "",
        )
    return htmx.go(sheet.address)


# --- drafts


@bp.get(PAGE + "/ban-nhap/<int:ban_nhap_id>")
@needs(LOGGED_IN)
def draft(nam_thi_dua: int, don_vi: str, ban_nhap_id: int) -> Response:
    """A saved draft beside what is stored, with the way to restore it."""
    sheet = _sheet(nam_thi_dua, don_vi)
    _require_editable(sheet)
    form = _form(sheet, queries.draft_fields(session(), sheet.view.ho_so.id, ban_nhap_id))
    content = form.content(NoiDungDangKy())
    row = next(each for each in queries.drafts(session(), sheet.view.ho_so.id) if each.id == ban_nhap_id)
    page = render_template(
        "dangky/draft.html",
        sheet=sheet,
        nam=sheet.nam,
        page=sheet.address,
        draft=row,
        form=form,
        short=_summary(sheet, content),
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
            sheet = _sheet(nam_thi_dua, don_vi)
            key = lock.khoa_gui.data or ""
            if ho_so_actions.use_key(unit_of_work, current_actor(), key, at=clock.now()):
                fields = queries.draft_fields(unit_of_work, sheet.view.ho_so.id, ban_nhap_id)
                form = _form(sheet, _without_later_own(sheet, fields))
                _keep(sheet, form, lock.row_version.data, by_itself=False)
    except NotNow as refusal:
        return _show(_sheet(nam_thi_dua, don_vi), status=409, refused=sentence(refusal))
    return htmx.go(sheet.address)


def _without_later_own(sheet: Sheet, fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    held = {name for name, _ in fields}
    later = [row for row in sheet.targets if is_own(row) and f"dk-{row.id}" not in held]
    return [*fields, *((f"bo-{row.id}", "1") for row in later)]


def _require_editable(sheet: Sheet) -> None:
    if not sheet.editable:
        raise NotThere("khong_co_ban_nhap")


# --- the paper


@bp.get(PAGE + ".docx")
@needs(LOGGED_IN)
def paper_docx(nam_thi_dua: int, don_vi: str) -> Response:
    """The bản đăng ký as a file."""
    return docx_answer(_paper(_sheet(nam_thi_dua, don_vi)), f"dang-ky-thi-dua-{nam_thi_dua}-{don_vi}")


@bp.get(PAGE + ".html")
@needs(LOGGED_IN)
def paper_html(nam_thi_dua: int, don_vi: str) -> str:
    """The same tree as a sheet to look at or print."""
    sheet = _sheet(nam_thi_dua, don_vi)
    title = f"Bản đăng ký thi đua năm {nam_thi_dua} – {sheet.unit.ten}"
    return render_template("to_giay.html", title=title, sheet=preview(_paper(sheet)))


def _paper(sheet: Sheet) -> VanBan:
    version = sheet.version
    if version is None:
        raise NotThere("khong_co_ho_so")
    return compose.paper(
        sheet.year,
        sheet.unit,
        sheet.view.nghia_vu,
        version,
        sheet.stored,
        sheet.targets,
        sheet.movements,
        sheet.share,
        queries.signer(session(), sheet.view.ho_so, version, clock.today()),
    )
