"""Tables of the giao ước of a cụm or khối: chain, versions, opinions, signatures, scans, settlement."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from thidua.core.pledge import (
    CachKy,
    KetQuaDong,
    LoaiYKien,
    NhomDong,
    TinhTrangBan,
    TinhTrangChuKy,
    TinhTrangTrang,
    TrangThai,
)
from thidua.core.targets import LoaiChiTieu
from thidua.db.base import Base, line, short, stored_enum


class GiaoUoc(Base):
    """The giao ước of one cụm or khối in its year; its version at hand is the one with the highest `so`."""

    __tablename__ = "giao_uoc"

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"), index=True)
    cum_khoi_id: Mapped[int] = mapped_column(ForeignKey("cum_khoi.id"), unique=True)
    trang_thai: Mapped[TrangThai] = mapped_column(stored_enum(TrangThai), default=TrangThai.SOAN_THAO)
    doi_luc: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012


class BanGiaoUoc(Base):
    """A version of the text; open while `niem_phong_luc` is empty, then only its standing moves.

    `van_tay` is the SHA-256 over all its content rows and printed fields, `ma` the short code on the paper,
    given once when the version goes out to be signed. `ngay_ky_ket` may stay blank, to be written by hand.
    `het_hieu_luc_luc` and `het_hieu_luc_ly_do` say when and why it was replaced or withdrawn.
    """

    __tablename__ = "ban_giao_uoc"
    __table_args__ = (
        UniqueConstraint("giao_uoc_id", "so"),
        CheckConstraint("(niem_phong_luc IS NULL) = (van_tay = '')", name="sealed_has_fingerprint"),
        CheckConstraint("(tinh_trang = 'du_thao') = (niem_phong_luc IS NULL)", name="draft_is_open"),
        CheckConstraint("ma IS NULL OR niem_phong_luc IS NOT NULL", name="coded_is_sealed"),
        CheckConstraint("tinh_trang <> 'hieu_luc' OR hieu_luc_luc IS NOT NULL", name="in_force_since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    giao_uoc_id: Mapped[int] = mapped_column(ForeignKey("giao_uoc.id"))
    so: Mapped[int]
    tinh_trang: Mapped[TinhTrangBan] = mapped_column(stored_enum(TinhTrangBan), default=TinhTrangBan.DU_THAO)
    tao_luc: Mapped[datetime]
    tao_boi: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    ly_do: Mapped[str] = mapped_column(Text, default="")
    dia_diem: Mapped[line] = mapped_column(default="")
    ngay_ky_ket: Mapped[date | None]
    chung_kien_ten: Mapped[line] = mapped_column(default="")
    chung_kien_dai_dien: Mapped[line] = mapped_column(default="")
    chung_kien_chuc_vu: Mapped[line] = mapped_column(default="")
    theo_thu_tu: Mapped[bool] = mapped_column(default=False)
    niem_phong_luc: Mapped[datetime | None]
    niem_phong_boi: Mapped[int | None] = mapped_column(ForeignKey("nguoi.id"))
    van_tay: Mapped[short] = mapped_column(default="")
    ma: Mapped[short | None] = mapped_column(unique=True)
    ky_ket_luc: Mapped[datetime | None]
    hieu_luc_luc: Mapped[datetime | None]
    het_hieu_luc_luc: Mapped[datetime | None]
    het_hieu_luc_ly_do: Mapped[str] = mapped_column(Text, default="")


class PledgeContent:
    """Mixin of each table that holds a part of a version's text; its rows never change once sealed."""

    ban_giao_uoc_id: Mapped[int] = mapped_column(ForeignKey("ban_giao_uoc.id"), primary_key=True)


class BenGiaoUoc(PledgeContent, Base):
    """A party of a version as its paper names it; `thu_tu` orders the signing: trưởng, phó, the others."""

    __tablename__ = "ben_giao_uoc"
    __table_args__ = (CheckConstraint("vai IN ('truong', 'pho', 'thanh_vien')", name="vai"),)

    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), primary_key=True)
    thu_tu: Mapped[int]
    vai: Mapped[short]
    ten: Mapped[line]
    ten_ngan: Mapped[short]
    dai_dien: Mapped[line] = mapped_column(default="")
    chuc_vu: Mapped[line] = mapped_column(default="")


class LoiVanGiaoUoc(PledgeContent, Base):
    """A line of the text; `muc` is the key of its section."""

    __tablename__ = "loi_van_giao_uoc"

    muc: Mapped[short] = mapped_column(primary_key=True)
    thu_tu: Mapped[int] = mapped_column(primary_key=True)
    noi_dung: Mapped[str] = mapped_column(Text)


