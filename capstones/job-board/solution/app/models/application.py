"""What job-seekers send."""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base
from app.models.job import Job
from app.models.user import User
from app.rules import ApplicationStatus


class Application(Base):
    """One user's application for one job; there is never a second one."""

    __tablename__ = "applications"
    __table_args__ = (
        UniqueConstraint("job_id", "user_id"),
        CheckConstraint("status IN ('sent', 'withdrawn', 'accepted', 'declined')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    message: Mapped[str] = mapped_column(Text)
    status: Mapped[ApplicationStatus] = mapped_column(Text, server_default="sent")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    applicant: Mapped[User] = relationship(lazy="raise")
    job: Mapped[Job] = relationship(lazy="raise")
