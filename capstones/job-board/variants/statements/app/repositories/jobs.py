"""The table jobs."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, TextClause, and_, cast, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from app.models.tables import jobs, users
from app.repositories.rows import Position, Row, age_of, by_age, one, page

_COLUMNS = [column for column in jobs.c if column.name != "search"]
_LETTER = r"[^\W_]"


@dataclass(frozen=True)
class Question:
    """What a search asks for."""

    q: str | None = None
    place: str | None = None
    remote: bool | None = None
    kind: str | None = None
    pays_at_least: int | None = None
    pays_at_most: int | None = None
    posted_since: datetime | None = None

    @property
    def has_words(self) -> bool:
        """Whether there is a letter or a digit to look for."""
        return bool(self.q and re.search(_LETTER, self.q))


def words_query(q: str) -> TextClause:
    """The question in the language of PostgreSQL. The last word may be the beginning of one.

    A minus that stands before no word goes: PostgreSQL gives up at dozens of them. `or` binds less than "and", so
    that the last word belongs to what stands after the last `or` outside of quotes. A stop word does not count, but
    if it stands alone, it can still be the beginning of another word.
    """
    q = re.sub(rf'-+(?!{_LETTER}|"[^"]*{_LETTER})', " ", q).strip()
    found = re.search(rf"(?<!\S){_LETTER}+$", q)
    if found is None or q.count('"') % 2:
        return text("websearch_to_tsquery('english', :q)").bindparams(q=q)
    word, rest, before = found[0], q[: found.start()], ""
    eithers = [match for match in re.finditer(r'"[^"]*"|(?<!\S)(or)(?!\S)', rest, re.IGNORECASE) if match[1]]
    if eithers:
        before, rest = rest[: eithers[-1].start()], rest[eithers[-1].end() :]
    return text(
        "(websearch_to_tsquery('english', :before) || (websearch_to_tsquery('english', :rest) && CASE"
        " WHEN numnode(websearch_to_tsquery('english', :word)) = 0"
        " AND numnode(websearch_to_tsquery('english', :rest)) > 0 THEN ''::tsquery"
        " ELSE websearch_to_tsquery('english', :word) || to_tsquery('simple', :beginning) END))"
    ).bindparams(before=before, rest=rest, word=word, beginning=f"'{word}':*")


def plain_query(q: str) -> TextClause:
    """All words, and nothing that could be an operator."""
    return text("plainto_tsquery('english', :q)").bindparams(q=q)


def _jobs(*more: ColumnElement[Any]) -> Select[Any]:
    return select(*_COLUMNS, users.c.name.label("company"), *more).join(users, users.c.id == jobs.c.company_id)


def _is_open() -> ColumnElement[bool]:
    return and_(jobs.c.status == "approved", users.c.is_banned.is_(False))


async def search(
    connection: AsyncConnection, question: Question, words: TextClause | None, after: Position | None, limit: int
) -> list[Row]:
    """Open jobs that fit, the best first."""
    conditions = [_is_open()]
    if question.place is not None:
        conditions.append(func.lower(jobs.c.place) == func.lower(question.place))
    if question.remote is not None:
        conditions.append(jobs.c.remote.is_(question.remote))
    if question.kind is not None:
        conditions.append(jobs.c.kind == question.kind)
    if question.pays_at_least is not None:
        conditions.append(jobs.c.salary_max >= question.pays_at_least)
    if question.pays_at_most is not None:
        conditions.append(jobs.c.salary_min <= question.pays_at_most)
    if question.posted_since is not None:
        conditions.append(jobs.c.created_at >= question.posted_since)
    if words is None:
        return await page(connection, _jobs().where(*conditions), by_age(jobs), after, limit, newest_first=True)
    rank = cast(func.ts_rank(text("'{0.01,0.1,0.4,1.0}'::float4[]"), jobs.c.search, words), Float(53))
    statement = _jobs(rank.label("rank")).where(jobs.c.search.op("@@")(words), *conditions)
    return await page(connection, statement, [rank, *by_age(jobs)], after, limit, newest_first=True)


def position_in_search(row: Row) -> Position:
    """Where a found job stands."""
    return (row["rank"], *age_of(row)) if "rank" in row else age_of(row)


async def add(connection: AsyncConnection, company_id: int, fields: Row) -> int:
    """A new job; its id."""
    statement = insert(jobs).values(company_id=company_id, **fields).returning(jobs.c.id)
    job_id: int = (await connection.execute(statement)).scalar_one()
    return job_id


async def by_id(connection: AsyncConnection, job_id: int) -> Row | None:
    """The job with this id, whoever asks."""
    return one(await connection.execute(_jobs().where(jobs.c.id == job_id)))


async def visible(connection: AsyncConnection, job_id: int, viewer_id: int | None, sees_all: bool) -> Row | None:
    """The job with this id, if the viewer may see it."""
    statement = _jobs().where(jobs.c.id == job_id)
    if not sees_all:
        statement = statement.where(or_(_is_open(), jobs.c.company_id == viewer_id))
    return one(await connection.execute(statement))


async def lock(connection: AsyncConnection, job_id: int, company_id: int | None = None) -> Row | None:
    """The job with this id, of this company if one is named. Nobody changes it until the transaction ends."""
    statement = _jobs().where(jobs.c.id == job_id).with_for_update(of=jobs)
    if company_id is not None:
        statement = statement.where(jobs.c.company_id == company_id)
    return one(await connection.execute(statement))


async def hold_open(connection: AsyncConnection, job_id: int) -> Row | None:
    """The job, if it is open. It stays so until the transaction ends."""
    statement = _jobs().where(jobs.c.id == job_id, _is_open()).with_for_update(of=jobs, read=True)
    return one(await connection.execute(statement))


async def belongs_to(connection: AsyncConnection, job_id: int, company_id: int) -> bool:
    """Whether the company has this job."""
    statement = select(jobs.c.id).where(jobs.c.id == job_id, jobs.c.company_id == company_id)
    return await connection.scalar(statement) is not None


async def change(connection: AsyncConnection, job_id: int, values: Row) -> Row | None:
    """The job with other values."""
    await connection.execute(update(jobs).where(jobs.c.id == job_id).values(**values))
    return await by_id(connection, job_id)


async def list_of_company(
    connection: AsyncConnection, company_id: int, after: Position | None, limit: int
) -> list[Row]:
    """All jobs of a company, the newest first."""
    statement = _jobs().where(jobs.c.company_id == company_id)
    return await page(connection, statement, by_age(jobs), after, limit, newest_first=True)


async def list_by_status(connection: AsyncConnection, status: str, after: Position | None, limit: int) -> list[Row]:
    """All jobs in a state, the oldest first."""
    return await page(
        connection, _jobs().where(jobs.c.status == status), by_age(jobs), after, limit, newest_first=False
    )
