"""The persons of a registration: whom a line means, what they received before, and the unit's register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template

from thidua.core.errors import NotThere, Refusal
from thidua.dangky import compose
from thidua.dangky.actions import ca_nhan as people_actions
from thidua.dangky.compose.ty_le import ratio_lines, year_words
from thidua.dangky.forms import RegistrationForm
from thidua.dangky.forms.cells import PersonLine
from thidua.dangky.forms.nhan import PersonForm, ReceivedForm, line_text, title_code, year_of
from thidua.dangky.queries import ca_nhan
from thidua.dangky.views.sheet import PAGE, Sheet, bp, sheet_of
from thidua.donvi import queries as units
from thidua.hoso import actions as ho_so_actions
from thidua.sheets.xlsx import Value
from thidua.web import clock, htmx
from thidua.web.access import LOGGED_IN, needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.frame import frame_now
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

UNSURE = (
    "Các dòng còn lại chưa ghi: đơn vị đã có người cùng tên, chưa rõ là ai. "
    "Chọn đúng người ở ô “Của ai” rồi ghi từng danh hiệu."
)

# --- beside the form


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known person whom a line may mean; `don_vi` names another unit, `history` the years before."""

    id: int
    ho_ten: str
    chuc_vu: str
    don_vi: str
    history: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A person's line with whom it may mean."""

    line: PersonLine
    candidates: tuple[Candidate, ...]


def titles_context(sheet: Sheet, form: RegistrationForm) -> dict[str, Any]:
    """What stands beside the titles of the form: shares, the years before, whom each name may mean."""
    lines, unit = form.person_lines, sheet.view.ho_so.don_vi_id
    people = {one.nguoi.id for line in lines for one in line.known}
    past = ca_nhan.history(session(), unit, sheet.nam, people)
    words = {who: year_words(years) for who, years in past.items()}
    elsewhere = any(not one.same_unit for line in lines for one in line.known)
    names = units.units_on(session(), clock.today()) if elsewhere else {}
    return {
        "ty_le": ratio_lines(form.ratios, sheet.rules),
        "collective_history": words[None],
        "people": [Asked(line, _candidates(line, words, names)) for line in lines],
        "known_names": sorted({one.ho_ten for one in form.ground.known if one.don_vi_id == unit}),
    }


def _candidates(
    line: PersonLine,
    words: Mapping[int | None, tuple[tuple[int, str], ...]],
    names: Mapping[int, units.DonViRow],
) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            one.nguoi.id,
            one.nguoi.ho_ten,
            one.nguoi.chuc_vu,
            "" if one.same_unit else _unit_name(names, one.nguoi.don_vi_id),
            words[one.nguoi.id],
        )
        for one in line.known
    )


def _unit_name(names: Mapping[int, units.DonViRow], don_vi_id: int) -> str:
    return names[don_vi_id].ten if don_vi_id in names else "đơn vị khác"


# --- the register


def _register_sheet(nam: int, don_vi: str) -> Sheet:
    """The sheet of a reader who may see the unit's register: the unit itself and the town's readers."""
    sheet = sheet_of(nam, don_vi)
    if not (sheet.view.own_unit or current_actor().sees_all_units):
        raise NotThere("khong_co_ho_so")
    return sheet


@bp.get(PAGE + "/ca-nhan")
@needs(LOGGED_IN)
def register(nam_thi_dua: int, don_vi: str) -> Response:
    """The unit's persons and the titles received, by year."""
    return _register(_register_sheet(nam_thi_dua, don_vi))


def _register(
    sheet: Sheet, form: ReceivedForm | None = None, *, status: int = 200, refused: str = ""
) -> Response:
    unit, actor = sheet.view.ho_so.don_vi_id, current_actor()
    page = render_template(
        "dangky/ca_nhan.html",
        sheet=sheet,
        nam=sheet.nam,
        page=sheet.address,
        people=ca_nhan.persons_of_unit(session(), unit),
        received=ca_nhan.received_by_unit(session(), unit),
        form=form or ReceivedForm(nam_nhan=str(sheet.nam - 1)),
        may_write=people_actions.may_write(actor, unit),
        is_office=people_actions.is_office(actor),
        titles=compose,
        refused=refused,
    )
    return make_response(page, status)


@bp.get(PAGE + "/ca-nhan.xlsx")
@needs(LOGGED_IN)
def register_xlsx(nam_thi_dua: int, don_vi: str) -> Response:
    """The same as a table, one line a title received; who received none has a line too."""
    sheet = _register_sheet(nam_thi_dua, don_vi)
    unit = sheet.view.ho_so.don_vi_id
    received = ca_nhan.received_by_unit(session(), unit)
    rows = [["Tập thể", sheet.unit.ten, "", *_title_cells(one)] for one in received]
    for person in ca_nhan.persons_of_unit(session(), unit):
        who: list[Value] = ["Cá nhân", person.ho_ten, person.chuc_vu]
        rows += [[*who, *_title_cells(one)] for one in person.da_nhan] or [who]
    title = f"Danh hiệu đã nhận: {sheet.unit.ten}"
    return table_answer(f"danh-hieu-da-nhan-{don_vi}", "Danh hiệu đã nhận", RECEIVED_HEADS, rows, title)


