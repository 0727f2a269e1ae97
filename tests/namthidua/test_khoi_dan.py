"""A block pasted from Excel finds its cells by names or by order, whichever way it lies."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import TownClient
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.db.base import writing
from thidua.namthidua import queries as years
from thidua.namthidua.forms.khoi_dan import Places, lay
from thidua.namthidua.queries import chi_tieu as targets
from thidua.namthidua.queries.chi_tieu import DanhMucRow


def line(at: int, ma: str, ten: str) -> DanhMucRow:
    return DanhMucRow(
        id=at, ma=ma, ten=ten, don_vi_tinh="", loai=LoaiChiTieu.LUY_KE, chieu="tang", trong_so=None,
        giao_boi=NguonGiao.UBND, quyet_dinh="", moc=None, ngay_moc=None, so_don_vi=0, row_version=1,
    )  # fmt: skip


LINES = [line(1, "thu", "Thu ngân sách"), line(2, "ngheo", "Hộ nghèo giảm"), line(3, "bhyt", "Tham gia BHYT")]
UNITS = [("UBND xã Ia Rbol", "Ia Rbol", "xa-ia-rbol"), ("UBND xã Ia Rtô", "Ia Rtô", "xa-ia-rto")]
PLACES = Places.of(LINES, UNITS)

# (block, texts by (line, unit), rows are units)
BLOCKS = [
    (
        "1\t2\n3\t4\n5\t6",
        {(0, 0): "1", (0, 1): "2", (1, 0): "3", (1, 1): "4", (2, 0): "5", (2, 1): "6"},
        False,
    ),
    (
        "1\t2\t3\n4\t5\t6",
        {(0, 0): "1", (1, 0): "2", (2, 0): "3", (0, 1): "4", (1, 1): "5", (2, 1): "6"},
        True,
    ),
    (
        "TT\tĐơn vị\tHộ nghèo giảm\tThu ngân sách\n1\tUBND XÃ IA RTÔ\t12\t420\n2\tia rbol\t5\t1.250,5\n",
        {(1, 1): "12", (0, 1): "420", (1, 0): "5", (0, 0): "1.250,5"},
        True,
    ),
    (
        "Chỉ tiêu\tĐVT\tIa Rtô\nTham gia BHYT\t%\t92\nThu ngân sách\ttriệu đồng\tx",
        {(2, 1): "92", (0, 1): "x"},
        False,
    ),
    ("xa-ia-rto\t7\nxa-ia-rbol\t", {(0, 1): "7"}, True),
    ("1,250.5\t2\n3\t97.5%", {(0, 0): "1250,5", (0, 1): "2", (1, 0): "3", (1, 1): "97,5%"}, False),
    (
        "1\tỦy ban nhân dân xã Ia Rtô\ttriệu đồng\t8\n2\tX. Ia Rbol\ttriệu đồng\t9",
        {(0, 1): "8", (0, 0): "9"},
        True,
    ),
    ("1.250\t97,5", {(0, 0): "1.250", (0, 1): "97,5"}, False),
]


@pytest.mark.parametrize(("block", "texts", "by_unit"), BLOCKS)
def test_a_block_finds_its_cells(block: str, texts: dict[tuple[int, int], str], by_unit: bool) -> None:
    found = lay(block, PLACES)
    assert (found.texts, found.by_unit, found.left) == (texts, by_unit, ())


def test_what_has_no_cell_is_named() -> None:
    found = lay("\tIa Rtô\tXã Lạ\nThu ngân sách\t1\t2\nTrồng rừng\t3\t4", PLACES)
    assert found.texts == {(0, 1): "1"}
    assert found.left == ("“Trồng rừng” không có trong bảng", "“Xã Lạ” không có trong bảng")
    strange = lay("STT\tĐơn vị\tThu ngân sách\n1\tPhường Lạ\t5\n2\tP. Khác\t6", PLACES)
    assert strange.texts == {}
    assert strange.left == ("“Phường Lạ” không có trong bảng", "“P. Khác” không có trong bảng")
    over = lay("1\n2\n3", Places.of(LINES, UNITS, first_line=2, first_unit=1))
    assert over.texts == {(2, 1): "1"}
    assert over.left == ("2 dòng hoặc cột vượt ra ngoài bảng",)
    assert lay("", PLACES).texts == {}


def test_a_pasted_block_stands_in_the_grid_unsaved(session: Session, client: TownClient) -> None:
    with writing(session):
        members = builders.town(session, 3)[:2]
        nam_id = years.year(session, 2023).id
        builders.target(session, nam_id, members[0], giao="100")
        builders.target(session, nam_id, members[1], giao="420")
    client.login("thuongtruc")
    row = targets.catalogue(session, nam_id)[0]
    page = "/2023/cai-dat/chi-tieu/giao/cum-mot"
    names = [f"giao-{unit.id}-{row.id}" for unit in members]
    shown = client.page(page)
    assert shown.by_id("khoi").tag == "textarea"
    block = f"Đơn vị\t{row.ten}\nĐơn vị số 2\thai mươi\nĐơn vị số 1\t1.250\nĐơn vị số 9\t5"
    answer = client.post_form(page, {"khoi": block, "viec": "dan"}, page=page)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="hai mươi"' in text
    assert f'id="{names[1]}-loi"' in text
    assert 'value="1.250"' in text
    assert "“Đơn vị số 9” không có trong bảng" in text
    assert "Đơn vị số 9\t5" in text
    assert targets.grid(session, nam_id, [members[0].id]).o[members[0].id, row.ma].giao == Decimal(100)
    answer = client.post_form(page, {"khoi": "55", "tu_o": names[1], "viec": "dan", names[0]: "7"}, page=page)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert 'value="7"' in text
    assert 'value="55"' in text
    assert "Đã điền 1 ô, chưa lưu" in text
    assert client.post_form(page, {names[0]: "7", names[1]: "55"}, page=page).status_code == 303
    session.expire_all()
    assert targets.grid(session, nam_id, [members[1].id]).o[members[1].id, row.ma].giao == Decimal(55)
