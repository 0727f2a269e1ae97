"""Writing people, accounts, roles and logins."""

import hashlib
import hmac
import re
import secrets
import threading
from datetime import date, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from thidua.core.actor import UNIT_ROLES, Actor, Role
from thidua.core.errors import NotNow, NotThere, WrongInput
from thidua.core.viet import fold
from thidua.nhatky.actions import record
from thidua.taikhoan.models import LanDangNhapSai, Nguoi, PhienDangNhap, TaiKhoan, VaiTro
from thidua.taikhoan.queries import AccountRow

SHORTEST, LONGEST = 10, 200
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Each check takes 19 MiB and a core; forty logins at eight o'clock must not take the server.
_AT_ONCE = threading.BoundedSemaphore(2)
RESERVED = frozenset({"phien", "them", "phieu", "uy-quyen"})
"""Words that stand in an address where an account's name may stand."""
_NAME = re.compile(r"[a-z0-9]+(?:[.\-][a-z0-9]+)*")
_OBVIOUS = ("123456", "abcdef", "qwerty", "matkhau", "password", "111111", "000000")
_ONE_TIME_LETTERS = "abcdeghkmnpqrstuvxy23456789"
_KEPT_TRIES = timedelta(days=1)


def hash_password(password: str) -> str:
    """The Argon2id hash to keep."""
    with _AT_ONCE:
        return _HASHER.hash(password)


_NOBODY = hash_password(secrets.token_hex(16))


def password_is_right(account: AccountRow | None, password: str) -> bool:
    """Whether the password opens the account; takes as long for an unknown name. Call it outside a unit."""
    stored = account.mat_khau if account else _NOBODY
    with _AT_ONCE:
        try:
            right = _HASHER.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False
    return right and account is not None and not account.is_locked


def account_name(typed: str) -> str:
    """The name as accounts are kept: lower case, no blanks around."""
    return typed.strip().lower()[:64]


def refuse_weak(name: str, password: str) -> None:
    """Raise WrongInput with `mat_khau_ngan`, `mat_khau_dai` or `mat_khau_de_doan`."""
    if len(password) < SHORTEST:
        raise WrongInput("mat_khau_ngan")
    if len(password) > LONGEST:
        raise WrongInput("mat_khau_dai")
    bare = fold(password)
    if fold(name) in bare or len(set(bare)) < 4 or any(bare.startswith(word) for word in _OBVIOUS):
        raise WrongInput("mat_khau_de_doan")


def create_person(
    session: Session,
    actor: Actor | None,
    ho_ten: str,
    *,
    chuc_vu: str = "",
    dien_thoai: str = "",
    at: datetime,
) -> Nguoi:
    """A new person."""
    nguoi = Nguoi(ho_ten=ho_ten, chuc_vu=chuc_vu, dien_thoai=dien_thoai)
    session.add(nguoi)
    session.flush()
    record(session, actor, "them_nguoi", "nguoi", nguoi.id, at=at, sau={"ho_ten": ho_ten, "chuc_vu": chuc_vu})
    return nguoi


def create_account(
    session: Session,
    actor: Actor | None,
    nguoi_id: int,
    ten_dang_nhap: str,
    mat_khau_bam: str,
    *,
    must_change: bool = True,
    at: datetime,
) -> TaiKhoan:
    """A new account of a person; `mat_khau_bam` comes from `hash_password`.

    Raises WrongInput with `ten_tai_khoan_sai`, also for a name that is an address of ours, or
    `trung_tai_khoan`.
    """
    if not _NAME.fullmatch(ten_dang_nhap) or len(ten_dang_nhap) > 64 or ten_dang_nhap in RESERVED:
        raise WrongInput("ten_tai_khoan_sai")
    if session.scalar(select(TaiKhoan.id).where(TaiKhoan.ten_dang_nhap == ten_dang_nhap)):
        raise WrongInput("trung_tai_khoan")
    account = TaiKhoan(
        nguoi_id=nguoi_id, ten_dang_nhap=ten_dang_nhap, mat_khau=mat_khau_bam, phai_doi_mat_khau=must_change
    )
    session.add(account)
    session.flush()
    record(session, actor, "them_tai_khoan", "tai_khoan", account.id, at=at, sau={"ten": ten_dang_nhap})
    return account


