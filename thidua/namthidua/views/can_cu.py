"""`/<nam>/cai-dat/can-cu`: the register of căn cứ."""

from flask import Response, render_template

from thidua.core.errors import NotNow
from thidua.namthidua import compose
from thidua.namthidua import queries as years
from thidua.namthidua.actions import can_cu as actions
from thidua.namthidua.forms.can_cu import CanCuForm, values_of
from thidua.namthidua.queries import can_cu as queries
from thidua.namthidua.views import MAY_EDIT, bp
from thidua.namthidua.views.mot_dong import row_page
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import posted
from thidua.web.sessions import current_actor


@bp.get("/<nam:nam_thi_dua>/cai-dat/can-cu")
@needs(*MAY_EDIT)
def grounds(nam_thi_dua: int) -> str:
    """The register in the order in which papers print it, with what is expired or has no kind of paper."""
    year = years.year(session(), nam_thi_dua)
    rows = queries.register(session(), year.id)
    return render_template(
        "namthidua/can_cu.html",
        nam=nam_thi_dua,
        year=year,
        rows=rows,
        day=clock.today(),
        lines={row.id: compose.ground_line(row) for row in rows},
        sorted_by_rank=queries.in_order(rows),
    )


@bp.get("/<nam:nam_thi_dua>/cai-dat/can-cu/moi")
@needs(*MAY_EDIT)
def new_ground(nam_thi_dua: int) -> Response:
    """A blank ground."""
    return _page(nam_thi_dua, None, CanCuForm())


@bp.post("/<nam:nam_thi_dua>/cai-dat/can-cu/moi")
@needs(*MAY_EDIT)
def add_ground(nam_thi_dua: int) -> Response:
    """Add a ground at its place."""
    return _save(nam_thi_dua, None)


@bp.get("/<nam:nam_thi_dua>/cai-dat/can-cu/<int:can_cu_id>")
@needs(*MAY_EDIT)
def edit_ground(nam_thi_dua: int, can_cu_id: int) -> Response:
    """One ground to edit."""
    year = years.year(session(), nam_thi_dua)
    row = queries.ground(session(), year.id, can_cu_id)
    return _page(nam_thi_dua, row, CanCuForm(**values_of(row)))


@bp.post("/<nam:nam_thi_dua>/cai-dat/can-cu/<int:can_cu_id>")
@needs(*MAY_EDIT)
def save_ground(nam_thi_dua: int, can_cu_id: int) -> Response:
    """Write a ground anew."""
    return _save(nam_thi_dua, can_cu_id)


@bp.post("/<nam:nam_thi_dua>/cai-dat/can-cu/<int:can_cu_id>/<any('len', 'xuong', 'xoa'):viec>")
@needs(*MAY_EDIT)
def arrange_ground(nam_thi_dua: int, can_cu_id: int, viec: str) -> Response:
    """One place up or down, or out of the register."""
    with writing() as unit_of_work:
        nam_id, actor, now = years.year(unit_of_work, nam_thi_dua).id, current_actor(), clock.now()
        if viec == "xoa":
            actions.drop_ground(unit_of_work, actor, nam_id, can_cu_id, at=now)
        else:
            actions.move_ground(unit_of_work, actor, nam_id, can_cu_id, up=viec == "len", at=now)
    return htmx.go(f"/{nam_thi_dua}/cai-dat/can-cu")


@bp.post("/<nam:nam_thi_dua>/cai-dat/can-cu/sap-xep")
@needs(*MAY_EDIT)
def sort_grounds(nam_thi_dua: int) -> Response:
    """The whole register by legal rank and day."""
    with writing() as unit_of_work:
        nam_id = years.year(unit_of_work, nam_thi_dua).id
        actions.sort_grounds(unit_of_work, current_actor(), nam_id, at=clock.now())
    return htmx.go(f"/{nam_thi_dua}/cai-dat/can-cu")


def _page(nam: int, row: queries.CanCuRow | None, form: CanCuForm, no: NotNow | None = None) -> Response:
    line = compose.ground_line(row) if row else ""
    return row_page("namthidua/can_cu_sua.html", nam, "can-cu", row, form, no, line=line)


def _save(nam: int, can_cu_id: int | None) -> Response:
    nam_id = years.year(session(), nam).id
    row = None if can_cu_id is None else queries.ground(session(), nam_id, can_cu_id)
    form = CanCuForm(posted(), nam=nam)
    if not form.validate():
        return _page(nam, row, form)
    try:
        with writing() as unit_of_work:
            actor, now = current_actor(), clock.now()
            if can_cu_id is None:
                actions.add_ground(unit_of_work, actor, nam_id, _wanted(form), at=now)
            else:
                actions.change_ground(
                    unit_of_work,
                    actor,
                    nam_id,
                    can_cu_id,
                    _wanted(form),
                    at=now,
                    row_version=form.row_version.data,
                )
    except NotNow as no:
        fresh = None if can_cu_id is None else queries.ground(session(), nam_id, can_cu_id)
        return _page(nam, fresh, form, no)
    return htmx.go(f"/{nam}/cai-dat/can-cu")


def _wanted(form: CanCuForm) -> actions.CanCuSua:
    return actions.CanCuSua(
        form.ten_loai.data or "",
        form.so_ky_hieu.data or "",
        form.ngay.data,
        form.co_quan.data or "",
        form.trich_yeu.data or "",
        form.hieu_luc_tu.data,
        form.hieu_luc_den.data,
        form.kinds,
    )
