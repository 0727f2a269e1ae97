"""Opening a year from another one, and closing it."""

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    pass