def locked(account: TaiKhoan, row_version: int | None) -> TaiKhoan:
    """The account for a change, its lock counter moved on.

    Raises NotNow with `tai_khoan_da_sua` when it was changed since `row_version`; None asks nothing.
    """
    if row_version is not None and row_version != account.row_version:
        raise NotNow("tai_khoan_da_sua", ten=account.ten_dang_nhap)
    account.row_version += 1
    return account


def grant(
    session: Session,
    actor: Actor | None,
    tai_khoan_id: int,
    vai_tro: Role,
    *,
    don_vi_id: int | None = None,
    tu_ngay: date,
    den_ngay: date | None = None,
    row_version: int | None = None,
    at: datetime,
) -> VaiTro:
    """Give a role, within days; a unit role needs its unit, the others take none (`vai_tro_can_don_vi`).

    Raises WrongInput with `ngay_nguoc` for days backwards, `vai_tro_da_co` when the account has it already;
    NotNow as `locked` does.
    """
    if (vai_tro in UNIT_ROLES) != (don_vi_id is not None):
        raise WrongInput("vai_tro_can_don_vi")
    if den_ngay is not None and den_ngay < tu_ngay:
        raise WrongInput("ngay_nguoc")
    locked(_account(session, tai_khoan_id), row_version)
    # One row a role: given again, it takes the new days; the log keeps the former ones.
    row = session.scalar(
        select(VaiTro).where(
            VaiTro.tai_khoan_id == tai_khoan_id, VaiTro.vai_tro == vai_tro, VaiTro.don_vi_id == don_vi_id
        )
    )
    if row is None:
        row = VaiTro(tai_khoan_id=tai_khoan_id, vai_tro=vai_tro, don_vi_id=don_vi_id)
        session.add(row)
    elif row.den_ngay is None or row.den_ngay >= tu_ngay:
        raise WrongInput("vai_tro_da_co")
    row.tu_ngay, row.den_ngay = tu_ngay, den_ngay
    session.flush()
    facts = {"vai_tro": vai_tro.value, "don_vi_id": don_vi_id, "tu_ngay": tu_ngay, "den_ngay": den_ngay}
    record(session, actor, "giao_vai_tro", "tai_khoan", tai_khoan_id, at=at, sau=facts)
    return row


def set_password(
    session: Session,
    actor: Actor | None,
    tai_khoan_id: int,
    mat_khau_bam: str,
    *,
    must_change: bool = False,
    keep_login: int | None = None,
    at: datetime,
) -> None:
    """Change the password and end the account's logins but `keep_login`."""
    account = _account(session, tai_khoan_id)
    account.mat_khau = mat_khau_bam
    account.phai_doi_mat_khau = must_change
    account.ma_cap_luc = at if must_change else None
    end_logins(session, tai_khoan_id, keep_login=keep_login, at=at)
    record(session, actor, "doi_mat_khau", "tai_khoan", tai_khoan_id, at=at, sau={"ma_mot_lan": must_change})


def one_time_code(secret: bytes, *told: str) -> str:
    """A code to hand over, easy to read aloud; it must be replaced at the first login.

    The same `told` (a form's one-time key, an account) give the same code, so that a form sent twice shows
    what is in force; without the server's secret nobody can work it out.
    """
    number = int.from_bytes(hmac.digest(secret, "\0".join(("ma-mot-lan", *told)).encode(), "sha256"))
    letters = []
    for _ in range(12):
        number, place = divmod(number, len(_ONE_TIME_LETTERS))
        letters.append(_ONE_TIME_LETTERS[place])
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def new_one_time_code() -> str:
    """A code that nothing gives a second time."""
    return one_time_code(secrets.token_bytes(32))


