"""Tables of the year."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua.core.calendar import KyBaoCao, TrangThaiNam
from thidua.core.targets import LoaiChiTieu, NguonGiao
from thidua.db.base import Base, line, short, stored_enum


class NamThiDua(Base):
    """A year of emulation and the head of its plan; number and day stay blank until văn thư gives them."""

    __tablename__ = "nam_thi_dua"
    __table_args__ = (
        CheckConstraint("nam BETWEEN 2000 AND 2099", name="nam_in_range"),
        CheckConstraint("ke_hoach_thang IS NULL OR ke_hoach_thang BETWEEN 1 AND 12", name="month"),
        CheckConstraint("ke_hoach_ngay IS NULL OR ke_hoach_ngay BETWEEN 1 AND 31", name="day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nam: Mapped[int] = mapped_column(unique=True)
    trang_thai: Mapped[TrangThaiNam] = mapped_column(stored_enum(TrangThaiNam))
    chu_de: Mapped[str] = mapped_column(Text, default="")
    ke_hoach_so: Mapped[int | None]
    ke_hoach_ky_hieu: Mapped[short] = mapped_column(default="KH-UBND")
    ke_hoach_ngay: Mapped[int | None]
    ke_hoach_thang: Mapped[int | None]
    ke_hoach_trich_yeu: Mapped[str] = mapped_column(Text, default="")
    co_quan_ban_hanh: Mapped[str] = mapped_column(Text, default="")
    dia_danh: Mapped[line] = mapped_column(default="")
    quyen_han_ky: Mapped[str] = mapped_column(Text, default="")
    nguoi_ky: Mapped[line] = mapped_column(default="")
    la_mau: Mapped[bool] = mapped_column(default=False)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012


class DongKeHoach(Base):
    """One line of the plan's text, in order; `vai` says which part of the plan it is.

    `noi_dung` may hold `*italic*` and `**bold**`; `loai` is muc, khoan_tieu_de, khoan, gach or doan.
    """

    __tablename__ = "dong_ke_hoach"
    __table_args__ = (
        UniqueConstraint("nam_id", "thu_tu"),
        CheckConstraint("loai IN ('muc', 'khoan_tieu_de', 'khoan', 'gach', 'doan')", name="loai"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    thu_tu: Mapped[int]
    vai: Mapped[short]
    loai: Mapped[short]
    danh_so: Mapped[short] = mapped_column(default="")
    noi_dung: Mapped[str] = mapped_column(Text)


class NoiNhan(Base):
    """One recipient of the plan, as printed (without dash and end mark)."""

    __tablename__ = "noi_nhan"
    __table_args__ = (UniqueConstraint("nam_id", "thu_tu"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    thu_tu: Mapped[int]
    noi_dung: Mapped[line]


class CanCu(Base):
    """A legal or administrative ground that the year's papers cite.

    In force from `hieu_luc_tu` to `hieu_luc_den` (both included; open where empty). `loai_van_ban` holds the
    codes of the kinds of paper that print it, parted by blanks; without one no paper does.
    """

    __tablename__ = "can_cu"
    __table_args__ = (UniqueConstraint("nam_id", "thu_tu"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    thu_tu: Mapped[int]
    ten_loai: Mapped[short]
    so_ky_hieu: Mapped[short]
    ngay: Mapped[date | None]
    co_quan: Mapped[line]
    trich_yeu: Mapped[str] = mapped_column(Text, default="")
    hieu_luc_tu: Mapped[date | None]
    hieu_luc_den: Mapped[date | None]
    loai_van_ban: Mapped[str] = mapped_column(Text, default="")


class DotThiDua(Base):
    """A period of the year with the share of each cumulative target that must be reached (percent)."""

    __tablename__ = "dot_thi_dua"
    __table_args__ = (
        UniqueConstraint("nam_id", "so"),
        CheckConstraint("den_ngay >= tu_ngay", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    so: Mapped[int]
    ten: Mapped[line]
    tu_ngay: Mapped[date]
    den_ngay: Mapped[date]
    ty_le_moc: Mapped[Decimal]
    ky_bao_cao: Mapped[KyBaoCao] = mapped_column(stored_enum(KyBaoCao))


class PhongTrao(Base):
    """An emulation movement of the year.

    `chuyen_de`: a thematic one with its own days; otherwise it lasts the whole year. Where `moi_don_vi` is
    false only the units of `phong_trao_don_vi` are called.
    """

    __tablename__ = "phong_trao"
    __table_args__ = (UniqueConstraint("nam_id", "code"), CheckConstraint("ten <> ''", name="named"))

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    code: Mapped[short]
    thu_tu: Mapped[int]
    ten: Mapped[str] = mapped_column(Text)
    loai: Mapped[short]
    cap_phat_dong: Mapped[line]
    can_cu: Mapped[str] = mapped_column(Text, default="")
    gan_voi: Mapped[str] = mapped_column(Text, default="")
    khau_hieu: Mapped[str] = mapped_column(Text, default="")
    tieu_chi: Mapped[str] = mapped_column(Text, default="")
    chuyen_de: Mapped[bool] = mapped_column(default=False)
    tu_ngay: Mapped[date | None]
    den_ngay: Mapped[date | None]
    moi_don_vi: Mapped[bool] = mapped_column(default=True)


class PhongTraoDonVi(Base):
    """A unit that a movement calls by name."""

    __tablename__ = "phong_trao_don_vi"

    phong_trao_id: Mapped[int] = mapped_column(ForeignKey("phong_trao.id"), primary_key=True)
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), primary_key=True)


class CumKhoi(Base):
    """A cụm or khối of the year with its head, deputy and Council member in charge."""

    __tablename__ = "cum_khoi"
    __table_args__ = (
        UniqueConstraint("nam_id", "code"),
        CheckConstraint("loai IN ('cum', 'khoi')", name="loai"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    code: Mapped[short]
    loai: Mapped[short]
    ten: Mapped[line]
    thu_tu: Mapped[int]
    truong_id: Mapped[int | None] = mapped_column(ForeignKey("don_vi.id"))
    pho_id: Mapped[int | None] = mapped_column(ForeignKey("don_vi.id"))
    phu_trach: Mapped[line] = mapped_column(default="")
    row_version: Mapped[int] = mapped_column(default=1, server_default="1")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012


class ThanhVienCumKhoi(Base):
    """Membership: a unit stands in one cụm or khối a year."""

    __tablename__ = "thanh_vien_cum_khoi"

    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"), primary_key=True)
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), primary_key=True)
    cum_khoi_id: Mapped[int] = mapped_column(ForeignKey("cum_khoi.id"), index=True)
    thu_tu: Mapped[int]


class ChiTieu(Base):
    """A target of one unit: the same row from its assignment to the tổng kết.

    `ma` is shared by units that have the same target (only such are summed); `giao` the assigned
    figure, `nam_truoc` last year's; `moc` and `ngay_moc` the own mark of a `thoi_diem` target.
    """

    __tablename__ = "chi_tieu"
    __table_args__ = (
        CheckConstraint("ten <> ''", name="named"),
        CheckConstraint("loai <> 'nhiem_vu' OR giao IS NULL", name="task_has_no_figure"),
        CheckConstraint("giao_boi <> 'tu_dang_ky' OR giao IS NULL", name="own_target_is_not_assigned"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), index=True)
    thu_tu: Mapped[int]
    ma: Mapped[short]
    ten: Mapped[line]
    don_vi_tinh: Mapped[short] = mapped_column(default="")
    loai: Mapped[LoaiChiTieu] = mapped_column(stored_enum(LoaiChiTieu))
    giao_boi: Mapped[NguonGiao] = mapped_column(stored_enum(NguonGiao))
    quyet_dinh: Mapped[line] = mapped_column(default="")
    giao: Mapped[Decimal | None]
    nam_truoc: Mapped[Decimal | None]
    moc: Mapped[Decimal | None]
    ngay_moc: Mapped[date | None]


class DanhMucChiTieu(Base):
    """A line of the year's catalogue: what the targets of one `ma` have in common, whoever holds them.

    `chieu` says which way is good (`tang`, `giam`, `giu`); `trong_so` is its weight among the targets.
    """

    __tablename__ = "danh_muc_chi_tieu"
    __table_args__ = (
        UniqueConstraint("nam_id", "ma"),
        CheckConstraint("ten <> ''", name="named"),
        CheckConstraint("chieu IN ('tang', 'giam', 'giu')", name="chieu"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    thu_tu: Mapped[int]
    ma: Mapped[short]
    ten: Mapped[line]
    don_vi_tinh: Mapped[short] = mapped_column(default="")
    loai: Mapped[LoaiChiTieu] = mapped_column(stored_enum(LoaiChiTieu))
    chieu: Mapped[short] = mapped_column(default="tang")
    giao_boi: Mapped[NguonGiao] = mapped_column(stored_enum(NguonGiao))
    quyet_dinh: Mapped[line] = mapped_column(default="")
    trong_so: Mapped[Decimal | None]
    moc: Mapped[Decimal | None]
    ngay_moc: Mapped[date | None]


class NghiaVu(Base):
    """What every called unit owes in the year, the days, and the văn bản that asks for it.

    `nhiem_vu_rieng_<n>` are tasks of named units. Where `moi_don_vi` is false only the units of
    `nghia_vu_don_vi` are called; units of a type in `nghia_vu_loai_don_vi` have its days. The văn bản's own
    file lies in the store under `tep_sha256`, empty while there is none.
    """

    __tablename__ = "nghia_vu"
    __table_args__ = (
        UniqueConstraint("nam_id", "code"),
        CheckConstraint("han >= mo_tu", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nam_id: Mapped[int] = mapped_column(ForeignKey("nam_thi_dua.id"))
    code: Mapped[short]
    thu_tu: Mapped[int]
    ten: Mapped[line]
    mo_tu: Mapped[date]
    han: Mapped[date]
    van_ban_so: Mapped[short] = mapped_column(default="")
    van_ban_ngay: Mapped[date | None]
    van_ban_trich_yeu: Mapped[str] = mapped_column(Text, default="")
    moi_don_vi: Mapped[bool] = mapped_column(default=True)
    tep_sha256: Mapped[short] = mapped_column(default="")
    tep_ten: Mapped[line] = mapped_column(default="")
    tep_loai: Mapped[short] = mapped_column(default="")
    tep_kich_thuoc: Mapped[int] = mapped_column(default=0)


class NghiaVuDonVi(Base):
    """A unit that an obligation calls by name."""

    __tablename__ = "nghia_vu_don_vi"

    nghia_vu_id: Mapped[int] = mapped_column(ForeignKey("nghia_vu.id"), primary_key=True)
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), primary_key=True)


class NghiaVuLoaiDonVi(Base):
    """The days of an obligation for the units of one type, as schools follow the school year."""

    __tablename__ = "nghia_vu_loai_don_vi"
    __table_args__ = (CheckConstraint("han >= mo_tu", name="days_in_order"),)

    nghia_vu_id: Mapped[int] = mapped_column(ForeignKey("nghia_vu.id"), primary_key=True)
    loai: Mapped[short] = mapped_column(primary_key=True)
    mo_tu: Mapped[date]
    han: Mapped[date]


class VanBanDaXem(Base):
    """Who of a unit first opened the văn bản that asks for an obligation, and when; anew when it changes."""

    __tablename__ = "van_ban_da_xem"

    nghia_vu_id: Mapped[int] = mapped_column(ForeignKey("nghia_vu.id"), primary_key=True)
    don_vi_id: Mapped[int] = mapped_column(ForeignKey("don_vi.id"), primary_key=True)
    nguoi_id: Mapped[int] = mapped_column(ForeignKey("nguoi.id"))
    luc: Mapped[datetime]


class NgayLich(Base):
    """A day that differs from the week's rule: a public holiday, or a day worked in exchange.

    `nguon` is the paper or announcement that says so.
    """

    __tablename__ = "ngay_lich"
    __table_args__ = (CheckConstraint("loai IN ('nghi', 'lam_bu')", name="loai"),)

    ngay: Mapped[date] = mapped_column(primary_key=True)
    loai: Mapped[short]
    ten: Mapped[line]
    nguon: Mapped[str] = mapped_column(Text, default="")


class QuyDinh(Base):
    """A rule with its days: what holds under `code` from `tu_ngay` to `den_ngay` (both included).

    Without `den_ngay` it holds until another takes its place. `gia_tri` is a figure in plain digits ("15")
    or words, in `don_vi_tinh`; empty means that the law of that day sets none. `nguon` names the article.
    Only what somebody compared with the text is `da_kiem_chung`.
    """

    __tablename__ = "quy_dinh"
    __table_args__ = (
        UniqueConstraint("code", "tu_ngay"),
        CheckConstraint("code <> ''", name="code_given"),
        CheckConstraint("den_ngay IS NULL OR den_ngay >= tu_ngay", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[short]
    ten: Mapped[line]
    gia_tri: Mapped[str] = mapped_column(Text, default="")
    don_vi_tinh: Mapped[short] = mapped_column(default="")
    tu_ngay: Mapped[date]
    den_ngay: Mapped[date | None]
    nguon: Mapped[str] = mapped_column(Text, default="")
    da_kiem_chung: Mapped[bool] = mapped_column(default=False)
