"""The running foot: the code of the paper on every page, as files, on screens and in photographs."""

import io
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageFilter

from tests.browser import need
from tests.vanban.office import pages_of, to_pdf
from tests.vanban.specimens import LIEN_HE, MA, SPECIMENS
from tests.vanban.test_office import PAGES
from thidua.signing.ma import qr_png, read_codes
from thidua.vanban.anh import ChanTrang
from thidua.vanban.blocks import DoanVan, ToRieng, inline_plain
from thidua.vanban.check import check
from thidua.vanban.kinds import phieu_bang_chung
from thidua.vanban.to_docx import annex_to_bytes, to_bytes
from thidua.vanban.to_html import to_html
from thidua.vanban.to_text import pictures_of, text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
QR = qr_png(MA)
FOOT = ChanTrang(f"Mã {MA} · bản số 1", "Bản giao ước", QR, "Quét mã để đối chiếu.")
SHEET = phieu_bang_chung.build(
    phieu_bang_chung.PhieuBangChung(
        f"Bản giao ước thi đua, mã {MA}", "9f86d081" * 8, "Đã ký đủ",
        (phieu_bang_chung.DongBangChung("Công an", "Siu Thanh", "Trưởng", "Ký số", "09:12", "Hợp lệ", ""),),
    )
)  # fmt: skip
PAPER = replace(SPECIMENS["giao-uoc"], chan_trang=FOOT, to_rieng=(SHEET,))
NAMES = ("Bản giao ước", "Phụ lục", "Phiếu bằng chứng")


