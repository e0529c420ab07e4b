"""The same users in PostgreSQL: what the database adds to the cost of a check."""

import os
from collections.abc import Iterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine(os.environ["DATABASE_URL"])


class Base(DeclarativeBase):
    """All tables."""


class Row(Base):
    """Who has signed up."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)


class User(BaseModel):
    """Who signs up."""

    email: str


@asynccontextmanager
async def lifespan(_app):
    Base.metadata.create_all(engine)
    yield


def database() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


app = FastAPI(lifespan=lifespan)
Database = Annotated[Session, Depends(database)]


@app.post("/users", status_code=201)
def create(user: User, session: Database) -> User:
    session.add(Row(email=user.email))
    session.commit()
    return user


@app.get("/users")
def everybody(session: Database) -> list[User]:
    return [User(email=row.email) for row in session.scalars(select(Row))]
