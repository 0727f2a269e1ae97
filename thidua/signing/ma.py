"""Short codes on papers: made, typed, drawn as a QR code, and read from photographs and scans.

A code looks like `GU-7K4M-9Q2X`: the kind of paper, seven random signs and a check sign. The signs are
digits and consonants only: no input method for Vietnamese turns such a run into accented letters, none of
0, 1, A, E, I, O, S, U, Z occurs, and their number is a prime, so that the check sign finds every wrong
sign and every swap.
"""

import io
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pikepdf import Object, Pdf, Stream
    from PIL.Image import Image

GIAO_UOC: Final = "GU"
"""The kind of paper that a bản giao ước is."""
SIGNS: Final = "23456789BCFGHJKMNPQRTVX"
LENGTH: Final = 8
MIN_RANDOM: Final = 8
"""Random bytes that a new code asks for at least; fewer would make some codes likelier than others."""

MAX_PIXELS: Final = 60_000_000
MAX_PAGES: Final = 40
MAX_PICTURES: Final = 4
"""Pictures of one page of a scanned PDF that are looked at, the largest first."""
_MIDDLE, _LARGE, _SHOWN = 1800, 3000, 2200
_MAX_SHOWN: Final = 36_000_000
"""Dots of a picture that is shown to a person: an A4 page at 600 an inch."""
_SMALLEST: Final = 40

_LOG: Final = logging.getLogger(__name__)
_READ_AS: Final = str.maketrans({"0": "Q", "O": "Q", "S": "5", "Z": "2", "U": "V"})
_NOT_A_SIGN: Final = re.compile(r"[^0-9A-Z]")


def new_code(random_bytes: bytes, kind: str = GIAO_UOC) -> str:
    """A code worked out from random bytes; the caller keeps codes unique.

    Raises ValueError for fewer than `MIN_RANDOM` bytes.
    """
    if len(random_bytes) < MIN_RANDOM:
        raise ValueError(f"a code needs {MIN_RANDOM} random bytes")
    number = int.from_bytes(random_bytes, "big")
    body = ""
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(SIGNS))
        body += SIGNS[place]
    return _dressed(kind, body + _check_sign(kind, body))


def normalise(typed: str, kind: str = GIAO_UOC) -> str | None:
    """The code that somebody typed or a QR code carried, as it is printed; None where it is no code.

    Case, blanks, dashes, a missing kind and signs that look alike (O and 0 for Q, S for 5, Z for 2, U for V)
    are forgiven; of an address the last part counts.
    """
    last_part = typed.strip().rstrip("/").rpartition("/")[2]
    plain = _NOT_A_SIGN.sub("", unicodedata.normalize("NFKC", last_part).upper())
    body = plain.removeprefix(kind) if len(plain) > LENGTH else plain
    body = body.translate(_READ_AS)
    if len(body) != LENGTH or set(body) - set(SIGNS) or body[-1] != _check_sign(kind, body[:-1]):
        return None
    return _dressed(kind, body)


def codes_among(texts: Iterable[str], kind: str = GIAO_UOC) -> tuple[str, ...]:
    """Our codes among texts read from a paper, each once, in the order met."""
    found = (normalise(text, kind) for text in texts)
    return tuple(dict.fromkeys(code for code in found if code))


def _dressed(kind: str, body: str) -> str:
    return f"{kind}-{body[:4]}-{body[4:]}"


def _check_sign(kind: str, body: str) -> str:
    """Weighted sum modulo a prime: one wrong sign or two swapped ones always change it."""
    total = sum(map(ord, kind)) + sum(
        weight * SIGNS.index(sign) for weight, sign in enumerate(body, start=2) if sign in SIGNS
    )
    return SIGNS[total % len(SIGNS)]


# --- drawing ---------------------------------------------------------------------------------------


def qr_png(text: str, pixels_a_module: int = 8) -> bytes:
    """A QR code with its quiet zone as a black and white PNG; same text, same bytes.

    A quarter of it may be covered or lost (level Q). Raises ValueError for text too long for a code.
    """
    import segno

    drawn = io.BytesIO()
    segno.make_qr(text, error="q", boost_error=True).save(drawn, kind="png", scale=pixels_a_module, border=4)
    return drawn.getvalue()


# --- reading ---------------------------------------------------------------------------------------


def read_codes(content: bytes) -> tuple[str, ...]:
    """The texts of all QR codes in a photograph (JPEG, PNG) or a PDF, each once, in the order of the pages.

    Never raises: a file that cannot be read, or is beyond the caps, holds no code.
    """
    return tuple(dict.fromkeys(text for page in read_pages(content) for text in page))


def read_pages(content: bytes) -> tuple[tuple[str, ...], ...]:
    """The same, page by page; a photograph is one page, an unreadable file none."""
    try:
        if content[:1024].find(b"%PDF-") >= 0:
            return _pages_of_pdf(content)
        return (_texts_in(_opened(content)),)
    except Exception:  # whatever a damaged file makes the libraries do, a person can still type the code
        _LOG.info("no code could be looked for", exc_info=True)
        return ()


