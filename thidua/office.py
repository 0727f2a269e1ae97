"""The office's own data on their way to the browser: brought up to date, first start, served."""

import argparse
import os
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.guard import FileLock
from thidua.serve import Address, hold, serve
from thidua.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

EMPTY_OFFICE = (
    "Dữ liệu của cơ quan còn trống. Mở {url}/khoi-tao trên trình duyệt để thiết lập lần đầu.\n"
    "Mã thiết lập dùng một lần:  {code}\n"
    "Muốn xem chương trình với thị xã mẫu: dừng lệnh này (Ctrl+C) rồi chạy  python3 app.py demo"
)


def serve_office(root: Path, asked: argparse.Namespace) -> int:
    """Serve the office's own data."""
    if os.name != "nt":
        # What is made from here on is the office's data: for the owner alone.
        os.umask(0o077)
    settings = Settings.for_office(root)
    address = Address(asked.host, asked.port)
    with hold(settings.instance, address):
        bring_up_to_date(settings)
        if is_empty(settings.database_url):
            _say_first_start(settings, address)
        _sweep_store(settings)
        return serve(partial(load, settings), address, server=asked.may_chu, workers=asked.tien_trinh)


def _sweep_store(settings: Settings) -> None:
    from thidua.web.clock import Clock
    from thidua.web.kho_tep import sweep

    if said := sweep(settings, Clock().now()):
        print(said, flush=True)


def _say_first_start(settings: Settings, address: Address) -> None:
    from thidua.khoitao.actions import issue_code

    print(EMPTY_OFFICE.format(url=address.url, code=issue_code(settings.instance)), flush=True)


def office_app(root: str | os.PathLike[str]) -> "WSGIApplication":
    """The office's program as one WSGI object, its database brought up to date, for a server of one's own."""
    settings = Settings.for_office(root)
    bring_up_to_date(settings)
    return load(settings)


def bring_up_to_date(settings: Settings) -> None:
    """Run the migrations that the database misses, one process at a time, after a copy of it."""
    if is_up_to_date(settings.database_url):
        return
    from thidua.db.base import make_engine
    from thidua.db.migrate import upgrade

    with FileLock(settings.instance / ".khoa-nang-cap").acquire(wait=True):
        engine = make_engine(settings.database_url)
        try:
            upgrade(engine, backup=settings.instance / "sao-luu")
        finally:
            engine.dispose()


def is_up_to_date(database_url: str) -> bool:
    """Whether a SQLite database has the schema of the code: a look that spares a start the migration tool."""
    path = Path(database_url.removeprefix("sqlite:///"))
    if not database_url.startswith("sqlite") or not path.exists():
        return False
    head = (Path(__file__).parent / "db" / "migrations" / "HEAD").read_text(encoding="ascii").strip()
    with closing(sqlite3.connect(path)) as database:
        try:
            return database.execute("SELECT version_num FROM alembic_version").fetchall() == [(head,)]
        except sqlite3.OperationalError:
            return False


def is_empty(database_url: str) -> bool:
    """Whether a database of the newest schema has no account yet."""
    if not database_url.startswith("sqlite"):
        from sqlalchemy.orm import Session

        from thidua.db.base import make_engine
        from thidua.khoitao.queries import is_empty as nobody_yet

        engine = make_engine(database_url)
        try:
            with Session(engine) as session:
                return nobody_yet(session)
        finally:
            engine.dispose()
    with closing(sqlite3.connect(Path(database_url.removeprefix("sqlite:///")))) as database:
        return not database.execute("SELECT 1 FROM tai_khoan LIMIT 1").fetchall()


def load(settings: Settings) -> "WSGIApplication":
    """The program over these settings' data."""
    from thidua.factory import create_app

    return create_app(settings)


def has_schema(database_url: str) -> bool:
    """Whether a database, of either kind, has the schema of the code."""
    if database_url.startswith("sqlite"):
        return is_up_to_date(database_url)
    from thidua.db.base import make_engine
    from thidua.db.migrate import current, head

    engine = make_engine(database_url)
    try:
        return current(engine) == head()
    finally:
        engine.dispose()
