"""Tables of the units."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua.db.base import Base, line, short


class DonVi(Base):
    """A unit: its code never changes, its names are dated rows of `ten_don_vi`."""

    __tablename__ = "don_vi"
    __table_args__ = (
        CheckConstraint("the_thuc IN ('nd30', 'dang', 'doan_the')", name="the_thuc"),
        CheckConstraint("code <> ''", name="code_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[short] = mapped_column(unique=True)
    loai: Mapped[short]
    the_thuc: Mapped[short]
    thu_tu: Mapped[int]
    row_version: Mapped[int] = mapped_column(default=0, server_default="0")


class TenDonVi(Base):
    """How a unit was called and how it signed from `tu_ngay` to `den_ngay` (both included).

    `co_quan_chu_quan`, `co_quan_ban_hanh` and `quyen_han_ky` hold one printed line a text line;
    `quyen_han_ky` is the block over the signature, e.g. "TM. ỦY BAN NHÂN DÂN" / "CHỦ TỊCH".
    """

    __tablename__ = "ten_don_vi"
    __table_args__ = (
        UniqueConstraint("don_vi_id", "tu_ngay"),
        CheckConstraint("den_ngay IS NULL OR den_ngay >= tu_ngay", name="days_in_order"),
        CheckConstraint("ten <> '' AND ten_ngan <> ''", name="named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"))
    ten: Mapped[line]
    ten_ngan: Mapped[short]
    co_quan_chu_quan: Mapped[str] = mapped_column(Text, default="")
    co_quan_ban_hanh: Mapped[str] = mapped_column(Text)
    quyen_han_ky: Mapped[str] = mapped_column(Text)
    ky_hieu: Mapped[short]
    dia_danh: Mapped[line]
    tu_ngay: Mapped[date]
    den_ngay: Mapped[date | None]
    chuc_vu_thu_truong: Mapped[line] = mapped_column(default="", server_default="")
    dia_chi: Mapped[line] = mapped_column(default="", server_default="")
    dien_thoai: Mapped[short] = mapped_column(default="", server_default="")
    nguoi_lien_he: Mapped[line] = mapped_column(default="", server_default="")


class ThuocDonVi(Base):
    """Under which unit a unit stood from `tu_ngay` to `den_ngay` (both included); no row: directly under
    the town."""

    __tablename__ = "thuoc_don_vi"
    __table_args__ = (
        UniqueConstraint("don_vi_id", "tu_ngay"),
        CheckConstraint("den_ngay IS NULL OR den_ngay >= tu_ngay", name="days_in_order"),
        CheckConstraint("cap_tren_id <> don_vi_id", name="not_itself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"))
    cap_tren_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"))
    tu_ngay: Mapped[date]
    den_ngay: Mapped[date | None]


class KeThua(Base):
    """`sau_id` carries on what `truoc_id` was from `ngay` on: awards and figures follow.

    One row a pair: a merger has several `truoc`, a division several `sau`.
    """

    __tablename__ = "ke_thua"
    __table_args__ = (
        UniqueConstraint("truoc_id", "sau_id"),
        CheckConstraint("truoc_id <> sau_id", name="not_itself"),
        CheckConstraint("hinh_thuc IN ('sap_nhap', 'chia_tach', 'giai_the')", name="hinh_thuc"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    truoc_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"))
    sau_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), index=True)
    ngay: Mapped[date]
    hinh_thuc: Mapped[short]
    quyet_dinh: Mapped[line] = mapped_column(default="")


class CoQuan(Base):
    """The office itself from `tu_ngay` to `den_ngay` (both included): what its papers call it and who signs.

    `ubnd`, `hoi_dong` and `thuong_truc` are the names inside a sentence of the town ("Ủy ban nhân dân thị
    xã"); the header lines and the lines over a signature hold one printed line a text line. The standing
    body's own header is that of its unit `thuong_truc_id`.
    """

    __tablename__ = "co_quan"
    __table_args__ = (
        UniqueConstraint("tu_ngay"),
        CheckConstraint("den_ngay IS NULL OR den_ngay >= tu_ngay", name="days_in_order"),
        CheckConstraint(
            "bac IN ('thi_xa', 'thanh_pho', 'huyen', 'quan', 'phuong', 'xa', 'thi_tran', 'dac_khu')",
            name="bac",
        ),
        CheckConstraint("ten <> '' AND ubnd <> '' AND hoi_dong <> '' AND thuong_truc <> ''", name="named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tu_ngay: Mapped[date]
    den_ngay: Mapped[date | None]
    bac: Mapped[short]
    ten: Mapped[line]
    tinh: Mapped[line]
    cap_uy: Mapped[line]
    ubnd: Mapped[line]
    hoi_dong: Mapped[line]
    thuong_truc: Mapped[line]
    thuong_truc_id: Mapped[int | None] = mapped_column(ForeignKey("don_vi.id"))
    dia_danh: Mapped[line]
    ubnd_chu_quan: Mapped[str] = mapped_column(Text)
    ubnd_ban_hanh: Mapped[str] = mapped_column(Text)
    hoi_dong_chu_quan: Mapped[str] = mapped_column(Text)
    hoi_dong_ban_hanh: Mapped[str] = mapped_column(Text)
    ky_hieu_ubnd: Mapped[short]
    ky_hieu_cong_van: Mapped[short]
    ky_hieu_thuong_truc: Mapped[short]
    ky_hieu_hoi_dong: Mapped[short]
    ubnd_quyen_han_ky: Mapped[str] = mapped_column(Text)
    ubnd_nguoi_ky: Mapped[line]
    hoi_dong_quyen_han_ky: Mapped[str] = mapped_column(Text)
    hoi_dong_nguoi_ky: Mapped[line]
    thuong_truc_nguoi_ky: Mapped[line]
    row_version: Mapped[int]
