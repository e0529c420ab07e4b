from alembic import op

revision = "c3d2"
down_revision = "b2e1"


def upgrade():
    op.create_index("by_due", "tasks", ["due"])


def downgrade():
    op.drop_index("by_due")
