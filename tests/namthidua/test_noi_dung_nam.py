"""What a year holds, edited on its pages: obligations, grounds, movements, catalogue."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.core.calendar import VN, TrangThaiNam
from thidua.core.errors import NotNow, WrongInput
from thidua.core.legal import ground_rank
from thidua.core.workflow import State
from thidua.dangky.models import DangKyPhongTrao
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.hoso import queries as ho_so_queries
from thidua.hoso.actions import nghia_vu as duty_actions
from thidua.hoso.models import HoSo
from thidua.namthidua import queries as years
from thidua.namthidua.actions import can_cu as ground_actions
from thidua.namthidua.actions import chi_tieu as target_actions
from thidua.namthidua.actions.chi_tieu import Giao
from thidua.namthidua.actions.nghia_vu import NghiaVuSua
from thidua.namthidua.models import CanCu, ChiTieu, NamThiDua, NghiaVu, PhongTrao
from thidua.namthidua.queries import can_cu as grounds
from thidua.namthidua.queries import chi_tieu as targets
from thidua.namthidua.queries import nghia_vu as duties
from thidua.namthidua.queries import phong_trao as movements
from thidua.nhatky.models import NhatKy
from thidua.theodoi.queries import board

NOW = datetime(2023, 6, 22, 10, 0, tzinfo=VN)
BASE = "/2023/cai-dat"


@pytest.fixture
def town(built_once: Builder) -> list[DonVi]:
    return built_once(_town)


def _town(session: Session) -> list[DonVi]:
    made = builders.town(session, 3)
    made[2].loai = "truong"
    session.commit()
    return made


@contextmanager
def acting(session: Session) -> Iterator[None]:
    """A writing unit, after what was only read."""
    session.commit()
    with writing(session):
        yield


def nam_id(session: Session) -> int:
    return session.scalars(select(NamThiDua.id)).one()


def duty(session: Session, code: str) -> NghiaVu:
    return session.scalars(select(NghiaVu).where(NghiaVu.code == code)).one()


def fields(**more: object) -> dict[str, object]:
    return {
        "ten": "Báo cáo sơ kết 6 tháng",
        "mo_tu": "01/6/2023",
        "han": "20/6/2023",
        "van_ban_so": "120/NV-TĐKT",
        "van_ban_ngay": "25/5/2023",
        "van_ban_trich_yeu": "V/v báo cáo sơ kết",
        "pham_vi": "moi",
    } | more


def test_schools_have_their_own_days_and_every_reader_of_the_due_day_follows(
    session: Session, client: TownClient, town: list[DonVi]
) -> None:
    page = f"{BASE}/nghia-vu/{duty(session, 'so_ket').id}"
    client.login("thuongtruc")
    answer = client.post_form(page, fields(mo_truong="25/5/2023", han_truong="31/5"), page=page)
    assert answer.status_code == 303
    rows = session.scalars(select(HoSo).where(HoSo.loai == "so_ket").order_by(HoSo.don_vi_id)).all()
    assert [row.han_rieng for row in rows] == [None, None, date(2023, 5, 31)]
    assert {row.row_version for row in rows} == {2}, "an untouched hồ sơ stays untouched"
    school = town[2].code
    client.login(f"canbo.{school}")
    assert "31/5/2023" in client.page(f"/2023/bao-cao/so-ket/{school}").text()
    found = board(session, builders.person_of(session, "thuongtruc"), 2023, at=NOW)
    days = [
        cell.han
        for g in found.groups
        for u in g.units
        for cell in u.cells
        if cell and "so-ket" in cell.address
    ]
    assert sorted(days) == [date(2023, 5, 31), date(2023, 6, 20), date(2023, 6, 20)]
    row = ho_so_queries.find(session, builders.person_of(session, f"canbo.{school}"), 2023, "so_ket", school)
    assert row.han == date(2023, 5, 31)


def test_a_town_with_later_days_for_schools_owes_less_by_now(session: Session, town: list[DonVi]) -> None:
    actor = builders.person_of(session, "thuongtruc")
    before = board(session, actor, 2023, at=NOW)
    days = NghiaVuSua(
        "SK", date(2023, 6, 1), date(2023, 6, 20), theo_loai={"truong": (NOW.date(), date(2023, 7, 15))}
    )
    with acting(session):
        duty_actions.set_duty(session, actor, nam_id(session), duty(session, "so_ket").id, days, at=NOW)
    after = board(session, actor, 2023, at=NOW)
    assert (before.due - after.due, before.overdue - after.overdue) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"han": "31/5/2023"}, "han"),
        ({"mo_tu": "32/5/2023"}, "mo_tu"),
        ({"han_truong": "31/5/2023"}, "mo_truong"),
        ({"mo_truong": "10/6/2023", "han_truong": "31/5/2023"}, "han_truong"),
        ({"pham_vi": "chon"}, "don_vi"),
        ({"ten": ""}, "ten"),
        ({"tep": b"MZ" + bytes(200)}, "tep"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    session: Session, client: TownClient, town: list[DonVi], changed: dict[str, object], place: str
) -> None:
    page = f"{BASE}/nghia-vu/{duty(session, 'so_ket').id}"
    client.login("thuongtruc")
    if isinstance(sent := changed.get("tep"), bytes):
        changed = {**changed, "tep": (io.BytesIO(sent), "cong-van.pdf")}
    answer = client.post_form(page, fields(**changed), page=page)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#{place}"' in text
    assert "120/NV-TĐKT" in text, "what was typed stays"
    assert duty(session, "so_ket").van_ban_so == "12/UBND-NV", "nothing is half written"


def test_a_task_of_named_units_travels_like_any_paper(
    session: Session, client: TownClient, town: list[DonVi]
) -> None:
    client.login("truongphong")
    page = f"{BASE}/nghia-vu/moi"
    asked = fields(ten="Kế hoạch tuyên truyền đợt 1", pham_vi="chon", don_vi=str(town[1].id), han="30/6/2023")
    asked["tep"] = (
        io.BytesIO(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
        "cv.txt",
    )
    assert client.post_form(page, asked, page=page).status_code == 422
    del asked["tep"]
    assert client.post_form(page, asked, page=page).status_code == 303
    assert session.scalars(select(HoSo.don_vi_id).where(HoSo.loai == "nhiem_vu_rieng_1")).all() == [
        town[1].id
    ]
    found = board(session, builders.person_of(session, "thuongtruc"), 2023, at=NOW)
    cells = {u.code: u.cells[-1] for g in found.groups for u in g.units}
    assert cells["don-vi-1"] is None
    assert cells["don-vi-3"] is None
    assert cells["don-vi-2"] is not None
    assert cells["don-vi-2"].address == "/2023/nhiem-vu/1/don-vi-2"
    client.page("/2023/theo-doi/")
    client.login("canbo.don-vi-2")
    assert "Kế hoạch tuyên truyền đợt 1" in client.page("/2023/").text()
    paper = "/2023/nhiem-vu/1/don-vi-2"
    client.page(paper)
    answer = client.post_form(f"{paper}/buoc/trinh", {"khong_phat_sinh": "1"}, page=paper)
    assert answer.status_code == 303
    envelope = session.scalars(select(HoSo).where(HoSo.loai == "nhiem_vu_rieng_1")).one()
    assert envelope.state is State.CHO_DUYET
    client.login("canbo.don-vi-1")
    assert client.get("/2023/nhiem-vu/1/don-vi-2").status_code == 404
    assert client.get("/2023/nhiem-vu/1/don-vi-1").status_code == 404
    client.login("truongphong")
    own = f"{BASE}/nghia-vu/{duty(session, 'nhiem_vu_rieng_1').id}"
    answer = client.post_form(f"{own}/xoa", {}, page=f"{BASE}/nghia-vu")
    assert answer.status_code == 409
    assert session.scalars(select(NghiaVu).where(NghiaVu.code == "nhiem_vu_rieng_1")).one()


def test_a_task_nobody_began_is_taken_back_whole(session: Session, town: list[DonVi]) -> None:
    actor = builders.person_of(session, "thuongtruc")
    new = NghiaVuSua(
        "Việc", date(2023, 6, 1), date(2023, 6, 30), moi_don_vi=False, don_vi=frozenset({town[0].id})
    )
    with acting(session):
        made = duty_actions.give_task(session, actor, nam_id(session), new, at=NOW)
        duty_actions.withdraw_task(session, actor, nam_id(session), made, at=NOW)
    assert session.scalar(select(HoSo.id).where(HoSo.loai == "nhiem_vu_rieng_1")) is None
    with pytest.raises(NotNow), acting(session):
        duty_actions.withdraw_task(session, actor, nam_id(session), duty(session, "so_ket").id, at=NOW)


def test_who_has_seen_the_paper_is_known_and_a_new_paper_is_seen_anew(
    session: Session, client: TownClient, town: list[DonVi]
) -> None:
    row = duty(session, "dang_ky")
    paper = f"/2023/van-ban-yeu-cau/{row.id}"
    client.login("canbo.don-vi-1")
    assert "Đã xem văn bản này" in client.page(paper).text()
    assert client.post_form(f"{paper}/da-xem", {}, page=paper).status_code == 303
    same = duties.seen(session, [duty(session, "ke_hoach").id])
    assert next(iter(same.values())).keys() == {town[0].id}, "one văn bản asks for both"
    client.login("thuongtruc")
    text = client.page(paper).text()
    assert "1/2 đơn vị đã xem" in text
    assert "Ksor H'Lan" in text
    assert "Chưa xem: Đơn vị số 2" in text
    page = f"{BASE}/nghia-vu/{row.id}"
    client.post_form(page, fields(ten="Đăng ký thi đua"), page=page)
    assert duties.seen(session, [row.id]) == {}


def test_an_older_form_shows_both_texts(session: Session, client: TownClient, town: list[DonVi]) -> None:
    page = f"{BASE}/nghia-vu/{duty(session, 'so_ket').id}"
    client.login("thuongtruc")
    client.page(page)
    lock = duties.duty(session, nam_id(session), duty(session, "so_ket").id).row_version
    client.post_form(page, fields(van_ban_so="99/NV-TĐKT"), page=page)
    answer = client.post_form(page, fields(van_ban_so="77/NV-TĐKT", row_version=str(lock)), page=page)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "99/NV-TĐKT" in text
    assert "77/NV-TĐKT" in text


def test_a_closed_year_takes_nothing(session: Session, client: TownClient, town: list[DonVi]) -> None:
    session.scalars(select(NamThiDua)).one().trang_thai = TrangThaiNam.DA_DONG
    client.login("thuongtruc")
    page = f"{BASE}/nghia-vu/{duty(session, 'so_ket').id}"
    client.page(page)
    assert client.post_form(page, fields(), page=page).status_code == 409
    can_cu = session.scalars(select(CanCu.id)).one()
    movement = session.scalars(select(PhongTrao.id).limit(1)).one()
    for address in (f"can-cu/{can_cu}/xoa", f"phong-trao/{movement}/xoa", "can-cu/sap-xep"):
        answer = client.post(f"{BASE}/{address}", data={"csrf_token": client.token()})
        assert answer.status_code == 409, address


# --- căn cứ


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (("Luật", "Quốc hội", date(2022, 6, 15)), ("Nghị định", "Chính phủ", date(2017, 7, 31))),
        (("Nghị định", "Chính phủ", date(2023, 12, 31)), ("Thông tư", "Bộ Nội vụ", date(2019, 11, 4))),
        (
            ("Thông tư", "Bộ Nội vụ", date(2019, 11, 4)),
            ("Quyết định", "UBND tỉnh Gia Lai", date(2018, 12, 26)),
        ),
        (
            ("Chỉ thị", "UBND tỉnh Gia Lai", date(2023, 2, 1)),
            ("Quyết định", "UBND thị xã Ayun Pa", date(2022, 1, 1)),
        ),
        (("Nghị định", "Chính phủ", date(2017, 7, 31)), ("Nghị định", "Chính phủ", date(2023, 12, 31))),
        (("Chỉ thị", "Bộ Chính trị", date(2014, 4, 7)), ("Chỉ thị", "UBND tỉnh Gia Lai", date(2014, 1, 1))),
        (("Kế hoạch", "UBND thị xã", None), ("Kế hoạch", "UBND phường Cheo Reo", date(2020, 1, 1))),
    ],
)
def test_grounds_stand_by_rank_then_day(
    higher: tuple[str, str, date | None], lower: tuple[str, str, date | None]
) -> None:
    assert ground_rank(*higher) < ground_rank(*lower)


def test_the_register_feeds_papers_by_kind_and_day(
    session: Session, client: TownClient, town: list[DonVi]
) -> None:
    client.login("thuongtruc")
    page = f"{BASE}/can-cu/moi"
    law = {
        "ten_loai": "Luật",
        "so_ky_hieu": "06/2022/QH15",
        "ngay": "15/6/2022",
        "co_quan": "Quốc hội",
        "trich_yeu": "Thi đua, khen thưởng",
        "hieu_luc_tu": "01/01/2024",
        "loai_van_ban": ["bao_cao", "giao_uoc"],
    }
    assert client.post_form(page, law | {"hieu_luc_den": "01/01/2023"}, page=page).status_code == 422
    assert client.post_form(page, law, page=page).status_code == 303
    text = client.page(f"{BASE}/can-cu").text()
    assert "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" in text
    assert "Chưa có hiệu lực" in text
    assert "dùng cho" in text.lower()
    rows = grounds.register(session, nam_id(session))
    assert [row.ten_loai for row in rows] == ["Luật", "Chỉ thị"], "in by its rank"
    assert grounds.grounds_for(session, nam_id(session), "bao_cao", date(2023, 6, 1)) == []
    assert [
        r.ten_loai for r in grounds.grounds_for(session, nam_id(session), "bao_cao", date(2024, 6, 1))
    ] == ["Luật"]
    assert grounds.grounds_for(session, nam_id(session), "quyet_dinh", date(2024, 6, 1)) == []
    client.post_form(f"{BASE}/can-cu/{rows[0].id}/xuong", {}, page=f"{BASE}/can-cu")
    assert [row.ten_loai for row in grounds.register(session, nam_id(session))] == ["Chỉ thị", "Luật"]
    client.post_form(f"{BASE}/can-cu/sap-xep", {}, page=f"{BASE}/can-cu")
    assert grounds.in_order(grounds.register(session, nam_id(session)))
    own = f"{BASE}/can-cu/{rows[0].id}"
    answer = client.post_form(own, law | {"trich_yeu": "mới", "row_version": "5"}, page=own)
    assert answer.status_code == 409
    assert "Thi đua, khen thưởng" in answer.get_data(as_text=True)


def test_moving_past_the_end_changes_nothing(session: Session, town: list[DonVi]) -> None:
    only = session.scalars(select(CanCu.id)).one()
    with acting(session):
        ground_actions.move_ground(session, None, nam_id(session), only, up=True, at=NOW)
    assert session.scalar(select(NhatKy.id).where(NhatKy.viec == "sap_can_cu")) is None


# --- phong trào


def test_a_movement_calls_whom_it_names_and_stays_once_registered(
    session: Session, client: TownClient, town: list[DonVi]
) -> None:
    client.login("thuongtruc")
    page = f"{BASE}/phong-trao/moi"
    new = {
        "ten": "“Đô thị văn minh”",
        "loai": "chuyen_de",
        "cap_phat_dong": "Thị xã",
        "tu_ngay": "01/5/2023",
        "den_ngay": "30/9/2023",
        "pham_vi": "chon",
        "don_vi": [str(town[0].id)],
    }
    assert client.post_form(page, new | {"den_ngay": "01/4/2023"}, page=page).status_code == 422
    assert client.post_form(page, new, page=page).status_code == 303
    made = next(m for m in movements.all_movements(session, nam_id(session)) if m.code == "do-thi-van-minh")
    assert made.don_vi == {town[0].id}
    assert not made.moi_don_vi
    offered = [[m.id for m in years.movements(session, nam_id(session), unit.id)] for unit in town[:2]]
    assert made.id in offered[0]
    assert made.id not in offered[1]
    own = f"{BASE}/phong-trao/{made.id}"
    client.page(own)
    assert client.post_form(own, new | {"pham_vi": "moi"}, page=own).status_code == 303
    envelope = session.scalars(select(HoSo).where(HoSo.loai == "dang_ky").limit(1)).one()
    session.add(DangKyPhongTrao(phien_ban_id=envelope.phien_ban_id, phong_trao_id=made.id))
    answer = client.post_form(f"{own}/xoa", {}, page=f"{BASE}/phong-trao")
    assert answer.status_code == 409
    assert "đã có đơn vị đăng ký" in answer.get_data(as_text=True)
    free = next(m.id for m in movements.all_movements(session, nam_id(session)) if m.id != made.id)
    assert client.post_form(f"{BASE}/phong-trao/{free}/xoa", {}, page=f"{BASE}/phong-trao").status_code == 303
    assert session.get(PhongTrao, free) is None


# --- chỉ tiêu


def test_the_grid_keeps_every_cell_as_typed(session: Session, client: TownClient, town: list[DonVi]) -> None:
    builders.target(session, nam_id(session), town[0])
    builders.target(session, nam_id(session), town[1], giao="420")
    client.login("thuongtruc")
    line = targets.catalogue(session, nam_id(session))[0]
    assert (line.ten, line.so_don_vi) == ("Thu ngân sách trên địa bàn", 2)
    page = f"{BASE}/chi-tieu/giao/cum-mot"
    names = [f"giao-{unit.id}-{line.id}" for unit in town[:2]]
    client.page(page)
    answer = client.post_form(page, {names[0]: "hai mươi", names[1]: "1.250,5"}, page=page)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#{names[0]}"' in text
    assert 'value="hai mươi"' in text
    assert 'value="1.250,5"' in text
    assert targets.grid(session, nam_id(session), [town[1].id]).o[town[1].id, line.ma].giao == Decimal(420)
    assert client.post_form(page, {names[0]: "2.450", names[1]: "1.250,5"}, page=page).status_code == 303
    assert targets.grid(session, nam_id(session), [town[1].id]).o[town[1].id, line.ma].giao == Decimal(
        "1250.5"
    )
    answer = client.post_form(page, {names[0]: "1", names[1]: "2", "row_version": "7"}, page=page)
    assert answer.status_code == 409
    assert "đang lưu: 2.450" in answer.get_data(as_text=True), answer.get_data(as_text=True)


def test_a_registered_target_changes_only_with_a_reason(session: Session, town: list[DonVi]) -> None:
    from thidua.dangky.models import DangKyChiTieu

    target = builders.target(session, nam_id(session), town[0])
    builders.target(session, nam_id(session), town[1], giao="420")
    envelope = session.scalars(select(HoSo).where(HoSo.loai == "dang_ky", HoSo.don_vi_id == town[0].id)).one()
    session.add(DangKyChiTieu(phien_ban_id=envelope.phien_ban_id, chi_tieu_id=target, gia_tri=Decimal(2500)))
    session.commit()
    year, line = nam_id(session), targets.catalogue(session, nam_id(session))[0]
    key = (town[0].id, line.ma)
    for wanted, reason, why in (
        (Giao(True, Decimal(2600)), "", "chi_tieu_da_dang_ky"),
        (Giao(False), "có", "chi_tieu_khong_bo_duoc"),
    ):
        with pytest.raises(NotNow, match=why), acting(session):
            target_actions.assign(session, None, year, {key: wanted}, at=NOW, reason=reason)
    with acting(session):
        asked = {key: Giao(True, Decimal(2600)), (town[1].id, line.ma): Giao(False)}
        assert target_actions.assign(session, None, year, asked, at=NOW, reason="QĐ 300/QĐ-UBND") == 2
    assert session.get_one(ChiTieu, target).giao == Decimal(2600)
    kept = session.scalars(select(NhatKy.ghi_chu).where(NhatKy.viec == "sua_chi_tieu")).all()
    assert kept == ["QĐ 300/QĐ-UBND"]
    with pytest.raises(NotNow, match="chi_tieu_khong_bo_duoc"), acting(session):
        target_actions.drop_line(session, None, year, line.id, at=NOW)


def test_the_catalogue_is_edited_and_its_targets_follow(
    session: Session, client: TownClient, town: list[DonVi]
) -> None:
    held = builders.target(session, nam_id(session), town[0], ma="thu")
    client.login("thuongtruc")
    row = targets.catalogue(session, nam_id(session))[0]
    page = f"{BASE}/chi-tieu/{row.id}"
    changed = {
        "ma": "thu",
        "ten": "Thu ngân sách nhà nước",
        "don_vi_tinh": "tỷ đồng",
        "loai": "luy_ke",
        "chieu": "tang",
        "giao_boi": "ubnd",
        "trong_so": "2,5",
    }
    assert client.post_form(page, changed | {"ma": "Thu NS"}, page=page).status_code == 422
    assert client.post_form(page, changed, page=page).status_code == 303
    assert session.get_one(ChiTieu, held).ten == "Thu ngân sách nhà nước"
    assert targets.catalogue(session, nam_id(session))[0].trong_so == Decimal("2.5")
    new = f"{BASE}/chi-tieu/moi"
    answer = client.post_form(new, changed, page=new)
    assert answer.status_code == 422
    assert "Mã “thu” đã dùng" in answer.get_data(as_text=True)
    assert client.post_form(f"{page}/xoa", {}, page=f"{BASE}/chi-tieu").status_code == 303
    assert session.get(ChiTieu, held) is None


def test_a_task_without_units_is_refused(session: Session, town: list[DonVi]) -> None:
    new = NghiaVuSua("Việc", date(2023, 6, 1), date(2023, 6, 30), moi_don_vi=False)
    actor = builders.person_of(session, "thuongtruc")
    with pytest.raises(WrongInput, match="khong_goi_don_vi_nao"), acting(session):
        duty_actions.give_task(session, actor, nam_id(session), new, at=NOW)


@pytest.mark.parametrize("part", ["nghia-vu", "can-cu", "phong-trao", "chi-tieu"])
def test_units_and_the_administrator_have_no_business_there(
    client: TownClient, town: list[DonVi], part: str
) -> None:
    for who in ("canbo.don-vi-1", "quantri", "chutich", "xem"):
        client.login(who)
        assert client.get(f"{BASE}/{part}").status_code == 403


def test_roles_are_those_of_the_house() -> None:
    from thidua.namthidua.views import MAY_EDIT

    assert set(MAY_EDIT) == {Role.THUONG_TRUC, Role.LANH_DAO_PHONG}


def test_the_file_of_the_paper_goes_to_whom_it_calls(
    session: Session, client: TownClient, town: list[DonVi]
) -> None:
    client.login("thuongtruc")
    page = f"{BASE}/nghia-vu/moi"
    asked = fields(ten="Tuyên truyền", pham_vi="chon", don_vi=[str(town[0].id)], han="30/6/2023")
    asked["tep"] = (io.BytesIO(letter()), "Công văn 120.docx")
    assert client.post_form(page, asked, page=page).status_code == 303
    row = duty(session, "nhiem_vu_rieng_1")
    assert (row.tep_ten, row.tep_loai) == ("Công văn 120.docx", "docx")
    paper = f"/2023/van-ban-yeu-cau/{row.id}"
    client.login("canbo.don-vi-1")
    assert "Tải văn bản" in client.page(paper).text()
    answer = client.get(f"{paper}/tep")
    assert answer.get_data() == letter()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert duties.seen(session, [row.id])[row.id].keys() == {town[0].id}, "who takes it has seen it"
    client.login("canbo.don-vi-2")
    for address in (paper, f"{paper}/tep"):
        assert client.get(address).status_code == 404


def letter() -> bytes:
    """A small letter; the same bytes every time."""
    from tests.vanban.specimens import SPECIMENS
    from thidua.vanban.to_docx import to_bytes

    return to_bytes(SPECIMENS["thong-bao"])


def test_the_lists_ask_the_database_as_often_for_many_as_for_few(
    session: Session, client: TownClient, town: list[DonVi]
) -> None:
    client.login("thuongtruc")
    pages = [f"{BASE}/{part}" for part in ("nghia-vu", "can-cu", "phong-trao", "chi-tieu")]
    few = [statements(session, client, page) for page in pages]
    actor = builders.person_of(session, "thuongtruc")
    with acting(session):
        for n in range(4):
            named = frozenset({town[n % 3].id})
            new = NghiaVuSua(f"Việc {n}", NOW.date(), NOW.date(), moi_don_vi=False, don_vi=named)
            duty_actions.give_task(session, actor, nam_id(session), new, at=NOW)
            builders.target(session, nam_id(session), town[n % 3], ten=f"Chỉ tiêu {n}")
            ground = ground_actions.CanCuSua("Công văn", f"{n}/UBND", None, "UBND tỉnh", "")
            ground_actions.add_ground(session, actor, nam_id(session), ground, at=NOW)
    assert [statements(session, client, page) for page in pages] == few


def statements(session: Session, client: TownClient, page: str) -> int:
    """How many statements a page sends."""
    client.page(page)
    engine, seen = session.get_bind(), []

    def count(*_: object) -> None:
        seen.append(1)

    event.listen(engine, "before_cursor_execute", count)
    try:
        client.page(page)
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(seen)
