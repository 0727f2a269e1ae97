"""The plan's editor: one section at a time, every other line byte for byte as it was."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import TownClient
from thidua.core.actor import Role
from thidua.core.calendar import VN, TrangThaiNam
from thidua.core.errors import NotNow
from thidua.db.base import writing
from thidua.namthidua import compose
from thidua.namthidua import queries as years
from thidua.namthidua.actions import ke_hoach as actions
from thidua.namthidua.actions.can_cu import CanCuSua, add_ground
from thidua.namthidua.models import DongKeHoach, NamThiDua
from thidua.namthidua.queries import DongKeHoachRow
from thidua.namthidua.queries import ke_hoach as queries

NOW = datetime(2023, 6, 22, 10, 0, tzinfo=VN)
PAGE = "/2023/cai-dat/ke-hoach"
TEXT = (
    ("mo_dau", "doan", "", "Thực hiện Chỉ thị số 07/CT-UBND  về thi đua;"),
    ("muc_dich", "muc", "I.", "MỤC ĐÍCH,  YÊU CẦU"),
    ("muc_dich", "khoan_tieu_de", "1.", "Mục đích"),
    ("muc_dich", "gach", "-", "Phát huy tinh thần thi đua. "),
    ("noi_dung", "muc", "II.", "NỘI DUNG"),
    ("noi_dung", "khoan", "1.", "Thi đua *chuyên đề*."),
    ("ket", "doan", "", "Trên đây là Kế hoạch"),
)


@contextmanager
def acting(session: Session) -> Iterator[None]:
    """A writing unit, after what was only read."""
    session.commit()
    with writing(session):
        yield


@pytest.fixture
def nam_id(session: Session) -> int:
    made = builders.year(session)
    for place, (vai, loai, danh_so, text) in enumerate(TEXT, 1):
        line = DongKeHoach(nam_id=made, thu_tu=place, vai=vai, loai=loai, danh_so=danh_so, noi_dung=text)
        session.add(line)
    builders.account(session, "thuongtruc", Role.THUONG_TRUC)
    session.commit()
    return made


def stored(session: Session, nam_id: int) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((d.vai, d.loai, d.danh_so, d.noi_dung) for d in years.plan_lines(session, nam_id))


def posted(session: Session, nam_id: int, phan: int, **changed: object) -> dict[str, object]:
    part = queries.section(session, nam_id, phan)
    columns = {
        name: [getattr(line, name) for line in part.dong] for name in ("vai", "loai", "danh_so", "noi_dung")
    }
    return columns | {"row_version": str(part.row_version)} | changed


def test_the_plan_falls_into_its_sections(session: Session, nam_id: int) -> None:
    found = queries.sections(session, nam_id)
    assert [part.ten for part in found] == ["", "I. MỤC ĐÍCH,  YÊU CẦU", "II. NỘI DUNG", ""]
    assert queries.replaced(found, 9, ()) == years.plan_lines(session, nam_id), (
        "nothing is lost between sections"
    )


def test_saving_a_section_untouched_keeps_every_byte(
    session: Session, client: TownClient, nam_id: int
) -> None:
    client.login("thuongtruc")
    for phan in range(4):
        page = f"{PAGE}?sua={phan}"
        assert client.post_form(f"{PAGE}/{phan}", posted(session, nam_id, phan), page=page).status_code == 303
    assert stored(session, nam_id) == TEXT


def test_one_section_changes_and_the_others_keep_their_slips(
    session: Session, client: TownClient, nam_id: int
) -> None:
    client.login("thuongtruc")
    changed = posted(session, nam_id, 2, noi_dung=["NỘI DUNG", "Thi đua **thường xuyên**."])
    assert client.post_form(f"{PAGE}/2", changed, page=f"{PAGE}?sua=2").status_code == 303
    assert stored(session, nam_id) == (
        *TEXT[:5],
        ("noi_dung", "khoan", "1.", "Thi đua **thường xuyên**."),
        TEXT[6],
    )
    old = changed | {"noi_dung": ["NỘI DUNG", "Của người đến sau"]}
    answer = client.post_form(f"{PAGE}/2", old, page=f"{PAGE}?sua=2")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Của người đến sau" in text
    assert "Thi đua **thường xuyên**." in text, "both texts"


def test_lines_are_arranged_on_the_page_and_stored_by_saving(
    session: Session, client: TownClient, nam_id: int
) -> None:
    client.login("thuongtruc")
    page = f"{PAGE}?sua=1"
    arranged = {
        "xuong-0": ["Mục đích", "MỤC ĐÍCH,  YÊU CẦU", "Phát huy tinh thần thi đua. "],
        "bo-0": ["Mục đích", "Phát huy tinh thần thi đua. "],
        "len-2": ["MỤC ĐÍCH,  YÊU CẦU", "Phát huy tinh thần thi đua. ", "Mục đích"],
    }
    for act, order in arranged.items():
        answer = client.post_form(f"{PAGE}/1", posted(session, nam_id, 1, viec=act), page=page)
        text = answer.get_data(as_text=True)
        assert (answer.status_code, re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", text)) == (200, order)
        assert "Chưa lưu." in text
    answer = client.post_form(f"{PAGE}/1", posted(session, nam_id, 1, viec="them-2"), page=page)
    assert answer.get_data(as_text=True).count('name="noi_dung"') == 4
    assert stored(session, nam_id) == TEXT
    added = posted(session, nam_id, 1)
    for name, value in (
        ("vai", "muc_dich"),
        ("loai", "gach"),
        ("danh_so", "-"),
        ("noi_dung", "Thêm một dòng."),
    ):
        added[name] = [*added[name], value]  # type: ignore[misc]
    assert client.post_form(f"{PAGE}/1", added, page=page).status_code == 303
    assert stored(session, nam_id) == (*TEXT[:4], ("muc_dich", "gach", "-", "Thêm một dòng."), *TEXT[4:])


def test_the_opening_takes_grounds_from_the_register(
    session: Session, client: TownClient, nam_id: int
) -> None:
    new = CanCuSua(
        "Luật", "", date(2022, 6, 15), "Quốc hội", "Thi đua, khen thưởng", loai_van_ban=("ke_hoach",)
    )
    with acting(session):
        add_ground(session, None, nam_id, new, at=NOW)
    client.login("thuongtruc")
    typed = posted(session, nam_id, 0, viec="dan-0")
    answer = client.post_form(f"{PAGE}/0", typed, page=f"{PAGE}?sua=0")
    wanted = "*Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;*"
    assert re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", answer.get_data(as_text=True))[1:] == [wanted]
    assert stored(session, nam_id) == TEXT


def test_the_paper_beside_shows_what_is_typed_and_stores_nothing(
    session: Session, client: TownClient, nam_id: int
) -> None:
    client.login("thuongtruc")
    client.page(f"{PAGE}?sua=2")
    typed = posted(session, nam_id, 2, noi_dung=["NỘI DUNG", "Đang gõ H'Lan"])
    typed["csrf_token"] = client.token()
    answer = client.post(f"{PAGE}/2/xem-thu", data=typed, headers={"HX-Request": "true"})
    assert "Đang gõ H" in answer.get_data(as_text=True)
    assert stored(session, nam_id) == TEXT


def test_too_long_a_line_comes_back_as_typed(session: Session, client: TownClient, nam_id: int) -> None:
    client.login("thuongtruc")
    typed = posted(session, nam_id, 2, noi_dung=["NỘI DUNG", "ă" * 100_001])
    answer = client.post_form(f"{PAGE}/2", typed, page=f"{PAGE}?sua=2")
    assert answer.status_code == 422
    assert "ă" * 100_001 in answer.get_data(as_text=True)
    assert 'href="#dong-1"' in answer.get_data(as_text=True)


def test_the_head_is_edited_with_its_recipients(session: Session, client: TownClient, nam_id: int) -> None:
    client.login("thuongtruc")
    head = {
        "trich_yeu": "Phát động phong trào thi đua\nnăm 2023",
        "so": "27",
        "ky_hieu": "KH-UBND",
        "ngay_ban_hanh": "10/3/2023",
        "co_quan_ban_hanh": "ỦY BAN NHÂN DÂN\nTHỊ XÃ AYUN PA",
        "dia_danh": "Ayun Pa",
        "quyen_han_ky": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
        "nguoi_ky": "Nguyễn Văn Mẫu",
        "noi_nhan": "UBND tỉnh (báo cáo)\n\nLưu: VT",
    }
    page = f"{PAGE}?sua=dau"
    for wrong in ({"so": "27a"}, {"ngay_ban_hanh": "10/3/2022"}, {"trich_yeu": ""}):
        answer = client.post_form(f"{PAGE}/dau", head | wrong, page=page)
        assert answer.status_code == 422
        assert "UBND tỉnh (báo cáo)" in answer.get_data(as_text=True)
    assert client.post_form(f"{PAGE}/dau", head, page=page).status_code == 303
    year = session.scalars(select(NamThiDua)).one()
    assert (year.ke_hoach_so, year.ke_hoach_ngay, year.ke_hoach_thang) == (27, 10, 3)
    assert years.recipients(session, nam_id) == ("UBND tỉnh (báo cáo)", "Lưu: VT")
    assert client.post_form(f"{PAGE}/dau", head | {"row_version": "3"}, page=page).status_code == 409


def test_a_closed_year_s_plan_is_only_read(session: Session, client: TownClient, nam_id: int) -> None:
    session.scalars(select(NamThiDua)).one().trang_thai = TrangThaiNam.DA_DONG
    line = DongKeHoachRow("ket", "doan", "", "Khác")
    with pytest.raises(NotNow, match="nam_da_dong"), acting(session):
        actions.save_section(session, None, nam_id, 3, [line], at=NOW)
    client.login("thuongtruc")
    assert "Lưu phần này" not in client.page(f"{PAGE}?sua=2").text()


def test_an_excerpt_shows_emphasis_and_ends_at_a_word(
    session: Session, client: TownClient, nam_id: int
) -> None:
    long = "*Đoàn kết* **kỷ cương** " + "sáng tạo " * 60
    runs = compose.excerpt(long)
    assert [(run.text, run.bold, run.italic) for run in runs[:3]] == [
        ("Đoàn kết", False, True),
        (" ", False, False),
        ("kỷ cương", True, False),
    ]
    assert runs[-1].text.endswith((" sáng…", " tạo…"))
    assert sum(len(run.text) for run in runs) <= compose.EXCERPT + 1
    assert compose.excerpt("") == ()
    line = session.scalars(select(DongKeHoach).where(DongKeHoach.loai != "muc")).first()
    assert line is not None
    line.noi_dung = long
    session.commit()
    client.login("thuongtruc")
    text = client.get("/2023/cai-dat/ke-hoach").get_data(as_text=True)
    assert "<em>Đoàn kết</em> <strong>kỷ cương</strong> sáng tạo" in text