def note_try(session: Session, name: str, *, known: bool, address: str, at: datetime) -> int:
    """Count a try as wrong before it is checked, so that many at once count too; returns its number."""
    session.execute(delete(LanDangNhapSai).where(LanDangNhapSai.luc < at - _KEPT_TRIES))
    row = LanDangNhapSai(ten_dang_nhap=tried_name(name, known=known), dia_chi=address, luc=at)
    session.add(row)
    session.flush()
    return row.id


def tried_name(name: str, *, known: bool) -> str:
    """The name under which tries count; an unknown one may be a password: only its digest is kept."""
    return name if known else hashlib.sha256(name.encode()).hexdigest()


def log_wrong(session: Session, account: AccountRow | None, *, address: str, at: datetime) -> None:
    """The line of a wrong password."""
    account_id = account.id if account else None
    record(session, _stranger(account, address), "dang_nhap_sai", "tai_khoan", account_id, at=at)


def log_in(
    session: Session,
    account: AccountRow,
    token_hash: str,
    *,
    address: str,
    browser: str,
    single: bool = False,
    at: datetime,
) -> PhienDangNhap:
    """Open a login and forget the account's wrong tries; `single` ends its other logins."""
    session.execute(delete(LanDangNhapSai).where(LanDangNhapSai.ten_dang_nhap == account.ten_dang_nhap))
    if single:
        end_logins(session, account.id, at=at)
    row = PhienDangNhap(
        ma_bam=token_hash,
        tai_khoan_id=account.id,
        bat_dau=at,
        lan_cuoi=at,
        dia_chi=address[:64],
        trinh_duyet=browser[:255],
    )
    session.add(row)
    session.flush()
    record(session, _stranger(account, address), "dang_nhap", "tai_khoan", account.id, at=at)
    return row


def touch(session: Session, login_id: int, at: datetime) -> None:
    """Note when a login was last seen."""
    session.execute(update(PhienDangNhap).where(PhienDangNhap.id == login_id).values(lan_cuoi=at))


def log_out(session: Session, actor: Actor, login_id: int, *, at: datetime) -> None:
    """End the login at hand."""
    session.execute(update(PhienDangNhap).where(PhienDangNhap.id == login_id).values(ket_thuc=at))
    record(session, actor, "dang_xuat", "phien_dang_nhap", login_id, at=at)


def end_own_login(session: Session, actor: Actor, tai_khoan_id: int, login_id: int, *, at: datetime) -> None:
    """End one of the account's own logins; raises NotThere for anybody else's."""
    row = session.get(PhienDangNhap, login_id)
    if row is None or row.tai_khoan_id != tai_khoan_id:
        raise NotThere("khong_thay")
    if row.ket_thuc is None:
        row.ket_thuc = at
        record(session, actor, "ket_thuc_phien", "phien_dang_nhap", login_id, at=at)


def end_other_logins(session: Session, actor: Actor, tai_khoan_id: int, keep: int, *, at: datetime) -> None:
    """End all of the account's logins but the one at hand."""
    end_logins(session, tai_khoan_id, keep_login=keep, at=at)
    record(session, actor, "ket_thuc_phien_khac", "tai_khoan", tai_khoan_id, at=at)


def end_logins(session: Session, tai_khoan_id: int, *, keep_login: int | None = None, at: datetime) -> None:
    """End the account's open logins but `keep_login`, without a line of its own."""
    query = update(PhienDangNhap).where(
        PhienDangNhap.tai_khoan_id == tai_khoan_id, PhienDangNhap.ket_thuc.is_(None)
    )
    if keep_login is not None:
        query = query.where(PhienDangNhap.id != keep_login)
    session.execute(query.values(ket_thuc=at))


def _account(session: Session, tai_khoan_id: int) -> TaiKhoan:
    account = session.get(TaiKhoan, tai_khoan_id)
    if account is None:
        raise NotThere("khong_thay")
    return account


def _stranger(account: AccountRow | None, address: str) -> Actor:
    """Who stands at the door: the account's person when there is one."""
    if account is None:
        return Actor(0, "", "", frozenset(), address)
    return Actor(account.nguoi_id, account.ten_dang_nhap, "", frozenset(), address)
