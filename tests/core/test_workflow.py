"""The road of a hồ sơ, step by step."""

from datetime import UTC, datetime, timedelta

import pytest

from thidua.core.actor import Role
from thidua.core.errors import NotNow, NotYourFunction, StepRefused, WrongInput
from thidua.core.workflow import (
    STEP_NAMES,
    STEPS,
    Happened,
    Situation,
    State,
    Step,
    Target,
    fold,
    holder,
    sees_contents,
    steps_open_to,
    submitted_at,
    take,
)

OFFICER, HEAD, SECRETARY = 1, 2, 3
NOON = datetime(2023, 3, 20, 5, tzinfo=UTC)


def situation_for(step: Step) -> Situation:
    received = step.name in {"bo_dieu_chinh", "dieu_chinh", "de_nghi_dieu_chinh"}
    return Situation(
        step.source, sent_from=State.TRA_LAI, drafters=frozenset({OFFICER}), ever_received=received
    )


@pytest.mark.parametrize("step", STEPS, ids=lambda s: f"{s.name}-{s.source}-{s.role}")
def test_each_row_of_the_table_can_be_taken_by_its_role(step: Step) -> None:
    taken = take(step.name, situation_for(step), frozenset({step.role}), 99, reason="vì thế")
    expected = {Target.SAME: step.source, Target.SENT_FROM: State.TRA_LAI}.get(step.target, step.target)  # type: ignore[arg-type]
    assert (taken.step.name, taken.target, taken.exception) == (step.name, expected, False)


@pytest.mark.parametrize("step", STEPS, ids=lambda s: f"{s.name}-{s.source}-{s.role}")
def test_no_other_role_can_take_a_step(step: Step) -> None:
    allowed = {s.role for s in STEPS if s.name == step.name and s.source is step.source}
    for role in set(Role) - allowed:
        with pytest.raises(StepRefused) as no:
            take(step.name, situation_for(step), frozenset({role}), 99, reason="vì thế")
        assert no.value.kind in {NotYourFunction, NotNow}


@pytest.mark.parametrize("name", STEP_NAMES)
@pytest.mark.parametrize("state", State)
def test_a_step_is_refused_in_every_state_that_the_table_does_not_name(name: str, state: State) -> None:
    sources = {s.source for s in STEPS if s.name == name}
    if state in sources:
        return
    with pytest.raises(StepRefused) as no:
        take(name, Situation(state), frozenset(Role), 99, reason="vì thế")
    assert (no.value.reason, no.value.kind) == ("khong_dung_luc", NotNow)


@pytest.mark.parametrize("step", [s for s in STEPS if s.needs_reason], ids=lambda s: f"{s.name}-{s.source}")
def test_a_step_that_needs_a_reason_is_refused_without_one(step: Step) -> None:
    with pytest.raises(StepRefused) as no:
        take(step.name, situation_for(step), frozenset({step.role}), 99, reason="  \n")
    assert (no.value.reason, no.value.kind) == ("thieu_ly_do", WrongInput)


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(StepRefused) as no:
        take("bay", Situation(State.NHAP), frozenset(Role), 99)
    assert no.value.reason == "khong_co_buoc"


def test_nobody_approves_what_the_same_person_drafted() -> None:
    waiting = Situation(State.CHO_DUYET, drafters=frozenset({HEAD}))
    with pytest.raises(StepRefused) as no:
        take("duyet", waiting, frozenset({Role.THU_TRUONG}), HEAD)
    assert no.value.reason == "nguoi_soan_khong_duyet"
    assert [s.name for s in steps_open_to(waiting, frozenset({Role.THU_TRUONG}), HEAD)] == ["tra_lai"]


def test_the_only_person_of_a_unit_approves_as_an_explained_exception() -> None:
    alone = Situation(State.CHO_DUYET, drafters=frozenset({HEAD}), one_person_unit=True)
    roles = frozenset({Role.THU_TRUONG})
    with pytest.raises(StepRefused, match="thieu_ly_do"):
        take("duyet", alone, roles, HEAD)
    assert take("duyet", alone, roles, HEAD, reason="đơn vị có một người").exception
    assert "duyet" in [s.name for s in steps_open_to(alone, roles, HEAD)]


