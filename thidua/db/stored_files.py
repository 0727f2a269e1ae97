"""Which files of the store the database names: every column called `sha256` or `…_sha256`, in every table.

The tables are asked, not the models: a column that an older or a newer program made counts too, so that no
file is ever taken for one that nobody names. A checksum of the store stands in no column of another name.
"""

from sqlalchemy import String, column, inspect, select, table
from sqlalchemy.orm import Session

NAME = "sha256"


def names_file(name: str) -> bool:
    """Whether a column of that name holds checksums of stored files."""
    return name == NAME or name.endswith(f"_{NAME}")


def file_columns(session: Session) -> list[tuple[str, str]]:
    """(table, column) of every place that names a file, in order."""
    found = inspect(session.connection()).get_multi_columns()
    return sorted(
        (name, described["name"])
        for (_, name), columns in found.items()
        for described in columns
        if names_file(described["name"])
    )


def stored_files(session: Session) -> dict[str, str]:
    """Every checksum that is named, with the table that does (the last of several)."""
    named: dict[str, str] = {}
    for place, name in file_columns(session):
        checksum = column(name, String)
        asked = select(checksum).select_from(table(place)).where(checksum != "").distinct()
        named.update((sha256, place) for sha256 in session.scalars(asked))
    return named
