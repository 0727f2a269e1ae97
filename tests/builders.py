"""Small pieces of a town for tests, made through the actions where there are any."""

from datetime import date, datetime
from functools import cache

from sqlalchemy.orm import Session

from tests.town_client import PASSWORD
from thidua.core.actor import UNIT_ROLES, Role
from thidua.core.calendar import VN
from thidua.donvi.models import DonVi, TenDonVi
from thidua.taikhoan import actions
from thidua.taikhoan.models import TaiKhoan

EARLY = datetime(2023, 1, 3, 8, 0, tzinfo=VN)
FIRST_DAY = date(2023, 1, 1)


@cache
def hashed(password: str = PASSWORD) -> str:
    """The hash of a test's password, made once."""
    return actions.hash_password(password)


def unit(
    session: Session, code: str = "phuong-cheo-reo", ten: str = "UBND phường Cheo Reo", order: int = 1
) -> DonVi:
    """A unit with its name."""
    made = DonVi(code=code, loai="phuong", the_thuc="nd30", thu_tu=order)
    session.add(made)
    session.flush()
    session.add(
        TenDonVi(
            don_vi_id=made.id,
            ten=ten,
            ten_ngan=ten[:64],
            co_quan_ban_hanh=ten.upper(),
            quyen_han_ky="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
            ky_hieu="UBND",
            dia_danh="Ayun Pa",
            tu_ngay=FIRST_DAY,
        )
    )
    session.flush()
    return made


def account(
    session: Session,
    name: str,
    *roles: Role,
    don_vi: DonVi | None = None,
    ho_ten: str = "Ksor H'Lan",
    person: int | None = None,
    must_change: bool = False,
) -> TaiKhoan:
    """An account of a new person (or of `person`) with these roles; unit roles are tied to `don_vi`."""
    owner = person or actions.create_person(session, None, ho_ten, at=EARLY).id
    made = actions.create_account(session, None, owner, name, hashed(), must_change=must_change, at=EARLY)
    for role in roles:
        tied = don_vi.id if don_vi and role in UNIT_ROLES else None
        actions.grant(session, None, made.id, role, don_vi_id=tied, tu_ngay=FIRST_DAY, at=EARLY)
    return made
