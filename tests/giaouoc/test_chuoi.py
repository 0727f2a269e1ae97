"""The chain through its actions: composed, answered, unanimous, signed, amended, withdrawn."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from tests import builders
from tests.giaouoc import town as the
from thidua.core.errors import NotNow, NotThere, NotYourFunction, Refusal, StepRefused
from thidua.core.pledge import LoaiYKien, NhomDong, TinhTrangBan, TinhTrangChuKy, TrangThai, fold
from thidua.db.base import writing
from thidua.giaouoc.actions import chuoi as chain
from thidua.giaouoc.actions import soan
from thidua.giaouoc.actions.chuoi import DocDuoc
from thidua.giaouoc.compose import giay
from thidua.giaouoc.models import BanGiaoUoc, BenGiaoUoc, ChuKy, GiaoUoc, SuKienGiaoUoc, ThongBao
from thidua.giaouoc.queries import chuoi, noi_dung


def reason_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.reason


def state(session: Session) -> TrangThai:
    session.rollback()
    return session.scalars(select(GiaoUoc.trang_thai)).one()


def test_the_first_text_holds_what_the_members_registered(session: Session) -> None:
    units = the.town(session)
    the.begin(session)
    seen = the.view(session, "canbo.don-vi-1")
    content = noi_dung.content(session, seen.ban)
    assert [ben.don_vi_id for ben in content.ben] == [unit.id for unit in units[:3]]
    assert {ben.dai_dien for ben in content.ben} == {"Rcom Sa"}
    targets = content.of(NhomDong.CHI_TIEU)
    assert [line.ten for line in targets] == ["Thu ngân sách trên địa bàn", "Hồ sơ giải quyết đúng hạn"]
    assert {str(value.gia_tri) for value in targets[0].gia_tri.values()} == {"2500"}
    assert giay.registered(targets[0], content.ben[:1]).endswith(": 2.500")
    four = (*content.ben, replace(content.ben[0], don_vi_id=units[3].id))
    more = {**targets[0].gia_tri, units[3].id: noi_dung.GiaTri(None, Decimal(3000))}
    assert giay.registered(replace(targets[0], gia_tri=more), four) == "4 đơn vị, 2.500 đến 3.000"
    assert [line.ten for line in content.of(NhomDong.DANH_HIEU)] == ["Tập thể lao động xuất sắc"]
    assert len(content.of(NhomDong.CHUNG)) == 2
    assert content.lines("bien_phap")[0] == "Đơn vị số 1: Phân công từng người theo dõi từng chỉ tiêu."
    assert all(content.lines(muc) for muc in noi_dung.LINH_VUC)


def test_only_the_unit_that_heads_the_group_opens_and_only_once(session: Session) -> None:
    the.town(session)
    for who, reason in (
        ("canbo.don-vi-2", "chi_truong_soan_giao_uoc"),
        ("thuongtruc", "chi_truong_soan_giao_uoc"),
    ):
        with pytest.raises(NotYourFunction) as refused, writing(session):
            soan.open_pledge(session, builders.person_of(session, who), 2023, "cum-mot", at=the.APRIL)
        assert reason_of(refused) == reason
    with pytest.raises(NotThere), writing(session):
        soan.open_pledge(
            session, builders.person_of(session, "canbo.don-vi-4"), 2023, "cum-mot", at=the.APRIL
        )
    the.begin(session)
    with pytest.raises(NotNow) as again:
        the.begin(session)
    assert again.value.reason == "da_mo_giao_uoc"


def test_the_whole_road_to_the_settled_pledge_folds(session: Session) -> None:
    units = the.town(session)
    the.to_signing(session)
    ban = the.view(session, "canbo.don-vi-1").ban
    assert ban.ma
    assert ban.ma.startswith("GU-")
    with pytest.raises(StepRefused) as early:
        the.move(session, "canbo.don-vi-1", "hieu_luc")
    assert early.value.reason == "chua_ky_het"
    for unit in units[:3]:
        the.sign(session, f"canbo.{unit.code}", unit)
    the.move(session, "canbo.don-vi-1", "hieu_luc")
    seen = the.view(session, "canbo.don-vi-1")
    assert (seen.giao_uoc.trang_thai, seen.ban.tinh_trang) == (TrangThai.HIEU_LUC, TinhTrangBan.HIEU_LUC)
    assert fold(chuoi.happened(session, seen.giao_uoc.id)) is TrangThai.HIEU_LUC
    with pytest.raises(StepRefused) as open_lines:
        the.move(session, "canbo.don-vi-1", "danh_gia")
    assert open_lines.value.reason == "chua_danh_gia_het"
    # 3 units × (2 targets + 1 title + 2 sentences that bind all)
    assert chuoi.unsettled(session, seen.ban) == 15


def test_unanimous_only_when_everybody_agreed_to_this_text(session: Session) -> None:
    the.town(session)
    the.begin(session)
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    the.opine(session, "thutruong.don-vi-1")
    the.opine(session, "thutruong.don-vi-2", LoaiYKien.DE_NGHI_SUA, words="Giảm chỉ tiêu thu ngân sách.")
    with pytest.raises(StepRefused) as refused:
        the.move(session, "canbo.don-vi-1", "thong_nhat")
    assert refused.value.reason == "chua_thong_nhat_het"
    session.rollback()
    told = session.execute(select(ThongBao.khoa, ThongBao.noi_dung)).one()
    assert told == ("giao_uoc_de_nghi_sua", "Cụm Một: Giảm chỉ tiêu thu ngân sách.")
    the.move(session, "canbo.don-vi-1", "soan_lai", reason="Tiếp thu ý kiến")
    seen = the.view(session, "canbo.don-vi-1")
    assert (seen.ban.so, chuoi.agreed(session, seen.ban.id)) == (2, frozenset())
    assert state(session) is TrangThai.SOAN_THAO


def test_an_answer_to_another_text_than_the_one_at_hand_is_not_counted(session: Session) -> None:
    the.town(session)
    the.begin(session)
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    old = the.view(session, "thutruong.don-vi-2").ban
    read = DocDuoc(old.so, old.van_tay)
    the.move(session, "canbo.don-vi-1", "soan_lai", reason="Thêm một biện pháp")
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    the.opine(session, "thutruong.don-vi-3")
    session.rollback()
    head = builders.person_of(session, "thutruong.don-vi-2")
    session.rollback()
    with pytest.raises(NotNow) as refused, writing(session):
        seen = chuoi.found_pledge(session, head, the.NAM, the.GROUP)
        chain.opine(session, head, seen, LoaiYKien.DONG_Y, read, at=the.APRIL)
    assert refused.value.reason == "y_kien_ban_cu"
    assert refused.value.facts == {"da_doc": 1, "so": 2}
    assert len(chuoi.agreed(session, the.view(session, "thuongtruc").ban.id)) == 1


def test_who_drafted_does_not_agree_for_a_unit(session: Session) -> None:
    the.town(session)
    the.begin(session)
    session.rollback()
    with writing(session):
        actor = builders.person_of(session, "thutruong.don-vi-1")
        seen = chuoi.found_pledge(session, actor, the.NAM, the.GROUP)
        soan.save(session, actor, seen, noi_dung.content(session, seen.ban), at=the.APRIL)
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    with pytest.raises(StepRefused) as refused:
        the.opine(session, "thutruong.don-vi-1")
    assert refused.value.reason == "nguoi_soan_khong_duyet"


def test_an_amendment_voids_the_signatures_and_tells_every_signer(session: Session) -> None:
    units = the.town(session)
    the.to_signing(session)
    the.sign(session, "canbo.don-vi-1", units[0])
    the.sign(session, "canbo.don-vi-2", units[1], confirmed=False)
    old = the.view(session, "canbo.don-vi-1").ban
    the.move(session, "canbo.don-vi-1", "sua_doi", reason="Sửa một chỉ tiêu")
    session.rollback()
    assert set(session.scalars(select(ChuKy.tinh_trang))) == {TinhTrangChuKy.VO_HIEU}
    told = session.execute(select(ThongBao.don_vi_id, ThongBao.khoa).order_by(ThongBao.id)).all()
    assert [tuple(row) for row in told] == [
        (units[0].id, "giao_uoc_sua_doi"),
        (units[1].id, "giao_uoc_sua_doi"),
    ]
    stored = session.get_one(BanGiaoUoc, old.id)
    assert (stored.tinh_trang, stored.het_hieu_luc_ly_do) == (TinhTrangBan.THAY_THE, "Sửa một chỉ tiêu")
    seen = the.view(session, "canbo.don-vi-1")
    assert (seen.ban.so, seen.ban.ma, seen.ban.niem_phong_luc) == (2, None, None)
    assert noi_dung.fingerprint(noi_dung.content(session, seen.ban)) == stored.van_tay


def test_withdrawing_is_for_the_head_of_the_group_and_of_the_office(session: Session) -> None:
    units = the.town(session)
    the.to_signing(session)
    the.sign(session, "canbo.don-vi-1", units[0])
    for who in ("canbo.don-vi-1", "thuongtruc", "thutruong.don-vi-2"):
        with pytest.raises(StepRefused) as refused:
            the.move(session, who, "thu_hoi", reason="Ký nhầm bản")
        assert refused.value.reason == "khong_dung_vai_tro"
    the.move(session, "truongphong", "thu_hoi", reason="Ký nhầm bản")
    session.rollback()
    standing = session.scalars(select(BanGiaoUoc.tinh_trang).order_by(BanGiaoUoc.so)).all()
    assert standing == [TinhTrangBan.THU_HOI, TinhTrangBan.DU_THAO]


def test_a_reminder_reaches_those_who_have_not_answered(session: Session) -> None:
    units = the.town(session)
    the.begin(session)
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    the.opine(session, "thutruong.don-vi-2")
    the.move(session, "thuongtruc", "nhac")
    session.rollback()
    told = session.execute(select(ThongBao.don_vi_id, ThongBao.khoa)).all()
    assert {tuple(row) for row in told} == {
        (unit.id, "giao_uoc_nhac_lay_y_kien") for unit in (units[0], units[2])
    }


def test_figures_follow_the_registrations_until_the_text_is_sealed(session: Session) -> None:
    units = the.town(session)
    the.begin(session)
    with writing(session):
        builders.step(session, units[1], "dang_ky", "dieu_chinh", "thuongtruc", the.APRIL, "Rà soát")
    the.register(session, units[1], "2600")
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    ban = the.view(session, "canbo.don-vi-1").ban
    figures = noi_dung.content(session, ban).dong[0].gia_tri
    assert {unit: str(value.gia_tri) for unit, value in figures.items()}[units[1].id] == "2600"
    assert ban.van_tay == noi_dung.fingerprint(noi_dung.content(session, ban))


SEALED = (
    "UPDATE loi_van_giao_uoc SET noi_dung = 'khác'",
    "DELETE FROM dong_giao_uoc",
    "UPDATE ben_giao_uoc SET dai_dien = 'khác'",
    "DELETE FROM gia_tri_giao_uoc",
    "UPDATE ban_giao_uoc SET dia_diem = 'khác'",
    "UPDATE ban_giao_uoc SET van_tay = 'khác'",
    "UPDATE ban_giao_uoc SET ma = 'GU-khác'",
    "DELETE FROM ban_giao_uoc",
    "UPDATE su_kien_giao_uoc SET ly_do = 'khác'",
    "DELETE FROM y_kien_giao_uoc",
)


def test_what_was_sealed_cannot_be_changed(session: Session) -> None:
    the.town(session, 4)
    the.begin(session)
    the.move(session, "canbo.don-vi-1", "gui_lay_y_kien")
    the.agree_all(session, members=2)
    the.move(session, "canbo.don-vi-1", "thong_nhat")
    the.move(session, "canbo.don-vi-1", "dua_ra_ky_ket")
    session.rollback()
    for act in SEALED:
        with pytest.raises(Exception, match=r"sealed version|append only"), writing(session):
            session.execute(text(act))


def test_every_event_has_its_line_in_the_log(session: Session) -> None:
    the.town(session)
    the.to_signing(session)
    session.rollback()
    events = session.scalars(select(SuKienGiaoUoc).order_by(SuKienGiaoUoc.so)).all()
    assert [event.buoc for event in events] == [
        "mo", "gui_lay_y_kien", "dong_y", "dong_y", "dong_y", "thong_nhat", "dua_ra_ky_ket",
    ]  # fmt: skip
    assert len({event.nhat_ky_id for event in events}) == len(events)
    assert session.scalar(select(func.count()).select_from(BenGiaoUoc)) == 3
