"""The chain of a giao ước: who may take which step, what holds it up, and how its events fold."""

import pytest

from thidua.core.errors import NotNow, NotYourFunction, StepRefused, WrongInput
from thidua.core.pledge import (
    STEP_NAMES,
    STEPS,
    Happened,
    LoiVanCanKiem,
    Situation,
    Step,
    TinhTrangBan,
    TrangThai,
    Vai,
    fold,
    hindrance,
    holder,
    steps_open_to,
    take,
    text_faults,
)

SOAN, HEAD, OFFICE = frozenset({Vai.SOAN}), frozenset({Vai.THANH_VIEN}), frozenset({Vai.THUONG_TRUC})
MEMBERS = frozenset({1, 2, 3})
DRAFTER, OTHER = 10, 20


def at(state: TrangThai, **more: object) -> Situation:
    return Situation(state=state, members=MEMBERS, **more)  # type: ignore[arg-type]


def names(steps: list[Step]) -> list[str]:
    return [step.name for step in steps]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.name}-{step.source}")
def test_each_row_is_taken_by_its_own_people_and_refused_to_all_others(step: Step) -> None:
    ready = at(step.source, agreed=MEMBERS, signed=MEMBERS)
    if step.name == "nhac":
        ready = at(step.source)
    for vai in Vai:
        if vai in step.who:
            assert take(step.name, ready, frozenset({vai}), OTHER, reason="lý do").step is step
            continue
        with pytest.raises(StepRefused) as refused:
            take(step.name, ready, frozenset({vai}), OTHER, reason="lý do")
        assert refused.value.kind is NotYourFunction


@pytest.mark.parametrize("name", STEP_NAMES)
def test_a_step_is_refused_in_every_state_that_has_no_row_for_it(name: str) -> None:
    own = {step.source for step in STEPS if step.name == name}
    for state in set(TrangThai) - own:
        with pytest.raises(StepRefused) as refused:
            take(name, at(state), frozenset(Vai), OTHER, reason="lý do")
        assert (refused.value.reason, refused.value.kind) == ("giao_uoc_khong_dung_luc", NotNow)


def test_there_are_no_other_steps() -> None:
    with pytest.raises(StepRefused) as refused:
        take("ky_thay", at(TrangThai.DANG_KY_KET), frozenset(Vai), OTHER)
    assert refused.value.reason == "khong_co_buoc"


@pytest.mark.parametrize("name", sorted({step.name for step in STEPS if step.needs_reason}))
def test_leading_back_needs_a_reason(name: str) -> None:
    source = next(step.source for step in STEPS if step.name == name)
    with pytest.raises(StepRefused) as refused:
        take(name, at(source), frozenset(Vai), OTHER, reason="  ")
    assert (refused.value.reason, refused.value.kind) == ("thieu_ly_do", WrongInput)


@pytest.mark.parametrize(
    ("name", "situation", "reason"),
    [
        ("thong_nhat", at(TrangThai.LAY_Y_KIEN, agreed=frozenset({1, 2})), "chua_thong_nhat_het"),
        ("hieu_luc", at(TrangThai.DANG_KY_KET, signed=frozenset({1})), "chua_ky_het"),
        ("danh_gia", at(TrangThai.HIEU_LUC, unsettled=1), "chua_danh_gia_het"),
        ("nhac", at(TrangThai.LAY_Y_KIEN, agreed=MEMBERS), "khong_con_ai_de_nhac"),
        ("nhac", at(TrangThai.DANG_KY_KET, signed=MEMBERS), "khong_con_ai_de_nhac"),
        ("dong_y", at(TrangThai.LAY_Y_KIEN, drafters=frozenset({OTHER})), "nguoi_soan_khong_duyet"),
    ],
)
def test_what_holds_a_step_up(name: str, situation: Situation, reason: str) -> None:
    with pytest.raises(StepRefused) as refused:
        take(name, situation, frozenset(Vai), OTHER)
    assert (refused.value.reason, refused.value.kind) == (reason, NotNow)


