"""What is kept of the requests."""

import time
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.services import hits
from app.settings import Settings, read_settings

from .conftest import Person


def test_hits_are_counted_by_route_and_by_status(client: TestClient, admin: Person) -> None:
    since = datetime.now(UTC).isoformat()
    for path in ("jobs", "jobs", "jobs/2000000000", "nowhere"):
        client.get(f"/api/v1/{path}?q=secret")
    end = time.monotonic() + 5
    while True:
        figures = admin.ask("GET", "/admin/hits", since=since).json()
        routes = {one["route"]: one for one in figures["by_route"]}
        routes.pop("/api/v1/admin/hits", None)
        if sum(one["hits"] for one in routes.values()) == 4 or time.monotonic() > end:
            break
    assert {(one["method"], name, one["hits"], one["errors"]) for name, one in routes.items()} == {
        ("GET", "/api/v1/jobs", 2, 0),
        ("GET", "/api/v1/jobs/{job_id}", 1, 1),
        ("GET", None, 1, 1),
    }
    assert figures["by_status"]["404"] == 2


@pytest.mark.parametrize("url", [None, "mongodb://127.0.0.1:9/board"])
def test_without_mongodb_all_else_works(admin: Person, url: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "PATIENCE", 0.2)
    settings = Settings.model_validate(read_settings().model_dump(by_alias=True) | {"MONGO_URL": url})
    with TestClient(create_app(settings)) as client:
        assert client.get("/api/v1/jobs").status_code == 200
        headers = {"Authorization": f"Bearer {admin.tokens['access_token']}"}
        assert client.get("/api/v1/admin/hits", headers=headers).status_code == 503
