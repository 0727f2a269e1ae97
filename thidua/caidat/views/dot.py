"""`/<nam>/cai-dat/dot`: the periods of the year."""

from collections.abc import Mapping

from flask import Response, make_response, render_template

from thidua.caidat.forms import DotForm, LyDoForm
from thidua.caidat.forms.typed import WORDS
from thidua.caidat.views import bp, page_of, seen
from thidua.core.actor import SECRETARIAT
from thidua.core.calendar import TrangThaiNam
from thidua.core.errors import NotNow, WrongInput
from thidua.core.rollover import Span, period_faults
from thidua.namthidua import queries as years
from thidua.namthidua.actions.dot import DotSua, set_periods
from thidua.namthidua.models import DotThiDua, NamThiDua
from thidua.web import clock, errors
from thidua.web.access import needs
from thidua.web.database import session, writing
from thidua.web.forms import posted
from thidua.web.sessions import current_actor

FIELDS = {"ngay_nguoc": "den", "ty_le_sai": "moc"}


def _forms(year: NamThiDua, rows: list[DotThiDua], data: object = None) -> dict[int, DotForm]:
    return {
        row.so: DotForm(
            data,
            nam=year.nam,
            prefix=f"dot-{row.so}-",
            ten=row.ten,
            tu=row.tu_ngay,
            den=row.den_ngay,
            moc=row.ty_le_moc,
        )
        for row in rows
    }


@bp.get("/<nam:nam_thi_dua>/cai-dat/dot")
@needs(*SECRETARIAT)
def periods(nam_thi_dua: int) -> Response:
    """The year's periods, to be read and changed."""
    year = years.year(session(), nam_thi_dua)
    rows = years.periods(session(), year.id)
    return _page(year, rows, _forms(year, rows), LyDoForm(nam=year.nam, row_version=year.row_version))


@bp.post("/<nam:nam_thi_dua>/cai-dat/dot")
@needs(*SECRETARIAT)
def save_periods(nam_thi_dua: int) -> Response:
    """Write them; refused at the field when they do not fit."""
    year = years.year(session(), nam_thi_dua)
    rows = years.periods(session(), year.id)
    forms = _forms(year, rows, posted())
    reason = LyDoForm(posted(), nam=nam_thi_dua)
    valid = [form.validate() for form in forms.values()]
    new = _read(forms) if all(valid) else {}
    _judge(year.nam, forms, new)
    if not new or any(form.errors for form in forms.values()):
        return _page(year, rows, forms, reason, status=422)
    try:
        with writing() as unit:
            set_periods(
                unit,
                current_actor(),
                year.id,
                new,
                at=clock.now(),
                ly_do=reason.ly_do.data or "",
                row_version=reason.row_version.data,
            )
    except (NotNow, WrongInput) as refusal:
        said = errors.sentence(refusal)
        if refusal.reason == "thieu_ly_do":
            reason.refuse("ly_do", said)
            said = ""
        year = years.year(session(), nam_thi_dua)
        reason.row_version.data = year.row_version
        rows = years.periods(session(), year.id)
        return _page(year, rows, forms, reason, refused=said, status=errors.status_of(refusal))
    return seen(page_of(nam_thi_dua, "dot"))


def _read(forms: Mapping[int, DotForm]) -> dict[int, DotSua]:
    found: dict[int, DotSua] = {}
    for so, form in forms.items():
        first, last, share = form.tu.data, form.den.data, form.moc.data
        if first is None or last is None or share is None:
            return {}
        found[so] = DotSua(form.ten.data or "", first, last, share)
    return found


def _judge(nam: int, forms: Mapping[int, DotForm], new: Mapping[int, DotSua]) -> None:
    spans = {so: Span(one.tu_ngay, one.den_ngay, float(one.ty_le_moc)) for so, one in new.items()}
    for so, fault in period_faults(nam, spans):
        forms[so].refuse(FIELDS.get(fault, "tu"), WORDS[fault])


def _page(
    year: NamThiDua,
    rows: list[DotThiDua],
    forms: Mapping[int, DotForm],
    reason: LyDoForm,
    *,
    refused: str = "",
    status: int = 200,
) -> Response:
    body = render_template(
        "caidat/dot.html",
        nam=year.nam,
        year=year,
        rows=[(row, forms[row.so]) for row in rows],
        reason=reason,
        faults=[fault for form in forms.values() for fault in form.error_list] + reason.error_list,
        opened=year.trang_thai is not TrangThaiNam.CHUAN_BI,
        writes=not year.trang_thai.is_read_only,
        address=page_of(year.nam, "dot"),
        back=page_of(year.nam),
        refused=refused,
    )
    return make_response(body, status)
