"""The signing of a version: whose signature stands, who waits since when, scanned pages, signed files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from thidua.core.actor import Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotThere
from thidua.core.pledge import CachKy, TinhTrangChuKy, TinhTrangTrang, TrangThai, Vai
from thidua.core.viet import fold
from thidua.giaouoc.models import (
    BangChungKySo,
    BanGiaoUoc,
    BenGiaoUoc,
    ChuKy,
    ChuKyTrang,
    GiaoUoc,
    TrangChup,
)
from thidua.giaouoc.queries import chuoi
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.namthidua.models import CumKhoi, NamThiDua
from thidua.signing.verdicts import ACCEPTABLE
from thidua.taikhoan.models import Nguoi, TaiKhoan, VaiTro
from thidua.taikhoan.queries import uy_quyen as capacities

CONFIRMS = frozenset({Vai.SOAN, Vai.THUONG_TRUC})
"""Who compares a signed paper with the sealed text as the second person."""
STANDING = frozenset({TinhTrangChuKy.CHO_XAC_NHAN, TinhTrangChuKy.DA_XAC_NHAN})
"""Signatures that count until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class TrangRow:
    """A scanned page; `don_vi` is the unit that sent it, "Phòng Nội vụ" where the secretariat did."""

    id: int
    don_vi_id: int | None
    don_vi: str
    trang: int
    sha256: str
    ten_tep: str
    loai_tep: str
    kich_thuoc: int
    ma: str
    ma_go_tay: bool
    gui_boi: int
    nguoi_gui: str
    gui_luc: datetime
    tinh_trang: TinhTrangTrang
    nguoi_doi_chieu: str
    doi_chieu_luc: datetime | None
    ly_do: str

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it as it is."""
        return self.loai_tep in ("jpg", "png")

    @property
    def waits(self) -> bool:
        """Whether the second person has not looked at it."""
        return self.tinh_trang is TinhTrangTrang.CHO_DOI_CHIEU


@dataclass(frozen=True, slots=True)
class ChuKySoRow:
    """One signature in a file, as a check found it."""

    nguoi_ky: str
    to_chuc: str
    cap_boi: str
    luc_ky: datetime | None
    dau_thoi_gian: bool
    loi: str
    ghi_chu: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanKiemRow:
    """One check of a signed file; number 1 was made at receipt. `chu_ky` are the signatures in the file."""

    so: int
    luc: datetime
    ho_ten: str
    ket_luan: str
    loi: str
    chu_ky: tuple[ChuKySoRow, ...]
    ma_go_tay: bool

    @property
    def is_acceptable(self) -> bool:
        """Whether a second person may accept the signature after this check."""
        return self.ket_luan in ACCEPTABLE


@dataclass(frozen=True, slots=True)
class TepKySoRow:
    """A file signed by token as a unit sent it, with every check of it, the first one first."""

    id: int
    don_vi_id: int
    don_vi: str
    ten_tep: str
    kich_thuoc: int
    sha256: str
    gui_boi: int
    nguoi_gui: str
    gui_luc: datetime
    nguoi_ky: str
    chuc_vu: str
    ngay_ky: date | None
    ky_luc: datetime | None
    tinh_trang: TinhTrangChuKy
    ly_do: str
    lan_kiem: tuple[LanKiemRow, ...]

    @property
    def last(self) -> LanKiemRow:
        """The newest check."""
        return self.lan_kiem[-1]


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
class NguoiKy:
    """Whose signature stands on the paper for a unit, as the second person read it."""

    don_vi_id: int
    ho_ten: str
    chuc_vu: str
    ngay_ky: date | None


@dataclass(frozen=True, slots=True)
class KyKetRow:
    """All that the signing page says. `sends_for` is the reader's own unit, where it is a party.

    `uncoded` are the senders (unit or None) of whose pages none bears the code.
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


def pages_of(session: Session, ban_id: int) -> tuple[TrangRow, ...]:
    """The scanned pages of a version: by sender, then in their order."""
    sender, second = aliased(Nguoi), aliased(Nguoi)
    rows = session.execute(
        select(TrangChup, sender.ho_ten.label("gui"), second.ho_ten.label("hai"), BenGiaoUoc.ten)
        .join(sender, sender.id == TrangChup.gui_boi)
        .outerjoin(second, second.id == TrangChup.doi_chieu_boi)
        .outerjoin(
            BenGiaoUoc,
            (BenGiaoUoc.don_vi_id == TrangChup.don_vi_id)
            & (BenGiaoUoc.ban_giao_uoc_id == TrangChup.ban_giao_uoc_id),
        )
        .where(TrangChup.ban_giao_uoc_id == ban_id)
        .order_by(BenGiaoUoc.thu_tu.nulls_first(), TrangChup.trang, TrangChup.id)
    )
    return tuple(
        TrangRow(
            page.id,
            page.don_vi_id,
            ten or "Phòng Nội vụ",
            page.trang,
            page.sha256,
            page.ten_tep,
            page.loai_tep,
            page.kich_thuoc,
            page.ma_tren_giay,
            page.ma_go_tay,
            page.gui_boi,
            gui,
            page.gui_luc,
            page.tinh_trang,
            hai or "",
            page.doi_chieu_luc,
            page.ly_do,
        )
        for page, gui, hai, ten in rows
    )


