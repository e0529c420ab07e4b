"""Alembic's way to the database: the address comes from the settings."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app.database import driver_url
from app.models.tables import metadata
from app.settings import get_settings


def run() -> None:
    """Run the migrations in one transaction."""
    engine = create_engine(driver_url(get_settings().database_url), poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, compare_server_default=False)
        with context.begin_transaction():
            context.run_migrations()


run()
