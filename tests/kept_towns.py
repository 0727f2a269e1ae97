"""Towns built once a process: the database of the first test that built one is copied for the others."""

import shutil
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from tests.databases import create_database, drop_database
from thidua.db.base import Base

T = TypeVar("T")


class Builder(Protocol):
    """Gives what `build` answers over this test's session."""

    def __call__(self, build: Callable[[Session], T]) -> T: ...


KEPT = "test_kept_towns"


def once(session: Session, build: Callable[[Session], T]) -> T:
    """Build a town in this test's empty database, or copy what an earlier test built by that function.

    Ask before anything else is written: the copy takes the place of the whole database.
    """
    kept: KeptTowns = session.info[KEPT]
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    return kept.town(session, engine, build)


class KeptTowns:
    """What each function built, on each kind of database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.databases: list[str] = []
        self._towns: dict[tuple[str, str], tuple[object, str]] = {}

    def town(self, session: Session, engine: Engine, build: Callable[[Session], T]) -> T:
        """What `build` makes of the empty database behind `engine`; nothing is left open on the session.

        Its answer may hold rows, the session, plain data, and lists, dicts and dataclasses of them.
        """
        key = (f"{build.__module__}.{build.__qualname__}", engine.dialect.name)
        session.rollback()
        engine.dispose()
        if key in self._towns:
            kept, source = self._towns[key]
            _put(source, engine)
            found: Any = _again(kept, session)
        else:
            found = build(session)
            session.commit()
            engine.dispose()
            self._towns[key] = found, self._keep(engine)
        session.commit()
        return found  # type: ignore[no-any-return]

    def _keep(self, engine: Engine) -> str:
        """Copy the database aside; where the copy is."""
        if engine.dialect.name == "sqlite":
            path = self.folder / f"{len(self._towns)}.db"
            shutil.copy(str(engine.url.database), path)
            return str(path)
        self.databases.append(create_database("thidua_xa", str(engine.url.database)))
        return self.databases[-1]


def _put(source: str, engine: Engine) -> None:
    """Put the copy in the place of the database, which nobody has open."""
    target = str(engine.url.database)
    if engine.dialect.name == "sqlite":
        for rest in ("-wal", "-shm"):
            Path(target + rest).unlink(missing_ok=True)
        shutil.copy(source, target)
        return
    drop_database(target)
    create_database("", source, name=target)


def _again(value: Any, session: Session) -> Any:
    """The same answer over another session."""
    if isinstance(value, Session):
        return session
    if isinstance(value, Base):
        return session.get_one(type(value), inspect(value).identity)
    if isinstance(value, list | tuple):
        return type(value)([_again(each, session) for each in value])
    if isinstance(value, dict):
        return {key: _again(each, session) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: _again(getattr(value, each.name), session) for each in fields(value)}
        return replace(value, **parts)
    return value