def files_of(session: Session, ban_id: int) -> tuple[TepKySoRow, ...]:
    """The files signed by token of a version, oldest first."""
    rows = session.execute(
        select(ChuKy, Nguoi.ho_ten, BenGiaoUoc.ten)
        .join(Nguoi, Nguoi.id == ChuKy.gui_boi)
        .join(
            BenGiaoUoc,
            (BenGiaoUoc.don_vi_id == ChuKy.don_vi_id) & (BenGiaoUoc.ban_giao_uoc_id == ChuKy.ban_giao_uoc_id),
        )
        .where(ChuKy.ban_giao_uoc_id == ban_id, ChuKy.cach_ky == CachKy.SO)
        .order_by(ChuKy.id)
    ).all()
    checks = _checks(session, [row.ChuKy.id for row in rows])
    return tuple(
        TepKySoRow(
            one.id,
            one.don_vi_id,
            ten,
            one.ten_tep,
            one.kich_thuoc or 0,
            one.sha256,
            one.gui_boi,
            gui,
            one.gui_luc,
            one.nguoi_ky,
            one.chuc_vu,
            one.ngay_ky,
            one.ky_luc,
            one.tinh_trang,
            one.ly_do,
            checks[one.id],
        )
        for one, gui, ten in rows
        if one.id in checks
    )


def _checks(session: Session, ids: list[int]) -> dict[int, tuple[LanKiemRow, ...]]:
    rows = session.execute(
        select(BangChungKySo, Nguoi.ho_ten)
        .join(Nguoi, Nguoi.id == BangChungKySo.nguoi_id)
        .where(BangChungKySo.chu_ky_id.in_(ids))
        .order_by(BangChungKySo.chu_ky_id, BangChungKySo.so)
    )
    found: dict[int, tuple[LanKiemRow, ...]] = {}
    for row, name in rows:
        data = json.loads(row.du_lieu)
        check = LanKiemRow(
            row.so,
            row.luc,
            name,
            row.ket_luan,
            str(data.get("loi", "")),
            tuple(_signature(one) for one in data.get("chu_ky", ())),
            bool(data.get("ma_go_tay")),
        )
        found[row.chu_ky_id] = (*found.get(row.chu_ky_id, ()), check)
    return found


def _signature(kept: Mapping[str, Any]) -> ChuKySoRow:
    """One signature of the kept evidence (`KetLuan.as_dict`)."""
    signed = kept.get("luc_ky")
    return ChuKySoRow(
        nguoi_ky=str(kept.get("nguoi_ky", "")),
        to_chuc=str(kept.get("to_chuc", "")),
        cap_boi=str(kept.get("cap_boi", "")),
        luc_ky=datetime.fromisoformat(signed) if signed else None,
        dau_thoi_gian=bool(kept.get("dau_thoi_gian")),
        loi=str(kept.get("loi", "")),
        ghi_chu=tuple(str(one) for one in kept.get("ghi_chu", ())),
    )


def last_check(session: Session, chu_ky_id: int) -> LanKiemRow:
    """The newest check of a signed file."""
    return _checks(session, [chu_ky_id])[chu_ky_id][-1]


def page_in_view(session: Session, view: GiaoUocInView, trang_id: int) -> TrangChup:
    """A scanned page of this giao ước, of whichever version; NotThere for another's."""
    page = session.get(TrangChup, trang_id)
    if page is None or _pledge_of(session, page.ban_giao_uoc_id) != view.giao_uoc.id:
        raise NotThere("khong_co_trang")
    return page


def file_in_view(session: Session, view: GiaoUocInView, chu_ky_id: int) -> ChuKy:
    """A signed file of this giao ước; NotThere for another's, and for a signature without a file."""
    found = session.get(ChuKy, chu_ky_id)
    if found is None or not found.sha256 or _pledge_of(session, found.ban_giao_uoc_id) != view.giao_uoc.id:
        raise NotThere("khong_co_tep")
    return found


def _pledge_of(session: Session, ban_id: int) -> int | None:
    return session.scalar(select(BanGiaoUoc.giao_uoc_id).where(BanGiaoUoc.id == ban_id))


@dataclass(frozen=True, slots=True)
class ChuNhanRow:
    """Whose paper a code is: only group, year and number of the version, which the paper itself says."""

    ban_id: int
    giao_uoc_id: int
    ten: str
    nam: int
    so: int


