import sqlalchemy as sa
from alembic import op

revision = "a1f0"
down_revision = None


def upgrade():
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer, sa.Identity(always=True), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("description", sa.Text, server_default=sa.text("''"), nullable=False),
        sa.Column(
            "status", sa.Enum("todo", "doing", "done", name="task_status"), server_default="todo", nullable=False
        ),
        sa.Column("due", sa.Date),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.UniqueConstraint("title", name="one_title"),
        sa.CheckConstraint("length(trim(title)) BETWEEN 1 AND 100", name="title_length"),
    )


def downgrade():
    op.drop_table("tasks")
    sa.Enum(name="task_status").drop(op.get_bind())
