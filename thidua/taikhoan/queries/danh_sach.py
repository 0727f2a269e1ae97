"""The accounts at the desk: the list with its filter, and one account with all that is known of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor, Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotThere
from thidua.core.viet import fold
from thidua.donvi import queries as units
from thidua.taikhoan.models import LanDangNhapSai, Nguoi, PhienDangNhap, TaiKhoan, VaiTro
from thidua.taikhoan.queries import FORGOTTEN_AFTER, code_last_day, waiting_until
from thidua.taikhoan.queries.uy_quyen import UyQuyenRow, delegation_list, held_on


@dataclass(frozen=True, slots=True)
class DongTaiKhoan:
    """An account in the list: its person, what it may do on the day and where, how it stands.

    `vai_tro` are (role, unit's name); `duoc_giao` (kind of power, unit's name) by assignment or delegation;
    `don_vi` the codes of all these units. `ngoai_don_vi`: it has or had a role beyond units. `tinh_trang`:
    `dang_dung`, `cho_doi` (its code is not used yet), `ma_het_han`, `tam_khoa` (waits after wrong tries),
    `khoa` (shut) or `khong_vai_tro` (no role or assignment on the day).
    """

    id: int
    nguoi_id: int
    ten_dang_nhap: str
    ho_ten: str
    chuc_vu: str
    dien_thoai: str
    vai_tro: tuple[tuple[Role, str], ...]
    duoc_giao: tuple[tuple[str, str], ...]
    don_vi: frozenset[str]
    lan_cuoi: datetime | None
    tinh_trang: str
    cho_den: datetime | None
    ma_het: date | None
    ngoai_don_vi: bool


@dataclass(frozen=True, slots=True)
class LocTaiKhoan:
    """What the list is narrowed to; empty fields narrow nothing."""

    tu_khoa: str = ""
    vai_tro: str = ""
    don_vi: str = ""
    tinh_trang: str = ""

    def keeps(self, row: DongTaiKhoan) -> bool:
        """Whether the row is wanted; words are found without regard to accents and case."""
        text = fold(" ".join((row.ten_dang_nhap, row.ho_ten, row.chuc_vu, row.dien_thoai)))
        return (
            all(word in text for word in fold(self.tu_khoa).split())
            and (not self.vai_tro or any(role == self.vai_tro for role, _ in row.vai_tro))
            and (not self.don_vi or self.don_vi in row.don_vi)
            and (not self.tinh_trang or row.tinh_trang == self.tinh_trang)
        )


def account_list(
    session: Session, actor: Actor, at: datetime, wanted: LocTaiKhoan | None = None
) -> list[DongTaiKhoan]:
    """The accounts that the actor may manage, by name, shut ones too; constant statements."""
    everything = actor.has(Role.QUAN_TRI)
    wanted = wanted or LocTaiKhoan()
    found = every_account(session, at)
    return [row for row in found if (everything or not row.ngoai_don_vi) and wanted.keeps(row)]


def accounts_named(session: Session, actor: Actor, names: Iterable[str], at: datetime) -> list[DongTaiKhoan]:
    """These accounts in the order of their names; NotThere when one is not the actor's to manage."""
    asked = frozenset(names)
    found = [row for row in account_list(session, actor, at) if row.ten_dang_nhap in asked]
    if len(found) != len(asked):
        raise NotThere("khong_thay")
    return found


@dataclass(frozen=True, slots=True)
class VaiTroRow:
    """A role of an account with its days; `con` says whether it holds on the day or will."""

    id: int
    vai_tro: Role
    don_vi: str
    tu_ngay: date
    den_ngay: date | None
    con: bool


@dataclass(frozen=True, slots=True)
class ChiTietTaiKhoan:
    """One account: its line, its roles past and present, its person's powers, how many logins are open."""

    dong: DongTaiKhoan
    vai_tro: tuple[VaiTroRow, ...]
    uy_quyen: tuple[UyQuyenRow, ...]
    ten_don_vi: dict[int, str]
    so_phien: int
    khoa_luc: datetime | None
    ma_cap_luc: datetime | None
    row_version: int


def account(session: Session, actor: Actor, ten: str, at: datetime) -> ChiTietTaiKhoan:
    """One account that the actor may manage; NotThere for any other."""
    row = next((row for row in account_list(session, actor, at) if row.ten_dang_nhap == ten), None)
    if row is None:
        raise NotThere("khong_thay")
    day = local_day(at)
    names = {unit.id: unit.ten for unit in units.units_on(session, day).values()}
    grants = session.scalars(
        select(VaiTro).where(VaiTro.tai_khoan_id == row.id).order_by(VaiTro.tu_ngay.desc(), VaiTro.id)
    )
    stored = session.get_one(TaiKhoan, row.id)
    open_logins = select(func.count()).where(
        PhienDangNhap.tai_khoan_id == row.id, PhienDangNhap.ket_thuc.is_(None)
    )
    return ChiTietTaiKhoan(
        dong=row,
        vai_tro=tuple(
            VaiTroRow(
                one.id,
                one.vai_tro,
                names.get(one.don_vi_id or 0, ""),
                one.tu_ngay,
                one.den_ngay,
                one.den_ngay is None or one.den_ngay >= day,
            )
            for one in grants
        ),
        uy_quyen=tuple(delegation_list(session, nguoi_id=row.nguoi_id)),
        ten_don_vi=names,
        so_phien=session.scalar(open_logins) or 0,
        khoa_luc=stored.khoa_luc,
        ma_cap_luc=stored.ma_cap_luc if stored.phai_doi_mat_khau else None,
        row_version=stored.row_version,
    )


