"""SQL by hand."""

from alembic import op

revision = "first"
down_revision = None


def upgrade():
    op.execute("""
        CREATE TABLE tasks (
            id SERIAL PRIMARY KEY,
            title VARCHAR NOT NULL,
            description VARCHAR NOT NULL DEFAULT '',
            status VARCHAR(5) NOT NULL DEFAULT 'todo' CHECK (status IN ('todo', 'doing', 'done')),
            due DATE,
            created_at TIMESTAMP NOT NULL DEFAULT now()
        );
        CREATE UNIQUE INDEX ix_tasks_title ON tasks (title);
        CREATE INDEX ix_tasks_id ON tasks (id);
    """)


def downgrade():
    op.execute("DROP TABLE tasks")
