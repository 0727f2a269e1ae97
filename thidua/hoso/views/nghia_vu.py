"""`/<nam>/cai-dat/nghia-vu`: what the year asks, of whom, by when; the văn bản that asks, for the units."""

from dataclasses import dataclass

from flask import Response, make_response, render_template

from thidua.core.actor import SECRETARIAT, Role
from thidua.core.calendar import VN
from thidua.core.errors import NotNow, NotThere, Refusal, WrongInput
from thidua.donvi import queries as units
from thidua.donvi.queries import DonViRow
from thidua.gate import Kind
from thidua.gate.verdict import verdict_of
from thidua.hoso.actions import nghia_vu as actions
from thidua.hoso.actions import use_key
from thidua.hoso.forms.nghia_vu import NghiaVuForm, form_of, values_of
from thidua.hoso.views import bp
from thidua.namthidua import queries as years
from thidua.namthidua.actions.nghia_vu import mark_seen
from thidua.namthidua.queries import nghia_vu as queries
from thidua.namthidua.queries.nghia_vu import DaXemRow, NghiaVuRow
from thidua.sheets.xlsx import Value
from thidua.web import clock, htmx, labels, uploads
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

MAY_EDIT = (Role.THUONG_TRUC, Role.LANH_DAO_PHONG)


@bp.get("/<nam:nam_thi_dua>/cai-dat/nghia-vu")
@needs(*MAY_EDIT)
def duty_list(nam_thi_dua: int) -> Response:
    """Every obligation with its days, its văn bản and how many units have seen that."""
    return _list(nam_thi_dua)


def _list(nam: int, *, refused: str = "", status: int = 200) -> Response:
    reading = session()
    year = years.year(reading, nam)
    rows = queries.duties(reading, year.id)
    named = units.units_on(reading, clock.today())
    taking_part = [unit for group in years.groups(reading, year.id) for unit in group.thanh_vien]
    seen = queries.seen(reading, [row.id for row in rows])
    called = {row.id: [unit for unit in taking_part if row.calls(unit)] for row in rows}
    unseen = {
        row.id: [named[u].ten_ngan for u in called[row.id] if u not in seen.get(row.id, {}) and u in named]
        for row in rows
    }
    page = render_template(
        "hoso/nghia_vu.html",
        nam=nam,
        year=year,
        rows=rows,
        called=called,
        unseen=unseen,
        types=labels.UNIT_TYPES,
        names={unit: one.ten_ngan for unit, one in named.items()},
        refused=refused,
    )
    return make_response(page, status)


@dataclass(frozen=True, slots=True)
class Editing:
    """The obligation being edited; `row` is None for a new task."""

    nam: int
    nam_id: int
    row: NghiaVuRow | None
    units: dict[int, DonViRow]
    form: type[NghiaVuForm]
    read_only: bool

    @property
    def address(self) -> str:
        """Its page."""
        return f"/{self.nam}/cai-dat/nghia-vu/{self.row.id if self.row else 'moi'}"


def _editing(nam: int, nghia_vu_id: int | None) -> Editing:
    reading = session()
    year = years.year(reading, nam)
    row = None if nghia_vu_id is None else queries.duty(reading, year.id, nghia_vu_id)
    named = units.units_on(reading, clock.today())
    types = dict.fromkeys(one.loai for one in named.values())
    form = form_of((one, labels.unit_type(one)) for one in types)
    return Editing(nam, year.id, row, named, form, year.trang_thai.is_read_only)


@bp.get("/<nam:nam_thi_dua>/cai-dat/nghia-vu/moi")
@needs(*MAY_EDIT)
def new_task(nam_thi_dua: int) -> Response:
    """A blank task of named units."""
    editing = _editing(nam_thi_dua, None)
    return _edit_page(editing, editing.form(pham_vi="chon"))


@bp.post("/<nam:nam_thi_dua>/cai-dat/nghia-vu/moi")
@needs(*MAY_EDIT)
def add_task(nam_thi_dua: int) -> Response:
    """Give a task to named units."""
    return _save(_editing(nam_thi_dua, None))


