"""`/<nam>/lich`: the reader's days of the year on screen, as .ics and as a sheet for the wall."""

from dataclasses import dataclass

from flask import Response, make_response, render_template, request

from thidua.core.errors import NotThere
from thidua.donvi import queries as units
from thidua.donvi.queries import DonViRow
from thidua.donvi.queries.co_quan import CoQuanRow, office_on
from thidua.hoso import compose, queries
from thidua.hoso.compose import Moc
from thidua.hoso.views import bp
from thidua.luutru.names import content_disposition
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import CumKhoiRow
from thidua.namthidua.queries import lich as calendar
from thidua.namthidua.queries import nghia_vu as duties
from thidua.sheets.ics import MEDIA_TYPE, SuKienLich, to_ics
from thidua.sheets.xlsx import Value
from thidua.vanban.blocks import VanBan
from thidua.web import clock, labels
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session
from thidua.web.pages import SAMPLE_STRIP
from thidua.web.paper import docx_answer, preview
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

WORDS = {"mo": "Bắt đầu nhận", "han": "Hạn nộp", "nghi": "Nghỉ", "lam_bu": "Làm bù"}
WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Shown:
    """The calendar of one reader: whose it is, its days in order, the groups to choose from."""

    year: NamThiDua
    whose: str
    moc: list[Moc]
    groups: list[CumKhoiRow]
    code: str


def _shown(nam: int) -> Shown:
    reading, actor = session(), current_actor()
    year = years.year(reading, nam)
    named = units.units_on(reading, clock.today())
    code = request.args.get("cum", "")
    groups = [
        group
        for group in years.groups(reading, year.id)
        if actor.sees_all_units or actor.units & set(group.thanh_vien)
    ]
    members, whose = _members(groups, named, code, _office(nam).cap)
    extended = {
        (row.don_vi_id, row.loai): row.han for row in queries.overview(reading, actor, year.id) if row.gia_han
    }
    moc = compose.duty_days(nam, duties.duties(reading, year.id), members, extended, labels.UNIT_TYPES)
    moc += compose.calendar_days(calendar.days_of(reading, nam))
    order = list(WORDS)
    return Shown(
        year, whose, sorted(moc, key=lambda one: (one.ngay, order.index(one.loai), one.uid)), groups, code
    )


def _members(
    groups: list[CumKhoiRow], named: dict[int, DonViRow], code: str, cap: str
) -> tuple[list[DonViRow], str]:
    """The units whose days are shown: a group asked for, else the reader's own, else the whole town, of the
    level `cap`."""
    actor = current_actor()
    if code:
        group = next((one for one in groups if one.code == code), None)
        if group is None:
            raise NotThere("khong_co_cum_khoi")
        return [named[unit] for unit in group.thanh_vien if unit in named], group.ten
    if actor.sees_all_units:
        every = [named[unit] for group in groups for unit in group.thanh_vien if unit in named]
        return every, f"các đơn vị trong toàn {cap}"
    own = [named[unit] for unit in sorted(actor.units) if unit in named]
    return own, ", ".join(one.ten for one in own) or "các đơn vị"


@bp.get("/<nam:nam_thi_dua>/lich")
@needs(LOGGED_IN)
def calendar_page(nam_thi_dua: int) -> str:
    """The days by month."""
    shown = _shown(nam_thi_dua)
    months = [(month, [one for one in shown.moc if one.ngay.month == month]) for month in range(1, 13)]
    return render_template("hoso/lich.html", nam=nam_thi_dua, shown=shown, months=months, words=WORDS)


@bp.get("/<nam:nam_thi_dua>/lich.ics")
@needs(LOGGED_IN)
def calendar_file(nam_thi_dua: int) -> Response:
    """The same for a calendar program; importing it again replaces the former."""
    shown = _shown(nam_thi_dua)
    events = [
        SuKienLich(f"{one.uid}@thidua", one.ngay, f"{WORDS[one.loai]}: {one.noi_dung}", shown.whose)
        for one in shown.moc
    ]
    answer = make_response(to_ics(f"Thi đua năm {nam_thi_dua}", events, stamp=clock.now()))
    answer.headers["Content-Type"] = MEDIA_TYPE
    answer.headers["Content-Disposition"] = content_disposition(f"lich-thi-dua-{nam_thi_dua}.ics")
    return answer


@bp.get("/<nam:nam_thi_dua>/lich.xlsx")
@needs(LOGGED_IN)
def calendar_table(nam_thi_dua: int) -> Response:
    """The same as a table, with the same choice of group."""
    shown = _shown(nam_thi_dua)
    rows: list[list[Value]] = [
        [one.ngay, WEEKDAYS[one.ngay.weekday()], WORDS[one.loai], one.noi_dung] for one in shown.moc
    ]
    title = f"Lịch công tác thi đua năm {nam_thi_dua} của {shown.whose}"
    name = f"lich-thi-dua-{nam_thi_dua}{'-' + shown.code if shown.code else ''}"
    return table_answer(name, "Lịch", ["Ngày", "Thứ", "Việc", "Nội dung"], rows, title)


def _paper(shown: Shown) -> VanBan:
    office = _office(shown.year.nam)
    return compose.wall_calendar(shown.year, office, shown.whose, shown.moc, note=_note(shown.year))


def _office(nam: int) -> CoQuanRow:
    return office_on(session(), units.day_in_year(nam, clock.now()))


@bp.get("/<nam:nam_thi_dua>/lich.docx")
@needs(LOGGED_IN)
def calendar_paper(nam_thi_dua: int) -> Response:
    """The sheet for the wall."""
    shown = _shown(nam_thi_dua)
    paper = _paper(shown)
    return docx_answer(paper, f"lich-thi-dua-{nam_thi_dua}{'-' + shown.code if shown.code else ''}")


@bp.get("/<nam:nam_thi_dua>/lich.html")
@needs(LOGGED_IN)
def calendar_preview(nam_thi_dua: int) -> str:
    """The same sheet on screen."""
    shown = _shown(nam_thi_dua)
    paper = _paper(shown)
    title = f"Lịch công tác thi đua năm {nam_thi_dua}"
    return render_template("to_giay.html", title=title, sheet=preview(paper))


def _note(year: NamThiDua) -> str | None:
    return SAMPLE_STRIP if year.la_mau else None
