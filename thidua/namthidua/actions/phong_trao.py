"""Writing movements."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow, WrongInput
from thidua.core.viet import fold
from thidua.db.references import is_named_elsewhere
from thidua.namthidua.actions import writable_year
from thidua.namthidua.models import PhongTrao, PhongTraoDonVi
from thidua.namthidua.queries.phong_trao import PhongTraoDayDu, movement
from thidua.nhatky.actions import record

CODE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class PhongTraoSua:
    """A movement as an officer writes it; `don_vi` counts only where `moi_don_vi` is false."""

    ten: str
    loai: str
    cap_phat_dong: str
    can_cu: str = ""
    gan_voi: str = ""
    khau_hieu: str = ""
    tieu_chi: str = ""
    tu_ngay: date | None = None
    den_ngay: date | None = None
    moi_don_vi: bool = True
    don_vi: frozenset[int] = frozenset()


def add_movement(
    session: Session, actor: Actor | None, nam_id: int, new: PhongTraoSua, *, at: datetime
) -> int:
    """A movement at the end of the list; its id. Raises WrongInput when it calls nobody."""
    writable_year(session, nam_id)
    last = session.scalar(select(func.max(PhongTrao.thu_tu)).where(PhongTrao.nam_id == nam_id)) or 0
    made = PhongTrao(
        nam_id=nam_id,
        code=_free_code(session, nam_id, new.ten),
        thu_tu=last + 1,
        ten=new.ten,
        loai=new.loai,
        cap_phat_dong=new.cap_phat_dong,
    )
    session.add(made)
    session.flush()
    _write(session, made, new)
    facts = _facts(movement(session, nam_id, made.id))
    record(session, actor, "them_phong_trao", "phong_trao", made.id, at=at, sau=facts)
    return made.id


def change_movement(
    session: Session,
    actor: Actor | None,
    nam_id: int,
    phong_trao_id: int,
    new: PhongTraoSua,
    *,
    at: datetime,
    row_version: int | None = None,
) -> None:
    """Write a movement anew.

    NotNow for an older lock number or a closed year, WrongInput when it calls nobody.
    """
    writable_year(session, nam_id)
    before = movement(session, nam_id, phong_trao_id)
    if row_version is not None and row_version != before.row_version:
        raise NotNow("da_co_nguoi_sua", row_version=before.row_version)
    _write(session, session.get_one(PhongTrao, phong_trao_id), new)
    after = movement(session, nam_id, phong_trao_id)
    record(
        session,
        actor,
        "sua_phong_trao",
        "phong_trao",
        phong_trao_id,
        at=at,
        truoc=_facts(before),
        sau=_facts(after),
    )


def drop_movement(
    session: Session, actor: Actor | None, nam_id: int, phong_trao_id: int, *, at: datetime
) -> None:
    """Take a movement away. NotNow("phong_trao_da_dang_ky") once a unit registered or reported it."""
    writable_year(session, nam_id)
    before = movement(session, nam_id, phong_trao_id)
    if is_named_elsewhere(session, "phong_trao", phong_trao_id, aside={"phong_trao_don_vi"}):
        raise NotNow("phong_trao_da_dang_ky", ten=before.ten)
    session.execute(delete(PhongTraoDonVi).where(PhongTraoDonVi.phong_trao_id == phong_trao_id))
    session.delete(session.get_one(PhongTrao, phong_trao_id))
    session.flush()
    record(session, actor, "bo_phong_trao", "phong_trao", phong_trao_id, at=at, truoc=_facts(before))


def _free_code(session: Session, nam_id: int, ten: str) -> str:
    """A code made of the name, with a number when the year has it already."""
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(ten)).split()
    base = "-".join(words)[:CODE_LENGTH].strip("-") or "phong-trao"
    taken = set(session.scalars(select(PhongTrao.code).where(PhongTrao.nam_id == nam_id)))
    return next(
        code for n in range(1, len(taken) + 2) if (code := base if n == 1 else f"{base}-{n}") not in taken
    )


def _write(session: Session, row: PhongTrao, new: PhongTraoSua) -> None:
    if not new.moi_don_vi and not new.don_vi:
        raise WrongInput("khong_goi_don_vi_nao")
    row.ten, row.loai, row.cap_phat_dong = new.ten, new.loai, new.cap_phat_dong
    row.can_cu, row.gan_voi = new.can_cu, new.gan_voi
    row.khau_hieu, row.tieu_chi = new.khau_hieu, new.tieu_chi
    row.tu_ngay, row.den_ngay, row.moi_don_vi = new.tu_ngay, new.den_ngay, new.moi_don_vi
    row.chuyen_de = new.tu_ngay is not None or new.den_ngay is not None
    session.execute(delete(PhongTraoDonVi).where(PhongTraoDonVi.phong_trao_id == row.id))
    session.expire_all()
    if not new.moi_don_vi:
        session.add_all(PhongTraoDonVi(phong_trao_id=row.id, don_vi_id=unit) for unit in sorted(new.don_vi))
    session.flush()


def _facts(row: PhongTraoDayDu) -> dict[str, object]:
    return {
        "ten": row.ten,
        "loai": row.loai,
        "cap_phat_dong": row.cap_phat_dong,
        "khau_hieu": row.khau_hieu,
        "ngay": [row.tu_ngay, row.den_ngay],
        "don_vi": sorted(row.don_vi),
    }
