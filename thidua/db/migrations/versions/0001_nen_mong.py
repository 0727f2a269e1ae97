"""The foundation: units, people, the log, the year, hồ sơ, registration, reports, composition."""

from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def figure() -> sa.Numeric[Decimal]:
    """An exact decimal; canonical text in SQLite."""
    return sa.Numeric(24, 6).with_variant(sa.String(40), "sqlite")


def circular() -> list[sa.ForeignKeyConstraint]:
    """The keys from ho_so to its versions: PostgreSQL gets them after both tables exist."""
    if op.get_bind().dialect.name == "postgresql":
        return []
    return [
        sa.ForeignKeyConstraint([name], ["phien_ban.id"], name=f"fk_ho_so_{name}")
        for name in ("phien_ban_id", "ban_chot_id")
    ]


def upgrade() -> None:
    op.create_table(
        "don_vi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("loai", sa.String(length=64), nullable=False),
        sa.Column("the_thuc", sa.String(length=64), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.CheckConstraint("code <> ''", name=op.f("ck_don_vi_code_given")),
        sa.CheckConstraint("the_thuc IN ('nd30', 'dang', 'doan_the')", name=op.f("ck_don_vi_the_thuc")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_don_vi")),
        sa.UniqueConstraint("code", name=op.f("uq_don_vi_code")),
    )
    op.create_table(
        "lan_dang_nhap_sai",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ten_dang_nhap", sa.String(length=64), nullable=False),
        sa.Column("dia_chi", sa.String(length=64), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lan_dang_nhap_sai")),
    )
    op.create_index("ix_lan_dang_nhap_sai_dia_chi", "lan_dang_nhap_sai", ["dia_chi", "luc"], unique=False)
    op.create_index("ix_lan_dang_nhap_sai_ten", "lan_dang_nhap_sai", ["ten_dang_nhap", "luc"], unique=False)
    op.create_table(
        "nam_thi_dua",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam", sa.Integer(), nullable=False),
        sa.Column(
            "trang_thai",
            sa.Enum(
                "chuan_bi",
                "dang_mo",
                "dang_tong_ket",
                "da_dong",
                name="trangthainam",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("chu_de", sa.Text(), nullable=False),
        sa.Column("ke_hoach_so", sa.Integer(), nullable=True),
        sa.Column("ke_hoach_ky_hieu", sa.String(length=64), nullable=False),
        sa.Column("ke_hoach_ngay", sa.Integer(), nullable=True),
        sa.Column("ke_hoach_thang", sa.Integer(), nullable=True),
        sa.Column("ke_hoach_trich_yeu", sa.Text(), nullable=False),
        sa.Column("co_quan_ban_hanh", sa.Text(), nullable=False),
        sa.Column("dia_danh", sa.String(length=255), nullable=False),
        sa.Column("quyen_han_ky", sa.Text(), nullable=False),
        sa.Column("nguoi_ky", sa.String(length=255), nullable=False),
        sa.Column("la_mau", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ke_hoach_ngay IS NULL OR ke_hoach_ngay BETWEEN 1 AND 31", name=op.f("ck_nam_thi_dua_day")
        ),
        sa.CheckConstraint(
            "ke_hoach_thang IS NULL OR ke_hoach_thang BETWEEN 1 AND 12", name=op.f("ck_nam_thi_dua_month")
        ),
        sa.CheckConstraint("nam BETWEEN 2000 AND 2099", name=op.f("ck_nam_thi_dua_nam_in_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nam_thi_dua")),
        sa.UniqueConstraint("nam", name=op.f("uq_nam_thi_dua_nam")),
    )
    op.create_table(
        "ngay_lich",
        sa.Column("ngay", sa.Date(), nullable=False),
        sa.Column("loai", sa.String(length=64), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
        sa.CheckConstraint("loai IN ('nghi', 'lam_bu')", name=op.f("ck_ngay_lich_loai")),
        sa.PrimaryKeyConstraint("ngay", name=op.f("pk_ngay_lich")),
    )
    op.create_table(
        "nguoi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ho_ten", sa.String(length=255), nullable=False),
        sa.Column("chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("dien_thoai", sa.String(length=64), nullable=False),
        sa.CheckConstraint("ho_ten <> ''", name=op.f("ck_nguoi_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nguoi")),
    )
    op.create_table(
        "can_cu",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("ten_loai", sa.String(length=64), nullable=False),
        sa.Column("so_ky_hieu", sa.String(length=64), nullable=False),
        sa.Column("ngay", sa.Date(), nullable=True),
        sa.Column("co_quan", sa.String(length=255), nullable=False),
        sa.Column("trich_yeu", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_can_cu_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_can_cu")),
        sa.UniqueConstraint("nam_id", "thu_tu", name=op.f("uq_can_cu_nam_id_thu_tu")),
    )
    op.create_table(
        "chi_tieu",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("ma", sa.String(length=64), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
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
            nullable=False,
        ),
        sa.Column(
            "giao_boi",
            sa.Enum(
                "ubnd",
                "nganh_doc",
                "cap_uy",
                "tu_dang_ky",
                name="nguongiao",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("quyet_dinh", sa.String(length=255), nullable=False),
        sa.Column("giao", figure(), nullable=True),
        sa.Column("nam_truoc", figure(), nullable=True),
        sa.Column("moc", figure(), nullable=True),
        sa.Column("ngay_moc", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "giao_boi <> 'tu_dang_ky' OR giao IS NULL", name=op.f("ck_chi_tieu_own_target_is_not_assigned")
        ),
        sa.CheckConstraint("loai <> 'nhiem_vu' OR giao IS NULL", name=op.f("ck_chi_tieu_task_has_no_figure")),
        sa.CheckConstraint("ten <> ''", name=op.f("ck_chi_tieu_named")),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_chi_tieu_don_vi_id")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_chi_tieu_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chi_tieu")),
    )
    op.create_index(op.f("ix_chi_tieu_don_vi_id"), "chi_tieu", ["don_vi_id"], unique=False)
    op.create_table(
        "cum_khoi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("loai", sa.String(length=64), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("truong_id", sa.Integer(), nullable=True),
        sa.Column("pho_id", sa.Integer(), nullable=True),
        sa.Column("phu_trach", sa.String(length=255), nullable=False),
        sa.CheckConstraint("loai IN ('cum', 'khoi')", name=op.f("ck_cum_khoi_loai")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_cum_khoi_nam_id")),
        sa.ForeignKeyConstraint(["pho_id"], ["don_vi.id"], name=op.f("fk_cum_khoi_pho_id")),
        sa.ForeignKeyConstraint(["truong_id"], ["don_vi.id"], name=op.f("fk_cum_khoi_truong_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cum_khoi")),
        sa.UniqueConstraint("nam_id", "code", name=op.f("uq_cum_khoi_nam_id_code")),
    )
    op.create_table(
        "dong_ke_hoach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("vai", sa.String(length=64), nullable=False),
        sa.Column("loai", sa.String(length=64), nullable=False),
        sa.Column("danh_so", sa.String(length=64), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "loai IN ('muc', 'khoan_tieu_de', 'khoan', 'gach', 'doan')", name=op.f("ck_dong_ke_hoach_loai")
        ),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_dong_ke_hoach_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dong_ke_hoach")),
        sa.UniqueConstraint("nam_id", "thu_tu", name=op.f("uq_dong_ke_hoach_nam_id_thu_tu")),
    )
    op.create_table(
        "dot_thi_dua",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("so", sa.Integer(), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
        sa.Column("tu_ngay", sa.Date(), nullable=False),
        sa.Column("den_ngay", sa.Date(), nullable=False),
        sa.Column("ty_le_moc", figure(), nullable=False),
        sa.Column(
            "ky_bao_cao",
            sa.Enum(
                "so_ket", "tong_ket", name="kybaocao", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.CheckConstraint("den_ngay >= tu_ngay", name=op.f("ck_dot_thi_dua_days_in_order")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_dot_thi_dua_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dot_thi_dua")),
        sa.UniqueConstraint("nam_id", "so", name=op.f("uq_dot_thi_dua_nam_id_so")),
    )
    op.create_table(
        "khoa_gui",
        sa.Column("khoa", sa.String(length=64), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_khoa_gui_nguoi_id")),
        sa.PrimaryKeyConstraint("khoa", name=op.f("pk_khoa_gui")),
    )
    op.create_table(
        "nghia_vu",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
        sa.Column("mo_tu", sa.Date(), nullable=False),
        sa.Column("han", sa.Date(), nullable=False),
        sa.Column("van_ban_so", sa.String(length=64), nullable=False),
        sa.Column("van_ban_ngay", sa.Date(), nullable=True),
        sa.Column("van_ban_trich_yeu", sa.Text(), nullable=False),
        sa.CheckConstraint("han >= mo_tu", name=op.f("ck_nghia_vu_days_in_order")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_nghia_vu_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nghia_vu")),
        sa.UniqueConstraint("nam_id", "code", name=op.f("uq_nghia_vu_nam_id_code")),
    )
    op.create_table(
        "nhat_ky",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=True),
        sa.Column("tai_khoan", sa.String(length=64), nullable=False),
        sa.Column("dia_chi", sa.String(length=64), nullable=False),
        sa.Column("viec", sa.String(length=64), nullable=False),
        sa.Column("doi_tuong", sa.String(length=64), nullable=False),
        sa.Column("doi_tuong_id", sa.Integer(), nullable=True),
        sa.Column("truoc", sa.Text(), nullable=False),
        sa.Column("sau", sa.Text(), nullable=False),
        sa.Column("ghi_chu", sa.String(length=255), nullable=False),
        sa.Column("mac_truoc", sa.String(length=64), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_nhat_ky_nguoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nhat_ky")),
    )
    op.create_index("ix_nhat_ky_doi_tuong", "nhat_ky", ["doi_tuong", "doi_tuong_id"], unique=False)
    op.create_table(
        "noi_nhan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("noi_dung", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_noi_nhan_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_noi_nhan")),
        sa.UniqueConstraint("nam_id", "thu_tu", name=op.f("uq_noi_nhan_nam_id_thu_tu")),
    )
    op.create_table(
        "phong_trao",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("ten", sa.Text(), nullable=False),
        sa.Column("loai", sa.String(length=64), nullable=False),
        sa.Column("cap_phat_dong", sa.String(length=255), nullable=False),
        sa.Column("can_cu", sa.Text(), nullable=False),
        sa.Column("gan_voi", sa.Text(), nullable=False),
        sa.CheckConstraint("ten <> ''", name=op.f("ck_phong_trao_named")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_phong_trao_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phong_trao")),
        sa.UniqueConstraint("nam_id", "code", name=op.f("uq_phong_trao_nam_id_code")),
    )
    op.create_table(
        "tai_khoan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("ten_dang_nhap", sa.String(length=64), nullable=False),
        sa.Column("mat_khau", sa.String(length=255), nullable=False),
        sa.Column("phai_doi_mat_khau", sa.Boolean(), nullable=False),
        sa.Column("khoa_luc", sa.DateTime(), nullable=True),
        sa.CheckConstraint("ten_dang_nhap <> ''", name=op.f("ck_tai_khoan_named")),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_tai_khoan_nguoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tai_khoan")),
        sa.UniqueConstraint("ten_dang_nhap", name=op.f("uq_tai_khoan_ten_dang_nhap")),
    )
    op.create_table(
        "ten_don_vi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
        sa.Column("ten_ngan", sa.String(length=64), nullable=False),
        sa.Column("co_quan_chu_quan", sa.Text(), nullable=False),
        sa.Column("co_quan_ban_hanh", sa.Text(), nullable=False),
        sa.Column("quyen_han_ky", sa.Text(), nullable=False),
        sa.Column("ky_hieu", sa.String(length=64), nullable=False),
        sa.Column("dia_danh", sa.String(length=255), nullable=False),
        sa.Column("tu_ngay", sa.Date(), nullable=False),
        sa.Column("den_ngay", sa.Date(), nullable=True),
        sa.CheckConstraint("ten <> '' AND ten_ngan <> ''", name=op.f("ck_ten_don_vi_named")),
        sa.CheckConstraint(
            "den_ngay IS NULL OR den_ngay >= tu_ngay", name=op.f("ck_ten_don_vi_days_in_order")
        ),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_ten_don_vi_don_vi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ten_don_vi")),
        sa.UniqueConstraint("don_vi_id", "tu_ngay", name=op.f("uq_ten_don_vi_don_vi_id_tu_ngay")),
    )
    op.create_table(
        "tong_hop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column(
            "ky_bao_cao",
            sa.Enum(
                "so_ket", "tong_ket", name="kybaocao", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("chot_den", sa.Date(), nullable=True),
        sa.Column("doi_luc", sa.DateTime(), nullable=False),
        sa.Column("doi_boi", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["doi_boi"], ["nguoi.id"], name=op.f("fk_tong_hop_doi_boi")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_tong_hop_nam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tong_hop")),
        sa.UniqueConstraint("nam_id", "ky_bao_cao", name=op.f("uq_tong_hop_nam_id_ky_bao_cao")),
    )
    op.create_table(
        "chi_tieu_thi_xa",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tong_hop_id", sa.Integer(), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
        sa.Column("don_vi_tinh", sa.String(length=64), nullable=False),
        sa.Column("cung_ky", figure(), nullable=True),
        sa.Column("ke_hoach", figure(), nullable=True),
        sa.Column("thuc_hien", figure(), nullable=True),
        sa.Column("la_uoc", sa.Boolean(), nullable=False),
        sa.Column("nguon", sa.String(length=255), nullable=False),
        sa.CheckConstraint("ten <> ''", name=op.f("ck_chi_tieu_thi_xa_named")),
        sa.ForeignKeyConstraint(
            ["tong_hop_id"], ["tong_hop.id"], name=op.f("fk_chi_tieu_thi_xa_tong_hop_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chi_tieu_thi_xa")),
        sa.UniqueConstraint("tong_hop_id", "thu_tu", name=op.f("uq_chi_tieu_thi_xa_tong_hop_id_thu_tu")),
    )
    op.create_table(
        "ho_so",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("nghia_vu_id", sa.Integer(), nullable=False),
        sa.Column("loai", sa.String(length=64), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "nhap",
                "cho_duyet",
                "da_nop",
                "da_tiep_nhan",
                "tra_lai",
                "yeu_cau_bo_sung",
                "khong_thuoc_doi_tuong",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "trinh_tu",
            sa.Enum(
                "nhap",
                "cho_duyet",
                "da_nop",
                "da_tiep_nhan",
                "tra_lai",
                "yeu_cau_bo_sung",
                "khong_thuoc_doi_tuong",
                name="trinh_tu",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("phien_ban_id", sa.Integer(), nullable=True),
        sa.Column("ban_chot_id", sa.Integer(), nullable=True),
        sa.Column("nop_luc", sa.DateTime(), nullable=True),
        sa.Column("gia_han_den", sa.Date(), nullable=True),
        sa.Column("doi_luc", sa.DateTime(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'da_tiep_nhan' OR ban_chot_id IS NOT NULL", name=op.f("ck_ho_so_received_has_version")
        ),
        sa.CheckConstraint(
            "state <> 'khong_thuoc_doi_tuong' OR ban_chot_id IS NULL",
            name=op.f("ck_ho_so_not_called_has_no_version"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('da_nop', 'da_tiep_nhan') OR nop_luc IS NOT NULL",
            name=op.f("ck_ho_so_sent_has_time"),
        ),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_ho_so_don_vi_id")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_ho_so_nam_id")),
        sa.ForeignKeyConstraint(["nghia_vu_id"], ["nghia_vu.id"], name=op.f("fk_ho_so_nghia_vu_id")),
        *circular(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ho_so")),
        sa.UniqueConstraint("don_vi_id", "nghia_vu_id", name=op.f("uq_ho_so_don_vi_id_nghia_vu_id")),
    )
    op.create_index("ix_ho_so_nam", "ho_so", ["nam_id", "state"], unique=False)
    op.create_table(
        "ket_qua_phong_trao_thi_xa",
        sa.Column("tong_hop_id", sa.Integer(), nullable=False),
        sa.Column("phong_trao_id", sa.Integer(), nullable=False),
        sa.Column("ket_qua", sa.Text(), nullable=False),
        sa.Column("don_vi_tieu_bieu", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["phong_trao_id"], ["phong_trao.id"], name=op.f("fk_ket_qua_phong_trao_thi_xa_phong_trao_id")
        ),
        sa.ForeignKeyConstraint(
            ["tong_hop_id"], ["tong_hop.id"], name=op.f("fk_ket_qua_phong_trao_thi_xa_tong_hop_id")
        ),
        sa.PrimaryKeyConstraint("tong_hop_id", "phong_trao_id", name=op.f("pk_ket_qua_phong_trao_thi_xa")),
    )
    op.create_table(
        "loi_van_tong_hop",
        sa.Column("tong_hop_id", sa.Integer(), nullable=False),
        sa.Column("muc", sa.String(length=64), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tong_hop_id"], ["tong_hop.id"], name=op.f("fk_loi_van_tong_hop_tong_hop_id")
        ),
        sa.PrimaryKeyConstraint("tong_hop_id", "muc", name=op.f("pk_loi_van_tong_hop")),
    )
    op.create_table(
        "phien_dang_nhap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ma_bam", sa.String(length=64), nullable=False),
        sa.Column("tai_khoan_id", sa.Integer(), nullable=False),
        sa.Column("bat_dau", sa.DateTime(), nullable=False),
        sa.Column("lan_cuoi", sa.DateTime(), nullable=False),
        sa.Column("ket_thuc", sa.DateTime(), nullable=True),
        sa.Column("dia_chi", sa.String(length=64), nullable=False),
        sa.Column("trinh_duyet", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["tai_khoan_id"], ["tai_khoan.id"], name=op.f("fk_phien_dang_nhap_tai_khoan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phien_dang_nhap")),
        sa.UniqueConstraint("ma_bam", name=op.f("uq_phien_dang_nhap_ma_bam")),
    )
    op.create_index(
        op.f("ix_phien_dang_nhap_tai_khoan_id"), "phien_dang_nhap", ["tai_khoan_id"], unique=False
    )
    op.create_table(
        "thanh_vien_cum_khoi",
        sa.Column("nam_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("cum_khoi_id", sa.Integer(), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cum_khoi_id"], ["cum_khoi.id"], name=op.f("fk_thanh_vien_cum_khoi_cum_khoi_id")
        ),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_thanh_vien_cum_khoi_don_vi_id")),
        sa.ForeignKeyConstraint(["nam_id"], ["nam_thi_dua.id"], name=op.f("fk_thanh_vien_cum_khoi_nam_id")),
        sa.PrimaryKeyConstraint("nam_id", "don_vi_id", name=op.f("pk_thanh_vien_cum_khoi")),
    )
    op.create_index(
        op.f("ix_thanh_vien_cum_khoi_cum_khoi_id"), "thanh_vien_cum_khoi", ["cum_khoi_id"], unique=False
    )
    op.create_table(
        "vai_tro",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tai_khoan_id", sa.Integer(), nullable=False),
        sa.Column(
            "vai_tro",
            sa.Enum(
                "can_bo",
                "thu_truong",
                "thuong_truc",
                "lanh_dao_phong",
                "lanh_dao",
                "hoi_dong",
                "xem",
                "quan_tri",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("don_vi_id", sa.Integer(), nullable=True),
        sa.Column("tu_ngay", sa.Date(), nullable=False),
        sa.Column("den_ngay", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(vai_tro IN ('can_bo', 'thu_truong')) = (don_vi_id IS NOT NULL)",
            name=op.f("ck_vai_tro_unit_role_has_unit"),
        ),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_vai_tro_don_vi_id")),
        sa.ForeignKeyConstraint(["tai_khoan_id"], ["tai_khoan.id"], name=op.f("fk_vai_tro_tai_khoan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vai_tro")),
        sa.UniqueConstraint(
            "tai_khoan_id", "vai_tro", "don_vi_id", name=op.f("uq_vai_tro_tai_khoan_id_vai_tro_don_vi_id")
        ),
    )
    op.create_index(op.f("ix_vai_tro_don_vi_id"), "vai_tro", ["don_vi_id"], unique=False)
    op.create_index(op.f("ix_vai_tro_tai_khoan_id"), "vai_tro", ["tai_khoan_id"], unique=False)
    op.create_table(
        "ban_nhap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ho_so_id", sa.Integer(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["ho_so_id"], ["ho_so.id"], name=op.f("fk_ban_nhap_ho_so_id")),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_ban_nhap_nguoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ban_nhap")),
    )
    op.create_index(op.f("ix_ban_nhap_ho_so_id"), "ban_nhap", ["ho_so_id"], unique=False)
    op.create_table(
        "phien_ban",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ho_so_id", sa.Integer(), nullable=False),
        sa.Column("so", sa.Integer(), nullable=False),
        sa.Column("tao_luc", sa.DateTime(), nullable=False),
        sa.Column("niem_phong_luc", sa.DateTime(), nullable=True),
        sa.Column("niem_phong_boi", sa.Integer(), nullable=True),
        sa.Column("duyet_luc", sa.DateTime(), nullable=True),
        sa.Column("duyet_boi", sa.Integer(), nullable=True),
        sa.Column("van_tay", sa.String(length=64), nullable=False),
        sa.Column("khong_phat_sinh", sa.Boolean(), nullable=False),
        sa.Column("so_van_ban", sa.String(length=64), nullable=False),
        sa.Column("ngay_van_ban", sa.Date(), nullable=True),
        sa.Column("ngay_chot", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(niem_phong_luc IS NULL) = (van_tay = '')", name=op.f("ck_phien_ban_sealed_has_fingerprint")
        ),
        sa.ForeignKeyConstraint(["duyet_boi"], ["nguoi.id"], name=op.f("fk_phien_ban_duyet_boi")),
        sa.ForeignKeyConstraint(["ho_so_id"], ["ho_so.id"], name=op.f("fk_phien_ban_ho_so_id")),
        sa.ForeignKeyConstraint(["niem_phong_boi"], ["nguoi.id"], name=op.f("fk_phien_ban_niem_phong_boi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phien_ban")),
        sa.UniqueConstraint("ho_so_id", "so", name=op.f("uq_phien_ban_ho_so_id_so")),
    )
    op.create_table(
        "tep",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ho_so_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
        sa.Column("loai", sa.String(length=64), nullable=False),
        sa.Column("kich_thuoc", sa.Integer(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kich_thuoc > 0", name=op.f("ck_tep_not_empty")),
        sa.ForeignKeyConstraint(["ho_so_id"], ["ho_so.id"], name=op.f("fk_tep_ho_so_id")),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_tep_nguoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tep")),
    )
    op.create_index(op.f("ix_tep_ho_so_id"), "tep", ["ho_so_id"], unique=False)
    op.create_index(op.f("ix_tep_sha256"), "tep", ["sha256"], unique=False)
    op.create_table(
        "ban_nhap_o",
        sa.Column("ban_nhap_id", sa.Integer(), nullable=False),
        sa.Column("truong", sa.String(length=64), nullable=False),
        sa.Column("lan", sa.Integer(), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ban_nhap_id"], ["ban_nhap.id"], name=op.f("fk_ban_nhap_o_ban_nhap_id")),
        sa.PrimaryKeyConstraint("ban_nhap_id", "truong", "lan", name=op.f("pk_ban_nhap_o")),
    )
    op.create_table(
        "cau_trich",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tong_hop_id", sa.Integer(), nullable=False),
        sa.Column("muc", sa.String(length=64), nullable=False),
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.Column("truong", sa.String(length=64), nullable=False),
        sa.Column("cau_so", sa.Integer(), nullable=False),
        sa.Column("nguyen_van", sa.Text(), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.CheckConstraint("nguyen_van <> ''", name=op.f("ck_cau_trich_has_source")),
        sa.ForeignKeyConstraint(["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_cau_trich_phien_ban_id")),
        sa.ForeignKeyConstraint(["tong_hop_id"], ["tong_hop.id"], name=op.f("fk_cau_trich_tong_hop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cau_trich")),
        sa.UniqueConstraint(
            "tong_hop_id",
            "muc",
            "phien_ban_id",
            "truong",
            "cau_so",
            name=op.f("uq_cau_trich_tong_hop_id_muc_phien_ban_id_truong_cau_so"),
        ),
    )
    op.create_index(op.f("ix_cau_trich_tong_hop_id"), "cau_trich", ["tong_hop_id"], unique=False)
    op.create_table(
        "dang_ky_chi_tieu",
        sa.Column("chi_tieu_id", sa.Integer(), nullable=False),
        sa.Column("gia_tri", figure(), nullable=True),
        sa.Column("ly_do_thap", sa.Text(), nullable=False),
        sa.Column("ghi_chu", sa.Text(), nullable=False),
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chi_tieu_id"], ["chi_tieu.id"], name=op.f("fk_dang_ky_chi_tieu_chi_tieu_id")
        ),
        sa.ForeignKeyConstraint(
            ["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_dang_ky_chi_tieu_phien_ban_id")
        ),
        sa.PrimaryKeyConstraint("chi_tieu_id", "phien_ban_id", name=op.f("pk_dang_ky_chi_tieu")),
    )
    op.create_table(
        "dang_ky_danh_hieu",
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("loai", sa.String(length=64), nullable=False),
        sa.Column("danh_hieu", sa.String(length=255), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
        sa.Column("chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("sang_kien", sa.Text(), nullable=False),
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("loai <> 'ca_nhan' OR ten <> ''", name=op.f("ck_dang_ky_danh_hieu_person_named")),
        sa.CheckConstraint(
            "loai IN ('tap_the', 'ca_nhan', 'cap_tren')", name=op.f("ck_dang_ky_danh_hieu_loai")
        ),
        sa.ForeignKeyConstraint(
            ["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_dang_ky_danh_hieu_phien_ban_id")
        ),
        sa.PrimaryKeyConstraint("thu_tu", "phien_ban_id", name=op.f("pk_dang_ky_danh_hieu")),
    )
    op.create_table(
        "dang_ky_kho_khan",
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_dang_ky_kho_khan_phien_ban_id")
        ),
        sa.PrimaryKeyConstraint("thu_tu", "phien_ban_id", name=op.f("pk_dang_ky_kho_khan")),
    )
    op.create_table(
        "dang_ky_phong_trao",
        sa.Column("phong_trao_id", sa.Integer(), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.Column("thoi_gian", sa.String(length=255), nullable=False),
        sa.Column("nguoi_phu_trach", sa.String(length=255), nullable=False),
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_dang_ky_phong_trao_phien_ban_id")
        ),
        sa.ForeignKeyConstraint(
            ["phong_trao_id"], ["phong_trao.id"], name=op.f("fk_dang_ky_phong_trao_phong_trao_id")
        ),
        sa.PrimaryKeyConstraint("phong_trao_id", "phien_ban_id", name=op.f("pk_dang_ky_phong_trao")),
    )
    op.create_table(
        "doan_van",
        sa.Column("muc", sa.String(length=64), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_doan_van_phien_ban_id")),
        sa.PrimaryKeyConstraint("muc", "phien_ban_id", name=op.f("pk_doan_van")),
    )
    op.create_table(
        "ket_qua_chi_tieu",
        sa.Column("chi_tieu_id", sa.Integer(), nullable=False),
        sa.Column("gia_tri", figure(), nullable=True),
        sa.Column("uoc", figure(), nullable=True),
        sa.Column("cung_ky", figure(), nullable=True),
        sa.Column(
            "tinh_trang",
            sa.Enum(
                "hoan_thanh",
                "dang_thuc_hien",
                "chua_thuc_hien",
                name="tinhtrangnhiemvu",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("khong_phat_sinh", sa.Boolean(), nullable=False),
        sa.Column("nguyen_nhan", sa.Text(), nullable=False),
        sa.Column("ngay_hoan_thanh", sa.Date(), nullable=True),
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "NOT khong_phat_sinh OR (gia_tri IS NULL AND uoc IS NULL)",
            name=op.f("ck_ket_qua_chi_tieu_nil_has_no_figure"),
        ),
        sa.ForeignKeyConstraint(
            ["chi_tieu_id"], ["chi_tieu.id"], name=op.f("fk_ket_qua_chi_tieu_chi_tieu_id")
        ),
        sa.ForeignKeyConstraint(
            ["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_ket_qua_chi_tieu_phien_ban_id")
        ),
        sa.PrimaryKeyConstraint("chi_tieu_id", "phien_ban_id", name=op.f("pk_ket_qua_chi_tieu")),
    )
    op.create_table(
        "ket_qua_kho_khan",
        sa.Column("thu_tu", sa.Integer(), nullable=False),
        sa.Column("ket_qua", sa.Text(), nullable=False),
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_ket_qua_kho_khan_phien_ban_id")
        ),
        sa.PrimaryKeyConstraint("thu_tu", "phien_ban_id", name=op.f("pk_ket_qua_kho_khan")),
    )
    op.create_table(
        "ket_qua_phong_trao",
        sa.Column("phong_trao_id", sa.Integer(), nullable=False),
        sa.Column("ket_qua", sa.Text(), nullable=False),
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_ket_qua_phong_trao_phien_ban_id")
        ),
        sa.ForeignKeyConstraint(
            ["phong_trao_id"], ["phong_trao.id"], name=op.f("fk_ket_qua_phong_trao_phong_trao_id")
        ),
        sa.PrimaryKeyConstraint("phong_trao_id", "phien_ban_id", name=op.f("pk_ket_qua_phong_trao")),
    )
    op.create_table(
        "nguoi_soan",
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_nguoi_soan_nguoi_id")),
        sa.ForeignKeyConstraint(["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_nguoi_soan_phien_ban_id")),
        sa.PrimaryKeyConstraint("phien_ban_id", "nguoi_id", name=op.f("pk_nguoi_soan")),
    )
    op.create_table(
        "su_kien",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ho_so_id", sa.Integer(), nullable=False),
        sa.Column("so", sa.Integer(), nullable=False),
        sa.Column("buoc", sa.String(length=64), nullable=False),
        sa.Column(
            "tu",
            sa.Enum(
                "nhap",
                "cho_duyet",
                "da_nop",
                "da_tiep_nhan",
                "tra_lai",
                "yeu_cau_bo_sung",
                "khong_thuoc_doi_tuong",
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
                "nhap",
                "cho_duyet",
                "da_nop",
                "da_tiep_nhan",
                "tra_lai",
                "yeu_cau_bo_sung",
                "khong_thuoc_doi_tuong",
                name="den",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("ly_do", sa.Text(), nullable=False),
        sa.Column("han_moi", sa.Date(), nullable=True),
        sa.Column("ngoai_le", sa.Boolean(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.Column("phien_ban_id", sa.Integer(), nullable=True),
        sa.Column("nhat_ky_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ho_so_id"], ["ho_so.id"], name=op.f("fk_su_kien_ho_so_id")),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_su_kien_nguoi_id")),
        sa.ForeignKeyConstraint(["nhat_ky_id"], ["nhat_ky.id"], name=op.f("fk_su_kien_nhat_ky_id")),
        sa.ForeignKeyConstraint(["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_su_kien_phien_ban_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_su_kien")),
        sa.UniqueConstraint("ho_so_id", "so", name=op.f("uq_su_kien_ho_so_id_so")),
    )
    op.create_table(
        "tep_phien_ban",
        sa.Column("tep_id", sa.Integer(), nullable=False),
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["phien_ban_id"], ["phien_ban.id"], name=op.f("fk_tep_phien_ban_phien_ban_id")
        ),
        sa.ForeignKeyConstraint(["tep_id"], ["tep.id"], name=op.f("fk_tep_phien_ban_tep_id")),
        sa.PrimaryKeyConstraint("tep_id", "phien_ban_id", name=op.f("pk_tep_phien_ban")),
    )
    op.create_table(
        "ghim",
        sa.Column("su_kien_id", sa.Integer(), nullable=False),
        sa.Column("truong", sa.String(length=64), nullable=False),
        sa.Column("ghi_chu", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["su_kien_id"], ["su_kien.id"], name=op.f("fk_ghim_su_kien_id")),
        sa.PrimaryKeyConstraint("su_kien_id", "truong", name=op.f("pk_ghim")),
    )

    if op.get_bind().dialect.name == "postgresql":
        _postgresql()
    else:
        _sqlite()


CLOSED = ("nhat_ky", "su_kien")
"""Tables to which rows are only ever added."""


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
                f"WHEN (SELECT niem_phong_luc FROM phien_ban WHERE id = {row}.phien_ban_id) IS NOT NULL "
                f"BEGIN SELECT RAISE(ABORT, '{table}: sealed version'); END"
            )


CONTENT = (
    "dang_ky_chi_tieu",
    "dang_ky_danh_hieu",
    "dang_ky_kho_khan",
    "dang_ky_phong_trao",
    "doan_van",
    "ket_qua_chi_tieu",
    "ket_qua_kho_khan",
    "ket_qua_phong_trao",
    "tep_phien_ban",
)
"""Tables whose rows never change once their version is sealed."""


def _postgresql() -> None:
    # The two tables name each other, so one of the keys comes after both.
    op.create_foreign_key("fk_ho_so_phien_ban_id", "ho_so", "phien_ban", ["phien_ban_id"], ["id"])
    op.create_foreign_key("fk_ho_so_ban_chot_id", "ho_so", "phien_ban", ["ban_chot_id"], ["id"])
    op.execute(
        "CREATE FUNCTION chi_them() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%: append only', TG_TABLE_NAME; END $$"
    )
    op.execute(
        "CREATE FUNCTION da_niem_phong() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE version_id integer; "
        "BEGIN IF TG_OP = 'INSERT' THEN version_id := NEW.phien_ban_id; "
        "ELSE version_id := OLD.phien_ban_id; END IF; "
        "IF EXISTS (SELECT 1 FROM phien_ban WHERE id = version_id AND niem_phong_luc IS NOT NULL) "
        "THEN RAISE EXCEPTION '%: sealed version', TG_TABLE_NAME; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    for table in CLOSED:
        op.execute(
            f"CREATE TRIGGER {table}_chi_them BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION chi_them()"
        )
    for table in CONTENT:
        op.execute(
            f"CREATE TRIGGER {table}_niem_phong BEFORE INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION da_niem_phong()"
        )
