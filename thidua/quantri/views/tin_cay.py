"""`/tin-cay`: the certificates and revocation lists against which signatures in PDFs are checked."""

from flask import Blueprint, Response, make_response, render_template, request

from thidua.core.actor import Role
from thidua.quantri.actions import tin_cay as actions
from thidua.quantri.forms.tin_cay import DoiChieuForm, GoForm, NapForm
from thidua.quantri.queries.tin_cay import recent_acts
from thidua.sheets.xlsx import Value
from thidua.signing.trust import Snapshot, TrustRefused
from thidua.web import acts, clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import Form, posted
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer
from thidua.web.trust import trust

bp = Blueprint("tin_cay", __name__)

ACTS_SHOWN = 12
"""So many of the latest acts are shown."""
PLACES = {"goc": "Gốc", "trung-gian": "Trung gian", "cho-doi-chieu": "Chờ đối chiếu", "crl": "CRL"}
DONE = {
    "nap": "Đã đọc tệp, xem kết quả ở “Việc gần đây”. Chứng thư gốc mới phải chờ đối chiếu vân tay.",
    "doi-chieu": "Chứng thư gốc đã được tin cậy.",
    "go": "Đã gỡ khỏi danh sách; tệp vẫn được cất trong thư mục tin-cay/da-go.",
}


@bp.get("/tin-cay")
@needs(Role.QUAN_TRI)
def page() -> Response:
    """What is trusted, what waits, how old the lists are."""
    return _page()


@bp.get("/tin-cay.xlsx")
@needs(Role.QUAN_TRI)
def table() -> Response:
    """Certificates and revocation lists as a table."""
    found = trust().read()
    rows: list[list[Value]] = [
        [PLACES[one.noi], one.ten, one.to_chuc, one.cap_boi, one.tu.date(), one.den.date(), one.van_tay, None]
        for one in found.chung_thu
    ]
    rows += [
        [PLACES["crl"], one.tep, "", one.cap_boi, one.tu.date(), one.den and one.den.date(), "", one.so_dong]
        for one in found.thu_hoi
    ]
    heads = [
        "Loại", "Chứng thư, tệp", "Tổ chức", "Do ai cấp", "Từ ngày", "Đến ngày", "Vân tay SHA-256",
        "Số chứng thư bị thu hồi",
    ]  # fmt: skip
    return table_answer("chung-thu-tin-cay", "Chứng thư tin cậy", heads, rows, "Chứng thư tin cậy")


@bp.post("/tin-cay")
@needs(Role.QUAN_TRI)
def receive() -> Response:
    """Take in one file."""
    form = NapForm(posted())
    if form.validate() and form.tep.data is None:
        form.refuse("tep", "Chọn một tệp .crt, .cer, .pem, .der, .p7b hoặc .crl.")
    if form.error_list:
        return _page(form)
    sent = form.tep.data
    try:
        with writing() as unit:
            actions.receive(unit, current_actor(), trust(), sent.stream.read(), sent.name, at=clock.now())
    except TrustRefused as refused:
        form.refuse("tep", refused.message)
        return _page(form)
    return htmx.go("/tin-cay?da=nap")


@bp.post("/tin-cay/doi-chieu")
@needs(Role.QUAN_TRI)
def confirm() -> Response:
    """Trust a root whose fingerprint was compared."""
    form = DoiChieuForm(posted())
    # Several roots may wait; the summary of errors leads to the one that was meant.
    form.doi_chieu.id = f"doi-chieu-{(form.van_tay.data or '')[:12]}"
    if form.validate() and not form.doi_chieu.data:
        form.refuse("doi_chieu", "Ghi người đã đọc đối chiếu và số điện thoại đã gọi.")
    if form.error_list:
        return _page(form)
    said = form.doi_chieu.data or ""
    try:
        with writing() as unit:
            van_tay = form.van_tay.data or ""
            actions.confirm(unit, current_actor(), trust(), van_tay, said, at=clock.now())
    except TrustRefused as refused:
        form.refuse("doi_chieu", refused.message)
        return _page(form)
    return htmx.go("/tin-cay?da=doi-chieu")


@bp.post("/tin-cay/go")
@needs(Role.QUAN_TRI)
def remove() -> Response:
    """Take one file out of use."""
    form = GoForm(posted())
    form.offer(_files(trust().read()))
    if form.validate() and not form.ly_do.data:
        form.refuse("ly_do", "Ghi lý do gỡ.")
    if form.error_list:
        return _page(form)
    noi, _, tep = (form.muc.data or "").partition("/")
    try:
        with writing() as unit:
            reason = form.ly_do.data or ""
            actions.remove(unit, current_actor(), trust(), noi, tep, reason, at=clock.now())
    except TrustRefused as refused:
        form.refuse("muc", refused.message)
        return _page(form)
    return htmx.go("/tin-cay?da=go")


def _page(refused: Form | None = None) -> Response:
    """The page; with a refused form it says so and keeps what was typed."""
    found = trust().read()
    go = refused if isinstance(refused, GoForm) else GoForm()
    go.offer(_files(found))
    html = render_template(
        "quantri/tin_cay.html",
        found=found,
        in_use=[one for one in found.chung_thu if one.noi != "cho-doi-chieu"],
        waiting=[one for one in found.chung_thu if one.noi == "cho-doi-chieu"],
        places=PLACES,
        now=clock.now(),
        done=DONE.get(request.args.get("da", "")) if refused is None else None,
        errors=refused.error_list if refused else [],
        nap=refused if isinstance(refused, NapForm) else NapForm(),
        doi_chieu=refused if isinstance(refused, DoiChieuForm) else DoiChieuForm(),
        go=go,
        acts=[(act, acts.ACTS[act.viec]) for act in recent_acts(session(), ACTS_SHOWN)],
    )
    return make_response(html, 422 if refused else 200)


def _files(found: Snapshot) -> dict[str, str]:
    """Every file of the folder by its place and name, with the words to choose it by."""
    named = {f"{one.noi}/{one.tep}": f"{PLACES[one.noi]}: {one.ten}" for one in found.chung_thu}
    named |= {f"crl/{one.tep}": f"CRL: {one.cap_boi}" for one in found.thu_hoi}
    return named | {path: f"Không đọc được: {path}" for path in found.khong_doc_duoc}
