"""The list of units and one unit with its history."""

from flask import Response, make_response, render_template, request

from thidua.donvi.forms import EndForm, MoveForm, offer_parents, offered
from thidua.donvi.queries import LOAI, THE_THUC, DonViRow, units_on
from thidua.donvi.queries import ke_thua as history
from thidua.donvi.queries.cay import found_units, unit_now, unit_tree
from thidua.donvi.views import MAY_EDIT, MAY_LOOK, bp, people_on
from thidua.web import clock
from thidua.web.access import needs
from thidua.web.database import session
from thidua.web.sessions import current_actor
from thidua.web.tables import with_filter


@bp.get("/don-vi/")
@needs(*MAY_LOOK)
def unit_page() -> str:
    """The tree of units, or those that the search and the kind leave."""
    words, loai = request.args.get("q", "").strip()[:100], request.args.get("loai", "")
    day = clock.today()
    if words or loai in LOAI:
        rows = found_units(session(), day, words, loai if loai in LOAI else "")
    else:
        rows = unit_tree(session(), day)
    return render_template(
        "donvi/page.html",
        rows=rows,
        people=people_on(day),
        kinds=LOAI,
        q=words,
        loai=loai,
        file_address=with_filter("/don-vi.xlsx", {"q": words, "loai": loai}),
        may_edit=current_actor().has(*MAY_EDIT),
    )


@bp.get("/don-vi/<donvi:don_vi>")
@needs(*MAY_EDIT)
def one_unit(don_vi: str) -> Response:
    """One unit: what is written of it, its history, and what can be done with it."""
    return unit_answer(unit_now(session(), don_vi, clock.today()))


def unit_answer(
    unit: DonViRow,
    *,
    move: MoveForm | None = None,
    end: EndForm | None = None,
    status: int = 200,
    refused: str = "",
) -> Response:
    """The page of one unit; a form that was refused stands open with what was typed."""
    reading, day = session(), clock.today()
    units = units_on(reading, day)
    page = render_template(
        "donvi/detail.html",
        unit=unit,
        above=units.get(unit.cap_tren_id or 0),
        below=[one for one in units.values() if one.cap_tren_id == unit.id],
        closed=unit.den_ngay is not None and unit.den_ngay < day,
        ends=unit.den_ngay,
        kinds=LOAI,
        layouts=THE_THUC,
        forms_of_end=history.HINH_THUC,
        people=people_on(day).get(unit.id),
        names=history.names_of(reading, unit.id),
        places=history.places_of(reading, unit.id),
        successors=history.successors(reading, unit.id),
        predecessors=history.predecessors(reading, unit.id),
        move=move or move_form(unit, units),
        move_open=move is not None,
        end=end or end_form(unit, units),
        end_open=end is not None,
        refused=refused,
    )
    return make_response(page, status)


def move_form(unit: DonViRow, units: dict[int, DonViRow], sent: object = None) -> MoveForm:
    """The form of another place in the tree."""
    form = MoveForm(sent, row_version=unit.row_version, cap_tren=str(unit.cap_tren_id or ""))
    offer_parents(form.cap_tren, units.values(), unit.id)
    return form


def end_form(unit: DonViRow, units: dict[int, DonViRow], sent: object = None) -> EndForm:
    """The form of the end."""
    form = EndForm(sent, row_version=unit.row_version)
    form.ke_thua.choices = offered({one.id: one.ten for one in units.values() if one.id != unit.id})
    return form
