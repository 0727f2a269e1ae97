"""The plan by sections, as its editor shows it: the opening, one section a heading, the closing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from thidua.core.errors import NotThere
from thidua.core.lock import lock_number
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries import DongKeHoachRow, plan_lines, recipients

OPENING, CLOSING, BODY = "mo_dau", "ket", "noi_dung"


@dataclass(frozen=True, slots=True)
class PhanKeHoach:
    """A section: its place from 0, its heading (empty for opening and closing), its lines, its lock number.

    `vai` is the part of the plan to which a line belongs that is added to an empty section.
    """

    phan: int
    ten: str
    vai: str
    dong: tuple[DongKeHoachRow, ...]

    @property
    def row_version(self) -> int:
        """Changes with any line of the section."""
        return lock_number((self.vai, *((d.vai, d.loai, d.danh_so, d.noi_dung) for d in self.dong)))


def sections_of(lines: Sequence[DongKeHoachRow]) -> list[PhanKeHoach]:
    """The lines by section; opening, one body section at least, and closing are always there."""
    body: list[list[DongKeHoachRow]] = [[]]
    for line in lines:
        if line.vai in (OPENING, CLOSING):
            continue
        if line.loai == "muc" and body[-1]:
            body.append([])
        body[-1].append(line)
    parts = [
        (OPENING, _with(lines, OPENING)),
        *((BODY, part) for part in body),
        (CLOSING, _with(lines, CLOSING)),
    ]
    return [PhanKeHoach(place, _heading(part), vai, tuple(part)) for place, (vai, part) in enumerate(parts)]


def _with(lines: Sequence[DongKeHoachRow], vai: str) -> list[DongKeHoachRow]:
    return [line for line in lines if line.vai == vai]


def _heading(part: Sequence[DongKeHoachRow]) -> str:
    return next((f"{line.danh_so} {line.noi_dung}".strip() for line in part if line.loai == "muc"), "")


def sections(session: Session, nam_id: int) -> list[PhanKeHoach]:
    """The year's plan by sections."""
    return sections_of(plan_lines(session, nam_id))


def section(session: Session, nam_id: int, phan: int) -> PhanKeHoach:
    """One section; NotThere beyond the last."""
    found = sections(session, nam_id)
    if phan >= len(found):
        raise NotThere("khong_co_phan")
    return found[phan]


def replaced(
    found: Sequence[PhanKeHoach], phan: int, lines: Sequence[DongKeHoachRow]
) -> list[DongKeHoachRow]:
    """All lines of the plan with those of one section replaced."""
    return [line for one in found for line in (lines if one.phan == phan else one.dong)]


def head_lock(session: Session, year: NamThiDua) -> int:
    """The lock number of the plan's head and recipients."""
    facts = (year.chu_de, year.ke_hoach_so, year.ke_hoach_ky_hieu, year.ke_hoach_ngay, year.ke_hoach_thang)
    more = (year.ke_hoach_trich_yeu, year.co_quan_ban_hanh, year.dia_danh, year.quyen_han_ky, year.nguoi_ky)
    return lock_number((*facts, *more, *recipients(session, year.id)))
