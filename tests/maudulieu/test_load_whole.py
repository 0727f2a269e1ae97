"""The whole sample, loaded once: it stands as product.md §8 says, and every paper it offers is right."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest_sample import SampleTown, sample_town  # noqa: F401
from tests.town_client import TownClient
from thidua.core import pledge as pledge_law
from thidua.core import workflow
from thidua.core.calendar import local_day
from thidua.core.pledge import LoaiYKien, TinhTrangBan, TinhTrangChuKy, TrangThai
from thidua.core.ratios import CSTD_CAP, TIEN_TIEN_FLOOR
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.core.workflow import State
from thidua.dangky.models import CaNhanThiDua, DangKyDanhHieu, DangKyDanhHieuChiTiet, DanhHieuDaNhan
from thidua.db.stored_files import stored_files
from thidua.donvi.models import DonVi, TenDonVi
from thidua.giaouoc.models import BanGiaoUoc, ChuKy, GiaoUoc, ThongBao
from thidua.giaouoc.queries import chuoi, noi_dung
from thidua.hoso import queries as ho_so_queries
from thidua.hoso.models import HoSo, SuKien
from thidua.luutru.store import Store
from thidua.maudulieu import demo, doc
from thidua.maudulieu.shapes import MauDuLieu
from thidua.namthidua import queries as years
from thidua.namthidua.models import CanCu, ChiTieu, CumKhoi, NghiaVu, VanBanDaXem
from thidua.namthidua.queries.quy_dinh import rule_on
from thidua.nhatky import queries as log
from thidua.settings import Settings
from thidua.taikhoan.models import TaiKhoan, UyQuyen
from thidua.vanban.check import check

DUE = ("ke_hoach", "dang_ky", "giao_uoc", "khen_dot", "so_ket")


@pytest.fixture
def settings(sample_town: SampleTown) -> Settings:  # noqa: F811
    return sample_town.settings


@pytest.fixture
def states(session: Session) -> dict[str, Counter[State]]:
    found: dict[str, Counter[State]] = {}
    for loai, state in session.execute(select(HoSo.loai, HoSo.state)):
        found.setdefault(loai, Counter())[state] += 1
    return found


def late(session: Session, loai: str) -> set[str]:
    rows = session.execute(
        select(DonVi.code, HoSo.nop_luc, HoSo.gia_han_den, NghiaVu.han)
        .join(HoSo, HoSo.don_vi_id == DonVi.id)
        .join(NghiaVu, NghiaVu.id == HoSo.nghia_vu_id)
        .where(HoSo.loai == loai, HoSo.ban_chot_id.is_not(None))
    )
    return {code for code, sent, extended, due in rows if sent and local_day(sent) > (extended or due)}


def test_the_town_has_its_units_groups_people_and_logins(session: Session, mau: MauDuLieu) -> None:
    assert session.scalar(select(func.count()).select_from(DonVi)) == 40
    year = years.year(session, 2023)
    assert year.la_mau
    assert {group.code: len(group.thanh_vien) for group in years.groups(session, year.id)} == {
        "cum-xa-phuong": 8,
        "khoi-dang-doan-the": 10,
        "khoi-quan-ly-nha-nuoc": 11,
        "khoi-noi-chinh": 5,
        "khoi-su-nghiep-truong-hoc": 6,
    }
    assert all(group.truong_id and group.pho_id for group in years.groups(session, year.id))
    assert set(session.scalars(select(TaiKhoan.ten_dang_nhap))) == {one.ten for one in doc.accounts(mau)}
    owners = dict(session.execute(select(TaiKhoan.ten_dang_nhap, TaiKhoan.nguoi_id)).all())
    assert owners["truongphong"] == owners["thutruong.phong-noi-vu"]
    assert owners["thuongtruc"] != owners["canbo.phong-noi-vu"]
    assert set(session.scalars(select(ChiTieu.loai))) == set(LoaiChiTieu)
    assert set(session.scalars(select(ChiTieu.giao_boi))) == set(NguonGiao)


def test_all_registered_but_one_two_late_one_with_an_extension(
    session: Session, states: dict[str, Counter[State]]
) -> None:
    assert states["dang_ky"] == {State.DA_TIEP_NHAN: 39, State.NHAP: 1}
    never = select(DonVi.code).join(HoSo, HoSo.don_vi_id == DonVi.id)
    assert session.scalars(never.where(HoSo.loai == "dang_ky", HoSo.state == State.NHAP)).all() == [
        "truong-thcs-le-loi"
    ]
    assert len(late(session, "dang_ky")) == 2
    assert session.scalar(select(func.count()).select_from(SuKien).where(SuKien.buoc == "gia_han")) == 1


def test_pledges_reports_plans_and_lists_stand_as_promised(
    session: Session, states: dict[str, Counter[State]]
) -> None:
    assert states["giao_uoc"] == {State.DA_TIEP_NHAN: 39, State.NHAP: 1}
    assert states["so_ket"] == {
        State.DA_TIEP_NHAN: 33,
        State.CHO_DUYET: 3,
        State.YEU_CAU_BO_SUNG: 2,
        State.NHAP: 2,
    }
    assert len(late(session, "so_ket")) == 2
    for loai in ("ke_hoach", "khen_dot"):
        assert states[loai][State.DA_NOP] >= 2
        assert states[loai][State.TRA_LAI] == states[loai][State.KHONG_THUOC_DOI_TUONG] == 1
        assert sum(states[loai].values()) == 40
    assert states["tong_ket"] == {State.NHAP: 40}


def test_cheo_reo_has_everything_received_but_its_so_ket_which_is_with_the_head(session: Session) -> None:
    rows = session.execute(
        select(HoSo.loai, HoSo.state)
        .join(DonVi, DonVi.id == HoSo.don_vi_id)
        .where(DonVi.code == "phuong-cheo-reo", HoSo.loai.in_(DUE))
    ).all()
    assert dict(rows) == dict.fromkeys(DUE[:-1], State.DA_TIEP_NHAN) | {"so_ket": State.CHO_DUYET}


def test_the_log_is_whole_and_every_state_is_what_its_events_say(
    session: Session, settings: Settings, mau: MauDuLieu
) -> None:
    assert log.first_broken(session, settings.log_key) is None
    assert log.first_broken(session, b"x" * 32) == 1
    for ho_so in session.scalars(select(HoSo)):
        events = ho_so_queries.happened(session, ho_so.id)
        assert workflow.fold(events) is ho_so.state
        assert workflow.submitted_at(events) == ho_so.nop_luc
    assert session.scalar(select(func.count()).select_from(SuKien)) == sum(
        act.buoc != "luu_nhap" for act in mau.nhat_trinh.dien_bien
    )


def test_the_files_of_the_store_are_whole_and_no_other_lie_there(
    session: Session, settings: Settings
) -> None:
    store = Store(settings.instance / demo.FILES)
    known = stored_files(session)
    assert all(store.is_whole(sha256) for sha256 in known)
    swept = store.sweep(known, remove=False)
    assert (swept.temporary, swept.unreferenced, swept.missing, swept.strangers) == ((), (), (), ())


def test_pledges_are_in_force_but_one_that_lacks_a_signature_and_one_being_amended(session: Session) -> None:
    states = {}
    for group in years.groups(session, session.scalars(select(NghiaVu.nam_id).limit(1)).one()):
        pledge = session.scalars(select(GiaoUoc).where(GiaoUoc.cum_khoi_id == group.id)).one()
        version = chuoi.newest_version(session, pledge.id)
        missing = len(group.thanh_vien) - len(chuoi.signed(session, version.id))
        states[group.code] = (pledge.trang_thai, missing)
        assert pledge_law.fold(chuoi.happened(session, pledge.id)) is pledge.trang_thai
        assert version.van_tay == noi_dung.fingerprint(noi_dung.content(session, version))
    assert states.pop("khoi-su-nghiep-truong-hoc") == (TrangThai.DANG_KY_KET, 1)
    assert states.pop("khoi-noi-chinh") == (TrangThai.LAY_Y_KIEN, 5)
    assert set(states.values()) == {(TrangThai.HIEU_LUC, 0)}


def test_the_amended_pledge_keeps_its_signed_version_and_tells_its_signers(session: Session) -> None:
    group = select(CumKhoi.id).where(CumKhoi.code == "khoi-noi-chinh").scalar_subquery()
    pledge = session.scalars(select(GiaoUoc).where(GiaoUoc.cum_khoi_id == group)).one()
    first, second = session.scalars(
        select(BanGiaoUoc).where(BanGiaoUoc.giao_uoc_id == pledge.id).order_by(BanGiaoUoc.so)
    )
    assert (first.tinh_trang, second.tinh_trang) == (TinhTrangBan.THAY_THE, TinhTrangBan.NIEM_PHONG)
    assert first.van_tay != second.van_tay
    voided = select(ChuKy.tinh_trang).where(ChuKy.ban_giao_uoc_id == first.id)
    assert session.scalars(voided).all() == [TinhTrangChuKy.VO_HIEU] * 5
    answers = Counter(one.loai for one in chuoi.opinions(session, second.id).values())
    assert answers == {LoaiYKien.DONG_Y: 2, LoaiYKien.DE_NGHI_SUA: 1}
    told = session.scalars(select(ThongBao.da_biet_luc).where(ThongBao.khoa == "giao_uoc_sua_doi")).all()
    assert (len(told), sum(at is not None for at in told)) == (5, 2)


def test_law_titles_and_powers_stand_with_their_days(session: Session, mau: MauDuLieu) -> None:
    day = mau.yeu_cau.nam.hom_nay
    cap, floor = rule_on(session, CSTD_CAP, day), rule_on(session, TIEN_TIEN_FLOOR, day)
    assert cap is not None
    assert (cap.so, cap.nguon) == (Decimal(15), "Nghị định 91/2017/NĐ-CP, Điều 9 khoản 3")
    assert floor is None
    assert rule_on(session, TIEN_TIEN_FLOOR, day.replace(year=2024)) is not None
    ends = session.execute(select(CanCu.so_ky_hieu, CanCu.hieu_luc_den)).all()
    assert ("15/2003/QH11", date(2023, 12, 31)) in [tuple(row) for row in ends]
    names = session.execute(select(TenDonVi.ten, TenDonVi.den_ngay).where(TenDonVi.den_ngay.is_not(None)))
    assert [tuple(row) for row in names] == [("Trạm Khuyến nông thị xã Ayun Pa", date(2022, 12, 31))]
    powers = session.execute(select(UyQuyen.tu_ngay, UyQuyen.den_ngay)).all()
    assert [start <= day <= end for start, end in powers] == [False, True]


def test_persons_hold_their_titles_and_namesakes_stay_two(session: Session) -> None:
    namesakes = session.scalars(select(CaNhanThiDua).where(CaNhanThiDua.ho_ten == "Trần Văn Lực")).all()
    assert len({one.chuc_vu for one in namesakes}) == len(namesakes) == 2
    unnamed = select(func.count()).select_from(DangKyDanhHieu)
    unnamed = unnamed.outerjoin(
        DangKyDanhHieuChiTiet,
        (DangKyDanhHieuChiTiet.phien_ban_id == DangKyDanhHieu.phien_ban_id)
        & (DangKyDanhHieuChiTiet.thu_tu == DangKyDanhHieu.thu_tu),
    )
    unnamed = unnamed.where(DangKyDanhHieu.loai == "ca_nhan", DangKyDanhHieuChiTiet.ca_nhan_id.is_(None))
    assert session.scalar(unnamed) == 0
    years_of = select(func.count()).select_from(DanhHieuDaNhan).group_by(DanhHieuDaNhan.ca_nhan_id)
    assert max(session.scalars(years_of.where(DanhHieuDaNhan.ca_nhan_id.is_not(None)))) == 7


def test_the_papers_that_ask_lie_in_the_store_and_meet_the_decree(
    session: Session, settings: Settings
) -> None:
    store = Store(settings.instance / demo.FILES)
    rows = session.execute(
        select(NghiaVu.van_ban_so, NghiaVu.tep_sha256).where(NghiaVu.tep_sha256 != "").distinct()
    ).all()
    assert len(rows) == 6
    for number, sha256 in rows:
        assert errors(store.path(sha256).read_bytes()) == [], number


def test_most_units_have_seen_what_asks_for_the_report(session: Session) -> None:
    seen = select(func.count()).select_from(VanBanDaXem).join(NghiaVu, NghiaVu.id == VanBanDaXem.nghia_vu_id)
    assert 30 <= (session.scalar(seen.where(NghiaVu.code == "so_ket")) or 0) < 40


def errors(data: bytes | Path, the_thuc: str = "nd30") -> list[str]:
    return [f"{f.rule} {f.message}" for f in check(data, the_thuc) if f.level == "error"]


def paper(client: TownClient, address: str, the_thuc: str = "nd30") -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return errors(answer.data, the_thuc)


def test_every_unit_s_registration_and_report_meet_the_decree(client: TownClient, session: Session) -> None:
    rows = session.execute(
        select(DonVi.code, DonVi.the_thuc, HoSo.loai)
        .join(HoSo, HoSo.don_vi_id == DonVi.id)
        .where(HoSo.ban_chot_id.is_not(None), HoSo.loai.in_(("dang_ky", "so_ket")))
    ).all()
    assert len(rows) == 39 + 33
    pages = {"dang_ky": "/2023/dang-ky/{}.docx", "so_ket": "/2023/bao-cao/so-ket/{}.docx"}
    client.login("thuongtruc")
    faults = {
        (code, loai): found
        for code, the_thuc, loai in rows
        if (found := paper(client, pages[loai].format(code), the_thuc))
    }
    assert faults == {}


def test_a_report_that_waits_for_its_head_and_a_draft_can_be_printed_by_their_unit(
    client: TownClient,
    sample_town: SampleTown,  # noqa: F811
) -> None:
    client.login("canbo.phuong-cheo-reo")
    assert paper(client, "/2023/bao-cao/so-ket/phuong-cheo-reo.docx") == []
    client.login("canbo.truong-thcs-le-loi")
    assert paper(client, "/2023/dang-ky/truong-thcs-le-loi.docx") == []


def test_the_consolidated_reports_meet_the_decree(
    client: TownClient,
    sample_town: SampleTown,  # noqa: F811
) -> None:
    assert errors(sample_town.report) == []
    client.login("thuongtruc")
    assert paper(client, "/2023/tong-hop/so-ket.docx") == []
    assert paper(client, "/2023/tong-hop/so-ket.docx?ban=ubnd") == []
    assert paper(client, "/2023/van-ban/ke-hoach.docx") == []


def test_the_board_holds_all_forty_units_and_says_that_it_is_a_sample(client: TownClient) -> None:
    client.login("thuongtruc")
    text = client.page("/2023/theo-doi/").text()
    assert "40 đơn vị" in text
    assert "(Số liệu, họ tên là dữ liệu mẫu)" in text


def test_the_town_is_built_within_its_time(sample_town: SampleTown) -> None:  # noqa: F811
    assert sample_town.seconds < 300
