"""A PostgreSQL server for the tests of a module, and a learner's role and database for each test."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Where root lets a server write that is not root's."""
    with tempfile.TemporaryDirectory(prefix="journey-") as name:
        Path(name).chmod(0o755)
        yield Path(name)
