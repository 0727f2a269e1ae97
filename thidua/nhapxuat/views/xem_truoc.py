"""What a file that was brought would change, the file with its wrong cells marked, and writing it."""

import hashlib
from collections.abc import Mapping, Sequence

from flask import Response, make_response, render_template

from thidua.core.errors import NotNow, Refusal, WrongInput
from thidua.nhapxuat import actions, compose, queries
from thidua.nhapxuat.queries import LanNhapRow, Town
from thidua.nhapxuat.views import WHO, Place, bp, go_to, place_at, towns_of
from thidua.sheets.headings import HeadFault
from thidua.sheets.marked import FAULTS, marked_book
from thidua.sheets.plan import Fate, Plan
from thidua.sheets.read import Sheet, read_workbook
from thidua.sheets.xlsx import GUIDE_SHEET, LIST_SHEET
from thidua.web import clock, errors, uploads
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import posted
from thidua.web.sessions import current_actor
from thidua.web.tables import book_answer

MOST_SHOWN = 300
"""Rows of a preview on one page; the counts tell of all."""


@bp.get("/nhap/<donvi:bang>/lan/<int:lan>")
@needs(*WHO)
def preview(bang: str, lan: int) -> Response:
    """What the file would change."""
    return _preview(place_at(bang), lan)


@bp.get("/<nam:nam_thi_dua>/nhap/<donvi:bang>/lan/<int:lan>")
@needs(*WHO)
def preview_of_year(nam_thi_dua: int, bang: str, lan: int) -> Response:
    """What the file would change in a list of the year."""
    return _preview(place_at(bang, nam_thi_dua), lan)


@bp.get("/<nam:nam_thi_dua>/nhap/<donvi:bang>/<donvi:don_vi>/lan/<int:lan>")
@needs(*WHO)
def preview_of_unit(nam_thi_dua: int, bang: str, don_vi: str, lan: int) -> Response:
    """What the file would change in a unit's list."""
    return _preview(place_at(bang, nam_thi_dua, don_vi), lan)


@bp.get("/nhap/<donvi:bang>/lan/<int:lan>.xlsx")
@needs(*WHO)
def marked(bang: str, lan: int) -> Response:
    """The file with its wrong cells marked."""
    return _marked(place_at(bang), lan)


@bp.get("/<nam:nam_thi_dua>/nhap/<donvi:bang>/lan/<int:lan>.xlsx")
@needs(*WHO)
def marked_of_year(nam_thi_dua: int, bang: str, lan: int) -> Response:
    """The file for a list of the year with its wrong cells marked."""
    return _marked(place_at(bang, nam_thi_dua), lan)


@bp.get("/<nam:nam_thi_dua>/nhap/<donvi:bang>/<donvi:don_vi>/lan/<int:lan>.xlsx")
@needs(*WHO)
def marked_of_unit(nam_thi_dua: int, bang: str, don_vi: str, lan: int) -> Response:
    """The file for a unit's list with its wrong cells marked."""
    return _marked(place_at(bang, nam_thi_dua, don_vi), lan)


def _marked(place: Place, lan_id: int) -> Response:
    lan = queries.brought(session(), current_actor(), lan_id, place.bang.code, place.scope)
    sheets = _sheets(lan)
    found = _plan(place, towns_of(place), lan, sheets)
    return book_answer(marked_book(sheets, found.wrong), f"{place.bang.code}-danh-dau-o-sai.xlsx")


def _preview(place: Place, lan_id: int, refused: str = "", status: int = 200) -> Response:
    lan = queries.brought(session(), current_actor(), lan_id, place.bang.code, place.scope)
    sheets = _sheets(lan)
    found = _plan(place, towns_of(place), lan, sheets)
    shown = [row for row in found.rows if row.fate in (Fate.ADDED, Fate.CHANGED)]
    page = render_template(
        "nhapxuat/xem_truoc.html",
        place=place,
        lan=lan,
        plan=found,
        fates=Fate,
        rows=shown[:MOST_SHOWN],
        hidden=max(len(shown) - MOST_SHOWN, 0),
        wrong=found.wrong[:MOST_SHOWN],
        wrong_hidden=max(len(found.wrong) - MOST_SHOWN, 0),
        dau=_mark(found),
        unread=_unread(sheets, found),
        refused=refused,
    )
    return make_response(page, status)


def _sheets(lan: LanNhapRow) -> tuple[Sheet, ...]:
    return read_workbook(uploads.store().path(lan.sha256))


def _unread(sheets: Sequence[Sheet], found: Plan) -> list[str]:
    """Sheets of the file in which no table of the list was read; our own guide and lists do not count."""
    read = {row.sheet for row in found.rows} | {GUIDE_SHEET, LIST_SHEET, FAULTS}
    return [sheet.name for sheet in sheets if sheet.name not in read] if found.rows else []


def _plan(place: Place, towns: Mapping[str, Town], lan: LanNhapRow, sheets: Sequence[Sheet]) -> Plan:
    found = compose.planned(place.bang, towns, sheets, convert=lan.chuyen_ma)
    if isinstance(found, HeadFault):
        raise WrongInput("bang_khong_doc_duoc")
    return found


def _mark(plan: Plan) -> str:
    """What the reader saw: writing asks whether it is still the same."""
    return hashlib.sha256(repr([(r.key, r.fate, r.changes) for r in plan.rows]).encode()).hexdigest()[:16]


@bp.post("/nhap/<donvi:bang>/lan/<int:lan>")
@needs(*WHO)
def write(bang: str, lan: int) -> Response:
    """Write what the preview showed."""
    return _write(place_at(bang), lan)


@bp.post("/<nam:nam_thi_dua>/nhap/<donvi:bang>/lan/<int:lan>")
@needs(*WHO)
def write_of_year(nam_thi_dua: int, bang: str, lan: int) -> Response:
    """Write into a list of the year."""
    return _write(place_at(bang, nam_thi_dua), lan)


@bp.post("/<nam:nam_thi_dua>/nhap/<donvi:bang>/<donvi:don_vi>/lan/<int:lan>")
@needs(*WHO)
def write_of_unit(nam_thi_dua: int, bang: str, don_vi: str, lan: int) -> Response:
    """Write into a unit's list."""
    return _write(place_at(bang, nam_thi_dua, don_vi), lan)


def _converted(place: Place, lan: LanNhapRow) -> Response:
    """The same file looked at again, its texts of older fonts turned into Unicode."""
    with writing() as unit:
        again = actions.take_in(
            unit,
            current_actor(),
            place.bang,
            place.scope,
            sha256=lan.sha256,
            ten=lan.ten,
            kich_thuoc=lan.kich_thuoc,
            chuyen_ma=True,
            at=clock.now(),
        )
    return go_to(f"{place.address}/lan/{again}")


def _write(place: Place, lan_id: int) -> Response:
    lan = queries.brought(session(), current_actor(), lan_id, place.bang.code, place.scope)
    if lan.ghi_luc is not None:
        return go_to(place.address)
    if posted().get("viec") == "chuyen-ma":
        return _converted(place, lan)
    mark = posted().get("dau", "")
    codes = [part.code for part in place.bang.sheets]
    try:
        with writing() as unit:
            found = _plan(place, queries.towns(unit, codes, place.scope), lan, _sheets(lan))
            if _mark(found) != mark:
                raise NotNow("bang_da_khac")
            actions.write(unit, current_actor(), lan.id, place.bang, found, place.scope, at=clock.now())
    except Refusal as refusal:
        return _preview(place, lan_id, errors.sentence(refusal), errors.status_of(refusal))
    return go_to(place.address)
