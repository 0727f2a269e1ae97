"""Reading assignments and delegations: who may approve for a unit on a day, and how such a person signs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, literal, or_, select, true, union_all
from sqlalchemy.orm import Session, aliased

from thidua.core.actor import Lapsed, Role
from thidua.taikhoan.models import Nguoi, PhanCong, TaiKhoan, UyQuyen, VaiTro

PHAN_CONG, UY_QUYEN, THU_TRUONG = "phan_cong", "uy_quyen", "thu_truong"
REMEMBERED = timedelta(days=60)
"""So long a power that is over still explains a refusal."""
SOON = timedelta(days=30)
"""A power that ends within these days is shown as ending soon."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TuCach:
    """In which capacity a person signs for a unit on a day.

    `nguon` is `thu_truong`, `phan_cong` or `uy_quyen` with its row `nguon_id`; `cach_ky` is `head`, `kt`,
    `tl`, `q` or `tuq`; `chuc_vu` the post that is printed, empty for the head and the acting head.
    """

    nguon: str
    nguon_id: int | None
    cach_ky: str
    chuc_vu: str


@dataclass(frozen=True, slots=True)
class UyQuyenRow:
    """An assignment or delegation in a list; `het_ngay` is the last day it holds, None without an end.

    `nguoi_giao` is the head who delegated, empty for an assignment; `noi_dung` the field or the text.
    """

    nguon: str
    id: int
    nguoi_id: int
    ho_ten: str
    nguoi_giao: str
    don_vi_id: int
    cach_ky: str
    chuc_vu: str
    noi_dung: str
    van_ban_so: str
    van_ban_ngay: date
    tu_ngay: date
    den_ngay: date | None
    thu_hoi_tu: date | None
    thu_hoi_ly_do: str
    row_version: int

    @property
    def het_ngay(self) -> date | None:
        """The last day it holds."""
        return last_day(self.den_ngay, self.thu_hoi_tu)

    def holds_on(self, day: date) -> bool:
        """Whether it gives its right on the day, both ends included."""
        return self.tu_ngay <= day and (self.het_ngay is None or day <= self.het_ngay)

    def stage_on(self, day: date) -> str:
        """Where it stands: `sap_toi`, `hieu_luc`, `sap_het` or `da_het`."""
        if self.het_ngay is not None and (self.het_ngay < day or self.het_ngay < self.tu_ngay):
            return "da_het"
        if self.tu_ngay > day:
            return "sap_toi"
        return "sap_het" if self.het_ngay is not None and self.het_ngay <= day + SOON else "hieu_luc"


def last_day(den_ngay: date | None, thu_hoi_tu: date | None) -> date | None:
    """The last day of a power: its end, or the eve of the day from which it is revoked."""
    ends = [day for day in (den_ngay, thu_hoi_tu - ONE_DAY if thu_hoi_tu else None) if day]
    return min(ends, default=None)


def powers(session: Session, nguoi_id: int, day: date) -> tuple[frozenset[int], tuple[Lapsed, ...]]:
    """The units for which a person approves by assignment or delegation, and what lately ended."""
    rows = session.execute(
        union_all(
            *(
                select(
                    literal(nguon).label("nguon"),
                    table.don_vi_id,
                    table.van_ban_so,
                    table.tu_ngay,
                    table.den_ngay,
                    table.thu_hoi_tu,
                ).where(table.nguoi_id == nguoi_id, table.tu_ngay <= day)
                for nguon, table in ((PHAN_CONG, PhanCong), (UY_QUYEN, UyQuyen))
            )
        )
    )
    units: set[int] = set()
    lapsed = []
    for row in rows:
        end = last_day(row.den_ngay, row.thu_hoi_tu)
        if end is None or day <= end:
            units.add(row.don_vi_id)
        elif end >= day - REMEMBERED:
            revoked = row.thu_hoi_tu is not None and end < row.thu_hoi_tu <= (row.den_ngay or row.thu_hoi_tu)
            shown = row.thu_hoi_tu if revoked else end
            lapsed.append(Lapsed(row.don_vi_id, row.nguon, row.van_ban_so, shown, revoked))
    return frozenset(units), tuple(lapsed)


def held_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """The condition that a role is held on the day."""
    return (VaiTro.tu_ngay <= day, or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= day))


def heads_on(session: Session, don_vi_id: int, day: date) -> list[int]:
    """The persons who are the unit's head on the day by their own role, the first given one first."""
    return heads_between(session, don_vi_id, day, day)


def heads_between(session: Session, don_vi_id: int, tu_ngay: date, den_ngay: date | None) -> list[int]:
    """The same on some day of a span, which has no end when `den_ngay` is None."""
    query = (
        select(TaiKhoan.nguoi_id)
        .join(VaiTro, VaiTro.tai_khoan_id == TaiKhoan.id)
        .where(VaiTro.vai_tro == Role.THU_TRUONG, VaiTro.don_vi_id == don_vi_id)
        .where(or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= tu_ngay), TaiKhoan.khoa_luc.is_(None))
        .order_by(VaiTro.id)
    )
    if den_ngay is not None:
        query = query.where(VaiTro.tu_ngay <= den_ngay)
    return list(dict.fromkeys(session.scalars(query)))


