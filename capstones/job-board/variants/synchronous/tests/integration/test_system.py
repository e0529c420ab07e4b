"""Hits, bodies, headers, and the description."""

import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import JOB, Person
from fastapi.testclient import TestClient
from pymongo import MongoClient

from app.settings import get_settings


@pytest.fixture(scope="module")
def hits() -> Iterator[Any]:
    """The collection."""
    url = get_settings().mongo_url
    if url is None:
        pytest.skip("no MONGO_URL")
    with MongoClient[dict[str, Any]](url, tz_aware=True) as mongo:
        yield mongo.get_default_database()["hits"]


def test_hits(client: TestClient, hits: Any, seeker: Person, admin: Person) -> None:
    """Good, refused and unknown requests are kept, with what is said about them and no more."""
    secret = uuid.uuid4().hex
    unknown = f"/api/v1/{uuid.uuid4().hex}"
    client.get(unknown, params={"q": secret})
    seeker.get(f"/jobs/{2**62}", q=secret)
    for _ in range(50):
        newest = list(hits.find({"user_id": seeker.id, "path": f"/api/v1/jobs/{2**62}"}))
        if newest and hits.find_one({"path": unknown}):
            break
        time.sleep(0.1)
    hit = newest[-1]
    assert (hit["method"], hit["route"], hit["status"]) == ("GET", "/api/v1/jobs/{id}", 404)
    assert hit["milliseconds"] > 0
    lost = hits.find_one({"path": unknown})
    assert (lost["route"], lost["user_id"], lost["status"]) == (None, None, 404)
    assert secret not in str(list(hits.find()))
    assert [index["expireAfterSeconds"] for index in hits.list_indexes() if "expireAfterSeconds" in index] == [
        2_592_000
    ]
    figures = admin.get("/admin/hits").json()
    assert figures["total"] == sum(figures["by_status"].values()) == sum(row["hits"] for row in figures["by_route"])
    counts = [row["hits"] for row in figures["by_route"]]
    assert counts == sorted(counts, reverse=True)
    assert admin.get("/admin/hits", since="2999-01-01").json() == {"total": 0, "by_route": [], "by_status": {}}
    assert admin.get("/admin/hits", since="soon").status_code == 422


@pytest.mark.parametrize("announced", [True, False])
def test_large_bodies(client: TestClient, announced: bool) -> None:
    """413, whether the length is said or not."""
    body = b'{"email": "' + b"x" * 65_536 + b'"}'

    def pieces() -> Iterator[bytes]:
        yield from (body[i : i + 9_000] for i in range(0, len(body), 9_000))

    answer = client.post(
        "/api/v1/auth/log-in",
        content=body if announced else pieces(),
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body", [b"[" * 60_000, b"{", b"\xff\xfe", "{}".encode("utf-16"), b"null", b"[]", b"1" * 5_000, b""]
)
def test_broken_bodies(client: TestClient, body: bytes) -> None:
    """Refused."""
    answer = client.post("/api/v1/auth/log-in", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert "detail" in answer.json()


def test_a_script_is_a_text(client: TestClient, company: Person) -> None:
    """Kept as it is, and every answer says that it is JSON."""
    title = "<script>alert(1)</script>"
    job = company.post("/jobs", {**JOB, "title": title})
    assert job.json()["title"] == title
    for answer in (job, client.get("/api/v1/unknown"), client.delete("/api/v1/jobs"), client.get("/api/v1/me")):
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_description(client: TestClient) -> None:
    """Each route has a summary, a tag, and its refusals."""
    description = client.get("/openapi.json").json()
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            name = f"{method} {path}"
            assert operation["summary"] and operation["tags"], name
            assert "422" in operation["responses"], name
            if "{id}" in path:
                assert "404" in operation["responses"], name
            if "/admin/" in path:
                assert {"401", "403"} <= operation["responses"].keys(), name
