"""`…/ky`: who has signed and who is waited for; scanned pages and signed files come in."""

from collections.abc import Callable

from flask import Response, make_response, render_template, request

from thidua.core.errors import NotNow, NotThere, NotYourFunction, WrongInput
from thidua.donvi import queries as units
from thidua.gate import GateRefused, Kind
from thidua.gate.verdict import verdict_of
from thidua.giaouoc.actions import ky as actions
from thidua.giaouoc.actions import ky_so
from thidua.giaouoc.actions import trang_chup as scans
from thidua.giaouoc.actions.trang_chup import KetQuaGui, TepGui
from thidua.giaouoc.forms.ky import CodeForm, DeclineForm, NumbersForm, PagesForm, SignedForm, page_number
from thidua.giaouoc.queries import chuoi, ky, nguoi_ky, tep_ky_so, trang_chup
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.giaouoc.views.chung import PAGE, WHO, bp
from thidua.hoso.actions import use_key
from thidua.luutru.refusals import StoreRefused
from thidua.namthidua import queries as years
from thidua.signing import CAUTION, KetLuan, ma, verify
from thidua.web import clock, htmx, uploads
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import Uploaded, posted
from thidua.web.sessions import current_actor
from thidua.web.trust import trust

SCANS: frozenset[Kind] = frozenset({"jpg", "png", "pdf"})
SIGNED: frozenset[Kind] = frozenset({"pdf"})
NO_CODE = (
    "Đã giữ các trang, nhưng chưa đọc được mã trên ảnh. Gõ mã in ở chân mỗi trang vào ô “Mã trên giấy”,"
    " hoặc chụp lại trang có mã QR cho rõ."
)


