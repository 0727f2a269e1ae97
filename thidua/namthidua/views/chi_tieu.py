"""`/<nam>/cai-dat/chi-tieu`: the catalogue of targets and the figures assigned to units."""

from flask import Response, make_response, render_template, request

from thidua.core.errors import NotNow, NotThere, Refusal, WrongInput
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.core.text import clean
from thidua.donvi import queries as units
from thidua.namthidua import queries as years
from thidua.namthidua.actions import chi_tieu as actions
from thidua.namthidua.forms.chi_tieu import DanhMucForm, LuoiForm, values_of
from thidua.namthidua.forms.khoi_dan import Dan, Places, lay
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import CumKhoiRow
from thidua.namthidua.queries import chi_tieu as queries
from thidua.namthidua.queries.chi_tieu import DanhMucRow
from thidua.namthidua.views import MAY_EDIT, bp
from thidua.namthidua.views.mot_dong import row_page
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.sessions import current_actor

MOST_PASTED = 100_000
"""Characters of a pasted block that are read."""


@bp.get("/<nam:nam_thi_dua>/cai-dat/chi-tieu")
@needs(*MAY_EDIT)
def catalogue(nam_thi_dua: int) -> Response:
    """The catalogue, and a grid of assigned figures for each cụm and khối."""
    return _list(nam_thi_dua)


def _list(nam: int, *, refused: str = "", status: int = 200) -> Response:
    year = years.year(session(), nam)
    page = render_template(
        "namthidua/chi_tieu.html",
        nam=nam,
        year=year,
        rows=queries.catalogue(session(), year.id),
        groups=years.groups(session(), year.id),
        refused=refused,
    )
    return make_response(page, status)


@bp.get("/<nam:nam_thi_dua>/cai-dat/chi-tieu/moi")
@needs(*MAY_EDIT)
def new_line(nam_thi_dua: int) -> Response:
    """A blank line of the catalogue."""
    return _page(nam_thi_dua, None, DanhMucForm())


@bp.post("/<nam:nam_thi_dua>/cai-dat/chi-tieu/moi")
@needs(*MAY_EDIT)
def add_line(nam_thi_dua: int) -> Response:
    """Add a line to the catalogue."""
    return _save(nam_thi_dua, None)


@bp.get("/<nam:nam_thi_dua>/cai-dat/chi-tieu/<int:danh_muc_id>")
@needs(*MAY_EDIT)
def edit_line(nam_thi_dua: int, danh_muc_id: int) -> Response:
    """One line to edit."""
    row = queries.line_of(session(), years.year(session(), nam_thi_dua).id, danh_muc_id)
    return _page(nam_thi_dua, row, DanhMucForm(**values_of(row)))


@bp.post("/<nam:nam_thi_dua>/cai-dat/chi-tieu/<int:danh_muc_id>")
@needs(*MAY_EDIT)
def save_line(nam_thi_dua: int, danh_muc_id: int) -> Response:
    """Write a line anew; the units' targets follow."""
    return _save(nam_thi_dua, danh_muc_id)


@bp.post("/<nam:nam_thi_dua>/cai-dat/chi-tieu/<int:danh_muc_id>/xoa")
@needs(*MAY_EDIT)
def drop_line(nam_thi_dua: int, danh_muc_id: int) -> Response:
    """Take a line away that nobody registered."""
    try:
        with writing() as unit_of_work:
            nam_id = years.year(unit_of_work, nam_thi_dua).id
            actions.drop_line(unit_of_work, current_actor(), nam_id, danh_muc_id, at=clock.now())
    except NotNow as no:
        return _list(nam_thi_dua, refused=sentence(no), status=status_of(no))
    return htmx.go(f"/{nam_thi_dua}/cai-dat/chi-tieu")


def _page(nam: int, row: DanhMucRow | None, form: DanhMucForm, no: Refusal | None = None) -> Response:
    return row_page("namthidua/chi_tieu_sua.html", nam, "chi-tieu", row, form, no)


def _save(nam: int, danh_muc_id: int | None) -> Response:
    nam_id = years.year(session(), nam).id
    row = None if danh_muc_id is None else queries.line_of(session(), nam_id, danh_muc_id)
    form = DanhMucForm(posted(), nam=nam)
    if not form.validate():
        return _page(nam, row, form)
    try:
        _write(nam_id, danh_muc_id, form)
    except (NotNow, WrongInput) as no:
        return _refused(nam, nam_id, danh_muc_id, form, no)
    return htmx.go(f"/{nam}/cai-dat/chi-tieu")


def _refused(nam: int, nam_id: int, danh_muc_id: int | None, form: DanhMucForm, no: Refusal) -> Response:
    fresh = None if danh_muc_id is None else queries.line_of(session(), nam_id, danh_muc_id)
    if no.reason == "trung_ma":
        form.refuse("ma", sentence(no))
    if no.reason == "chi_tieu_da_dang_ky":
        form.refuse("ly_do", sentence(no))
    return _page(nam, fresh, form, no)


