"""tasks have a priority"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"


def upgrade() -> None:
    """One step forward. The tasks that are there get a 3."""
    op.add_column("tasks", sa.Column("priority", sa.Integer(), server_default="3", nullable=False))
    op.create_check_constraint(op.f("ck_tasks_priority"), "tasks", "priority BETWEEN 1 AND 5")


def downgrade() -> None:
    """The same step back."""
    op.drop_constraint(op.f("ck_tasks_priority"), "tasks", type_="check")
    op.drop_column("tasks", "priority")
