"""`/<nam>/giao-uoc/<cum>/ket-qua`: each promise with its results, and how it is settled at the year's end."""

from flask import Response, make_response, render_template, request

from thidua.core.actor import Role
from thidua.core.errors import NotNow, NotThere, NotYourFunction, WrongInput
from thidua.core.pledge import KetQuaDong
from thidua.core.text import clean
from thidua.donvi import queries as units
from thidua.donvi.queries.co_quan import office_on
from thidua.gate import KINDS, Kind
from thidua.gate.verdict import verdict_of
from thidua.giaouoc.queries import chuoi
from thidua.giaouoc.queries.nguoi_ky import party
from thidua.hoso.actions import use_key
from thidua.namthidua import queries as years
from thidua.sheets.xlsx import Value
from thidua.theodoi.actions.giao_uoc import Key, PhanXet, proposed, send_evidence, settle
from thidua.theodoi.compose import giao_uoc as compose
from thidua.theodoi.forms.giao_uoc import EvidenceForm
from thidua.theodoi.queries.giao_uoc import HuaRow, KetQuaGiaoUoc, line_file, results
from thidua.theodoi.views import bp
from thidua.web import clock, htmx, uploads
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.errors import sentence, status_of
from thidua.web.forms import posted
from thidua.web.paper import docx_answer
from thidua.web.sessions import current_actor
from thidua.web.tables import table_answer

WHO = (Role.CAN_BO, Role.THU_TRUONG, Role.THUONG_TRUC, Role.LANH_DAO_PHONG, Role.LANH_DAO)
PAGE = "/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>/ket-qua"
REMARK_LIMIT = 2000


@bp.get(PAGE)
@needs(*WHO)
def pledge_results(nam_thi_dua: int, cum_khoi: str) -> Response:
    """What was promised, what came of it."""
    return _page(nam_thi_dua, cum_khoi)


def _page(
    nam: int, cum_khoi: str, *, status: int = 200, refused: str = "", typed: dict[Key, PhanXet] | None = None
) -> Response:
    reading, actor = session(), current_actor()
    view = chuoi.found_pledge(reading, actor, nam, cum_khoi)
    found = _results(nam, cum_khoi)
    rows = found.rows if found else ()
    page = render_template(
        "theodoi/giao_uoc.html",
        nam=nam,
        page=f"/{nam}/giao-uoc/{cum_khoi}",
        view=view,
        found=found,
        lines=_by_line(rows),
        shown=compose,
        glance=compose.overview(rows),
        typed={f"{line}-{unit}": said for (line, unit), said in (typed or {}).items()},
        proposals=len(proposed(rows)),
        own_lines=[row for row in rows if row.don_vi_id in actor.units],
        refused=refused,
    )
    return make_response(page, status)


def _results(nam: int, cum_khoi: str) -> KetQuaGiaoUoc | None:
    """The results of the version that the reader may read; None while nothing was sealed."""
    view = chuoi.found_pledge(session(), current_actor(), nam, cum_khoi)
    version = view.doc_duoc
    if version is None or version.niem_phong_luc is None:
        return None
    return results(session(), current_actor(), view, version, clock.today())


def _by_line(rows: tuple[HuaRow, ...]) -> list[tuple[HuaRow, list[HuaRow]]]:
    found: dict[int, list[HuaRow]] = {}
    for row in rows:
        found.setdefault(row.thu_tu, []).append(row)
    return [(each[0], each) for each in found.values()]


