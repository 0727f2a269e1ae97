"""/the-thuc: any .docx against the decree; nothing is kept, nothing breaks."""

import io
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests import builders
from tests.town_client import Page, TownClient
from thidua.core.actor import Role
from thidua.db.base import writing
from thidua.hoso.models import Tep
from thidua.nhatky.models import NhatKy
from thidua.quantri.compose import by_cell
from thidua.settings import Settings
from thidua.vanban.check import Finding
from thidua.vanban.quytac import O_SO

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def plan(client: TownClient, session: Session) -> bytes:
    """A right paper, written by the system itself; leaves the client logged in as a viewer."""
    with writing(session):
        builders.year(session)
        builders.account(session, "xem", Role.XEM)
    client.login("xem")
    return client.get("/2023/van-ban/ke-hoach.docx").data


def check(
    client: TownClient, data: bytes, name: str = "van-ban.docx", the_thuc: str = "nd30"
) -> tuple[int, Page]:
    answer = client.post_form(
        "/the-thuc",
        {"tep": (io.BytesIO(data), name), "the_thuc": the_thuc},
        content_type="multipart/form-data",
    )
    return answer.status_code, Page(answer.get_data(as_text=True))


def spoiled(data: bytes) -> bytes:
    from docx import Document
    from docx.shared import Mm

    paper = Document(io.BytesIO(data))
    paper.sections[0].left_margin = Mm(5)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def test_a_right_paper_is_right(client: TownClient, plan: bytes) -> None:
    status, page = check(client, plan, "kế hoạch.docx")
    assert status == 200
    assert "Đúng thể thức kế hoạch.docx 0 lỗi" in page.text()


def test_a_fault_is_shown_with_place_and_clause(client: TownClient, plan: bytes) -> None:
    status, page = check(client, spoiled(plan))
    assert status == 200
    assert "Chưa đúng thể thức van-ban.docx" in page.text()
    heads = ["".join(h.itertext()) for h in page.all("h2")]
    assert "Trang giấy: khổ, lề, phông chữ, số trang" in heads
    assert "✕ Lỗi: Lề trái 5 mm, phải từ 30 đến 35 mm." in page.text()
    assert "Phụ lục I" in page.text()
    assert "quy tắc PG-04" in page.text()


def test_the_picture_fills_the_cells_with_findings_and_leads_to_them(client: TownClient, plan: bytes) -> None:
    page = check(client, spoiled(plan))[1]
    (picture,) = [svg for svg in page.all(f"{SVG}svg") if svg.get("role") == "img"]
    filled = [r.get("class") for r in picture.iter(f"{SVG}rect") if r.get("class") not in ("o", "to-giay")]
    links = [a.get("href", "") for a in picture.iter(f"{SVG}a")]
    sections = [each.get("id", "") for each in page.all("section") if each.get("id")]
    assert links
    assert sorted(links) == sorted(f"#{name}" for name in sections)
    assert len(filled) == len(links)
    assert "#o-trang" in links
    assert "o error" in filled
    assert "Trang giấy: khổ, lề, phông chữ, số trang: 1" in picture.get("aria-label", "")
    assert [each for each in page.root.iter() if each.get("style")] == []


def test_every_cell_of_the_decree_is_drawn_once(client: TownClient, plan: bytes) -> None:
    page = Page(client.get("/the-thuc").get_data(as_text=True))
    (picture,) = [svg for svg in page.all(f"{SVG}svg") if svg.get("role") == "img"]
    drawn = [rect for rect in picture.iter(f"{SVG}rect") if rect.get("class") == "o"]
    assert len(drawn) == len(O_SO)
    said = ["".join(text.itertext()).strip() for text in picture.iter(f"{SVG}text")]
    assert set(said) == {ma for ma in O_SO if ma[0].isdigit()} | {"Giấy", "Phụ lục", "Bản sao"}
    assert picture.get("aria-label") == "Trang giấy A4 với các ô thể thức, không ô nào có nhận xét."


def test_cells_come_gravest_first_and_each_finding_once() -> None:
    found = tuple(
        Finding(rule, level, "", "", "")
        for rule, level in (("CT-06", "advice"), ("SH-01", "error"), ("QH-01", "warning"), ("ND-01", "error"))
    )
    cells = by_cell(found)
    assert [(cell.ma, cell.muc) for cell in cells] == [("3", "error"), ("6", "error"), ("1", "warning")]
    assert [row.rule for row in cells[1].nhan_xet] == ["ND-01", "CT-06"]
    assert cells[1].so_nang == 1
    assert cells[0].nhan == "Ô 3. Số, ký hiệu của văn bản"


def test_party_papers_are_not_held_to_the_decree(client: TownClient, plan: bytes) -> None:
    status, page = check(client, spoiled(plan), the_thuc="dang")
    assert status == 200
    assert "Chưa đúng thể thức" not in page.text()
    assert "○ Lời khuyên: " in page.text()
    selected = [option.get("value") for option in page.all("option") if option.get("selected") is not None]
    assert selected == ["dang"]


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"MZ\x90\x00 khong phai van ban", "bao-cao.docx", ""),
        (b"%PDF-1.7\n", "bao-cao.docx", ""),
        (b"PK\x03\x04" + b"\x00" * 60, "hong.docx", ""),
        (b"", "rong.docx", "rỗng"),
    ],
)
def test_what_is_no_docx_answers_with_a_sentence(
    client: TownClient, plan: bytes, data: bytes, name: str, sentence: str
) -> None:
    status, page = check(client, data, name)
    assert status == 422
    (said,) = [p for p in page.all("p") if p.get("class") == "loi"]
    words = " ".join("".join(said.itertext()).split())
    assert sentence in words
    assert len(words) > 20
    assert "Traceback" not in page.text()


def test_a_torn_docx_and_no_file_at_all_are_refused(client: TownClient, plan: bytes) -> None:
    assert check(client, plan[: len(plan) // 2])[0] == 422
    answer = client.post_form("/the-thuc", {"the_thuc": "nd30"}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Chọn một tệp .docx" in answer.get_data(as_text=True)


def test_an_unknown_layout_is_refused(client: TownClient, plan: bytes) -> None:
    assert check(client, plan, the_thuc="khac")[0] == 422


def test_too_large_a_file_is_refused_in_place(client: TownClient, plan: bytes) -> None:
    status, page = check(client, b"PK" + b"\x00" * (26 * 1024 * 1024), "to.docx")
    assert status == 422
    assert "lớn hơn 25 MB" in page.text()


def test_nothing_is_kept(client: TownClient, session: Session, settings: Settings, plan: bytes) -> None:
    lines = session.query(NhatKy).count()
    check(client, plan, "mat.docx")
    check(client, b"rac", "rac.docx")
    assert session.query(Tep).count() == 0
    assert session.query(NhatKy).count() == lines
    stored = [
        path
        for path in Path(settings.instance).rglob("*")
        if path.is_file() and path.stat().st_size == len(plan)
    ]
    assert stored == []


def test_a_login_is_needed(client: TownClient) -> None:
    assert client.get("/the-thuc").location == "/dang-nhap?tiep=/the-thuc"
