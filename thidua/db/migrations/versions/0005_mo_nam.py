"""Opening a year from another one, and closing it: groups are edited under a lock."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    op.add_column("cum_khoi", sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"))
