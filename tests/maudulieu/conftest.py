"""The sample is read once for all its tests."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.conftest import POSTGRES
from thidua.db.base import make_engine
from thidua.maudulieu.doc import load
from thidua.maudulieu.shapes import MauDuLieu


@pytest.fixture(scope="session")
def mau() -> MauDuLieu:
    return load()


@contextmanager
def fresh_database(request: pytest.FixtureRequest, backend: str, folder: Path) -> Iterator[str]:
    """An empty database that lives as long as the fixture that asks for it."""
    if backend == "sqlite":
        path = folder / "thidua.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    source, name = request.getfixturevalue("postgres_template"), f"thidua_mau_{uuid.uuid4().hex[:12]}"
    server = make_engine(POSTGRES).execution_options(isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{source}"'))
    yield f"{POSTGRES.rpartition('/')[0]}/{name}"
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()
