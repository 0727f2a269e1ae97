"""Assignments, delegations, one-time codes and hand-overs."""

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    pass
