"""The whole registration: days, criteria, own targets, shares of titles, last year, late and later ones."""

from datetime import date
from decimal import Decimal

import pytest

from tests import builders
from tests.dangky.conftest import PAGE, Town
from tests.town_client import Page, TownClient
from thidua.baocao import actions as bao_cao
from thidua.baocao.queries import NoiDungBaoCao
from thidua.core.calendar import VN
from thidua.core.reporting import KetQua
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.dangky import actions
from thidua.dangky.queries import (
    ChiTieuDangKy,
    ChiTieuTuDangKy,
    DanhHieuDangKy,
    NoiDungDangKy,
    PhongTraoDangKy,
)
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.hoso import actions as hoso_actions
from thidua.hoso import queries as hoso_queries
from thidua.namthidua import queries as years
from thidua.namthidua.models import DanhMucChiTieu, QuyDinh
from thidua.vanban.check import check

CAP = "cstdcs_tren_ldtt_toi_da"


@pytest.fixture
def officer(client: TownClient, town: Town) -> TownClient:
    client.login("canbo")
    return client


def as_who(client: TownClient, account: str) -> TownClient:
    client.logout()
    client.login(account)
    return client


def rule(town: Town, value: str = "15", *, first: date = date(2017, 10, 1)) -> None:
    town.session.rollback()
    with writing(town.session):
        town.session.add(
            QuyDinh(
                code=CAP,
                ten="Tỷ lệ",
                gia_tri=value,
                don_vi_tinh="%",
                tu_ngay=first,
                den_ngay=None,
                nguon="Nghị định 91/2017/NĐ-CP, Điều 9 khoản 3",
                da_kiem_chung=True,
            )
        )


# --- movements and own targets


def test_a_movement_has_criteria_and_days(officer: TownClient, town: Town) -> None:
    first = town.movements[0]
    form = town.form(
        **{f"pt-{first}-tieu_chi": "3 nhà", f"pt-{first}-tu_ngay": "1/3", f"pt-{first}-den_ngay": "30/6/2023"}
    )
    assert officer.post_form(PAGE, form).status_code == 303
    (held,) = town.contents().phong_trao
    assert (held.tieu_chi, held.tu_ngay, held.den_ngay) == ("3 nhà", date(2023, 3, 1), date(2023, 6, 30))
    assert officer.page(PAGE).by_id(f"pt-{first}-tieu_chi").text == "3 nhà"


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("30/6", "1/3", "den_ngay"),
        ("31/2", "", "tu_ngay"),
        ("1/3/2024", "", "tu_ngay"),
        ("hè", "", "tu_ngay"),
    ],
)
def test_a_day_that_cannot_be_stays_as_typed(
    officer: TownClient, town: Town, start: str, end: str, wrong: str
) -> None:
    first = town.movements[0]
    answer = officer.post_form(PAGE, town.form(**{f"pt-{first}-tu_ngay": start, f"pt-{first}-den_ngay": end}))
    assert answer.status_code == 422
    for page in (Page(answer.get_data(as_text=True)), officer.page(PAGE)):
        assert page.by_id(f"pt-{first}-tu_ngay").get("value") == start
        assert page.by_id(f"pt-{first}-{wrong}").get("aria-invalid") == "true"


OWN = {
    "dk-moi-1-ten": "Đàn bò lai",
    "dk-moi-1-dvt": "con",
    "dk-moi-1": "40",
    "dk-moi-1-loai": "thoi_diem",
    "dk-moi-1-moc": "25",
    "dk-moi-1-ngay": "31/5",
}


def own(town: Town) -> list[years.ChiTieuRow]:
    town.session.rollback()
    rows = years.targets(town.session, town.nam_id, town.don_vi_id)
    return [row for row in rows if row.giao_boi is NguonGiao.TU_DANG_KY]


def test_an_own_target_has_the_day_of_its_mark_and_can_be_renamed(officer: TownClient, town: Town) -> None:
    assert officer.post_form(PAGE, town.form(**OWN)).status_code == 303
    (made,) = own(town)
    assert (made.moc, made.ngay_moc) == (Decimal(25), date(2023, 5, 31))
    form = town.form(**{f"dk-{made.id}": "40", f"ten-{made.id}": "Đàn bò lai Sind"})
    assert officer.post_form(PAGE, form).status_code == 303
    assert [row.ten for row in own(town)] == ["Đàn bò lai Sind"]


