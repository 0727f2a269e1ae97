"""LibreOffice opens a paper of every kind and gives the pages that an official expects."""

import re
from pathlib import Path

import pytest

from tests.browser import need
from tests.vanban.office import pages_of, to_pdf
from tests.vanban.specimens import LIEN_HE, SPECIMENS

PAGES = {
    "ke-hoach": 1, "bao-cao-don-vi": 1, "bao-cao-tong-hop": 3, "ban-dang-ky": 2, "ban-dang-ky-cong-doan": 2,
    "giao-uoc": 4, "giao-uoc-4": 3, "giao-uoc-20": 6, "cong-van": 1, "don-doc": 1, "don-doc-lan-2": 2,
    "to-trinh": 2, "quyet-dinh": 2, "quy-che": 2, "bien-ban": 1, "giay-moi": 1, "thong-bao": 1,
    "huong-dan": 2, "phu-luc": 3, "ban-sao": 1, "ban-giao": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages of every specimen."""
    need("soffice", "pdftotext")
    folder: Path = tmp_path_factory.mktemp("trang")
    return {name: pages_of(pdf) for name, pdf in to_pdf(SPECIMENS, folder).items()}


@pytest.mark.parametrize("kind", SPECIMENS)
def test_a_paper_has_the_pages_it_should_have(kind: str, laid_out: dict[str, list[str]]) -> None:
    assert len(laid_out[kind]) == PAGES[kind]
    assert all(page.strip() for page in laid_out[kind])


@pytest.mark.parametrize("kind", SPECIMENS)
def test_the_head_stands_whole_on_page_one(kind: str, laid_out: dict[str, list[str]]) -> None:
    lines = [" ".join(line.split()) for line in laid_out[kind][0].splitlines()]
    assert any(line.endswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") for line in lines)
    assert any(line.endswith("Độc lập - Tự do - Hạnh phúc") for line in lines)


@pytest.mark.parametrize("kind", SPECIMENS)
def test_pages_are_numbered_from_the_second_and_annexes_anew(
    kind: str, laid_out: dict[str, list[str]]
) -> None:
    expected, found = 0, []
    for page in laid_out[kind]:
        first = next(line for line in page.splitlines() if line.strip()).strip()
        starts = first.startswith(("Phụ lục", "ỦY BAN", "UBND", "HỘI ĐỒNG"))
        expected = 1 if starts else expected + 1
        found.append((first if re.fullmatch(r"\d+", first) else "", "" if starts else str(expected)))
    assert [number for number, _ in found] == [wanted for _, wanted in found]


@pytest.mark.parametrize("kind", ["cong-van", "don-doc", "don-doc-lan-2"])
def test_contact_lines_stand_last_on_page_one_and_on_no_other(
    kind: str, laid_out: dict[str, list[str]]
) -> None:
    first, *others = laid_out[kind]
    assert first.rstrip().endswith(LIEN_HE[-1])
    assert not any(LIEN_HE[0] in page for page in others)


@pytest.mark.parametrize("kind", SPECIMENS)
def test_a_signature_is_never_alone_on_its_page(kind: str, laid_out: dict[str, list[str]]) -> None:
    for page in laid_out[kind]:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        signed = next((i for i, line in enumerate(lines) if re.search(r"(TM|KT|TL)\. [A-ZỦ]", line)), None)
        assert signed is None or any(len(line) > 20 for line in lines[:signed])


def test_a_pledge_of_many_parties_splits_no_signature(laid_out: dict[str, list[str]]) -> None:
    for page in laid_out["giao-uoc-20"]:
        assert len(re.findall(r"ĐẠI DIỆN", page)) == len(re.findall(r"\bCHỦ TỊCH\b", page)) - page.count(
            "PHÓ CHỦ"
        )
