"""The log's table; triggers in the database refuse to change or remove a row."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from thidua.db.base import Base, line, short


class NhatKy(Base):
    """One act. `mac` is the HMAC of this row and of `mac_truoc`, the one before it."""

    __tablename__ = "nhat_ky"
    __table_args__ = (Index("ix_nhat_ky_doi_tuong", "doi_tuong", "doi_tuong_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    luc: Mapped[datetime]
    nguoi_id: Mapped[int | None] = mapped_column(ForeignKey("nguoi.id"))
    tai_khoan: Mapped[short]
    dia_chi: Mapped[short]
    viec: Mapped[short]
    doi_tuong: Mapped[short]
    doi_tuong_id: Mapped[int | None]
    truoc: Mapped[str] = mapped_column(Text, default="")
    sau: Mapped[str] = mapped_column(Text, default="")
    ghi_chu: Mapped[line] = mapped_column(default="")
    mac_truoc: Mapped[short]
    mac: Mapped[short]
