"""Taking a file in, and writing its plan: all of it or nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import NotNow
from thidua.nhapxuat.actions import chi_tieu, cum_khoi, lich, nam, quy_dinh, to_chuc
from thidua.nhapxuat.compose import Bang
from thidua.nhapxuat.models import LanNhap
from thidua.nhapxuat.queries import Scope
from thidua.nhatky.actions import record
from thidua.sheets.plan import Fate, Plan, PlannedRow

Writer = Callable[[Session, Actor, Sequence[PlannedRow], Scope, datetime], None]

WRITERS: dict[str, Writer] = {
    "lich": lich.write,
    "don-vi": to_chuc.write_units,
    "tai-khoan": to_chuc.write_accounts,
    "to-chuc": to_chuc.write_both,
    "cum-khoi": cum_khoi.write,
    "danh-muc": chi_tieu.write_lines,
    "chi-tieu": chi_tieu.write_assigned,
    "dang-ky": chi_tieu.write_registered,
    "can-cu": nam.write_grounds,
    "phong-trao": nam.write_movements,
    "nghia-vu": nam.write_obligations,
    "quy-dinh": quy_dinh.write,
}


def take_in(
    session: Session,
    actor: Actor,
    bang: Bang,
    scope: Scope,
    *,
    sha256: str,
    ten: str,
    kich_thuoc: int,
    chuyen_ma: bool,
    at: datetime,
) -> int:
    """Note a stored file that was brought for a list; its id. Nothing of its contents is written."""
    row = LanNhap(
        bang=bang.code,
        nam=scope.nam,
        don_vi=scope.don_vi,
        sha256=sha256,
        ten=ten,
        kich_thuoc=kich_thuoc,
        chuyen_ma=chuyen_ma,
        luc=at,
        nguoi_id=actor.person,
    )
    session.add(row)
    session.flush()
    record(session, actor, "xem_bang_nhap", "lan_nhap", row.id, at=at, sau={"bang": bang.code, "ten": ten})
    return row.id


def write_town(session: Session, plan: Plan, scope: Scope, *, ten: str, at: datetime) -> None:
    """Write units and accounts at the command line, where nobody is logged in; raises like `write`."""
    if not plan.may_be_written:
        raise NotNow("bang_con_loi")
    rows = [row for row in plan.rows if row.fate in (Fate.ADDED, Fate.CHANGED)]
    to_chuc.write_both(session, None, rows, scope, at)
    facts = {"bang": "to-chuc", "ten": ten, "them": plan.count(Fate.ADDED), "doi": plan.count(Fate.CHANGED)}
    record(session, None, "nhap_bang", "lan_nhap", at=at, sau=facts)


def write(
    session: Session, actor: Actor, lan_id: int, bang: Bang, plan: Plan, scope: Scope, *, at: datetime
) -> None:
    """Write the rows that are added or changed, through the acts of their stages.

    Raises NotNow with `bang_con_loi` for a plan with wrong cells or nothing to write, `bang_da_ghi` for a
    file that was written before, and what the acts raise; then nothing is written.
    """
    lan = session.get_one(LanNhap, lan_id)
    if lan.ghi_luc is not None:
        raise NotNow("bang_da_ghi")
    if not plan.may_be_written:
        raise NotNow("bang_con_loi")
    rows = [row for row in plan.rows if row.fate in (Fate.ADDED, Fate.CHANGED)]
    WRITERS[bang.code](session, actor, rows, scope, at)
    lan.ghi_luc = at
    lan.so_them, lan.so_doi = plan.count(Fate.ADDED), plan.count(Fate.CHANGED)
    facts = {"bang": bang.code, "ten": lan.ten, "sha256": lan.sha256, "them": lan.so_them, "doi": lan.so_doi}
    record(session, actor, "nhap_bang", "lan_nhap", lan.id, at=at, sau=facts)
