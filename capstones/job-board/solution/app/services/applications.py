"""What job-seekers send, and what companies make of it."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from app.errors import Conflict, NotFound
from app.models import Application, Notice, User
from app.repositories.applications import Applications, Notices
from app.repositories.jobs import Jobs
from app.repositories.pages import Cut
from app.rules import application_status_after


@dataclass
class ApplicationDesk:
    """Applying, withdrawing, deciding."""

    session: AsyncSession

    @property
    def applications(self) -> Applications:
        """The table."""
        return Applications(self.session)

    async def apply(self, user: User, job_id: int, message: str) -> Application:
        """Send an application. The lock keeps the job open meanwhile; the database lets nobody apply twice."""
        job = await Jobs(self.session).find_open(job_id, "share")
        if job is None:
            raise NotFound
        application = Application(job=job, applicant=user, message=message)
        self.applications.add(application)
        try:
            await self.session.commit()
        except IntegrityError:
            raise Conflict("You have applied for this job.") from None
        return application

    async def read(self, user: User, application_id: int) -> Application:
        """An application that is theirs."""
        return _found(await self.applications.find_for(user, application_id))

    async def move(self, user: User, application_id: int, action: str) -> Application:
        """Withdraw, accept or decline."""
        application = _found(await self.applications.find_for(user, application_id, locked=True))
        status = application_status_after(application.status, action)
        if status is None:
            raise Conflict(f"An application that is {application.status} takes no {action}.")
        application.status = status
        await self.session.commit()
        return application

    async def sent_by(self, user: User, cut: Cut) -> tuple[list[Application], str | None]:
        """A job-seeker's own applications."""
        return await self.applications.page_of(user, cut)

    async def sent_for(self, company: User, job_id: int, cut: Cut) -> tuple[list[Application], str | None]:
        """The applications for a job of this company's."""
        job = await Jobs(self.session).find_own(company, job_id)
        if job is None:
            raise NotFound
        return await self.applications.page_for(job, cut)

    async def notices(self, user: User, cut: Cut) -> tuple[list[Notice], str | None]:
        """What a job-seeker was told."""
        return await Notices(self.session).page_of(user, cut)


async def tell(sessions: async_sessionmaker[AsyncSession], user_id: int, text: str) -> None:
    """Keep a notice. It runs after the answer, when the session of the request is closed."""
    async with sessions() as session:
        Notices(session).add(Notice(user_id=user_id, text=text))
        await session.commit()


def _found(application: Application | None) -> Application:
    if application is None:
        raise NotFound
    return application
