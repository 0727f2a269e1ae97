"""Forty units and eighty accounts out of one workbook, with every wrong row named first."""

import io
import re

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from tests import builders
from tests.conftest import NOON
from tests.town_client import Page, TownClient
from thidua.core.actor import Role
from thidua.db.base import writing
from thidua.donvi.models import DonVi
from thidua.donvi.queries import LOAI, units_on
from thidua.nhapxuat.compose.to_chuc import ACCOUNT_WORDS, role_words
from thidua.taikhoan.models import TaiKhoan, VaiTro
from thidua.web import labels

UNIT_HEADS = [
    "Mã", "Tên đơn vị", "Tên ngắn", "Loại", "Mã đơn vị cấp trên", "Thể thức văn bản", "Tên in trên văn bản",
    "Quyền hạn, chức vụ ký", "Ký hiệu văn bản", "Địa danh", "SĐT",
]  # fmt: skip
PEOPLE_HEADS = ["Tài khoản", "Họ và tên", "Chức vụ", "Vai trò", "Đơn vị", "Điện thoại"]


@pytest.fixture
def desk(client: TownClient, session: Session) -> TownClient:
    with writing(session):
        builders.town(session, 1)
    client.login("quantri")
    return client


def forty() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    units, people = book.active, book.create_sheet("Người dùng")
    assert units is not None
    units.append(["DANH SÁCH ĐƠN VỊ"])
    units.append(UNIT_HEADS)
    people.append(PEOPLE_HEADS)
    # Children stand before their parent: the order of the rows must not matter.
    for n in range(40, 0, -1):
        above = "" if n <= 5 else f"phuong-{n % 5 + 1:02}"
        units.append(
            [f"phuong-{n:02}", f"UBND phường số {n}", f"P. {n}", "phường", above, "Nghị định 30/2020/NĐ-CP",
             f"ỦY BAN NHÂN DÂN\nPHƯỜNG SỐ {n}", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "UBND", "Ayun Pa", "0269001"]
        )  # fmt: skip
        for account, role in (("canbo", "Người phụ trách thi đua"), ("thutruong", "thủ trưởng đơn vị")):
            people.append(
                [f"{account}.phuong-{n:02}", f"Nguyễn {account}", "Công chức", role, f"phuong-{n:02}", "0123"]
            )
    return book


def sent(desk: TownClient, book: openpyxl.Workbook) -> tuple[str, Page]:
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    answer = desk.post_form("/nhap/to-chuc", {"tep": (out, "town.xlsx")})
    assert answer.status_code == 303, answer.text
    return answer.location, desk.page(answer.location)


def sheet(book: openpyxl.Workbook, place: int) -> Worksheet:
    found = book.worksheets[place]
    assert isinstance(found, Worksheet)
    return found


def test_a_town_comes_in_from_one_workbook(desk: TownClient, session: Session) -> None:
    book = forty()
    sheet(book, 0)["A5"] = "Phường Ba Mươi Tám"
    sheet(book, 0)["D10"] = "thôn"
    sheet(book, 1)["D8"] = None
    address, page = sent(desk, book)
    # The code that is wrong leaves its two accounts without a unit; a wrong kind is the unit's fault alone.
    named = {word for word in page.text().split() if re.fullmatch(r"[A-Z]\d+", word)}
    assert named == {"A5", "D8", "D10", "E6", "E7"}
    assert "Ghi" not in page.text().split("Ô sai")[0].split("Còn một ô sai")[0].split()[-3:]
    assert session.query(DonVi).count() == 1
    marked = openpyxl.load_workbook(io.BytesIO(desk.get(f"{address}.xlsx").data))
    assert marked.sheetnames[:2] == ["Ô sai", "Sheet"]
    wrong = marked["Sheet"]["D10"]
    assert (wrong.value, wrong.fill.fgColor.rgb, "thôn" in str(wrong.comment)) == ("thôn", "FFFFC7CE", True)
    assert "D8" in [cell.value for cell in marked["Ô sai"]["B"]]

    # Put right where it is marked, the same file is taken; its list of faults does no harm.
    marked["Sheet"]["A5"], marked["Sheet"]["D10"] = "phuong-38", "phường"
    marked["Người dùng"]["D8"] = "Người phụ trách thi đua"
    _address, page = sent(desk, marked)
    assert "120 thêm mới · 0 sửa · 0 giữ nguyên · 0 ô sai" in page.text()

    address, page = sent(desk, forty())
    assert "120 thêm mới · 0 sửa · 0 giữ nguyên · 0 ô sai" in page.text()
    assert desk.post_form(address).status_code == 303
    session.expire_all()
    assert session.query(DonVi).count() == 41
    found = {unit.code: unit for unit in units_on(session, NOON.date()).values()}
    assert found["phuong-40"].cap_tren_id == found["phuong-01"].id
    assert found["phuong-40"].dien_thoai == "0269001"
    account = session.query(TaiKhoan).filter_by(ten_dang_nhap="thutruong.phuong-07").one()
    role = session.query(VaiTro).filter_by(tai_khoan_id=account.id).one()
    assert (role.vai_tro, role.don_vi_id) == (Role.THU_TRUONG, found["phuong-07"].id)
    assert account.phai_doi_mat_khau

    again = desk.get("/nhap/to-chuc.xlsx").data
    _address, page = sent(desk, openpyxl.load_workbook(io.BytesIO(again)))
    assert "Không có gì thay đổi" in page.text()

    changed = openpyxl.load_workbook(io.BytesIO(again))
    names = [cell.value for cell in sheet(changed, 0)[1]]
    sheet(changed, 0).cell(2, names.index("Tên đơn vị") + 1, "Tên sửa lại")
    sheet(changed, 1).cell(2, 2, "Người sửa lại")
    address, page = sent(desk, changed)
    assert "0 thêm mới · 2 sửa" in page.text()
    desk.post_form(address)
    session.expire_all()
    assert [u.ten for u in units_on(session, NOON.date()).values()].count("Tên sửa lại") == 1


