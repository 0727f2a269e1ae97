"""The signing of a version: whose signature stands, who waits since when, what was sent in."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.pledge import TinhTrangChuKy, TrangThai, Vai
from thidua.giaouoc.models import BenGiaoUoc, ChuKy
from thidua.giaouoc.queries import chuoi
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.giaouoc.queries.tep_ky_so import TepKySoRow, files_of
from thidua.giaouoc.queries.trang_chup import BoTrang, TrangRow, pages_of, sets_of
from thidua.taikhoan.models import Nguoi

CONFIRMS = frozenset({Vai.SOAN, Vai.THUONG_TRUC})
"""Who compares a signed paper with the sealed text as the second person."""
STANDING = frozenset({TinhTrangChuKy.CHO_XAC_NHAN, TinhTrangChuKy.DA_XAC_NHAN})
"""Signatures that count until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class BenKyRow:
    """A party at the signing. `since` is since when it is waited for; `turn` whether it may sign now."""

    don_vi_id: int
    ten: str
    vai: str
    thu_tu: int
    dai_dien: str
    chuc_vu: str
    chu_ky: ChuKy | None
    nguoi_gui: str
    nguoi_xac_nhan: str
    own: bool
    turn: bool
    since: datetime | None

    @property
    def signed(self) -> bool:
        """Whether its signature was confirmed."""
        return self.chu_ky is not None and self.chu_ky.tinh_trang is TinhTrangChuKy.DA_XAC_NHAN

    @property
    def waits(self) -> bool:
        """Whether a signature was sent in that nobody has confirmed."""
        return self.chu_ky is not None and self.chu_ky.tinh_trang is TinhTrangChuKy.CHO_XAC_NHAN


@dataclass(frozen=True, slots=True)
class KyKetRow:
    """All that the signing page says. `sends_for` is the reader's own unit, where it is a party.

    `uncoded` are the senders (unit or None) of whose pages none bears the code, `bo` the pages by sender.
    """

    open: bool
    may_send: bool
    may_confirm: bool
    sends_for: BenKyRow | None
    may_decline: bool
    ben: tuple[BenKyRow, ...]
    trang: tuple[TrangRow, ...]
    tep: tuple[TepKySoRow, ...]
    uncoded: frozenset[int | None] = field(default_factory=frozenset)
    bo: tuple[BoTrang, ...] = ()

    @property
    def to_judge(self) -> tuple[TrangRow, ...]:
        """Pages that wait for a second person."""
        return tuple(page for page in self.trang if page.waits)

    @property
    def to_accept(self) -> tuple[TepKySoRow, ...]:
        """Signed files that wait for a second person."""
        return tuple(one for one in self.tep if one.tinh_trang is TinhTrangChuKy.CHO_XAC_NHAN)

    @property
    def unsigned(self) -> tuple[BenKyRow, ...]:
        """Parties without a confirmed signature."""
        return tuple(one for one in self.ben if not one.signed)


def signing(session: Session, actor: Actor, view: GiaoUocInView, at: datetime) -> KyKetRow:
    """The signing of the version at hand, in a constant number of statements but for the people in power."""
    pages, files = pages_of(session, view.ban.id), files_of(session, view.ban.id)
    parties = _parties(session, actor, view)
    own = next((one for one in parties if one.own), None)
    is_open = view.giao_uoc.trang_thai is TrangThai.DANG_KY_KET
    office = bool(view.vai & CONFIRMS)
    return KyKetRow(
        open=is_open,
        may_send=is_open and (office or own is not None),
        may_confirm=is_open and office,
        sends_for=own,
        may_decline=is_open and own is not None and own.don_vi_id in view.own and not own.signed,
        ben=parties,
        trang=pages,
        tep=files,
        bo=sets_of(pages),
        uncoded=frozenset(
            sender
            for sender in {page.don_vi_id for page in pages}
            if not any(page.ma for page in pages if page.don_vi_id == sender)
        ),
    )


def _parties(session: Session, actor: Actor, view: GiaoUocInView) -> tuple[BenKyRow, ...]:
    held = chuoi.signatures(session, view.ban.id)
    rows = session.scalars(
        select(BenGiaoUoc).where(BenGiaoUoc.ban_giao_uoc_id == view.ban.id).order_by(BenGiaoUoc.thu_tu)
    ).all()
    asked = {one.gui_boi for one in held.values()} | {
        one.xac_nhan_boi for one in held.values() if one.xac_nhan_boi is not None
    }
    names = dict(session.execute(select(Nguoi.id, Nguoi.ho_ten).where(Nguoi.id.in_(asked))).all())
    found: list[BenKyRow] = []
    begun, turn = view.ban.ky_ket_luc, True
    for row in rows:
        one = held.get(row.don_vi_id)
        stands = one is not None and one.tinh_trang in STANDING
        party = BenKyRow(
            don_vi_id=row.don_vi_id,
            ten=row.ten,
            vai=row.vai,
            thu_tu=row.thu_tu,
            dai_dien=row.dai_dien,
            chuc_vu=row.chuc_vu,
            chu_ky=one,
            nguoi_gui=names.get(one.gui_boi, "") if one else "",
            nguoi_xac_nhan=names.get(one.xac_nhan_boi, "") if one and one.xac_nhan_boi else "",
            own=row.don_vi_id in actor.units,
            turn=turn and not (one is not None and one.tinh_trang is TinhTrangChuKy.DA_XAC_NHAN),
            since=None if stands else (begun if turn else None),
        )
        found.append(party)
        if view.ban.theo_thu_tu:
            turn = turn and stands
            begun = (one.gui_luc if stands and one else None) or begun
    return tuple(found)