def count_pages(content: bytes) -> int:
    """The pages of a PDF, 1 for a photograph, 0 for a file that cannot be read."""
    import pikepdf

    if content[:1024].find(b"%PDF-") < 0:
        return 1
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return len(document.pages)
    except Exception:
        return 0


def page_picture(content: bytes, number: int) -> bytes | None:
    """Page `number` (from 1) of a scanned PDF as a JPEG, turned as the page says and in its colours.

    It is the largest picture on the page; None for a page without one, or one that cannot be read.
    """
    import pikepdf
    from PIL import Image

    taken, kept = io.BytesIO(), io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            page = document.pages[number - 1]
            found = next(one for one in _pictures_on(page.obj) if _area(one) <= _MAX_SHOWN)
            pikepdf.PdfImage(found).extract_to(stream=taken)
            picture = Image.open(taken)
            # A JPEG is made small while it is decoded; black and white shrinks well only as grey.
            picture.draft("RGB", (_SHOWN, _SHOWN))
            grey = picture.convert("L") if picture.mode == "1" else picture
            grey.thumbnail((_SHOWN, _SHOWN))
            grey.convert("RGB").rotate(-int(page.rotation), expand=True).save(kept, "JPEG", quality=80)
    except Exception:
        _LOG.info("no picture of a scanned page", exc_info=True)
        return None
    return kept.getvalue()


def _opened(content: bytes) -> "Image":
    """The picture in grey, not much longer than it is ever looked at; raises ValueError beyond the cap."""
    from PIL import Image

    picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    if picture.width * picture.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    picture.draft("L", (_LARGE, _LARGE))
    return picture.convert("L")


def _pages_of_pdf(content: bytes) -> tuple[tuple[str, ...], ...]:
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as document:
        return tuple(_texts_on(document, number) for number in range(min(len(document.pages), MAX_PAGES)))


def _texts_on(document: "Pdf", number: int) -> tuple[str, ...]:
    texts: list[str] = []
    with suppress(Exception):  # a spoiled page hides none of the others
        for picture in _pictures_on(document.pages[number].obj):
            with suppress(Exception):  # nor does a picture in a format that is not decoded here
                texts.extend(_texts_in(_grey(picture)))
    return tuple(dict.fromkeys(texts))


def _pictures_on(page: "Object") -> list["Stream"]:
    found = sorted(_pictures_in(page, 2), key=_area, reverse=True)
    return [one for one in found if _SMALLEST**2 <= _area(one) <= MAX_PIXELS][:MAX_PICTURES]


def _pictures_in(holder: "Object", depth: int) -> Iterator["Stream"]:
    """The pictures that a page or a form on it draws; scanners often wrap them in a form."""
    import pikepdf

    resources = holder.get("/Resources")
    named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(named, pikepdf.Dictionary):
        return
    # Programs let all pages share one table of pictures; only what this page draws is on it.
    for name in dict.fromkeys(str(said.operands[0]) for said in pikepdf.parse_content_stream(holder, "Do")):
        drawn = named.get(name)
        if not isinstance(drawn, pikepdf.Stream):
            continue
        kind = drawn.get("/Subtype")
        if kind == pikepdf.Name.Image:
            yield drawn
        elif kind == pikepdf.Name.Form and depth:
            yield from _pictures_in(drawn, depth - 1)


def _area(picture: "Stream") -> int:
    return int(picture.get("/Width", 0)) * int(picture.get("/Height", 0))


def _grey(picture: "Stream") -> "Image":
    import pikepdf

    return pikepdf.PdfImage(picture).as_pil_image().convert("L")


def _texts_in(picture: "Image") -> tuple[str, ...]:
    """What the reader finds at the first size and treatment that yields anything."""
    import zxingcpp

    wanted = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    for candidate in _views_of(picture):
        for binarizer in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram):
            found = zxingcpp.read_barcodes(candidate, formats=wanted, binarizer=binarizer, try_invert=False)
            if found:
                return tuple(dict.fromkeys(one.text for one in found))
    return ()


def _views_of(picture: "Image") -> Iterator["Image"]:
    """The picture at several sizes; the middle one freed from noise, the large one sharpened."""
    from PIL import ImageFilter, ImageOps

    middle = _sized(picture, min(_MIDDLE, max(picture.size)))
    yield middle
    yield ImageOps.autocontrast(middle.filter(ImageFilter.MedianFilter(3)), cutoff=1)
    large = _sized(picture, _LARGE)
    yield large
    yield large.filter(ImageFilter.UnsharpMask(radius=4, percent=300, threshold=0))


def _sized(picture: "Image", side: int) -> "Image":
    longest = max(picture.size)
    size = (max(1, picture.width * side // longest), max(1, picture.height * side // longest))
    return picture.resize(size, reducing_gap=2.0)
