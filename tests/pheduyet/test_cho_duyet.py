"""What waits for whom, and acting on several at once."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.core.workflow import State
from thidua.donvi.models import DonVi
from thidua.hoso import actions as hoso
from thidua.hoso.models import HoSo
from thidua.pheduyet import queries

INBOX = "/2023/phe-duyet/"
AT = builders.EARLY


def sent(session: Session, unit: DonVi, loai: str, officer: str, *more: tuple[str, str]) -> HoSo:
    """A hồ sơ brought along the road without contents, through the one action that moves it."""
    ho_so = session.scalars(select(HoSo).where(HoSo.don_vi_id == unit.id, HoSo.loai == loai)).one()
    for step, who in (("trinh", officer), *more):
        hoso.move(session, builders.person_of(session, who), ho_so, step, at=AT, reason="đề nghị")
    return ho_so


@pytest.fixture
def town(built_once: Builder) -> list[DonVi]:
    return built_once(_town)


def _town(session: Session) -> list[DonVi]:
    made = [builders.unit(session, f"don-vi-{n}", f"Đơn vị {n}", order=n) for n in range(1, 4)]
    nam_id = builders.year(session)
    builders.ho_so(session, nam_id, *made)
    for unit in made:
        builders.account(session, f"canbo.{unit.code}", Role.CAN_BO, don_vi=unit)
        builders.account(session, f"thutruong.{unit.code}", Role.THU_TRUONG, don_vi=unit, ho_ten="Rcom Sa")
    builders.account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Nguyễn Thu Hà")
    builders.account(session, "xem", Role.XEM, ho_ten="Thanh tra tỉnh")
    return made


def test_the_head_finds_what_waits_and_approves_two_at_once(
    client: TownClient, session: Session, town: list[DonVi]
) -> None:
    first, second = town[0], town[1]
    ours = [sent(session, first, loai, f"canbo.{first.code}") for loai in ("ke_hoach", "dang_ky")]
    theirs = sent(session, second, "dang_ky", f"canbo.{second.code}")
    client.login(f"thutruong.{first.code}")
    page = client.page(INBOX)
    assert "2 hồ sơ đang chờ" in page.text()
    chosen = [f"{h.id}:{h.row_version}" for h in (*ours, theirs)]
    # The foreign one is answered as if it were not there.
    answer = client.post_form(f"{INBOX}buoc/duyet", {"chon": chosen}, page=INBOX)
    assert answer.status_code == 409
    session.expire_all()
    assert [h.state for h in (*ours, theirs)] == [State.DA_NOP, State.DA_NOP, State.CHO_DUYET]


def test_the_secretary_receives_and_sees_a_request_for_adjustment(
    client: TownClient, session: Session, town: list[DonVi]
) -> None:
    one, two = town[0], town[1]
    waits = sent(session, one, "ke_hoach", f"canbo.{one.code}", ("duyet", f"thutruong.{one.code}"))
    sent(
        session,
        two,
        "dang_ky",
        f"canbo.{two.code}",
        ("duyet", f"thutruong.{two.code}"),
        ("tiep_nhan", "thuongtruc"),
        ("de_nghi_dieu_chinh", f"canbo.{two.code}"),
    )
    client.login("thuongtruc")
    page = client.page(INBOX)
    assert "Đề nghị điều chỉnh" in page.text()
    data = {"chon": f"{waits.id}:{waits.row_version}"}
    assert client.post_form(f"{INBOX}buoc/tiep-nhan", data, page=INBOX).status_code == 303
    session.expire_all()
    assert waits.state is State.DA_TIEP_NHAN


def test_an_older_row_is_left_and_named(client: TownClient, session: Session, town: list[DonVi]) -> None:
    waits = sent(session, town[0], "ke_hoach", "canbo.don-vi-1")
    client.login("thutruong.don-vi-1")
    answer = client.post_form(f"{INBOX}buoc/duyet", {"chon": f"{waits.id}:1"}, page=INBOX)
    assert answer.status_code == 409
    session.expire_all()
    assert waits.state is State.CHO_DUYET


@pytest.mark.parametrize("chosen", [[], ["x"], ["1:"], ["²:1"], ["999999:1"]])
def test_nonsense_is_answered_without_harm(
    client: TownClient, session: Session, town: list[DonVi], chosen: list[str]
) -> None:
    sent(session, town[0], "ke_hoach", "canbo.don-vi-1")
    client.login("thutruong.don-vi-1")
    answer = client.post_form(f"{INBOX}buoc/duyet", {"chon": chosen}, page=INBOX)
    assert answer.status_code in {303, 422}


def test_a_viewer_has_no_such_page(client: TownClient, town: list[DonVi]) -> None:
    client.login("xem")
    assert client.get(INBOX).status_code == 403


def test_other_steps_are_not_taken_in_bulk(client: TownClient, town: list[DonVi]) -> None:
    client.login("thuongtruc")
    answer = client.post(f"{INBOX}buoc/tra-lai", data={"csrf_token": client.token()})
    assert answer.status_code == 409


def test_the_inbox_costs_the_same_for_one_unit_as_for_all(session: Session, town: list[DonVi]) -> None:
    def statements() -> int:
        seen: list[str] = []
        engine = session.get_bind()
        assert isinstance(engine, Engine)

        def count(*args: object) -> None:
            seen.append(str(args[2]))

        event.listen(engine, "before_cursor_execute", count)
        secretary = builders.person_of(session, "thuongtruc")
        seen.clear()
        queries.waiting(session, secretary, 2023, at=AT)
        event.remove(engine, "before_cursor_execute", count)
        return len(seen)

    sent(session, town[0], "ke_hoach", "canbo.don-vi-1", ("duyet", "thutruong.don-vi-1"))
    few = statements()
    for unit in town[1:]:
        sent(session, unit, "ke_hoach", f"canbo.{unit.code}", ("duyet", f"thutruong.{unit.code}"))
    assert statements() == few


def test_the_groups_show_members_and_states(client: TownClient, session: Session, town: list[DonVi]) -> None:
    from thidua.namthidua.actions import CumKhoiMoi, add_group
    from thidua.namthidua.queries import year

    group = CumKhoiMoi(
        "khoi-noi-chinh", "khoi", "Khối nội chính", town[0].id, town[1].id, "", (town[0].id, town[1].id)
    )
    add_group(session, None, year(session, 2023).id, group, at=AT)
    client.login("canbo.don-vi-2")
    text = client.page("/2023/giao-uoc/").text()
    assert "Khối nội chính" in text
    assert "0/2 bản đã tiếp nhận" in text
    assert client.get("/2023/giao-uoc/khoi-noi-chinh").status_code == 200
    client.login("canbo.don-vi-3")
    assert client.get("/2023/giao-uoc/khoi-noi-chinh").status_code == 404
    assert "Khối nội chính" not in client.page("/2023/giao-uoc/").text()