def test_a_name_that_an_earlier_version_bears_is_not_changed(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.form(**OWN))
    (made,) = own(town)
    form = town.form(**{f"dk-{made.id}": "40"})
    assert officer.post_form(f"{PAGE}/buoc/trinh", form).status_code == 303
    assert officer.post_form(f"{PAGE}/buoc/rut-lai").status_code == 303
    answer = officer.post_form(PAGE, {**form, f"ten-{made.id}": "Tên khác"})
    assert answer.status_code == 422
    field = Page(answer.get_data(as_text=True)).by_id(f"ten-{made.id}")
    assert (field.get("value"), field.get("aria-invalid")) == ("Tên khác", "true")
    assert [row.ten for row in own(town)] == ["Đàn bò lai"]


def test_the_assigned_figures_fill_blank_fields_alone(officer: TownClient, town: Town) -> None:
    form = town.form(**{f"dk-{town.thu}": "", f"dk-{town.bhyt}": "0", f"dk-{town.tai_nan}": ""})
    assert officer.post_form(PAGE, {**form, "dien_muc_giao": "1"}).status_code == 303
    values = town.contents().values
    assert [values[t].gia_tri for t in (town.thu, town.bhyt, town.tai_nan)] == [2450, 0, 3]


def test_zero_is_a_figure_and_blank_is_none(officer: TownClient, town: Town) -> None:
    officer.post_form(PAGE, town.form(**{f"dk-{town.thu}": "0", f"dk-{town.bhyt}": ""}))
    assert town.contents().values[town.thu].gia_tri == 0
    assert town.bhyt not in town.contents().values
    answer = officer.post_form(
        f"{PAGE}/buoc/trinh", town.form(**{f"dk-{town.thu}": "0", f"dk-{town.bhyt}": ""})
    )
    links = [a.get("href") for a in Page(answer.get_data(as_text=True)).by_id("tom-loi").iter("a")]
    assert set(links) == {f"#dk-{town.bhyt}", f"#ly_do-{town.thu}"}


def test_more_is_less_where_the_catalogue_calls_lower_better(officer: TownClient, town: Town) -> None:
    with writing(town.session):
        ma = next(row.ma for row in years.targets(town.session, town.nam_id) if row.id == town.bhyt)
        town.session.query(DanhMucChiTieu).filter_by(nam_id=town.nam_id, ma=ma).one().chieu = "giam"
    answer = officer.post_form(f"{PAGE}/buoc/trinh", town.form(**{f"dk-{town.bhyt}": "92,5"}))
    assert answer.status_code == 422
    page = Page(answer.get_data(as_text=True))
    assert "92,5 cao hơn mức giao 92" in " ".join(page.by_id("tom-loi").itertext())
    assert "≤ 92" in "".join(page.by_id(f"ct{town.bhyt}").itertext())
    whole = town.form(**{f"dk-{town.bhyt}": "92,5", f"ly_do-{town.bhyt}": "Dân nhập cư tăng"})
    assert officer.post_form(f"{PAGE}/buoc/trinh", whole).status_code == 303
    reader = as_who(officer, "thutruong")
    assert "92,5 (giao 92). Lý do: Dân nhập cư tăng" in reader.page(PAGE).text()
    sheet = reader.page(f"{PAGE}.html").text()
    assert ("≤ 92" in sheet, "Dân nhập cư tăng" in sheet) == (True, True)


# --- shares


def test_without_a_rule_the_screen_asks_for_it(officer: TownClient, town: Town) -> None:
    assert officer.post_form(f"{PAGE}/buoc/trinh", town.form(so_nguoi="20", so_ldtt="2")).status_code == 303
    text = as_who(officer, "thutruong").page(PAGE).text()
    assert "chưa có quy định – nhập căn cứ" in text


