"""`/<nam>/cai-dat/phong-trao`: the movements of the year."""

from flask import Response, make_response, render_template

from thidua.core.errors import NotNow
from thidua.donvi import queries as units
from thidua.namthidua import queries as years
from thidua.namthidua.actions import phong_trao as actions
from thidua.namthidua.forms.phong_trao import PhongTraoForm, values_of
from thidua.namthidua.queries import phong_trao as queries
from thidua.namthidua.queries.phong_trao import PhongTraoDayDu
from thidua.namthidua.views import MAY_EDIT, bp
from thidua.namthidua.views.mot_dong import row_page
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.sessions import current_actor


@bp.get("/<nam:nam_thi_dua>/cai-dat/phong-trao")
@needs(*MAY_EDIT)
def movements(nam_thi_dua: int) -> Response:
    """The movements with their basis, days and units called."""
    return _list(nam_thi_dua)


def _list(nam: int, *, refused: str = "", status: int = 200) -> Response:
    year = years.year(session(), nam)
    page = render_template(
        "namthidua/phong_trao.html",
        nam=nam,
        year=year,
        rows=queries.all_movements(session(), year.id),
        names={unit: one.ten_ngan for unit, one in units.units_on(session(), clock.today()).items()},
        refused=refused,
    )
    return make_response(page, status)


@bp.get("/<nam:nam_thi_dua>/cai-dat/phong-trao/moi")
@needs(*MAY_EDIT)
def new_movement(nam_thi_dua: int) -> Response:
    """A blank movement."""
    return _page(nam_thi_dua, None, PhongTraoForm())


@bp.post("/<nam:nam_thi_dua>/cai-dat/phong-trao/moi")
@needs(*MAY_EDIT)
def add_movement(nam_thi_dua: int) -> Response:
    """Add a movement."""
    return _save(nam_thi_dua, None)


@bp.get("/<nam:nam_thi_dua>/cai-dat/phong-trao/<int:phong_trao_id>")
@needs(*MAY_EDIT)
def edit_movement(nam_thi_dua: int, phong_trao_id: int) -> Response:
    """One movement to edit."""
    nam_id = years.year(session(), nam_thi_dua).id
    row = queries.movement(session(), nam_id, phong_trao_id)
    return _page(nam_thi_dua, row, PhongTraoForm(**values_of(row)))


@bp.post("/<nam:nam_thi_dua>/cai-dat/phong-trao/<int:phong_trao_id>")
@needs(*MAY_EDIT)
def save_movement(nam_thi_dua: int, phong_trao_id: int) -> Response:
    """Write a movement anew."""
    return _save(nam_thi_dua, phong_trao_id)


@bp.post("/<nam:nam_thi_dua>/cai-dat/phong-trao/<int:phong_trao_id>/xoa")
@needs(*MAY_EDIT)
def drop_movement(nam_thi_dua: int, phong_trao_id: int) -> Response:
    """Take a movement away that nobody registered."""
    try:
        with writing() as unit_of_work:
            nam_id = years.year(unit_of_work, nam_thi_dua).id
            actions.drop_movement(unit_of_work, current_actor(), nam_id, phong_trao_id, at=clock.now())
    except NotNow as no:
        return _list(nam_thi_dua, refused=sentence(no), status=status_of(no))
    return htmx.go(f"/{nam_thi_dua}/cai-dat/phong-trao")


def _page(nam: int, row: PhongTraoDayDu | None, form: PhongTraoForm, no: NotNow | None = None) -> Response:
    offered = units.units_on(session(), clock.today()).values()
    chosen = set(form.don_vi.ids)
    page = "namthidua/phong_trao_sua.html"
    return row_page(page, nam, "phong-trao", row, form, no, units=offered, chosen=chosen)


def _save(nam: int, phong_trao_id: int | None) -> Response:
    nam_id = years.year(session(), nam).id
    row = None if phong_trao_id is None else queries.movement(session(), nam_id, phong_trao_id)
    form = PhongTraoForm(posted(), nam=nam)
    if not form.validate():
        return _page(nam, row, form)
    try:
        _write(nam_id, phong_trao_id, form)
    except NotNow as no:
        fresh = None if phong_trao_id is None else queries.movement(session(), nam_id, phong_trao_id)
        return _page(nam, fresh, form, no)
    return htmx.go(f"/{nam}/cai-dat/phong-trao")


def _write(nam_id: int, phong_trao_id: int | None, form: PhongTraoForm) -> None:
    with writing() as unit_of_work:
        actor, now, wanted = current_actor(), clock.now(), _wanted(form)
        if phong_trao_id is None:
            actions.add_movement(unit_of_work, actor, nam_id, wanted, at=now)
            return
        lock = form.row_version.data
        actions.change_movement(unit_of_work, actor, nam_id, phong_trao_id, wanted, at=now, row_version=lock)


def _wanted(form: PhongTraoForm) -> actions.PhongTraoSua:
    whole = form.pham_vi.data != "chon"
    known = units.units_on(session(), clock.today())
    return actions.PhongTraoSua(
        ten=form.ten.data or "",
        loai=form.loai.data,
        cap_phat_dong=form.cap_phat_dong.data or "",
        can_cu=form.can_cu.data or "",
        gan_voi=form.gan_voi.data or "",
        khau_hieu=form.khau_hieu.data or "",
        tieu_chi=form.tieu_chi.data or "",
        tu_ngay=form.tu_ngay.data,
        den_ngay=form.den_ngay.data,
        moi_don_vi=whole,
        don_vi=frozenset() if whole else frozenset(form.don_vi.ids) & known.keys(),
    )
