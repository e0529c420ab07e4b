"""Whether there is anything to check."""

import pytest


@pytest.mark.criterion("tables-migrated")
def test_an_empty_database_gets_its_tables(alembic, database):
    assert alembic("upgrade", "head").exit_code == 0
    assert {"users", "jobs", "applications"} <= set(database.tables())


@pytest.mark.criterion("healthy")
def test_the_server_is_healthy(subject):
    assert subject.app("app.main:app").get("/health").status_code == 200


@pytest.mark.criterion("healthy")
def test_a_server_without_its_database_says_so(subject, nobody):
    database = f"postgresql://nobody:nothing@{nobody.host}:{nobody.port}/none"
    api = subject.app("app.main:app", env={"DATABASE_URL": database})
    assert api.get("/health").status_code == 503
