"""The year of the sample into the database: its plan, movements, obligations, groups and targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import KyBaoCao
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.hoso.actions import create_for_year
from thidua.maudulieu import doc
from thidua.maudulieu.load_phap_ly import (
    Person,
    describe_movements,
    enter_law,
    enter_titles,
    give_tasks,
)
from thidua.maudulieu.load_town import Town
from thidua.maudulieu.load_van_ban import asked_from_the_first
from thidua.maudulieu.shapes import MauDuLieu
from thidua.maudulieu.shapes_nam import GiaTri, MauChiTieu, PhongTrao
from thidua.maudulieu.shapes_to_chuc import CumKhoi
from thidua.namthidua import queries
from thidua.namthidua.actions import (
    CanCuMoi,
    ChiTieuMoi,
    CumKhoiMoi,
    DongMoi,
    DotMoi,
    NamMoi,
    NghiaVuMoi,
    PhongTraoMoi,
    add_group,
    add_target,
    create_year,
    open_year,
)
from thidua.namthidua.actions.nghia_vu import NghiaVuSua, change_duty
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries.nghia_vu import duties
from thidua.taikhoan.queries import actor_of_account

CAP_PHAT_DONG = {"trung_uong": "Trung ương", "tinh": "Tỉnh", "thi_xa": "Thị xã"}
VAI_HOI_DONG = {
    "chu_tich": "Chủ tịch Hội đồng",
    "pho_chu_tich": "Phó Chủ tịch Hội đồng",
    "pho_chu_tich_thuong_truc": "Phó Chủ tịch thường trực Hội đồng",
    "uy_vien": "Ủy viên Hội đồng",
    "thu_ky": "Ủy viên thư ký Hội đồng",
}
CAN_CU_CHO = ("ke_hoach", "giao_uoc", "bao_cao")
"""The kinds of paper that print the grounds of the sample's plan."""
NAM_HOC = (date(2023, 7, 3), date(2023, 7, 31))
"""When the sample's schools hand in their tổng kết: after the school year."""
WHOLE_YEAR = Decimal(100)
HERE = "127.0.0.1"
"""From where the acts of the sample are done: it serves this machine alone."""


@dataclass(frozen=True, slots=True)
class Year:
    """The year as it stands in the database; targets by unit and code, movements by code, the persons of the
    units' registers by unit, name and post."""

    id: int
    chi_tieu: dict[tuple[str, str], int]
    phong_trao: dict[str, int]
    ca_nhan: dict[Person, int]


def prepare_year(session: Session, mau: MauDuLieu, town: Town) -> Year:
    """Make the year with its groups and the targets that were assigned, as the sample's officer did."""
    at = mau.yeu_cau.nam.chuan_bi_luc
    actor = actor_of_account(session, mau.yeu_cau.nam.boi, at, HERE)
    nam_id = create_year(session, actor, _year(mau), at=at)
    _school_days(session, actor, nam_id, at)
    for group in mau.to_chuc.cum_khoi:
        add_group(session, actor, nam_id, _group(mau, town, group), at=at)
    give_tasks(session, actor, mau, town, nam_id, at=at)
    describe_movements(session, actor, mau, town, nam_id, at=at)
    enter_law(session, actor, mau, nam_id, at=at)
    people = enter_titles(session, actor, mau, town, at=at)
    year = Year(nam_id, {}, {row.code: row.id for row in queries.movements(session, nam_id)}, people)
    for unit in mau.to_chuc.don_vi:
        for kind, value in doc.targets_of(mau, unit.ma):
            if not _is_own(kind):
                _target(session, actor, year, town, unit.ma, mau, (kind, value), at)
    return year


def _school_days(session: Session, actor: Actor, nam_id: int, at: datetime) -> None:
    row = next(one for one in duties(session, nam_id) if one.code == KyBaoCao.TONG_KET)
    days = NghiaVuSua(
        row.ten,
        row.mo_tu,
        row.han,
        row.van_ban_so,
        row.van_ban_ngay,
        row.van_ban_trich_yeu,
        theo_loai={"truong": NAM_HOC},
    )
    change_duty(session, actor, nam_id, row.id, days, at=at)


def open_for_units(session: Session, mau: MauDuLieu, town: Town, year: Year) -> None:
    """The act that opens the year, and the hồ sơ of every unit."""
    at = mau.yeu_cau.nam.mo_luc
    actor = actor_of_account(session, mau.yeu_cau.nam.boi, at, HERE)
    open_year(session, actor, year.id, at=at)
    create_for_year(session, actor, year.id, town.don_vi.values(), at=at)


