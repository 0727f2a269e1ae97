"""Whether rows of any table name a row, whichever stage the table belongs to."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from thidua.db.base import Base


def is_named_elsewhere(session: Session, table: str, row_id: int, *, aside: Collection[str] = ()) -> bool:
    """Whether a foreign key of any table but those in `aside` leads to row `row_id` of `table`."""
    for other in Base.metadata.sorted_tables:
        if other.name in aside:
            continue
        for key in other.foreign_keys:
            if key.column.table.name == table and key.column.name == "id":
                found = session.execute(select(key.parent).where(key.parent == row_id).limit(1)).first()
                if found is not None:
                    return True
    return False
