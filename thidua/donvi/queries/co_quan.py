"""Reading the office: what it is called, how its papers are headed and who signs, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from thidua.core.errors import NotNow
from thidua.donvi.models import CoQuan
from thidua.donvi.queries import named_on, printed_lines

BAC: Mapping[str, str] = {
    "thi_xa": "thị xã",
    "thanh_pho": "thành phố",
    "huyen": "huyện",
    "quan": "quận",
    "phuong": "phường",
    "xa": "xã",
    "thi_tran": "thị trấn",
    "dac_khu": "đặc khu",
}
"""The levels of an office, as they stand inside a sentence."""

CAP_UY: Mapping[str, str] = {
    "thi_xa": "Thị ủy",
    "thanh_pho": "Thành ủy",
    "huyen": "Huyện ủy",
    "quan": "Quận ủy",
    "phuong": "Đảng ủy",
    "xa": "Đảng ủy",
    "thi_tran": "Đảng ủy",
    "dac_khu": "Đảng ủy",
}
"""The Party committee of each level."""


@dataclass(frozen=True, slots=True)
class CoQuanRow:
    """The office as it was on a day; the printed lines are tuples.

    `ten` "thị xã Ayun Pa" · `tinh` "tỉnh Gia Lai" · `ubnd` "Ủy ban nhân dân thị xã" · `hoi_dong` "Hội đồng
    Thi đua - Khen thưởng thị xã" · `thuong_truc` "Phòng Nội vụ" · `cap_uy` "Thị ủy". The header, symbol and
    lines over the signature of the standing body are those of its unit; they are empty without one.
    """

    id: int
    row_version: int
    tu_ngay: date
    den_ngay: date | None
    bac: str
    ten: str
    tinh: str
    cap_uy: str
    ubnd: str
    hoi_dong: str
    thuong_truc: str
    thuong_truc_id: int | None
    dia_danh: str
    ubnd_chu_quan: tuple[str, ...]
    ubnd_ban_hanh: tuple[str, ...]
    hoi_dong_chu_quan: tuple[str, ...]
    hoi_dong_ban_hanh: tuple[str, ...]
    thuong_truc_chu_quan: tuple[str, ...]
    thuong_truc_ban_hanh: tuple[str, ...]
    ky_hieu_ubnd: str
    ky_hieu_phong: str
    ky_hieu_cong_van: str
    ky_hieu_thuong_truc: str
    ky_hieu_hoi_dong: str
    ubnd_quyen_han_ky: tuple[str, ...]
    ubnd_nguoi_ky: str
    hoi_dong_quyen_han_ky: tuple[str, ...]
    hoi_dong_nguoi_ky: str
    thuong_truc_quyen_han_ky: tuple[str, ...]
    thuong_truc_nguoi_ky: str

    @property
    def cap(self) -> str:
        """The level inside a sentence: "thị xã"."""
        return BAC[self.bac]

    @property
    def cap_tinh(self) -> str:
        """The kind of the province: "tỉnh", or "thành phố"."""
        return "thành phố" if self.tinh.lower().startswith("thành phố") else "tỉnh"

    @property
    def ubnd_tinh(self) -> str:
        """The body above: "Ủy ban nhân dân tỉnh"."""
        return f"Ủy ban nhân dân {self.cap_tinh}"

    @property
    def ubnd_ngan(self) -> str:
        """For tables and screens: "UBND thị xã"."""
        return f"UBND {self.cap}"

    @property
    def kinh_gui_hoi_dong(self) -> str:
        """To whom a unit writes: "Hội đồng … thị xã (qua Phòng Nội vụ thị xã)"."""
        return f"{self.hoi_dong} (qua {self.thuong_truc} {self.cap})"


def office_on(session: Session, day: date) -> CoQuanRow:
    """The office of the day; NotNow with `chua_co_co_quan` when none is written down for it."""
    found = session.scalar(select(CoQuan).where(*_on(day)))
    if found is None:
        raise NotNow("chua_co_co_quan", ngay=day)
    return _row(session, found, day)


def standing_unit(session: Session, day: date) -> int | None:
    """The unit that is the standing body on the day; None when none is written down for it."""
    return session.scalar(select(CoQuan.thuong_truc_id).where(*_on(day)))


def standing_body(session: Session, day: date) -> str:
    """What the office of the day calls its standing body; empty when none is written down for it."""
    return session.scalar(select(CoQuan.thuong_truc).where(*_on(day))) or ""


def _on(day: date) -> tuple[ColumnElement[bool], ...]:
    return (CoQuan.tu_ngay <= day, or_(CoQuan.den_ngay.is_(None), CoQuan.den_ngay >= day))


def _row(session: Session, office: CoQuan, day: date) -> CoQuanRow:
    body = named_on(session, office.thuong_truc_id, day) if office.thuong_truc_id else None
    return CoQuanRow(
        id=office.id,
        row_version=office.row_version,
        tu_ngay=office.tu_ngay,
        den_ngay=office.den_ngay,
        bac=office.bac,
        ten=office.ten,
        tinh=office.tinh,
        cap_uy=office.cap_uy,
        ubnd=office.ubnd,
        hoi_dong=office.hoi_dong,
        thuong_truc=office.thuong_truc,
        thuong_truc_id=office.thuong_truc_id,
        dia_danh=office.dia_danh,
        ubnd_chu_quan=printed_lines(office.ubnd_chu_quan),
        ubnd_ban_hanh=printed_lines(office.ubnd_ban_hanh),
        hoi_dong_chu_quan=printed_lines(office.hoi_dong_chu_quan),
        hoi_dong_ban_hanh=printed_lines(office.hoi_dong_ban_hanh),
        thuong_truc_chu_quan=body.co_quan_chu_quan if body else (),
        thuong_truc_ban_hanh=body.co_quan_ban_hanh if body else (),
        ky_hieu_ubnd=office.ky_hieu_ubnd,
        ky_hieu_phong=body.ky_hieu if body else "",
        ky_hieu_cong_van=office.ky_hieu_cong_van,
        ky_hieu_thuong_truc=office.ky_hieu_thuong_truc,
        ky_hieu_hoi_dong=office.ky_hieu_hoi_dong,
        ubnd_quyen_han_ky=printed_lines(office.ubnd_quyen_han_ky),
        ubnd_nguoi_ky=office.ubnd_nguoi_ky,
        hoi_dong_quyen_han_ky=printed_lines(office.hoi_dong_quyen_han_ky),
        hoi_dong_nguoi_ky=office.hoi_dong_nguoi_ky,
        thuong_truc_quyen_han_ky=body.quyen_han_ky if body else (),
        thuong_truc_nguoi_ky=office.thuong_truc_nguoi_ky,
    )


@dataclass(frozen=True, slots=True)
class KyCoQuan:
    """One of the office's dated rows, for the list of its history."""

    ten: str
    ubnd: str
    thuong_truc: str
    tu_ngay: date
    den_ngay: date | None


def office_history(session: Session) -> list[KyCoQuan]:
    """Every dated row of the office, newest first."""
    rows = session.scalars(select(CoQuan).order_by(CoQuan.tu_ngay.desc()))
    return [KyCoQuan(r.ten, r.ubnd, r.thuong_truc, r.tu_ngay, r.den_ngay) for r in rows]
