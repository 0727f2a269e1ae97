"""Codes on papers: made, typed with mistakes, drawn, and read back from photographs and scans."""

import io
import os
import random
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations

import pikepdf
import pytest
from PIL import Image

from tests.signing import photographs
from tests.signing.photographs import SHOTS, Shot, jpeg, photograph
from thidua.signing import ma

CODE = ma.new_code(bytes(range(9)))
ADDRESS = f"http://192.168.10.20:8000/kiem-tra/{CODE}"


def test_a_new_code_has_its_form_and_is_read_as_itself() -> None:
    for _ in range(200):
        code = ma.new_code(os.urandom(16))
        assert len(code) == 12
        assert code[:3] == "GU-"
        assert code[7] == "-"
        assert set(code[3:].replace("-", "")) <= set(ma.SIGNS)
        assert ma.normalise(code) == code


def test_a_code_follows_from_its_bytes_and_asks_for_enough_of_them() -> None:
    assert ma.new_code(b"the same bytes") == ma.new_code(b"the same bytes")
    assert len({ma.new_code(random.Random(n).randbytes(12)) for n in range(2000)}) == 2000
    with pytest.raises(ValueError, match="8 random bytes"):
        ma.new_code(b"seven b")


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: f"  {code} \r\n",
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", " – "),
        lambda code: code.removeprefix("GU-"),
        lambda code: code.removeprefix("GU-").replace("-", "").lower(),
        lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),
        lambda code: f"https://thidua.noibo/kiem-tra/{code}/",
    ],
)  # fmt: skip
def test_what_people_type_is_forgiven(change: Callable[[str], str]) -> None:
    assert ma.normalise(change(CODE)) == CODE


def test_signs_that_look_alike_are_read_as_ours() -> None:
    code = next(
        code
        for code in (ma.new_code(random.Random(n).randbytes(8)) for n in range(10_000))
        if set("Q52V") <= set(code)
    )
    for printed, typed in (("Q", "0"), ("Q", "O"), ("5", "S"), ("2", "Z"), ("V", "U")):
        assert ma.normalise(code[:3] + code[3:].replace(printed, typed)) == code


@pytest.mark.parametrize(
    "typed", ["", "  ", "GU", "GU-7K4M", "mã giao ước", "GU-1111-1111", CODE * 2, "🙂" * 8, "\ud800"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert ma.normalise(typed) is None


def test_every_wrong_sign_and_every_swap_is_noticed() -> None:
    body = CODE.removeprefix("GU-").replace("-", "")
    for place in range(8):
        for sign in set(ma.SIGNS) - {body[place]}:
            assert ma.normalise(body[:place] + sign + body[place + 1 :]) is None
    for one, other in combinations(range(8), 2):
        swapped = list(body)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        if swapped != list(body):
            assert ma.normalise("".join(swapped)) is None


def test_a_code_of_another_kind_of_paper_is_not_taken_for_ours() -> None:
    other = ma.new_code(bytes(range(9)), "BC")
    assert other.startswith("BC-")
    assert ma.normalise(other) is None
    assert ma.normalise(other, "BC") == other


def test_our_codes_are_picked_from_what_a_page_carries() -> None:
    assert ma.codes_among(["https://example.vn/", CODE.lower(), "", ADDRESS]) == (CODE,)


def test_a_drawn_code_is_the_same_each_time_and_reads_back() -> None:
    drawn = ma.qr_png(ADDRESS)
    assert drawn == ma.qr_png(ADDRESS)
    assert ma.read_codes(drawn) == (ADDRESS,)


# --- photographs and scans ------------------------------------------------------------------------


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_a_photograph_of_the_page_gives_its_code(shot: Shot) -> None:
    assert ma.codes_among(ma.read_codes(photograph(ADDRESS, shot))) == (CODE,)


@pytest.mark.parametrize("shot", SHOTS[1:6:4], ids=lambda shot: shot.name)
def test_a_page_without_a_code_gives_none(shot: Shot) -> None:
    assert ma.read_codes(photograph(None, shot)) == ()


def _scan(*pages: bytes, in_form: bool = False) -> bytes:
    """A PDF of pictures, as a scanner makes it."""
    document = pikepdf.new()
    for content in pages:
        width, height = Image.open(io.BytesIO(content)).size
        picture = pikepdf.Stream(document, content)
        picture["/Subtype"], picture["/Filter"] = pikepdf.Name.Image, pikepdf.Name.DCTDecode
        picture["/ColorSpace"], picture["/BitsPerComponent"] = pikepdf.Name.DeviceRGB, 8
        picture["/Width"], picture["/Height"] = width, height
        drawn = picture
        if in_form:
            drawn = pikepdf.Stream(document, b"/Im Do")
            drawn["/Type"], drawn["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
            drawn["/Resources"] = {"/XObject": {"/Im": document.make_indirect(picture)}}
        document.add_blank_page(page_size=(595, 842))
        page = document.pages[-1]
        page.Resources = {"/XObject": {"/Im": document.make_indirect(drawn)}}
        page.Contents = document.make_stream(b"595 0 0 842 0 0 cm /Im Do")
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.fixture(scope="module")
def three_pages() -> tuple[bytes, bytes, bytes]:
    with_code, without = photograph(ADDRESS, SHOTS[1]), photograph(None, SHOTS[2])
    return with_code, without, photograph("https://example.vn/", SHOTS[3])


@pytest.mark.parametrize("in_form", [False, True])
def test_a_scan_is_read_page_by_page(three_pages: tuple[bytes, ...], in_form: bool) -> None:
    assert ma.read_pages(_scan(*three_pages, in_form=in_form)) == ((ADDRESS,), (), ("https://example.vn/",))


def test_only_what_a_page_draws_is_on_it(three_pages: tuple[bytes, ...]) -> None:
    with pikepdf.open(io.BytesIO(_scan(*three_pages[:2]))) as document:
        first, second = document.pages
        second.Resources = first.Resources
        second.Contents = document.make_stream(b"q Q")
        kept = io.BytesIO()
        document.save(kept)
    assert ma.read_pages(kept.getvalue()) == ((ADDRESS,), ())


def test_a_spoiled_page_hides_no_other(three_pages: tuple[bytes, ...]) -> None:
    with pikepdf.open(io.BytesIO(_scan(three_pages[1], three_pages[0]))) as document:
        document.pages[0].Contents = 7
        kept = io.BytesIO()
        document.save(kept)
    assert ma.read_pages(kept.getvalue()) == ((), (ADDRESS,))


def test_no_more_pages_are_read_than_allowed(
    three_pages: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ma, "MAX_PAGES", 2)
    assert ma.read_codes(_scan(*three_pages)) == (ADDRESS,)


def test_a_picture_beyond_the_cap_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = ma.qr_png(ADDRESS)
    monkeypatch.setattr(ma, "MAX_PIXELS", 10_000)
    assert ma.read_codes(drawn) == ()


def test_a_large_photograph_is_read_in_time_and_room() -> None:
    taken = jpeg(photographs.page(ADDRESS).resize((6000, 8000)))
    assert ma.codes_among(ma.read_codes(taken)) == (CODE,)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7 nothing", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"text"]
)
def test_a_damaged_file_holds_no_code(content: bytes) -> None:
    assert ma.read_pages(content) == ()


def test_the_module_alone_loads_no_picture_library() -> None:
    foreign = "{'PIL', 'pikepdf', 'zxingcpp', 'segno', 'pyhanko'}"
    script = f"import sys, thidua.signing.ma\nprint({foreign} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
