"""Tables of people, accounts, roles and logins."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua.core.actor import Role
from thidua.db.base import Base, line, short, stored_enum


class Nguoi(Base):
    """A person: the one who acts, whatever account is used."""

    __tablename__ = "nguoi"
    __table_args__ = (CheckConstraint("ho_ten <> ''", name="named"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ho_ten: Mapped[line]
    chuc_vu: Mapped[line] = mapped_column(default="")
    dien_thoai: Mapped[short] = mapped_column(default="")


class TaiKhoan(Base):
    """An account with which one person logs in; several accounts may belong to one person."""

    __tablename__ = "tai_khoan"
    __table_args__ = (CheckConstraint("ten_dang_nhap <> ''", name="named"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    ten_dang_nhap: Mapped[short] = mapped_column(unique=True)
    mat_khau: Mapped[line]
    phai_doi_mat_khau: Mapped[bool] = mapped_column(default=False)
    khoa_luc: Mapped[datetime | None]


class VaiTro(Base):
    """A role given to an account, within days; a unit role names its unit."""

    __tablename__ = "vai_tro"
    __table_args__ = (
        CheckConstraint(
            "(vai_tro IN ('can_bo', 'thu_truong')) = (don_vi_id IS NOT NULL)",
            name="unit_role_has_unit",
        ),
        UniqueConstraint("tai_khoan_id", "vai_tro", "don_vi_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tai_khoan_id: Mapped[int] = mapped_column(ForeignKey("tai_khoan.id"), index=True)
    vai_tro: Mapped[Role] = mapped_column(stored_enum(Role))
    don_vi_id: Mapped[int | None] = mapped_column(ForeignKey("don_vi.id"), index=True)
    tu_ngay: Mapped[date]
    den_ngay: Mapped[date | None]


class PhienDangNhap(Base):
    """One login as a row: only the hash of its random id is kept. Ended by logout, idleness or age."""

    __tablename__ = "phien_dang_nhap"

    id: Mapped[int] = mapped_column(primary_key=True)
    ma_bam: Mapped[short] = mapped_column(unique=True)
    tai_khoan_id: Mapped[int] = mapped_column(ForeignKey("tai_khoan.id"), index=True)
    bat_dau: Mapped[datetime]
    lan_cuoi: Mapped[datetime]
    ket_thuc: Mapped[datetime | None]
    dia_chi: Mapped[short] = mapped_column(default="")
    trinh_duyet: Mapped[line] = mapped_column(default="")


class LanDangNhapSai(Base):
    """A wrong password: counted by account and by address, so the wait survives a restart."""

    __tablename__ = "lan_dang_nhap_sai"
    __table_args__ = (
        Index("ix_lan_dang_nhap_sai_ten", "ten_dang_nhap", "luc"),
        Index("ix_lan_dang_nhap_sai_dia_chi", "dia_chi", "luc"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ten_dang_nhap: Mapped[short]
    dia_chi: Mapped[short]
    luc: Mapped[datetime]
