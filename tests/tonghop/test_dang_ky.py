"""`/<nam>/tong-hop/dang-ky`: what all units registered, counted by hand on the small town."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.kept_towns import Builder
from tests.tonghop import town as small_town
from tests.tonghop.town import AT, BON, HAI, MOT, NAMES, NOI_VU, Town, moment
from tests.town_client import TownClient
from thidua.core.errors import NotThere
from thidua.core.targets import LoaiChiTieu
from thidua.dangky.models import DangKyChiTieu, DangKyDanhHieu, DangKySoNguoi
from thidua.tonghop.compose.dang_ky import consolidated
from thidua.tonghop.queries.dang_ky import registration_material
from thidua.vanban.check import check

PAGE = "/2023/tong-hop/dang-ky"


@pytest.fixture
def town(built_once: Builder) -> Town:
    return built_once(small_town.build)


def test_units_are_counted_by_what_was_received(town: Town, session: Session) -> None:
    found = consolidated(registration_material(session, town.thuong_truc, 2023, AT))
    assert (found.goi, found.nhan, found.cham, found.chua) == (4, 3, 1, (NAMES[BON],))
    rows = {row.ten: row for _, group in found.don_vi for row in group}
    shown = {
        name: (row.chi_tieu, row.hon_giao, row.kem_giao, row.phong_trao, row.cham)
        for name, row in rows.items()
        if row.nop
    }
    assert shown == {
        NAMES[MOT]: (7, 1, 0, 2, None),
        NAMES[HAI]: (3, 0, 0, 1, 2),
        NAMES[NOI_VU]: (3, 0, 0, 1, None),
    }
    assert rows[NAMES[BON]].nop is None
    totals = dict(found.chi_tieu)
    (budget,) = totals["Cụm xã, phường"]
    assert (budget.ten, budget.so_don_vi) == ("Thu ngân sách", 2)
    assert (budget.giao, budget.dang_ky) == (Decimal(2870), Decimal(2920))
    assert totals["Khối cơ quan, trường học"] == ()
    assert (found.danh_hieu, found.thap) == ((), ())


def test_titles_people_and_what_stays_below(client: TownClient, town: Town, session: Session) -> None:
    rate = small_town.target(town, BON, "Tốt nghiệp", LoaiChiTieu.DUY_TRI, "98", "%")
    crashes = small_town.target(town, BON, "Tai nạn giao thông", LoaiChiTieu.KHONG_VUOT, "1", "vụ")
    names = ("Rơ Châm H'Lan", "Nguyễn Văn Đ", "Kpă Y Blưk")
    persons = [
        DangKyDanhHieu(thu_tu=place, loai="ca_nhan", danh_hieu="chien_si_thi_dua_co_so", ten=name)
        for place, name in enumerate(names[:2], 2)
    ]
    town.send(
        BON,
        "dang_ky",
        moment(20, 6),
        [
            DangKyChiTieu(chi_tieu_id=rate, gia_tri=Decimal("97.5"), ly_do_thap="Học sinh nghỉ theo mùa vụ"),
            DangKyChiTieu(chi_tieu_id=crashes, gia_tri=Decimal(2), ly_do_thap="Đường đang thi công"),
            DangKyDanhHieu(thu_tu=1, loai="tap_the", danh_hieu="tap_the_lao_dong_tien_tien"),
            *persons,
            DangKyDanhHieu(thu_tu=4, loai="ca_nhan", danh_hieu="lao_dong_tien_tien", ten=names[2]),
            DangKySoNguoi(so_nguoi=30, so_ldtt=21),
        ],
    )
    session.commit()
    found = consolidated(registration_material(session, town.thuong_truc, 2023, AT))
    assert {(row.ten, row.tap_the, row.ca_nhan) for row in found.danh_hieu} == {
        ("Tập thể lao động tiên tiến", 1, 0),
        ("Chiến sĩ thi đua cơ sở", 0, 2),
        ("Lao động tiên tiến", 0, 21),
    }
    assert [(row.ten, row.giao, row.dang_ky) for row in found.thap] == [
        ("Tốt nghiệp", Decimal(98), Decimal("97.5")),
        ("Tai nạn giao thông", Decimal(1), Decimal(2)),
    ]
    client.login("truongphong")
    page = client.page(PAGE)
    assert "đăng ký 97,5, giao 98 %. Học sinh nghỉ theo mùa vụ" in page.text()
    assert f"/2023/dang-ky/{BON}" in {each.get("href") for each in page.all("a")}
    file = client.get(f"{PAGE}.docx").get_data()
    assert [f"{f.rule} {f.message}" for f in check(file) if f.level == "error"] == []
    assert "Chưa bằng giao" in client.page(f"{PAGE}.html").text()


def test_the_table_has_dates_and_figures(client: TownClient, town: Town) -> None:
    client.login("chutich")
    sheet = load_workbook(BytesIO(client.get(f"{PAGE}.xlsx").data)).worksheets[0]
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True) if row[1] in NAMES.values()}
    assert str(rows[NAMES[HAI]][2])[:10] == "2023-04-05"
    assert rows[NAMES[HAI]][3:6] == (2, 3, 0)
    assert rows[NAMES[BON]][2] is None
    assert rows[NAMES[BON]][12] == "Chưa có bản đăng ký được tiếp nhận"


def test_the_number_of_statements_does_not_grow_with_units(town: Town, session: Session) -> None:
    seen: list[str] = []

    def count() -> int:
        seen.clear()
        consolidated(registration_material(session, town.thuong_truc, 2023, AT))
        return len(seen)

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    count()
    few = count()
    town.send(BON, "dang_ky", moment(20, 6))
    count()
    assert count() == few


def test_units_and_strangers_have_no_such_page(client: TownClient, town: Town, session: Session) -> None:
    client.login(f"canbo.{MOT}")
    assert client.get(PAGE).status_code == 403
    with pytest.raises(NotThere):
        registration_material(session, town.actor("canbo", MOT), 2023, AT)
    client.login("thuongtruc")
    assert PAGE in {each.get("href") for each in client.page("/2023/dang-ky/").all("a")}
    papers = client.page("/2023/van-ban/")
    assert f"{PAGE}.docx" in {each.get("href") for each in papers.all("a")}
    assert "…/BC-NV" in papers.text()