class DongGiaoUoc(PledgeContent, Base):
    """A promised line. `ma` is the same for the same promise in every version of the giao ước.

    `loai` is given for targets; a `chung` line is a sentence that binds every member.
    """

    __tablename__ = "dong_giao_uoc"
    __table_args__ = (
        CheckConstraint("ten <> ''", name="named"),
        CheckConstraint("(nhom = 'chi_tieu') = (loai IS NOT NULL)", name="target_has_kind"),
    )

    thu_tu: Mapped[int] = mapped_column(primary_key=True)
    ma: Mapped[short]
    nhom: Mapped[NhomDong] = mapped_column(stored_enum(NhomDong))
    ten: Mapped[str] = mapped_column(Text)
    don_vi_tinh: Mapped[short] = mapped_column(default="")
    loai: Mapped[LoaiChiTieu | None] = mapped_column(stored_enum(LoaiChiTieu))


class GiaTriGiaoUoc(PledgeContent, Base):
    """What one unit promises in a line; no row where the line is not the unit's.

    `chi_tieu_id` leads to the registered target whose results settle the line; empty for a title.
    """

    __tablename__ = "gia_tri_giao_uoc"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ban_giao_uoc_id", "thu_tu"], ["dong_giao_uoc.ban_giao_uoc_id", "dong_giao_uoc.thu_tu"]
        ),
    )

    thu_tu: Mapped[int] = mapped_column(primary_key=True)
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), primary_key=True)
    chi_tieu_id: Mapped[int | None] = mapped_column(ForeignKey("chi_tieu.id"), index=True)
    gia_tri: Mapped[Decimal | None]


