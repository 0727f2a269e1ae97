"""The wizard: what the next year is made of, what it refuses; nothing is written before its button."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests import builders
from tests.caidat.conftest import DECEMBER
from tests.conftest import TownClock
from tests.town_client import Page, TownClient
from thidua.core.calendar import TrangThaiNam
from thidua.core.rollover import Review
from thidua.donvi.models import DonVi, TenDonVi
from thidua.hoso.models import HoSo
from thidua.namthidua import queries
from thidua.namthidua.models import (
    CanCu,
    CumKhoi,
    DanhMucChiTieu,
    DotThiDua,
    NamThiDua,
    NghiaVu,
    NghiaVuDonVi,
    NghiaVuLoaiDonVi,
    PhongTrao,
    PhongTraoDonVi,
    ThanhVienCumKhoi,
)
from thidua.namthidua.queries import lich as calendar
from thidua.namthidua.queries.can_cu import register
from thidua.namthidua.queries.mo_nam import draft
from thidua.nhatky.models import NhatKy

WIZARD = "/2023/cai-dat/mo-nam"


def fields(page: Page, address: str = WIZARD) -> dict[str, Any]:
    """What a browser would send: every field of the wizard as it stands."""
    form = page.form_for(address)
    found: dict[str, Any] = dict(page.hidden(form))
    for each in form.iter("input"):
        kind = each.get("type", "text")
        if kind == "text" or (kind == "checkbox" and each.get("checked") is not None):
            found[str(each.get("name"))] = each.get("value", "")
    for area in form.iter("textarea"):
        found[str(area.get("name"))] = (area.text or "").removeprefix("\n")
    for select_ in form.iter("select"):
        chosen = [o for o in select_.iter("option") if o.get("selected") is not None]
        found[str(select_.get("name"))] = chosen[0].get("value", "") if chosen else ""
    return found


@pytest.fixture
def wizard(client: TownClient, clock: TownClock, town: list[DonVi]) -> dict[str, Any]:
    """The wizard's fields in December 2023, as the officer of the Phòng sees them."""
    clock.moment = DECEMBER
    client.login("thuongtruc")
    return fields(client.page(WIZARD))


def new_year(session: Session) -> NamThiDua | None:
    return session.scalar(select(NamThiDua).where(NamThiDua.nam == 2024))


def rows(session: Session, model: Any, nam_id: int) -> list[Any]:
    return list(session.scalars(select(model).where(model.nam_id == nam_id).order_by(model.id)))


