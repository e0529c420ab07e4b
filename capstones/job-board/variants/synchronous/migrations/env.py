"""How Alembic finds the database and the models."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app.models import jobs, users
from app.models.base import Base
from app.settings import get_database_url

assert jobs and users


def run() -> None:
    """Migrate in one transaction."""
    engine = create_engine(get_database_url(), poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


if context.is_offline_mode():
    raise SystemExit("These migrations need a database.")
run()
