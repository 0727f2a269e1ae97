"""The name of its day: pages of a year, sealed papers, and the town that itself becomes another."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.builders import EARLY
from tests.conftest import TownClock
from tests.town_client import TownClient
from thidua.core.calendar import VN
from thidua.core.errors import NotNow
from thidua.db.base import writing
from thidua.donvi.actions import TenMoi
from thidua.donvi.actions.ke_thua import KetThuc, end_unit
from thidua.donvi.actions.ten import rename_unit
from thidua.donvi.models import DonVi
from thidua.donvi.queries import day_in_year
from thidua.donvi.queries.co_quan import office_on
from thidua.hoso import actions as hoso_actions
from thidua.hoso.models import HoSo
from thidua.namthidua.models import NamThiDua
from thidua.vanban.check import check

OLD, NEW = "Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị"
WARD = {
    "bac": "phuong",
    "ten": "phường Ayun Pa",
    "cap_uy": "Đảng ủy",
    "ubnd": "Ủy ban nhân dân phường",
    "hoi_dong": "Hội đồng Thi đua - Khen thưởng phường",
    "thuong_truc": "Phòng Văn hóa - Xã hội",
    "ubnd_ban_hanh": ("ỦY BAN NHÂN DÂN", "PHƯỜNG AYUN PA"),
}


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=VN)


@pytest.fixture
def changing_town(session: Session) -> None:
    """Three units and three years: one is renamed on 01/3/2024, one closed on 30/6/2024, and on 01/7/2025 the
    thị xã is a phường with another standing body."""
    with writing(session):
        one, two = builders.town(session, 2)
        builders.unit(session, "phong-noi-vu", "Phòng Nội vụ thị xã Ayun Pa", order=3)
        for nam in (2024, 2026):
            nam_id = builders.year(session, nam)
            builders.ho_so(session, nam_id, one) if nam == 2026 else builders.ho_so(session, nam_id, one, two)
        ids = one.id, two.id
    named = TenMoi(NEW, "Phòng KT-HT-ĐT", (), (NEW.upper(),), ("TRƯỞNG PHÒNG",), "KTHTĐT", "Ayun Pa")
    first = TenMoi(OLD, OLD, (), (OLD.upper(),), ("TRƯỞNG PHÒNG",), "KT", "Ayun Pa")
    with writing(session):
        rename_unit(session, None, ids[0], first, date(2023, 1, 2), at=EARLY)
        rename_unit(session, None, ids[0], named, date(2024, 3, 1), at=EARLY)
        end_unit(session, None, ids[1], KetThuc(date(2024, 6, 30), "sap_nhap", (ids[0],), ""), at=EARLY)
        culture = builders.unit(session, "phong-van-hoa", "Phòng Văn hóa - Xã hội phường Ayun Pa", order=4)
        builders.office(session, date(2025, 7, 1), thuong_truc_id=culture.id, **WARD)


def test_the_day_of_a_year_never_leaves_it() -> None:
    days = [day_in_year(2023, moment) for moment in (at(2022, 5, 5), at(2023, 5, 5), at(2026, 5, 5))]
    assert days == [date(2023, 1, 1), date(2023, 5, 5), date(2023, 12, 31)]


def test_the_office_is_that_of_the_day(session: Session, changing_town: None) -> None:
    names = [office_on(session, day).ten for day in (date(2025, 6, 30), date(2025, 7, 1))]
    assert names == ["thị xã Ayun Pa", "phường Ayun Pa"]
    with pytest.raises(NotNow, match="chua_co_co_quan"):
        office_on(session, date(2022, 12, 31))


def test_pages_of_a_year_show_the_names_of_that_year(
    client: TownClient, clock: TownClock, changing_town: None
) -> None:
    clock.moment = at(2026, 8, 3)
    client.login("thuongtruc")
    for stage in ("dang-ky/", "theo-doi/", "giao-uoc/"):
        old, new = client.page(f"/2023/{stage}").text(), client.page(f"/2024/{stage}").text()
        assert OLD in old, stage
        assert NEW not in old, stage
        if stage != "giao-uoc/":
            assert NEW in new or "Phòng KT-HT-ĐT" in new, stage
        assert "Đơn vị số 2" in old, stage
    assert "Đơn vị số 2" in client.page("/2024/dang-ky/don-vi-2").text()
    assert OLD in client.page("/2023/dang-ky/don-vi-1").text()
    assert NEW in client.page("/2024/dang-ky/don-vi-1").text()
    assert "Đơn vị số 2" not in client.page("/don-vi/").text()
    for page in ("/2023/", "/2023/bao-cao/so-ket/don-vi-2", "/2023/ke-hoach/don-vi-2", "/2023/phe-duyet/"):
        assert client.get(page).status_code == 200, page


def test_a_sealed_paper_keeps_the_names_of_its_day(
    client: TownClient, session: Session, clock: TownClock, changing_town: None
) -> None:
    clock.moment = at(2026, 8, 3)
    with writing(session):
        of_2023 = select(HoSo).join(NamThiDua, NamThiDua.id == HoSo.nam_id)
        unit = session.scalars(select(DonVi).where(DonVi.code == "don-vi-1")).one()
        row = session.scalars(
            of_2023.where(NamThiDua.nam == 2023, HoSo.don_vi_id == unit.id, HoSo.loai == "dang_ky")
        ).one()
        officer = builders.person_of(session, "canbo.don-vi-1")
        hoso_actions.move(session, officer, row, "trinh", at=at(2023, 3, 20))
    client.login("canbo.don-vi-1")
    old, new = (client.get(f"/{nam}/dang-ky/don-vi-1.html").text for nam in (2023, 2026))
    assert OLD.upper() in old
    assert "Hội đồng Thi đua - Khen thưởng thị xã (qua Phòng Nội vụ thị xã)" in old
    assert NEW.upper() in new
    assert "Hội đồng Thi đua - Khen thưởng phường (qua Phòng Văn hóa - Xã hội phường)" in new
    assert "thị xã" not in new.lower()


def test_the_town_itself_reports_under_the_name_of_its_day(
    client: TownClient, clock: TownClock, changing_town: None
) -> None:
    clock.moment = at(2026, 8, 3)
    client.login("thuongtruc")
    papers = {
        (nam, ban): client.get(f"/{nam}/tong-hop/so-ket.html?ban={ban}").text
        for nam in (2023, 2026)
        for ban in ("nv", "ubnd")
    }
    assert "Kính gửi: Ủy ban nhân dân thị xã" in papers[2023, "nv"]
    assert "PHÒNG NỘI VỤ THỊ XÃ AYUN PA" in papers[2023, "nv"]
    assert "Kính gửi: Ủy ban nhân dân phường" in papers[2026, "nv"]
    assert "PHÒNG VĂN HÓA - XÃ HỘI PHƯỜNG AYUN PA" in papers[2026, "nv"]
    assert "THỊ XÃ AYUN PA" in papers[2023, "ubnd"]
    assert "PHƯỜNG AYUN PA" in papers[2026, "ubnd"]
    assert "Thường trực Đảng ủy (b/c)" in papers[2026, "ubnd"]
    assert "thị xã" not in papers[2026, "nv"].lower()
    assert "thị xã" not in papers[2026, "ubnd"].lower()
    for nam in (2023, 2026):
        found = check(client.get(f"/{nam}/tong-hop/so-ket.docx").data)
        assert [one for one in found if one.level == "error"] == []
