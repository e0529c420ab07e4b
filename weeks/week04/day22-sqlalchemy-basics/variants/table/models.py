from datetime import UTC, datetime

import database
import sqlalchemy as sa


def now():
    return datetime.now(UTC)


class User(database.Base):
    __table__ = sa.Table(
        "users",
        database.Base.metadata,
        sa.Column("id", sa.BigInteger, sa.Sequence("user_ids"), primary_key=True),
        sa.Column("email", sa.Unicode(120), nullable=False),
        sa.Column("name", sa.UnicodeText, nullable=False),
        sa.Column("created_at", sa.DateTime(True), nullable=False, default=now),
        sa.UniqueConstraint("email", name="emails_differ"),
    )