def test_going_over_a_rule_needs_an_explanation_that_the_reader_and_the_paper_show(
    officer: TownClient, town: Town
) -> None:
    rule(town)
    over = town.form(so_nguoi="20", so_ldtt="6")
    answer = officer.post_form(f"{PAGE}/buoc/trinh", over)
    assert answer.status_code == 422
    page = Page(answer.get_data(as_text=True))
    assert [a.get("href") for a in page.by_id("tom-loi").iter("a")] == ["#giai_trinh_ty_le"]
    said = page.text()
    assert "1/6 = 16,7%" in said
    assert "không quá 15%: vượt, nhiều nhất 0 người" in said
    assert "Điều 9 khoản 3" in said
    explained = {**over, "giai_trinh_ty_le": "Một người hoãn xét từ năm 2022."}
    assert officer.post_form(f"{PAGE}/buoc/trinh", explained).status_code == 303
    assert "Một người hoãn xét từ năm 2022." in as_who(officer, "thutruong").page(PAGE).text()
    answer = officer.get(f"{PAGE}.docx")
    assert [f for f in check(answer.get_data()) if f.level == "error"] == []
    sheet = officer.get(f"{PAGE}.html").get_data(as_text=True)
    assert "Một người hoãn xét từ năm 2022." in sheet
    assert "Chờ chỉ tiêu của ngành" in sheet


def test_the_rule_of_the_day_counts(officer: TownClient, town: Town) -> None:
    rule(town, first=date(2024, 1, 1))
    officer.post_form(PAGE, town.form(so_ldtt="6"))
    assert "chưa có quy định" in "".join(officer.page(PAGE).by_id("ty-le").itertext())


def test_autosave_answers_with_the_live_share(officer: TownClient, town: Town) -> None:
    rule(town)
    answer = officer.post_form(
        PAGE, town.form(so_ldtt="6"), headers={"HX-Request": "true", "X-Luu-Nhap": "1"}
    )
    text = answer.get_data(as_text=True)
    assert 'id="ty-le"' in text
    assert "vượt" in text
    assert 'id="ai-1"' in text


@pytest.mark.parametrize("typed", ["2,5", "hai", "-1", "2000001"])
def test_a_number_of_people_is_whole(officer: TownClient, town: Town, typed: str) -> None:
    answer = officer.post_form(PAGE, town.form(so_nguoi=typed))
    assert answer.status_code == 422
    assert officer.page(PAGE).by_id("so_nguoi").get("value") == typed
    assert town.contents().so_nguoi is None


# --- late and later


def test_a_late_one_needs_its_reason_which_everybody_sees(officer: TownClient, town: Town) -> None:
    answer = officer.post_form(f"{PAGE}/buoc/trinh", town.form(ly_do_cham=" "))
    assert answer.status_code == 422
    links = [a.get("href") for a in Page(answer.get_data(as_text=True)).by_id("tom-loi").iter("a")]
    assert links == ["#ly_do_cham"]
    officer.post_form(f"{PAGE}/buoc/trinh", town.form())
    as_who(officer, "thutruong").post_form(f"{PAGE}/buoc/duyet")
    text = as_who(officer, "thuongtruc").page(PAGE).text()
    assert "Lý do nộp chậm" in text
    assert "Chờ chỉ tiêu của ngành" in text


def test_a_supplement_keeps_both_versions_and_shows_the_difference(officer: TownClient, town: Town) -> None:
    officer.post_form(f"{PAGE}/buoc/trinh", town.form())
    as_who(officer, "thutruong").post_form(f"{PAGE}/buoc/duyet")
    as_who(officer, "thuongtruc").post_form(f"{PAGE}/buoc/tiep-nhan")
    officer.post_form(f"{PAGE}/buoc/dieu-chinh", {"ly_do": "Thêm chỉ tiêu thu"})
    as_who(officer, "canbo")
    page = officer.page(PAGE)
    assert "Lý do bổ sung, điều chỉnh" in page.text()
    changed = town.form(**{f"dk-{town.thu}": "2.600", "ly_do_cham": ""})
    assert officer.post_form(f"{PAGE}/buoc/trinh", changed).status_code == 422
    changed["ly_do_cham"] = "Ngành giao thêm"
    assert officer.post_form(f"{PAGE}/buoc/trinh", changed).status_code == 303
    as_who(officer, "thutruong").post_form(f"{PAGE}/buoc/duyet")
    text = as_who(officer, "thuongtruc").page(PAGE).text()
    for said in ("2.450", "2.600", "Lý do bổ sung", "Ngành giao thêm", "đang dùng"):
        assert said in text, said
    assert "Đăng ký" in officer.page(f"{PAGE}?phien-ban=1").text()


