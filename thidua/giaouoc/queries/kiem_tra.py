"""From the short code on a paper back to its text and its state."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor, Role
from thidua.core.errors import NotThere
from thidua.core.pledge import TinhTrangBan, TrangThai
from thidua.giaouoc.models import BanGiaoUoc, GiaoUoc
from thidua.giaouoc.queries.chuoi import signed
from thidua.namthidua import queries as years
from thidua.namthidua.models import CumKhoi, NamThiDua


@dataclass(frozen=True, slots=True)
class KiemTraRow:
    """What a code says of its paper to one reader.

    `may_read` tells whether the sealed text may be shown: to the members, the standing body, the leaders and
    the Hội đồng; to everybody else only group, day, state and fingerprint. `next_so` and `next_ma` are the
    version in its place, where there is one that was sealed (its code once it has one).
    """

    ma: str
    nam: int
    cum_khoi: str
    ten: str
    ban: BanGiaoUoc
    trang_thai: TrangThai
    da_ky: int
    may_read: bool
    next_so: int | None
    next_ma: str

    @property
    def standing(self) -> TinhTrangBan:
        """What the paper is worth."""
        return self.ban.tinh_trang

    @property
    def ended(self) -> datetime | None:
        """Since when it is no longer in use."""
        return self.ban.het_hieu_luc_luc

    @property
    def last_day(self) -> date:
        """The last day on which a pledge of the year binds."""
        return date(self.nam, 12, 31)


def by_code(session: Session, actor: Actor, ma: str) -> KiemTraRow:
    """The paper that bears this code (as `signing.ma.normalise` gives it); NotThere when none does."""
    row = session.execute(
        select(BanGiaoUoc, GiaoUoc, CumKhoi, NamThiDua.nam)
        .join(GiaoUoc, GiaoUoc.id == BanGiaoUoc.giao_uoc_id)
        .join(CumKhoi, CumKhoi.id == GiaoUoc.cum_khoi_id)
        .join(NamThiDua, NamThiDua.id == GiaoUoc.nam_id)
        .where(BanGiaoUoc.ma == ma)
    ).first()
    if row is None:
        raise NotThere("khong_co_ma", ma=ma)
    ban, pledge, group, nam = row.BanGiaoUoc, row.GiaoUoc, row.CumKhoi, row.nam
    after = session.scalar(
        select(BanGiaoUoc)
        .where(BanGiaoUoc.giao_uoc_id == pledge.id, BanGiaoUoc.so > ban.so)
        .where(BanGiaoUoc.niem_phong_luc.is_not(None))
        .order_by(BanGiaoUoc.so.desc())
        .limit(1)
    )
    return KiemTraRow(
        ma=ma,
        nam=nam,
        cum_khoi=group.code,
        ten=group.ten,
        ban=ban,
        trang_thai=pledge.trang_thai,
        da_ky=len(signed(session, ban.id)),
        may_read=_may_read(session, actor, pledge),
        next_so=after.so if after else None,
        next_ma=(after.ma or "") if after else "",
    )


def _may_read(session: Session, actor: Actor, pledge: GiaoUoc) -> bool:
    if actor.sees_all_units or actor.has(Role.HOI_DONG):
        return True
    group = next(one for one in years.groups(session, pledge.nam_id) if one.id == pledge.cum_khoi_id)
    return bool(actor.units & set(group.thanh_vien))
