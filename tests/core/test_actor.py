"""Who may be whom, and towards which unit."""

from datetime import date

from thidua.core.actor import Actor, Grant, Lapsed, Role
from thidua.core.errors import NotThere, StepRefused


def actor(*grants: Grant) -> Actor:
    return Actor(1, "canbo.phuong-cheo-reo", "H'Lan", frozenset(grants))


def test_a_unit_role_without_a_unit_gives_no_right() -> None:
    nobody = actor(Grant(Role.CAN_BO))
    assert nobody.roles == frozenset()
    assert nobody.units == frozenset()
    assert nobody.roles_for(7) == frozenset()


def test_a_unit_role_reaches_its_own_unit_only() -> None:
    officer = actor(Grant(Role.CAN_BO, 7))
    assert officer.roles_for(7) == {Role.CAN_BO}
    assert officer.roles_for(8) == frozenset()
    assert officer.units == {7}
    assert not officer.sees_all_units
    assert officer.has(Role.CAN_BO, Role.XEM)
    assert not officer.has(Role.XEM)


def test_a_leader_of_the_phong_holds_all_of_the_thuong_truc() -> None:
    leader = actor(Grant(Role.LANH_DAO_PHONG), Grant(Role.THU_TRUONG, 9))
    assert leader.roles_for(7) == {Role.LANH_DAO_PHONG, Role.THUONG_TRUC}
    assert leader.roles_for(9) == {Role.LANH_DAO_PHONG, Role.THUONG_TRUC, Role.THU_TRUONG}
    assert leader.sees_all_units


def test_the_administrator_sees_no_units() -> None:
    assert not actor(Grant(Role.QUAN_TRI)).sees_all_units


def test_a_refusal_carries_its_reason_and_facts() -> None:
    no = StepRefused("thieu_ly_do", NotThere, step="tra_lai")
    assert (no.reason, no.kind, no.facts) == ("thieu_ly_do", NotThere, {"step": "tra_lai"})


def test_a_power_that_ended_gives_no_right_but_its_reason() -> None:
    first = Lapsed(7, "uy_quyen", "05/UQ-UBND", date(2023, 3, 31))
    last = Lapsed(7, "phan_cong", "07/QĐ-UBND", date(2023, 4, 30), revoked=True)
    deputy = Actor(1, "pho", "Rmah Hiao", frozenset(), "", (first, last))
    assert deputy.roles_for(7) == frozenset()
    assert deputy.lapsed_for(7) is last
    assert deputy.lapsed_for(8) is None
    assert [one.reason for one in (first, last)] == ["uy_quyen_het_han", "phan_cong_thu_hoi"]
    head = Actor(1, "pho", "Rmah Hiao", frozenset({Grant(Role.THU_TRUONG, 7)}), "", (first,))
    assert head.lapsed_for(7) is None
