"""Writing a unit's dated names: another one from a day on, or a correction of the present one."""

from dataclasses import fields
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import WrongInput
from thidua.donvi.actions import TenMoi, last_name, locked, require_kind, write_name
from thidua.donvi.models import TenDonVi
from thidua.nhatky.actions import record

_DAY = timedelta(days=1)


def rename_unit(
    session: Session,
    actor: Actor | None,
    don_vi_id: int,
    name: TenMoi,
    tu_ngay: date,
    *,
    row_version: int | None = None,
    at: datetime,
) -> None:
    """Call the unit otherwise from a day on; the name before ends the day before and keeps its papers.

    Raises WrongInput with `ten_chong_ngay` (field `tu_ngay`) for a day on which the last name has not begun
    or begins, NotNow with `don_vi_da_ket_thuc` for a unit that was closed.
    """
    unit = locked(session, don_vi_id, row_version)
    last = last_name(session, unit)
    if tu_ngay <= last.tu_ngay:
        raise WrongInput("ten_chong_ngay", o="tu_ngay", ten=last.ten, ngay=last.tu_ngay)
    last.den_ngay = tu_ngay - _DAY
    made = TenDonVi(don_vi_id=unit.id, tu_ngay=tu_ngay)
    write_name(made, name)
    session.add(made)
    session.flush()
    before = {"ten": last.ten, "den_ngay": last.den_ngay}
    after = _facts(made) | {"tu_ngay": tu_ngay}
    record(session, actor, "doi_ten_don_vi", "don_vi", unit.id, at=at, truoc=before, sau=after)


def save_profile(
    session: Session,
    actor: Actor | None,
    don_vi_id: int,
    name: TenMoi,
    *,
    loai: str,
    the_thuc: str,
    row_version: int | None = None,
    at: datetime,
) -> None:
    """Correct what is written of the unit's present name, its kind and its layout; nothing gets a new day.

    Raises what `require_kind` and `last_name` raise.
    """
    require_kind(loai, the_thuc)
    unit = locked(session, don_vi_id, row_version)
    last = last_name(session, unit)
    before = _facts(last) | {"loai": unit.loai, "the_thuc": unit.the_thuc}
    write_name(last, name)
    unit.loai, unit.the_thuc = loai, the_thuc
    session.flush()
    after = _facts(last) | {"loai": loai, "the_thuc": the_thuc}
    changed = [key for key in after if after[key] != before[key]]
    if changed:
        old, new = ({key: facts[key] for key in changed} for facts in (before, after))
        record(session, actor, "sua_don_vi", "don_vi", unit.id, at=at, truoc=old, sau=new)


def _facts(row: TenDonVi) -> dict[str, object]:
    return {field.name: getattr(row, field.name) for field in fields(TenMoi)}
