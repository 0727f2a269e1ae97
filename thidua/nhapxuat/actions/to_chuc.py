"""Writing units and accounts from a file."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor, Role
from thidua.donvi import actions as units
from thidua.donvi.actions.cay import move_unit
from thidua.donvi.actions.ten import save_profile
from thidua.donvi.models import DonVi
from thidua.donvi.queries import DonViRow, printed_lines, units_on
from thidua.sheets.plan import Fate, PlannedRow, Value
from thidua.taikhoan import actions as logins
from thidua.taikhoan.actions import quan_ly
from thidua.taikhoan.models import Nguoi, TaiKhoan

if TYPE_CHECKING:
    from thidua.nhapxuat.queries import Scope

_PROFILE = (
    "ten", "ten_ngan", "ky_hieu", "dia_danh", "chuc_vu_thu_truong", "dia_chi", "dien_thoai", "nguoi_lien_he",
)  # fmt: skip
_LINES = ("co_quan_chu_quan", "co_quan_ban_hanh", "quyen_han_ky")


def write_units(
    session: Session, actor: Actor | None, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Make and correct units, then put each under its own; the order of the rows does not matter."""
    before = {unit.code: unit for unit in units_on(session, scope.day).values()}
    for row in rows:
        if row.fate is Fate.ADDED:
            _add_unit(session, actor, row.values, scope.day, at)
        else:
            _correct_unit(session, actor, before[row.key], row.values, at)
    codes = {code: unit_id for code, unit_id in session.execute(select(DonVi.code, DonVi.id))}
    for row in rows:
        if "cap_tren" not in row.values:
            continue
        old = before.get(row.key)
        above = codes.get(str(row.values["cap_tren"]))
        if above != (old.cap_tren_id if old else None):
            day = _first_day(row.values, scope.day) if old is None else scope.day
            move_unit(session, actor, codes[str(row.values["code"])], above, day, at=at)


def _first_day(values: Mapping[str, Value], today: date) -> date:
    """The unit's first day; an empty cell means the first of this year, as the file's advice says."""
    day = values.get("tu_ngay")
    return day if isinstance(day, date) else date(today.year, 1, 1)


def _add_unit(
    session: Session, actor: Actor | None, values: Mapping[str, Value], today: date, at: datetime
) -> None:
    new = units.DonViMoi(
        code=str(values["code"]),
        loai=str(values["loai"]),
        the_thuc=str(values["the_thuc"]),
        thu_tu=units.last_place(session),
        tu_ngay=_first_day(values, today),
        **_profile(values, None),
    )
    units.create_unit(session, actor, new, at=at)


def _profile(values: Mapping[str, Value], old: DonViRow | None) -> dict[str, Any]:
    """The named parts of a unit's profile; what has no column in the file stays as it is."""
    texts = {name: str(values.get(name, getattr(old, name, "")) or "") for name in _PROFILE}
    lines = {
        name: printed_lines(str(values[name])) if name in values else getattr(old, name, ())
        for name in _LINES
    }
    return {**texts, **lines}


def _correct_unit(
    session: Session, actor: Actor | None, old: DonViRow, values: Mapping[str, Value], at: datetime
) -> None:
    save_profile(
        session,
        actor,
        old.id,
        units.TenMoi(**_profile(values, old)),
        loai=str(values.get("loai", old.loai)),
        the_thuc=str(values.get("the_thuc", old.the_thuc)),
        at=at,
    )


def write_accounts(
    session: Session, actor: Actor | None, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Make accounts that nobody can open until a one-time code is issued, give roles, correct people."""
    have = dict(session.execute(select(TaiKhoan.ten_dang_nhap, TaiKhoan.id)).all())
    codes = dict(session.execute(select(DonVi.code, DonVi.id)).all())
    shut = logins.hash_password(secrets.token_urlsafe(32))
    for row in rows:
        name = str(row.values["ten_dang_nhap"])
        if name not in have:
            have[name] = _add_account(session, actor, name, row.values, shut, at)
        else:
            _correct_person(session, actor, have[name], row.values, at)
        role = str(row.values.get("vai_tro") or "")
        if row.fate is Fate.ADDED and role:
            unit = codes.get(str(row.values.get("don_vi") or ""))
            logins.grant(session, actor, have[name], Role(role), don_vi_id=unit, tu_ngay=scope.day, at=at)


def _add_account(
    session: Session, actor: Actor | None, name: str, values: Mapping[str, Value], shut: str, at: datetime
) -> int:
    new = quan_ly.TaiKhoanMoi(
        ho_ten=str(values["ho_ten"]),
        ten_dang_nhap=name,
        chuc_vu=str(values.get("chuc_vu") or ""),
        dien_thoai=str(values.get("dien_thoai") or ""),
    )
    return quan_ly.add_account(session, actor, new, shut, at=at).id


def _correct_person(
    session: Session, actor: Actor | None, tai_khoan_id: int, values: Mapping[str, Value], at: datetime
) -> None:
    """The person's name, post and telephone as the row has them; what has no column stays."""
    person = session.get_one(Nguoi, session.get_one(TaiKhoan, tai_khoan_id).nguoi_id)
    quan_ly.edit_person(
        session,
        actor,
        tai_khoan_id,
        ho_ten=str(values.get("ho_ten", person.ho_ten)),
        chuc_vu=str(values.get("chuc_vu", person.chuc_vu)),
        dien_thoai=str(values.get("dien_thoai", person.dien_thoai)),
        at=at,
    )


def write_both(
    session: Session, actor: Actor | None, rows: Sequence[PlannedRow], scope: "Scope", at: datetime
) -> None:
    """Units first, then the accounts, whose units may be new."""
    write_units(session, actor, [row for row in rows if "code" in row.values], scope, at)
    write_accounts(session, actor, [row for row in rows if "ten_dang_nhap" in row.values], scope, at)
