"""The sample is read once for all its tests."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.databases import at, create_database, drop_database
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
    name = create_database("thidua_mau", request.getfixturevalue("postgres_template"))
    yield at(name)
    drop_database(name)
