"""The office by date, the tree of units and who follows whom."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"

LEVELS = {
    "THỊ XÃ": ("thi_xa", "Thị ủy"),
    "THÀNH PHỐ": ("thanh_pho", "Thành ủy"),
    "HUYỆN": ("huyen", "Huyện ủy"),
    "QUẬN": ("quan", "Quận ủy"),
    "PHƯỜNG": ("phuong", "Đảng ủy"),
    "XÃ": ("xa", "Đảng ủy"),
}
STANDING = "phong-noi-vu"
"""The unit that was the standing body wherever the program ran before."""


def upgrade() -> None:
    op.create_table(
        "thuoc_don_vi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("cap_tren_id", sa.Integer(), nullable=False),
        sa.Column("tu_ngay", sa.Date(), nullable=False),
        sa.Column("den_ngay", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "den_ngay IS NULL OR den_ngay >= tu_ngay", name=op.f("ck_thuoc_don_vi_days_in_order")
        ),
        sa.CheckConstraint("cap_tren_id <> don_vi_id", name=op.f("ck_thuoc_don_vi_not_itself")),
        sa.ForeignKeyConstraint(["don_vi_id"], ["don_vi.id"], name=op.f("fk_thuoc_don_vi_don_vi_id")),
        sa.ForeignKeyConstraint(["cap_tren_id"], ["don_vi.id"], name=op.f("fk_thuoc_don_vi_cap_tren_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thuoc_don_vi")),
        sa.UniqueConstraint("don_vi_id", "tu_ngay", name=op.f("uq_thuoc_don_vi_don_vi_id_tu_ngay")),
    )
    op.create_table(
        "ke_thua",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("truoc_id", sa.Integer(), nullable=False),
        sa.Column("sau_id", sa.Integer(), nullable=False),
        sa.Column("ngay", sa.Date(), nullable=False),
        sa.Column("hinh_thuc", sa.String(length=64), nullable=False),
        sa.Column("quyet_dinh", sa.String(length=255), nullable=False),
        sa.CheckConstraint("truoc_id <> sau_id", name=op.f("ck_ke_thua_not_itself")),
        sa.CheckConstraint(
            "hinh_thuc IN ('sap_nhap', 'chia_tach', 'giai_the')", name=op.f("ck_ke_thua_hinh_thuc")
        ),
        sa.ForeignKeyConstraint(["truoc_id"], ["don_vi.id"], name=op.f("fk_ke_thua_truoc_id")),
        sa.ForeignKeyConstraint(["sau_id"], ["don_vi.id"], name=op.f("fk_ke_thua_sau_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ke_thua")),
        sa.UniqueConstraint("truoc_id", "sau_id", name=op.f("uq_ke_thua_truoc_id_sau_id")),
    )
    op.create_index("ix_ke_thua_sau_id", "ke_thua", ["sau_id"], unique=False)
    office = _office_table()
    op.add_column("don_vi", sa.Column("row_version", sa.Integer(), nullable=False, server_default="0"))
    for name, length in (
        ("chuc_vu_thu_truong", 255),
        ("dia_chi", 255),
        ("dien_thoai", 64),
        ("nguoi_lien_he", 255),
    ):
        op.add_column("ten_don_vi", sa.Column(name, sa.String(length), nullable=False, server_default=""))
    _office_of_the_newest_year(office)


def _office_table() -> sa.Table:
    lines = ("ten", "tinh", "cap_uy", "ubnd", "hoi_dong", "thuong_truc", "dia_danh")
    headers = ("ubnd_chu_quan", "ubnd_ban_hanh", "hoi_dong_chu_quan", "hoi_dong_ban_hanh")
    symbols = ("ky_hieu_ubnd", "ky_hieu_cong_van", "ky_hieu_thuong_truc", "ky_hieu_hoi_dong")
    posts = ("ubnd_quyen_han_ky", "hoi_dong_quyen_han_ky")
    signers = ("ubnd_nguoi_ky", "hoi_dong_nguoi_ky", "thuong_truc_nguoi_ky")
    return op.create_table(
        "co_quan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tu_ngay", sa.Date(), nullable=False),
        sa.Column("den_ngay", sa.Date(), nullable=True),
        sa.Column("bac", sa.String(length=64), nullable=False),
        sa.Column("thuong_truc_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length=255), nullable=False) for name in (*lines, *signers)),
        *(sa.Column(name, sa.String(length=64), nullable=False) for name in symbols),
        *(sa.Column(name, sa.Text(), nullable=False) for name in (*headers, *posts)),
        sa.CheckConstraint("den_ngay IS NULL OR den_ngay >= tu_ngay", name=op.f("ck_co_quan_days_in_order")),
        sa.CheckConstraint(
            "bac IN ('thi_xa', 'thanh_pho', 'huyen', 'quan', 'phuong', 'xa', 'thi_tran', 'dac_khu')",
            name=op.f("ck_co_quan_bac"),
        ),
        sa.CheckConstraint(
            "ten <> '' AND ubnd <> '' AND hoi_dong <> '' AND thuong_truc <> ''", name=op.f("ck_co_quan_named")
        ),
        sa.ForeignKeyConstraint(["thuong_truc_id"], ["don_vi.id"], name=op.f("fk_co_quan_thuong_truc_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_quan")),
        sa.UniqueConstraint("tu_ngay", name=op.f("uq_co_quan_tu_ngay")),
    )


def _office_of_the_newest_year(office: sa.Table) -> None:
    """Until now the newest year's plan said whose papers these are; an empty office stays empty."""
    database = op.get_bind()
    year = database.execute(
        sa.text(
            "SELECT nam, co_quan_ban_hanh, dia_danh, quyen_han_ky, nguoi_ky FROM nam_thi_dua "
            "ORDER BY nam DESC LIMIT 1"
        )
    ).first()
    if year is None:
        return
    place = year.co_quan_ban_hanh.partition("\n")[2]
    level = next((word for word in LEVELS if place.startswith(f"{word} ")), "THỊ XÃ")
    bac, cap_uy = LEVELS[level]
    words = level.lower()
    first = database.execute(sa.text("SELECT MIN(nam) FROM nam_thi_dua")).scalar_one()
    unit = database.execute(sa.text("SELECT id FROM don_vi WHERE code = :code"), {"code": STANDING}).scalar()
    database.execute(
        office.insert().values(
            tu_ngay=date(first, 1, 1),
            bac=bac,
            ten=f"{words} {year.dia_danh}",
            tinh="",
            cap_uy=cap_uy,
            ubnd=f"Ủy ban nhân dân {words}",
            hoi_dong=f"Hội đồng Thi đua - Khen thưởng {words}",
            thuong_truc="Phòng Nội vụ",
            thuong_truc_id=unit,
            dia_danh=year.dia_danh,
            ubnd_chu_quan="",
            ubnd_ban_hanh=year.co_quan_ban_hanh,
            hoi_dong_chu_quan="",
            hoi_dong_ban_hanh=f"HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG\n{place}".strip(),
            ky_hieu_ubnd="UBND",
            ky_hieu_cong_van="UBND-NV",
            ky_hieu_thuong_truc="NV-TĐKT",
            ky_hieu_hoi_dong="HĐTĐKT",
            ubnd_quyen_han_ky=year.quyen_han_ky,
            ubnd_nguoi_ky="",
            hoi_dong_quyen_han_ky="TM. HỘI ĐỒNG\nCHỦ TỊCH",
            hoi_dong_nguoi_ky="",
            thuong_truc_nguoi_ky="",
            row_version=0,
        )
    )
