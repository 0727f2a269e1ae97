"""What a version of a registration holds."""

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Text
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
