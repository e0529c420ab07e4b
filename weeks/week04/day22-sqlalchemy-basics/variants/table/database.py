"""The driver is named in the address, and a registry makes the base class."""

from os import environ

import sqlalchemy as sa
from sqlalchemy.orm import registry, sessionmaker

engine = sa.create_engine(environ["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://"))
SessionLocal = sessionmaker(engine, expire_on_commit=False, autobegin=True)
Base = registry().generate_base()
