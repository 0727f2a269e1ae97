"""Every list page has its .xlsx: who reads the page takes the file, and Excel reads it as a table."""

import io
import re
from datetime import date, datetime

import openpyxl
import pytest
from flask import Flask
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from tests import builders
from tests.kept_towns import Builder
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.db.base import writing
from thidua.namthidua.actions.lich import set_days
from thidua.namthidua.queries import year
from thidua.namthidua.queries.lich import NgayRow
from thidua.namthidua.queries.nghia_vu import duties
from thidua.nhapxuat.compose.danh_sach import BANG

# Page → the page's rule; the file stands at the same address, without its last slash, plus .xlsx.
LISTS = {
    "/don-vi/": "/don-vi/",
    "/tai-khoan/": "/tai-khoan/",
    "/tai-khoan/phien": "/tai-khoan/phien",
    "/tai-khoan/uy-quyen": "/tai-khoan/uy-quyen",
    "/nhat-ky/": "/nhat-ky/",
    "/tin-cay": "/tin-cay",
    "/2023/cai-dat/can-cu": "/<nam:nam_thi_dua>/cai-dat/can-cu",
    "/2023/cai-dat/phong-trao": "/<nam:nam_thi_dua>/cai-dat/phong-trao",
    "/2023/cai-dat/chi-tieu": "/<nam:nam_thi_dua>/cai-dat/chi-tieu",
    "/2023/cai-dat/chi-tieu/giao/cum-mot": "/<nam:nam_thi_dua>/cai-dat/chi-tieu/giao/<cumkhoi:cum_khoi>",
    "/2023/cai-dat/nghia-vu": "/<nam:nam_thi_dua>/cai-dat/nghia-vu",
    "/2023/cai-dat/cum-khoi": "/<nam:nam_thi_dua>/cai-dat/cum-khoi",
    "/2023/cai-dat/lich": "/<nam:nam_thi_dua>/cai-dat/lich",
    "/2023/cai-dat/quy-dinh": "/<nam:nam_thi_dua>/cai-dat/quy-dinh",
    "/2023/lich": "/<nam:nam_thi_dua>/lich",
    "/2023/dang-ky/": "/<nam:nam_thi_dua>/dang-ky/",
    "/2023/dang-ky/don-vi-1/ca-nhan": "/<nam:nam_thi_dua>/dang-ky/<donvi:don_vi>/ca-nhan",
    "/2023/giao-uoc/": "/<nam:nam_thi_dua>/giao-uoc/",
    "/2023/phe-duyet/": "/<nam:nam_thi_dua>/phe-duyet/",
    "/2023/theo-doi/": "/<nam:nam_thi_dua>/theo-doi/",
    "/2023/van-ban/": "/<nam:nam_thi_dua>/van-ban/",
    "/2023/van-ban-yeu-cau/{}": "/<nam:nam_thi_dua>/van-ban-yeu-cau/<int:nghia_vu_id>",
    "/2023/tong-hop/dang-ky": "/<nam:nam_thi_dua>/tong-hop/dang-ky",
    "/2023/tong-hop/so-ket/nguon": "/<nam:nam_thi_dua>/tong-hop/<kybaocao:ky_bao_cao>/nguon",
}
# Has its file only once there is a text in force: tests/theodoi shows it.
ELSEWHERE = {"/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>/ket-qua"}
# Pages about one thing, forms, papers and first pages: no list whose rows are kept.
NO_LISTS = {
    "/",
    "/<nam:nam_thi_dua>/",
    "/<nam:nam_thi_dua>/bao-cao/<kybaocao:ky>/<donvi:don_vi>",
    "/<nam:nam_thi_dua>/cai-dat/",
    "/<nam:nam_thi_dua>/cai-dat/cum-khoi/<cumkhoi:cum_khoi>",
    "/<nam:nam_thi_dua>/cai-dat/dong-nam",
    "/<nam:nam_thi_dua>/cai-dat/dot",
    "/<nam:nam_thi_dua>/cai-dat/ke-hoach",
    "/<nam:nam_thi_dua>/cai-dat/mo-nam",
    "/<nam:nam_thi_dua>/dang-ky/<donvi:don_vi>",
    "/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>",
    "/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>/<donvi:don_vi>",
    "/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>/bang-chung",
    "/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>/ky",
    "/<nam:nam_thi_dua>/giao-uoc/<cumkhoi:cum_khoi>/ky/doi-chieu",
    "/<nam:nam_thi_dua>/ke-hoach/<donvi:don_vi>",
    "/<nam:nam_thi_dua>/khen-dot/<donvi:don_vi>",
    "/<nam:nam_thi_dua>/nhiem-vu/<int:so>/<donvi:don_vi>",
    "/<nam:nam_thi_dua>/tong-hop/<kybaocao:ky_bao_cao>",
    "/<nam:nam_thi_dua>/tong-hop/<kybaocao:ky_bao_cao>/so-lieu",
    "/<nam:nam_thi_dua>/van-ban/ke-hoach",
    "/cai-dat/co-quan",
    "/dang-nhap",
    "/doi-mat-khau",
    "/don-vi/<donvi:don_vi>",
    "/khoi-tao",
    "/kiem-tra/",
    "/suc-khoe",
    "/tai-khoan/<taikhoan:ten>",
    "/tai-khoan/<taikhoan:ten>/ban-giao",
    "/the-thuc",
    "/tra-cuu",
    "/tro-giup/",
}
# What these end in is a file, a form for one row, a draft or a help page.
NO_LIST_ENDS = (
    ".docx", ".html", ".ics", ".xlsx", "/tep", "/anh", "/moi", "/them", "/sua", "/phan-cong",
    "/uy-quyen/uy-quyen", "_id>", ":ma_giay>", ":bai>", ":ben>", ":tep>",
)  # fmt: skip


