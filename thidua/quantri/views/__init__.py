"""`/nhat-ky/` and `/the-thuc`."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, make_response, render_template, request

from thidua.core.actor import Role
from thidua.core.calendar import VN
from thidua.core.viet import format_date
from thidua.quantri.compose import by_cell, picture_label
from thidua.quantri.forms import TheThucForm
from thidua.quantri.queries import nhat_ky
from thidua.quantri.queries.nhat_ky import DongNhatKy
from thidua.sheets.xlsx import Value
from thidua.vanban.quytac import O_SO
from thidua.web import acts, clock, labels
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session
from thidua.web.forms import posted
from thidua.web.tables import table_answer

if TYPE_CHECKING:
    from thidua.vanban.check import Finding

bp = Blueprint("quantri", __name__)

LINES = 100
MOST_LINES = 20_000
"""So many lines of the log go into one .xlsx."""

SAVE_AGAIN = "Mở tệp bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi chọn lại."
LEVELS = {"error": "Lỗi", "warning": "Cảnh báo", "advice": "Lời khuyên"}


# --- the log


def _before() -> int | None:
    asked = request.args.get("truoc", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None


def act_words(line: DongNhatKy) -> str:
    """What was done, to what: a sentence without its subject."""
    thing = line.doi_tuong
    if line.viec in labels.STEPS:
        said = labels.step_words(line.viec, line.buoc_tu).happened
    else:
        said = acts.ACTS.get(line.viec, line.viec)
    if line.vai_tro:
        said = f"{said} ({labels.ROLES[line.vai_tro]})"
    if thing.loai:
        said = f"{said}: {labels.OBLIGATIONS[thing.loai].name} năm {thing.nam}"
    return f"{said}: {thing.ten}" if thing.ten and not thing.loai else said


@bp.get("/nhat-ky/")
@needs(Role.QUAN_TRI)
def log_page() -> str:
    """The log, newest first, with the verdict of its chain."""
    before = _before()
    lines = nhat_ky.log_lines(session(), clock.today(), before=before, limit=LINES + 1)
    return render_template(
        "quantri/nhat_ky.html",
        lines=[(line, act_words(line)) for line in lines[:LINES]],
        older=lines[LINES - 1].id if len(lines) > LINES else None,
        before=before,
        verdict=nhat_ky.verdict(session(), asked="kiem-tra" in request.args) if before is None else None,
    )


@bp.get("/nhat-ky.xlsx")
@needs(Role.QUAN_TRI)
def log_xlsx() -> Response:
    """The same as a table, from the same line on."""
    lines = nhat_ky.log_lines(session(), clock.today(), before=_before(), limit=MOST_LINES)
    rows: list[list[Value]] = [
        [
            line.id,
            line.luc.astimezone(VN),
            line.ho_ten,
            line.tai_khoan,
            act_words(line),
            line.doi_tuong.ten if line.doi_tuong.loai else "",
            line.dia_chi,
        ]
        for line in lines
    ]
    heads = ["Dòng", "Lúc", "Người", "Tài khoản", "Việc", "Đơn vị", "Địa chỉ máy"]
    return table_answer("nhat-ky", "Nhật ký", heads, rows, f"Nhật ký đến {format_date(clock.today())}")


# --- units


# --- the checker


@bp.get("/the-thuc")
@needs(LOGGED_IN)
def check_page() -> Response:
    """The form of the checker."""
    return _check_answer(TheThucForm())


@bp.post("/the-thuc")
@needs(LOGGED_IN)
def check_file() -> Response:
    """What the checker finds in the sent .docx; the file is read once and kept nowhere."""
    # The checker's patterns take a while to load; only this page needs them.
    from thidua.vanban.check import UnreadableDocument, check

    form = TheThucForm(posted())
    good = form.validate()
    if form.tep.data is None:
        if good:
            form.refuse("tep", "Chọn một tệp .docx rồi bấm lại.")
        return _check_answer(form, status=422)
    if not good:
        return _check_answer(form, status=422)
    try:
        findings = check(form.tep.data.stream.read(), form.the_thuc.data)
    except UnreadableDocument as unreadable:
        form.refuse("tep", f"{unreadable} {SAVE_AGAIN}")
        return _check_answer(form, status=422)
    return _check_answer(form, findings)


def _check_answer(
    form: TheThucForm, findings: "tuple[Finding, ...] | None" = None, *, status: int = 200
) -> Response:
    from thidua.vanban.check import summary

    rows = findings or ()
    cells = {cell.ma: cell for cell in by_cell(rows)}
    page = render_template(
        "quantri/the_thuc.html",
        form=form,
        checked=form.tep.data.name if findings is not None and form.tep.data else "",
        counted=summary(rows),
        cells=cells,
        picture_label=picture_label(tuple(cells.values())),
        levels=LEVELS,
        names=O_SO,
    )
    return make_response(page, status)
