"""`/`, `/<nam>/`: each role's first page; help; search; and the frame around every page."""

from datetime import date

from flask import Blueprint, Response, make_response, redirect, render_template, request

from thidua.core.actor import SECRETARIAT, Actor, Role
from thidua.core.calendar import Dot, local_day
from thidua.core.errors import NotThere
from thidua.core.text import clean
from thidua.core.viet import format_date
from thidua.donvi.queries.co_quan import BAC, standing_unit
from thidua.giaouoc.queries import viec as pledges
from thidua.hoso import queries as hoso
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.pheduyet import queries as inbox
from thidua.theodoi import queries as board_queries
from thidua.theodoi.queries import Board, Mark
from thidua.trangchu import compose
from thidua.trangchu.compose.tro_giup import GROUPS, HELP, page_for
from thidua.trangchu.queries import frame, office, search, unit
from thidua.trangchu.queries.office import SapDen
from thidua.trangchu.queries.unit import NhaDonVi, ViecRow
from thidua.web import clock, labels, pages
from thidua.web.access import LOGGED_IN, PUBLIC, needs
from thidua.web.database import session
from thidua.web.frame import Frame
from thidua.web.labels import Status
from thidua.web.sessions import current_actor, current_login

bp = Blueprint("trangchu", __name__)

LEAVES = 2
BARS = 10
PAPERS = 4
WAITING = LATE = 8
QUERY_LIMIT = 200
NEAR = 10
"""So many days before its due day a task counts as near."""

FOUND = {"don_vi": "Đơn vị", "ho_so": "Hồ sơ", "phong_trao": "Phong trào", "chi_tieu": "Chỉ tiêu"}


def frame_words() -> Frame:
    """Whose pages these are, for the frame of every page."""
    row = frame.frame_row(session(), clock.today())
    neutral = Frame()
    body = f"{row.thuong_truc} - {neutral.thuong_truc[0].lower()}{neutral.thuong_truc[1:]}"
    return Frame(
        co_quan=f"UBND {row.co_quan}" if row.co_quan else neutral.co_quan,
        thuong_truc=body if row.thuong_truc else neutral.thuong_truc,
        may_le=row.dien_thoai,
        phong=row.phong or neutral.phong,
        cap=BAC[row.bac] if row.bac else neutral.cap,
    )


def waiting() -> int:
    """How many hồ sơ and lines of giao ước wait for the reader, for the badge of every page."""
    nam, actor = pages.shown_year(), current_actor()
    return frame.waiting_count(session(), actor, nam) + pledges.waiting_count(session(), actor, nam)


@bp.get("/")
@needs(LOGGED_IN)
def first() -> Response:
    """On to the newest year; in an empty office, what to do."""
    nam = years.newest_year(session())
    if nam is None:
        return make_response(render_template("trangchu/chua_co_nam.html"))
    return make_response(redirect(f"/{nam}/", code=302))


@bp.get("/<nam:nam_thi_dua>/")
@needs(LOGGED_IN)
def home(nam_thi_dua: int) -> str:
    """The reader's own work in the year, one part for each function held."""
    actor, now = current_actor(), clock.now()
    year = years.year(session(), nam_thi_dua)
    parts: dict[str, object] = {}
    if actor.units:
        parts |= _unit_part(actor, year)
    if actor.sees_all_units:
        parts |= _office_part(actor, year)
    if actor.units or actor.has(*SECRETARIAT):
        parts["viec_giao_uoc"] = pledges.waiting(session(), actor, nam_thi_dua)
        parts["thong_bao"] = pledges.notices(session(), actor, year.id)
    if Role.THU_TRUONG in actor.roles or actor.has(*SECRETARIAT):
        parts["cho_duyet"] = inbox.waiting(session(), actor, nam_thi_dua, at=now)
    return render_template(
        "trangchu/page.html",
        nam=nam_thi_dua,
        year=year,
        now=now,
        years=frame.year_numbers(session(), actor),
        contacts=frame.contacts(session(), local_day(now)),
        roles=actor.roles,
        is_office=actor.has(*SECRETARIAT),
        is_reader=actor.has(Role.HOI_DONG, Role.XEM),
        most=WAITING,
        **parts,
    )


def _unit_part(actor: Actor, year: NamThiDua) -> dict[str, object]:
    now = clock.now()
    homes = unit.unit_homes(session(), actor, year, now)
    periods = years.periods(session(), year.id)
    dots = [Dot(row.so, row.tu_ngay, row.den_ngay, row.ty_le_moc) for row in periods]
    today = local_day(now)
    return {
        "homes": [
            {
                "home": home,
                "ruler": compose.ruler(year.nam, dots, [_mark(v) for v in home.viec], today),
                "groups": _groups(home, dots),
                "leaves": _leaves(home),
                "papers": home.van_ban[:PAPERS],
                "bars": compose.bars(home.ket_qua)[:BARS],
            }
            for home in homes
        ],
        "dot_nay": next((dot for dot in dots if dot.contains(today)), None),
    }


