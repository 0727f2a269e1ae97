"""One unit's report as its page stands on it: frame, stored contents, rows, and the page itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from thidua.baocao import compose, queries
from thidua.baocao.forms import (
    SECTIONS,
    BaoCaoForm,
    LineFields,
    LineForm,
    Reader,
    build_form,
    errors_in_order,
    fields_of,
    name_of,
    section_of,
)
from thidua.baocao.queries import DongBaoCao, DongDanhGia, KhungBaoCao, NoiDungBaoCao
from thidua.core.calendar import KyBaoCao, local_day
from thidua.core.difference import ThayDoi
from thidua.core.errors import NotThere
from thidua.core.targets import DanhGia, needs_cause
from thidua.dangky import queries as registrations
from thidua.donvi import queries as units
from thidua.donvi.queries import DonViRow
from thidua.hoso import queries as hoso_queries
from thidua.hoso.models import PhienBan
from thidua.hoso.queries import HoSoInView
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.vanban.kinds.bao_cao import DANH_GIA
from thidua.web import clock, labels
from thidua.web.database import session
from thidua.web.sessions import current_actor

FORM_ID = "bao-cao"
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


def show(
    sheet: Sheet,
    *,
    form: BaoCaoForm | None = None,
    status: int = 200,
    refused: str = "",
    reason: str = "",
    unsaved: Sequence[ThayDoi] = (),
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
    rows = [row_of(sheet, place, line, form, pinned) for place, line in enumerate(lines, 1)]
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


def row_of(
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
