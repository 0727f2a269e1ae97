"""Writing the register of persons and the titles received. Nobody is ever merged here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor, Role
from thidua.core.errors import NotNow, NotThere, NotYourFunction, WrongInput
from thidua.core.persons import name_key
from thidua.dangky.models import CaNhanThiDua, DanhHieuDaNhan
from thidua.dangky.queries.ca_nhan import DanhHieuNhap
from thidua.nhatky.actions import record

__all__ = [
    "DanhHieuNhap",
    "add_person",
    "add_received",
    "change_person",
    "drop_received",
    "import_received",
    "is_office",
    "may_write",
    "move_person",
]

OFFICE = frozenset({Role.THUONG_TRUC, Role.LANH_DAO_PHONG})


def may_write(actor: Actor | None, don_vi_id: int) -> bool:
    """Whether this actor writes the unit's register: its officer, the standing body; None is the loader."""
    if actor is None:
        return True
    roles = actor.roles_for(don_vi_id)
    return Role.CAN_BO in roles or not roles.isdisjoint(OFFICE)


def is_office(actor: Actor | None) -> bool:
    """Whether what this actor enters counts as entered by the standing body."""
    return actor is None or not actor.roles.isdisjoint(OFFICE)


def _require_writer(actor: Actor | None, don_vi_id: int) -> None:
    if not may_write(actor, don_vi_id):
        raise NotYourFunction("khong_duoc_sua")


def add_person(
    session: Session, actor: Actor | None, don_vi_id: int, ho_ten: str, chuc_vu: str, *, at: datetime
) -> CaNhanThiDua:
    """A new person of the unit, also beside one of the same name. WrongInput without a name."""
    _require_writer(actor, don_vi_id)
    if not name_key(ho_ten):
        raise WrongInput("thieu_ho_ten")
    made = CaNhanThiDua(don_vi_id=don_vi_id, ho_ten=ho_ten, khoa_ten=name_key(ho_ten), chuc_vu=chuc_vu)
    session.add(made)
    session.flush()
    facts = {"ho_ten": ho_ten, "chuc_vu": chuc_vu, "don_vi_id": don_vi_id}
    record(session, actor, "them_ca_nhan", "ca_nhan_thi_dua", made.id, at=at, sau=facts)
    return made


def change_person(
    session: Session,
    actor: Actor | None,
    ca_nhan_id: int,
    ho_ten: str,
    chuc_vu: str,
    *,
    at: datetime,
    row_version: int | None = None,
) -> CaNhanThiDua:
    """Correct a person's name or post. NotThere for nobody, NotNow when somebody changed it in between."""
    person = _person(session, ca_nhan_id)
    _require_writer(actor, person.don_vi_id)
    if row_version is not None and row_version != person.row_version:
        raise NotNow("nguoi_khac_vua_luu")
    if not name_key(ho_ten):
        raise WrongInput("thieu_ho_ten")
    before = {"ho_ten": person.ho_ten, "chuc_vu": person.chuc_vu}
    after = {"ho_ten": ho_ten, "chuc_vu": chuc_vu}
    if before != after:
        person.ho_ten, person.khoa_ten, person.chuc_vu = ho_ten, name_key(ho_ten), chuc_vu
        session.flush()
        record(session, actor, "sua_ca_nhan", "ca_nhan_thi_dua", person.id, at=at, truoc=before, sau=after)
    return person


def move_person(
    session: Session, actor: Actor | None, ca_nhan_id: int, don_vi_id: int, *, at: datetime
) -> CaNhanThiDua:
    """The person now belongs to another unit; only the standing body says so. Titles stay with the person."""
    if not is_office(actor):
        raise NotYourFunction("khong_dung_vai_tro")
    person = _person(session, ca_nhan_id)
    before, person.don_vi_id = person.don_vi_id, don_vi_id
    session.flush()
    record(
        session,
        actor,
        "chuyen_ca_nhan",
        "ca_nhan_thi_dua",
        person.id,
        at=at,
        truoc={"don_vi_id": before},
        sau={"don_vi_id": don_vi_id},
    )
    return person


