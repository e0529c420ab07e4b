"""How Alembic finds the database, and the models that it compares with the tables."""

from logging.config import fileConfig

from alembic import context
from sqlalchemy import NullPool, create_engine

from app import models
from app.settings import read_settings

if context.config.config_file_name is not None:
    fileConfig(context.config.config_file_name, disable_existing_loggers=False)

engine = create_engine(read_settings().database_url, poolclass=NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=models.User.metadata, compare_server_default=True)
    with context.begin_transaction():
        context.run_migrations()