def _write(nam_id: int, danh_muc_id: int | None, form: DanhMucForm) -> None:
    with writing() as unit_of_work:
        actor, now, wanted = current_actor(), clock.now(), _wanted(form)
        if danh_muc_id is None:
            actions.add_line(unit_of_work, actor, nam_id, wanted, at=now)
            return
        actions.change_line(
            unit_of_work,
            actor,
            nam_id,
            danh_muc_id,
            wanted,
            at=now,
            reason=form.ly_do.data or "",
            row_version=form.row_version.data,
        )


def _wanted(form: DanhMucForm) -> actions.DanhMucSua:
    return actions.DanhMucSua(
        ma=form.ma.data or "",
        ten=form.ten.data or "",
        don_vi_tinh=form.don_vi_tinh.data or "",
        loai=LoaiChiTieu(form.loai.data),
        chieu=form.chieu.data,
        giao_boi=NguonGiao(form.giao_boi.data),
        quyet_dinh=form.quyet_dinh.data or "",
        trong_so=form.trong_so.data,
        moc=form.moc.data,
        ngay_moc=form.ngay_moc.data,
    )


@bp.get("/<nam:nam_thi_dua>/cai-dat/chi-tieu/giao/<cumkhoi:cum_khoi>")
@needs(*MAY_EDIT)
def grid(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Unit × target: what is assigned to the members of a cụm or khối."""
    year, group = _group(nam_thi_dua, cum_khoi)
    return _grid(year, group, None)


@bp.post("/<nam:nam_thi_dua>/cai-dat/chi-tieu/giao/<cumkhoi:cum_khoi>")
@needs(*MAY_EDIT)
def save_grid(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Assign, change and take back figures, all or none; or lay a pasted block into the grid, unsaved."""
    year, group = _group(nam_thi_dua, cum_khoi)
    lines = queries.catalogue(session(), year.id)
    if request.form.get("viec") == "dan":
        return _pasted(year, group, lines)
    form = LuoiForm(group.thanh_vien, lines, queries.grid(session(), year.id, group.thanh_vien), request.form)
    if form.errors:
        return _grid(year, group, form, status=422)
    wanted = {key: actions.Giao(*cell) for key, cell in form.wanted.items()}
    lock = request.form.get("row_version", "")
    try:
        with writing() as unit_of_work:
            actions.assign(
                unit_of_work,
                current_actor(),
                year.id,
                wanted,
                at=clock.now(),
                reason=clean(request.form.get("ly_do", ""))[:2000],
                row_version=int(lock) if lock.isascii() and lock.isdigit() and len(lock) < 11 else None,
            )
    except NotNow as no:
        stale = no.reason == "da_co_nguoi_sua"
        year, group = _group(nam_thi_dua, cum_khoi)
        return _grid(year, group, form, status=status_of(no), refused=sentence(no), stale=stale)
    return htmx.go(f"/{nam_thi_dua}/cai-dat/chi-tieu/giao/{cum_khoi}")


def _pasted(year: NamThiDua, group: CumKhoiRow, lines: list[DanhMucRow]) -> Response:
    """The grid with the block laid over what was typed; nothing is stored."""
    members = group.thanh_vien
    names = units.units_on(session(), clock.today())
    called = [(names[u].ten, names[u].ten_ngan, names[u].code) if u in names else () for u in members]
    cells = [f"giao-{unit}-{line.id}" for line in lines for unit in members]
    asked = request.form.get("tu_o", "")
    first_line, first_unit = divmod(cells.index(asked), len(members)) if asked in cells else (0, 0)
    block = request.form.get("khoi", "")[:MOST_PASTED]
    found = lay(block, Places.of(lines, called, first_line=first_line, first_unit=first_unit))
    typed = dict(request.form)
    for (line, unit), text in found.texts.items():
        typed[f"giao-{members[unit]}-{lines[line].id}"] = text
    form = LuoiForm(members, lines, queries.grid(session(), year.id, members), typed)
    return _grid(year, group, form, pasted=found, status=422 if form.errors else 200)


def _group(nam: int, code: str) -> tuple[NamThiDua, CumKhoiRow]:
    year = years.year(session(), nam)
    found = next((one for one in years.groups(session(), year.id) if one.code == code), None)
    if found is None:
        raise NotThere("khong_co_cum_khoi")
    return year, found


def _grid(
    year: NamThiDua,
    group: CumKhoiRow,
    form: LuoiForm | None,
    *,
    status: int = 200,
    refused: str = "",
    stale: bool = False,
    pasted: Dan | None = None,
) -> Response:
    stored = queries.grid(session(), year.id, group.thanh_vien)
    lines = queries.catalogue(session(), year.id)
    names = units.units_on(session(), clock.today())
    before = LuoiForm(group.thanh_vien, lines, stored, None)
    page = render_template(
        "namthidua/chi_tieu_giao.html",
        nam=year.nam,
        year=year,
        group=group,
        groups=years.groups(session(), year.id),
        lines=lines,
        members=[names[unit] for unit in group.thanh_vien if unit in names],
        form=form or before,
        before=before if stale else None,
        lock=request.form.get("row_version", "") if pasted else stored.row_version,
        pasted=pasted,
        block=request.form.get("khoi", "") if pasted and (pasted.left or not pasted.texts) else "",
        reason=request.form.get("ly_do", ""),
        refused=refused,
    )
    return make_response(page, status)
