"""The chain of a group's giao ước as one reader may see it: state, members, opinions, versions, past."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core import pledge
from thidua.core.actor import Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotThere
from thidua.core.pledge import LoaiYKien, Situation, TinhTrangBan, TinhTrangChuKy, TrangThai, Vai
from thidua.donvi import queries as units
from thidua.giaouoc.models import (
    BanGiaoUoc,
    BenGiaoUoc,
    ChuKy,
    DanhGiaDong,
    GiaoUoc,
    NguoiSoanGiaoUoc,
    SuKienGiaoUoc,
    YKienGiaoUoc,
)
from thidua.giaouoc.queries import noi_dung
from thidua.hoso import queries as hoso
from thidua.namthidua import queries as years
from thidua.namthidua.queries import CumKhoiRow
from thidua.taikhoan.models import Nguoi

FINGERPRINT_SHOWN = 16
"""Signs of a fingerprint that a page and a form carry."""


@dataclass(frozen=True, slots=True)
class GiaoUocInView:
    """A group's giao ước as one reader may see it.

    `ban` is the version at hand, `doc_duoc` the one whose text may be read: None while only the standing may.
    `vai` is what the reader is to it, `own` the units for which the reader is head.
    """

    giao_uoc: GiaoUoc
    ban: BanGiaoUoc
    doc_duoc: BanGiaoUoc | None
    group: CumKhoiRow
    vai: frozenset[Vai]
    own: frozenset[int]
    asked: bool = False

    @property
    def editable(self) -> bool:
        """Whether the reader may write into the version at hand now."""
        open_ = self.giao_uoc.trang_thai is TrangThai.SOAN_THAO and self.ban.niem_phong_luc is None
        return open_ and Vai.SOAN in self.vai and not self.asked


def group_of_code(session: Session, actor: Actor, nam: int, code: str) -> CumKhoiRow:
    """The year's cụm or khối; NotThere when missing or outside the actor's scope."""
    year = years.year(session, nam)
    for group in years.groups(session, year.id):
        if group.code == code and (actor.sees_all_units or actor.units & set(group.thanh_vien)):
            return group
    raise NotThere("khong_co_cum")


def vai_of(actor: Actor, group: CumKhoiRow) -> frozenset[Vai]:
    """What a person is to the giao ước of this group."""
    found: set[Vai] = set()
    if group.truong_id is not None:
        roles = actor.roles_for(group.truong_id)
        if roles & {Role.CAN_BO, Role.THU_TRUONG}:
            found.add(Vai.SOAN)
        if Role.THU_TRUONG in roles:
            found.add(Vai.TRUONG)
    if heads(actor, group):
        found.add(Vai.THANH_VIEN)
    if actor.has(Role.THUONG_TRUC, Role.LANH_DAO_PHONG):
        found.add(Vai.THUONG_TRUC)
    if actor.has(Role.LANH_DAO_PHONG):
        found.add(Vai.LANH_DAO_PHONG)
    return frozenset(found)


def heads(actor: Actor, group: CumKhoiRow) -> frozenset[int]:
    """The members of the group for which the actor is head, also as deputy by assignment or delegation."""
    return frozenset(unit for unit in group.thanh_vien if Role.THU_TRUONG in actor.roles_for(unit))


def pledge_in_view(
    session: Session, actor: Actor, nam: int, code: str, *, so: str | None = None
) -> GiaoUocInView | None:
    """The group's giao ước, None while it was never opened; NotThere outside the scope.

    `so` (as it stands in an address) asks for one version. A draft is read by the trưởng's unit, the standing
    body and the leaders; a sealed text by every member too.
    """
    group = group_of_code(session, actor, nam, code)
    found = session.scalar(select(GiaoUoc).where(GiaoUoc.cum_khoi_id == group.id))
    if found is None:
        return None
    ban = newest_version(session, found.id)
    vai = vai_of(actor, group)
    drafts_too = Vai.SOAN in vai or actor.sees_all_units
    if so is None:
        shown = ban if drafts_too else _sealed(session, found.id)
    else:
        shown = _numbered(session, found.id, so, drafts_too)
    return GiaoUocInView(found, ban, shown, group, vai, heads(actor, group), so is not None)


def found_pledge(
    session: Session, actor: Actor, nam: int, code: str, *, so: str | None = None
) -> GiaoUocInView:
    """The same where there must be one: NotThere while it was never opened."""
    view = pledge_in_view(session, actor, nam, code, so=so)
    if view is None:
        raise NotThere("khong_co_giao_uoc")
    return view


def newest_version(session: Session, giao_uoc_id: int) -> BanGiaoUoc:
    """The version at hand."""
    return session.scalars(
        select(BanGiaoUoc)
        .where(BanGiaoUoc.giao_uoc_id == giao_uoc_id)
        .order_by(BanGiaoUoc.so.desc())
        .limit(1)
    ).one()


def _sealed(session: Session, giao_uoc_id: int) -> BanGiaoUoc | None:
    return session.scalar(
        select(BanGiaoUoc)
        .where(BanGiaoUoc.giao_uoc_id == giao_uoc_id, BanGiaoUoc.niem_phong_luc.is_not(None))
        .order_by(BanGiaoUoc.so.desc())
        .limit(1)
    )


def _numbered(session: Session, giao_uoc_id: int, so: str, drafts_too: bool) -> BanGiaoUoc:
    number = int(so) if so.isascii() and so.isdigit() and len(so) < 6 else 0
    found = session.scalar(
        select(BanGiaoUoc).where(BanGiaoUoc.giao_uoc_id == giao_uoc_id, BanGiaoUoc.so == number)
    )
    if found is None or (found.niem_phong_luc is None and not drafts_too):
        raise NotThere("khong_co_phien_ban")
    return found


def previous_sealed(session: Session, ban: BanGiaoUoc) -> BanGiaoUoc | None:
    """The last sealed version before this one."""
    return session.scalar(
        select(BanGiaoUoc)
        .where(BanGiaoUoc.giao_uoc_id == ban.giao_uoc_id, BanGiaoUoc.so < ban.so)
        .where(BanGiaoUoc.niem_phong_luc.is_not(None))
        .order_by(BanGiaoUoc.so.desc())
        .limit(1)
    )


def last_agreed(session: Session, view: GiaoUocInView, ban: BanGiaoUoc) -> BanGiaoUoc | None:
    """The last version before this one to which a unit that the reader heads agreed; None without one."""
    found = session.scalar(
        select(BanGiaoUoc)
        .join(YKienGiaoUoc, YKienGiaoUoc.ban_giao_uoc_id == BanGiaoUoc.id)
        .where(BanGiaoUoc.giao_uoc_id == ban.giao_uoc_id, BanGiaoUoc.so < ban.so)
        .where(YKienGiaoUoc.don_vi_id.in_(view.own), YKienGiaoUoc.loai == LoaiYKien.DONG_Y)
        .order_by(BanGiaoUoc.so.desc())
        .limit(1)
    )
    return found if found is not None and agreed(session, found.id) & view.own else None


# --- what the law must know


def situation(session: Session, view: GiaoUocInView, at: datetime) -> Situation:
    """What the law must know of the giao ước to judge a step of this reader."""
    ban, state = view.ban, view.giao_uoc.trang_thai
    members = frozenset(
        session.scalars(select(BenGiaoUoc.don_vi_id).where(BenGiaoUoc.ban_giao_uoc_id == ban.id))
    )
    drafters = session.scalars(
        select(NguoiSoanGiaoUoc.nguoi_id).where(NguoiSoanGiaoUoc.ban_giao_uoc_id == ban.id)
    )
    own = view.own & members
    return Situation(
        state=state,
        members=members,
        agreed=agreed(session, ban.id),
        signed=signed(session, ban.id),
        own=own,
        drafters=frozenset(drafters),
        one_person_unit=any(hoso.one_person_unit(session, unit, local_day(at)) for unit in own),
        unsettled=unsettled(session, ban) if state is TrangThai.HIEU_LUC else 0,
    )


def agreed(session: Session, ban_id: int) -> frozenset[int]:
    """The units whose last answer to this version is yes."""
    return frozenset(
        unit for unit, answer in opinions(session, ban_id).items() if answer.loai is LoaiYKien.DONG_Y
    )


def signed(session: Session, ban_id: int) -> frozenset[int]:
    """The units whose signature on this version was confirmed."""
    rows = session.scalars(
        select(ChuKy.don_vi_id).where(
            ChuKy.ban_giao_uoc_id == ban_id, ChuKy.tinh_trang == TinhTrangChuKy.DA_XAC_NHAN
        )
    )
    return frozenset(rows)


def unsettled(session: Session, ban: BanGiaoUoc) -> int:
    """How many promises of the version have no verdict yet."""
    settled = session.execute(
        select(DanhGiaDong.thu_tu, DanhGiaDong.don_vi_id).where(
            DanhGiaDong.ban_giao_uoc_id == ban.id, DanhGiaDong.ket_qua.is_not(None)
        )
    )
    return len(set(noi_dung.content(session, ban).pairs()) - {(r.thu_tu, r.don_vi_id) for r in settled})


# --- opinions, signatures, versions, past


@dataclass(frozen=True, slots=True)
class YKienRow:
    """A head's last answer to a version; `cho_sua` is the key of the section that should change."""

    don_vi_id: int
    ho_ten: str
    luc: datetime
    loai: LoaiYKien
    cho_sua: str
    noi_dung: str


