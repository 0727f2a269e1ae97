"""Closing a year: refused with what is open, done once, read-only afterwards everywhere."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests import builders
from tests.caidat.conftest import DECEMBER
from tests.conftest import TownClock
from tests.town_client import Page, TownClient
from thidua.caidat import actions
from thidua.caidat.queries.dong_nam import open_items
from thidua.caidat.views.dong_nam import OPEN_FOR_EVER, READS
from thidua.core.calendar import KyBaoCao, TrangThaiNam
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.core.pledge import CachKy, TrangThai
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.core.workflow import State
from thidua.db.base import Base, writing
from thidua.donvi.models import DonVi
from thidua.giaouoc.models import BanGiaoUoc, ChuKy, GiaoUoc, TrangChup
from thidua.hoso.models import HoSo
from thidua.namthidua import queries
from thidua.namthidua.actions import ChiTieuMoi, CumKhoiMoi, add_group, add_target
from thidua.namthidua.actions import cum_khoi as group_acts
from thidua.namthidua.actions.can_cu import sort_grounds
from thidua.namthidua.actions.chi_tieu import assign, drop_line
from thidua.namthidua.actions.cum_khoi import SuaCumKhoi
from thidua.namthidua.actions.dot import DotSua, set_periods
from thidua.namthidua.actions.ke_hoach import save_section
from thidua.namthidua.actions.mo_nam import begin_summing_up, reopen_year
from thidua.namthidua.actions.nghia_vu import remove_task
from thidua.namthidua.actions.phong_trao import drop_movement
from thidua.namthidua.models import CumKhoi, NamThiDua
from thidua.nhatky.models import NhatKy
from thidua.tonghop.actions import open_composition

CLOSE = "/2023/cai-dat/dong-nam"
REOPEN = "/2023/cai-dat/mo-lai"


def settle(session: Session, *, leave: int = 0) -> None:
    """Take every hồ sơ of 2023 out of the obligation, but for `leave` of them."""
    officer = builders.person_of(session, "thuongtruc")
    year = queries.year(session, 2023)
    rows = session.scalars(select(HoSo).where(HoSo.nam_id == year.id).order_by(HoSo.id)).all()
    for one in rows[leave:]:
        builders.hoso_actions.move(
            session, officer, one, "khong_thuoc_doi_tuong", at=DECEMBER, reason="Thử đóng năm"
        )


@pytest.fixture
def nearly(session: Session, clock: TownClock, town: list[DonVi]) -> list[DonVi]:
    """2023 is being summed up and two hồ sơ are open."""
    clock.moment = DECEMBER
    settle(session, leave=2)
    begin_summing_up(session, None, queries.year(session, 2023).id, at=DECEMBER)
    session.commit()
    return town


def test_closing_is_refused_with_the_list_then_done(
    client: TownClient, session: Session, nearly: list[DonVi]
) -> None:
    client.login("truongphong")
    refused = client.post_form(CLOSE, page=CLOSE)
    assert refused.status_code == 409
    page = Page(refused.get_data(as_text=True))
    assert "còn 2 việc dở" in "".join(page.by_id("chinh").itertext())
    links = {str(a.get("href")) for a in page.all("a")}
    assert "/2023/ke-hoach/don-vi-1" in links
    assert queries.year(session, 2023).trang_thai is TrangThaiNam.DANG_TONG_KET
    settle_rest(session)
    assert client.post_form(CLOSE, page=CLOSE).status_code == 303
    assert queries.year(session, 2023).trang_thai is TrangThaiNam.DA_DONG
    assert session.scalars(select(NhatKy.viec).order_by(NhatKy.id.desc())).first() == "dong_nam"
    assert "Năm 2023 đã đóng" in client.get(CLOSE).get_data(as_text=True)


def settle_rest(session: Session) -> None:
    officer = builders.person_of(session, "thuongtruc")
    for one in session.scalars(select(HoSo).where(HoSo.state == State.NHAP)):
        builders.hoso_actions.move(
            session, officer, one, "khong_thuoc_doi_tuong", at=DECEMBER, reason="Thử đóng năm"
        )
    session.commit()


def test_an_accepted_one_taken_up_again_is_open(session: Session, town: list[DonVi]) -> None:
    settle(session, leave=1)
    unit = town[0]
    builders.send(session, unit, "ke_hoach", DECEMBER)
    [group] = open_items(session, queries.year(session, 2023), DECEMBER)
    assert [(one.state, one.ghi_chu) for one in group.viec] == [("da_nop", "")]
    builders.step(session, unit, "ke_hoach", "tiep_nhan", "thuongtruc", DECEMBER)
    assert open_items(session, queries.year(session, 2023), DECEMBER) == []
    builders.step(session, unit, "ke_hoach", "de_nghi_dieu_chinh", "canbo.don-vi-1", DECEMBER, "Sai số")
    [group] = open_items(session, queries.year(session, 2023), DECEMBER)
    assert [(one.state, one.ghi_chu) for one in group.viec] == [
        ("da_tiep_nhan", "đề nghị điều chỉnh chưa trả lời")
    ]
    builders.step(session, unit, "ke_hoach", "dieu_chinh", "thuongtruc", DECEMBER, "Sai số")
    [group] = open_items(session, queries.year(session, 2023), DECEMBER)
    assert [(one.state, one.ghi_chu) for one in group.viec] == [("nhap", "đang điều chỉnh")]


def test_a_pledge_is_open_until_it_is_settled_and_so_is_what_waits_to_be_confirmed(
    session: Session, town: list[DonVi]
) -> None:
    settle(session)
    year = queries.year(session, 2023)
    officer = builders.person_of(session, "thuongtruc").person
    pledge = GiaoUoc(nam_id=year.id, cum_khoi_id=_group_id(session), trang_thai="hieu_luc", doi_luc=DECEMBER)
    session.add(pledge)
    session.flush()
    paper = BanGiaoUoc(
        giao_uoc_id=pledge.id,
        so=1,
        tinh_trang="hieu_luc",
        tao_luc=DECEMBER,
        tao_boi=officer,
        niem_phong_luc=DECEMBER,
        niem_phong_boi=officer,
        van_tay="a" * 64,
        hieu_luc_luc=DECEMBER,
    )
    session.add(paper)
    session.flush()
    asked = {"ban_giao_uoc_id": paper.id, "don_vi_id": town[0].id, "gui_boi": officer, "gui_luc": DECEMBER}
    session.add(ChuKy(cach_ky=CachKy.SO, **asked))
    for page in (1, 2):
        file = {"sha256": "b" * 64, "ten_tep": "trang.jpg", "loai_tep": "image/jpeg", "kich_thuoc": 9}
        session.add(TrangChup(trang=page, **file, **asked))
    session.flush()
    waiting, pledges = open_items(session, year, DECEMBER)
    assert [(one.ten, one.ghi_chu) for one in waiting.viec] == [
        ("Đơn vị số 1", "chữ ký giao ước Cụm Một"),
        ("Cụm Một", "2 trang bản chụp chưa đối chiếu"),
    ]
    assert {one.dia_chi for one in waiting.viec} == {"/2023/giao-uoc/cum-mot/ky/doi-chieu"}
    assert [(one.ghi_chu, one.dia_chi) for one in pledges.viec] == [
        ("chưa đánh giá cuối năm", "/2023/giao-uoc/cum-mot/ket-qua")
    ]
    pledge.trang_thai = TrangThai.DA_DANH_GIA
    session.flush()
    assert [group.ten for group in open_items(session, year, DECEMBER)] == ["Chữ ký, bản chụp chờ xác nhận"]


def test_who_closes_and_when(client: TownClient, session: Session, town: list[DonVi]) -> None:
    """A year at work is not closed; the officer of the Phòng sees the page and does not close."""
    nam_id = queries.year(session, 2023).id
    leader, officer = builders.person_of(session, "truongphong"), builders.person_of(session, "thuongtruc")
    with pytest.raises(NotNow, match="nam_khong_dang_tong_ket"):
        actions.close_for_good(session, leader, nam_id, at=DECEMBER)
    settle(session)
    begin_summing_up(session, officer, nam_id, at=DECEMBER)
    with pytest.raises(NotYourFunction):
        actions.close_for_good(session, officer, nam_id, at=DECEMBER)
    with pytest.raises(NotNow, match="nam_khong_dang_mo"):
        begin_summing_up(session, officer, nam_id, at=DECEMBER)
    session.commit()
    client.login("thuongtruc")
    assert "Lãnh đạo Phòng Nội vụ là người đóng năm" in client.get(CLOSE).get_data(as_text=True)
    assert client.post(CLOSE, data={"csrf_token": client.token()}).status_code == 403
    client.login("canbo.don-vi-1")
    assert client.get(CLOSE).status_code == 403


def _new_target(session: Session, nam_id: int, unit: DonVi) -> None:
    new = ChiTieuMoi("x", "Thử", "hộ", LoaiChiTieu.LUY_KE, NguonGiao.UBND, giao=Decimal(1))
    add_target(session, None, nam_id, unit.id, new, at=DECEMBER)


def _group_id(session: Session) -> int:
    return session.scalars(select(CumKhoi.id).where(CumKhoi.code == "cum-mot")).one()


WRITES: dict[str, Callable[[Session, int, DonVi], object]] = {
    "group": lambda s, nam, u: add_group(
        s, None, nam, CumKhoiMoi("n", "cum", "N", None, None, "", ()), at=DECEMBER
    ),
    "new group": lambda s, nam, u: group_acts.new_group(s, None, nam, "Mới", "cum", at=DECEMBER),
    "name of a group": lambda s, nam, u: group_acts.save_group(
        s, None, _group_id(s), SuaCumKhoi("Khác", "cum", None, None, ""), at=DECEMBER
    ),
    "member leaves": lambda s, nam, u: group_acts.move_member(
        s, None, _group_id(s), u.id, "", at=DECEMBER, ly_do="x"
    ),
    "order": lambda s, nam, u: group_acts.shift_group(s, None, _group_id(s), 1, at=DECEMBER),
    "periods": lambda s, nam, u: set_periods(
        s, None, nam, {1: DotSua("Đợt", date(2023, 1, 1), date(2023, 6, 1), Decimal(50))}, at=DECEMBER
    ),
    "plan": lambda s, nam, u: save_section(s, None, nam, 0, [], at=DECEMBER),
    "ground": lambda s, nam, u: sort_grounds(s, None, nam, at=DECEMBER),
    "movement": lambda s, nam, u: drop_movement(s, None, nam, 1, at=DECEMBER),
    "obligation": lambda s, nam, u: remove_task(s, None, nam, 1, at=DECEMBER),
    "catalogue": lambda s, nam, u: drop_line(s, None, nam, 1, at=DECEMBER),
    "assigned figures": lambda s, nam, u: assign(s, None, nam, {}, at=DECEMBER),
    "target": lambda s, nam, u: _new_target(s, nam, u),
    "hồ sơ": lambda s, nam, u: builders.step(s, u, "so_ket", "trinh", "canbo.don-vi-1", DECEMBER),
    "extension": lambda s, nam, u: builders.hoso_actions.move(
        s,
        builders.person_of(s, "truongphong"),
        s.scalars(select(HoSo).where(HoSo.don_vi_id == u.id, HoSo.loai == "so_ket")).one(),
        "gia_han",
        at=DECEMBER,
        reason="x",
        new_day=date(2024, 5, 1),
    ),
    "composition": lambda s, nam, u: open_composition(
        s, builders.person_of(s, "thuongtruc"), 2023, KyBaoCao.TONG_KET, at=DECEMBER
    ),
}


def test_a_closed_year_takes_nothing_more(session: Session, town: list[DonVi]) -> None:
    year = queries.year(session, 2023)
    year.trang_thai = TrangThaiNam.DA_DONG
    session.commit()
    nam_id, lines = year.id, len(session.scalars(select(NhatKy.id)).all())
    for what, write in WRITES.items():
        session.rollback()
        unit = session.get_one(DonVi, 1)
        session.commit()
        with pytest.raises(NotNow) as refused, writing(session):
            write(session, nam_id, unit)
        assert refused.value.reason == "nam_da_dong", what
    assert len(session.scalars(select(NhatKy.id)).all()) == lines


def test_the_pages_of_a_closed_year_show_and_offer_no_act(
    client: TownClient, session: Session, town: list[DonVi]
) -> None:
    queries.year(session, 2023).trang_thai = TrangThaiNam.DA_DONG
    session.commit()
    client.login("thuongtruc")
    for part in ("cum-khoi", "cum-khoi/cum-mot", ""):
        page = client.page(f"/2023/cai-dat/{part}")
        ours = [form for form in page.forms() if "cai-dat" in str(form.get("action") or "")]
        assert [b for form in ours for b in form.iter("button")] == []
    answer = client.post(
        "/2023/cai-dat/cum-khoi", data={"csrf_token": client.token(), "ten": "Cụm mới", "loai": "cum"}
    )
    assert answer.status_code == 409
    assert "Năm thi đua này đã đóng" in answer.get_data(as_text=True)


EXAMPLES: dict[str, object] = {
    "nam_thi_dua": 2023,
    "don_vi": "don-vi-1",
    "cum_khoi": "cum-mot",
    "ky": "so-ket",
    "ky_bao_cao": "tong-ket",
    "buoc": "trinh",
    "bang": "can-cu",
    "viec": "xoa",
}


def writes(app: Flask) -> list[tuple[str, str, str]]:
    """(method, address, endpoint) of every route that writes under a year."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            for method in sorted((rule.methods or set()) - READS):
                if "nam_thi_dua" in rule.arguments:
                    values = {name: EXAMPLES.get(name, 1) for name in rule.arguments}
                    found.append((method, app.url_for(rule.endpoint, **values), rule.endpoint))
    return found


