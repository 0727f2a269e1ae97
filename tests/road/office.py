"""What belongs to the whole town: the plan of the year, the board, the consolidated report."""

import re
from pathlib import Path

from tests.road.official import Office, Official
from tests.road.paper import Paper, words
from tests.road.places import CAUSE, HIGHLIGHT, NAME, OWN_TARGET, UNIT, right_paper, standing_body

SEED = Path(__file__).parents[1] / "maudulieu" / "ke-hoach-thi-dua-2023.md"
BOARD = "/2023/theo-doi/"
COMPILE = "/2023/tong-hop/so-ket"
OWN_WORDS = "Ngành giáo dục giữ vững sĩ số, chất lượng mũi nhọn chuyển biến."


def seed_lines() -> list[str]:
    """The lines of the seed's text layer; the paragraph that a page break cut is joined again."""
    parts = [part.strip() for part in SEED.read_text(encoding="utf-8").split("\n\n") if part.strip()]
    cut = next(n for n, part in enumerate(parts) if part.startswith("tuyên dương khen thưởng"))
    parts[cut - 1 : cut + 1] = [f"{parts[cut - 1]} {parts[cut]}"]
    return [words(line.replace("*", "")) for part in parts for line in part.split("\n")]


def read_the_plan(office: Office, folder: Path) -> None:
    """Anybody with a login reads the plan and takes it home, word for word."""
    reader = office.official("xem")
    reader.open("/2023/van-ban/ke-hoach")
    reader.sees("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "I. MỤC ĐÍCH, YÊU CẦU", "Nguyễn Trường Sơn")
    plan = right_paper(reader.download("Tải .docx"), folder, "ke-hoach")
    printed = [words(line) for paragraph in plan.paragraphs for line in paragraph.split("\n")]
    lost = ["ỦY BAN NHÂN DÂN", "THỊ XÃ AYUN PA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert printed[:4] == [*lost, "Độc lập - Tự do - Hạnh phúc"]
    assert printed[4:] == seed_lines()


def cells(body: Official) -> list[str]:
    """What the board says of the unit, obligation by obligation."""
    row = body.page.locator("table.mt tr").filter(has=body.page.locator(f'a[href*="{UNIT}"]'))
    return [str(link.get_attribute("aria-label")) for link in row.locator("a").all()]


def look_at_the_board(office: Office) -> list[str]:
    """The whole town on one screen, without scrolling."""
    body = standing_body(office)
    body.open(BOARD)
    board = body.page.locator("table.mt")
    units = [table.locator("tbody tr").count() for table in board.all()]
    assert sum(units) == 40
    for table in board.all():
        place = table.bounding_box()
        assert place["y"] + place["height"] <= 768, place
        assert place["x"] + place["width"] <= 1366, place
    # The unit, the six obligations of every unit, and one column for the tasks of named units.
    assert board.first.locator("thead th").count() == 8
    return cells(body)


def received(office: Office) -> tuple[int, int]:
    """Of how many units the consolidation has a received report, and how many were called."""
    body = standing_body(office)
    body.open(COMPILE)
    found = re.search(r"(\d+)/(\d+) đơn vị có báo cáo đã tiếp nhận", body.text())
    assert found, body.text()[:500]
    return int(found[1]), int(found[2])


def compile_the_report(office: Office, folder: Path) -> None:
    """A sentence of the unit and words of the office in section II.2.b; the paper with its annexes."""
    body = standing_body(office)
    body.open(f"{COMPILE}?muc=II.2.b&q=nguy+c%C6%A1+b%E1%BB%8F+h%E1%BB%8Dc")
    sentence = body.page.locator("article.trich").filter(has_text=HIGHLIGHT)
    source = sentence.get_by_role("link").first.get_attribute("href")
    with body.sending():
        sentence.get_by_role("checkbox").check()
    with body.sending():
        body.fill("Lời văn của thường trực", OWN_WORDS)
    body.send("Lưu mục này")
    preview = body.page.locator("#xem-truoc").inner_text()
    assert words(HIGHLIGHT) in words(preview)
    assert OWN_WORDS in words(preview)
    the_consolidation(right_paper(body.download("Tải .docx", within="#khay"), folder, "bc-nv"))
    body.open(source)
    body.sees(NAME, HIGHLIGHT)


def the_consolidation(paper: Paper) -> None:
    """What the unit registered and reported stands in the report as it wrote it, and in Phụ lục II."""
    for said in (HIGHLIGHT, OWN_WORDS, "34/40 đơn vị", "TRƯỞNG PHÒNG", "BC-NV"):
        assert said in paper.text, said
    annex = paper.table_with("Đơn vị, chỉ tiêu", "Mốc Đợt 1", "Nguyên nhân")
    start = next(n for n, row in enumerate(annex) if any(NAME in cell for cell in row))
    own = next(row for row in annex[start:] if any(OWN_TARGET in cell for cell in row))
    for figure in ("triệu đồng", "1.250", "625", "500", "410,5", "32,8", "82,1", "Dưới mốc"):
        assert any(figure in cell for cell in own), (figure, own)
    assert any(CAUSE in cell for cell in own)
    papers = paper.table_with("Đơn vị", "Kế hoạch", "Giao ước")
    assert any("15/KH-THCSLL" in cell for row in papers for cell in row)