def test_the_one_who_approved_or_drafted_does_not_receive() -> None:
    sent = Situation(State.DA_NOP, drafters=frozenset({OFFICER}), approver=HEAD)
    for person in (OFFICER, HEAD):
        with pytest.raises(StepRefused, match="nguoi_soan_khong_tiep_nhan"):
            take("tiep_nhan", sent, frozenset({Role.THUONG_TRUC}), person)
    assert take("tiep_nhan", sent, frozenset({Role.THUONG_TRUC}), SECRETARY).target is State.DA_TIEP_NHAN


def test_an_adjustment_is_dropped_only_where_a_version_was_received() -> None:
    with pytest.raises(StepRefused, match="chua_tung_tiep_nhan"):
        take("bo_dieu_chinh", Situation(State.NHAP), frozenset({Role.CAN_BO}), OFFICER)


def test_a_unit_with_a_received_version_is_no_longer_taken_out_of_the_called() -> None:
    received = Situation(State.NHAP, ever_received=True)
    with pytest.raises(StepRefused, match="da_tung_tiep_nhan"):
        take("khong_thuoc_doi_tuong", received, frozenset({Role.THUONG_TRUC}), SECRETARY, reason="x")


def test_the_officer_of_a_fresh_paper_sees_one_button() -> None:
    assert [s.name for s in steps_open_to(Situation(State.NHAP), frozenset({Role.CAN_BO}), OFFICER)] == [
        "trinh"
    ]


def test_a_step_of_two_roles_is_one_button() -> None:
    received = Situation(State.NHAP, ever_received=True)
    names = [s.name for s in steps_open_to(received, frozenset({Role.CAN_BO, Role.THUONG_TRUC}), OFFICER)]
    assert names == ["trinh", "bo_dieu_chinh"]


def test_the_step_in_an_address_has_hyphens() -> None:
    assert {s.slug for s in STEPS if s.name == "yeu_cau_bo_sung"} == {"yeu-cau-bo-sung"}


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.NHAP, Role.CAN_BO),
        (State.TRA_LAI, Role.CAN_BO),
        (State.YEU_CAU_BO_SUNG, Role.CAN_BO),
        (State.CHO_DUYET, Role.THU_TRUONG),
        (State.DA_NOP, Role.THUONG_TRUC),
        (State.DA_TIEP_NHAN, None),
        (State.KHONG_THUOC_DOI_TUONG, None),
    ],
)
def test_each_state_says_whose_turn_it_is(state: State, role: Role | None) -> None:
    assert holder(state) is role


@pytest.mark.parametrize("state", State)
def test_the_secretariat_sees_contents_only_of_what_was_submitted(state: State) -> None:
    submitted = state in {State.DA_NOP, State.DA_TIEP_NHAN, State.YEU_CAU_BO_SUNG}
    assert sees_contents(frozenset({Role.THUONG_TRUC}), state, own_unit=False) is submitted
    assert not sees_contents(frozenset({Role.QUAN_TRI}), state, own_unit=False)
    assert sees_contents(frozenset(), state, own_unit=True)


def happened(*steps: tuple[str, State, State]) -> list[Happened]:
    return [Happened(n, a, b, NOON + timedelta(days=i)) for i, (n, a, b) in enumerate(steps)]


SENT = ("trinh", State.NHAP, State.CHO_DUYET)
APPROVED = ("duyet", State.CHO_DUYET, State.DA_NOP)
TAKEN_BACK = ("rut_lai", State.DA_NOP, State.CHO_DUYET)
ASKED = ("yeu_cau_bo_sung", State.DA_NOP, State.YEU_CAU_BO_SUNG)
SENT_AGAIN = ("trinh", State.YEU_CAU_BO_SUNG, State.CHO_DUYET)


def test_the_state_is_the_fold_of_the_events() -> None:
    assert fold([]) is State.NHAP
    assert fold(happened(SENT, APPROVED, ASKED)) is State.YEU_CAU_BO_SUNG
    with pytest.raises(ValueError, match="duyet"):
        fold(happened(APPROVED))


def test_the_first_approval_that_was_not_taken_back_counts() -> None:
    assert submitted_at(happened(SENT)) is None
    assert submitted_at(happened(SENT, APPROVED)) == NOON + timedelta(days=1)
    assert submitted_at(happened(SENT, APPROVED, TAKEN_BACK)) is None
    assert submitted_at(happened(SENT, APPROVED, TAKEN_BACK, APPROVED)) == NOON + timedelta(days=3)


def test_a_completion_asked_for_does_not_move_the_day_that_counts() -> None:
    later = happened(SENT, APPROVED, ASKED, SENT_AGAIN, APPROVED, TAKEN_BACK)
    assert submitted_at(later) == NOON + timedelta(days=1)
