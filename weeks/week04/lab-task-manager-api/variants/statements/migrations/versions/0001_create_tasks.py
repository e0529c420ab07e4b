"""create tasks; the allowed values of a status stand in a table"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table("statuses", sa.Column("name", sa.String(5), primary_key=True))
    op.execute("INSERT INTO statuses VALUES ('todo'), ('doing'), ('done')")
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "title", sa.String(100), sa.CheckConstraint("trim(title) <> ''", name="title"), unique=True, nullable=False
        ),
        sa.Column("description", sa.String(2000), server_default="", nullable=False),
        sa.Column("status", sa.String(5), sa.ForeignKey("statuses.name"), server_default="todo", nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), server_default=sa.func.clock_timestamp(), nullable=False),
    )


def downgrade():
    op.drop_table("tasks")
    op.drop_table("statuses")