def rows(*units: list[object], people: tuple[list[object], ...] = ()) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.append(UNIT_HEADS)
    for row in units:
        first.append([*row, *["x"] * (len(UNIT_HEADS) - len(row))])
    second = book.create_sheet("T")
    second.append(PEOPLE_HEADS)
    for row in people:
        second.append(row)
    return book


def one_unit(code: str, above: str = "") -> list[object]:
    return [code, "Tên", "T", "xã", above, "nd30", "TÊN", "CHỦ TỊCH", "K", "Đ", "1"]


def test_a_circle_of_parents_and_unknown_ones_are_refused(desk: TownClient, session: Session) -> None:
    book = rows(one_unit("a", "b"), one_unit("b", "c"), one_unit("c", "a"), one_unit("d", "khong-co"))
    _address, page = sent(desk, book)
    assert {"E2", "E3", "E4", "E5"} <= set(page.text().split())
    assert "vòng cấp trên" in page.text()
    assert session.query(DonVi).count() == 1


def test_faults_of_accounts_are_named(desk: TownClient) -> None:
    people: tuple[list[object], ...] = (
        ["Cán Bộ", "A", "", "người xem", "", ""],
        ["b", "B", "", "thủ trưởng đơn vị", "", ""],
        ["c", "C", "", "người xem", "don-vi-1", ""],
        ["d", "D", "", "người xem", "", ""],
        ["d", "Khác", "", "thủ trưởng đơn vị", "don-vi-1", ""],
        ["e", "E", "", "vua", "", ""],
    )
    _address, page = sent(desk, rows(one_unit("a"), people=people))
    assert {"A2", "E3", "E4", "B6", "D7"} <= set(page.text().split())


def test_a_code_once_given_stays(desk: TownClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/nhap/to-chuc.xlsx").data))
    sheet(book, 0)["A2"] = "ma-khac"
    _address, page = sent(desk, book)
    assert "Ghi lại mã “don-vi-1”" in page.text()


def test_roles_have_the_words_of_the_screen() -> None:
    assert dict(labels.ROLES) == role_words("")
    assert role_words("Phòng Văn hóa - Xã hội")[Role.LANH_DAO_PHONG] == "Lãnh đạo Phòng Văn hóa - Xã hội"


def test_accounts_have_the_states_of_the_screen() -> None:
    on_screen = {code: state.words for code, state in labels.ACCOUNT_STATES.items()}
    # A wait of minutes is told on the screen only.
    assert on_screen == {**ACCOUNT_WORDS, "tam_khoa": on_screen["tam_khoa"]}


def test_a_shut_account_stays_as_it_is(desk: TownClient, session: Session) -> None:
    with writing(session):
        session.query(TaiKhoan).filter_by(ten_dang_nhap="xem").one().khoa_luc = NOON
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/tai-khoan.xlsx?tinh-trang=khoa").data))
    page = sheet(book, 0)
    assert ("(đang lọc: 1 trong " in str(page["A1"].value), page["A4"].value) == (True, "xem")
    for name, said in (("Phạm Thị Xem", "Không có gì thay đổi"), ("Tên khác", "Tài khoản đã khóa")):
        page["B4"] = name
        book.save(stream := io.BytesIO())
        stream.seek(0)
        answer = desk.post_form("/nhap/tai-khoan", {"tep": (stream, "ra.xlsx")})
        assert said in desk.page(answer.location).text()


def test_kinds_of_units_have_one_set_of_words() -> None:
    assert dict(labels.UNIT_TYPES) == dict(LOAI)


def test_only_the_administrator_brings_accounts(client: TownClient, desk: TownClient) -> None:
    client.login("thuongtruc")
    assert client.get("/nhap/to-chuc").status_code == 403
    assert client.get("/nhap/don-vi").status_code == 200
    assert "Tài khoản" not in client.page("/nhap/").by_id("chinh").find("ul").itertext()  # type: ignore[union-attr]
