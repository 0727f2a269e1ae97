"""A unit's own paper (kế hoạch, giao ước, khen dịp 11/6) and the download of files."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from thidua.core import papers
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotThere, Refusal
from thidua.donvi import queries as units
from thidua.gate import Kind
from thidua.gate.verdict import verdict_of
from thidua.hoso import actions, queries
from thidua.hoso.forms import PaperForm, StepForm
from thidua.hoso.models import HoSo
from thidua.luutru.store import Stored
from thidua.namthidua import queries as years
from thidua.web import clock, htmx, uploads
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.sessions import current_actor

bp = Blueprint("hoso", __name__)

FIELD_OF = {
    "thieu_so": ("so", "Nhập số, ký hiệu của văn bản, ví dụ 12/KH-UBND."),
    "thieu_ngay": ("ngay", "Nhập ngày ban hành hoặc ngày ký kết, ví dụ 20/3/2023."),
    "ngay_sau_hom_nay": ("ngay", "Ngày này chưa đến; kiểm tra lại ngày trên văn bản."),
    "thieu_tep": ("tep", "Chọn tệp văn bản (.docx hoặc .pdf) trước khi trình thủ trưởng."),
    "nil_co_tep": ("khong_phat_sinh", "Đã có tệp nên bỏ dấu “Không phát sinh”, hoặc bỏ tệp đi."),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Which paper of which unit a request is about, and the address of its page."""

    nam: int
    loai: str
    don_vi: str
    address: str


def plan_place(nam: int, don_vi: str) -> Place:
    """The unit's own kế hoạch."""
    return Place(nam, "ke_hoach", don_vi, f"/{nam}/ke-hoach/{don_vi}")


def award_place(nam: int, don_vi: str) -> Place:
    """The unit's list for the 11/6 commendation."""
    return Place(nam, "khen_dot", don_vi, f"/{nam}/khen-dot/{don_vi}")


def task_place(nam: int, so: int, don_vi: str) -> Place:
    """The unit's answer to a task that was given to named units."""
    return Place(nam, f"{papers.TASK}{so}", don_vi, f"/{nam}/nhiem-vu/{so}/{don_vi}")


def pledge_place(nam: int, cum_khoi: str, don_vi: str) -> Place:
    """The unit's signed giao ước; NotThere when the unit stands in another cụm or khối that year."""
    reading = session()
    year = years.year(reading, nam)
    unit = units.unit_by_code_in_year(reading, don_vi, nam, clock.now())
    group = years.group_of(reading, year.id, unit.id)
    if group is None or group.code != cum_khoi:
        raise NotThere("khong_co_ho_so")
    return Place(nam, "giao_uoc", don_vi, f"/{nam}/giao-uoc/{cum_khoi}/{don_vi}")


@bp.get("/<nam:nam_thi_dua>/ke-hoach/<donvi:don_vi>")
@needs(LOGGED_IN)
def plan_page(nam_thi_dua: int, don_vi: str) -> Response:
    """The unit's own kế hoạch."""
    return _page(plan_place(nam_thi_dua, don_vi))


@bp.post("/<nam:nam_thi_dua>/ke-hoach/<donvi:don_vi>")
@needs(LOGGED_IN)
def save_plan(nam_thi_dua: int, don_vi: str) -> Response:
    """Save number, day and file."""
    return _save(plan_place(nam_thi_dua, don_vi))


@bp.post("/<nam:nam_thi_dua>/ke-hoach/<donvi:don_vi>/buoc/<buoc:buoc>")
@needs(LOGGED_IN)
def plan_step(nam_thi_dua: int, don_vi: str, buoc: str) -> Response:
    """One step of the kế hoạch's hồ sơ."""
    return _step(plan_place(nam_thi_dua, don_vi), buoc)


@bp.get("/<nam:nam_thi_dua>/khen-dot/<donvi:don_vi>")
@needs(LOGGED_IN)
def award_page(nam_thi_dua: int, don_vi: str) -> Response:
    """The unit's proposals for the 11/6 commendation."""
    return _page(award_place(nam_thi_dua, don_vi))