def _mark(viec: ViecRow) -> tuple[date, str, str]:
    if viec.cell.nop_luc is not None or viec.cell.mark is Mark.MIEN:
        tone = "la"
    elif viec.is_overdue:
        tone = "son"
    else:
        tone = "nghe" if viec.days_left <= NEAR else "muc"
    return viec.cell.han, labels.OBLIGATIONS[viec.code].head, tone


def _groups(home: NhaDonVi, dots: list[Dot]) -> list[tuple[Dot | None, list[tuple[ViecRow, Status]]]]:
    """The tasks at the beginning of the year, then those of each đợt, with what their chip says."""
    found: list[tuple[Dot | None, list[tuple[ViecRow, Status]]]] = []
    for dot in (None, *dots):
        so = dot.so if dot else 0
        rows = [(viec, chip(viec)) for viec in home.viec if viec.dot == so]
        if rows:
            found.append((dot, rows))
    return found


def chip(viec: ViecRow) -> Status:
    """The chip of a task: its state in words, red when overdue."""
    if viec.cell.mark is Mark.CHUA_MO:
        return Status(f"Mở từ {format_date(viec.mo_tu).rpartition('/')[0]}", "i-khoa", "t-khoa")
    shown = labels.SITUATIONS["chua_bat_dau"] if viec.fresh else labels.STATES[viec.cell.state]
    return Status(shown.words, "i-tre", "t-tre") if viec.is_overdue else shown


def _leaves(home: NhaDonVi) -> list[tuple[ViecRow, str]]:
    """The nearest tasks that lie with the unit, the reader's own first, each with its next step."""
    rows = sorted((v for v in home.viec if v.is_open), key=lambda v: (not v.mine, v.cell.han))
    return [(viec, _next_step(viec)) for viec in rows[:LEAVES]]


def _next_step(viec: ViecRow) -> str:
    if not viec.mine:
        return "Mở hồ sơ"
    if viec.holder is Role.THU_TRUONG:
        return "Đọc và duyệt"
    if viec.ly_do:
        return "Sửa và trình lại"
    return "Bắt đầu" if viec.fresh else "Làm tiếp"


def _office_part(actor: Actor, year: NamThiDua) -> dict[str, object]:
    now = clock.now()
    today = local_day(now)
    board: Board = board_queries.board(session(), actor, year.nam, at=now)
    ahead = [duty for duty in board.duties if duty.han >= today]
    phong = standing_unit(session(), today)
    soon = office.due_soon(session(), year.id, today, phong)
    return {
        "board": board,
        "soon": [(due, _due_page(year.nam, due)) for due in soon],
        "own_tasks": office.has_own_tasks(session(), year.id, phong),
        "drafts": office.compositions(session(), year.id) if Role.LANH_DAO in actor.roles else None,
        "next_due": min(ahead, key=lambda duty: duty.han, default=None),
        "rates": office.group_rates(board),
        "late": board.late[:LATE],
    }


def _due_page(nam: int, due: SapDen) -> str:
    """Where the office goes about it: its own report's hồ sơ, else the board."""
    return hoso.address(nam, due.code, due.cua_phong) if due.cua_phong else f"/{nam}/theo-doi/"


@bp.get("/tra-cuu")
@needs(LOGGED_IN)
def find() -> Response:
    """Units, hồ sơ, movements and targets that hold the typed words."""
    q = clean(request.args.get("q", "")[:QUERY_LIMIT], one_line=True)
    nam = years.newest_year(session())
    found = []
    if nam is not None:
        found = search.search(session(), current_actor(), years.year(session(), nam), q, clock.now())
    page = render_template("trangchu/tra_cuu.html", q=q, found=found, heads=FOUND, nam=nam)
    return make_response(page)


@bp.get("/tro-giup/")
@needs(PUBLIC)
def help_list() -> str:
    """What there is to read, and whom to ask."""
    people = frame.contacts(session(), clock.today()) if current_login() else []
    return render_template("trangchu/tro_giup/page.html", groups=GROUPS, contacts=people)


@bp.get("/tro-giup/<buoc:bai>")
@needs(PUBLIC)
def help_page(bai: str) -> str:
    """One task in short."""
    if bai not in HELP:
        raise NotThere("khong_thay")
    names = list(HELP)
    after = names[names.index(bai) + 1 :][:1]
    return render_template(
        f"trangchu/tro_giup/{bai}.html", groups=GROUPS, pages=HELP, bai=bai, after=after[0] if after else ""
    )


@bp.app_context_processor
def _help() -> dict[str, object]:
    return {"help_address": help_address}


def help_address() -> str:
    """Where the "?" of the page leads."""
    login = current_login()
    actor = login.actor if login else None
    heads = actor is not None and Role.THU_TRUONG in actor.roles and not actor.has(*SECRETARIAT)
    page = page_for(request.path, approves=heads)
    return f"/tro-giup/{page.replace('_', '-')}"
