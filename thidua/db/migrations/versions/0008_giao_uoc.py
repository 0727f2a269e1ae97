"""The giao ước of a cụm or khối: texts, opinions, signatures, scans, settlement, notices."""

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"


def figure() -> sa.Numeric[Decimal]:
    """An exact decimal; canonical text in SQLite."""
    return sa.Numeric(24, 6).with_variant(sa.String(40), "sqlite")


def upgrade() -> None:
    op.create_table(
        "thong_bao",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.Column("khoa", sa.String(length=64), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.Column("dia_chi", sa.String(length=255), nullable=False),
        sa.Column("da_biet_luc", sa.DateTime(), nullable=True),
        sa.Column("da_biet_boi", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["da_biet_boi"], ["nguoi.id"], name=op.f("fk_thong_bao_da_biet_boi")),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_thong_bao_don_vi_id")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_thong_bao_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thong_bao")),
    )
    op.create_index("ix_thong_bao_don_vi", "thong_bao", ["don_vi_id", "da_biet_luc"], unique=False)
    op.create_table(
        "giao_uoc",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("cum_khoi_id", sa.Integer(), nullable=False),
        sa.Column(
            "trang_thai",
            sa.Enum(
                "soan_thao",
                "lay_y_kien",
                "thong_nhat",
                "dang_ky_ket",
                "hieu_luc",
                "da_danh_gia",
                name="trangthai",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("doi_luc", sa.DateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cum_khoi_id"], ["cum_khoi.id"], name=op.f("fk_giao_uoc_cum_khoi_id")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_giao_uoc_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_giao_uoc")),
        sa.UniqueConstraint("cum_khoi_id", name=op.f("uq_giao_uoc_cum_khoi_id")),
    )
    op.create_index(op.f("ix_giao_uoc_nam_id"), "giao_uoc", ["nam_id"], unique=False)
    op.create_table(
        "ban_giao_uoc",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("giao_uoc_id", sa.Integer(), nullable=False),
        sa.Column("so", sa.Integer(), nullable=False),
        sa.Column(
            "tinh_trang",
            sa.Enum(
                "du_thao",
                "niem_phong",
                "hieu_luc",
                "thay_the",
                "thu_hoi",
                name="tinhtrangban",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("tao_luc", sa.DateTime(), nullable=False),
        sa.Column("tao_boi", sa.Integer(), nullable=False),
        sa.Column("ly_do", sa.Text(), nullable=False),
        sa.Column("dia_diem", sa.String(length=255), nullable=False),
        sa.Column("ngay_ky_ket", sa.Date(), nullable=True),
        sa.Column("chung_kien_ten", sa.String(length=255), nullable=False),
        sa.Column("chung_kien_dai_dien", sa.String(length=255), nullable=False),
        sa.Column("chung_kien_chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("theo_thu_tu", sa.Boolean(), nullable=False),
        sa.Column("niem_phong_luc", sa.DateTime(), nullable=True),
        sa.Column("niem_phong_boi", sa.Integer(), nullable=True),
        sa.Column("van_tay", sa.String(length=64), nullable=False),
        sa.Column("ma", sa.String(length=64), nullable=True),
        sa.Column("ky_ket_luc", sa.DateTime(), nullable=True),
        sa.Column("hieu_luc_luc", sa.DateTime(), nullable=True),
        sa.Column("het_hieu_luc_luc", sa.DateTime(), nullable=True),
        sa.Column("het_hieu_luc_ly_do", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(niem_phong_luc IS NULL) = (van_tay = '')", name=op.f("ck_ban_giao_uoc_sealed_has_fingerprint")
        ),
        sa.CheckConstraint(
            "(tinh_trang = 'du_thao') = (niem_phong_luc IS NULL)", name=op.f("ck_ban_giao_uoc_draft_is_open")
        ),
        sa.CheckConstraint(
            "tinh_trang <> 'hieu_luc' OR hieu_luc_luc IS NOT NULL",
            name=op.f("ck_ban_giao_uoc_in_force_since"),
        ),
        sa.CheckConstraint(
            "ma IS NULL OR niem_phong_luc IS NOT NULL", name=op.f("ck_ban_giao_uoc_coded_is_sealed")
        ),
        sa.ForeignKeyConstraint(["giao_uoc_id"], ["giao_uoc.id"], name=op.f("fk_ban_giao_uoc_giao_uoc_id")),
        sa.ForeignKeyConstraint(
            ["niem_phong_boi"], ["nguoi.id"], name=op.f("fk_ban_giao_uoc_niem_phong_boi")
        ),
        sa.ForeignKeyConstraint(["tao_boi"], ["nguoi.id"], name=op.f("fk_ban_giao_uoc_tao_boi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ban_giao_uoc")),
        sa.UniqueConstraint("giao_uoc_id", "so", name=op.f("uq_ban_giao_uoc_giao_uoc_id_so")),
        sa.UniqueConstraint("ma", name=op.f("uq_ban_giao_uoc_ma")),
    )
    op.create_table(
        "ban_nhap_giao_uoc",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_ban_nhap_giao_uoc_ban_giao_uoc_id")
        ),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_ban_nhap_giao_uoc_nguoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ban_nhap_giao_uoc")),
    )
    op.create_index(
        op.f("ix_ban_nhap_giao_uoc_ban_giao_uoc_id"), "ban_nhap_giao_uoc", ["ban_giao_uoc_id"], unique=False
    )
    op.create_table(
        "ben_giao_uoc",
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("vai", sa.String(length=64), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
        sa.Column("ten_ngan", sa.String(length=64), nullable=False),
        sa.Column("dai_dien", sa.String(length=255), nullable=False),
        sa.Column("chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("vai IN ('truong', 'pho', 'thanh_vien')", name=op.f("ck_ben_giao_uoc_vai")),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_ben_giao_uoc_ban_giao_uoc_id")
        ),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_ben_giao_uoc_don_vi_id")),
        sa.PrimaryKeyConstraint("don_vi_id", "ban_giao_uoc_id", name=op.f("pk_ben_giao_uoc")),
    )
    op.create_table(
        "chu_ky",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column(
            "cach_ky",
            sa.Enum("truc_tiep", "so", name="cachky", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("nguoi_ky", sa.String(length=255), nullable=False),
        sa.Column("chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("tu_cach", sa.String(length=64), nullable=False),
        sa.Column("ngay_ky", sa.Date(), nullable=True),
        sa.Column("ky_luc", sa.DateTime(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("ten_tep", sa.String(length=255), nullable=False),
        sa.Column("loai_tep", sa.String(length=64), nullable=False),
        sa.Column("kich_thuoc", sa.Integer(), nullable=True),
        sa.Column("gui_boi", sa.Integer(), nullable=False),
        sa.Column("gui_luc", sa.DateTime(), nullable=False),
        sa.Column(
            "tinh_trang",
            sa.Enum(
                "cho_xac_nhan",
                "da_xac_nhan",
                "bi_bac",
                "tu_choi_ky",
                "vo_hieu",
                name="tinhtrangchuky",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("ket_luan", sa.String(length=64), nullable=False),
        sa.Column("xac_nhan_boi", sa.Integer(), nullable=True),
        sa.Column("xac_nhan_luc", sa.DateTime(), nullable=True),
        sa.Column("ly_do", sa.Text(), nullable=False),
        sa.Column("vo_hieu_luc", sa.DateTime(), nullable=True),
        sa.Column("vo_hieu_ly_do", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "tinh_trang <> 'da_xac_nhan' OR (xac_nhan_luc IS NOT NULL AND xac_nhan_boi IS NOT NULL)",
            name=op.f("ck_chu_ky_confirmed_by_somebody"),
        ),
        sa.CheckConstraint(
            "tinh_trang <> 'vo_hieu' OR vo_hieu_luc IS NOT NULL", name=op.f("ck_chu_ky_void_has_time")
        ),
        sa.CheckConstraint(
            "tu_cach IN ('', 'thu_truong', 'cap_pho', 'uy_quyen')", name=op.f("ck_chu_ky_tu_cach")
        ),
        sa.CheckConstraint(
            "xac_nhan_boi IS NULL OR xac_nhan_boi <> gui_boi", name=op.f("ck_chu_ky_two_persons")
        ),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_chu_ky_ban_giao_uoc_id")
        ),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_chu_ky_don_vi_id")),
        sa.ForeignKeyConstraint(["gui_boi"], ["nguoi.id"], name=op.f("fk_chu_ky_gui_boi")),
        sa.ForeignKeyConstraint(["xac_nhan_boi"], ["nguoi.id"], name=op.f("fk_chu_ky_xac_nhan_boi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chu_ky")),
    )
    op.create_index(op.f("ix_chu_ky_ban_giao_uoc_id"), "chu_ky", ["ban_giao_uoc_id"], unique=False)
    op.create_index(
        "uq_chu_ky_da_xac_nhan",
        "chu_ky",
        ["ban_giao_uoc_id", "don_vi_id"],
        unique=True,
        sqlite_where=sa.text("tinh_trang = 'da_xac_nhan'"),
        postgresql_where=sa.text("tinh_trang = 'da_xac_nhan'"),
    )
    op.create_table(
        "dong_giao_uoc",
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("ma", sa.String(length=64), nullable=False),
        sa.Column(
            "nhom",
            sa.Enum(
                "chi_tieu",
                "chung",
                "danh_hieu",
                name="nhomdong",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("ten", sa.Text(), nullable=False),
        sa.Column("don_vi_tinh", sa.String(length=64), nullable=False),
        sa.Column(
            "loai",
            sa.Enum(
                "luy_ke",
                "thoi_diem",
                "duy_tri",
                "khong_vuot",
                "mua_vu",
                "cuoi_nam",
                "nhiem_vu",
                name="loaichitieu",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(nhom = 'chi_tieu') = (loai IS NOT NULL)", name=op.f("ck_dong_giao_uoc_target_has_kind")
        ),
        sa.CheckConstraint("ten <> ''", name=op.f("ck_dong_giao_uoc_named")),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_dong_giao_uoc_ban_giao_uoc_id")
        ),
        sa.PrimaryKeyConstraint("thu_tu", "ban_giao_uoc_id", name=op.f("pk_dong_giao_uoc")),
    )
    op.create_table(
        "loi_van_giao_uoc",
        sa.Column("muc", sa.String(length=64), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_loi_van_giao_uoc_ban_giao_uoc_id")
        ),
        sa.PrimaryKeyConstraint("muc", "thu_tu", "ban_giao_uoc_id", name=op.f("pk_loi_van_giao_uoc")),
    )
    op.create_table(
        "nguoi_soan_giao_uoc",
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_nguoi_soan_giao_uoc_ban_giao_uoc_id")
        ),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_nguoi_soan_giao_uoc_nguoi_id")),
        sa.PrimaryKeyConstraint("ban_giao_uoc_id", "nguoi_id", name=op.f("pk_nguoi_soan_giao_uoc")),
    )
    op.create_table(
        "su_kien_giao_uoc",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("giao_uoc_id", sa.Integer(), nullable=False),
        sa.Column("so", sa.Integer(), nullable=False),
        sa.Column("buoc", sa.String(length=64), nullable=False),
        sa.Column(
            "tu",
            sa.Enum(
                "soan_thao",
                "lay_y_kien",
                "thong_nhat",
                "dang_ky_ket",
                "hieu_luc",
                "da_danh_gia",
                name="tu",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "den",
            sa.Enum(
                "soan_thao",
                "lay_y_kien",
                "thong_nhat",
                "dang_ky_ket",
                "hieu_luc",
                "da_danh_gia",
                name="den",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=True),
        sa.Column("ly_do", sa.Text(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.Column("nhat_ky_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_su_kien_giao_uoc_ban_giao_uoc_id")
        ),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_su_kien_giao_uoc_don_vi_id")),
        sa.ForeignKeyConstraint(
            ["giao_uoc_id"], ["giao_uoc.id"], name=op.f("fk_su_kien_giao_uoc_giao_uoc_id")
        ),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_su_kien_giao_uoc_nguoi_id")),
        sa.ForeignKeyConstraint(["nhat_ky_id"], ["nhat_ky.id"], name=op.f("fk_su_kien_giao_uoc_nhat_ky_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_su_kien_giao_uoc")),
        sa.UniqueConstraint("giao_uoc_id", "so", name=op.f("uq_su_kien_giao_uoc_giao_uoc_id_so")),
    )
    op.create_table(
        "trang_chup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=True),
        sa.Column("trang", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("ten_tep", sa.String(length=255), nullable=False),
        sa.Column("loai_tep", sa.String(length=64), nullable=False),
        sa.Column("kich_thuoc", sa.Integer(), nullable=False),
        sa.Column("ma_tren_giay", sa.String(length=64), nullable=False),
        sa.Column("ma_go_tay", sa.Boolean(), nullable=False),
        sa.Column("gui_boi", sa.Integer(), nullable=False),
        sa.Column("gui_luc", sa.DateTime(), nullable=False),
        sa.Column(
            "tinh_trang",
            sa.Enum(
                "cho_doi_chieu",
                "khop",
                "khong_khop",
                name="tinhtrangtrang",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("doi_chieu_boi", sa.Integer(), nullable=True),
        sa.Column("doi_chieu_luc", sa.DateTime(), nullable=True),
        sa.Column("ly_do", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(tinh_trang = 'cho_doi_chieu') = (doi_chieu_luc IS NULL)",
            name=op.f("ck_trang_chup_judged_has_time"),
        ),
        sa.CheckConstraint(
            "doi_chieu_boi IS NULL OR doi_chieu_boi <> gui_boi", name=op.f("ck_trang_chup_two_persons")
        ),
        sa.CheckConstraint("kich_thuoc > 0", name=op.f("ck_trang_chup_not_empty")),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_trang_chup_ban_giao_uoc_id")
        ),
        sa.ForeignKeyConstraint(["doi_chieu_boi"], ["nguoi.id"], name=op.f("fk_trang_chup_doi_chieu_boi")),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_trang_chup_don_vi_id")),
        sa.ForeignKeyConstraint(["gui_boi"], ["nguoi.id"], name=op.f("fk_trang_chup_gui_boi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trang_chup")),
    )
    op.create_index(
        "ix_trang_chup_ban", "trang_chup", ["ban_giao_uoc_id", "don_vi_id", "trang"], unique=False
    )
    op.create_table(
        "y_kien_giao_uoc",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.Column(
            "loai",
            sa.Enum(
                "dong_y",
                "de_nghi_sua",
                name="loaiykien",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("cho_sua", sa.String(length=64), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.Column("ngoai_le", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "loai <> 'de_nghi_sua' OR noi_dung <> ''", name=op.f("ck_y_kien_giao_uoc_change_has_text")
        ),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_y_kien_giao_uoc_ban_giao_uoc_id")
        ),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_y_kien_giao_uoc_don_vi_id")),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_y_kien_giao_uoc_nguoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_y_kien_giao_uoc")),
    )
    op.create_index(
        "ix_y_kien_giao_uoc_ban", "y_kien_giao_uoc", ["ban_giao_uoc_id", "don_vi_id"], unique=False
    )
    op.create_table(
        "ban_nhap_giao_uoc_o",
        sa.Column("ban_nhap_id", sa.Integer(), nullable=False),
        sa.Column("truong", sa.String(length=64), nullable=False),
        sa.Column("lan", sa.Integer(), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ban_nhap_id"], ["ban_nhap_giao_uoc.id"], name=op.f("fk_ban_nhap_giao_uoc_o_ban_nhap_id")
        ),
        sa.PrimaryKeyConstraint("ban_nhap_id", "truong", "lan", name=op.f("pk_ban_nhap_giao_uoc_o")),
    )
    op.create_table(
        "bang_chung_ky_so",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chu_ky_id", sa.Integer(), nullable=False),
        sa.Column("so", sa.Integer(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("ket_luan", sa.String(length=64), nullable=False),
        sa.Column("du_lieu", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chu_ky_id"], ["chu_ky.id"], name=op.f("fk_bang_chung_ky_so_chu_ky_id")),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_bang_chung_ky_so_nguoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bang_chung_ky_so")),
        sa.UniqueConstraint("chu_ky_id", "so", name=op.f("uq_bang_chung_ky_so_chu_ky_id_so")),
    )
    op.create_table(
        "chu_ky_trang",
        sa.Column("chu_ky_id", sa.Integer(), nullable=False),
        sa.Column("trang_chup_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chu_ky_id"], ["chu_ky.id"], name=op.f("fk_chu_ky_trang_chu_ky_id")),
        sa.ForeignKeyConstraint(
            ["trang_chup_id"], ["trang_chup.id"], name=op.f("fk_chu_ky_trang_trang_chup_id")
        ),
        sa.PrimaryKeyConstraint("chu_ky_id", "trang_chup_id", name=op.f("pk_chu_ky_trang")),
    )
    op.create_table(
        "danh_gia_dong",
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column(
            "ket_qua",
            sa.Enum(
                "hoan_thanh",
                "hoan_thanh_mot_phan",
                "khong_hoan_thanh",
                name="ketquadong",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "de_xuat",
            sa.Enum(
                "hoan_thanh",
                "hoan_thanh_mot_phan",
                "khong_hoan_thanh",
                name="de_xuat",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("so_lieu", figure(), nullable=True),
        sa.Column("ghi_chu", sa.Text(), nullable=False),
        sa.Column("minh_chung_sha256", sa.String(length=64), nullable=False),
        sa.Column("minh_chung_ten", sa.String(length=255), nullable=False),
        sa.Column("minh_chung_loai", sa.String(length=64), nullable=False),
        sa.Column("minh_chung_kich_thuoc", sa.Integer(), nullable=True),
        sa.Column("danh_gia_boi", sa.Integer(), nullable=True),
        sa.Column("danh_gia_luc", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "ket_qua IS NULL OR (danh_gia_boi IS NOT NULL AND danh_gia_luc IS NOT NULL)",
            name=op.f("ck_danh_gia_dong_judged_by"),
        ),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id", "thu_tu"],
            ["dong_giao_uoc.ban_giao_uoc_id", "dong_giao_uoc.thu_tu"],
            name=op.f("fk_danh_gia_dong_ban_giao_uoc_id_thu_tu"),
        ),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_danh_gia_dong_ban_giao_uoc_id")
        ),
        sa.ForeignKeyConstraint(["danh_gia_boi"], ["nguoi.id"], name=op.f("fk_danh_gia_dong_danh_gia_boi")),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_danh_gia_dong_don_vi_id")),
        sa.PrimaryKeyConstraint("ban_giao_uoc_id", "thu_tu", "don_vi_id", name=op.f("pk_danh_gia_dong")),
    )
    op.create_table(
        "gia_tri_giao_uoc",
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("chi_tieu_id", sa.Integer(), nullable=True),
        sa.Column("gia_tri", figure(), nullable=True),
        sa.Column("ban_giao_uoc_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id", "thu_tu"],
            ["dong_giao_uoc.ban_giao_uoc_id", "dong_giao_uoc.thu_tu"],
            name=op.f("fk_gia_tri_giao_uoc_ban_giao_uoc_id_thu_tu"),
        ),
        sa.ForeignKeyConstraint(
            ["ban_giao_uoc_id"], ["ban_giao_uoc.id"], name=op.f("fk_gia_tri_giao_uoc_ban_giao_uoc_id")
        ),
        sa.ForeignKeyConstraint(
            ["chi_tieu_id"], ["chi_tieu.id"], name=op.f("fk_gia_tri_giao_uoc_chi_tieu_id")
        ),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_gia_tri_giao_uoc_don_vi_id")),
        sa.PrimaryKeyConstraint("thu_tu", "don_vi_id", "ban_giao_uoc_id", name=op.f("pk_gia_tri_giao_uoc")),
    )
    op.create_index(
        op.f("ix_gia_tri_giao_uoc_chi_tieu_id"), "gia_tri_giao_uoc", ["chi_tieu_id"], unique=False
    )

    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


CLOSED = ("su_kien_giao_uoc", "y_kien_giao_uoc", "bang_chung_ky_so")
"""Tables to which rows are only ever added."""

CONTENT = ("ben_giao_uoc", "loi_van_giao_uoc", "dong_giao_uoc", "gia_tri_giao_uoc")
"""Tables whose rows never change once their version is sealed."""

PRINTED = (
    "giao_uoc_id",
    "so",
    "dia_diem",
    "ngay_ky_ket",
    "chung_kien_ten",
    "chung_kien_dai_dien",
    "chung_kien_chuc_vu",
    "niem_phong_luc",
    "niem_phong_boi",
    "van_tay",
)
"""Columns of a version that stand still once it is sealed; its code stands still once it is given."""


def _changed(differs: str) -> str:
    printed = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in PRINTED)
    coded = f"OLD.ma IS NOT NULL AND NEW.ma {differs} OLD.ma"
    return f"(OLD.niem_phong_luc IS NOT NULL AND ({printed})) OR ({coded})"


def _sqlite() -> None:
    for table in CLOSED:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_khong_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: append only'); END"
            )
    for table in CONTENT:
        for act, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            op.execute(
                f"CREATE TRIGGER {table}_niem_phong_{act.lower()} BEFORE {act} ON {table} "
                "WHEN (SELECT niem_phong_luc FROM ban_giao_uoc "
                f"WHERE id = {row}.ban_giao_uoc_id) IS NOT NULL "
                f"BEGIN SELECT RAISE(ABORT, '{table}: sealed version'); END"
            )
    op.execute(
        "CREATE TRIGGER ban_giao_uoc_niem_phong_update BEFORE UPDATE ON ban_giao_uoc "
        f"WHEN {_changed('IS NOT')} "
        "BEGIN SELECT RAISE(ABORT, 'ban_giao_uoc: sealed version'); END"
    )
    op.execute(
        "CREATE TRIGGER ban_giao_uoc_niem_phong_delete BEFORE DELETE ON ban_giao_uoc "
        "WHEN OLD.niem_phong_luc IS NOT NULL "
        "BEGIN SELECT RAISE(ABORT, 'ban_giao_uoc: sealed version'); END"
    )


def _postgresql() -> None:
    op.execute(
        "CREATE FUNCTION giao_uoc_da_niem_phong() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE version_id integer; "
        "BEGIN IF TG_OP = 'INSERT' THEN version_id := NEW.ban_giao_uoc_id; "
        "ELSE version_id := OLD.ban_giao_uoc_id; END IF; "
        "IF EXISTS (SELECT 1 FROM ban_giao_uoc WHERE id = version_id AND niem_phong_luc IS NOT NULL) "
        "THEN RAISE EXCEPTION '%: sealed version', TG_TABLE_NAME; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE FUNCTION ban_giao_uoc_da_niem_phong() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION '%: sealed version', TG_TABLE_NAME; END $$"
    )
    for table in CLOSED:
        op.execute(
            f"CREATE TRIGGER {table}_chi_them BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION chi_them()"
        )
    for table in CONTENT:
        op.execute(
            f"CREATE TRIGGER {table}_niem_phong BEFORE INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION giao_uoc_da_niem_phong()"
        )
    op.execute(
        "CREATE TRIGGER ban_giao_uoc_niem_phong_update BEFORE UPDATE ON ban_giao_uoc FOR EACH ROW "
        f"WHEN ({_changed('IS DISTINCT FROM')}) EXECUTE FUNCTION ban_giao_uoc_da_niem_phong()"
    )
    op.execute(
        "CREATE TRIGGER ban_giao_uoc_niem_phong_delete BEFORE DELETE ON ban_giao_uoc FOR EACH ROW "
        "WHEN (OLD.niem_phong_luc IS NOT NULL) EXECUTE FUNCTION ban_giao_uoc_da_niem_phong()"
    )
