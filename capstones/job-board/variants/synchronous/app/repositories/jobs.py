"""Jobs, and how they are found."""

import re
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import REAL, ColumnElement, Select, func, literal_column, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager, joinedload

from app.models.jobs import Job, SearchState
from app.models.users import User
from app.repositories.pages import read_page

# Of D, C, B and A: a title outweighs many repetitions in a description.
WEIGHTS: ColumnElement[Any] = literal_column("'{0.01, 1, 0.01, 1}'::real[]")
PLACEHOLDER = "qzxqzx"
LONELY_MINUS = re.compile(r'-(?![^\W_"]|")')
LAST_WORD = re.compile(r"(?:^|\s)([^\W_]+)$")


def _with_owner() -> Select[Job]:
    return select(Job).options(joinedload(Job.owner, innerjoin=True))


def _open() -> Select[Job]:
    return (
        select(Job)
        .join(Job.owner)
        .options(contains_eager(Job.owner))
        .where(Job.status == "approved", User.banned_at.is_(None))
    )


def by_id(session: Session, job_id: int) -> Job | None:
    """The job with this id, whatever its state."""
    return session.scalar(_with_owner().where(Job.id == job_id))


def locked(session: Session, job_id: int) -> Job | None:
    """The job as it is now; nobody else changes it until this is over."""
    return session.scalar(_with_owner().where(Job.id == job_id).with_for_update(of=Job))


def open_held(session: Session, job_id: int) -> Job | None:
    """The job if it is open; it stays so until this is over."""
    return session.scalar(_open().where(Job.id == job_id).with_for_update(of=Job, read=True))


def of_company(session: Session, company_id: int, limit: int, cursor: str | None) -> tuple[list[Job], str | None]:
    """A page of the jobs of one company."""
    statement = _with_owner().where(Job.company_id == company_id)
    return read_page(
        session, statement, "own jobs", [Job.created_at, Job.id], newest_first=True, limit=limit, cursor=cursor
    )


def with_status(session: Session, status: str, limit: int, cursor: str | None) -> tuple[list[Job], str | None]:
    """A page of the jobs in one state."""
    statement = _with_owner().where(Job.status == status)
    return read_page(
        session, statement, "queue", [Job.created_at, Job.id], newest_first=False, limit=limit, cursor=cursor
    )


def _question(q: str) -> tuple[ColumnElement[Any], ColumnElement[bool]]:
    """How well a job fits the words, and whether it does.

    The last word may be a beginning. So the question is asked twice: with this word as it is, and with a placeholder
    for it that is then exchanged for all words that begin so. PostgreSQL alone reads quotes, minus and `or`.
    """
    q = LONELY_MINUS.sub(" ", q)
    question = func.websearch_to_tsquery("english", q)
    rank = func.ts_rank(WEIGHTS, Job.search, question)
    last = LAST_WORD.search(q)
    if last and q.count('"') % 2 == 0:
        beginning = func.ts_rewrite(
            func.websearch_to_tsquery("english", q[: last.start(1)] + PLACEHOLDER),
            func.to_tsquery("english", PLACEHOLDER),
            func.to_tsquery("simple", f"{last[1]}:*CD"),
        )
        rank = func.greatest(rank, func.ts_rank(WEIGHTS, Job.search, beginning))
        question = func.tsquery_or(question, beginning)
    return sql_cast(rank, REAL), Job.search.bool_op("@@")(question)


def search(
    session: Session,
    *,
    q: str | None,
    place: str | None,
    remote: bool | None,
    kind: str | None,
    pays_at_least: int | None,
    pays_at_most: int | None,
    posted_since: datetime | None,
    limit: int,
    cursor: str | None,
) -> tuple[list[Job], str | None]:
    """A page of the open jobs that fit all of this."""
    statement, name = _open(), "newest"
    keys: list[ColumnElement[Any] | InstrumentedAttribute[Any]] = [Job.created_at, Job.id]
    if place is not None:
        statement = statement.where(func.lower(Job.place) == func.lower(place))
    if remote is not None:
        statement = statement.where(Job.remote.is_(remote))
    if kind is not None:
        statement = statement.where(Job.kind == kind)
    if pays_at_least is not None:
        statement = statement.where(Job.salary_max >= pays_at_least)
    if pays_at_most is not None:
        statement = statement.where(Job.salary_min <= pays_at_most)
    if posted_since is not None:
        statement = statement.where(Job.created_at >= posted_since)
    if q and any(character.isalnum() for character in q):
        rank, fits = _question(q)
        statement, keys, name = statement.where(fits), [rank, *keys], "best"
    return read_page(session, statement, name, keys, newest_first=True, limit=limit, cursor=cursor)


def search_stamp(session: Session) -> str | None:
    """The stamp of what can be found now."""
    return session.scalar(select(SearchState.stamp).where(SearchState.id == 1))


def renew_search_stamp(session: Session) -> None:
    """Say, together with a change, that searches from before it are worth nothing any more."""
    stamp = uuid.uuid4().hex
    statement = insert(SearchState).values(id=1, stamp=stamp)
    session.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"stamp": stamp}))
