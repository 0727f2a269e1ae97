"""The calendar of a year: its table, the offered days, the days of a reader as .ics and on a wall."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.core.calendar import VN
from thidua.core.errors import NotThere, WrongInput
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.namthidua import queries as years
from thidua.namthidua.actions import lich as actions
from thidua.namthidua.queries import lich as calendar
from thidua.namthidua.queries.lich import NgayRow
from thidua.vanban.check import check

NOW = datetime(2023, 6, 22, 10, 0, tzinfo=VN)
PAGE = "/2023/cai-dat/lich"


@contextmanager
def acting(session: Session) -> Iterator[None]:
    """A writing unit, after what was only read."""
    session.commit()
    with writing(session):
        yield


@pytest.fixture
def town(built_once: Builder) -> list[DonVi]:
    return built_once(_town)


def _town(session: Session) -> list[DonVi]:
    made = builders.town(session, 3)
    session.commit()
    return made


DAY_COUNTS = [
    # (year, due, done, working days late): holidays, compensation, swapped days, ends of years
    (2023, date(2023, 1, 19), date(2023, 1, 27), 1),
    (2023, date(2023, 4, 28), date(2023, 5, 4), 1),
    (2023, date(2023, 8, 31), date(2023, 9, 5), 1),
    (2023, date(2023, 6, 16), date(2023, 6, 18), 0),
    (2024, date(2024, 2, 7), date(2024, 2, 15), 1),
    (2024, date(2024, 4, 26), date(2024, 5, 4), 3),
    (2024, date(2024, 5, 3), date(2024, 5, 4), 1),
    (2024, date(2024, 5, 3), date(2024, 5, 5), 1),
    (2024, date(2024, 8, 30), date(2024, 9, 4), 1),
    (2025, date(2025, 1, 24), date(2025, 2, 3), 1),
    (2025, date(2025, 4, 25), date(2025, 4, 26), 1),
    (2025, date(2025, 4, 29), date(2025, 5, 5), 1),
    (2025, date(2025, 8, 29), date(2025, 9, 3), 1),
    (2026, date(2025, 12, 31), date(2026, 1, 5), 1),
    (2026, date(2026, 1, 9), date(2026, 1, 10), 1),
    (2026, date(2026, 2, 13), date(2026, 2, 23), 1),
    (2026, date(2026, 4, 24), date(2026, 4, 28), 1),
    (2026, date(2026, 4, 29), date(2026, 5, 4), 1),
    (2026, date(2026, 8, 21), date(2026, 8, 22), 1),
    (2026, date(2026, 8, 28), date(2026, 9, 3), 1),
    (2026, date(2026, 11, 23), date(2026, 11, 24), 0),
    (2026, date(2026, 11, 23), date(2026, 11, 25), 1),
    (2027, date(2026, 12, 31), date(2027, 1, 4), 1),
    (2027, date(2027, 4, 15), date(2027, 4, 19), 1),
    (2027, date(2027, 4, 29), date(2027, 5, 4), 1),
]


def test_the_offered_days_count_right(session: Session, town: list[DonVi]) -> None:
    with acting(session):
        for nam in range(2023, 2028):
            assert actions.set_days(session, None, calendar.offered(nam), at=NOW) >= 10
    table = years.work_calendar(session)
    counted = [table.workdays_between(due, done) for _, due, done, _ in DAY_COUNTS]
    assert counted == [days for *_, days in DAY_COUNTS]
    assert table.workdays_between(date(2023, 12, 29), date(2024, 1, 2)) == 1, "over the end of a year"
    assert table.workdays_between(date(2024, 12, 31), date(2025, 1, 2)) == 1


@pytest.mark.parametrize("nam", range(2023, 2028))
def test_the_offered_days_stand_in_order_with_a_source(nam: int) -> None:
    days = [one.ngay for one in calendar.offered(nam)]
    assert days == sorted(set(days))
    assert all(one.nguon and one.ten for one in calendar.offered(nam))
    assert all(one.ngay.weekday() >= 5 for one in calendar.offered(nam) if one.loai == "lam_bu")


def test_a_year_that_is_not_kept_offers_nothing() -> None:
    assert list(calendar.offered(2031)) == []
    assert calendar.pending(2031) == ""


def test_what_nobody_ruled_yet_is_said_on_the_page(
    session: Session, client: TownClient, town: list[DonVi]
) -> None:
    queries_year = years.year(session, 2023)
    queries_year.nam = 2027
    session.commit()
    client.login("thuongtruc")
    page = client.page("/2027/cai-dat/lich").text()
    assert "Chưa có thông báo nghỉ Tết Âm lịch và Quốc khánh năm 2027" in page
    assert page.count("(chưa kiểm chứng)") == 3
    assert client.post_form("/2027/cai-dat/lich/goi-y", {}, page="/2027/cai-dat/lich").status_code == 303
    assert client.page("/2027/cai-dat/lich").text().count("chưa kiểm chứng") == 3


def test_an_ordinary_day_is_not_worked_in_exchange(session: Session, town: list[DonVi]) -> None:
    with pytest.raises(WrongInput, match="lam_bu_ngay_thuong"), acting(session):
        actions.set_days(session, None, [NgayRow(date(2023, 6, 22), "lam_bu", "Làm bù")], at=NOW)
    with pytest.raises(NotThere), acting(session):
        actions.drop_day(session, None, date(2023, 6, 22), at=NOW)


def test_the_table_is_edited_on_its_page(session: Session, client: TownClient, town: list[DonVi]) -> None:
    client.login("thuongtruc")
    assert "Đưa 17 ngày vào lịch" in client.page(PAGE).text()
    assert client.post_form(f"{PAGE}/goi-y", {}, page=PAGE).status_code == 303
    assert len(calendar.days_of(session, 2023)) == 17
    typed: dict[str, Any] = {"ngay": "11/6/2023", "loai": "lam_bu", "ten": "Làm bù", "nguon": "CV 1"}
    for wrong in ({"ngay": "12/6/2023"}, {"ngay": "11/6/2024"}, {"ngay": "31/6"}, {"ten": ""}):
        answer = client.post_form(PAGE, typed | wrong, page=PAGE)
        assert answer.status_code == 422
        assert "CV 1" in answer.get_data(as_text=True)
    assert client.post_form(PAGE, typed, page=PAGE).status_code == 303
    assert date(2023, 6, 11) in years.work_calendar(session).swapped_workdays
    answer = client.post_form(f"{PAGE}/xoa", {"ngay": "11/6/2023"}, page=PAGE)
    assert answer.status_code == 303
    assert years.work_calendar(session).swapped_workdays == frozenset()


def events(client: TownClient, address: str) -> dict[str, tuple[date, str]]:
    answer = client.get(address)
    assert answer.mimetype == "text/calendar"
    found = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    return {str(one["UID"]): (one["DTSTART"].dt, str(one["SUMMARY"])) for one in found}


def test_the_electronic_calendar_keeps_its_names(
    session: Session, client: TownClient, town: list[DonVi]
) -> None:
    client.login("canbo.don-vi-1")
    before = events(client, "/2023/lich.ics")
    assert before["han-2023-so_ket@thidua"] == (date(2023, 6, 20), "Hạn nộp: Báo cáo sơ kết 6 tháng")
    builders.step(session, town[0], "so_ket", "trinh", "canbo.don-vi-1", NOW)
    duty_page = "/2023/cai-dat/nghia-vu"
    client.login("thuongtruc")
    client.page(duty_page)
    assert client.get("/2023/lich.ics?cum=khong-co").status_code == 404
    assert events(client, "/2023/lich.ics").keys() >= before.keys()
    client.login("canbo.don-vi-1")
    assert events(client, "/2023/lich.ics") == before
    assert client.get("/2023/lich.ics?cum=khoi-hai").status_code == 404, "another group's calendar"
    client.login("xem")
    assert all("han-" not in uid for uid in events(client, "/2023/lich.ics"))


def test_the_sheet_for_the_wall_meets_the_decree(
    client: TownClient, session: Session, town: list[DonVi]
) -> None:
    with acting(session):
        actions.set_days(session, None, calendar.offered(2023), at=NOW)
    client.login("thuongtruc")
    assert "Tháng 12" in client.page("/2023/lich?cum=cum-mot").text()
    answer = client.get("/2023/lich.docx?cum=cum-mot")
    assert [f.message for f in check(answer.get_data()) if f.level == "error"] == []
    text = client.get("/2023/lich.html?cum=cum-mot").get_data(as_text=True)
    assert "nghỉ 01–02, 20–26" in text
    assert "20: Báo cáo sơ kết 6 tháng" in text
