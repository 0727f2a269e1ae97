"""What a version of a report holds."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from thidua.core.targets import TinhTrangNhiemVu
from thidua.db.base import Base, stored_enum
from thidua.hoso.models import VersionContent


class KetQuaChiTieu(VersionContent, Base):
    """The result of one registered target in the period.

    `gia_tri` is the official figure, `uoc` the estimate: both may stand, the official one counts.
    Nil (`khong_phat_sinh`) is an answer without figure; blank is missing.
    """

    __tablename__ = "ket_qua_chi_tieu"
    __table_args__ = (
        CheckConstraint("NOT khong_phat_sinh OR (gia_tri IS NULL AND uoc IS NULL)", name="nil_has_no_figure"),
    )

    chi_tieu_id: Mapped[int] = mapped_column(ForeignKey("chi_tieu.id"), primary_key=True)
    gia_tri: Mapped[Decimal | None]
    uoc: Mapped[Decimal | None]
    cung_ky: Mapped[Decimal | None]
    tinh_trang: Mapped[TinhTrangNhiemVu | None] = mapped_column(stored_enum(TinhTrangNhiemVu))
    khong_phat_sinh: Mapped[bool] = mapped_column(default=False)
    nguyen_nhan: Mapped[str] = mapped_column(Text, default="")
    ngay_hoan_thanh: Mapped[date | None]


class KetQuaPhongTrao(VersionContent, Base):
    """The result line of one registered movement."""

    __tablename__ = "ket_qua_phong_trao"

    phong_trao_id: Mapped[int] = mapped_column(ForeignKey("phong_trao.id"), primary_key=True)
    ket_qua: Mapped[str] = mapped_column(Text)


class KetQuaKhoKhan(VersionContent, Base):
    """How far a difficulty chosen at registration was solved; `thu_tu` is its place there."""

    __tablename__ = "ket_qua_kho_khan"

    thu_tu: Mapped[int] = mapped_column(primary_key=True)
    ket_qua: Mapped[str] = mapped_column(Text)
