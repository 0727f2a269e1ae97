"""One hồ sơ through its reader's scope: which version may be read, which steps are open."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from thidua.core import workflow
from thidua.core.actor import TOWN_READERS, Actor, Role
from thidua.core.errors import NotThere, NotYourFunction
from thidua.core.workflow import Situation, Step
from thidua.donvi import queries as units
from thidua.donvi.models import DonVi
from thidua.donvi.queries import DonViRow
from thidua.hoso.models import (
    HoSo,
    NguoiSoan,
    PhienBan,
    TuCachDuyet,
)
from thidua.namthidua.models import CumKhoi, NamThiDua, NghiaVu, ThanhVienCumKhoi
from thidua.taikhoan.models import TaiKhoan, VaiTro
from thidua.taikhoan.queries.uy_quyen import deputies_on

SET_DUE: ColumnElement[date] = func.coalesce(HoSo.han_rieng, NghiaVu.han)
"""The due day that the year set for this unit: that of its type, else the obligation's own."""

DUE: ColumnElement[date] = func.coalesce(HoSo.gia_han_den, HoSo.han_rieng, NghiaVu.han)
"""The due day in SQL, moved by an extension; needs ho_so joined with nghia_vu."""

OPENS: ColumnElement[date] = func.coalesce(HoSo.mo_tu_rieng, NghiaVu.mo_tu)
"""The day from which the unit may hand in."""


def set_due(ho_so: HoSo, nghia_vu: NghiaVu) -> date:
    """The due day that the year set for this unit, before any extension."""
    return ho_so.han_rieng or nghia_vu.han


def due_day(ho_so: HoSo, nghia_vu: NghiaVu) -> date:
    """The due day, moved by an extension."""
    return ho_so.gia_han_den or set_due(ho_so, nghia_vu)


@dataclass(frozen=True, slots=True)
class HoSoInView:
    """A hồ sơ as one reader may see it.

    `phien_ban` is the version whose contents may be read, None when only state, holder and days may.
    """

    ho_so: HoSo
    nghia_vu: NghiaVu
    phien_ban: PhienBan | None
    roles: frozenset[Role]
    own_unit: bool
    asked: bool = False
    """Whether the reader asked for this very version, as the sources of a figure do."""

    @property
    def editable(self) -> bool:
        """Whether the reader may write into the open version now."""
        may = Role.CAN_BO in self.roles and self.ho_so.state in workflow.EDITABLE
        return may and (not self.asked or self.phien_ban is None or self.phien_ban.niem_phong_luc is None)

    @property
    def han(self) -> date:
        """The due day, moved by an extension."""
        return due_day(self.ho_so, self.nghia_vu)


def find(
    session: Session, actor: Actor, nam: int, loai: str, don_vi: str, *, phien_ban: str | None = None
) -> HoSoInView:
    """The hồ sơ of a unit's obligation, or NotThere when missing or outside the actor's scope.

    `phien_ban` (a number as it stands in an address) asks for one version instead of the one at hand.
    """
    row = session.execute(
        select(HoSo, NghiaVu)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .join(NamThiDua, NamThiDua.id == HoSo.nam_id)
        .join(DonVi, DonVi.id == HoSo.don_vi_id)
        .where(NamThiDua.nam == nam, HoSo.loai == loai, DonVi.code == don_vi)
    ).first()
    if row is None:
        raise NotThere("khong_co_ho_so")
    view = in_view(session, actor, row.HoSo, row.NghiaVu)
    return view if phien_ban is None else _at_version(session, view, phien_ban)


def _at_version(session: Session, view: HoSoInView, so: str) -> HoSoInView:
    """The view of version number `so`; NotThere when there is none or the reader may not read it.

    The own unit reads every version, the Phòng and the leaders those that a head approved, the head of
    the cụm or khối only the received one.
    """
    number = int(so) if so.isascii() and so.isdigit() and len(so) < 6 else 0
    query = select(PhienBan).where(PhienBan.ho_so_id == view.ho_so.id, PhienBan.so == number)
    version = session.scalar(query)
    if version is None:
        raise NotThere("khong_co_phien_ban")
    town = not view.roles.isdisjoint(TOWN_READERS)
    received = version.id == view.ho_so.ban_chot_id
    if view.own_unit or received or (town and version.duyet_luc is not None):
        return replace(view, phien_ban=version, asked=True)
    raise NotThere("khong_co_phien_ban")