@dataclass
class _Seen:
    """What other tables say of the accounts, by account id, by person or by account name."""

    roles: dict[int, list[tuple[Role, str]]] = field(default_factory=dict)
    units: dict[int, set[str]] = field(default_factory=dict)
    beyond: set[int] = field(default_factory=set)
    given: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    given_units: dict[int, set[str]] = field(default_factory=dict)
    last: dict[int, datetime] = field(default_factory=dict)
    waits: dict[str, datetime] = field(default_factory=dict)


def every_account(session: Session, at: datetime) -> list[DongTaiKhoan]:
    """All accounts of the town by name, whoever asks."""
    seen, day = _seen(session, at), local_day(at)
    rows = session.execute(
        select(TaiKhoan, Nguoi).join(Nguoi, Nguoi.id == TaiKhoan.nguoi_id).order_by(TaiKhoan.ten_dang_nhap)
    )
    return [_line(r.TaiKhoan, r.Nguoi, seen, day) for r in rows]


def _seen(session: Session, at: datetime) -> _Seen:
    day, seen = local_day(at), _Seen()
    names = units.units_on(session, day)
    for grant in session.scalars(select(VaiTro).where(*held_on(day)).order_by(VaiTro.id)):
        unit = names.get(grant.don_vi_id) if grant.don_vi_id is not None else None
        seen.roles.setdefault(grant.tai_khoan_id, []).append((grant.vai_tro, unit.ten if unit else ""))
        if unit:
            seen.units.setdefault(grant.tai_khoan_id, set()).add(unit.code)
    seen.beyond = set(session.scalars(select(VaiTro.tai_khoan_id).where(VaiTro.don_vi_id.is_(None))))
    for row in delegation_list(session):
        unit = names.get(row.don_vi_id)
        if unit and row.holds_on(day):
            seen.given.setdefault(row.nguoi_id, []).append((row.nguon, unit.ten))
            seen.given_units.setdefault(row.nguoi_id, set()).add(unit.code)
    last = select(PhienDangNhap.tai_khoan_id, func.max(PhienDangNhap.lan_cuoi))
    for account_id, moment in session.execute(last.group_by(PhienDangNhap.tai_khoan_id)):
        seen.last[account_id] = moment
    seen.waits = _waits(session, at)
    return seen


def _waits(session: Session, at: datetime) -> dict[str, datetime]:
    """Accounts that must wait after wrong tries, with the end of the wait."""
    tries: dict[str, list[datetime]] = {}
    wrong = select(LanDangNhapSai).where(LanDangNhapSai.luc > at - FORGOTTEN_AFTER)
    for row in session.scalars(wrong.order_by(LanDangNhapSai.luc)):
        tries.setdefault(row.ten_dang_nhap, []).append(row.luc)
    ends = {name: waiting_until(moments) for name, moments in tries.items()}
    return {name: end for name, end in ends.items() if end is not None and end > at}


def _line(account: TaiKhoan, person: Nguoi, seen: _Seen, day: date) -> DongTaiKhoan:
    roles = tuple(seen.roles.get(account.id, ()))
    given = tuple(seen.given.get(person.id, ()))
    wait = seen.waits.get(account.ten_dang_nhap)
    ends = code_last_day(account.ma_cap_luc) if account.phai_doi_mat_khau else None
    return DongTaiKhoan(
        id=account.id,
        nguoi_id=person.id,
        ten_dang_nhap=account.ten_dang_nhap,
        ho_ten=person.ho_ten,
        chuc_vu=person.chuc_vu,
        dien_thoai=person.dien_thoai,
        vai_tro=roles,
        duoc_giao=given,
        don_vi=frozenset(seen.units.get(account.id, set()) | seen.given_units.get(person.id, set())),
        lan_cuoi=seen.last.get(account.id),
        tinh_trang=_state(account, ends, day, waits=wait is not None, able=bool(roles or given)),
        cho_den=wait,
        ma_het=ends,
        ngoai_don_vi=account.id in seen.beyond,
    )


def _state(account: TaiKhoan, ends: date | None, day: date, *, waits: bool, able: bool) -> str:
    if account.khoa_luc is not None:
        return "khoa"
    if waits:
        return "tam_khoa"
    if account.phai_doi_mat_khau:
        return "ma_het_han" if ends is not None and ends < day else "cho_doi"
    return "dang_dung" if able else "khong_vai_tro"
