"""`…/ky/doi-chieu`: the second person beside the sealed text, for scanned pages and for signed files."""

from flask import Response, make_response, render_template, request

from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.giaouoc.actions import ky as actions
from thidua.giaouoc.actions import ky_so
from thidua.giaouoc.actions.trang_chup import number_pages
from thidua.giaouoc.forms.ky import AcceptForm, DoiChieuForm, NumbersForm
from thidua.giaouoc.queries import chuoi, ky
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.giaouoc.queries.ky import KyKetRow
from thidua.giaouoc.queries.nguoi_ky import NguoiKy
from thidua.giaouoc.queries.trang_chup import MOST_NUMBER
from thidua.giaouoc.views.chung import PAGE, WHO, bp, paper_of, sheet_of
from thidua.hoso.actions import use_key
from thidua.signing import CAUTION
from thidua.web import clock, htmx
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.paper import preview
from thidua.web.sessions import current_actor

REFUSES = "khong"


@bp.get(PAGE + "/ky/doi-chieu")
@needs(*WHO)
def second_page(nam_thi_dua: int, cum_khoi: str) -> Response:
    """What waits for a second person, beside the sealed text."""
    return _answer(nam_thi_dua, cum_khoi)


def _answer(
    nam: int,
    cum_khoi: str,
    *,
    status: int = 200,
    refused: tuple[str, ...] = (),
    form: DoiChieuForm | None = None,
    about: int = 0,
    accept: AcceptForm | None = None,
) -> Response:
    """The page; `accept` is the form about the signed file `about` as it was typed."""
    reading, actor = session(), current_actor()
    sheet = sheet_of(nam, cum_khoi)
    found = ky.signing(reading, actor, sheet.view, clock.now())
    if not found.may_confirm and sheet.view.vai.isdisjoint(ky.CONFIRMS):
        raise NotYourFunction("khong_doi_chieu")
    page = render_template(
        "giaouoc/ky_doi_chieu.html",
        nam=nam,
        page=sheet.address,
        view=sheet.view,
        signing=found,
        sheet_html=preview(paper_of(sheet)) if sheet.stored else None,
        form=form or _form(found, sheet.view, None, nam),
        numbers=NumbersForm(request.form),
        files=[(one, _accept_form(one.id, about, accept, found, nam)) for one in found.to_accept],
        me=actor.person,
        caution=CAUTION,
        refused=refused,
    )
    return make_response(page, status)


def _form(found: KyKetRow, view: GiaoUocInView, fields: object, nam: int) -> DoiChieuForm:
    day = view.ban.ngay_ky_ket
    if day is None or day > clock.today():
        sent = [page.gui_luc for page in found.to_judge]
        day = local_day(max(sent)) if sent else None
    typed = request.form if fields is not None else None
    return DoiChieuForm(typed, found.to_judge, found.unsigned, day, nam)


def _accept_form(
    chu_ky_id: int, about: int, typed: AcceptForm | None, found: KyKetRow, nam: int
) -> AcceptForm:
    if typed is not None and about == chu_ky_id:
        return typed
    one = next(each for each in found.to_accept if each.id == chu_ky_id)
    party = next(each for each in found.ben if each.don_vi_id == one.don_vi_id)
    return AcceptForm(
        nam=nam,
        nguoi_ky=party.dai_dien or one.nguoi_ky,
        chuc_vu=party.chuc_vu or one.chuc_vu,
        ngay_ky=one.ngay_ky or local_day(one.gui_luc),
    )


@bp.post(PAGE + "/ky/doi-chieu")
@needs(*WHO)
def judge_pages(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Write what the second person saw on the pages and whose signatures they bear."""
    reading, actor = session(), current_actor()
    view = chuoi.found_pledge(reading, actor, nam_thi_dua, cum_khoi)
    form = _form(ky.signing(reading, actor, view, clock.now()), view, request.form, nam_thi_dua)
    if form.errors:
        words = tuple(f"{ten}: {text}" for _, ten, text in form.errors)
        return _answer(nam_thi_dua, cum_khoi, status=422, refused=words, form=form)
    try:
        with writing() as unit_of_work:
            view = chuoi.found_pledge(unit_of_work, actor, nam_thi_dua, cum_khoi)
            _require_shown(view)
            if use_key(unit_of_work, actor, form.khoa_gui, at=clock.now()):
                _number(view)
                actions.judge(unit_of_work, actor, view, form.verdicts, form.signers, at=clock.now())
    except (NotNow, NotYourFunction, WrongInput) as refusal:
        return _answer(
            nam_thi_dua, cum_khoi, status=status_of(refusal), refused=(sentence(refusal),), form=form
        )
    return htmx.go(_next(nam_thi_dua, cum_khoi))


def _number(view: GiaoUocInView) -> None:
    """Keep the page numbers that the second person corrected while comparing."""
    typed = NumbersForm(request.form)
    if typed.errors:
        raise WrongInput("so_trang_sai", so=MOST_NUMBER)
    if typed.numbers:
        number_pages(session(), current_actor(), view, typed.numbers, at=clock.now())


def _require_shown(view: GiaoUocInView) -> None:
    """Raise NotNow when the text beside which the person looked is no longer the one at hand."""
    if request.form.get("ban", "") != str(view.ban.so):
        raise NotNow("ky_ban_cu", so=view.ban.so)


def _next(nam: int, cum_khoi: str) -> str:
    """On with what still waits for this person, else to the page of the signing."""
    reading, actor = session(), current_actor()
    view = chuoi.found_pledge(reading, actor, nam, cum_khoi)
    found = ky.signing(reading, actor, view, clock.now())
    waits = [one.gui_boi for one in found.to_judge] + [one.gui_boi for one in found.to_accept]
    place = f"/{nam}/giao-uoc/{cum_khoi}/ky"
    return f"{place}/doi-chieu" if any(sender != actor.person for sender in waits) else place


@bp.post(PAGE + "/ky/so/<int:chu_ky_id>/xac-nhan")
@needs(*WHO)
def judge_file(nam_thi_dua: int, cum_khoi: str, chu_ky_id: int) -> Response:
    """Count a signed file as the unit's signature, or not, with the reason."""
    form = AcceptForm(posted(), nam=nam_thi_dua)
    if not form.validate():
        words = tuple(f"{label}: {text}" for _, label, text in form.error_list)
        return _answer(nam_thi_dua, cum_khoi, status=422, refused=words, about=chu_ky_id, accept=form)
    try:
        with writing() as unit_of_work:
            actor, now = current_actor(), clock.now()
            view = chuoi.found_pledge(unit_of_work, actor, nam_thi_dua, cum_khoi)
            if use_key(unit_of_work, actor, form.khoa_gui.data or "", at=now):
                _judge_file(view, chu_ky_id, form)
    except (NotNow, NotYourFunction, WrongInput) as refusal:
        words = (sentence(refusal),)
        return _answer(
            nam_thi_dua, cum_khoi, status=status_of(refusal), refused=words, about=chu_ky_id, accept=form
        )
    return htmx.go(_next(nam_thi_dua, cum_khoi))


def _judge_file(view: GiaoUocInView, chu_ky_id: int, form: AcceptForm) -> None:
    if request.form.get("quyet_dinh") == REFUSES:
        ky_so.refuse(session(), current_actor(), view, chu_ky_id, form.ly_do.data or "", at=clock.now())
        return
    signer = NguoiKy(0, form.nguoi_ky.data or "", form.chuc_vu.data or "", form.ngay_ky.data)
    ky_so.accept(session(), current_actor(), view, chu_ky_id, signer, at=clock.now())
