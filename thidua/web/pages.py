"""What every page shares: addresses, static files, security headers, the frame's words."""

import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, jsonify, request, send_from_directory
from werkzeug.routing import BaseConverter

from thidua import __version__
from thidua.core.actor import Actor, Role
from thidua.settings import Settings
from thidua.web import clock, database, htmx, kho_tep, labels
from thidua.web.access import LOGIN_PLACE, PUBLIC, Rule, needs
from thidua.web.errors import ERROR_PLACE
from thidua.web.frame import frame_now
from thidua.web.sessions import current_login

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # The icons are masks inside the style sheet.
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
FILE_CSP = "sandbox; default-src 'none'"
"""For what is kept as a file: should a browser show it after all, it may do nothing."""
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SAMPLE_STRIP = "(Số liệu, họ tên là dữ liệu mẫu)"
_FOREVER = 365 * 24 * 3600
_STATIC, _STATIC_FOLDER = "thidua_static_hash", "thidua_static_folder"
_BADGE, _YEAR = "thidua_badge", "thidua_year"
_SAMPLE = "thidua_sample"
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class NamConverter(BaseConverter):
    """`<nam:nam_thi_dua>`: a year 20xx as an int."""

    regex = r"20\d\d"

    def to_python(self, value: str) -> int:
        """The year."""
        return int(value)

    def to_url(self, value: Any) -> str:
        """Its four digits."""
        return str(int(value))


class StoredNameConverter(BaseConverter):
    """A stored name, with hyphens in the address: `<buoc:buoc>`."""

    regex = r"[a-z]+(?:-[a-z]+)*"

    def to_python(self, value: str) -> str:
        """tra-lai → tra_lai."""
        return value.replace("-", "_")

    def to_url(self, value: Any) -> str:
        """tra_lai → tra-lai."""
        return str(value).replace("_", "-")


class KyBaoCaoConverter(StoredNameConverter):
    """`<kybaocao:ky_bao_cao>`: so-ket or tong-ket as so_ket or tong_ket."""

    regex = "so-ket|tong-ket"


class TaiKhoanConverter(BaseConverter):
    """`<taikhoan:ten>`: the name of an account."""

    regex = r"[a-z0-9]+(?:[.\-][a-z0-9]+)*"


class CodeConverter(BaseConverter):
    """`<donvi:don_vi>`, `<cumkhoi:cum_khoi>`: the code of a unit or a group."""

    regex = _SLUG


CONVERTERS: dict[str, type[BaseConverter]] = {
    "nam": NamConverter,
    "kybaocao": KyBaoCaoConverter,
    "donvi": CodeConverter,
    "cumkhoi": CodeConverter,
    "buoc": StoredNameConverter,
    "taikhoan": TaiKhoanConverter,
}

NAV: tuple[tuple[str, str, Rule], ...] = (
    (
        "/{nam}/",
        "Việc của tôi",
        Rule(roles=frozenset(Role) - {Role.XEM, Role.QUAN_TRI}),
    ),
    ("/{nam}/dang-ky/", "Đăng ký", Rule(roles=frozenset(Role) - {Role.XEM, Role.QUAN_TRI, Role.HOI_DONG})),
    (
        "/{nam}/giao-uoc/",
        "Giao ước",
        Rule(roles=frozenset(Role) - {Role.XEM, Role.QUAN_TRI, Role.HOI_DONG}),
    ),
    (
        "/{nam}/phe-duyet/",
        "Phê duyệt",
        Rule(roles=frozenset({Role.THU_TRUONG, Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.LANH_DAO})),
    ),
    (
        "/{nam}/theo-doi/",
        "Theo dõi",
        Rule(roles=frozenset({Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.LANH_DAO})),
    ),
    (
        "/{nam}/tong-hop/so-ket",
        "Tổng hợp",
        Rule(roles=frozenset({Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.LANH_DAO})),
    ),
    ("/{nam}/van-ban/", "Văn bản", Rule(roles=frozenset(Role) - {Role.QUAN_TRI})),
    (
        "/{nam}/cai-dat/",
        "Thiết lập năm",
        Rule(roles=frozenset({Role.THUONG_TRUC, Role.LANH_DAO_PHONG})),
    ),
    (
        "/tai-khoan/",
        "Tài khoản",
        Rule(roles=frozenset({Role.QUAN_TRI, Role.THUONG_TRUC, Role.LANH_DAO_PHONG})),
    ),
    ("/nhat-ky/", "Nhật ký", Rule(roles=frozenset({Role.QUAN_TRI}))),
)
"""The links of the header: address, words, who sees it."""


def set_badge(app: Flask, count: Callable[[], int]) -> None:
    """Let a stage say how many things wait for the reader; it is asked once a whole page."""
    app.extensions[_BADGE] = count


def set_year(app: Flask, year: Callable[[], int]) -> None:
    """Let a stage say which year the links lead to when the address names none."""
    app.extensions[_YEAR] = year