def in_view(session: Session, actor: Actor, ho_so: HoSo, nghia_vu: NghiaVu | None = None) -> HoSoInView:
    """The hồ sơ as the actor may see it; NotThere outside the scope.

    NotYourFunction with the day instead for somebody whose power over the unit ended lately.
    """
    nghia_vu = nghia_vu or session.get_one(NghiaVu, ho_so.nghia_vu_id)
    roles = actor.roles_for(ho_so.don_vi_id)
    own = ho_so.don_vi_id in actor.units
    if own:
        version = session.get(PhienBan, ho_so.phien_ban_id)
    elif actor.sees_all_units:
        version = submitted_version(session, ho_so)
    elif ho_so.ban_chot_id is not None and leads_group_of(session, actor, ho_so):
        version = session.get(PhienBan, ho_so.ban_chot_id)
    else:
        _explain_lapsed(actor, ho_so.don_vi_id)
        raise NotThere("khong_co_ho_so")
    return HoSoInView(ho_so, nghia_vu, version, roles, own)


def _explain_lapsed(actor: Actor, don_vi_id: int) -> None:
    """Raise NotYourFunction when the actor approved for the unit until lately: it hides nothing from them."""
    over = actor.lapsed_for(don_vi_id)
    if over is not None:
        raise NotYourFunction(over.reason, so=over.number, ngay=over.day)


def open_version(session: Session, ho_so: HoSo) -> PhienBan:
    """The version being worked on or judged."""
    return session.get_one(PhienBan, ho_so.phien_ban_id)


def submitted_version(session: Session, ho_so: HoSo) -> PhienBan | None:
    """The newest version that a head approved and did not take back."""
    return session.scalar(
        select(PhienBan)
        .where(PhienBan.ho_so_id == ho_so.id, PhienBan.duyet_luc.is_not(None))
        .order_by(PhienBan.so.desc())
        .limit(1)
    )


def leads_group_of(session: Session, actor: Actor, ho_so: HoSo) -> bool:
    """Whether a unit of the actor heads the cụm/khối of this hồ sơ's unit in its year."""
    return bool(
        session.scalar(
            select(
                exists()
                .where(ThanhVienCumKhoi.nam_id == ho_so.nam_id)
                .where(ThanhVienCumKhoi.don_vi_id == ho_so.don_vi_id)
                .where(CumKhoi.id == ThanhVienCumKhoi.cum_khoi_id)
                .where(CumKhoi.truong_id.in_(actor.units))
            )
        )
    )


def drafters(session: Session, phien_ban_id: int | None) -> frozenset[int]:
    """Persons who saved a value in the version or sealed it."""
    found = session.scalars(select(NguoiSoan.nguoi_id).where(NguoiSoan.phien_ban_id == phien_ban_id))
    return frozenset(found)


def one_person_unit(session: Session, don_vi_id: int, at: date) -> bool:
    """Whether the unit's officer and head are, on that day, one and the same only person."""
    rows = session.execute(
        select(VaiTro.vai_tro, TaiKhoan.nguoi_id)
        .join(TaiKhoan, TaiKhoan.id == VaiTro.tai_khoan_id)
        .where(VaiTro.don_vi_id == don_vi_id, VaiTro.tu_ngay <= at, TaiKhoan.khoa_luc.is_(None))
        .where(or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= at))
    ).all()
    heads = {r.nguoi_id for r in rows if r.vai_tro is Role.THU_TRUONG} | deputies_on(session, don_vi_id, at)
    officers = {r.nguoi_id for r in rows if r.vai_tro is Role.CAN_BO}
    return len(heads) == 1 and heads == officers


@dataclass(frozen=True, slots=True)
class ChuKyRow:
    """Who approved a version, with the lines that stand over the name; `chuc_vu` is the post by itself."""

    quyen_han: tuple[str, ...]
    ho_ten: str
    chuc_vu: str


def signed_as(session: Session, phien_ban_id: int) -> ChuKyRow | None:
    """In which capacity a version was approved, as of that day; None before it is."""
    row = session.get(TuCachDuyet, phien_ban_id)
    if row is None:
        return None
    return ChuKyRow(units.printed_lines(row.quyen_han), row.ho_ten, row.chuc_vu)


def unit_as_signed(session: Session, unit: DonViRow, version: PhienBan) -> DonViRow:
    """The unit with the lines over the signature that the version was approved with, where it was."""
    signed = signed_as(session, version.id)
    return replace(unit, quyen_han_ky=signed.quyen_han) if signed and signed.quyen_han else unit


def situation(session: Session, ho_so: HoSo, at: datetime) -> Situation:
    """What the law must know of the hồ sơ to judge a step."""
    version = session.get(PhienBan, ho_so.phien_ban_id)
    return Situation(
        state=ho_so.state,
        sent_from=ho_so.trinh_tu,
        drafters=drafters(session, ho_so.phien_ban_id),
        approver=version.duyet_boi if version else None,
        ever_received=ho_so.ban_chot_id is not None,
        one_person_unit=one_person_unit(session, ho_so.don_vi_id, at.date()),
    )


def steps_open(session: Session, actor: Actor, ho_so: HoSo, at: datetime) -> list[Step]:
    """The steps that the actor can take on the hồ sơ now."""
    return workflow.steps_open_to(
        situation(session, ho_so, at), actor.roles_for(ho_so.don_vi_id), actor.person
    )
