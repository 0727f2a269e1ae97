"""The database as a request sees it: one session, one writing unit."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from thidua.db import base
from thidua.db.base import Base, UnitOfWorkNested, prepare_engine

db = SQLAlchemy(model_class=Base)

_INFO = "thidua_session_info"
_FULL = 2


class NotDurable(RuntimeError):
    """The database would confirm writes that a power cut can lose; the program must not start."""


def init_app(app: Flask, url: str, info: Mapping[str, object]) -> None:
    """Bind the app to its database; `info` goes into every session. Raises NotDurable."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url)
    app.extensions[_INFO] = dict(info)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
        _prove_durable(db.engine)


def _engine_options(url: str) -> dict[str, object]:
    if url.startswith("sqlite"):
        return {"connect_args": {"isolation_level": None, "timeout": 30}, "pool_size": 20, "max_overflow": 20}
    return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20}


def _prove_durable(engine: Engine) -> None:
    """Under WAL only synchronous=FULL keeps what was acknowledged."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        level = connection.execute(text("PRAGMA synchronous")).scalar_one()
        mode = connection.execute(text("PRAGMA journal_mode")).scalar_one()
    if level < _FULL or str(mode).lower() != "wal":
        raise NotDurable(f"synchronous={level}, journal_mode={mode}")


def session() -> Session:
    """The request's session, for reading; whatever is left open is undone when the request ends."""
    current = db.session()
    current.info.update(current_app.extensions[_INFO])
    return current


@contextmanager
def writing() -> Iterator[Session]:
    """The request's one writing unit: locked before its first read, committed once, or wholly undone.

    A reading that went before is closed first and its objects expire, so that what the unit decides on is
    read under the lock. Raises UnitOfWorkNested when unsaved work hangs on the session.
    """
    current = session()
    if current.new or current.dirty or current.deleted:
        raise UnitOfWorkNested
    current.rollback()
    with base.writing(current):
        yield current


@contextmanager
def short_session() -> Iterator[Session]:
    """A session of its own, closed at once: for the login row, which must not hold the request's."""
    with Session(db.engine, info=dict(current_app.extensions[_INFO])) as own:
        yield own


def disk_refuses(fault: Exception) -> bool:
    """Whether a database error means that the disk is full or cannot be written."""
    words = str(fault).lower()
    return isinstance(fault, OperationalError) and any(
        sign in words for sign in ("disk is full", "readonly", "disk i/o", "no space")
    )


def answers() -> bool:
    """Whether the database can be read just now."""
    try:
        with short_session() as own:
            own.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def kind() -> str:
    """The database's kind: sqlite or postgresql."""
    return db.engine.dialect.name
