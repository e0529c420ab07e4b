"""Whether the system runs at all."""

from fastapi.testclient import TestClient


def test_the_system_is_healthy(client: TestClient) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
