"""What is the same for every test is made once a process: compiled templates, SQL, builders of addresses.

Nothing here changes what a test sees; it only leaves out what the test before has already computed.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Dialect, Engine, event
from werkzeug.routing import Rule

_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30
"""Bytes that a run with every folder kept needs."""


def on_memory() -> None:
    """Put scratch folders into memory where the machine has room there: a disk lets every commit wait."""
    if not _MEMORY.is_dir() or not os.access(_MEMORY, os.W_OK):
        return
    if shutil.disk_usage(_MEMORY).free >= _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
        tempfile.tempdir = tempfile.tempdir or os.environ.get("TMPDIR") or str(_MEMORY)


class _Compiled(BytecodeCache):
    """Templates compiled by earlier apps of this process; a changed source is compiled anew."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get(f"{bucket.key}:{bucket.checksum}")
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[f"{bucket.key}:{bucket.checksum}"] = bucket.bytecode_to_string()


@cache
def compiled_templates() -> BytecodeCache:
    """The one store of compiled templates."""
    return _Compiled()


def keep_address_builders() -> None:
    """Let the apps of this process share the functions that werkzeug compiles, one for each address."""
    write: Any = Rule._compile_builder
    kept: dict[object, Callable[..., tuple[str, str]]] = {}

    def builder(rule: Any, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        if rule.defaults:
            return write(rule, append_unknown)  # type: ignore[no-any-return]
        key = (rule.rule, tuple(rule._trace), append_unknown)
        if key not in kept:
            kept[key] = write(rule, append_unknown)
        return kept[key]

    Rule._compile_builder = builder  # type: ignore[method-assign,assignment]


_DIALECTS: dict[str, Dialect] = {}
_STATEMENTS: dict[str, dict[object, object]] = {}


def share_statements(engine: Engine) -> None:
    """Let the engines of this process share the SQL that SQLAlchemy composes for each statement.

    It keeps that SQL by dialect, so they share the dialect too: the first engine's, which has met the server.
    """
    name = engine.dialect.name
    if name not in _DIALECTS:
        engine.connect().close()
        _DIALECTS[name] = engine.dialect
    engine.dialect = _DIALECTS[name]
    engine.update_execution_options(compiled_cache=_STATEMENTS.setdefault(name, {}))


def unhurried(engine: Engine) -> None:
    """Let SQLite confirm without waiting for the disk, which no test switches off."""
    if engine.dialect.name == "sqlite":
        engine.dispose()
        event.listen(engine, "connect", lambda made, record: made.execute("PRAGMA synchronous=OFF"))
