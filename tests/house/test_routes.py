"""Every address: it declares who may call it, and it is shut to everybody else."""

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import Headers
from werkzeug.routing import Rule

from tests import builders
from tests.house.test_ten_co_quan import said
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.hoso import actions as hoso_actions
from thidua.namthidua.actions import CumKhoiMoi, add_group
from thidua.web.access import rule_of
from thidua.web.pages import FILE_CSP

SAMPLE = {
    "nam_thi_dua": 2023,
    "don_vi": "xa-ia-rto",
    "cum_khoi": "cum-xa-phuong",
    "ky": "so_ket",
    "ky_bao_cao": "so_ket",
    "buoc": "duyet",
    "viec": "len",
    "muc": "lich",
}

SHOWN = {"text/html", "application/json"}
_BOTH_NAMES = re.compile(r"attachment; filename=\"[ !#-~]+\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+")

CONTENTS = "bí danh 7731"
"""Stands in what a unit and the standing body wrote, and nowhere else."""


def address(app: Flask, rule: Rule) -> str:
    """A plausible address of the rule, about the unit xa-ia-rto or about row 1."""
    values = {
        name: SAMPLE.get(name, "a" * 12 if name == "ma" else "css/thidua.css" if name == "tep" else 1)
        for name in rule.arguments
    }
    with app.test_request_context():
        return str(
            app.url_map.bind("localhost").build(rule.endpoint, values, method=sorted(rule.methods or ())[0])
        )


def is_kept(headers: Headers) -> bool:
    """Whether a browser keeps the answer as a file and runs nothing of it."""
    return (
        _BOTH_NAMES.fullmatch(headers["Content-Disposition"]) is not None
        and headers["Content-Security-Policy"] == FILE_CSP
        and headers["X-Content-Type-Options"] == "nosniff"
        and headers["Cache-Control"] == "no-store"
    )


def name_of(role: Role) -> str:
    return role.value.replace("_", "")


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


@pytest.fixture
def town(built_once: Builder) -> None:
    built_once(_town)


def _town(session: Session) -> None:
    ours = builders.unit(session)
    theirs = builders.unit(session, "xa-ia-rto", "UBND xã Ia Rtô", order=2)
    nam_id = builders.year(session)
    group = CumKhoiMoi("cum-xa-phuong", "cum", "Cụm xã, phường", None, None, "", (ours.id, theirs.id))
    add_group(session, None, nam_id, group, at=builders.EARLY)
    builders.target(session, nam_id, theirs, f"Chỉ tiêu {CONTENTS}")
    builders.ho_so(session, nam_id, ours, theirs)
    for role in Role:
        builders.account(session, name_of(role), role, don_vi=ours)
    for role in (Role.CAN_BO, Role.THU_TRUONG):
        builders.account(session, f"{name_of(role)}.xa-ia-rto", role, don_vi=theirs)
    officer = builders.person_of(session, "canbo.xa-ia-rto")
    paper = builders.step(session, theirs, "ke_hoach", "trinh", officer.account, builders.EARLY)
    builders.step(
        session, theirs, "ke_hoach", "tra_lai", "thutruong.xa-ia-rto", builders.EARLY, f"Sửa {CONTENTS}"
    )
    hoso_actions.keep_draft(session, officer, paper, [("so", CONTENTS)], at=builders.EARLY)
    session.commit()


def test_each_route_declares_who_may_call_it(app: Flask) -> None:
    with app.app_context():
        assert [rule.rule for rule in rules(app) if rule_of(rule.endpoint) is None] == []


def test_a_stranger_is_led_to_the_door(app: Flask, client: TownClient, town: None) -> None:
    for rule in rules(app):
        with app.app_context():
            declared = rule_of(rule.endpoint)
        if declared is None or declared.public or "GET" not in (rule.methods or ()):
            continue
        answer = client.get(address(app, rule))
        assert answer.status_code == 302, rule.rule
        assert answer.headers["Location"].startswith("/dang-nhap"), rule.rule


def test_no_unsafe_request_passes_without_a_token(app: Flask, client: TownClient, town: None) -> None:
    client.login("thuongtruc")
    for rule in rules(app):
        for method in sorted((rule.methods or set()) & {"POST", "PATCH", "PUT", "DELETE"}):
            answer = client.open(address(app, rule), method=method)
            assert answer.status_code in {400, 403}, f"{method} {rule.rule}: {answer.status}"


@pytest.mark.parametrize("role", list(Role))
def test_no_role_finds_more_than_its_own(app: Flask, client: TownClient, town: None, role: Role) -> None:
    """A page about a foreign unit answers 403 or 404; nothing answers 5xx to anybody."""
    client.login(name_of(role))
    for rule in rules(app):
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        answer = client.get(address(app, rule), query_string={"q": "7731"} if role is Role.QUAN_TRI else {})
        assert answer.status_code < 500, f"{role} {rule.rule}: {answer.status}"
        assert answer.mimetype in SHOWN or is_kept(answer.headers), rule.rule
        if role is Role.QUAN_TRI:
            assert CONTENTS not in said(answer.data), f"{rule.rule} shows the administrator what a unit wrote"
        if role in {Role.CAN_BO, Role.THU_TRUONG, Role.XEM, Role.HOI_DONG, Role.QUAN_TRI} and (
            "don_vi" in rule.arguments
        ):
            assert answer.status_code in {403, 404}, f"{role} {rule.rule}: {answer.status}"


@pytest.mark.parametrize("role", [Role.CAN_BO, Role.THU_TRUONG, Role.XEM, Role.HOI_DONG, Role.QUAN_TRI])
def test_nobody_writes_to_a_foreign_unit(app: Flask, client: TownClient, town: None, role: Role) -> None:
    client.login(name_of(role))
    token = {"csrf_token": client.token(), "ly_do": "thử"}
    for rule in rules(app):
        for method in sorted((rule.methods or set()) & {"POST", "PATCH"}):
            if "don_vi" not in rule.arguments:
                continue
            answer = client.open(address(app, rule), method=method, data=token)
            assert answer.status_code in {403, 404}, f"{role} {method} {rule.rule}: {answer.status}"
