"""All tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TYPES = {
    "user_role": ("seeker", "company", "admin"),
    "job_kind": ("full_time", "part_time", "contract", "internship"),
    "job_status": ("pending", "approved", "rejected", "closed"),
    "application_status": ("sent", "withdrawn", "accepted", "declined"),
}

SEARCH = """
setweight(to_tsvector('english', title), 'A') || ''' '':2'::tsvector
|| setweight(to_tsvector('english', description), 'D') || ''' '':2'::tsvector
|| setweight(to_tsvector('simple', title), 'A') || ''' '':2'::tsvector
|| setweight(to_tsvector('simple', description), 'D')
"""


def _enum(name: str) -> postgresql.ENUM:
    return postgresql.ENUM(*TYPES[name], name=name, create_type=False)


def _id(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    ]


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)


def _owner(table: str, name: str, target: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(name, sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint([name], [f"{target}.id"], name=f"fk_{table}_{name}", ondelete="CASCADE"),
    ]


def upgrade() -> None:
    """Make the types, then the tables."""
    for name in TYPES:
        postgresql.ENUM(*TYPES[name], name=name).create(op.get_bind())
    op.create_table(
        "users",
        *_id("users"),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", _enum("user_role"), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("is_banned", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        _moment("created_at"),
    )
    op.create_index("uq_users_email_lower", "users", [sa.text("lower(email)")], unique=True)
    op.create_index("ix_users_created_at_id", "users", ["created_at", "id"])
    op.create_table(
        "sessions",
        *_id("sessions"),
        *_owner("sessions", "user_id", "users"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "refresh_tokens",
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refresh_tokens"),
        *_owner("refresh_tokens", "session_id", "sessions"),
        sa.Column("is_used", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_index("ix_refresh_tokens_session_id", "refresh_tokens", ["session_id"])
    op.create_table(
        "login_attempts",
        *_id("login_attempts"),
        sa.Column("email", sa.Text(), nullable=False),
        _moment("at"),
    )
    op.create_index("ix_login_attempts_email_at", "login_attempts", ["email", "at"])
    op.create_index("ix_login_attempts_at", "login_attempts", ["at"])
    op.create_table(
        "jobs",
        *_id("jobs"),
        *_owner("jobs", "company_id", "users"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("remote", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("kind", _enum("job_kind"), nullable=False),
        sa.Column("salary_min", sa.Integer(), nullable=False),
        sa.Column("salary_max", sa.Integer(), nullable=False),
        sa.Column("status", _enum("job_status"), server_default="pending", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("rejection_reason", sa.Text()),
        _moment("created_at"),
        sa.Column("search", postgresql.TSVECTOR(), sa.Computed(SEARCH, persisted=True), nullable=False),
        sa.CheckConstraint("salary_min >= 0 AND salary_min <= salary_max", name="ck_jobs_salary"),
    )
    op.create_index("ix_jobs_search", "jobs", ["search"], postgresql_using="gin")
    op.create_index("ix_jobs_status_created_at_id", "jobs", ["status", "created_at", "id"])
    op.create_index("ix_jobs_company_id_created_at_id", "jobs", ["company_id", "created_at", "id"])
    op.create_table(
        "applications",
        *_id("applications"),
        *_owner("applications", "job_id", "jobs"),
        *_owner("applications", "user_id", "users"),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("status", _enum("application_status"), server_default="sent", nullable=False),
        _moment("created_at"),
        sa.UniqueConstraint("job_id", "user_id", name="uq_applications_job_id_user_id"),
    )
    op.create_index("ix_applications_job_id_created_at_id", "applications", ["job_id", "created_at", "id"])
    op.create_index("ix_applications_user_id_created_at_id", "applications", ["user_id", "created_at", "id"])
    op.create_table(
        "notices",
        *_id("notices"),
        *_owner("notices", "user_id", "users"),
        sa.Column("text", sa.Text(), nullable=False),
        _moment("created_at"),
    )
    op.create_index("ix_notices_user_id_created_at_id", "notices", ["user_id", "created_at", "id"])


def downgrade() -> None:
    """Take the tables away, then the types."""
    for table in ("notices", "applications", "jobs", "login_attempts", "refresh_tokens", "sessions", "users"):
        op.drop_table(table)
    for name in TYPES:
        postgresql.ENUM(name=name).drop(op.get_bind())
