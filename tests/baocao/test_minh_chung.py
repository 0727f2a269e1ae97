"""Evidence pinned to the very figure: shared by several, sealed with the version, seen by who reads it."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests import builders
from tests.baocao.conftest import PAGE, SPRING, Town, acting
from tests.town_client import Page, TownClient
from thidua.hoso import actions as hoso_actions
from thidua.hoso import queries as hoso_queries
from thidua.hoso.actions import minh_chung

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PROOF = f"{PAGE}/minh-chung"


def pin(client: TownClient, *targets: int, name: str = "bien-lai.png", content: bytes = PNG) -> int:
    data = {"csrf_token": client.token(), "chi_tieu": [str(t) for t in targets]}
    if name:
        data["tep_minh_chung"] = (io.BytesIO(content), name)
    return client.post(PROOF, data=data, content_type="multipart/form-data").status_code


def pins(town: Town) -> dict[int, list[str]]:
    town.session.rollback()
    found = hoso_queries.evidence(town.session, town.ho_so().phien_ban_id)
    return {target: [tep.ten for tep in teps] for target, teps in found.items()}


def file_id(town: Town) -> int:
    return next(iter(hoso_queries.evidence(town.session, town.ho_so().phien_ban_id).values()))[0].id


@pytest.fixture
def officer(client: TownClient, town: Town) -> TownClient:
    client.login("canbo")
    return client


def test_one_file_proves_two_figures_and_stands_beside_both(officer: TownClient, town: Town) -> None:
    assert pin(officer, town.thu, town.giao_quan) == 303
    assert pins(town) == {town.thu: ["bien-lai.png"], town.giao_quan: ["bien-lai.png"]}
    page = officer.page(PAGE)
    for target in (town.thu, town.giao_quan):
        links = [a.get("href") for a in page.by_id(f"ct{target}").iter("a")]
        assert links == [f"/tep/{file_id(town)}"]
    got = officer.get(f"/tep/{file_id(town)}")
    assert (got.status_code, got.data) == (200, PNG)


def test_a_file_that_is_there_is_pinned_to_a_further_figure_and_taken_off(
    officer: TownClient, town: Town
) -> None:
    pin(officer, town.thu)
    again = {"csrf_token": officer.token(), "chi_tieu": str(town.so_hoa), "tep_id": str(file_id(town))}
    assert officer.post(PROOF, data=again).status_code == 303
    assert set(pins(town)) == {town.thu, town.so_hoa}
    assert officer.post_form(f"{PROOF}/{file_id(town)}/{town.thu}/bo", {}, page=PAGE).status_code == 303
    assert set(pins(town)) == {town.so_hoa}


def test_pinning_keeps_what_is_typed_beside_it(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.answers(**{f"uoc__{town.thu}": "1,190"}), page=PAGE)
    assert pin(officer, town.thu) == 303
    assert officer.page(PAGE).by_id(f"uoc-{town.thu}").get("value") == "1,190"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("", b"", "Chưa chọn tệp"),
        ("so-lieu.pdf", b"MZ" + bytes(600), "so-lieu.pdf"),
        ("so-lieu.xyz", PNG[:20], "so-lieu.xyz"),
    ],
)
def test_what_is_no_evidence_is_refused_with_its_sentence(
    officer: TownClient, town: Town, name: str, content: bytes, words: str
) -> None:
    data = {"csrf_token": officer.token(), "chi_tieu": str(town.thu)}
    if name:
        data["tep_minh_chung"] = (io.BytesIO(content), name)
    answer = officer.post(PROOF, data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert words in Page(answer.get_data(as_text=True)).text()
    assert pins(town) == {}


def test_a_file_for_no_figure_or_for_anothers_is_refused(officer: TownClient, town: Town) -> None:
    assert pin(officer) == 422
    assert pin(officer, 999999) == 404
    assert (
        officer.post(
            PROOF, data={"csrf_token": officer.token(), "chi_tieu": str(town.thu), "tep_id": "999"}
        ).status_code
        == 404
    )


def test_the_head_and_the_office_see_it_beside_the_figure_and_strangers_do_not(
    officer: TownClient, town: Town
) -> None:
    pin(officer, town.giao_quan)
    proof = file_id(town)
    assert officer.post_form(f"{PAGE}/buoc/trinh", town.answers(), page=PAGE).status_code == 303
    seen = {"thutruong": True, "thuongtruc": False, "canbo.khac": False}
    for who in seen:
        officer.logout()
        try:
            officer.login(who)
        except AssertionError:
            continue
        assert (officer.get(f"/tep/{proof}").status_code == 200) is seen[who], who
    officer.logout()
    officer.login("thutruong")
    links = [a.get("href") for a in officer.page(PAGE).by_id("p1").iter("a")]
    assert f"/tep/{proof}" in links
    officer.post_form(f"{PAGE}/buoc/duyet", page=PAGE)
    officer.logout()
    officer.login("thuongtruc")
    assert officer.get(f"/tep/{proof}").status_code == 200
    assert f"/tep/{proof}" in [a.get("href") for a in officer.page(PAGE).by_id("p1").iter("a")]


def test_a_sealed_version_keeps_its_evidence_and_the_next_one_begins_with_it(town: Town) -> None:
    session = town.session
    with acting(session):
        canbo, ho_so = builders.person_of(session, "canbo"), town.ho_so()
        minh_chung.pin_new_file(
            session, canbo, ho_so, [town.thu], sha256="a" * 64, name="a.pdf", kind="pdf", size=9, at=SPRING
        )
        hoso_actions.move(session, canbo, ho_so, "trinh", at=SPRING)
        sealed, mark = ho_so.phien_ban_id, hoso_queries.open_version(session, ho_so).van_tay
    session.rollback()
    with pytest.raises(DBAPIError, match="sealed version"), acting(session):
        session.execute(text(f"DELETE FROM minh_chung WHERE phien_ban_id = {sealed}"))
    with acting(session):
        ho_so = town.ho_so()
        hoso_actions.move(session, canbo, ho_so, "rut_lai", at=SPRING + timedelta(hours=1))
        later = ho_so.phien_ban_id
        minh_chung.unpin(session, canbo, ho_so, file_id(town), town.thu, at=SPRING + timedelta(hours=1))
        hoso_actions.move(session, canbo, ho_so, "trinh", at=SPRING + timedelta(hours=2))
        assert hoso_queries.open_version(session, ho_so).van_tay != mark
    assert list(hoso_queries.evidence(session, sealed)) == [town.thu]
    assert hoso_queries.evidence(session, later) == {}
