"""Jobs and applications."""

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, CreatedAt, Key, one_of
from app.models.users import User
from app.rules import APPLICATION_STATUSES, JOB_KINDS, JOB_STATUSES

# A and B have the stems, C and D the words as they are, for beginnings of words. Each part begins with a word
# too many, so that no phrase reaches from the end of one part into the next.
SEARCH = """
setweight(to_tsvector('english', 'the ' || title), 'A')
|| setweight(to_tsvector('english', 'the ' || description), 'B')
|| setweight(to_tsvector('simple', 'the ' || title), 'C')
|| setweight(to_tsvector('simple', 'the ' || description), 'D')
"""


class Job(Base):
    """What a company offers."""

    __tablename__ = "jobs"
    __table_args__ = (
        one_of("status", JOB_STATUSES),
        one_of("kind", JOB_KINDS),
        CheckConstraint("salary_min <= salary_max", name="salary"),
        Index("ix_jobs_search", "search", postgresql_using="gin"),
        Index(None, "status", "created_at", "id"),
        Index(None, "company_id", "created_at", "id"),
    )

    id: Mapped[Key]
    company_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(String(10_000))
    place: Mapped[str] = mapped_column(String(80))
    remote: Mapped[bool] = mapped_column(server_default=false())
    kind: Mapped[str] = mapped_column(String(20))
    salary_min: Mapped[int]
    salary_max: Mapped[int]
    status: Mapped[str] = mapped_column(String(20), server_default="pending")
    version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    rejection_reason: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[CreatedAt]
    search: Mapped[str] = mapped_column(TSVECTOR, Computed(SEARCH, persisted=True), deferred=True)

    owner: Mapped[User] = relationship()

    @property
    def company(self) -> str:
        """The name of the company."""
        return self.owner.name


class Application(Base):
    """What a job-seeker sends for a job, once."""

    __tablename__ = "applications"
    __table_args__ = (
        one_of("status", APPLICATION_STATUSES),
        UniqueConstraint("job_id", "user_id"),
        Index(None, "job_id", "created_at", "id"),
        Index(None, "user_id", "created_at", "id"),
    )

    id: Mapped[Key]
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    message: Mapped[str] = mapped_column(String(5_000))
    status: Mapped[str] = mapped_column(String(20), server_default="sent")
    created_at: Mapped[CreatedAt]

    applicant: Mapped[User] = relationship()
    job: Mapped[Job] = relationship()


class SearchState(Base):
    """One row with a stamp. It is another one after each change of what a search can find."""

    __tablename__ = "search_state"

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    stamp: Mapped[str] = mapped_column(String(32))