def test_a_year_goes_over_into_the_next(
    client: TownClient, session: Session, wizard: dict[str, Any], town: list[DonVi]
) -> None:
    """One post of the form as offered; everything of it is looked at."""
    assert new_year(session) is None
    answer = client.post(WIZARD, data={**wizard, "cach": "chuan-bi"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/2024/cai-dat/")
    made = new_year(session)
    assert made is not None
    assert made.trang_thai is TrangThaiNam.CHUAN_BI
    assert (made.ke_hoach_so, made.ke_hoach_ngay) == (None, None)
    assert made.ke_hoach_trich_yeu == "Phát động thi đua năm 2024"
    old = queries.year(session, 2023)
    assert old.trang_thai is TrangThaiNam.DANG_MO
    assert [line.noi_dung for line in queries.plan_lines(session, made.id)] == [
        "Thực hiện Chỉ thị số 01/CT-UBND ngày 18/01/2023 về nhiệm vụ năm 2023",
        "Hoàn thành chỉ tiêu năm 2024, vượt năm 2023",
        "Yêu cầu triển khai thực hiện./.",
    ]
    grounds = rows(session, CanCu, made.id)
    assert [g.so_ky_hieu for g in grounds] == ["07/CT-UBND"]  # the other one ran out with 2023
    periods = rows(session, DotThiDua, made.id)
    assert [(d.tu_ngay, d.den_ngay, d.ty_le_moc) for d in periods] == [
        (date(2024, 1, 1), date(2024, 6, 30), Decimal(50)),
        (date(2024, 7, 1), date(2024, 12, 31), Decimal(100)),
    ]
    movements = {m.code: m for m in rows(session, PhongTrao, made.id)}
    assert "chuyen-de" not in movements  # its own days are over
    assert (movements["goi-ten"].ten, movements["goi-ten"].tieu_chi) == (
        "Thi đua năm học 2023-2024",
        "Đạt 95% năm 2024, theo Quyết định số 12/2023/QĐ-UBND",
    )
    assert calendar.days_of(session, 2024) == list(calendar.offered(2024))
    heir = builders.unit_id(session, "don-vi-6")
    called = select(PhongTraoDonVi.don_vi_id).where(PhongTraoDonVi.phong_trao_id == movements["goi-ten"].id)
    assert list(session.scalars(called)) == [heir]
    [target] = rows(session, DanhMucChiTieu, made.id)
    assert (target.ten, target.ngay_moc) == ("Thu ngân sách năm 2024", date(2024, 3, 31))
    _duties_moved(session, made.id)
    _groups_moved(session, made.id, town, heir)
    assert session.scalar(select(func.count()).select_from(HoSo).where(HoSo.nam_id == made.id)) == 0
    assert session.scalars(select(NhatKy.viec).order_by(NhatKy.id.desc())).first() == "tao_nam"


def _duties_moved(session: Session, nam_id: int) -> None:
    duties = {d.code: d for d in rows(session, NghiaVu, nam_id)}
    assert "nhiem_vu_rieng_1" not in duties
    assert duties["ke_hoach"].han == date(2024, 4, 1)  # 31/3/2024 is a Sunday
    assert duties["tong_ket"].han == date(2024, 12, 2)  # 30/11/2024 is a Saturday
    assert {d.van_ban_so for d in duties.values()} == {""}
    assert duties["tong_ket"].tep_sha256 == ""
    types = session.scalars(
        select(NghiaVuLoaiDonVi).where(NghiaVuLoaiDonVi.nghia_vu_id == duties["tong_ket"].id)
    )
    assert [(t.loai, t.mo_tu, t.han) for t in types] == [
        ("truong", date(2024, 5, 2), date(2024, 6, 17))
    ]


def _groups_moved(session: Session, nam_id: int, town: list[DonVi], heir: int) -> None:
    groups = {g.code: g for g in queries.groups(session, nam_id)}
    assert groups["cum-mot"].thanh_vien == tuple(unit.id for unit in town[:3])
    assert groups["khoi-hai"].thanh_vien == (town[3].id, heir)
    assert (groups["khoi-hai"].truong_id, groups["khoi-hai"].pho_id) == (heir, town[3].id)


def test_the_preview_names_what_changes(client: TownClient, wizard: dict[str, Any]) -> None:
    text = client.get(WIZARD).get_data(as_text=True)
    for words in (
        "nêu số văn bản: cần xem lại",
        "đã hết hiệu lực",
        "đợt chuyên đề đã hết",
        "Chủ nhật, 31/3/2024 nghỉ, dời đến Thứ Hai, 01/4/2024",
        "– riêng Trường học",
        "Thứ Bảy, 15/6/2024 nghỉ, dời đến Thứ Hai, 17/6/2024",
        "Đưa 15 ngày nghỉ lễ, làm bù đã biết vào lịch năm 2024",
        "Đơn vị số 5</b> không còn: thay bằng Đơn vị số 6",
        "<del>2023</del> <ins>2024</ins>",
    ):
        assert words in text


def test_lines_are_added_and_the_calendar_left_out(
    client: TownClient, session: Session, wizard: dict[str, Any]
) -> None:
    """A ground goes to its place by rank; a line half typed is refused at its field."""
    added = {
        "cc-moi-1-loai": "Luật",
        "cc-moi-1-ngay": "15/6/2022",
        "cc-moi-1-co-quan": "Quốc hội",
        "cc-moi-1-trich-yeu": "Thi đua, khen thưởng",
        "ptr-moi-2-ten": "Chuyển đổi số",
        "ptr-moi-2-cap": "Thị xã",
    }
    typed = {**wizard, **added, "cach": "chuan-bi"}
    del typed["giu-lich"]
    for name in ("cc-moi-1-loai", "cc-moi-1-co-quan", "ptr-moi-2-ten", "ptr-moi-2-cap"):
        answer = client.post(WIZARD, data={**typed, name: ""})
        assert answer.status_code == 422
        page = Page(answer.get_data(as_text=True))
        assert "Cần điền mục này." in "".join(page.by_id(f"{name}-loi").itertext())
        assert fields(page)["cc-moi-1-trich-yeu"] == "Thi đua, khen thưởng"
    assert client.post(WIZARD, data=typed).status_code == 303
    made = new_year(session)
    assert made is not None
    assert [(one.ten_loai, one.loai_van_ban) for one in register(session, made.id)] == [
        ("Luật", ("ke_hoach",)),
        ("Chỉ thị", ("giao_uoc",)),
    ]
    assert [m.ten for m in rows(session, PhongTrao, made.id)][-1] == "Chuyển đổi số"
    assert calendar.days_of(session, 2024) == []


def test_a_unit_made_meanwhile_is_offered_and_nothing_typed_is_lost(
    client: TownClient, session: Session, wizard: dict[str, Any]
) -> None:
    builders.unit(session, "don-vi-7", "Đơn vị số 7", order=7)
    seventh = builders.unit_id(session, "don-vi-7")
    answer = client.post(WIZARD, data={**wizard, "nguoi_ky": "Rcom Sa", "cach": "xem-lai"})
    assert answer.status_code == 200
    typed = fields(Page(answer.get_data(as_text=True)))
    assert (typed["nguoi_ky"], typed[f"dv-{seventh}"]) == ("Rcom Sa", "")
    assert new_year(session) is None
    khoi = session.scalars(select(CumKhoi.id).where(CumKhoi.code == "khoi-hai")).one()
    put = {**typed, f"dv-{seventh}": str(khoi), "cach": "chuan-bi"}
    assert client.post(WIZARD, data=put).status_code == 303
    made = new_year(session)
    assert made is not None
    [group] = [one for one in queries.groups(session, made.id) if one.code == "khoi-hai"]
    assert group.thanh_vien[-1] == seventh


def test_it_opens_at_once_and_the_old_year_is_summed_up(
    client: TownClient, session: Session, wizard: dict[str, Any]
) -> None:
    """Own task kept, one movement dropped, head and deputy rotated, one unit moved: then opened."""
    [khoi] = [g for g in queries.groups(session, queries.year(session, 2023).id) if g.code == "khoi-hai"]
    own = session.scalars(select(NghiaVu).where(NghiaVu.code == "nhiem_vu_rieng_1")).one().id
    dropped = session.scalars(select(PhongTrao.id).order_by(PhongTrao.id)).first()
    cum = session.scalars(select(CumKhoi.id).where(CumKhoi.code == "cum-mot")).one()
    third = builders.unit_id(session, "don-vi-3")
    changed = {**wizard, f"giu-nv-{own}": "1", f"dv-{third}": str(khoi.id)}
    fourth, heir = builders.unit_id(session, "don-vi-4"), builders.unit_id(session, "don-vi-6")
    changed[f"luan-{khoi.id}"] = f"{fourth}-{heir}"
    changed["qd-1"] = "Quyết định số 5/QĐ-UBND"
    del changed[f"giu-ptr-{dropped}"]
    left = client.post(WIZARD, data={**changed, f"dv-{fourth}": str(cum), "cach": "mo-ngay"})
    assert left.status_code == 422
    assert f'id="luan-{khoi.id}-loi"' in left.text
    assert wizard[f"dv-{third}"] == str(cum)
    assert client.post(WIZARD, data={**changed, "cach": "mo-ngay"}).status_code == 303
    made = new_year(session)
    assert made is not None
    assert made.trang_thai is TrangThaiNam.DANG_MO
    assert queries.year(session, 2023).trang_thai is TrangThaiNam.DANG_TONG_KET
    [target] = rows(session, DanhMucChiTieu, made.id)
    assert target.quyet_dinh == "Quyết định số 5/QĐ-UBND"
    groups = {g.code: g for g in queries.groups(session, made.id)}
    assert groups["khoi-hai"].thanh_vien == (fourth, heir, third)
    assert (groups["khoi-hai"].truong_id, groups["khoi-hai"].pho_id) == (fourth, heir)
    kinds = list(session.scalars(select(HoSo.loai).where(HoSo.nam_id == made.id, HoSo.don_vi_id == fourth)))
    assert sorted(kinds) == ["dang_ky", "giao_uoc", "ke_hoach", "khen_dot", "so_ket", "tong_ket"]
    duty = session.scalars(
        select(NghiaVu.id).where(NghiaVu.nam_id == made.id, NghiaVu.code == "nhiem_vu_rieng_1")
    ).one()
    called = select(NghiaVuDonVi.don_vi_id).where(NghiaVuDonVi.nghia_vu_id == duty)
    assert list(session.scalars(called)) == [heir]
    acts = list(session.scalars(select(NhatKy.viec).order_by(NhatKy.id.desc()).limit(4)))
    assert acts == ["mo_ho_so", "mo_nam", "chuyen_tong_ket", "tao_nam"]
    assert client.post(WIZARD, data={**changed, "cach": "mo-ngay"}).status_code == 409
    assert client.get(WIZARD).headers["Location"] == "/2024/cai-dat/"


BAD = [
    ({"dot-2-tu": "30/6/2024"}, "dot-2-tu", "Đợt này chồng lên đợt trước."),
    ({"dot-1-den": "01/12/2023"}, "dot-1-den", "Ngày cuối đứng trước ngày đầu."),
    ({"dot-2-den": "15/01/2025"}, "dot-2-tu", "Đợt phải nằm trọn trong năm."),
    ({"dot-1-tu": "hôm qua"}, "dot-1-tu", "hôm qua"),
    ({"dot-1-moc": "hai mươi"}, "dot-1-moc", "hai mươi"),
    ({"dot-1-moc": "120"}, "dot-1-moc", "Tỷ lệ phải từ 0 đến 100."),
    ({"ky_hieu": ""}, "ky_hieu", "Cần điền mục này."),
    ({"chu_de": "a" * 100_001}, "chu_de", "100.001"),
]


def test_what_does_not_fit_is_refused_at_its_field(
    client: TownClient, session: Session, wizard: dict[str, Any], town: list[DonVi]
) -> None:
    duty = session.scalars(select(NghiaVu.id).where(NghiaVu.code == "dang_ky")).one()
    cum, khoi = session.scalars(select(CumKhoi.id).order_by(CumKhoi.thu_tu))
    outside, twice = str(town[3].id), wizard[f"nhom-{khoi}-truong"]
    cases = [
        *BAD,
        ({f"nv-{duty}-mo": "05/4/2024"}, f"nv-{duty}-han", "Hạn nộp đứng trước ngày mở."),
        ({f"nhom-{cum}-truong": outside}, f"nhom-{cum}-truong", "không thuộc cụm, khối"),
        ({f"nhom-{khoi}-pho": twice}, f"nhom-{khoi}-pho", "không vừa là trưởng vừa là phó"),
    ]
    before = session.scalar(select(func.count()).select_from(NhatKy))
    for changes, field, sentence in cases:
        answer = client.post(WIZARD, data={**wizard, **changes, "kh-1": "chữ vừa gõ", "cach": "mo-ngay"})
        assert answer.status_code == 422, changes
        page = Page(answer.get_data(as_text=True))
        assert sentence in "".join(page.by_id(f"{field}-loi").itertext())
        typed = fields(page)
        assert {name: typed[name] for name in changes} == changes
        assert typed["kh-1"] == "chữ vừa gõ"
        assert new_year(session) is None
    assert session.scalar(select(func.count()).select_from(NhatKy)) == before


def test_what_changed_meanwhile_is_said_and_nothing_is_lost(
    client: TownClient, session: Session, wizard: dict[str, Any]
) -> None:
    queries.year(session, 2023).chu_de = "Chủ đề khác"
    answer = client.post(WIZARD, data={**wizard, "nguoi_ky": "Rcom Sa"})
    assert answer.status_code == 409
    typed = fields(Page(answer.get_data(as_text=True)))
    assert typed["nguoi_ky"] == "Rcom Sa"
    assert new_year(session) is None
    assert client.post(WIZARD, data={**typed, "cach": "chuan-bi"}).status_code == 303


def test_the_same_post_twice_makes_one_year(
    client: TownClient, session: Session, wizard: dict[str, Any]
) -> None:
    assert client.post(WIZARD, data=wizard).status_code == 303
    count = session.scalar(select(func.count()).select_from(ThanhVienCumKhoi))
    assert client.post(WIZARD, data=wizard).status_code in {303, 409}
    assert session.scalar(select(func.count()).select_from(ThanhVienCumKhoi)) == count


def test_an_empty_office_begins_with_the_skeleton(
    client: TownClient, session: Session, clock: TownClock
) -> None:
    for place in (1, 2):
        builders.unit(session, f"don-vi-{place}", f"Đơn vị số {place}", order=place)
    builders.account(session, "thuongtruc", builders.Role.THUONG_TRUC)
    client.login("thuongtruc")
    assert client.get("/2023/cai-dat/").headers["Location"].endswith(WIZARD)
    start = fields(client.page(WIZARD))
    assert client.post(WIZARD, data=start).status_code == 422  # the due days are asked
    days = {f"nv-{place}-han": "30/11" for place in range(1, 7)}
    assert client.post(WIZARD, data={**start, **days}).headers["Location"] == "/2023/cai-dat/"
    year = queries.year(session, 2023)
    assert [d.han for d in rows(session, NghiaVu, year.id)] == [date(2023, 11, 30)] * 6
    assert [d.so for d in rows(session, DotThiDua, year.id)] == [1, 2]
    refused = client.post_form("/2023/cai-dat/mo", page="/2023/cai-dat/")
    assert refused.status_code == 409
    assert "Còn 2 đơn vị chưa xếp vào cụm, khối" in refused.get_data(as_text=True)
    assert queries.year(session, 2023).trang_thai is TrangThaiNam.CHUAN_BI


def test_a_third_open_year_is_refused(
    client: TownClient, session: Session, clock: TownClock, wizard: dict[str, Any]
) -> None:
    assert client.post(WIZARD, data={**wizard, "cach": "mo-ngay"}).status_code == 303
    clock.moment = DECEMBER.replace(year=2024)
    client.login("thuongtruc")
    page = client.page("/2024/cai-dat/mo-nam")
    form = {**fields(page, "/2024/cai-dat/mo-nam"), "cach": "mo-ngay"}
    answer = client.post("/2024/cai-dat/mo-nam", data=form)
    assert answer.status_code == 409
    assert "Năm thi đua 2023 chưa đóng" in answer.get_data(as_text=True)
    assert session.scalar(select(NamThiDua.id).where(NamThiDua.nam == 2025)) is None


def statements(session: Session) -> int:
    """How many statements the draft takes."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        draft(session, 2023, 2024, date(2024, 1, 1))
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_the_draft_asks_the_same_number_of_statements_for_every_town(
    session: Session, town: list[DonVi]
) -> None:
    few = statements(session)
    for place in range(10, 40):
        builders.unit(session, f"don-vi-{place}", f"Đơn vị số {place}", order=place)
    session.commit()
    assert statements(session) == few


def test_a_unit_without_successor_is_named(session: Session, town: list[DonVi]) -> None:
    session.query(TenDonVi).filter_by(don_vi_id=town[0].id).one().den_ngay = date(2023, 12, 31)
    session.flush()
    made = draft(session, 2023, 2024, date(2024, 1, 1))
    assert ("Đơn vị số 1", ()) in made.mat
    [cum] = [group for group in made.cum_khoi if group.code == "cum-mot"]
    assert (cum.truong_id, cum.truong_mat, cum.thanh_vien) == (None, True, (town[1].id, town[2].id))


def test_a_movement_of_several_years_goes_on_with_its_own_days(
    session: Session, town: list[DonVi]
) -> None:
    year = queries.year(session, 2023)
    for code, last in (("het", date(2023, 12, 31)), ("con", date(2025, 12, 31))):
        name = f"Giai đoạn 2021-{last.year}"
        one = PhongTrao(nam_id=year.id, code=code, thu_tu=last.year, ten=name, loai="chuyen_de")
        one.cap_phat_dong, one.chuyen_de, one.tu_ngay, one.den_ngay = "Tỉnh", True, date(2021, 1, 1), last
        session.add(one)
    session.flush()
    made = draft(session, 2023, 2024, date(2024, 1, 1))
    over, going = [one for one in made.phong_trao if one.ten.text.startswith("Giai đoạn")]
    assert (over.giu, over.xem) == (False, (Review.HET_GIAI_DOAN,))
    assert (going.giu, going.xem, going.den_ngay) == (True, (), date(2025, 12, 31))