RECEIVED_HEADS = ("Đối tượng", "Tên", "Chức vụ", "Năm", "Danh hiệu đã nhận", "Quyết định", "Người ghi")


def _title_cells(one: ca_nhan.DanhHieuNhanRow) -> list[Value]:
    noted = frame_now().phong if one.xac_nhan else "Đơn vị"
    return [one.nam, compose.ten_danh_hieu(one.danh_hieu), one.quyet_dinh, noted]


@bp.post(PAGE + "/ca-nhan")
@needs(LOGGED_IN)
def note_received(nam_thi_dua: int, don_vi: str) -> Response:
    """Note a received title, and the pasted lines whose person is certain; the others come back as pasted."""
    form = ReceivedForm(posted(), nam=nam_thi_dua)
    right, unsure = form.validate(), 0
    try:
        with writing() as unit_of_work:
            sheet = _register_sheet(nam_thi_dua, don_vi)
            key = form.khoa_gui.data or ""
            if right and ho_so_actions.use_key(unit_of_work, current_actor(), key, at=clock.now()):
                unsure = _write_received(sheet, form)
    except Refusal as refusal:
        return _refused(nam_thi_dua, don_vi, refusal, form)
    if right and not unsure:
        return htmx.go(f"{sheet.address}/ca-nhan")
    return _register(_register_sheet(nam_thi_dua, don_vi), form, status=422)


def _write_received(sheet: Sheet, form: ReceivedForm) -> int:
    """How many of the pasted lines are left because their person is not certain."""
    unit, actor, at = sheet.view.ho_so.don_vi_id, current_actor(), clock.now()
    nam = year_of(form.nam_nhan.data or "")
    if form.danh_hieu.data and nam is not None:
        title, decision = title_code(form.danh_hieu.data), form.quyet_dinh.data or ""
        who = _named(unit, form)
        people_actions.add_received(session(), actor, unit, nam, title, decision, at=at, ca_nhan_id=who)
    left = people_actions.import_received(session(), actor, unit, form.lines, at=at)
    if left:
        for field in (form.danh_hieu, form.ho_ten, form.chuc_vu, form.quyet_dinh):
            field.data = ""
        form.danh_sach.data = "\n".join(
            line_text(line, compose.ten_danh_hieu(line.danh_hieu)) for line in left
        )
        form.danh_sach.errors = [UNSURE]
    return len(left)


def _named(unit: int, form: ReceivedForm) -> int | None:
    """The person of the single title: one of the register, a new one, or none for the unit itself."""
    said = form.ca_nhan.data or ""
    if said == "moi":
        made = people_actions.add_person(
            session(),
            current_actor(),
            unit,
            form.ho_ten.data or "",
            form.chuc_vu.data or "",
            at=clock.now(),
        )
        return made.id
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


@bp.post(PAGE + "/ca-nhan/<int:ca_nhan_id>")
@needs(LOGGED_IN)
def change_person(nam_thi_dua: int, don_vi: str, ca_nhan_id: int) -> Response:
    """Correct a person's name or post; the standing body brings somebody who moved to this unit."""
    form = PersonForm(posted(), nam=nam_thi_dua)
    form.validate()
    try:
        with writing() as unit_of_work:
            sheet = _register_sheet(nam_thi_dua, don_vi)
            person = _known(sheet, ca_nhan_id)
            actor, at, unit = current_actor(), clock.now(), sheet.view.ho_so.don_vi_id
            if person.moved_here:
                people_actions.move_person(unit_of_work, actor, ca_nhan_id, unit, at=at)
            else:
                people_actions.change_person(
                    unit_of_work,
                    actor,
                    ca_nhan_id,
                    form.ho_ten.data or "",
                    form.chuc_vu.data or "",
                    at=at,
                    row_version=form.row_version.data,
                )
    except Refusal as refusal:
        return _refused(nam_thi_dua, don_vi, refusal)
    return htmx.go(f"{sheet.address}/ca-nhan")


def _known(sheet: Sheet, ca_nhan_id: int) -> ca_nhan.CaNhanRow:
    people: Iterable[ca_nhan.CaNhanRow] = ca_nhan.persons_of_unit(session(), sheet.view.ho_so.don_vi_id)
    for each in people:
        if each.id == ca_nhan_id:
            return each
    raise NotThere("khong_co_ca_nhan")


@bp.post(PAGE + "/ca-nhan/danh-hieu/<int:danh_hieu_id>/bo")
@needs(LOGGED_IN)
def drop_received(nam_thi_dua: int, don_vi: str, danh_hieu_id: int) -> Response:
    """Take a received title away that was noted by mistake."""
    try:
        with writing() as unit_of_work:
            sheet = _register_sheet(nam_thi_dua, don_vi)
            unit = sheet.view.ho_so.don_vi_id
            people_actions.drop_received(unit_of_work, current_actor(), unit, danh_hieu_id, at=clock.now())
    except Refusal as refusal:
        return _refused(nam_thi_dua, don_vi, refusal)
    return htmx.go(f"{sheet.address}/ca-nhan")


def _refused(nam: int, don_vi: str, refusal: Refusal, form: ReceivedForm | None = None) -> Response:
    if isinstance(refusal, NotThere):
        raise refusal
    sheet = _register_sheet(nam, don_vi)
    return _register(sheet, form, status=status_of(refusal), refused=sentence(refusal))