class NguoiSoanGiaoUoc(Base):
    """Who wrote in a version or sealed it; such a person does not agree to it for a unit."""

    __tablename__ = "nguoi_soan_giao_uoc"

    ban_giao_uoc_id: Mapped[int] = mapped_column(ForeignKey("ban_giao_uoc.id"), primary_key=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"), primary_key=True)


class BanNhapGiaoUoc(Base):
    """A saved draft: the form as it was posted, one row a field; the last 20 of a giao ước are kept."""

    __tablename__ = "ban_nhap_giao_uoc"

    id: Mapped[int] = mapped_column(primary_key=True)
    ban_giao_uoc_id: Mapped[int] = mapped_column(ForeignKey("ban_giao_uoc.id"), index=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    luc: Mapped[datetime]


class BanNhapGiaoUocO(Base):
    """One field of a draft, exactly as typed."""

    __tablename__ = "ban_nhap_giao_uoc_o"

    ban_nhap_id: Mapped[int] = mapped_column(ForeignKey("ban_nhap_giao_uoc.id"), primary_key=True)
    truong: Mapped[short] = mapped_column(primary_key=True)
    lan: Mapped[int] = mapped_column(primary_key=True)
    noi_dung: Mapped[str] = mapped_column(Text)


class YKienGiaoUoc(Base):
    """A head's answer for one unit to one sealed text; the last one of a unit counts. Rows are only added.

    `cho_sua` is the key of the section that should change, empty for the whole.
    """

    __tablename__ = "y_kien_giao_uoc"
    __table_args__ = (
        CheckConstraint("loai <> 'de_nghi_sua' OR noi_dung <> ''", name="change_has_text"),
        Index("ix_y_kien_giao_uoc_ban", "ban_giao_uoc_id", "don_vi_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ban_giao_uoc_id: Mapped[int] = mapped_column(ForeignKey("ban_giao_uoc.id"))
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"))
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    luc: Mapped[datetime]
    loai: Mapped[LoaiYKien] = mapped_column(stored_enum(LoaiYKien))
    cho_sua: Mapped[short] = mapped_column(default="")
    noi_dung: Mapped[str] = mapped_column(Text, default="")
    ngoai_le: Mapped[bool] = mapped_column(default=False)


class SuKienGiaoUoc(Base):
    """What happened to a giao ước; the record of which `giao_uoc.trang_thai` is the shadow.

    `don_vi_id` is the unit for which the person acted, where there is one.
    """

    __tablename__ = "su_kien_giao_uoc"
    __table_args__ = (UniqueConstraint("giao_uoc_id", "so"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    giao_uoc_id: Mapped[int] = mapped_column(ForeignKey("giao_uoc.id"))
    so: Mapped[int]
    buoc: Mapped[short]
    tu: Mapped[TrangThai] = mapped_column(stored_enum(TrangThai, "tu"))
    den: Mapped[TrangThai] = mapped_column(stored_enum(TrangThai, "den"))
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    don_vi_id: Mapped[int | None] = mapped_column(ForeignKey("don_vi.id"))
    ly_do: Mapped[str] = mapped_column(Text, default="")
    luc: Mapped[datetime]
    ban_giao_uoc_id: Mapped[int] = mapped_column(ForeignKey("ban_giao_uoc.id"))
    nhat_ky_id: Mapped[int] = mapped_column(ForeignKey("nhat_ky.id"))


class TrangChup(Base):
    """A page of the signed paper as scanned or photographed; `don_vi_id` is the unit that sent it in.

    It is page `trang` of the paper, of `tren` where the sender said how many there are, and stands on page
    `trang_tep` of its file. `ma_tren_giay` is the code found on it, `ma_go_tay` whether a person typed it
    because none could be read.
    """

    __tablename__ = "trang_chup"
    __table_args__ = (
        CheckConstraint("kich_thuoc > 0", name="not_empty"),
        CheckConstraint("(tinh_trang = 'cho_doi_chieu') = (doi_chieu_luc IS NULL)", name="judged_has_time"),
        CheckConstraint("doi_chieu_boi IS NULL OR doi_chieu_boi <> gui_boi", name="two_persons"),
        Index("ix_trang_chup_ban", "ban_giao_uoc_id", "don_vi_id", "trang"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ban_giao_uoc_id: Mapped[int] = mapped_column(ForeignKey("ban_giao_uoc.id"))
    don_vi_id: Mapped[int | None] = mapped_column(ForeignKey("don_vi.id"))
    trang: Mapped[int]
    tren: Mapped[int | None]
    trang_tep: Mapped[int] = mapped_column(default=1, server_default="1")
    sha256: Mapped[short]
    ten_tep: Mapped[line]
    loai_tep: Mapped[short]
    kich_thuoc: Mapped[int]
    ma_tren_giay: Mapped[short] = mapped_column(default="")
    ma_go_tay: Mapped[bool] = mapped_column(default=False)
    gui_boi: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    gui_luc: Mapped[datetime]
    tinh_trang: Mapped[TinhTrangTrang] = mapped_column(
        stored_enum(TinhTrangTrang), default=TinhTrangTrang.CHO_DOI_CHIEU
    )
    doi_chieu_boi: Mapped[int | None] = mapped_column(ForeignKey("nguoi.id"))
    doi_chieu_luc: Mapped[datetime | None]
    ly_do: Mapped[str] = mapped_column(Text, default="")


class ChuKy(Base):
    """One unit's signature under one version, or its refusal to sign; at most one stands confirmed.

    `tu_cach`: thu_truong, cap_pho or uy_quyen. File fields belong to a signed PDF; an ink signature stands on
    pages (`chu_ky_trang`). `ket_luan` is the first verdict on a digital one.
    """

    __tablename__ = "chu_ky"
    __table_args__ = (
        CheckConstraint("tu_cach IN ('', 'thu_truong', 'cap_pho', 'uy_quyen')", name="tu_cach"),
        CheckConstraint(
            "tinh_trang <> 'da_xac_nhan' OR (xac_nhan_luc IS NOT NULL AND xac_nhan_boi IS NOT NULL)",
            name="confirmed_by_somebody",
        ),
        CheckConstraint("xac_nhan_boi IS NULL OR xac_nhan_boi <> gui_boi", name="two_persons"),
        CheckConstraint("tinh_trang <> 'vo_hieu' OR vo_hieu_luc IS NOT NULL", name="void_has_time"),
        Index(
            "uq_chu_ky_da_xac_nhan",
            "ban_giao_uoc_id",
            "don_vi_id",
            unique=True,
            sqlite_where=text("tinh_trang = 'da_xac_nhan'"),
            postgresql_where=text("tinh_trang = 'da_xac_nhan'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ban_giao_uoc_id: Mapped[int] = mapped_column(ForeignKey("ban_giao_uoc.id"), index=True)
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"))
    cach_ky: Mapped[CachKy] = mapped_column(stored_enum(CachKy))
    nguoi_ky: Mapped[line] = mapped_column(default="")
    chuc_vu: Mapped[line] = mapped_column(default="")
    tu_cach: Mapped[short] = mapped_column(default="")
    ngay_ky: Mapped[date | None]
    ky_luc: Mapped[datetime | None]
    sha256: Mapped[short] = mapped_column(default="")
    ten_tep: Mapped[line] = mapped_column(default="")
    loai_tep: Mapped[short] = mapped_column(default="")
    kich_thuoc: Mapped[int | None]
    gui_boi: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    gui_luc: Mapped[datetime]
    tinh_trang: Mapped[TinhTrangChuKy] = mapped_column(
        stored_enum(TinhTrangChuKy), default=TinhTrangChuKy.CHO_XAC_NHAN
    )
    ket_luan: Mapped[short] = mapped_column(default="")
    xac_nhan_boi: Mapped[int | None] = mapped_column(ForeignKey("nguoi.id"))
    xac_nhan_luc: Mapped[datetime | None]
    ly_do: Mapped[str] = mapped_column(Text, default="")
    vo_hieu_luc: Mapped[datetime | None]
    vo_hieu_ly_do: Mapped[str] = mapped_column(Text, default="")


class ChuKyTrang(Base):
    """A scanned page on which an ink signature stands."""

    __tablename__ = "chu_ky_trang"

    chu_ky_id: Mapped[int] = mapped_column(ForeignKey("chu_ky.id"), primary_key=True)
    trang_chup_id: Mapped[int] = mapped_column(ForeignKey("trang_chup.id"), primary_key=True)


class BangChungKySo(Base):
    """What a check of a digital signature found: number 1 at receipt, later ones are re-checks. Only added.

    `du_lieu` is JSON as the check gave it (chain, CRL and its date, time, library version).
    """

    __tablename__ = "bang_chung_ky_so"
    __table_args__ = (UniqueConstraint("chu_ky_id", "so"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chu_ky_id: Mapped[int] = mapped_column(ForeignKey("chu_ky.id"))
    so: Mapped[int]
    luc: Mapped[datetime]
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    ket_luan: Mapped[short]
    du_lieu: Mapped[str] = mapped_column(Text)


class ThongBao(Base):
    """Something that a unit must be told, until one of its people says "đã biết".

    `khoa` is the key of its words, `noi_dung` what the words name (a reason, a group), `dia_chi` the page.
    """

    __tablename__ = "thong_bao"
    __table_args__ = (Index("ix_thong_bao_don_vi", "don_vi_id", "da_biet_luc"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"))
    luc: Mapped[datetime]
    khoa: Mapped[short]
    noi_dung: Mapped[str] = mapped_column(Text, default="")
    dia_chi: Mapped[line]
    da_biet_luc: Mapped[datetime | None]
    da_biet_boi: Mapped[int | None] = mapped_column(ForeignKey("nguoi.id"))


class DanhGiaDong(Base):
    """How one promised line ended for one unit; `ket_qua` is empty while only the evidence was sent in.

    `de_xuat` is the verdict that the rule proposed from `so_lieu`, the figure of the year's end.
    """

    __tablename__ = "danh_gia_dong"
    __table_args__ = (
        CheckConstraint(
            "ket_qua IS NULL OR (danh_gia_boi IS NOT NULL AND danh_gia_luc IS NOT NULL)", name="judged_by"
        ),
        ForeignKeyConstraint(
            ["ban_giao_uoc_id", "thu_tu"], ["dong_giao_uoc.ban_giao_uoc_id", "dong_giao_uoc.thu_tu"]
        ),
    )

    ban_giao_uoc_id: Mapped[int] = mapped_column(ForeignKey("ban_giao_uoc.id"), primary_key=True)
    thu_tu: Mapped[int] = mapped_column(primary_key=True)
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), primary_key=True)
    ket_qua: Mapped[KetQuaDong | None] = mapped_column(stored_enum(KetQuaDong))
    de_xuat: Mapped[KetQuaDong | None] = mapped_column(stored_enum(KetQuaDong, "de_xuat"))
    so_lieu: Mapped[Decimal | None]
    ghi_chu: Mapped[str] = mapped_column(Text, default="")
    minh_chung_sha256: Mapped[short] = mapped_column(default="")
    minh_chung_ten: Mapped[line] = mapped_column(default="")
    minh_chung_loai: Mapped[short] = mapped_column(default="")
    minh_chung_kich_thuoc: Mapped[int | None]
    danh_gia_boi: Mapped[int | None] = mapped_column(ForeignKey("nguoi.id"))
    danh_gia_luc: Mapped[datetime | None]
