"""The whole registration: persons, titles, ratio rules, evidence."""

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    pass
