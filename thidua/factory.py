"""Building the program: settings → database → access → stages in road order → errors."""

from datetime import date
from functools import partial

from flask import Flask
from flask_wtf import CSRFProtect

from thidua.baocao import views as baocao
from thidua.caidat import views as caidat
from thidua.dangky import views as dangky
from thidua.donvi import views as donvi
from thidua.donvi.queries import NguoiDonVi
from thidua.giaouoc import views as giaouoc
from thidua.hoso import views as hoso
from thidua.khoitao import views as khoitao
from thidua.namthidua import views as namthidua
from thidua.namthidua.queries import newest_year
from thidua.namthidua.queries.nguoi import unit_people
from thidua.nhapxuat import views as nhapxuat
from thidua.nhatky.actions import KEY
from thidua.phathanh import views as phathanh
from thidua.pheduyet import views as pheduyet
from thidua.quantri import views as quantri
from thidua.quantri.views import ban_giao as quantri_ban_giao
from thidua.quantri.views import tin_cay
from thidua.settings import Settings
from thidua.taikhoan import actions as taikhoan_actions
from thidua.taikhoan import queries as taikhoan_queries
from thidua.taikhoan import views as taikhoan
from thidua.taikhoan.views import mot_tai_khoan as taikhoan_mot
from thidua.taikhoan.views import quan_ly as taikhoan_quan_ly
from thidua.taikhoan.views import uy_quyen as taikhoan_uy_quyen
from thidua.theodoi import views as theodoi
from thidua.tonghop import views as tonghop
from thidua.trangchu import views as trangchu
from thidua.web import access, database, errors, filters, forms, frame, pages, sessions, uploads
from thidua.web import clock as web_clock
from thidua.web.clock import Clock

STAGES = (
    donvi.bp,
    khoitao.bp,
    taikhoan.bp,
    taikhoan_quan_ly.bp,
    taikhoan_mot.bp,
    taikhoan_uy_quyen.bp,
    namthidua.bp,
    hoso.bp,
    dangky.bp,
    giaouoc.bp,
    baocao.bp,
    pheduyet.bp,
    theodoi.bp,
    tonghop.bp,
    phathanh.bp,
    caidat.bp,
    nhapxuat.bp,
    trangchu.bp,
    quantri.bp,
    quantri_ban_giao.bp,
    tin_cay.bp,
)  # fmt: skip
"""The stages' faces in road order, one line a stage."""


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """The WSGI application over `settings`; `clock` replaces the clock that the settings ask for.

    Raises web.database.NotDurable when the database could lose what it confirms.
    """
    app = Flask(
        "thidua",
        root_path=str(settings.root),
        template_folder="templates",
        static_folder=None,
        instance_path=str(settings.instance),
    )
    app.extensions["thidua_settings"] = settings
    app.config.update(SECRET_KEY=settings.secret_key, WTF_CSRF_TIME_LIMIT=None)
    web_clock.init_app(app, clock or _clock(settings))
    forms.init_app(app, settings)
    uploads.init_app(app, settings.instance)
    database.init_app(app, settings.database_url, {KEY: settings.log_key})
    access.init_app(app)
    _logins(app, settings)
    CSRFProtect(app)
    pages.init_app(app, settings)
    pages.set_year(app, _year)
    frame.set_frame(app, trangchu.frame_words)
    pages.set_badge(app, trangchu.waiting)
    donvi.set_people(app, _people)
    filters.init_app(app)
    for blueprint in STAGES:
        app.register_blueprint(blueprint)
    errors.init_app(app)
    return app


def _clock(settings: Settings) -> Clock:
    return Clock.on(settings.today) if settings.today else Clock()


def _year() -> int:
    """The newest year that the town has; in an empty database the present one."""
    return newest_year(database.session()) or web_clock.today().year


def _people(day: date) -> dict[int, NguoiDonVi]:
    return unit_people(database.session(), newest_year(database.session()), day)


def _logins(app: Flask, settings: Settings) -> None:
    load = partial(taikhoan_queries.load_login, idle=settings.session_idle, limit=settings.session_limit)
    sessions.init_app(app, load, taikhoan_actions.touch, https=settings.https)