def is_sample() -> bool:
    """Whether this is the sample town, whose papers say so."""
    return bool(current_app.extensions[_SAMPLE])


def new_key() -> str:
    """A one-time key for a form, so that sending it twice counts once."""
    return secrets.token_urlsafe(18)


def init_app(app: Flask, settings: Settings) -> None:
    """Static files, headers, converters and the words that the frame needs."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[_SAMPLE] = settings.sample
    app.extensions[_STATIC_FOLDER] = settings.root / "static"
    app.extensions[_STATIC] = _tree_hash(settings.root / "static")
    app.url_map.converters.update(CONVERTERS)
    app.add_url_rule("/static/<string(length=12):ma>/<path:tep>", "static", _static)
    app.add_url_rule("/suc-khoe", "suc_khoe", _health)
    app.after_request(_headers)
    app.jinja_env.globals.update(
        static_url=static_url, labels=labels, step_words=labels.step_words, new_key=new_key
    )
    app.jinja_env.globals.update(van_phong=frame_now)
    app.jinja_env.globals.update(login_place=LOGIN_PLACE[1:], error_place=ERROR_PLACE[1:])
    app.context_processor(_frame(settings))


def static_url(path: str) -> str:
    """The address of a static file; it changes whenever any of them does."""
    return f"/static/{current_app.extensions[_STATIC]}/{path}"


def nav_links(actor: Actor, nam: int) -> list[tuple[str, str, bool]]:
    """(address, words, is it the present page) of what this person may open.

    Lists that come in from Excel belong to the year's settings, for those who have them.
    """
    links = [(address.format(nam=nam), words) for address, words, rule in NAV if rule.allows(actor)]
    here = f"/{nam}/cai-dat/" if request.path.startswith(f"/{nam}/nhap/") else request.path
    best = max((a for a, _ in links if here.startswith(_part(a))), key=len, default="")
    return [(address, words, address == best) for address, words in links]


def _part(address: str) -> str:
    """The part of the site that a link opens: /2023/tong-hop/so-ket stands for all of /2023/tong-hop."""
    return "/".join(address.rstrip("/").split("/")[:3])


def shown_year() -> int:
    """The year in the address, otherwise the one that the office works on."""
    asked = (request.view_args or {}).get("nam_thi_dua")
    if isinstance(asked, int):
        return asked
    chosen: Callable[[], int] | None = current_app.extensions.get(_YEAR)
    return chosen() if chosen else clock.today().year


def _frame(settings: Settings) -> Callable[[], dict[str, Any]]:
    def context() -> dict[str, Any]:
        words: dict[str, Any] = {
            "dai_mau": SAMPLE_STRIP if settings.sample else "",
            "hom_nay": clock.today(),
            "actor": None,
            "nav_links": [],
            "badge": 0,
        }
        login = current_login()
        if login:
            words["actor"] = login.actor
        if htmx.wants_partial():
            return words
        words["khung_trang"] = frame_now()
        if login and not login.must_change_password:
            words |= _links(login.actor)
        return words

    return context


def _links(actor: Actor) -> dict[str, Any]:
    nam = shown_year()
    count: Callable[[], int] | None = current_app.extensions.get(_BADGE)
    return {
        "nam_hien_tai": nam,
        "nav_links": nav_links(actor, nam),
        "badge": count() if count else 0,
    }


@needs(PUBLIC)
def _static(ma: str, tep: str) -> Response:
    answer = send_from_directory(current_app.extensions[_STATIC_FOLDER], tep, conditional=True)
    if ma == current_app.extensions[_STATIC]:
        answer.cache_control.public = True
        answer.cache_control.max_age = _FOREVER
        answer.cache_control.immutable = True
        answer.cache_control.no_cache = None
    return answer


@needs(PUBLIC)
def _health() -> Response:
    """Whether the program and its database answer; administrators learn more."""
    working = database.answers()
    facts: dict[str, Any] = {"ok": working, "version": __version__}
    login = current_login() if working else None
    if login and login.actor.has(Role.QUAN_TRI):
        facts |= {"co_so_du_lieu": database.kind(), "hom_nay": clock.today().isoformat()}
        facts["kho_tep"] = kho_tep.state(database.session(), Path(current_app.instance_path), clock.now())
    made = jsonify(facts)
    made.status_code = 200 if working else 503
    return made


def _headers(answer: Response) -> Response:
    if answer.headers.get("Content-Disposition", "").startswith("attachment"):
        answer.headers["Content-Security-Policy"] = FILE_CSP
        answer.headers["Cache-Control"] = "no-store"
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if request.endpoint != "static":
        answer.vary.add("HX-Request")
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def _tree_hash(folder: Path) -> str:
    """Twelve digits that stand for all static files together, so that their relative links hold."""
    total = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:12]
