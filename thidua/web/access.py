"""Who may call what: each view declares it, and what declares nothing is closed."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote, urlsplit

from flask import Flask, Response, current_app, make_response, redirect, render_template, request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from thidua.core.actor import Actor, Role
from thidua.core.errors import NotYourFunction
from thidua.web import htmx, sessions
from thidua.web.sessions import current_login

LOGIN_ADDRESS = "/dang-nhap"
PASSWORD_ADDRESS = "/doi-mat-khau"
LOGIN_PLACE = "#dang-nhap-tai-cho"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

SECRET = ("mat_khau", "nhap_lai")
"""Fields that are never shown again."""

UNTYPED = frozenset({"row_version", "khoa_gui", "luc"})
"""Fields that nobody typed."""

MOST_KEPT = 2_000_000
"""Characters of a form that a new login still carries along."""

_MARK = "__thidua_needs__"
_BEFORE_PASSWORD = "__thidua_before_password__"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may call a view: everybody, everybody logged in, or the holders of one of `roles`."""

    public: bool = False
    roles: frozenset[Role] = frozenset()

    def allows(self, actor: Actor) -> bool:
        """Whether a person who is logged in has this function."""
        return self.public or not self.roles or not actor.roles.isdisjoint(self.roles)


PUBLIC = Rule(public=True)
LOGGED_IN = Rule()

View = TypeVar("View", bound=Callable[..., object])


class RuleMissing(RuntimeError):
    """A view declares no rule: it stays closed."""


def needs(*who: Rule | Role) -> Callable[[View], View]:
    """Declare who may call a view: `@needs(PUBLIC)`, `@needs(LOGGED_IN)` or `@needs(Role.…, Role.…)`."""
    rules = [given for given in who if isinstance(given, Rule)]
    roles = frozenset(given for given in who if isinstance(given, Role))
    if len(rules) + bool(roles) != 1:
        raise RuleMissing("one rule, or roles")
    rule = rules[0] if rules else Rule(roles=roles)

    def mark(view: View) -> View:
        setattr(view, _MARK, rule)
        return view

    return mark


def before_new_password(view: View) -> View:
    """Leave a view open to somebody who must first change the password."""
    setattr(view, _BEFORE_PASSWORD, True)
    return view


def rule_of(endpoint: str) -> Rule | None:
    """The rule that the view of `endpoint` declares."""
    return getattr(current_app.view_functions[endpoint], _MARK, None)


def init_app(app: Flask) -> None:
    """Guard every request of the app."""
    app.before_request(_refuse_other_sites)
    app.before_request(_guard)


def safe_next(target: str | None) -> str:
    """`target` when it is a path of this site, otherwise the first page."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return "/"
    # A browser drops control characters before it reads an address.
    if any(ord(char) < 32 for char in target) or "\\" in target:
        return "/"
    parts = urlsplit(target)
    return "/" if parts.scheme or parts.netloc else target


def login_address() -> str:
    """The login page that leads back to where the reader wanted to go."""
    safe = request.method in SAFE_METHODS and not htmx.is_htmx()
    wanted = request.full_path.rstrip("?") if safe else _page_behind()
    return f"{LOGIN_ADDRESS}?tiep={quote(safe_next(wanted), safe='/')}"


def _page_behind() -> str:
    """The page that the reader sees, as far as it is ours."""
    seen = urlsplit(htmx.page_address() or request.referrer or "")
    return seen.path if seen.netloc == request.host else "/"


def _refuse_other_sites() -> None:
    if request.method not in SAFE_METHODS and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise NotYourFunction("tu_trang_khac")


def _guard() -> Response | None:
    if request.endpoint is None:
        return None
    rule = rule_of(request.endpoint)
    if rule is None:
        if current_app.testing:
            raise RuleMissing(request.endpoint)
        raise NotYourFunction("chua_mo_cho_ai")
    if rule.public:
        return None
    login = current_login()
    if login is None:
        return _ask_to_log_in()
    if login.must_change_password and not getattr(_view(), _BEFORE_PASSWORD, False):
        return htmx.go(PASSWORD_ADDRESS)
    if not rule.allows(login.actor):
        raise _refusal(rule, login.actor)
    return None


def _refusal(rule: Rule, actor: Actor) -> NotYourFunction:
    """Why not: a head's function refused after a delegation ended says which and since when."""
    if Role.THU_TRUONG in rule.roles and actor.lapsed:
        over = max(actor.lapsed, key=lambda one: one.day)
        return NotYourFunction(over.reason, so=over.number, ngay=over.day)
    return NotYourFunction("khong_dung_vai_tro")


def _view() -> Callable[..., object]:
    return current_app.view_functions[request.endpoint or ""]


def _typed() -> str:
    """What a form of ours held that was sent after its login had ended, to be sent again after the next one.

    Empty for anything else: a reader who had no login, a page of another site, a password, too much text.
    """
    if request.method != "POST" or not sessions.presented_token():
        return ""
    fields = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    if any(name.startswith(SECRET) for name, _ in fields) or sum(len(text) for _, text in fields) > MOST_KEPT:
        return ""
    if not any(text and name not in UNTYPED for name, text in fields):
        return ""
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return ""
    return json.dumps(fields, ensure_ascii=False)


def kept_fields(text: str) -> list[tuple[str, str]]:
    """The fields that the login page kept; none when it is no such text."""
    try:
        found = json.loads(text)
    except ValueError:
        return []
    pairs = found if isinstance(found, list) else []
    return [(str(one[0]), str(one[1])) for one in pairs if isinstance(one, list) and len(one) == 2]


def _ask_to_log_in() -> Response:
    """302 for a page; 401 with what was typed for a form; 401 for fragments: a login in place for autosave,
    else the login page."""
    if htmx.is_autosave():
        answer = make_response(render_template("taikhoan/_dang_nhap.html", tai_cho=True, tiep="/"), 401)
        return htmx.into(answer, LOGIN_PLACE)
    if htmx.wants_partial():
        answer = make_response("", 401)
        answer.headers["HX-Redirect"] = login_address()
        return answer
    kept = _typed()
    if kept:
        page = render_template("taikhoan/dang_nhap.html", tiep=_page_behind(), giu=kept, giu_tai=request.path)
        return make_response(page, 401)
    return make_response(redirect(login_address(), code=302))