@bp.get(PAGE + "/ky")
@needs(*WHO)
def signing_page(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Who has signed, who is waited for since when, and where the signed paper is sent in."""
    return signing_answer(nam_thi_dua, cum_khoi)


def signing_answer(
    nam: int,
    cum_khoi: str,
    *,
    status: int = 200,
    refused: tuple[str, ...] = (),
    kept: int = 0,
    pages: PagesForm | None = None,
    signed: SignedForm | None = None,
    decline: DeclineForm | None = None,
    numbers: NumbersForm | None = None,
) -> Response:
    """The page; `refused` are sentences about what was not taken, `kept` counts the pages that were."""
    reading, actor, now = session(), current_actor(), clock.now()
    view = chuoi.found_pledge(reading, actor, nam, cum_khoi)
    page = render_template(
        "giaouoc/ky.html",
        nam=nam,
        page=f"/{nam}/giao-uoc/{cum_khoi}",
        view=view,
        signing=ky.signing(reading, actor, view, now),
        powers=nguoi_ky.may_sign(reading, own, now) if (own := _own(actor.units, view)) else (),
        me=actor.person,
        caution=CAUTION,
        trusts_nobody=not trust().read().roots,
        progress_version=view.giao_uoc.row_version,
        closed=years.year(reading, nam).trang_thai.is_read_only,
        refused=refused,
        kept=kept,
        pages=pages or PagesForm(),
        signed=signed or SignedForm(),
        decline=decline or DeclineForm(),
        numbers=numbers or NumbersForm({}),
        unit=units.named_on(reading, own, clock.today()) if own else None,
    )
    return make_response(page, status)


def _own(mine: frozenset[int], view: GiaoUocInView) -> int | None:
    return next((unit for unit in view.group.thanh_vien if unit in mine), None)


# --- scanned pages


@bp.post(PAGE + "/ky/trang")
@needs(*WHO)
def send_pages(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Take in scanned pages; those of another paper stay out and are named, the others are kept."""
    form = PagesForm(posted(), nam=nam_thi_dua)
    form.validate()
    faults = [str(error) for error in (*form.tep.errors, *form.ma.errors, *form.tren.errors)]
    if not form.tep.data and not faults:
        faults.append("Chưa chọn ảnh chụp hay bản quét nào. Chọn tệp rồi gửi lại.")
    stored, more = _taken_in(form.tep.data or ())
    faults += more
    kept, status = 0, 422
    if stored or form.code:
        try:
            with writing() as unit_of_work:
                actor, now = current_actor(), clock.now()
                view = chuoi.found_pledge(unit_of_work, actor, nam_thi_dua, cum_khoi)
                if not use_key(unit_of_work, actor, form.khoa_gui.data or "", at=now):
                    return htmx.go(f"/{nam_thi_dua}/giao-uoc/{cum_khoi}/ky")
                tren = page_number(form.tren.data or "")
                done = scans.receive_pages(
                    unit_of_work, actor, view, stored, at=now, typed=form.code, tren=tren
                )
            kept = done.kept
            faults += _said(done)
        except (NotNow, NotYourFunction, WrongInput) as refusal:
            status = status_of(refusal)
            faults.append(sentence(refusal))
    if faults:
        return signing_answer(
            nam_thi_dua, cum_khoi, status=status, refused=tuple(faults), kept=kept, pages=form
        )
    return htmx.go(f"/{nam_thi_dua}/giao-uoc/{cum_khoi}/ky")


def _taken_in(sent: tuple[Uploaded, ...]) -> tuple[list[TepGui], list[str]]:
    """The files that passed the gate, with the codes read from them, and the sentences about the others."""
    found, faults = [], []
    for one in sent:
        try:
            tep = _stored(one, SCANS)
            if len(tep.pages) >= ma.MAX_PAGES < ma.count_pages(_content(tep.sha256)):
                faults.append(f"“{one.name}” có hơn {ma.MAX_PAGES} trang. Chia thành nhiều tệp rồi gửi lại.")
            else:
                found.append(tep)
        except (GateRefused, StoreRefused) as refused:
            faults.append(f"“{one.name}”: {refused.message}")
    return found, faults


def _stored(one: Uploaded, allowed: frozenset[Kind]) -> TepGui:
    stored = uploads.store().receive(one.stream, one.name, allowed, size=one.size)  # type: ignore[arg-type]
    content = _content(stored.sha256)
    pages = tuple(ma.codes_among(texts) for texts in ma.read_pages(content))
    codes = tuple(dict.fromkeys(code for page in pages for code in page))
    return TepGui(stored.sha256, stored.name, stored.kind, stored.size, codes, pages)


def _content(sha256: str) -> bytes:
    return uploads.store().path(sha256).read_bytes()


def _said(done: KetQuaGui) -> list[str]:
    """Sentences about pages that were not kept, and about a code that is still missing."""
    found = []
    for name, code in done.foreign:
        owner = trang_chup.owner_of(session(), code)
        whose = (
            f"bản {owner.so}, giao ước năm {owner.nam} của {owner.ten}" if owner else "một bản không có ở đây"
        )
        found.append(
            f"“{name}” mang mã {code} ({whose}), không phải bản đang ký kết, nên không được giữ."
            " Kiểm tra lại tờ giấy rồi gửi đúng bản."
        )
    found += [f"“{name}” đã được gửi trước đó, không cần gửi lại." for name in done.doubled]
    return [*found, NO_CODE] if done.needs_code else found


@bp.post(PAGE + "/ky/ma")
@needs(*WHO)
def send_code(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Note the typed code for pages on which none could be read."""
    form = CodeForm(posted(), nam=nam_thi_dua)
    form.validate()
    if form.code is None:
        words = tuple(str(each) for each in form.ma.errors) or ("Chưa gõ mã trên giấy.",)
        return signing_answer(nam_thi_dua, cum_khoi, status=422, refused=words)
    return _acted(
        nam_thi_dua,
        cum_khoi,
        form.khoa_gui.data or "",
        lambda view: scans.type_code(session(), current_actor(), view, form.code or "", at=clock.now()),
    )


@bp.post(PAGE + "/ky/so-trang")
@needs(*WHO)
def number_pages(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Put the waiting pages in the order of the paper, and say how many it has."""
    form = NumbersForm(request.form)
    if form.errors:
        return signing_answer(nam_thi_dua, cum_khoi, status=422, refused=form.errors, numbers=form)
    return _acted(
        nam_thi_dua,
        cum_khoi,
        "",
        lambda view: scans.number_pages(
            session(), current_actor(), view, form.numbers, at=clock.now(), tren=form.tren
        ),
    )


@bp.post(PAGE + "/ky/trang/<int:trang_id>/bo")
@needs(*WHO)
def drop_page(nam_thi_dua: int, cum_khoi: str, trang_id: int) -> Response:
    """Take back a page sent by mistake."""
    return _acted(
        nam_thi_dua,
        cum_khoi,
        "",
        lambda view: scans.drop_page(session(), current_actor(), view, trang_id, at=clock.now()),
    )


@bp.get(PAGE + "/ky/trang/<int:trang_id>")
@needs(*WHO)
def page_file(nam_thi_dua: int, cum_khoi: str, trang_id: int) -> Response:
    """A scanned page as it was sent."""
    view = chuoi.found_pledge(session(), current_actor(), nam_thi_dua, cum_khoi)
    page = trang_chup.page_in_view(session(), view, trang_id)
    kind: Kind = page.loai_tep  # type: ignore[assignment]  # the column holds what the gate proved
    return uploads.hand_out(page.sha256, page.ten_tep, verdict_of(kind).media_type)


@bp.get(PAGE + "/ky/trang/<int:trang_id>/anh")
@needs(*WHO)
def page_picture(nam_thi_dua: int, cum_khoi: str, trang_id: int) -> Response:
    """A scanned page as a picture: of a PDF the one page."""
    view = chuoi.found_pledge(session(), current_actor(), nam_thi_dua, cum_khoi)
    page = trang_chup.page_in_view(session(), view, trang_id)
    if page.loai_tep != "pdf":
        return page_file(nam_thi_dua, cum_khoi, trang_id)
    picture = ma.page_picture(_content(page.sha256), page.trang_tep)
    if picture is None:
        raise NotThere("khong_co_trang")
    answer = Response(picture, mimetype="image/jpeg")
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "no-store"
    return answer


# --- signed files


@bp.post(PAGE + "/ky/so")
@needs(*WHO)
def send_signed(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Take in a PDF signed by token; its first check is kept with it whatever it says."""
    form = SignedForm(posted(), nam=nam_thi_dua)
    form.validate()
    faults = [str(error) for error in (*form.tep.errors, *form.ma.errors)]
    if form.tep.data is None and not faults:
        faults.append("Chưa chọn tệp PDF đã ký số. Chọn tệp rồi gửi lại.")
    if faults or form.tep.data is None:
        return signing_answer(nam_thi_dua, cum_khoi, status=422, refused=tuple(faults), signed=form)
    try:
        tep = _stored(form.tep.data, SIGNED)
        found = _checked(tep.sha256)
        with writing() as unit_of_work:
            actor, now = current_actor(), clock.now()
            view = chuoi.found_pledge(unit_of_work, actor, nam_thi_dua, cum_khoi)
            if use_key(unit_of_work, actor, form.khoa_gui.data or "", at=now):
                ky_so.receive_signed(unit_of_work, actor, view, tep, found, at=now, typed=form.code)
    except (GateRefused, StoreRefused) as refused:
        return signing_answer(nam_thi_dua, cum_khoi, status=422, refused=(refused.message,), signed=form)
    except (NotNow, NotYourFunction, WrongInput) as refusal:
        words = (sentence(refusal),)
        return signing_answer(nam_thi_dua, cum_khoi, status=status_of(refusal), refused=words, signed=form)
    decided = ky_so.deciding(found)
    if not decided.is_acceptable:
        words = (f"Tệp “{tep.ten}” được giữ lại, chưa tính là đã ký. {decided.words}. {decided.way_out}",)
        return signing_answer(nam_thi_dua, cum_khoi, status=422, refused=words, signed=form)
    return htmx.go(f"/{nam_thi_dua}/giao-uoc/{cum_khoi}/ky")


def _checked(sha256: str) -> tuple[KetLuan, ...]:
    return verify(uploads.store().path(sha256), trust(), clock.now())


@bp.get(PAGE + "/ky/so/<int:chu_ky_id>")
@needs(*WHO)
def signed_file(nam_thi_dua: int, cum_khoi: str, chu_ky_id: int) -> Response:
    """A signed file as it was sent."""
    view = chuoi.found_pledge(session(), current_actor(), nam_thi_dua, cum_khoi)
    signed = tep_ky_so.file_in_view(session(), view, chu_ky_id)
    return uploads.hand_out(signed.sha256, signed.ten_tep, verdict_of("pdf").media_type)


@bp.post(PAGE + "/ky/so/<int:chu_ky_id>/kiem-lai")
@needs(*WHO)
def check_again(nam_thi_dua: int, cum_khoi: str, chu_ky_id: int) -> Response:
    """Check a kept file once more; the first verdict stays."""
    view = chuoi.found_pledge(session(), current_actor(), nam_thi_dua, cum_khoi)
    found = _checked(tep_ky_so.file_in_view(session(), view, chu_ky_id).sha256)
    return _acted(
        nam_thi_dua,
        cum_khoi,
        "",
        lambda view: ky_so.recheck(session(), current_actor(), view, chu_ky_id, found, at=clock.now()),
    )


# --- declining


@bp.post(PAGE + "/ky/tu-choi")
@needs(*WHO)
def decline(nam_thi_dua: int, cum_khoi: str) -> Response:
    """A head will not sign this text and says why."""
    form = DeclineForm(posted(), nam=nam_thi_dua)
    if not form.validate():
        words = tuple(text for _, _, text in form.error_list)
        return signing_answer(nam_thi_dua, cum_khoi, status=422, refused=words, decline=form)
    try:
        with writing() as unit_of_work:
            view = chuoi.found_pledge(unit_of_work, current_actor(), nam_thi_dua, cum_khoi)
            actor, now = current_actor(), clock.now()
            if use_key(unit_of_work, actor, form.khoa_gui.data or "", at=now):
                actions.decline(unit_of_work, actor, view, form.ly_do.data or "", at=now)
    except (NotNow, NotYourFunction, WrongInput) as refusal:
        words = (sentence(refusal),)
        return signing_answer(nam_thi_dua, cum_khoi, status=status_of(refusal), refused=words, decline=form)
    return htmx.go(f"/{nam_thi_dua}/giao-uoc/{cum_khoi}/ky")


def _acted(nam: int, cum_khoi: str, key: str, act: Callable[[GiaoUocInView], object]) -> Response:
    """One small act in a unit of work of its own, then back to the page; a refusal stands above it."""
    try:
        with writing() as unit_of_work:
            view = chuoi.found_pledge(unit_of_work, current_actor(), nam, cum_khoi)
            if use_key(unit_of_work, current_actor(), key, at=clock.now()):
                act(view)
    except (NotNow, NotYourFunction, WrongInput) as refusal:
        return signing_answer(nam, cum_khoi, status=status_of(refusal), refused=(sentence(refusal),))
    return htmx.go(f"/{nam}/giao-uoc/{cum_khoi}/ky")