def contents(session: Session) -> dict[str, list[Any]]:
    """Every row of every table, but for the log, logins and one-time keys."""
    session.rollback()
    own = {"nhat_ky", "phien_dang_nhap", "khoa_gui", "lan_dang_nhap_sai"}
    tables = [table for table in Base.metadata.sorted_tables if table.name not in own]
    return {table.name: [tuple(row) for row in session.execute(select(table))] for table in tables}


def test_no_route_writes_into_a_closed_year(
    app: Flask, client: TownClient, session: Session, town: list[DonVi]
) -> None:
    """Every POST and PATCH under the year, from everybody who could send it; not a row changes."""
    queries.year(session, 2023).trang_thai = TrangThaiNam.DA_DONG
    session.commit()
    routes = writes(app)
    assert {endpoint for *_, endpoint in routes} >= OPEN_FOR_EVER
    before, refused = contents(session), set()
    logged = session.scalar(select(func.max(NhatKy.id)))
    for account in ("truongphong", "canbo.don-vi-1", "thutruong.don-vi-1"):
        client.login(account)
        for method, address, endpoint in routes:
            if endpoint in OPEN_FOR_EVER:
                continue
            sent = {"csrf_token": client.token(), "ten": "Thử", "ly_do": "Thử", "noi_dung": "Thử"}
            answer = client.open(address, method=method, data=sent)
            assert answer.status_code in {403, 409}, (account, address)
            if "Năm thi đua này đã đóng" in answer.get_data(as_text=True):
                refused.add(endpoint)
    assert refused == {endpoint for *_, endpoint in routes} - OPEN_FOR_EVER
    assert contents(session) == before
    assert set(session.scalars(select(NhatKy.viec).where(NhatKy.id > logged))) <= {"dang_nhap"}