@bp.get("/<nam:nam_thi_dua>/cai-dat/nghia-vu/<int:nghia_vu_id>")
@needs(*MAY_EDIT)
def edit_duty(nam_thi_dua: int, nghia_vu_id: int) -> Response:
    """One obligation to edit."""
    editing = _editing(nam_thi_dua, nghia_vu_id)
    return _edit_page(editing, _filled(editing))


@bp.post("/<nam:nam_thi_dua>/cai-dat/nghia-vu/<int:nghia_vu_id>")
@needs(*MAY_EDIT)
def save_duty(nam_thi_dua: int, nghia_vu_id: int) -> Response:
    """Set an obligation anew."""
    return _save(_editing(nam_thi_dua, nghia_vu_id))


@bp.post("/<nam:nam_thi_dua>/cai-dat/nghia-vu/<int:nghia_vu_id>/xoa")
@needs(*MAY_EDIT)
def remove_duty(nam_thi_dua: int, nghia_vu_id: int) -> Response:
    """Take a task back that nobody has begun."""
    try:
        with writing() as unit_of_work:
            year = years.year(unit_of_work, nam_thi_dua)
            actions.withdraw_task(unit_of_work, current_actor(), year.id, nghia_vu_id, at=clock.now())
    except NotNow as no:
        return _list(nam_thi_dua, refused=sentence(no), status=status_of(no))
    return htmx.go(f"/{nam_thi_dua}/cai-dat/nghia-vu")


def _filled(editing: Editing) -> NghiaVuForm:
    return editing.form(**(values_of(editing.row) if editing.row else {}))


def _edit_page(
    editing: Editing, form: NghiaVuForm, *, status: int = 200, refused: str = "", stale: bool = False
) -> Response:
    row = editing.row
    form.row_version.data = row.row_version if row else None
    chosen = set(form.don_vi.data or ())
    page = render_template(
        "hoso/nghia_vu_sua.html",
        nam=editing.nam,
        row=row,
        form=form,
        address=editing.address,
        units=editing.units.values(),
        chosen=chosen,
        types=[(one, labels.unit_type(one)) for one in form.loai_don_vi],
        has_own={one for one in form.loai_don_vi if form.typed_days(one)},
        read_only=editing.read_only,
        refused=refused,
        stale=stale,
    )
    return make_response(page, status)


def _save(editing: Editing) -> Response:
    form = editing.form(posted(), nam=editing.nam)
    form.validate()
    stored = uploads.take_in(form.tep, uploads.SCAN) if not form.error_list else None
    if form.error_list:
        return _edit_page(editing, form, status=422)
    file = None if stored is None else (stored.sha256, stored.name, stored.kind, stored.size)
    try:
        _write(editing, form, file)
    except (NotNow, WrongInput) as no:
        stale = no.reason == "da_co_nguoi_sua"
        fresh = _editing(editing.nam, editing.row.id if editing.row else None)
        return _edit_page(fresh, form, status=status_of(no), refused=_said(no), stale=stale)
    return htmx.go(f"/{editing.nam}/cai-dat/nghia-vu")


def _said(no: Refusal) -> str:
    code = no.facts.get("don_vi")
    named = units.units_on(session(), clock.today()).values()
    name = next((one.ten for one in named if one.code == code), "")
    if name:
        no.facts["don_vi"] = name
    return sentence(no)


def _write(editing: Editing, form: NghiaVuForm, tep: tuple[str, str, str, int] | None) -> None:
    with writing() as unit_of_work:
        actor, now = current_actor(), clock.now()
        if not use_key(unit_of_work, actor, form.khoa_gui.data or "", at=now):
            return
        wanted = form.wanted(tep)
        if editing.row is None:
            actions.give_task(unit_of_work, actor, editing.nam_id, wanted, at=now)
            return
        actions.set_duty(
            unit_of_work,
            actor,
            editing.nam_id,
            editing.row.id,
            wanted,
            at=now,
            row_version=form.row_version.data,
        )


def _asking(nam: int, nghia_vu_id: int) -> tuple[int, NghiaVuRow]:
    """The year's id and the obligation, when the reader is called or sees the whole town; else NotThere."""
    reading, actor = session(), current_actor()
    year = years.year(reading, nam)
    row = queries.duty(reading, year.id, nghia_vu_id)
    if not (actor.sees_all_units or any(row.calls(unit) for unit in actor.units)):
        raise NotThere("khong_co_nghia_vu")
    return year.id, row