def _person(session: Session, ca_nhan_id: int) -> CaNhanThiDua:
    person = session.get(CaNhanThiDua, ca_nhan_id)
    if person is None:
        raise NotThere("khong_co_ca_nhan")
    return person


def add_received(
    session: Session,
    actor: Actor | None,
    don_vi_id: int,
    nam: int,
    danh_hieu: str,
    quyet_dinh: str,
    *,
    at: datetime,
    ca_nhan_id: int | None = None,
) -> DanhHieuDaNhan:
    """Note a title received in a year, of the unit or of a person of it; the same one twice is noted once.

    WrongInput for a title without name or a year outside 2000–2099; NotThere for a person of another unit.
    """
    _require_writer(actor, don_vi_id)
    if not danh_hieu.strip():
        raise WrongInput("thieu_danh_hieu")
    if not 2000 <= nam <= 2099:
        raise WrongInput("nam_ngoai_khoang")
    if ca_nhan_id is not None and _person(session, ca_nhan_id).don_vi_id != don_vi_id:
        raise NotThere("khong_co_ca_nhan")
    key = {"nam": nam, "don_vi_id": don_vi_id, "ca_nhan_id": ca_nhan_id, "danh_hieu": danh_hieu}
    found = session.scalar(select(DanhHieuDaNhan).filter_by(**key).limit(1))
    made = found or DanhHieuDaNhan(**key)
    if found is None or (is_office(actor) and not found.xac_nhan) or (quyet_dinh and not found.quyet_dinh):
        made.quyet_dinh = quyet_dinh or made.quyet_dinh or ""
        made.xac_nhan = is_office(actor) or bool(found and found.xac_nhan)
        session.add(made)
        session.flush()
        facts = {**key, "quyet_dinh": made.quyet_dinh}
        record(session, actor, "ghi_danh_hieu_da_nhan", "don_vi", don_vi_id, at=at, sau=facts)
    return made


def drop_received(
    session: Session, actor: Actor | None, don_vi_id: int, danh_hieu_id: int, *, at: datetime
) -> None:
    """Take a received title away; what the standing body entered only the standing body takes away."""
    _require_writer(actor, don_vi_id)
    row = session.get(DanhHieuDaNhan, danh_hieu_id)
    if row is None or row.don_vi_id != don_vi_id:
        raise NotThere("khong_co_danh_hieu")
    if row.xac_nhan and not is_office(actor):
        raise NotYourFunction("danh_hieu_da_xac_nhan")
    facts = {"nam": row.nam, "danh_hieu": row.danh_hieu, "ca_nhan_id": row.ca_nhan_id}
    record(session, actor, "bo_danh_hieu_da_nhan", "don_vi", don_vi_id, at=at, truoc=facts)
    session.delete(row)
    session.flush()


def import_received(
    session: Session, actor: Actor | None, don_vi_id: int, lines: Sequence[DanhHieuNhap], *, at: datetime
) -> tuple[DanhHieuNhap, ...]:
    """Take in a list of received titles; the lines whose person is not certain come back and are not written.

    A person is certain where the unit has exactly one of that name key and, with a post given, that post; a
    name that the unit does not have yet is a new person.
    """
    unsure = []
    for each in lines:
        person, certain = _certain(session, actor, don_vi_id, each, at)
        if not certain:
            unsure.append(each)
            continue
        add_received(
            session, actor, don_vi_id, each.nam, each.danh_hieu, each.quyet_dinh, at=at, ca_nhan_id=person
        )
    return tuple(unsure)


def _certain(
    session: Session, actor: Actor | None, don_vi_id: int, each: DanhHieuNhap, at: datetime
) -> tuple[int | None, bool]:
    if not each.ho_ten.strip():
        return None, True
    here = session.scalars(
        select(CaNhanThiDua).where(
            CaNhanThiDua.don_vi_id == don_vi_id, CaNhanThiDua.khoa_ten == name_key(each.ho_ten)
        )
    ).all()
    if not here:
        return add_person(session, actor, don_vi_id, each.ho_ten, each.chuc_vu, at=at).id, True
    post = name_key(each.chuc_vu)
    fits = [p for p in here if not post or not p.chuc_vu or name_key(p.chuc_vu) == post]
    return (fits[0].id, True) if len(fits) == len(here) == 1 else (None, False)
