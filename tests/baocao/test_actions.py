"""Reports written without a screen: what is kept, what is refused, what is read back."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import ORMExecuteState, Session

from tests import builders
from tests.baocao.conftest import SPRING, Town, acting, register
from tests.conftest import NOON
from thidua.baocao import actions, queries
from thidua.baocao.queries import NoiDungBaoCao
from thidua.core.calendar import VN, KyBaoCao, TrangThaiNam
from thidua.core.errors import NotNow, NotThere, NotYourFunction, WrongInput
from thidua.core.reporting import KetQua, LoiBaoCao
from thidua.core.targets import DanhGia, TinhTrangNhiemVu
from thidua.core.workflow import State
from thidua.hoso import actions as hoso_actions
from thidua.hoso.models import DoanVan, PhienBan
from thidua.namthidua.models import ChiTieu, NamThiDua
from thidua.nhatky.models import NhatKy


def content(town: Town) -> NoiDungBaoCao:
    return NoiDungBaoCao(
        ket_qua=(
            KetQua(town.thu, uoc=Decimal(1190), cung_ky=Decimal(1129), nguyen_nhan="Thu dồn vào quý IV."),
            KetQua(town.giao_quan, gia_tri=Decimal(100), ngay_hoan_thanh=NOON.date()),
            KetQua(town.tai_nan, gia_tri=Decimal(0)),
            KetQua(town.van_hoa, khong_phat_sinh=True),
            KetQua(town.so_hoa, tinh_trang=TinhTrangNhiemVu.HOAN_THANH),
        ),
        phong_trao=((town.phong_trao, "Giúp 09 hộ."),),
        kho_khan=((1, "Đã thu của 88 hộ."),),
        noi_bat="Chỉnh trang vỉa hè.",
        kien_nghi="Bố trí cán bộ thuế.",
        ngay_chot=NOON.date(),
        so_van_ban="45/BC-UBND",
        ngay_van_ban=NOON.date(),
    )


def write(town: Town, what: NoiDungBaoCao, at: datetime = NOON) -> PhienBan:
    officer = builders.person_of(town.session, "canbo")
    with acting(town.session):
        return actions.save(town.session, officer, town.ho_so(), what, at=at)


def test_what_was_saved_is_read_back(town: Town) -> None:
    version = write(town, content(town))
    assert queries.contents(town.session, version.id) == content(town)
    assert town.ho_so().state is State.NHAP


def test_blank_answers_are_not_stored_and_saving_again_replaces(town: Town) -> None:
    write(town, content(town))
    version = write(town, NoiDungBaoCao(ket_qua=(KetQua(town.thu),), noi_bat="Chỉ còn câu này."))
    held = queries.contents(town.session, version.id)
    assert held == NoiDungBaoCao(noi_bat="Chỉ còn câu này.")
    texts = town.session.scalars(select(DoanVan.muc).where(DoanVan.phien_ban_id == version.id))
    assert list(texts) == ["noi_bat"]


def test_the_log_names_what_changed(town: Town) -> None:
    write(town, content(town))
    line = town.session.scalars(select(NhatKy).where(NhatKy.viec == "luu_bao_cao")).one()
    assert f'"uoc-{town.thu}": "1190"' in line.sau
    assert "Chỉnh trang" in line.sau
    write(town, content(town))
    assert len(town.session.scalars(select(NhatKy).where(NhatKy.viec == "luu_bao_cao")).all()) == 1


def test_an_estimate_is_replaced_by_the_official_figure_and_both_are_kept(town: Town) -> None:
    write(town, content(town))
    officer = builders.person_of(town.session, "canbo")
    with acting(town.session):
        both = KetQua(town.thu, gia_tri=Decimal(1240), uoc=Decimal(1190))
        version = actions.save_cell(town.session, officer, town.ho_so(), both, at=NOON)
    held = queries.contents(town.session, version.id)
    assert held.result_of(town.thu) == both
    assert held.noi_bat == "Chỉnh trang vỉa hè."
    khung = queries.frame(town.session, town.ho_so(), KyBaoCao.SO_KET)
    line = next(each for each in queries.judged(khung, held) if each.dong.chi_tieu_id == town.thu)
    assert (line.danh_gia, line.ty_le) == (DanhGia.DAT_MOC, Decimal("50.6"))


def test_the_frame_follows_the_received_registration(town: Town) -> None:
    khung = queries.frame(town.session, town.ho_so(), KyBaoCao.SO_KET)
    assert (khung.nguon_so, khung.nguon_chot) == (1, True)
    assert [d.chi_tieu_id for d in khung.dong] == list(town.targets)
    assert [d.dang_ky for d in khung.dong] == [Decimal(2450), Decimal(100), Decimal(3), Decimal(92), None]
    assert [d.moc for d in khung.dong] == [Decimal(1225), Decimal(100), Decimal(3), None, None]
    assert khung.dong[0].nam_truoc == Decimal(2310)
    assert [p.id for p in khung.phong_trao] == [town.phong_trao]
    assert khung.kho_khan == ((1, "Nợ đọng thuế kéo dài."),)


def test_without_a_received_registration_the_newest_sealed_one_counts(bare_town: Town) -> None:
    town = bare_town
    with acting(town.session):
        register(town, {town.thu: "2400"}, receive=False)
    khung = queries.frame(town.session, town.ho_so(), KyBaoCao.SO_KET)
    assert (khung.nguon_so, khung.nguon_chot) == (1, False)
    assert [(d.chi_tieu_id, d.dang_ky) for d in khung.dong] == [(town.thu, Decimal(2400))]


def test_a_received_registration_stays_in_use_while_a_newer_one_is_on_its_way(town: Town) -> None:
    session, ho_so = town.session, town.ho_so("dang_ky")
    with acting(session):
        clerk = builders.person_of(session, "thuongtruc")
        hoso_actions.move(session, clerk, ho_so, "dieu_chinh", at=SPRING, reason="Sửa mức thu.")
        officer = builders.person_of(session, "canbo")
        hoso_actions.move(session, officer, ho_so, "trinh", at=SPRING)
    khung = queries.frame(session, town.ho_so(), KyBaoCao.SO_KET)
    assert (khung.nguon_so, khung.nguon_chot) == (1, True)


def test_without_any_registration_the_assigned_targets_stand(bare_town: Town) -> None:
    khung = queries.frame(bare_town.session, bare_town.ho_so(), KyBaoCao.SO_KET)
    assert (khung.nguon_so, khung.phong_trao) == (None, ())
    assert [d.chi_tieu_id for d in khung.dong] == list(bare_town.targets[:4])
    assert {d.dang_ky for d in khung.dong} == {None}


def test_tong_ket_shows_the_half_year_beside_the_field_and_judges_by_the_year(town: Town) -> None:
    write(town, content(town))
    send_up(town)
    khung = queries.frame(town.session, town.ho_so("tong_ket"), KyBaoCao.TONG_KET)
    thu = khung.dong[0]
    assert (thu.ky_truoc, thu.ky_truoc_la_uoc, thu.moc) == (Decimal(1190), True, Decimal(2450))
    held = NoiDungBaoCao(ket_qua=(KetQua(town.thu, gia_tri=Decimal(2449)),))
    assert queries.judged(khung, held)[0].danh_gia is DanhGia.DUOI_MOC
    assert queries.contents(town.session, town.ho_so("tong_ket").phien_ban_id or 0) == NoiDungBaoCao()


def test_last_years_so_ket_stands_beside_this_years_by_the_targets_code(town: Town) -> None:
    session = town.session
    with acting(session):
        write_last_year(town)
    khung = queries.frame(session, town.ho_so(), KyBaoCao.SO_KET)
    assert [d.ky_truoc for d in khung.dong[:2]] == [Decimal(1100), None]


def write_last_year(town: Town) -> None:
    session = town.session
    nam_id = builders.year(session, 2022)
    ma = session.get_one(ChiTieu, town.thu).ma
    old = builders.target(session, nam_id, town.unit, ma=ma)
    builders.ho_so(session, nam_id, town.unit)
    last = Town(session, nam_id, town.unit, town.other, thu=old)
    session.flush()
    ho_so = last.ho_so()
    officer, head = (builders.person_of(session, n) for n in ("canbo", "thutruong"))
    figures = NoiDungBaoCao(ket_qua=(KetQua(last.thu, gia_tri=Decimal(1100)),))
    actions.save(session, officer, ho_so, figures, at=SPRING)
    hoso_actions.move(session, officer, ho_so, "trinh", at=SPRING)
    hoso_actions.move(session, head, ho_so, "duyet", at=SPRING)


def send_up(town: Town) -> None:
    """The head approves and the thường trực receives the saved report."""
    session = town.session
    with acting(session):
        assert actions.submit(session, builders.person_of(session, "canbo"), town.ho_so(), at=NOON) == ()
        hoso_actions.move(session, builders.person_of(session, "thutruong"), town.ho_so(), "duyet", at=NOON)
        clerk = builders.person_of(session, "thuongtruc")
        hoso_actions.move(session, clerk, town.ho_so(), "tiep_nhan", at=NOON)


def test_a_report_that_lacks_something_does_not_move(town: Town) -> None:
    officer = builders.person_of(town.session, "canbo")
    with acting(town.session):
        lacks = actions.submit(town.session, officer, town.ho_so(), at=NOON)
    assert [each.loi for each in lacks] == [
        LoiBaoCao.THIEU_NGAY_CHOT,
        *[LoiBaoCao.THIEU_KET_QUA] * 4,
        LoiBaoCao.THIEU_TINH_TRANG,
        LoiBaoCao.THIEU_PHONG_TRAO,
        LoiBaoCao.THIEU_NOI_BAT,
    ]
    assert town.ho_so().state is State.NHAP


def test_what_the_report_does_not_ask_is_refused(town: Town) -> None:
    session = town.session
    foreign = session.scalars(select(ChiTieu.id).where(ChiTieu.don_vi_id == town.other.id)).one()
    officer = builders.person_of(session, "canbo")
    for wrong, refusal in (
        (NoiDungBaoCao(ket_qua=(KetQua(foreign, gia_tri=Decimal(1)),)), NotThere),
        (NoiDungBaoCao(phong_trao=((town.phong_trao + 1, "x"),)), NotThere),
        (NoiDungBaoCao(kho_khan=((2, "x"),)), NotThere),
        (NoiDungBaoCao(ket_qua=(KetQua(town.thu, uoc=Decimal(1), khong_phat_sinh=True),)), WrongInput),
    ):
        with pytest.raises(refusal), acting(session):
            actions.save(session, officer, town.ho_so(), wrong, at=NOON)


def test_only_the_officer_writes_and_only_into_an_open_year(town: Town) -> None:
    session = town.session
    for name in ("thutruong", "thuongtruc", "nguoi-la"):
        actor = builders.person_of(session, name)
        with pytest.raises(NotYourFunction), acting(session):
            actions.save(session, actor, town.ho_so(), content(town), at=NOON)
    officer = builders.person_of(session, "canbo")
    with pytest.raises(NotNow), acting(session):
        actions.save(session, officer, town.ho_so(), content(town), at=NOON, row_version=0)
    with acting(session):
        session.get_one(NamThiDua, town.nam_id).trang_thai = TrangThaiNam.DA_DONG
    with pytest.raises(NotNow), acting(session):
        actions.save(session, officer, town.ho_so(), content(town), at=NOON)


def test_a_sealed_report_takes_no_more(town: Town) -> None:
    write(town, content(town))
    send_up(town)
    officer = builders.person_of(town.session, "canbo")
    with pytest.raises(NotNow), acting(town.session):
        actions.save(town.session, officer, town.ho_so(), content(town), at=NOON + timedelta(hours=1))


def test_received_reports_are_read_with_the_same_number_of_statements(town: Town) -> None:
    session = town.session
    assert queries.received_reports(session, town.nam_id, KyBaoCao.SO_KET) == []
    write(town, content(town))
    send_up(town)
    one = statements(session, town)
    found = queries.received_reports(session, town.nam_id, KyBaoCao.SO_KET)
    assert [(r.don_vi_id, r.phien_ban_id) for r in found] == [(town.unit.id, town.ho_so().ban_chot_id)]
    assert found[0].noi_dung == content(town)
    receive_other(town)
    assert len(queries.received_reports(session, town.nam_id, KyBaoCao.SO_KET)) == 2
    assert statements(session, town) == one == 6


def receive_other(town: Town) -> None:
    session = town.session
    with acting(session):
        builders.account(session, "thutruong2", builders.Role.THU_TRUONG, don_vi=town.other, ho_ten="Kpă Thu")
        ho_so = town.ho_so(unit=town.other)
        for name, step in (("nguoi-la", "trinh"), ("thutruong2", "duyet"), ("thuongtruc", "tiep_nhan")):
            at = datetime(2023, 6, 22, 11, 0, tzinfo=VN)
            hoso_actions.move(session, builders.person_of(session, name), ho_so, step, at=at)


def statements(session: Session, town: Town) -> int:
    nam_id, seen = town.nam_id, []

    def count(state: ORMExecuteState) -> None:
        seen.append(str(state.statement))

    event.listen(session, "do_orm_execute", count)
    try:
        queries.received_reports(session, nam_id, KyBaoCao.SO_KET)
    finally:
        event.remove(session, "do_orm_execute", count)
    return len(seen)