@pytest.fixture
def town(built_once: Builder) -> int:
    """A small town with a formula for a name; the id of the obligation that a văn bản asks for."""
    return built_once(_town)


def _town(session: Session) -> int:
    with writing(session):
        units = builders.town(session, 3)
        builders.account(session, "canbo.la", Role.CAN_BO, don_vi=units[0], ho_ten='=HYPERLINK("http://x","y")')
        nam_id = year(session, 2023).id
        set_days(
            session, None, [NgayRow(date(2023, 9, 4), "nghi", "=1+1", "-2+3")], at=builders.EARLY
        )
        duty = duties(session, nam_id)[0]
    return duty.id


def test_every_page_is_a_list_with_its_file_or_is_none(app: Flask) -> None:
    pages = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith(("nhapxuat", "static"))
    }
    listed = set(LISTS.values()) | ELSEWHERE
    known = listed | NO_LISTS
    assert {page for page in pages - known if not page.endswith(NO_LIST_ENDS)} == set()
    assert known - pages == set()


def sheet_of(content: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def heads_of(sheet: Worksheet) -> tuple[int, list[str]]:
    """The heading row under which the first row that moves begins."""
    assert sheet.freeze_panes
    row = int(sheet.freeze_panes[1:]) - 1
    return row, [str(cell.value) for cell in sheet[row] if cell.value]


def checked(content: bytes, page: str) -> None:
    sheet = sheet_of(content)
    head, heads = heads_of(sheet)
    assert len(heads) > 2, page
    assert sheet.auto_filter.ref, page
    assert str(sheet.auto_filter.ref).startswith(f"A{head}:"), page
    for row in sheet.iter_rows(min_row=head + 1):
        for cell in row:
            assert cell.data_type != "f", f"{page} {cell.coordinate}"
            assert cell.hyperlink is None, f"{page} {cell.coordinate}"
    for column, name in enumerate(heads, 1):
        if name.split()[0] in ("Ngày", "Hạn", "Lúc", "Từ") or name.endswith((" lúc", " từ")):
            found = [sheet.cell(row, column).value for row in range(head + 1, sheet.max_row + 1)]
            assert all(v is None or isinstance(v, date | datetime) for v in found), f"{page} {name}: {found}"


def test_each_list_goes_out_to_whom_reads_it(client: TownClient, town: int) -> None:
    for who in ("thuongtruc", "quantri", "canbo.don-vi-1", "thutruong.don-vi-1", "chutich", "xem"):
        client.login(who)
        taken = 0
        for address in LISTS:
            page = address.format(town)
            shown = client.get(page)
            status = shown.status_code
            answer = client.get(page.rstrip("/") + ".xlsx")
            if page == "/2023/dang-ky/" and status == 302:
                status = 200
            if "van-ban-yeu-cau" in page and who in ("canbo.don-vi-1", "thutruong.don-vi-1"):
                # A unit reads the văn bản; who else has seen it is the town's to know.
                status = 403
            allowed = {200} if status == 200 else {status, 403, 404}
            assert answer.status_code in allowed, f"{who} {page}"
            if status == 200 and shown.status_code == 200 and page not in BARE:
                links = re.findall(r'href="([^"]+?\.xlsx)"', shown.get_data(as_text=True))
                assert page.rstrip("/") + ".xlsx" in links, f"{who} {page}: {links}"
            if status == 200:
                checked(answer.data, f"{who} {page}")
                taken += 1
        assert taken > (0 if who == "xem" else 1), who


# The link is not offered while there is nothing in the list.
BARE = {"/tin-cay", "/2023/phe-duyet/"}

BACK = {
    "/don-vi.xlsx?q=so+2": "/nhap/don-vi",
    "/tai-khoan.xlsx?don-vi=don-vi-2": "/nhap/tai-khoan",
    "/2023/cai-dat/can-cu.xlsx": "/2023/nhap/can-cu",
    "/2023/cai-dat/phong-trao.xlsx": "/2023/nhap/phong-trao",
    "/2023/cai-dat/chi-tieu.xlsx": "/2023/nhap/danh-muc",
    "/2023/cai-dat/chi-tieu/giao/cum-mot.xlsx": "/2023/nhap/chi-tieu",
    "/2023/cai-dat/nghia-vu.xlsx": "/2023/nhap/nghia-vu",
    "/2023/cai-dat/cum-khoi.xlsx": "/2023/nhap/cum-khoi",
    "/2023/cai-dat/lich.xlsx": "/2023/nhap/lich",
    "/2023/cai-dat/quy-dinh.xlsx": "/2023/nhap/quy-dinh",
}
"""The file of a list page → where it comes back."""


def test_the_file_of_a_list_comes_back_and_changes_nothing(client: TownClient, town: int) -> None:
    for out, back in BACK.items():
        client.login("quantri" if "tai-khoan" in back else "thuongtruc")
        content = client.get(out).data
        answer = client.post_form(back, {"tep": (io.BytesIO(content), "ra.xlsx")})
        assert answer.status_code == 303, out
        text = client.page(answer.location).text()
        head, _heads = heads_of(sheet_of(content))
        rows = sheet_of(content).max_row - head
        if rows:
            assert f"0 thêm mới · 0 sửa · {rows} giữ nguyên · 0 ô sai" in text, f"{out}: {text}"
        assert "Không có gì thay đổi" in text, out
    assert {back.rpartition("/")[2] for back in BACK.values()} | {"to-chuc", "dang-ky"} == set(BANG)
