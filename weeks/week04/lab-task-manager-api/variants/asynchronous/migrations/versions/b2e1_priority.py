import sqlalchemy as sa
from alembic import op

revision = "b2e1"
down_revision = "a1f0"


def upgrade():
    op.add_column("tasks", sa.Column("priority", sa.SmallInteger))
    op.execute("UPDATE tasks SET priority = 3")
    op.alter_column("tasks", "priority", nullable=False, server_default=sa.text("3"))
    op.create_check_constraint("one_to_five", "tasks", "priority > 0 AND priority < 6")


def downgrade():
    op.drop_column("tasks", "priority")
