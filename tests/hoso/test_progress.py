"""What the progress fragment says to whom."""

from datetime import date, timedelta

import pytest
from flask import Flask, render_template
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tests import builders
from tests.conftest import NOON
from tests.kept_towns import Builder
from thidua.core.actor import Role
from thidua.core.workflow import State
from thidua.db.base import writing
from thidua.hoso import actions, queries
from thidua.hoso.forms import StepForm

CODE = "phuong-cheo-reo"


@pytest.fixture
def town(built_once: Builder) -> Session:
    """One unit with officer, head and thường trực."""
    return built_once(_town)


def _town(session: Session) -> Session:
    with writing(session):
        unit = builders.unit(session)
        nam_id = builders.year(session)
        builders.ho_so(session, nam_id, unit)
        builders.account(session, "canbo", Role.CAN_BO, don_vi=unit, ho_ten="Ksor H'Lan")
        builders.account(session, "thutruong", Role.THU_TRUONG, don_vi=unit, ho_ten="Rơ Ô Thuận")
        builders.account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Lê Thị Bình")
        builders.account(session, "truongphong", Role.LANH_DAO_PHONG, ho_ten="Đỗ Văn Nam")
    return session


def step(session: Session, account: str, name: str, reason: str = "", **more: object) -> None:
    with writing(session):
        actor = builders.person_of(session, account)
        view = queries.find(session, actor, 2023, "dang_ky", CODE)
        actions.move(session, actor, view.ho_so, name, at=NOON, reason=reason, **more)  # type: ignore[arg-type]


def progress(session: Session, account: str) -> queries.ProgressRow:
    actor = builders.person_of(session, account)
    view = queries.find(session, actor, 2023, "dang_ky", CODE)
    row = queries.progress(session, actor, view, NOON + timedelta(hours=1))
    session.rollback()
    return row


def test_an_untouched_ho_so_is_with_the_officer_and_counts_its_working_days_late(town: Session) -> None:
    row = progress(town, "canbo")
    assert (row.state, row.holder, row.since) == (State.NHAP, Role.CAN_BO, None)
    assert row.is_late
    assert row.days_left == (date(2023, 3, 31) - NOON.date()).days
    assert row.days_late == 59
    assert [s.name for s in row.steps] == ["trinh"]


def test_a_return_tells_the_unit_where_and_why_and_others_nothing(town: Session) -> None:
    step(town, "canbo", "trinh")
    step(town, "thutruong", "tra_lai", "Xem lại mức thu", pins={"p2": ""})
    row = progress(town, "canbo")
    assert (row.back_reason, row.pins) == ("Xem lại mức thu", (("p2", ""),))
    assert [e.buoc for e in row.timeline] == ["trinh", "tra_lai"]
    outside = progress(town, "thuongtruc")
    assert (outside.back_reason, outside.pins, outside.timeline) == ("", (), ())
    assert (outside.state, outside.holder) == (State.TRA_LAI, Role.CAN_BO)


def test_an_extension_moves_the_day_and_is_shown_with_its_reason(town: Session, app: Flask) -> None:
    step(town, "truongphong", "gia_han", "Mưa lũ", new_day=date(2023, 6, 30))
    row = progress(town, "canbo")
    assert (row.extended, row.is_late, row.days_left) == (True, False, 8)
    with app.test_request_context("/"):
        page = render_template("hoso/_progress.html", progress=row, page="/2023/dang-ky/" + CODE)
    assert "gia hạn từ 31/3/2023: Mưa lũ" in page
    assert "Còn 8 ngày" in page


def test_the_fragment_draws_the_buttons_of_the_reader(town: Session, app: Flask) -> None:
    step(town, "canbo", "trinh")
    offered = [("p2", "2. Chỉ tiêu")]
    with app.test_request_context("/"):
        page = render_template(
            "hoso/_progress.html",
            progress=progress(town, "thutruong"),
            page="/2023/dang-ky/" + CODE,
            pins_offered=offered,
        )
    assert 'action="/2023/dang-ky/phuong-cheo-reo/buoc/duyet"' in page
    assert 'name="ghim" value="p2"' in page
    assert "Ksor H&#39;Lan, lúc 10:00 ngày 22/6/2023" in page


def test_a_step_form_reads_reason_pins_day_and_lock(app: Flask) -> None:
    sent = MultiDict(
        [("ly_do", " Sai số "), ("ghim", "p2"), ("ghim", "p2"), ("row_version", "7"), ("han_moi", "5/6")]
    )
    with app.test_request_context("/"):
        form = StepForm(sent, nam=2023)
        assert form.validate()
    assert (form.ly_do.data, form.pins, form.row_version.data) == ("Sai số", {"p2": ""}, 7)
    assert form.han_moi.data == date(2023, 6, 5)


def test_a_lock_that_is_no_number_is_none(app: Flask) -> None:
    with app.test_request_context("/"):
        assert StepForm(MultiDict([("row_version", "x")])).row_version.data is None
