"""Pictures on a paper: a PNG with its printed width, and the running foot with a code."""

import base64
import struct
from dataclasses import dataclass
from typing import Final, Literal

from thidua.vanban.runs import one_line

ChoAnh = Literal["giua", "phai", "canh_dong"]

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_SIZE: Final = struct.Struct(">II")
# Where the header chunk of a PNG keeps width and height.
_SIZE_AT: Final = 16
_HEADER_END: Final = 33
_CSS_PX_PER_MM: Final = 96 / 25.4


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises ValueError for bytes that do not begin as a PNG with a size."""
    if len(png) < _HEADER_END or not png.startswith(_SIGNATURE) or png[12:16] != b"IHDR":
        raise ValueError("a picture on a paper is a PNG")
    width, height = _SIZE.unpack_from(png, _SIZE_AT)
    if not width or not height:
        raise ValueError("a picture without a size")
    return width, height


@dataclass(frozen=True, slots=True)
class Anh:
    """A picture `rong` mm wide, described by `mo_ta` for who cannot see it.

    `cho`: on a line of its own in the middle or at the right, or at the left beside the lines `dong`. One
    larger than the page is printed smaller, its sides in proportion.
    Raises ValueError for bytes that are no PNG, a width that is not above 0, and lines where there is no
    place for them.
    """

    png: bytes
    rong: float
    mo_ta: str
    cho: ChoAnh = "giua"
    dong: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        png_size(self.png)
        if not 0 < self.rong < float("inf"):
            raise ValueError(f"a picture {self.rong} mm wide")
        if self.dong and self.cho != "canh_dong":
            raise ValueError("only a picture beside lines has lines")

    def size(self, most_width: float, most_height: float) -> tuple[float, float]:
        """Width and height in mm within the room there is."""
        across, down = png_size(self.png)
        width = min(self.rong, most_width, most_height * across / down)
        return width, width * down / across

    def lines(self) -> tuple[str, ...]:
        return tuple(line for line in map(one_line, self.dong) if line.strip())

    def css_size(self, most_width: float, most_height: float) -> tuple[int, int]:
        """The same size in the pixels of a page on a screen."""
        width, height = self.size(most_width, most_height)
        return max(1, round(width * _CSS_PX_PER_MM)), max(1, round(height * _CSS_PX_PER_MM))

    def data_uri(self) -> str:
        return f"data:image/png;base64,{base64.b64encode(self.png).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class ChanTrang:
    """What stands at the foot of every page, so that a photograph of one page tells the paper it belongs to.

    `dong` names the short code, `ten` the paper in the line below it, before the page of its part; annexes
    and sheets behind the paper have their own names there. `ma_vach` is the code as a picture (PNG), at the
    left of the lines, `ghi_chu` a last line that says what it is for. All must stay short: three lines are as
    high as the picture. Raises ValueError for other bytes.
    """

    dong: str
    ten: str
    ma_vach: bytes | None = None
    ghi_chu: str = ""

    def __post_init__(self) -> None:
        if self.ma_vach is not None:
            png_size(self.ma_vach)

    def anh(self, width: float) -> Anh | None:
        """The picture of the code, `width` mm wide."""
        return None if self.ma_vach is None else Anh(self.ma_vach, width, one_line(self.dong))
