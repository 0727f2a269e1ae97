"""The office by date, the tree of units and who follows whom."""

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    pass
