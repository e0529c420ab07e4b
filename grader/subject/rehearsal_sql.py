"""A table, a row and a question, so that what SQLAlchemy works out late is worked out once, before any fork."""

import asyncio
import sys

from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from grader.subject.understudy import understudy


class Base(DeclarativeBase):
    """Two tables that nobody keeps."""


class Parent(Base):
    __tablename__ = "parents"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class Child(Base):
    __tablename__ = "children"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("parents.id"))
    parent: Mapped[Parent] = relationship(Parent)


def rehearse() -> None:
    _use("sqlite://")
    with understudy() as url:
        _use(url)
        if "sqlalchemy.ext.asyncio" in sys.modules:
            asyncio.run(_use_async(url))


def _use(url: str) -> None:
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Child(parent=Parent(name="tea")))
        session.commit()
        session.scalars(select(Child).where(Child.id == 1)).all()
    engine.dispose()


async def _use_async(url: str) -> None:
    from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

    engine = create_async_engine(url)
    async with AsyncSession(engine) as session:
        session.add(Child(parent=Parent(name="tea")))
        await session.commit()
        (await session.scalars(select(Child).where(Child.id == 1))).all()
    await engine.dispose()
