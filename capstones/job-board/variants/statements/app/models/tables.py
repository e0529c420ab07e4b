"""All tables, as SQLAlchemy Core knows them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    Enum,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

ROLES = ("seeker", "company", "admin")
KINDS = ("full_time", "part_time", "contract", "internship")
JOB_STATUSES = ("pending", "approved", "rejected", "closed")
APPLICATION_STATUSES = ("sent", "withdrawn", "accepted", "declined")

# English stems find other forms, the words as they stand find every beginning of theirs. The blanks between
# the parts are words that nobody can ask for: without them, a phrase could begin in one part and end in the next.
SEARCH = """
setweight(to_tsvector('english', title), 'A') || ''' '':2'::tsvector
|| setweight(to_tsvector('english', description), 'D') || ''' '':2'::tsvector
|| setweight(to_tsvector('simple', title), 'A') || ''' '':2'::tsvector
|| setweight(to_tsvector('simple', description), 'D')
"""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", BigInteger, Identity(always=False), primary_key=True)


def _created_at() -> Column[object]:
    return Column("created_at", DateTime(timezone=True), server_default=func.now(), nullable=False)


def _owner(name: str, target: str) -> Column[int]:
    return Column(name, BigInteger, ForeignKey(target, ondelete="CASCADE"), nullable=False)


users = Table(
    "users",
    metadata,
    _id(),
    Column("email", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Enum(*ROLES, name="user_role"), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("is_banned", Boolean, server_default=text("false"), nullable=False),
    _created_at(),
    Index("uq_users_email_lower", text("lower(email)"), unique=True),
    Index("ix_users_created_at_id", "created_at", "id"),
)

sessions = Table(
    "sessions",
    metadata,
    _id(),
    _owner("user_id", "users.id"),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    Index("ix_sessions_user_id", "user_id"),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    _owner("session_id", "sessions.id"),
    Column("is_used", Boolean, server_default=text("false"), nullable=False),
    Index("ix_refresh_tokens_session_id", "session_id"),
)

login_attempts = Table(
    "login_attempts",
    metadata,
    _id(),
    Column("email", Text, nullable=False),
    Column("at", DateTime(timezone=True), server_default=func.now(), nullable=False),
    Index("ix_login_attempts_email_at", "email", "at"),
    Index("ix_login_attempts_at", "at"),
)

jobs = Table(
    "jobs",
    metadata,
    _id(),
    _owner("company_id", "users.id"),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("remote", Boolean, server_default=text("false"), nullable=False),
    Column("kind", Enum(*KINDS, name="job_kind"), nullable=False),
    Column("salary_min", Integer, nullable=False),
    Column("salary_max", Integer, nullable=False),
    Column("status", Enum(*JOB_STATUSES, name="job_status"), server_default="pending", nullable=False),
    Column("version", Integer, server_default="1", nullable=False),
    Column("rejection_reason", Text),
    _created_at(),
    Column("search", TSVECTOR, Computed(SEARCH, persisted=True), nullable=False),
    CheckConstraint("salary_min >= 0 AND salary_min <= salary_max", name="salary"),
    Index("ix_jobs_search", "search", postgresql_using="gin"),
    Index("ix_jobs_status_created_at_id", "status", "created_at", "id"),
    Index("ix_jobs_company_id_created_at_id", "company_id", "created_at", "id"),
)

applications = Table(
    "applications",
    metadata,
    _id(),
    _owner("job_id", "jobs.id"),
    _owner("user_id", "users.id"),
    Column("message", Text, nullable=False),
    Column("status", Enum(*APPLICATION_STATUSES, name="application_status"), server_default="sent", nullable=False),
    _created_at(),
    UniqueConstraint("job_id", "user_id"),
    Index("ix_applications_job_id_created_at_id", "job_id", "created_at", "id"),
    Index("ix_applications_user_id_created_at_id", "user_id", "created_at", "id"),
)

notices = Table(
    "notices",
    metadata,
    _id(),
    _owner("user_id", "users.id"),
    Column("text", Text, nullable=False),
    _created_at(),
    Index("ix_notices_user_id_created_at_id", "user_id", "created_at", "id"),
)
