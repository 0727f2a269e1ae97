"""Evidence of single figures: a file pinned to the targets whose figures it proves."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotThere, WrongInput
from thidua.hoso.actions import begin_save
from thidua.hoso.models import HoSo, MinhChung, PhienBan, Tep
from thidua.nhatky.actions import record

MOST_PINS = 200
"""Pins of one version: a report of forty targets with five files each."""


def pin_new_file(
    session: Session,
    actor: Actor,
    ho_so: HoSo,
    chi_tieu: Iterable[int],
    *,
    sha256: str,
    name: str,
    kind: str,
    size: int,
    at: datetime,
) -> Tep:
    """Pin a stored file to figures of the open version; several targets share it.

    Raises what `begin_save` raises, and WrongInput without a target or beyond `MOST_PINS`.
    """
    version = _begin(session, actor, ho_so, at)
    tep = Tep(
        ho_so_id=ho_so.id, sha256=sha256, ten=name, loai=kind, kich_thuoc=size, luc=at, nguoi_id=actor.person
    )
    session.add(tep)
    session.flush()
    _pin(session, actor, ho_so, version, tep, chi_tieu, at)
    return tep


def pin_file(
    session: Session, actor: Actor, ho_so: HoSo, tep_id: int, chi_tieu: Iterable[int], *, at: datetime
) -> None:
    """Pin a file that the version already has as evidence to further figures; NotThere for another file."""
    version = _begin(session, actor, ho_so, at)
    held = select(MinhChung.tep_id).where(MinhChung.phien_ban_id == version.id, MinhChung.tep_id == tep_id)
    tep = session.get(Tep, tep_id) if session.scalars(held.limit(1)).first() is not None else None
    if tep is None:
        raise NotThere("khong_co_tep")
    _pin(session, actor, ho_so, version, tep, chi_tieu, at)


def unpin(
    session: Session, actor: Actor, ho_so: HoSo, tep_id: int, chi_tieu_id: int, *, at: datetime
) -> None:
    """Take a file off one figure; the file stays in older versions and in the store."""
    version = _begin(session, actor, ho_so, at)
    pin = session.get(MinhChung, {"phien_ban_id": version.id, "tep_id": tep_id, "chi_tieu_id": chi_tieu_id})
    if pin is None:
        raise NotThere("khong_co_tep")
    session.execute(
        delete(MinhChung).where(
            MinhChung.phien_ban_id == version.id,
            MinhChung.tep_id == tep_id,
            MinhChung.chi_tieu_id == chi_tieu_id,
        )
    )
    facts = {"tep_id": tep_id, "chi_tieu_id": chi_tieu_id}
    record(session, actor, "bo_minh_chung", "ho_so", ho_so.id, at=at, truoc=facts)


def _begin(session: Session, actor: Actor, ho_so: HoSo, at: datetime) -> PhienBan:
    # A pin is no typed field: the form that stands open beside it stays the newest.
    before = ho_so.doi_luc
    version = begin_save(session, actor, ho_so, None, at=at)
    ho_so.doi_luc = before
    return version


def _pin(
    session: Session,
    actor: Actor,
    ho_so: HoSo,
    version: PhienBan,
    tep: Tep,
    chi_tieu: Iterable[int],
    at: datetime,
) -> None:
    wanted = sorted(set(chi_tieu))
    if not wanted:
        raise WrongInput("minh_chung_cua_chi_tieu_nao")
    mine = select(MinhChung).where(MinhChung.phien_ban_id == version.id)
    count = session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    if count + len(wanted) > MOST_PINS:
        raise WrongInput("qua_nhieu_minh_chung", nhieu_nhat=MOST_PINS)
    held = set(
        session.scalars(mine.with_only_columns(MinhChung.chi_tieu_id).where(MinhChung.tep_id == tep.id))
    )
    session.add_all(
        MinhChung(phien_ban_id=version.id, tep_id=tep.id, chi_tieu_id=each)
        for each in wanted
        if each not in held
    )
    session.flush()
    facts = {"ten": tep.ten, "sha256": tep.sha256, "chi_tieu": wanted}
    record(session, actor, "gan_minh_chung", "ho_so", ho_so.id, at=at, sau=facts)
