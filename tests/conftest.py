"""What every test stands on: a fresh database a test, the app over it, and one client that reads strictly."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.databases import POSTGRES, at, create_database, drop_database  # noqa: E402
from tests.kept_towns import KEPT, Builder, KeptTowns, once  # noqa: E402
from tests.made_once import compiled_templates, keep_address_builders, on_memory, share_statements, unhurried  # noqa: E402
from tests.town_client import TownClient  # noqa: E402
from thidua.core.calendar import VN  # noqa: E402
from thidua.db.base import make_engine  # noqa: E402
from thidua.db.migrate import upgrade  # noqa: E402
from thidua.factory import create_app  # noqa: E402
from thidua.nhatky.actions import KEY  # noqa: E402
from thidua.settings import Settings  # noqa: E402
from thidua.web.clock import Clock  # noqa: E402
from thidua.web.database import db  # noqa: E402

BACKENDS = ["sqlite", *(["postgresql"] if POSTGRES else [])]
NOON = datetime(2023, 6, 22, 10, 0, tzinfo=VN)
"""The sample's today, in the morning."""

on_memory()
keep_address_builders()


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("CI") == "true" and not POSTGRES:
        raise pytest.UsageError("THIDUA_TEST_POSTGRES must name a PostgreSQL server when CI=true")


# Minutes, not milliseconds: a browser, a whole town, a fresh environment. They start first, so that no core
# idles at the end beside one that is still walking the road.
_LONG = ("tests/road/test_road", "test_browser", "tests/road/", "tests/maudulieu/", "tests/launch/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; among equals the order stays.

    The road builds the sample for all, while browsers that need none walk beside it.
    """

    def place(item: pytest.Item) -> int:
        return next((i for i, part in enumerate(_LONG) if part in item.nodeid), len(_LONG))

    items.sort(key=place)


class TownClock(Clock):
    """A clock that tests set and move."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = NOON

    def now(self) -> datetime:
        return self.moment

    def advance(self, span: timedelta) -> None:
        self.moment += span


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the newest schema, made once and copied for each test."""
    path = tmp_path_factory.mktemp("mau") / "mau.db"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The same on PostgreSQL: a template database on the server that THIDUA_TEST_POSTGRES names."""
    name = create_database("thidua_mau")
    engine = make_engine(at(name))
    upgrade(engine)
    engine.dispose()
    yield name
    drop_database(name)


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of this test's own, on each backend."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "thidua.db")
        yield f"sqlite:///{tmp_path / 'thidua.db'}"
        return
    source: str = request.getfixturevalue("postgres_template")
    name = create_database("thidua_thu", source)
    yield at(name)
    drop_database(name)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings over a scratch instance."""
    return Settings(
        root=ROOT,
        instance=tmp_path / "instance",
        database_url=database_url,
        secret_key=bytes(range(32)),
        log_key=bytes(range(32, 64)),
    )


@pytest.fixture
def clock() -> TownClock:
    """The app's clock; it stands at 10:00 on 22/6/2023 until the test moves it."""
    return TownClock()


@pytest.fixture
def app(settings: Settings, clock: TownClock) -> Iterator[Flask]:
    """The program over a fresh database."""
    made = create_app(settings, clock)
    made.testing = True
    made.jinja_env.bytecode_cache = compiled_templates()
    with made.app_context():
        unhurried(db.engine)
        share_statements(db.engine)
    made.test_client_class = TownClient
    made.extensions["thidua_unsaved"] = []
    _watch_unsaved(made)
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def session(app: Flask, settings: Settings, kept_towns: KeptTowns) -> Iterator[Session]:
    """The test's own session, for arranging and for looking.

    The client commits it before each request and lets it forget what it read after each.
    """
    with app.app_context():
        engine = db.engine
    with Session(engine, info={KEY: settings.log_key, KEPT: kept_towns}) as own:
        app.extensions["thidua_test_session"] = own
        yield own


@pytest.fixture
def client(app: Flask, session: Session) -> TownClient:
    """The one test client."""
    made = app.test_client()
    assert isinstance(made, TownClient)
    return made


@pytest.fixture(scope="session")
def kept_towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptTowns]:
    """The towns that this process has built, each a database to be copied."""
    kept = KeptTowns(tmp_path_factory.mktemp("thi-xa"))
    yield kept
    for name in kept.databases:
        drop_database(name)


@pytest.fixture
def built_once(session: Session) -> Builder:
    """`kept_towns.once` over this test's session."""
    return partial(once, session)


_UNSAVED = "test_unsaved"


@event.listens_for(Session, "after_flush")
def _flushed(session: Session, context: UOWTransaction) -> None:
    session.info[_UNSAVED] = True


@event.listens_for(Session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info[_UNSAVED] = True


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    session.info.pop(_UNSAVED, None)


@event.listens_for(Session, "after_soft_rollback")
def _undone(session: Session, previous: SessionTransaction) -> None:
    session.info.pop(_UNSAVED, None)


def _watch_unsaved(app: Flask) -> None:
    """Note every request that ends with work which was written but never committed."""

    @app.teardown_request
    def check(fault: BaseException | None) -> None:
        if not db.session.registry.has():
            return
        current = db.session()
        if current.info.get(_UNSAVED) or current.new or current.dirty or current.deleted:
            app.extensions["thidua_unsaved"].append(f"{request.method} {request.path}")
