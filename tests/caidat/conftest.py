"""A small town with a year at work: three units in two groups, one of them closed at the end of the year."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import Builder
from thidua.core.calendar import VN
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.donvi.models import DonVi, KeThua, TenDonVi
from thidua.namthidua.models import (
    CanCu,
    CumKhoi,
    DanhMucChiTieu,
    DongKeHoach,
    NghiaVu,
    NghiaVuDonVi,
    NghiaVuLoaiDonVi,
    PhongTrao,
    PhongTraoDonVi,
)
from thidua.namthidua.queries import year as year_row

DECEMBER = datetime(2023, 12, 20, 9, 0, tzinfo=VN)


@pytest.fixture
def town(built_once: Builder) -> list[DonVi]:
    """Units 1-5; unit 5 gives its place to unit 6, which stands in no group, on 01/01/2024."""
    return built_once(_town)


def _town(session: Session) -> list[DonVi]:
    """Units 1-5; unit 5 gives its place to unit 6, which stands in no group, on 01/01/2024."""
    made = builders.town(session, 5)
    year = year_row(session, 2023)
    year.chu_de, year.ke_hoach_trich_yeu = "Đoàn kết", "Phát động thi đua năm 2023"
    for place, (vai, text) in enumerate(
        (
            ("mo_dau", "Thực hiện Chỉ thị số 01/CT-UBND ngày 18/01/2023 về nhiệm vụ năm 2023"),
            ("noi_dung", "Hoàn thành chỉ tiêu năm 2023, vượt năm 2022"),
            ("ket", "Yêu cầu triển khai thực hiện./."),
        ),
        1,
    ):
        line = DongKeHoach(nam_id=year.id, thu_tu=place, vai=vai, loai="doan", danh_so="", noi_dung=text)
        session.add(line)
    session.add(
        CanCu(
            nam_id=year.id,
            thu_tu=2,
            ten_loai="Nghị quyết",
            so_ky_hieu="10/NQ-HĐND",
            ngay=date(2020, 1, 5),
            co_quan="HĐND thị xã",
            hieu_luc_den=date(2023, 12, 31),
            loai_van_ban="ke_hoach",
        )
    )
    _contents(session, year.id, made)
    _sixth(session, made)
    session.commit()
    return made


def _contents(session: Session, nam_id: int, made: list[DonVi]) -> None:
    over = PhongTrao(
        nam_id=nam_id,
        code="chuyen-de",
        thu_tu=9,
        ten="Thi đua cao điểm năm 2023",
        loai="thi_xa",
        cap_phat_dong="Thị xã",
        chuyen_de=True,
        tu_ngay=date(2023, 9, 1),
        den_ngay=date(2023, 10, 1),
    )
    called = PhongTrao(
        nam_id=nam_id,
        code="goi-ten",
        thu_tu=10,
        ten="Thi đua năm học 2022-2023",
        loai="thi_xa",
        cap_phat_dong="Thị xã",
        tieu_chi="Đạt 95% năm 2023, theo Quyết định số 12/2023/QĐ-UBND",
        moi_don_vi=False,
    )
    own = NghiaVu(
        nam_id=nam_id,
        code="nhiem_vu_rieng_1",
        thu_tu=7,
        ten="Kế hoạch tuyên truyền",
        mo_tu=date(2023, 2, 1),
        han=date(2023, 3, 1),
        moi_don_vi=False,
    )
    session.add_all([over, called, own])
    session.flush()
    first = session.query(NghiaVu).filter_by(nam_id=nam_id, code="tong_ket").one()
    first.tep_sha256, first.tep_ten = "a" * 64, "cv.pdf"
    session.add_all(
        [
            PhongTraoDonVi(phong_trao_id=called.id, don_vi_id=made[4].id),
            NghiaVuDonVi(nghia_vu_id=own.id, don_vi_id=made[4].id),
            NghiaVuLoaiDonVi(
                nghia_vu_id=first.id, loai="truong", mo_tu=date(2023, 5, 2), han=date(2023, 6, 15)
            ),
            DanhMucChiTieu(
                nam_id=nam_id,
                thu_tu=1,
                ma="thu-ngan-sach",
                ten="Thu ngân sách năm 2023",
                loai=LoaiChiTieu.LUY_KE,
                giao_boi=NguonGiao.UBND,
                quyet_dinh="Quyết định số 196/QĐ-UBND",
                ngay_moc=date(2023, 3, 31),
            ),
        ]
    )


def _sixth(session: Session, made: list[DonVi]) -> None:
    last = made[4]
    session.query(TenDonVi).filter_by(don_vi_id=last.id).one().den_ngay = date(2023, 12, 31)
    heir = builders.unit(session, "don-vi-6", "Đơn vị số 6", order=6)
    session.query(TenDonVi).filter_by(don_vi_id=heir.id).one().tu_ngay = date(2024, 1, 1)
    session.add(KeThua(truoc_id=last.id, sau_id=heir.id, ngay=date(2024, 1, 1), hinh_thuc="sap_nhap"))
    group = session.query(CumKhoi).filter_by(code="khoi-hai").one()
    group.truong_id, group.pho_id = last.id, made[3].id
