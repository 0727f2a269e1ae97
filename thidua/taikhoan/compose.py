"""A capacity → the lines printed over a signature. No SQL, no request."""

from dataclasses import dataclass

from thidua.taikhoan.queries.uy_quyen import TuCach
from thidua.vanban.kyten import CachKy, SigningAuthority

TM = "TM. "
_WAYS: dict[str, CachKy] = {"kt": "kt", "tl": "tl", "q": "q", "tuq": "tuq"}


@dataclass(frozen=True, slots=True)
class ChuKy:
    """What is printed: the lines over the signature, and the post by itself as a giao ước prints it."""

    quyen_han: tuple[str, ...]
    chuc_vu: str


def signature(unit_lines: tuple[str, ...], capacity: TuCach | None, ho_ten: str) -> ChuKy:
    """The lines of a signer, from the unit's own lines of the day and the capacity; None signs as the head.

    `unit_lines` are those of the unit's profile: "TM. ỦY BAN NHÂN DÂN" / "CHỦ TỊCH", or the post alone.
    """
    head_post = unit_lines[-1] if unit_lines else ""
    if capacity is None or capacity.cach_ky not in _WAYS or not head_post:
        return ChuKy(unit_lines, head_post)
    way = _WAYS[capacity.cach_ky]
    post = "" if way == "q" else capacity.chuc_vu
    power = SigningAuthority(way, ho_ten, head_post, post, keeps_title=True).lines()
    # By order and by delegation the signer acts for the head alone; a deputy and an acting head for the body.
    body = tuple(line for line in unit_lines[:-1] if line.startswith(TM)) if way in ("kt", "q") else ()
    return ChuKy((*body, *power), post or power[-1])
