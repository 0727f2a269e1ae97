"""What the giao ước of a year asks of a person, and what a unit has been told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor, Role
from thidua.core.pledge import LoaiYKien, TinhTrangChuKy, TinhTrangTrang, TrangThai, Vai
from thidua.giaouoc.models import BanGiaoUoc, BenGiaoUoc, ChuKy, GiaoUoc, ThongBao, TrangChup, YKienGiaoUoc
from thidua.giaouoc.queries.chuoi import heads, vai_of
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import CumKhoiRow

Y_KIEN, KY, XAC_NHAN, SOAN, THONG_NHAT, DUA_RA = (
    "y_kien",
    "ky_ket",
    "xac_nhan",
    "soan_thao",
    "thong_nhat",
    "dua_ra",
)
OFFICE = (Role.THUONG_TRUC, Role.LANH_DAO_PHONG)
ASKING = (TrangThai.SOAN_THAO, TrangThai.LAY_Y_KIEN, TrangThai.THONG_NHAT, TrangThai.DANG_KY_KET)
"""States in which a giao ước waits for somebody."""


@dataclass(frozen=True, slots=True)
class ViecGiaoUoc:
    """One thing that a giao ước waits for from the reader; `viec` is the key of its words.

    `mine` counts the units or pages it concerns, `since` is when the giao ước came into its state.
    """

    viec: str
    cum_khoi: str
    ten: str
    address: str
    since: datetime
    mine: int


def waiting(session: Session, actor: Actor, nam: int) -> list[ViecGiaoUoc]:
    """What the giao ước of the year wait for from this person: one statement while they wait for nobody, and
    as many for one group as for all."""
    rows = session.scalars(
        select(GiaoUoc)
        .join(NamThiDua, NamThiDua.id == GiaoUoc.nam_id)
        .where(NamThiDua.nam == nam, GiaoUoc.trang_thai.in_(ASKING))
    ).all()
    if not rows:
        return []
    groups = {group.id: group for group in years.groups(session, rows[0].nam_id)}
    mine = [(one, groups[one.cum_khoi_id]) for one in rows if _concerns(actor, groups[one.cum_khoi_id])]
    if not mine:
        return []
    facts = _Facts.read(session, [pledge.id for pledge, _ in mine])
    found = []
    for pledge, group in mine:
        address = f"/{nam}/giao-uoc/{group.code}"
        for viec, count in _asked(actor, pledge, group, facts):
            place = f"{address}/ky" if viec in (KY, XAC_NHAN) else address
            found.append(ViecGiaoUoc(viec, group.code, group.ten, place, pledge.doi_luc, count))
    return sorted(found, key=lambda one: one.since)


def waiting_count(session: Session, actor: Actor, nam: int) -> int:
    """How many lines `waiting` and `notices` have for this person; one statement while none is open."""
    if not actor.units and not actor.has(*OFFICE):
        return 0
    year = select(NamThiDua.id).where(NamThiDua.nam == nam).scalar_subquery()
    row = session.execute(
        select(
            exists().where(GiaoUoc.nam_id == year, GiaoUoc.trang_thai.in_(ASKING)).label("asking"),
            select(func.count(ThongBao.id))
            .where(ThongBao.nam_id == year, *_unread(actor))
            .scalar_subquery()
            .label("told"),
        )
    ).one()
    return int(row.told) + (len(waiting(session, actor, nam)) if row.asking else 0)


def _unread(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    return (ThongBao.don_vi_id.in_(actor.units), ThongBao.da_biet_luc.is_(None))


def _concerns(actor: Actor, group: CumKhoiRow) -> bool:
    return bool(actor.units & set(group.thanh_vien)) or actor.has(*OFFICE)


@dataclass(frozen=True, slots=True)
class _Facts:
    """By giao ước: its members, who agreed to the version at hand, who signed or sent, who sent pages."""

    members: Mapping[int, frozenset[int]]
    agreed: Mapping[int, frozenset[int]]
    settled: Mapping[int, frozenset[int]]
    to_confirm: Mapping[int, tuple[int, ...]]

    @classmethod
    def read(cls, session: Session, pledges: list[int]) -> "_Facts":
        """The facts of these giao ước."""
        newest = dict(
            session.execute(
                select(BanGiaoUoc.giao_uoc_id, func.max(BanGiaoUoc.so))
                .where(BanGiaoUoc.giao_uoc_id.in_(pledges))
                .group_by(BanGiaoUoc.giao_uoc_id)
            ).all()
        )
        versions = {
            one.id: one.giao_uoc_id
            for one in session.scalars(select(BanGiaoUoc).where(BanGiaoUoc.giao_uoc_id.in_(pledges)))
            if newest[one.giao_uoc_id] == one.so
        }
        answers: dict[tuple[int, int], LoaiYKien] = {}
        for one in session.scalars(
            select(YKienGiaoUoc).where(YKienGiaoUoc.ban_giao_uoc_id.in_(versions)).order_by(YKienGiaoUoc.id)
        ):
            answers[versions[one.ban_giao_uoc_id], one.don_vi_id] = one.loai
        signatures = session.scalars(select(ChuKy).where(ChuKy.ban_giao_uoc_id.in_(versions))).all()
        return cls(
            members=_sets(
                (versions[ban], unit)
                for ban, unit in session.execute(
                    select(BenGiaoUoc.ban_giao_uoc_id, BenGiaoUoc.don_vi_id).where(
                        BenGiaoUoc.ban_giao_uoc_id.in_(versions)
                    )
                )
            ),
            agreed=_sets(key for key, loai in answers.items() if loai is LoaiYKien.DONG_Y),
            settled=_sets(
                (versions[one.ban_giao_uoc_id], one.don_vi_id)
                for one in signatures
                if one.tinh_trang in (TinhTrangChuKy.DA_XAC_NHAN, TinhTrangChuKy.CHO_XAC_NHAN)
            ),
            to_confirm=_senders(session, versions, signatures),
        )


def _sets(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = {}
    for pledge, unit in pairs:
        found[pledge] = found.get(pledge, frozenset()) | {unit}
    return found


def _senders(
    session: Session, versions: Mapping[int, int], signatures: Sequence[ChuKy]
) -> dict[int, tuple[int, ...]]:
    """By giao ước the persons who sent in what still waits for a second person, one each."""
    found: dict[int, tuple[int, ...]] = {}
    pages = session.scalars(
        select(TrangChup).where(
            TrangChup.ban_giao_uoc_id.in_(versions), TrangChup.tinh_trang == TinhTrangTrang.CHO_DOI_CHIEU
        )
    )
    for page in pages:
        key = versions[page.ban_giao_uoc_id]
        found[key] = (*found.get(key, ()), page.gui_boi)
    for one in signatures:
        if one.tinh_trang is TinhTrangChuKy.CHO_XAC_NHAN and one.sha256:
            key = versions[one.ban_giao_uoc_id]
            found[key] = (*found.get(key, ()), one.gui_boi)
    return found


def _asked(actor: Actor, pledge: GiaoUoc, group: CumKhoiRow, facts: _Facts) -> Iterator[tuple[str, int]]:
    vai, members = vai_of(actor, group), facts.members.get(pledge.id, frozenset())
    own = heads(actor, group) & members
    match pledge.trang_thai:
        case TrangThai.SOAN_THAO if Vai.SOAN in vai:
            yield SOAN, len(members)
        case TrangThai.LAY_Y_KIEN:
            if silent := own - facts.agreed.get(pledge.id, frozenset()):
                yield Y_KIEN, len(silent)
            if Vai.SOAN in vai and not members - facts.agreed.get(pledge.id, frozenset()):
                yield THONG_NHAT, len(members)
        case TrangThai.THONG_NHAT if Vai.SOAN in vai:
            yield DUA_RA, len(members)
        case TrangThai.DANG_KY_KET:
            yield from _signing(actor, pledge, members, vai, facts)
        case _:
            return


def _signing(
    actor: Actor, pledge: GiaoUoc, members: frozenset[int], vai: frozenset[Vai], facts: _Facts
) -> Iterator[tuple[str, int]]:
    unsigned = (actor.units & members) - facts.settled.get(pledge.id, frozenset())
    if unsigned:
        yield KY, len(unsigned)
    others = [sender for sender in facts.to_confirm.get(pledge.id, ()) if sender != actor.person]
    if others and vai & {Vai.SOAN, Vai.THUONG_TRUC}:
        yield XAC_NHAN, len(others)


@dataclass(frozen=True, slots=True)
class ThongBaoRow:
    """A notice that nobody of the unit has marked as read."""

    id: int
    don_vi_id: int
    luc: datetime
    khoa: str
    noi_dung: str
    dia_chi: str


def notices(session: Session, actor: Actor, nam_id: int) -> list[ThongBaoRow]:
    """What the actor's units were told and have not marked as read, newest first."""
    if not actor.units:
        return []
    rows = session.scalars(
        select(ThongBao)
        .where(ThongBao.nam_id == nam_id, *_unread(actor))
        .order_by(ThongBao.id.desc())
    )
    return [ThongBaoRow(r.id, r.don_vi_id, r.luc, r.khoa, r.noi_dung, r.dia_chi) for r in rows]