def parts(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root(made: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(parts(made)[name])


def feet(made: bytes) -> Iterator[dict[str, ElementTree.Element]]:
    """The footer parts of each section by kind."""
    targets = {node.get("Id"): node.get("Target") for node in root(made, "word/_rels/document.xml.rels")}
    for section in root(made, "word/document.xml").iter(f"{W}sectPr"):
        named = {
            ref.get(f"{W}type"): targets[ref.get(f"{R}id")] for ref in section.iter(f"{W}footerReference")
        }
        yield {str(kind): root(made, f"word/{target}") for kind, target in named.items()}


def said(foot: ElementTree.Element) -> list[str]:
    lines = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in foot.iter(f"{W}p"))
    return [line for line in lines if line]


def faults(made: bytes) -> list[str]:
    return [f"{f.rule} {f.message}" for f in check(made) if f.level != "advice"]


def test_every_section_carries_the_code_on_its_first_page_and_on_all_others() -> None:
    made = to_bytes(PAPER)
    assert made == to_bytes(PAPER)
    sections = list(feet(made))
    assert [set(some) for some in sections] == [{"default", "first"}] * 3
    for place, (some, name) in enumerate(zip(sections, NAMES, strict=True)):
        for foot in some.values():
            assert said(foot) == [FOOT.dong, f"{name} · trang 1/1", FOOT.ghi_chu]
            fields = [(node.text or "").strip() for node in foot.iter(f"{W}instrText")]
            assert fields == ["PAGE", f"PAGEREF _HetPhan{place}"]
    marks = [node.get(f"{W}name") for node in root(made, "word/document.xml").iter(f"{W}bookmarkStart")]
    assert marks == ["_HetPhan0", "_HetPhan1", "_HetPhan2"]
    assert faults(made) == []


def test_the_foot_lies_within_the_bottom_margin_and_its_picture_is_stored_once() -> None:
    made = to_bytes(PAPER)
    assert [name for name in parts(made) if "media" in name] == ["word/media/image1.png"]
    (margins, *_) = root(made, "word/document.xml").iter(f"{W}pgMar")
    bottom, distance = (int(margins.get(f"{W}{side}", "")) / 56.7 for side in ("bottom", "footer"))
    for some in feet(made):
        for foot in some.values():
            (extent,) = foot.iter(f"{WP}extent")
            assert int(extent.get("cy", "")) / 36_000 == pytest.approx(15, abs=0.01)
            assert distance + 15 + 0.6 <= bottom
    relations = {name: data for name, data in parts(made).items() if name.startswith("word/_rels/footer")}
    assert len(relations) == 6
    assert all(b"media/image1.png" in data for data in relations.values())
    numbers = [
        node.get("id")
        for name, data in parts(made).items()
        if name.startswith("word/footer") and name.endswith(".xml")
        for node in ElementTree.fromstring(data).iter(f"{WP}docPr")
    ]
    assert len(set(numbers)) == 6


def test_the_foot_is_no_part_of_the_text() -> None:
    assert text_of(PAPER) == text_of(replace(PAPER, chan_trang=None))
    assert list(pictures_of(PAPER)) == [QR]
    assert not [name for name in parts(annex_to_bytes(PAPER, 0)) if "footer" in name]


def test_contact_lines_stay_on_page_one_above_the_code() -> None:
    paper = replace(SPECIMENS["cong-van"], chan_trang=replace(FOOT, ma_vach=None))
    (some,) = feet(to_bytes(paper))
    assert said(some["first"])[:3] == [*LIEN_HE, FOOT.dong]
    assert said(some["default"])[0] == FOOT.dong
    assert faults(to_bytes(paper)) == []


def test_the_preview_shows_the_foot_on_each_sheet() -> None:
    page = to_html(PAPER)
    for sheet, name in zip(page.split("<article")[1:], NAMES, strict=True):
        foot = sheet.partition('<div class="chan-ma">')[2]
        assert f"<p>{name}</p>" in foot.replace(' class="ten-phan"', "")
        assert foot.count("data:image/png;base64,") == 1
    assert "style=" not in page
    assert "chan-ma" not in to_html(replace(PAPER, chan_trang=None))


def test_hostile_words_in_a_foot_break_nothing() -> None:
    hostile = '"><script>\x00\ud800 & <w:p>'
    sheet = ToRieng(hostile, (DoanVan(inline_plain("A")),))
    paper = replace(PAPER, chan_trang=ChanTrang(hostile, hostile, QR, hostile), to_rieng=(sheet,))
    for name, data in parts(to_bytes(paper)).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(data)
    assert "<script" not in to_html(paper)


def test_only_a_png_is_the_picture_of_a_code() -> None:
    with pytest.raises(ValueError, match="PNG"):
        ChanTrang("A", "B", b"GIF89a")


def photographed(page: Image.Image) -> bytes:
    """The page as a telephone sees it: turned by 7 degrees, unsharp, 1600 pixels long, packed hard."""
    seen = page.convert("L").rotate(7, Image.Resampling.BICUBIC, expand=True, fillcolor=70)
    seen = seen.filter(ImageFilter.GaussianBlur(1.2))
    share = 1600 / max(seen.size)
    kept = io.BytesIO()
    seen.resize((round(seen.width * share), round(seen.height * share))).save(kept, "JPEG", quality=60)
    return kept.getvalue()


def test_the_code_is_read_from_every_page_as_printed(tmp_path: Path) -> None:
    need("soffice", "pdftotext", "pdftoppm")
    pdf = to_pdf({"giao-uoc": PAPER}, tmp_path)["giao-uoc"]
    pages = pages_of(pdf)
    assert len(pages) == PAGES["giao-uoc"] + len(PAPER.to_rieng), "the foot takes no room from the text"
    wanted = [f"Bản giao ước · trang {page}/3" for page in (1, 2, 3)]
    wanted += ["Phụ lục · trang 1/1", "Phiếu bằng chứng · trang 1/1"]
    for page, words in zip(pages, wanted, strict=True):
        assert words in page
        assert FOOT.dong in page
    draw = ["pdftoppm", "-r", "150", "-gray", "-png", str(pdf), str(tmp_path / "trang")]
    subprocess.run(draw, check=True)
    drawn = sorted(tmp_path.glob("trang-*.png"))
    assert [read_codes(path.read_bytes()) for path in drawn] == [(MA,)] * 5
    assert read_codes(photographed(Image.open(drawn[2]))) == (MA,)
