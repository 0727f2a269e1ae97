"""The log's table, whose rows triggers in the database refuse to change or remove; forms' one-time keys."""

from datetime import UTC, datetime

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

    def sealed_parts(self) -> list[str]:
        """Everything that `mac` covers, in order."""
        return [
            self.mac_truoc,
            str(self.id),
            self.luc.astimezone(UTC).isoformat(),
            str(self.nguoi_id or ""),
            self.tai_khoan,
            self.dia_chi,
            self.viec,
            self.doi_tuong,
            str(self.doi_tuong_id or ""),
            self.truoc,
            self.sau,
            self.ghi_chu,
        ]


class KhoaGui(Base):
    """A one-time key of a form: the second post with the same key changes nothing."""

    __tablename__ = "khoa_gui"

    khoa: Mapped[short] = mapped_column(primary_key=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    luc: Mapped[datetime]
