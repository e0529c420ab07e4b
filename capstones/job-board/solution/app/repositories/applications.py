"""Applications and notices in the database."""

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from app.models import Application, Job, Notice, User
from app.repositories.pages import Cut, Moment, Order, cut_out

_BY_MOMENT = (Application.created_at, Application.id)


class Applications:
    """The table applications."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, application: Application) -> None:
        """Remember a new application; the commit writes it."""
        self._session.add(application)

    async def find_for(self, user: User, application_id: int, *, locked: bool = False) -> Application | None:
        """The application with this id, if this user has sent it, or it was sent for a job of this user's."""
        is_theirs = Job.company_id == user.id if user.role == "company" else Application.user_id == user.id
        question = _applications().join(Application.job).where(Application.id == application_id, is_theirs)
        if locked:
            question = question.with_for_update(of=Application).execution_options(populate_existing=True)
        found: Application | None = await self._session.scalar(question)
        return found

    async def page_of(self, user: User, cut: Cut) -> tuple[list[Application], str | None]:
        """What a job-seeker has sent, the newest first."""
        return await self._page(Application.user_id == user.id, cut, newest_first=True)

    async def page_for(self, job: Job, cut: Cut) -> tuple[list[Application], str | None]:
        """What was sent for a job, the oldest first."""
        return await self._page(Application.job_id == job.id, cut, newest_first=False)

    async def _page(
        self, which: ColumnElement[bool], cut: Cut, *, newest_first: bool
    ) -> tuple[list[Application], str | None]:
        order = Order(_BY_MOMENT, Moment, newest_first)
        return await cut_out(self._session, _applications().where(which), order, cut)


class Notices:
    """The table notices."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def add(self, notice: Notice) -> None:
        """Remember a new notice; the commit writes it."""
        self._session.add(notice)

    async def page_of(self, user: User, cut: Cut) -> tuple[list[Notice], str | None]:
        """What a user was told, the newest first."""
        order = Order((Notice.created_at, Notice.id), Moment, newest_first=True)
        return await cut_out(self._session, select(Notice).where(Notice.user_id == user.id), order, cut)


def _applications() -> Select[Application]:
    both = joinedload(Application.applicant, innerjoin=True), joinedload(Application.job, innerjoin=True)
    return select(Application).options(*both)
