"""Writing assignments and delegations.

KT., TL., TUQ., Q.: Nghị định 30/2020/NĐ-CP, Điều 13. Only the standing body writes them down.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from thidua.core.actor import SECRETARIAT, Actor
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotThere, NotYourFunction, WrongInput
from thidua.nhatky.actions import record
from thidua.taikhoan.models import PhanCong, UyQuyen
from thidua.taikhoan.queries import uy_quyen as queries
from thidua.taikhoan.queries.uy_quyen import PHAN_CONG, UY_QUYEN

ACTING = "q"


@dataclass(frozen=True, slots=True)
class PhanCongMoi:
    """An assignment to be written: `cach_ky` is `kt`, `tl` or `q`; `chuc_vu` the post that is printed."""

    nguoi_id: int
    don_vi_id: int
    cach_ky: str
    chuc_vu: str
    linh_vuc: str
    van_ban_so: str
    van_ban_ngay: date
    tu_ngay: date
    den_ngay: date | None = None


@dataclass(frozen=True, slots=True)
class UyQuyenMoi:
    """A delegation to be written; the unit's head of the first day is the one who delegates."""

    nguoi_id: int
    don_vi_id: int
    chuc_vu: str
    noi_dung: str
    van_ban_so: str
    van_ban_ngay: date
    tu_ngay: date
    den_ngay: date | None


def assign(session: Session, actor: Actor | None, new: PhanCongMoi, *, at: datetime) -> PhanCong:
    """Write an assignment down; the person approves for the unit from its first day on.

    Raises WrongInput, whose fact `truong` names the field: `thieu_muc`, `ngay_nguoc`, `truoc_van_ban`,
    `da_la_thu_truong` for the unit's head, `trung_uy_quyen` when the person has such a power on some of
    these days, `da_co_quyen_truong` for a second acting head. NotYourFunction for others than the standing
    body.
    """
    _require_secretariat(actor)
    _require_filled(chuc_vu=new.chuc_vu, van_ban_so=new.van_ban_so)
    _require_days(new.van_ban_ngay, new.tu_ngay, new.den_ngay)
    if new.nguoi_id in queries.heads_between(session, new.don_vi_id, new.tu_ngay, new.den_ngay):
        raise WrongInput("da_la_thu_truong", truong="tai_khoan")
    _require_free(session, new.nguoi_id, new.don_vi_id, new.tu_ngay, new.den_ngay)
    if new.cach_ky == ACTING:
        others = queries.overlapping(session, new.don_vi_id, new.tu_ngay, new.den_ngay)
        if any(row.cach_ky == ACTING for row in others):
            raise WrongInput("da_co_quyen_truong", truong="cach_ky")
    row = PhanCong(
        nguoi_id=new.nguoi_id,
        don_vi_id=new.don_vi_id,
        cach_ky=new.cach_ky,
        chuc_vu=new.chuc_vu,
        linh_vuc=new.linh_vuc,
        van_ban_so=new.van_ban_so,
        van_ban_ngay=new.van_ban_ngay,
        tu_ngay=new.tu_ngay,
        den_ngay=new.den_ngay,
    )
    session.add(row)
    session.flush()
    facts = {"id": row.id, "nguoi_id": new.nguoi_id, "so": new.van_ban_so, "cach_ky": new.cach_ky}
    facts |= {"tu_ngay": new.tu_ngay, "den_ngay": new.den_ngay}
    record(session, actor, "ghi_phan_cong", "don_vi", new.don_vi_id, at=at, sau=facts)
    return row


def delegate(session: Session, actor: Actor | None, new: UyQuyenMoi, *, at: datetime) -> UyQuyen:
    """Write a delegation down; it holds on both of its days and between them.

    Raises WrongInput as `assign` does, and with `uy_quyen_can_han` without an end, `tu_uy_quyen` when the
    person is the head who delegates, `chua_co_thu_truong` when the unit has no head on the first day.
    """
    _require_secretariat(actor)
    _require_filled(chuc_vu=new.chuc_vu, noi_dung=new.noi_dung, van_ban_so=new.van_ban_so)
    if new.den_ngay is None:
        raise WrongInput("uy_quyen_can_han", truong="den_ngay")
    _require_days(new.van_ban_ngay, new.tu_ngay, new.den_ngay)
    heads = queries.heads_on(session, new.don_vi_id, new.tu_ngay)
    if not heads:
        raise WrongInput("chua_co_thu_truong", truong="don_vi")
    if new.nguoi_id in queries.heads_between(session, new.don_vi_id, new.tu_ngay, new.den_ngay):
        raise WrongInput("tu_uy_quyen", truong="tai_khoan")
    _require_free(session, new.nguoi_id, new.don_vi_id, new.tu_ngay, new.den_ngay)
    row = UyQuyen(
        nguoi_id=new.nguoi_id,
        nguoi_giao_id=heads[0],
        don_vi_id=new.don_vi_id,
        chuc_vu=new.chuc_vu,
        noi_dung=new.noi_dung,
        van_ban_so=new.van_ban_so,
        van_ban_ngay=new.van_ban_ngay,
        tu_ngay=new.tu_ngay,
        den_ngay=new.den_ngay,
    )
    session.add(row)
    session.flush()
    facts = {"id": row.id, "nguoi_id": new.nguoi_id, "nguoi_giao_id": heads[0], "so": new.van_ban_so}
    facts |= {"tu_ngay": new.tu_ngay, "den_ngay": new.den_ngay}
    record(session, actor, "ghi_uy_quyen", "don_vi", new.don_vi_id, at=at, sau=facts)
    return row