def owner_of(session: Session, ma: str) -> ChuNhanRow | None:
    """The version that bears this code, None when none does."""
    row = session.execute(
        select(BanGiaoUoc.id, BanGiaoUoc.giao_uoc_id, CumKhoi.ten, NamThiDua.nam, BanGiaoUoc.so)
        .join(GiaoUoc, GiaoUoc.id == BanGiaoUoc.giao_uoc_id)
        .join(CumKhoi, CumKhoi.id == GiaoUoc.cum_khoi_id)
        .join(NamThiDua, NamThiDua.id == GiaoUoc.nam_id)
        .where(BanGiaoUoc.ma == ma)
    ).first()
    return None if row is None else ChuNhanRow(row.id, row.giao_uoc_id, row.ten, row.nam, row.so)


def pages_of_signatures(session: Session, ban_id: int) -> dict[int, tuple[TrangChup, ...]]:
    """The pages on which each ink signature of a version stands, in their order."""
    rows = session.execute(
        select(ChuKyTrang.chu_ky_id, TrangChup)
        .join(TrangChup, TrangChup.id == ChuKyTrang.trang_chup_id)
        .where(TrangChup.ban_giao_uoc_id == ban_id)
        .order_by(TrangChup.trang, TrangChup.id)
    )
    found: dict[int, tuple[TrangChup, ...]] = {}
    for chu_ky, page in rows:
        found[chu_ky] = (*found.get(chu_ky, ()), page)
    return found


# --- who may sign for a unit


def party(session: Session, ban_id: int, don_vi_id: int) -> BenGiaoUoc:
    """A party of a version."""
    return session.get_one(BenGiaoUoc, {"ban_giao_uoc_id": ban_id, "don_vi_id": don_vi_id})


def capacity_of(session: Session, ban_id: int, don_vi_id: int, ho_ten: str, day: date) -> str | None:
    """In which capacity this person signs for the unit on the day; None for somebody without the power.

    The representative whom the sealed text names signs as the head; else a head by role, or a deputy by
    assignment or delegation. Names are compared without case and accents.
    """
    wanted = fold(ho_ten).strip()
    named = party(session, ban_id, don_vi_id).dai_dien
    if named and fold(named).strip() == wanted:
        return _capacity(session, named, don_vi_id, day) or "thu_truong"
    return _capacity(session, ho_ten, don_vi_id, day)


def _capacity(session: Session, ho_ten: str, don_vi_id: int, day: date) -> str | None:
    wanted = fold(ho_ten).strip()
    for person, name in _empowered(session, don_vi_id, day):
        if fold(name).strip() == wanted:
            held = capacities.capacity(session, person, don_vi_id, day)
            source = held.nguon if held else capacities.THU_TRUONG
            return {capacities.PHAN_CONG: "cap_pho"}.get(source, source)
    return None


def _empowered(session: Session, don_vi_id: int, day: date) -> list[tuple[int, str]]:
    people = dict.fromkeys(capacities.heads_on(session, don_vi_id, day))
    people |= dict.fromkeys(sorted(capacities.deputies_on(session, don_vi_id, day)))
    names = dict(session.execute(select(Nguoi.id, Nguoi.ho_ten).where(Nguoi.id.in_(people))).all())
    return [(person, names[person]) for person in people if person in names]


def may_sign(session: Session, don_vi_id: int, at: datetime) -> tuple[str, ...]:
    """The names of those who may sign for the unit today: its head, then its deputies."""
    return tuple(name for _, name in _empowered(session, don_vi_id, local_day(at)))


def officer_of(session: Session, don_vi_id: int, day: date, *, but: int) -> int | None:
    """A cán bộ of the unit on the day who is not this person."""
    return session.scalar(
        select(TaiKhoan.nguoi_id)
        .join(VaiTro, VaiTro.tai_khoan_id == TaiKhoan.id)
        .where(VaiTro.vai_tro == Role.CAN_BO, VaiTro.don_vi_id == don_vi_id, VaiTro.tu_ngay <= day)
        .where(VaiTro.den_ngay.is_(None) | (VaiTro.den_ngay >= day), TaiKhoan.khoa_luc.is_(None))
        .where(TaiKhoan.nguoi_id != but)
        .order_by(VaiTro.id)
        .limit(1)
    )


def account_of(session: Session, person: int) -> tuple[str, str]:
    """A person's name and first account."""
    row = session.execute(
        select(Nguoi.ho_ten, TaiKhoan.ten_dang_nhap)
        .outerjoin(TaiKhoan, TaiKhoan.nguoi_id == Nguoi.id)
        .where(Nguoi.id == person)
        .order_by(TaiKhoan.id)
        .limit(1)
    ).one()
    return row.ho_ten, row.ten_dang_nhap or ""
