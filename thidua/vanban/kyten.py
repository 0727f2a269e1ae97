"""Who signs, with what power: the lines above a name.

Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, Phần I, Mục II.7.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from thidua.vanban.blocks import KyTen, LuoiKy, capitals, one_line

CachKy = Literal["head", "tm", "kt", "tm_kt", "q", "tl", "tl_kt", "tuq"]

UBND = "ỦY BAN NHÂN DÂN"
DAI_DIEN = "ĐẠI DIỆN"
CHUNG_KIEN = "CHỨNG KIẾN"
THU_KY = "THƯ KÝ"
CHU_TOA = "CHỦ TỌA"
LEAST_PARTIES, MOST_PARTIES = 2, 60
# Up to this many parties two sign side by side, above it three.
_WIDE_ROWS = 6

_NEEDS: dict[CachKy, tuple[str, ...]] = {
    "head": ("head_post",),
    "tm": ("collective", "head_post"),
    "kt": ("head_post", "signer_post"),
    "tm_kt": ("collective", "head_post", "signer_post"),
    "q": ("head_post",),
    "tl": ("head_post", "signer_post"),
    "tl_kt": ("head_post", "delegate_post", "signer_post"),
    "tuq": ("head_post", "signer_post"),
}
_POWER = re.compile(r"(TM|KT|TL|TUQ|Q)\.", re.IGNORECASE)
# Academic ranks, degrees and titles of honour.
_TITLE = re.compile(
    r"(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|DS|LS|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|AHLĐ)[. ]|"
    r"(?:Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Cử nhân|Kỹ sư|Bác sĩ|Nhà giáo|Anh hùng)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SigningAuthority:
    """One signature as the law sees it. Posts and collective without the abbreviation before them.

    `head`: the head's own power · `tm`: the head for the collective · `kt`: a deputy for the head · `tm_kt`:
    a deputy for the head, for the collective · `q`: the acting head · `tl`: by order · `tl_kt`: by order to
    `delegate_post`, whose deputy signs · `tuq`: by written delegation.
    `agency_post` stands in brackets above the name: the post in the agency whose seal a council uses.
    `keeps_title` lets a rank or degree stand before the name, where the rules of the sector say so.

    Raises ValueError when a part that the way of signing needs is missing, one that it does not know is
    given, a part already carries an abbreviation, or a title stands before the name.
    """

    mode: CachKy
    signer_name: str
    head_post: str = ""
    signer_post: str = ""
    collective: str = ""
    delegate_post: str = ""
    agency_post: str = ""
    keeps_title: bool = False

    def __post_init__(self) -> None:
        given = {
            "head_post": self.head_post,
            "signer_post": self.signer_post,
            "collective": self.collective,
            "delegate_post": self.delegate_post,
        }
        for name, text in given.items():
            needed = name in _NEEDS[self.mode]
            if bool(one_line(text).strip()) != needed:
                raise ValueError(f"{name} {'missing' if needed else 'unknown'}: {self.mode}")
            if _POWER.match(text.strip()):
                raise ValueError(f"{name} carries its abbreviation already: {text}")
        if not self.keeps_title and _TITLE.match(self.signer_name.strip()):
            raise ValueError(f"no rank or degree before the name: {self.signer_name}")

    def lines(self) -> tuple[str, ...]:
        """Quyền hạn and chức vụ, from the top."""
        head, post = self.head_post, self.signer_post
        return {
            "head": (head,),
            "tm": (f"TM. {self.collective}", head),
            "kt": (f"KT. {head}", post),
            "tm_kt": (f"TM. {self.collective}", f"KT. {head}", post),
            "q": (f"Q. {head}",),
            "tl": (f"TL. {head}", post),
            "tl_kt": (f"TL. {head}", f"KT. {self.delegate_post}", post),
            "tuq": (f"TUQ. {head}", post),
        }[self.mode]

    def ky_ten(self) -> KyTen:
        """The signature as the tree takes it."""
        other = (f"({capitals(self.agency_post)})",) if self.agency_post.strip() else ()
        return KyTen(self.lines(), self.signer_name, other)


def hoi_dong(
    signer_name: str, *, post: str = "CHỦ TỊCH", agency_post: str = "", head_post: str = "CHỦ TỊCH"
) -> KyTen:
    """A member signs for the council; `agency_post` only where the council may use the agency's seal.

    A post other than that of the head signs KT. the head.
    """
    if post == head_post:
        authority = SigningAuthority(
            "tm", signer_name, head_post, collective="HỘI ĐỒNG", agency_post=agency_post
        )
    else:
        authority = SigningAuthority(
            "tm_kt", signer_name, head_post, post, collective="HỘI ĐỒNG", agency_post=agency_post
        )
    return authority.ky_ten()


def bien_ban(thu_ky: str, chu_toa: str) -> tuple[KyTen, KyTen]:
    """The two who sign a biên bản: secretary on the left, chair on the right (Mẫu 1.9)."""
    return KyTen((THU_KY,), thu_ky), KyTen((CHU_TOA,), chu_toa)


def dai_dien(don_vi: str, chuc_vu: str, ho_ten: str) -> KyTen:
    """A party of a giao ước: for its unit, with the post, without TM. or KT.

    The name of an Ủy ban nhân dân stands on two lines, as in the head of its papers.
    """
    name = capitals(don_vi)
    own = name.removeprefix(f"{UBND} ")
    return KyTen((DAI_DIEN, *((UBND, own) if own != name else (name,)), chuc_vu), ho_ten)


def luoi_giao_uoc(ben: Sequence[KyTen], chung_kien: KyTen | None = None) -> LuoiKy:
    """The grid of 2 to 60 parties in the order given, a witness alone in the last row; rows never split.

    Rows are as even as they can be: no party stands alone where three stand above. Raises ValueError for
    fewer or more parties.
    """
    if not LEAST_PARTIES <= len(ben) <= MOST_PARTIES:
        raise ValueError(f"{len(ben)} parties cannot sign a giao ước")
    most = 2 if len(ben) <= _WIDE_ROWS else 3
    count = -(-len(ben) // most)
    short, longer = divmod(len(ben), count)
    rows: list[tuple[KyTen, ...]] = []
    start = 0
    for place in range(count):
        end = start + short + (place < longer)
        rows.append(tuple(ben[start:end]))
        start = end
    return LuoiKy((*rows, *(((chung_kien,),) if chung_kien else ())))
