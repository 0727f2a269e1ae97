"""An officer leaves: roles to the successor, powers revoked, the account shut, all in one unit of work."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, WrongInput
from thidua.nhatky.actions import record
from thidua.quantri.queries.ban_giao import VaiTroDangGiu, roles_of
from thidua.taikhoan import actions as accounts
from thidua.taikhoan.actions import quan_ly
from thidua.taikhoan.actions.uy_quyen import revoke_all
from thidua.taikhoan.models import BanGiao, BanGiaoDong, Nguoi, TaiKhoan

Dong = tuple[str, str, str]
"""A line of what is handed over: its kind, what it is, how it stands."""


def hand_over(
    session: Session,
    actor: Actor,
    tai_khoan_id: int,
    nhan_id: int,
    *,
    ngay: date,
    ly_do: str,
    dong: Sequence[Dong],
    row_version: int | None = None,
    at: datetime,
) -> BanGiao:
    """Hand an account's work over to the account `nhan_id` from the day `ngay` on.

    Roles end on the eve and begin anew for the successor, who keeps those already held: what waits for a role
    (hồ sơ, giao ước, consolidated reports) waits for the successor. Assignments and delegations of the person
    end, those that the person gave too; the account is shut. `dong` are the lines that the minutes will bear.
    Raises NotYourFunction for others than the administrator, NotNow for one's own account, a shut one or a
    shut successor (`tai_khoan_da_khoa`), (`tai_khoan_da_sua`) when the account was changed since
    `row_version`, WrongInput with its field as the fact `truong`: `nhan_chinh_minh`,
    `ngay_ban_giao` for a day to come or over a month ago, `thieu_ly_do`.
    """
    quan_ly.require_admin(actor)
    leaving, taking = session.get_one(TaiKhoan, tai_khoan_id), session.get_one(TaiKhoan, nhan_id)
    _require_two(actor, leaving, taking)
    today = local_day(at)
    if not today - timedelta(days=31) <= ngay <= today:
        raise WrongInput("ngay_ban_giao", truong="ngay")
    if not ly_do.strip():
        raise WrongInput("thieu_ly_do", truong="ly_do")
    accounts.locked(leaving, row_version)
    held = roles_of(session, tai_khoan_id, today, {})
    row = _written(session, actor, leaving, taking, held, ngay, ly_do.strip(), dong, at)
    has = {(r.vai_tro, r.don_vi_id) for r in roles_of(session, nhan_id, today, {})}
    for role in held:
        if (role.vai_tro, role.don_vi_id) not in has:
            accounts.grant(
                session,
                actor,
                nhan_id,
                role.vai_tro,
                don_vi_id=role.don_vi_id,
                tu_ngay=max(ngay, role.tu_ngay),
                den_ngay=role.den_ngay,
                at=at,
            )
    for role in held:
        last = max(role.tu_ngay, ngay - timedelta(days=1))
        quan_ly.end_role(session, actor, role.id, last, at=at)
    revoke_all(session, actor, leaving.nguoi_id, ly_do=f"Bàn giao: {ly_do.strip()}", at=at)
    quan_ly.shut_account(session, actor, tai_khoan_id, at=at)
    facts = {"id": row.id, "nhan": taking.ten_dang_nhap, "ngay": ngay}
    record(session, actor, "ban_giao", "tai_khoan", tai_khoan_id, at=at, sau=facts, ghi_chu=ly_do)
    return row


def _require_two(actor: Actor, leaving: TaiKhoan, taking: TaiKhoan) -> None:
    if leaving.ten_dang_nhap == actor.account:
        raise NotNow("tu_khoa_minh")
    if leaving.id == taking.id or leaving.nguoi_id == taking.nguoi_id:
        raise WrongInput("nhan_chinh_minh", truong="nhan")
    for account in (leaving, taking):
        if account.khoa_luc is not None:
            raise NotNow("tai_khoan_da_khoa", ten=account.ten_dang_nhap)


def _written(
    session: Session,
    actor: Actor,
    leaving: TaiKhoan,
    taking: TaiKhoan,
    roles: Sequence[VaiTroDangGiu],
    ngay: date,
    ly_do: str,
    dong: Sequence[Dong],
    at: datetime,
) -> BanGiao:
    giver, taker = session.get_one(Nguoi, leaving.nguoi_id), session.get_one(Nguoi, taking.nguoi_id)
    row = BanGiao(
        tai_khoan_id=leaving.id,
        nhan_id=taking.id,
        ngay=ngay,
        luc=at,
        nguoi_lap_id=actor.person,
        ly_do=ly_do,
        giao_ho_ten=giver.ho_ten,
        giao_chuc_vu=giver.chuc_vu,
        nhan_ho_ten=taker.ho_ten,
        nhan_chuc_vu=taker.chuc_vu,
        don_vi_id=next((r.don_vi_id for r in roles if r.don_vi_id is not None), None),
    )
    session.add(row)
    session.flush()
    for so, (loai, noi_dung, tinh_trang) in enumerate(dong, 1):
        line = BanGiaoDong(ban_giao_id=row.id, so=so, loai=loai, noi_dung=noi_dung, tinh_trang=tinh_trang)
        session.add(line)
    session.flush()
    return row