def note_own_targets(
    session: Session, actor: Actor, mau: MauDuLieu, town: Town, year: Year, don_vi: str, *, at: datetime
) -> None:
    """The targets that the unit sets itself, noted by its officer before the first registration."""
    for kind, value in doc.targets_of(mau, don_vi):
        if _is_own(kind) and (don_vi, kind.ma) not in year.chi_tieu:
            _target(session, actor, year, town, don_vi, mau, (kind, value), at)


def year_in(session: Session, nam: int) -> NamThiDua | None:
    """The year's row, None while it is not prepared."""
    return session.scalar(select(NamThiDua).where(NamThiDua.nam == nam))


def _is_own(kind: MauChiTieu) -> bool:
    return NguonGiao(kind.giao_boi) is NguonGiao.TU_DANG_KY


def _target(
    session: Session,
    actor: Actor,
    year: Year,
    town: Town,
    don_vi: str,
    mau: MauDuLieu,
    line: tuple[MauChiTieu, GiaTri],
    at: datetime,
) -> None:
    kind, value = line
    papers = {one.ma: one.ten for one in mau.chi_tieu.quyet_dinh}
    new = ChiTieuMoi(
        ma=kind.ma,
        ten=kind.ten,
        don_vi_tinh=kind.don_vi_tinh,
        loai=LoaiChiTieu(kind.loai),
        giao_boi=NguonGiao(kind.giao_boi),
        quyet_dinh=papers.get(kind.quyet_dinh, ""),
        giao=value.giao,
        nam_truoc=value.nam_truoc,
        moc=kind.moc,
        ngay_moc=kind.ngay_moc,
    )
    made = add_target(session, actor, year.id, town.don_vi[don_vi], new, at=at)
    year.chi_tieu[don_vi, kind.ma] = made.id


def _year(mau: MauDuLieu) -> NamMoi:
    plan = mau.ke_hoach
    return NamMoi(
        nam=mau.yeu_cau.nam.nam,
        chu_de=plan.dau.chu_de,
        ky_hieu=plan.dau.ky_hieu,
        ngay=int(plan.dau.ngay) if plan.dau.ngay else None,
        thang=plan.dau.thang,
        trich_yeu="\n".join(plan.dau.trich_yeu),
        co_quan_ban_hanh=plan.dau.co_quan_ban_hanh,
        dia_danh=plan.dau.dia_danh,
        quyen_han_ky=plan.ky.quyen_han,
        nguoi_ky=plan.ky.ho_ten,
        la_mau=True,
        dong=tuple(DongMoi(one.vai, one.loai, one.danh_so, one.noi_dung) for one in plan.dong),
        noi_nhan=plan.noi_nhan.dong,
        can_cu=tuple(
            CanCuMoi(one.ten_loai, one.so, one.ngay, one.co_quan, one.trich_yeu, CAN_CU_CHO)
            for one in plan.can_cu
        ),
        dot=tuple(
            DotMoi(
                place,
                dot.ten,
                dot.tu_ngay,
                dot.den_ngay,
                WHOLE_YEAR if dot.ty_le_moc is None else dot.ty_le_moc,
                KyBaoCao(dot.ket_thuc_bang),
            )
            for place, dot in enumerate(plan.dot, 1)
        ),
        phong_trao=tuple(_movement(mau, one) for one in mau.phong_trao.phong_trao),
        nghia_vu=tuple(
            NghiaVuMoi(one.ma, one.ten, one.mo, one.han, *asked_from_the_first(mau, one.van_ban))
            for one in mau.yeu_cau.nghia_vu
        ),
    )


def _movement(mau: MauDuLieu, one: PhongTrao) -> PhongTraoMoi:
    grounds = {ground.ma: f"{ground.ten_loai} số {ground.so}" for ground in mau.ke_hoach.can_cu}
    ties = {tie.ma: tie.ten for tie in mau.phong_trao.gan_voi}
    return PhongTraoMoi(
        code=one.ma,
        ten=one.ten,
        loai=one.loai,
        cap_phat_dong=CAP_PHAT_DONG[one.cap_phat_dong],
        can_cu="; ".join(grounds[code] for code in one.can_cu),
        gan_voi="; ".join(ties[code] for code in one.gan_voi),
    )


def _group(mau: MauDuLieu, town: Town, group: CumKhoi) -> CumKhoiMoi:
    names = {one.ma: one.ho_ten for one in doc.people(mau)}
    seats = {seat.nguoi: VAI_HOI_DONG[seat.vai] for seat in mau.to_chuc.hoi_dong}
    return CumKhoiMoi(
        code=group.ma,
        loai=group.loai,
        ten=group.ten,
        truong_id=town.don_vi[group.truong],
        pho_id=town.don_vi[group.pho],
        phu_trach=f"{names[group.phu_trach]}, {seats[group.phu_trach]}",
        thanh_vien=[town.don_vi[ma] for ma in group.thanh_vien],
    )
