"""`/tai-khoan/uy-quyen`: who signs for a head, by what paper, until when."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, make_response, render_template

from thidua.core.actor import SECRETARIAT, Role
from thidua.core.errors import NotNow, WrongInput
from thidua.core.viet import format_date
from thidua.donvi import queries as units
from thidua.sheets.xlsx import Value
from thidua.taikhoan import actions
from thidua.taikhoan.actions import uy_quyen
from thidua.taikhoan.actions.uy_quyen import PhanCongMoi, UyQuyenMoi
from thidua.taikhoan.forms.quan_ly import PhanCongForm, ThuHoiForm, UyQuyenForm
from thidua.taikhoan.queries import danh_sach
from thidua.taikhoan.queries.uy_quyen import PHAN_CONG, UY_QUYEN, UyQuyenRow, delegation_list
from thidua.taikhoan.views import first_time
from thidua.web import clock, htmx, labels
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

bp = Blueprint("taikhoan_uy_quyen", __name__)

ADDRESS = "/tai-khoan/uy-quyen"
READERS = (Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.THU_TRUONG)
WRITERS = (Role.THUONG_TRUC, Role.LANH_DAO_PHONG)
SECTIONS = (
    ("Đang hiệu lực", ("sap_het", "hieu_luc")),
    ("Chưa đến ngày", ("sap_toi",)),
    ("Đã hết hiệu lực, đã thu hồi", ("da_het",)),
)
HEADS = [
    "Đơn vị", "Người được giao", "Cách ký", "Chức vụ in trên văn bản", "Lĩnh vực, nội dung", "Văn bản",
    "Ngày", "Từ ngày", "Đến hết ngày", "Thu hồi từ", "Lý do thu hồi", "Người ủy quyền",
]  # fmt: skip


@bp.get(ADDRESS)
@needs(*READERS)
def page() -> Response:
    """What is in force, what ends soon, what ended: of all units, or of the head's own."""
    return _page()


@bp.get(ADDRESS + ".xlsx")
@needs(*READERS)
def table() -> Response:
    """The same as a table."""
    names = _names()
    rows: list[list[Value]] = [
        [
            names.get(row.don_vi_id, ""),
            row.ho_ten,
            labels.SIGNING_WAYS[row.cach_ky],
            row.chuc_vu,
            row.noi_dung,
            row.van_ban_so,
            row.van_ban_ngay,
            row.tu_ngay,
            row.den_ngay,
            row.thu_hoi_tu,
            row.thu_hoi_ly_do,
            row.nguoi_giao,
        ]
        for row in _rows()
    ]
    title = f"Phân công, ủy quyền đến {format_date(clock.today())}"
    return table_answer("phan-cong-uy-quyen", "Phân công, ủy quyền", HEADS, rows, title)


def _rows() -> list[UyQuyenRow]:
    actor = current_actor()
    own = None if actor.has(*SECRETARIAT) else actor.units
    return delegation_list(session(), units=own)


def _names() -> dict[int, str]:
    return {unit.id: unit.ten for unit in units.units_on(session(), clock.today()).values()}


def _page(
    *, status: int = 200, refused: str = "", revoking: str = "", form: ThuHoiForm | None = None
) -> Response:
    rows, today = _rows(), clock.today()
    sections = [
        (title, stages[-1], [row for stage in stages for row in rows if row.stage_on(today) == stage])
        for title, stages in SECTIONS
    ]
    shown = render_template(
        "taikhoan/uy_quyen.html",
        sections=[(title, stage, found) for title, stage, found in sections if found],
        total=len(rows),
        names=_names(),
        today=today,
        writes=current_actor().has(*SECRETARIAT),
        ways=labels.SIGNING_WAYS,
        refused=refused,
        typed=(form.tu_ngay._value(), form.ly_do.data or "") if form else (),
        stored=next((_revoked(row) for row in rows if f"{row.nguon}-{row.id}" == revoking), ""),
        revoking=revoking,
        form=form or ThuHoiForm(tu_ngay=today),
    )
    return make_response(shown, status)


def _revoked(row: UyQuyenRow) -> str:
    if row.thu_hoi_tu is None:
        return ""
    return f"thu hồi từ “{format_date(row.thu_hoi_tu)}”, lý do “{row.thu_hoi_ly_do}”"


# --- new ones


@bp.get(ADDRESS + "/phan-cong")
@needs(*WRITERS)
def new_assignment() -> Response:
    """The form for an assignment."""
    return _form_page("phan_cong", PhanCongForm(units=_choices(), tu_ngay=clock.today()))


