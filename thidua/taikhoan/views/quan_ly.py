"""`/tai-khoan/`: the accounts at the desk, one-time codes on slips."""

from datetime import datetime

from flask import Blueprint, Response, make_response, render_template, request

from thidua.core.actor import Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, Refusal
from thidua.donvi import queries as units
from thidua.donvi.queries.co_quan import office_on
from thidua.luutru.names import content_disposition
from thidua.taikhoan import actions
from thidua.taikhoan.actions import quan_ly
from thidua.taikhoan.queries import code_last_day, danh_sach
from thidua.taikhoan.queries.danh_sach import DongTaiKhoan, LocTaiKhoan
from thidua.taikhoan.views import code_for, first_time, still_opens
from thidua.vanban.kinds.phieu_ma import COT, HANG, PhieuMa, ToPhieu
from thidua.web import clock, labels, pages
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.paper import DOCX
from thidua.web.sessions import current_actor
from thidua.web.tables import with_filter

bp = Blueprint("taikhoan_quan_ly", __name__)

DESK = (Role.QUAN_TRI, Role.THUONG_TRUC, Role.LANH_DAO_PHONG)


@bp.get("/tai-khoan/")
@needs(*DESK)
def account_page() -> Response:
    """The accounts that the reader manages."""
    return _list()


def role_words(row: DongTaiKhoan) -> list[str]:
    """What an account may do, without the units."""
    powers = {"phan_cong": "Cấp phó được phân công", "uy_quyen": "Người được ủy quyền"}
    return [*(labels.ROLES[role] for role, _ in row.vai_tro), *(powers[nguon] for nguon, _ in row.duoc_giao)]


def _wanted() -> LocTaiKhoan:
    asked = request.values
    return LocTaiKhoan(
        tu_khoa=asked.get("q", "")[:255],
        vai_tro=asked.get("vai-tro", "")[:64],
        don_vi=asked.get("don-vi", "")[:64],
        tinh_trang=asked.get("tinh-trang", "")[:64],
    )


def _list(*, status: int = 200, refused: str = "") -> Response:
    wanted, actor, now = _wanted(), current_actor(), clock.now()
    filters = {
        "q": wanted.tu_khoa,
        "vai-tro": wanted.vai_tro,
        "don-vi": wanted.don_vi,
        "tinh-trang": wanted.tinh_trang,
    }
    page = render_template(
        "taikhoan/danh_sach.html",
        rows=danh_sach.account_list(session(), actor, now, wanted),
        wanted=wanted,
        file_address=with_filter("/tai-khoan.xlsx", filters),
        filtered=any(filters.values()),
        units=unit_choices(),
        states=labels.ACCOUNT_STATES,
        everything=actor.has(Role.QUAN_TRI),
        refused=refused,
    )
    return make_response(page, status)


def unit_choices() -> list[tuple[str, str]]:
    """(code, name) of every unit of the day."""
    return [(unit.code, unit.ten) for unit in units.units_on(session(), clock.today()).values()]


# --- slips


@bp.post("/tai-khoan/phieu")
@needs(*DESK)
def slips() -> Response:
    """First what will happen, then (`xac_nhan`) the codes and their slips in one act.

    The file is the only place where the codes stand in plain; it is kept nowhere. The same form sent twice
    gives the same file.
    """
    reading, actor, now = session(), current_actor(), clock.now()
    if request.form.get("tat_ca"):
        rows = danh_sach.account_list(reading, actor, now, _wanted())
        rows = [row for row in rows if row.tinh_trang != "khoa" and row.ten_dang_nhap != actor.account]
    else:
        rows = danh_sach.accounts_named(reading, actor, request.form.getlist("chon"), now)
    if not rows:
        return _list(status=422, refused="Chọn ít nhất một tài khoản để cấp mã.")
    if not request.form.get("xac_nhan"):
        return _confirm(rows, now)
    try:
        to = _issue(actor, rows, now)
    except NotNow as no:
        return _confirm(rows, now, refused=no)
    from thidua.vanban.docx_phieu import phieu_to_bytes

    answer = make_response(phieu_to_bytes(to))
    answer.headers["Content-Type"] = DOCX
    answer.headers["Content-Disposition"] = content_disposition(f"phieu-tai-khoan-{local_day(now)}.docx")
    return answer


def _confirm(rows: list[DongTaiKhoan], now: datetime, *, refused: Refusal | None = None) -> Response:
    page = render_template(
        "taikhoan/cap_ma.html",
        rows=rows,
        in_use=[row for row in rows if row.lan_cuoi and row.tinh_trang in ("dang_dung", "tam_khoa")],
        trang=-(-len(rows) // (COT * HANG)),
        luc=now.isoformat(),
        han=code_last_day(now),
        refused=sentence(refused) if refused else "",
    )
    return make_response(page, status_of(refused) if refused else 200)


def _issue(actor: Actor, rows: list[DongTaiKhoan], now: datetime) -> ToPhieu:
    # Forty hashes take a second: they are made before the writing lock is taken.
    codes = [(row, code_for(row.ten_dang_nhap)) for row in rows]
    hashed = [(row.id, actions.hash_password(code)) for row, code in codes]
    with writing() as unit_of_work:
        fresh = first_time(unit_of_work)
        if fresh:
            quan_ly.issue_codes(unit_of_work, actor, hashed, shown_at=shown_at(), at=now)
    changed = [] if fresh else [row for row, code in codes if not still_opens(row.ten_dang_nhap, code)]
    if changed:
        raise NotNow("ma_vua_cap", ten=changed[0].ten_dang_nhap)
    last = code_last_day(now)
    reading = session()
    office = office_on(reading, local_day(now))
    return ToPhieu(
        co_quan=f"{office.thuong_truc} {office.ten}",
        dia_chi=request.host_url,
        phieu=tuple(
            PhieuMa(
                row.ho_ten, row.chuc_vu, _unit_words(row), row.ten_dang_nhap, code, last or local_day(now)
            )
            for row, code in codes
        ),
        ghi_chu=pages.SAMPLE_STRIP if pages.is_sample() else "",
    )


def _unit_words(row: DongTaiKhoan) -> str:
    return "; ".join(dict.fromkeys(unit for _, unit in (*row.vai_tro, *row.duoc_giao) if unit))


def shown_at() -> datetime | None:
    """When the page with the button was made, as it says itself."""
    try:
        shown = datetime.fromisoformat(request.form.get("luc", ""))
    except ValueError:
        return None
    return shown if shown.tzinfo else None
