"""Whether there is anything to check."""

import pytest


@pytest.mark.criterion("tables-migrated")
def test_an_empty_database_gets_its_tables(alembic, database):
    assert alembic("upgrade", "head").exit_code == 0
    assert {"users", "jobs", "applications"} <= set(database.tables())


@pytest.mark.criterion("healthy")
def test_the_server_is_healthy(api):
    assert api.get("/health").status_code == 200


@pytest.mark.criterion("signed-up")
def test_a_job_seeker_signs_up(api):
    body = {"email": "amina@example.com", "password": "a long password", "name": "Amina", "role": "seeker"}
    answer = api.post("/api/v1/auth/sign-up", json=body)
    assert answer.status_code == 201
    shown = answer.json()
    assert {name: shown[name] for name in ("email", "name", "role")} == {
        name: body[name] for name in ("email", "name", "role")
    }
    assert "password" not in answer.text