def test_a_closed_year_is_taken_up_again_with_a_reason(
    client: TownClient, session: Session, town: list[DonVi]
) -> None:
    year = queries.year(session, 2023)
    year.trang_thai = TrangThaiNam.DA_DONG
    session.commit()
    client.login("thuongtruc")
    assert "là người mở lại năm" in client.page(CLOSE).text()
    assert client.post(REOPEN, data={"csrf_token": client.token(), "ly_do": "Thử"}).status_code == 403
    client.login("truongphong")
    refused = client.post_form(REOPEN, {"ly_do": "  "}, page=CLOSE)
    assert refused.status_code == 422
    assert "Cần ghi lý do mở lại" in refused.get_data(as_text=True)
    assert client.post_form(REOPEN, {"ly_do": "Tỉnh yêu cầu sửa số liệu"}, page=CLOSE).status_code == 303
    assert queries.year(session, 2023).trang_thai is TrangThaiNam.DANG_TONG_KET
    line = session.scalars(select(NhatKy).order_by(NhatKy.id.desc())).first()
    assert line is not None
    assert (line.viec, "Tỉnh yêu cầu sửa số liệu" in line.sau) == ("mo_lai_nam", True)
    leader = builders.person_of(session, "truongphong")
    with pytest.raises(NotNow, match="nam_khong_da_dong"):
        reopen_year(session, leader, year.id, at=DECEMBER, reason="Thử")
    with pytest.raises(WrongInput, match="thieu_ly_do"):
        reopen_year(session, leader, year.id, at=DECEMBER, reason=" ")
    with pytest.raises(NotYourFunction):
        reopen_year(session, builders.person_of(session, "thuongtruc"), year.id, at=DECEMBER, reason="Thử")


def test_two_other_open_years_keep_a_closed_one_closed(session: Session, town: list[DonVi]) -> None:
    year = queries.year(session, 2023)
    year.trang_thai = TrangThaiNam.DA_DONG
    session.add_all(NamThiDua(nam=nam, trang_thai=TrangThaiNam.DANG_MO) for nam in (2024, 2025))
    session.flush()
    with pytest.raises(NotNow, match="con_nam_chua_dong"):
        reopen_year(session, builders.person_of(session, "truongphong"), year.id, at=DECEMBER, reason="Thử")
