"""Alembic's entry: runs on the connection that `thidua.db.migrate` hands over."""

from alembic import context
from sqlalchemy import MetaData

from thidua.db.base import NAMING

context.configure(
    target_metadata=MetaData(naming_convention=NAMING),
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
