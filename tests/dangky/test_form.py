"""The officer's form: what is typed is kept, what cannot be read comes back as typed."""

from decimal import Decimal

import pytest

from tests.dangky.conftest import PAGE, Town
from tests.town_client import TownClient
from thidua.dangky import queries


@pytest.fixture
def officer(client: TownClient, town: Town) -> TownClient:
    client.login("canbo")
    return client


def test_the_page_holds_five_sections_and_every_target(officer: TownClient, town: Town) -> None:
    page = officer.page(PAGE)
    for section in ("p1", "p2", "p3", "p4", "p5"):
        page.by_id(section)
    for target in (town.thu, town.bhyt, town.tai_nan):
        assert page.by_id(f"dk-{target}").get("value") == ""
    assert page.by_id(f"dk-{town.so_hoa}").get("type") == "checkbox"
    assert "12/UBND-NV" in page.text()
    assert "Quyết định số 196/QĐ-UBND" in page.text()


def test_the_whole_form_is_kept(officer: TownClient, town: Town) -> None:
    answer = officer.post_form(PAGE, town.form())
    assert answer.status_code == 303
    held = town.contents()
    assert held.values[town.thu].gia_tri == Decimal(2450)
    assert held.values[town.so_hoa].gia_tri is None
    assert [each.nguoi_phu_trach for each in held.phong_trao] == ["Ksor H'Lan"]
    assert held.kho_khan == ("Nợ đọng thuế kéo dài",)
    assert held.giai_phap == "Đối chiếu nợ thuế theo tháng."
    assert [(t.loai, t.danh_hieu, t.ten) for t in held.danh_hieu] == [
        ("tap_the", "tap_the_lao_dong_xuat_sac", ""),
        ("ca_nhan", "chien_si_thi_dua_co_so", "Rơ Ô Thuận"),
    ]
    page = officer.page(PAGE)
    assert page.by_id(f"dk-{town.thu}").get("value") == "2.450"
    assert page.by_id("cn-1-danh_hieu").get("value") == "Chiến sĩ thi đua cơ sở"
    assert "1.225" in page.by_id(f"ct{town.thu}").itertext().__iter__().__class__.__name__ or "1.225" in "".join(
        page.by_id(f"ct{town.thu}").itertext()
    )
