"""Bringing a database to the newest schema, with a copy of it taken before anything changes."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def head() -> str:
    """The revision that the code needs."""
    found = ScriptDirectory.from_config(_config()).get_current_head()
    if found is None:
        raise RuntimeError("no migrations")
    return found


def current(engine: Engine) -> str | None:
    """The revision that the database has, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, *, to: str = "head", backup: Path | None = None) -> bool:
    """Run the missing migrations, each wholly or not at all; whether there were any.

    With `backup`, an existing SQLite database is first copied to that folder.
    """
    found = current(engine)
    if found == (head() if to == "head" else to):
        return False
    if backup is not None and found is not None and engine.dialect.name == "sqlite":
        _copy(engine, backup / f"truoc-khi-nang-cap-tu-{found}.db")
    config = _config()
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # A table rebuild drops and renames; the check of foreign keys follows at the end instead.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            if engine.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise RuntimeError(f"foreign keys broken by the upgrade: {broken[:3]}")
    engine.dispose()
    return True


def _copy(engine: Engine, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
        connection.exec_driver_sql("BEGIN")