def opinions(session: Session, ban_id: int) -> dict[int, YKienRow]:
    """The last answer of each unit to this version."""
    rows = session.execute(
        select(YKienGiaoUoc, Nguoi.ho_ten)
        .join(Nguoi, Nguoi.id == YKienGiaoUoc.nguoi_id)
        .where(YKienGiaoUoc.ban_giao_uoc_id == ban_id)
        .order_by(YKienGiaoUoc.id)
    )
    return {
        one.don_vi_id: YKienRow(one.don_vi_id, name, one.luc, one.loai, one.cho_sua, one.noi_dung)
        for one, name in rows
    }


_RANK = {
    TinhTrangChuKy.DA_XAC_NHAN: 4,
    TinhTrangChuKy.CHO_XAC_NHAN: 3,
    TinhTrangChuKy.TU_CHOI_KY: 2,
    TinhTrangChuKy.BI_BAC: 1,
    TinhTrangChuKy.VO_HIEU: 0,
}


def signatures(session: Session, ban_id: int) -> dict[int, ChuKy]:
    """Of each unit the signature that counts: confirmed before waiting, among equals the newest."""
    rows = session.scalars(select(ChuKy).where(ChuKy.ban_giao_uoc_id == ban_id).order_by(ChuKy.id))
    found: dict[int, ChuKy] = {}
    for row in rows:
        held = found.get(row.don_vi_id)
        if held is None or _RANK[row.tinh_trang] >= _RANK[held.tinh_trang]:
            found[row.don_vi_id] = row
    return found


