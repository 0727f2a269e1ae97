"""The minutes of the unit's meeting go with its registration."""

import io
from decimal import Decimal

from tests.baocao.test_minh_chung import PNG
from tests.dangky.conftest import PAGE, Town
from tests.town_client import Page, TownClient
from thidua.hoso import queries as hoso


def names(town: Town) -> list[str]:
    town.session.rollback()
    return [tep.ten for tep in hoso.files(town.session, town.view().ho_so.phien_ban_id)]


def test_the_minutes_are_kept_with_the_form_and_shown_to_its_readers(client: TownClient, town: Town) -> None:
    client.login("canbo")
    page = client.page(PAGE)
    assert [x.get("name") for x in page.all("input") if x.get("type") == "file"] == ["tep"]
    bad = town.form(tep=(io.BytesIO(b"MZ" + bytes(600)), "bien-ban.pdf"), giai_phap="Họp hằng tuần")
    answer = client.post_form(PAGE, bad)
    assert answer.status_code == 422
    assert "bien-ban.pdf" in Page(answer.get_data(as_text=True)).text()
    assert (town.contents().giai_phap, names(town)) == ("Họp hằng tuần", [])

    sent = client.post_form(f"{PAGE}/buoc/trinh", town.form(tep=(io.BytesIO(PNG), "bien-ban.png")))
    assert sent.status_code == 303
    assert names(town) == ["bien-ban.png"]
    assert town.contents().values[town.thu].gia_tri == Decimal(2450)
    client.login("thutruong")
    for address in (PAGE, f"{PAGE}.html"):
        assert "biên bản họp" in client.page(address).text().casefold()
    file = hoso.files(town.session, town.view().ho_so.phien_ban_id)[0]
    assert client.get(f"/tep/{file.id}").data == PNG
    client.login("canbo.khac")
    assert client.get(f"/tep/{file.id}").status_code == 404