@bp.get("/<nam:nam_thi_dua>/van-ban-yeu-cau/<int:nghia_vu_id>")
@needs(LOGGED_IN)
def asking_page(nam_thi_dua: int, nghia_vu_id: int) -> str:
    """The văn bản that asks for an obligation; for the thường trực also who has seen it."""
    reading, actor = session(), current_actor()
    nam_id, row = _asking(nam_thi_dua, nghia_vu_id)
    seen = queries.seen(reading, [row.id]).get(row.id, {})
    named = units.units_on(reading, clock.today())
    groups = years.groups(reading, nam_id) if actor.has(*SECRETARIAT, Role.LANH_DAO) else []
    return render_template(
        "hoso/van_ban_yeu_cau.html",
        nam=nam_thi_dua,
        row=row,
        seen=seen,
        names=named,
        groups=[(g.ten, [u for u in g.thanh_vien if row.calls(u) and u in named]) for g in groups],
        own=[
            (named[unit], seen.get(unit)) for unit in sorted(actor.units) if unit in named and row.calls(unit)
        ],
    )


@bp.get("/<nam:nam_thi_dua>/van-ban-yeu-cau/<int:nghia_vu_id>.xlsx")
@needs(*SECRETARIAT, Role.LANH_DAO)
def asking_xlsx(nam_thi_dua: int, nghia_vu_id: int) -> Response:
    """Who has seen the văn bản and who has not, as a table."""
    reading = session()
    nam_id, row = _asking(nam_thi_dua, nghia_vu_id)
    seen = queries.seen(reading, [row.id]).get(row.id, {})
    named = units.units_on(reading, clock.today())
    rows: list[list[Value]] = [
        [group.ten, named[unit].ten, *_seen_cells(seen.get(unit))]
        for group in years.groups(reading, nam_id)
        for unit in group.thanh_vien
        if row.calls(unit) and unit in named
    ]
    title = f"Đơn vị đã xem văn bản yêu cầu: {row.ten} năm {nam_thi_dua}"
    heads = ["Cụm, khối", "Đơn vị", "Đã xem", "Xem lúc", "Người xem"]
    return table_answer(f"da-xem-{nam_thi_dua}-{row.code.replace('_', '-')}", "Đã xem", heads, rows, title)


def _seen_cells(mark: DaXemRow | None) -> list[Value]:
    return ["Đã xem", mark.luc.astimezone(VN), mark.ho_ten] if mark else ["Chưa xem", None, None]


@bp.post("/<nam:nam_thi_dua>/van-ban-yeu-cau/<int:nghia_vu_id>/da-xem")
@needs(Role.CAN_BO, Role.THU_TRUONG)
def asking_seen(nam_thi_dua: int, nghia_vu_id: int) -> Response:
    """ "Đã xem" for the reader's own units."""
    _note_seen(nam_thi_dua, nghia_vu_id)
    return htmx.go(f"/{nam_thi_dua}/van-ban-yeu-cau/{nghia_vu_id}")


@bp.get("/<nam:nam_thi_dua>/van-ban-yeu-cau/<int:nghia_vu_id>/tep")
@needs(LOGGED_IN)
def asking_file(nam_thi_dua: int, nghia_vu_id: int) -> Response:
    """The file of the văn bản; who takes it has seen it."""
    _, row = _asking(nam_thi_dua, nghia_vu_id)
    if not row.tep_sha256:
        raise NotThere("khong_co_tep")
    if current_actor().units:
        _note_seen(nam_thi_dua, nghia_vu_id)
    kind: Kind = row.tep_loai  # type: ignore[assignment]  # the column holds what the gate proved
    return uploads.hand_out(row.tep_sha256, row.tep_ten, verdict_of(kind).media_type)


def _note_seen(nam: int, nghia_vu_id: int) -> None:
    nam_id, row = _asking(nam, nghia_vu_id)
    actor = current_actor()
    seen = queries.seen(session(), [row.id]).get(row.id, {})
    fresh = [unit for unit in sorted(actor.units) if row.calls(unit) and unit not in seen]
    if fresh:
        with writing() as unit_of_work:
            mark_seen(unit_of_work, actor, nam_id, nghia_vu_id, fresh, at=clock.now())
