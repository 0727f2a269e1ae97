"""Whatever leaves as a file is kept, not shown: walked over every address."""

import io

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.gate.forge import pdf
from tests.house.test_routes import SHOWN, _town, address, is_kept, rules
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.hoso import actions, queries
from thidua.hoso.models import Tep
from thidua.luutru.store import Store
from thidua.settings import Settings

_ENDINGS = ("docx", "xlsx", "pdf", "ics")


def test_every_file_is_an_attachment_that_nothing_runs(
    app: Flask, client: TownClient, session: Session, built_once: Builder
) -> None:
    built_once(_town)
    met = set()
    for account in ("thuongtruc", "quantri"):
        client.login(account)
        for rule in rules(app):
            if "GET" not in (rule.methods or ()) or not rule.rule.endswith(_ENDINGS):
                continue
            answer = client.get(address(app, rule))
            if answer.status_code == 200:
                assert answer.mimetype not in SHOWN, rule.rule
                assert is_kept(answer.headers), (rule.rule, dict(answer.headers))
                met.add(rule.rule)
    assert len(met) >= 12, sorted(met)


def test_an_uploaded_file_keeps_its_own_name(
    app: Flask, client: TownClient, session: Session, built_once: Builder, settings: Settings
) -> None:
    built_once(_town)
    officer = builders.person_of(session, "canbo.xa-ia-rto")
    stored = Store(settings.instance / "tep").receive(io.BytesIO(pdf()), "CON.pdf")
    assert stored.name == "_CON.pdf"
    paper = queries.find(session, officer, 2023, "ke_hoach", "xa-ia-rto").ho_so
    version = actions.begin_save(session, officer, paper, paper.row_version, at=builders.EARLY)
    for name in (stored.name, 'Đề án "mới".pdf'):
        actions.attach_file(
            session, officer, paper, version, sha256=stored.sha256, name=name, kind="pdf", size=stored.size,
            at=builders.EARLY,
        )  # fmt: skip
    session.commit()
    client.login("canbo.xa-ia-rto")
    said = [client.get(f"/tep/{tep_id}") for tep_id in session.scalars(select(Tep.id).order_by(Tep.id))]
    assert [answer.data for answer in said] == [pdf(), pdf()]
    assert all(is_kept(answer.headers) for answer in said)
    assert said[0].headers["Content-Disposition"].startswith('attachment; filename="_CON.pdf"')
    assert "filename*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n" in said[1].headers["Content-Disposition"]
    assert 'filename="De an _moi_.pdf"' in said[1].headers["Content-Disposition"]