@bp.post(PAGE)
@needs(Role.CAN_BO, Role.THU_TRUONG)
def settle_lines(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Keep the verdicts of the trưởng's unit; with `theo_de_xuat` the proposals for all that has none."""
    typed: dict[Key, PhanXet] = {}
    try:
        with writing() as unit_of_work:
            actor = current_actor()
            view = chuoi.found_pledge(unit_of_work, actor, nam_thi_dua, cum_khoi)
            rows = results(unit_of_work, actor, view, view.ban, clock.today()).rows
            typed = _posted(rows)
            given = {**typed, **_proposed(rows, typed)} if request.form.get("theo_de_xuat") else typed
            if use_key(unit_of_work, actor, request.form.get("khoa_gui", ""), at=clock.now()):
                settle(unit_of_work, actor, view, given, at=clock.now())
    except (NotNow, NotYourFunction, WrongInput) as refusal:
        words = sentence(refusal)
        return _page(nam_thi_dua, cum_khoi, status=status_of(refusal), refused=words, typed=typed)
    return htmx.go(f"/{nam_thi_dua}/giao-uoc/{cum_khoi}/ket-qua")


def _posted(rows: tuple[HuaRow, ...]) -> dict[Key, PhanXet]:
    """The verdicts of the form; only lines that the form had."""
    found = {}
    for row in rows:
        if f"kq-{row.key}" in request.form:
            said = request.form[f"kq-{row.key}"]
            verdict = KetQuaDong(said) if said in set(KetQuaDong) else None
            remark = clean(request.form.get(f"gc-{row.key}", "")[:REMARK_LIMIT], one_line=True)
            found[row.thu_tu, row.don_vi_id] = PhanXet(verdict, remark)
    return found


def _proposed(rows: tuple[HuaRow, ...], typed: dict[Key, PhanXet]) -> dict[Key, PhanXet]:
    """The proposals for lines whose verdict was left blank in the form too."""
    blank = {key for key, said in typed.items() if said.ket_qua is None}
    return {
        key: PhanXet(said.ket_qua, typed[key].ghi_chu if key in typed else said.ghi_chu)
        for key, said in proposed(rows).items()
        if key in blank or key not in typed
    }


@bp.post(PAGE + "/minh-chung")
@needs(Role.CAN_BO, Role.THU_TRUONG)
def send_line_file(nam_thi_dua: int, cum_khoi: str) -> Response:
    """Take in the evidence of one line from the unit that promised it."""
    form = EvidenceForm(posted(), nam=nam_thi_dua)
    form.validate()
    stored = uploads.take_in(form.tep, KINDS)
    if stored is None:
        words = " ".join(str(each) for each in form.tep.errors) or "Chưa chọn tệp minh chứng."
        return _page(nam_thi_dua, cum_khoi, status=422, refused=words)
    paper = (stored.sha256, stored.name, stored.kind, stored.size)
    try:
        with writing() as unit_of_work:
            actor = current_actor()
            view = chuoi.found_pledge(unit_of_work, actor, nam_thi_dua, cum_khoi)
            if use_key(unit_of_work, actor, form.khoa_gui.data or "", at=clock.now()):
                send_evidence(unit_of_work, actor, view, form.line, paper, at=clock.now())
    except (NotNow, NotYourFunction, WrongInput) as refusal:
        return _page(nam_thi_dua, cum_khoi, status=status_of(refusal), refused=sentence(refusal))
    return htmx.go(f"/{nam_thi_dua}/giao-uoc/{cum_khoi}/ket-qua")


@bp.get(PAGE + "/minh-chung/<int:thu_tu>/<int:ben>")
@needs(*WHO)
def line_evidence(nam_thi_dua: int, cum_khoi: str, thu_tu: int, ben: int) -> Response:
    """The file sent for one line, to whom the unit's figures are shown."""
    found = _results(nam_thi_dua, cum_khoi)
    shown = found is not None and any((one.thu_tu, one.don_vi_id) == (thu_tu, ben) for one in found.rows)
    held = line_file(session(), found.ban.id, thu_tu, ben) if found and shown else None
    if held is None:
        raise NotThere("khong_co_tep")
    kind: Kind = held.minh_chung_loai  # type: ignore[assignment]  # the column holds what the gate proved
    return uploads.hand_out(held.minh_chung_sha256, held.minh_chung_ten, verdict_of(kind).media_type)


@bp.get(PAGE + ".xlsx")
@needs(*WHO)
def pledge_results_xlsx(nam_thi_dua: int, cum_khoi: str) -> Response:
    """The same as a table."""
    found = _found(nam_thi_dua, cum_khoi)
    rows = [_values(row) for row in found.rows]
    name = f"ket-qua-giao-uoc-{nam_thi_dua}-{cum_khoi}"
    title = f"Kết quả giao ước thi đua năm {nam_thi_dua}"
    return table_answer(name, "Kết quả giao ước", compose.HEADS, rows, title)


def _values(row: HuaRow) -> list[Value]:
    """Figures as figures; what is no figure as its words."""
    words = compose.cells(row)
    figures = (row.hua, row.dot_1.figure if row.dot_1 else None, row.ca_nam.figure if row.ca_nam else None)
    shown: list[Value] = list(words)
    for place, figure in zip((3, 4, 5, 6), (*figures, row.chenh_lech), strict=True):
        if figure is not None:
            shown[place] = figure
    return shown


@bp.get(PAGE + ".docx")
@needs(*WHO)
def pledge_results_docx(nam_thi_dua: int, cum_khoi: str) -> Response:
    """The same as a paper with its landscape annex."""
    reading = session()
    found = _found(nam_thi_dua, cum_khoi)
    view = chuoi.found_pledge(reading, current_actor(), nam_thi_dua, cum_khoi)
    year = years.year(reading, nam_thi_dua)
    office = office_on(reading, units.day_in_year(nam_thi_dua, clock.now()))
    head = view.group.truong_id
    if head is None:
        raise NotThere("khong_co_phien_ban")
    truong = units.unit_in_year(reading, head, nam_thi_dua, clock.now())
    signer = party(reading, found.ban.id, head).dai_dien
    made = compose.paper(year, office, truong, signer, view.group.ten, found.rows)
    return docx_answer(made, f"ket-qua-giao-uoc-{nam_thi_dua}-{cum_khoi}")


def _found(nam: int, cum_khoi: str) -> KetQuaGiaoUoc:
    found = _results(nam, cum_khoi)
    if found is None or not found.rows:
        raise NotThere("khong_co_phien_ban")
    return found
