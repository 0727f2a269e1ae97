"""Base class, column types and the unit of work shared by every table."""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import Dialect, Engine, Enum, MetaData, Numeric, String, create_engine, event, text
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import Date, DateTime, TypeDecorator, TypeEngine

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, stored as UTC. A naive datetime is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """An exact decimal: NUMERIC where there is one, canonical text in SQLite (whose numbers are floats)."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(40))
        return dialect.type_descriptor(Numeric(24, 6))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        if value is None or dialect.name != "sqlite":
            return value
        return format(value.normalize(), "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        # NUMERIC(24, 6) pads with zeros; the figure that was typed has none.
        return Decimal(format(Decimal(value).normalize(), "f"))


def stored_enum(kind: type[enum.Enum], name: str = "") -> Enum:
    """A StrEnum column that stores the value, never the member's name, with its CHECK.

    `name` tells two columns of one kind in a table apart.
    """
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name or kind.__name__.lower(),
    )


short = Annotated[str, 64]
line = Annotated[str, 255]


class Base(DeclarativeBase):
    """Base of every table."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime(),
            date: Date(),
            Decimal: ExactDecimal(),
            short: String(64),
            line: String(255),
        },
    )


def make_engine(url: str) -> Engine:
    """An engine for SQLite (WAL, FULL, foreign keys, explicit BEGIN) or PostgreSQL (repeatable units)."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": 30})
    prepare_engine(engine)
    return engine


def prepare_engine(engine: Engine) -> None:
    """Give a SQLite engine its pragmas and its explicit BEGIN; nothing for other databases."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def pragmas(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=30000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("thidua_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


WRITER_LOCK = 7_411_948


class UnitOfWorkNested(RuntimeError):
    """A writing unit was opened inside another transaction: its reads would be older than its lock."""


@contextmanager
def writing(session: Session) -> Iterator[Session]:
    """One unit of work that may write: locked before its first read, committed once, or wholly undone."""
    if session.in_transaction():
        raise UnitOfWorkNested
    connection = session.connection(execution_options={"thidua_writes": True})
    if connection.dialect.name == "postgresql":
        # One writer at a time, as SQLite has it: a step reads the state it changes.
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


@contextmanager
def reading(session: Session) -> Iterator[Session]:
    """One consistent view for reading; nothing is kept open afterwards."""
    try:
        yield session
    finally:
        session.rollback()
