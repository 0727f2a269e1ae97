"""The văn bản that ask the units: written, stored and attached to what they ask for on the day they bear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from thidua.core.viet import fold
from thidua.gate import Kind
from thidua.hoso.actions.nghia_vu import set_duty
from thidua.maudulieu import tep_yeu_cau
from thidua.maudulieu.reading import VN
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_nam import NghiaVu, NhiemVu, VanBanYeuCau
from thidua.namthidua.actions.nghia_vu import NghiaVuSua
from thidua.namthidua.queries.nghia_vu import NghiaVuRow, duties

if TYPE_CHECKING:
    from thidua.maudulieu.load_acts import Loading

SENT_AT = time(15, 30)
_PAPER: frozenset[Kind] = frozenset({"docx"})


@dataclass(frozen=True, slots=True)
class RaVanBan:
    """A văn bản goes out to the units."""

    luc: datetime
    van_ban: VanBanYeuCau


def is_sent_out(mau: MauDuLieu, paper: VanBanYeuCau) -> bool:
    """Whether the town writes this paper itself, so that it asks for nothing before its day."""
    return any(one.so == paper.so for one in mau.van_ban.van_ban)


def asked_from_the_first(mau: MauDuLieu, paper: VanBanYeuCau) -> tuple[str, date | None, str]:
    """Number, day and subject of what asks while the year is prepared; blank for a paper still to be
    written, which asks on its own day."""
    return ("", None, "") if is_sent_out(mau, paper) else (paper.so, paper.ngay, paper.trich_yeu)


def asking_acts(mau: MauDuLieu, until: datetime) -> tuple[RaVanBan, ...]:
    """The văn bản that went out up to and including this moment, each once."""
    papers = {one.van_ban.so: one.van_ban for one in _asked(mau) if is_sent_out(mau, one.van_ban)}
    acts = (RaVanBan(datetime.combine(one.ngay, SENT_AT, VN), one) for one in papers.values() if one.ngay)
    return tuple(act for act in acts if act.luc <= until)


def _asked(mau: MauDuLieu) -> list[NghiaVu | NhiemVu]:
    return [*mau.yeu_cau.nghia_vu, *mau.yeu_cau.nhiem_vu]


def send_out(loading: Loading, act: RaVanBan) -> None:
    """Attach the paper to every obligation that it asks for. The unit of work must be a writing one."""
    mau = loading.mau
    tep = tep_yeu_cau.van_ban(mau, act.van_ban)
    name = f"{fold(act.van_ban.so).replace('/', '-')}.docx"
    stored = loading.store.receive(BytesIO(tep), name, _PAPER, size=len(tep))
    actor = loading.actor(mau.yeu_cau.nam.boi, act.luc)
    names = {one.ten for one in _asked(mau) if one.van_ban.so == act.van_ban.so}
    for row in duties(loading.session, loading.year.id):
        if row.ten in names:
            new = _asked_by(row, act.van_ban, (stored.sha256, stored.name, stored.kind, stored.size))
            set_duty(loading.session, actor, loading.year.id, row.id, new, at=act.luc)


def _asked_by(row: NghiaVuRow, paper: VanBanYeuCau, tep: tuple[str, str, str, int]) -> NghiaVuSua:
    return NghiaVuSua(
        row.ten,
        row.mo_tu,
        row.han,
        paper.so,
        paper.ngay,
        paper.trich_yeu,
        moi_don_vi=row.moi_don_vi,
        don_vi=row.don_vi,
        theo_loai=row.theo_loai,
        tep=tep,
    )
