"""`/don-vi/`: the town's units; `/cai-dat/co-quan`: the office itself."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, current_app

from thidua.core.actor import Role
from thidua.core.errors import WrongInput
from thidua.donvi.queries import NguoiDonVi
from thidua.nhatky.actions import use_key
from thidua.web import clock
from thidua.web.errors import sentence
from thidua.web.forms import Form, sent_key
from thidua.web.sessions import current_actor

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

bp = Blueprint("donvi", __name__)

MAY_EDIT = (Role.THUONG_TRUC, Role.LANH_DAO_PHONG)
"""Who edits units."""

MAY_LOOK = (*MAY_EDIT, Role.QUAN_TRI)
"""Who reads the list of units and edits the office."""

_PEOPLE = "thidua_nguoi_don_vi"

People = Callable[[date], Mapping[int, NguoiDonVi]]


def set_people(app: Flask, people: People) -> None:
    """Let a later stage say who works in each unit on a day and in which cụm or khối it stands."""
    app.extensions[_PEOPLE] = people


def people_on(day: date) -> Mapping[int, NguoiDonVi]:
    """The people of each unit, by its id; nobody where no stage says it."""
    people: People | None = current_app.extensions.get(_PEOPLE)
    return people(day) if people else {}


def first_time(unit_of_work: "Session") -> bool:
    """Whether the form that was sent is not written yet: a second post of it changes nothing."""
    return use_key(unit_of_work, current_actor(), sent_key(), at=clock.now())


def refuse(form: Form, refusal: WrongInput) -> None:
    """Put the refusal beside the field that its fact `o` names."""
    field = refusal.facts.get("o")
    form.refuse(
        field if isinstance(field, str) and field in form else next(iter(form)).name, sentence(refusal)
    )


from thidua.donvi.views import co_quan, don_vi, sua  # noqa: E402, F401  # their addresses stand on this blueprint
