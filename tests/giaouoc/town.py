"""A cụm with received registrations, and the chain walked as far as a test needs."""

from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import once
from thidua.core.calendar import VN
from thidua.core.pledge import CachKy, LoaiYKien, TinhTrangChuKy
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.dangky import actions as registrations
from thidua.dangky.queries import ChiTieuDangKy, DanhHieuDangKy, NoiDungDangKy
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.giaouoc.actions import chuoi as chain
from thidua.giaouoc.actions.chuoi import DocDuoc
from thidua.giaouoc.actions.soan import open_pledge
from thidua.giaouoc.models import ChuKy
from thidua.giaouoc.queries import chuoi
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.hoso import queries as hoso
from thidua.namthidua import queries as years
from thidua.namthidua.models import NamThiDua

NAM = 2023
GROUP = "cum-mot"
PAGE = f"/{NAM}/giao-uoc/{GROUP}"
APRIL = datetime(2023, 4, 3, 8, 0, tzinfo=VN)
MEMBERS = 3
UNITS = 2 * MEMBERS - 1


def town(session: Session, count: int = UNITS) -> list[DonVi]:
    """A town whose first half is the cụm "cum-mot"; its units registered two shared targets, one own."""
    return once(session, _town) if count == UNITS else _town(session, count)


def _town(session: Session, count: int = UNITS) -> list[DonVi]:
    with writing(session):
        made = builders.town(session, count)
        nam_id = session.scalars(select(NamThiDua.id)).one()
        for unit in made[: (count + 1) // 2]:
            builders.target(session, nam_id, unit, "Thu ngân sách trên địa bàn", giao="2450")
            builders.target(
                session,
                nam_id,
                unit,
                "Hồ sơ giải quyết đúng hạn",
                giao="98",
                loai=LoaiChiTieu.DUY_TRI,
                don_vi_tinh="%",
            )
            builders.target(
                session,
                nam_id,
                unit,
                f"Tuyến đường hoa số {unit.id}",
                giao=None,
                giao_boi=NguonGiao.TU_DANG_KY,
                don_vi_tinh="tuyến",
            )
    for unit in made[: (count + 1) // 2]:
        register(session, unit, "2500")
    return made


def register(session: Session, unit: DonVi, figure: str) -> None:
    """A registration of the unit that was received: everything promised, with this figure for the budget."""
    nam_id = session.scalars(select(NamThiDua.id)).one()
    officer = builders.person_of(session, f"canbo.{unit.code}")
    at = datetime(2023, 3, 20, 9, 0, tzinfo=VN)
    rows = years.targets(session, nam_id, unit.id)
    values = [Decimal(figure), Decimal("98.5"), Decimal(2)]
    content = NoiDungDangKy(
        chi_tieu=tuple(ChiTieuDangKy(r.id, v) for r, v in zip(rows, values, strict=True)),
        giai_phap="Phân công từng người theo dõi từng chỉ tiêu. Họp hằng tháng.",
        danh_hieu=(DanhHieuDangKy("tap_the", "Tập thể lao động xuất sắc"),),
    )
    session.rollback()
    with writing(session):
        view = hoso.find(session, officer, NAM, "dang_ky", unit.code)
        registrations.save(session, officer, view, content, at=at)
        builders.send(session, unit, "dang_ky", at)
        builders.step(session, unit, "dang_ky", "tiep_nhan", "thuongtruc", at)


def begin(session: Session, *, at: datetime = APRIL) -> None:
    """The trưởng's officer opens the giao ước."""
    session.rollback()
    with writing(session):
        open_pledge(session, builders.person_of(session, "canbo.don-vi-1"), NAM, GROUP, at=at)


def view(session: Session, who: str) -> GiaoUocInView:
    """The giao ước as this account sees it."""
    return chuoi.found_pledge(session, builders.person_of(session, who), NAM, GROUP)


def move(session: Session, who: str, name: str, *, at: datetime = APRIL, reason: str = "") -> None:
    """One step that is no opinion."""
    session.rollback()
    with writing(session):
        actor = builders.person_of(session, who)
        seen = chuoi.found_pledge(session, actor, NAM, GROUP)
        chain.move(session, actor, seen, name, at=at, reason=reason)


def opine(
    session: Session, who: str, loai: LoaiYKien = LoaiYKien.DONG_Y, *, words: str = "", at: datetime = APRIL
) -> None:
    """A head's answer to the text at hand."""
    session.rollback()
    with writing(session):
        actor = builders.person_of(session, who)
        seen = chuoi.found_pledge(session, actor, NAM, GROUP)
        read = DocDuoc(seen.ban.so, seen.ban.van_tay)
        chain.opine(session, actor, seen, loai, read, at=at, noi_dung=words)


def agree_all(session: Session, *, members: int = MEMBERS) -> None:
    """Every member's head agrees."""
    for n in range(1, members + 1):
        opine(session, f"thutruong.don-vi-{n}", at=APRIL + timedelta(hours=n))


def to_signing(session: Session) -> None:
    """Opened, sent out, agreed by all, unanimous, out to be signed."""
    begin(session)
    move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    agree_all(session)
    move(session, "canbo.don-vi-1", "thong_nhat")
    move(session, "canbo.don-vi-1", "dua_ra_ky_ket")


def sign(session: Session, who: str, unit: DonVi, *, confirmed: bool = True) -> None:
    """A signature in ink as the signing stage leaves it."""
    session.rollback()
    with writing(session):
        ban = view(session, "canbo.don-vi-1").ban
        sender = builders.person_of(session, who).person
        second = builders.person_of(session, "thuongtruc").person
        session.add(
            ChuKy(
                ban_giao_uoc_id=ban.id,
                don_vi_id=unit.id,
                cach_ky=CachKy.TRUC_TIEP,
                nguoi_ky="Rcom Sa",
                gui_boi=sender,
                gui_luc=APRIL,
                tinh_trang=TinhTrangChuKy.DA_XAC_NHAN if confirmed else TinhTrangChuKy.CHO_XAC_NHAN,
                xac_nhan_boi=second if confirmed else None,
                xac_nhan_luc=APRIL if confirmed else None,
            )
        )
