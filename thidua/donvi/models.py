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
