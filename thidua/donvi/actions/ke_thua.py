"""Writing the end of a unit and who carries it on: merged, divided or dissolved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.errors import WrongInput
from thidua.donvi.actions import last_name, locked
from thidua.donvi.actions.cay import end_place
from thidua.donvi.models import KeThua, TenDonVi, ThuocDonVi
from thidua.donvi.queries import named_on
from thidua.donvi.queries.ke_thua import HINH_THUC
from thidua.nhatky.actions import record

_DAY = timedelta(days=1)
_ACTS = {"sap_nhap": "sap_nhap_don_vi", "chia_tach": "chia_tach_don_vi", "giai_the": "ket_thuc_don_vi"}


@dataclass(frozen=True, slots=True)
class KetThuc:
    """The end of a unit: the last day it works, how (`sap_nhap`, `chia_tach`, `giai_the`), who carries it on,
    and the decision.

    With `van_hoat_dong` a part is split off and the unit itself goes on.
    """

    ngay_cuoi: date
    hinh_thuc: str
    ke_thua: tuple[int, ...]
    quyet_dinh: str
    van_hoat_dong: bool = False


def end_unit(
    session: Session,
    actor: Actor | None,
    don_vi_id: int,
    end: KetThuc,
    *,
    row_version: int | None = None,
    at: datetime,
) -> None:
    """Close the unit with its last day and write its successors, who begin the day after; all or nothing.

    Raises WrongInput, each with its field: `hinh_thuc_khong_co`; `sap_nhap_mot` (a merger has exactly one
    successor); `chia_tach_hai` (a division has two, one where the unit goes on); `giai_the_khong_di_tiep`;
    `ke_thua_khong_co` (a successor without a name on the day after, or the unit itself);
    `ngay_cuoi_truoc_ten` (before the last name begins); `con_don_vi_truc_thuoc` (units still stand under it);
    `da_co_ke_thua` (the pair is written already).
    """
    unit = locked(session, don_vi_id, row_version)
    last = last_name(session, unit)
    _require_form(end)
    _require_successors(session, unit.id, end)
    if not end.van_hoat_dong:
        _close(session, last, end)
    for successor in end.ke_thua:
        session.add(
            KeThua(
                truoc_id=unit.id,
                sau_id=successor,
                ngay=end.ngay_cuoi + _DAY,
                hinh_thuc=end.hinh_thuc,
                quyet_dinh=end.quyet_dinh,
            )
        )
    session.flush()
    facts = {
        "ngay_cuoi": end.ngay_cuoi,
        "ke_thua": list(end.ke_thua),
        "quyet_dinh": end.quyet_dinh,
        "van_hoat_dong": end.van_hoat_dong,
    }
    record(session, actor, _ACTS[end.hinh_thuc], "don_vi", unit.id, at=at, truoc={"ten": last.ten}, sau=facts)


def _require_form(end: KetThuc) -> None:
    if end.hinh_thuc not in HINH_THUC:
        raise WrongInput("hinh_thuc_khong_co", o="hinh_thuc")
    if end.van_hoat_dong and end.hinh_thuc != "chia_tach":
        raise WrongInput("chi_chia_tach_di_tiep", o="van_hoat_dong")
    if end.hinh_thuc == "sap_nhap" and len(end.ke_thua) != 1:
        raise WrongInput("sap_nhap_mot", o="ke_thua")
    if end.hinh_thuc == "chia_tach" and len(end.ke_thua) < (1 if end.van_hoat_dong else 2):
        raise WrongInput("chia_tach_hai", o="ke_thua")


def _require_successors(session: Session, don_vi_id: int, end: KetThuc) -> None:
    begins = end.ngay_cuoi + _DAY
    for successor in end.ke_thua:
        if successor == don_vi_id or named_on(session, successor, begins) is None:
            raise WrongInput("ke_thua_khong_co", o="ke_thua", ngay=begins)
    known = set(session.scalars(select(KeThua.sau_id).where(KeThua.truoc_id == don_vi_id)))
    if known & set(end.ke_thua):
        raise WrongInput("da_co_ke_thua", o="ke_thua")


def _close(session: Session, last: TenDonVi, end: KetThuc) -> None:
    if end.ngay_cuoi < last.tu_ngay:
        raise WrongInput("ngay_cuoi_truoc_ten", o="ngay_cuoi", ten=last.ten, ngay=last.tu_ngay)
    below = session.scalars(
        select(ThuocDonVi.don_vi_id).where(
            ThuocDonVi.cap_tren_id == last.don_vi_id,
            (ThuocDonVi.den_ngay.is_(None)) | (ThuocDonVi.den_ngay > end.ngay_cuoi),
        )
    )
    begins = end.ngay_cuoi + _DAY
    names = [row.ten for one in set(below) if (row := named_on(session, one, begins)) is not None]
    if names:
        raise WrongInput("con_don_vi_truc_thuoc", o="ngay_cuoi", ten="; ".join(sorted(names)))
    last.den_ngay = end.ngay_cuoi
    end_place(session, last.don_vi_id, end.ngay_cuoi)
