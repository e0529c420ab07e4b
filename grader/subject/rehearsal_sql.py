"""A table, a row and a question, so that what SQLAlchemy works out late is worked out once, before any fork."""

import contextlib

import psycopg
from sqlalchemy import ForeignKey, create_engine, create_mock_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


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
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Child(parent=Parent(name="tea")))
        session.commit()
        session.scalars(select(Child).where(Child.id == 1)).all()
    engine.dispose()
    mock = create_mock_engine("postgresql+psycopg://", lambda *_: None)
    Base.metadata.create_all(mock)
    str(select(Child).where(Child.id == 1).compile(dialect=mock.dialect))
    with contextlib.suppress(psycopg.OperationalError):  # nobody listens there, and that is found out at once
        psycopg.connect("postgresql://nobody:nothing@127.0.0.1:1/nowhere")
