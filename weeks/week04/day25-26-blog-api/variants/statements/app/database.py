import os

from sqlalchemy import MetaData, create_engine
from sqlalchemy.orm import Session

engine = create_engine(os.environ["DATABASE_URL"], pool_size=2, max_overflow=3, isolation_level="REPEATABLE READ")
metadata = MetaData()


def new_session():
    return Session(engine)
