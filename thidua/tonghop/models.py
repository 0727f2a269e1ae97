"""The composition of a consolidated report: the office's own figures, texts, and picked sentences."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua.core.calendar import KyBaoCao
from thidua.db.base import Base, line, short, stored_enum


class TongHop(Base):
    """One composition a year and period; BC-NV and BC-UBND are both built from it."""

    __tablename__ = "tong_hop"
    __table_args__ = (UniqueConstraint("nam_id", "ky_bao_cao"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    ky_bao_cao: Mapped[KyBaoCao] = mapped_column(stored_enum(KyBaoCao))
    chot_den: Mapped[date | None]
    doi_luc: Mapped[datetime]
    doi_boi: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012


class LoiVanTongHop(Base):
    """The thường trực's own text of one section (`muc` is the section's key in the outline)."""

    __tablename__ = "loi_van_tong_hop"

    tong_hop_id: Mapped[int] = mapped_column(ForeignKey("tong_hop.id"), primary_key=True)
    muc: Mapped[short] = mapped_column(primary_key=True)
    noi_dung: Mapped[str] = mapped_column(Text)


class CauTrich(Base):
    """A unit's sentence picked for a section, with the version and field that it came from.

    `noi_dung` is the sentence as it stands in the paper (may be edited); `nguyen_van` as the unit wrote it.
    """

    __tablename__ = "cau_trich"
    __table_args__ = (
        UniqueConstraint("tong_hop_id", "muc", "phien_ban_id", "truong", "cau_so"),
        CheckConstraint("nguyen_van <> ''", name="has_source"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tong_hop_id: Mapped[int] = mapped_column(ForeignKey("tong_hop.id"), index=True)
    muc: Mapped[short]
    thu_tu: Mapped[int]
    phien_ban_id: Mapped[int] = mapped_column(ForeignKey("phien_ban.id"))
    truong: Mapped[short]
    cau_so: Mapped[int]
    nguyen_van: Mapped[str] = mapped_column(Text)
    noi_dung: Mapped[str] = mapped_column(Text)


class ChiTieuThiXa(Base):
    """A row of Bảng 4: a key figure of the town, entered by the thường trực with its source."""

    __tablename__ = "chi_tieu_thi_xa"
    __table_args__ = (UniqueConstraint("tong_hop_id", "thu_tu"), CheckConstraint("ten <> ''", name="named"))

    id: Mapped[int] = mapped_column(primary_key=True)
    tong_hop_id: Mapped[int] = mapped_column(ForeignKey("tong_hop.id"))
    thu_tu: Mapped[int]
    ten: Mapped[line]
    don_vi_tinh: Mapped[short]
    cung_ky: Mapped[Decimal | None]
    ke_hoach: Mapped[Decimal | None]
    thuc_hien: Mapped[Decimal | None]
    la_uoc: Mapped[bool] = mapped_column(default=True)
    nguon: Mapped[line] = mapped_column(default="")


class KetQuaPhongTraoThiXa(Base):
    """The thường trực's words in Bảng 5 for one movement: main result and typical units."""

    __tablename__ = "ket_qua_phong_trao_thi_xa"

    tong_hop_id: Mapped[int] = mapped_column(ForeignKey("tong_hop.id"), primary_key=True)
    phong_trao_id: Mapped[int] = mapped_column(ForeignKey("phong_trao.id"), primary_key=True)
    ket_qua: Mapped[str] = mapped_column(Text, default="")
    don_vi_tieu_bieu: Mapped[str] = mapped_column(Text, default="")
