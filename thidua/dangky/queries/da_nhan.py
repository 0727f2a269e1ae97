"""The received registrations: what later stages build on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.calendar import KyBaoCao
from thidua.core.targets import moc_dot
from thidua.dangky.queries.noi_dung import LOAI, NoiDungDangKy, contents_of
from thidua.hoso.models import HoSo
from thidua.namthidua import queries as years
from thidua.namthidua.queries import ChiTieuRow


@dataclass(frozen=True, slots=True)
class ChiTieuDaDangKy:
    """A target as the received registration has it; `moc` is the mark of đợt 1, None without one."""

    chi_tieu: ChiTieuRow
    gia_tri: Decimal | None
    moc: Decimal | None
    ly_do_thap: str


@dataclass(frozen=True, slots=True)
class DangKyDaNhan:
    """A unit's received registration: the version that documents use, with the targets it registered."""

    don_vi_id: int
    phien_ban_id: int
    nop_luc: datetime | None
    chi_tieu: tuple[ChiTieuDaDangKy, ...]
    noi_dung: NoiDungDangKy


def received_registrations(
    session: Session, nam_id: int, don_vi: Iterable[int] | None = None
) -> dict[int, DangKyDaNhan]:
    """The received registrations of the year by unit, in a constant number of statements.

    Assigned targets without a registered figure are not in it.
    """
    query = select(HoSo).where(HoSo.nam_id == nam_id, HoSo.loai == LOAI, HoSo.ban_chot_id.is_not(None))
    wanted = None if don_vi is None else sorted(don_vi)
    if wanted is not None:
        query = query.where(HoSo.don_vi_id.in_(wanted))
    frozen = {h.don_vi_id: (h.ban_chot_id or 0, h.nop_luc) for h in session.scalars(query)}
    held = contents_of(session, [version for version, _ in frozen.values()])
    share = years.period(session, nam_id, KyBaoCao.SO_KET).ty_le_moc
    only = wanted[0] if wanted is not None and len(wanted) == 1 else None
    targets: dict[int, list[ChiTieuRow]] = {}
    for row in years.targets(session, nam_id, only):
        targets.setdefault(row.don_vi_id, []).append(row)
    return {
        unit: DangKyDaNhan(
            unit, version, sent, _registered(targets.get(unit, ()), held[version], share), held[version]
        )
        for unit, (version, sent) in frozen.items()
    }


def _registered(
    rows: Iterable[ChiTieuRow], held: NoiDungDangKy, share: Decimal
) -> tuple[ChiTieuDaDangKy, ...]:
    values = held.values
    return tuple(
        ChiTieuDaDangKy(row, one.gia_tri, moc_dot(row.loai, one.gia_tri, row.moc, share), one.ly_do_thap)
        for row in rows
        if (one := values.get(row.id)) is not None and (one.gia_tri is not None or not row.loai.has_figure)
    )


def received(session: Session, nam_id: int, don_vi_id: int) -> DangKyDaNhan | None:
    """One unit's received registration, None while it has none."""
    return received_registrations(session, nam_id, [don_vi_id]).get(don_vi_id)


def registered_for_unit(session: Session, nam_id: int, don_vi_id: int) -> tuple[ChiTieuDaDangKy, ...]:
    """The targets of the unit's received registration in their order; empty while it has none."""
    found = received(session, nam_id, don_vi_id)
    return found.chi_tieu if found else ()
