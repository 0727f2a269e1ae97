"""Databases on the PostgreSQL server that THIDUA_TEST_POSTGRES names."""

import os
import uuid
from functools import cache

from sqlalchemy import Engine, text

from thidua.db.base import make_engine

POSTGRES = os.environ.get("THIDUA_TEST_POSTGRES", "")


@cache
def _server() -> Engine:
    return make_engine(POSTGRES).execution_options(isolation_level="AUTOCOMMIT")


@cache
def _by_file() -> str:
    """Half the work of copying each block through the server's log, unless every file waits for the disk."""
    with _server().connect() as server:
        quick = server.execute(text("SHOW fsync")).scalar_one() == "off"
        return " STRATEGY file_copy" if quick and (server.dialect.server_version_info or ()) >= (15,) else ""


def at(name: str) -> str:
    """The address of a database on that server."""
    return f"{POSTGRES.rpartition('/')[0]}/{name}"


def create_database(kind: str, source: str = "", *, name: str = "") -> str:
    """Make a database, empty or as a copy of `source`, under `name` or a fresh name of its kind; its name."""
    made = name or f"{kind}_{uuid.uuid4().hex[:12]}"
    with _server().connect() as server:
        copied = f' TEMPLATE "{source}"{_by_file()}' if source else ""
        server.execute(text(f'CREATE DATABASE "{made}"{copied}'))
    return made


def drop_database(name: str) -> None:
    """Drop a database, whoever is still connected."""
    with _server().connect() as server:
        server.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
