"""The town's list, and a unit's registration as its reader may see it."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Response, make_response, redirect, render_template

from thidua.core.actor import SECRETARIAT, Role
from thidua.core.calendar import VN, local_day
from thidua.core.difference import ThayDoi
from thidua.core.targets import below_assigned
from thidua.core.viet import format_date
from thidua.dangky import compose, queries
from thidua.dangky.actions.ca_nhan import is_office
from thidua.dangky.compose.ty_le import ratio_lines, ratios, year_words
from thidua.dangky.forms import SECTIONS, RegistrationForm
from thidua.dangky.queries import DangKyDaNhan, NoiDungDangKy, ca_nhan
from thidua.dangky.views.people import titles_context
from thidua.dangky.views.sheet import (
    FORM_ID,
    OWN_KINDS,
    PAGE,
    Sheet,
    bp,
    form_of,
    prefill,
    registered_before,
    sheet_of,
    stored_fields,
    troubles_before,
)
from thidua.hoso import queries as ho_so_queries
from thidua.namthidua import queries as years
from thidua.namthidua.queries import ChiTieuRow
from thidua.sheets.xlsx import Value
from thidua.web import clock, labels
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer


@bp.get("/<nam:nam_thi_dua>/dang-ky/")
@needs(LOGGED_IN)
def registrations(nam_thi_dua: int) -> Response:
    """The town's list for who sees the town; a unit is led to its own."""
    reading, actor = session(), current_actor()
    year = years.year(reading, nam_thi_dua)
    rows = queries.list_rows(reading, actor, year.id, clock.now())
    if len(rows) == 1 and not actor.sees_all_units:
        return make_response(redirect(f"/{nam_thi_dua}/dang-ky/{rows[0].code}", code=302))
    compiles = actor.has(*SECRETARIAT, Role.LANH_DAO)
    page = render_template("dangky/list.html", rows=rows, nam=nam_thi_dua, year=year, compiles=compiles)
    return make_response(page)


@bp.get("/<nam:nam_thi_dua>/dang-ky.xlsx")
@needs(LOGGED_IN)
def registrations_xlsx(nam_thi_dua: int) -> Response:
    """The list as a table."""
    reading = session()
    year = years.year(reading, nam_thi_dua)
    rows = queries.list_rows(reading, current_actor(), year.id, clock.now())
    held = queries.received_registrations(reading, year.id, [row.don_vi_id for row in rows])
    table: list[list[Value]] = [
        [
            row.cum_khoi,
            row.ten,
            labels.STATES[row.state].words,
            row.han,
            row.nop_luc.astimezone(VN) if row.nop_luc else None,
            row.days_late or None,
            *_received_cells(held.get(row.don_vi_id)),
        ]
        for row in rows
    ]
    title = f"Đăng ký thi đua năm {nam_thi_dua}"
    return table_answer(f"dang-ky-{nam_thi_dua}", "Đăng ký", XLSX_HEADS, table, title)


XLSX_HEADS = [
    "Cụm, khối",
    "Đơn vị",
    "Tình trạng",
    "Hạn nộp",
    "Nộp lúc",
    "Số ngày làm việc chậm",
    "Lý do chậm, bổ sung",
    "Số chỉ tiêu đăng ký",
    "Thấp hơn mức giao",
    "Số phong trào",
    "Danh hiệu tập thể",
    "Số cá nhân đăng ký danh hiệu",
    "Số người",
    "Đăng ký Lao động tiên tiến",
    "Giải trình tỷ lệ",
]


def _received_cells(held: DangKyDaNhan | None) -> list[Value]:
    """What the received registration holds, blank while there is none."""
    if held is None:
        return [None] * 9
    content = held.noi_dung
    below = [
        one
        for one in held.chi_tieu
        if below_assigned(one.chi_tieu.loai, one.chi_tieu.giao, one.gia_tri, one.chi_tieu.chieu)
    ]
    titles = [compose.ten_danh_hieu(t.danh_hieu) for t in content.danh_hieu if t.loai == "tap_the"]
    return [
        content.ly_do_cham or None,
        len(held.chi_tieu),
        len(below),
        len(content.phong_trao),
        "; ".join(titles) or None,
        sum(t.loai == "ca_nhan" for t in content.danh_hieu),
        content.so_nguoi,
        content.so_ldtt,
        content.giai_trinh or None,
    ]


@bp.get(PAGE)
@needs(LOGGED_IN)
def registration(nam_thi_dua: int, don_vi: str) -> Response:
    """A unit's registration: the form for its officer, the summary for everybody else."""
    return show(sheet_of(nam_thi_dua, don_vi))


def show(
    sheet: Sheet,
    *,
    form: RegistrationForm | None = None,
    status: int = 200,
    refused: str = "",
    reason: str = "",
    unsaved: Sequence[ThayDoi] = (),
) -> Response:
    reading, at = session(), clock.now()
    progress = ho_so_queries.progress(reading, current_actor(), sheet.view, at)
    if sheet.year.trang_thai.is_read_only or sheet.view.asked:
        progress = replace(progress, steps=(), exceptions=())
    if sheet.editable:
        shown = form or form_of(sheet, stored_fields(sheet))
        more = {
            "form": shown,
            "drafts": queries.drafts(reading, sheet.view.ho_so.id),
            "sections": SECTIONS,
            "kinds": OWN_KINDS,
            **titles_context(sheet, shown),
            "registered_before": registered_before(sheet),
            "troubles_before": troubles_before(sheet, shown),
            "carried": sheet.before.nam if sheet.before and prefill(sheet) and form is None else None,
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
        versions=_versions(sheet),
        files=ho_so_queries.files(reading, sheet.version.id) if sheet.version else [],
        **more,
    )
    return make_response(page, status)


def _versions(sheet: Sheet) -> list[tuple[int, str]]:
    """(number, words) of the sealed versions that the reader may open, oldest first."""
    received = sheet.view.ho_so.ban_chot_id
    found = []
    for each in queries.shown_versions(session(), sheet.view):
        sent = local_day(each.duyet_luc) if each.duyet_luc else None
        words = f"nộp {format_date(sent)}" if sent else "chưa duyệt"
        found.append((each.so, f"{words}, đang dùng" if each.id == received else words))
    return found


def _for_readers(sheet: Sheet) -> dict[str, object]:
    if sheet.version is None:
        return {"short": None, "changes": (), "before": None}
    before = queries.previous_sealed(session(), sheet.view)
    changes: Sequence[ThayDoi] = ()
    if before is not None:
        old = queries.contents(session(), before.id)
        changes = compose.differences(old, sheet.stored, _all_targets(sheet), sheet.movements)
    people = [each.ca_nhan_id for each in sheet.stored.danh_hieu if each.ca_nhan_id is not None]
    unit, rules = sheet.view.ho_so.don_vi_id, sheet.rules
    past = ca_nhan.history(session(), unit, sheet.nam, people)
    limits = {code: rule.so if rule else None for code, rule in rules.items()}
    return {
        "short": summary_of(sheet, sheet.stored),
        "changes": changes,
        "before": before,
        "ty_le": ratio_lines(ratios(sheet.stored, limits), rules),
        "may_write_rules": is_office(current_actor()),
        "history": {who: year_words(years_) for who, years_ in past.items()},
    }


def summary_of(sheet: Sheet, content: NoiDungDangKy) -> compose.TomTat:
    return compose.summary(content, sheet.targets, sheet.movements, sheet.share)


def _all_targets(sheet: Sheet) -> list[ChiTieuRow]:
    """Every target of the unit, those of older versions too."""
    return years.targets(session(), sheet.year.id, sheet.unit.id)
