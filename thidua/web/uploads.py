"""The store as a request sees it: one upload taken in, one file handed out."""

from pathlib import Path
from typing import BinaryIO, cast

from flask import Flask, Response, current_app, send_file

from thidua.gate import GateRefused, Kind
from thidua.luutru.names import content_disposition
from thidua.luutru.refusals import StoreRefused
from thidua.luutru.store import Store, Stored
from thidua.web.forms import TepTai, Uploaded

_STORE = "thidua_store"
FOLDER = "tep"

UNIT_PAPER: frozenset[Kind] = frozenset({"docx", "pdf"})
"""What a unit's own paper or report may be."""

SCAN: frozenset[Kind] = frozenset({"docx", "pdf", "jpg", "png"})
"""A signed paper may also be a picture."""


def init_app(app: Flask, instance: Path) -> None:
    """Open the store of the instance."""
    app.extensions[_STORE] = Store(instance / FOLDER)


def store() -> Store:
    """The instance's store."""
    return cast(Store, current_app.extensions[_STORE])


def take_in(field: TepTai, allowed: frozenset[Kind]) -> Stored | None:
    """Bring the field's file into the store; None when none was sent.

    A refusal becomes the field's error, so the rest of the form is kept. Call it before the writing
    unit opens: the bytes are on disk before any row names them.
    """
    uploaded: Uploaded | None = field.data
    if uploaded is None:
        return None
    try:
        return store().receive(cast(BinaryIO, uploaded.stream), uploaded.name, allowed, size=uploaded.size)
    except (GateRefused, StoreRefused) as refused:
        field.errors = [*field.errors, refused.message]
        return None


def hand_out(sha256: str, name: str, media_type: str) -> Response:
    """The stored bytes as an attachment; every attachment gets the headers with which no browser runs it."""
    answer = send_file(store().path(sha256), mimetype=media_type, conditional=True, etag=sha256)
    answer.headers["Content-Disposition"] = content_disposition(name)
    return answer
