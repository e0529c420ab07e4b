"""Hits, bodies, and what the database refuses."""

import asyncio
import os
import uuid
from typing import Any

import psycopg
import pytest
from httpx import AsyncClient
from pymongo import AsyncMongoClient

from tests.integration.conftest import People, Person

pytestmark = pytest.mark.anyio

needs_mongo = pytest.mark.skipif(not os.environ.get("MONGO_URL"), reason="there is no MONGO_URL")
JSON = {"Content-Type": "application/json"}


@needs_mongo
async def test_each_request_becomes_a_hit(api: AsyncClient, seeker: Person, admin: Person) -> None:
    unknown = f"/{uuid.uuid4().hex}"
    job_id = uuid.uuid4().int % 10**15 + 10**6
    await seeker.ask("GET", f"/jobs/{job_id}", params={"token": "secret"})
    await api.get(unknown)
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(os.environ["MONGO_URL"])
    hits = client.get_default_database()["hits"]
    for _ in range(50):
        hit = await hits.find_one({"path": f"/api/v1/jobs/{job_id}"})
        lost = await hits.find_one({"path": f"/api/v1{unknown}"})
        if hit and lost:
            break
        await asyncio.sleep(0.1)
    indexes = await hits.index_information()
    await client.close()
    assert hit is not None
    assert lost is not None
    assert (hit["method"], hit["route"], hit["status"]) == ("GET", "/api/v1/jobs/{id}", 404)
    assert (hit["user_id"], lost["user_id"], lost["route"]) == (seeker.user["id"], None, None)
    assert "secret" not in str(hit)
    assert any(index.get("expireAfterSeconds") == 2_592_000 for index in indexes.values())
    figures = (await admin.ask("GET", "/admin/hits")).json()
    assert figures["total"] == sum(figures["by_status"].values()) == sum(row["hits"] for row in figures["by_route"])
    later = (await admin.ask("GET", "/admin/hits", params={"since": "2999-01-01"})).json()
    assert later == {"total": 0, "by_route": [], "by_status": {}}


async def _in_parts(size: int) -> Any:
    for _ in range(size // 1000):
        yield b" " * 1000


@pytest.mark.parametrize("is_announced", [True, False])
async def test_a_large_body_is_refused(api: AsyncClient, is_announced: bool) -> None:
    content = b" " * 66_000 if is_announced else _in_parts(66_000)
    assert (await api.post("/auth/log-in", content=content, headers=JSON)).status_code == 413


@pytest.mark.parametrize(
    "content", [b"[" * 60_000, b'{"email":' * 5_000, b"{", b"\xff\xfe", '{"email": "a"}'.encode("utf-16"), b"NaN"]
)
async def test_what_is_no_json_is_refused(api: AsyncClient, content: bytes) -> None:
    answer = await api.post("/auth/log-in", content=content, headers=JSON)
    assert answer.status_code in (400, 422)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/json"


async def test_a_refusal_repeats_nothing(api: AsyncClient) -> None:
    body = {"email": "se-cret", "password": ["hunter2"], "<script>": 1}
    answer = await api.post("/auth/log-in", json=body)
    assert answer.status_code == 422
    assert not any(sent in answer.text for sent in ("se-cret", "hunter2", "<script>"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE jobs SET status = 'lost' WHERE id = %(job)s",
        "UPDATE jobs SET kind = 'forever' WHERE id = %(job)s",
        "UPDATE jobs SET salary_min = salary_max + 1 WHERE id = %(job)s",
        "UPDATE jobs SET company_id = 0 WHERE id = %(job)s",
        "UPDATE users SET role = 'king' WHERE id = %(user)s",
        "UPDATE users SET email = upper((SELECT email FROM users WHERE id = %(company)s)) WHERE id = %(user)s",
        "INSERT INTO applications (job_id, user_id, message) VALUES (%(job)s, 0, 'x')",
        "INSERT INTO applications (job_id, user_id, message) VALUES (%(job)s, %(user)s, 'x'), (%(job)s, %(user)s, 'y')",
    ],
)
async def test_the_database_refuses_by_itself(
    people: People, company: Person, seeker: Person, database: psycopg.Connection[Any], change: str
) -> None:
    job = await people.job(company)
    values = {"job": job["id"], "user": seeker.user["id"], "company": company.user["id"]}
    with pytest.raises((psycopg.IntegrityError, psycopg.DataError)):
        database.execute(change.encode(), values)
