from alembic import op

revision = "second"
down_revision = "first"


def upgrade():
    op.execute("ALTER TABLE tasks ADD priority INTEGER NOT NULL DEFAULT 3 CHECK (priority IN (1, 2, 3, 4, 5))")


def downgrade():
    op.execute("ALTER TABLE tasks DROP priority")
