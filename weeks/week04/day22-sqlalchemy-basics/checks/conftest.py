"""A session of the learner's, and people who are saved past the learner's functions."""

import pytest

NAMES = ["Amina", "Boris", "Chen", "Dilnoza", "Emeka", "Farida"]
START = """
import models
from database import Base, SessionLocal, engine

def new_session():
    Base.metadata.create_all(engine)
    return SessionLocal()
"""
# Rows that are not made by the learner's functions.
SAVED = """
from datetime import UTC, datetime
from sqlalchemy import create_engine, insert

def save(people):
    question = insert(models.User).returning(models.User.id)
    with create_engine(engine.url).begin() as other:
        rows = [{"email": email, "name": name, "created_at": datetime.now(UTC)} for email, name in people]
        return [other.scalar(question, row) for row in rows]
"""


@pytest.fixture
def new_session(subject):
    """Makes the tables, if they are not there yet, and a session of the learner's."""
    subject.module("models")
    subject.module("database")
    return subject.define(START)


@pytest.fixture
def session(new_session):
    return new_session()


@pytest.fixture
def crud(subject, session):
    return subject.module("crud")


@pytest.fixture
def people(rng):
    """Addresses and names that are new in every run."""
    return [(f"{name.lower()}{rng.randint(10, 99)}@example.com", name) for name in rng.sample(NAMES, 4)]


@pytest.fixture
def save(subject, session):
    """Saves people past the learner's functions, and returns their ids."""
    return subject.define(SAVED)
