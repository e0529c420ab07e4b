"""What can be done with the things in the database, without a word of HTTP. Here: what all three need."""

from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.database import Base

Model = TypeVar("Model", bound=Base)
Question = TypeVar("Question", bound=Select[Any])


class Missing(Exception):
    """A request names something that is not there."""


class Conflict(Exception):
    """A change goes against a rule of the database."""


class Page(NamedTuple):
    """A part of a list."""

    skip: int
    limit: int

    def of(self, question: Question) -> Question:
        """The same question, for this part of its answer."""
        return question.offset(self.skip).limit(self.limit)


def found(session: Session, model: type[Model], number: int) -> Model:
    """The thing with this id.

    Args:
        session: Where to look.
        model: What kind of thing it is.
        number: Its id.

    Raises:
        Missing: Nothing of this kind has the id.
    """
    thing = session.get(model, number)
    if thing is None:
        raise Missing(f"There is no {model.__name__.lower()} {number}.")
    return thing


def commit(session: Session, rule: str) -> None:
    """Make the changes last. Only the database can say whether they keep a rule: nobody comes in between.

    Args:
        session: What has been changed.
        rule: A sentence for the client, in case that the database refuses.

    Raises:
        Conflict: The database refuses. All changes are undone.
    """
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        raise Conflict(rule) from None


def remove(session: Session, thing: Base) -> None:
    """Remove a thing, and with it all that belongs to it.

    Args:
        session: Where the thing comes from.
        thing: A user, a post or a comment.
    """
    session.delete(thing)
    session.commit()
