"""The sample town into a database, through the actions that the screens use.

Every act has its own person and moment, so it leaves its event, its version and its line in the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from thidua.db.base import writing
from thidua.luutru.store import Store
from thidua.maudulieu import doc
from thidua.maudulieu.load_acts import Loading, perform
from thidua.maudulieu.load_composition import compose
from thidua.maudulieu.load_giao_uoc import chain_acts, perform_step
from thidua.maudulieu.load_town import load_town
from thidua.maudulieu.load_van_ban import RaVanBan, asking_acts, send_out
from thidua.maudulieu.load_year import open_for_units, prepare_year
from thidua.maudulieu.refusal import refuse_unless
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_giao_uoc import BuocGiaoUoc
from thidua.maudulieu.shapes_ho_so import DienBien

Act = DienBien | BuocGiaoUoc | RaVanBan
"""What happens in the sample's year."""


def load(session: Session, store: Store, mau: MauDuLieu, until: datetime) -> None:
    """Replay the sample up to and including this moment into an empty database of the newest schema.

    The session's `info` carries the key of the log; one day is one unit of work, so a failure leaves whole
    days behind. Raises SampleDataRefused when `until` lies before the year was opened, or when the data ask
    for an act that the law of the hồ sơ refuses to let go up.
    """
    nam = mau.yeu_cau.nam
    refuse_unless(
        until >= nam.mo_luc,
        f"Năm mẫu {nam.nam} mở từ {nam.mo_luc:%H:%M ngày %d/%m/%Y}; hãy chọn ngày sau đó.",
    )
    with writing(session):
        town = load_town(session, mau, at=nam.chuan_bi_luc)
        year = prepare_year(session, mau, town)
    with writing(session):
        open_for_units(session, mau, town, year)
    loading = Loading(session, store, mau, town, year)
    for acts in _days(_in_order(mau, until)):
        with writing(session):
            for act in acts:
                _do(loading, act)
    if mau.thuong_truc.bao_cao.luc <= until:
        with writing(session):
            compose(loading)


def _do(loading: Loading, act: Act) -> None:
    match act:
        case BuocGiaoUoc():
            perform_step(loading, act)
        case RaVanBan():
            send_out(loading, act)
        case DienBien():
            perform(loading, act)


def _in_order(mau: MauDuLieu, until: datetime) -> list[Act]:
    """What happened in time order; of the same minute the papers first, then the chains, then the hồ sơ."""
    acts: list[Act] = [*asking_acts(mau, until), *chain_acts(mau, until), *doc.acts_until(mau, until)]
    return sorted(acts, key=lambda act: act.luc)


def _days(acts: Iterable[Act]) -> Iterable[list[Act]]:
    for _, day in groupby(acts, lambda act: act.luc.date()):
        yield list(day)
