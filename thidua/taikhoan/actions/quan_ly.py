"""Writing accounts at the desk: new ones, one-time codes, shutting, roles within days.

The administrator does all of it; the standing body issues codes for the accounts of units, and shuts and
opens them. Hashes come in ready: hashing takes a while and must not hold the writing lock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from thidua.core.actor import SECRETARIAT, Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotThere, NotYourFunction, WrongInput
from thidua.nhatky.actions import record
from thidua.taikhoan.actions import create_account, create_person, end_logins, grant, locked
from thidua.taikhoan.models import LanDangNhapSai, Nguoi, TaiKhoan, VaiTro


@dataclass(frozen=True, slots=True)
class TaiKhoanMoi:
    """A person with an account to be made; `vai_tro` None for a deputy, whose right comes by assignment."""

    ho_ten: str
    ten_dang_nhap: str
    chuc_vu: str = ""
    dien_thoai: str = ""
    vai_tro: Role | None = None
    don_vi_id: int | None = None
    tu_ngay: date | None = None
    den_ngay: date | None = None


def add_account(
    session: Session, actor: Actor | None, new: TaiKhoanMoi, mat_khau_bam: str, *, at: datetime
) -> TaiKhoan:
    """A new person with an account that a one-time code opens, and its role; days begin today unless given.

    Raises WrongInput as `create_account` and `grant` do, and `thieu_muc` without a name.
    """
    require_admin(actor)
    if not new.ho_ten.strip():
        raise WrongInput("thieu_muc", truong="ho_ten")
    person = create_person(session, actor, new.ho_ten, chuc_vu=new.chuc_vu, dien_thoai=new.dien_thoai, at=at)
    account = create_account(session, actor, person.id, new.ten_dang_nhap, mat_khau_bam, at=at)
    account.ma_cap_luc = at
    if new.vai_tro is not None:
        first = new.tu_ngay or local_day(at)
        grant(
            session,
            actor,
            account.id,
            new.vai_tro,
            don_vi_id=new.don_vi_id,
            tu_ngay=first,
            den_ngay=new.den_ngay,
            at=at,
        )
    session.flush()
    return account


def edit_person(
    session: Session,
    actor: Actor | None,
    tai_khoan_id: int,
    *,
    ho_ten: str,
    chuc_vu: str,
    dien_thoai: str,
    row_version: int | None = None,
    at: datetime,
) -> None:
    """Correct the name, post and telephone of an account's person; NotNow as `locked` raises it."""
    require_admin(actor)
    if not ho_ten.strip():
        raise WrongInput("thieu_muc", truong="ho_ten")
    account = locked(account_to_manage(session, actor, tai_khoan_id), row_version)
    person = session.get_one(Nguoi, account.nguoi_id)
    before = {"ho_ten": person.ho_ten, "chuc_vu": person.chuc_vu, "dien_thoai": person.dien_thoai}
    after = {"ho_ten": ho_ten, "chuc_vu": chuc_vu, "dien_thoai": dien_thoai}
    if before == after:
        return
    person.ho_ten, person.chuc_vu, person.dien_thoai = ho_ten, chuc_vu, dien_thoai
    session.flush()
    record(session, actor, "sua_nguoi", "tai_khoan", tai_khoan_id, at=at, truoc=before, sau=after)


def issue_codes(
    session: Session,
    actor: Actor | None,
    codes: Iterable[tuple[int, str]],
    *,
    shown_at: datetime | None = None,
    row_version: int | None = None,
    at: datetime,
) -> None:
    """Give accounts new one-time codes, (account, hash) each; their logins end and their waits too.

    `row_version` is that of a single account (NotNow as `locked` raises it). `shown_at` is when the page with
    the button was made: a code issued since then would make a slip in somebody's hand useless, so NotNow
    (`ma_vua_cap`) is raised. NotNow also for a shut account (`tai_khoan_da_khoa`) and for one's own
    (`ma_cho_minh`).
    """
    for tai_khoan_id, hashed in codes:
        account = account_to_manage(session, actor, tai_khoan_id)
        name = account.ten_dang_nhap
        if actor is not None and actor.account == name:
            raise NotNow("ma_cho_minh")
        if account.khoa_luc is not None:
            raise NotNow("tai_khoan_da_khoa", ten=name)
        if shown_at is not None and account.ma_cap_luc is not None and account.ma_cap_luc >= shown_at:
            raise NotNow("ma_vua_cap", ten=name)
        locked(account, row_version)
        account.mat_khau, account.phai_doi_mat_khau, account.ma_cap_luc = hashed, True, at
        end_logins(session, account.id, at=at)
        session.execute(delete(LanDangNhapSai).where(LanDangNhapSai.ten_dang_nhap == name))
        record(session, actor, "cap_ma_mot_lan", "tai_khoan", account.id, at=at)
    session.flush()


