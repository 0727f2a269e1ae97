"""Reading people, accounts and logins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor, Grant, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotThere
from thidua.taikhoan.models import LanDangNhapSai, Nguoi, PhienDangNhap, TaiKhoan, VaiTro
from thidua.taikhoan.queries.uy_quyen import powers

CODE_DAYS = 14
"""So many days after its issue a one-time code still opens the account, that day included."""
BURST = 5
"""So many wrong passwords within BURST_SPAN start the waiting."""
BURST_SPAN = timedelta(seconds=60)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=1)
"""A quiet hour clears the record of an account or address."""


@dataclass(frozen=True, slots=True)
class LoginRow:
    """A login that still counts, with who acts through it."""

    id: int
    account_id: int
    actor: Actor
    must_change_password: bool
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the check of its password needs it."""

    id: int
    nguoi_id: int
    ten_dang_nhap: str
    mat_khau: str
    is_locked: bool
    code_last_day: date | None = None
    """The last day on which a one-time code opens the account; None for a chosen password."""


@dataclass(frozen=True, slots=True)
class PhienRow:
    """One open login in its owner's list."""

    id: int
    bat_dau: datetime
    lan_cuoi: datetime
    dia_chi: str
    trinh_duyet: str


def load_login(
    session: Session, token_hash: str, at: datetime, address: str, *, idle: timedelta, limit: timedelta
) -> LoginRow | None:
    """The login behind a hashed id, or None when it was ended, lay idle, is too old, or the account shut."""
    query = (
        select(PhienDangNhap, TaiKhoan)
        .join(TaiKhoan, TaiKhoan.id == PhienDangNhap.tai_khoan_id)
        .where(PhienDangNhap.ma_bam == token_hash, TaiKhoan.khoa_luc.is_(None), *_open(at, idle, limit))
    )
    found = session.execute(query).first()
    if found is None:
        return None
    phien, account = found
    actor = _actor(session, account, at, address)
    return LoginRow(phien.id, account.id, actor, account.phai_doi_mat_khau, phien.lan_cuoi)


def actor_of_account(session: Session, ten_dang_nhap: str, at: datetime, address: str = "") -> Actor:
    """Who acts through an account on that day; raises NotThere."""
    account = session.scalar(select(TaiKhoan).where(TaiKhoan.ten_dang_nhap == ten_dang_nhap))
    if account is None:
        raise NotThere("khong_thay")
    return _actor(session, account, at, address)


def _actor(session: Session, account: TaiKhoan, at: datetime, address: str) -> Actor:
    day = local_day(at)
    roles = session.scalars(
        select(VaiTro).where(
            VaiTro.tai_khoan_id == account.id,
            VaiTro.tu_ngay <= day,
            or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= day),
        )
    )
    units, lapsed = powers(session, account.nguoi_id, day)
    held = {Grant(row.vai_tro, row.don_vi_id) for row in roles}
    grants = frozenset(held | {Grant(Role.THU_TRUONG, unit) for unit in units})
    name = session.scalar(select(Nguoi.ho_ten).where(Nguoi.id == account.nguoi_id)) or ""
    return Actor(account.nguoi_id, account.ten_dang_nhap, name, grants, address, lapsed)


def has_no_account(session: Session) -> bool:
    """Whether nobody has an account yet: the office is still to be set up."""
    return session.scalar(select(TaiKhoan.id).limit(1)) is None


def find_account(session: Session, ten_dang_nhap: str) -> AccountRow | None:
    """The account of that name, also a shut one."""
    row = session.scalar(select(TaiKhoan).where(TaiKhoan.ten_dang_nhap == ten_dang_nhap))
    if row is None:
        return None
    return AccountRow(
        row.id,
        row.nguoi_id,
        row.ten_dang_nhap,
        row.mat_khau,
        row.khoa_luc is not None,
        code_last_day(row.ma_cap_luc) if row.phai_doi_mat_khau else None,
    )


def code_last_day(issued: datetime | None) -> date | None:
    """The last day of a one-time code; None when none was issued."""
    return local_day(issued) + timedelta(days=CODE_DAYS) if issued else None


def account_of_token(session: Session, token_hash: str) -> int | None:
    """Whose login an id was, whether it still counts or not."""
    return session.scalar(select(PhienDangNhap.tai_khoan_id).where(PhienDangNhap.ma_bam == token_hash))


def open_logins(
    session: Session, tai_khoan_id: int, at: datetime, *, idle: timedelta, limit: timedelta
) -> list[PhienRow]:
    """The account's logins that still count, newest first."""
    query = (
        select(PhienDangNhap)
        .where(PhienDangNhap.tai_khoan_id == tai_khoan_id, *_open(at, idle, limit))
        .order_by(PhienDangNhap.bat_dau.desc(), PhienDangNhap.id.desc())
    )
    return [PhienRow(r.id, r.bat_dau, r.lan_cuoi, r.dia_chi, r.trinh_duyet) for r in session.scalars(query)]


def _open(at: datetime, idle: timedelta, limit: timedelta) -> tuple[ColumnElement[bool], ...]:
    return (
        PhienDangNhap.ket_thuc.is_(None),
        PhienDangNhap.lan_cuoi > at - idle,
        PhienDangNhap.bat_dau > at - limit,
    )


def may_try_again_at(session: Session, name: str, address: str, at: datetime) -> datetime | None:
    """When the next password may be tried for this account from this address, or None: at once.

    Wrong tries on one account make only that account wait; an address waits when it tried many accounts.
    """
    since = at - FORGOTTEN_AFTER
    own = session.scalars(
        select(LanDangNhapSai.luc)
        .where(LanDangNhapSai.ten_dang_nhap == name, LanDangNhapSai.luc > since)
        .order_by(LanDangNhapSai.luc)
    ).all()
    from_here = session.execute(
        select(LanDangNhapSai.ten_dang_nhap, LanDangNhapSai.luc)
        .where(LanDangNhapSai.dia_chi == address, LanDangNhapSai.luc > since)
        .order_by(LanDangNhapSai.luc)
    )
    spread = _first_per_name((row.ten_dang_nhap, row.luc) for row in from_here)
    until = max((end for end in (waiting_until(own), waiting_until(spread)) if end), default=None)
    return until if until and until > at else None


def waiting_until(wrong: Sequence[datetime]) -> datetime | None:
    """The end of the wait after these wrong tries, in order; it doubles from one minute to fifteen."""
    burst: list[datetime] = []
    wait, until = timedelta(), None
    for at in wrong:
        burst = [earlier for earlier in burst if at - earlier < BURST_SPAN] + [at]
        if wait or len(burst) >= BURST:
            wait = min(wait * 2, LONGEST_WAIT) if wait else FIRST_WAIT
            until = at + wait
    return until


def _first_per_name(rows: Iterable[tuple[str, datetime]]) -> list[datetime]:
    first: dict[str, datetime] = {}
    for name, luc in rows:
        first.setdefault(name, luc)
    return sorted(first.values())