def revoke(
    session: Session,
    actor: Actor | None,
    nguon: str,
    row_id: int,
    *,
    tu_ngay: date,
    ly_do: str,
    row_version: int | None = None,
    at: datetime,
) -> None:
    """End a power before its day: `tu_ngay` is the first day without it, today at the earliest.

    What was approved before stays approved. Raises NotThere for a row that is not there, NotNow
    (`uy_quyen_het_roi`) when it is over or revoked, (`uy_quyen_da_sua`) when it was changed since
    `row_version`, WrongInput (`thieu_ly_do`, `ngay_thu_hoi`).
    """
    _require_secretariat(actor)
    row = _find(session, nguon, row_id)
    if row_version is not None and row_version != row.row_version:
        raise NotNow("uy_quyen_da_sua")
    today, end = local_day(at), queries.last_day(row.den_ngay, row.thu_hoi_tu)
    if row.thu_hoi_tu is not None or (end is not None and end < today):
        raise NotNow("uy_quyen_het_roi")
    if not ly_do.strip():
        raise WrongInput("thieu_ly_do", truong="ly_do")
    if tu_ngay < today or (end is not None and tu_ngay > end):
        raise WrongInput("ngay_thu_hoi", truong="tu_ngay")
    _end(session, actor, row, nguon, tu_ngay, ly_do.strip(), at)


def revoke_all(session: Session, actor: Actor | None, nguoi_id: int, *, ly_do: str, at: datetime) -> int:
    """End every power of a person who leaves, and every one that the person delegated, from today on; how
    many there were."""
    today = local_day(at)
    held = queries.delegation_list(session, nguoi_id=nguoi_id)
    rows = [row for row in (*held, *queries.given_by(session, nguoi_id)) if row.thu_hoi_tu is None]
    open_rows = [row for row in rows if row.stage_on(today) != "da_het"]
    for row in open_rows:
        _end(session, actor, _find(session, row.nguon, row.id), row.nguon, today, ly_do, at)
    return len(open_rows)


def _end(
    session: Session,
    actor: Actor | None,
    row: PhanCong | UyQuyen,
    nguon: str,
    tu_ngay: date,
    ly_do: str,
    at: datetime,
) -> None:
    row.thu_hoi_tu, row.thu_hoi_ly_do, row.row_version = tu_ngay, ly_do, row.row_version + 1
    session.flush()
    facts = {"id": row.id, "nguoi_id": row.nguoi_id, "so": row.van_ban_so, "tu_ngay": tu_ngay}
    record(session, actor, f"thu_hoi_{nguon}", "don_vi", row.don_vi_id, at=at, sau=facts, ghi_chu=ly_do)


def _find(session: Session, nguon: str, row_id: int) -> PhanCong | UyQuyen:
    row: PhanCong | UyQuyen | None = None
    if nguon == PHAN_CONG:
        row = session.get(PhanCong, row_id)
    elif nguon == UY_QUYEN:
        row = session.get(UyQuyen, row_id)
    if row is None:
        raise NotThere("khong_thay")
    return row


def _require_secretariat(actor: Actor | None) -> None:
    if actor is not None and not actor.has(*SECRETARIAT):
        raise NotYourFunction("khong_dung_vai_tro")


def _require_filled(**texts: str) -> None:
    for name, text in texts.items():
        if not text.strip():
            raise WrongInput("thieu_muc", truong=name)


def _require_days(van_ban_ngay: date, tu_ngay: date, den_ngay: date | None) -> None:
    if tu_ngay < van_ban_ngay:
        raise WrongInput("truoc_van_ban", truong="tu_ngay")
    if den_ngay is not None and den_ngay < tu_ngay:
        raise WrongInput("ngay_nguoc", truong="den_ngay")


def _require_free(
    session: Session, nguoi_id: int, don_vi_id: int, tu_ngay: date, den_ngay: date | None
) -> None:
    found = queries.overlapping(session, don_vi_id, tu_ngay, den_ngay, nguoi_id=nguoi_id)
    if found:
        raise WrongInput("trung_uy_quyen", truong="tu_ngay", so=found[0].van_ban_so)
