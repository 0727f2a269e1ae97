"""The road of a hồ sơ: states, steps, who may take which, and what each needs.

One table, one row a source state. Buttons, permissions, notices, log lines and the
printed documentation are read from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from thidua.core.actor import SECRETARIAT, Role
from thidua.core.errors import NotNow, NotYourFunction, StepRefused, WrongInput


class State(StrEnum):
    """Where a hồ sơ stands; stored by value."""

    NHAP = "nhap"
    CHO_DUYET = "cho_duyet"
    DA_NOP = "da_nop"
    DA_TIEP_NHAN = "da_tiep_nhan"
    TRA_LAI = "tra_lai"
    YEU_CAU_BO_SUNG = "yeu_cau_bo_sung"
    KHONG_THUOC_DOI_TUONG = "khong_thuoc_doi_tuong"


EDITABLE = frozenset({State.NHAP, State.TRA_LAI, State.YEU_CAU_BO_SUNG})
"""States in which the unit's officer may write."""

SUBMITTED = frozenset({State.DA_NOP, State.DA_TIEP_NHAN, State.YEU_CAU_BO_SUNG})
"""States in which the thường trực and the leaders see the contents."""


class Target(Enum):
    """Targets that depend on the hồ sơ's past."""

    SAME = "same"
    SENT_FROM = "sent_from"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table: `source` –(`name`, by `role`)→ `target`."""

    name: str
    source: State
    target: State | Target
    role: Role
    needs_reason: bool = False
    needs_day: bool = False
    saves_form: bool = False

    @property
    def slug(self) -> str:
        """The step's name as it stands in an address."""
        return self.name.replace("_", "-")


_ACTIVE = (State.NHAP, State.CHO_DUYET, State.DA_NOP, State.TRA_LAI, State.YEU_CAU_BO_SUNG)

STEPS: tuple[Step, ...] = (
    Step("trinh", State.NHAP, State.CHO_DUYET, Role.CAN_BO, saves_form=True),
    Step("trinh", State.TRA_LAI, State.CHO_DUYET, Role.CAN_BO, saves_form=True),
    Step("trinh", State.YEU_CAU_BO_SUNG, State.CHO_DUYET, Role.CAN_BO, saves_form=True),
    Step("duyet", State.CHO_DUYET, State.DA_NOP, Role.THU_TRUONG),
    Step("tra_lai", State.CHO_DUYET, State.TRA_LAI, Role.THU_TRUONG, needs_reason=True),
    Step("rut_lai", State.CHO_DUYET, Target.SENT_FROM, Role.CAN_BO),
    Step("rut_lai", State.DA_NOP, State.CHO_DUYET, Role.THU_TRUONG),
    Step("tiep_nhan", State.DA_NOP, State.DA_TIEP_NHAN, Role.THUONG_TRUC),
    Step("yeu_cau_bo_sung", State.DA_NOP, State.YEU_CAU_BO_SUNG, Role.THUONG_TRUC, needs_reason=True),
    Step("de_nghi_dieu_chinh", State.DA_TIEP_NHAN, Target.SAME, Role.CAN_BO, needs_reason=True),
    Step("dieu_chinh", State.DA_TIEP_NHAN, State.NHAP, Role.THUONG_TRUC, needs_reason=True),
    Step("bo_dieu_chinh", State.NHAP, State.DA_TIEP_NHAN, Role.CAN_BO),
    Step("bo_dieu_chinh", State.NHAP, State.DA_TIEP_NHAN, Role.THUONG_TRUC),
    *(
        Step("gia_han", state, Target.SAME, Role.LANH_DAO_PHONG, needs_reason=True, needs_day=True)
        for state in _ACTIVE
    ),
    Step(
        "khong_thuoc_doi_tuong",
        State.NHAP,
        State.KHONG_THUOC_DOI_TUONG,
        Role.THUONG_TRUC,
        needs_reason=True,
    ),
    Step(
        "khong_thuoc_doi_tuong",
        State.KHONG_THUOC_DOI_TUONG,
        State.NHAP,
        Role.THUONG_TRUC,
        needs_reason=True,
    ),
)

STEP_NAMES = tuple(dict.fromkeys(step.name for step in STEPS))