@bp.post("/<nam:nam_thi_dua>/khen-dot/<donvi:don_vi>")
@needs(LOGGED_IN)
def save_award(nam_thi_dua: int, don_vi: str) -> Response:
    """Save the proposals' file, or the answer that there are none."""
    return _save(award_place(nam_thi_dua, don_vi))


@bp.post("/<nam:nam_thi_dua>/khen-dot/<donvi:don_vi>/buoc/<buoc:buoc>")
@needs(LOGGED_IN)
def award_step(nam_thi_dua: int, don_vi: str, buoc: str) -> Response:
    """One step of the proposals' hồ sơ."""
    return _step(award_place(nam_thi_dua, don_vi), buoc)


@bp.get("/<nam:nam_thi_dua>/nhiem-vu/<int:so>/<donvi:don_vi>")
@needs(LOGGED_IN)
def task_page(nam_thi_dua: int, so: int, don_vi: str) -> Response:
    """The unit's answer to a task of its own."""
    return _page(task_place(nam_thi_dua, so, don_vi))


@bp.post("/<nam:nam_thi_dua>/nhiem-vu/<int:so>/<donvi:don_vi>")
@needs(LOGGED_IN)
def save_task(nam_thi_dua: int, so: int, don_vi: str) -> Response:
    """Save number, day and file of the answer."""
    return _save(task_place(nam_thi_dua, so, don_vi))


@bp.post("/<nam:nam_thi_dua>/nhiem-vu/<int:so>/<donvi:don_vi>/buoc/<buoc:buoc>")
@needs(LOGGED_IN)
def task_step(nam_thi_dua: int, so: int, don_vi: str, buoc: str) -> Response:
    """One step of the answer's hồ sơ."""
    return _step(task_place(nam_thi_dua, so, don_vi), buoc)


@bp.get("/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>/<donvi:don_vi>")
@needs(LOGGED_IN)
def pledge_page(nam_thi_dua: int, cum_khoi: str, don_vi: str) -> Response:
    """The unit's signed giao ước."""
    return _page(pledge_place(nam_thi_dua, cum_khoi, don_vi))


@bp.post("/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>/<donvi:don_vi>")
@needs(LOGGED_IN)
def save_pledge(nam_thi_dua: int, cum_khoi: str, don_vi: str) -> Response:
    """Save the day of signing and the signed paper."""
    return _save(pledge_place(nam_thi_dua, cum_khoi, don_vi))


@bp.post("/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>/<donvi:don_vi>/buoc/<buoc:buoc>")
@needs(LOGGED_IN)
def pledge_step(nam_thi_dua: int, cum_khoi: str, don_vi: str, buoc: str) -> Response:
    """One step of the giao ước's hồ sơ."""
    return _step(pledge_place(nam_thi_dua, cum_khoi, don_vi), buoc)


@bp.get("/tep/<int:tep_id>")
@needs(LOGGED_IN)
def download(tep_id: int) -> Response:
    """A file, under the rule of its hồ sơ."""
    tep = queries.file_for(session(), current_actor(), tep_id)
    kind: Kind = tep.loai  # type: ignore[assignment]  # the column holds what the gate proved
    return uploads.hand_out(tep.sha256, tep.ten, verdict_of(kind).media_type)


def _page(
    place: Place, form: PaperForm | None = None, *, status: int = 200, refused: str = "", stale: bool = False
) -> Response:
    reading, actor, now = session(), current_actor(), clock.now()
    asked = request.args.get("phien-ban")
    view = queries.find(reading, actor, place.nam, place.loai, place.don_vi, phien_ban=asked)
    version = view.phien_ban
    form = form or PaperForm(
        so=version.so_van_ban if version else "",
        ngay=version.ngay_van_ban if version else None,
        khong_phat_sinh=version.khong_phat_sinh if version else False,
    )
    form.row_version.data = view.ho_so.row_version
    context: dict[str, Any] = {
        "place": place,
        "rule": papers.rule_of(place.loai),
        "nam": place.nam,
        "unit": units.unit_in_year(reading, view.ho_so.don_vi_id, place.nam, now),
        "view": view,
        "version": version,
        "files": queries.files(reading, version.id) if version else [],
        "progress": queries.progress(reading, actor, view, now),
        "form": form,
        "refused": refused,
        "stale": stale,
    }
    return make_response(render_template("hoso/van_ban.html", **context), status)


