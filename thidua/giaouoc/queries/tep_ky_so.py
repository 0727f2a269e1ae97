"""Files signed by token, with every check that was made of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.core.errors import NotThere
from thidua.core.pledge import CachKy, TinhTrangChuKy
from thidua.giaouoc.models import BangChungKySo, BenGiaoUoc, ChuKy
from thidua.giaouoc.queries.chuoi import GiaoUocInView
from thidua.giaouoc.queries.trang_chup import pledge_of
from thidua.signing.verdicts import ACCEPTABLE
from thidua.taikhoan.models import Nguoi


@dataclass(frozen=True, slots=True)
class ChuKySoRow:
    """One signature in a file, as a check found it."""

    nguoi_ky: str
    to_chuc: str
    cap_boi: str
    luc_ky: datetime | None
    dau_thoi_gian: bool
    loi: str
    ghi_chu: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanKiemRow:
    """One check of a signed file; number 1 was made at receipt. `chu_ky` are the signatures in the file."""

    so: int
    luc: datetime
    ho_ten: str
    ket_luan: str
    loi: str
    chu_ky: tuple[ChuKySoRow, ...]
    ma_go_tay: bool

    @property
    def is_acceptable(self) -> bool:
        """Whether a second person may accept the signature after this check."""
        return self.ket_luan in ACCEPTABLE


@dataclass(frozen=True, slots=True)
class TepKySoRow:
    """A file signed by token as a unit sent it, with every check of it, the first one first."""

    id: int
    don_vi_id: int
    don_vi: str
    ten_tep: str
    kich_thuoc: int
    sha256: str
    gui_boi: int
    nguoi_gui: str
    gui_luc: datetime
    nguoi_ky: str
    chuc_vu: str
    ngay_ky: date | None
    ky_luc: datetime | None
    tinh_trang: TinhTrangChuKy
    ly_do: str
    lan_kiem: tuple[LanKiemRow, ...]

    @property
    def last(self) -> LanKiemRow:
        """The newest check."""
        return self.lan_kiem[-1]


def files_of(session: Session, ban_id: int) -> tuple[TepKySoRow, ...]:
    """The files signed by token of a version, oldest first."""
    rows = session.execute(
        select(ChuKy, Nguoi.ho_ten, BenGiaoUoc.ten)
        .join(Nguoi, Nguoi.id == ChuKy.gui_boi)
        .join(
            BenGiaoUoc,
            (BenGiaoUoc.don_vi_id == ChuKy.don_vi_id) & (BenGiaoUoc.ban_giao_uoc_id == ChuKy.ban_giao_uoc_id),
        )
        .where(ChuKy.ban_giao_uoc_id == ban_id, ChuKy.cach_ky == CachKy.SO)
        .order_by(ChuKy.id)
    ).all()
    checks = _checks(session, [row.ChuKy.id for row in rows])
    return tuple(
        TepKySoRow(
            one.id,
            one.don_vi_id,
            ten,
            one.ten_tep,
            one.kich_thuoc or 0,
            one.sha256,
            one.gui_boi,
            gui,
            one.gui_luc,
            one.nguoi_ky,
            one.chuc_vu,
            one.ngay_ky,
            one.ky_luc,
            one.tinh_trang,
            one.ly_do,
            checks[one.id],
        )
        for one, gui, ten in rows
        if one.id in checks
    )


def _checks(session: Session, ids: list[int]) -> dict[int, tuple[LanKiemRow, ...]]:
    rows = session.execute(
        select(BangChungKySo, Nguoi.ho_ten)
        .join(Nguoi, Nguoi.id == BangChungKySo.nguoi_id)
        .where(BangChungKySo.chu_ky_id.in_(ids))
        .order_by(BangChungKySo.chu_ky_id, BangChungKySo.so)
    )
    found: dict[int, tuple[LanKiemRow, ...]] = {}
    for row, name in rows:
        data = json.loads(row.du_lieu)
        check = LanKiemRow(
            row.so,
            row.luc,
            name,
            row.ket_luan,
            str(data.get("loi", "")),
            tuple(_signature(one) for one in data.get("chu_ky", ())),
            bool(data.get("ma_go_tay")),
        )
        found[row.chu_ky_id] = (*found.get(row.chu_ky_id, ()), check)
    return found


def _signature(kept: Mapping[str, Any]) -> ChuKySoRow:
    """One signature of the kept evidence (`KetLuan.as_dict`)."""
    signed = kept.get("luc_ky")
    return ChuKySoRow(
        nguoi_ky=str(kept.get("nguoi_ky", "")),
        to_chuc=str(kept.get("to_chuc", "")),
        cap_boi=str(kept.get("cap_boi", "")),
        luc_ky=datetime.fromisoformat(signed) if signed else None,
        dau_thoi_gian=bool(kept.get("dau_thoi_gian")),
        loi=str(kept.get("loi", "")),
        ghi_chu=tuple(str(one) for one in kept.get("ghi_chu", ())),
    )


def last_check(session: Session, chu_ky_id: int) -> LanKiemRow:
    """The newest check of a signed file."""
    return _checks(session, [chu_ky_id])[chu_ky_id][-1]


def file_in_view(session: Session, view: GiaoUocInView, chu_ky_id: int) -> ChuKy:
    """A signed file of this giao ước; NotThere for another's, and for a signature without a file."""
    found = session.get(ChuKy, chu_ky_id)
    if found is None or not found.sha256 or pledge_of(session, found.ban_giao_uoc_id) != view.giao_uoc.id:
        raise NotThere("khong_co_tep")
    return found
