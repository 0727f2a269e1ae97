"""Settling the promised lines of a giao ước at the year's end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.actor import Actor
from thidua.core.calendar import local_day
from thidua.core.errors import NotNow, NotYourFunction, WrongInput
from thidua.core.pledge import KetQuaDong, TrangThai, Vai
from thidua.giaouoc.actions import chuoi as chain
from thidua.giaouoc.actions.soan import require_year
from thidua.giaouoc.models import DanhGiaDong
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.nhatky.actions import record
from thidua.theodoi.queries.giao_uoc import HuaRow, results

Key = tuple[int, int]
"""Number of the line and unit."""
Paper = tuple[str, str, str, int]
"""A stored file: SHA-256, name, kind, bytes."""


@dataclass(frozen=True, slots=True)
class PhanXet:
    """A verdict with its remark; `ket_qua` None takes the verdict back."""

    ket_qua: KetQuaDong | None
    ghi_chu: str = ""


def settle(
    session: Session, actor: Actor, view: GiaoUocInView, given: Mapping[Key, PhanXet], *, at: datetime
) -> int:
    """Write the verdicts of the trưởng's unit; how many lines changed. All settled: it becomes `da_danh_gia`.

    Each verdict keeps the figure and the proposal it was given beside. Raises NotYourFunction for others,
    NotNow before the year's tổng kết opens or outside `hieu_luc`, WrongInput for a line that is no promise,
    and for a verdict other than the proposed one without a remark.
    """
    if Vai.SOAN not in view.vai:
        raise NotYourFunction("chi_truong_danh_gia")
    require_year(session, view.giao_uoc)
    found = results(session, actor, view, view.ban, local_day(at))
    if local_day(at) < found.from_day:
        raise NotNow("chua_den_ky_danh_gia", ngay=found.from_day)
    if not found.may_settle:
        raise NotNow("giao_uoc_khong_dung_luc", state=view.giao_uoc.trang_thai)
    rows = {(row.thu_tu, row.don_vi_id): row for row in found.rows}
    if set(given) - set(rows):
        raise WrongInput("khong_co_dong_giao_uoc")
    changed = [key for key in given if _write(session, actor, view, rows[key], given[key], at=at)]
    session.flush()
    if changed:
        facts = {"so_dong": len(changed), "ban": view.ban.so}
        record(session, actor, "danh_gia_giao_uoc", "giao_uoc", view.giao_uoc.id, at=at, sau=facts)
    after = results(session, actor, view, view.ban, local_day(at))
    if after.settled == len(after.rows):
        chain.move(session, actor, view, "danh_gia", at=at)
    return len(changed)


def _write(
    session: Session, actor: Actor, view: GiaoUocInView, row: HuaRow, said: PhanXet, *, at: datetime
) -> bool:
    if (said.ket_qua, said.ghi_chu) == (row.ket_qua, row.ghi_chu):
        return False
    differs = said.ket_qua is not None and row.de_xuat is not None and said.ket_qua is not row.de_xuat
    if differs and not said.ghi_chu.strip():
        raise WrongInput("khac_de_xuat_can_ly_do", ten=row.ten, don_vi=row.don_vi)
    held = _held(session, view, row)
    held.ket_qua, held.ghi_chu, held.de_xuat = said.ket_qua, said.ghi_chu, row.de_xuat
    held.so_lieu = row.ca_nam.figure if row.ca_nam else None
    judged = said.ket_qua is not None
    held.danh_gia_boi, held.danh_gia_luc = (actor.person, at) if judged else (None, None)
    return True


def _held(session: Session, view: GiaoUocInView, row: HuaRow) -> DanhGiaDong:
    """The line's own row, made when it has none."""
    held = session.scalar(
        select(DanhGiaDong).where(
            DanhGiaDong.ban_giao_uoc_id == view.ban.id,
            DanhGiaDong.thu_tu == row.thu_tu,
            DanhGiaDong.don_vi_id == row.don_vi_id,
        )
    )
    if held is None:
        held = DanhGiaDong(ban_giao_uoc_id=view.ban.id, thu_tu=row.thu_tu, don_vi_id=row.don_vi_id)
        session.add(held)
    return held


def send_evidence(
    session: Session, actor: Actor, view: GiaoUocInView, key: Key, tep: Paper, *, at: datetime
) -> None:
    """Keep a stored file as the evidence of one line, by the unit that promised it; a former one gives way.

    Raises NotYourFunction for another unit's line, NotNow outside `hieu_luc`, WrongInput for no such line.
    """
    require_year(session, view.giao_uoc)
    if view.giao_uoc.trang_thai is not TrangThai.HIEU_LUC:
        raise NotNow("giao_uoc_khong_dung_luc", state=view.giao_uoc.trang_thai)
    rows = results(session, actor, view, view.ban, local_day(at)).rows
    row = next((one for one in rows if (one.thu_tu, one.don_vi_id) == key), None)
    if row is None:
        raise WrongInput("khong_co_dong_giao_uoc")
    if row.don_vi_id not in actor.units:
        raise NotYourFunction("chi_don_vi_gui_minh_chung")
    held = _held(session, view, row)
    held.minh_chung_sha256, held.minh_chung_ten, held.minh_chung_loai, held.minh_chung_kich_thuoc = tep
    facts = {"dong": row.thu_tu, "don_vi": row.don_vi_id, "ten": tep[1], "sha256": tep[0]}
    record(session, actor, "minh_chung_giao_uoc", "giao_uoc", view.giao_uoc.id, at=at, sau=facts)
    session.flush()


def proposed(rows: tuple[HuaRow, ...]) -> dict[Key, PhanXet]:
    """The proposals for the lines that have one and no verdict yet, as `settle` takes them."""
    return {
        (row.thu_tu, row.don_vi_id): PhanXet(row.de_xuat, row.ghi_chu)
        for row in rows
        if row.ket_qua is None and row.de_xuat is not None
    }
