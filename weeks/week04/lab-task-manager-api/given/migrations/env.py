"""How Alembic finds the database, and the models that it compares with the tables."""

from logging.config import fileConfig

from alembic import context
from app import models
from app.settings import settings
from sqlalchemy import NullPool, create_engine

if context.config.config_file_name is not None:
    fileConfig(context.config.config_file_name)

engine = create_engine(settings.database_url, poolclass=NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=models.Task.metadata, compare_server_default=True)
    with context.begin_transaction():
        context.run_migrations()
