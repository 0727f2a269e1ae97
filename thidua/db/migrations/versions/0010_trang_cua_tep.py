"""Scanned pages know which page of their file they are, and of how many the paper has."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"


def upgrade() -> None:
    op.add_column(
        "trang_chup", sa.Column("trang_tep", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column("trang_chup", sa.Column("tren", sa.Integer(), nullable=True))