def _save(place: Place) -> Response:
    form = PaperForm(posted(), nam=place.nam)
    try:
        _write(place, form)
    except NotNow as no:
        return _conflict(place, form, no)
    if form.error_list:
        return _page(place, form, status=422)
    return htmx.go(place.address)


def _write(place: Place, form: PaperForm, step: str = "") -> None:
    """Save what can be read of the form; with `step`, go on to it when nothing is missing."""
    form.validate()
    stored = uploads.take_in(form.tep, _allowed(place))
    with writing() as unit_of_work:
        actor, now = current_actor(), clock.now()
        view = queries.find(unit_of_work, actor, place.nam, place.loai, place.don_vi)
        if not actions.use_key(unit_of_work, actor, form.khoa_gui.data or "", at=now):
            return
        old = queries.open_version(unit_of_work, view.ho_so)
        version = actions.save_paper(
            unit_of_work,
            actor,
            view.ho_so,
            so=old.so_van_ban if form.so.errors else form.so.data or "",
            ngay=old.ngay_van_ban if form.ngay.errors else form.ngay.data,
            khong_phat_sinh=papers.rule_of(place.loai).nil and bool(form.khong_phat_sinh.data),
            tep=_file(stored),
            at=now,
            row_version=form.row_version.data,
        )
        if not step:
            return
        lacks = papers.missing(
            place.loai,
            so=version.so_van_ban,
            ngay=version.ngay_van_ban,
            has_file=bool(queries.files(unit_of_work, version.id)),
            khong_phat_sinh=version.khong_phat_sinh,
            today=local_day(now),
        )
        for reason in lacks:
            name, words = FIELD_OF[reason]
            if not form[name].errors:
                form.refuse(name, words)
        if not form.error_list:
            actions.move(unit_of_work, actor, view.ho_so, step, at=now)


def _allowed(place: Place) -> frozenset[Kind]:
    return uploads.SCAN if place.loai == "giao_uoc" else uploads.UNIT_PAPER


def _file(stored: Stored | None) -> tuple[str, str, str, int] | None:
    return None if stored is None else (stored.sha256, stored.name, stored.kind, stored.size)


def _conflict(place: Place, form: PaperForm, no: Refusal) -> Response:
    """Somebody saved in between: the page with what was typed, and what stands now beside it."""
    return _page(place, form, status=409, refused=sentence(no), stale=no.reason == "da_co_nguoi_sua")


def _step(place: Place, step: str) -> Response:
    if step == "trinh":
        form = PaperForm(posted(), nam=place.nam)
        try:
            _write(place, form, step)
        except NotNow as no:
            return _conflict(place, form, no)
        return _page(place, form, status=422) if form.error_list else htmx.go(place.address)
    asked = StepForm(posted(), nam=place.nam)
    asked.validate()
    if asked.error_list:
        return _page(place, status=422, refused=asked.error_list[0][2])
    try:
        _take(place, step, asked)
    except Refusal as no:
        if isinstance(no, NotThere):
            raise
        return _page(place, status=status_of(no), refused=sentence(no))
    return htmx.go(place.address)


def _take(place: Place, step: str, asked: StepForm) -> None:
    with writing() as unit_of_work:
        actor, now = current_actor(), clock.now()
        ho_so: HoSo = queries.find(unit_of_work, actor, place.nam, place.loai, place.don_vi).ho_so
        if not actions.use_key(unit_of_work, actor, asked.khoa_gui.data or "", at=now):
            return
        actions.move(
            unit_of_work,
            actor,
            ho_so,
            step,
            at=now,
            reason=asked.ly_do.data or "",
            new_day=asked.han_moi.data,
            pins=asked.pins,
            row_version=asked.row_version.data,
        )


from thidua.hoso.views import lich, nghia_vu  # noqa: E402, F401  # addresses of the same blueprint
