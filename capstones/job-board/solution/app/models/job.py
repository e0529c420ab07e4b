"""What companies offer."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Computed, DateTime, ForeignKey, Index, Text, false, func
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base
from app.models.user import User
from app.rules import JobStatus, Kind

# The stems for meaning and phrases; behind them the whole words, because a beginning need not be that of a stem.
SEARCH = (
    "setweight(to_tsvector('english'::regconfig, title), 'A'::\"char\")"
    " || setweight(to_tsvector('english'::regconfig, description), 'B'::\"char\")"
    " || setweight(to_tsvector('simple'::regconfig, title), 'A'::\"char\")"
    " || setweight(to_tsvector('simple'::regconfig, description), 'B'::\"char\")"
)


class Job(Base):
    """A job. The public sees it if it is approved and its company is not banned."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("kind IN ('full_time', 'part_time', 'contract', 'internship')", name="kind"),
        CheckConstraint("status IN ('pending', 'approved', 'rejected', 'closed')", name="status"),
        CheckConstraint("salary_min BETWEEN 0 AND salary_max", name="salary"),
        Index("ix_jobs_search", "search", postgresql_using="gin"),
        Index("ix_jobs_created_at_id", "created_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    remote: Mapped[bool] = mapped_column(server_default=false())
    kind: Mapped[Kind] = mapped_column(Text)
    salary_min: Mapped[int]
    salary_max: Mapped[int]
    status: Mapped[JobStatus] = mapped_column(Text, server_default="pending")
    version: Mapped[int] = mapped_column(server_default="1")
    rejection_reason: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    search: Mapped[str] = mapped_column(TSVECTOR, Computed(SEARCH, persisted=True), deferred=True)

    owner: Mapped[User] = relationship(lazy="raise")

    @property
    def company(self) -> str:
        """Its name; the owner has to be loaded."""
        return self.owner.name