@dataclass(frozen=True, slots=True)
class BanRow:
    """A version in the list of versions."""

    so: int
    tinh_trang: TinhTrangBan
    niem_phong_luc: datetime | None
    van_tay: str
    ma: str
    ly_do: str
    het_hieu_luc_luc: datetime | None


def versions(session: Session, giao_uoc_id: int) -> list[BanRow]:
    """The versions, newest first."""
    rows = session.scalars(
        select(BanGiaoUoc).where(BanGiaoUoc.giao_uoc_id == giao_uoc_id).order_by(BanGiaoUoc.so.desc())
    )
    return [
        BanRow(r.so, r.tinh_trang, r.niem_phong_luc, r.van_tay, r.ma or "", r.ly_do, r.het_hieu_luc_luc)
        for r in rows
    ]


@dataclass(frozen=True, slots=True)
class SuKienRow:
    """One event of the chain; `don_vi_id` is the unit for which the person acted."""

    so: int
    buoc: str
    tu: TrangThai
    den: TrangThai
    ho_ten: str
    don_vi_id: int | None
    ly_do: str
    luc: datetime
    ban_so: int


def timeline(session: Session, giao_uoc_id: int) -> list[SuKienRow]:
    """What happened to the giao ước, oldest first."""
    rows = session.execute(
        select(SuKienGiaoUoc, Nguoi.ho_ten, BanGiaoUoc.so)
        .join(Nguoi, Nguoi.id == SuKienGiaoUoc.nguoi_id)
        .join(BanGiaoUoc, BanGiaoUoc.id == SuKienGiaoUoc.ban_giao_uoc_id)
        .where(SuKienGiaoUoc.giao_uoc_id == giao_uoc_id)
        .order_by(SuKienGiaoUoc.so)
    )
    return [
        SuKienRow(e.so, e.buoc, e.tu, e.den, name, e.don_vi_id, e.ly_do, e.luc, version)
        for e, name, version in rows
    ]


