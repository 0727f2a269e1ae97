"""The first page of each role, the frame around every page, the badge."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import NOON, TownClock
from tests.kept_towns import Builder
from tests.town_client import Page, TownClient
from thidua.baocao import actions as reports
from thidua.baocao.queries import NoiDungBaoCao
from thidua.core.actor import Role
from thidua.core.calendar import VN
from thidua.core.reporting import KetQua
from thidua.core.targets import LoaiChiTieu
from thidua.dangky import actions as registrations
from thidua.dangky.queries import ChiTieuDangKy, NoiDungDangKy
from thidua.db.base import writing
from thidua.donvi.models import DonVi, TenDonVi
from thidua.hoso.models import HoSo
from thidua.namthidua.models import NamThiDua
from thidua.pheduyet.queries import waiting
from thidua.taikhoan.models import Nguoi
from thidua.trangchu.queries.frame import waiting_count

IN_TIME = datetime(2023, 3, 30, 9, 0, tzinfo=VN)
LATE = datetime(2023, 4, 4, 9, 0, tzinfo=VN)


@pytest.fixture
def two(built_once: Builder) -> list[DonVi]:
    return built_once(_two)


def _two(session: Session) -> list[DonVi]:
    with writing(session):
        return builders.town(session, 2)


def nav_words(page: Page) -> str:
    (nav,) = [each for each in page.all("nav") if each.get("aria-label") == "Chức năng"]
    return " ".join(" ".join(nav.itertext()).split())


def drawing(page: Page, label: str) -> list[tuple[str, dict[str, str]]]:
    """The shapes of the drawing whose label begins like this: (tag, attributes)."""
    for each in page.root.iter():
        is_drawing = isinstance(each.tag, str) and each.tag.endswith("svg")
        if is_drawing and (each.get("aria-label") or "").startswith(label):
            return [(str(one.tag).rpartition("}")[2], dict(one.attrib)) for one in each.iter()]
    raise AssertionError(f"no drawing {label}")


def task(page: Page, name: str) -> str:
    """The words of one line of the task list."""
    for line in page.all("li"):
        words = " ".join(" ".join(line.itertext()).split())
        if words.startswith(name):
            return words
    raise AssertionError(f"no task {name}")


def test_the_first_address_leads_to_the_newest_year(client: TownClient, session: Session) -> None:
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.location == "/dang-nhap?tiep=/"
    with writing(session):
        builders.town(session, 1)
        builders.year(session, 2022)
    client.login("canbo.don-vi-1")
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (302, "/2023/")
    assert client.get("/2022/").status_code == 200
    assert client.get("/2031/").status_code == 404


def test_an_empty_office_says_what_to_do(client: TownClient, session: Session) -> None:
    builders.account(session, "quantri", Role.QUAN_TRI)
    client.login("quantri")
    page = client.page("/")
    assert "Chưa có năm thi đua nào" in page.text()
    assert "python3 app.py demo" in page.text()
    assert "Phần mềm quản lý phong trào thi đua" in page.text()


def test_a_unit_sees_its_year_in_three_groups(client: TownClient, session: Session, two: list[DonVi]) -> None:
    with writing(session):
        builders.send(session, two[0], "ke_hoach", IN_TIME)
        builders.send(session, two[0], "dang_ky", LATE)
        builders.step(session, two[0], "khen_dot", "trinh", "canbo.don-vi-1", IN_TIME)
        builders.step(
            session, two[0], "khen_dot", "tra_lai", "thutruong.don-vi-1", IN_TIME, "Thiếu tóm tắt thành tích"
        )
    client.login("canbo.don-vi-1")
    page = client.page("/2023/")
    assert [" ".join(h.itertext()) for h in page.all("h2")][:3] == [
        "Đầu năm",
        "Đợt 1 · từ 01/01 đến 30/6/2023",
        "Đợt 2 · từ 01/7 đến 31/12/2023",
    ]
    assert "Theo số 12/UBND-NV ngày 05/01/2023" in task(page, "Kế hoạch thi đua của đơn vị")
    assert "đang giữ: Thường trực Hội đồng" in task(page, "Kế hoạch thi đua của đơn vị")
    assert "nộp 30/3 Đã nộp, chờ tiếp nhận" in task(page, "Kế hoạch thi đua của đơn vị")
    assert "nộp 04/4, chậm 2 ngày làm việc" in task(page, "Đăng ký thi đua")
    assert "Thủ trưởng trả lại: “Thiếu tóm tắt thành tích”" in task(page, "Đề nghị khen thưởng dịp 11/6")
    # Due Monday 05/6; Thursday 22/6 is the thirteenth working day after it.
    assert "quá hạn 13 ngày làm việc" in task(page, "Đề nghị khen thưởng dịp 11/6")
    assert "quá hạn 2 ngày làm việc Chưa bắt đầu" in task(page, "Báo cáo sơ kết 6 tháng")
    assert "còn 161 ngày" in task(page, "Báo cáo tổng kết năm")
    assert "đã nộp 2 trong 6 việc" in page.text()
    assert page.text().count("Số 12/UBND-NV ngày 05/01/2023 Hướng dẫn") == 1
    assert "Đơn vị số 2" not in page.text()


def test_the_leaves_are_the_two_nearest_tasks_with_their_next_step(
    client: TownClient, session: Session, two: list[DonVi]
) -> None:
    with writing(session):
        for loai in ("ke_hoach", "dang_ky", "giao_uoc"):
            builders.send(session, two[0], loai, IN_TIME)
        builders.step(session, two[0], "khen_dot", "trinh", "canbo.don-vi-1", IN_TIME)
    client.login("canbo.don-vi-1")
    (aside,) = client.page("/2023/").all("aside")
    leaves = [each for each in aside.iter("div") if each.get("class") == "ke-tiep"]
    said = [" ".join(" ".join(each.itertext()).split()) for each in leaves]
    # What lies with the officer comes before what the head holds, although that is due earlier.
    assert len(said) == 2
    assert said[0].startswith("THÁNG 6 20")
    assert said[0].endswith("Bắt đầu : Báo cáo sơ kết 6 tháng")
    assert "Báo cáo tổng kết năm" in said[1]
    client.login("thutruong.don-vi-1")
    (aside,) = client.page("/2023/").all("aside")
    first = next(each for each in aside.iter("div") if each.get("class") == "ke-tiep")
    assert "Đọc và duyệt" in " ".join(first.itertext())


def test_a_head_sees_what_waits_for_approval(client: TownClient, session: Session, two: list[DonVi]) -> None:
    with writing(session):
        for unit in two:
            builders.step(session, unit, "dang_ky", "trinh", f"canbo.{unit.code}", IN_TIME)
    client.login("thutruong.don-vi-1")
    page = client.page("/2023/")
    assert "Đang chờ xử lý" in page.text()
    assert "Phê duyệt 1 việc đang chờ" in nav_words(page)
    assert "/2023/dang-ky/don-vi-1" in {a.get("href") for a in page.all("a")}
    client.login("canbo.don-vi-1")
    assert "Đang chờ xử lý" not in client.page("/2023/").text()


def test_results_stand_against_their_marks(client: TownClient, session: Session, two: list[DonVi]) -> None:
    with writing(session):
        nam_id = session.query(NamThiDua.id).scalar()
        low = builders.target(session, nam_id, two[0], "Thu ngân sách", giao="100")
        level = builders.target(
            session, nam_id, two[0], "Hồ sơ đúng hạn", giao="98", loai=LoaiChiTieu.DUY_TRI, don_vi_tinh="%"
        )
        year_end = builders.target(
            session, nam_id, two[0], "Hộ nghèo giảm", giao="5", loai=LoaiChiTieu.CUOI_NAM
        )
        officer = builders.person_of(session, "canbo.don-vi-1")
        lines = tuple(
            ChiTieuDangKy(one, Decimal(value)) for one, value in ((low, 100), (level, 98), (year_end, 5))
        )
        envelope = session.query(HoSo).filter_by(don_vi_id=two[0].id, loai="dang_ky").one()
        registrations.save(session, officer, envelope, NoiDungDangKy(chi_tieu=lines), at=IN_TIME)
        builders.send(session, two[0], "dang_ky", IN_TIME)
        report = session.query(HoSo).filter_by(don_vi_id=two[0].id, loai="so_ket").one()
        results = (KetQua(low, uoc=Decimal("42.5")), KetQua(level, gia_tri=Decimal("98.2")))
        reports.save(session, officer, report, NoiDungBaoCao(ket_qua=results), at=NOON)
    client.login("canbo.don-vi-1")
    page = client.page("/2023/")
    assert "1 chỉ tiêu dưới mốc" in page.text()
    assert "42,5/100 triệu đồng" in page.text()
    assert "98,2/98 %" in page.text()
    assert "Hộ nghèo giảm" not in page.text()
    (_, low_bar), (_, track), (_, shown), (_, mark) = drawing(page, "Thu ngân sách")
    assert "Dưới mốc, mốc 50" in low_bar["aria-label"]
    assert track["width"] == "100%"
    assert (shown["width"], shown["class"]) == ("42.5%", "f-nghe")
    assert mark["x1"] == "50.0%"
    (_, kept), _, (_, whole), _ = drawing(page, "Hồ sơ đúng hạn")
    assert "Đạt mốc" in kept["aria-label"]
    assert (whole["width"], whole["class"]) == ("100.0%", "f-xanh")
    # The others of the town never see the draft.
    client.login("canbo.don-vi-2")
    assert "Thu ngân sách" not in client.page("/2023/").text()


def test_the_office_sees_its_day(
    client: TownClient, session: Session, two: list[DonVi], clock: TownClock
) -> None:
    with writing(session):
        builders.send(session, two[0], "dang_ky", IN_TIME)
        builders.step(session, two[1], "dang_ky", "trinh", "canbo.don-vi-2", IN_TIME)
    client.login("thuongtruc")
    page = client.page("/2023/")
    figures = next(each for each in page.all("div") if each.get("class") == "so-lieu")
    assert " ".join(" ".join(figures.itertext()).split()) == (
        "1 /10 đã nộp/phải nộp 1 chờ tiếp nhận 1 chờ thủ trưởng 9 quá hạn"
    )
    assert "Không có nội dung nào đến hạn trong 7 ngày tới. Hạn gần nhất: 30/11/2023" in page.text()
    assert "Phê duyệt 1 việc đang chờ" in nav_words(page)
    assert "Cụm Một 1/5 20%" in page.text()
    assert "Khối Hai 0/5 0%" in page.text()
    clock.moment = datetime(2023, 6, 13, 8, 0, tzinfo=VN)
    assert "Báo cáo sơ kết 6 tháng 2 đơn vị chưa nộp 20/6/2023 còn 7 ngày" in client.page("/2023/").text()
    clock.moment = datetime(2023, 6, 12, 8, 0, tzinfo=VN)
    assert "Không có nội dung nào đến hạn" in client.page("/2023/").text()


def test_leaders_read_rates_and_late_units(client: TownClient, two: list[DonVi]) -> None:
    client.login("chutich")
    page = client.page("/2023/")
    assert "Tỷ lệ theo cụm, khối" in page.text()
    assert "Đơn vị chậm" in page.text()
    assert "/2023/tong-hop/so-ket" in {a.get("href") for a in page.all("a")}
    assert "Đang chờ xử lý" not in page.text()


@pytest.mark.parametrize(
    ("who", "there", "not_there"),
    [
        ("quantri", {"/tai-khoan/", "/don-vi/", "/nhat-ky/"}, {"/2023/theo-doi/", "/2023/van-ban/ke-hoach"}),
        (
            "xem",
            {"/2023/van-ban/ke-hoach", "/2023/van-ban/"},
            {"/2023/theo-doi/", "/tai-khoan/", "/2023/phe-duyet/"},
        ),
    ],
)
def test_others_get_only_their_links(
    client: TownClient, two: list[DonVi], who: str, there: set[str], not_there: set[str]
) -> None:
    client.login(who)
    page = client.page("/2023/")
    links = {a.get("href") for a in page.all("a")}
    assert there <= links
    assert not links & not_there
    assert "Đơn vị số" not in page.text()


def test_nobody_s_account_without_a_role_is_told_so(
    client: TownClient, session: Session, two: list[DonVi]
) -> None:
    builders.account(session, "trong")
    client.login("trong")
    assert "chưa được giao vai trò nào" in client.page("/2023/").text()


def test_every_link_of_the_first_pages_leads_somewhere(
    client: TownClient, session: Session, two: list[DonVi]
) -> None:
    with writing(session):
        builders.unit(session, "phong-noi-vu", "Phòng Nội vụ thị xã Ayun Pa", order=9)
        builders.send(session, two[0], "dang_ky", IN_TIME)
    for who in ("thuongtruc", "chutich", "quantri", "xem", "canbo.don-vi-1", "thutruong.don-vi-1"):
        client.login(who)
        for address in {a.get("href", "") for a in client.page("/2023/").all("a")}:
            if address.startswith("/"):
                assert client.get(address, follow_redirects=True).status_code == 200, f"{who}: {address}"


def test_the_badge_counts_what_the_inbox_lists(
    client: TownClient, session: Session, two: list[DonVi]
) -> None:
    with writing(session):
        builders.send(session, two[0], "dang_ky", IN_TIME)
        builders.step(session, two[0], "dang_ky", "tiep_nhan", "thuongtruc", IN_TIME)
        builders.step(session, two[0], "dang_ky", "de_nghi_dieu_chinh", "canbo.don-vi-1", LATE, "Sai số")
        builders.send(session, two[1], "ke_hoach", IN_TIME)
        builders.step(session, two[1], "dang_ky", "trinh", "canbo.don-vi-2", IN_TIME)
    for who, expected in (
        ("thuongtruc", 2),
        ("truongphong", 2),
        ("thutruong.don-vi-2", 1),
        ("thutruong.don-vi-1", 0),
        ("canbo.don-vi-1", 0),
        ("chutich", 0),
    ):
        actor = builders.person_of(session, who)
        assert waiting_count(session, actor, 2023) == expected == len(waiting(session, actor, 2023, at=NOON))
    assert waiting_count(session, builders.person_of(session, "thuongtruc"), 2022) == 0
    session.commit()
    with writing(session):
        builders.step(session, two[0], "dang_ky", "dieu_chinh", "thuongtruc", LATE, "Đồng ý")
    office = builders.person_of(session, "thuongtruc")
    assert waiting_count(session, office, 2023) == 1
    session.commit()
    # An adjustment given up was answered: the old request waits no more.
    with writing(session):
        builders.step(session, two[0], "dang_ky", "bo_dieu_chinh", "thuongtruc", LATE)
    assert waiting_count(session, office, 2023) == 1 == len(waiting(session, office, 2023, at=NOON))


def test_the_frame_names_the_town_and_its_standing_body(client: TownClient, session: Session) -> None:
    with writing(session):
        builders.unit(session, "phong-noi-vu", "Phòng Nội vụ thị xã Ayun Pa")
        builders.year(session)
        made = builders.account(session, "thuongtruc", Role.THUONG_TRUC, ho_ten="Nguyễn Thu Hà")
        session.get_one(Nguoi, made.nguoi_id).dien_thoai = "0269 3852 113"
    page = client.page("/dang-nhap")
    assert "UBND thị xã Ayun Pa" in page.text()
    body = "Phòng Nội vụ thị xã Ayun Pa - thường trực Hội đồng Thi đua - Khen thưởng"
    footer = f"{body} · điện thoại 0269 3852 113"
    assert footer in page.text()
    # From another day the Phòng has another name.
    with writing(session):
        name = session.query(TenDonVi).one()
        name.den_ngay = NOON.date() - timedelta(days=1)
    assert footer.partition(" - ")[0] not in client.page("/dang-nhap").text()


def statements(session: Session, client: TownClient, path: str) -> int:
    counted: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not re.match(r"(?i)\s*(begin|commit|rollback|pragma|savepoint|update phien)", statement):
            counted.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(counted)


@pytest.mark.parametrize("who", ["canbo.don-vi-1", "thutruong.don-vi-1", "thuongtruc", "chutich"])
def test_the_statements_do_not_grow_with_the_town(client: TownClient, session: Session, who: str) -> None:
    with writing(session):
        builders.town(session, 2)
    client.login(who)
    few = statements(session, client, "/2023/")
    with writing(session):
        nam_id = session.query(NamThiDua.id).scalar()
        more = [builders.unit(session, f"them-{n}", f"Đơn vị thêm {n}", order=9 + n) for n in range(6)]
        builders.ho_so(session, nam_id, *more)
    assert statements(session, client, "/2023/") == few
    assert few <= 30
