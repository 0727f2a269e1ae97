"""One session a request, one writing unit, nothing left behind."""

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from tests.town_client import TownClient
from thidua.db.base import Base, UnitOfWorkNested
from thidua.factory import create_app
from thidua.settings import Settings
from thidua.taikhoan.models import Nguoi
from thidua.web import database
from thidua.web.access import PUBLIC, needs
from thidua.web.database import db, writing
from thidua.web.database import session as reading_session


def serve(app: Flask, view: object) -> None:
    app.add_url_rule("/thu", "thu", needs(PUBLIC)(view))  # type: ignore[arg-type]


def test_models_and_flask_share_one_registry() -> None:
    assert Base.metadata is db.metadata


def test_a_writing_unit_is_committed_once(app: Flask, client: TownClient, session: Session) -> None:
    def view() -> str:
        reading_session().scalar(select(func.count()).select_from(Nguoi))
        with writing() as unit:
            unit.add(Nguoi(ho_ten="Ksor H'Lan"))
        return ""

    serve(app, view)
    client.get("/thu")
    assert session.scalars(select(Nguoi.ho_ten)).all() == ["Ksor H'Lan"]


def test_a_refused_unit_leaves_nothing(app: Flask, client: TownClient, session: Session) -> None:
    def view() -> str:
        with writing() as unit:
            unit.add(Nguoi(ho_ten="Rơ Ô Thuận"))
            unit.flush()
            raise ZeroDivisionError

    serve(app, view)
    with pytest.raises(ZeroDivisionError):
        client.get("/thu")
    assert session.scalars(select(Nguoi.ho_ten)).all() == []


def test_the_client_notices_work_that_was_not_committed(app: Flask, client: TownClient) -> None:
    def view() -> str:
        reading_session().add(Nguoi(ho_ten="Siu Blih"))
        reading_session().flush()
        return ""

    serve(app, view)
    with pytest.raises(AssertionError, match="uncommitted work"):
        client.get("/thu")


def test_a_unit_does_not_open_over_unsaved_work(app: Flask) -> None:
    with app.app_context():
        reading_session().add(Nguoi(ho_ten="Siu Blih"))
        with pytest.raises(UnitOfWorkNested), writing():
            pass


def test_every_session_carries_the_key_of_the_log(app: Flask, settings: Settings) -> None:
    from thidua.nhatky.actions import KEY

    with app.app_context(), database.short_session() as own:
        assert own.info[KEY] == reading_session().info[KEY] == settings.log_key


def test_sqlite_is_durable_and_a_weaker_one_is_refused(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not settings.database_url.startswith("sqlite"):
        pytest.skip("SQLite's own promise")
    with create_app(settings).app_context(), db.engine.connect() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    monkeypatch.setattr(database, "prepare_engine", lambda engine: None)
    fresh = Flask("yeu")
    with pytest.raises(database.NotDurable):
        database.init_app(fresh, settings.database_url.replace("thidua.db", "khac.db"), {})