def events_so_far(session: Session, giao_uoc_id: int) -> int:
    """How many events the giao ước has."""
    query = select(func.count()).select_from(SuKienGiaoUoc).where(SuKienGiaoUoc.giao_uoc_id == giao_uoc_id)
    return session.scalar(query) or 0


def happened(session: Session, giao_uoc_id: int) -> list[pledge.Happened]:
    """The events as the law folds them."""
    return [pledge.Happened(e.buoc, e.tu, e.den) for e in timeline(session, giao_uoc_id)]


# --- the page


@dataclass(frozen=True, slots=True)
class ThanhVienKy:
    """A party of the version at hand: what its head answered, and where its signature stands."""

    don_vi_id: int
    code: str
    ten: str
    vai: str
    y_kien: YKienRow | None
    chu_ky: ChuKy | None
    own: bool


@dataclass(frozen=True, slots=True)
class TienTrinhRow:
    """Where the giao ước stands: who holds it since when, its members, the reader's steps, its past."""

    state: TrangThai
    row_version: int
    holder: Vai | None
    since: datetime | None
    facts: Situation
    steps: tuple[pledge.Step, ...]
    exceptions: tuple[str, ...]
    thanh_vien: tuple[ThanhVienKy, ...]
    versions: tuple[BanRow, ...]
    timeline: tuple[SuKienRow, ...]
    names: Mapping[int, str]

    @property
    def back_reason(self) -> str:
        """Why the version at hand was begun, while it is being written."""
        return self.versions[0].ly_do if self.state is TrangThai.SOAN_THAO else ""


def progress(session: Session, actor: Actor, view: GiaoUocInView, at: datetime) -> TienTrinhRow:
    """All that the page says beside the text, in a constant number of statements."""
    facts = situation(session, view, at)
    names = units.units_on(session, local_day(at))
    events = timeline(session, view.giao_uoc.id)
    answers = opinions(session, view.ban.id)
    held = signatures(session, view.ban.id)
    parties = session.scalars(
        select(BenGiaoUoc).where(BenGiaoUoc.ban_giao_uoc_id == view.ban.id).order_by(BenGiaoUoc.thu_tu)
    )
    steps = tuple(pledge.steps_open_to(facts, view.vai, actor.person))
    return TienTrinhRow(
        state=facts.state,
        row_version=view.giao_uoc.row_version,
        holder=pledge.holder(facts.state),
        since=next((e.luc for e in reversed(events) if e.tu is not e.den), events[0].luc if events else None),
        facts=facts,
        steps=steps,
        exceptions=tuple(s.name for s in steps if pledge.hindrance(s, facts, actor.person)),
        thanh_vien=tuple(
            ThanhVienKy(
                each.don_vi_id,
                names[each.don_vi_id].code if each.don_vi_id in names else "",
                each.ten,
                each.vai,
                answers.get(each.don_vi_id),
                held.get(each.don_vi_id),
                each.don_vi_id in actor.units,
            )
            for each in parties
        ),
        versions=tuple(versions(session, view.giao_uoc.id)),
        timeline=tuple(events),
        names={unit: row.ten for unit, row in names.items()},
    )
