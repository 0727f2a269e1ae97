"""Persons of a registration: asked about, never merged; what was received stands beside the title."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests import builders
from tests.dangky.conftest import PAGE, Town
from tests.town_client import Page, TownClient
from thidua.core.errors import NotNow, NotYourFunction
from thidua.dangky.actions import ca_nhan as acts
from thidua.dangky.queries import ca_nhan
from thidua.db.base import writing
from thidua.donvi.models import DonVi

NAME = "Rơ Ô Thuận"


@pytest.fixture
def officer(client: TownClient, town: Town) -> TownClient:
    client.login("canbo")
    return client


@contextmanager
def changing(town: Town) -> Iterator[None]:
    """A writing unit of its own, whatever was read before."""
    town.session.rollback()
    with writing(town.session):
        yield


def person(town: Town, ho_ten: str = NAME, chuc_vu: str = "Chủ tịch", unit: int | None = None) -> int:
    with changing(town):
        made = acts.add_person(town.session, None, unit or town.don_vi_id, ho_ten, chuc_vu, at=builders.EARLY)
        return made.id


def linked(town: Town) -> list[int | None]:
    return [t.ca_nhan_id for t in town.contents().danh_hieu if t.loai == "ca_nhan"]


def register(town: Town) -> list[ca_nhan.CaNhanRow]:
    return ca_nhan.persons_of_unit(town.session, town.don_vi_id)


def test_nobody_is_linked_before_somebody_says_so(officer: TownClient, town: Town) -> None:
    known = person(town)
    officer.post_form(PAGE, town.form())
    assert linked(town) == [None]
    box = officer.page(PAGE).by_id("ai-1")
    radios = [(r.get("value"), r.get("checked")) for r in box.iter("input")]
    assert radios == [(str(known), None), ("moi", None)]
    assert "có phải cùng một người không" in "".join(box.itertext())


def test_the_same_person_is_linked_by_the_answer_and_stays_linked(officer: TownClient, town: Town) -> None:
    known = person(town)
    officer.post_form(PAGE, town.form(**{"cn-1-nguoi": str(known)}))
    assert linked(town) == [known]
    checked = [
        r.get("value") for r in officer.page(PAGE).by_id("ai-1").iter("input") if r.get("checked") is not None
    ]
    assert checked == [str(known)]


def test_an_answer_about_another_name_counts_no_longer(officer: TownClient, town: Town) -> None:
    known = person(town)
    officer.post_form(PAGE, town.form(**{"cn-1-nguoi": str(known), "cn-1-ten": "Nay H'Bia"}))
    assert linked(town) == [None]


def test_a_namesake_is_noted_as_somebody_else(officer: TownClient, town: Town) -> None:
    known = person(town)
    officer.post_form(PAGE, town.form(**{"cn-1-nguoi": "moi"}))
    (found,) = linked(town)
    assert found not in (None, known)
    assert [each.ho_ten for each in register(town)] == [NAME, NAME]
    officer.post_form(PAGE, town.form(**{"cn-1-nguoi": str(found)}))
    assert len(register(town)) == 2


def test_sending_notes_a_person_about_whom_there_is_nobody_to_ask(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.form())
    assert register(town) == []
    assert officer.post_form(f"{PAGE}/buoc/trinh", town.form()).status_code == 303
    assert [(each.ho_ten, each.chuc_vu) for each in register(town)] == [(NAME, "Chủ tịch")]
    assert linked(town) == [register(town)[0].id]


def test_a_stranger_cannot_be_linked_by_a_forged_answer(officer: TownClient, town: Town) -> None:
    other = town.session.query(DonVi).filter_by(code="xa-ia-rbol").one().id
    stranger = person(town, "Kpă Jú", unit=other)
    officer.post_form(PAGE, town.form(**{"cn-1-nguoi": str(stranger)}))
    assert linked(town) == [None]


def test_somebody_who_moved_is_asked_about_with_the_unit_and_brought_over_by_the_office(
    officer: TownClient, town: Town
) -> None:
    other = town.session.query(DonVi).filter_by(code="xa-ia-rbol").one().id
    moved = person(town, unit=other)
    with changing(town):
        acts.add_received(
            town.session, None, other, 2022, "lao_dong_tien_tien", "", at=builders.EARLY, ca_nhan_id=moved
        )
    officer.post_form(PAGE, town.form(**{"cn-1-nguoi": str(moved)}))
    words = "".join(officer.page(PAGE).by_id("ai-1").itertext())
    assert "UBND xã Ia Rbol" in words
    assert "2022: Lao động tiên tiến; 2021: chưa có số liệu" in words
    forged = officer.post(f"{PAGE}/ca-nhan/{moved}", data={"csrf_token": officer.token()})
    assert forged.status_code == 403
    officer.logout()
    officer.login("thuongtruc")
    assert officer.post_form(f"{PAGE}/ca-nhan/{moved}", {}, page=f"{PAGE}/ca-nhan").status_code == 303
    assert [(each.id, each.moved_here) for each in register(town)] == [(moved, False)]


# --- titles received


REGISTER = f"{PAGE}/ca-nhan"


def note(client: TownClient, **fields: str) -> tuple[int, Page]:
    answer = client.post_form(REGISTER, {"nam_nhan": "2022", **fields}, page=REGISTER)
    return answer.status_code, Page(answer.get_data(as_text=True) or "<p>")


def test_a_title_of_the_unit_stands_beside_the_one_aimed_at(officer: TownClient, town: Town) -> None:
    assert note(officer, danh_hieu="Tập thể lao động xuất sắc", quyet_dinh="QĐ 15/QĐ-UBND")[0] == 303
    text = officer.page(PAGE).text()
    assert "Ba năm trước: 2022 Tập thể lao động xuất sắc · 2021 chưa có số liệu" in text
    assert "QĐ 15/QĐ-UBND" in officer.page(REGISTER).text()


def test_pasted_lines_find_their_person_and_what_is_not_certain_comes_back(
    officer: TownClient, town: Town
) -> None:
    person(town, "Ksor H'Lan", "Công chức")
    person(town, "Ksor H'Lan", "Phó Chủ tịch")
    lines = [
        f"{NAME}\tChủ tịch\t2022\tChiến sĩ thi đua cơ sở\tQĐ 9",
        "2021\tTập thể lao động tiên tiến",
        "KSOR H’LAN\tCông chức\t2022\tLao động tiên tiến",
    ]
    status, page = note(officer, danh_sach="\n".join(lines))
    assert status == 422
    left = "".join(page.by_id("danh_sach").itertext()).strip()
    assert left == "KSOR H’LAN\tCông chức\t2022\tLao động tiên tiến"
    assert "chưa rõ là ai" in page.text()
    held = {each.ho_ten: [t.danh_hieu for t in each.da_nhan] for each in register(town)}
    assert held[NAME] == ["chien_si_thi_dua_co_so"]
    assert held["Ksor H'Lan"] == []
    unit = ca_nhan.received_by_unit(town.session, town.don_vi_id)
    assert [(t.nam, t.danh_hieu, t.xac_nhan) for t in unit] == [(2021, "tap_the_lao_dong_tien_tien", False)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"danh_sach": "A\tB\thai mươi\tLao động tiên tiến"}, "“hai mươi” không đọc được"),
        ({"danh_sach": "một cột"}, "cần 4 hoặc 5 cột"),
        ({"danh_hieu": "Lao động tiên tiến", "nam_nhan": "22"}, "bốn chữ số"),
        ({"danh_hieu": ""}, "Ghi danh hiệu"),
        ({"danh_hieu": "Lao động tiên tiến", "ca_nhan": "moi"}, "Ghi họ và tên"),
    ],
)
def test_what_cannot_be_read_comes_back_and_nothing_is_written(
    officer: TownClient, town: Town, fields: dict[str, str], words: str
) -> None:
    status, page = note(officer, **fields)
    assert status == 422
    assert words in page.text()
    for name, typed in fields.items():
        field = page.by_id(name)
        chosen = [o.get("value") for o in field.iter("option") if o.get("selected") is not None]
        assert typed in (field.get("value") or "".join(chosen) or "".join(field.itertext()).strip())
    assert register(town) == []
    assert ca_nhan.received_by_unit(town.session, town.don_vi_id) == []


def test_what_the_office_entered_the_unit_does_not_take_away(officer: TownClient, town: Town) -> None:
    office = town.actor("thuongtruc")
    with changing(town):
        acts.add_received(town.session, office, town.don_vi_id, 2022, "Cờ", "", at=builders.EARLY)
    (row,) = ca_nhan.received_by_unit(town.session, town.don_vi_id)
    assert row.xac_nhan
    with pytest.raises(NotYourFunction), changing(town):
        acts.drop_received(town.session, town.actor("canbo"), town.don_vi_id, row.id, at=builders.EARLY)
    with changing(town):
        acts.add_received(town.session, office, town.don_vi_id, 2022, "Cờ", "QĐ 3", at=builders.EARLY)
        acts.drop_received(town.session, office, town.don_vi_id, row.id, at=builders.EARLY)
    assert ca_nhan.received_by_unit(town.session, town.don_vi_id) == []


def test_two_who_correct_one_person_are_told(town: Town) -> None:
    known, canbo = person(town), town.actor("canbo")
    with changing(town):
        acts.change_person(town.session, canbo, known, "Rơ Ô Thuân", "", at=builders.EARLY, row_version=1)
    with pytest.raises(NotNow), changing(town):
        acts.change_person(town.session, canbo, known, "Rơ Ô Thuần", "", at=builders.EARLY, row_version=1)


@pytest.mark.parametrize(("who", "status"), [("canbo.khac", 404), ("hoidong", 404), ("thuongtruc", 200)])
def test_a_units_register_is_its_own_and_the_towns(
    client: TownClient, town: Town, who: str, status: int
) -> None:
    client.login(who)
    assert client.get(REGISTER).status_code == status
