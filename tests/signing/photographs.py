"""Photographs of a page, as telephones make them: turned, seen askew, blurred, in shadow, packed hard."""

import io
import random
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from thidua.signing.ma import qr_png

PAGE = (1240, 1754)
"""A4 at 150 dots an inch."""


@dataclass(frozen=True)
class Shot:
    """How a page was photographed: degrees, share of skew, blur in pixels, shadow 0–1, noise 0–1, packing."""

    name: str
    turned: float = 0
    skew: float = 0
    blur: float = 0
    shadow: float = 0
    noise: float = 0
    quality: int = 60
    scale: float = 1


SHOTS = (
    Shot("straight"),
    Shot("turned", turned=7),
    Shot("askew", skew=0.08),
    Shot("blurred", blur=1.6),
    Shot("in shadow", shadow=0.75),
    Shot("noisy", noise=0.25),
    Shot("upside down", turned=183, shadow=0.4),
    Shot("small", turned=-4, scale=0.6, quality=60),
    Shot("large", turned=3, skew=0.04, scale=2.2, quality=40),
    Shot("all at once", turned=7, skew=0.05, blur=1, shadow=0.5, noise=0.12),
)


@cache
def page(text: str | None) -> Image.Image:
    """A page of grey lines with a code of 25 mm at its foot, or without one."""
    drawn = Image.new("L", PAGE, 245)
    pen = ImageDraw.Draw(drawn)
    for row in range(44):
        y = 120 + row * 30
        for x, width in _words(row):
            pen.rectangle((x, y, x + width, y + 11), fill=60)
    for column in (170, 620, 1070):  # the grid of signatures looks a little like a code
        pen.rectangle((column, 1440, column + 30, 1470), outline=40, width=4)
    if text:
        side = round(25 / 25.4 * 150)
        code = Image.open(io.BytesIO(qr_png(text))).convert("L").resize((side, side))
        drawn.paste(code, (PAGE[0] - side - 110, PAGE[1] - side - 110))
    return drawn


def _words(row: int) -> list[tuple[int, int]]:
    dice = random.Random(row)
    x, words = 150, []
    while x < 1040:
        width = dice.randint(20, 90)
        words.append((x, width))
        x += width + 12
    return words


def jpeg(picture: Image.Image, quality: int = 60) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=quality)
    return kept.getvalue()


def photograph(text: str | None, shot: Shot) -> bytes:
    """The page on a dark table, taken as `shot` says."""
    width, height = PAGE
    seen = Image.new("L", (width + 300, height + 300), 70)
    seen.paste(page(text), (150, 150))
    seen = seen.rotate(shot.turned, Image.Resampling.BICUBIC, expand=True, fillcolor=70)
    seen = _askew(seen, shot.skew)
    if shot.scale != 1:
        seen = seen.resize((round(seen.width * shot.scale), round(seen.height * shot.scale)))
    if shot.shadow:
        seen = _shaded(seen, shot.shadow)
    if shot.blur:
        seen = seen.filter(ImageFilter.GaussianBlur(shot.blur))
    if shot.noise:
        seen = Image.blend(seen, Image.effect_noise(seen.size, 120), shot.noise)
    return jpeg(seen.convert("RGB"), shot.quality)


def _askew(seen: Image.Image, share: float) -> Image.Image:
    """The far edge shorter than the near one, by a quad that is pulled to the whole picture."""
    if not share:
        return seen
    width, height = seen.size
    inward = width * share
    quad = (-inward, 0, 0, height, width, height, width + inward, height * share / 2)
    return seen.transform(seen.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=70)


def _shaded(seen: Image.Image, depth: float) -> Image.Image:
    slope = Image.linear_gradient("L").rotate(210, expand=False, fillcolor=255).resize(seen.size)
    return ImageChops.multiply(seen, slope.point(lambda level: round(255 - (255 - level) * depth)))
