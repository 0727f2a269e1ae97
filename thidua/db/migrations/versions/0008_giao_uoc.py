"""The giao ước of a cụm or khối: texts, opinions, signatures, scans."""

revision = "0008"
down_revision: str | None = "0007"


def upgrade() -> None:
    pass
