"""What was read from Excel, and whether it was written."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thidua.db.base import Base, line, short


class LanNhap(Base):
    """A file that somebody brought for a list: its bytes lie in the store by `sha256`.

    `ghi_luc` is when it was written, None as long as it was only looked at; `nam` and `don_vi` where the
    list belongs to a year or a unit. `chuyen_ma` asks for older fonts to be turned into Unicode.
    """

    __tablename__ = "lan_nhap"
    __table_args__ = (
        CheckConstraint("kich_thuoc > 0", name="not_empty"),
        Index("ix_lan_nhap_nguoi", "nguoi_id", "luc"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bang: Mapped[short]
    nam: Mapped[int | None]
    don_vi: Mapped[short] = mapped_column(default="")
    sha256: Mapped[short] = mapped_column(index=True)
    ten: Mapped[line]
    kich_thuoc: Mapped[int]
    chuyen_ma: Mapped[bool] = mapped_column(default=False)
    luc: Mapped[datetime]
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    ghi_luc: Mapped[datetime | None]
    so_them: Mapped[int] = mapped_column(default=0)
    so_doi: Mapped[int] = mapped_column(default=0)
