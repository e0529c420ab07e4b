"""Checks of what migrations make of an empty database, and what they leave of a full one."""

import pytest

from grader.toolbox import Mismatch

FIXED = {"users", "jobs", "applications"}
SHAPE = """SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
WHERE table_schema = 'public' ORDER BY table_name, column_name"""
HELP = {
    "check": "It names what differs. What the model says, a migration makes; what a migration makes, the model says.",
    "downgrade": "What upgrade makes, downgrade removes, in the opposite order: what points to a table goes before it.",
    "upgrade": "Look for what downgrade has left: a type of PostgreSQL's own, an index, a table.",
}


@pytest.fixture
def prepared(migrated):
    """Nobody has signed up yet."""


@pytest.fixture
def step(alembic):
    """Run a command of Alembic's that must end well."""

    def step(*words):
        finished = alembic(*words)
        if finished.exit_code:
            raise Mismatch(
                f"alembic {' '.join(words)} ended with an error.",
                expected="exit status 0",
                actual=f"exit status {finished.exit_code}",
                help=HELP[words[0]],
            )

    return step


def left(database):
    return [name for name in database.tables() if name != "alembic_version"]


@pytest.mark.criterion("only-migrations")
def test_the_application_makes_no_table(subject, database):
    assert subject.app("app.main:app").get("/health").status_code == 200
    if found := left(database):
        raise Mismatch(
            "The application was started with an empty database, and it made tables there.",
            expected="no table: that is the work of the migrations",
            actual=", ".join(found),
        )


@pytest.mark.criterion("only-migrations")
def test_the_application_changes_no_table(subject, database, step):
    step("upgrade", "head")
    before = database.query(SHAPE)
    api = subject.app("app.main:app")
    assert [api.get(path).status_code for path in ("/health", "/api/v1/jobs")] == [200, 200]
    assert database.query(SHAPE) == before


@pytest.mark.criterion("there-and-back")
def test_all_the_way_down_and_up_again_with_rows(board, step, database):
    company, seeker, admin = board.company(), board.seeker(), board.admin()
    board.log_in(seeker)
    rejected, closed, job, _pending = (board.job(company) for _ in range(4))
    admin.post(f"/admin/jobs/{rejected['id']}/reject", {"version": 1, "reason": "Too short."})
    company.post(f"/jobs/{closed['id']}/close")
    application = board.applied(seeker, board.approve(admin, job))
    company.post(f"/applications/{application['id']}/accept")
    step("downgrade", "base")
    if found := left(database):
        raise Mismatch("The way down leaves tables there.", expected="no table", actual=", ".join(found))
    step("upgrade", "head")
    assert set(left(database)) >= FIXED
    assert database.rows("jobs") == []
    assert board.job(board.company())["status"] == "pending"


@pytest.mark.criterion("no-drift")
def test_models_and_tables_agree(step):
    step("upgrade", "head")
    step("check")
