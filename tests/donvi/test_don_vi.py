"""The tree of units, its history and its pages."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import builders
from tests.builders import EARLY
from tests.conftest import NOON
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.core.errors import NotNow, WrongInput
from thidua.db.base import writing
from thidua.donvi.actions import TenMoi
from thidua.donvi.actions.cay import move_unit, reorder_unit
from thidua.donvi.actions.ke_thua import KetThuc, end_unit
from thidua.donvi.actions.ten import rename_unit
from thidua.donvi.models import DonVi, KeThua, TenDonVi, ThuocDonVi
from thidua.donvi.queries import unit_by_code_in_year, unit_on, units_in_year
from thidua.donvi.queries.cay import unit_tree
from thidua.donvi.queries.ke_thua import lineage, predecessors, successors

TODAY = NOON.date()


@contextmanager
def changing(session: Session) -> Iterator[None]:
    """A writing unit after whatever was read."""
    session.rollback()
    with writing(session):
        yield


@pytest.fixture
def three(built_once: Builder) -> list[int]:
    return built_once(_three)


def _three(session: Session) -> list[int]:
    with writing(session):
        return [unit.id for unit in builders.town(session, 3)]


def named(ten: str) -> TenMoi:
    return TenMoi(ten, ten[:64], (), (ten.upper(),), ("TRƯỞNG PHÒNG",), "PB", "Ayun Pa")


def rows(client: TownClient, path: str = "/don-vi/") -> list[str]:
    lines = [" ".join(" ".join(tr.itertext()).split()) for tr in client.page(path).all("tr")]
    return [line for line in lines if not line.startswith("Đơn vị Mã")]


def send(client: TownClient, path: str, data: dict[str, Any]) -> TestResponse:
    """Send the form with this address from the page on which it stands."""
    above, _, last = path.rpartition("/")
    page = {"len": "/don-vi/", "xuong": "/don-vi/", "cap-tren": above, "ket-thuc": above}.get(last, path)
    return client.post_form(path, data, page=page)


# --- names


def test_a_new_name_leaves_the_old_one_to_its_days(session: Session, three: list[int]) -> None:
    with changing(session):
        rename_unit(session, None, three[0], named("Phòng Mới"), date(2024, 3, 1), at=EARLY)
    code = "don-vi-1"
    assert unit_on(session, code, date(2024, 2, 29)).ten == "Đơn vị số 1"
    assert unit_on(session, code, date(2024, 3, 1)).ten == "Phòng Mới"
    late = NOON + timedelta(days=3 * 365)
    assert unit_by_code_in_year(session, code, 2023, late).ten == "Đơn vị số 1"
    assert unit_by_code_in_year(session, code, 2024, late).ten == "Phòng Mới"


def test_names_never_overlap_and_the_field_is_named(session: Session, three: list[int]) -> None:
    for day in (date(2022, 12, 31), builders.FIRST_DAY):
        with pytest.raises(WrongInput) as refused, changing(session):
            rename_unit(session, None, three[0], named("Phòng Mới"), day, at=EARLY)
        assert (refused.value.reason, refused.value.facts["o"]) == ("ten_chong_ngay", "tu_ngay")
    session.rollback()
    assert session.scalars(select(TenDonVi).where(TenDonVi.don_vi_id == three[0])).one().den_ngay is None


# --- the tree


def test_the_tree_follows_the_day_and_refuses_circles(session: Session, three: list[int]) -> None:
    one, two, three_ = three
    with changing(session):
        move_unit(session, None, two, one, date(2023, 2, 1), at=EARLY)
        move_unit(session, None, three_, two, date(2023, 3, 1), at=EARLY)
    assert [(row.don_vi.id, row.bac) for row in unit_tree(session, TODAY)] == [
        (one, 0),
        (two, 1),
        (three_, 2),
    ]
    assert {row.bac for row in unit_tree(session, date(2023, 1, 15))} == {0}
    for above in (two, three_, one):
        with pytest.raises(WrongInput) as refused, changing(session):
            move_unit(session, None, one, above, date(2023, 4, 1), at=EARLY)
        assert (refused.value.reason, refused.value.facts["o"]) == ("cay_vong", "cap_tren")
    # The place under it begins later; a circle would stand there then.
    with pytest.raises(WrongInput, match="cay_vong"), changing(session):
        move_unit(session, None, one, three_, date(2023, 1, 10), at=EARLY)
    with changing(session):
        move_unit(session, None, two, None, date(2023, 5, 1), at=EARLY)
        move_unit(session, None, one, three_, date(2023, 6, 1), at=EARLY)
    assert [row.don_vi.id for row in unit_tree(session, TODAY)] == [two, three_, one]


def test_order_moves_among_siblings_only(session: Session, three: list[int]) -> None:
    one, two, three_ = three
    with changing(session):
        move_unit(session, None, two, one, date(2023, 2, 1), at=EARLY)
        reorder_unit(session, None, three_, up=True, at=NOON)
    assert [row.don_vi.id for row in unit_tree(session, TODAY)] == [three_, one, two]
    with changing(session):
        reorder_unit(session, None, two, up=True, at=NOON)
    assert [row.don_vi.id for row in unit_tree(session, TODAY)] == [three_, one, two]
    assert sorted(session.scalars(select(DonVi.thu_tu))) == [1, 2, 3]


# --- the end


def test_merged_units_live_on_in_their_successor(session: Session, three: list[int]) -> None:
    one, two, three_ = three
    end = KetThuc(date(2024, 6, 30), "sap_nhap", (three_,), "Nghị quyết số 12/NQ-HĐND")
    with changing(session):
        end_unit(session, None, one, end, at=EARLY)
        end_unit(session, None, two, end, at=EARLY)
    assert [row.ngay for row in predecessors(session, three_)] == [date(2024, 7, 1)] * 2
    assert [row.code for row in successors(session, one)] == ["don-vi-3"]
    assert lineage(session, three_) == {one, two, three_}
    late = NOON + timedelta(days=3 * 365)
    assert (
        set(units_in_year(session, 2023, late))
        == set(units_in_year(session, 2024, late))
        == {one, two, three_}
    )
    assert set(units_in_year(session, 2025, late)) == {three_}
    with pytest.raises(NotNow, match="don_vi_da_ket_thuc"), changing(session):
        rename_unit(session, None, one, named("Phòng Mới"), date(2025, 1, 1), at=EARLY)


def test_a_part_split_off_leaves_the_unit_at_work(session: Session, three: list[int]) -> None:
    one, two, _ = three
    with changing(session):
        end = KetThuc(date(2023, 6, 30), "chia_tach", (two,), "", van_hoat_dong=True)
        end_unit(session, None, one, end, at=EARLY)
    assert unit_on(session, "don-vi-1", date(2024, 1, 1)).ten == "Đơn vị số 1"
    assert [row.hinh_thuc for row in successors(session, one)] == ["chia_tach"]


ENDS = (
    ("sap_nhap", (), date(2023, 6, 30), False, "sap_nhap_mot", "ke_thua"),
    ("chia_tach", (2,), date(2023, 6, 30), False, "chia_tach_hai", "ke_thua"),
    ("giai_the", (), date(2023, 6, 30), True, "chi_chia_tach_di_tiep", "van_hoat_dong"),
    ("sap_nhap", (1,), date(2023, 6, 30), False, "ke_thua_khong_co", "ke_thua"),
    ("giai_the", (), date(2022, 6, 30), False, "ngay_cuoi_truoc_ten", "ngay_cuoi"),
    ("giai_the", (), date(2023, 6, 30), False, "con_don_vi_truc_thuoc", "ngay_cuoi"),
    ("khac", (), date(2023, 6, 30), False, "hinh_thuc_khong_co", "hinh_thuc"),
)
"""Form, successors, last day, goes on → why not, at which field."""


def test_an_end_that_cannot_be_writes_nothing(session: Session, three: list[int]) -> None:
    with changing(session):
        move_unit(session, None, three[2], three[0], date(2023, 2, 1), at=EARLY)
    for hinh_thuc, places, last_day, goes_on, reason, field in ENDS:
        chosen = tuple(three[place - 1] for place in places)
        with pytest.raises(WrongInput) as refused, changing(session):
            end_unit(session, None, three[0], KetThuc(last_day, hinh_thuc, chosen, "", goes_on), at=EARLY)
        assert (refused.value.reason, refused.value.facts["o"]) == (reason, field)
    session.rollback()
    assert session.scalars(select(KeThua)).all() == []
    assert session.scalars(select(TenDonVi.den_ngay)).all() == [None] * 3
    assert session.scalars(select(ThuocDonVi.den_ngay)).all() == [None]


# --- pages


def test_units_stand_in_their_tree_with_their_people(
    client: TownClient, session: Session, three: list[int]
) -> None:
    with changing(session):
        builders.unit(session, "truong-thcs-le-loi", "Trường THCS Lê Lợi", order=9)
        move_unit(session, None, three[1], three[0], TODAY, at=EARLY)
    client.login("quantri")
    assert rows(client) == [
        "Đơn vị số 1 Phường don-vi-1 UBND Cụm Một (trưởng) Rcom Sa Ksor H'Lan",
        "Đơn vị số 2 Phường don-vi-2 UBND Cụm Một Rcom Sa Ksor H'Lan",
        "Đơn vị số 3 Phường don-vi-3 UBND Khối Hai (trưởng) Rcom Sa Ksor H'Lan",
        "Trường THCS Lê Lợi Phường truong-thcs-le-loi UBND – chưa có chưa có",
    ]
    assert [row.split(" Phường")[0] for row in rows(client, "/don-vi/?q=so+2")] == ["Đơn vị số 2"]
    assert rows(client, "/don-vi/?loai=xa") == []
    assert "/don-vi.xlsx?q=so+2" in {link.get("href") for link in client.page("/don-vi/?q=so+2").all("a")}
    sheet = load_workbook(io.BytesIO(client.get("/don-vi.xlsx").data)).active
    found = [[cell.value for cell in line] for line in sheet.iter_rows()]
    head = next(place for place, line in enumerate(found) if line[0] == "Mã")
    assert found[head + 2][:5] == ["don-vi-2", "Đơn vị số 2", "Đơn vị số 2", "Phường", "don-vi-1"]
    told = dict(zip(found[head], found[head + 2], strict=True))
    assert (told["Cụm, khối"], told["Thủ trưởng"]) == ("Cụm Một", "Rcom Sa")


SEEN = (
    ("thuongtruc", 200, 200),
    ("truongphong", 200, 200),
    ("quantri", 200, 403),
    ("chutich", 403, 403),
    ("canbo.don-vi-1", 403, 403),
)
"""Account → status of the list, of a unit."""


def test_who_sees_the_units(client: TownClient, three: list[int]) -> None:
    for who, list_status, unit_status in SEEN:
        client.login(who)
        assert {client.get(path).status_code for path in ("/don-vi/", "/don-vi.xlsx")} == {list_status}, who
        for path in ("/don-vi/don-vi-1", "/don-vi/don-vi-1/sua", "/don-vi/moi"):
            assert client.get(path).status_code == unit_status, f"{who} {path}"
        client.logout()


def test_an_empty_office_says_so(client: TownClient, session: Session) -> None:
    builders.account(session, "quantri", Role.QUAN_TRI)
    client.login("quantri")
    assert "Chưa có đơn vị nào." in client.page("/don-vi/").text()
    assert client.get("/don-vi.xlsx").status_code == 200


NEW = {
    "code": "phong-van-hoa",
    "ten": "Phòng Văn hóa - Xã hội",
    "ten_ngan": "Phòng VH-XH",
    "loai": "phong",
    "the_thuc": "nd30",
    "co_quan_ban_hanh": "PHÒNG VĂN HÓA - XÃ HỘI",
    "co_quan_chu_quan": "ỦY BAN NHÂN DÂN\r\nPHƯỜNG AYUN PA",
    "quyen_han_ky": "TRƯỞNG PHÒNG",
    "ky_hieu": "VHXH",
    "dia_danh": "Ayun Pa",
    "tu_ngay": "01/7/2025",
    "cap_tren": "",
}


def test_a_unit_is_added_renamed_moved_and_closed_on_screen(
    client: TownClient, session: Session, three: list[int]
) -> None:
    client.login("thuongtruc")
    answer = send(client, "/don-vi/moi", NEW | {"tu_ngay": "1/2/2023", "cap_tren": str(three[0])})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/don-vi/phong-van-hoa")
    page = client.page("/don-vi/phong-van-hoa").text()
    assert all(said in page for said in ("Phòng Văn hóa - Xã hội", "từ 01/02/2023"))
    made = unit_on(session, "phong-van-hoa", TODAY)
    assert (made.cap_tren_id, made.co_quan_chu_quan) == (three[0], ("ỦY BAN NHÂN DÂN", "PHƯỜNG AYUN PA"))

    change = NEW | {"ten": "Phòng Văn hóa", "cach": "tu_ngay", "tu_ngay": "1/6/2023", "row_version": "1"}
    assert send(client, "/don-vi/phong-van-hoa/sua", change).status_code == 303
    assert unit_on(session, "phong-van-hoa", date(2023, 5, 31)).ten == "Phòng Văn hóa - Xã hội"
    stale = send(client, "/don-vi/phong-van-hoa/sua", change | {"ten": "Tên khác"})
    assert stale.status_code == 409
    assert "đang lưu “Phòng Văn hóa”, vừa gõ “Tên khác”" in " ".join(stale.text.split())
    assert 'value="Tên khác"' in stale.text

    version = unit_on(session, "phong-van-hoa", TODAY).row_version
    moved = {"cap_tren": "", "tu_ngay": "15/6/2023", "row_version": version}
    assert send(client, "/don-vi/phong-van-hoa/cap-tren", moved).status_code == 303
    closed = {
        "hinh_thuc": "sap_nhap", "ngay_cuoi": "20/6/2023", "ke_thua": [str(three[1])],
        "quyet_dinh": "Quyết định số 5/QĐ-UBND", "row_version": version + 1,
    }  # fmt: skip
    assert send(client, "/don-vi/phong-van-hoa/ket-thuc", closed).status_code == 303
    page = client.page("/don-vi/phong-van-hoa").text()
    assert all(said in page for said in ("kết thúc hoạt động ngày 20/6/2023", "theo Quyết định số 5/QĐ-UBND"))
    assert "phong-van-hoa" not in " ".join(rows(client))


WRONG = (
    ("/don-vi/moi", NEW | {"code": "don-vi-1"}, "Mã “don-vi-1” đã có đơn vị khác dùng."),
    ("/don-vi/moi", NEW | {"code": "moi"}, "Mã “moi” đã có"),
    ("/don-vi/moi", NEW | {"code": "Phòng 1"}, "chữ thường không dấu"),
    ("/don-vi/moi", NEW | {"tu_ngay": "ba mươi"}, "ba mươi"),
    ("/don-vi/moi", NEW | {"ten": "x" * 256}, "255"),
    ("/don-vi/don-vi-1/sua", NEW | {"cach": "tu_ngay", "tu_ngay": ""}, "Điền ngày tên mới có hiệu lực"),
    ("/don-vi/don-vi-1/sua", NEW | {"cach": "tu_ngay", "tu_ngay": "1/1/2023"}, "không chồng ngày nhau"),
    (
        "/don-vi/don-vi-1/cap-tren",
        {"cap_tren": "999999", "tu_ngay": "1/6/2023"},
        "không có trong danh sách",
    ),
    (
        "/don-vi/don-vi-1/ket-thuc",
        {"hinh_thuc": "sap_nhap", "ngay_cuoi": "1/6/2023"},
        "đúng một đơn vị kế thừa",
    ),
)
"""Address, what is sent → what the page says."""


def test_what_cannot_be_taken_comes_back_with_its_sentence(
    client: TownClient, session: Session, three: list[int]
) -> None:
    client.login("thuongtruc")
    for path, sent, said in WRONG:
        answer = send(client, path, sent)
        assert answer.status_code == 422, said
        assert said in answer.text
    session.rollback()
    assert len(session.scalars(select(DonVi)).all()) == 3
    assert session.scalars(select(TenDonVi.den_ngay)).all() == [None] * 3


def test_buttons_put_units_in_order(client: TownClient, three: list[int]) -> None:
    client.login("truongphong")
    assert send(client, "/don-vi/don-vi-3/len", {}).headers["Location"] == "/don-vi/#don-vi-3"
    assert send(client, "/don-vi/don-vi-1/xuong", {}).status_code == 303
    assert [row.split(" Phường")[0][-1] for row in rows(client)] == ["3", "1", "2"]
    unknown = client.post("/don-vi/khong-co/len", data={"csrf_token": client.token()})
    assert unknown.status_code == 404


def test_the_statements_do_not_grow_with_the_town(client: TownClient, session: Session) -> None:
    with changing(session):
        builders.town(session, 2)
    client.login("quantri")

    def statements() -> int:
        counted: list[str] = []

        def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
            if re.match(r"(?i)\s*select", statement):
                counted.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            assert client.get("/don-vi/").status_code == 200
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(counted)

    few = statements()
    with changing(session):
        for n in range(5):
            unit = builders.unit(session, f"them-{n}", f"Đơn vị thêm {n}", order=9 + n)
            builders.account(session, f"canbo.them-{n}", Role.CAN_BO, don_vi=unit)
    assert statements() == few
    assert few <= 18