@bp.post(ADDRESS + "/phan-cong")
@needs(*WRITERS)
def assign() -> Response:
    """Write an assignment down."""
    form = PhanCongForm(posted(), units=_choices(), nam=clock.today().year)
    person = _person(form)
    if form.error_list:
        return _form_page("phan_cong", form, 422)
    new = PhanCongMoi(
        nguoi_id=person,
        don_vi_id=_unit(form),
        cach_ky=form.cach_ky.data,
        chuc_vu=form.chuc_vu.data or "",
        linh_vuc=form.linh_vuc.data or "",
        van_ban_so=form.van_ban_so.data or "",
        van_ban_ngay=_day(form.van_ban_ngay.data),
        tu_ngay=_day(form.tu_ngay.data),
        den_ngay=form.den_ngay.data,
    )
    try:
        with writing() as unit_of_work:
            if first_time(unit_of_work):
                uy_quyen.assign(unit_of_work, current_actor(), new, at=clock.now())
    except WrongInput as no:
        form.refuse(str(no.facts.get("truong", "tai_khoan")), sentence(no))
        return _form_page("phan_cong", form, 422)
    return htmx.go(ADDRESS)


@bp.get(ADDRESS + "/uy-quyen")
@needs(*WRITERS)
def new_delegation() -> Response:
    """The form for a delegation."""
    return _form_page("uy_quyen", UyQuyenForm(units=_choices(), tu_ngay=clock.today()))


@bp.post(ADDRESS + "/uy-quyen")
@needs(*WRITERS)
def delegate() -> Response:
    """Write a delegation down."""
    form = UyQuyenForm(posted(), units=_choices(), nam=clock.today().year)
    person = _person(form)
    if form.error_list:
        return _form_page("uy_quyen", form, 422)
    new = UyQuyenMoi(
        nguoi_id=person,
        don_vi_id=_unit(form),
        chuc_vu=form.chuc_vu.data or "",
        noi_dung=form.noi_dung.data or "",
        van_ban_so=form.van_ban_so.data or "",
        van_ban_ngay=_day(form.van_ban_ngay.data),
        tu_ngay=_day(form.tu_ngay.data),
        den_ngay=form.den_ngay.data,
    )
    try:
        with writing() as unit_of_work:
            if first_time(unit_of_work):
                uy_quyen.delegate(unit_of_work, current_actor(), new, at=clock.now())
    except WrongInput as no:
        form.refuse(str(no.facts.get("truong", "tai_khoan")), sentence(no))
        return _form_page("uy_quyen", form, 422)
    return htmx.go(ADDRESS)


def _choices() -> list[tuple[str, str]]:
    return [(unit.code, unit.ten) for unit in units.units_on(session(), clock.today()).values()]


def _person(form: PhanCongForm | UyQuyenForm) -> int:
    """Check the form; the person behind the typed account, 0 with the error in its place."""
    form.validate()
    name = actions.account_name(form.tai_khoan.data or "")
    found = [row for row in _people() if row.ten_dang_nhap == name]
    if not found and not form.tai_khoan.errors:
        form.refuse("tai_khoan", "Không có tài khoản đang mở nào tên như vậy; chọn trong danh sách gợi ý.")
    return found[0].nguoi_id if found else 0


def _people() -> list[danh_sach.DongTaiKhoan]:
    """The open accounts of units: a deputy needs one to approve with."""
    rows = danh_sach.account_list(session(), current_actor(), clock.now())
    return [row for row in rows if row.tinh_trang != "khoa"]


def _unit(form: PhanCongForm | UyQuyenForm) -> int:
    return units.unit_on(session(), form.don_vi.data, clock.today()).id


def _day(day: date | None) -> date:
    if day is None:
        raise WrongInput("thieu_muc")
    return day


def _form_page(nguon: str, form: PhanCongForm | UyQuyenForm, status: int = 200) -> Response:
    context: dict[str, Any] = {"nguon": nguon, "form": form, "people": _people()}
    return make_response(render_template("taikhoan/giao_quyen.html", **context), status)


# --- revoking


@bp.post(ADDRESS + "/phan-cong/<int:row_id>/thu-hoi")
@needs(*WRITERS)
def revoke_assignment(row_id: int) -> Response:
    """End an assignment before its day, with the reason."""
    return _revoke(PHAN_CONG, row_id)


@bp.post(ADDRESS + "/uy-quyen/<int:row_id>/thu-hoi")
@needs(*WRITERS)
def revoke_delegation(row_id: int) -> Response:
    """End a delegation before its day, with the reason."""
    return _revoke(UY_QUYEN, row_id)


def _revoke(nguon: str, row_id: int) -> Response:
    form, which = ThuHoiForm(posted(), nam=clock.today().year), f"{nguon}-{row_id}"
    if not form.validate() or form.tu_ngay.data is None:
        return _page(status=422, revoking=which, form=form)
    try:
        with writing() as unit_of_work:
            if first_time(unit_of_work):
                uy_quyen.revoke(
                    unit_of_work,
                    current_actor(),
                    nguon,
                    row_id,
                    tu_ngay=form.tu_ngay.data,
                    ly_do=form.ly_do.data or "",
                    row_version=form.row_version.data,
                    at=clock.now(),
                )
    except WrongInput as no:
        form.refuse(str(no.facts.get("truong", "ly_do")), sentence(no))
        return _page(status=422, revoking=which, form=form)
    except NotNow as no:
        return _page(status=status_of(no), refused=sentence(no), revoking=which, form=form)
    return htmx.go(ADDRESS)
