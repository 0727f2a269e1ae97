"""`/<nam>/phe-duyet/`: what waits for me."""

from flask import Blueprint, Response, make_response, render_template, request

from thidua.core.actor import Role
from thidua.core.calendar import VN, local_day
from thidua.core.errors import NotNow
from thidua.core.viet import format_date
from thidua.giaouoc.queries import viec as pledges
from thidua.namthidua import queries as years
from thidua.pheduyet import actions, queries
from thidua.web import clock, htmx, labels
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

bp = Blueprint("pheduyet", __name__)

ORDER = ("duyet", "tiep_nhan", "dieu_chinh")
WAITS = {"duyet": "Thủ trưởng duyệt", "tiep_nhan": "Tiếp nhận", "dieu_chinh": "Xem đề nghị điều chỉnh"}
WHO = (Role.THU_TRUONG, Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.LANH_DAO)


@bp.get("/<nam:nam_thi_dua>/phe-duyet/")
@needs(*WHO)
def inbox(nam_thi_dua: int) -> Response:
    """What waits for the reader."""
    return _page(nam_thi_dua)


@bp.get("/<nam:nam_thi_dua>/phe-duyet.xlsx")
@needs(*WHO)
def inbox_xlsx(nam_thi_dua: int) -> Response:
    """The same hồ sơ as a table, in the order of the page."""
    now = clock.now()
    found = queries.waiting(session(), current_actor(), nam_thi_dua, at=now)
    rows = [
        [
            row.don_vi,
            row.nhiem_vu or labels.OBLIGATIONS[row.loai].name,
            WAITS[row.buoc],
            row.since.astimezone(VN),
            row.han,
            row.days_late or None,
            row.ly_do,
        ]
        for row in sorted(found, key=lambda one: ORDER.index(one.buoc))
    ]
    heads = ["Đơn vị", "Hồ sơ", "Chờ việc gì", "Chờ từ", "Hạn nộp", "Số ngày làm việc chậm", "Lý do đề nghị"]
    title = f"Việc chờ duyệt năm {nam_thi_dua}, đến {format_date(local_day(now))}"
    return table_answer(f"cho-duyet-{nam_thi_dua}", "Chờ duyệt", heads, rows, title)


@bp.post("/<nam:nam_thi_dua>/phe-duyet/buoc/<buoc:buoc>")
@needs(*WHO)
def take_all(nam_thi_dua: int, buoc: str) -> Response:
    """Approve or receive all chosen ones; the refused stay in the list with their reason."""
    if buoc not in actions.BULK_STEPS:
        raise NotNow("khong_co_buoc")
    chosen = [_pair(value) for value in request.form.getlist("chon")]
    with writing() as unit_of_work:
        done = actions.take_all(
            unit_of_work, current_actor(), buoc, [pair for pair in chosen if pair], at=clock.now()
        )
    if not chosen or done.refused:
        refused = {ho_so: sentence(no) for ho_so, no in done.refused}
        return _page(nam_thi_dua, refused=refused, nothing=not chosen, status=422 if not chosen else 409)
    return htmx.go(f"/{nam_thi_dua}/phe-duyet/")


def _pair(value: str) -> tuple[int, int] | None:
    ho_so, _, row_version = value.partition(":")
    if ho_so.isascii() and row_version.isascii() and ho_so.isdigit() and row_version.isdigit():
        return int(ho_so), int(row_version)
    return None


def _page(
    nam: int, *, refused: dict[int, str] | None = None, nothing: bool = False, status: int = 200
) -> Response:
    reading, actor = session(), current_actor()
    rows = queries.waiting(reading, actor, nam, at=clock.now())
    lists = [(step, [row for row in rows if row.buoc == step]) for step in ORDER]
    page = render_template(
        "pheduyet/page.html",
        nam=nam,
        lists=[(step, found) for step, found in lists if found],
        total=len(rows),
        bulk=actions.BULK_STEPS,
        refused=refused or {},
        giao_uoc=pledges.waiting(reading, actor, nam),
        thong_bao=pledges.notices(reading, actor, years.year(reading, nam).id),
        nothing=nothing,
    )
    return make_response(page, status)