# --- the year before


def last_year(town: Town) -> None:
    """A registration of 2022 that was received, with a movement, an own target, a person and measures, and
    the tổng kết of it."""
    session = town.session
    session.rollback()
    with writing(session):
        nam_id = builders.year(session, 2022)
        unit = session.query(DonVi).filter_by(code="phuong-cheo-reo").one()
        thu = builders.target(session, nam_id, unit)
        codes = {row.id: row.ma for row in years.targets(session, town.nam_id)}
        bhyt = builders.target(session, nam_id, unit, "BHYT", don_vi_tinh="%", ma=codes[town.bhyt])
        builders.ho_so(session, nam_id, unit)
    with writing(session):
        canbo, head = builders.person_of(session, "canbo"), builders.person_of(session, "thutruong")
        at = builders.EARLY.astimezone(VN)
        view = hoso_queries.find(session, canbo, 2022, "dang_ky", "phuong-cheo-reo")
        movement = years.movements(session, nam_id)[1].id
        content = NoiDungDangKy(
            chi_tieu=(ChiTieuDangKy(thu, Decimal(2300)), ChiTieuDangKy(bhyt, Decimal(91))),
            phong_trao=(PhongTraoDangKy(movement, "Đỡ đầu hộ nghèo", "Cả năm", "Nay H'Bia"),),
            giai_phap="Giao việc theo tuần.",
            kho_khan=("Thiếu cán bộ thú y",),
            danh_hieu=(
                DanhHieuDangKy("tap_the", "tap_the_lao_dong_tien_tien"),
                DanhHieuDangKy("ca_nhan", "lao_dong_tien_tien", "Nay H'Bia", "Công chức"),
            ),
            so_nguoi=21,
        )
        new = ChiTieuTuDangKy("Tuyến đường tự quản", "tuyến", LoaiChiTieu.LUY_KE, Decimal(2))
        actions.save(session, canbo, view, content, at=at, tu_dang_ky=[new])
        office = builders.person_of(session, "thuongtruc")
        for actor, step in ((canbo, "trinh"), (head, "duyet"), (office, "tiep_nhan")):
            hoso_actions.move(session, actor, view.ho_so, step, at=at)
        view = hoso_queries.find(session, canbo, 2022, "tong_ket", "phuong-cheo-reo")
        answer = NoiDungBaoCao(ket_qua=(KetQua(bhyt, gia_tri=Decimal("90.4"), uoc=Decimal(90)),))
        bao_cao.save(session, canbo, view.ho_so, answer, at=at)
        for actor, step in ((canbo, "trinh"), (head, "duyet"), (office, "tiep_nhan")):
            hoso_actions.move(session, actor, view.ho_so, step, at=at)


def test_everything_known_of_last_year_is_there_and_nothing_is_written_before_saving(
    officer: TownClient, town: Town
) -> None:
    last_year(town)
    page = officer.page(PAGE)
    second = town.movements[1]
    assert "Đã điền sẵn" in page.text()
    assert page.by_id(f"pt-{second}").get("checked") is not None
    assert page.by_id(f"pt-{second}-noi_dung").text == "Đỡ đầu hộ nghèo"
    assert page.by_id("giai_phap").text == "Giao việc theo tuần."
    assert page.by_id("cn-1-ten").get("value") == "Nay H'Bia"
    assert page.by_id("dk-moi-1-ten").get("value") == "Tuyến đường tự quản"
    assert page.by_id("so_nguoi").get("value") == "21"
    assert "đăng ký 2.300" in "".join(page.by_id(f"ct{town.thu}").itertext())
    assert "2022 đăng ký Tập thể lao động tiên tiến" in page.text()
    assert "90,4" in "".join(page.by_id(f"ct{town.bhyt}").itertext())
    troubles = [x.get("value") for x in page.all("input") if x.get("name") == "kho_khan"]
    assert troubles == ["Thiếu cán bộ thú y"]
    town.session.rollback()
    assert town.contents() == NoiDungDangKy()
