"""`/<nam>/bao-cao/so-ket|tong-ket/<don-vi>`: a unit's report, its cells, steps and paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from thidua.baocao import actions, compose, queries
from thidua.baocao.forms import (
    SECTIONS,
    BaoCaoForm,
    LineFields,
    LineForm,
    Reader,
    build_form,
    build_line,
    errors_in_order,
    fields_of,
    name_of,
    refuse_lacks,
    section_of,
)
from thidua.baocao.queries import DongBaoCao, DongDanhGia, DraftRow, KhungBaoCao, NoiDungBaoCao
from thidua.core.calendar import KyBaoCao, local_day
from thidua.core.errors import NotNow, NotThere, Refusal
from thidua.core.reporting import KetQua
from thidua.core.targets import DanhGia, needs_cause
from thidua.dangky import actions as drafts
from thidua.dangky import queries as registrations
from thidua.donvi import queries as units
from thidua.donvi.queries import DonViRow
from thidua.donvi.queries.co_quan import office_on
from thidua.hoso import actions as hoso_actions
from thidua.hoso import queries as hoso_queries
from thidua.hoso.forms import StepForm
from thidua.hoso.models import PhienBan
from thidua.hoso.queries import HoSoInView
from thidua.luutru.store import Stored
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.vanban.blocks import VanBan
from thidua.vanban.kinds.bao_cao import DANH_GIA
from thidua.web import clock, htmx, labels, uploads
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.paper import docx_answer, preview
from thidua.web.sessions import current_actor

bp = Blueprint("baocao", __name__)

PAGE = "/<nam:nam_thi_dua>/bao-cao/<kybaocao:ky>/<donvi:don_vi>"
FORM_ID = "bao-cao"
STALE = "da_co_nguoi_sua"
NOT_DRAFTED = frozenset({"csrf_token", "row_version", "tep"})
NO_FIGURE = "Chưa có mức đăng ký"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a page about one unit's report stands on; `version` is None where it may not be read."""

    nam: int
    address: str
    year: NamThiDua
    view: HoSoInView
    unit: DonViRow
    khung: KhungBaoCao
    stored: NoiDungBaoCao

    @property
    def version(self) -> PhienBan | None:
        """The version whose contents may be read."""
        return self.view.phien_ban

    @property
    def editable(self) -> bool:
        """Whether the reader may write now."""
        return self.view.editable and not self.year.trang_thai.is_read_only

    def line(self, chi_tieu_id: int) -> DongBaoCao:
        """One target of this report; NotThere when it asks about no such target."""
        for dong in self.khung.dong:
            if dong.chi_tieu_id == chi_tieu_id:
                return dong
        raise NotThere("khong_co_chi_tieu")

    @property
    def places(self) -> list[tuple[str, str]]:
        """(field, words) of every place that a return may be pinned to."""
        targets = [
            (f"kq-{d.chi_tieu_id}", f"Chỉ tiêu {n}: {d.ten}") for n, d in enumerate(self.khung.dong, 1)
        ]
        movements = [(f"ptkq-{p.id}", f"Phong trào {p.ten}") for p in self.khung.phong_trao]
        solved = [(f"khkq-{n}", f"Khó khăn {n}") for n, _ in self.khung.kho_khan]
        return [("ngay_chot", "Ngày chốt số liệu"), *targets, *movements, *solved, *TEXT_PLACES]


