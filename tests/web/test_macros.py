"""Every macro, rendered once and read strictly."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField

from tests.town_client import Page, TownClient
from thidua.core.actor import Role
from thidua.core.workflow import STEPS, Situation, State, steps_open_to
from thidua.web import labels
from thidua.web.access import PUBLIC, needs
from thidua.web.forms import ChuVN, DoanVN, Form, SoVN, TepTai

PAGE = """{% extends "base.html" %}
{% from "macros/form.html" import hidden, field, file, narrative %}
{% from "macros/form.html" import error_text, number_cell, stamp, summary %}
{% from "macros/status.html" import leaf, status %}
{% from "macros/steps.html" import steps %}
{% from "macros/table.html" import docx, empty, table, xlsx %}
{% block title %}Mẫu giao diện{% endblock %}
{% block main %}<h1>Mẫu giao diện</h1>{{ stamp(luc) }}{{ summary(form.error_list) }}
<form id="noi-dung" method="post" action="/thu" enctype="multipart/form-data">{{ hidden(7) }}
{{ field(form.ten, "Tên đầy đủ") }}{{ field(form.dong_y) }}
{{ narrative(form.kho_khan, "/thu/nhap", "Nêu việc làm") }}
{{ file(form.tep, kept="cũ.pdf") }}
{% call table("Chỉ tiêu", [("Chỉ tiêu", false), ("Đăng ký", true)], "o-so xep") %}
<tbody id="ct-3"><tr><th scope="row">Thu ngân sách</th><td class="o">
{{ number_cell("dk-3", form.so._value(), "Mức đăng ký", "/thu/chi-tieu/3", form.so.errors) }}
{{ error_text("dk-3", form.so.errors) }}</td></tr></tbody>
{% endcall %}</form>
{% for state in labels.STATES %}{{ status(state) }}{% endfor %}{{ leaf(ngay, true) }}
{{ steps("/2023/dang-ky/phuong-cheo-reo", open_steps, 7, "noi-dung", refused="Chưa được.") }}
{{ empty("Chưa mở.", "Xem lịch", "/lich") }}{{ xlsx("/thu.xlsx") }}{{ docx("/thu.docx") }}
{% endblock %}"""


class Everything(Form):
    ten = ChuVN("Tên", limit=5)
    dong_y = BooleanField("Đồng ý")
    kho_khan = DoanVN("Khó khăn")
    so = SoVN("Số")
    tep = TepTai("Tệp")


def show(app: Flask, client: TownClient, state: State, role: Role, received: bool = False) -> Page:
    open_steps = steps_open_to(Situation(state, ever_received=received), frozenset({role}), 1)

    def view() -> str:
        form = Everything(MultiDict({"ten": "quá dài rồi", "so": "hai mươi"}))
        form.validate()
        moment = datetime(2023, 6, 5, 7, 32, 8, tzinfo=UTC)
        return render_template_string(
            PAGE, form=form, open_steps=open_steps, luc=moment, ngay=date(2023, 6, 5)
        )

    app.add_url_rule("/thu", "thu", needs(PUBLIC)(view))
    return client.page("/thu")


@pytest.mark.parametrize("role", [Role.CAN_BO, Role.THU_TRUONG, Role.THUONG_TRUC, Role.LANH_DAO_PHONG])
@pytest.mark.parametrize("state", State)
def test_each_open_step_has_its_button(app: Flask, client: TownClient, state: State, role: Role) -> None:
    page = show(app, client, state, role)
    expected = [s for s in STEPS if s.source is state and s.role is role and s.name != "bo_dieu_chinh"]
    for step in expected:
        form = page.form_for(f"/2023/dang-ky/phuong-cheo-reo/buoc/{step.slug}")
        words = labels.step_words(step.name, step.source).button
        assert words in page.text()
        assert {"csrf_token", "row_version", "khoa_gui"} <= set(page.hidden(form))
        assert page.hidden(form)["row_version"] == "7"
        asks_reason = [each for each in form.iter("textarea") if each.get("name") == "ly_do"]
        assert bool(asks_reason) is step.needs_reason
    assert page.text().count("Đã lưu nháp lúc 14:32:08") == 1


def test_errors_stand_in_the_summary_and_at_their_fields(app: Flask, client: TownClient) -> None:
    page = show(app, client, State.NHAP, Role.CAN_BO)
    links = [a.get("href") for a in page.by_id("tom-loi").iter("a")]
    assert links == ["#ten", "#so"]
    control = page.by_id("ten")
    assert control.get("value") == "quá dài rồi"
    assert control.get("aria-invalid") == "true"
    assert control.get("aria-describedby") == "ten-goi ten-loi"
    cell = page.by_id("dk-3")
    assert (cell.get("value"), cell.get("hx-patch"), cell.get("aria-describedby")) == (
        "hai mươi",
        "/thu/chi-tieu/3",
        "dk-3-loi",
    )


def test_a_narrative_saves_itself_and_is_marked_as_autosave(app: Flask, client: TownClient) -> None:
    control = show(app, client, State.NHAP, Role.CAN_BO).by_id("kho_khan")
    assert control.get("hx-post") == "/thu/nhap"
    assert control.get("hx-headers") == '{"X-Luu-Nhap": "1"}'
    assert control.get("hx-target") == "#luu-nhap"
