"""Every kind of paper has its page, its picture, and a call that works as it is written."""

import re
from pathlib import Path

import pytest

from thidua.vanban.blocks import VanBan
from thidua.vanban.check import check
from thidua.vanban.to_docx import to_bytes

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "van-ban"
PAGES = sorted(FOLDER.glob("*.md"))
# no kinds of their own: shared layout and tables, the list in a decision, a letter made from the board
PARTS = {"__init__", "co_ten_loai", "danh_sach", "don_doc"}
PARTS |= {"bang_dang_ky", "bang_tong_hop", "phu_luc_tong_hop"}


def test_every_builder_is_named_on_a_page() -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    kinds = {path.stem for path in (ROOT / "thidua" / "vanban" / "kinds").glob("*.py")} - PARTS
    assert {kind for kind in kinds if f"kinds/{kind}.py" not in pages} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_purpose_call_specimen_and_clause(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for heading in ("Purpose", "Intended call", "Specimen", "Clauses"):
        assert f"\n## {heading}\n" in text, heading


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_a_small_picture(page: Path) -> None:
    picture = FOLDER / "anh" / f"{page.stem}.png"
    assert f"(anh/{page.stem}.png)" in page.read_text(encoding="utf-8")
    assert 1024 < picture.stat().st_size <= 60 * 1024


def test_no_picture_is_left_without_a_page() -> None:
    assert {path.stem for path in (FOLDER / "anh").iterdir()} == {page.stem for page in PAGES}


CALLS = {
    page.stem: call
    for page in PAGES
    for call in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    if "\nvan_ban = " in call
}


@pytest.mark.parametrize("kind", CALLS)
def test_the_intended_call_makes_a_paper_without_errors(kind: str) -> None:
    names: dict[str, object] = {}
    exec(CALLS[kind], names)  # the pages are ours
    made = names["van_ban"]
    assert isinstance(made, VanBan)
    assert [f"{f.rule} {f.message}" for f in check(to_bytes(made)) if f.level == "error"] == []


def test_nearly_every_page_has_a_call_to_run() -> None:
    assert len(CALLS) >= 10