def deputies_on(session: Session, don_vi_id: int, day: date) -> frozenset[int]:
    """The persons who approve for the unit on the day by assignment or delegation, with an open account."""
    open_people = select(TaiKhoan.nguoi_id).where(TaiKhoan.khoa_luc.is_(None))
    rows = _rows(session, don_vi_id=don_vi_id)
    able = set(session.scalars(open_people.where(TaiKhoan.nguoi_id.in_([row.nguoi_id for row in rows]))))
    return frozenset(row.nguoi_id for row in rows if row.holds_on(day) and row.nguoi_id in able)


def capacity(session: Session, nguoi_id: int, don_vi_id: int, day: date) -> TuCach | None:
    """In which capacity this person signs for the unit on the day: as its head, as assigned, as delegated."""
    if nguoi_id in heads_on(session, don_vi_id, day):
        return TuCach(THU_TRUONG, None, "head", "")
    rows = [row for row in _rows(session, don_vi_id=don_vi_id, nguoi_id=nguoi_id) if row.holds_on(day)]
    if not rows:
        return None
    row = rows[0]
    return TuCach(row.nguon, row.id, row.cach_ky, "" if row.cach_ky == "q" else row.chuc_vu)


def delegation_list(
    session: Session, *, units: Iterable[int] | None = None, nguoi_id: int | None = None
) -> list[UyQuyenRow]:
    """Assignments and delegations of all units, or of these, or of one person; newest beginning first."""
    rows = _rows(session, nguoi_id=nguoi_id)
    wanted = None if units is None else frozenset(units)
    found = [row for row in rows if wanted is None or row.don_vi_id in wanted]
    return sorted(found, key=lambda row: (row.tu_ngay, row.nguon, row.id), reverse=True)


def given_by(session: Session, nguoi_id: int) -> list[UyQuyenRow]:
    """The delegations that a head gave, by id; what came by assignment is the unit's own."""
    return [row for row in _rows(session, giver_id=nguoi_id) if row.nguon == UY_QUYEN]


def overlapping(
    session: Session, don_vi_id: int, tu_ngay: date, den_ngay: date | None, *, nguoi_id: int | None = None
) -> list[UyQuyenRow]:
    """The unit's assignments and delegations (of one person) that hold on some day of the span."""
    return [
        row
        for row in _rows(session, don_vi_id=don_vi_id, nguoi_id=nguoi_id)
        if (den_ngay is None or row.tu_ngay <= den_ngay)
        and (row.het_ngay is None or tu_ngay <= row.het_ngay)
        and (row.het_ngay is None or row.tu_ngay <= row.het_ngay)
    ]


def _rows(
    session: Session,
    *,
    don_vi_id: int | None = None,
    nguoi_id: int | None = None,
    giver_id: int | None = None,
) -> list[UyQuyenRow]:
    """Assignments first, then delegations (those that `giver_id` gave), each by id; two statements."""
    giver = aliased(Nguoi)
    assigned = (
        select(PhanCong, Nguoi.ho_ten)
        .join(Nguoi, Nguoi.id == PhanCong.nguoi_id)
        .where(*_only(PhanCong, don_vi_id, nguoi_id))
        .order_by(PhanCong.id)
    )
    delegated = (
        select(UyQuyen, Nguoi.ho_ten, giver.ho_ten.label("nguoi_giao"))
        .join(Nguoi, Nguoi.id == UyQuyen.nguoi_id)
        .join(giver, giver.id == UyQuyen.nguoi_giao_id)
        .where(*_only(UyQuyen, don_vi_id, nguoi_id))
        .where(UyQuyen.nguoi_giao_id == giver_id if giver_id is not None else true())
        .order_by(UyQuyen.id)
    )
    found = [
        _made(PHAN_CONG, r.PhanCong, r.ho_ten, "", r.PhanCong.cach_ky, r.PhanCong.linh_vuc)
        for r in session.execute(assigned)
    ]
    found += [
        _made(UY_QUYEN, r.UyQuyen, r.ho_ten, r.nguoi_giao, "tuq", r.UyQuyen.noi_dung)
        for r in session.execute(delegated)
    ]
    return found


def _only(
    table: type[PhanCong] | type[UyQuyen], don_vi_id: int | None, nguoi_id: int | None
) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if don_vi_id is not None:
        asked.append(table.don_vi_id == don_vi_id)
    if nguoi_id is not None:
        asked.append(table.nguoi_id == nguoi_id)
    return asked


def _made(
    nguon: str, row: PhanCong | UyQuyen, ho_ten: str, nguoi_giao: str, cach_ky: str, noi_dung: str
) -> UyQuyenRow:
    return UyQuyenRow(
        nguon=nguon,
        id=row.id,
        nguoi_id=row.nguoi_id,
        ho_ten=ho_ten,
        nguoi_giao=nguoi_giao,
        don_vi_id=row.don_vi_id,
        cach_ky=cach_ky,
        chuc_vu=row.chuc_vu,
        noi_dung=noi_dung,
        van_ban_so=row.van_ban_so,
        van_ban_ngay=row.van_ban_ngay,
        tu_ngay=row.tu_ngay,
        den_ngay=row.den_ngay,
        thu_hoi_tu=row.thu_hoi_tu,
        thu_hoi_ly_do=row.thu_hoi_ly_do,
        row_version=row.row_version,
    )