@dataclass(frozen=True, slots=True)
class Situation:
    """What the law must know of a hồ sơ to judge a step, beyond the roles.

    `drafters` are the persons who sealed the version at hand or saved a value in it;
    `approver` the person whose duyệt brought it to da_nop; `sent_from` the state in which
    it was last trình; `ever_received` whether any version was ever received;
    `one_person_unit` whether nobody else can approve for the unit.
    """

    state: State
    sent_from: State = State.NHAP
    drafters: frozenset[int] = frozenset()
    approver: int | None = None
    ever_received: bool = False
    one_person_unit: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that the law allows, with the state it leads to.

    `exception` marks an approval by the drafter of a one-person unit: it is recorded with its reason.
    """

    step: Step
    target: State
    exception: bool = False


def take(
    name: str, situation: Situation, roles: frozenset[Role], person: int, *, reason: str = ""
) -> Taken:
    """The step `name` as this person may take it now.

    Raises StepRefused with reason `khong_co_buoc`, `khong_dung_vai_tro`, `khong_dung_luc`,
    `thieu_ly_do`, `nguoi_soan_khong_duyet`, `nguoi_soan_khong_tiep_nhan`, `chua_tung_tiep_nhan`
    or `da_tung_tiep_nhan`.
    """
    if name not in STEP_NAMES:
        raise StepRefused("khong_co_buoc", NotNow, step=name)
    mine = [step for step in STEPS if step.name == name and step.role in roles]
    if not mine:
        raise StepRefused("khong_dung_vai_tro", NotYourFunction, step=name)
    step = next((step for step in mine if step.source is situation.state), None)
    if step is None:
        raise StepRefused("khong_dung_luc", NotNow, step=name, state=situation.state)
    blocked = hindrance(step, situation, person)
    exception = blocked == "nguoi_soan_khong_duyet" and situation.one_person_unit
    if blocked and not exception:
        raise StepRefused(blocked, NotNow, step=name, state=situation.state)
    if (step.needs_reason or exception) and not reason.strip():
        raise StepRefused("thieu_ly_do", WrongInput, step=name)
    return Taken(step, _target(step, situation), exception)


def _target(step: Step, situation: Situation) -> State:
    match step.target:
        case Target.SAME:
            return situation.state
        case Target.SENT_FROM:
            return situation.sent_from
        case _:
            return step.target


def hindrance(step: Step, situation: Situation, person: int) -> str | None:
    """Why this person may not take the step although role and state fit, or None."""
    match step.name:
        case "duyet" if person in situation.drafters:
            return "nguoi_soan_khong_duyet"
        # The Phòng's own hồ sơ is received by another person of the Phòng.
        case "tiep_nhan" if person in situation.drafters or person == situation.approver:
            return "nguoi_soan_khong_tiep_nhan"
        case "bo_dieu_chinh" if not situation.ever_received:
            return "chua_tung_tiep_nhan"
        case "khong_thuoc_doi_tuong" if situation.ever_received:
            return "da_tung_tiep_nhan"
        case _:
            return None


def steps_open_to(situation: Situation, roles: frozenset[Role], person: int) -> list[Step]:
    """The steps this person can take now, in the order the buttons appear, each name once."""
    found: dict[str, Step] = {}
    for step in STEPS:
        if step.source is not situation.state or step.role not in roles:
            continue
        blocked = hindrance(step, situation, person)
        if blocked is None or (blocked == "nguoi_soan_khong_duyet" and situation.one_person_unit):
            found.setdefault(step.name, step)
    return list(found.values())


def holder(state: State) -> Role | None:
    """Whose turn it is, or None when the hồ sơ rests."""
    match state:
        case State.NHAP | State.TRA_LAI | State.YEU_CAU_BO_SUNG:
            return Role.CAN_BO
        case State.CHO_DUYET:
            return Role.THU_TRUONG
        case State.DA_NOP:
            return Role.THUONG_TRUC
        case _:
            return None


def sees_contents(roles: frozenset[Role], state: State, *, own_unit: bool) -> bool:
    """Whether the contents may be read: the unit always, secretariat and leaders from da_nop on."""
    if own_unit:
        return True
    town = SECRETARIAT | {Role.LANH_DAO}
    return state in SUBMITTED and not roles.isdisjoint(town)


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as the folding needs it."""

    step: str
    source: State
    target: State
    at: datetime


def fold(events: Iterable[Happened]) -> State:
    """The state that a hồ sơ must have after these events, in order; raises ValueError on a broken chain."""
    state = State.NHAP
    for event in events:
        if event.source is not state:
            raise ValueError(f"{event.step}: expected {state.value}, found {event.source.value}")
        state = event.target
    return state


def submitted_at(events: Iterable[Happened]) -> datetime | None:
    """The moment that counts for timeliness: the first duyệt that was not taken back.

    A duyệt is taken back by the rút lại of the head that follows it before anybody else acted.
    """
    standing: datetime | None = None
    fresh = False
    for event in events:
        if event.step == "duyet":
            fresh = standing is None
            standing = standing or event.at
        elif event.step == "rut_lai" and event.source is State.DA_NOP and fresh:
            standing, fresh = None, False
    return standing
