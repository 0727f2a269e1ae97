"""One page of a scanned PDF as a picture for the person who compares it."""

import io

import pikepdf
import pytest
from PIL import Image

from tests.signing.photographs import page
from thidua.signing.ma import count_pages, page_picture


def scan(mode: str, *, turned: int = 0, count: int = 1) -> bytes:
    drawn = page("GU-7K4M-9Q2X").resize((620, 877)).convert(mode)
    made, kept = io.BytesIO(), io.BytesIO()
    drawn.save(made, "PDF", save_all=True, append_images=[drawn] * (count - 1))
    with pikepdf.open(made) as document:
        document.pages[0].Rotate = turned
        document.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(("mode", "turned"), [("1", 0), ("L", 0), ("RGB", 90), ("CMYK", 0)])
def test_a_page_is_shown_turned_as_it_says(mode: str, turned: int) -> None:
    shown = Image.open(io.BytesIO(page_picture(scan(mode, turned=turned), 1) or b""))
    assert (shown.format, shown.size) == ("JPEG", (877, 620) if turned else (620, 877))
    assert shown.convert("L").getextrema()[1] > 200


def test_what_has_no_picture_shows_none() -> None:
    two = scan("L", count=2)
    assert count_pages(two) == 2
    assert page_picture(two, 2)
    assert page_picture(two, 3) is None
    assert page_picture(b"%PDF-1.7 broken", 1) is None
    assert count_pages(b"%PDF-1.7 broken") == 0
    bare = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(bare)
    assert page_picture(bare.getvalue(), 1) is None
