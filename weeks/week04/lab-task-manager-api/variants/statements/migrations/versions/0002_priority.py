import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.batch_alter_table("tasks") as batch:
        batch.add_column(sa.Column("priority", sa.Integer, server_default=sa.text("3"), nullable=False))
        batch.create_check_constraint("priority", "priority BETWEEN 1 AND 5")


def downgrade():
    with op.batch_alter_table("tasks") as batch:
        batch.drop_column("priority")
