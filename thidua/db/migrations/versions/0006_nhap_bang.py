"""Tables read from Excel before anything is written."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    op.create_table(
        "lan_nhap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bang", sa.String(length=64), nullable=False),
        sa.Column("nam", sa.Integer(), nullable=True),
        sa.Column("don_vi", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("ten", sa.String(length=255), nullable=False),
        sa.Column("kich_thuoc", sa.Integer(), nullable=False),
        sa.Column("chuyen_ma", sa.Boolean(), nullable=False),
        sa.Column("luc", sa.DateTime(), nullable=False),
        sa.Column("nguoi_id", sa.Integer(), nullable=False),
        sa.Column("ghi_luc", sa.DateTime(), nullable=True),
        sa.Column("so_them", sa.Integer(), nullable=False),
        sa.Column("so_doi", sa.Integer(), nullable=False),
        sa.CheckConstraint("kich_thuoc > 0", name=op.f("ck_lan_nhap_not_empty")),
        sa.ForeignKeyConstraint(["nguoi_id"], ["nguoi.id"], name=op.f("fk_lan_nhap_nguoi_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lan_nhap")),
    )
    op.create_index("ix_lan_nhap_nguoi", "lan_nhap", ["nguoi_id", "luc"], unique=False)
    op.create_index(op.f("ix_lan_nhap_sha256"), "lan_nhap", ["sha256"], unique=False)
