"""A PostgreSQL server for the tests of a module, and a learner's role and database for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.services.postgres import Postgres
from grader.services.postgres_tenant import Tenant


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    server = Postgres.start()
    yield server
    server.close()


@pytest.fixture
def tenant(server: Postgres) -> Iterator[Tenant]:
    tenant = Tenant(server.address())
    yield tenant
    tenant.close()