def test_the_drafter_of_a_one_person_unit_agrees_with_a_recorded_reason() -> None:
    alone = at(TrangThai.LAY_Y_KIEN, drafters=frozenset({DRAFTER}), own=frozenset({1}), one_person_unit=True)
    with pytest.raises(StepRefused) as refused:
        take("dong_y", alone, HEAD, DRAFTER)
    assert refused.value.reason == "thieu_ly_do"
    assert take("dong_y", alone, HEAD, DRAFTER, reason="Đơn vị chỉ có một người").exception
    assert "dong_y" in names(steps_open_to(alone, HEAD, DRAFTER))


def test_the_buttons_are_those_that_can_be_taken() -> None:
    asked = at(TrangThai.LAY_Y_KIEN, own=frozenset({1}), drafters=frozenset({DRAFTER}))
    assert names(steps_open_to(asked, HEAD, OTHER)) == ["dong_y", "de_nghi_sua"]
    assert names(steps_open_to(asked, HEAD, DRAFTER)) == ["de_nghi_sua"]
    assert names(steps_open_to(asked, SOAN, OTHER)) == ["soan_lai", "nhac"]
    assert names(steps_open_to(asked, OFFICE, OTHER)) == ["nhac"]
    answered = at(TrangThai.LAY_Y_KIEN, own=frozenset({1}), agreed=MEMBERS)
    assert names(steps_open_to(answered, HEAD, OTHER)) == ["de_nghi_sua"]
    assert names(steps_open_to(answered, SOAN, OTHER)) == ["thong_nhat", "soan_lai"]


def test_whom_a_state_waits_for() -> None:
    assert at(TrangThai.LAY_Y_KIEN, agreed=frozenset({1})).silent == {2, 3}
    assert at(TrangThai.DANG_KY_KET, signed=frozenset({3})).silent == {1, 2}
    assert at(TrangThai.HIEU_LUC).silent == frozenset()
    assert [holder(state) for state in TrangThai] == [
        Vai.SOAN, Vai.THANH_VIEN, Vai.SOAN, Vai.THANH_VIEN, None, None,
    ]  # fmt: skip


def test_what_leads_back_begins_a_version_and_says_what_becomes_of_the_old_paper() -> None:
    for step in STEPS:
        leads_back = step.target is TrangThai.SOAN_THAO
        assert step.begins_version is leads_back
        if leads_back:
            assert step.paper is (TinhTrangBan.THU_HOI if step.name == "thu_hoi" else TinhTrangBan.THAY_THE)
            assert step.needs_reason
    assert [step.name for step in STEPS if step.seals] == ["gui_lay_y_kien"]
    assert {step.slug for step in STEPS if step.name == "dua_ra_ky_ket"} == {"dua-ra-ky-ket"}
    assert hindrance(STEPS[0], at(TrangThai.SOAN_THAO), OTHER) is None


def test_events_fold_to_the_state_or_show_where_the_chain_breaks() -> None:
    first = [
        Happened("mo", TrangThai.SOAN_THAO, TrangThai.SOAN_THAO),
        Happened("gui_lay_y_kien", TrangThai.SOAN_THAO, TrangThai.LAY_Y_KIEN),
    ]
    assert fold(first) is TrangThai.LAY_Y_KIEN
    with pytest.raises(ValueError, match="thong_nhat: expected lay_y_kien, found thong_nhat"):
        fold([*first, Happened("thong_nhat", TrangThai.THONG_NHAT, TrangThai.DANG_KY_KET)])


def test_every_hole_in_a_text_is_named_at_once() -> None:
    assert text_faults(LoiVanCanKiem(has_aim=True, fields=1, promises=1)) == []
    whole = LoiVanCanKiem(
        has_aim=False, fields=0, promises=0, without_signer=(7,), without_figure=("thu-ngan-sach",)
    )
    assert text_faults(whole) == [
        ("muc_tieu", "", "thieu_muc_tieu"),
        ("kinh_te", "", "thieu_noi_dung"),
        ("chi_tieu_chung", "", "thieu_chi_tieu"),
        ("dong", "thu-ngan-sach", "chi_tieu_thieu_so"),
        ("dai_dien", "7", "thieu_nguoi_ky"),
    ]
