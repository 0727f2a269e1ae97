"""What the unit reached the year before, from the tổng kết that was received."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import column, func, select, table
from sqlalchemy.orm import Session

from thidua.dangky.queries import grid_targets
from thidua.db.base import ExactDecimal
from thidua.hoso.models import HoSo, PhienBan
from thidua.namthidua.models import ChiTieu, NamThiDua
from thidua.namthidua.queries import ChiTieuRow

# The stage that writes results stands later and may not be imported; last year's results stand earlier.
_RESULTS = table(
    "ket_qua_chi_tieu",
    column("phien_ban_id"),
    column("chi_tieu_id"),
    column("gia_tri", ExactDecimal()),
    column("uoc", ExactDecimal()),
)


def targets_with_results(
    session: Session, nam: int, ho_so: HoSo, version: PhienBan, at: datetime
) -> list[ChiTieuRow]:
    """The targets that a version answers, those without last year's figure with the result of the tổng kết.

    A sealed version shows what was known when it was sealed.
    """
    rows = grid_targets(session, ho_so, version.id)
    if not any(row.nam_truoc is None and row.loai.has_figure for row in rows):
        return rows
    known = results_before(session, nam, ho_so.don_vi_id, version.niem_phong_luc or at)
    return [row if row.nam_truoc is not None else replace(row, nam_truoc=known.get(row.ma)) for row in rows]


def results_before(session: Session, nam: int, don_vi_id: int, until: datetime) -> dict[str, Decimal]:
    """Last year's result by the code of the target, official before estimated; empty while no tổng kết of the
    unit was approved until that moment and received."""
    figure = func.coalesce(_RESULTS.c.gia_tri, _RESULTS.c.uoc)
    query = (
        select(ChiTieu.ma, figure)
        .select_from(HoSo)
        .join(NamThiDua, NamThiDua.id == HoSo.nam_id)
        .join(PhienBan, PhienBan.id == HoSo.ban_chot_id)
        .join(_RESULTS, _RESULTS.c.phien_ban_id == PhienBan.id)
        .join(ChiTieu, ChiTieu.id == _RESULTS.c.chi_tieu_id)
        .where(NamThiDua.nam == nam - 1, HoSo.don_vi_id == don_vi_id, HoSo.loai == "tong_ket")
        .where(PhienBan.duyet_luc <= until, figure.is_not(None))
    )
    return {ma: value for ma, value in session.execute(query)}
