"""Migrations: numbered, equal to the models, and walls that the program cannot step over."""

import importlib
import pkgutil
import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

import thidua
from tests.conftest import POSTGRES
from thidua.db.base import Base, make_engine
from thidua.db.migrate import MIGRATIONS, current, head, upgrade


def load_all_models() -> None:
    for package in pkgutil.iter_modules(thidua.__path__):
        if package.ispkg and (Path(thidua.__path__[0]) / package.name / "models.py").exists():
            importlib.import_module(f"thidua.{package.name}.models")


def shape(engine: Engine) -> dict[str, object]:
    """Tables, columns, keys, checks and indexes as the database itself tells them."""
    seen = inspect(engine)
    found: dict[str, object] = {}
    for table in seen.get_table_names():
        if table == "alembic_version":
            continue
        found[table] = {
            "columns": sorted((c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)),
            "primary": sorted(seen.get_pk_constraint(table)["constrained_columns"]),
            "foreign": sorted(
                (tuple(k["constrained_columns"]), k["referred_table"]) for k in seen.get_foreign_keys(table)
            ),
            "unique": sorted(tuple(sorted(u["column_names"])) for u in seen.get_unique_constraints(table)),
            "checks": sorted(
                (str(c["name"]), re.sub(r"[\s()]+", "", c["sqltext"]))
                for c in seen.get_check_constraints(table)
            ),
            "indexes": sorted(str(i["name"]) for i in seen.get_indexes(table)),
        }
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def two_engines(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """Two empty databases of one backend."""
    if request.param == "sqlite":
        yield (
            make_engine(f"sqlite:///{tmp_path / 'migrated.db'}"),
            make_engine(f"sqlite:///{tmp_path / 'declared.db'}"),
        )
        return
    if not POSTGRES:
        pytest.skip("THIDUA_TEST_POSTGRES names no server")
    server = make_engine(POSTGRES).execution_options(isolation_level="AUTOCOMMIT")
    names = [f"thidua_hinh_{uuid.uuid4().hex[:12]}" for _ in range(2)]
    with server.connect() as connection:
        for name in names:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    left, right = (make_engine(f"{POSTGRES.rpartition('/')[0]}/{name}") for name in names)
    yield left, right
    left.dispose()
    right.dispose()
    with server.connect() as connection:
        for name in names:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


def test_the_migrations_make_exactly_the_models(two_engines: tuple[Engine, Engine]) -> None:
    load_all_models()
    migrated, declared = two_engines
    upgrade(migrated)
    Base.metadata.create_all(declared)
    left, right = shape(migrated), shape(declared)
    assert left.keys() == right.keys()
    for table in left:
        assert left[table] == right[table], table


def test_the_head_file_names_the_newest_migration() -> None:
    written = (MIGRATIONS / "HEAD").read_text(encoding="utf-8").strip()
    numbers = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert written == head() == numbers[-1]
    assert numbers == [f"{n:04d}" for n in range(1, len(numbers) + 1)]


def test_a_second_upgrade_finds_nothing_to_do(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    assert upgrade(engine) is True
    assert (upgrade(engine), current(engine)) == (False, head())


@pytest.mark.parametrize("act", ["UPDATE nhat_ky SET viec = 'khac'", "DELETE FROM nhat_ky"])
def test_the_log_refuses_to_be_changed(tmp_path: Path, act: str) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO nhat_ky VALUES "
                "(1, '2023-01-01', NULL, '', '', 'x', 'y', NULL, '', '', '', '0', '1')"
            )
        )
    with pytest.raises(Exception, match="append only"), engine.begin() as connection:
        connection.execute(text(act))
