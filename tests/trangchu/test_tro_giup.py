"""Help: every page is there, open before a login, and speaks of things that exist."""

import re
from pathlib import Path

from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.trangchu.compose.tro_giup import HELP, page_for
from thidua.web import labels
from thidua.web.pages import NAV

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_every_page_of_help_opens_without_a_login(client: TownClient) -> None:
    page = client.page("/tro-giup/")
    links = {a.get("href") or "" for a in page.all("a")}
    for name, words in HELP.items():
        address = f"/tro-giup/{name.replace('_', '-')}"
        assert address in links
        assert words in client.page(address).text()
    assert client.get("/tro-giup/khong-co").status_code == 404
    assert client.get("/tro-giup/khung").status_code == 404


def test_people_to_ask_are_named_only_to_who_is_logged_in(client: TownClient, session: Session) -> None:
    builders.account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Nguyễn Thu Hà")
    assert "Nguyễn Thu Hà" not in client.page("/tro-giup/").text()
    client.login("thuongtruc")
    assert "Nguyễn Thu Hà" in client.page("/tro-giup/").text()


def test_the_buttons_that_help_names_exist() -> None:
    """What stands in quotation marks is on some screen: in the header, on a button, in a template."""
    text = "".join(
        path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html") if "tro_giup" not in path.parts
    )
    known = {words for _, words, _ in NAV} | {step.button for step in labels.STEPS.values()}
    known |= {duty.name for duty in labels.OBLIGATIONS.values()} | {
        step.happened for step in labels.STEPS.values()
    }
    known |= {shown.words for table in (labels.STATES, labels.SITUATIONS) for shown in table.values()}
    known |= {step.button for step in labels.PLEDGE_STEPS.values()}
    known |= set(labels.FIGURE_KINDS.values())
    for path in sorted((TEMPLATES / "trangchu" / "tro_giup").glob("*.html")):
        for named in re.findall(r"“([^”{]+)”", path.read_text(encoding="utf-8")):
            assert named in known or named in text, f"{path.name}: “{named}”"


def test_the_question_mark_leads_to_the_page_that_speaks_of_the_page(
    client: TownClient, session: Session
) -> None:
    places = {
        "/2023/dang-ky/x/ca-nhan": "danh_hieu",
        "/2023/giao-uoc/cum-mot/ky": "ky_giay",
        "/2023/giao-uoc/cum-mot": "giao_uoc",
        "/2023/cai-dat/quy-dinh": "can_cu",
        "/2023/cai-dat/": "mo_nam",
        "/tai-khoan/uy-quyen": "uy_quyen",
        "/2023/nhap/": "nhap_excel",
        "/": "",
    }
    assert {path: page_for(path) for path in places} == places
    assert page_for("/2023/phe-duyet/", approves=True) == "duyet"
    assert {page_for(f"/2023{path}") for path in ("/phe-duyet/", "/theo-doi/")} == {"tiep_nhan"}
    builders.account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Nguyễn Thu Hà")
    client.login("thuongtruc")
    page = client.page("/tai-khoan/")
    assert "/tro-giup/don-vi" in {a.get("href") for a in page.all("a")}


def test_every_page_of_help_is_short() -> None:
    for path in sorted((TEMPLATES / "trangchu" / "tro_giup").glob("*.html")):
        words = re.sub(r"<[^>]+>|{[%{].*?[%}]}", " ", path.read_text(encoding="utf-8")).split()
        assert len(words) <= 330, path.name
