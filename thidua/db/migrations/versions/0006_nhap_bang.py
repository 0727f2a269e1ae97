"""Tables read from Excel before anything is written."""

revision = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    pass
