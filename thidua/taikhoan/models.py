"""Tables of people, accounts, roles and logins."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
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
    """An account with which one person logs in; several accounts may belong to one person.

    `ma_cap_luc` is when its one-time code was issued, empty once the person chose a password; `khoa_luc` when
    it was shut.
    """

    __tablename__ = "tai_khoan"
    __table_args__ = (CheckConstraint("ten_dang_nhap <> ''", name="named"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    ten_dang_nhap: Mapped[short] = mapped_column(unique=True)
    mat_khau: Mapped[line]
    phai_doi_mat_khau: Mapped[bool] = mapped_column(default=False)
    khoa_luc: Mapped[datetime | None]
    ma_cap_luc: Mapped[datetime | None]
    row_version: Mapped[int] = mapped_column(default=0, server_default="0")


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


class PhanCong(Base):
    """A deputy's field by a decision: the person signs for the head from `tu_ngay` on; an end is not needed.

    `cach_ky` is how the law names it (Nghị định 30/2020/NĐ-CP, Điều 13): `kt`, `tl` where the working rules
    say so, `q` for an acting head. `chuc_vu` is the post that is printed; `linh_vuc` is the decision's own
    wording and narrows nothing (docs/adr/0013). `thu_hoi_tu` is the first day without it; the days that were
    set stay to be read.
    """

    __tablename__ = "phan_cong"
    __table_args__ = (
        CheckConstraint("cach_ky IN ('kt', 'tl', 'q')", name="cach_ky"),
        CheckConstraint("den_ngay IS NULL OR den_ngay >= tu_ngay", name="days_in_order"),
        CheckConstraint("(thu_hoi_tu IS NULL) = (thu_hoi_ly_do = '')", name="revoked_has_reason"),
        Index("ix_phan_cong_nguoi", "nguoi_id", "don_vi_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), index=True)
    cach_ky: Mapped[short]
    chuc_vu: Mapped[line]
    linh_vuc: Mapped[line] = mapped_column(default="")
    van_ban_so: Mapped[short]
    van_ban_ngay: Mapped[date]
    tu_ngay: Mapped[date]
    den_ngay: Mapped[date | None]
    thu_hoi_tu: Mapped[date | None]
    thu_hoi_ly_do: Mapped[str] = mapped_column(Text, default="")
    row_version: Mapped[int] = mapped_column(default=0, server_default="0")


class UyQuyen(Base):
    """A written delegation by the head: both days are set, the person signs TUQ. within them.

    `nguoi_giao_id` is the head who delegates; `thu_hoi_tu` the first day without it.
    """

    __tablename__ = "uy_quyen"
    __table_args__ = (
        CheckConstraint("den_ngay >= tu_ngay", name="days_in_order"),
        CheckConstraint("nguoi_id <> nguoi_giao_id", name="another_person"),
        CheckConstraint("(thu_hoi_tu IS NULL) = (thu_hoi_ly_do = '')", name="revoked_has_reason"),
        Index("ix_uy_quyen_nguoi", "nguoi_id", "don_vi_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    nguoi_giao_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), index=True)
    chuc_vu: Mapped[line]
    noi_dung: Mapped[str] = mapped_column(Text)
    van_ban_so: Mapped[short]
    van_ban_ngay: Mapped[date]
    tu_ngay: Mapped[date]
    den_ngay: Mapped[date]
    thu_hoi_tu: Mapped[date | None]
    thu_hoi_ly_do: Mapped[str] = mapped_column(Text, default="")
    row_version: Mapped[int] = mapped_column(default=0, server_default="0")


class BanGiao(Base):
    """An officer left: whose account went to whom, on which last day; names and posts as of that day."""

    __tablename__ = "ban_giao"
    __table_args__ = (CheckConstraint("tai_khoan_id <> nhan_id", name="another_account"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tai_khoan_id: Mapped[int] = mapped_column(ForeignKey("tai_khoan.id"), index=True)
    nhan_id: Mapped[int] = mapped_column(ForeignKey("tai_khoan.id"))
    ngay: Mapped[date]
    luc: Mapped[datetime]
    nguoi_lap_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    ly_do: Mapped[str] = mapped_column(Text)
    giao_ho_ten: Mapped[line]
    giao_chuc_vu: Mapped[line] = mapped_column(default="")
    nhan_ho_ten: Mapped[line]
    nhan_chuc_vu: Mapped[line] = mapped_column(default="")
    don_vi_id: Mapped[int | None] = mapped_column(ForeignKey("don_vi.id"))


class BanGiaoDong(Base):
    """One line of what was handed over, as it stood: a hồ sơ in hand, a role, an assignment."""

    __tablename__ = "ban_giao_dong"

    ban_giao_id: Mapped[int] = mapped_column(ForeignKey("ban_giao.id"), primary_key=True)
    so: Mapped[int] = mapped_column(primary_key=True)
    loai: Mapped[short]
    noi_dung: Mapped[str] = mapped_column(Text)
    tinh_trang: Mapped[str] = mapped_column(Text, default="")