TEXT_PLACES = (
    ("noi_bat", "Kết quả nổi bật"),
    ("han_che", "Hạn chế, nguyên nhân"),
    ("kien_nghi", "Kiến nghị, đề xuất"),
    ("tep", "Tệp báo cáo"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid as the template prints it."""

    place: int
    line: DongDanhGia
    fields: LineFields
    status: labels.Status
    address: str
    pinned: bool

    @property
    def asks_cause(self) -> bool:
        """Whether the cause is asked, or something was typed there."""
        nn = self.fields.nn
        return needs_cause(self.line.danh_gia) or bool(nn.data or nn.errors)

    @property
    def asks_day(self) -> bool:
        """Whether the day on which the goal was reached may be given."""
        nht = self.fields.nht
        return self.line.danh_gia is DanhGia.HOAN_THANH_NAM or bool(nht.data or nht.errors)


def status_of_line(ky: KyBaoCao, line: DongDanhGia) -> labels.Status:
    """The live word beside a row."""
    words = DANH_GIA[ky.value][line.danh_gia.value]
    answered = line.ket_qua.answers(line.dong.loai)
    if line.danh_gia is DanhGia.CHUA_BAO_CAO and answered:
        words = NO_FIGURE
    return replace(labels.EVALUATION_STATUS[line.danh_gia], words=words)


def sheet_of(nam: int, ky: str, don_vi: str) -> Sheet:
    """The sheet as the reader may see it; NotThere outside the scope."""
    reading, actor = session(), current_actor()
    asked = request.args.get("phien-ban")
    view = hoso_queries.find(reading, actor, nam, ky, don_vi, phien_ban=asked)
    version = view.phien_ban
    return Sheet(
        nam=nam,
        address=f"/{nam}/bao-cao/{ky.replace('_', '-')}/{don_vi}",
        year=years.year(reading, nam),
        view=view,
        unit=units.unit_in_year(reading, view.ho_so.don_vi_id, nam, clock.now()),
        khung=queries.frame(reading, view.ho_so, KyBaoCao(ky), own_unit=view.own_unit),
        stored=queries.contents(reading, version.id) if version else NoiDungBaoCao(),
    )


# --- pages


@bp.get(PAGE)
@needs(LOGGED_IN)
def report(nam_thi_dua: int, ky: str, don_vi: str) -> Response:
    """A unit's report: the form for its officer, the summary for everybody else."""
    return show(sheet_of(nam_thi_dua, ky, don_vi))


def show(
    sheet: Sheet,
    *,
    form: BaoCaoForm | None = None,
    status: int = 200,
    refused: str = "",
    reason: str = "",
    unsaved: Sequence[compose.ThayDoi] = (),
) -> Response:
    progress = hoso_queries.progress(session(), current_actor(), sheet.view, clock.now())
    if sheet.view.asked:
        progress = replace(progress, steps=(), exceptions=())
    pinned = frozenset(name for name, _ in progress.pins)
    if sheet.editable:
        template, more = "baocao/edit.html", _for_officer(sheet, form or _present_form(sheet), pinned)
    else:
        template, more = "baocao/page.html", _for_readers(sheet)
    page = render_template(
        template,
        sheet=sheet,
        khung=sheet.khung,
        progress=progress,
        page=sheet.address,
        nam=sheet.nam,
        files=hoso_queries.files(session(), sheet.version.id) if sheet.version else [],
        evidence=hoso_queries.evidence(session(), sheet.version.id) if sheet.version else {},
        form_id=FORM_ID,
        pins_offered=sheet.places,
        refused=refused,
        reason=reason,
        unsaved=unsaved,
        steps_elsewhere=True,
        **more,
    )
    return make_response(page, status)


def _present_form(sheet: Sheet) -> BaoCaoForm:
    """The form as it stands: what was last typed, also what could not be read, else what is stored."""
    draft = queries.newest_draft(session(), sheet.view.ho_so)
    if draft is None or not draft.is_last_write:
        return build_form(sheet.khung, None, sheet.stored, nam=sheet.nam)
    form = build_form(sheet.khung, MultiDict(draft.fields), sheet.stored, nam=sheet.nam)
    form.validate()
    return form


def _for_officer(sheet: Sheet, form: BaoCaoForm, pinned: frozenset[str]) -> dict[str, Any]:
    content = Reader(form).content(sheet.khung, sheet.stored)
    lines = queries.judged(sheet.khung, content)
    rows = [_row(sheet, place, line, form, pinned) for place, line in enumerate(lines, 1)]
    sections = _sections(sheet, content, errors_in_order(form))
    written = sheet.version is not None and sheet.stored != NoiDungBaoCao()
    return {
        "form": form,
        "rows": rows,
        "errors": errors_in_order(form),
        "short": compose.summary(sheet.khung, content),
        "words": DANH_GIA[sheet.khung.ky.value],
        "sections": sections,
        "headings": {part: words for part, words, _ in sections},
        "saved_at": sheet.view.ho_so.doi_luc if written else None,
    }


def _sections(
    sheet: Sheet, content: NoiDungBaoCao, errors: Sequence[tuple[str, str, str]]
) -> list[tuple[str, str, str]]:
    """(id, heading, mark) of the form's parts: xong where nothing lacks, tre where something is wrong."""
    wrong = {section_of(name) for name, _, _ in errors}
    lacking = {
        section_of(name_of(lack)) for lack in queries.lacks(sheet.khung, content, local_day(clock.now()))
    }
    shown = [each for each in SECTIONS if each[0] != "p3" or sheet.khung.kho_khan]
    return [
        (part, f"{place}. {words}", "tre" if part in wrong else "trong" if part in lacking else "xong")
        for place, (part, words) in enumerate(shown, 1)
    ]


def _row(
    sheet: Sheet, place: int, line: DongDanhGia, form: BaoCaoForm | LineForm, pinned: Iterable[str] = ()
) -> Row:
    key = line.dong.chi_tieu_id
    return Row(
        place=place,
        line=line,
        fields=fields_of(form, line.dong),
        status=status_of_line(sheet.khung.ky, line),
        address=f"{sheet.address}/chi-tieu/{key}",
        pinned=f"kq-{key}" in pinned,
    )


def _for_readers(sheet: Sheet) -> dict[str, Any]:
    if sheet.version is None:
        return {"short": None, "lines": (), "changes": (), "before": None, "words": {}}
    before = registrations.previous_sealed(session(), sheet.view)
    old = queries.contents(session(), before.id) if before else sheet.stored
    short = compose.summary(sheet.khung, sheet.stored)
    return {
        "short": short,
        "lines": [
            (line, status_of_line(sheet.khung.ky, line), compose.result_text(line.ket_qua))
            for line in short.dong
        ],
        "changes": compose.differences(sheet.khung, old, sheet.stored),
        "before": before,
        "words": DANH_GIA[sheet.khung.ky.value],
    }


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
        row=_row(sheet, sheet.khung.dong.index(dong) + 1, line, form),
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
    return compose.paper(
        sheet.year,
        office_on(session(), units.day_of_paper(sheet.nam, sealed, now)),
        hoso_queries.unit_as_signed(session(), unit, sheet.version),
        sheet.khung,
        sheet.stored,
        signer,
    )
