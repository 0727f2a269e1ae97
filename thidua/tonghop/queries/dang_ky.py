"""Reading what the consolidated registration is made of: the received registrations and who has none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow, NotThere
from thidua.dangky import queries as registrations
from thidua.dangky.queries import DangKyDaNhan, DangKyListRow
from thidua.donvi.queries import DonViRow, day_in_year, unit_in_year
from thidua.donvi.queries.co_quan import CoQuanRow, office_on
from thidua.namthidua import queries as year_queries
from thidua.namthidua.models import NamThiDua
from thidua.namthidua.queries.can_cu import CanCuRow, grounds_for
from thidua.tonghop.queries.nguoi_ky import signers_on


@dataclass(frozen=True, slots=True)
class DangKyMaterial:
    """Every unit called to register, in the town's order, with what was received of it."""

    nam: NamThiDua
    at: datetime
    rows: tuple[DangKyListRow, ...]
    received: Mapping[int, DangKyDaNhan]
    can_cu: tuple[CanCuRow, ...]
    co_quan: CoQuanRow
    thuong_truc: DonViRow
    nguoi_ky: str


def registration_material(session: Session, actor: Actor, nam: int, at: datetime) -> DangKyMaterial:
    """Everything for the consolidated registration, in a fixed number of statements.

    Raises NotThere for who does not see every unit or a year that the town does not have; NotNow where no
    standing body is named that could report.
    """
    if not actor.sees_all_units:
        raise NotThere("khong_co_tong_hop")
    year = year_queries.year(session, nam)
    day = day_in_year(nam, at)
    office = office_on(session, day)
    if office.thuong_truc_id is None:
        raise NotNow("chua_co_thuong_truc")
    return DangKyMaterial(
        nam=year,
        at=at,
        rows=tuple(registrations.list_rows(session, actor, year.id, at)),
        received=registrations.received_registrations(session, year.id),
        can_cu=tuple(grounds_for(session, year.id, "bao_cao", day)),
        co_quan=office,
        thuong_truc=unit_in_year(session, office.thuong_truc_id, nam, at),
        nguoi_ky=office.thuong_truc_nguoi_ky or signers_on(session, day, office.thuong_truc_id)[0],
    )
