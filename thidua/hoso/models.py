"""Tables of the hồ sơ: envelope, events, versions, drafts, files."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua.core.workflow import State
from thidua.db.base import Base, line, short, stored_enum


class HoSo(Base):
    """The envelope that travels: one per unit, year and obligation.

    `phien_ban_id` is the version being worked on or judged; `ban_chot_id` the received one that
    documents use. `nop_luc` is the first duyệt that was not taken back. `mo_tu_rieng` and `han_rieng` are
    the days that the year sets for this unit's type, empty where it has the obligation's own.
    """

    __tablename__ = "ho_so"
    __table_args__ = (
        UniqueConstraint("don_vi_id", "nghia_vu_id"),
        CheckConstraint("state <> 'da_tiep_nhan' OR ban_chot_id IS NOT NULL", name="received_has_version"),
        CheckConstraint(
            "state NOT IN ('da_nop', 'da_tiep_nhan') OR nop_luc IS NOT NULL", name="sent_has_time"
        ),
        CheckConstraint(
            "state <> 'khong_thuoc_doi_tuong' OR ban_chot_id IS NULL", name="not_called_has_no_version"
        ),
        Index("ix_ho_so_nam", "nam_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"))
    nghia_vu_id: Mapped[int] = mapped_column(ForeignKey("nghia_vu.id"))
    loai: Mapped[short]
    state: Mapped[State] = mapped_column(stored_enum(State), default=State.NHAP)
    trinh_tu: Mapped[State] = mapped_column(stored_enum(State, "trinh_tu"), default=State.NHAP)
    phien_ban_id: Mapped[int | None] = mapped_column(
        ForeignKey("phien_ban.id", use_alter=True, name="fk_ho_so_phien_ban_id")
    )
    ban_chot_id: Mapped[int | None] = mapped_column(
        ForeignKey("phien_ban.id", use_alter=True, name="fk_ho_so_ban_chot_id")
    )
    nop_luc: Mapped[datetime | None]
    gia_han_den: Mapped[date | None]
    mo_tu_rieng: Mapped[date | None]
    han_rieng: Mapped[date | None]
    doi_luc: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012


class PhienBan(Base):
    """A version of a hồ sơ's contents; open while `niem_phong_luc` is empty, then unchangeable.

    `van_tay` is the SHA-256 of all content rows in order. `so_van_ban` and `ngay_van_ban` are those
    of the unit's own paper where it has one.
    """

    __tablename__ = "phien_ban"
    __table_args__ = (
        UniqueConstraint("ho_so_id", "so"),
        CheckConstraint("(niem_phong_luc IS NULL) = (van_tay = '')", name="sealed_has_fingerprint"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ho_so_id: Mapped[int] = mapped_column(ForeignKey("ho_so.id"))
    so: Mapped[int]
    tao_luc: Mapped[datetime]
    niem_phong_luc: Mapped[datetime | None]
    niem_phong_boi: Mapped[int | None] = mapped_column(ForeignKey("nguoi.id"))
    duyet_luc: Mapped[datetime | None]
    duyet_boi: Mapped[int | None] = mapped_column(ForeignKey("nguoi.id"))
    van_tay: Mapped[short] = mapped_column(default="")
    khong_phat_sinh: Mapped[bool] = mapped_column(default=False)
    so_van_ban: Mapped[short] = mapped_column(default="")
    ngay_van_ban: Mapped[date | None]
    ngay_chot: Mapped[date | None]


class NguoiSoan(Base):
    """Who saved a value in a version or sealed it; such a person never approves it."""

    __tablename__ = "nguoi_soan"

    phien_ban_id: Mapped[int] = mapped_column(ForeignKey("phien_ban.id"), primary_key=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"), primary_key=True)


class TuCachDuyet(Base):
    """In which capacity a version was approved: what is printed over and under the signature, as of that day.

    `quyen_han` holds one printed line a text line ("TM. ỦY BAN NHÂN DÂN" / "KT. CHỦ TỊCH" / "PHÓ CHỦ TỊCH");
    `nguon` says whence the power came (`thu_truong`: the head's own) and `nguon_id` its row. Gone when the
    approval is taken back.
    """

    __tablename__ = "tu_cach_duyet"
    __table_args__ = (
        CheckConstraint("nguon IN ('thu_truong', 'phan_cong', 'uy_quyen')", name="nguon"),
        CheckConstraint("(nguon = 'thu_truong') = (nguon_id IS NULL)", name="source_has_row"),
    )

    phien_ban_id: Mapped[int] = mapped_column(ForeignKey("phien_ban.id"), primary_key=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    ho_ten: Mapped[line]
    chuc_vu: Mapped[line] = mapped_column(default="")
    quyen_han: Mapped[str] = mapped_column(Text)
    nguon: Mapped[short]
    nguon_id: Mapped[int | None]


class VersionContent:
    """Mixin of each table that holds a part of a version.

    The rows of an open version are copied when a new version begins, and fingerprinted when it is
    sealed; so every such table needs a primary key that starts with `phien_ban_id` and no other
    key of its own.
    """

    phien_ban_id: Mapped[int] = mapped_column(ForeignKey("phien_ban.id"), primary_key=True)


class DoanVan(VersionContent, Base):
    """A text of a version, by its field name (`giai_phap`, `noi_bat`, `han_che`, `kien_nghi`, …)."""

    __tablename__ = "doan_van"

    muc: Mapped[short] = mapped_column(primary_key=True)
    noi_dung: Mapped[str] = mapped_column(Text)


class TepPhienBan(VersionContent, Base):
    """A file that belongs to a version."""

    __tablename__ = "tep_phien_ban"

    tep_id: Mapped[int] = mapped_column(ForeignKey("tep.id"), primary_key=True)


class MinhChung(VersionContent, Base):
    """A file that proves one figure of a version; several figures may share one file."""

    __tablename__ = "minh_chung"

    tep_id: Mapped[int] = mapped_column(ForeignKey("tep.id"), primary_key=True)
    chi_tieu_id: Mapped[int] = mapped_column(ForeignKey("chi_tieu.id"), primary_key=True)


class Tep(Base):
    """An uploaded file of a hồ sơ: bytes in the store by `sha256`, the name as its person gave it."""

    __tablename__ = "tep"
    __table_args__ = (CheckConstraint("kich_thuoc > 0", name="not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ho_so_id: Mapped[int] = mapped_column(ForeignKey("ho_so.id"), index=True)
    sha256: Mapped[short] = mapped_column(index=True)
    ten: Mapped[line]
    loai: Mapped[short]
    kich_thuoc: Mapped[int]
    luc: Mapped[datetime]
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))


class SuKien(Base):
    """What happened to a hồ sơ; the record of which `ho_so.state` is the shadow."""

    __tablename__ = "su_kien"
    __table_args__ = (UniqueConstraint("ho_so_id", "so"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ho_so_id: Mapped[int] = mapped_column(ForeignKey("ho_so.id"))
    so: Mapped[int]
    buoc: Mapped[short]
    tu: Mapped[State] = mapped_column(stored_enum(State, "tu"))
    den: Mapped[State] = mapped_column(stored_enum(State, "den"))
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    ly_do: Mapped[str] = mapped_column(Text, default="")
    han_moi: Mapped[date | None]
    ngoai_le: Mapped[bool] = mapped_column(default=False)
    luc: Mapped[datetime]
    phien_ban_id: Mapped[int | None] = mapped_column(ForeignKey("phien_ban.id"))
    nhat_ky_id: Mapped[int] = mapped_column(ForeignKey("nhat_ky.id"))


class Ghim(Base):
    """A place in the form to which a return or a request for completion is pinned."""

    __tablename__ = "ghim"

    su_kien_id: Mapped[int] = mapped_column(ForeignKey("su_kien.id"), primary_key=True)
    truong: Mapped[short] = mapped_column(primary_key=True)
    ghi_chu: Mapped[str] = mapped_column(Text, default="")


class BanNhap(Base):
    """A saved draft: the form as it was posted, one row a field; the last 20 of a hồ sơ are kept."""

    __tablename__ = "ban_nhap"

    id: Mapped[int] = mapped_column(primary_key=True)
    ho_so_id: Mapped[int] = mapped_column(ForeignKey("ho_so.id"), index=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    luc: Mapped[datetime]


class BanNhapO(Base):
    """One field of a draft, exactly as typed (also what could not be read as a figure)."""

    __tablename__ = "ban_nhap_o"

    ban_nhap_id: Mapped[int] = mapped_column(ForeignKey("ban_nhap.id"), primary_key=True)
    truong: Mapped[short] = mapped_column(primary_key=True)
    lan: Mapped[int] = mapped_column(primary_key=True)
    noi_dung: Mapped[str] = mapped_column(Text)
