"""Assignments, delegations, one-time codes and hand-overs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    op.add_column("tai_khoan", sa.Column("ma_cap_luc", sa.DateTime(), nullable=True))
    _phan_cong()
    _uy_quyen()
    _ban_giao()
    _tu_cach_duyet()


def _key(table: str, name: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.id"], name=op.f(f"fk_{table}_{name}"))


def _phan_cong() -> None:
    op.create_table(
        "phan_cong",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("cach_ky", sa.String(length=64), nullable=False),
        sa.Column("chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("linh_vuc", sa.String(length=255), nullable=False),
        sa.Column("van_ban_so", sa.String(length=64), nullable=False),
        sa.Column("van_ban_ngay", sa.Date(), nullable=False),
        sa.Column("tu_ngay", sa.Date(), nullable=False),
        sa.Column("den_ngay", sa.Date(), nullable=True),
        sa.Column("thu_hoi_tu", sa.Date(), nullable=True),
        sa.Column("thu_hoi_ly_do", sa.Text(), nullable=False),
        sa.CheckConstraint("cach_ky IN ('kt', 'tl', 'q')", name=op.f("ck_phan_cong_cach_ky")),
        sa.CheckConstraint(
            "den_ngay IS NULL OR den_ngay >= tu_ngay", name=op.f("ck_phan_cong_days_in_order")
        ),
        sa.CheckConstraint(
            "(thu_hoi_tu IS NULL) = (thu_hoi_ly_do = '')", name=op.f("ck_phan_cong_revoked_has_reason")
        ),
        _key("phan_cong", "nguoi_id", "nguoi"),
        _key("phan_cong", "don_vi_id", "don_vi"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phan_cong")),
    )
    op.create_index("ix_phan_cong_nguoi", "phan_cong", ["nguoi_id", "don_vi_id"], unique=False)
    op.create_index(op.f("ix_phan_cong_don_vi_id"), "phan_cong", ["don_vi_id"], unique=False)


def _uy_quyen() -> None:
    op.create_table(
        "uy_quyen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("nguoi_giao_id", sa.Integer(), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=False),
        sa.Column("chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.Column("van_ban_so", sa.String(length=64), nullable=False),
        sa.Column("van_ban_ngay", sa.Date(), nullable=False),
        sa.Column("tu_ngay", sa.Date(), nullable=False),
        sa.Column("den_ngay", sa.Date(), nullable=False),
        sa.Column("thu_hoi_tu", sa.Date(), nullable=True),
        sa.Column("thu_hoi_ly_do", sa.Text(), nullable=False),
        sa.CheckConstraint("den_ngay >= tu_ngay", name=op.f("ck_uy_quyen_days_in_order")),
        sa.CheckConstraint("nguoi_id <> nguoi_giao_id", name=op.f("ck_uy_quyen_another_person")),
        sa.CheckConstraint(
            "(thu_hoi_tu IS NULL) = (thu_hoi_ly_do = '')", name=op.f("ck_uy_quyen_revoked_has_reason")
        ),
        _key("uy_quyen", "nguoi_id", "nguoi"),
        _key("uy_quyen", "nguoi_giao_id", "nguoi"),
        _key("uy_quyen", "don_vi_id", "don_vi"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uy_quyen")),
    )
    op.create_index("ix_uy_quyen_nguoi", "uy_quyen", ["nguoi_id", "don_vi_id"], unique=False)
    op.create_index(op.f("ix_uy_quyen_don_vi_id"), "uy_quyen", ["don_vi_id"], unique=False)


def _ban_giao() -> None:
    op.create_table(
        "ban_giao",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tai_khoan_id", sa.Integer(), nullable=False),
        sa.Column("nhan_id", sa.Integer(), nullable=False),
        sa.Column("ngay", sa.Date(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.Column("nguoi_lap_id", sa.Integer(), nullable=False),
        sa.Column("ly_do", sa.Text(), nullable=False),
        sa.Column("giao_ho_ten", sa.String(length=255), nullable=False),
        sa.Column("giao_chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("nhan_ho_ten", sa.String(length=255), nullable=False),
        sa.Column("nhan_chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("don_vi_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("tai_khoan_id <> nhan_id", name=op.f("ck_ban_giao_another_account")),
        _key("ban_giao", "tai_khoan_id", "tai_khoan"),
        _key("ban_giao", "nhan_id", "tai_khoan"),
        _key("ban_giao", "nguoi_lap_id", "nguoi"),
        _key("ban_giao", "don_vi_id", "don_vi"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ban_giao")),
    )
    op.create_index(op.f("ix_ban_giao_tai_khoan_id"), "ban_giao", ["tai_khoan_id"], unique=False)
    op.create_table(
        "ban_giao_dong",
        sa.Column("ban_giao_id", sa.Integer(), nullable=False),
        sa.Column("so", sa.Integer(), nullable=False),
        sa.Column("loai", sa.String(length=64), nullable=False),
        sa.Column("noi_dung", sa.Text(), nullable=False),
        sa.Column("tinh_trang", sa.Text(), nullable=False),
        _key("ban_giao_dong", "ban_giao_id", "ban_giao"),
        sa.PrimaryKeyConstraint("ban_giao_id", "so", name=op.f("pk_ban_giao_dong")),
    )


def _tu_cach_duyet() -> None:
    op.create_table(
        "tu_cach_duyet",
        sa.Column("phien_ban_id", sa.Integer(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("ho_ten", sa.String(length=255), nullable=False),
        sa.Column("chuc_vu", sa.String(length=255), nullable=False),
        sa.Column("quyen_han", sa.Text(), nullable=False),
        sa.Column("nguon", sa.String(length=64), nullable=False),
        sa.Column("nguon_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "nguon IN ('thu_truong', 'phan_cong', 'uy_quyen')", name=op.f("ck_tu_cach_duyet_nguon")
        ),
        sa.CheckConstraint(
            "(nguon = 'thu_truong') = (nguon_id IS NULL)", name=op.f("ck_tu_cach_duyet_source_has_row")
        ),
        _key("tu_cach_duyet", "phien_ban_id", "phien_ban"),
        _key("tu_cach_duyet", "nguoi_id", "nguoi"),
        sa.PrimaryKeyConstraint("phien_ban_id", name=op.f("pk_tu_cach_duyet")),
    )
