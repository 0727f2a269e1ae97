"""Writing the first start: the code, then the office with its standing body and its administrator."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from thidua.core.actor import Role
from thidua.core.calendar import local_day
from thidua.core.errors import NotThere
from thidua.core.viet import fold
from thidua.donvi.actions import create_unit
from thidua.donvi.actions.co_quan import save_office
from thidua.donvi.compose.moi import DonViMoi, usual_office
from thidua.khoitao.queries import PLACE, digest, is_empty
from thidua.nhatky.actions import record
from thidua.taikhoan.actions import create_account, create_person, grant, new_one_time_code


@dataclass(frozen=True, slots=True)
class KhoiTao:
    """What the first start asks; `bac` is a level of `donvi`, `mat_khau_bam` comes from `hash_password`."""

    bac: str
    dia_danh: str
    tinh: str
    tu_ngay: date
    thuong_truc: str
    ky_hieu: str
    ho_ten: str
    tai_khoan: str
    mat_khau_bam: str


def issue_code(instance: Path) -> str:
    """A new one-time code; only its digest is kept, for the owner's eyes alone. Earlier codes end."""
    code = new_one_time_code()
    place = instance / PLACE
    place.parent.mkdir(mode=0o700, exist_ok=True)
    draft = place.with_suffix(".moi")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(digest(code))
    draft.replace(place)
    return code


def withdraw_code(instance: Path) -> None:
    """No code opens the first start any more."""
    (instance / PLACE).unlink(missing_ok=True)


def found_office(session: Session, asked: KhoiTao, *, at: datetime) -> None:
    """Set up the office, its standing body as the first unit, and its administrator; all or nothing.

    Raises NotThere once anybody has an account, and what `create_account` and `save_office` raise.
    """
    if not is_empty(session):
        raise NotThere("khong_thay")
    usual = usual_office(
        asked.bac, asked.dia_danh, asked.tinh, asked.thuong_truc, asked.ky_hieu, asked.tu_ngay
    )
    unit = DonViMoi(
        code="-".join(fold(asked.thuong_truc).replace("-", " ").split())[:64].strip("-"),
        loai="phong",
        the_thuc="nd30",
        thu_tu=1,
        ten=f"{asked.thuong_truc} {usual.ten}",
        ten_ngan=asked.thuong_truc[:64],
        co_quan_chu_quan=usual.ubnd_ban_hanh,
        co_quan_ban_hanh=(asked.thuong_truc.upper(),),
        quyen_han_ky=("TRƯỞNG PHÒNG",),
        ky_hieu=asked.ky_hieu,
        dia_danh=asked.dia_danh,
        tu_ngay=asked.tu_ngay,
    )
    standing = create_unit(session, None, unit, at=at)
    save_office(session, None, usual.of_standing(standing), at=at)
    person = create_person(session, None, asked.ho_ten, at=at)
    account = create_account(
        session, None, person.id, asked.tai_khoan, asked.mat_khau_bam, must_change=False, at=at
    )
    grant(session, None, account.id, Role.QUAN_TRI, tu_ngay=local_day(at), at=at)
    record(session, None, "khoi_tao", "tai_khoan", account.id, at=at, sau={"ten": usual.ten})
