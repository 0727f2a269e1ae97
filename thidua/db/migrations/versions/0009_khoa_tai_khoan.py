"""Lock counters of accounts, assignments and delegations."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"

LOCKED = ("tai_khoan", "phan_cong", "uy_quyen")


def upgrade() -> None:
    for table in LOCKED:
        op.add_column(table, sa.Column("row_version", sa.Integer(), nullable=False, server_default="0"))
