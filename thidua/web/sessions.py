"""Logins as rows: the cookie carries a random id and the CSRF secret, the row decides."""

import hashlib
import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol, cast

import flask_login
from flask import Flask, current_app, request
from flask import session as cookie
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.db.base import writing
from thidua.web import clock
from thidua.web.database import short_session

log = logging.getLogger(__name__)

TOUCH_EVERY = timedelta(minutes=1)
_TOKEN = "_user_id"
_CSRF = "csrf_token"
_EXTENSION = "thidua_logins"


class Login(Protocol):
    """A login row that still counts, as the request needs it."""

    @property
    def id(self) -> int: ...
    @property
    def account_id(self) -> int: ...
    @property
    def actor(self) -> Actor: ...
    @property
    def must_change_password(self) -> bool: ...
    @property
    def last_seen(self) -> datetime: ...


Loader = Callable[[Session, str, datetime, str], Login | None]
"""(session, hash of the login id, moment, address) → the row, or None when it is ended, idle or too old."""

Toucher = Callable[[Session, int, datetime], None]
"""(session, row id, moment): writes when the login was last seen."""


class CurrentLogin(flask_login.UserMixin):  # type: ignore[misc]
    """The user as Flask-Login knows it: one login, named by its random id."""

    def __init__(self, token: str, row: Login) -> None:
        self.token = token
        self.row = row

    def get_id(self) -> str:
        """The random id that the cookie holds."""
        return self.token


def init_app(app: Flask, load: Loader, touch: Toucher, *, https: bool) -> None:
    """Wire Flask-Login to the rows; `load` and `touch` come from the stage that owns them."""
    app.config.update(
        SESSION_COOKIE_NAME="thidua",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https,
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    manager = flask_login.LoginManager()
    manager.session_protection = None
    manager.user_loader(_load)
    manager.init_app(app)
    app.extensions[_EXTENSION] = (load, touch)
    app.before_request(_touch)


def new_token() -> str:
    """A fresh random login id of 256 bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What the database keeps of a login id."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(token: str, *, keep_forms: bool) -> None:
    """Put a new login into the cookie and drop all else.

    `keep_forms` leaves the CSRF secret, so that pages which the same account left open can still be sent.
    """
    secret = cookie.get(_CSRF) if keep_forms else None
    cookie.clear()
    cookie[_TOKEN] = token
    if secret:
        cookie[_CSRF] = secret


def forget() -> None:
    """Empty the cookie."""
    cookie.clear()


def presented_token() -> str:
    """The login id that the browser sent, whether it still counts or not; empty without one."""
    return str(cookie.get(_TOKEN, ""))


def current_login() -> Login | None:
    """The login row of this request, loaded once, or None."""
    user = flask_login.current_user
    if not user.is_authenticated:
        return None
    return cast(CurrentLogin, user).row


class NobodyLoggedIn(RuntimeError):
    """A view without a login asked who acts."""


def current_actor() -> Actor:
    """Who acts in this request; raises NobodyLoggedIn on a public page without a login."""
    row = current_login()
    if row is None:
        raise NobodyLoggedIn
    return row.actor


def address() -> str:
    """Where the request came from."""
    return request.remote_addr or ""


def _load(token: str) -> CurrentLogin | None:
    load, _ = _wired()
    with short_session() as own:
        row = load(own, digest(token), clock.now(), address())
    return CurrentLogin(token, row) if row else None


def _touch() -> None:
    row = current_login() if _TOKEN in cookie else None
    if row is None or clock.now() - row.last_seen < TOUCH_EVERY:
        return
    _, touch = _wired()
    try:
        with short_session() as own, writing(own):
            touch(own, row.id, clock.now())
    except SQLAlchemyError:
        # A full disk must not keep anybody from reading.
        log.warning("last seen not written", exc_info=True)


def _wired() -> tuple[Loader, Toucher]:
    wired: Any = current_app.extensions[_EXTENSION]
    return cast(tuple[Loader, Toucher], wired)
