"""Jobs in the database: who sees them, and how they are found."""

import re
from typing import Any, Literal

from sqlalchemy import ColumnElement, Double, Select, and_, case, cast, func, literal, literal_column, select
from sqlalchemy.dialects.postgresql import REGCONFIG
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import contains_eager

from app.models import Job, User
from app.repositories.pages import Cut, Moment, Order, RankedMoment, cut_out
from app.rules import JobStatus
from app.schemas.jobs import Search

# A title weighs so much more than a description that no number of words there makes up for it.
_WEIGHTS: ColumnElement[Any] = literal_column("'{0, 0, 0.01, 1}'::real[]")
_ENGLISH, _SIMPLE = literal("english", REGCONFIG), literal("simple", REGCONFIG)
_LONE_MINUS = re.compile(r'-(?![\w"])')  # dozens of them are more than PostgreSQL takes
_LAST_WORD = re.compile(r"(?:^|\s)([^\W_]+)$")
_IS_OPEN = and_(Job.status == "approved", User.is_banned.is_(False))
_BY_MOMENT = (Job.created_at, Job.id)

# Until the end of the transaction, nobody changes the job: nobody else, or nobody at all.
Lock = Literal["change", "share"]


class Jobs:
    """The table jobs."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, job: Job) -> None:
        """Remember a new job; the commit writes it."""
        self._session.add(job)

    async def find(self, job_id: int, *conditions: ColumnElement[bool], lock: Lock | None = None) -> Job | None:
        """The job with this id, if the conditions hold."""
        question = _jobs().where(Job.id == job_id, *conditions)
        if lock is not None:
            question = question.with_for_update(read=lock == "share", of=Job)
            question = question.execution_options(populate_existing=True)
        found: Job | None = await self._session.scalar(question)
        return found

    async def find_for(self, user: User | None, job_id: int) -> Job | None:
        """The job with this id, if this user may see it."""
        if user is not None and user.role == "admin":
            return await self.find(job_id)
        if user is not None and user.role == "company":
            return await self.find(job_id, (Job.company_id == user.id) | _IS_OPEN)
        return await self.find_open(job_id)

    async def find_open(self, job_id: int, lock: Lock | None = None) -> Job | None:
        """The job with this id, if everybody may see it."""
        return await self.find(job_id, _IS_OPEN, lock=lock)

    async def find_own(self, company: User, job_id: int, lock: Lock | None = None) -> Job | None:
        """The job with this id, if it is this company's."""
        return await self.find(job_id, Job.company_id == company.id, lock=lock)

    async def page_of(self, company: User, cut: Cut) -> tuple[list[Job], str | None]:
        """A company's own jobs, the newest first."""
        question = _jobs().where(Job.company_id == company.id)
        return await cut_out(self._session, question, Order(_BY_MOMENT, Moment, newest_first=True), cut)

    async def page_with(self, status: JobStatus, cut: Cut) -> tuple[list[Job], str | None]:
        """All jobs in this state, the oldest first."""
        return await cut_out(self._session, _jobs().where(Job.status == status), Order(_BY_MOMENT, Moment), cut)

    async def search(self, search: Search, cut: Cut) -> tuple[list[Job], str | None]:
        """Open jobs that fit, the best first."""
        question = _jobs().where(_IS_OPEN, *_conditions(search))
        order = Order(_BY_MOMENT, Moment, newest_first=True)
        text = _LONE_MINUS.sub(" ", search.q)
        if text.strip():
            words, beginning = _words(text), _beginning(text)
            wanted = words if beginning is None else _words_before(text, beginning)
            question = question.where(Job.search.bool_op("@@")(wanted))
            order = Order((_rank(words, beginning), *_BY_MOMENT), RankedMoment, newest_first=True)
        return await cut_out(self._session, question, order, cut)


def _jobs() -> Select[Job]:
    return select(Job).join(Job.owner).options(contains_eager(Job.owner))


def _conditions(search: Search) -> list[ColumnElement[bool]]:
    """What each parameter that came asks for."""
    found: list[ColumnElement[bool]] = []
    if search.place is not None:
        found.append(func.lower(Job.place) == func.lower(search.place))
    if search.remote is not None:
        found.append(Job.remote.is_(search.remote))
    if search.kind is not None:
        found.append(Job.kind == search.kind)
    if search.pays_at_least is not None:
        found.append(Job.salary_max >= search.pays_at_least)
    if search.pays_at_most is not None:
        found.append(Job.salary_min <= search.pays_at_most)
    if search.posted_since is not None:
        found.append(Job.created_at >= search.posted_since)
    return found


def _words(text: str) -> ColumnElement[Any]:
    """What people type, as a question; without lone minus signs, PostgreSQL takes everything here."""
    return func.websearch_to_tsquery(_ENGLISH, text)


def _beginning(text: str) -> str | None:
    """The last word, if it may be the beginning of one: only letters and digits, and in no quotes."""
    found = _LAST_WORD.search(text)
    return found[1] if found and text.count('"') % 2 == 0 and found[1].lower() != "or" else None


def _words_before(text: str, beginning: str) -> ColumnElement[Any]:
    """All that was typed, or all that was typed before the last word together with a beginning."""
    rest = text[: -len(beginning)].strip()
    begun: ColumnElement[Any] = func.to_tsquery(_SIMPLE, f"{beginning}:*")
    if rest.lower().endswith(" or"):
        begun = _words(rest[:-3]).op("||")(begun)
    elif rest:
        begun = _words(rest).op("&&")(begun)
    return _words(text).op("||")(begun)


def _rank(words: ColumnElement[Any], beginning: str | None) -> ColumnElement[float]:
    """How good a match is: 64 bits, because a cursor has to bring back the same number."""
    rank = func.ts_rank(_WEIGHTS, Job.search, words)
    if beginning is None:
        return cast(rank, Double)
    in_title = Job.search.bool_op("@@")(func.to_tsquery(_SIMPLE, f"{beginning}:*A"))
    return cast(rank + case((in_title, 1), else_=0), Double)
