"""Whether the system runs at all. It fails until there is a system."""

from fastapi.testclient import TestClient


def test_the_system_is_healthy(client: TestClient) -> None:
    """A fixture named client, in conftest.py, is yours to write: it migrates, and hands out a TestClient."""
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
