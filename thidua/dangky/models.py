"""What a version of a registration holds; persons and the titles that were received before."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from thidua.db.base import Base, line, short
from thidua.hoso.models import VersionContent


class DangKyChiTieu(VersionContent, Base):
    """A target as registered; `gia_tri` is empty for a nhiệm vụ without figure."""

    __tablename__ = "dang_ky_chi_tieu"

    chi_tieu_id: Mapped[int] = mapped_column(ForeignKey("chi_tieu.id"), primary_key=True)
    gia_tri: Mapped[Decimal | None]
    ly_do_thap: Mapped[str] = mapped_column(Text, default="")
    ghi_chu: Mapped[str] = mapped_column(Text, default="")


class DangKyPhongTrao(VersionContent, Base):
    """A movement the unit takes part in, with its own content, days and person in charge."""

    __tablename__ = "dang_ky_phong_trao"

    phong_trao_id: Mapped[int] = mapped_column(ForeignKey("phong_trao.id"), primary_key=True)
    noi_dung: Mapped[str] = mapped_column(Text, default="")
    thoi_gian: Mapped[line] = mapped_column(default="")
    nguoi_phu_trach: Mapped[line] = mapped_column(default="")


class DangKyKhoKhan(VersionContent, Base):
    """A difficulty that the unit chose to solve in the year, in its own order."""

    __tablename__ = "dang_ky_kho_khan"

    thu_tu: Mapped[int] = mapped_column(primary_key=True)
    noi_dung: Mapped[str] = mapped_column(Text)


class DangKyDanhHieu(VersionContent, Base):
    """A title or form of commendation aimed at: of the collective, of a person, or of a higher level."""

    __tablename__ = "dang_ky_danh_hieu"
    __table_args__ = (
        CheckConstraint("loai IN ('tap_the', 'ca_nhan', 'cap_tren')", name="loai"),
        CheckConstraint("loai <> 'ca_nhan' OR ten <> ''", name="person_named"),
    )

    thu_tu: Mapped[int] = mapped_column(primary_key=True)
    loai: Mapped[short]
    danh_hieu: Mapped[line]
    ten: Mapped[line] = mapped_column(default="")
    chuc_vu: Mapped[line] = mapped_column(default="")
    sang_kien: Mapped[str] = mapped_column(Text, default="")


class DangKyPhongTraoChiTiet(VersionContent, Base):
    """Criteria and days of a registered movement, where the unit gives them."""

    __tablename__ = "dang_ky_phong_trao_chi_tiet"
    __table_args__ = (
        CheckConstraint("tu_ngay IS NULL OR den_ngay IS NULL OR den_ngay >= tu_ngay", name="days_in_order"),
    )

    phong_trao_id: Mapped[int] = mapped_column(ForeignKey("phong_trao.id"), primary_key=True)
    tieu_chi: Mapped[str] = mapped_column(Text, default="")
    tu_ngay: Mapped[date | None]
    den_ngay: Mapped[date | None]


class DangKyDanhHieuChiTiet(VersionContent, Base):
    """Why a title is aimed at, and which known person the named one is; `thu_tu` is the title's place."""

    __tablename__ = "dang_ky_danh_hieu_chi_tiet"

    thu_tu: Mapped[int] = mapped_column(primary_key=True)
    ca_nhan_id: Mapped[int | None] = mapped_column(ForeignKey("ca_nhan_thi_dua.id"))
    ly_do: Mapped[str] = mapped_column(Text, default="")


class DangKySoNguoi(VersionContent, Base):
    """How many people the unit has and how many of them it registers as lao động tiên tiến."""

    __tablename__ = "dang_ky_so_nguoi"
    __table_args__ = (
        CheckConstraint("so_nguoi IS NULL OR so_nguoi >= 0", name="people_not_negative"),
        CheckConstraint("so_ldtt IS NULL OR so_ldtt >= 0", name="titles_not_negative"),
    )

    so_nguoi: Mapped[int | None]
    so_ldtt: Mapped[int | None]


class CaNhanThiDua(Base):
    """A person of the register of those who aim at or hold titles, with the present unit and post.

    A move changes the unit; what was received stays with the person.
    """

    __tablename__ = "ca_nhan_thi_dua"
    __table_args__ = (CheckConstraint("ho_ten <> ''", name="named"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), index=True)
    ho_ten: Mapped[line]
    khoa_ten: Mapped[line] = mapped_column(index=True)
    chuc_vu: Mapped[line] = mapped_column(default="")
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012


class DanhHieuDaNhan(Base):
    """A title received in a year: of the unit where `ca_nhan_id` is empty, else of that person there.

    `xac_nhan` tells what the standing body entered from what a unit says of itself.
    """

    __tablename__ = "danh_hieu_da_nhan"
    __table_args__ = (
        CheckConstraint("nam BETWEEN 2000 AND 2099", name="nam_in_range"),
        CheckConstraint("danh_hieu <> ''", name="named"),
        Index("ix_danh_hieu_da_nhan_don_vi", "don_vi_id", "nam"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nam: Mapped[int]
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"))
    ca_nhan_id: Mapped[int | None] = mapped_column(ForeignKey("ca_nhan_thi_dua.id"), index=True)
    danh_hieu: Mapped[line]
    quyet_dinh: Mapped[line] = mapped_column(default="")
    xac_nhan: Mapped[bool] = mapped_column(default=False)
