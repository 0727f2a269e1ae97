"""`/<nam>/giao-uoc/`: the cụm and khối with their members' giao ước, and "đã biết" to a notice."""

from flask import Response, render_template

from thidua.core.actor import Role
from thidua.core.calendar import local_day
from thidua.core.viet import format_date
from thidua.giaouoc import queries
from thidua.giaouoc.actions.thong_bao import seen
from thidua.giaouoc.queries import viec
from thidua.giaouoc.views.chung import WHO, bp
from thidua.namthidua import queries as years
from thidua.web import clock, htmx, labels
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

PLACES = {"truong": "Trưởng", "pho": "Phó"}


@bp.get("/<nam:nam_thi_dua>/giao-uoc/")
@needs(*WHO)
def groups(nam_thi_dua: int) -> str:
    """The groups that the reader sees, what waits for the reader, what the reader's unit was told."""
    reading, actor = session(), current_actor()
    year = years.year(reading, nam_thi_dua)
    return render_template(
        "giaouoc/page.html",
        nam=nam_thi_dua,
        groups=queries.groups_in_view(reading, actor, nam_thi_dua, at=clock.now()),
        waiting=viec.waiting(reading, actor, nam_thi_dua),
        notices=viec.notices(reading, actor, year.id),
    )


@bp.get("/<nam:nam_thi_dua>/giao-uoc.xlsx")
@needs(*WHO)
def groups_xlsx(nam_thi_dua: int) -> Response:
    """The members of these groups as a table."""
    now = clock.now()
    rows = [
        [
            group.ten,
            member.ten,
            PLACES.get(member.vai, "Thành viên"),
            labels.STATES[member.state].words,
            member.ngay_ky_ket,
        ]
        for group in queries.groups_in_view(session(), current_actor(), nam_thi_dua, at=now)
        for member in group.thanh_vien
    ]
    heads = ["Cụm, khối", "Đơn vị", "Vai trò", "Hồ sơ giao ước", "Ngày ký kết"]
    title = f"Giao ước thi đua năm {nam_thi_dua}, đến {format_date(local_day(now))}"
    return table_answer(f"giao-uoc-{nam_thi_dua}", "Giao ước", heads, rows, title)


@bp.post("/<nam:nam_thi_dua>/giao-uoc/thong-bao/<int:thong_bao_id>")
@needs(Role.CAN_BO, Role.THU_TRUONG)
def notice_seen(nam_thi_dua: int, thong_bao_id: int) -> Response:
    """Note that the unit knows."""
    with writing() as unit_of_work:
        seen(unit_of_work, current_actor(), thong_bao_id, at=clock.now())
    return htmx.go(f"/{nam_thi_dua}/giao-uoc/")
