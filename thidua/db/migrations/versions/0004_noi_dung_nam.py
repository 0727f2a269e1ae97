"""What a year holds: grounds by date, movements, catalogue, duties of named units."""

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    pass