def end_wait(
    session: Session, actor: Actor | None, tai_khoan_id: int, *, row_version: int | None = None, at: datetime
) -> None:
    """Let an account try its password again at once after wrong tries; NotNow as `locked` raises it."""
    account = locked(account_to_manage(session, actor, tai_khoan_id), row_version)
    session.execute(delete(LanDangNhapSai).where(LanDangNhapSai.ten_dang_nhap == account.ten_dang_nhap))
    record(session, actor, "mo_khoa_tam", "tai_khoan", account.id, at=at)


def shut_account(
    session: Session, actor: Actor | None, tai_khoan_id: int, *, row_version: int | None = None, at: datetime
) -> None:
    """Shut an account and end its logins.

    Raises NotNow for one's own and for the last administrator's, and as `locked` does.
    """
    account = account_to_manage(session, actor, tai_khoan_id)
    if actor is not None and actor.account == account.ten_dang_nhap:
        raise NotNow("tu_khoa_minh")
    if account.khoa_luc is not None:
        return
    _require_other_admin(session, account.id, local_day(at))
    locked(account, row_version).khoa_luc = at
    end_logins(session, account.id, at=at)
    record(session, actor, "khoa_tai_khoan", "tai_khoan", account.id, at=at)
    session.flush()


def open_account(
    session: Session, actor: Actor | None, tai_khoan_id: int, *, row_version: int | None = None, at: datetime
) -> None:
    """Open a shut account again; its password and roles are as they were. NotNow as `locked` raises it."""
    account = account_to_manage(session, actor, tai_khoan_id)
    if account.khoa_luc is not None:
        locked(account, row_version).khoa_luc = None
        record(session, actor, "mo_tai_khoan", "tai_khoan", account.id, at=at)
        session.flush()


def end_role(
    session: Session,
    actor: Actor | None,
    vai_tro_id: int,
    den_ngay: date,
    *,
    row_version: int | None = None,
    at: datetime,
) -> VaiTro:
    """Let a role end with a day, that day included.

    Raises NotThere, WrongInput (`ngay_nguoc`) for a day before its first one, NotNow (`vai_tro_het_roi`) when
    it ended earlier, (`quan_tri_cuoi`) for the last administrator's, and as `locked` does.
    """
    require_admin(actor)
    row = session.get(VaiTro, vai_tro_id)
    if row is None:
        raise NotThere("khong_thay")
    if den_ngay < row.tu_ngay:
        raise WrongInput("ngay_nguoc", truong="den_ngay")
    if row.den_ngay is not None and row.den_ngay < min(den_ngay, local_day(at)):
        raise NotNow("vai_tro_het_roi")
    if row.vai_tro is Role.QUAN_TRI:
        _require_other_admin(session, row.tai_khoan_id, den_ngay + timedelta(days=1))
    locked(session.get_one(TaiKhoan, row.tai_khoan_id), row_version)
    facts = {"vai_tro": row.vai_tro.value, "don_vi_id": row.don_vi_id, "den_ngay": row.den_ngay}
    row.den_ngay = den_ngay
    session.flush()
    after = {**facts, "den_ngay": den_ngay}
    record(session, actor, "thoi_vai_tro", "tai_khoan", row.tai_khoan_id, at=at, truoc=facts, sau=after)
    return row


def account_to_manage(session: Session, actor: Actor | None, tai_khoan_id: int) -> TaiKhoan:
    """The account, when the actor may manage it: the administrator any, the standing body those of units.

    Raises NotThere outside that scope. None is the program itself.
    """
    account = session.get(TaiKhoan, tai_khoan_id)
    if account is None:
        raise NotThere("khong_thay")
    if actor is None or actor.has(Role.QUAN_TRI):
        return account
    if not actor.has(*SECRETARIAT) or not is_unit_account(session, tai_khoan_id):
        raise NotThere("khong_thay")
    return account


def is_unit_account(session: Session, tai_khoan_id: int) -> bool:
    """Whether the account only ever had roles in units, or none at all."""
    beyond = select(func.count()).where(VaiTro.tai_khoan_id == tai_khoan_id, VaiTro.don_vi_id.is_(None))
    return not session.scalar(beyond)


def require_admin(actor: Actor | None) -> None:
    """Raise NotYourFunction for anybody but the administrator (or the program itself)."""
    if actor is not None and not actor.has(Role.QUAN_TRI):
        raise NotYourFunction("khong_dung_vai_tro")


def _require_other_admin(session: Session, tai_khoan_id: int, day: date) -> None:
    """Raise NotNow when no other open account is an administrator's on the day, and this one is."""
    admins = session.scalars(
        select(VaiTro.tai_khoan_id)
        .join(TaiKhoan, TaiKhoan.id == VaiTro.tai_khoan_id)
        .where(VaiTro.vai_tro == Role.QUAN_TRI, VaiTro.tu_ngay <= day, TaiKhoan.khoa_luc.is_(None))
        .where(or_(VaiTro.den_ngay.is_(None), VaiTro.den_ngay >= day))
    ).all()
    held = select(VaiTro.id).where(VaiTro.tai_khoan_id == tai_khoan_id, VaiTro.vai_tro == Role.QUAN_TRI)
    if session.scalar(held) is not None and not set(admins) - {tai_khoan_id}:
        raise NotNow("quan_tri_cuoi")
